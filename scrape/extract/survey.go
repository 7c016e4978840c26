package extract

import (
	"cmp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// A survey is what one walk over a page collects for the facts of its article:
// what its head declares, the places in its body that are marked as a title, a
// byline, a date or a name, and the lines a reader sees, in order.
type survey struct {
	title     string              // of the title element
	meta      map[string][]string // contents by lower-case name, in order
	scripts   []string            // JSON-LD
	canonical string
	licence   string // what a link names as the licence
	language  string

	headings []mention            // h1
	times    []mention            // marked as a time or a date
	bylines  []mention            // marked as who wrote it
	props    map[string][]mention // microdata and RDFa by name
	logos    []mention
	crumbs   []mention
	tags     []mention
	types    []string // of outermost microdata

	lines   []line
	begins  int // the first line of prose, -1 if there is none
	regions []region

	flags map[string]where // of class names that were met
	open  strings.Builder  // the line that is being read
	size  int              // of all lines

	looked int // nodes that were looked at for what marked places say
}

// A mention is a marked place.
type mention struct {
	text   string
	value  string   // what an attribute gives in its stead: a time, a link
	names  []string // marked in it
	region int
	line   int  // the line it stands in
	kind   byte // of a heading 'h', it leads home; of a date 'p' or 'u', published or updated, 't' a time; of a byline 'r', rel=author, 'l' a link to an author
}

// A line is what a reader sees as one.
type line struct {
	text   string // the beginning of a long one
	long   bool   // it is prose
	region int
}

// where says what a place is part of.
type where uint16

const (
	inNav where = 1 << iota
	inFooter
	inAside // teasers, lists of other articles, boxes beside the article
	inComments
	inArticle
	isByline
	isDate
	isCrumbs
	isLogo
	isTags
	isUpdated
	isPublished
	isCaption
)

// besides are places that speak of something else than the article.
const besides = inNav | inFooter | inAside | inComments

// lasting is what an element says of all that stands in it.
const lasting = besides | inArticle | isCaption | isUpdated | isPublished

// A region is an element that says what stands in it.
type region struct {
	parent int
	is     where
}

// Bounds for what a page may make us keep.
const (
	mostMentions = 300     // of a kind
	mostLines    = 20000   // of a page
	longestLine  = 240     // bytes from which a line is prose
	mostText     = 4 << 20 // bytes of lines
	longestMeta  = 8 << 10
	longestTitle = 2000 // bytes
	mostLinks    = 1000
)

// look walks a page once. It changes nothing in doc, and takes time that grows
// with its size only.
func look(doc *html.Node) *survey {
	s := &survey{meta: map[string][]string{}, props: map[string][]mention{}, flags: map[string]where{}}
	s.regions = []region{{parent: -1}}
	s.declared(goquery.NewDocumentFromNode(doc))
	s.walk(doc, 0)
	s.flush(0)
	s.prose()
	return s
}

// prose unmarks what is called a menu, a footer or an aside and holds most of
// the prose of the page: whole pages stand in elements named after their columns.
func (s *survey) prose() {
	held := make([]int, len(s.regions))
	all := 0
	for _, l := range s.lines {
		if l.long {
			held[l.region]++
			all++
		}
	}
	for i := len(held) - 1; i > 0; i-- { // those within come after those around
		held[s.regions[i].parent] += held[i]
		if held[i] >= 3 && 2*held[i] > all {
			s.regions[i].is &^= inNav | inFooter | inAside
		}
	}
	s.begins = -1
	for i, l := range s.lines {
		if l.long && s.at(l.region)&besides == 0 {
			s.begins = i
			return
		}
	}
}

// first returns the first content of a meta element, "" if there is none.
func (s *survey) first(name string) string {
	if v := s.meta[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// at returns what the region and all around it are.
func (s *survey) at(region int) where {
	var w where
	for i := region; i > 0; i = s.regions[i].parent {
		w |= s.regions[i].is
	}
	return w
}

// clear makes a region and those around it no place beside the article: the
// article's title stands there.
func (s *survey) clear(region int) {
	for i := region; i > 0; i = s.regions[i].parent {
		s.regions[i].is &^= besides
	}
}

// here is the number of the line that is being read.
func (s *survey) here() int { return len(s.lines) }

func (s *survey) flush(region int) {
	if s.open.Len() == 0 {
		return
	}
	t := oneLine(s.open.String())
	s.open.Reset()
	if t == "" || len(s.lines) >= mostLines || s.size > mostText {
		return
	}
	l := line{text: t, region: region}
	if len(t) > longestLine {
		l.long = true
		l.text = beginning(t, longestLine)
	}
	s.size += len(l.text)
	s.lines = append(s.lines, l)
}

// beginning returns the first bytes of s, up to a whole rune.
func beginning(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

func (s *survey) walk(n *html.Node, region int) {
	switch n.Type {
	case html.TextNode:
		if s.open.Len() < 4*longestLine {
			s.open.WriteString(beginning(n.Data, 4*longestLine))
		}
		return
	case html.DocumentNode:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			s.walk(c, region)
		}
		return
	case html.ElementNode:
	default:
		return
	}
	switch n.Data {
	case "script":
		s.script(n)
		return
	case "meta":
		s.metaTag(n, region)
		return
	case "link":
		return
	case "title":
		if s.title == "" && n.FirstChild != nil && (n.Parent == nil || n.Parent.Data != "svg") {
			s.title = oneLine(beginning(n.FirstChild.Data, longestTitle))
		}
		return
	case "style", "template", "noscript", "svg", "iframe", "select", "textarea", "object", "math":
		return
	}
	block := blockTags[n.Data]
	if block || n.Data == "br" {
		s.flush(region)
	}
	region = s.element(n, region)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.walk(c, region)
	}
	if block {
		s.flush(region)
	}
}

// A marking is the attributes by which an element says what stands in it.
type marking struct{ class, id, prop, rel, datetime, itemtype, href string }

func markingOf(n *html.Node) marking {
	var m marking
	for _, a := range n.Attr {
		switch a.Key {
		case "class":
			m.class = beginning(a.Val, 400)
		case "id":
			m.id = beginning(a.Val, 100)
		case "itemprop", "property":
			m.prop = cmp.Or(m.prop, beginning(a.Val, 200))
		case "rel":
			m.rel = beginning(a.Val, 100)
		case "datetime":
			m.datetime = beginning(a.Val, 100)
		case "itemtype", "typeof":
			m.itemtype = beginning(a.Val, 200)
		case "href":
			m.href = beginning(a.Val, 2000)
		case "role", "data-testid", "data-component", "data-qa", "data-type":
			m.id += " " + beginning(a.Val, 100)
		}
	}
	return m
}

// element notes what an element is marked as and returns the region that stands
// in it.
func (s *survey) element(n *html.Node, around int) int {
	if n.Data == "html" || n.Data == "body" {
		return around // their classes speak of the whole page
	}
	m := markingOf(n)
	w := s.marked(m.class, m.id) | ofTag[n.Data]
	if strings.Contains(m.itemtype, "BreadcrumbList") {
		w |= isCrumbs
	}
	if s.at(around)&inArticle != 0 {
		w &^= inFooter // an article's own
	}
	within := around
	if w&lasting != 0 && s.regions[around].is|w != s.regions[around].is {
		s.regions = append(s.regions, region{parent: around, is: w & lasting})
		within = len(s.regions) - 1
	}
	if m.itemtype != "" && m.prop == "" && len(s.types) < mostArticles {
		for t := range strings.FieldsSeq(m.itemtype) {
			s.types = append(s.types, typeName(t))
		}
	}
	s.collect(n, m, w, within)
	return within
}

// ofTag is what elements say of what stands in them without any mark.
var ofTag = map[string]where{
	"nav": inNav, "footer": inFooter, "aside": inAside, "article": inArticle, "main": inArticle,
	"figcaption": isCaption, "figure": isCaption, "time": isDate,
}

func (s *survey) script(n *html.Node) {
	if n.FirstChild == nil || len(s.scripts) >= mostScripts {
		return
	}
	if t := attr(n, "type"); strings.Contains(t, "ld+json") && len(n.FirstChild.Data) <= longestLD {
		s.scripts = append(s.scripts, n.FirstChild.Data)
	}
}

func (s *survey) metaTag(n *html.Node, region int) {
	content := ""
	for _, a := range n.Attr {
		if a.Key == "content" || a.Key == "value" && content == "" {
			content = strings.TrimSpace(beginning(a.Val, longestMeta))
		}
	}
	if content == "" {
		return
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "property", "name", "http-equiv":
			k := strings.ToLower(strings.TrimSpace(beginning(a.Val, 80)))
			if k != "" && len(s.meta) < mostMentions && len(s.meta[k]) < mostNames {
				s.meta[k] = append(s.meta[k], content)
			}
		case "itemprop":
			s.property(n, beginning(a.Val, 200), region)
		}
	}
}

// declared reads what the page links to as its own: its address and its licence.
func (s *survey) declared(page *goquery.Document) {
	s.language = beginning(page.Find("html").AttrOr("lang", page.Find("html").AttrOr("xml:lang", "")), 40)
	page.Find("link[rel][href]").EachWithBreak(func(i int, l *goquery.Selection) bool {
		href := strings.TrimSpace(beginning(l.AttrOr("href", ""), 2000))
		switch strings.ToLower(l.AttrOr("rel", "")) {
		case "canonical":
			s.canonical = cmp.Or(s.canonical, href)
		case "license":
			s.licence = cmp.Or(s.licence, href)
		}
		return i < mostLinks
	})
}

// classHints are parts of class names and what they say of a place.
var classHints = []struct {
	part string
	is   where
}{
	{"comment", inComments},
	{"disqus", inComments},
	{"respond", inComments},
	{"replies", inComments},
	{"related", inAside},
	{"recommend", inAside},
	{"popular", inAside},
	{"trending", inAside},
	{"most-read", inAside},
	{"mostread", inAside},
	{"teaser", inAside},
	{"sidebar", inAside},
	{"read-more", inAside},
	{"readmore", inAside},
	{"carousel", inAside},
	{"outbrain", inAside},
	{"taboola", inAside},
	{"latest", inAside},
	{"next-post", inAside},
	{"newsletter", inAside},
	{"promo", inAside},
	{"ticker", inAside},
	{"widget_", inAside},
	{"recirc", inAside},
	{"more-stories", inAside},
	{"also-like", inAside},
	{"recent-post", inAside},
	{"complementary", inAside},
	{"navbar", inNav},
	{"navigation", inNav},
	{"menu", inNav},
	{"dropdown", inNav},
	{"footer", inFooter},
	{"copyright", inFooter},
	{"colophon", inFooter},
	{"contentinfo", inFooter},
	{"byline", isByline},
	{"author", isByline},
	{"autor", isByline},
	{"auteur", isByline},
	{"writer", isByline},
	{"journalist", isByline},
	{"contributor", isByline},
	{"reporter", isByline},
	{"redacteur", isByline},
	{"vcard", isByline},
	{"signature", isByline},
	{"submitted", isByline},
	{"posted-by", isByline},
	{"written", isByline},
	{"firma", isByline},
	{"date", isDate},
	{"time", isDate},
	{"publish", isDate},
	{"posted", isDate},
	{"datum", isDate},
	{"fecha", isDate},
	{"submitted", isDate},
	{"updated", isUpdated},
	{"modif", isUpdated},
	{"published", isPublished},
	{"pubdate", isPublished},
	{"pub-date", isPublished},
	{"entry-date", isPublished},
	{"crumb", isCrumbs},
	{"logo", isLogo},
	{"site-title", isLogo},
	{"site-name", isLogo},
	{"sitename", isLogo},
	{"brand", isLogo},
	{"masthead", isLogo},
	{"blog-title", isLogo},
	{"tags", isTags},
	{"keyword", isTags},
}

// marked returns what class names and an id say.
func (s *survey) marked(class, id string) where {
	if class == "" && id == "" {
		return 0
	}
	key := class + " " + id
	if w, ok := s.flags[key]; ok {
		return w
	}
	var w where
	low := strings.ToLower(key)
	for _, h := range classHints {
		if w&h.is != h.is && strings.Contains(low, h.part) {
			w |= h.is
		}
	}
	if w&isUpdated != 0 && w&isDate == 0 { // a picture's caption is modified too
		w &^= isUpdated
	}
	if len(s.flags) < 20000 {
		s.flags[key] = w
	}
	return w
}
