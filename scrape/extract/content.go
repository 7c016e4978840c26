package extract

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parallax/article"
	"parallax/scrape/extract/body"
	"parallax/scrape/guard"
)

// bodyOf returns the article of a page as m sees it, nil if it sees none.
// structured is the text in its structured data.
func bodyOf(doc *html.Node, structured string, m *body.Model) []piece {
	if m == nil {
		m = body.Default()
	}
	return piecesOf(leavesOf(doc, structured).Find(m))
}

func leavesOf(doc *html.Node, structured string) *body.Page {
	p := body.Segment(doc)
	p.Said.Text = structured
	return p
}

// content makes pieces of all words of a tree.
func content(root *html.Node) []piece { return piecesOf(body.Segment(root).All()) }

func piecesOf(from []body.Piece) []piece {
	out := make([]piece, len(from))
	for i, p := range from {
		out[i] = piece{kind: p.Kind, level: p.Level, text: p.Text, links: p.Links, images: p.Images, lines: p.Lines, reply: p.Reply}
	}
	return out
}

// rescue returns the text of a page that no article was found in: the one in its
// structured data or in its scripts, the one for readers without scripts, with
// the tree it stands in, or the words of its body.
func rescue(w *guard.Watch, s string, doc *html.Node, structured string, lim guard.Limits, m *body.Model) (*html.Node, []piece, error) {
	if p := paragraphsOf(structured); len(p) > 0 {
		return doc, p, nil
	}
	if p := stateBody(w, doc, lim); p != nil {
		return doc, p, nil
	}
	if strings.Contains(s, "<noscript") {
		plain, err := tree(w, s, lim, html.ParseOptionEnableScripting(false))
		if err != nil {
			return doc, nil, err
		}
		for n := range plain.Descendants() {
			if n.Data == "noscript" {
				n.Data, n.DataAtom = "div", atom.Div
			}
		}
		if p := bodyOf(plain, "", m); textSize(p) >= hardlyAny { // else it is an apology
			return plain, p, nil
		}
	}
	p, _, err := tokens(w.Context(), s)
	return doc, p, err
}

func paragraphsOf(text string) []piece {
	var out []piece
	for _, l := range strings.Split(text, "\n") {
		if t := oneLine(l); t != "" {
			out = append(out, piece{kind: article.Paragraph, text: t})
		}
	}
	return out
}

func textSize(pieces []piece) int {
	n := 0
	for _, p := range pieces {
		n += utf8.RuneCountInString(p.text)
	}
	return n
}

// base returns the address that a page's links are relative to, nil if it is
// not known.
func base(doc *html.Node, address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil || !u.IsAbs() {
		u = nil
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "base" {
			continue
		}
		if b, err := url.Parse(strings.TrimSpace(attr(n, "href"))); err == nil && b.String() != "" {
			if u != nil {
				b = u.ResolveReference(b)
			}
			if b.IsAbs() {
				return b
			}
		}
		break
	}
	return u
}

// resolveIn makes the addresses of links and images absolute where base is
// known. What leads nowhere on the web is no link.
func resolveIn(pieces []piece, base *url.URL) {
	for i := range pieces {
		p := &pieces[i]
		links := p.links[:0]
		for _, l := range p.links {
			if l.URL = onWeb(base, l.URL); l.URL != "" {
				links = append(links, l)
			}
		}
		images := p.images[:0]
		for _, m := range p.images {
			if m.URL = onWeb(base, m.URL); m.URL != "" {
				images = append(images, m)
			}
		}
		p.links, p.images = links, images
	}
}

// onWeb returns the address that ref is on a page of base, "" if it is none of
// the web or a place on the page itself.
func onWeb(base *url.URL, ref string) string {
	if strings.HasPrefix(ref, "#") {
		return ""
	}
	u, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.IsAbs() && u.Scheme != "http" && u.Scheme != "https" || u.IsAbs() && u.Host == "" {
		return ""
	}
	return u.String()
}

// plainText returns the words of a tree as they stand, line breaks with them.
func plainText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.Type == html.ElementNode && d.Data == "br":
			b.WriteByte('\n')
		}
	}
	return b.String()
}
