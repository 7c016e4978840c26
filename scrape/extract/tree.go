package extract

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"parallax/scrape/guard"
)

// tree parses markup. It returns errBeyond where the markup is beyond the
// limits, and the error of w's context where that is done.
func tree(w *guard.Watch, s string, lim guard.Limits, opt ...html.ParseOption) (*html.Node, error) {
	if int64(len(s)) > lim.HTMLBytes {
		return nil, fmt.Errorf("parse %d bytes: %w", len(s), errBeyond)
	}
	if t := tagsOf(s); t.all > mostMarks*lim.Nodes || t.roots*len(s) > mostCopied || t.formats > mostFormats || t.endless {
		return nil, fmt.Errorf("parse %d tags, %d roots, %d attributes of formats: %w", t.all, t.roots, t.formats, errBeyond)
	}
	doc, err := html.ParseWithOptions(w.Reader(strings.NewReader(s)), opt...)
	if err != nil {
		return nil, beyond(err)
	}
	if n := size(doc); n > lim.Nodes {
		return nil, fmt.Errorf("walk %d elements: %w", n, errBeyond)
	}
	return doc, nil
}

// Bounds for markup that no tree is begun of.
const (
	mostMarks   = 8        // how often an element may be opened, closed and spoken of in scripts
	mostCopied  = 64 << 20 // bytes of attributes: the parser looks at all there are for each further root
	mostFormats = 4096     // attributes in crowds: the parser copies those of open formats into each paragraph
	crowd       = 32       // attributes of one tag; honest ones have ten
	longestTag  = 32 << 10
	mostLooks   = 2 // at each byte, which only marks that never close can need
)

// A tagCount is what is counted of markup before it is parsed.
type tagCount struct {
	all     int
	roots   int  // that open a page or its body
	formats int  // attributes of formatting tags that have a crowd of them
	endless bool // marks never close: the rest was not counted
}

func tagsOf(s string) (t tagCount) {
	for left := mostLooks*len(s) + longestTag; left >= 0; {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return t
		}
		s = s[i+1:]
		t.all++
		name := s[:min(len(s), len("strong"))]
		if i := strings.IndexAny(name, " \t\n\f/>"); i >= 0 {
			name = name[:i]
		}
		switch strings.ToLower(name) {
		case "html", "body":
			t.roots++
		case "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u":
			n, read := attributes(s[:min(len(s), longestTag)])
			left -= read
			if n > crowd {
				t.formats += n
			}
		}
	}
	t.endless = true
	return t
}

// attributes returns about how many attributes the tag has that s begins with,
// and its length.
func attributes(s string) (n, length int) {
	quote, last := byte(0), byte(0)
	for i := range len(s) {
		c := s[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return n, i
		case (c == '"' || c == '\'') && last == '=':
			quote = c
		case c != ' ' && c != '\t' && c != '\n' && c != '/' && c != '=' && (last == ' ' || last == '\t' || last == '\n' || last == '/'):
			n++
		}
		last = c
	}
	return n, len(s)
}

// beyond makes errBeyond of what stopped the work on a page, unless that is the
// end of its context.
func beyond(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("%w: %w", errBeyond, err)
}

// errBeyond is markup that no tree is made of: it is read as words alone.
var errBeyond = errors.New("markup beyond the limits")

// longestData is how long an embedded file may be before it is left out.
const longestData = 512

// withoutData returns markup without the long files that are embedded in it as
// data addresses: they hold no words, and are most of a saved page.
func withoutData(s string) string {
	if !strings.Contains(s, ";base64,") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, ";base64,")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		i += len(";base64,")
		n := 0
		for i+n < len(s) && isBase64(s[i+n]) {
			n++
		}
		b.WriteString(s[:i])
		if n <= longestData {
			b.WriteString(s[i : i+n])
		}
		s = s[i+n:]
	}
}

func isBase64(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' || c == '%'
}

// blockTags are the elements that begin a line of their own.
var blockTags = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "body": true, "center": true, "dd": true,
	"details": true, "dialog": true, "div": true, "dl": true, "dt": true, "fieldset": true, "figcaption": true,
	"figure": true, "footer": true, "form": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true,
	"h6": true, "header": true, "hgroup": true, "hr": true, "html": true, "legend": true, "li": true, "main": true,
	"menu": true, "nav": true, "ol": true, "option": true, "p": true, "pre": true, "section": true, "summary": true,
	"table": true, "tbody": true, "td": true, "tfoot": true, "th": true, "thead": true, "tr": true, "ul": true,
}

// size counts the elements of a tree.
func size(n *html.Node) int {
	nodes := 0
	for d := range n.Descendants() {
		if d.Type == html.ElementNode {
			nodes++
		}
	}
	return nodes
}
