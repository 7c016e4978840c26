package extract

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"parallax/article"
	"parallax/scrape/guard"
)

// fromHTML makes a draft of a page. Beyond the limits it is the words alone,
// marked simplified.
func fromHTML(ctx context.Context, s string, decl article.Declared, lim guard.Limits) (*draft, error) {
	d := &draft{}
	s = withoutData(saved(s, &d.meta))
	doc, err := tree(ctx, s, lim)
	if errors.Is(err, errBeyond) {
		return simplified(ctx, d, s, decl)
	}
	if err != nil {
		return nil, err
	}
	address := decl.URL
	if address == "" {
		address = d.meta.url
	}
	f := facts(goquery.NewDocumentFromNode(doc))
	pieces, lib, err := body(doc, address, lim)
	if errors.Is(err, errBeyond) {
		return simplified(ctx, d, s, decl)
	}
	f.library(lib)
	f.fill(d, address)
	d.pieces = pieces
	if textSize(pieces) < shortest {
		if d.pieces, err = rescue(ctx, s, f.body); err != nil {
			return nil, err
		}
	}
	if decl.Title != "" {
		d.title = oneLine(decl.Title)
	}
	return d, nil
}

// shortest is how little text leaves the extractor without a hold: it gives all
// the words it meets then, scripts' apologies and the head's among them.
const shortest = 250

// rescue returns the text of a page that the extractor found little in: the one
// in its structured data, or the words of its body.
func rescue(ctx context.Context, s, structured string) ([]piece, error) {
	if p := paragraphsOf(structured); textSize(p) >= shortest {
		return p, nil
	}
	p, _, err := tokens(ctx, s)
	return p, err
}

func textSize(pieces []piece) int {
	n := 0
	for _, p := range pieces {
		n += utf8.RuneCountInString(p.text)
	}
	return n
}

// simplified keeps the words of markup that is beyond the limits.
func simplified(ctx context.Context, d *draft, s string, decl article.Declared) (*draft, error) {
	pieces, title, err := tokens(ctx, s)
	if err != nil {
		return nil, err
	}
	d.pieces, d.title, d.simplified = pieces, title, true
	if d.title != "" {
		d.meta.set("title", "title")
	}
	if decl.Title != "" {
		d.title = oneLine(decl.Title)
	}
	return d, nil
}

// body finds the article in a tree. The second opinion is asked only where the
// tree is small enough for it. It returns errBeyond where the tree is too large
// to be walked.
func body(doc *html.Node, address string, lim guard.Limits) (pieces []piece, lib trafilatura.Metadata, err error) {
	nodes, blocks := size(doc)
	if nodes > lim.Nodes {
		return nil, lib, fmt.Errorf("walk %d elements: %w", nodes, errBeyond)
	}
	defer func() {
		if r := recover(); r != nil { // a page must not end the program through a library
			pieces, err = nil, fmt.Errorf("extract the article: %w: %v", errBeyond, r)
		}
	}()
	opt := trafilatura.Options{
		EnableFallback:  blocks <= lim.Blocks,
		ExcludeComments: true,
	}
	if u, perr := url.Parse(address); perr == nil && u.Host != "" {
		opt.OriginalURL = u
	}
	res, xerr := trafilatura.ExtractDocument(doc, opt)
	if xerr != nil || res == nil || res.ContentNode == nil {
		return nil, lib, nil // nothing found is not an error of the page
	}
	return content(res.ContentNode), res.Metadata, nil
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

var (
	singleFile = regexp.MustCompile(`(?s)<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]*?)\s*(?:-->|\n)`)
	savedFrom  = regexp.MustCompile(`<!--\s*saved from url=\(\d+\)(\S+)\s*-->`)
)

// saved reads the note that a browser or SingleFile leaves at the head of a
// page it saved, where the page was and when, and returns the page without it:
// the day of saving is not the day of publishing.
func saved(s string, m *meta) string {
	head := s[:min(len(s), 16<<10)]
	if at := singleFile.FindStringSubmatchIndex(head); at != nil {
		m.url = head[at[2]:at[3]]
		m.set("url", "singlefile")
		m.captured = savedDate(head[at[4]:at[5]])
		end := at[1]
		if i := strings.Index(s[at[0]:], "-->"); i >= 0 {
			end = at[0] + i + len("-->")
		}
		return s[:at[0]] + s[end:]
	}
	if f := savedFrom.FindStringSubmatch(head); f != nil && isAddress(f[1]) {
		m.url = f[1]
		m.set("url", "saved-from")
	}
	return s
}

// savedDate reads a date as a browser's script writes it.
func savedDate(s string) time.Time {
	s, _, _ = strings.Cut(s, " (")
	for _, l := range []string{"Mon Jan 02 2006 15:04:05 GMT-0700", "Mon Jan _2 2006 15:04:05 GMT-0700"} {
		if t, err := time.Parse(l, s); err == nil {
			return t
		}
	}
	return article.ParseDate(s).Time
}
