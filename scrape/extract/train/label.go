package main

import (
	"sort"
	"strings"
	"unicode"
)

// A label says how much of a leaf is the article's, and how much that counts.
type label struct{ in, weight float32 }

func tokens(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' })
}

func folded(s string) []string { return tokens(strings.ToLower(s)) }

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// labels holds the leaves of a page against its gold.
func labels(s *sample, leaves []string) []label {
	out := make([]label, len(leaves))
	if s.Gold.Text != "" {
		align(out, leaves, s.Gold.Text)
		if s.Set == "aeb" || s.Set == "fundus" { // news, marked with care, and few
			for i := range out {
				out[i].weight *= 1.5
			}
		}
		return out
	}
	for i, t := range leaves {
		t = spaced(t)
		for _, w := range s.Gold.With {
			if w = spaced(w); w != "" && strings.Contains(t, w) {
				out[i] = label{1, 0.35}
			}
		}
		for _, w := range s.Gold.Without {
			if w = spaced(w); w != "" && strings.Contains(t, w) && out[i].weight == 0 {
				out[i] = label{0, 0.35}
			}
		}
	}
	return out
}

const shingle = 4 // words that must stand together

// align labels leaves by how many of their words stand in gold in order.
func align(out []label, leaves []string, gold string) {
	g := folded(gold)
	where := map[string][]int{}
	for n := 1; n <= shingle; n++ {
		for i := 0; i+n <= len(g); i++ {
			k := strings.Join(g[i:i+n], " ")
			where[k] = append(where[k], i)
		}
	}
	type found struct{ leaf, start, end, words int }
	var sure []found
	short := map[int][]string{}
	sizes := make([]int, len(leaves))
	for i, t := range leaves {
		w := folded(t)
		sizes[i] = len(w)
		if len(w) == 0 {
			continue
		}
		if len(w) < shingle {
			short[i] = w
			continue
		}
		covered := make([]bool, len(w))
		var places []int
		for j := 0; j+shingle <= len(w); j++ {
			if at := where[strings.Join(w[j:j+shingle], " ")]; len(at) > 0 {
				for k := j; k < j+shingle; k++ {
					covered[k] = true
				}
				if len(at) == 1 {
					places = append(places, at[0]-j)
				}
			}
		}
		n := 0
		for _, c := range covered {
			if c {
				n++
			}
		}
		out[i].in = float32(n) / float32(len(w))
		if out[i].in > 0.5 && len(places) > 0 {
			sort.Ints(places)
			at := places[len(places)/2]
			sure = append(sure, found{i, at, at + len(w), len(w)})
		}
	}
	// The longest chain of sure leaves in the order of the gold.
	best, from := make([]int, len(sure)), make([]int, len(sure))
	end := -1
	for i := range sure {
		best[i], from[i] = sure[i].words, -1
		for j := max(0, i-400); j < i; j++ {
			if sure[j].start < sure[i].start && best[j]+sure[i].words > best[i] {
				best[i], from[i] = best[j]+sure[i].words, j
			}
		}
		if end < 0 || best[i] > best[end] {
			end = i
		}
	}
	chain := map[int]found{}
	for i := end; i >= 0; i = from[i] {
		chain[sure[i].leaf] = sure[i]
	}
	aside := map[int]bool{}
	for _, f := range sure {
		if _, ok := chain[f.leaf]; !ok {
			aside[f.leaf] = true
		}
	}
	// Short leaves are the article's where their words stand between their
	// neighbours'.
	before := make([]int, len(leaves))
	after := make([]int, len(leaves))
	at := -1
	for i := range leaves {
		before[i] = at
		if f, ok := chain[i]; ok {
			at = f.end
		}
	}
	at = -1
	for i := len(leaves) - 1; i >= 0; i-- {
		after[i] = at
		if f, ok := chain[i]; ok {
			at = f.start
		}
	}
	for i, w := range short {
		near := false
		for j := max(0, i-10); j < min(len(leaves), i+11); j++ {
			_, ok := chain[j]
			near = near || ok
		}
		if !near {
			continue
		}
		for _, p := range where[strings.Join(w, " ")] {
			if (before[i] < 0 || p >= before[i]-3 && p <= before[i]+30) && (after[i] < 0 || p <= after[i]+3 && p >= after[i]-30) && (before[i] >= 0 || after[i] >= 0) {
				out[i].in = 1
			}
		}
	}
	for i := range leaves {
		if sizes[i] == 0 {
			continue
		}
		out[i].weight = min(1, float32(sizes[i]+2)/float32(len(g)+5))*4 + 0.02
		if aside[i] {
			if sizes[i] < 12 {
				out[i].in = 0
			}
			out[i].weight *= 0.25
		}
	}
}
