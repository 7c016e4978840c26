// Package progress is how long work tells how far it is. The worker reports
// freely; whoever draws wraps its Func in Throttle.
package progress

import (
	"sync"
	"time"

	"parallax/internal/message"
)

// A State is how far a piece of work is.
type State struct {
	Stage message.Message // what is being done, in the reader's words
	Item  string          // what it is being done to, "" if that says nothing
	Done  int64
	Total int64 // 0 if unknown
	Final bool  // the last report of this work
}

// Func receives states. It is called on the worker's goroutine, may be nil
// where a function takes one, and must return soon.
type Func func(State)

// Report calls f unless it is nil.
func (f Func) Report(s State) {
	if f != nil {
		f(s)
	}
}

// Throttle returns a Func that passes at most one state per interval to f, and
// always the first, a change of stage and the final one. It may be called from
// several goroutines.
func Throttle(interval time.Duration, f Func) Func {
	var mu sync.Mutex
	var last time.Time
	var stage string
	return func(s State) {
		mu.Lock()
		now := time.Now()
		pass := s.Final || s.Stage.Key != stage || now.Sub(last) >= interval
		if pass {
			last, stage = now, s.Stage.Key
		}
		mu.Unlock()
		if pass {
			f.Report(s)
		}
	}
}
