package extract

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parallax/article"
)

// prose is an article's body, long enough to be told from what stands around it.
var prose = strings.Repeat("<p>The harbour of Lindau reopened on Monday, three days after a storm had thrown two of its cranes into the water, the port authority said in a statement that it published on its own page, and nobody was hurt, as far as the mayor and the two crane drivers knew.</p>\n", 3)

// said returns what facts makes of a page with a head and a body.
func said(t *testing.T, address, head, body string) *draft {
	t.Helper()
	doc, err := html.Parse(strings.NewReader("<html><head>" + head + "</head><body>" + body + "</body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	d := &draft{}
	facts(doc, address).fill(d, address)
	return d
}

func ld(s string) string { return `<script type="application/ld+json">` + s + `</script>` }

func TestTheTitleIsWhatAReaderSees(t *testing.T) {
	const h1 = "<h1>Harbour reopens after storm</h1>"
	for _, c := range []struct{ name, head, body, want string }{
		{"suffix", "<title>Harbour reopens after storm | The Lindau Gazette</title>", h1, "Harbour reopens after storm"},
		{"no heading", "<title>Harbour reopens after storm - The Gazette</title><meta property=og:site_name content='The Gazette'>", "", "Harbour reopens after storm"},
		{"prefix", "<title>The Gazette: Harbour reopens after storm</title><meta property=og:site_name content='The Gazette'>", "", "Harbour reopens after storm"},
		{"several separators", "<title>Harbour reopens after storm - Region - The Gazette</title>", h1, "Harbour reopens after storm"},
		{"logo is the h1", "<title>Harbour reopens after storm | Gazette</title>", "<h1><a href='/'>Gazette</a></h1><h2>Harbour reopens after storm</h2>", "Harbour reopens after storm"},
		{"name is the h1", "<title>Harbour reopens after storm | Gazette of Lindau</title>", "<h1>Gazette of Lindau</h1><h1>Harbour reopens after storm</h1>", "Harbour reopens after storm"},
		{"headings of columns", "<title>Harbour reopens after storm</title>", h1 + "<aside><h1>Most read</h1></aside><footer><h1>About us</h1></footer>", "Harbour reopens after storm"},
		{"search title", "<title>Lindau harbour open again: all you need to know</title><meta property=og:title content='Lindau harbour reopens: all you need to know'>", "<h1>Lindau harbour reopens after storm</h1>", "Lindau harbour reopens after storm"},
		{"declared twice with the kicker", "<title>x</title><meta property=og:title content='Storm: Harbour reopens'>" + ld(`{"@type":"NewsArticle","headline":"Storm: Harbour reopens"}`), "<h1>Harbour reopens</h1>", "Storm: Harbour reopens"},
		{"escaped twice", "<meta property=og:title content='Harbour &amp;amp; pier'>", "", "Harbour & pier"},
		{"capitals", "<meta property=og:title content='Harbour reopens after storm'>", "<h1>HARBOUR REOPENS AFTER STORM</h1>", "Harbour reopens after storm"},
		{"breaking", "", "<h1>BREAKING: Harbour reopens after storm</h1>", "Harbour reopens after storm"},
		{"cut", "<meta property=og:title content='Harbour reopens after …'><meta name=twitter:title content='Harbour reopens after …'>", "<div class=hd>x</div>" + h1, "Harbour reopens after storm"},
		{"colon stays", "<title>Ukraine: what we know | Gazette</title>", "<h1>Ukraine: what we know</h1>", "Ukraine: what we know"},
		{"the name within the title", "<title>Crane accident: what the Lindau Gazette knows of it</title><meta property=og:title content='Crane accident: what the Lindau Gazette knows of it'>", "", "Crane accident: what the Lindau Gazette knows of it"},
		{"Chinese", "<title>武汉的声音：有英勇的你，才有英雄的城！-新华网</title>", "<div>武汉的声音：有英勇的你，才有英雄的城！</div>" + prose, "武汉的声音：有英勇的你，才有英雄的城！"},
		{"nothing", "", "", ""},
	} {
		if got := said(t, "https://lindaugazette.example/x", c.head, c.body+prose).title; got != c.want {
			t.Errorf("%s: title %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAuthorsArePeople(t *testing.T) {
	const h1 = "<h1>Harbour reopens after storm</h1>"
	for _, c := range []struct{ name, head, body, want string }{
		{"object", ld(`{"@type":"NewsArticle","headline":"x","author":{"@type":"Person","name":"Anna Lind"}}`), "", "Anna Lind"},
		{"list", ld(`{"@type":"NewsArticle","headline":"x","author":[{"name":"Anna Lind"},"Bert Maier"]}`), "", "Anna Lind; Bert Maier"},
		{"reference", ld(`{"@graph":[{"@type":"NewsArticle","headline":"x","author":{"@id":"#a"}},{"@type":"Person","@id":"#a","name":"Anna Lind"}]}`), "", "Anna Lind"},
		{"one string", ld(`{"@type":"NewsArticle","headline":"x","author":"By Anna Lind and Bert Maier"}`), "", "Anna Lind; Bert Maier"},
		{"teaser's author", ld(`{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"y","author":"Carl Other"}]}`) + "<meta name=author content='Anna Lind'>", "", "Anna Lind"},
		{"address", "<meta property=article:author content='https://facebook.com/gazette'>", h1 + "<p class=byline>By Anna Lind</p>", "Anna Lind"},
		{"meta list", "<meta name=author content='Anna Lind, Bert Maier und Carla Orsi'>", "", "Anna Lind; Bert Maier; Carla Orsi"},
		{"last name first", "<meta name=citation_author content='Lind, Anna'><meta name=citation_author content='Maier, Bert'>", "", "Anna Lind; Bert Maier"},
		{"role", "", h1 + "<div class=byline>By Anna Lind, Senior reporter</div>", "Anna Lind"},
		{"role below", "", h1 + "<div class=author><div>Anna Lind</div><div>Political Correspondent</div></div>", "Anna Lind"},
		{"date beside", "", h1 + "<div class=byline>Anna Lind | May 3, 2019</div>", "Anna Lind"},
		{"date before", "", h1 + "<p>Dec. 19, 2025 · Anna Lind</p>", "Anna Lind"},
		{"line", "", h1 + "<p>Von Anna Lind</p>", "Anna Lind"},
		{"label", "", h1 + "<p>Written by</p><p>Anna Lind</p>", "Anna Lind"},
		{"French", "", h1 + "<p class=auteur>Par Anne-Marie de La Tour et Zoé Petit</p>", "Anne-Marie de La Tour; Zoé Petit"},
		{"Russian", "", h1 + "<p class=author>Автор: Иван Петров и Анна Линд</p>", "Иван Петров; Анна Линд"},
		{"Korean", "", h1 + "<p class=reporter>신현주 기자</p>", "신현주"},
		{"capitals", "", h1 + "<p class=byline>BY ANNA O’BRIEN AND BERT MCKAY</p>", "Anna O’Brien; Bert McKay"},
		{"initials", "", h1 + "<p class=byline>By J. K. Lind</p>", "J. K. Lind"},
		{"mail and handle", "", h1 + "<p class=byline>Anna Lind anna@gazette.example @annalind</p>", "Anna Lind"},
		{"agency beside", ld(`{"@type":"NewsArticle","headline":"x","author":["Anna Lind","dpa"]}`), "", "Anna Lind"},
		{"only an agency", ld(`{"@type":"NewsArticle","headline":"x","author":{"@type":"Organization","name":"Agence France-Presse"}}`), "", "Agence France-Presse"},
		{"outlet and person", "<meta property=og:site_name content='The Gazette'><meta name=author content='The Gazette'>", h1 + "<p class=byline>By Anna Lind</p>", "Anna Lind"},
		{"only the outlet", "<meta property=og:site_name content='The Gazette'><meta name=author content='The Gazette'>", "", "The Gazette"},
		{"login", "<meta name=author content='alind7'>", h1 + "<p class=byline>By Anna Lind</p>", "Anna Lind"},
		{"photographer", "", h1 + "<figure><figcaption class=byline>Carl Other/AP</figcaption></figure><p class=byline>By Anna Lind</p>", "Anna Lind"},
		{"commenter", "", h1 + prose + "<div class=comments><p class=author>Carl Other</p></div>", ""},
		{"other articles", "", h1 + prose + "<aside class=related><p class=author>Carl Other</p></aside>", ""},
		{"label of networks", "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Anna Lind'>", "", "Anna Lind"},
		{"microdata", "", h1 + "<span itemprop=author itemscope itemtype=http://schema.org/Person><span itemprop=name>Anna Lind</span></span>", "Anna Lind"},
	} {
		d := said(t, "https://gazette.example/harbour", c.head, c.body+prose)
		if got := strings.Join(d.meta.authors, "; "); got != c.want {
			t.Errorf("%s: authors %q (%s), want %q", c.name, got, d.meta.from["authors"], c.want)
		}
	}
}

func TestTheDateIsTheDayWhereThePublisherIs(t *testing.T) {
	const h1 = "<h1>Harbour reopens after storm</h1>"
	for _, c := range []struct{ name, address, lang, head, body, want string }{
		{"json-ld", "", "en", ld(`{"@type":"NewsArticle","headline":"x","datePublished":"2019-05-03T23:30:00-07:00"}`), "", "2019-05-03T23:30:00-07:00 json-ld"},
		{"offset without colon", "", "en", `<meta property=article:published_time content="2019-05-03T10:15:00+0200">`, "", "2019-05-03T10:15:00+02:00 meta"},
		{"seconds", "", "en", `<meta name=pubdate content="1556878500">`, "", "2019-05-03T10:15:00Z meta"},
		{"words in meta", "", "en", `<meta name=date content="Friday, May 3, 2019 - 10:15">`, "", "2019-05-03 meta"},
		{"a name of its own", "", "en", `<meta name=x:published_on content="2019-05-03">`, "", "2019-05-03 meta"},
		{"time", "", "en", "", h1 + `<time datetime="2019-05-03T10:15:00Z">May 3</time>`, "2019-05-03T10:15:00Z time"},
		{"address", "https://gazette.example/2019/05/03/harbour.html", "en", "", "", "2019-05-03 url"},
		{"no date in the address", "https://gazette.example/2019/05/12-best-piers", "en", "", "", ""},
		{"month by name in the address", "https://gazette.example/2019/may/03/harbour", "en", "", "", "2019-05-03 url"},
		{"stamp in the address", "https://gazette.example/A2019050310150005196", "en", "", "", "2019-05-03 url"},
		{"day of a capture", "https://archive.example/web/20200101120000/http://gazette.example/x", "en", "", "", ""},
		{"number in the address", "https://gazette.example/18900103-harbour", "en", "", "", ""},
		{"line", "", "en", "", h1 + "<p>Friday 3 May 2019</p>", "2019-05-03 date-line"},
		{"German", "", "de", "", h1 + "<p>Lindau, 3. März 2019</p>", "2019-03-03 date-line"},
		{"Spanish", "", "es", "", h1 + "<p>lunes, 12 de agosto de 2013</p>", "2013-08-12 date-line"},
		{"Japanese", "", "ja", "", h1 + "<p>2019年5月3日 10時15分</p>", "2019-05-03 date-line"},
		{"Arabic", "", "ar", "", h1 + "<p>٣ مايو ٢٠١٩</p>", "2019-05-03 date-line"},
		{"day first by language", "", "en-GB", "", h1 + "<p>03/04/2019</p>", "2019-04-03 date-line"},
		{"month first by language", "", "en-US", "", h1 + "<p>03/04/2019</p>", "2019-03-04 date-line"},
		{"month first by another date", "", "en", "", h1 + "<p>03/04/2019</p><aside><p>03/28/2019</p></aside>", "2019-03-04 date-line"},
		{"day or month", "", "en", "", h1 + "<p>03/04/2019</p>", ""},
		{"published and updated", "", "en", "", h1 + "<p>Published 3 May 2019, updated 5 May 2019</p>", "2019-05-03 date-line"},
		{"updated alone", "", "en", "", h1 + "<p>Updated: 5 May 2019</p>", "2019-05-05 updated"},
		{"a teaser's", "", "en", "", h1 + prose + "<div class=related><time datetime=2019-05-03>May 3</time><time datetime=2019-05-04>May 4</time></div>", ""},
		{"a comment's", "", "en", "", h1 + prose + "<div id=comments><time datetime=2019-05-03>3 May 2019</time></div>", ""},
		{"a member's", "", "en", "", h1 + "<p>Joined: 3 May 2009</p>", ""},
		{"in a sentence", "", "en", "", h1 + prose + "<p>The pier had been built on 3 May 1999.</p><p>It burnt down on 4 May 2003.</p>", ""},
		{"of the copyright", "", "en", "", h1 + prose + "<footer>© 2024 The Gazette</footer>", ""},
		{"to come", "", "en", `<meta name=date content="2999-01-01">`, "", ""},
		{"epoch", "", "en", `<meta name=date content="1970-01-01T00:00:00Z">`, "", ""},
		{"nought", "", "en", `<meta name=date content="0000-00-00 00:00:00">`, h1 + "<p>3 May 2019</p>", "2019-05-03 date-line"},
		{"outvoted", "https://gazette.example/2019/05/03/x", "en", `<meta name=date content="2021-01-01">`, h1 + "<p>3 May 2019</p>", "2019-05-03 date-line"},
		{"the hour of the same day", "", "en", `<meta name=date content="2019-05-03">`, h1 + `<time datetime="2019-05-03T10:15:00+02:00">3 May</time>`, "2019-05-03T10:15:00+02:00 time"},
	} {
		d := &draft{}
		doc, err := html.Parse(strings.NewReader("<html lang=" + c.lang + "><head>" + c.head + "</head><body>" + c.body + prose + "</body></html>"))
		if err != nil {
			t.Fatal(err)
		}
		facts(doc, c.address).fill(d, c.address)
		if got := strings.TrimSpace(d.meta.published.String() + " " + d.meta.from["published"]); got != c.want {
			t.Errorf("%s: published %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheLastChangeIsToldApart(t *testing.T) {
	d := said(t, "", ld(`{"@type":"NewsArticle","headline":"x","datePublished":"2019-05-03","dateModified":"2019-05-05"}`), prose)
	if got := d.meta.published.String() + " " + d.meta.updated.String(); got != "2019-05-03 2019-05-05" {
		t.Errorf("published and updated %q", got)
	}
	d = said(t, "", `<meta property=article:published_time content=2019-05-03><meta property=article:modified_time content=2019-05-01>`, prose)
	if !d.meta.updated.IsZero() {
		t.Errorf("a change before publishing is kept: %v", d.meta.updated)
	}
}

func TestStructuredDataIsReadWhereItIsBroken(t *testing.T) {
	const want = "Harbour reopens"
	for _, c := range []struct{ name, json string }{
		{"comma", `{"@type":"NewsArticle","headline":"Harbour reopens",}`},
		{"two commas", `{"@type":"NewsArticle",,"headline":"Harbour reopens"}`},
		{"line break in a string", "{\"@type\":\"NewsArticle\",\"description\":\"a\nb\",\"headline\":\"Harbour reopens\"}"},
		{"escape of a quote", `{"@type":"NewsArticle","description":"it\'s","headline":"Harbour reopens"}`},
		{"comment", `/* x */{"@type":"NewsArticle","headline":"Harbour reopens"}`},
		{"cdata", "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Harbour reopens\"}\n//]]>"},
		{"two objects", `{"@type":"Organization","name":"x"}{"@type":"NewsArticle","headline":"Harbour reopens"}`},
		{"semicolon", `{"@type":"NewsArticle","headline":"Harbour reopens"};`},
		{"quotes within", `{"@type":"NewsArticle","headline":"Harbour reopens","description":"the "great" storm"}`},
		{"cut off", `{"@type":"NewsArticle","headline":"Harbour reopens","articleBody":"The harb`},
		{"type in full", `{"@type":"https://schema.org/NewsArticle","headline":"Harbour reopens"}`},
		{"within the page", `{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","headline":"Harbour reopens"}}`},
		{"live", `[{"@type":"LiveBlogPosting","headline":"Harbour reopens","liveBlogUpdate":[{"@type":"BlogPosting","headline":"y"}]}]`},
	} {
		if d := said(t, "", ld(c.json), prose); d.title != want {
			t.Errorf("%s: title %q, want %q", c.name, d.title, want)
		}
	}
}

func TestOfSeveralObjectsThePagesOwnIsTaken(t *testing.T) {
	d := said(t, "https://gazette.example/b", ld(`[{"@type":"NewsArticle","headline":"A","url":"https://gazette.example/a"},{"@type":"NewsArticle","headline":"B","mainEntityOfPage":{"@id":"https://gazette.example/b"}}]`), prose)
	if d.title != "B" {
		t.Errorf("title %q, want B", d.title)
	}
}

func TestTheOutletIsNamedAsItNamesItself(t *testing.T) {
	const at = "https://www.lindaugazette.example/x"
	for _, c := range []struct{ name, address, head, body, want string }{
		{"og", at, "<meta property=og:site_name content='The Lindau Gazette'>", "", "The Lindau Gazette"},
		{"web site", at, ld(`{"@type":"WebSite","name":"Lindau Gazette"}`), "", "Lindau Gazette"},
		{"publisher", at, ld(`{"@type":"NewsArticle","headline":"x","publisher":{"name":"Lindau Gazette"}}`), "", "Lindau Gazette"},
		{"suffix", at, "<title>Harbour reopens after the storm of the year – Lindau Gazette</title>", "", "Lindau Gazette"},
		{"prefix", at, "<title>Lindau Gazette: Harbour reopens after the storm of the year</title>", "", "Lindau Gazette"},
		{"logo", at, "", "<a class=logo href=/><img alt='Lindau Gazette logo'></a>", "Lindau Gazette"},
		{"logo with a note", at, "", "<a class=logo href=/><img alt='Lindau Gazette (link to the front page)'></a>", "Lindau Gazette"},
		{"logo as a link", at, "", "<a class=logo href=/><img alt=\"Visit Lindau Gazette's homepage\"></a>", "Lindau Gazette"},
		{"copyright", at, "", prose + "<footer>© 2019 The Lindau Gazette. All rights reserved.</footer>", "The Lindau Gazette"},
		{"rather a name than the host", at, "<meta name=application-name content=lindaugazette.example><title>Harbour reopens again after storm | Lindau Gazette</title>", "", "Lindau Gazette"},
		{"a partner's logo", at, "", "<div class=logo><img alt='Bank of Bregenz'></div>", ""},
		{"initials", "https://lg.example/x", "<title>Harbour reopens again after the storm | Lindau Gazette</title>", "", "Lindau Gazette"},
		{"no name", at, "<title>Harbour reopens</title>", "", ""},
	} {
		if got := said(t, c.address, c.head, c.body+prose).meta.source; got != c.want {
			t.Errorf("%s: source %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSectionKeywordsAgenciesAndLicenceAreKept(t *testing.T) {
	for _, c := range []struct{ name, head, body, want string }{
		{"section", "<meta property=article:section content=Politics>", "", "section Politics meta"},
		{"section in json-ld", ld(`{"@type":"NewsArticle","headline":"x","articleSection":["Politics","World"]}`), "", "section Politics json-ld"},
		{"breadcrumbs", "", "<div class=breadcrumb><a href=/>Home</a> <a href=/p>Politics</a></div>", "section Politics breadcrumb"},
		{"keywords", "<meta name=news_keywords content='harbour, storm , Harbour'>", "", "keywords harbour,storm meta"},
		{"numbers of something", "<meta name=news_keywords content='harbour,18153161,2019'>", "", "keywords harbour,2019 meta"},
		{"keywords in json-ld", ld(`{"@type":"NewsArticle","headline":"x","keywords":["harbour","storm"]}`), "", "keywords harbour,storm json-ld"},
		{"one string", ld(`{"@type":"NewsArticle","headline":"x","keywords":"harbour; storm"}`), "", "keywords harbour,storm json-ld"},
		{"article:tag", "<meta property=article:tag content=harbour><meta property=article:tag content=storm>", "", "keywords harbour,storm meta"},
		{"rel=tag", "", "<a rel=tag href=/h>harbour</a> <a rel=tag href=/s>#storm</a>", "keywords harbour,storm tags"},
		{"agency in the byline", "", "<h1>x</h1><p class=byline>Anna Lind, dpa</p>", "agencies dpa byline"},
		{"provider", ld(`{"@type":"NewsArticle","headline":"x","author":"Anna Lind","provider":{"name":"Agence France-Presse"}}`), "", "agencies AFP json-ld"},
		{"dateline", "", "<p>LINDAU, Germany (Reuters) - The harbour of Lindau reopened on Monday, three days after a storm had thrown two of its cranes into the water.</p>", "agencies Reuters credit"},
		{"a photograph's credit", "", "<h1>x</h1><p>© Getty Images</p>", "agencies  "},
		{"licence", "<link rel=license href='https://creativecommons.org/licenses/by/4.0/'>", "", "licence https://creativecommons.org/licenses/by/4.0/ link"},
		{"licence in json-ld", ld(`{"@type":"NewsArticle","headline":"x","license":"https://creativecommons.org/licenses/by/4.0/"}`), "", "licence https://creativecommons.org/licenses/by/4.0/ json-ld"},
		{"licence linked", "", prose + "<p><a href='https://creativecommons.org/licenses/by-sa/4.0/'>CC BY-SA</a></p>", "licence https://creativecommons.org/licenses/by-sa/4.0/ link"},
		{"a picture's licence", "", "<figure><a rel=license href='https://creativecommons.org/licenses/by/2.0/'>CC</a></figure>", "licence  "},
	} {
		m := said(t, "https://gazette.example/x", c.head, c.body+prose).meta
		field, _, _ := strings.Cut(c.want, " ")
		value := map[string]string{"section": m.section, "keywords": strings.Join(m.keywords, ","), "agencies": strings.Join(m.agencies, ","), "licence": m.licence}[field]
		if got := fmt.Sprintf("%s %s %s", field, value, m.from[field]); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheDateOfAListIsNotThatOfItsFirstEntry(t *testing.T) {
	d := &draft{pageType: article.ListingPage}
	d.meta.published = article.ParseDate("2019-05-03")
	d.meta.set("published", "time")
	d.doubt()
	if !d.meta.published.IsZero() || d.meta.from["published"] != "" {
		t.Errorf("published %v", d.meta.published)
	}
}

// Pages made to cost more than they hold: this ends soon or not at all.
func TestFactsOfHostilePagesAreBounded(t *testing.T) {
	for _, c := range []struct{ name, page string }{
		{"bylines", strings.Repeat(`<div class="author">By <a href="/author/x">Anna Lind</a> and Bert Maier</div>`, 20000)},
		{"bylines in bylines", strings.Repeat(`<div class="author">`, 400) + strings.Repeat("Anna Lind ", 20000)},
		{"times", strings.Repeat(`<span class=date>Published: 3 May 2019 <time datetime=x>4/5/2019</time></span>`, 20000)},
		{"headings", strings.Repeat(`<h1>Title - Site | Name</h1>`, 20000)},
		{"attribute", `<meta property=og:title content="` + strings.Repeat("a | ", 250000) + `"><p class="` + strings.Repeat("author-", 150000) + `">x`},
		{"title", `<title>` + strings.Repeat("a | b - ", 100000) + `</title><h1>x</h1>`},
		{"nested data", ld(strings.Repeat(`{"@graph":[`, 50000))},
		{"data that refers to itself", ld(`[` + strings.Repeat(`{"@id":"a","@type":"Article","author":[{"@id":"a"},{"@id":"a"}],"name":{"@id":"a"}},`, 9000) + `{}]`)},
		{"properties", strings.Repeat(`<div itemprop="author name publisher headline datePublished keywords">`, 400) + strings.Repeat("x ", 100000)},
		{"credits", strings.Repeat(`<p>© 2019 copyright (AP) - Reporting by x; Editing by y</p>`, 20000)},
		{"breadcrumbs", strings.Repeat(`<div class=breadcrumb><a>x</a>`, 400) + strings.Repeat(`<a rel=tag>y</a>`, 20000)},
	} {
		d := said(t, "https://gazette.example/x", "", c.page)
		if len(d.title) > 2000 || len(d.meta.authors) > 100 || len(d.meta.keywords) > mostKeywords {
			t.Errorf("%s: title of %d bytes, %d authors, %d keywords", c.name, len(d.title), len(d.meta.authors), len(d.meta.keywords))
		}
	}
}

// Maps have no order: what is read from one may not depend on it.
func TestFactsAreTheSameEachTime(t *testing.T) {
	head := `<meta name="x-publish-day" content="2021-05-03"><meta name="y-publish-day" content="2022-06-04"><meta name="z-publish-day" content="2023-07-05">` +
		ld(`{"@type":"NewsArticle","headline":"Harbour reopens","author":{"@id":"#a"},"b":{"@id":"#a","name":"Anna Lind"},"c":{"@id":"#a","name":"Bert Maas"},"d":{"@id":"#a","name":"Carl Noor"}}`)
	first := said(t, "", head, prose).meta
	for range 50 {
		m := said(t, "", head, prose).meta
		if m.published.Day() != first.published.Day() || m.authors[0] != first.authors[0] {
			t.Fatalf("facts = %s, %q, want %s, %q as before", m.published.Day(), m.authors, first.published.Day(), first.authors)
		}
	}
}

func TestMarkedPlacesWithinOneAnotherAreBounded(t *testing.T) {
	marks := strings.Repeat(`<div class="author-name logo crumb tags">a`, 490) + strings.Repeat("</div>", 490)
	doc, err := html.Parse(strings.NewReader(strings.Repeat(marks, 40)))
	if err != nil {
		t.Fatal(err)
	}
	if s := look(doc); s.looked > mostLooked+100_000 {
		t.Errorf("look asks %d nodes, want %d at most", s.looked, mostLooked)
	}
}

func BenchmarkFacts(b *testing.B) {
	page := "<html lang=en><head><title>Harbour reopens | The Gazette</title>" + ld(`{"@type":"NewsArticle","headline":"Harbour reopens","author":"Anna Lind","datePublished":"2019-05-03"}`) + "</head><body>" +
		strings.Repeat("<nav><ul class=menu><li><a href=/x>Politics</a></li></ul></nav>", 100) + "<h1>Harbour reopens</h1><p class=byline>By Anna Lind | 3 May 2019</p>" + strings.Repeat(prose, 10) +
		strings.Repeat("<div class=related><a href=/y><h3>Pier burns</h3><time datetime=2019-05-01>1 May 2019</time></a></div>", 50) + "</body></html>"
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		facts(doc, "https://gazette.example/x")
	}
}
