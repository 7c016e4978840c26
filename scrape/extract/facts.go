package extract

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"parallax/article"
)

// A found value and where it was found.
type found struct{ value, where string }

// pageFacts are what the markup of a page says of its article, the most
// trustworthy first.
type pageFacts struct {
	titles, sites       []found
	published, updated  []dateFound
	bylines             []byline
	canonical, language string
	headings            []heading
	h1                  []string
	seen                map[string]bool // lines of the page, folded
	names               map[string]bool // of the outlet, letters and digits alone
	pageTitle           string
	outlet              outletHost
	anchor              int    // the line of the title, -1 if it is not among the lines
	body                string // the text in structured data, "" if there is none

	types  []string // what structured data says the page is about, in lower case
	ogType string
	paid   bool // it is said not to be for free

	section      found
	keywords     []string
	keywordsFrom string
	agencies     []string
	agenciesFrom string
	licence      found
}

// facts reads the markup of the page at address, which may be "". It changes
// nothing in doc, and takes time that grows with its size only.
func facts(doc *html.Node, address string) *pageFacts {
	s := look(doc)
	f := &pageFacts{anchor: -1, pageTitle: s.title, canonical: cmp.Or(s.canonical, s.first("og:url"))}
	ld := linkedData(s.scripts, func(st structured) bool {
		return slices.ContainsFunc(st.address, func(a string) bool {
			a = strings.TrimRight(a, "/")
			return a != "" && (a == strings.TrimRight(address, "/") || a == strings.TrimRight(f.canonical, "/"))
		})
	})
	f.body, f.types, f.paid = ld.body, append(ld.types, s.types...), ld.paid
	f.ogType = strings.ToLower(s.first("og:type"))
	for _, l := range []string{s.language, s.first("content-language"), s.first("og:locale"), ld.language, s.first("language"), s.first("dc.language")} {
		f.language = cmp.Or(f.language, declaredLanguage(l))
	}
	f.outlet = outletAt(cmp.Or(address, f.canonical))
	f.findTitles(s, ld)
	f.findSites(s, ld)
	f.names = f.outletNames()
	f.findHeadings(s)
	f.anchorAt(s, f.title().value)
	f.findDates(s, ld, newDater(s, f.language, f.outlet.host), address)
	f.findAuthors(s, ld)
	f.findAgencies(s, ld)
	f.findLicence(s, ld)
	f.findTopics(s, ld)
	return f
}

// anchorAt finds the line of the title.
func (f *pageFacts) anchorAt(s *survey, title string) {
	key := fold(title)
	if key == "" {
		return
	}
	for _, h := range s.headings {
		if fold(h.text) == key {
			f.anchor = h.line
			s.clear(h.region)
			return
		}
	}
	for i, l := range s.lines {
		if fold(l.text) == key && s.at(l.region)&(inNav|inComments|isCrumbs) == 0 {
			f.anchor = i
			s.clear(l.region)
			return
		}
	}
	best := 0.6
	for _, h := range s.headings {
		if o := overlap(fold(h.text), key); o > best && s.at(h.region)&besides == 0 {
			f.anchor, best = h.line, o
		}
	}
	if f.anchor < 0 && len(s.headings) == 1 {
		f.anchor = s.headings[0].line
	}
}

var languageTag = lazily(`^[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*$`)

// declaredLanguage returns a declared language as a BCP 47 tag, "" if it is
// none.
func declaredLanguage(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ",")
	s = strings.TrimSpace(s)
	if !languageTag().MatchString(s) {
		return ""
	}
	base, rest, ok := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	if !ok {
		return strings.ToLower(base)
	}
	return strings.ToLower(base) + "-" + rest
}

// fill writes what was found into the draft.
func (f *pageFacts) fill(d *draft, address string) {
	if t := f.title(); t.value != "" {
		d.title = t.value
		d.meta.set("title", t.where)
	}
	if b := f.authors(); len(b.people) > 0 {
		d.meta.authors = b.people
		d.meta.set("authors", b.where)
	}
	if v := f.agreed(); !v.IsZero() {
		d.meta.published = v.Date
		d.meta.set("published", v.where)
	}
	if v := f.changed(d.meta.published); !v.IsZero() {
		d.meta.updated = v.Date
		d.meta.set("updated", v.where)
	}
	if n := f.site(); n.value != "" {
		d.meta.source = n.value
		d.meta.set("source", n.where)
	}
	if f.section.value != "" {
		d.meta.section = f.section.value
		d.meta.set("section", f.section.where)
	}
	if len(f.keywords) > 0 {
		d.meta.keywords = f.keywords
		d.meta.set("keywords", f.keywordsFrom)
	}
	if len(f.agencies) > 0 {
		d.meta.agencies = f.agencies
		d.meta.set("agencies", f.agenciesFrom)
	}
	if f.licence.value != "" {
		d.meta.licence = f.licence.value
		if l := resolve(address, f.licence.value); l != "" && strings.Contains(f.licence.value, "/") {
			d.meta.licence = l
		}
		d.meta.set("licence", f.licence.where)
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

// doubt takes back what was only read off a page that turned out to be a list:
// the first date there is that of its first entry.
func (d *draft) doubt() {
	if d.pageType != article.ListingPage {
		return
	}
	switch d.meta.from["published"] {
	case "time", "date-line", "only-date", "updated":
		d.meta.published = article.Date{}
		delete(d.meta.from, "published")
	}
	switch d.meta.from["authors"] {
	case "byline":
		d.meta.authors = nil
		delete(d.meta.from, "authors")
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
