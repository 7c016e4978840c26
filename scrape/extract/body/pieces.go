package body

import (
	"cmp"
	"slices"

	"parallax/article"
	"parallax/internal/text/residue"
)

// All returns every leaf of the page, with every image.
func (p *Page) All() []Piece {
	keep := make([]bool, len(p.leaves))
	for i := range keep {
		keep[i] = true
	}
	return p.pieces(keep)
}

// Find returns the article of the page as m sees it, nil if it sees none.
// Residue that stands between two of its paragraphs is kept: it is marked there
// rather than lost.
func (p *Page) Find(m *Model) []Piece {
	if len(p.leaves) == 0 {
		return nil
	}
	keep := p.pick(m.chances(p))
	p.keepResidue(keep)
	return p.pieces(keep)
}

// keepResidue keeps lines of residue that have the article on both sides, near
// in the tree, or follow it in the very same box.
func (p *Page) keepResidue(keep []bool) {
	const far = 2
	near := func(i, step, apart int) bool {
		for k := 1; k <= far; k++ {
			if j := i + k*step; j >= 0 && j < len(keep) && keep[j] {
				a, b := p.leaves[i].box, p.leaves[j].box
				return p.boxes[a].parent == p.boxes[b].parent || p.apart(a, b) <= apart
			}
		}
		return false
	}
	kept := slices.Clone(keep)
	for i := range kept {
		if kept[i] || p.leaves[i].words > 40 || !near(i, -1, 0) && !(near(i, -1, 2) && near(i, 1, 2)) {
			continue
		}
		if _, ok := residue.Line(p.leaves[i].text); ok {
			kept[i] = true
		}
	}
	copy(keep, kept)
}

// pick returns the leaves that are most likely the article: those over the bar,
// each text once, and none that is not shown or stands in a dialog unless there
// are no others.
func (p *Page) pick(chances []float32) []bool {
	bar := p.bar(chances)
	keep := make([]bool, len(p.leaves))
	shown, hidden := 0, 0
	for i := range p.leaves {
		l := &p.leaves[i]
		keep[i] = chances[i] >= bar && l.words >= sentence || chances[i] >= highestBar
		if !keep[i] {
			continue
		}
		if p.isHidden(i) {
			hidden += l.words
		} else {
			shown += l.words
		}
	}
	for i := range keep {
		keep[i] = keep[i] && (hidden > shown || !p.isHidden(i))
	}
	p.dropDialogs(keep, chances)
	p.keepSentence(keep, chances)
	p.dropCopies(keep, chances)
	p.dropNext(keep, p.head)
	p.follow(keep)
	p.trim(keep)
	return keep
}

// dropDialogs leaves out what stands in dialogs where something else has a
// chance to be the article.
func (p *Page) dropDialogs(keep []bool, chances []float32) {
	dialog := func(i int) bool { return p.boxes[p.leaves[i].box].flags&inDialog != 0 }
	other := 0
	for i := range keep {
		if !dialog(i) && p.leaves[i].words >= sentence && chances[i] > 0.1 {
			other += p.leaves[i].words
		}
	}
	for i := range keep {
		if keep[i] && dialog(i) && other >= 2*sentence {
			keep[i] = false
		}
	}
}

// keepSentence keeps the likeliest paragraph where none is kept: what is said
// goes before lists and tables.
func (p *Page) keepSentence(keep []bool, chances []float32) {
	best := -1
	for i := range p.leaves {
		l := &p.leaves[i]
		if l.kind != article.Paragraph && l.kind != article.Quotation || l.words < sentence || p.isLinks(i) || p.isHidden(i) {
			continue
		}
		if keep[i] {
			return
		}
		if best < 0 || chances[i] > chances[best] {
			best = i
		}
	}
	if best >= 0 && chances[best] > 0.1 {
		keep[best] = true
	}
}

// isReply reports whether a leaf stands among what is called comments, unless
// all of the page does.
func (p *Page) isReply(i int) bool {
	for b := p.leaves[i].box; b > 0; b = p.boxes[b].parent {
		if t := p.boxes[b].tag; t == tagIDs["body"] || t == tagIDs["html"] || t == tagIDs["main"] {
			break
		}
		if p.boxes[b].own&hintComment != 0 {
			return true
		}
	}
	return false
}

func (p *Page) isHidden(i int) bool { return p.boxes[p.leaves[i].box].flags&isHidden != 0 }

// The bar lies where taking a leaf makes what is expected of the whole better:
// at half of the best F1 that the chances promise, within these bounds.
// For a few words it is the upper one: they tell little, and annoy.
const (
	lowestBar  = 0.25
	highestBar = 0.5
	sentence   = 12 // words
)

func (p *Page) bar(chances []float32) float32 {
	order := make([]int, len(chances))
	all := float32(0)
	for i := range order {
		order[i] = i
		all += chances[i] * float32(p.leaves[i].words)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(chances[b], chances[a]) })
	in, taken, best := float32(0), float32(0), float32(0)
	for _, i := range order {
		w := float32(p.leaves[i].words)
		in += chances[i] * w
		taken += w
		best = max(best, 2*in/(taken+all+1e-3))
	}
	return min(highestBar, max(lowestBar, best/2))
}

// repeated is how many words a leaf has at least whose copies are left out:
// pages hold an article two or three times, for screens of different widths and
// for the printer, and quote their own sentences in large letters.
const repeated = 8

// dropCopies leaves out what stands elsewhere in what is kept: of leaves that
// say the same all but the first or by far the likeliest, one that holds several
// of the others, and a quotation of the article's own words.
func (p *Page) dropCopies(keep []bool, chances []float32) {
	at := map[uint64]int{}
	for i := range keep {
		if !keep[i] || p.leaves[i].words < repeated {
			continue
		}
		k := keyOf(p.leaves[i].text)
		if j, ok := at[k]; ok {
			if chances[j] >= chances[i]-0.2 {
				keep[i] = false
				continue
			}
			keep[j] = false
		}
		at[k] = i
	}
	const run = 5
	held := map[uint64][]int{} // the first leaves that hold a run of words
	runs := make([]map[uint64]bool, len(keep))
	for i := range keep {
		if !keep[i] {
			continue
		}
		runs[i] = map[uint64]bool{}
		gramsOf(tokensOf(p.leaves[i].text), run, func(h uint64) {
			if !runs[i][h] {
				runs[i][h] = true
				if len(held[h]) < 8 {
					held[h] = append(held[h], i)
				}
			}
		})
	}
	asked := 0
	for i := len(keep) - 1; i >= 0; i-- {
		l := &p.leaves[i]
		if !keep[i] || l.words < repeated/2 || l.kind == article.Code || l.kind == article.Table {
			continue
		}
		elsewhere, shared := 0, map[int]int{}
		for h := range runs[i] {
			found := false
			for _, j := range held[h] {
				if j != i && keep[j] {
					shared[j]++
					found = true
				}
			}
			if found {
				elsewhere++
			}
		}
		b := &p.boxes[l.box]
		quoted := b.flags&(inQuote|inAside) != 0 || b.own&hintQuote != 0 || b.parent > 0 && p.boxes[b.parent].own&hintQuote != 0
		if quoted && asked < mostQuotes {
			asked++
			if p.isSaid(i, keep) {
				keep[i] = false
				continue
			}
		}
		if elsewhere*100 < len(runs[i])*75 {
			continue
		}
		whole := 0 // leaves that stand in this one
		for j, n := range shared {
			if p.leaves[j].words >= repeated && n*100 >= len(runs[j])*95 {
				whole++
			}
		}
		if whole >= 3 || quoted && elsewhere*100 >= len(runs[i])*95 && len(shared) > 0 {
			keep[i] = false
		}
	}
}

// mostQuotes is how many quotations of a page are looked for in its text.
const mostQuotes = 64

// isSaid reports whether a kept leaf near the i-th says all words of that in
// their order, with no more than a few others between: “she says”.
func (p *Page) isSaid(i int, keep []bool) bool {
	const (
		between = 8
		near    = 24
		long    = 600 // words
	)
	words := tokensOf(p.leaves[i].text)
	if len(words) < repeated || len(words) > 10*repeated {
		return false
	}
	for j := max(0, i-near); j < min(len(keep), i+near); j++ {
		if w := p.leaves[j].words; j == i || !keep[j] || w < len(words) || w > long {
			continue
		}
		in := tokensOf(p.leaves[j].text)
		for at := range in {
			if in[at] != words[0] {
				continue
			}
			n := 1
			for k := at + 1; k < len(in) && k < at+len(words)+between && n < len(words); k++ {
				if in[k] == words[n] {
					n++
				}
			}
			if n == len(words) {
				return true
			}
		}
	}
	return false
}

// pieces returns the leaves that are kept, with the images between them. The
// last piece may hold images alone.
func (p *Page) pieces(keep []bool) []Piece {
	var out []Piece
	pictures := p.pictures(keep)
	n := 0
	before := func(leaf int32) (got []article.Image) {
		for ; n < len(pictures) && pictures[n].at <= leaf; n++ {
			got = append(got, pictures[n].Image)
		}
		return got
	}
	for i := range p.leaves {
		if !keep[i] {
			continue
		}
		l := &p.leaves[i]
		out = append(out, Piece{Kind: l.kind, Level: l.level, Text: l.text, Links: l.links, Images: before(int32(i)), Lines: l.lines, Reply: p.isReply(i)})
	}
	if rest := before(int32(len(p.leaves))); len(rest) > 0 && len(out) > 0 {
		out = append(out, Piece{Kind: article.Paragraph, Images: rest})
	}
	return out
}

// Leaves returns the texts of the page's leaves in order.
func (p *Page) Leaves() []string {
	out := make([]string, len(p.leaves))
	for i := range p.leaves {
		out[i] = p.leaves[i].text
	}
	return out
}

// Forget drops the page's tree, so that many pages fit into memory. No images
// are found in it afterwards.
func (p *Page) Forget() {
	for i := range p.boxes {
		p.boxes[i].node = nil
	}
	p.images = nil
}
