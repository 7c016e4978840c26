package guard

import (
	"context"
	"errors"
	"io"
	"runtime"
	"runtime/metrics"
	"time"
)

// ErrSlow is what a reader of [Watch] ends with when the work that reads from
// it takes too long or too much memory.
var ErrSlow = errors.New("parsing takes too much time or memory")

// Watch returns a reader of r for a parser that cannot be stopped otherwise: it
// ends with [ErrSlow] once lim.ParseTime has passed or the heap has grown by
// lim.HeapGrowth since the call, and with the error of ctx once that is done. r
// is handed on in small pieces, so that there are many moments to stop.
func Watch(ctx context.Context, r io.Reader, lim Limits) io.Reader {
	return &watch{ctx: ctx, r: r, start: time.Now(), heap: heapBytes(), lim: lim}
}

type watch struct {
	ctx   context.Context
	r     io.Reader
	start time.Time
	heap  uint64
	lim   Limits
}

// pieceBytes is small because the cost of one byte can be a millisecond.
const pieceBytes = 1024

func (w *watch) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	if time.Since(w.start) > w.lim.ParseTime || w.grown() {
		return 0, ErrSlow
	}
	if len(p) > pieceBytes {
		p = p[:pieceBytes]
	}
	return w.r.Read(p)
}

// grown reports whether the heap has really grown beyond the limit: what other
// goroutines dropped meanwhile does not count.
func (w *watch) grown() bool {
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
