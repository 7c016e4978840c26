package db

import (
	"testing"

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
