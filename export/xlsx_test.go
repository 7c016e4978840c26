package export

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"parallax/article"
)

// opened reads a workbook back.
func opened(t *testing.T, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func rows(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows { // GetRows leaves empty cells at the end out
		rows[i] = append(row, make([]string, len(columns)-len(row))...)
	}
	return rows
}

func workbook(t *testing.T, as ...article.Article) (*excelize.File, Report) {
	t.Helper()
	var b bytes.Buffer
	r, err := XLSX(t.Context(), &b, func(yield func(article.Article, error) bool) {
		for _, a := range as {
			if !yield(a, nil) {
				return
			}
		}
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Articles != len(as) || r.Bytes != int64(b.Len()) || r.SHA256 != article.Hash(b.Bytes()) {
		t.Errorf("report %+v of %d bytes", r, b.Len())
	}
	return opened(t, b.Bytes()), r
}

func TestXLSXKeepsTextAsText(t *testing.T) {
	texts := []string{
		"=1+1", "+49", "-5", "@x", "'=1", "0012", "1E5", "2025-10", "TRUE", "NA", " blanks ", "two\nlines", "tab\tin",
		"a\r\nb", `"quoted" & <b>`, "_x0041_", "_x005F_", "김정은", "💩", "",
	}
	var as []article.Article
	for _, s := range texts {
		as = append(as, article.Article{ID: 1, Title: s, Text: s})
	}
	f, r := workbook(t, as...)
	got := rows(t, f, "articles")
	if len(got) != len(texts)+1 || strings.Join(got[0], ",") != strings.Join(Columns(), ",") {
		t.Fatalf("%d rows, the first %q", len(got), got[0])
	}
	for i, want := range texts {
		if got[i+1][3] != want || got[i+1][19] != want {
			t.Errorf("cell %q, want %q", got[i+1][3], want)
		}
		cell := fmt.Sprintf("D%d", i+2)
		if kind, err := f.GetCellType("articles", cell); err != nil || want != "" && kind != excelize.CellTypeInlineString {
			t.Errorf("%q: cell type %v, %v, want text", want, kind, err)
		}
		if formula, err := f.GetCellFormula("articles", cell); err != nil || formula != "" {
			t.Errorf("%q: formula %q, %v", want, formula, err)
		}
	}
	if kind, err := f.GetCellType("articles", "A2"); err != nil || kind == excelize.CellTypeInlineString {
		t.Errorf("id: cell type %v, %v, want a number", kind, err)
	}
	if len(r.Notes) != 0 {
		t.Errorf("notes %v, want none", r.Notes)
	}
}

func TestXLSXCarriesLongTextOn(t *testing.T) {
	long := "a" + strings.Repeat("💩말", 40_000) // pairs of UTF-16 units that must not be torn apart
	f, r := workbook(t, article.Article{ID: 7, Text: long, Notes: []string{strings.Repeat("n", 40_000)}}, article.Article{ID: 8, Text: "short"})
	articles := rows(t, f, "articles")
	whole := map[string]string{"text": articles[1][19], "notes": articles[1][16]}
	parts := map[string]int{"text": 1, "notes": 1}
	for _, row := range rows(t, f, "continued")[1:] {
		column := row[1]
		if parts[column]++; row[0] != "7" || row[2] != fmt.Sprint(parts[column]) {
			t.Errorf("part %q", row[:3])
		}
		if units16(row[3]) > spreadsheetCell {
			t.Errorf("a part of %d units", units16(row[3]))
		}
		whole[column] += row[3]
	}
	if whole["text"] != long || whole["notes"] != strings.Repeat("n", 40_000) {
		t.Errorf("text of %d bytes, want %d; notes of %d", len(whole["text"]), len(long), len(whole["notes"]))
	}
	if articles[2][19] != "short" {
		t.Errorf("next article %q", articles[2][19])
	}
	if len(r.Notes) != 1 || !strings.Contains(r.Notes[0].String(), "2 cells") {
		t.Errorf("notes %v, want one of 2 cells", r.Notes)
	}
}

func TestXLSXSaysWhereItWritesControlsOtherwise(t *testing.T) {
	f, r := workbook(t, article.Article{ID: 1, Title: "a\x00b\x01c", Text: "a\x0bb"})
	if got := rows(t, f, "articles")[1][3]; got != "a\uFFFDb\uFFFDc" {
		t.Errorf("title %q", got)
	}
	if len(r.Notes) != 1 || !strings.Contains(r.Notes[0].String(), "control") {
		t.Errorf("notes %v", r.Notes)
	}
}

func TestXLSXBeginsAnotherSheetWhereOneIsFull(t *testing.T) {
	b, err := newBook(3)
	if err != nil {
		t.Fatal(err)
	}
	defer b.file.Close()
	for i := range 5 {
		if err := b.add(&article.Article{ID: article.ID(i + 1), Title: fmt.Sprint("title ", i), Text: strings.Repeat("x", 3*spreadsheetCell)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.flush(); err != nil {
		t.Fatal(err)
	}
	buf, err := b.file.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	f := opened(t, buf.Bytes())
	var titles []string
	for _, sheet := range []string{"articles", "articles 2", "articles 3"} {
		for _, row := range rows(t, f, sheet)[1:] {
			titles = append(titles, row[3])
		}
	}
	if strings.Join(titles, ",") != "title 0,title 1,title 2,title 3,title 4" {
		t.Errorf("titles %q", titles)
	}
	n := 0
	for _, sheet := range f.GetSheetList() {
		if strings.HasPrefix(sheet, continuedSheet) {
			n += len(rows(t, f, sheet)) - 1
		}
	}
	if n != 10 {
		t.Errorf("%d parts, want 10", n)
	}
	if notes := b.notes(); len(notes) != 2 || !strings.Contains(notes[1].String(), "3") {
		t.Errorf("notes %v", notes)
	}
}
