package db

import (
	"slices"
	"testing"

	"parallax/article"
	"parallax/internal/query"
)

// TestWhatATallyKnowsIsNotCapped asks for what a sidebar shows, in an archive
// of more articles than are counted.
func TestWhatATallyKnowsIsNotCapped(t *testing.T) {
	d := library(t)
	d.limits.count = 1
	all, err := d.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		query string
		trash bool
		want  int
	}{
		{"", false, all.All},
		{"is:unread", false, all.Unread},
		{"is:starred", false, all.Starred},
		{"is:untagged", false, all.Untagged},
		{"is:trash", false, all.Trash},
		{"", true, all.Trash},
		{"tag:nk", false, 2},
		{"on:2025-10", false, 2},
		{"source:nobody", false, 0},
	} {
		n, capped, err := d.Count(t.Context(), query.Parse(test.query), Page{Trash: test.trash})
		if n != test.want || capped || err != nil {
			t.Errorf("Count(%q, trash %v) = %d, %v, %v, want %d", test.query, test.trash, n, capped, err, test.want)
		}
	}
	if n, capped, err := d.Count(t.Context(), query.Parse("is:read OR is:unread"), Page{}); n != 1 || !capped || err != nil {
		t.Errorf("Count of what no tally knows = %d, %v, %v, want over 1", n, capped, err)
	}
}

// TestCountsThatAreKnownAreThoseOfAList counts what a tally knows the long way
// too, after articles got and lost tags and were thrown away.
func TestCountsThatAreKnownAreThoseOfAList(t *testing.T) {
	d, all := manyWays(t, 150)
	if _, err := d.Tag(t.Context(), []article.ID{1, 2, 3, 4, 5}, "a/b", "a/b/c", "a-b", "A"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Untag(t.Context(), []article.ID{2, 3}, "a"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.RenameTag(t.Context(), "a/b/c", "x/y"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SetStatus(t.Context(), []article.ID{1, 7, 20, 31}, article.Trash); err != nil {
		t.Fatal(err)
	}
	asked := []string{
		"tag:a", "tag:A/", "tag:a/b", `tag:" a / b "`, "tag:a*", "tag:a-b", "tag:x", "tag:x/y", "tag:a/b/c", "tag:nothing", "source:the", `source:""`,
		"on:2019", "on:2019-01", "on:2019-1", "on:1900-01", "on:1d", "after:2019-01", "before:2019-01", "is:unread", "is:starred", "is:untagged",
	}
	for _, a := range all {
		asked = append(asked, `source:"`+a.Source+`"`, "on:"+a.Published.Time.Format("2006-01"))
		for _, tag := range a.Tags {
			asked = append(asked, `tag:"`+tag+`"`)
		}
	}
	slices.Sort(asked)
	for _, q := range slices.Compact(asked) {
		for _, trash := range []bool{false, true} {
			n, capped, err := d.Count(t.Context(), query.Parse(q), Page{Trash: trash})
			if want := len(ids(t, d, q, Page{Trash: trash, Limit: 1000})); n != want || capped || err != nil {
				t.Errorf("Count(%q, trash %v) = %d, %v, %v, want %d", q, trash, n, capped, err, want)
			}
		}
	}
}
