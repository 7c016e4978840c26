package extract

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/markusmobius/go-trafilatura"

	"parallax/article"
	"parallax/scrape/format"
)

// A found value and where it was found.
type found struct{ value, where string }

// pageFacts are what the markup of a page says of its article, the most
// trustworthy first.
type pageFacts struct {
	titles, dates, sites []found
	authors              []foundNames
	canonical, language  string
	h1                   []string
	pageTitle            string
	libraryTitle         string
	body                 string // the text in structured data, "" if there is none

	types  []string // what structured data says the page is about, in lower case
	ogType string
	paid   bool // it is said not to be for free
}

type foundNames struct {
	names []string
	where string
}

// facts reads the markup of a page. It changes nothing in doc.
func facts(doc *goquery.Document) *pageFacts {
	f := &pageFacts{}
	ld := linkedData(doc)
	m := metaTags(doc)
	f.body, f.types, f.paid = ld.body, ld.types, ld.paid
	f.ogType = strings.ToLower(strings.TrimSpace(m["og:type"]))
	doc.Find("[itemscope][itemtype]:not([itemprop])").EachWithBreak(func(i int, s *goquery.Selection) bool {
		for _, t := range strings.Fields(s.AttrOr("itemtype", "")) {
			f.types = append(f.types, typeName(t))
		}
		return i < mostArticles
	})

	add := func(to *[]found, value, where string) {
		if v := oneLine(value); v != "" {
			*to = append(*to, found{v, where})
		}
	}
	add(&f.titles, ld.headline, "json-ld")
	add(&f.titles, m["og:title"], "og")
	add(&f.titles, m["twitter:title"], "twitter")
	add(&f.titles, doc.Find(`[itemprop~="headline"]`).First().Text(), "itemprop")
	doc.Find("h1").EachWithBreak(func(i int, s *goquery.Selection) bool {
		if t := oneLine(s.Text()); t != "" && len(t) < 400 {
			f.h1 = append(f.h1, t)
		}
		return i < 8
	})
	f.pageTitle = oneLine(doc.Find("title").First().Text())

	add(&f.dates, ld.published, "json-ld")
	for _, k := range []string{"article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "publish-date", "publish_date", "pubdate", "date", "article.published", "cxenseparse:recs:publishtime", "og:pubdate", "publication_date", "citation_publication_date"} {
		add(&f.dates, m[k], "meta")
	}
	for _, sel := range []string{`[itemprop~="datePublished"]`, `time[pubdate]`, `article time[datetime]`, `time.published[datetime], time.entry-date[datetime]`} {
		s := doc.Find(sel).First()
		add(&f.dates, s.AttrOr("datetime", s.AttrOr("content", "")), "time")
	}

	f.byline(doc, ld, m)

	add(&f.sites, m["og:site_name"], "og")
	add(&f.sites, ld.publisher, "json-ld")
	add(&f.sites, m["application-name"], "meta")
	add(&f.sites, m["apple-mobile-web-app-title"], "meta")

	if c, ok := doc.Find(`link[rel~="canonical"]`).First().Attr("href"); ok {
		f.canonical = strings.TrimSpace(c)
	}
	if f.canonical == "" {
		f.canonical = m["og:url"]
	}
	f.language = declaredLanguage(doc.Find("html").AttrOr("lang", doc.Find("html").AttrOr("xml:lang", "")))
	if f.language == "" {
		f.language = declaredLanguage(m["content-language"])
	}
	if f.language == "" {
		f.language = declaredLanguage(m["og:locale"])
	}
	return f
}

// byline gathers who the page says wrote the article.
func (f *pageFacts) byline(doc *goquery.Document, ld structured, m map[string]string) {
	add := func(where string, names []string) {
		var out []string
		for _, n := range names {
			if isPerson(n) {
				out = append(out, n)
			}
		}
		if len(out) > 0 {
			f.authors = append(f.authors, foundNames{out, where})
		}
	}
	var each []string
	for _, a := range ld.authors {
		each = append(each, format.Names(a)...)
	}
	add("json-ld", each)
	for _, k := range []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "byline", "article.author", "citation_author", "cxenseparse:author"} {
		add("meta", format.Names(m[k]))
	}
	for _, sel := range []string{`[rel~="author"]`, `[itemprop~="author"] [itemprop~="name"]`, `[itemprop~="author"]`, `.byline-name, .author-name, .byline__name, .author__name`, `.byline, .author`} {
		var names []string
		doc.Find(sel).EachWithBreak(func(i int, s *goquery.Selection) bool {
			if t := oneLine(s.Text()); t != "" && len(t) < 120 {
				names = append(names, format.Names(t)...)
			}
			return i < 5
		})
		add("byline", unique(names))
	}
}

// isPerson reports whether a name can be a byline: no address, no date, no
// sentence.
func isPerson(n string) bool {
	words := len(strings.Fields(n))
	if n == "" || words > 6 || len(n) > 80 || strings.Contains(n, "://") || strings.Contains(n, "www.") {
		return false
	}
	if strings.ContainsAny(n, "0123456789{}<>@") && !strings.Contains(n, "@") {
		return false
	}
	switch strings.ToLower(n) {
	case "admin", "administrator", "editor", "author", "staff", "unknown", "none", "null", "guest", "webmaster", "redaktion":
		return false
	}
	return true
}

func unique(names []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, n := range names {
		if k := fold(n); k != "" && !seen[k] {
			seen[k] = true
			out = append(out, n)
		}
	}
	return out
}

// metaTags returns the content of the page's meta elements by lower-case name.
func metaTags(doc *goquery.Document) map[string]string {
	m := map[string]string{}
	doc.Find("meta[content]").Each(func(_ int, s *goquery.Selection) {
		content := strings.TrimSpace(s.AttrOr("content", ""))
		for _, attr := range []string{"property", "name", "itemprop", "http-equiv"} {
			key := strings.ToLower(strings.TrimSpace(s.AttrOr(attr, "")))
			if key != "" && content != "" && m[key] == "" {
				m[key] = content
			}
		}
	})
	return m
}

var languageTag = regexp.MustCompile(`^[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*$`)

// declaredLanguage returns a declared language as a BCP 47 tag, "" if it is
// none.
func declaredLanguage(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ",")
	s = strings.TrimSpace(s)
	if !languageTag.MatchString(s) {
		return ""
	}
	base, rest, ok := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	if !ok {
		return strings.ToLower(base)
	}
	return strings.ToLower(base) + "-" + rest
}

// library adds what the extractor found, as the last opinion.
func (f *pageFacts) library(lib trafilatura.Metadata) {
	const where = "trafilatura"
	f.libraryTitle = oneLine(lib.Title)
	var names []string
	for _, n := range strings.Split(lib.Author, ";") {
		names = append(names, format.Names(n)...)
	}
	if len(names) > 0 {
		f.authors = append(f.authors, foundNames{unique(names), where})
	}
	if !lib.Date.IsZero() {
		f.dates = append(f.dates, found{lib.Date.Format("2006-01-02"), where})
	}
	if s := oneLine(lib.Sitename); s != "" {
		f.sites = append(f.sites, found{s, where})
	}
}

// fill writes what was found into the draft.
func (f *pageFacts) fill(d *draft, address string) {
	if t := f.title(); t.value != "" {
		d.title = t.value
		d.meta.set("title", t.where)
	}
	for _, a := range f.authors {
		d.meta.authors = unique(a.names)
		d.meta.set("authors", a.where)
		break
	}
	for _, v := range f.dates {
		if when := article.ParseDate(v.value); !when.IsZero() {
			d.meta.published = when
			d.meta.set("published", v.where)
			break
		}
	}
	for _, s := range f.sites {
		if u, err := url.Parse(address); err == nil && fold(strings.TrimPrefix(u.Hostname(), "www.")) == fold(s.value) {
			continue // the host is no name
		}
		if !isAddress(s.value) && len(s.value) < 80 {
			d.meta.source = s.value
			d.meta.set("source", s.where)
			break
		}
	}
	if c := resolve(address, f.canonical); c != "" {
		d.meta.canonical = c
		d.meta.set("canonical_url", "canonical")
		if address == "" {
			d.meta.url = c
			d.meta.set("url", "canonical")
		}
	}
	if f.language != "" {
		d.meta.language = f.language
		d.meta.set("language", "lang")
	}
}

// resolve returns a declared address as an absolute one, "" if it is none.
func resolve(base, ref string) string {
	if ref == "" {
		return ""
	}
	u, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && b.Host != "" {
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}
