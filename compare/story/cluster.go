package story

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
)

// queue is a heap of pairs, the best first.
type queue []pair

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[j].score, q[i].score), cmp.Compare(q[i].a, q[j].a), cmp.Compare(q[i].b, q[j].b)) < 0
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(pair)) }
func (q *queue) Pop() any {
	old := *q
	p := old[len(old)-1]
	*q = old[:len(old)-1]
	return p
}

// merge joins the clusters whose articles are most alike on average, until
// none are alike enough.
func (g *grouping) merge(ctx context.Context) error {
	for _, p := range g.pairs {
		a, b := g.of[p.a], g.of[p.b]
		if a != b {
			g.clusters[a].touch(b)
			g.clusters[b].touch(a)
		}
	}
	var q queue
	for a, c := range g.clusters {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		for b := range c.near {
			if a < b {
				q = append(q, g.link(a, b))
			}
		}
	}
	heap.Init(&q)
	for q.Len() > 0 {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		p := heap.Pop(&q).(pair)
		a, b := g.clusters[p.a], g.clusters[p.b]
		if a == nil || b == nil || p.version != a.version+b.version {
			continue
		}
		if p.score < g.opt.Threshold {
			return nil
		}
		if g.apart(a, b) {
			continue
		}
		g.join(p.a, p.b)
		near := make([]int, 0, len(a.near))
		for k := range a.near {
			near = append(near, k)
		}
		slices.Sort(near)
		for _, k := range near {
			heap.Push(&q, g.link(min(p.a, k), max(p.a, k)))
		}
	}
	return nil
}

// apart reports whether a person or an earlier grouping keeps two clusters
// from being one.
func (g *grouping) apart(a, b *cluster) bool {
	if a.fixed && b.fixed || a.pinned && b.pinned {
		return true
	}
	return a.pinned && a.story == 0 || b.pinned && b.story == 0
}

// link returns the pair of clusters a and b with the average likeness of
// their articles.
func (g *grouping) link(a, b int) pair {
	x, y := g.clusters[a], g.clusters[b]
	score := dot(x.sum, y.sum) / float64(len(x.docs)*len(y.docs))
	score *= 1 - strangeness*g.strange(x, y)
	return pair{a: a, b: b, score: score, version: x.version + y.version}
}

// strange returns how far two clusters tell of different people and places: 0
// where what one of two articles names first is named in the other too, 1
// where neither names anything the other opens with.
func (g *grouping) strange(x, y *cluster) float64 {
	const sample = 6 // articles of each are enough
	total, n := 0.0, 0
	for _, i := range x.docs[:min(len(x.docs), sample)] {
		for _, j := range y.docs[:min(len(y.docs), sample)] {
			strange := 1 - max(g.named(i, j), g.named(j, i))
			if g.lacks(i, j) && g.lacks(j, i) {
				strange = max(strange, strangers)
			}
			total += strange
			n++
		}
	}
	return total / float64(n)
}

// dot returns the sum of the products of the weights of two vectors, each
// sorted by term.
func dot(small, large []weighted) (sum float64) {
	if len(small) > len(large) {
		small, large = large, small
	}
	for _, w := range small {
		i := 0
		if len(large) > 8*len(small) { // a story of hundreds: leap
			i, _ = slices.BinarySearchFunc(large, w.term, weighted.compare)
		} else {
			for i < len(large) && large[i].term < w.term {
				i++
			}
		}
		large = large[i:]
		if len(large) == 0 {
			break
		}
		if large[0].term == w.term {
			sum += float64(w.weight * large[0].weight)
		}
	}
	return sum
}

// added returns the sum of two vectors, each sorted by term.
func added(x, y []weighted) []weighted {
	sum := make([]weighted, 0, len(x)+len(y)/2)
	for len(x) > 0 && len(y) > 0 {
		switch {
		case x[0].term < y[0].term:
			sum, x = append(sum, x[0]), x[1:]
		case x[0].term > y[0].term:
			sum, y = append(sum, y[0]), y[1:]
		default:
			sum = append(sum, weighted{x[0].term, x[0].weight + y[0].weight})
			x, y = x[1:], y[1:]
		}
	}
	return append(append(sum, x...), y...)
}

// touch notes that cluster k is near.
func (c *cluster) touch(k int) {
	if c.near == nil {
		c.near = map[int]bool{}
	}
	c.near[k] = true
}

// named returns the share of the rare names that article i opens with which
// stand in article j, 1 where it opens with none.
func (g *grouping) named(i, j int) float64 {
	if len(g.early[i]) == 0 {
		return 1
	}
	n := 0
	for _, t := range g.early[i] {
		if g.has(j, t) {
			n++
		}
	}
	return float64(n) / float64(len(g.early[i]))
}

// lacks reports whether article i opens with a person whom j does not name.
func (g *grouping) lacks(i, j int) bool {
	for _, t := range g.people[i] {
		if !g.has(j, t) {
			return true
		}
	}
	return false
}

// has reports whether article i has a term.
func (g *grouping) has(i int, term int32) bool {
	_, ok := slices.BinarySearchFunc(g.vectors[i], term, weighted.compare)
	return ok
}

// join puts cluster b into a.
func (g *grouping) join(a, b int) {
	x, y := g.clusters[a], g.clusters[b]
	for _, i := range y.docs {
		g.of[i] = a
	}
	x.docs = append(x.docs, y.docs...)
	x.sum = added(x.sum, y.sum)
	for k := range y.near {
		if k != a {
			x.touch(k)
			delete(g.clusters[k].near, b)
			g.clusters[k].touch(a)
		}
	}
	delete(x.near, b)
	x.version += y.version + 1
	x.fixed = x.fixed || y.fixed
	if y.pinned {
		x.pinned, x.story = true, y.story
	}
	g.clusters[b] = nil
}
