package extract

import (
	"strings"
	"unicode"

	"parallax/article"
	"parallax/internal/text"
)

// Bounds of what stands above the text of an article as its byline.
const (
	mostHead    = 6   // blocks that are looked at
	longestHead = 120 // letters of a line
	fullLine    = 12  // words from which a block is the text
	headRest    = 4   // words beside names and dates: by, a place, an office
)

// shortDate is a date with a year of two digits, which tells nothing without a
// word before it.
var shortDate = lazily(`: *\d{1,2}[./-]\d{1,2}[./-]\d\d$`)

// dropHead takes out of the head of the text the lines that only say who wrote
// it and when: a block of them, or the first lines of a paragraph that single
// line breaks part from it. They stand in authors and dates.
func (d *draft) dropHead() {
	for i := range d.pieces[:min(len(d.pieces), mostHead)] {
		p := &d.pieces[i]
		if p.kind != article.Paragraph || p.text == "" {
			continue
		}
		at := 0
		for _, end := range append(p.lines, len(p.text)) {
			if d.isHead(p.text[at:end]) {
				at = end
			}
		}
		if at == len(p.text) && d.hasProse(i+1, len(d.pieces)) {
			*p = piece{images: p.images}
			continue
		}
		if at > 0 && at < len(p.text) {
			p.cut(at)
		}
		if countWords(p.text) >= fullLine {
			return
		}
	}
}

// hasProse reports whether one of the blocks is long enough to be the text.
func (d *draft) hasProse(from, to int) bool {
	for _, p := range d.pieces[from:to] {
		if countWords(p.text) >= fullLine {
			return true
		}
	}
	return false
}

// cut takes the first bytes off the text, with the links in them.
func (p *piece) cut(at int) {
	at += len(p.text[at:]) - len(strings.TrimLeft(p.text[at:], " "))
	p.text = p.text[at:]
	links := p.links[:0]
	for _, l := range p.links {
		if l.Start -= at; l.Start >= 0 {
			l.End -= at
			links = append(links, l)
		}
	}
	p.links, p.lines = links, nil
}

// isHead reports whether a line names an author of the article, or states its day
// or one that something was published or changed, and says hardly anything else.
func (d *draft) isHead(line string) bool {
	line = strings.TrimSpace(line)
	if line == "" || len(line) > 4*longestHead || len([]rune(line)) > longestHead {
		return false
	}
	named, dated, labelled := false, false, false
	rest := line
	if stated(line) {
		dates := text.StatedDates(line, d.meta.language)
		for i := len(dates) - 1; i >= 0; i-- {
			label := dateLabelBefore(rest[:dates[i].Start])
			if d.isDay(dates[i]) || label == 'p' || label == 'u' {
				dated, labelled = true, labelled || label != 0
				rest = rest[:dates[i].Start] + " " + rest[dates[i].End:]
			}
		}
	}
	if label := dateLabelBefore(rest); !dated && (label == 'p' || label == 'u') && shortDate().MatchString(rest) {
		dated, labelled = true, true
	}
	rest = " " + fold(rest) + " "
	for _, a := range d.meta.authors {
		if n := fold(a); n != "" && strings.Contains(rest, " "+n+" ") {
			named = true
			rest = strings.ReplaceAll(rest, " "+n+" ", " ")
		}
	}
	if !named && !dated {
		return false
	}
	var by byline
	by.read(line, func(string) bool { return false })
	labelled = labelled || by.sure
	left := 0
	for _, w := range strings.Fields(rest) {
		if strings.IndexFunc(w, unicode.IsDigit) < 0 { // an hour
			left += countWords(w)
		}
	}
	return left <= headRest && (labelled || !strings.ContainsAny(line[len(line)-1:], ".!?:"))
}

// isDay reports whether a date is the one of the article or of its last change.
func (d *draft) isDay(s text.StatedDate) bool {
	for _, day := range []article.Date{d.meta.published, d.meta.updated} {
		if day.IsZero() {
			continue
		}
		y, m, n := day.Time.Date()
		if s.Year == y && (s.Month == int(m) && s.Day == n || s.Swapped && s.Day == int(m) && s.Month == n) {
			return true
		}
	}
	return false
}
