package app_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"parallax/app"
	"parallax/article"
)

// A list of articles has the words of all of them, and is none.
func TestPagesThatAreNoArticlesAreKeptAndToldApart(t *testing.T) {
	a := open(t)
	types := []article.PageType{article.ArticlePage, article.ListingPage, article.PaywallPage, ""}
	var lines []byte
	for i, pageType := range types {
		b, err := json.Marshal(map[string]any{
			"format": "parallax/article/1", "url": "https://example.org/" + string(rune('a'+i)), "title": "Report", "text": ferry[i],
			"sha256_text": article.HashText("Report", ferry[i]), "published_at": "2025-03-04", "published_precision": "day", "page_type": pageType,
		})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(append(lines, b...), '\n')
	}
	path := filepath.Join(t.TempDir(), "pages.jsonl")
	if err := os.WriteFile(path, lines, 0o600); err != nil {
		t.Fatal(err)
	}
	sum, err := a.Import(t.Context(), []string{path}, app.ImportOptions{}, nil)
	if err != nil || sum.Added != 4 || sum.NotWhole != 2 {
		t.Fatalf("Import = %+v, %v; want 4 added, 2 no whole articles", sum, err)
	}
	if len(sum.Items) != 2 || sum.Items[0].PageType != article.ListingPage || sum.Items[1].PageType != article.PaywallPage {
		t.Errorf("the report names %+v", sum.Items)
	}
	for id := range article.ID(4) {
		rows, err := a.StoryOf(t.Context(), id+1)
		want := 3
		if types[id] == article.ListingPage {
			want = 1
		}
		if err != nil || len(rows) != want || rows[0].PageType != types[id] {
			t.Errorf("the story of a page of type %q has %d articles, want %d; %v", types[id], len(rows), want, err)
		}
	}
	if sum, err := a.Import(t.Context(), []string{path}, app.ImportOptions{}, nil); err != nil || sum.Duplicates != 4 || sum.NotWhole != 0 {
		t.Errorf("imported again: %+v, %v", sum, err)
	}
}
