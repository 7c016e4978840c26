package extract_test

import (
	"encoding/json"
	"errors"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"parallax/article"
	"parallax/scrape/extract"
)

var update = flag.Bool("update", false, "rewrite testdata/*/want.json")

// A golden is what is kept of an article in want.json. What a want does not
// name of words, from, links, images and residue is not asked of it; a new want
// names all.
type golden struct {
	Title      string            `json:"title"`
	Authors    []string          `json:"authors,omitempty"`
	Agencies   []string          `json:"agencies,omitempty"`
	Source     string            `json:"source,omitempty"`
	URL        string            `json:"url,omitempty"`
	Canonical  string            `json:"canonical,omitempty"`
	Language   string            `json:"language,omitempty"`
	Published  string            `json:"published,omitempty"`
	Updated    string            `json:"updated,omitempty"`
	Captured   string            `json:"captured,omitempty"`
	Section    string            `json:"section,omitempty"`
	Keywords   []string          `json:"keywords,omitempty"`
	Licence    string            `json:"licence,omitempty"`
	PageType   string            `json:"page_type,omitempty"`
	Tags       []string          `json:"tags,omitempty"`
	Words      int               `json:"words,omitempty"`
	From       map[string]string `json:"from,omitempty"`
	Blocks     []goldenBlock     `json:"blocks"` // but those that are residue as a whole
	Residue    []goldenBlock     `json:"residue,omitempty"`
	Links      []goldenLink      `json:"links,omitempty"`
	Images     []goldenImage     `json:"images,omitempty"`
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

type goldenLink struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

type goldenImage struct {
	URL     string `json:"url"`
	Alt     string `json:"alt,omitempty"`
	Caption string `json:"caption,omitempty"`
}

func goldenOf(a article.Article, err error) golden {
	if err != nil {
		return golden{Error: err.Error()}
	}
	g := golden{
		Title: a.Title, Authors: a.Authors, Agencies: a.Agencies, Source: a.Source, URL: a.URL, Canonical: a.CanonicalURL,
		Language: a.Language, Published: a.Published.String(), Updated: a.Updated.String(), Section: a.Section,
		Keywords: a.Keywords, Licence: a.Licence, PageType: string(a.PageType), Tags: a.Tags, Words: a.Words,
		From: a.From, Simplified: a.Simplified,
	}
	if !a.Captured.IsZero() {
		g.Captured = a.Captured.Format(time.RFC3339)
	}
	for _, b := range a.Blocks {
		if !slices.ContainsFunc(a.Residue, func(r article.Residue) bool { return r.Contains(b.Span) }) {
			g.Blocks = append(g.Blocks, goldenBlock{Kind: string(b.Kind), Level: b.Level, Text: b.Of(a.Text)})
		}
	}
	for _, r := range a.Residue {
		g.Residue = append(g.Residue, goldenBlock{Kind: string(r.Kind), Text: r.Of(a.Text)})
	}
	for _, l := range a.Links {
		g.Links = append(g.Links, goldenLink{Text: l.Of(a.Text), URL: l.URL})
	}
	for _, i := range a.Images {
		g.Images = append(g.Images, goldenImage{URL: i.URL, Alt: i.Alt, Caption: i.Caption})
	}
	for _, u := range a.Upstream {
		g.Upstream = append(g.Upstream, goldenBlock{Kind: u.Kind, Name: u.Name, Text: u.Text})
	}
	return g
}

// fields returns a golden as the fields of its JSON.
func fields(t *testing.T, raw []byte) map[string]any {
	t.Helper()
	m := map[string]any{}
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestItemGolden holds what is made of testdata/*/in.* against want.json, which
// says what a reader wants. Where a case has a known.txt, each of its lines is a
// field that is not yet as wanted and why ("blocks: the box is kept"); one that
// is as wanted fails too, so that what is mended shows. -update rewrites the
// wants but the fields of known.txt.
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
			got := goldenOf(a, err)
			path := filepath.Join(filepath.Dir(in), "want.json")
			known := knownOf(t, filepath.Join(filepath.Dir(in), "known.txt"))
			want, err := os.ReadFile(path)
			if err != nil && !*update {
				t.Fatal(err)
			}
			wanted := map[string]any{}
			if err == nil {
				wanted = fields(t, want)
				got.leaveOut(wanted)
			}
			if *update {
				rewrite(t, path, want, got, known)
				return
			}
			raw, err = json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, in, fields(t, raw), wanted, known)
		})
	}
}

// leaveOut takes out of g what the want does not ask.
func (g *golden) leaveOut(want map[string]any) {
	if want["words"] == nil {
		g.Words = 0
	}
	if want["from"] == nil {
		g.From = nil
	}
	if want["links"] == nil {
		g.Links = nil
	}
	if want["images"] == nil {
		g.Images = nil
	}
	if want["residue"] == nil {
		g.Residue = nil
	}
}

// compare reports the fields in which got is not as wanted, but those that are
// known to be wrong, and those of them that are right.
func compare(t *testing.T, in string, got, want map[string]any, known map[string]string) {
	t.Helper()
	all := maps.Clone(want)
	maps.Copy(all, got)
	for _, f := range slices.Sorted(maps.Keys(all)) {
		same := reflect.DeepEqual(got[f], want[f])
		switch why, is := known[f]; {
		case is && same:
			t.Errorf("Item(%s): %s is as wanted: take %q out of known.txt", in, f, why)
		case !is && !same:
			t.Errorf("Item(%s): %s is not as wanted (-):\n%s", in, f, diff(lines(t, want[f]), lines(t, got[f])))
		}
	}
	for f := range known {
		if _, ok := all[f]; !ok {
			t.Errorf("Item(%s): known.txt names %q, which neither has", in, f)
		}
	}
}

func indented(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// lines returns a value as a person reads it, a line a member of a list.
func lines(t *testing.T, v any) []string {
	t.Helper()
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var out []string
	for _, e := range list {
		b, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}

// diff returns the lines that only a or only b has, in order.
func diff(a, b []string) string {
	longest := make([][]int, len(a)+1) // run of common lines of a[i:] and b[j:]
	for i := range longest {
		longest[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			if a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	var out strings.Builder
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && longest[i+1][j] >= longest[i][j+1]:
			out.WriteString("- " + a[i] + "\n")
			i++
		default:
			out.WriteString("+ " + b[j] + "\n")
			j++
		}
	}
	return out.String()
}

// knownOf reads what a case is known to be wrong in, by field.
func knownOf(t *testing.T, path string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		field, why, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || why == "" {
			t.Fatalf("%s: %q is no field with a reason", path, line)
		}
		known[field] = why
	}
	return known
}

// rewrite writes a want. The fields that are known to be wrong stay as the old
// want has them.
func rewrite(t *testing.T, path string, old []byte, got golden, known map[string]string) {
	t.Helper()
	next := golden{}
	if len(known) > 0 {
		raw := fields(t, indented(t, got))
		was := fields(t, old)
		for f := range known {
			delete(raw, f)
			if v, ok := was[f]; ok {
				raw[f] = v
			}
		}
		if err := json.Unmarshal(indented(t, raw), &next); err != nil {
			t.Fatal(err)
		}
	} else {
		next = got
	}
	b, err := json.MarshalIndent(next, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
