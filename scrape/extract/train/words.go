package main

import (
	"math"

	"parallax/scrape/extract/body"
)

// A count says what stands with a word or a name: on how many sites it was met,
// and the sum of the shares of it that were the article's there.
type count struct{ sites, in float64 }

// counts are what the sites of some examples teach of words and names.
type counts struct {
	all    map[uint32]count
	bySite map[string]map[uint32]float64 // the share on each site
}

// fewest is on how many sites a word must have been met to mean anything.
const fewest = 8

func countWords(all []*example) *counts {
	type share struct{ in, all float64 }
	sites := map[string]map[uint32]share{}
	x := &counts{all: map[uint32]count{}, bySite: map[string]map[uint32]float64{}}
	var order []string
	for _, e := range all {
		s := e.site()
		if sites[s] == nil {
			sites[s] = map[uint32]share{}
			order = append(order, s)
		}
		for i, l := range e.labels {
			if l.weight == 0 {
				continue
			}
			w := math.Sqrt(float64(l.weight))
			e.page.Keys(i, func(k uint32) {
				c := sites[s][k]
				c.in += w * float64(l.in)
				c.all += w
				sites[s][k] = c
			})
		}
	}
	for _, s := range order {
		x.bySite[s] = make(map[uint32]float64, len(sites[s]))
		for k, c := range sites[s] {
			share := c.in / c.all
			x.bySite[s][k] = share
			t := x.all[k]
			t.sites++
			t.in += share
			x.all[k] = t
		}
	}
	return x
}

// lexicon returns what all sites but one teach.
func (x *counts) lexicon(without string) body.Lexicon {
	out := body.Lexicon{}
	own := x.bySite[without]
	add := func(k uint32, c count) {
		if share, ok := own[k]; ok {
			c.sites--
			c.in -= share
		}
		if c.sites >= fewest {
			const even = 1.5 // what is believed before any site is met
			out[k] = body.Rounded(math.Log((c.in + even) / (c.sites - c.in + even)))
		}
	}
	if without == "" {
		for k, c := range x.all {
			add(k, c)
		}
		return out
	}
	for k := range own { // no other word stands on its pages
		add(k, x.all[k])
	}
	return out
}
