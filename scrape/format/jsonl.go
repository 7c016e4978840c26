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
	"strings"
	"unicode/utf8"

	"parallax/article"
	"parallax/scrape/guard"
)

// ReadJSONL yields one item a line of r, which holds a JSON object on each. A
// line that cannot be read is one refused item, named with its number, and the
// lines after it are read; blank lines are none. It holds one line at a time.
// It ends early when ctx is done.
//
// The line is not the item's raw bytes. A dump was made by a program from what
// the outlet published, so the line is no evidence of that; the markup of a
// record that has any is kept, and beside a text the line would be the same
// words once more, a quarter of the archive.
func ReadJSONL(ctx context.Context, r io.Reader, name string, lim guard.Limits) iter.Seq2[article.Item, error] {
	return func(yield func(article.Item, error) bool) {
		br := bufio.NewReaderSize(r, 64<<10)
		for n := 1; ctx.Err() == nil; n++ {
			line, err := readLine(br, lim.LineBytes)
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			at := fmt.Sprintf("%s, line %d", name, n)
			if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, article.ErrTooLarge) {
				yield(article.Item{Name: at}, err)
				return
			}
			switch {
			case errors.Is(err, article.ErrTooLarge):
				if !yield(article.Item{Name: at}, err) {
					return
				}
				continue
			case len(bytes.TrimSpace(line)) > 0:
				it, bad := record(line)
				it.Name = at
				if !yield(it, bad) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

// readLine returns the next line of br without its end. Of a line beyond limit
// it returns [article.ErrTooLarge] with br at the line after it.
func readLine(br *bufio.Reader, limit int64) ([]byte, error) {
	var line []byte
	long := false
	for {
		piece, err := br.ReadSlice('\n')
		if !long {
			line = append(line, piece...)
		}
		if int64(len(line)) > limit {
			long, line = true, nil
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case long:
			return nil, fmt.Errorf("read a line over %d bytes: %w", limit, article.ErrTooLarge)
		}
		return bytes.TrimRight(line, "\r\n"), err
	}
}

// record makes an item of one JSON object.
func record(line []byte) (article.Item, error) {
	if !utf8.Valid(line) {
		return article.Item{}, fmt.Errorf("read a record that is not UTF-8: %w", article.ErrDamaged)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		return article.Item{}, fmt.Errorf("read a record: %w: %w", article.ErrDamaged, err)
	}
	if isOwnRecord(fields["format"]) {
		return ownRecord(line)
	}
	f := folded(fields)
	it := article.Item{Declared: f.declared()}
	it.Captured = article.ParseDate(f.word("captured_at", "saved_at", "crawled_at", "scraped_at", "retrieved_at")).Time
	if it.Declared.Text == "" && it.Declared.HTML == "" {
		return it, fmt.Errorf("read a record without a text: %w", article.ErrEmpty)
	}
	return it, nil
}

// fields are the members of a record under folded names: "publishedAt",
// "Published At" and "published_at" are one.
type fields map[string]json.RawMessage

func folded(raw map[string]json.RawMessage) fields {
	f := make(fields, len(raw))
	for k, v := range raw {
		key := foldKey(k)
		if _, there := f[key]; !there || k == key {
			f[key] = v
		}
	}
	return f
}

func foldKey(k string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(k))
}

// raw returns the first of the members that is there and not null.
func (f fields) raw(names ...string) json.RawMessage {
	for _, n := range names {
		if v := f[foldKey(n)]; len(v) > 0 && string(v) != "null" {
			return v
		}
	}
	return nil
}

// word returns the first of the members that says something as one string:
// numbers as written, objects by their name.
func (f fields) word(names ...string) string {
	for _, n := range names {
		if s := text(f.raw(n)); s != "" {
			return s
		}
	}
	return ""
}

// words returns the first of the members that says something as a list;
// split is asked what a string holds.
func (f fields) words(split func(string) []string, names ...string) []string {
	for _, n := range names {
		v := f.raw(n)
		if len(v) == 0 {
			continue
		}
		if v[0] != '[' {
			if out := split(text(v)); len(out) > 0 {
				return out
			}
			continue
		}
		var list []json.RawMessage
		if json.Unmarshal(v, &list) != nil {
			continue
		}
		out := []string{}
		for _, e := range list {
			if s := strings.TrimSpace(text(e)); s != "" {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

// text returns v as words: a string, a number as written, the name of an
// object, the paragraphs of a list.
func text(v json.RawMessage) string {
	if len(v) == 0 {
		return ""
	}
	switch v[0] {
	case '"':
		var s string
		if json.Unmarshal(v, &s) != nil {
			return ""
		}
		return s
	case '{':
		var o map[string]json.RawMessage
		if json.Unmarshal(v, &o) != nil {
			return ""
		}
		return folded(o).word("name", "title", "text", "$date", "url")
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(v, &list) != nil {
			return ""
		}
		var parts []string
		for _, e := range list {
			if s := text(e); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "\n\n")
	case 't', 'f', 'n':
		return ""
	}
	return string(v)
}
