package extract

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parallax/article"
	"parallax/internal/testkit"
	"parallax/scrape/charset"
	"parallax/scrape/guard"
)

// namedSites is how many outlets are asked for.
const namedSites = 300

// TestOutletIsFoundWithoutItsDeclaration takes the declared name of the outlet
// off pages of as many outlets and measures how often it is found all the same.
func TestOutletIsFoundWithoutItsDeclaration(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: takes seconds")
	}
	folder := testkit.Shared(t, "corpus", "extract")
	type page struct{ URL, HTML string }
	pages := map[string]page{}
	for line := range linesOf(t, filepath.Join(folder, "gold.jsonl.gz")) {
		var p page
		if err := json.Unmarshal(line, &p); err != nil {
			t.Fatal(err)
		}
		h := outletAt(p.URL).host
		if _, there := pages[h]; !there && h != "" && !strings.Contains(h, "fakehost") {
			pages[h] = p
		}
	}
	var hosts []string // in an order that has nothing to do with their names
	for h := range pages {
		hosts = append(hosts, h)
	}
	slices.SortFunc(hosts, func(a, b string) int {
		return strings.Compare(article.Hash([]byte(a)), article.Hash([]byte(b)))
	})
	asked, same, alike, none := 0, 0, 0, 0
	for _, h := range hosts {
		if asked == namedSites {
			break
		}
		p := pages[h]
		f, err := os.Open(filepath.Join(folder, p.HTML))
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(z)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		s, err := charset.Decode(raw, "", true)
		if err != nil {
			continue
		}
		doc, err := tree(guard.Begin(t.Context(), guard.Default()), s, guard.Default())
		if err != nil {
			continue
		}
		want := takeName(doc)
		if want == "" || isAddress(want) || strings.HasPrefix(want, "@") {
			continue
		}
		asked++
		switch got := facts(doc, p.URL).site().value; {
		case fold(got) == fold(want):
			same++
		case bareName(got) == bareName(want):
			alike++
		case got == "":
			none++
		}
	}
	t.Logf("of %d outlets %d are named as declared, %d but for an ending, an article or blanks, %d not at all", asked, same, alike, none)
	if 10*(same+alike) < 7*asked {
		t.Errorf("named right: %d of %d, want seven of ten", same+alike, asked)
	}
}

// takeName takes og:site_name out of a tree and returns it.
func takeName(doc *html.Node) string {
	name := ""
	var declared []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "meta" && strings.EqualFold(attr(n, "property")+attr(n, "name"), "og:site_name") {
			declared = append(declared, n)
			if name == "" {
				name = oneLine(unescape(attr(n, "content")))
			}
		}
	}
	for _, n := range declared {
		n.Parent.RemoveChild(n)
	}
	return name
}

var nameEnds = regexp.MustCompile(`(?i)^(?:the|die|der|das|le|la|el|il) |\.(?:com|org|net|info|[a-z]{2}(?:\.[a-z]{2})?)$|\b(?:e\.v\.|gmbh|ag|inc)\b`)

// bareName returns a name as two are the same for a reader.
func bareName(s string) string { return squeeze(nameEnds.ReplaceAllString(strings.TrimSpace(s), "")) }

func linesOf(t *testing.T, path string) func(yield func([]byte) bool) {
	return func(yield func([]byte) bool) {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		sc := bufio.NewScanner(z)
		sc.Buffer(nil, 64<<20)
		for sc.Scan() {
			if !yield(sc.Bytes()) {
				return
			}
		}
		if err := sc.Err(); err != nil {
			t.Fatal(err)
		}
	}
}
