package format

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"parallax/article"
	"parallax/export"
)

// sequence yields articles as a store would.
func sequence(as []article.Article) iter.Seq2[article.Article, error] {
	return func(yield func(article.Article, error) bool) {
		for _, a := range as {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func exported(t testing.TB, as []article.Article, opt export.CSVOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := export.CSV(t.Context(), &b, sequence(as), opt, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read returns the items and errors of a file.
func read(t testing.TB, data []byte) (items []article.Item, errs []error) {
	t.Helper()
	for it, err := range readOwnCSV(t.Context(), bytes.NewReader(data), "f.csv") {
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", it.Name, err))
			continue
		}
		items = append(items, it)
	}
	return items, errs
}

// saved makes an article of an item as a store would: what is derived is
// derived again, here by asking the article it came from.
func saved(it article.Item, from article.Article) article.Article {
	d := it.Declared
	return article.Article{
		ID: d.ID, URL: d.URL, CanonicalURL: d.CanonicalURL, Title: d.Title,
		Authors: d.Authors, Source: d.Source, Language: d.Language,
		Updated: d.Updated, Section: d.Section, Keywords: d.Keywords, Agencies: d.Agencies, Licence: d.Licence, PageType: d.PageType, Links: d.Links,
		Published: d.Published, Captured: it.Captured, ImportedFrom: d.ImportedFrom,
		Text: d.Text, Residue: d.Residue, Upstream: d.Upstream, Version: d.Version,
		Status: d.Status, Starred: d.Starred, Tags: d.Tags, Notes: d.Notes,
		StoryID: d.StoryID, Story: d.Story, CopyOf: d.CopyOf, Likeness: d.Likeness, RawHash: d.RawHash,
		TextHash: article.HashText(d.Title, d.Text), Words: from.Words,
	}
}

// nasty are values that tables lose.
var nasty = []string{
	"", "plain", "two\nlines", "two\r\nlines", "a\rb", "\r", "\r\n", "\n", "\n\n", `"`, `""`, `"quoted"`,
	`she said "no", twice`, ",", ";", "a;b", `a\b`, `a\;b`, `\`, `\\`, `;\`, `\;`, "\t", "tab\tin", "\tfirst",
	"=1+1", "+49 30", "-5", "@home", "'=1+1", "'", "''", "'plain", "'\t", "=\"x\"", "NA", "NULL", "null", "TRUE",
	"1E5", "0012", "2025-10", "1/2", "👩‍👩‍👧", "é", "e\u0301", "김정은", "שלום", "\u202e", "\ufeffmark", "\x00", "\x01",
	"trailing ", " leading", strings.Repeat(`"`, 99), strings.Repeat("long ", 9000), "#N/A", "\u2028", "</text>",
}

func anyArticle(r *rand.Rand) article.Article {
	word := func() string { return nasty[r.IntN(len(nasty))] }
	words := func() (list []string) {
		for range r.IntN(3) {
			list = append(list, word()+cmp.Or(word(), "x")) // an archive has no empty names
		}
		return list
	}
	a := article.Article{
		ID: article.ID(r.IntN(1e6) + 1), URL: word(), CanonicalURL: "https://example.org/" + word(),
		Title: word(), Authors: words(), Source: word(), Language: word(), ImportedFrom: word(),
		Captured: time.Unix(r.Int64N(4e9), 0).UTC(), Status: []article.Status{article.Read, article.Unread, article.Trash}[r.IntN(3)],
		Starred: r.IntN(2) == 0, Tags: words(), Notes: words(), Words: r.IntN(1000), Text: word() + word() + word(),
		StoryID: article.StoryID(r.IntN(3)), Story: word(), CopyOf: article.ID(r.IntN(3)), Likeness: r.IntN(101), Version: r.IntN(9) + 1,
		RawHash: article.Hash([]byte(word())),
		Section: word(), Keywords: words(), Agencies: words(), Licence: word(), PageType: article.PageTypes[r.IntN(9)],
	}
	for range r.IntN(3) {
		a.Upstream = append(a.Upstream, article.Upstream{Name: word(), Kind: "cited"})
	}
	if a.Text != "" {
		end := len(a.Text)
		for end > 0 && !utf8.RuneStart(a.Text[end-1]) {
			end--
		}
		a.Residue = append(a.Residue, article.Residue{Kind: article.SEO, Span: article.Span{Start: 0, End: max(end-1, 0)}})
	}
	for _, d := range []*article.Date{&a.Published, &a.Updated} {
		zone := time.FixedZone("", r.IntN(27*60)*60-12*3600)
		*d = article.Date{Time: time.Date(r.IntN(9998)+1, time.Month(r.IntN(12)+1), r.IntN(28)+1, r.IntN(24), r.IntN(60), r.IntN(60), 0, zone), Raw: word()}
		d.Precision = []article.Precision{"", article.ToYear, article.ToMonth, article.ToDay, article.ToTime}[r.IntN(5)]
	}
	a.TextHash = article.HashText(a.Title, a.Text)
	return a
}

func TestExportImportExportIsByteEqual(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, preset := range export.Presets {
		for range 40 {
			as := make([]article.Article, 10)
			for i := range as {
				as[i] = anyArticle(r)
			}
			first := exported(t, as, export.CSVOptions{Preset: preset})
			if !isOwnCSV(first[:min(len(first), HeadBytes)]) {
				t.Fatalf("isOwnCSV(%.60q) = false", first)
			}
			items, errs := read(t, first)
			if len(errs) > 0 || len(items) != len(as) {
				t.Fatalf("%s: %d items of %d, errors %v", preset, len(items), len(as), errs)
			}
			back := make([]article.Article, len(items))
			for i, it := range items {
				back[i] = saved(it, as[i])
			}
			if second := exported(t, back, export.CSVOptions{Preset: preset}); !bytes.Equal(first, second) {
				for i := range as {
					one, two := exported(t, as[i:i+1], export.CSVOptions{Preset: preset}), exported(t, back[i:i+1], export.CSVOptions{Preset: preset})
					if !bytes.Equal(one, two) {
						t.Fatalf("%s: exported\n%.2000q\nand after import\n%.2000q", preset, one, two)
					}
				}
				t.Fatalf("%s: the whole differs and no article does", preset)
			}
		}
	}
}

func TestReadOwnCSVGivesBackEveryField(t *testing.T) {
	want := article.Declared{
		ID: 7, URL: "https://example.org/a?b", CanonicalURL: "https://example.org/a", Title: "=Title",
		Authors: []string{"Kim; Lee", `Back\slash`}, Source: "Example", Language: "ko",
		Published: article.Date{
			Time: time.Date(2025, 10, 27, 9, 30, 0, 0, time.FixedZone("", 9*3600)), Precision: article.ToTime,
			Raw: "27 Oct, half past nine",
		},
		Text: "One.\r\n\r\nAlso read\n\n\"Two\"", Tags: []string{"nk/army", "-later"}, Notes: []string{"first\nnote", "second"},
		Status: article.Read, Starred: true, ImportedFrom: "folder/a.txt", How: "export", Version: 3, StoryID: 2,
		Story: "Troops", CopyOf: 5, Likeness: 97, Upstream: []article.Upstream{{Name: "Reuters", Kind: "declared"}, {Name: "KCNA", Kind: "declared"}},
		Residue: []article.Residue{{Kind: article.RelatedLink, Span: article.Span{Start: 8, End: 17}}},
		Updated: article.ParseDate("2025-10-28"), Section: "=World", Keywords: []string{"arms; trade", "Kim"}, Agencies: []string{"Reuters"},
		Licence: "CC BY 4.0", PageType: article.PaywallPage,
		RawHash: article.Hash([]byte("raw")), Exact: true,
	}
	captured := time.Date(2025, 10, 28, 1, 2, 3, 0, time.UTC)
	a := saved(article.Item{Declared: want, Captured: captured}, article.Article{})
	for _, preset := range export.Presets {
		items, errs := read(t, exported(t, []article.Article{a}, export.CSVOptions{Preset: preset}))
		if len(errs) > 0 || len(items) != 1 {
			t.Fatalf("%s: %d items, errors %v", preset, len(items), errs)
		}
		got := items[0]
		if got.Name != "f.csv, row 2" || !got.Captured.Equal(captured) {
			t.Errorf("%s: item %q captured %v", preset, got.Name, got.Captured)
		}
		if !got.Declared.Published.Time.Equal(want.Published.Time) || got.Declared.Published.String() != want.Published.String() {
			t.Errorf("%s: published %v, want %v", preset, got.Declared.Published, want.Published)
		}
		d := got.Declared
		d.Published.Time = want.Published.Time
		if !reflect.DeepEqual(d, want) {
			t.Errorf("%s: declared\n%+v\nwant\n%+v", preset, d, want)
		}
	}
}

// three is a file of three rows, and what the texts in it are.
func three(t *testing.T) (string, []string) {
	as := make([]article.Article, 3)
	var texts []string
	for i := range as {
		text := fmt.Sprintf("First %d.\n\n\"Second,\" he said.\n12,\"a list\"\nLast, \"maybe\".", i)
		as[i] = article.Article{ID: article.ID(i + 1), Title: "T", Text: text, TextHash: article.HashText("T", text), Version: 1}
		texts = append(texts, text)
	}
	return string(exported(t, as, export.CSVOptions{Preset: export.Data})), texts
}

func TestReadOwnCSVGoesOnBehindABrokenRow(t *testing.T) {
	whole, texts := three(t)
	row2 := strings.Index(whole, "\r\n2,") + 2
	row3 := strings.Index(whole, "\r\n3,") + 2
	middle := whole[row2:row3]
	for _, c := range []struct{ name, middle string }{
		{"a quote too few at the end of a cell", strings.Replace(middle, `he said.`, `he "said.`, 1)},
		{"a quote too many", strings.Replace(middle, `"T"`, `"T""`, 1)},
		{"a title without its first quote", strings.Replace(middle, `"T"`, `T"`, 1)},
		{"a title without its last quote", strings.Replace(middle, `"T"`, `"T`, 1)},
		{"a text without its first quote", strings.Replace(middle, `"First`, `First`, 1)},
		{"a text without its last quote", strings.Replace(middle, `"".",`, `"".,`, 1)},
		{"the last quote gone", strings.TrimSuffix(middle, "\"\r\n") + "\r\n"},
		{"half the row gone", middle[:len(middle)/2] + "\r\n"},
		{"a cell too few", strings.Replace(middle, `"T",`, ``, 1)},
		{"a cell too many", strings.Replace(middle, `"T",`, `"T","U",`, 1)},
		{"another program's line", "hello, world\r\n"},
	} {
		if c.middle == middle {
			t.Fatalf("%s: nothing broken", c.name)
		}
		items, errs := read(t, []byte(whole[:row2]+c.middle+whole[row3:]))
		if len(items) != 2 || items[0].Declared.Text != texts[0] || items[1].Declared.Text != texts[2] {
			t.Errorf("%s: %d items, want the first and the last", c.name, len(items))
		}
		if len(errs) != 1 || !errors.Is(errs[0], article.ErrDamaged) || !strings.Contains(errs[0].Error(), "row 3: line 7:") {
			t.Errorf("%s: errors %v, want one, of row 3 in line 7", c.name, errs)
		}
	}
}

func TestReadOwnCSVNamesTwoBrokenRowsApart(t *testing.T) {
	whole, _ := three(t)
	broken := strings.Replace(strings.Replace(whole, "\n1,\"\"", "\n1,\"\"x", 1), "\n2,\"", "\n2,\"x\"", 1)
	items, errs := read(t, []byte(broken))
	if len(items) != 1 || len(errs) != 2 {
		t.Errorf("%d items, errors %v, want one and an error a row", len(items), errs)
	}
}

// respell writes a file the way another program saves it again.
func respell(t *testing.T, data []byte, comma, end string, onlyNeeded bool, rest int) []byte {
	t.Helper()
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var b strings.Builder
	for len(data) > 0 {
		cells, n, state := csvRecord(data, ',', true)
		if state != csvWhole {
			t.Fatal("not a table")
		}
		for i, c := range cells[:len(cells)-rest] {
			if i > 0 {
				b.WriteString(comma)
			}
			s := c.of(data)
			if onlyNeeded && !strings.ContainsAny(s, comma+"\"\r\n") {
				b.WriteString(s)
			} else {
				b.WriteString(`"` + strings.ReplaceAll(s, `"`, `""`) + `"`)
			}
		}
		b.WriteString(end)
		data = data[n:]
	}
	return []byte(b.String())
}

func TestReadOwnCSVTakesWhatASpreadsheetSavedAgain(t *testing.T) {
	whole, texts := three(t)
	for _, comma := range []string{",", ";", "\t"} {
		for _, end := range []string{"\n", "\r\n"} {
			for _, only := range []bool{false, true} {
				data := respell(t, []byte(whole), comma, end, only, 0)
				if !isOwnCSV(data) {
					t.Errorf("isOwnCSV(%.40q) = false", data)
				}
				items, errs := read(t, data)
				if len(errs) > 0 || len(items) != 3 || items[2].Declared.Text != texts[2] {
					t.Errorf("%q %q %v: %d items, errors %v", comma, end, only, len(items), errs)
				}
			}
		}
	}
	// Excel drops empty cells at the end of rows.
	header, rows, _ := strings.Cut(whole, "\r\n")
	short := strings.ReplaceAll(rows, ",\"\"\r\n", "\r\n")
	if items, errs := read(t, []byte(header+"\r\n"+short)); len(items) != 3 || len(errs) > 0 {
		t.Errorf("without the last cell: %d items, errors %v", len(items), errs)
	}
	// "Unicode text" is UTF-16 with tabs.
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(respell(t, []byte(whole), "\t", "\r\n", true, 0))
	if err != nil {
		t.Fatal(err)
	}
	if items, errs := read(t, wide); len(items) != 3 || len(errs) > 0 || items[1].Declared.Text != texts[1] {
		t.Errorf("UTF-16: %d items, errors %v", len(items), errs)
	}
	// Rows may come in any pieces.
	n := 0
	for _, err := range readOwnCSV(t.Context(), iotest.OneByteReader(strings.NewReader(whole)), "f.csv") {
		if n++; err != nil {
			t.Error(err)
		}
	}
	if n != 3 {
		t.Errorf("byte by byte: %d items, want 3", n)
	}
}

func TestReadOwnCSVRefusesATextThatASpreadsheetCut(t *testing.T) {
	text := strings.Repeat("word ", 10_000)
	a := article.Article{ID: 1, Title: "T", Text: text, TextHash: article.HashText("T", text)}
	cut := strings.Replace(string(exported(t, []article.Article{a}, export.CSVOptions{})), text, text[:32_767], 1)
	items, errs := read(t, []byte(cut))
	if len(items) != 0 || len(errs) != 1 || !errors.Is(errs[0], article.ErrDamaged) {
		t.Errorf("%d items, errors %v, want it refused", len(items), errs)
	}
}

func TestReadOwnCSVSaysNothingOfResidueInAnEditedText(t *testing.T) {
	a := article.Article{ID: 1, Title: "T", Text: "Also read: more.\n\nThe text.", TextHash: article.HashText("T", "Also read: more.\n\nThe text.")}
	a.Residue = []article.Residue{{Kind: article.RelatedLink, Span: article.Span{Start: 0, End: 16}}}
	whole := string(exported(t, []article.Article{a}, export.CSVOptions{}))
	items, _ := read(t, []byte(strings.ReplaceAll(whole, "The text.", "My words.")))
	if len(items) != 1 || items[0].Declared.Residue != nil {
		t.Errorf("%+v, want no word about residue", items)
	}
}

func TestReadOwnCSVKeepsDatesThatASpreadsheetRewrote(t *testing.T) {
	for _, c := range []struct{ at, precision, raw, want, wantRaw string }{
		{"2025-10", "month", "October 2025", "2025-10", "October 2025"},
		{"Oct-25", "month", "October 2025", "", "October 2025"},
		{"Oct-25", "month", "", "", "Oct-25"},
		{"2025-10-27", "time", "x", "2025-10-27", "x"},
		{"2025-10-27T09:30:00+09:00", "time", "", "2025-10-27T09:30:00+09:00", ""},
		{"", "", "3/4/2025", "", "3/4/2025"},
	} {
		got := ownDate(c.at, c.precision, c.raw)
		if got.String() != c.want || got.Raw != c.wantRaw {
			t.Errorf("ownDate(%q, %q, %q) = %q, raw %q, want %q, raw %q", c.at, c.precision, c.raw, got, got.Raw, c.want, c.wantRaw)
		}
	}
}

func TestOthersCSVIsNotOurs(t *testing.T) {
	for _, head := range []string{
		"", "\ufeff", "title", "title,url,time_added,tags,status\r\n", "id,title,text\n1,a,b\n",
		"URL,Title,Selection,Folder\n", "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n",
		"id;type;title;url;content;note;tags;created\n", "The text, the guarded, the version.\n\nAnd more.",
	} {
		if isOwnCSV([]byte(head)) {
			t.Errorf("isOwnCSV(%q) = true", head)
		}
	}
	if !isOwnCSV([]byte("id,title,text,guarded,my remarks\n")) {
		t.Error("a column of one's own makes the file foreign")
	}
}

func TestReadOwnCSVStops(t *testing.T) {
	whole, _ := three(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var got []error
	for _, err := range readOwnCSV(ctx, strings.NewReader(whole), "f.csv") {
		got = append(got, err)
		cancel()
	}
	if len(got) != 2 || got[0] != nil || !errors.Is(got[1], context.Canceled) {
		t.Errorf("cancelled after one row: %v", got)
	}
	broken := errors.New("disk on fire")
	got = nil
	for _, err := range readOwnCSV(t.Context(), io.MultiReader(strings.NewReader(whole), iotest.ErrReader(broken)), "f.csv") {
		got = append(got, err)
	}
	if n := len(got); n == 0 || !errors.Is(got[n-1], broken) {
		t.Errorf("errors %v, want the reader's last", got)
	}
}

func FuzzReadOwnCSV(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	as := []article.Article{anyArticle(r), anyArticle(r), anyArticle(r)}
	for _, preset := range export.Presets {
		data := exported(f, as, export.CSVOptions{Preset: preset})
		if len(data) < 1<<14 {
			f.Add(data)
		}
	}
	f.Add([]byte("id,title,text,guarded\n1,\"a\nb\",c,\n2,\"x\n3,y,z,title\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		items, _ := read(t, data)
		for _, it := range items {
			d := it.Declared
			for _, s := range d.Residue {
				if s.End > len(d.Text) || s.Start > s.End || s.Start < 0 {
					t.Fatalf("residue %v outside a text of %d bytes", s, len(d.Text))
				}
			}
		}
	})
}

func BenchmarkReadOwnCSV(b *testing.B) {
	text := strings.Repeat("He said \"no\" to the minister, and left.\n\n", 75)
	as := make([]article.Article, 1000)
	for i := range as {
		as[i] = article.Article{ID: article.ID(i + 1), Title: "A title", URL: "https://example.org/a", Text: text, TextHash: article.HashText("A title", text)}
	}
	data := exported(b, as, export.CSVOptions{})
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		for _, err := range readOwnCSV(b.Context(), bytes.NewReader(data), "f.csv") {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(as))*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}
