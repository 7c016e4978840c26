package extract_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parallax/article"
	"parallax/internal/testkit"
	"parallax/scrape"
	"parallax/scrape/extract"
	"parallax/scrape/guard"
)

// TestItemSurvivesWhatOthersMadeToBreakParsers reads every file of the folder as
// it is found, and those of its part "html" as pages, whatever they are named.
func TestItemSurvivesWhatOthersMadeToBreakParsers(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: takes seconds")
	}
	folder := testkit.Shared(t, "corpus", "hostile")
	read, refused := 0, 0
	try := func(it article.Item) {
		a, err := extract.Within(t.Context(), it, guard.Default())
		if err != nil {
			refused++
			if !known(err) {
				t.Errorf("%s is refused with %v, which says nothing", it.Name, err)
			}
			return
		}
		read++
		sound(t, a)
		safe(t, a)
		if t.Failed() {
			t.Fatalf("%s: of %.300q", it.Name, it.Raw)
		}
	}
	for it, err := range scrape.Open(t.Context(), folder, guard.Default()) {
		if err != nil {
			refused++
			if !known(err) {
				t.Errorf("%s is refused with %v, which says nothing", it.Name, err)
			}
			continue
		}
		try(it)
	}
	err := filepath.WalkDir(filepath.Join(folder, "html"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, p := range pagesOf(path, raw) {
			try(article.Item{Name: path, ContentType: "text/html", Raw: p, Declared: article.Declared{URL: "https://gazette.example/a/b"}})
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	t.Logf("%d read, %d refused", read, refused)
}

// known reports whether an error says what a person can be told.
func known(err error) bool {
	for _, k := range []error{
		article.ErrEmpty, article.ErrBinary, article.ErrDamaged, article.ErrUnsupported, article.ErrTooLarge, article.ErrUnsafe,
		fs.ErrPermission, fs.ErrNotExist,
	} {
		if errors.Is(err, k) {
			return true
		}
	}
	return false
}

// pagesOf returns the pages of a file: itself, and those that a collection of
// tests for parsers holds.
func pagesOf(path string, raw []byte) [][]byte {
	pages := [][]byte{raw}
	switch filepath.Ext(path) {
	case ".dat":
		for _, part := range strings.Split(string(raw), "#data\n")[1:] {
			markup, _, _ := strings.Cut(part, "\n#errors")
			pages = append(pages, []byte(markup))
		}
	case ".test":
		var f struct{ Tests []struct{ Input string } }
		if json.Unmarshal(raw, &f) == nil {
			for _, c := range f.Tests {
				pages = append(pages, []byte(c.Input), append([]byte("<p>"+body), c.Input...))
			}
		}
	case ".js":
		pages = append(pages, bytes.Split(raw, []byte("\n"))...)
	}
	return pages
}
