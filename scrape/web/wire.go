package web

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"parallax/article"
)

// A wire is the connection of one HTTP/1 answer. It counts what comes, because
// net/http ends a body at its Content-Length, and what a server sends beyond a
// length it got wrong (in characters and not in bytes) is lost without a word.
type wire struct {
	net.Conn
	done chan struct{} // closed when net/http wants no more of it

	mu     sync.Mutex
	head   []byte // until its end is found
	body   int64  // bytes behind the head
	inBody bool
	held   bool // its end is of interest
	left   bool // by net/http
}

// afterwards is how long a server may take to end the connection behind a body,
// as it was asked to.
const afterwards = 300 * time.Millisecond

func newWire(c net.Conn) *wire { return &wire{Conn: c, done: make(chan struct{})} }

// wireOf returns nil where an answer has no connection for itself.
func wireOf(c net.Conn) *wire {
	w, _ := c.(*wire)
	return w
}

func (w *wire) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	w.count(p[:n])
	return n, err
}

func (w *wire) count(b []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.inBody {
		w.body += int64(len(b))
		return
	}
	w.head = append(w.head, b...)
	for {
		i := bytes.Index(w.head, []byte("\r\n\r\n"))
		if i < 0 {
			return
		}
		rest := w.head[i+4:]
		if bytes.HasPrefix(w.head, []byte("HTTP/1.1 1")) { // goes before the answer
			w.head = rest
			continue
		}
		w.inBody, w.body, w.head = true, int64(len(rest)), nil
		return
	}
}

// hold keeps the connection open behind the body, until release.
func (w *wire) hold() {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.held = true
}

// Close is called by net/http. Of a connection that is held it ends the reading
// alone.
func (w *wire) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.left {
		w.left = true
		close(w.done)
	}
	if w.held {
		return w.SetReadDeadline(time.Now())
	}
	return w.Conn.Close()
}

func (w *wire) release() {
	if w != nil {
		w.Conn.Close()
	}
}

// whole returns [article.ErrIncomplete] if more comes than the answer said. The
// body must have been read.
func (w *wire) whole(ctx context.Context, resp *http.Response) error {
	if w == nil || resp.ContentLength < 0 {
		return nil
	}
	resp.Body.Close()
	select {
	case <-w.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	if w.SetReadDeadline(time.Now().Add(afterwards)) == nil {
		var more [64]byte
		w.Read(more[:])
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.body > resp.ContentLength {
		return fmt.Errorf("the server sends more than the %d bytes it says: %w", resp.ContentLength, article.ErrIncomplete)
	}
	return nil
}
