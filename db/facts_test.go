package db

import (
	"slices"
	"strings"
	"testing"

	"parallax/article"
	"parallax/internal/query"
)

func TestWhatAPageSaysIsKeptAsItWasSaid(t *testing.T) {
	d := open(t)
	var batch []article.Article
	for _, s := range []string{
		"2025", "2025-10", "2025-10-27", "2025-10-27T10:30:00+02:00", "2025-10-27T10:30:00Z", "27 October 2025", "yesterday evening", "",
	} {
		a := said("A text, updated " + s)
		a.Updated = article.ParseDate(s)
		batch = append(batch, a)
	}
	batch[2].Updated.Raw = "" // nobody wrote it so
	save(t, d, batch...)
	for i, a := range batch {
		got, err := d.Article(t.Context(), article.ID(i+1))
		if err != nil || got.Updated.String() != a.Updated.String() || got.Updated.Precision != a.Updated.Precision || got.Updated.Raw != a.Updated.Raw {
			t.Errorf("updated %+v, %v, want %+v", got.Updated, err, a.Updated)
		}
	}
	var n int
	if err := d.reader.QueryRow(`SELECT count(*) FROM version WHERE facts IS NULL`).Scan(&n); err != nil || n != 1 {
		t.Errorf("%d versions without facts, %v, want the one of a page that says nothing", n, err)
	}
}

func TestHostileFactsAreKeptWithinReason(t *testing.T) {
	d := open(t)
	a := said("A text of a page that says too much.")
	a.Keywords = append([]string{"", "\x00", "one\xfftwo"}, strings.Fields(strings.Repeat("keyword ", 5000))...)
	a.Agencies = []string{"\u202eReuters", "dpa"}
	a.Section, a.Licence, a.Updated.Raw = "a\x00b", "\xff", "\xfe"
	a.PageType = "a type of another time"
	a.Links = []article.Link{{Span: article.Span{Start: -5, End: 1 << 40}, URL: "javascript:alert(1)"}}
	if out := save(t, d, a)[0]; !out.Simplified {
		t.Errorf("Save = %+v, want it simplified", out)
	}
	got, err := d.Article(t.Context(), 1)
	if err != nil || len(got.Keywords) != mostFacts || got.Keywords[0] != "one\ufffdtwo" || got.Section != "ab" || got.PageType != "" ||
		!slices.Equal(got.Agencies, a.Agencies) || !slices.Equal(got.Links, a.Links) {
		t.Errorf("Article = %+v, %v", got, err)
	}
	if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Errorf("Verify = %v, %v", r.Damaged, err)
	}
}

// TestANewVersionSaysWhatItsPageSays has a page fetched again that says
// something else of itself.
func TestANewVersionSaysWhatItsPageSays(t *testing.T) {
	d := open(t)
	first := full()
	second := first
	second.How, second.Text = "web", "Not found."
	second.PageType, second.Section, second.Keywords, second.Links = article.ErrorPage, "", []string{"gone"}, nil
	second.Blocks, second.Residue, second.Upstream = nil, nil, nil
	save(t, d, first, second)
	wantIDs(t, "what it says now", ids(t, d, "type:error keyword:gone", Page{}), []article.ID{1})
	wantIDs(t, "what it said", ids(t, d, "type:paywall OR section:world", Page{}), nil)
	versions, err := d.Versions(t.Context(), 1)
	if err != nil || len(versions) != 2 || versions[0].PageType != article.PaywallPage || versions[0].Section != "World" || versions[1].PageType != article.ErrorPage {
		t.Errorf("Versions = %+v, %v", versions, err)
	}
	old, err := d.ArticleVersion(t.Context(), versions[0].VersionID)
	if err != nil || len(old.Links) != 2 || !slices.Equal(old.Keywords, first.Keywords) {
		t.Errorf("the first version = %+v, %v", old, err)
	}
	if rows, err := d.Rows(t.Context(), []article.ID{1}, query.Query{}); err != nil || rows[0].PageType != article.ErrorPage {
		t.Errorf("Rows = %+v, %v", rows, err)
	}
	if err := d.Reindex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	wantIDs(t, "after Reindex", ids(t, d, "type:error agency:yonhap", Page{}), []article.ID{1})
	if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Errorf("Verify = %v, %v", r.Damaged, err)
	}
}

func TestWhatAPersonSaysAPageIsCounts(t *testing.T) {
	d := open(t)
	save(t, d, full())
	is := article.ArticlePage
	c, err := d.SetDetails(t.Context(), 1, Details{PageType: &is})
	if err != nil {
		t.Fatal(err)
	}
	check := func(want, other article.PageType) {
		t.Helper()
		a, err := d.Article(t.Context(), 1)
		if err != nil || a.PageType != want || (a.From["page_type"] == "by hand") != (want == is) {
			t.Errorf("Article is of type %q, from %q, %v; want %q", a.PageType, a.From["page_type"], err, want)
		}
		if rows, err := d.Rows(t.Context(), []article.ID{1}, query.Query{}); err != nil || rows[0].PageType != want {
			t.Errorf("Rows = %+v, %v", rows, err)
		}
		wantIDs(t, "of that type", ids(t, d, "type:"+string(want), Page{}), []article.ID{1})
		wantIDs(t, "of the other", ids(t, d, "type:"+string(other), Page{}), nil)
		if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() {
			t.Errorf("Verify = %v, %v", r.Damaged, err)
		}
	}
	check(is, article.PaywallPage)
	if err := d.Reindex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	check(is, article.PaywallPage)
	if err := d.Revert(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	check(article.PaywallPage, is)
}

// A page says what type it is and often nothing more of itself.
func TestAnEntryIsAsItWasSavedWhateverThePageSays(t *testing.T) {
	d := open(t)
	plain := report(1)
	typed := report(2)
	typed.PageType = article.ListingPage
	telling := report(3)
	telling.Section = "World"
	both := report(4)
	both.PageType, both.Keywords = article.ArticlePage, []string{"a & b", "<c>", "\u2028"}
	save(t, d, plain, typed, telling, both)
	if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Errorf("Verify = %v, %v; want that it is sound", r.Damaged, err)
	}
}
