package archtest

import (
	"bufio"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const root = "../.."

func TestTheHouseStandsAsDescribed(t *testing.T) {
	found, err := Violations(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range found {
		t.Error(s)
	}
}

func TestABrokenRuleIsSaidInASentence(t *testing.T) {
	for _, c := range []struct {
		path, src string
		want      string // "" if nothing is wrong
	}{
		{"app/list.go", `package app; import "fyne.io/fyne/v2"`, "app/list.go: app imports fyne.io/fyne/v2; only app/ui may draw"},
		{"app/screen/a.go", `package screen; import "fyne.io/fyne/v2/widget"`, "app/screen/a.go: app/screen imports fyne.io/fyne/v2/widget; only app/ui may draw"},
		{"app/ui/widgets/a.go", `package widgets; import "fyne.io/fyne/v2"`, ""},
		{"app/a.go", `package app; import "database/sql"`, "app/a.go: app imports database/sql; only db may speak SQL"},
		{"app/a_test.go", `package app; import "modernc.org/sqlite"`, "app/a_test.go: app imports modernc.org/sqlite; only db may speak SQL"},
		{"db/a.go", `package db; import "modernc.org/sqlite/lib"`, ""},
		{"db/a.go", `package db; import "net/http"`, "db/a.go: db imports net/http; only scrape may reach the network"},
		{"db/a.go", `package db; import "net/url"`, ""},
		{"compare/a.go", `package compare; import "github.com/PuerkitoBio/goquery"`, "compare/a.go: compare imports github.com/PuerkitoBio/goquery; only scrape may read pages"},
		{"scrape/web/a.go", `package web; import ("net/http"; "github.com/PuerkitoBio/goquery")`, ""},
		{"internal/testkit/a.go", `package testkit; import "net/http/httptest"`, ""},
		{"compare/a.go", `package compare; import "parallax/db"`, "compare/a.go: compare imports db; compare may know internal/text, internal/message, internal/progress, article, assets"},
		{"db/a.go", `package db; import "parallax/compare/story"`, "db/a.go: db imports compare/story; db may know internal/query, internal/text, internal/message, internal/progress, article, assets"},
		{"export/a.go", `package export; import "parallax/compare"`, ""},
		{"scrape/format/a.go", `package format; import "parallax/export"`, "scrape/format/a.go: scrape imports export; scrape may know internal/text, internal/message, internal/progress, article, assets"},
		{"scrape/format/a_test.go", `package format; import "parallax/export"`, ""},
		{"app/ui/a.go", `package ui; import "parallax/db"`, "app/ui/a.go: app/ui imports db; app/ui may know app/screen, app, compare, internal/message, internal/progress, article, assets"},
		{"app/a.go", `package app; import "parallax/app/screen"`, "app/a.go: app imports app/screen; app may know db, scrape, compare, export, internal/query, internal/text, internal/message, internal/progress, article, assets"},
		{"article/a.go", `package article; import "parallax/internal/text"`, "article/a.go: article imports internal/text; article stands on the ground and knows no other room"},
		{"article/a.go", `package article; import "golang.org/x/text/cases"`, "article/a.go: article imports golang.org/x/text/cases; it knows the standard library only"},
		{"compare/a.go", `package compare; import "os"`, "compare/a.go: compare imports os; it is pure: no files, no network, no processes"},
		{"compare/a_test.go", `package compare; import "os"`, ""},
		{"db/a.go", `package db; import "parallax/internal/testkit"`, "db/a.go: db imports internal/testkit; only tests may"},
		{"db/a_test.go", `package db; import "parallax/internal/testkit"`, ""},
		{"db/a.go", `package db; import "context"; var c = context.Background()`, "db/a.go: db makes a context of its own; only main and the screens start work, everyone else is handed theirs"},
		{"db/a_test.go", `package db; import "context"; var c = context.Background()`, ""},
		{"app/screen/a.go", `package screen; import "context"; var c = context.Background()`, ""},
		{"cmd/archive/a.go", `package main; import "context"; var c = context.TODO()`, ""},
		{"db/util/a.go", `package util`, `db/util: "util" says who gave up, not what is inside; name the folder for what it does`},
		{"db/a.go", `package helpers`, "db/a.go: package helpers says who gave up, not what is inside; name it for what it does"},
		{"search/a.go", `package search`, "search/a.go: search is no room of the house; give it a line in internal/archtest/rules.go"},
		{"db/a.go", `package db; import "parallax/search"`, "db/a.go: db imports search; search is no room of the house"},
		{"db/a.go", `package db; import "C"`, "db/a.go: db imports C; the program has no C of its own"},
		{"app/ui/a.go", `package ui; import "fyne.io/fyne/v2/app"`, "app/ui/a.go: fyne.io/fyne/v2/app needs a display; a file that imports it needs //go:build cgo && !nowindow"},
		{"app/ui/a.go", "//go:build !nowindow\n\npackage ui\nimport \"fyne.io/fyne/v2/app\"", "app/ui/a.go: fyne.io/fyne/v2/app needs a display; a file that imports it needs //go:build cgo && !nowindow"},
		{"app/ui/a.go", "//go:build cgo && !nowindow\n\npackage ui\nimport \"fyne.io/fyne/v2/app\"", ""},
		{"db/testdata/a.go", `package db; import "net/http"`, ""},
		{"bench/a.go", `package bench; import "database/sql"`, ""},
	} {
		house := fstest.MapFS{
			c.path:         {Data: []byte(c.src)},
			"bench/go.mod": {Data: []byte("module bench")},
		}
		found, err := Violations(house)
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		if c.want == "" && len(found) > 0 || c.want != "" && !slices.Contains(found, c.want) {
			t.Errorf("%s with %q: %q, want %q", c.path, c.src, found, c.want)
		}
	}
}

func TestRoomsAreDrawnWithoutACircle(t *testing.T) {
	var visit func(name string, way []string)
	visit = func(name string, way []string) {
		if slices.Contains(way, name) {
			t.Fatalf("arrows in a circle: %s", strings.Join(append(way, name), " → "))
		}
		r, ok := roomOf(name)
		if !ok || r.path != name {
			t.Fatalf("an arrow from %v to %q, which is no room", way, name)
		}
		for _, to := range r.may {
			visit(to, append(slices.Clone(way), name))
		}
	}
	for _, r := range rooms {
		visit(r.path, nil)
	}
}

func TestEveryDirectModuleIsExplained(t *testing.T) {
	explained, err := os.ReadFile(root + "/docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range directModules(t) {
		if !strings.Contains(string(explained), "`"+m+"`") {
			t.Errorf("go.mod requires %s, and docs/dependencies.md does not say why", m)
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)\s#]+)[^)]*\)`)

func TestDocumentsPointAtWhatIsThere(t *testing.T) {
	docs, err := fs.Glob(os.DirFS(root), "docs/*.md")
	if err != nil || len(docs) == 0 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	for _, doc := range append(docs, "README.md", "CONTRIBUTING.md") {
		text, err := os.ReadFile(filepath.Join(root, doc))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllSubmatch(text, -1) {
			to := string(m[1])
			if strings.Contains(to, ":") { // an address
				continue
			}
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(doc), to)); err != nil {
				t.Errorf("%s points at %s, which is not there", doc, to)
			}
		}
	}
}

// directModules returns the modules that go.mod requires for our own imports.
func directModules(t *testing.T) (names []string) {
	t.Helper()
	f, err := os.Open(root + "/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := false
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		switch {
		case line == "require (":
			in = true
		case line == ")":
			in = false
		case in && !strings.HasSuffix(line, "// indirect") && line != "":
			names = append(names, strings.Fields(line)[0])
		}
	}
	if err := lines.Err(); err != nil || len(names) == 0 {
		t.Fatalf("%d modules, %v", len(names), err)
	}
	return names
}
