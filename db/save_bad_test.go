package db

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parallax/article"
	"parallax/internal/query"
)

// TestStrangeArticlesAreKeptListedAndRead ends, as every test with open does,
// with a check of every hash and every word of the index.
func TestStrangeArticlesAreKeptListedAndRead(t *testing.T) {
	year := func(y int) func(*article.Article) {
		return func(a *article.Article) {
			a.Published = article.Date{Time: time.Date(y, 3, 1, 12, 0, 0, 0, time.UTC), Precision: article.ToTime, Raw: fmt.Sprint("in ", y)}
			a.Captured = time.Date(y, 3, 2, 0, 0, 0, 0, time.UTC)
		}
	}
	span := article.Span{Start: -1 << 62, End: 1 << 62}
	tests := []struct {
		name   string
		change func(*article.Article)
	}{
		{"year 0", year(0)},
		{"year 9999", year(9999)},
		{"year -1", year(-1)},
		{"year 12345", year(12345)},
		{"a title of a megabyte", func(a *article.Article) { a.Title = strings.Repeat("title ", 1<<20/6) }},
		{"one word of a megabyte", func(a *article.Article) { a.Title = strings.Repeat("x", 1<<20) }},
		{"a tag of 10,000 characters", func(a *article.Article) { a.Tags = []string{strings.Repeat("ж", 10_000)} }},
		{"a tag 5,000 deep", func(a *article.Article) { a.Tags = []string{strings.Repeat("a/", 4999) + "a"} }},
		{"tags with quotes and emoji", func(a *article.Article) { a.Tags = []string{`"'; DROP`, "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "a  b", "%_*"} }},
		{"NUL everywhere", func(a *article.Article) {
			a.Title, a.Source, a.URL, a.Authors, a.Tags, a.Notes = "t\x00", "s\x00", "https://example.org/\x00", []string{"a\x00"}, []string{"x\x00y"}, []string{"n\x00"}
			a.Text += "\x00 behind it"
		}},
		{"controls and bidi", func(a *article.Article) {
			a.Title, a.Text = "\u202e\u2066\x1b[31m\ufeff\u2028", a.Text+"\u202e\u0000\uffff\U0010ffff"
		}},
		{"spans out of everything", func(a *article.Article) {
			a.Blocks = []article.Block{{Kind: article.Paragraph, Span: span}, {Kind: article.Heading, Level: 1 << 40, Span: article.Span{Start: 9, End: 3}}}
			a.Residue = []article.Residue{{Kind: article.SEO, Span: span}}
			a.Upstream = []article.Upstream{{Name: "x", Span: span}}
		}},
		{"many short blocks and much residue", func(a *article.Article) {
			a.Text += strings.Repeat("\n\nshort", 10_000)
			for i := range 10_000 {
				a.Blocks = append(a.Blocks, article.Block{Kind: article.Paragraph, Span: article.Span{Start: i, End: i + 45}})
				a.Residue = append(a.Residue, article.Residue{Kind: article.SEO, Span: article.Span{Start: i, End: i + 45}})
			}
		}},
		{"5,000 authors", func(a *article.Article) { a.Authors = slices.Repeat([]string{"Some Body"}, 5_000) }},
		{"all words the same", func(a *article.Article) { a.Text = strings.Repeat("same ", 100_000) }},
		{"no words", func(a *article.Article) { a.Text = strings.Repeat("… — !\n", 1000) }},
	}
	d := open(t)
	for i, test := range tests {
		a := said("A text that is found by the word findable.")
		a.Title = test.name
		test.change(&a)
		out := save(t, d, a)
		id := article.ID(i + 1)
		if out[0].Kind != article.Added || out[0].ID != id {
			t.Fatalf("%s: Save = %+v", test.name, out[0])
		}
		got, err := d.Article(t.Context(), id)
		if err != nil {
			t.Errorf("%s: Article: %v", test.name, err)
			continue
		}
		if got.Title != a.Title || got.Text != a.Text || !slices.Equal(got.Blocks, a.Blocks) || !slices.Equal(got.Residue, a.Residue) ||
			!slices.Equal(got.Authors, a.Authors) || !got.Published.Time.Equal(a.Published.Time) || !got.Captured.Equal(a.Captured) || len(got.Tags) != len(a.Tags) {
			t.Errorf("%s: Article is not what was saved", test.name)
		}
		if rows, err := d.Rows(t.Context(), []article.ID{id}, query.Parse("findable")); err != nil || len(rows) != 1 {
			t.Errorf("%s: Rows = %d, %v", test.name, len(rows), err)
		} else if n := len(rows[0].Title); n > listedTitle+len("…") {
			t.Errorf("%s: a list gets %d bytes of title", test.name, n)
		}
		if out := save(t, d, a); out[0].Kind != article.Duplicate {
			t.Errorf("%s, again: Save = %+v", test.name, out[0])
		}
	}
	for _, sort := range []string{"", "date", "source", "captured"} {
		if got := ids(t, d, "", Page{Sort: sort, Limit: 5}); len(got) != len(tests) {
			t.Errorf("sorted by %q: %d articles, want %d", sort, len(got), len(tests))
		}
	}
	if err := d.Reindex(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNotUTF8IsRefusedAndTheRestMended(t *testing.T) {
	d := open(t)
	for i, bad := range []func(*article.Article){
		func(a *article.Article) { a.Text += "\xff" },
		func(a *article.Article) { a.Title = "\xc3" },
		func(a *article.Article) { a.Source = "\xed\xa0\x80" },
		func(a *article.Article) { a.URL = "https://example.org/\xff" },
		func(a *article.Article) { a.CanonicalURL = "\xff" },
		func(a *article.Article) { a.Authors = []string{"good", "\xff"} },
		func(a *article.Article) { a.Language = "\xff" },
		func(a *article.Article) { a.ImportedFrom = "/home/\xff" },
		func(a *article.Article) { a.Published.Raw = "\xff" },
		func(a *article.Article) { a.How = "\xff" },
		func(a *article.Article) { a.Published.Precision = "\xff" },
	} {
		a := said("a good text")
		bad(&a)
		if out := save(t, d, a); out[0].Kind != article.Refused || !errors.Is(out[0].Err, article.ErrBinary) {
			t.Errorf("%d: Save = %+v, want refused as ErrBinary", i, out[0])
		}
	}
	a := said("a good text with labels that are none")
	a.Tags, a.Notes = []string{"t\xff", ""}, []string{"n\xff"}
	a.From = map[string]string{"\xff": "\xff"}
	a.Upstream = []article.Upstream{{Name: "\xff", Kind: "\xff", Text: "\xff"}}
	if out := save(t, d, a); out[0].Kind != article.Added {
		t.Errorf("Save = %+v", out[0])
	}
	got, err := d.Article(t.Context(), 1)
	if err != nil || !slices.Equal(got.Tags, []string{"t"}) || !slices.Equal(got.Notes, []string{"n\ufffd"}) {
		t.Errorf("tags %q, notes %q, %v", got.Tags, got.Notes, err)
	}
}

func TestAMillionTagsOnOneArticle(t *testing.T) {
	d := open(t)
	a := said("an article with too many labels")
	for i := range 1_000_000 {
		a.Tags = append(a.Tags, fmt.Sprint("tag ", i))
		a.Notes = append(a.Notes, fmt.Sprint("note ", i))
	}
	out := save(t, d, a)
	if out[0].Kind != article.Added || !out[0].Simplified {
		t.Fatalf("Save = %+v, want it added and the limit told of", out[0])
	}
	got, err := d.Article(t.Context(), 1)
	if err != nil || len(got.Tags) != mostTags || len(got.Notes) != mostNotes || !got.Simplified {
		t.Errorf("%d tags and %d notes, %v, want %d and %d", len(got.Tags), len(got.Notes), err, mostTags, mostNotes)
	}
	if rows, err := d.Rows(t.Context(), []article.ID{1}, query.Query{}); err != nil || len(rows[0].Tags) != mostTags {
		t.Errorf("Rows = %d tags, %v", len(rows[0].Tags), err)
	}
	wantIDs(t, "by a tag", ids(t, d, `tag:"tag 17"`, Page{}), []article.ID{1})
}
