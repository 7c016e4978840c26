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
