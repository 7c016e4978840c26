package extract

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"parallax/article"
	"parallax/scrape/guard"
)

// ruled returns the rules of files given as name and content in turn.
func ruled(t *testing.T, files ...string) (*Rules, []error) {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		if err := os.WriteFile(filepath.Join(dir, files[i]), []byte(files[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return LoadRules(dir)
}

const story = `<!doctype html><html lang="en"><head><title>Harbour reopens | Site</title>
<meta name="author" content="The Newsroom"><meta name="when" content="2025-10-26"></head><body>
<nav><a href="/p">Politics</a></nav><h1>Harbour reopens <span>after storm</span></h1>
<p class="who">By <a>Kim Lee</a> and <a>Ann Roe</a></p>
<time class="first" datetime="2025-10-27T08:00:00+02:00">two hours ago</time><p class="changed">Changed on 28 October 2025</p>
<div class="story"><p>The harbour of the town was opened again on Monday after the storm had passed.</p>
<div class="ad">Buy a boat now</div><h2>Boats</h2><ul><li>one boat</li></ul>
<p>The captain said that all was well in the end and that the ships would leave on time.</p></div>
<div class="story more"><p>A second part stands in a box of its own, as on pages with a picture between.</p></div>
<div class="other">Other matter that does not belong here but is long enough to be taken for a part of the text.</div></body></html>`

const exampleRules = `
[site]
hosts = ["example.org"]
source = "The Example"
[page]
title = ["h1.none", "h1"]
author = ".who a"
date = ["time.none", ".first"]
updated = ".changed"
section = "nav > a:first-child"
body = "div.story"
remove = [".ad", ".other"]
`

func TestWhatRulesSelectWins(t *testing.T) {
	rules, wrong := ruled(t, "example.toml", exampleRules)
	if wrong != nil {
		t.Fatal(wrong)
	}
	it := article.Item{Name: "a.html", Raw: []byte(story), Declared: article.Declared{URL: "https://www.example.org/a"}}
	a, tried, err := ByRules(t.Context(), it, guard.Default(), rules)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ field, got, want string }{
		{"title", a.Title, "Harbour reopens after storm"},
		{"authors", strings.Join(a.Authors, ";"), "Kim Lee;Ann Roe"},
		{"published", a.Published.String(), "2025-10-27T08:00:00+02:00"},
		{"updated", a.Updated.String(), "2025-10-28"},
		{"section", a.Section, "Politics"},
		{"source", a.Source, "The Example"},
	} {
		if c.got != c.want || a.From[c.field] != "rule" {
			t.Errorf("%s = %q from %q, want %q from rule", c.field, c.got, a.From[c.field], c.want)
		}
	}
	want := "The harbour of the town was opened again on Monday after the storm had passed.\n\nBoats\n\none boat\n\n" +
		"The captain said that all was well in the end and that the ships would leave on time.\n\n" +
		"A second part stands in a box of its own, as on pages with a picture between."
	if a.Text != want || a.From["text"] != "rule" {
		t.Errorf("text = %q from %q, want %q from rule", a.Text, a.From["text"], want)
	}
	if a.Blocks[1].Kind != article.Heading || a.Blocks[2].Kind != article.ListItem {
		t.Errorf("the structure of the body is lost: %+v", a.Blocks)
	}
	var came []string
	for _, r := range tried {
		came = append(came, r.Key+" "+string(r.Result))
	}
	if want := []string{
		"title nothing", "title used", "author used", "date nothing", "date used", "updated used", "section used",
		"remove removed", "remove removed", "body used", "source used",
	}; !slices.Equal(came, want) {
		t.Errorf("tried %q, want %q", came, want)
	}
}

func TestWhatSelectsNothingLeavesWhatIsFound(t *testing.T) {
	it := article.Item{Name: "a.html", Raw: []byte(story), Declared: article.Declared{URL: "https://example.org/a"}}
	plain, err := Item(t.Context(), it)
	if err != nil {
		t.Fatal(err)
	}
	rules, wrong := ruled(t, "example.toml", `
[site]
hosts = "example.org"
[page]
title = "h1 img"
author = "h6"
date = "h1"
section = ".none"
body = ".none"
remove = ["body", "a[rel=none]"]
`)
	if wrong != nil {
		t.Fatal(wrong)
	}
	a, tried, err := ByRules(t.Context(), it, guard.Default(), rules)
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != plain.Title || a.Text != plain.Text || a.Published != plain.Published || !slices.Equal(a.Authors, plain.Authors) {
		t.Errorf("got %q %v %v, want what is found without rules: %q %v %v", a.Title, a.Authors, a.Published, plain.Title, plain.Authors, plain.Published)
	}
	for _, r := range tried {
		want := TriedNothing
		switch r.Selector {
		case "h1":
			want = TriedNoDate
		case "body":
			want = TriedPage
		}
		if r.Result != want {
			t.Errorf("%s = %s came to %s, want %s", r.Key, r.Selector, r.Result, want)
		}
	}
}

func TestRulesAreForTheirHosts(t *testing.T) {
	rules, wrong := ruled(t,
		"a.toml", "[site]\nhosts = ['Example.org', 'www.bücher.example']\nsource = 'A'",
		"b.toml", "[site]\nhosts = ['sport.example.org', '127.0.0.1']\nsource = 'B'",
		"notes.txt", "not rules", ".hidden.toml", "not rules")
	if wrong != nil {
		t.Fatal(wrong)
	}
	for _, c := range []struct{ host, want string }{
		{"example.org", "A"},
		{"www.example.org", "A"},
		{"EXAMPLE.ORG.", "A"},
		{"news.example.org", "A"},
		{"sport.example.org", "B"},
		{"m.sport.example.org", "B"},
		{"xn--bcher-kva.example", "A"},
		{"bücher.example", "A"},
		{"127.0.0.1", "B"},
		{"1.127.0.0.1", ""},
		{"counterexample.org", ""},
		{"example.org.evil.test", ""},
		{"org", ""},
		{"", ""},
	} {
		got := ""
		if s := rules.of(c.host); s != nil {
			got = s.source
		}
		if got != c.want {
			t.Errorf("of(%q) = %q, want %q", c.host, got, c.want)
		}
	}
	for _, address := range []string{"", "not an address", "://", "/a", "file:///a.html"} {
		it := article.Item{Name: "a.html", Raw: []byte(story), Declared: article.Declared{URL: address}}
		if _, tried, err := ByRules(t.Context(), it, guard.Default(), rules); err != nil || tried != nil {
			t.Errorf("at %q: tried %v, error %v, want no rules", address, tried, err)
		}
	}
}

func TestTheContainerWinsOverRules(t *testing.T) {
	rules, _ := ruled(t, "example.toml", exampleRules)
	it := article.Item{Name: "a.html", Raw: []byte(story), Declared: article.Declared{URL: "https://example.org/a", Title: "Said", Source: "Said too"}}
	a, _, err := ByRules(t.Context(), it, guard.Default(), rules)
	if err != nil || a.Title != "Said" || a.Source != "Said too" || a.From["title"] != "container" {
		t.Errorf("got %q by %q from %v (%v), want what the container says", a.Title, a.Source, a.From, err)
	}
}

func TestAFileOfRulesThatCannotBeUsedIsNamedWithKeyAndReason(t *testing.T) {
	const site = "[site]\nhosts = ['example.org']\n"
	for _, c := range []struct{ content, key, why string }{
		{"", "site.hosts", ""},
		{"hosts = [", "", "rule.syntax"},
		{site + "[page]\ntitel = 'h1'", "page.titel", "rule.unknown-key"},
		{site + "[pages]\ntitle = 'h1'", "pages", "rule.unknown-key"},
		{site + "[page]\ntitle = 1", "", "rule.syntax"},
		{site + "[page]\ntitle = ['h1', 1]", "", "rule.syntax"},
		{site, "page", "rule.says-nothing"},
		{"[page]\ntitle = 'h1'", "site.hosts", "rule.hosts.none"},
		{"[site]\nhosts = ['https://example.org/']\nsource = 'A'", "site.hosts", "rule.hosts.bad"},
		{"[site]\nhosts = ['*.example.org']\nsource = 'A'", "site.hosts", "rule.hosts.bad"},
		{"[site]\nhosts = ['']\nsource = 'A'", "site.hosts", "rule.hosts.bad"},
		{"[site]\nhosts = [" + strings.Repeat("'a.example', ", maxHosts+1) + "]\nsource = 'A'", "site.hosts", "rule.hosts.many"},
		{site + "[page]\ntitle = 'h1['", "page.title", "rule.selector"},
		{site + "[page]\nbody = 'div@class'", "page.body", "rule.selector"},
		{site + "[page]\ntitle = [" + strings.Repeat("'h1', ", maxSelectors+1) + "]", "page.title", "rule.selector"},
		{site + "source = '" + strings.Repeat("a", maxRuleFile) + "'", "", "rule.unreadable"},
		{"\x00\xff", "", "rule.syntax"},
		{"a = " + strings.Repeat("[", 60_000), "", "rule.syntax"},
	} {
		rules, wrong := ruled(t, "bad.toml", c.content, "good.toml", "[site]\nhosts = 'good.example'\nsource = 'Good'")
		if c.content == "" {
			c.key, c.why = "page", "rule.says-nothing"
		}
		var e *RuleError
		if len(wrong) != 1 || !errors.As(wrong[0], &e) {
			t.Errorf("LoadRules(%.60q) gives %v, want one error", c.content, wrong)
			continue
		}
		if e.Key != c.key || e.Why.Key != c.why || filepath.Base(e.File) != "bad.toml" {
			t.Errorf("LoadRules(%.60q) says %s: %s: %s, want %s: %s", c.content, e.File, e.Key, e.Why.Key, c.key, c.why)
		}
		if rules.of("good.example") == nil || rules.of("example.org") != nil {
			t.Errorf("LoadRules(%.60q): the good file is to hold and nothing of the bad one", c.content)
		}
	}
	if _, wrong := ruled(t, "a.toml", "[site]\nhosts = 'example.org'\nsource = 'A'", "b.toml", "[site]\nhosts = ['b.example', 'www.example.org']\nsource = 'B'"); len(wrong) != 1 {
		t.Errorf("two files for one host: %v, want an error", wrong)
	}
	if _, wrong := LoadRules(filepath.Join(t.TempDir(), "none.toml")); len(wrong) != 1 || !errors.Is(wrong[0], os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", wrong)
	}
}

func TestSelectors(t *testing.T) {
	doc, err := html.Parse(strings.NewReader(`<div id="a" class="x y"><p>1</p><p lang="de">2</p><span>3 <b>4</b></span></div>
<div id="b"><p class="x">5</p><em>6</em><p title="a, b > c">7</p></div><p>8</p>`))
	if err != nil {
		t.Fatal(err)
	}
	page := elementsOf(doc, 100)
	for _, c := range []struct{ sel, want string }{
		{"p", "1 2 5 7 8"},
		{"div p", "1 2 5 7"},
		{"body > p", "8"},
		{"div > p", "1 2 5 7"},
		{"div>p+p", "2"},
		{"p + em", "6"},
		{"p ~ p", "2 7"},
		{"#a p, #b em", "1 2 6"},
		{"  #a   b  ", "4"},
		{"#b p ,span", "3 4 5 7"},
		{"html body div span b", "4"},
		{"div div p", ""},
		{".x.y p:not(:first-child)", "2"},
		{"p:not(.x, [lang])", "1 7 8"},
		{"div:has(em) > p", "5 7"},
		{"p:nth-child(2n + 1)", "1 5 7 8"},
		{`p[title="a, b > c"]`, "7"},
		{`p:contains("7")`, "7"},
		{"p:nth-of-type(2)", "2 7"},
		{`#\61  p`, "1 2"},
		{"b\n", "4"},
	} {
		sel, err := parseSelector(c.sel)
		if err != nil {
			t.Errorf("parseSelector(%q): %v", c.sel, err)
			continue
		}
		found, err := page.find(t.Context(), sel, time.Now().Add(time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range found {
			got = append(got, strings.Join(strings.Fields(plainText(n)), " "))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q finds %q, want %q", c.sel, s, c.want)
		}
	}
	for _, c := range []struct{ sel, attr string }{
		{"meta[name=author]@content", "content"},
		{"time @datetime", "datetime"},
		{"a@data-Name", "data-name"},
		{`a[href="x@y"]`, ""},
	} {
		if sel, err := parseSelector(c.sel); err != nil || sel.attr != c.attr {
			t.Errorf("parseSelector(%q) reads %q (%v), want %q", c.sel, sel.attr, err, c.attr)
		}
	}
	for _, c := range []struct{ sel, why string }{
		{"", "empty"},
		{"@content", "empty"},
		{"p,", "empty"},
		{", p", "empty"},
		{"p >", "empty"},
		{"> p", "empty"},
		{"p > > b", "empty"},
		{"p[", "open"},
		{`p[title="a]`, "open"},
		{"p:not(.a", "nested"},
		{"p)", "nested"},
		{"p:not(:has(b))", "nested"},
		{"p..x", "syntax"},
		{"p:wibble", "syntax"},
		{"p::before", "refused"},
		{"p:matches(a+)", "refused"},
		{"p[title#=(a+)]", "refused"},
		{"p:has(a b)", "within"},
		{"p:has(> b)", "within"},
		{"p:has(b:first-child)", "within"},
		{"p:not(a b)", "within"},
		{strings.Repeat("p ", maxSelector), "long"},
	} {
		_, err := parseSelector(c.sel)
		var wrong selectorError
		if !errors.As(err, &wrong) || wrong.Key != "rule.selector."+c.why {
			t.Errorf("parseSelector(%.40q): %v, want %s", c.sel, err, c.why)
		}
	}
}

// TestNoSelectorIsSlow asks what takes a matcher hours that goes back from each
// element: deep nesting under many steps, many siblings counted by each other.
func TestNoSelectorIsSlow(t *testing.T) {
	deep := strings.Repeat("<div>", 400) + "<p>x</p>"
	wide := "<div>" + strings.Repeat("<p>x</p>", 20_000) + "</div>"
	for _, c := range []struct{ page, sel string }{
		{deep, "x " + strings.Repeat("div ", 30) + "p"},
		{deep, strings.Repeat("div ", 30) + "x"},
		{wide, "x ~ p ~ p ~ p ~ p ~ p"},
		{wide, "p:nth-last-child(20001)"},
		{deep, "div:has(x)"},
	} {
		doc, err := html.Parse(strings.NewReader(c.page))
		if err != nil {
			t.Fatal(err)
		}
		sel, err := parseSelector(c.sel)
		if err != nil {
			t.Fatal(err)
		}
		if found, err := elementsOf(doc, 60_000).find(t.Context(), sel, time.Now().Add(time.Minute)); err != nil || len(found) != 0 {
			t.Errorf("%.30q finds %d, %v", c.sel, len(found), err)
		}
	}
	doc, _ := html.Parse(strings.NewReader(wide))
	sel, _ := parseSelector("p")
	if _, err := elementsOf(doc, 60_000).find(t.Context(), sel, time.Now()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("behind its time find returns %v, want DeadlineExceeded", err)
	}
	if elementsOf(doc, 1000) != nil {
		t.Error("a page of more elements than may be walked is walked")
	}
}

// FuzzSelector holds what our own walk finds against cascadia's.
func FuzzSelector(f *testing.F) {
	for _, s := range []string{"p", "div p", "a > b, c + d ~ e", `[x="a,b"]`, "p:not(.a):nth-child(2)", `\61 `, "é", "p@x", "a:has(b)"} {
		f.Add(s)
	}
	doc, err := html.Parse(strings.NewReader(story))
	if err != nil {
		f.Fatal(err)
	}
	page := elementsOf(doc, 1000)
	f.Fuzz(func(t *testing.T, s string) {
		sel, err := parseSelector(s)
		if err != nil {
			return
		}
		found, err := page.find(t.Context(), sel, time.Now().Add(time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		whole := strings.TrimSpace(s)
		if sel.attr != "" {
			whole = whole[:strings.LastIndexByte(whole, '@')]
		}
		if want := theirs(doc, whole); want != nil && !slices.Equal(found, want) {
			t.Errorf("%q finds %d elements, cascadia %d", s, len(found), len(want))
		}
	})
}

// theirs returns what cascadia finds, nil where it does not read the selector.
func theirs(doc *html.Node, s string) []*html.Node {
	sel, err := cascadia.ParseGroup(s)
	if err != nil {
		return nil
	}
	return cascadia.QueryAll(doc, sel)
}

func TestTheRulesInTheDocumentHold(t *testing.T) {
	doc, err := os.ReadFile("../../docs/site-rules.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for block := range strings.SplitSeq(string(doc), "```toml\n") {
		rules, _, ok := strings.Cut(block, "```")
		if n++; n == 1 || !ok {
			continue
		}
		if _, wrong := ruled(t, "example.toml", rules); wrong != nil {
			t.Error(wrong)
		}
	}
	if n != 3 {
		t.Errorf("the document has %d examples, want 2", n-1)
	}
}
