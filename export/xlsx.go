package export

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// How much stands on one sheet. Excel refuses sheets over 4 GB of markup, and
// markup takes more than its text.
const (
	sheetRows  = excelize.TotalRows
	sheetBytes = 2 << 30
)

// textFormat is the number format "@": what is typed into such a cell stays
// text, so that an edited date or formula is not turned into something else.
const textFormat = 49

// The sheet that takes what does not fit into a cell.
const continuedSheet = "continued"

// XLSX writes a workbook with the columns of CSV, every text cell typed as text,
// so that nothing is run or changed on opening and no guard is needed.
//
// A cell of a workbook takes 32,767 UTF-16 units. Longer text is not cut: the
// cell holds the beginning, and the sheet "continued" the rest, in rows of id,
// column, part (from 2) and text. Articles that are too many for one sheet stand
// on further ones. Control characters that XML forbids become U+FFFD. The report
// says where one of these was done.
//
// Sheets over 16 MB are kept in temporary files until they are packed.
func XLSX(ctx context.Context, w io.Writer, articles iter.Seq2[article.Article, error], p progress.Func) (Report, error) {
	b, err := newBook(sheetRows)
	if err != nil {
		return Report{}, err
	}
	defer b.file.Close() // removes the temporary files
	n, err := each(ctx, articles, p, b.add)
	if err != nil {
		return Report{}, err
	}
	if err := b.flush(); err != nil {
		return Report{}, err
	}
	s := newSink(w)
	// On its own, excelize packs into memory and hands over the whole.
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(&cancelWriter{ctx: ctx, w: s}) })
	if err := b.file.Write(io.Discard); err != nil {
		return Report{}, err
	}
	return s.report(n, b.notes())
}

// cancelWriter ends packing when ctx ends.
type cancelWriter struct {
	ctx context.Context
	w   io.Writer
}

func (c *cancelWriter) Write(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.w.Write(b)
}

// A book is a workbook that is being written.
type book struct {
	file      *excelize.File
	text      int // the style of text cells
	rowsOf    int // rows of a sheet
	sheets    int // of articles
	sheet     *excelize.StreamWriter
	row       int
	bytes     int64                  // of text on the sheet
	rest      *excelize.StreamWriter // nil while everything fits
	restRow   int
	restSheet int
	cells     []any

	continued, controls int // cells
}

func newBook(rowsOf int) (*book, error) {
	b := &book{file: excelize.NewFile(), rowsOf: rowsOf, cells: make([]any, len(columns))}
	var err error
	if b.text, err = b.file.NewStyle(&excelize.Style{NumFmt: textFormat}); err != nil {
		return nil, err
	}
	return b, b.nextSheet()
}

// nextSheet begins a sheet of articles with its row of names.
func (b *book) nextSheet() error {
	b.sheets++
	name := "articles"
	if b.sheets == 1 {
		if err := b.file.SetSheetName("Sheet1", name); err != nil {
			return err
		}
	} else {
		name = fmt.Sprintf("articles %d", b.sheets)
		if err := b.sheet.Flush(); err != nil {
			return err
		}
	}
	names := make([]any, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	var err error
	b.row, b.bytes = 1, 0
	b.sheet, err = b.begin(name, names)
	return err
}

// begin adds a sheet whose first row is names and stays in sight.
func (b *book) begin(sheet string, names []any) (*excelize.StreamWriter, error) {
	if _, err := b.file.NewSheet(sheet); err != nil {
		return nil, err
	}
	w, err := b.file.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	return w, w.SetRow("A1", names)
}

func (b *book) add(a *article.Article) error {
	if b.row == b.rowsOf || b.bytes > sheetBytes {
		if err := b.nextSheet(); err != nil {
			return err
		}
	}
	b.row++
	for i, c := range columns {
		b.cells[i] = nil
		if c.number != nil {
			if n, known := c.number(a); known {
				b.cells[i] = n
			}
			continue
		}
		first, rest := cutCell(c.text(a))
		if rest != "" {
			b.continued++
			if err := b.carryOn(a.ID, c.name, rest); err != nil {
				return err
			}
		}
		if hasControls(first) || hasControls(rest) {
			b.controls++
		}
		b.bytes += int64(len(first))
		b.cells[i] = excelize.Cell{StyleID: b.text, Value: first}
	}
	return b.sheet.SetRow(fmt.Sprintf("A%d", b.row), b.cells)
}

// carryOn writes what did not fit into a cell.
func (b *book) carryOn(id article.ID, column, text string) error {
	for part := 2; text != ""; part++ {
		if b.rest == nil || b.restRow == b.rowsOf {
			if err := b.nextRest(); err != nil {
				return err
			}
		}
		b.restRow++
		var first string
		first, text = cutCell(text)
		err := b.rest.SetRow(fmt.Sprintf("A%d", b.restRow), []any{
			int64(id), column, part, excelize.Cell{StyleID: b.text, Value: first},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// nextRest begins a sheet for what did not fit.
func (b *book) nextRest() error {
	name := continuedSheet
	if b.restSheet++; b.restSheet > 1 {
		name = fmt.Sprintf("%s %d", continuedSheet, b.restSheet)
		if err := b.rest.Flush(); err != nil {
			return err
		}
	}
	var err error
	b.restRow = 1
	b.rest, err = b.begin(name, []any{"id", "column", "part", "text"})
	return err
}

func (b *book) flush() error {
	if b.rest != nil {
		if err := b.rest.Flush(); err != nil {
			return err
		}
	}
	return b.sheet.Flush()
}

func (b *book) notes() []message.Message {
	var notes []message.Message
	if b.continued > 0 {
		notes = append(notes, message.New("export.continued", "Count", b.continued))
	}
	if b.controls > 0 {
		notes = append(notes, message.New("export.controls", "Count", b.controls))
	}
	if b.sheets > 1 {
		notes = append(notes, message.New("export.sheets", "Count", b.sheets))
	}
	return notes
}

// cutCell splits s behind what fits into one cell.
func cutCell(s string) (first, rest string) {
	if len(s) <= spreadsheetCell {
		return s, ""
	}
	units := 0
	for i, r := range s {
		if units++; r > 0xFFFF {
			units++
		}
		if units > spreadsheetCell {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// hasControls reports whether s holds what XML cannot.
func hasControls(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
	}) || !utf8.ValidString(s)
}
