package extract

import (
	"strings"

	"parallax/article"
	"parallax/scrape/format"
)

var headerLine = lazily(`(?i)^(title|headline|source|outlet|publisher|publication|url|link|author|authors|byline|date|published|language|tags)[ \t]*:[ \t]*(\S.*)$`)

// header reads lines like "Title: …" and "Source: …" that head a text above an
// empty line, two or more of them, and returns the text after them. Anything
// else between them, or the same name twice, makes them lines of the text.
func header(s string) (m meta, title, rest string, ok bool) {
	f := yamlFields{}
	at := 0
	for l := range strings.Lines(s) {
		line := strings.TrimRight(l, " \t\n")
		if line == "" && len(f) > 0 {
			break
		}
		h := headerLine().FindStringSubmatch(line)
		if h == nil {
			return meta{}, "", s, false
		}
		key := strings.ToLower(h[1])
		if _, twice := f[key]; twice {
			return meta{}, "", s, false
		}
		f[key] = h[2]
		at += len(l)
	}
	if len(f) < 2 || strings.TrimSpace(s[at:]) == "" {
		return meta{}, "", s, false
	}
	title = f.read(&m, "header")
	return m, title, s[at:], true
}

var bylineLine = lazily(`^(?:By|BY|by|Von|Par|Por|Di|Автор:?)\s+(\p{Lu}[^.:;!?]{2,80})$`)

// headLines reads the byline and the date that stand between title and text.
// They stay in the text, for they are words of the source.
func (d *draft) headLines() {
	for i, p := range d.pieces {
		if i >= 4 || len(p.text) > 120 {
			return
		}
		if m := bylineLine().FindStringSubmatch(p.text); m != nil && d.meta.authors == nil {
			names := format.Names(m[1])
			for _, n := range names {
				if !isPerson(n) || len(strings.Fields(n)) > 4 {
					names = nil
				}
			}
			if len(names) > 0 {
				d.meta.authors = names
				d.meta.set("authors", "byline")
			}
			continue
		}
		if !d.meta.published.IsZero() {
			continue
		}
		if when := article.ParseDate(dateLabel().ReplaceAllString(p.text, "")); !when.IsZero() && when.Precision != article.ToYear {
			d.meta.published = when
			d.meta.set("published", "date-line")
		}
	}
}

var dateLabel = lazily(`^(?i:published|updated|posted|date|veröffentlicht|publié le|publicado)(?: on| at| am| le| el)?\s*:?\s*`)
