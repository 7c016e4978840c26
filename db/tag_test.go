package db

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parallax/article"
)

// tagList writes the tags of an archive as "name colour count/within".
func tagList(t testing.TB, d *DB) []string {
	t.Helper()
	tags, err := d.Tags(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, x := range tags {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s %d/%d %s", x.Name, x.Count, x.Within, x.Colour)))
	}
	return all
}

// five is an archive of five articles.
func five(t testing.TB) *DB {
	d := open(t)
	for i := range 5 {
		save(t, d, said(fmt.Sprint("article ", i)))
	}
	return d
}

func change(t testing.TB) func(Change, error) Change {
	return func(c Change, err error) Change {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
}

func TestTagNames(t *testing.T) {
	d := five(t)
	tests := []struct {
		in, want string // "" is refused
	}{
		{"kursk", "kursk"},
		{"  two   words ", "two words"},
		{" nk / russia ", "nk/russia"},
		{"e\u0301", "é"},
		{`it's "quoted"`, `it's "quoted"`},
		{"🎉/東京", "🎉/東京"},
		{"100%_*", "100%_*"},
		{strings.Repeat("long", 500), strings.Repeat("long", 500)},
		{"a\nb\x00c", "a b c"},
		{"", ""},
		{"  ", ""},
		{"/", ""},
		{"a//b", ""},
		{"/a", ""},
		{"a/ ", ""},
	}
	for _, test := range tests {
		_, err := d.Tag(t.Context(), []article.ID{1}, test.in)
		if test.want == "" {
			if !errors.Is(err, article.ErrTagName) {
				t.Errorf("Tag(%q): %v, want ErrTagName", test.in, err)
			}
			continue
		}
		a, err2 := d.Article(t.Context(), 1)
		if err != nil || err2 != nil || !slices.Contains(a.Tags, test.want) {
			t.Errorf("Tag(%q): %v, tags %.200q, want %.40q in it", test.in, err, a.Tags, test.want)
		}
	}
}

func TestTagsNestAndCount(t *testing.T) {
	d := five(t)
	keep := change(t)
	if c := keep(d.Tag(t.Context(), []article.ID{1, 2, 2, 99}, "NK/Russia", "nk/china")); c.Articles != 2 {
		t.Errorf("Tag changed %d, want 2", c.Articles)
	}
	if c := keep(d.Tag(t.Context(), []article.ID{1, 3}, "nk/russia")); c.Articles != 1 {
		t.Errorf("Tag changed %d, want 1", c.Articles)
	}
	keep(d.Tag(t.Context(), []article.ID{4}, "nk-other", "b/c/d"))
	keep(d.SetTagColour(t.Context(), "nk", "#AAbb00"))
	keep(d.SetStatus(t.Context(), []article.ID{3}, article.Trash))
	want := []string{"b 0/1", "b/c 0/1", "b/c/d 1/1", "nk 0/2 #aabb00", "nk/china 2/2", "NK/Russia 2/2", "nk-other 1/1"}
	if got := tagList(t, d); !slices.Equal(got, want) {
		t.Errorf("Tags = %q, want %q", got, want)
	}
	if _, err := d.SetTagColour(t.Context(), "b", "red"); !errors.Is(err, article.ErrUsage) {
		t.Errorf("SetTagColour(red): %v, want ErrUsage", err)
	}
	if _, err := d.SetTagColour(t.Context(), "zzz", "#000000"); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("SetTagColour(zzz): %v, want ErrNotFound", err)
	}
}

func TestUntagDropsWhatNobodyUsesButItsColourSaves(t *testing.T) {
	d := five(t)
	keep := change(t)
	keep(d.Tag(t.Context(), []article.ID{1, 2}, "a", "b"))
	keep(d.SetTagColour(t.Context(), "b", "#000001"))
	if c := keep(d.Untag(t.Context(), []article.ID{1, 2, 3}, "A", "b", "none")); c.Articles != 2 {
		t.Errorf("Untag changed %d, want 2", c.Articles)
	}
	if got := tagList(t, d); !slices.Equal(got, []string{"b 0/0 #000001"}) {
		t.Errorf("Tags = %q", got)
	}
}

// TestRevertUndoesExactly does each change in an archive with many tags and
// takes it back.
func TestRevertUndoesExactly(t *testing.T) {
	all := []article.ID{1, 2, 3, 4, 5}
	str := func(s string) *string { return &s }
	tests := []struct {
		name string
		do   func(d *DB) (Change, error)
		want []string // the tags in between, nil if they do not change
	}{
		{
			"tag", func(d *DB) (Change, error) { return d.Tag(t.Context(), all, "a", "new/one") },
			[]string{"a 5/5 #000001", "a/b 2/3", "a/b/c 1/1 #000003", "new 0/5", "new/one 5/5", "x 3/3", "x/b 1/1"},
		},
		{
			"untag", func(d *DB) (Change, error) { return d.Untag(t.Context(), all, "a", "a/b", "X") },
			[]string{"a 0/1 #000001", "a/b 0/1", "a/b/c 1/1 #000003", "x 0/1", "x/b 1/1"},
		},
		{
			"rename", func(d *DB) (Change, error) { return d.RenameTag(t.Context(), "a", "n") },
			[]string{"n 2/4 #000001", "n/b 2/3", "n/b/c 1/1 #000003", "x 3/3", "x/b 1/1"},
		},
		{
			"rename case", func(d *DB) (Change, error) { return d.RenameTag(t.Context(), "a", "A") },
			[]string{"A 2/4 #000001", "A/b 2/3", "A/b/c 1/1 #000003", "x 3/3", "x/b 1/1"},
		},
		{
			"rename into below itself", func(d *DB) (Change, error) { return d.RenameTag(t.Context(), "a", "a/b") },
			[]string{"a 0/4", "a/b 2/4 #000001", "a/b/b 2/3", "a/b/b/c 1/1 #000003", "x 3/3", "x/b 1/1"},
		},
		{
			"rename to above", func(d *DB) (Change, error) { return d.RenameTag(t.Context(), "a/b", "a") },
			[]string{"a 3/4 #000001", "a/c 1/1 #000003", "x 3/3", "x/b 1/1"},
		},
		{
			"merge by rename", func(d *DB) (Change, error) { return d.RenameTag(t.Context(), "a", "x") },
			[]string{"x 3/5 #000001", "x/b 3/4", "x/b/c 1/1 #000003"},
		},
		{
			"merge", func(d *DB) (Change, error) { return d.MergeTags(t.Context(), "all", "a", "x", "x", "none") },
			[]string{"a 0/3", "a/b 2/3", "a/b/c 1/1 #000003", "all 3/3 #000001", "x 0/1", "x/b 1/1"},
		},
		{
			"merge into one of them", func(d *DB) (Change, error) { return d.MergeTags(t.Context(), "x", "x", "a/b") },
			[]string{"a 2/3 #000001", "a/b 0/1", "a/b/c 1/1 #000003", "x 4/4", "x/b 1/1"},
		},
		{
			"colour", func(d *DB) (Change, error) { return d.SetTagColour(t.Context(), "a", "#123456") },
			[]string{"a 2/4 #123456", "a/b 2/3", "a/b/c 1/1 #000003", "x 3/3", "x/b 1/1"},
		},
		{"star", func(d *DB) (Change, error) { return d.SetStarred(t.Context(), all, true) }, nil},
		{"unstar", func(d *DB) (Change, error) { return d.SetStarred(t.Context(), all, false) }, nil},
		{"read", func(d *DB) (Change, error) { return d.SetStatus(t.Context(), all, article.Read) }, nil},
		{"unread", func(d *DB) (Change, error) { return d.SetStatus(t.Context(), all, article.Unread) }, nil},
		{
			"trash", func(d *DB) (Change, error) { return d.SetStatus(t.Context(), all, article.Trash) },
			[]string{"a 0/0 #000001", "a/b 0/0", "a/b/c 0/0 #000003", "x 0/0", "x/b 0/0"},
		},
		{"details", func(d *DB) (Change, error) {
			return d.SetDetails(t.Context(), 1, Details{Title: str("By hand"), Source: str("BBC"), Published: str("2020-02"), Authors: &[]string{"Me"}})
		}, nil},
		{"details back", func(d *DB) (Change, error) {
			return d.SetDetails(t.Context(), 2, Details{Title: str(""), Source: str("")})
		}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := five(t)
			keep := change(t)
			keep(d.Tag(t.Context(), []article.ID{1, 2}, "a"))
			keep(d.Tag(t.Context(), []article.ID{2, 3}, "a/b"))
			keep(d.Tag(t.Context(), []article.ID{4}, "a/b/c"))
			keep(d.Tag(t.Context(), []article.ID{1, 2, 5}, "x"))
			keep(d.Tag(t.Context(), []article.ID{5}, "x/b"))
			keep(d.SetTagColour(t.Context(), "a", "#000001"))
			keep(d.SetTagColour(t.Context(), "a/b/c", "#000003"))
			keep(d.SetStarred(t.Context(), []article.ID{1, 3}, true))
			keep(d.SetStatus(t.Context(), []article.ID{2}, article.Read))
			keep(d.SetDetails(t.Context(), 2, Details{Title: str("Set"), Source: str("Here")}))
			before, tags := everything(t, d), tagList(t, d)

			c := keep(test.do(d))
			between := tagList(t, d)
			if test.want == nil {
				test.want = tags
			}
			if !slices.Equal(between, test.want) {
				t.Errorf("tags = %q, want %q", between, test.want)
			}
			if reflect.DeepEqual(everything(t, d), before) && slices.Equal(between, tags) {
				t.Error("nothing changed")
			}
			if err := d.Revert(t.Context(), c); err != nil {
				t.Fatal(err)
			}
			if got := tagList(t, d); !slices.Equal(got, tags) {
				t.Errorf("tags after Revert = %q, want %q", got, tags)
			}
			if got := everything(t, d); !reflect.DeepEqual(got, before) {
				t.Errorf("articles after Revert =\n%+v, want\n%+v", got, before)
			}
		})
	}
}

// everything reads all articles, those in the trash too.
func everything(t testing.TB, d *DB) []article.Article {
	t.Helper()
	all, err := d.articles(t.Context(), []article.ID{1, 2, 3, 4, 5})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRevertOfATagThatWasMadeAgain(t *testing.T) {
	d := five(t)
	keep := change(t)
	keep(d.Tag(t.Context(), []article.ID{1}, "a"))
	c := keep(d.RenameTag(t.Context(), "a", "b"))
	keep(d.Tag(t.Context(), []article.ID{2}, "A"))
	if err := d.Revert(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if got := tagList(t, d); !slices.Equal(got, []string{"A 2/2"}) {
		t.Errorf("Tags = %q", got)
	}
}

func TestRenameTagNeedsTheTag(t *testing.T) {
	d := five(t)
	if _, err := d.RenameTag(t.Context(), "none", "other"); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("RenameTag: %v, want ErrNotFound", err)
	}
	if _, err := d.RenameTag(t.Context(), "none", "a//b"); !errors.Is(err, article.ErrTagName) {
		t.Errorf("RenameTag: %v, want ErrTagName", err)
	}
}

func TestDetailsByHandWinAndGoBack(t *testing.T) {
	d := open(t)
	keep := change(t)
	save(t, d, full())
	str := func(s string) *string { return &s }
	keep(d.SetDetails(t.Context(), 1, Details{Title: str("By hand"), Source: str("BBC"), Published: str("2020-02"), Authors: &[]string{"Me", " "}}))
	a, err := d.Article(t.Context(), 1)
	if err != nil || a.Title != "By hand" || a.Source != "BBC" || a.Published.String() != "2020-02" || !slices.Equal(a.Authors, []string{"Me"}) {
		t.Errorf("Article = %+v, %v", a, err)
	}
	if a.From["title"] != "by hand" || a.From["published"] != "by hand" || a.TextHash != article.HashText(a.Title, a.Text) {
		t.Errorf("from %v, hash %s", a.From, a.TextHash)
	}
	wantIDs(t, "found by it", ids(t, d, `title:hand source:bbc author:me on:2020-02`, Page{}), []article.ID{1})
	wantIDs(t, "found by what was there", ids(t, d, `author:choe`, Page{}), nil)

	// The file again is a duplicate, and so is the export of what is shown.
	exported := a
	exported.ID, exported.URL = 0, full().URL
	for _, again := range []article.Article{full(), exported} {
		if out := save(t, d, again); out[0].Kind != article.Duplicate {
			t.Errorf("saved again: %+v, want a duplicate", out)
		}
	}
	// A new version does not undo it.
	next := full()
	next.Text = "changed"
	save(t, d, next)
	if a, err = d.Article(t.Context(), 1); err != nil || a.Title != "By hand" || a.Text != "changed" {
		t.Errorf("Article = %+v, %v", a, err)
	}
	keep(d.SetDetails(t.Context(), 1, Details{Title: str(""), Source: str(""), Published: str(""), Authors: &[]string{}}))
	if a, err = d.Article(t.Context(), 1); err != nil || a.Title != "A title" || a.Source != "NK News" || a.Published.String() != full().Published.String() || len(a.Authors) != 2 {
		t.Errorf("Article = %+v, %v", a, err)
	}
	if _, err := d.SetDetails(t.Context(), 1, Details{Published: str("3/4/2025")}); !errors.Is(err, article.ErrUsage) {
		t.Errorf("SetDetails: %v, want ErrUsage", err)
	}
	poem := article.PageType("poem")
	if _, err := d.SetDetails(t.Context(), 1, Details{PageType: &poem}); !errors.Is(err, article.ErrUsage) {
		t.Errorf("SetDetails: %v, want ErrUsage", err)
	}
	if _, err := d.SetDetails(t.Context(), 2, Details{}); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("SetDetails: %v, want ErrNotFound", err)
	}
}

func TestManyArticlesAreTaggedAtOnce(t *testing.T) {
	d := open(t)
	var batch []article.Article
	for i := range 1000 {
		batch = append(batch, said(fmt.Sprint("article ", i)))
	}
	save(t, d, batch...)
	many := make([]article.ID, 100_000)
	for i := range many {
		many[i] = article.ID(i%1500 + 1)
	}
	c, err := d.Tag(t.Context(), many, "all")
	if err != nil || c.Articles != 1000 {
		t.Errorf("Tag = %d, %v, want 1000", c.Articles, err)
	}
	if err := d.Revert(t.Context(), c); err != nil {
		t.Error(err)
	}
	if got := tagList(t, d); got != nil {
		t.Errorf("Tags = %q", got)
	}
}
