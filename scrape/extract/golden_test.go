package extract_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"parallax/article"
	"parallax/scrape/extract"
)

var update = flag.Bool("update", false, "rewrite testdata/*/want.json")

// A golden is what is kept of an article in want.json.
type golden struct {
	Title      string            `json:"title"`
	Authors    []string          `json:"authors,omitempty"`
	Source     string            `json:"source,omitempty"`
	URL        string            `json:"url,omitempty"`
	Canonical  string            `json:"canonical,omitempty"`
	Language   string            `json:"language,omitempty"`
	Published  string            `json:"published,omitempty"`
	Captured   string            `json:"captured,omitempty"`
	Tags       []string          `json:"tags,omitempty"`
	Words      int               `json:"words"`
	From       map[string]string `json:"from,omitempty"`
	Blocks     []goldenBlock     `json:"blocks"`
	Residue    []goldenBlock     `json:"residue,omitempty"`
	Upstream   []goldenBlock     `json:"upstream,omitempty"`
	Simplified bool              `json:"simplified,omitempty"`
	Error      string            `json:"error,omitempty"`
}

type goldenBlock struct {
	Kind  string `json:"kind"`
	Level int    `json:"level,omitempty"`
	Name  string `json:"name,omitempty"`
	Text  string `json:"text"`
}

func goldenOf(a article.Article, err error) golden {
	if err != nil {
		return golden{Error: err.Error()}
	}
	g := golden{
		Title: a.Title, Authors: a.Authors, Source: a.Source, URL: a.URL, Canonical: a.CanonicalURL, Language: a.Language,
		Published: a.Published.String(), Tags: a.Tags, Words: a.Words, From: a.From, Simplified: a.Simplified,
	}
	if !a.Captured.IsZero() {
		g.Captured = a.Captured.Format(time.RFC3339)
	}
	for _, b := range a.Blocks {
		g.Blocks = append(g.Blocks, goldenBlock{Kind: string(b.Kind), Level: b.Level, Text: b.Of(a.Text)})
	}
	for _, r := range a.Residue {
		g.Residue = append(g.Residue, goldenBlock{Kind: string(r.Kind), Text: r.Of(a.Text)})
	}
	for _, u := range a.Upstream {
		g.Upstream = append(g.Upstream, goldenBlock{Kind: u.Kind, Name: u.Name, Text: u.Text})
	}
	return g
}

func TestItemGolden(t *testing.T) {
	inputs, err := filepath.Glob("testdata/*/in.*")
	if err != nil || len(inputs) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, in := range inputs {
		name := filepath.Base(filepath.Dir(in))
		t.Run(name, func(t *testing.T) {
			raw, err := os.ReadFile(in)
			if err != nil {
				t.Fatal(err)
			}
			it := article.Item{Name: filepath.Base(in), Raw: raw}
			if name == "page" {
				it.Declared.URL = "https://gazette.example/2025/harbour"
			}
			a, err := extract.Item(t.Context(), it)
			if err != nil && !errors.Is(err, article.ErrEmpty) {
				t.Fatal(err)
			}
			if err == nil {
				sound(t, a)
			}
			got, err := json.MarshalIndent(goldenOf(a, err), "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, '\n')
			want := filepath.Join(filepath.Dir(in), "want.json")
			if *update {
				if err := os.WriteFile(want, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			old, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if string(old) != string(got) {
				t.Errorf("Item(%s) =\n%s\nwant\n%s", in, got, old)
			}
		})
	}
}
