package guard_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"parallax/article"
	"parallax/scrape/guard"
)

func TestReadAllStopsAtItsLimit(t *testing.T) {
	r := strings.NewReader("123456")
	if _, err := guard.ReadAll(r, 5); !errors.Is(err, article.ErrTooLarge) {
		t.Errorf("ReadAll = %v, want ErrTooLarge", err)
	}
	if b, err := guard.ReadAll(strings.NewReader("12345"), 5); err != nil || string(b) != "12345" {
		t.Errorf("ReadAll = %q, %v", b, err)
	}
}

func inflate(t *testing.T, data string, lim guard.Limits) error {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	packed := &guard.Counter{R: &b}
	r, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(io.Discard, guard.Inflated(r, packed, lim))
	return err
}

func TestInflatedStopsABomb(t *testing.T) {
	lim := guard.Default()
	if err := inflate(t, strings.Repeat("0", 4<<20), lim); !errors.Is(err, article.ErrUnsafe) {
		t.Errorf("a bomb reads with %v, want ErrUnsafe", err)
	}
	if err := inflate(t, strings.Repeat("0", 1<<19), lim); err != nil {
		t.Errorf("half a megabyte of blanks reads with %v", err)
	}
	if err := inflate(t, strings.Repeat("Talks went on in the capital on Monday. ", 1<<14), guard.Limits{Ratio: 1000, RatioFree: 1}); err != nil {
		t.Errorf("prose under a raised limit reads with %v", err)
	}
}

func TestWatchStopsWhatTakesTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := guard.Begin(t.Context(), guard.Default()).Reader(strings.NewReader(strings.Repeat("x", 1<<20)))
		p := make([]byte, 1<<16)
		if n, err := r.Read(p); err != nil || n == 0 || n > 4096 {
			t.Errorf("Read = %d, %v, want a small piece", n, err)
		}
		time.Sleep(6 * time.Second)
		if _, err := r.Read(p); !errors.Is(err, guard.ErrSlow) {
			t.Errorf("Read after the deadline = %v, want ErrSlow", err)
		}
	})
}

func TestWatchStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r := guard.Begin(ctx, guard.Default()).Reader(strings.NewReader("x"))
	cancel()
	if _, err := r.Read(make([]byte, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("Read = %v, want Canceled", err)
	}
}

var kept [][]byte

func TestWatchStopsWhatEatsMemory(t *testing.T) {
	lim := guard.Default()
	lim.HeapGrowth = 8 << 20
	r := guard.Begin(t.Context(), lim).Reader(strings.NewReader(strings.Repeat("x", 1<<20)))
	p := make([]byte, 16)
	for range 32 {
		kept = append(kept, make([]byte, 1<<20))
		if _, err := r.Read(p); errors.Is(err, guard.ErrSlow) {
			kept = nil
			return
		}
	}
	t.Error("32 MB were kept under a limit of 8")
}
