package format

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"parallax/article"
)

// longestRow is how many bytes a row may have. A row holds one article: 100 MB
// of text at most, of which every character may be a quote.
const longestRow = 256 << 20

// headerBytes is where a row of names ends at the latest.
const headerBytes = 64 << 10

// A csvCell is where a cell stands in a record.
type csvCell struct {
	start, end int
	doubled    bool // quotes inside are written twice
}

// of returns the cell's text. Line ends in it are as they were: encoding/csv
// makes CR LF a LF, and an exact copy of a text would be none.
func (c csvCell) of(record []byte) string {
	s := string(record[c.start:c.end])
	if c.doubled {
		s = strings.ReplaceAll(s, `""`, `"`)
	}
	return s
}

type csvState int

const (
	csvWhole  csvState = iota
	csvMore            // the record goes on behind b
	csvBroken          // a quote where none can be
)

// csvRecord reads the record at the beginning of b and returns its cells and
// its length with its line end.
func csvRecord(b []byte, comma byte, atEOF bool) (cells []csvCell, n int, state csvState) {
	for i := 0; ; {
		if i < len(b) && b[i] == '"' {
			c := csvCell{start: i + 1, end: i + 1}
			for {
				k := bytes.IndexByte(b[c.end:], '"')
				if k < 0 {
					return nil, 0, moreOr(csvBroken, atEOF)
				}
				c.end += k
				if c.end+1 == len(b) && !atEOF {
					return nil, 0, csvMore
				}
				if c.end+1 == len(b) || b[c.end+1] != '"' {
					break
				}
				c.doubled = true
				c.end += 2
			}
			cells = append(cells, c)
			i = c.end + 1
		} else {
			c := csvCell{start: i}
			for i < len(b) && b[i] != comma && b[i] != '\n' && b[i] != '"' {
				i++
			}
			switch c.end = i; {
			case i == len(b) && !atEOF:
				return nil, 0, csvMore
			case i < len(b) && b[i] == '"':
				return nil, 0, csvBroken
			}
			if i > c.start && b[i-1] == '\r' && (i == len(b) || b[i] == '\n') {
				c.end--
			}
			cells = append(cells, c)
		}
		switch rest := b[i:]; {
		case len(rest) == 0:
			return cells, i, csvWhole
		case rest[0] == comma:
			i++
		case rest[0] == '\n':
			return cells, i + 1, csvWhole
		case rest[0] == '\r' && len(rest) == 1:
			if !atEOF {
				return nil, 0, csvMore
			}
			return cells, i + 1, csvWhole
		case rest[0] == '\r' && rest[1] == '\n':
			return cells, i + 2, csvWhole
		default:
			return nil, 0, csvBroken
		}
		if i == len(b) && !atEOF {
			return nil, 0, csvMore
		}
	}
}

func moreOr(s csvState, atEOF bool) csvState {
	if atEOF {
		return s
	}
	return csvMore
}

// A csvReader reads the records of our own CSV one at a time and finds the next
// whole one behind a broken one.
type csvReader struct {
	ctx    context.Context
	r      io.Reader
	names  []string
	comma  byte
	quoted bool // every text is in quotes, as in our own files

	buf        []byte
	start, end int // of what is read and not yet taken
	eof        bool
	row        int // of the record last returned, as a spreadsheet counts
	line       int // where it begins
	lines      int // taken so far
	record     []byte
	lost       bool // behind a broken record, between rows
}

// begin reads the row of names.
func (d *csvReader) begin() error {
	br := bufio.NewReader(d.r)
	head, err := br.Peek(2)
	if err != nil && err != io.EOF {
		return err
	}
	d.r = utf16(head, br)
	d.buf = make([]byte, headerBytes)
	for !d.eof && d.end < headerBytes {
		if err := d.fill(); err != nil {
			return err
		}
	}
	var n int
	if d.comma, d.names, n = ownHeader(d.buf[:d.end]); d.names == nil {
		return fmt.Errorf("find the row of names: %w", article.ErrDamaged)
	}
	d.quoted = bytes.HasPrefix(bytes.TrimPrefix(d.buf, []byte("\ufeff")), []byte{'"'})
	d.take(n)
	d.row = 1
	return nil
}

// next returns the cells of the next row; they point into d.record, which holds
// until the call after it. A broken row is an [article.ErrDamaged], the end
// [io.EOF], everything else the reader's error.
func (d *csvReader) next() ([]csvCell, error) {
	for {
		if err := d.ctx.Err(); err != nil {
			return nil, err
		}
		b := d.buf[d.start:d.end]
		if len(b) == 0 && d.eof {
			return nil, io.EOF
		}
		cells, n, state := csvRecord(b, d.comma, d.eof)
		if state == csvMore && len(b) < longestRow {
			if err := d.fill(); err != nil {
				return nil, err
			}
			continue
		}
		d.line = d.lines + 1
		if state == csvWhole {
			if len(cells) == len(d.names) || d.lacksGuarded(cells, b) {
				d.lost = false
				d.row++
				d.record = b
				d.take(n)
				return cells, nil
			}
			if len(cells) == 1 && cells[0].start == cells[0].end {
				d.take(n) // an empty line
				continue
			}
		}
		// A wrong quote may have swallowed whole rows, so the search for the next
		// one goes on at the very next line.
		first := !d.lost || d.startsRow(b)
		d.lost = true
		if err := d.skipLine(); err != nil {
			return nil, err
		}
		switch {
		case !first: // a line of the text of a broken row
		case state == csvWhole:
			d.row++
			return nil, fmt.Errorf("%d cells instead of %d: %w", len(cells), len(d.names), article.ErrDamaged)
		default:
			d.row++
			return nil, fmt.Errorf("a quote where no cell begins or ends: %w", article.ErrDamaged)
		}
	}
}

// lacksGuarded reports whether a row only lacks its last cell, which Excel
// leaves out where it is empty in sixteen rows. That the others stand in their
// places is seen by the hash among them.
func (d *csvReader) lacksGuarded(cells []csvCell, record []byte) bool {
	hash := slices.Index(d.names, "sha256_text")
	return len(cells) == len(d.names)-1 && d.names[len(cells)] == "guarded" &&
		hash >= 0 && hash < len(cells) && rowHash.MatchString(cells[hash].of(record))
}

var rowHash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// startsRow reports whether b begins as a row with an ID does. No line inside a
// text looks so but by chance, because its quotes are written twice.
func (d *csvReader) startsRow(b []byte) bool {
	if d.names[0] != "id" {
		return false
	}
	id, rest, _ := bytes.Cut(b[:min(len(b), 32)], []byte{d.comma})
	id = bytes.Trim(id, `"`)
	if len(id) == 0 || len(rest) == 0 || slices.ContainsFunc(id, func(c byte) bool { return c < '0' || c > '9' }) {
		return false
	}
	if rest[0] != '"' {
		return !d.quoted
	}
	return len(rest) < 3 || rest[1] != '"' || rest[2] == '"' || rest[2] == d.comma
}

// take moves on by n bytes.
func (d *csvReader) take(n int) {
	d.lines += bytes.Count(d.buf[d.start:d.start+n], []byte{'\n'})
	d.start += n
}

// skipLine moves on to the next line.
func (d *csvReader) skipLine() error {
	for {
		if i := bytes.IndexByte(d.buf[d.start:d.end], '\n'); i >= 0 {
			d.take(i + 1)
			return nil
		}
		d.start = d.end
		if d.eof {
			return nil
		}
		if err := d.fill(); err != nil {
			return err
		}
	}
}

// fill reads more behind what there is.
func (d *csvReader) fill() error {
	if err := d.ctx.Err(); err != nil {
		return err
	}
	if d.end == len(d.buf) {
		if d.start > len(d.buf)/2 {
			d.end = copy(d.buf, d.buf[d.start:d.end])
		} else {
			grown := make([]byte, max(2*len(d.buf), headerBytes))
			d.end = copy(grown, d.buf[d.start:d.end])
			d.buf = grown
		}
		d.start = 0
	}
	n, err := d.r.Read(d.buf[d.end:])
	d.end += n
	if err == io.EOF {
		d.eof = true
		return nil
	}
	return err
}
