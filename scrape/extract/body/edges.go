package body

import (
	"strings"

	"parallax/article"
	"parallax/internal/text"
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

// follow makes keep of what belongs to another leaf what it is of that: the
// caption of a table, the heading of a box of which nothing is kept.
func (p *Page) follow(keep []bool) {
	for i := range keep {
		l := &p.leaves[i]
		switch {
		case l.kind == article.Caption && i+1 < len(keep) && p.leaves[i+1].kind == article.Table && p.boxes[l.box].parent == p.leaves[i+1].box:
			keep[i] = keep[i+1]
		case l.kind == article.Heading && keep[i] && l.level > 1:
			b := &p.boxes[l.box]
			for b.parent >= 0 && b.end-b.first < 2 {
				b = &p.boxes[b.parent]
			}
			others, kept := 0, 0
			for j := b.first; j < b.end; j++ {
				if p.leaves[j].kind != article.Heading {
					others++
					if keep[j] {
						kept++
					}
				}
			}
			keep[i] = others == 0 || kept > 0
		}
	}
}

// dropNext leaves out articles that the page shows behind its own, for those who
// scroll on: each in a box of its own under a title of its own.
func (p *Page) dropNext(keep []bool, head int) {
	own := p.articleOf(head)
	if own < 0 {
		return
	}
	for i := int(p.boxes[own].end); i < len(keep); i++ {
		l := &p.leaves[i]
		if l.kind != article.Heading || l.level != 1 || !keep[i] {
			continue
		}
		next := p.articleOf(i)
		if next < 0 || p.boxes[next].first < p.boxes[own].end {
			continue
		}
		for j := p.boxes[next].first; j < p.boxes[next].end; j++ {
			keep[j] = false
		}
	}
}

// articleOf returns the outermost article or main element that a leaf stands
// in, -1 for none.
func (p *Page) articleOf(i int) int32 {
	found := int32(-1)
	for b := p.leaves[i].box; b >= 0; b = p.boxes[b].parent {
		if t := p.boxes[b].tag; t == tagIDs["article"] || t == tagIDs["main"] {
			found = b
		}
	}
	return found
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
