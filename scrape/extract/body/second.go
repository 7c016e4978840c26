package body

import (
	"strconv"
)

// Second adds to the rows of a page what the first forest makes of the leaves
// around each: an article stands together.
func (p *Page) Second(rows [][]float32, chances []float32) [][]float32 {
	out, _ := p.second(rows, chances)
	return out
}

func (p *Page) second(rows [][]float32, chances []float32) (out [][]float32, names []string) {
	n := len(p.leaves)
	out = make([][]float32, n)
	type mean struct{ in, words float32 }
	boxes := make([]mean, len(p.boxes))
	paths := map[uint64]*mean{}
	cum, cumWords := make([]float32, n+1), make([]float32, n+1)
	var all mean
	for i := range p.leaves {
		w := float32(p.leaves[i].words) + 1
		c := chances[i]
		for b := p.leaves[i].box; b >= 0; b = p.boxes[b].parent {
			boxes[b].in += w * c
			boxes[b].words += w
		}
		k := p.boxes[p.leaves[i].box].path
		if paths[k] == nil {
			paths[k] = &mean{}
		}
		paths[k].in += w * c
		paths[k].words += w
		all.in += w * c
		all.words += w
		cum[i+1], cumWords[i+1] = cum[i]+w*c, cumWords[i]+w
	}
	// The innermost box with most of what seems to be the article.
	main := int32(0)
	for b := range p.boxes {
		if boxes[b].in >= 0.7*all.in && p.boxes[b].depth > p.boxes[main].depth {
			main = int32(b)
		}
	}
	lastIn, nextIn := make([]int, n), make([]int, n)
	last := -1
	for i := range n {
		lastIn[i] = last
		if chances[i] > 0.5 {
			last = i
		}
	}
	last = n
	for i := n - 1; i >= 0; i-- {
		nextIn[i] = last
		if chances[i] > 0.5 {
			last = i
		}
	}
	for i := range n {
		r := &row{v: make([]float32, 0, len(rows[i])+48)}
		r.v = append(r.v, rows[i]...)
		if i == 0 {
			r.names = &names
		}
		l := &p.leaves[i]
		w := float32(l.words) + 1
		r.put("p", chances[i])
		for _, d := range []int{-4, -3, -2, -1, 1, 2, 3, 4} {
			c := float32(-0.1)
			if j := i + d; j >= 0 && j < n {
				c = chances[j]
			}
			r.put("p "+strconv.Itoa(d), c)
		}
		at := l.box
		for k := range 5 {
			m := boxes[at]
			m.in -= w * chances[i]
			m.words -= w
			r.put("p box "+strconv.Itoa(k), ratio(m.in, m.words))
			r.put("p share "+strconv.Itoa(k), ratio(m.in, all.in-w*chances[i]))
			if p.boxes[at].parent >= 0 {
				at = p.boxes[at].parent
			}
		}
		g := paths[p.boxes[l.box].path]
		r.put("p path", ratio(g.in-w*chances[i], g.words-w))
		r.put("p path words", log(g.words-w))
		r.put("p before", ratio(cum[i], all.in))
		r.put("p after", ratio(cum[n]-cum[i+1], all.in))
		for _, d := range []int{3, 8, 20} {
			a, b := max(0, i-d), min(n, i+d+1)
			r.put("p last "+strconv.Itoa(d), ratio(cum[i]-cum[a], cumWords[i]-cumWords[a]))
			r.put("p next "+strconv.Itoa(d), ratio(cum[b]-cum[i+1], cumWords[b]-cumWords[i+1]))
		}
		r.put("since in", float32(min(i-lastIn[i], 60)))
		r.put("to in", float32(min(nextIn[i]-i, 60)))
		upLast, upNext := float32(30), float32(30)
		if lastIn[i] >= 0 {
			upLast = float32(p.apart(l.box, p.leaves[lastIn[i]].box))
		}
		if nextIn[i] < n {
			upNext = float32(p.apart(l.box, p.leaves[nextIn[i]].box))
		}
		r.put("up to last in", upLast)
		r.put("up to next in", upNext)
		r.place(p, "p main", main, l.box, i)
		r.put("p all", log(all.in))
		r.put("p all share", ratio(all.in, all.words))
		out[i] = r.v
	}
	return out, names
}
