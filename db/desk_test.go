package db

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parallax/article"
	"parallax/internal/query"
)

var badTexts = []string{`q'"/\;--`, "a\x00b", "🦓 e\u0301", strings.Repeat("long ", 2000), "\xff\xfe", "line\nline\r\nline", "%_*?", "\u202eback"}

func TestNotesAreKeptChangedAndTakenBack(t *testing.T) {
	d := open(t)
	save(t, d, said("one"), said("two"))
	for _, text := range badTexts {
		n, c, err := d.AddNote(t.Context(), 1, text)
		if err != nil || n.ID == 0 || c.Articles != 1 {
			t.Fatalf("AddNote(%q) = %+v, %v", text, n, err)
		}
	}
	before, err := d.Notes(t.Context(), 1)
	if err != nil || len(before) != len(badTexts) {
		t.Fatalf("%d notes, %v", len(before), err)
	}
	set, err := d.SetNote(t.Context(), before[0].ID, "other")
	if err != nil {
		t.Fatal(err)
	}
	removed, err := d.RemoveNote(t.Context(), before[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	if a, _ := d.Article(t.Context(), 1); len(a.Notes) != len(badTexts)-1 || a.Notes[0] != "other" {
		t.Errorf("Notes = %.50q", a.Notes)
	}
	for _, c := range []Change{removed, set} {
		if err := d.Revert(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if after, _ := d.Notes(t.Context(), 1); !reflect.DeepEqual(after, before) {
		t.Errorf("after taking back: %v, want %v", after, before)
	}
	for _, text := range []string{"", " \n", "\x00"} {
		if _, _, err := d.AddNote(t.Context(), 1, text); !errors.Is(err, article.ErrUsage) {
			t.Errorf("AddNote(%q): %v, want ErrUsage", text, err)
		}
	}
	if _, _, err := d.AddNote(t.Context(), 99, "x"); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("AddNote to no article: %v", err)
	}
	if _, err := d.SetNote(t.Context(), 99, "x"); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("SetNote of none: %v", err)
	}
}

func TestHighlightsAreOfWordsThatAreThere(t *testing.T) {
	d := open(t)
	a := said("Путин said: the troops left, the troops came. 東京")
	save(t, d, a)
	for _, bad := range []article.Highlight{
		{Version: 1, Span: article.Span{Start: -1, End: 4}},
		{Version: 1, Span: article.Span{Start: 4, End: 4}},
		{Version: 1, Span: article.Span{Start: 5, End: 2}},
		{Version: 1, Span: article.Span{Start: 0, End: 10_000}},
		{Version: 1, Span: article.Span{Start: 0, End: 3}},   // half a letter
		{Version: 1, Span: article.Span{Start: 10, End: 11}}, // a space
		{Version: 1, Span: article.Span{Start: 0, End: 10}, Exact: "other"},
		{Version: 1, Span: article.Span{Start: 0, End: 10}, Colour: "red"},
		{Version: 1, Article: 7, Span: article.Span{Start: 0, End: 10}},
	} {
		if _, _, err := d.AddHighlight(t.Context(), bad); !errors.Is(err, article.ErrUsage) {
			t.Errorf("AddHighlight(%+v): %v, want ErrUsage", bad, err)
		}
	}
	if _, _, err := d.AddHighlight(t.Context(), article.Highlight{Version: 9, Span: article.Span{End: 2}}); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("AddHighlight to no version: %v", err)
	}
	h, c, err := d.AddHighlight(t.Context(), article.Highlight{Version: 1, Span: article.Span{Start: 0, End: 10}, Colour: "#AABBCC", Note: badTexts[0]})
	if err != nil || h.Exact != "Путин" || h.Article != 1 || !strings.HasPrefix(h.Suffix, " said") || h.Colour != "#aabbcc" || c.Articles != 1 {
		t.Fatalf("AddHighlight = %+v, %v", h, err)
	}
	set, err := d.SetHighlight(t.Context(), h.ID, "", "so")
	if err != nil {
		t.Fatal(err)
	}
	removed, err := d.RemoveHighlight(t.Context(), h.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, back := range []Change{removed, set} {
		if err := d.Revert(t.Context(), back); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := d.Article(t.Context(), 1); err != nil || !reflect.DeepEqual(got.Highlights, []article.Highlight{h}) {
		t.Errorf("Highlights = %+v, %v, want %+v", got.Highlights, err, h)
	}
	if err := d.Revert(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if got, err := d.Highlights(t.Context(), 1); err != nil || len(got) != 0 {
		t.Errorf("after taking it back: %v, %v", got, err)
	}
}

func TestHighlightsGoAlongWhereTheirWordsStandOnce(t *testing.T) {
	first := "The troops left Kursk. The army said so. The army said no. Nobody knows why."
	second := "Update. The troops left Kursk at night. The army said so again. Then: The army said no. Nobody knows."
	for _, test := range []struct {
		words   string
		at      int // in the first text
		want    int // in the second, -1 if it stays
		comment string
	}{
		{"troops", -1, -1, "stands once"},
		{"army", strings.Index(first, "army"), -1, "stands twice, the words around it are like none"},
		{"army said no", -1, -1, "stands once"},
		{"said", strings.LastIndex(first, "said"), strings.LastIndex(second, "said"), "told by what is behind it"},
		{"why", -1, -2, "is gone"},
	} {
		d := open(t)
		a := said(first)
		a.Title, a.URL = "t", "https://example.org/a"
		save(t, d, a)
		start := test.at
		if start < 0 {
			start = strings.Index(first, test.words)
		}
		h, _, err := d.AddHighlight(t.Context(), article.Highlight{Version: 1, Span: article.Span{Start: start, End: start + len(test.words)}})
		if err != nil {
			t.Fatal(err)
		}
		a.Text, a.How = second, "web"
		if out := save(t, d, a); out[0].Kind != article.NewVersion {
			t.Fatal(out)
		}
		got, err := d.Article(t.Context(), 1)
		if err != nil || len(got.Highlights) != 1 {
			t.Fatal(got.Highlights, err)
		}
		h = got.Highlights[0]
		stayed := h.Version != got.VersionID
		span, once := locate(second, article.Highlight{Exact: test.words, Prefix: h.Prefix, Suffix: h.Suffix})
		switch {
		case test.want == -2 && !stayed:
			t.Errorf("%q (%s) went along", test.words, test.comment)
		case test.want >= 0 && (stayed || h.Start != test.want):
			t.Errorf("%q (%s) stands at %d of version %d, want %d", test.words, test.comment, h.Start, h.Version, test.want)
		case !stayed && (!once || span != h.Span || h.Of(second) != test.words):
			t.Errorf("%q (%s) stands at %v", test.words, test.comment, h.Span)
		}
	}
}

func TestLocateTakesNoOneOfMany(t *testing.T) {
	for _, test := range []struct {
		text string
		h    article.Highlight
		want int // -1 for none
	}{
		{"a b c", article.Highlight{Exact: "b"}, 2},
		{"b b", article.Highlight{Exact: "b"}, -1},
		{"x b b y", article.Highlight{Exact: "b", Prefix: "x ", Suffix: " b"}, 2},
		{"x b, z b y", article.Highlight{Exact: "b", Prefix: "q ", Suffix: " y"}, 7},
		{"aaaa", article.Highlight{Exact: "aa"}, -1},
		{"", article.Highlight{Exact: "b"}, -1},
		{"abc", article.Highlight{}, -1},
	} {
		span, ok := locate(test.text, test.h)
		if ok != (test.want >= 0) || ok && span.Start != test.want {
			t.Errorf("locate(%q, %+v) = %v, %v, want %d", test.text, test.h, span, ok, test.want)
		}
	}
}

func TestHighlightsComeWithAnExport(t *testing.T) {
	d := open(t)
	a := said("Words that somebody marked elsewhere, and others.")
	a.Highlights = []article.Highlight{
		{Span: article.Span{Start: 0, End: 5}, Exact: "Words", Colour: "#112233", Note: "n"},
		{Exact: "others"},           // elsewhere no spans are known
		{Exact: "not in it"},        // is passed over
		{Exact: "e", Colour: "red"}, // stands more than once
		{},
	}
	for range 2 {
		save(t, d, a)
	}
	got, err := d.Highlights(t.Context(), 1)
	if err != nil || len(got) != 2 || got[0].Exact != "Words" || got[1].Of(a.Text) != "others" {
		t.Errorf("Highlights = %+v, %v", got, err)
	}
}

func TestSavedSearchesHaveOneNameEach(t *testing.T) {
	d := open(t)
	names := append([]string{"Kursk", "Straße"}, slices.DeleteFunc(slices.Clone(badTexts), func(s string) bool { return s == "\xff\xfe" })...)
	for i, name := range names {
		if _, err := d.SaveSearch(t.Context(), name, fmt.Sprint("query ", i)); err != nil {
			t.Fatalf("SaveSearch(%q): %v", name, err)
		}
	}
	all := func() []article.SavedSearch {
		t.Helper()
		s, err := d.SavedSearches(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	before := all()
	if len(before) != len(names) {
		t.Fatalf("%d searches, want %d", len(before), len(names))
	}
	again, err := d.SaveSearch(t.Context(), " KURSK ", "other")
	if err != nil || len(all()) != len(names) {
		t.Fatalf("SaveSearch again: %v, %d searches", err, len(all()))
	}
	renamed, err := d.RenameSearch(t.Context(), "STRASSE", "street")
	if err != nil {
		t.Fatal(err)
	}
	removed, err := d.RemoveSearch(t.Context(), "kursk")
	if err != nil || len(all()) != len(names)-1 {
		t.Fatal(err)
	}
	for _, c := range []Change{removed, renamed, again} {
		if err := d.Revert(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if after := all(); !reflect.DeepEqual(after, before) {
		t.Errorf("after taking back: %+v, want %+v", after, before)
	}
	if _, err := d.RenameSearch(t.Context(), "street", "x"); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("RenameSearch of none: %v", err)
	}
	if _, err := d.RenameSearch(t.Context(), "strasse", "kursk"); !errors.Is(err, article.ErrUsage) {
		t.Errorf("RenameSearch to a name that is taken: %v", err)
	}
	for _, name := range []string{"", " ", "\x00", "\xff\xfe"} {
		if _, err := d.SaveSearch(t.Context(), name, "x"); !errors.Is(err, article.ErrUsage) {
			t.Errorf("SaveSearch(%q): %v, want ErrUsage", name, err)
		}
	}
	// A name that was given to another in the meantime stays with that one.
	if removed, err = d.RemoveSearch(t.Context(), "kursk"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SaveSearch(t.Context(), "kursk", "new"); err != nil {
		t.Fatal(err)
	}
	if err := d.Revert(t.Context(), removed); err != nil {
		t.Fatal(err)
	}
	if i := slices.IndexFunc(all(), func(s article.SavedSearch) bool { return s.Name == "kursk" && s.Query == "new" }); i < 0 || len(all()) != len(names) {
		t.Errorf("the newer search is gone: %+v", all())
	}
}

// TestTheDeskCanAlwaysBeTakenBack does things at random and undoes all of them.
func TestTheDeskCanAlwaysBeTakenBack(t *testing.T) {
	d := open(t)
	save(t, d, said("one two three"), said("four five six"))
	r := rand.New(rand.NewPCG(3, 4))
	look := func() string {
		a, _ := d.Article(t.Context(), 1)
		b, _ := d.Article(t.Context(), 2)
		s, _ := d.SavedSearches(t.Context())
		return fmt.Sprint(a.Notes, a.Highlights, b.Notes, b.Highlights, s)
	}
	before := look()
	var done []Change
	for range 200 {
		var c Change
		var err error
		id := int64(1 + r.IntN(20))
		name := fmt.Sprint("name ", r.IntN(4))
		switch r.IntN(9) {
		case 0:
			_, c, err = d.AddNote(t.Context(), article.ID(1+r.IntN(2)), fmt.Sprint("note ", id))
		case 1:
			c, err = d.SetNote(t.Context(), id, fmt.Sprint("changed ", id))
		case 2:
			c, err = d.RemoveNote(t.Context(), id)
		case 3:
			_, c, err = d.AddHighlight(t.Context(), article.Highlight{Version: article.VersionID(1 + r.IntN(2)), Span: article.Span{Start: r.IntN(3), End: 4 + r.IntN(3)}})
		case 4:
			c, err = d.SetHighlight(t.Context(), id, "#000000", "x")
		case 5:
			c, err = d.RemoveHighlight(t.Context(), id)
		case 6:
			c, err = d.SaveSearch(t.Context(), name, fmt.Sprint("q ", id))
		case 7:
			c, err = d.RenameSearch(t.Context(), name, fmt.Sprint("name ", r.IntN(4)))
		case 8:
			c, err = d.RemoveSearch(t.Context(), name)
		}
		if err == nil {
			done = append(done, c)
		}
	}
	for i := len(done) - 1; i >= 0; i-- {
		if err := d.Revert(t.Context(), done[i]); err != nil {
			t.Fatal(err)
		}
	}
	if after := look(); after != before || len(done) < 50 {
		t.Errorf("after taking back %d changes:\n%s\nwant\n%s", len(done), after, before)
	}
}

func TestPicturesAreKeptOnceAndAsTheyAre(t *testing.T) {
	d := open(t)
	jpeg := make([]byte, 20_000)
	rand.NewChaCha8([32]byte{1}).Read(jpeg)
	svg := []byte("<svg>" + strings.Repeat("<path d='M0 0'/>", 500) + "</svg>")
	a := said("An article with pictures.")
	a.URL = "https://example.org/a"
	a.Images = []article.Image{
		{URL: "https://example.org/1.jpg", Alt: "a zebra\x00", Caption: badTexts[0], Bytes: jpeg},
		{URL: "2.svg", Bytes: svg, At: 11},
		{URL: "3", Bytes: []byte{}},
		{URL: "not fetched", Hash: article.Hash([]byte("elsewhere"))},
		{URL: "by its address alone", Alt: "\xff", At: 20},
	}
	b := said("Another with one of them.")
	b.Images = []article.Image{{URL: "https://cdn.example.org/same.jpg", Hash: article.Hash(jpeg)}}
	save(t, d, a, b)
	got, err := d.Article(t.Context(), 1)
	if err != nil || len(got.Images) != 5 || got.Images[4].URL != "by its address alone" || got.Images[4].At != 20 || got.Images[0].Alt != "a zebra" || got.Images[1].At != 11 || got.Images[3].Hash != "" {
		t.Fatalf("Images = %+v, %v", got.Images, err)
	}
	for i, want := range [][]byte{jpeg, svg, {}} {
		if x, err := d.Raw(t.Context(), got.Images[i].Hash); err != nil || !bytes.Equal(x, want) {
			t.Errorf("Raw of picture %d: %d bytes, %v, want %d", i+1, len(x), err, len(want))
		}
	}
	var codecs []int64
	if err := d.read(t.Context(), `SELECT codec FROM raw ORDER BY size DESC`, nil, into(&codecs)); err != nil || !slices.Equal(codecs, []int64{plain, zipped, plain}) {
		t.Errorf("codecs = %v, %v", codecs, err)
	}
	if second, err := d.Article(t.Context(), 2); err != nil || len(second.Images) != 1 || second.Images[0].Hash != article.Hash(jpeg) {
		t.Errorf("Images of the second = %+v, %v", second.Images, err)
	}
	a.Text, a.How, a.Images = "Another text, without pictures.", "web", nil
	save(t, d, a)
	if newest, err := d.Article(t.Context(), 1); err != nil || len(newest.Images) != 0 {
		t.Errorf("Images of the new version = %+v, %v", newest.Images, err)
	}
	old, err := d.ArticleVersion(t.Context(), 1)
	if err != nil || len(old.Images) != 5 || old.Images[4].URL != "by its address alone" {
		t.Errorf("Images of the old version = %+v, %v", old.Images, err)
	}
	var counts []int64
	if err := d.read(t.Context(), `SELECT images FROM article ORDER BY id`, nil, into(&counts)); err != nil || !slices.Equal(counts, []int64{0, 1}) {
		t.Errorf("article.images = %v, %v", counts, err)
	}
	n := 0
	for x, err := range d.Each(context.Background(), query.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		n += len(x.Images)
	}
	if n != 1 {
		t.Errorf("Each has %d pictures, want 1", n)
	}
}

func TestTheDeskIsLookedUpByItsKeys(t *testing.T) {
	d := library(t)
	in := list([]article.ID{1, 2})
	for _, test := range []struct {
		query string
		args  []any
		want  string
	}{
		{notesOf, []any{in}, "USING INDEX note_by_article"},
		{highlightsOf, []any{in}, "USING INDEX highlight_by_article"},
		{imagesOf, []any{in}, "SEARCH image USING PRIMARY KEY"},
		{listSearches, nil, "sqlite_autoindex_saved_search_1"},
		{listSources, []any{5}, "SEARCH y USING PRIMARY KEY (facet=?)"},
		{listTags, nil, "SEARCH y USING PRIMARY KEY (facet=? AND key=?)"},
		{counted, nil, "article_by_date"},
		{lastEntry, nil, "MERGE (UNION ALL)"},
	} {
		if plan := explain(t, d, test.query, test.args); !strings.Contains(plan, test.want) {
			t.Errorf("plan without %q:\n%s\n%s", test.want, plan, test.query)
		}
	}
}
