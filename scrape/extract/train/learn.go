package main

import (
	"context"
	"hash/fnv"
	"runtime"
	"sync"

	"parallax/article"
	"parallax/scrape/extract"
	"parallax/scrape/extract/body"
	"parallax/scrape/guard"
)

// howTo is how forests are grown, chosen by --cv.
var howTo = growing{trees: 100, leaves: 24, rate: 0.12, lambda: 1, least: 2, columns: 0.3}

// inner is in how many parts the pages are for the first forest's judgements
// that the second learns from: each page is judged by one that did not see it.
const inner = 3

// An example is a page to learn from, and where its rows begin in a table.
type example struct {
	sample
	page   *body.Page
	labels []label
	rows   [][]float32
	first  int
}

// readExamples reads the pages of a folder as the program does, in the order of
// the gold. Sets that nothing may be learned from are left out.
func readExamples(ctx context.Context, dir string) ([]*example, error) {
	gold, err := readGold(dir)
	if err != nil {
		return nil, err
	}
	var out []*example
	for _, s := range gold {
		if mayTrain(s.Set) && (s.Gold.Text != "" || len(s.Gold.With) > 0) {
			out = append(out, &example{sample: s})
		}
	}
	errs := make([]error, len(out))
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				errs[i] = out[i].describe(ctx, dir)
			}
		})
	}
	for i := range out {
		next <- i
	}
	close(next)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (e *example) describe(ctx context.Context, dir string) error {
	raw, err := e.raw(dir)
	if err != nil {
		return err
	}
	it := article.Item{Name: e.ID, ContentType: "text/html", Raw: raw, Declared: article.Declared{URL: e.URL}}
	e.page, err = extract.Leaves(ctx, it, guard.Default())
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		e.page = &body.Page{} // a page that is refused teaches nothing
	}
	e.labels = thinned(labels(&e.sample, e.page.Leaves()))
	e.page.Forget()
	return nil
}

// thinned lets every third of the leaves that weigh least, short ones outside of
// the article, stand for three.
func thinned(labels []label) []label {
	const little = 0.08
	for i := range labels {
		if l := &labels[i]; l.in == 0 && l.weight > 0 && l.weight < little {
			if i%3 == 0 {
				l.weight *= 3
			} else {
				l.weight = 0
			}
		}
	}
	return labels
}

// part returns the examples of all parts but the k-th of n, and those of it. All
// pages of a site are in one part.
func part(all []*example, n, k int) (rest, those []*example) {
	for _, e := range all {
		h := fnv.New32a()
		h.Write([]byte(e.site()))
		if int(h.Sum32()>>8)%n == k {
			those = append(those, e)
		} else {
			rest = append(rest, e)
		}
	}
	return rest, those
}

// learn fits a model to examples.
func learn(ctx context.Context, all []*example, o growing, say func(string, ...any)) (*body.Model, error) {
	m := &body.Model{}
	x := countWords(all)
	m.Lexicon = x.lexicon("")
	for _, e := range all {
		e.rows = e.page.Features(x.lexicon(e.site()))
	}
	width := body.Widths()
	t := newTable(all, width.First, func(e *example) [][]float32 { return e.rows })
	chances := make(map[*example][]float32, len(all))
	for k := range inner {
		rest, those := part(all, inner, k)
		f, err := grow(ctx, t, rowsOf(rest), o)
		if err != nil {
			return nil, err
		}
		for _, e := range those {
			chances[e] = f.Chances(e.rows)
		}
	}
	f, err := grow(ctx, t, rowsOf(all), o)
	if err != nil {
		return nil, err
	}
	m.First = *f
	say("the first forest has %d nodes", len(m.First.Nodes))
	second := make(map[*example][][]float32, len(all))
	for _, e := range all {
		second[e] = e.page.Second(e.rows, chances[e])
	}
	t = newTable(all, width.Second, func(e *example) [][]float32 { return second[e] })
	if f, err = grow(ctx, t, rowsOf(all), o); err != nil {
		return nil, err
	}
	m.Second = *f
	say("the second forest has %d nodes", len(m.Second.Nodes))
	return m, nil
}

// rowsOf returns the rows of a table that examples teach something by.
func rowsOf(all []*example) []int32 {
	var out []int32
	for _, e := range all {
		for i, l := range e.labels {
			if l.weight > 0 {
				out = append(out, int32(e.first+i))
			}
		}
	}
	return out
}
