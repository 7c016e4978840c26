package format

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"parallax/article"
)

// ownColumns are the columns of our own CSV that an article is made of; the
// others (domain, word_count, excerpt, citation) follow from these.
var ownColumns = []string{
	"id", "url", "canonical_url", "title", "author", "source", "language",
	"published_at", "published_precision", "published_raw", "captured_at",
	"imported_from", "status", "starred", "tags", "notes", "text", "story_id",
	"story", "copy_of", "likeness", "upstream", "residue", "version",
	"sha256_raw", "sha256_text", "updated_at", "section", "keywords", "agencies",
	"licence", "page_type", "guarded",
}

// ownSigns are the columns that no other program writes. A file is ours with
// one of them, because columns may be left out and others added by hand.
var ownSigns = []string{"guarded", "sha256_text", "published_precision", "imported_from"}

// isOwnCSV reports whether a file that begins so is a CSV that this program
// exported, as it was or saved again by a spreadsheet.
func isOwnCSV(head []byte) bool {
	_, names, _ := ownHeader(head)
	return names != nil
}

// ownHeader returns the separator of our own CSV, the names of its columns and
// the length of its first row, and no names if it is not ours.
func ownHeader(head []byte) (comma byte, names []string, n int) {
	head, bom := bytes.CutPrefix(head, []byte("\ufeff"))
	for _, comma := range []byte{',', ';', '\t'} {
		cells, n, state := csvRecord(head, comma, true)
		if state != csvWhole || len(cells) < 3 {
			continue
		}
		names := make([]string, len(cells))
		known, sign := 0, false
		for i, c := range cells {
			names[i] = c.of(head)
			if slices.Contains(ownColumns, names[i]) {
				known++
			}
			sign = sign || slices.Contains(ownSigns, names[i])
		}
		if sign && known >= 3 {
			if bom {
				n += len("\ufeff")
			}
			return comma, names, n
		}
	}
	return 0, nil, 0
}

// readOwnCSV reads a CSV that this program exported and yields an item for each
// row, byte for byte as it was: guards are taken off, line ends in cells stay.
// The file may have been saved again by a spreadsheet, with other separators,
// quotes and row ends, with columns left out, added or moved. A broken row is
// one error and the rest goes on; an error of r is the last that is yielded.
func readOwnCSV(ctx context.Context, r io.Reader, name string) iter.Seq2[article.Item, error] {
	return func(yield func(article.Item, error) bool) {
		d := csvReader{ctx: ctx, r: r}
		if err := d.begin(); err != nil {
			yield(article.Item{Name: name}, err)
			return
		}
		for {
			cells, err := d.next()
			if errors.Is(err, io.EOF) {
				return
			}
			it := article.Item{Name: fmt.Sprintf("%s, row %d", name, d.row)}
			if err == nil {
				err = ownItem(&it, ownRow{names: d.names, cells: cells, from: d.record})
			}
			if err != nil && !errors.Is(err, article.ErrDamaged) {
				yield(article.Item{Name: name}, err)
				return
			}
			if err != nil {
				err = fmt.Errorf("line %d: %w", d.line, err)
			}
			if !yield(it, err) {
				return
			}
		}
	}
}

// An ownRow is the row that is being read. Its cells point into from.
type ownRow struct {
	names []string
	cells []csvCell
	from  []byte
	guard []string // the guarded columns
}

// cell returns the cell of a column without its guard, and whether there is one.
func (r *ownRow) cell(name string) (string, bool) {
	i := slices.Index(r.names, name)
	if i < 0 || i >= len(r.cells) {
		return "", false
	}
	s := r.cells[i].of(r.from)
	if slices.Contains(r.guard, name) {
		s = strings.TrimPrefix(s, "'")
	}
	return s, true
}

func (r *ownRow) text(name string) string {
	s, _ := r.cell(name)
	return s
}

// number returns the number in a cell, 0 if there is none.
func (r *ownRow) number(name string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(r.text(name)), 10, 64)
	if err != nil {
		return 0
	}
	return max(n, 0)
}

// ownItem fills it from a row. It refuses a text that a spreadsheet has cut:
// the hash of the whole one stands beside it.
func ownItem(it *article.Item, r ownRow) error {
	r.guard = splitList(r.text("guarded"))
	d := article.Declared{
		ID:           article.ID(r.number("id")),
		URL:          r.text("url"),
		CanonicalURL: r.text("canonical_url"),
		Title:        r.text("title"),
		Authors:      splitList(r.text("author")),
		Source:       r.text("source"),
		Language:     r.text("language"),
		Published:    ownDate(r.text("published_at"), r.text("published_precision"), r.text("published_raw")),
		Updated:      ownDate(r.text("updated_at"), "", ""),
		Section:      r.text("section"),
		Keywords:     splitList(r.text("keywords")),
		Agencies:     splitList(r.text("agencies")),
		Licence:      r.text("licence"),
		PageType:     article.PageType(r.text("page_type")),
		Text:         r.text("text"),
		Tags:         splitList(r.text("tags")),
		Notes:        splitList(r.text("notes")),
		Status:       ownStatus(r.text("status")),
		Starred:      slices.Contains([]string{"1", "true"}, strings.ToLower(strings.TrimSpace(r.text("starred")))),
		ImportedFrom: r.text("imported_from"),
		How:          "export",
		Version:      int(r.number("version")),
		StoryID:      article.StoryID(r.number("story_id")),
		Story:        r.text("story"),
		CopyOf:       article.ID(r.number("copy_of")),
		Likeness:     int(r.number("likeness")),
		RawHash:      r.text("sha256_raw"),
		Exact:        true,
	}
	for _, name := range splitList(r.text("upstream")) {
		d.Upstream = append(d.Upstream, article.Upstream{Name: name, Kind: "declared"})
	}
	hash := r.text("sha256_text")
	edited := hash != "" && hash != article.HashText(d.Title, d.Text)
	if edited && fillsCell(d.Text) {
		return fmt.Errorf("the text was cut by a spreadsheet: %w", article.ErrDamaged)
	}
	// Spans into the text as it was exported may fit an edited one by chance.
	if s, ok := r.cell("residue"); ok && !edited {
		d.Residue = ownResidue(s, d.Text)
	}
	it.Captured = ownTime(r.text("captured_at"))
	it.Declared = d
	return nil
}

// fillsCell reports whether s is exactly as long as a cell can be, in the
// UTF-16 units of spreadsheets.
func fillsCell(s string) bool {
	if len(s) < 32_767 {
		return false
	}
	n := 0
	for _, c := range s {
		if n++; c > 0xFFFF {
			n++
		}
	}
	return n == 32_767 || n == 65_535
}

var ownLayouts = []struct {
	precision article.Precision
	layout    string
}{
	{article.ToYear, "2006"},
	{article.ToMonth, "2006-01"},
	{article.ToDay, "2006-01-02"},
	{article.ToTime, time.RFC3339},
}

// ownDate reads a date as exports write it. One that a spreadsheet has
// rewritten is read as well as can be, and kept as words where that fails.
func ownDate(at, precision, raw string) article.Date {
	if at == "" {
		return article.Date{Raw: raw}
	}
	for _, l := range ownLayouts {
		if string(l.precision) != precision {
			continue
		}
		if t, err := time.Parse(l.layout, at); err == nil {
			return article.Date{Time: t, Precision: l.precision, Raw: raw}
		}
	}
	d := article.ParseDate(at)
	if raw != "" {
		d.Raw = raw
	}
	return d
}

func ownTime(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

func ownStatus(s string) article.Status {
	switch status := article.Status(strings.ToLower(strings.TrimSpace(s))); status {
	case article.Unread, article.Read, article.Trash:
		return status
	}
	return ""
}

// ownResidue reads kind:start-end with ";" between them. It returns nil, "not
// said", where a span does not fit the text: someone has edited it.
func ownResidue(s, text string) []article.Residue {
	found := []article.Residue{}
	for part := range strings.SplitSeq(s, ";") {
		if part == "" {
			continue
		}
		kind, span, _ := strings.Cut(part, ":")
		from, to, _ := strings.Cut(span, "-")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		r := article.Residue{Kind: article.ResidueKind(kind), Span: article.Span{Start: start, End: end}}
		if err1 != nil || err2 != nil || start < 0 || start > end || end > len(text) ||
			!startsRune(text, start) || !startsRune(text, end) {
			return nil
		}
		found = append(found, r)
	}
	return found
}

func startsRune(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// splitList takes apart the values of one cell: ";" stands between them, "\"
// makes the character behind it part of a value.
func splitList(s string) []string {
	var values []string
	var b strings.Builder
	end := func() {
		if b.Len() > 0 {
			values = append(values, b.String())
		}
		b.Reset()
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == ';':
			end()
		default:
			b.WriteByte(s[i])
		}
	}
	end()
	return values
}

// utf16 returns a reader of UTF-8 over a file that begins so, if it is UTF-16,
// in which spreadsheets save what they call Unicode text.
func utf16(head []byte, r io.Reader) io.Reader {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(r)
	}
	return r
}
