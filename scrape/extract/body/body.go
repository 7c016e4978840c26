// Package body finds the article in a page. It parts the page's tree into
// leaves, the smallest blocks that hold words, describes each leaf by numbers
// (what it says, where it stands, what stands around it), has a small model
// judge them, and keeps those that are most likely the article, with their
// structure, links and images. It knows no site and no outlet; what a page says
// of itself (title, date, authors) and what is residue inside an article are
// left to others.
package body

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"parallax/article"
)

// A Piece is one block of an article, before its place in the text is known.
type Piece struct {
	Kind   article.BlockKind
	Level  int // of a heading 1–6, of a list item its depth from 1
	Text   string
	Links  []article.Link  // spans are in Text
	Images []article.Image // that stand before it
	Lines  []int           // where single line breaks part the first lines of Text
	Reply  bool            // it stands among comments
}

// A Page is the tree of a page parted into leaves.
type Page struct {
	Title string // the page's own, of its head
	Said  Said

	leaves []leaf
	boxes  []box
	images []picture
	head   int // the leaf that is the title, as its features tell

	description string
	ogTitle     string
	ogType      string
}

// Said is what a page says of its article outside of its tree.
type Said struct {
	Text string // the article in structured data, "" if there is none
}

// A box is an element that parts blocks. The first is the whole page.
type box struct {
	node   *html.Node
	parent int32
	depth  int32
	tag    tagID
	own    hint   // what its class, id and role hint at
	within hint   // and those of all it stands in
	flags  uint32 // of elements it is or stands in
	style  uint64 // its tag and classes
	path   uint64 // its style and those of the boxes above it
	tokens []uint32
	first  int32 // leaf
	end    int32 // the leaf after its last
}

// What elements a box is or stands in.
const (
	inArticle uint32 = 1 << iota
	inMain
	inNav
	inHeader
	inFooter
	inAside
	inFigure
	inList
	inTable
	inQuote
	inForm
	inDetails
	inLink
	isHidden
	inBodyProp // itemprop=articleBody
	inDialog
	inConsent
)

// flagsAsked is how many of these are asked by the model, the first ones.
const flagsAsked = 16

// A leaf is the smallest block that holds words.
type leaf struct {
	kind   article.BlockKind
	level  int
	text   string
	links  []article.Link
	box    int32
	inline hint // of elements within it
	loose  bool // stands beside blocks, with no element of its own

	letters, linked, bold, italic, small int // letters, and those in links and so on
	anchors                              int
	breaks                               int   // single line breaks in it
	lines                                []int // where the first of them stand
	words                                int
}

// Segment parts a page's tree into leaves. It changes nothing in doc.
func Segment(doc *html.Node) *Page {
	p := &Page{}
	s := &segmenter{page: p, seen: map[string]classes{}}
	p.boxes = append(p.boxes, box{node: doc, parent: -1})
	s.children(doc, article.Paragraph, 0)
	s.flush(article.Paragraph, 0)
	s.close(0)
	p.dropConsent()
	return p
}

// dropConsent takes requests for consent out of a page that says more than they
// do: some are longer than its article.
func (p *Page) dropConsent() {
	asks := func(i int) bool { return p.boxes[p.leaves[i].box].flags&inConsent != 0 }
	other, some := 0, false
	for i := range p.leaves {
		if asks(i) {
			some = true
		} else if w := p.leaves[i].words; w >= sentence && !p.isLinks(i) {
			other += w
		}
	}
	if !some || other < 3*sentence {
		return
	}
	moved := make([]int32, len(p.leaves)+1)
	kept := p.leaves[:0]
	for i := range p.leaves {
		moved[i] = int32(len(kept))
		if !asks(i) {
			kept = append(kept, p.leaves[i])
		}
	}
	moved[len(p.leaves)] = int32(len(kept))
	p.leaves = kept
	for i := range p.boxes {
		p.boxes[i].first, p.boxes[i].end = moved[p.boxes[i].first], moved[p.boxes[i].end]
	}
	for i := range p.images {
		p.images[i].at = moved[p.images[i].at]
	}
}

type segmenter struct {
	page *Page
	seen map[string]classes
	box  int32
	mix  bool // the box holds blocks already

	text      []byte
	gap       bool // a blank stands before the next letter
	cur       leaf
	href      string // of the link that is open
	linkStart int    // where it began, -1 before its first letter
	inLink    int
	inBold    int
	inItalic  int
	inSmall   int
}

// flush ends the leaf that is open.
func (s *segmenter) flush(kind article.BlockKind, level int) {
	s.endLink()
	if len(s.text) > 0 {
		l := s.cur
		l.kind, l.level, l.text, l.box, l.loose = kind, level, string(s.text), s.box, s.mix
		l.words = countTokens(l.text)
		s.page.leaves = append(s.page.leaves, l)
	}
	s.text, s.gap, s.cur = s.text[:0], false, leaf{}
	s.linkStart = -1
}

func (s *segmenter) endLink() {
	if s.href != "" && s.linkStart >= 0 && len(s.text) > s.linkStart {
		s.cur.links = append(s.cur.links, article.Link{Span: article.Span{Start: s.linkStart, End: len(s.text)}, URL: s.href})
	}
	s.linkStart = -1
}

// write adds words, with single blanks between them.
func (s *segmenter) write(data string) {
	for i := 0; i < len(data); {
		c := data[i]
		if c < utf8.RuneSelf {
			i++
			if c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v' {
				s.gap = true
				continue
			}
			s.letter(rune(c))
			continue
		}
		r, n := utf8.DecodeRuneInString(data[i:])
		i += n
		switch {
		case unicode.IsSpace(r):
			s.gap = true
		case r == '\u200b' || r == '\ufeff' || r == '\u00ad': // nothing is seen of these
		default:
			s.letter(r)
		}
	}
}

func (s *segmenter) letter(r rune) {
	if s.gap && len(s.text) > 0 {
		s.text = append(s.text, ' ')
	}
	s.gap = false
	if s.href != "" && s.linkStart < 0 {
		s.linkStart = len(s.text)
	}
	s.text = utf8.AppendRune(s.text, r)
	s.cur.letters++
	if s.inLink > 0 {
		s.cur.linked++
	}
	if s.inBold > 0 {
		s.cur.bold++
	}
	if s.inItalic > 0 {
		s.cur.italic++
	}
	if s.inSmall > 0 {
		s.cur.small++
	}
}

func (s *segmenter) children(n *html.Node, kind article.BlockKind, level int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.node(c, kind, level)
	}
}

// open begins a box, and returns the box it stands in.
func (s *segmenter) open(n *html.Node) (outer int32) {
	outer = s.box
	b := box{node: n, parent: s.box, first: int32(len(s.page.leaves))}
	up := &s.page.boxes[s.box]
	b.depth, b.within, b.flags, b.tag = up.depth+1, up.within, up.flags, tagOf(n.Data)
	b.flags |= flagsOf(n)
	if s.inLink > 0 {
		b.flags |= inLink
	}
	c := s.classes(n)
	b.own, b.tokens = c.hint, c.tokens
	if c.consent && b.tag != tagIDs["body"] && b.tag != tagIDs["html"] {
		b.flags |= inConsent
	}
	b.within |= c.hint
	b.style = c.hash*31 + uint64(b.tag)
	b.path = (up.path ^ b.style) * 0x9e3779b97f4a7c15
	s.page.boxes = append(s.page.boxes, b)
	s.box, s.mix = int32(len(s.page.boxes)-1), false
	return outer
}

// close ends the box that is open.
func (s *segmenter) close(outer int32) {
	s.page.boxes[s.box].end = int32(len(s.page.leaves))
	s.box, s.mix = outer, true
}

// block walks n as a box of its own.
func (s *segmenter) block(n *html.Node, kind, inner article.BlockKind, level, innerLevel int) {
	s.flush(kind, level)
	outer := s.open(n)
	s.children(n, inner, innerLevel)
	s.flush(inner, innerLevel)
	s.close(outer)
}

func (s *segmenter) node(n *html.Node, kind article.BlockKind, level int) {
	if n.Type == html.TextNode {
		s.write(n.Data)
		return
	}
	if n.Type != html.ElementNode {
		return
	}
	tag := n.Data
	switch tag {
	case "head":
		s.page.readHead(n)
		return
	case "meta":
		s.page.readMeta(n)
		return
	case "noscript":
		s.image(n)
		return
	}
	if unread[tag] {
		return
	}
	switch tag {
	case "br":
		s.br(n, kind, level)
	case "img", "amp-img", "picture":
		s.image(n)
	case "table":
		s.table(n, kind, level)
	case "pre":
		s.flush(kind, level)
		outer := s.open(n)
		if t := strings.Trim(plainText(n), "\n"); strings.TrimSpace(t) != "" {
			s.page.leaves = append(s.page.leaves, leaf{kind: article.Code, text: t, box: s.box, letters: utf8.RuneCountInString(t), words: countTokens(t)})
		}
		s.close(outer)
	case "ul", "ol", "menu":
		depth := 1
		if kind == article.ListItem {
			depth = min(level+1, 6)
		}
		s.block(n, kind, article.ListItem, level, depth)
	case "li", "dt", "dd":
		s.block(n, kind, article.ListItem, level, max(level, 1))
	case "blockquote":
		s.block(n, kind, article.Quotation, level, 0)
	default:
		if !blockTags[tag] && !holdsBlock(n, 6) {
			s.inline(n, kind, level)
			return
		}
		k, l := kindOfTag(tag)
		if k == article.Paragraph && kind != article.Heading { // a paragraph in a quotation is quoted
			k, l = kind, level
		}
		was := s.openLink(n)
		s.block(n, kind, k, level, l)
		s.closeLink(n, was)
	}
}

// openLink notes a link that leads somewhere, and returns what was open.
func (s *segmenter) openLink(n *html.Node) string {
	was := s.href
	if n.Data == "a" {
		if href := strings.TrimSpace(attr(n, "href")); href != "" {
			s.inLink++
			s.cur.anchors++
			if was == "" {
				s.href, s.linkStart = href, -1
			}
		}
	}
	return was
}

func (s *segmenter) closeLink(n *html.Node, was string) {
	if n.Data == "a" && strings.TrimSpace(attr(n, "href")) != "" {
		s.inLink--
		if was == "" {
			s.endLink()
			s.href = ""
		}
	}
}

func (s *segmenter) inline(n *html.Node, kind article.BlockKind, level int) {
	var count *int
	switch n.Data {
	case "b", "strong":
		count = &s.inBold
	case "i", "em", "cite":
		count = &s.inItalic
	case "small", "sup", "sub", "time", "label":
		count = &s.inSmall
	}
	if count != nil {
		*count++
		defer func() { *count-- }()
	}
	if len(n.Attr) > 0 {
		c := s.classes(n)
		s.cur.inline |= c.hint
	}
	was := s.openLink(n)
	s.children(n, kind, level)
	s.closeLink(n, was)
}

// mostLines is how many first lines of a leaf are known apart: what says who
// wrote an article and when is often parted from it by a line break alone.
const mostLines = 4

// br ends a paragraph where two stand together, as old pages part their
// paragraphs, and is a blank otherwise.
func (s *segmenter) br(n *html.Node, kind article.BlockKind, level int) {
	for d := n.NextSibling; d != nil; d = d.NextSibling {
		if d.Type == html.CommentNode || d.Type == html.TextNode && strings.TrimSpace(d.Data) == "" {
			continue
		}
		if d.Type == html.ElementNode && d.Data == "br" {
			mix := s.mix
			s.flush(kind, level)
			s.mix = mix
			return
		}
		break
	}
	s.gap = true
	s.cur.breaks++
	if at := len(s.text); at > 0 && len(s.cur.lines) < mostLines {
		s.cur.lines = append(s.cur.lines, at)
	}
}

// table makes one leaf of a table of figures, a line a row. A table of one
// column, or one that holds paragraphs, is layout.
func (s *segmenter) table(n *html.Node, kind article.BlockKind, level int) {
	s.flush(kind, level)
	outer := s.open(n)
	defer s.close(outer)
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && c.Data == "caption" {
			s.node(c, kind, level)
		}
	}
	rows, ok := figures(n)
	if !ok {
		for c := range n.ChildNodes() {
			if c.Data != "caption" {
				s.node(c, article.Paragraph, 0)
			}
		}
		s.flush(article.Paragraph, 0)
		return
	}
	if len(rows) == 0 {
		return
	}
	l := leaf{kind: article.Table, text: strings.Join(rows, "\n"), box: s.box}
	l.letters = utf8.RuneCountInString(l.text)
	l.words = countTokens(l.text)
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "a" && attr(d, "href") != "" {
			l.anchors++
			l.linked += utf8.RuneCountInString(oneLine(plainText(d)))
		}
	}
	s.page.leaves = append(s.page.leaves, l)
}

// figures returns the rows of a table of figures, and false for layout.
func figures(n *html.Node) ([]string, bool) {
	var rows []string
	columns := 0
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		switch d.Data {
		case "table", "form", "nav", "header", "footer", "article", "section":
			return nil, false
		case "p", "div", "ul", "ol", "h1", "h2", "h3", "blockquote":
			if len(plainText(d)) > 200 {
				return nil, false
			}
		case "tr":
			var cells []string
			for c := range d.ChildNodes() {
				if c.Type == html.ElementNode && (c.Data == "td" || c.Data == "th") {
					t := oneLine(plainText(c))
					if len(t) > 1000 {
						return nil, false
					}
					cells = append(cells, t)
				}
			}
			columns = max(columns, len(cells))
			if row := strings.Join(cells, " | "); strings.Trim(row, " |") != "" {
				rows = append(rows, row)
			}
		}
	}
	return rows, columns >= 2
}

func plainText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && !unread[d.Parent.Data]:
			b.WriteString(d.Data)
		case d.Type == html.ElementNode && d.Data == "br":
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// holdsBlock reports whether an inline element holds blocks, as old and broken
// markup has it; it looks down a few levels of inline elements.
func holdsBlock(n *html.Node, deep int) bool {
	if strings.Contains(n.Data, "-") { // an element of the page's own making
		return true
	}
	if deep == 0 {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (blockTags[c.Data] || holdsBlock(c, deep-1)) {
			return true
		}
	}
	return false
}

// readHead reads what the head says of the page.
func (p *Page) readHead(head *html.Node) {
	for d := range head.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		switch d.Data {
		case "title":
			if p.Title == "" {
				p.Title = oneLine(plainTitle(d))
			}
		case "meta":
			p.readMeta(d)
		}
	}
}

func plainTitle(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
		return n.FirstChild.Data
	}
	return ""
}

func (p *Page) readMeta(n *html.Node) {
	key := attr(n, "property")
	if key == "" {
		key = attr(n, "name")
	}
	set := func(to *string) {
		if *to == "" {
			*to = oneLine(attr(n, "content"))
		}
	}
	switch strings.ToLower(key) {
	case "og:title":
		set(&p.ogTitle)
	case "og:type":
		set(&p.ogType)
	case "description", "og:description":
		set(&p.description)
	}
}
