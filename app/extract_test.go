package app_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parallax/app"
	"parallax/article"
	"parallax/internal/progress"
)

// write writes a file of a test, with the folders above it.
func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

const (
	harbour = `<html><head><title>Harbour</title><link rel="canonical" href="https://example.org/a"></head><body><h1>Harbour</h1>
<h2>Opened again</h2><p>The harbour of the town was opened again on Monday after the storm had passed over it.</p></body></html>`
	harbourRules = "[site]\nhosts = 'example.org'\nsource = 'The Example'\n[page]\ntitle = 'h2'"
)

func TestReadListGivesPagesInOrderWithTheirErrors(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.html"), harbour)
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write([]byte(harbour))
	w.Close()
	write(t, filepath.Join(dir, "sub", "packed"), packed.String())
	write(t, filepath.Join(dir, "empty.html"), "")
	write(t, filepath.Join(dir, "bomb.gz"), func() string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write(bytes.Repeat([]byte("a"), 3<<20))
		w.Close()
		return b.String()
	}())
	var list strings.Builder
	var want []string
	for i := range 200 {
		line := []struct{ file, want string }{
			{"a.html", "Harbour"},
			{"sub/packed", "Harbour"},
			{"none.html", "not-exist"},
			{filepath.ToSlash(filepath.Join(dir, "a.html")), "Harbour"},
			{"empty.html", "empty"},
			{"sub", "unsupported"},
			{"bomb.gz", "unsafe"},
		}[i%7]
		fmt.Fprintf(&list, `{"id":"%d","url":"https://example.org/%d","file":"%s"}`+"\n", i, i, line.file)
		want = append(want, fmt.Sprint(i, " ", line.want))
	}
	var last progress.State
	var got []string
	opt := app.ReadOptions{Progress: func(s progress.State) { last = s }}
	for n, err := range app.ReadList(t.Context(), strings.NewReader(list.String()), "list", dir, opt) {
		came := n.Article.Title
		for _, e := range []struct {
			is   error
			name string
		}{{os.ErrNotExist, "not-exist"}, {article.ErrEmpty, "empty"}, {article.ErrUnsupported, "unsupported"}, {article.ErrUnsafe, "unsafe"}} {
			if errors.Is(err, e.is) {
				came = e.name
			}
		}
		if err == nil && n.Article.URL != "https://example.org/"+n.Name {
			t.Errorf("page %s is from %s", n.Name, n.Article.URL)
		}
		got = append(got, n.Name+" "+came)
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("ReadList gives\n%s\nwant\n%s", g, w)
	}
	if !last.Final || last.Done != 200 {
		t.Errorf("the last report is %+v, want a final one of 200", last)
	}
}

func TestReadingEndsWithItsCaller(t *testing.T) {
	dir := t.TempDir()
	for i := range 20 {
		write(t, filepath.Join(dir, fmt.Sprintf("%02d.html", i)), harbour)
	}
	n := 0
	for range app.ReadFiles(t.Context(), dir, app.ReadOptions{}) {
		if n++; n == 3 {
			break
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	n = 0
	for range app.ReadFiles(ctx, dir, app.ReadOptions{}) {
		if n++; n == 3 {
			stop()
		}
	}
	if n != 3 {
		t.Errorf("%d articles after a stop at the third", n)
	}
}

func TestImportAsksThePersonsRulesAndABadFileOfThemEndsNothing(t *testing.T) {
	dir := t.TempDir()
	page, rules := filepath.Join(dir, "a.html"), filepath.Join(dir, "rules")
	write(t, page, harbour)
	write(t, filepath.Join(rules, "good.toml"), harbourRules)
	write(t, filepath.Join(rules, "bad.toml"), "[site]\nhosts = ['other.example']\n[page]\ntitel = 'h1'")
	a, err := app.Open(t.Context(), filepath.Join(dir, "a.parallax"), app.Options{Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	sum, err := a.Import(t.Context(), []string{page}, app.ImportOptions{}, nil)
	if err != nil || sum.Added != 1 {
		t.Fatalf("Import = %+v, %v", sum, err)
	}
	art, err := a.Article(t.Context(), sum.AddedIDs[0])
	if err != nil || art.Title != "Opened again" || art.Source != "The Example" || art.From["title"] != "rule" {
		t.Errorf("saved %q by %q from %v (%v), want what the rules select", art.Title, art.Source, art.From, err)
	}
	notices, err := a.Notices(t.Context())
	if err != nil || len(notices) != 1 || !strings.Contains(notices[0].Text.String(), "page.titel") {
		t.Errorf("Notices = %v, %v; want one about the bad file", notices, err)
	}
}

func TestWithoutAFolderThereAreNoRules(t *testing.T) {
	for _, folder := range []string{"", filepath.Join(t.TempDir(), "none")} {
		if rules, wrong := app.OwnRules(folder); rules != nil || wrong != nil {
			t.Errorf("OwnRules(%q) = %v, %v; want none", folder, rules, wrong)
		}
	}
}
