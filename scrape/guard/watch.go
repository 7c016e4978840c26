package guard

import (
	"context"
	"errors"
	"io"
	"runtime"
	"runtime/metrics"
	"time"
)

// ErrSlow is what a [Watch] says of work that takes too long or too much memory.
var ErrSlow = errors.New("the page takes too much time or memory")

// A Watch bounds the work on one page, from its bytes to its article. Nothing
// is run beside the work and given up: what reads from [Watch.Reader] ends with
// its reader, and what goes through a tree, which is bounded in size, is asked
// about between its steps.
type Watch struct {
	ctx   context.Context
	start time.Time
	heap  uint64
	lim   Limits
}

// Begin returns a watch that begins now.
func Begin(ctx context.Context, lim Limits) *Watch {
	return &Watch{ctx: ctx, start: time.Now(), heap: heapBytes(), lim: lim}
}

// Err returns the error of the context once that is done, and [ErrSlow] once
// lim.PageTime has passed or the heap has grown by lim.HeapGrowth.
func (w *Watch) Err() error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if time.Since(w.start) > w.lim.PageTime || w.grown() {
		return ErrSlow
	}
	return nil
}

// Context returns the context of the work.
func (w *Watch) Context() context.Context { return w.ctx }

// Reader returns a reader of r for a parser that cannot be stopped otherwise. It
// ends with the error of [Watch.Err]. r is handed on in small pieces, so that
// there are many moments to stop.
func (w *Watch) Reader(r io.Reader) io.Reader { return &watched{watch: w, r: r} }

type watched struct {
	watch *Watch
	r     io.Reader
}

// pieceBytes is small because the cost of one byte can be a millisecond.
const pieceBytes = 256

func (w *watched) Read(p []byte) (int, error) {
	if err := w.watch.Err(); err != nil {
		return 0, err
	}
	if len(p) > pieceBytes {
		p = p[:pieceBytes]
	}
	return w.r.Read(p)
}

// grown reports whether the heap has really grown beyond the limit: what other
// goroutines dropped meanwhile does not count.
func (w *Watch) grown() bool {
	if heapBytes() < w.heap+w.lim.HeapGrowth {
		return false
	}
	runtime.GC()
	return heapBytes() >= w.heap+w.lim.HeapGrowth
}

func heapBytes() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
