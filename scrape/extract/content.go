package extract

import (
	"strings"

	"golang.org/x/net/html"

	"parallax/article"
)

// content makes pieces of the tree that holds an article's body. Text that
// stands directly in a container is a paragraph; tables become lines of cells.
func content(root *html.Node) []piece {
	w := &walker{}
	w.children(root, article.Paragraph, 0)
	w.flush(article.Paragraph, 0)
	return w.pieces
}

type walker struct {
	pieces []piece
	line   strings.Builder
}

func (w *walker) flush(kind article.BlockKind, level int) {
	if s := oneLine(w.line.String()); s != "" {
		w.pieces = append(w.pieces, piece{kind: kind, level: level, text: s})
	}
	w.line.Reset()
}

// children walks what stands in n; kind and level are what loose text in it is.
func (w *walker) children(n *html.Node, kind article.BlockKind, level int) {
	for c := range n.ChildNodes() {
		w.node(c, kind, level)
	}
}

func (w *walker) node(n *html.Node, kind article.BlockKind, level int) {
	if n.Type == html.TextNode {
		w.line.WriteString(n.Data)
		return
	}
	if n.Type != html.ElementNode || unread[n.Data] {
		return
	}
	switch tag := n.Data; tag {
	case "br":
		w.br(n, kind, level)
	case "table":
		w.flush(kind, level)
		w.table(n)
	case "pre":
		w.flush(kind, level)
		if s := strings.Trim(plainText(n), "\n"); strings.TrimSpace(s) != "" {
			w.pieces = append(w.pieces, piece{kind: article.Code, text: s})
		}
	case "ul", "ol":
		w.flush(kind, level)
		depth := 1
		if kind == article.ListItem {
			depth = min(level+1, 6)
		}
		w.children(n, article.ListItem, depth)
		w.flush(article.ListItem, depth)
	case "li", "dt", "dd":
		w.flush(kind, level)
		w.children(n, article.ListItem, max(level, 1))
		w.flush(article.ListItem, max(level, 1))
	case "blockquote", "q":
		if tag == "q" {
			w.children(n, kind, level)
			return
		}
		w.flush(kind, level)
		w.children(n, article.Quotation, 0)
		w.flush(article.Quotation, 0)
	default:
		if !blockTags[tag] {
			w.children(n, kind, level)
			return
		}
		w.flush(kind, level)
		k, l := kindOfTag(tag)
		if k == article.Paragraph && kind != article.Heading { // a paragraph in a quotation is quoted
			k, l = kind, level
		}
		w.children(n, k, l)
		w.flush(k, l)
	}
}

// br ends a paragraph where two stand together, as old pages part their
// paragraphs, and is a blank otherwise.
func (w *walker) br(n *html.Node, kind article.BlockKind, level int) {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type == html.TextNode && strings.TrimSpace(s.Data) == "" {
			continue
		}
		if s.Type == html.ElementNode && s.Data == "br" {
			w.flush(kind, level)
			return
		}
		break
	}
	w.line.WriteByte(' ')
}

// unread are elements that may stand in a body and hold no words of it.
var unread = map[string]bool{
	"script": true, "style": true, "template": true, "noscript": true, "svg": true, "iframe": true, "object": true,
	"button": true, "select": true, "textarea": true, "input": true, "head": true, "title": true,
}

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

// table makes one block of a table of figures, a line a row. A table of one
// column, or one that holds paragraphs, is layout.
func (w *walker) table(n *html.Node) {
	var rows []string
	columns, layout := 0, false
	for tr := range n.Descendants() {
		if tr.Type != html.ElementNode {
			continue
		}
		switch tr.Data {
		case "p", "ul", "ol", "table", "h1", "h2", "h3", "blockquote":
			layout = layout || len(plainText(tr)) > 200
		case "tr":
			var cells []string
			for c := range tr.ChildNodes() {
				if c.Type == html.ElementNode && (c.Data == "td" || c.Data == "th") {
					cells = append(cells, oneLine(plainText(c)))
				}
			}
			columns = max(columns, len(cells))
			if row := strings.Join(cells, " | "); strings.Trim(row, " |") != "" {
				rows = append(rows, row)
			}
		}
	}
	if layout || columns < 2 {
		w.children(n, article.Paragraph, 0)
		w.flush(article.Paragraph, 0)
		return
	}
	if len(rows) > 0 {
		w.pieces = append(w.pieces, piece{kind: article.Table, text: strings.Join(rows, "\n")})
	}
}
