package extract

import (
	"cmp"
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
// marked simplified. What the rules of the page's site select wins over what is
// found.
func fromHTML(ctx context.Context, s string, decl article.Declared, lim guard.Limits, rules *Rules) (*draft, error) {
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
	f.fill(d, address)
	if d.pieces, err = article_(ctx, s, doc, f.body, address, lim, m); err != nil {
		return nil, err
	}
	if decl.Title != "" {
		d.title = oneLine(decl.Title)
	}
	return d, nil
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
