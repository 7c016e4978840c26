package screen

import (
	"context"
	"sync"
	"time"
)

// Part says which parts of a screen changed.
type Part uint

// The parts of the library and of the comparison.
const (
	PartSearch Part = 1 << iota
	PartList
	PartSidebar
	PartReader
	PartJobs
	PartToast
	PartReport
	PartCompare
	PartNotice

	Everything = ^Part(0)
)

// work runs what a screen asks of the archive off the goroutine that draws,
// and brings the answers back to it through post. Its fields belong to the
// goroutine that draws; close waits for every goroutine it started.
type work struct {
	post   func(func())
	ctx    context.Context //nolint:containedctx // it is the life of the screen
	stop   context.CancelFunc
	group  sync.WaitGroup
	redraw func(Part)
	dirty  Part
	making int // changes whose answers have not come
	closed bool

	mu      sync.Mutex // guards the two below
	changes []func(context.Context)
	saving  bool
}

func newWork(post func(func()), redraw func(Part)) *work {
	ctx, stop := context.WithCancel(context.Background())
	return &work{post: post, ctx: ctx, stop: stop, redraw: redraw}
}

// changed asks for one redraw of p and of whatever else changes until then.
func (w *work) changed(p Part) {
	if w.closed {
		return
	}
	waiting := w.dirty != 0
	w.dirty |= p
	if waiting {
		return
	}
	w.post(func() {
		p := w.dirty
		w.dirty = 0
		if !w.closed {
			w.redraw(p)
		}
	})
}

// later runs f on the goroutine that draws, unless the screen is closed by then.
func (w *work) later(f func()) {
	w.post(func() {
		if !w.closed {
			f()
		}
	})
}

// inOrder runs f after the changes before it, in a goroutine. A change that was
// asked for is made, also when the screen closes meanwhile: close waits for it.
func (w *work) inOrder(f func(context.Context)) {
	if w.closed {
		return
	}
	w.making++
	w.mu.Lock()
	w.changes = append(w.changes, f)
	start := !w.saving
	w.saving = true
	w.mu.Unlock()
	if !start {
		return
	}
	w.group.Go(func() {
		for f := w.nextChange(); f != nil; f = w.nextChange() {
			f(context.WithoutCancel(w.ctx))
			w.later(func() { w.making-- })
		}
	})
}

// nextChange returns the change to make next, or nil and notes that none is
// being made.
func (w *work) nextChange() func(context.Context) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.changes) == 0 {
		w.saving = false
		return nil
	}
	f := w.changes[0]
	w.changes = w.changes[1:]
	return f
}

// after runs f on the goroutine that draws when d is over.
func (w *work) after(d time.Duration, f func()) {
	w.group.Go(func() {
		t := time.NewTimer(d)
		defer t.Stop()
		select {
		case <-t.C:
			w.later(f)
		case <-w.ctx.Done():
		}
	})
}

// close ends what runs and waits for it. Answers that come after it are dropped.
func (w *work) close() {
	w.closed = true
	w.stop()
	w.group.Wait()
}

// A question is asked again and again, and only the last answer counts.
type question struct {
	asked  int
	cancel context.CancelFunc // nil when no answer is awaited
}

// drop cancels the question: its answer will not be heard.
func (q *question) drop() {
	q.asked++
	if q.cancel != nil {
		q.cancel()
		q.cancel = nil
	}
}

// busy reports whether an answer is awaited.
func (q *question) busy() bool { return q.cancel != nil }

// ask drops the last call of q, waits, runs call in a goroutine and then runs
// answer with what it returned where the screen is drawn, unless q was asked
// again or dropped meanwhile.
func ask[T any](w *work, q *question, wait time.Duration, call func(context.Context) (T, error), answer func(T, error)) {
	q.drop()
	if w.closed {
		return
	}
	ctx, cancel := context.WithCancel(w.ctx)
	asked := q.asked
	q.cancel = cancel
	w.group.Go(func() {
		defer cancel()
		if wait > 0 {
			t := time.NewTimer(wait)
			defer t.Stop()
			select {
			case <-t.C:
			case <-ctx.Done():
				return
			}
		}
		v, err := call(ctx)
		w.later(func() {
			if q.asked != asked {
				return
			}
			q.cancel = nil
			answer(v, err)
		})
	})
}
