package extract_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime/metrics"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"parallax/article"
	"parallax/scrape/extract"
	"parallax/scrape/guard"
)

// said is what an attacked page says, and must still say.
const said = "<p>" + body + "</p><p>" + body + " And more.</p>"

// An attack is markup made to hang a parser, to exhaust it, or to end it.
type attack struct {
	name, markup string
	simplified   bool // no tree can be made of it
	wordless     bool // its words may be lost: it has hidden them
}

// numbered returns n pieces that begin and end so, each with its number between.
func numbered(n int, before, after string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s%d%s", before, i, after)
	}
	return b.String()
}

func data(json string) string {
	return `<script type="application/ld+json">` + json + `</script>`
}

func state(markup string) string {
	return `<script id="__NEXT_DATA__" type="application/json">{"props":{"body":"` + markup + `"}}</script>`
}

func attacks() []attack {
	r := strings.Repeat
	many := numbered(8, "<p>Ship number ", " left the harbour on Monday with corn, cloth and some forty people on board.</p>")
	return []attack{
		// Trees.
		{name: "nested", markup: r("<div>", 100_000) + said, simplified: true},
		{name: "nested to the bound", markup: r("<div>", 400) + said},
		{name: "nested inline", markup: r("<span>", 400) + said + r("<span>x", 60)},
		{name: "open fonts", markup: "<body><p>" + numbered(400, "<font size=", "=1>") + r("<p>x", 10_000) + said, simplified: true},
		{name: "open bold", markup: r("<b><i><u>", 100) + r("<p>x", 100) + said},
		{name: "crossed tags", markup: r("<a><b></a></b>", 5_000) + said},
		{name: "open links", markup: r("<a href=x>y", 10_000) + said},
		{name: "open nobr", markup: r("<nobr>x", 2_000) + said},
		{name: "repeated bodies", markup: "<html>" + numbered(20_000, "<body a", "=1>") + said, simplified: true},
		{name: "repeated html", markup: numbered(10_000, "<html a", "=1>") + said, simplified: true},
		{name: "a body and many more", markup: "<body " + numbered(100_000, "a", " ") + ">" + r("<BODY x>", 2_000) + said, simplified: true},
		{name: "formats with many attributes", markup: "<p>" + r("<font "+numbered(400, "a", " ")+">", 3) + numbered(60, "<font "+numbered(400, "a", " ")+"z=", ">") + r("<p>x", 3_000) + said, simplified: true},
		{name: "some bodies", markup: numbered(20, "<body a", "=1>") + said},
		{name: "ten thousand paragraphs", markup: r("<p>"+body+"</p>", 10_000)},
		{name: "a hundred thousand elements", markup: r("<p><b>a</b> "+body[:30]+"</p>", 50_000) + said, simplified: true},
		{name: "line breaks", markup: said + r("<br>", 50_000) + r("x<br><br>", 3_000)},
		{name: "breaks and comments", markup: said + "<br>" + r("<!---->", 100_000) + r("<br><!--x--> ", 20_000)},
		{name: "pieces of text", markup: said + "<p>" + r("a<!-- -->", 50_000) + "</p>"},
		{name: "siblings", markup: said + r("<i>x</i>", 50_000)},
		{name: "headings", markup: "<title>Harbour</title>" + r("<h1>Harbour</h1>", 5_000) + said},
		{name: "nested tables", markup: said + r("<table><tr><td>", 200) + "x"},
		{name: "tables within tables", markup: said + r("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", 2_000)},
		{name: "foster children", markup: "<table>" + r("<p>x", 3_000) + said},
		{name: "spans of cells", markup: said + `<table><tr><td colspan=1000000000 rowspan=1000000000>a<td>b<tr><td colspan=99999999999999999999>c<td rowspan=-1>d</table>`},
		{name: "a wide row", markup: said + "<table><tr>" + r("<td>x", 20_000) + "</table>"},
		{name: "a long table", markup: said + "<table>" + r("<tr><td>x<td>y", 10_000) + "</table>"},
		{name: "nested lists", markup: said + r("<ul><li>a", 200)},
		{name: "items", markup: said + "<ol start=99999999999999999999 reversed>" + r("<li value=-1>x", 20_000) + "</ol>"},
		{name: "nested quotations", markup: r("<blockquote>", 300) + said},
		{name: "nested forms", markup: r("<form><fieldset>", 200) + said},
		{name: "nested options", markup: said + r("<select><optgroup><option>x", 5_000)},
		{name: "templates", markup: said + r("<template>", 200) + "x"},
		{name: "many templates", markup: said + r("<template><p>x</template>", 10_000)},
		{name: "svg", markup: said + r("<svg><desc><p>x", 100) + "<svg><script>alert(1)</script><foreignObject><p>y"},
		{name: "math", markup: said + r("<math><mi><annotation-xml encoding='text/html'><p>x", 60)},
		{name: "a frameset", markup: "<html><frameset>" + r("<frame src=x>", 1_000) + "<noframes>" + said + many + "</noframes></frameset>"},
		{name: "a frameset behind a body", markup: "<body>" + said + "<frameset><frame src=x></frameset>"},
		// Ends that never come.
		{name: "an open comment", markup: said + "<!--" + r("-", 500_000)},
		{name: "an open script", markup: said + "<script>" + r("<!--<script>", 20_000)},
		{name: "an open style", markup: said + "<style>" + r("x{}", 100_000)},
		{name: "an open text area", markup: said + "<textarea>" + r("<p>x", 20_000)},
		{name: "an open title", markup: said + "<title>" + r("x ", 100_000)},
		{name: "plain text", markup: said + "<plaintext>" + r("</plaintext><p>", 20_000), wordless: true},
		{name: "xmp", markup: said + "<xmp>" + r("<p>x", 20_000), wordless: true},
		{name: "noscript", markup: said + r("<noscript>", 5_000) + "x"},
		{name: "open attributes", markup: said + r("<a href='", 50_000)},
		{name: "open tags", markup: said + r("<p <", 50_000)},
		{name: "ends without beginnings", markup: r("</div></p></br></a>", 10_000) + said},
		{name: "declarations", markup: r("<!DOCTYPE html><?xml ?><![CDATA[x]]>", 10_000) + said},
		// Attributes.
		{name: "many attributes", markup: said + "<p " + r("a=1 ", 100_000) + ">x</p>"},
		{name: "different attributes", markup: said + "<p " + numbered(20_000, "a", "=1 ") + ">x</p>"},
		{name: "a class of a megabyte", markup: "<div class='" + r("post-author ", 80_000) + "'>" + said + "</div>"},
		{name: "classes", markup: numbered(5_000, "<div class='c", " author date price paywall'><a href=/x>Somebody or other</a></div>") + said},
		{name: "a long address", markup: said + "<p><a href='https://a.example/" + r("x", 2_000_000) + "'>A link</a> in a line that is long enough to be one.</p>"},
		{name: "a style", markup: "<div style='" + r("display:block;", 50_000) + "'>" + said + "</div>"},
		// Letters.
		{name: "entities", markup: said + "<p>" + r("&lt;&amp;&#x41;", 50_000) + "</p>"},
		{name: "a million entities", markup: said + "<p>" + r("&amp;", 1_000_000) + "</p>"},
		{name: "entities that are none", markup: said + "<p>" + r("&#xD800;&#0;&#x110000;&#99999999999;&nosuch;&", 10_000) + "</p>"},
		{name: "controls of direction", markup: "<title>\u202eruobraH\u202c</title>" + said + "<p>" + r("\u202e\u2066\u200f\u2069\u200b\ufeff", 20_000) + "</p>"},
		{name: "marks on one letter", markup: said + "<p>a" + r("\u0301", 300_000) + "</p>"},
		{name: "a word of a megabyte", markup: said + "<p>" + r("x", 1<<20) + "</p>"},
		{name: "blanks", markup: said + "<p>a" + r(" \t\u00a0\u3000\n", 200_000) + "b</p>"},
		{name: "ligatures", markup: said + "<p>" + r("ﷺ", 100_000) + "</p>"},
		{name: "lines of marks", markup: said + r("<p>***___===---|||", 5_000)},
		{name: "an embedded file", markup: said + "<img src='data:image/png;base64," + r("QUJD", 500_000) + "'>"},
		{name: "cut files", markup: said + r("<img src='data:image/png;base64,", 20_000)},
		// Text that is nothing but what is marked or asked for.
		{name: "residue", markup: said + r("<p>Also Read: What the council decided on Monday</p>", 5_000)},
		{name: "sources", markup: said + r("<p>Source: Reuters, according to dpa</p>", 5_000)},
		{name: "hashtags", markup: said + "<p>" + r("#harbour ", 50_000) + "</p>"},
		{name: "quotation marks", markup: said + "<p>" + r("“\"«'", 50_000) + "</p>"},
		{name: "abbreviations", markup: said + "<p>" + r("Dr. U.S. 1. a.m. ", 20_000) + "</p>"},
		{name: "the same again", markup: r(said, 4_000)},
		{name: "questions for visitors", markup: "<title>" + r("not found ", 20_000) + "</title>" + r("<button>accept</button><p>cookie consent subscribe to read</p>", 3_000) + said},
		// What a page says of itself.
		{name: "deep data", markup: data(r("[", 100_000)) + said},
		{name: "deep objects", markup: data(r(`{"@graph":[`, 4_000)+r("]}", 4_000)) + said},
		{name: "deep quarters", markup: data(r(`{"@type":"Article","mainEntity":`, 4_000)+"1"+r("}", 4_000)) + said},
		{name: "many keys", markup: data("{"+numbered(60_000, `"k`, `":1,`)+`"@type":"Article"}`) + said},
		{name: "the same key", markup: data("{"+r(`"@type":"Article",`, 40_000)+`"x":1}`) + said},
		{name: "many types", markup: data(`{"@type":[`+r(`"NewsArticle",`, 60_000)+`"x"],"headline":"H"}`) + said},
		{name: "many articles", markup: data(`{"@graph":[`+r(`{"@type":"NewsArticle","headline":"H","author":[{"name":"A B"}]},`, 10_000)+`1]}`) + said},
		{name: "many authors", markup: data(`{"@type":"NewsArticle","headline":"H","author":[`+numbered(30_000, `{"name":"Ann Other`, `"},`)+`""]}`) + said},
		{name: "many scripts", markup: r(data(`{"@type":"NewsArticle","headline":"`+r("H", 10_000)+`"}`), 300) + said},
		{name: "a headline of a megabyte", markup: data(`{"@type":"NewsArticle","headline":"`+r("H ", 400_000)+`","datePublished":"`+r("2025-10-27 ", 5_000)+`"}`) + said},
		{name: "a body of a megabyte", markup: data(`{"@type":"NewsArticle","headline":"H","articleBody":"`+r("x\\n", 200_000)+`"}`) + said},
		{name: "numbers", markup: data(`{"@type":"NewsArticle","datePublished":1e999999,"x":`+r("9", 100_000)+`}`) + said},
		{name: "broken letters in data", markup: data(`{"@type":"NewsArticle","headline":"\ud800\u0000\udfff\u202e"}`) + said},
		{name: "many tags of the head", markup: numbered(20_000, `<meta property="article:tag" content="t`, `">`) + said},
		{name: "a tag of a megabyte", markup: `<meta property="og:title" content="` + r("T ", 500_000) + `"><meta name=author content="` + r("A, ", 300_000) + `"><meta name=keywords content="` + r("k,", 300_000) + `"><meta name=date content="` + r("2025 ", 100_000) + `">` + said},
		{name: "many authors in the page", markup: r("<span itemprop=author><span itemprop=name class=author rel=author>Ann Other</span></span>", 5_000) + said},
		{name: "authors in authors", markup: r("<div itemprop=author class=author>", 250) + r("<i itemprop=name>A B</i>", 2_000) + said},
		{name: "marks within marks", markup: r(r("<div class='author-name logo crumb tags'>a", 490)+r("</div>", 490), 40) + said},
		{name: "names of a site", markup: data(`{"@type":"WebSite","name":[`+numbered(60_000, `"n`, `a",`)+`"x"]}`) + said},
		{name: "names of an object that many refer to", markup: data(`[{"@type":"Person","@id":"#x","name":[`+numbered(60_000, `"n`, `a",`)+`"x"]}`+r(`,{"@type":"Article","headline":"a","publisher":"#x","author":"#x"}`, 190)+`]`) + said},
		{name: "a long headline among many", markup: r(data(`[{"@type":"Article","headline":"`+r("a b ", 80_000)+`"}`+r(`,{"@type":"Article","headline":"a"}`, 190)+`]`), 5) + said},
		{name: "software", markup: r("<meta name=generator content='"+r("x", 130)+"'>", 20_000) + said},
		{name: "many times", markup: r("<article><time pubdate datetime=2025-10-27>x</time></article>", 10_000) + said},
		{name: "many things", markup: r("<div itemscope itemtype=https://schema.org/NewsArticle>", 250) + r("<i itemscope itemtype='a b c'></i>", 10_000) + said},
		{name: "many canonicals", markup: r("<link rel=canonical href='http://["+"'>", 10_000) + said},
		{name: "a title of a megabyte", markup: "<title>" + r("Harbour | ", 100_000) + "</title><h1>" + r("Harbour ", 50_000) + "</h1>" + said, wordless: true},
		{name: "a title of dashes", markup: "<title>" + r(" - ", 50_000) + "</title>" + said},
		{name: "refresh", markup: `<meta http-equiv=refresh content="0;url=javascript:alert(1)"><base href="javascript:alert(1)//">` + said},
		{name: "a saved page", markup: r("<!-- saved from url=(0014)", 500) + r("<!-- Page saved with SingleFile\n url: ", 400) + "-->" + said},
		// What only scripts hold.
		{name: "a text in scripts", markup: state(r("<font size=\\\"1\\\">x", 300) + said + r("<p>x", 1_000))},
		{name: "open fonts in scripts", markup: "<p>" + body + "<script>" + r("\"", 50_000) + "</script>" + state(numbered(400, "<font size=", "=1>")+r("<p>x", 10_000)+said)},
		{name: "nested in scripts", markup: state(r("<div>", 50_000)+said) + "<noscript>" + said + many + "</noscript>"},
		{name: "strings in strings", markup: state(r(`\":\"`, 100_000)) + "<noscript>" + said + many + "</noscript>"},
		{name: "nested for those without scripts", markup: "<script></script><noscript>" + r("<div>", 50_000) + said + many + "</noscript>", simplified: true},
		// Posts, teasers and walls.
		{name: "posts", markup: r("<div class=post><a class=author href=/u>Ann</a><time>1</time><p>"+body+"</p></div>", 3_000)},
		{name: "posts in posts", markup: r("<div class=post><a class=author href=/u>Ann</a><time>1</time>", 300) + said},
		{name: "walls in walls", markup: r("<div class=paywall>", 400) + said + r("<p>Subscribe to continue reading</p>", 2_000)},
	}
}

// allocated returns how many bytes were ever allocated.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// mostAllocated is what one page may make us allocate in all, most of it for a
// moment. It bounds the time as well, as we allocate while we read.
const mostAllocated = 3 << 30

// TestItemSurvivesHostilePages holds that markup made to hang or to exhaust a
// parser keeps its words, within bounds. That it ends is held by a deadline
// which only what never ends can miss on a busy machine.
func TestItemSurvivesHostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: takes seconds")
	}
	lim := guard.Default()
	lim.PageTime = time.Second
	for _, c := range attacks() {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()
			before := allocated()
			it := page(c.markup)
			it.Declared.URL = "https://gazette.example/2025/harbour"
			a, err := extract.Within(ctx, it, lim)
			if n := allocated() - before; n > mostAllocated {
				t.Errorf("Within allocates %d MB for %d KB", n>>20, len(c.markup)>>10)
			}
			if ctx.Err() != nil {
				t.Fatal("Within does not end")
			}
			if err != nil {
				t.Fatal(err)
			}
			sound(t, a)
			safe(t, a)
			if !c.wordless && !strings.Contains(a.Text, body[:30]) {
				t.Errorf("the words are lost: %.200q", a.Text)
			}
			if c.simplified && !a.Simplified {
				t.Error("the article is not marked simplified")
			}
		})
	}
}

// safe checks that nothing in an article leads anywhere but to the web.
func safe(t *testing.T, a article.Article) {
	t.Helper()
	check := func(what, u string) {
		if u == "" {
			return
		}
		for _, r := range u {
			if r < ' ' || r == 0x7f || r == '\\' {
				t.Errorf("%s %.100q holds what an address cannot", what, u)
				return
			}
		}
		if i := strings.IndexAny(u, ":/?#"); i >= 0 && u[i] == ':' && !strings.HasPrefix(u, "http://") && !strings.HasPrefix(u, "https://") {
			t.Errorf("%s %.100q leads off the web", what, u)
		}
	}
	check("the canonical address", a.CanonicalURL)
	check("the address", a.URL)
	at := 0
	for _, l := range a.Links {
		check("a link", l.URL)
		if l.Start >= l.End {
			t.Errorf("link %v is empty", l)
		}
		at = inside(t, a.Text, "link", l.Span, at)
	}
	at = 0
	for _, m := range a.Images {
		check("an image", m.URL)
		if m.At < at || m.At > len(a.Text) || !bound(a.Text, m.At) {
			t.Errorf("image %+v stands nowhere in a text of %d bytes", m, len(a.Text))
		}
		at = m.At
	}
}

func TestItemKeepsNoAddressThatLeadsOffTheWeb(t *testing.T) {
	refs := []string{
		"javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "java&Tab;script:alert(1)", "javascript&colon;alert(1)", "&#1;javascript:alert(1)",
		"data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "file://server/share/x", `\\server\share\x`, `/\server/share`, `\/server/x`, "http:\\\\server\\x",
		"blob:https://a.example/x", "view-source:https://a.example", "about:blank", "chrome://settings", "ms-settings:x", "intent://x#Intent;end", "smb://server/share", "ftp://a.example/x",
		"mailto:a@a.example", "tel:1", "http://", "https:///x", "http:x", "//", "http://[::1", "http://a.example:99999999/", "http://\u202eexample", "https://a.example/&#0;x",
	}
	for _, address := range []string{"", "https://gazette.example/2025/harbour"} {
		for _, base := range []string{"", "<base href='javascript:alert(1)'>", "<base href='file:///c:/'>", `<base href='\\server\share\'>`, "<base href='data:x,'>"} {
			var b strings.Builder
			b.WriteString(base)
			for _, ref := range refs {
				ref = strings.ReplaceAll(ref, "'", "&#39;")
				fmt.Fprintf(&b, "<link rel=canonical href='%s'><p>%s <a href='%s'>It says more here</a>, and %s</p><figure><img src='%s' srcset='%s 2x' alt='The harbour of Lindau' width=600 height=400></figure>", ref, body, ref, body, ref, ref)
			}
			it := page(head("Harbour reopens", "") + "<article>" + b.String() + "</article>")
			it.Declared.URL = address
			a, err := extract.Item(t.Context(), it)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, a)
			safe(t, a)
		}
	}
}

func TestItemReadsPagesOfBrokenBytes(t *testing.T) {
	wide := func(s string, big bool) []byte {
		var b []byte
		if big {
			b = append(b, 0xfe, 0xff)
		} else {
			b = append(b, 0xff, 0xfe)
		}
		for _, u := range utf16.Encode([]rune(s)) {
			if big {
				b = append(b, byte(u>>8), byte(u))
			} else {
				b = append(b, byte(u), byte(u>>8))
			}
		}
		return b
	}
	for _, c := range []struct {
		name string
		raw  []byte
		want error
	}{
		{"invalid UTF-8", []byte("<meta charset=utf-8>\xff\xfe" + said + "<p>\xc3\x28\xa0\xa1\xe2\x28\xa1\xf0\x90\x28\xbc\xed\xa0\x80</p>"), nil},
		{"NULs", []byte(said + "<p>" + strings.Repeat("\x00", 30) + "</p>"), article.ErrBinary},
		{"a stray NUL", []byte(strings.Repeat(said, 30) + "<p>\x00</p>"), nil},
		{"controls", []byte(said + "<p>\x01\x02\x03\x1b\x7f</p>"), nil},
		{"UTF-16", wide(said, true), nil},
		{"UTF-16, the other way", wide(said, false), nil},
		{"half a pair", append(wide(said, false), 0x00, 0xd8), nil},
		{"an odd byte", append(wide(said, true), 'x'), nil},
		{"a wrong declaration", []byte("<meta charset=utf-16>" + said), nil},
		{"no such encoding", []byte("<meta charset=x-user-defined-99>" + said + "\xe9"), nil},
		{"an encoding of escapes", []byte("<meta charset=iso-2022-jp>" + said + "\x1b$B\x1b$B\x1b(J"), nil},
		{"a mark in the middle", []byte(said + "\ufeff" + said), nil},
	} {
		it := page("")
		it.Raw = c.raw
		a, err := extract.Item(t.Context(), it)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: Item = %v, want %v", c.name, err, c.want)
		}
		if err != nil {
			continue
		}
		sound(t, a)
		if !strings.Contains(a.Text, body[:30]) {
			t.Errorf("%s: the words are lost: %.200q", c.name, a.Text)
		}
	}
}

func TestItemSaysThatAPageIsEmptyUntilItsScriptsRun(t *testing.T) {
	_, err := extract.Item(t.Context(), page(head("App", "<script src=/a.js></script>")+"<div id=root></div>"))
	if !errors.Is(err, article.ErrScripts) || !errors.Is(err, article.ErrEmpty) {
		t.Errorf("Item = %v, want ErrScripts", err)
	}
}

// FuzzPage holds what every article of a page promises, whatever the page.
func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"<html><body><article><h1>T</h1><p>" + body + "</p><ul><li>a<ul><li>b</ul></ul><table><tr><td>1<td>2</table></article>",
		"<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"T\",\"articleBody\":\"" + body + "\"}</script>",
		"<!-- saved from url=(0014)about:internet --><p>x<br><br>y<pre>z</pre>",
		"<base href=//a.example><p>" + body + " <a href=x>y</a></p><figure><img src=a.jpg alt=b><figcaption>c</figcaption></figure><p>" + body,
		"<noscript><p>" + body + "</p></noscript><template>x</template><svg><desc>y</desc></svg><math><mi>z</math>",
		"<frameset><frame src=a><noframes>b</noframes></frameset>", "<plaintext>a", "<!--", "<title>&#xD800;&#0;</title>\u202e\x01",
		"<p>Also Read: x<p>Source: Reuters<p>#a #b<p>© 2025<p>" + body,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		it := page(s)
		it.Declared.URL = "https://gazette.example/a/b"
		a, err := extract.Item(t.Context(), it)
		if err != nil {
			if !known(err) {
				t.Fatalf("Item refuses with %v, which says nothing", err)
			}
			return
		}
		sound(t, a)
		safe(t, a)
		if a.PageType == "" && !a.Simplified {
			t.Error("the page is of no type")
		}
		if b, err := extract.Item(t.Context(), it); err != nil || !reflect.DeepEqual(a, b) {
			t.Errorf("the second time Item says something else: %v", err)
		}
	})
}
