package db

import (
	"fmt"
	"reflect"
	"testing"

	"parallax/article"
	"parallax/internal/query"
)

func TestFacetsFollowTheQuery(t *testing.T) {
	d := library(t)
	if _, _, err := d.SetStory(t.Context(), []article.ID{1, 2}, 0, "Troops"); err != nil {
		t.Fatal(err)
	}
	f, err := d.Facets(t.Context(), query.Parse("troops"), Page{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range f.Sources {
		got = append(got, fmt.Sprint(s.Name, " ", s.Host, " ", s.Count))
	}
	for _, x := range f.Tags {
		got = append(got, fmt.Sprint(x.Name, " ", x.Count))
	}
	for _, m := range f.Months {
		got = append(got, fmt.Sprint(m.Month, " ", m.Count))
	}
	for _, l := range f.Languages {
		got = append(got, fmt.Sprint(l.Code, " ", l.Count))
	}
	for _, s := range f.Stories {
		got = append(got, fmt.Sprint(s.Title, " ", s.Count))
	}
	want := []string{
		"NK News nknews.org 1", "The Guardian theguardian.com 1", "nk 1", "NK/Russia 1", "war 1", "2025-10 2", "en 1", "en-GB 1", "Troops 2",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Facets = %q, want %q", got, want)
	}
	if f.Counted != 2 || f.Capped {
		t.Errorf("of %d, %v", f.Counted, f.Capped)
	}
	if f, err := d.Facets(t.Context(), query.Parse("troops"), Page{Trash: true}); err != nil || f.Counted != 1 {
		t.Errorf("of the trash %+v, %v", f, err)
	}
}

// TestFacetsOfAllAreThoseOfAQueryThatFindsAll holds what is counted as
// articles come and go to what is counted when it is asked for.
func TestFacetsOfAllAreThoseOfAQueryThatFindsAll(t *testing.T) {
	d, _ := manyWays(t, 150)
	all, err := d.Facets(t.Context(), query.Query{}, Page{})
	if err != nil {
		t.Fatal(err)
	}
	asked, err := d.Facets(t.Context(), query.Parse("is:read OR is:unread"), Page{})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(all, asked) {
		t.Errorf("Facets of all = %+v\nof a query that finds all %+v", all, asked)
	}
}

func TestFacetsAreCapped(t *testing.T) {
	d, _ := manyWays(t, 150)
	d.limits.facets = 40
	f, err := d.Facets(t.Context(), query.Parse("-lang:xx"), Page{})
	n := 0
	for _, s := range f.Sources {
		n += s.Count
	}
	if err != nil || f.Counted != 40 || !f.Capped || n != 40 {
		t.Errorf("of %d, sources of %d, capped %v, %v", f.Counted, n, f.Capped, err)
	}
}

func TestAnArticleAloneInItsStoryIsNoFacet(t *testing.T) {
	d := library(t)
	if err := d.SaveStories(t.Context(), []StoryAssignment{{Article: 1, Key: 1}, {Article: 2, Key: 2, Title: "Alone"}}, nil); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"", "troops"} {
		f, err := d.Facets(t.Context(), query.Parse(q), Page{})
		if err != nil || f.Counted == 0 || len(f.Stories) != 0 {
			t.Errorf("Facets(%q) = %d stories of %d articles, %v, want none", q, len(f.Stories), f.Counted, err)
		}
	}
}
