package body

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"parallax/article"
)

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
