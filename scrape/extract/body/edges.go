package body

import (
	"parallax/article"
	"parallax/internal/text"
	"strings"
)

// trim takes from the ends of what is kept, before its first sentence and behind
// its last, what is never an article's: a date alone, a row of links, a line of
// copyright, and at the end a heading that nothing stands under.
func (p *Page) trim(keep []bool) {
	sentence := func(i int) bool { return keep[i] && p.leaves[i].words >= sentence && !p.isLinks(i) }
	first, last := 0, len(keep)-1
	for first < len(keep) && !sentence(first) {
		first++
	}
	if first == len(keep) {
		return // no sentence: what is kept are notes or lines of a list
	}
	for !sentence(last) {
		last--
	}
	for i := range first {
		if p.isLinks(i) || p.isCopyright(i) || p.isDate(i) {
			keep[i] = false
		}
	}
	under := false
	for i := len(keep) - 1; i > last; i-- {
		if !keep[i] {
			continue
		}
		if p.isLinks(i) || p.isCopyright(i) || p.leaves[i].kind == article.Heading && !under {
			keep[i] = false
			continue
		}
		under = true
	}
}

// isLinks reports whether a leaf is a row of links.
func (p *Page) isLinks(i int) bool {
	l := &p.leaves[i]
	return len(l.links) >= 2 && l.linked*10 >= (l.letters-2*len(l.links))*9
}

func (p *Page) isCopyright(i int) bool {
	l := &p.leaves[i]
	return l.words < sentence && strings.Contains(l.text, "©")
}

func (p *Page) isDate(i int) bool {
	l := &p.leaves[i]
	if l.words > 8 {
		return false
	}
	said := 0
	for _, d := range text.StatedDates(l.text, "") {
		said += d.End - d.Start
	}
	return said*10 >= len(l.text)*6
}
