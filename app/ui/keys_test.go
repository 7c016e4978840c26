package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parallax/app"
	"parallax/app/screen"
	"parallax/article"
	"parallax/compare"
)

// catalogue returns the keys of the English catalogue.
func catalogue(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("../../assets/catalogues/en/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no catalogue: %v", err)
	}
	keys := make(map[string]bool)
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range table.FindAllSubmatch(src, -1) {
			keys[string(m[1])] = true
		}
	}
	return keys
}

// table is the head of a sentence in a catalogue.
var table = regexp.MustCompile(`(?m)^\["([^"]+)"\]$`)

var literal = regexp.MustCompile(`"((?:window|residue|explain)\.[a-zA-Z0-9.-]+)"`)

func TestEverySentenceIsInTheCatalogue(t *testing.T) {
	keys := catalogue(t)
	for _, dir := range []string{".", "../screen"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") {
				continue
			}
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range literal.FindAllStringSubmatch(string(src), -1) {
				if key := m[1]; !strings.HasSuffix(key, ".") && !keys[key] {
					t.Errorf("%s: %s is not in the catalogue", f, key)
				}
			}
		}
	}
	// Keys that are put together from what the noun rooms define.
	var made []string
	add := func(prefix string, names ...string) {
		for _, n := range names {
			made = append(made, prefix+n)
		}
	}
	for _, p := range screen.Places {
		add("window.place.", string(p))
	}
	for _, k := range article.ResidueKinds {
		add("residue.", string(k))
	}
	for _, p := range article.PageTypes {
		if !p.Whole() {
			add("page.", string(p))
			add("window.page.", string(p))
		}
	}
	for _, tab := range screen.Tabs {
		add("window.tab.", string(tab))
	}
	for _, f := range screen.FactFilters {
		add("window.facts.", string(f))
	}
	add("window.side.", string(screen.SideStory), string(screen.SideTag), string(screen.SideSource))
	add("window.sort.", string(app.ByRelevance), string(app.ByDate), string(app.BySource), string(app.ByCaptured))
	add("window.export.format.", app.Formats...)
	for _, k := range []compare.FactKind{compare.Number, compare.Person, compare.Organisation, compare.Place, compare.DateFact, compare.Quote, compare.SourceFact} {
		add("window.facts.kind.", string(k))
	}
	for _, v := range []compare.Verdict{compare.Conflict, compare.Spelling, compare.Unclear, compare.Compatible, compare.Alone} {
		add("window.verdict.", string(v))
	}
	for _, r := range []compare.Relation{compare.Copy, compare.Rewrite, compare.SameEvent, compare.SameTopic, compare.Unrelated} {
		add("window.relation.", string(r))
	}
	add("window.upstream.", "declared", "cited", "canonical", "byline")
	add("window.report.kind.", string(screen.RefusedItems), string(screen.DuplicateItems), string(screen.NewVersionItems), string(screen.SimplifiedItems), string(screen.NotWholeItems))
	add("window.export.what.", "all", "found", "found-over", "selected")
	add("window.colour.", "1", "2", "3", "4", "5", "6", "7", "8")
	for _, key := range made {
		if !keys[key] {
			t.Errorf("%s is not in the catalogue", key)
		}
	}
}

func TestNoSentenceIsLeftOver(t *testing.T) {
	used := ""
	for _, dir := range []string{".", "../screen"} {
		files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
		for _, f := range files {
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			used += string(src)
		}
	}
	for key := range catalogue(t) {
		if !strings.HasPrefix(key, "window.") {
			continue
		}
		group := key[:strings.LastIndex(key, ".")+1]
		if !strings.Contains(used, `"`+key+`"`) && !strings.Contains(used, `"`+group+`"`) {
			t.Errorf("%s is in the catalogue and nowhere used", key)
		}
	}
}
