package extract

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"regexp"
	"strings"
	"time"

	"parallax/article"
	"parallax/scrape/extract/body"
	"parallax/scrape/guard"
)

// means are what a page is read by beside itself.
type means struct {
	rules *Rules      // of the person, nil for none
	model *body.Model // nil for our own
}

// fromHTML makes a draft of a page. Beyond the limits it is the words alone,
// marked simplified. What the rules of the page's site select wins over what is
// found.
func fromHTML(ctx context.Context, s string, decl article.Declared, lim guard.Limits, by means) (*draft, error) {
	var m meta
	s = withoutData(saved(s, &m))
	d, err := fromTree(ctx, s, m, decl, lim, by)
	if errors.Is(err, errBeyond) {
		d, err = simplified(ctx, s, m)
	}
	if err != nil {
		return nil, err
	}
	if decl.Title != "" {
		d.title = oneLine(decl.Title)
	}
	return d, nil
}

// fromTree makes a draft of a page by its tree. It returns errBeyond where that
// is beyond the limits.
func fromTree(ctx context.Context, s string, m meta, decl article.Declared, lim guard.Limits, by means) (*draft, error) {
	w := guard.Begin(ctx, lim)
	doc, err := tree(w, s, lim)
	if err != nil {
		return nil, err
	}
	d := &draft{meta: m}
	d.meta.from = maps.Clone(m.from) // m is needed as it was where this fails
	address := cmp.Or(decl.URL, m.url)
	f := facts(doc, address)
	c, err := by.rules.choose(ctx, doc, cmp.Or(address, f.canonical), cmp.Or(decl.Language, f.language), lim)
	if err != nil {
		return nil, err
	}
	if err := w.Err(); err != nil {
		return nil, beyond(err)
	}
	f.fill(d, address)
	c.fill(d)
	if d.pieces = c.pieces(); d.pieces == nil {
		if d.pieces = bodyOf(doc, f.body, by.model); textSize(d.pieces) == 0 {
			if doc, d.pieces, err = rescue(w, s, doc, f.body, lim, by.model); err != nil {
				return nil, err
			}
		}
	}
	resolveIn(d.pieces, base(doc, cmp.Or(address, d.meta.url)))
	if err := w.Err(); err != nil {
		return nil, beyond(err)
	}
	d.pageType = pageType(doc, f, d, cmp.Or(address, d.meta.url))
	d.doubt()
	if c.pieces() == nil {
		d.dropReplies(f)
		d.dropHead()
		d.dropCaptions()
	}
	return d, nil
}

// simplified keeps the words of markup that is beyond the limits.
func simplified(ctx context.Context, s string, m meta) (*draft, error) {
	pieces, title, err := tokens(ctx, s)
	if err != nil {
		return nil, err
	}
	d := &draft{meta: m, pieces: pieces, title: title, simplified: true}
	if d.title != "" {
		d.meta.set("title", "title")
	}
	return d, nil
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
