package db

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parallax/article"
	"parallax/internal/query"
)

// nastyName is a file name with what URIs, shells and SQL stumble over.
const nastyName = "a b?c#d%41'é京;\".parallax"

var testNow = time.Date(2025, 10, 30, 12, 0, 0, 0, time.UTC)

// open returns an empty archive that is closed and verified at the end.
func open(t testing.TB) *DB {
	t.Helper()
	d := openAt(t, filepath.Join(t.TempDir(), nastyName))
	t.Cleanup(func() {
		r, err := d.Verify(context.Background(), nil)
		if err != nil || !r.OK() {
			t.Errorf("Verify at the end = %v, %v", r.Damaged, err)
		}
	})
	return d
}

func openAt(t testing.TB, path string) *DB {
	t.Helper()
	d, err := Open(t.Context(), path, Options{Now: func() time.Time { return testNow }})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return d
}

// save saves articles and returns their outcomes.
func save(t testing.TB, d *DB, articles ...article.Article) []article.Outcome {
	t.Helper()
	out, err := d.Save(t.Context(), articles)
	if err != nil {
		t.Fatalf("Save: %v", err)
	}
	return out
}

// said makes an article that is its text.
func said(s string) article.Article {
	return article.Article{Title: head(s, 20), Text: s, How: "file", Captured: testNow}
}

// ids searches and returns the IDs of all pages, in order.
func ids(t testing.TB, d *DB, q string, page Page) []article.ID {
	t.Helper()
	var all []article.ID
	for {
		hits, err := d.Search(t.Context(), query.Parse(q), page)
		if err != nil {
			t.Fatalf("Search(%q): %v", q, err)
		}
		all = append(all, hits.IDs...)
		if hits.Next == "" {
			return all
		}
		page.After = hits.Next
	}
}

func sorted(ids []article.ID) []article.ID {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return ids
}

func wantIDs(t testing.TB, what string, got, want []article.ID) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

func notes(h Hits) string {
	var all []string
	for _, n := range h.Notes {
		all = append(all, n.String())
	}
	return strings.Join(all, "\n")
}
