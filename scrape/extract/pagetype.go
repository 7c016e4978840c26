package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"parallax/article"
)

// pageType says what a page is that gave d: what it declares of itself, what it
// is built of, and what words it uses where there are few. The evidence must be
// strong for anything but an article: an article that is called a list of links
// is worse than the reverse.
func pageType(doc *html.Node, f *pageFacts, d *draft, address string) article.PageType {
	e := &evidence{doc: doc, types: map[string]bool{}}
	e.stock = e.visit(doc)
	e.declared(f, d, address)
	if t := e.barrier(); t != "" {
		return t
	}
	best, most := article.ArticlePage, 0.0
	for _, c := range []struct {
		is     article.PageType
		points float64
	}{
		{article.ForumPage, e.forum() - 3},
		{article.ProductPage, e.product() - 2},
		{article.ListingPage, e.listing() - 4},
		{article.OtherPage, e.other() - 1.5},
	} {
		if c.points >= 0 && (best == article.ArticlePage || c.points > most) {
			best, most = c.is, c.points
		}
	}
	return best
}

// An evidence is what a page has that tells the types apart.
type evidence struct {
	stock       // of the page without its navigation
	aside stock // of navigation, footer and asides
	doc   *html.Node

	// What it declares.
	types         map[string]bool // of its structured data
	articles      int             // objects of it that are articles
	og            string
	generator     string
	paid          bool
	dated, signed bool
	names         []string // title and headings
	root          bool     // the address is a site's first page
	host, path    string

	// What was found in it.
	body       int // letters
	paragraphs int // long enough to be prose
	opening    string

	// What it is built of.
	scripts, frames           int
	apology                   string // for readers without scripts
	mount                     bool   // a box that scripts fill
	baskets, accepts, secrets int    // buttons that buy and agree, fields for passwords
	wall                      bool   // a box bars the way to the text
}

// A stock is what stands in a part of a page. Text is counted in letters, those
// of Chinese, Japanese and Korean twice.
type stock struct {
	text, linked  int
	links         int
	prose         int // text of blocks that are sentences rather than labels
	dates, people int
	prices        int
	images        int
	tops          int // headings of the first rank
	teasers       int // elements of a kind that lead to another page each
	cards         int // those of them with a price
	teased        int // text of teasers
	teasedProse   int
	posts         int // elements of a kind that somebody wrote at a time each
	posted        int // text of posts
}

func (s *stock) add(o stock) {
	s.text += o.text
	s.linked += o.linked
	s.links += o.links
	s.prose += o.prose
	s.dates += o.dates
	s.people += o.people
	s.prices += o.prices
	s.images += o.images
	s.tops += o.tops
	s.teasers += o.teasers
	s.cards += o.cards
	s.teased += o.teased
	s.teasedProse += o.teasedProse
	s.posts += o.posts
	s.posted += o.posted
}

// Bounds of what is looked at closely.
const (
	longestClass  = 200      // of an element's class and id, and of what names the software
	shortText     = 60       // a label: a date, a name, a price, a button
	mostRead      = 64 << 10 // of the words of a page that is short of them
	proseText     = 100
	mostFurniture = 500 // prose
	hardlyAny     = 250 // text
)

// visit counts what stands in n, in time that grows with the tree only.
func (e *evidence) visit(n *html.Node) (st stock) {
	switch n.Type {
	case html.TextNode:
		s := oneLine(n.Data)
		st.text = letters(s)
		if st.text > 0 && st.text < shortText && priceText().MatchString(s) {
			st.prices = 1
		}
		if st.text > 0 && st.text < shortText && dateText().MatchString(s) {
			st.dates = 1
		}
		return st
	case html.DocumentNode:
		e.children(n, &st)
		return st
	case html.ElementNode:
	default:
		return st
	}
	if e.silent(n) {
		return st
	}
	id := attr(n, "id")
	class := attr(n, "class") + " " + id
	class = class[:min(len(class), longestClass)]
	e.children(n, &st)
	switch n.Data {
	case "img", "picture":
		st.images = 1
	case "time":
		st.dates = max(st.dates, 1)
	case "h1":
		st.tops++
	case "a":
		if st.text > 0 && attr(n, "href") != "" {
			st.links, st.linked = 1, st.text
			if nameClass().MatchString(class + " " + attr(n, "rel")) {
				st.people++
			}
		}
	default:
		if st.text > 0 && st.text < shortText {
			if st.dates == 0 && dateClass().MatchString(class) {
				st.dates = 1
			}
			if st.people == 0 && nameClass().MatchString(class) {
				st.people = 1
			}
		}
	}
	if (n.Data == "button" || n.Data == "a") && st.text < shortText {
		e.button(plainText(n))
	}
	e.mount = e.mount || mountID().MatchString(id)
	e.wall = e.wall || st.text > 0 && wallClass().MatchString(class) && n.Data != "body" && n.Data != "html"
	if blockTags[n.Data] && st.prose == 0 && st.text >= proseText && st.linked*3 < st.text {
		st.prose = st.text
	}
	if furniture[n.Data] || st.prose < mostFurniture && st.tops == 0 && !standing[n.Data] && (attr(n, "role") == "navigation" || menuClass().MatchString(class)) {
		e.aside.add(st)
		return stock{}
	}
	return st
}

// standing are the elements that are no furniture, whatever their class.
var standing = map[string]bool{"html": true, "body": true, "main": true, "article": true, "p": true, "h1": true, "h2": true}

// silent notes an element that holds no text of the page, and reports whether n
// is one.
func (e *evidence) silent(n *html.Node) bool {
	switch n.Data {
	case "script":
		e.scripts++
	case "noscript":
		if c := n.FirstChild; c != nil && len(e.apology) < 2000 {
			e.apology += " " + strings.ToLower(c.Data[:min(len(c.Data), 1000)])
		}
	case "meta":
		if strings.EqualFold(attr(n, "name"), "generator") && len(e.generator) < longestClass {
			e.generator += " " + strings.ToLower(beginning(attr(n, "content"), longestClass))
		}
	case "input":
		switch strings.ToLower(attr(n, "type")) {
		case "password":
			e.secrets++
		case "submit", "button":
			e.button(attr(n, "value"))
		}
	case "iframe", "frame":
		e.frames++
	case "style", "template", "title", "select", "textarea", "svg":
	default:
		return false
	}
	return true
}

// children adds up what stands in n's children, and finds those that are of a
// kind: teasers and posts.
func (e *evidence) children(n *html.Node, st *stock) {
	type kin struct{ teasers, cards, teased, prose, posts, posted int }
	var kins map[string]*kin
	for c := range n.ChildNodes() {
		s := e.visit(c)
		st.add(s)
		if c.Type != html.ElementNode || s.text == 0 || s.links+s.people+s.dates == 0 || !blockTags[c.Data] && c.Data != "a" {
			continue
		}
		teaser := s.teasers == 0 && s.links > 0 && s.links <= 8 && s.text <= 600 && (s.linked >= 15 || s.prices > 0 || s.images > 0)
		post := s.posts == 0 && s.dates > 0 && s.people > 0 && s.text-s.linked > 30
		if !teaser && !post {
			continue
		}
		class, _, _ := strings.Cut(strings.TrimSpace(attr(c, "class")), " ")
		k := kins[c.Data+" "+class]
		if k == nil {
			if kins == nil {
				kins = map[string]*kin{}
			}
			k = &kin{}
			kins[c.Data+" "+class] = k
		}
		if teaser {
			k.teasers++
			k.teased += s.text
			k.prose += s.prose
			if s.prices > 0 {
				k.cards++
			}
		}
		if post {
			k.posts++
			k.posted += s.text
		}
	}
	for _, k := range kins {
		if k.teasers >= 3 {
			st.teasers += k.teasers
			st.cards += k.cards
			st.teased += k.teased
			st.teasedProse += k.prose
		}
		if k.posts >= 2 {
			st.posts += k.posts
			st.posted += k.posted
		}
	}
}

func (e *evidence) button(label string) {
	label = strings.ToLower(oneLine(label))
	switch {
	case basketWords().MatchString(label):
		e.baskets++
	case acceptWords().MatchString(label):
		e.accepts++
	}
}

// declared takes what is known of the page beside its tree.
func (e *evidence) declared(f *pageFacts, d *draft, address string) {
	for _, t := range f.types {
		e.types[t] = true
		if isArticle(t) {
			e.articles++
		}
	}
	e.og, e.paid = f.ogType, f.paid
	e.dated, e.signed = !d.meta.published.IsZero(), len(d.meta.authors) > 0
	for _, s := range append([]string{f.pageTitle}, f.h1...) {
		e.names = append(e.names, strings.ToLower(s))
	}
	var b strings.Builder
	for _, p := range d.pieces {
		n := letters(p.text)
		e.body += n
		if n >= proseText {
			e.paragraphs++
		}
		if b.Len() < 2000 {
			b.WriteString(strings.ToLower(p.text[:min(len(p.text), 2000)]))
			b.WriteByte('\n')
		}
	}
	e.opening = b.String()
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		e.host, e.path = strings.ToLower(u.Hostname()), strings.ToLower(u.Path)
		e.root = strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
	}
}

func isArticle(t string) bool {
	return strings.HasSuffix(t, "article") || strings.HasSuffix(t, "blogposting") || t == "report" || t == "review" || t == "newsstory"
}

// is reports whether structured data names one of the types.
func (e *evidence) is(types ...string) bool {
	for _, t := range types {
		if e.types[t] {
			return true
		}
	}
	return false
}

// barrier returns what stands in the place of a page's text, "" if nothing does.
func (e *evidence) barrier() article.PageType {
	free := e.prose - e.teasedProse
	switch {
	case free < 1000 && e.paragraphs <= 4 && (e.articles == 0 || !e.dated) && e.failed():
		return article.ErrorPage
	case e.articles == 0 && e.accepts > 0 && (consentHost().MatchString(e.host) || e.asks()):
		return article.ConsentPage
	case (e.paid && e.body < 2000 || e.wall && e.body < 1200) && free < 2500 && e.calls():
		return article.PaywallPage
	case e.body < hardlyAny && e.text < hardlyAny && e.frames == 0 && (e.mount || e.scripts > 0 && (e.text == 0 || scriptWords().MatchString(e.apology+" "+e.opening))):
		return article.ShellPage
	}
	return ""
}

// asks reports whether most of what a page says is about consent.
func (e *evidence) asks() bool {
	if e.text > 20_000 {
		return false
	}
	asking, other := 0, 0
	e.lines(func(s string) {
		if n := letters(s); consentWords().MatchString(s) {
			asking += n
		} else if n >= proseText {
			other += n
		}
	})
	return asking >= proseText && asking*2 >= other*3 && other < 600
}

// calls reports whether a page invites to subscribe or log in to read on.
func (e *evidence) calls() bool {
	calls := false
	e.lines(func(s string) {
		calls = calls || len(s) < 600 && callWords().MatchString(s)
	})
	return calls
}

// lines hands f the texts of the page, in lower case, up to a limit.
func (e *evidence) lines(f func(string)) {
	left := mostRead
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			if s := oneLine(n.Data); s != "" && left > 0 {
				s = strings.ToLower(s[:min(len(s), left)])
				left -= len(s)
				f(s)
			}
			return
		}
		switch n.Data {
		case "script", "style", "noscript", "template", "title", "svg", "select", "textarea", "nav", "footer":
			return
		}
		for c := n.FirstChild; c != nil && left > 0; c = c.NextSibling {
			walk(c)
		}
	}
	walk(e.doc)
}

// failed reports whether a page says in its title, or in the few words it has,
// that it could not be shown.
func (e *evidence) failed() bool {
	for _, n := range e.names {
		if len(n) > 200 {
			continue
		}
		for _, part := range titleMark().Split(n, 4) {
			if errorName().MatchString(strings.TrimSpace(part)) {
				return true
			}
		}
		if errorWords().MatchString(n) {
			return true
		}
	}
	return e.text < 1500 && challengeWords().MatchString(e.opening+" "+e.apology)
}

// when returns points where ok holds.
func when(ok bool, points float64) float64 {
	if ok {
		return points
	}
	return 0
}

// share returns how much n is of all text of the page.
func (e *evidence) share(n int) float64 { return float64(n) / float64(max(e.text, 1)) }

// forum weighs what speaks for people answering one another. Posts alone are
// comments as well.
func (e *evidence) forum() float64 {
	posts := when(e.posts >= 2 && e.share(e.posted) >= 0.2, 0.5)
	if e.posts >= 2 && e.share(e.posted) >= 0.4 {
		posts = 2
	}
	return posts +
		when(e.is("qapage", "discussionforumposting"), 2) +
		when(forumSoftware().MatchString(e.generator), 2) +
		when(forumHost().MatchString(e.host) || forumPath().MatchString(e.path), 1) -
		when(e.articles > 0, 2)
}

// product weighs what speaks for one thing to buy.
func (e *evidence) product() float64 {
	return when(e.is("product", "productgroup", "individualproduct"), 1.5) +
		when(strings.HasPrefix(e.og, "product"), 2) +
		when(e.baskets > 0, 1) +
		when(e.prices > 0, 0.5) +
		when(productPath().MatchString(e.path), 1) -
		when(e.articles > 0, 3) -
		when(e.og == "article", 0.5) -
		when(e.cards >= 8 || e.is(listTypes...), 1.5) -
		when(e.og == "product.group", 4)
}

var listTypes = []string{"collectionpage", "searchresultspage", "offercatalog"}

// listing weighs what speaks for a page that leads to others.
func (e *evidence) listing() float64 {
	free := e.prose - e.teasedProse
	p := when(e.is(listTypes...) || e.is("itemlist"), 1.5) +
		when(e.og == "product.group", 1.5) +
		when(e.root, 1.5) +
		when(e.root && e.share(e.linked) >= 0.4, 1.5) +
		when(e.root && e.teasers >= 10, 3) +
		when(listPath().MatchString(e.path), 0.5) +
		when(e.teasers >= 6 && free*5 < e.teased, 0.5) +
		when(e.share(e.linked) >= 0.35, 0.5) +
		when(e.paragraphs <= 2, 0.5) +
		when(e.cards >= 8, 2.5) +
		when(e.cards >= 12, 0.5) +
		when(e.articles >= 4, 1) -
		when(e.articles == 1 || e.articles == 2, 2.5) -
		when(e.og == "article", 0.5) -
		when(strings.HasPrefix(e.og, "video"), 2) -
		when(e.dated, 0.5) -
		when(e.signed, 0.5) -
		when(e.paragraphs >= 8 && free >= 400 && free*4 >= e.teased, 1.5)
	switch share := e.share(e.teased); {
	case share >= 0.75 && e.teasers >= 6:
		p += 3
	case share >= 0.5:
		p += 2
	case share >= 0.3:
		p++
	}
	switch {
	case free < 200:
		p++
	case free < 400:
		p += 0.5
	case free >= 1000 && e.cards < 10 && !e.root:
		p--
	}
	return p
}

// other weighs what speaks for a page that has a text and tells nothing: a
// manual, a company's description of itself.
func (e *evidence) other() float64 {
	return when(e.root, 1.5) +
		when(manualSoftware().MatchString(e.generator), 1.5) +
		when(manualHost().MatchString(e.host), 1) +
		when(manualPath().MatchString(e.path), 0.5) +
		when(e.is("service", "softwareapplication", "webapplication", "aboutpage", "contactpage", "profilepage"), 1) +
		when(companyPath().MatchString(e.path), 1) +
		when(!e.dated && !e.signed, 0.5) -
		when(e.dated && e.signed, 1) -
		when(e.og == "article", 0.5) -
		when(e.articles > 0, 2)
}

// letters counts the letters of s, those of Chinese, Japanese and Korean twice:
// they say as much.
func letters(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x2e80 {
			n++
		}
	}
	return n
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
