package export_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"runtime"
	"strings"
	"testing"
	"time"

	"parallax/article"
	"parallax/export"
	"parallax/internal/progress"
)

// sequence yields articles as a store would.
func sequence(as ...article.Article) iter.Seq2[article.Article, error] {
	return func(yield func(article.Article, error) bool) {
		for _, a := range as {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// troops is an article with something in every field.
func troops() article.Article {
	text := "Home / World\n\nKim sent \"15,000\" troops.\n\n기사 둘."
	return article.Article{
		ID: 12, Version: 2, URL: "https://www.example.org/a?utm_source=x", CanonicalURL: "https://example.org/a",
		Title: "=Kim; troops", Authors: []string{"Lee, A.", "Park;Chan"}, Source: "Example News", Language: "en",
		Published: article.Date{
			Time: time.Date(2025, 10, 27, 23, 30, 0, 0, time.FixedZone("", 9*3600)), Precision: article.ToTime,
			Raw: "Oct 27, 11:30 pm",
		},
		Captured:     time.Date(2025, 10, 28, 1, 2, 3, 999, time.FixedZone("", 3600)),
		ImportedFrom: "-folder/a.txt", How: "file", Text: text,
		Blocks:  []article.Block{{Kind: article.Paragraph, Span: article.Span{Start: 0, End: 12}}},
		Residue: []article.Residue{{Kind: article.Breadcrumb, Span: article.Span{Start: 0, End: 12}}},
		Upstream: []article.Upstream{
			{Name: "Reuters", Kind: "cited", Text: "Reuters reports"}, {Name: "KCNA", Kind: "cited"}, {Name: "Reuters", Kind: "declared"},
		},
		Words: 6, RawHash: article.Hash([]byte("raw")), TextHash: article.HashText("=Kim; troops", text),
		Status: article.Read, Starred: true, Tags: []string{"nk/army", `a\b`, "+later"}, Notes: []string{"look\nagain"},
		StoryID: 3, Story: "Troops", CopyOf: 4, Likeness: 97,
		Updated: article.ParseDate("2025-10-29"), Section: "World", Keywords: []string{"arms;trade", "Kim"}, Agencies: []string{"Reuters"},
		Licence: "CC BY 4.0", PageType: article.PaywallPage, Links: []article.Link{{Span: article.Span{Start: 14, End: 17}, URL: "https://example.org/kim"}},
	}
}

func csvOf(t *testing.T, opt export.CSVOptions, as ...article.Article) (string, export.Report) {
	t.Helper()
	var b bytes.Buffer
	r, err := export.CSV(t.Context(), &b, sequence(as...), opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), r
}

func TestColumnsStandInTheDocumentedOrder(t *testing.T) {
	const want = "id,url,canonical_url,title,author,source,domain,language,published_at,published_precision,published_raw," +
		"captured_at,imported_from,status,starred,tags,notes,word_count,excerpt,text,story_id,story,copy_of,likeness,upstream," +
		"residue,version,sha256_raw,sha256_text,citation,updated_at,section,keywords,agencies,licence,page_type,guarded"
	if got := strings.Join(export.Columns(), ","); got != want {
		t.Errorf("Columns() = %s, want %s", got, want)
	}
}

func TestCSVWritesEveryFieldAsDocumented(t *testing.T) {
	a := troops()
	want := strings.Join([]string{
		`12`, `"https://www.example.org/a?utm_source=x"`, `"https://example.org/a"`, `"=Kim; troops"`, `"Lee, A.;Park\;Chan"`,
		`"Example News"`, `"example.org"`, `"en"`, `"2025-10-27T23:30:00+09:00"`, `"time"`, `"Oct 27, 11:30 pm"`,
		`"2025-10-28T00:02:03Z"`, `"-folder/a.txt"`, `"read"`, `1`, `"nk/army;a\\b;+later"`, "\"look\nagain\"", `6`,
		`"Kim sent ""15,000"" troops. 기사 둘."`, "\"Home / World\n\nKim sent \"\"15,000\"\" troops.\n\n기사 둘.\"", `3`, `"Troops"`, `4`, `97`,
		`"Reuters;KCNA"`, `"breadcrumb:0-12"`, `2`, `"` + a.RawHash + `"`, `"` + a.TextHash + `"`,
		`"Lee, A., Park;Chan. =Kim; troops. Example News, 2025-10-27. https://www.example.org/a?utm_source=x, captured 2025-10-28"`,
		`"2025-10-29"`, `"World"`, `"arms\;trade;Kim"`, `"Reuters"`, `"CC BY 4.0"`, `"paywall"`, `""`,
	}, ",") + "\r\n"
	got, r := csvOf(t, export.CSVOptions{Preset: export.Data}, a)
	header, row, _ := strings.Cut(got, "\r\n")
	if wantHeader := `"` + strings.Join(export.Columns(), `","`) + `"`; header != wantHeader {
		t.Errorf("header %s, want %s", header, wantHeader)
	}
	if row != want {
		t.Errorf("row\n%s\nwant\n%s", row, want)
	}
	sum := sha256.Sum256([]byte(got))
	if r.Articles != 1 || r.Bytes != int64(len(got)) || r.SHA256 != hex.EncodeToString(sum[:]) || len(r.Notes) != 0 {
		t.Errorf("report %+v of %d bytes", r, len(got))
	}
}

func TestCSVOfAnEmptyArticleHasNoNumbersThatAreNotThere(t *testing.T) {
	got, _ := csvOf(t, export.CSVOptions{Preset: export.Data}, article.Article{})
	_, row, _ := strings.Cut(got, "\r\n")
	const want = `,"","","","","","","","","","","","","unread",0,"","",0,"","",,"",,,"","",,"","","","","","","","","",""` + "\r\n"
	if row != want {
		t.Errorf("row %s, want %s", row, want)
	}
}

func TestCSVPresets(t *testing.T) {
	for _, c := range []struct {
		preset         export.Preset
		begins, title  string
		guarded, plain bool
	}{
		{export.Spreadsheet, "\ufeff\"id\",\"url\"", `"'=Kim; troops"`, true, false},
		{"", "\ufeff\"id\",\"url\"", `"'=Kim; troops"`, true, false},
		{export.Data, "\"id\",\"url\"", `"=Kim; troops"`, false, true},
		{export.Semicolon, "\ufeff\"id\";\"url\"", `;"'=Kim; troops";`, true, false},
		{export.TSV, "\ufeff\"id\"\t\"url\"", "\t\"'=Kim; troops\"\t", true, false},
	} {
		got, r := csvOf(t, export.CSVOptions{Preset: c.preset}, troops())
		if !strings.HasPrefix(got, c.begins) || !strings.Contains(got, c.title) {
			t.Errorf("%q: begins %.20q, want %q and the title %s", c.preset, got, c.begins, c.title)
		}
		if is := strings.HasSuffix(got, "\"title;imported_from\"\r\n"); is != c.guarded {
			t.Errorf("%q: ends %q", c.preset, got[len(got)-30:])
		}
		if is := len(r.Notes) == 0; is != c.plain {
			t.Errorf("%q: notes %v", c.preset, r.Notes)
		}
	}
}

func TestCSVGuardsWhatASpreadsheetWouldRun(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"=1+1", "'=1+1"},
		{"+1", "'+1"},
		{"-1", "'-1"},
		{"@SUM(1)", "'@SUM(1)"},
		{"\tx", "'\tx"},
		{"\rx", "'\rx"},
		{"'=1", "'=1"},
		{"x=1", "x=1"},
		{" =1", " =1"},
		{"", ""},
	} {
		got, r := csvOf(t, export.CSVOptions{Columns: []string{"title"}}, article.Article{Title: c.title})
		guarded := ""
		if c.want != c.title {
			guarded = "title"
		}
		want := "\ufeff\"title\",\"guarded\"\r\n\"" + c.want + "\",\"" + guarded + "\"\r\n"
		if got != want {
			t.Errorf("title %q: %q, want %q", c.title, got, want)
		}
		if (len(r.Notes) == 1) != (guarded != "") {
			t.Errorf("title %q: notes %v", c.title, r.Notes)
		}
	}
}

func TestCSVWritesTheColumnsThatAreAskedFor(t *testing.T) {
	got, _ := csvOf(t, export.CSVOptions{Preset: export.Data, Columns: []string{"guarded", "title", "id"}}, troops())
	if want := "\"title\",\"id\",\"guarded\"\r\n\"=Kim; troops\",12,\"\"\r\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, opt := range []export.CSVOptions{
		{Preset: "excel"}, {Columns: []string{"titel"}}, {Columns: []string{"id", "id"}},
	} {
		var b bytes.Buffer
		if _, err := export.CSV(t.Context(), &b, sequence(), opt, nil); !errors.Is(err, article.ErrUsage) || b.Len() > 0 {
			t.Errorf("%+v: %v and %d bytes, want wrong usage and none", opt, err, b.Len())
		}
	}
}

func TestCSVIsReadByOthersAsItWasWritten(t *testing.T) {
	a := troops()
	got, _ := csvOf(t, export.CSVOptions{Preset: export.Data}, a, article.Article{Title: "NA", Text: "a,\"b\"\n;c"})
	rows, err := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if rows[1][19] != a.Text || rows[2][3] != "NA" || rows[2][19] != "a,\"b\"\n;c" {
		t.Errorf("rows %q", rows)
	}
}

func TestCSVNeverCutsAndSaysWhoWould(t *testing.T) {
	long := strings.Repeat("우리는 말한다. ", 20_000)
	got, r := csvOf(t, export.CSVOptions{}, article.Article{Text: long})
	if !strings.Contains(got, long) {
		t.Error("the text was cut")
	}
	notes := ""
	for _, n := range r.Notes {
		notes += n.String() + "\n"
	}
	if len(r.Notes) != 2 || !strings.Contains(notes, "32,767") || !strings.Contains(notes, "131,072") {
		t.Errorf("notes %s", notes)
	}
	// The limits count characters and not bytes.
	if _, r := csvOf(t, export.CSVOptions{}, article.Article{Text: strings.Repeat("말", 32_767)}); len(r.Notes) != 0 {
		t.Errorf("notes %v, want none", r.Notes)
	}
	if _, r := csvOf(t, export.CSVOptions{}, article.Article{Text: strings.Repeat("💩", 16_384)}); len(r.Notes) != 1 {
		t.Errorf("notes %v, want one", r.Notes)
	}
}

func TestTagsCSVHasARowForEveryTag(t *testing.T) {
	var b bytes.Buffer
	r, err := export.TagsCSV(t.Context(), &b, sequence(troops(), article.Article{ID: 13}), export.CSVOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	const url = `"https://www.example.org/a?utm_source=x"`
	want := "\ufeff\"id\",\"url\",\"tag\",\"guarded\"\r\n" +
		"12," + url + ",\"nk/army\",\"\"\r\n12," + url + ",\"a\\b\",\"\"\r\n12," + url + ",\"'+later\",\"tag\"\r\n"
	if b.String() != want || r.Articles != 2 {
		t.Errorf("%d articles\n%q, want\n%q", r.Articles, b.String(), want)
	}
}

func TestJSONLHoldsEverythingThatIsKnown(t *testing.T) {
	var b bytes.Buffer
	r, err := export.JSONL(t.Context(), &b, sequence(troops(), article.Article{ID: 13}), nil)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if len(lines) != 2 || r.Articles != 2 {
		t.Fatalf("%d lines, %d articles", len(lines), r.Articles)
	}
	var full, empty map[string]any
	if err := errors.Join(json.Unmarshal([]byte(lines[0]), &full), json.Unmarshal([]byte(lines[1]), &empty)); err != nil {
		t.Fatal(err)
	}
	for _, name := range export.Columns() {
		if _, ok := full[name]; !ok && name != "guarded" {
			t.Errorf("no %q in a line", name)
		}
	}
	if full["text"] != troops().Text || full["format"] != export.JSONLFormat || full["published_at"] != "2025-10-27T23:30:00+09:00" {
		t.Errorf("line %s", lines[0])
	}
	if len(full) != len(empty) {
		t.Errorf("%d fields in one line, %d in the other", len(full), len(empty))
	}
	if _, ok := empty["tags"].([]any); !ok {
		t.Errorf("tags %v, want an empty list", empty["tags"])
	}
}

type writer func(context.Context, io.Writer, iter.Seq2[article.Article, error], progress.Func) (export.Report, error)

// writers are all forms of export.
var writers = []struct {
	name  string
	write writer
}{
	{"CSV", func(ctx context.Context, w io.Writer, as iter.Seq2[article.Article, error], p progress.Func) (export.Report, error) {
		return export.CSV(ctx, w, as, export.CSVOptions{}, p)
	}},
	{"TagsCSV", func(ctx context.Context, w io.Writer, as iter.Seq2[article.Article, error], p progress.Func) (export.Report, error) {
		return export.TagsCSV(ctx, w, as, export.CSVOptions{}, p)
	}},
	{"XLSX", export.XLSX},
	{"JSONL", export.JSONL},
}

// endless yields the same article until it is told to stop.
func endless(yield func(article.Article, error) bool) {
	for a := troops(); yield(a, nil); {
	}
}

func TestExportsStopOnCancel(t *testing.T) {
	for _, c := range writers {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := c.write(ctx, io.Discard, endless, func(s progress.State) {
			if s.Done == 100 {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want context.Canceled", c.name, err)
		}
		cancel()
	}
}

func TestExportsHandOnErrors(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range writers {
		_, err := c.write(t.Context(), io.Discard, func(yield func(article.Article, error) bool) {
			_ = yield(troops(), nil) && yield(article.Article{}, broken)
		}, nil)
		if !errors.Is(err, broken) {
			t.Errorf("%s: %v, want the error of the sequence", c.name, err)
		}
		if _, err := c.write(t.Context(), failing{broken}, sequence(troops()), nil); !errors.Is(err, broken) {
			t.Errorf("%s: %v, want the error of the writer", c.name, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestExportsReportProgress(t *testing.T) {
	for _, c := range writers {
		var last progress.State
		n := 0
		if _, err := c.write(t.Context(), io.Discard, sequence(troops(), troops()), func(s progress.State) { last, n = s, n+1 }); err != nil {
			t.Fatal(err)
		}
		if !last.Final || last.Done != 2 || last.Total != 2 || n != 3 || last.Stage.String() == last.Stage.Key {
			t.Errorf("%s: %d states, the last %+v", c.name, n, last)
		}
	}
}

func TestExportsHoldOneArticleAtATime(t *testing.T) {
	for _, c := range writers {
		var most uint64
		n := 0
		_, err := c.write(t.Context(), io.Discard, func(yield func(article.Article, error) bool) {
			for range 100 {
				if !yield(article.Article{ID: 1, Tags: []string{"a"}, Text: strings.Repeat("word ", 200_000)}, nil) {
					return
				}
			}
		}, func(progress.State) {
			if n++; n%25 == 0 {
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		// excelize keeps up to 16 MB a sheet in memory and doubles its buffer.
		if most > 80<<20 {
			t.Errorf("%s: %d MB in use", c.name, most>>20)
		}
	}
}
