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
	"parallax/internal/message"
)

// A Listed is a line of a list of pages.
type Listed struct {
	Name string `json:"-"` // of the list, and the number of the line
	ID   listID `json:"id"`
	URL  string `json:"url"`
	File string `json:"file"`
}

// listID takes 7 for "7": lists are made by programs.
type listID string

// UnmarshalJSON implements [json.Unmarshaler].
func (id *listID) UnmarshalJSON(b []byte) error {
	var n json.Number
	if len(b) > 0 && b[0] != '"' && json.Unmarshal(b, &n) == nil {
		*id = listID(n)
		return nil
	}
	return json.Unmarshal(b, (*string)(id))
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

// A ListError says what is wrong with a line of a list.
type ListError struct{ Why message.Message }

func (e *ListError) Error() string { return "read a line of a list: " + e.Why.String() }
func (e *ListError) Unwrap() error { return article.ErrDamaged }

// Message says it to a person.
func (e *ListError) Message() message.Message { return e.Why }

func (l Listed) read(line []byte) (Listed, error) {
	name := l.Name
	if err := json.Unmarshal(line, &l); err != nil {
		why := message.New("list.other") // of a type error the words are those of a programmer
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			why = message.New("list.syntax", "Error", err.Error())
		}
		return Listed{Name: name}, &ListError{why}
	}
	if l.File == "" {
		return l, &ListError{message.New("list.no-file")}
	}
	return l, nil
}
