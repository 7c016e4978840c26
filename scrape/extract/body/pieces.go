package body

import (
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
	keep := p.Pick(m.Chances(p), m.Bar)
	p.keepResidue(keep)
	return p.pieces(keep)
}

// keepResidue keeps lines of residue that have the article on both sides and
// stand in the same box as what is before or behind them.
func (p *Page) keepResidue(keep []bool) {
	const far = 2
	near := func(i, step int) bool {
		for k := 1; k <= far; k++ {
			if j := i + k*step; j >= 0 && j < len(keep) && keep[j] {
				return p.apart(p.leaves[i].box, p.leaves[j].box) <= 2
			}
		}
		return false
	}
	kept := slices.Clone(keep)
	for i := range kept {
		if kept[i] || p.leaves[i].words > 40 || !near(i, -1) || !near(i, 1) {
			continue
		}
		if _, ok := residue.Line(p.leaves[i].text); ok {
			kept[i] = true
		}
	}
	copy(keep, kept)
}

// repeated is how many words a block has at least whose copies are left out:
// pages hold an article two or three times, for screens of different widths.
const repeated = 8

// Pick returns the leaves whose chance is over the bar, each text once.
func (p *Page) Pick(chances []float32, bar float32) []bool {
	keep := make([]bool, len(p.leaves))
	at := map[uint64]int{}
	for i := range p.leaves {
		if chances[i] < bar {
			continue
		}
		keep[i] = true
		if p.leaves[i].words < repeated {
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
	return keep
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
		out = append(out, Piece{Kind: l.kind, Level: l.level, Text: l.text, Links: l.links, Images: before(int32(i))})
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
