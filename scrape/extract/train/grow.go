package main

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"

	"parallax/scrape/extract/body"
)

// A table holds the rows of examples by column, each number as the bin it falls
// into.
type table struct {
	edges  [][]float32 // by column: the bin b holds what is at most edges[b]
	bins   [][]uint8
	labels []label // by row
}

// newTable makes a table of the rows of examples, and notes in each where they
// begin.
func newTable(all []*example, width int, rows func(*example) [][]float32) *table {
	t := &table{edges: make([][]float32, width), bins: make([][]uint8, width)}
	for _, e := range all {
		e.first = len(t.labels)
		t.labels = append(t.labels, e.labels...)
	}
	inParts(width, func(c int) {
		var some []float32
		for _, e := range all {
			for i, r := range rows(e) {
				if e.labels[i].weight > 0 && (e.first+i)%sampled == 0 {
					some = append(some, r[c])
				}
			}
		}
		t.edges[c] = edgesOf(some)
		t.bins[c] = make([]uint8, len(t.labels))
		for _, e := range all {
			for i, r := range rows(e) {
				t.bins[c][e.first+i] = binOf(t.edges[c], r[c])
			}
		}
	})
	return t
}

// sampled says of how many rows one is looked at for the edges of the bins.
const sampled = 5

// inParts calls do for 0 to n-1 on all cores.
func inParts(n int, do func(int)) {
	var wg sync.WaitGroup
	hands := runtime.GOMAXPROCS(0)
	for k := range hands {
		wg.Go(func() {
			for i := k; i < n; i += hands {
				do(i)
			}
		})
	}
	wg.Wait()
}

const mostBins = 64

// edgesOf parts a column's numbers into bins of like size.
func edgesOf(v []float32) []float32 {
	v = slices.Clone(v)
	slices.Sort(v)
	u := slices.Compact(slices.Clone(v))
	if len(u) <= mostBins {
		out := make([]float32, 0, len(u))
		for i := 0; i+1 < len(u); i++ {
			out = append(out, u[i]+(u[i+1]-u[i])/2)
		}
		return out
	}
	var out []float32
	for b := 1; b < mostBins; b++ {
		e := v[b*len(v)/mostBins]
		if len(out) == 0 || e > out[len(out)-1] {
			out = append(out, e)
		}
	}
	return out
}

func binOf(edges []float32, v float32) uint8 {
	i, _ := slices.BinarySearch(edges, v) // the first edge that is at least v
	return uint8(i)
}

// growing is how a forest is grown.
type growing struct {
	trees, leaves int
	rate, lambda  float64
	least         float64 // weight in an end
	columns       float64 // share of the columns that a tree looks at
}

type cell struct{ g, h float64 }

type bud struct {
	rows []int32
	hist [][]cell // by looked-at column
	sum  cell
	gain float64
	col  int // index into the looked-at columns
	bin  int
	node int32
}

// grow fits a forest to rows of a table. The same rows give the same forest.
func grow(ctx context.Context, t *table, rows []int32, o growing) (*body.Forest, error) {
	f := &body.Forest{}
	odds := make([]float64, len(t.labels))
	g, h := make([]float64, len(t.labels)), make([]float64, len(t.labels))
	var in, all float64
	for _, r := range rows {
		l := t.labels[r]
		in += float64(l.in) * float64(l.weight)
		all += float64(l.weight)
	}
	base := math.Log((in + 1e-6) / (all - in + 1e-6))
	f.Bias = float32(base)
	for i := range odds {
		odds[i] = base
	}
	seed := uint64(88172645463325252)
	for range o.trees {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, r := range rows {
			p := 1 / (1 + math.Exp(-odds[r]))
			w := float64(t.labels[r].weight)
			g[r] = w * (p - float64(t.labels[r].in))
			h[r] = w * p * (1 - p)
		}
		var cols []int
		for c := range t.bins { // xorshift: the same columns each time
			seed ^= seed << 13
			seed ^= seed >> 7
			seed ^= seed << 17
			if float64(seed>>11)/(1<<53) < o.columns && len(t.edges[c]) > 0 {
				cols = append(cols, c)
			}
		}
		if len(cols) > 0 {
			growTree(f, t, rows, cols, g, h, odds, o)
		}
	}
	return f, nil
}

// growTree adds one tree, always parting the bud that gains most.
func growTree(f *body.Forest, t *table, rows []int32, cols []int, g, h, odds []float64, o growing) {
	root := &bud{rows: slices.Clone(rows)}
	for _, r := range rows {
		root.sum.g += g[r]
		root.sum.h += h[r]
	}
	root.hist = histogram(t, root.rows, cols, g, h)
	root.node = int32(len(f.Nodes))
	f.Roots = append(f.Roots, root.node)
	f.Nodes = append(f.Nodes, body.Node{Feature: -1})
	root.best(t, cols, o)
	buds := []*bud{root}
	for len(buds) < o.leaves {
		at := 0
		for i, b := range buds {
			if b.gain > buds[at].gain {
				at = i
			}
		}
		b := buds[at]
		if b.gain <= 1e-9 {
			break
		}
		c := cols[b.col]
		left, right := &bud{}, &bud{}
		bins := t.bins[c]
		for _, r := range b.rows {
			to := right
			if int(bins[r]) <= b.bin {
				to = left
			}
			to.rows = append(to.rows, r)
			to.sum.g += g[r]
			to.sum.h += h[r]
		}
		small, big := left, right
		if len(left.rows) > len(right.rows) {
			small, big = right, left
		}
		small.hist = histogram(t, small.rows, cols, g, h)
		big.hist = b.hist
		for i := range big.hist {
			for j := range big.hist[i] {
				big.hist[i][j].g -= small.hist[i][j].g
				big.hist[i][j].h -= small.hist[i][j].h
			}
		}
		b.hist = nil
		left.node, right.node = int32(len(f.Nodes)), int32(len(f.Nodes)+1)
		f.Nodes = append(f.Nodes, body.Node{Feature: -1}, body.Node{Feature: -1})
		f.Nodes[b.node] = body.Node{Feature: int16(c), Left: left.node, Right: right.node, Split: t.edges[c][b.bin]}
		left.best(t, cols, o)
		right.best(t, cols, o)
		buds[at] = left
		buds = append(buds, right)
	}
	for _, b := range buds {
		v := -o.rate * b.sum.g / (b.sum.h + o.lambda)
		f.Nodes[b.node].Split = float32(v)
		for _, r := range b.rows {
			odds[r] += v
		}
	}
}

// best finds where the bud is parted with the most gain.
func (b *bud) best(t *table, cols []int, o growing) {
	b.gain = 0
	if b.sum.h < 2*o.least {
		return
	}
	score := func(c cell) float64 { return c.g * c.g / (c.h + o.lambda) }
	own := score(b.sum)
	for i, c := range cols {
		var left cell
		for j := range t.edges[c] {
			left.g += b.hist[i][j].g
			left.h += b.hist[i][j].h
			right := cell{b.sum.g - left.g, b.sum.h - left.h}
			if left.h < o.least || right.h < o.least {
				continue
			}
			if s := score(left) + score(right) - own; s > b.gain {
				b.gain, b.col, b.bin = s, i, j
			}
		}
	}
}

func histogram(t *table, rows []int32, cols []int, g, h []float64) [][]cell {
	out := make([][]cell, len(cols))
	gh := make([]cell, len(rows))
	for i, r := range rows {
		gh[i] = cell{g[r], h[r]}
	}
	inParts(len(cols), func(i int) {
		hist := make([]cell, len(t.edges[cols[i]])+1)
		bins := t.bins[cols[i]]
		for j, r := range rows {
			c := &hist[bins[r]]
			c.g += gh[j].g
			c.h += gh[j].h
		}
		out[i] = hist
	})
	return out
}
