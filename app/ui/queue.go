package ui

import "time"

// A Queue is a post for windows that no driver runs: of tests, and of the
// command that draws the screens into files.
type Queue struct{ posted chan func() }

// NewQueue returns an empty queue.
func NewQueue() *Queue { return &Queue{posted: make(chan func(), 1<<12)} }

// Post puts f into the queue. It may be called from several goroutines.
func (q *Queue) Post(f func()) { q.posted <- f }

// Until runs what is posted until done says so, and returns false when that
// takes longer than limit. It asks done again after everything it ran.
func (q *Queue) Until(limit time.Duration, done func() bool) bool {
	end := time.NewTimer(limit)
	defer end.Stop()
	for {
		for more := true; more; {
			select {
			case f := <-q.posted:
				f()
			default:
				more = false
			}
		}
		if done() {
			return true
		}
		select {
		case f := <-q.posted:
			f()
		case <-end.C:
			return false
		}
	}
}
