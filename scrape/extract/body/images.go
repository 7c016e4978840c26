package body

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parallax/article"
)

// A picture is an image and where it stands.
type picture struct {
	article.Image
	node *html.Node
	box  int32
	at   int32 // before this leaf
}

// mostImages is how many images of a page are looked at.
const mostImages = 400

// image notes an image; which of its addresses is the real one is asked only
// where it is kept.
func (s *segmenter) image(n *html.Node) {
	if len(s.page.images) < mostImages {
		s.page.images = append(s.page.images, picture{node: n, box: s.box, at: int32(len(s.page.leaves))})
	}
}

// pictures returns the images that stand among the leaves that are kept: next
// to them, or in a figure that does. Each is given once.
func (p *Page) pictures(keep []bool) []picture {
	first, last := int32(-1), int32(-1)
	words := make([]int, len(p.leaves)+1) // of the leaves before, and of those kept
	kept := make([]int, len(p.leaves)+1)
	for i := range p.leaves {
		l := &p.leaves[i]
		w := l.words
		if p.boxes[l.box].flags&inFigure != 0 || l.kind == article.Heading && l.level == 1 {
			w = 0 // a caption, the title above
		}
		words[i+1], kept[i+1] = words[i]+w, kept[i]
		if keep[i] {
			kept[i+1] += w
			if last = int32(i); first < 0 {
				first = int32(i)
			}
		}
	}
	if first < 0 {
		return nil
	}
	var out []picture
	seen := map[string]bool{}
	for _, pic := range p.images {
		if pic.at > last+4 {
			break
		}
		b := pic.box
		for b > 0 && (words[p.boxes[b].end] == words[p.boxes[b].first] || p.boxes[b].flags&inFigure != 0) {
			b = p.boxes[b].parent
		}
		in := p.boxes[b]
		if 2*(kept[in.end]-kept[in.first]) < words[in.end]-words[in.first] {
			continue // among words that are not the article's
		}
		pic.URL, pic.Alt = imageOf(pic.node)
		if pic.URL == "" || seen[pic.URL] {
			continue
		}
		seen[pic.URL] = true
		pic.Caption = p.captionOf(&pic)
		out = append(out, pic)
	}
	return out
}

// captionOf returns the words of the figure an image stands in.
func (p *Page) captionOf(pic *picture) string {
	b := pic.box
	for b >= 0 && p.boxes[b].tag != tagIDs["figure"] {
		if p.boxes[b].flags&inFigure == 0 {
			return ""
		}
		b = p.boxes[b].parent
	}
	if b < 0 {
		return ""
	}
	var words []string
	for i := p.boxes[b].first; i < p.boxes[b].end; i++ {
		if p.leaves[i].kind == article.Caption {
			words = append(words, p.leaves[i].text)
		}
	}
	return strings.Join(words, " ")
}

// imageOf returns the address and the description of an image: the real
// address where pages put a placeholder first and load the image when it is
// scrolled to.
func imageOf(n *html.Node) (address, alt string) {
	if n.Data == "noscript" {
		inner := n.FirstChild
		if inner == nil || inner.Type != html.TextNode || len(inner.Data) > 4000 || !strings.Contains(inner.Data, "<img") {
			return "", ""
		}
		nodes, err := html.ParseFragment(strings.NewReader(inner.Data), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
		if err != nil {
			return "", ""
		}
		for _, m := range nodes {
			for d := range m.Descendants() {
				if d.Type == html.ElementNode && d.Data == "img" {
					return imageOf(d)
				}
			}
			if m.Type == html.ElementNode && m.Data == "img" {
				return imageOf(m)
			}
		}
		return "", ""
	}
	if tiny(n) {
		return "", ""
	}
	alt = oneLine(attr(n, "alt"))
	if n.Data == "picture" {
		var sources []string
		for d := range n.Descendants() {
			if d.Type != html.ElementNode {
				continue
			}
			switch d.Data {
			case "img":
				a, t := imageOf(d)
				if a != "" {
					return a, t
				}
				alt = t
			case "source":
				sources = append(sources, largest(attr(d, "data-srcset")), largest(attr(d, "srcset")))
			}
		}
		for _, a := range sources {
			if a != "" {
				return a, alt
			}
		}
		return "", alt
	}
	for _, key := range []string{"data-src", "data-lazy-src", "data-original", "data-url", "data-full-src", "data-hi-res-src"} {
		if a := realImage(attr(n, key)); a != "" {
			return a, alt
		}
	}
	for _, key := range []string{"data-srcset", "data-lazy-srcset", "srcset"} {
		if a := largest(attr(n, key)); a != "" {
			return a, alt
		}
	}
	return realImage(attr(n, "src")), alt
}

// tiny reports whether an image is too small to show anything.
func tiny(n *html.Node) bool {
	for _, key := range []string{"width", "height"} {
		if v, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attr(n, key)), "px")); err == nil && v < 48 {
			return true
		}
	}
	return false
}

// realImage returns the address of an image, "" for none and for a placeholder.
func realImage(a string) string {
	a = strings.TrimSpace(a)
	low := strings.ToLower(a)
	if strings.HasPrefix(low, "data:") || strings.HasPrefix(low, "blob:") {
		return ""
	}
	name := low[strings.LastIndexByte(low, '/')+1:]
	for _, p := range []string{"placeholder", "spacer", "blank.", "pixel.", "transparent.", "loading.", "1x1", "lazy."} {
		if strings.Contains(name, p) {
			return ""
		}
	}
	return a
}

// largest returns the address of the largest image in a srcset.
func largest(set string) string {
	best, size := "", -1.0
	for len(set) > 0 {
		set = strings.TrimLeft(set, " \t\r\n,")
		end := strings.IndexAny(set, " \t\r\n")
		if end < 0 {
			end = len(set)
		}
		address := set[:end]
		set = set[end:]
		var about string
		if trimmed := strings.TrimRight(address, ","); trimmed != address {
			address = trimmed
		} else {
			about, set, _ = strings.Cut(set, ",")
		}
		about = strings.TrimSpace(about)
		v := 1.0
		if about != "" {
			v, _ = strconv.ParseFloat(about[:len(about)-1], 64)
		}
		if a := realImage(address); a != "" && v > size {
			best, size = a, v
		}
	}
	return best
}
