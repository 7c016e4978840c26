package format

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"parallax/article"
)

// A Listed is a line of a list of pages.
type Listed struct {
	Name string `json:"-"` // of the list, and the number of the line
	ID   string `json:"id"`
	URL  string `json:"url"`
	File string `json:"file"`
}

// listLineBytes bounds a line of a list: two addresses and a name.
const listLineBytes = 64 << 10

// ReadList yields the lines of r, a JSON object each. A line that is none comes
// with an error, and the lines after it are read; blank lines are none. It
// ends early when ctx is done.
func ReadList(ctx context.Context, r io.Reader, name string) iter.Seq2[Listed, error] {
	return func(yield func(Listed, error) bool) {
		br := bufio.NewReader(r)
		for n := 1; ctx.Err() == nil; n++ {
			line, err := readLine(br, listLineBytes)
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			l := Listed{Name: fmt.Sprintf("%s, line %d", name, n)}
			if err != nil && !errors.Is(err, io.EOF) {
				if !yield(l, err) || !errors.Is(err, article.ErrTooLarge) {
					return
				}
				continue
			}
			if len(bytes.TrimSpace(line)) > 0 && !yield(l.read(line)) {
				return
			}
			if err != nil {
				return
			}
		}
	}
}

func (l Listed) read(line []byte) (Listed, error) {
	if err := json.Unmarshal(line, &l); err != nil {
		return Listed{Name: l.Name}, fmt.Errorf(`read {"id","url","file"}: %w: %w`, article.ErrDamaged, err)
	}
	if l.File == "" {
		return l, fmt.Errorf(`read {"id","url","file"}: there is no "file": %w`, article.ErrDamaged)
	}
	return l, nil
}
