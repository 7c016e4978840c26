package main

import (
	"fmt"
	"time"

	"parallax/internal/progress"
)

// progress returns a Func that keeps one line on stderr up to date where that
// is a terminal, and nil where it is not.
func (c *call) progress() progress.Func {
	if !isTerminal(c.stderr) {
		return nil
	}
	return progress.Throttle(100*time.Millisecond, func(s progress.State) {
		if s.Final {
			c.clearLine()
			return
		}
		fmt.Fprint(c.stderr, "\r\x1b[K"+printable(s))
		c.drawn = true
	})
}

// clearLine removes the progress line.
func (c *call) clearLine() {
	if c.drawn {
		fmt.Fprint(c.stderr, "\r\x1b[K")
		c.drawn = false
	}
}
