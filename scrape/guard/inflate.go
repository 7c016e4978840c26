package guard

import (
	"fmt"
	"io"

	"parallax/article"
)

// A Counter counts the bytes that were read through it.
type Counter struct {
	R io.Reader
	N int64
}

func (c *Counter) Read(p []byte) (int, error) {
	n, err := c.R.Read(p)
	c.N += int64(n)
	return n, err
}

// Inflated returns a reader of r, the inflated form of what packed counts. It
// ends with [article.ErrUnsafe] where the inflated bytes outgrow the packed
// ones beyond lim.Ratio.
func Inflated(r io.Reader, packed *Counter, lim Limits) io.Reader {
	return &inflated{r: r, packed: packed, lim: lim}
}

type inflated struct {
	r      io.Reader
	packed *Counter
	lim    Limits
	n      int64
}

func (i *inflated) Read(p []byte) (int, error) {
	n, err := i.r.Read(p)
	i.n += int64(n)
	if i.n > i.lim.RatioFree && i.n/i.lim.Ratio > i.packed.N {
		return 0, fmt.Errorf("inflate beyond %d:1: %w", i.lim.Ratio, article.ErrUnsafe)
	}
	return n, err
}

// ReadAll reads r whole. It returns [article.ErrTooLarge] and nothing if r
// holds more than limit bytes, without reading further.
func ReadAll(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("read more than %d bytes: %w", limit, article.ErrTooLarge)
	}
	return b, nil
}
