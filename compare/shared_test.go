package compare_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parallax/article"
	"parallax/compare"
	"parallax/internal/testkit"
)

// story reads the articles of one annotated story: front matter, a title, the
// text.
func story(t testing.TB, name string) []article.Article {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(testkit.Shared(t, "corpus", "stories", name), "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles of %s: %v", name, err)
	}
	var out []article.Article
	for i, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		a := article.Article{ID: article.ID(i + 1), ImportedFrom: filepath.Base(f)}
		front, body, _ := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
		for line := range strings.Lines(front) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			value = strings.Trim(value, `"`)
			switch key {
			case "title":
				a.Title = value
			case "source":
				a.Source = value
			case "published":
				a.Published = article.ParseDate(value)
			}
		}
		body = strings.TrimSpace(body)
		if strings.HasPrefix(body, "# ") {
			_, body, _ = strings.Cut(body, "\n")
		}
		a.Text = strings.TrimSpace(body)
		out = append(out, a)
	}
	return out
}

// readings reads articles under the names of their files.
func readings(as []article.Article) []compare.Reading {
	var out []compare.Reading
	for _, a := range as {
		r := compare.Read(a)
		r.ID = a.ImportedFrom
		out = append(out, r)
	}
	return out
}

func stories(t testing.TB) []string {
	dirs, err := filepath.Glob(filepath.Join(testkit.Shared(t, "corpus", "stories"), "*", "gold.json"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range dirs {
		names = append(names, filepath.Base(filepath.Dir(d)))
	}
	return names
}

// TestMeasureWritesComparisons writes a comparison of each story for the
// scorer, where PARALLAX_OUT names a folder.
func TestMeasureWritesComparisons(t *testing.T) {
	out := os.Getenv("PARALLAX_OUT")
	if out == "" {
		t.Skip("set PARALLAX_OUT to a folder to write the comparisons for the scorer")
	}
	for _, name := range stories(t) {
		c, err := compare.Compare(context.Background(), readings(story(t, name)), nil)
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.MarshalIndent(c, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(out, name+".json"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
