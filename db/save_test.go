package db

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"parallax/article"
	"parallax/internal/query"
)

func kinds(out []article.Outcome) []article.OutcomeKind {
	var k []article.OutcomeKind
	for _, o := range out {
		k = append(k, o.Kind)
	}
	return k
}

func full() article.Article {
	return article.Article{
		URL:          "https://www.example.org/a?utm_source=x",
		CanonicalURL: "https://example.org/a",
		Title:        "A title",
		Authors:      []string{"Kim Jong Un", "Choe Sang-Hun"},
		Source:       "NK News",
		Language:     "en-GB",
		Published:    article.Date{Time: time.Date(2025, 10, 27, 0, 30, 0, 0, time.FixedZone("", 9*3600)), Precision: article.ToTime, Raw: "27 Oct, 0:30"},
		Captured:     time.Date(2025, 10, 28, 1, 2, 3, 0, time.UTC),
		ImportedFrom: "folder/a.html",
		How:          "file",
		Text:         "First paragraph, of a certain length.\n\nSecond.\n\nAlso read: more",
		Blocks: []article.Block{
			{Kind: article.Paragraph, Span: article.Span{Start: 0, End: 37}},
			{Kind: article.Paragraph, Span: article.Span{Start: 39, End: 46}},
		},
		Residue:    []article.Residue{{Kind: article.RelatedLink, Span: article.Span{Start: 48, End: 63}}},
		Upstream:   []article.Upstream{{Name: "Yonhap", Kind: "cited", Text: "Yonhap said", Span: article.Span{Start: 0, End: 5}}},
		From:       map[string]string{"title": "json-ld"},
		Updated:    article.Date{Time: time.Date(2025, 10, 28, 9, 5, 0, 0, time.FixedZone("", 9*3600)), Precision: article.ToTime, Raw: "Updated 9:05"},
		Section:    "World",
		Keywords:   []string{"North Korea", "Russia; arms"},
		Agencies:   []string{"Yonhap", "AP"},
		Licence:    "https://creativecommons.org/licenses/by/4.0/",
		PageType:   article.PaywallPage,
		Links:      []article.Link{{Span: article.Span{Start: 6, End: 15}, URL: "https://example.org/b"}, {Span: article.Span{Start: 39, End: 45}, URL: "https://example.org/c"}},
		Simplified: true,
		Words:      6,
		Raw:        []byte(strings.Repeat("<html>raw bytes</html>\x00\xff", 10)),
		Starred:    true,
		Status:     article.Read,
		Tags:       []string{"nk/russia", "Zebra"},
		Notes:      []string{"one", "two"},
	}
}

func TestArticleIsAsItWasSaved(t *testing.T) {
	d := open(t)
	want := full()
	out := save(t, d, want)
	if !reflect.DeepEqual(out, []article.Outcome{{Kind: article.Added, ID: 1, Simplified: true}}) {
		t.Fatalf("Save = %+v", out)
	}
	got, err := d.Article(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := d.Raw(t.Context(), got.RawHash)
	if err != nil || !slices.Equal(raw, want.Raw) {
		t.Errorf("Raw = %d bytes, %v", len(raw), err)
	}
	if got.RawHash != article.Hash(want.Raw) || got.TextHash != article.HashText(want.Title, want.Text) {
		t.Errorf("hashes %q, %q", got.RawHash, got.TextHash)
	}
	if !got.Published.Time.Equal(want.Published.Time) || got.Published.String() != want.Published.String() {
		t.Errorf("published %v, want %v", got.Published, want.Published)
	}
	if !got.Updated.Time.Equal(want.Updated.Time) || got.Updated.String() != want.Updated.String() || got.Updated.Raw != want.Updated.Raw {
		t.Errorf("updated %v, want %v", got.Updated, want.Updated)
	}
	want.Updated = got.Updated
	want.ID, want.VersionID, want.Version, want.Raw = 1, 1, 1, nil
	want.RawHash, want.TextHash, want.Published = got.RawHash, got.TextHash, got.Published
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Article =\n%+v, want\n%+v", got, want)
	}
	if _, err := d.Article(t.Context(), 2); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("Article(2): %v, want ErrNotFound", err)
	}
}

func TestSaveTellsWhatHappened(t *testing.T) {
	d := open(t)
	long := strings.Repeat("A text that is long enough to be a copy of another. ", 20)
	at := func(url, title, text string) article.Article {
		return article.Article{URL: url, Title: title, Text: text, How: "file"}
	}
	from := func(source string, a article.Article) article.Article { a.Source = source; return a }
	web := func(a article.Article) article.Article { a.How = "web"; return a }
	exported := func(a article.Article) article.Article { a.ID = 99; return a }
	tests := []struct {
		what string
		in   article.Article
		want article.Outcome
	}{
		{"a first article", at("https://a.example/1", "T", long), article.Outcome{Kind: article.Added, ID: 1}},
		{"the same again", at("https://a.example/1", "T", long), article.Outcome{Kind: article.Duplicate, ID: 1}},
		{"the same address written otherwise", at("http://www.a.example/1/?utm_source=x#top", "T", long), article.Outcome{Kind: article.Duplicate, ID: 1}},
		{"the same address, other text", at("https://a.example/1", "T", "other"), article.Outcome{Kind: article.NewVersion, ID: 1}},
		{"the old file once more", at("https://a.example/1", "T", long), article.Outcome{Kind: article.Duplicate, ID: 1}},
		{"the old text fetched again", web(at("https://a.example/1", "T", long)), article.Outcome{Kind: article.NewVersion, ID: 1}},
		{"an old export of what was fetched", exported(web(at("https://a.example/1", "T", "other"))), article.Outcome{Kind: article.Duplicate, ID: 1}},
		{"other title", at("https://a.example/1", "T2", long), article.Outcome{Kind: article.NewVersion, ID: 1}},
		{"a copy under another address", at("https://b.example/1", "T", long), article.Outcome{Kind: article.Added, ID: 2, CopyOf: 1, Likeness: 100}},
		{"a copy under another title", at("https://c.example/1", "Other", long), article.Outcome{Kind: article.Added, ID: 3, CopyOf: 1, Likeness: 100}},
		{"a copy without an address", at("", "T", long), article.Outcome{Kind: article.Added, ID: 4, CopyOf: 1, Likeness: 100}},
		{"that again", at("", "T", long), article.Outcome{Kind: article.Duplicate, ID: 4}},
		{"short, no address", at("", "", "Please enable JavaScript"), article.Outcome{Kind: article.Added, ID: 5}},
		{"short, other title", at("https://d.example/", "X", "Please enable JavaScript"), article.Outcome{Kind: article.Added, ID: 6}},
		{"no address, one source", from("One", at("", "S", "said")), article.Outcome{Kind: article.Added, ID: 7}},
		{"no address, another source", from("Two", at("", "S", "said")), article.Outcome{Kind: article.Added, ID: 8, CopyOf: 7, Likeness: 100}},
		{"no address, source spelled otherwise", from("TWO", at("", "S", "said")), article.Outcome{Kind: article.Duplicate, ID: 8}},
		{"no address, no source", at("", "S", "said"), article.Outcome{Kind: article.Duplicate, ID: 7}},
	}
	for _, test := range tests {
		if got := save(t, d, test.in)[0]; !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: Save = %+v, want %+v", test.what, got, test.want)
		}
	}
	again := make([]article.Article, len(tests))
	for i, test := range tests {
		again[i] = test.in
		again[i].How = "file"
	}
	for i, out := range save(t, d, again...) {
		if out.Kind != article.Duplicate {
			t.Errorf("%s, imported again: %+v, want a duplicate", tests[i].what, out)
		}
	}
}

func TestSaveRefusesWhatItCannotKeepAndKeepsTheRest(t *testing.T) {
	d := open(t)
	bad := said("bad")
	bad.Title = "a\xff"
	out := save(t, d, said("one"), article.Article{Title: "only a title", Text: " \n"}, bad, said("two"))
	want := []article.OutcomeKind{article.Added, article.Refused, article.Refused, article.Added}
	if !slices.Equal(kinds(out), want) {
		t.Fatalf("Save = %v, want %v", kinds(out), want)
	}
	if !errors.Is(out[1].Err, article.ErrEmpty) || !errors.Is(out[2].Err, article.ErrBinary) {
		t.Errorf("reasons %v, %v, want ErrEmpty, ErrBinary", out[1].Err, out[2].Err)
	}
	wantIDs(t, "all", sorted(ids(t, d, "", Page{})), []article.ID{1, 2})
}

func TestDuplicateBringsItsTagsNotesAndStar(t *testing.T) {
	d := open(t)
	a := said("same")
	a.Tags, a.Notes = []string{"One"}, []string{"n1"}
	save(t, d, a)
	a.Tags, a.Notes, a.Starred = []string{"one", " two // three ", "//"}, []string{"n1", "n2"}, true
	save(t, d, a)
	got, err := d.Article(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Tags, []string{"One", "two/three"}) || !slices.Equal(got.Notes, []string{"n1", "n2"}) || !got.Starred {
		t.Errorf("tags %q, notes %q, starred %v", got.Tags, got.Notes, got.Starred)
	}
}

func TestVersionsAreKept(t *testing.T) {
	d := open(t)
	a := full()
	save(t, d, a)
	b := a
	b.Text, b.Title, b.Source, b.Authors, b.Residue, b.Blocks = "New words", "New title", "", nil, nil, nil
	b.Published = article.Date{}
	out := save(t, d, b)
	if out[0].Kind != article.NewVersion {
		t.Fatalf("Save = %+v", out)
	}
	versions, err := d.Versions(t.Context(), 1)
	if err != nil || len(versions) != 2 {
		t.Fatalf("Versions = %v, %v", versions, err)
	}
	old, err := d.ArticleVersion(t.Context(), versions[0].VersionID)
	if err != nil || old.Text != a.Text || old.Title != a.Title || old.Version != 1 || len(old.Residue) != 1 || len(old.Tags) != 2 {
		t.Errorf("ArticleVersion(1) = %+v, %v", old, err)
	}
	now, err := d.Article(t.Context(), 1)
	if err != nil || now.Text != "New words" || now.Version != 2 {
		t.Errorf("Article = %+v, %v", now, err)
	}
	if now.Source != "NK News" || now.Published.String() != a.Published.String() || len(now.Authors) != 2 {
		t.Errorf("what the new version does not say was lost: %q, %v, %q", now.Source, now.Published, now.Authors)
	}
	wantIDs(t, "old words", ids(t, d, "paragraph", Page{}), nil)
	wantIDs(t, "new words", ids(t, d, `title:"new title" words source:"nk news" author:choe`, Page{}), []article.ID{1})
	rows, err := d.Rows(t.Context(), []article.ID{1}, query.Query{})
	if err != nil || rows[0].Versions != 2 || rows[0].Residue != nil {
		t.Errorf("Rows = %+v, %v", rows, err)
	}
}

func TestIDsAreAdoptedWhileAllArticlesComeWithOne(t *testing.T) {
	d := open(t)
	withID := func(id article.ID, a article.Article) article.Article {
		a.ID, a.Version, a.StoryID, a.Story, a.CopyOf, a.RawHash = id, 3, 9, "A story", 40, strings.Repeat("ab", 32)
		return a
	}
	a, b := withID(70, said("one")), withID(40, said("one"))
	out := save(t, d, a)
	out = append(out, save(t, d, b, a, withID(70, said("something else")), said("own"), withID(500, said("late")))...)
	want := []article.Outcome{
		{Kind: article.Added, ID: 70, CopyOf: 40},
		{Kind: article.Added, ID: 40, CopyOf: 40},
		{Kind: article.Duplicate, ID: 70},
		{Kind: article.Added, ID: 71},
		{Kind: article.Added, ID: 72},
		{Kind: article.Added, ID: 73},
	}
	if !reflect.DeepEqual(out, want) {
		t.Errorf("Save = %+v, want %+v", out, want)
	}
	got, err := d.Article(t.Context(), 70)
	if err != nil || got.Version != 3 || got.StoryID != 9 || got.Story != "A story" || got.CopyOf != 40 || got.RawHash != strings.Repeat("ab", 32) {
		t.Errorf("Article(70) = %+v, %v", got, err)
	}
}

func TestForeignIDsAreNotAdoptedIntoAnArchiveInUse(t *testing.T) {
	d := open(t)
	save(t, d, said("own"))
	a := said("foreign")
	a.ID = 1 << 62
	if out := save(t, d, a); out[0].ID != 2 {
		t.Errorf("Save = %+v, want ID 2", out)
	}
}

func TestHugeIDIsNotAdopted(t *testing.T) {
	d := open(t)
	a := said("foreign")
	a.ID = 1<<63 - 1
	if out := save(t, d, a, said("next")); out[0].ID != 1 || out[1].ID != 2 {
		t.Errorf("Save = %+v, want IDs 1 and 2", out)
	}
}
