package extract

import (
	"regexp"
	"sync"
)

// lazily returns an expression that is compiled when it is first asked for: all
// of those of this package take longer than the rest of the program's start, and
// most starts read no page.
func lazily(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
