package export

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// A Preset is a form of CSV.
type Preset string

// The presets. All follow RFC 4180: rows end with CR LF, all text is in quotes,
// line ends inside a cell stay as they are, numbers are plain.
const (
	// Spreadsheet has commas, a byte order mark, by which Excel knows UTF-8, and
	// a ' before what a spreadsheet would take for a formula.
	Spreadsheet Preset = "spreadsheet"
	// Data has commas and every cell as it is.
	Data Preset = "data"
	// Semicolon is Spreadsheet for countries that write 0,5.
	Semicolon Preset = "semicolon"
	// TSV is Spreadsheet with tabs.
	TSV Preset = "tsv"
)

// Presets lists the presets, the default first.
var Presets = []Preset{Spreadsheet, Data, Semicolon, TSV}

// CSVOptions say how to write CSV.
type CSVOptions struct {
	Preset  Preset   // "" is Spreadsheet
	Columns []string // some of [Columns], in the order wanted; none is all
}

// Cells beyond these lengths are not read whole: the first by spreadsheets, in
// UTF-16 units, the second by Python's csv unless told otherwise.
const (
	spreadsheetCell = 32_767
	pythonCell      = 131_072
)

// CSV writes a table of articles, one row each after a row of names. Where
// cells are guarded, the column guarded names them, so that importing the file
// takes the guard off again. An unknown preset or column is an
// [article.ErrUsage], before anything is written.
func CSV(ctx context.Context, w io.Writer, articles iter.Seq2[article.Article, error], opt CSVOptions, p progress.Func) (Report, error) {
	t, err := newTable(w, opt.Preset)
	if err != nil {
		return Report{}, err
	}
	cs, err := chosen(opt.Columns, t.guard)
	if err != nil {
		return Report{}, err
	}
	if err := t.header(cs); err != nil {
		return Report{}, err
	}
	n, err := each(ctx, articles, p, func(a *article.Article) error { return t.write(cs, a) })
	if err != nil {
		return Report{}, err
	}
	return t.sink.report(n, t.notes())
}

// TagsCSV writes the tags of articles in the long form: a row for every article
// and tag, with the columns id, url, tag and guarded. Articles without a tag
// have no row; the bodies of the articles are not needed. Report.Articles
// counts the articles, not the rows.
func TagsCSV(ctx context.Context, w io.Writer, articles iter.Seq2[article.Article, error], opt CSVOptions, p progress.Func) (Report, error) {
	t, err := newTable(w, opt.Preset)
	if err != nil {
		return Report{}, err
	}
	tag := "" // of the row that is being written
	cs := []column{columns[0], columns[1], {name: "tag", text: func(*article.Article) string { return tag }}, columns[len(columns)-1]}
	if err := t.header(cs); err != nil {
		return Report{}, err
	}
	n, err := each(ctx, articles, p, func(a *article.Article) error {
		for _, tag = range a.Tags {
			if err := t.write(cs, a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Report{}, err
	}
	return t.sink.report(n, t.notes())
}

// HighlightsCSV writes the long form of highlights, one row each, with the
// columns id, url, exact, note, colour, made_at, start, end and guarded. The
// places are bytes of the text.
func HighlightsCSV(ctx context.Context, w io.Writer, articles iter.Seq2[article.Article, error], opt CSVOptions, p progress.Func) (Report, error) {
	t, err := newTable(w, opt.Preset)
	if err != nil {
		return Report{}, err
	}
	var h article.Highlight // of the row that is being written
	cs := []column{
		columns[0], columns[1],
		{name: "exact", text: func(*article.Article) string { return h.Exact }},
		{name: "note", text: func(*article.Article) string { return h.Note }},
		{name: "colour", text: func(*article.Article) string { return h.Colour }},
		{name: "made_at", text: func(*article.Article) string { return instant(h.Made) }},
		{name: "start", number: func(*article.Article) (int64, bool) { return int64(h.Start), true }},
		{name: "end", number: func(*article.Article) (int64, bool) { return int64(h.End), true }},
		columns[len(columns)-1],
	}
	if err := t.header(cs); err != nil {
		return Report{}, err
	}
	n, err := each(ctx, articles, p, func(a *article.Article) error {
		for _, h = range a.Highlights {
			if err := t.write(cs, a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Report{}, err
	}
	return t.sink.report(n, t.notes())
}

// A table writes rows of CSV.
type table struct {
	sink  *sink
	comma byte
	bom   bool
	guard bool
	row   []byte // of the row before, to be used again

	guarded, beyondSpreadsheet, beyondPython int // cells
}

func newTable(w io.Writer, preset Preset) (*table, error) {
	t := &table{comma: ',', bom: true, guard: true}
	switch preset {
	case "", Spreadsheet:
	case Data:
		t.bom, t.guard = false, false
	case Semicolon:
		t.comma = ';'
	case TSV:
		t.comma = '\t'
	default:
		return nil, fmt.Errorf("%w: preset %q", article.ErrUsage, preset)
	}
	t.sink = newSink(w)
	return t, nil
}

func (t *table) header(cs []column) error {
	row := t.row[:0]
	if t.bom {
		row = append(row, "\ufeff"...)
	}
	for i, c := range cs {
		if i > 0 {
			row = append(row, t.comma)
		}
		row = appendQuoted(row, c.name)
	}
	return t.flush(row)
}

// write writes one row. The last column names what was guarded in the others.
func (t *table) write(cs []column, a *article.Article) error {
	row := t.row[:0]
	guarded := ""
	for i, c := range cs {
		if i > 0 {
			row = append(row, t.comma)
		}
		if c.number != nil {
			if n, known := c.number(a); known {
				row = strconv.AppendInt(row, n, 10)
			}
			continue
		}
		s := c.text(a)
		if c.name == guardedColumn {
			s = guarded
		}
		t.measure(s)
		if t.guard && isFormula(s) {
			guarded = strings.TrimPrefix(guarded+";"+c.name, ";")
			t.guarded++
			row = append(row, '"', '\'')
			row = append(appendDoubled(row, s), '"')
			continue
		}
		row = appendQuoted(row, s)
	}
	return t.flush(row)
}

func (t *table) flush(row []byte) error {
	row = append(row, '\r', '\n')
	_, err := t.sink.Write(row)
	if cap(row) <= 4<<20 { // one very long text is not kept for the rest
		t.row = row[:0]
	} else {
		t.row = nil
	}
	return err
}

// isFormula reports whether a spreadsheet may run a cell.
func isFormula(s string) bool {
	return s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0
}

func appendQuoted(row []byte, s string) []byte {
	row = append(row, '"')
	row = appendDoubled(row, s)
	return append(row, '"')
}

// appendDoubled writes s with every quote twice.
func appendDoubled(row []byte, s string) []byte {
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			return append(row, s...)
		}
		row = append(row, s[:i+1]...)
		row = append(row, '"')
		s = s[i+1:]
	}
}

// measure counts the cells that are too long for some readers.
func (t *table) measure(s string) {
	if len(s) <= spreadsheetCell {
		return
	}
	if units16(s) > spreadsheetCell {
		t.beyondSpreadsheet++
	}
	if len(s) > pythonCell && utf8.RuneCountInString(s) > pythonCell {
		t.beyondPython++
	}
}

func (t *table) notes() []message.Message {
	var notes []message.Message
	if t.guarded > 0 {
		notes = append(notes, message.New("export.guarded", "Count", t.guarded))
	}
	if t.beyondSpreadsheet > 0 {
		notes = append(notes, message.New("export.beyond-spreadsheet", "Count", t.beyondSpreadsheet))
	}
	if t.beyondPython > 0 {
		notes = append(notes, message.New("export.beyond-python", "Count", t.beyondPython))
	}
	return notes
}

// units16 returns the length of s in UTF-16, the count of spreadsheets.
func units16(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
