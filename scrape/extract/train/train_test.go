package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pages writes a folder of small pages of several sites and their gold.
func pages(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "html"), 0o755); err != nil {
		t.Fatal(err)
	}
	var gold bytes.Buffer
	enc := json.NewEncoder(&gold)
	for i := range 24 {
		first := fmt.Sprintf("The harbour of town %d reopened on Monday, three days after a storm had thrown two cranes into the water.", i)
		second := fmt.Sprintf("Its %d pilots had waited on the pier since dawn, and the first ships came in before the fog was gone.", i)
		page := "<html><body><nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav><article><h1>Harbour reopens</h1><p>" +
			first + "</p><p>" + second + "</p></article><footer><p>Subscribe to our newsletter and never miss a story of the lake.</p></footer></body></html>"
		file := fmt.Sprintf("html/%d.html", i)
		if err := os.WriteFile(filepath.Join(dir, file), []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		set := "aeb"
		if i == 5 {
			set = "moz" // made by a program: nothing is learned from it
		}
		line := map[string]any{"id": fmt.Sprint("p", i), "ds": set, "url": fmt.Sprintf("https://site%d.example/a", i/2), "html": file, "gold": map[string]any{"text": first + "\n" + second}}
		if i%8 == 3 {
			line["gold"] = map[string]any{"with": []string{"three days after"}, "without": []string{"never miss"}}
		}
		if err := enc.Encode(line); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "gold.jsonl"), gold.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	dir := pages(t)
	var made [2][]byte
	for i := range made {
		out := filepath.Join(dir, fmt.Sprint("weights", i))
		if err := run(t.Context(), []string{"--data", dir, "--out", out, "--trees", "8"}, io.Discard); err != nil {
			t.Fatal(err)
		}
		var err error
		if made[i], err = os.ReadFile(out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(made[0], made[1]) || len(made[0]) < 200 {
		t.Errorf("training twice gives %d and %d bytes that differ", len(made[0]), len(made[1]))
	}
}

func TestCrossValidationReadsEveryPageThatMayBeLearnedFrom(t *testing.T) {
	dir := pages(t)
	out := filepath.Join(dir, "out.jsonl")
	if err := run(t.Context(), []string{"--data", dir, "--out", out, "--trees", "8", "--cv", "3"}, io.Discard); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	if len(lines) != 23 {
		t.Fatalf("%d pages were read, want 23", len(lines))
	}
	for _, l := range lines {
		var p struct{ ID, Text string }
		if err := json.Unmarshal([]byte(l), &p); err != nil || !strings.Contains(p.Text, "three days after") {
			t.Errorf("%s: %q, %v; want its article", p.ID, p.Text, err)
		}
		if p.ID == "p5" {
			t.Error("a page of a set that nothing may be learned from was read")
		}
	}
}

func TestPartsShareNoSite(t *testing.T) {
	all, err := readExamples(t.Context(), pages(t))
	if err != nil {
		t.Fatal(err)
	}
	for k := range 4 {
		rest, those := part(all, 4, k)
		if len(rest)+len(those) != len(all) {
			t.Errorf("part %d: %d and %d pages of %d", k, len(rest), len(those), len(all))
		}
		for _, e := range those {
			for _, o := range rest {
				if e.site() == o.site() {
					t.Errorf("part %d: pages of %s on both sides", k, e.site())
				}
			}
		}
	}
}

func TestLabelsFollowTheOrderOfTheGold(t *testing.T) {
	s := &sample{}
	s.Gold.Text = "Lead of the story that says it all.\nNew York\nThe second paragraph has some more words in it."
	leaves := []string{"Home", "Menu of the page and its parts", "Lead of the story that says it all.", "New York", "The second paragraph has some more words in it.", "Read also: another story"}
	for i, want := range []float32{0, 0, 1, 1, 1, 0} {
		if got := labels(s, leaves)[i].in; got != want {
			t.Errorf("labels(%q) = %v, want %v", leaves[i], got, want)
		}
	}
}
