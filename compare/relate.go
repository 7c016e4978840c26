package compare

import (
	"strings"

	"parallax/internal/text/fingerprint"
)

// The thresholds of relations.
const (
	copyShare     = 0.70 // of the shorter article's five-word runs in the other
	rewriteShare  = 0.22
	rewriteOrder  = 0.75 // of the matched sentences in the same order
	sameEvent     = 0.40 // cosine with the share of matched sentences added
	sameTopic     = 0.16
	matchesWeight = 0.5
)

// relate says how each pair of articles relates.
func (c *comparing) relate() []RelationPair {
	out := []RelationPair{}
	for i, a := range c.docs {
		for _, b := range c.docs[i+1:] {
			p := RelationPair{A: a.ID, B: b.ID, Similarity: round(cosine(a, b)), SameWords: round(fingerprint.Containment(a.Print, b.Print))}
			order := 0
			last, partners := -1, map[*view]bool{}
			for _, m := range c.pairs {
				if m.a.doc == i && m.b.doc == b.index {
					p.Matched++
					partners[m.a] = true
				}
			}
			for _, v := range a.parts {
				for _, k := range v.matches {
					if m := c.pairs[k]; m.a == v && m.b.doc == b.index {
						if m.b.index >= last {
							order++
						}
						last = m.b.index
					}
				}
			}
			p.Relation = relationOf(p, order, min(len(a.Sentences), len(b.Sentences)), declares(a, b))
			p.Matched = len(partners)
			out = append(out, p)
		}
	}
	return out
}

// relationOf decides the relation of a pair of which order matched sentences
// stand in the same order and the shorter article has short sentences.
func relationOf(p RelationPair, order, short int, declared bool) Relation {
	if short == 0 {
		return Unrelated
	}
	share := float64(p.Matched) / float64(max(short, 1))
	switch {
	case p.SameWords >= copyShare:
		return Copy
	case p.SameWords >= rewriteShare && share >= 0.4,
		declared && p.Matched >= 2,
		share >= 0.6 && p.SameWords >= 0.06 && float64(order) >= rewriteOrder*float64(p.Matched) && p.Matched >= 5:
		return Rewrite
	case p.Similarity+matchesWeight*share >= sameEvent && p.Matched >= 1:
		return SameEvent
	case p.Similarity >= sameTopic || p.Matched >= 2:
		return SameTopic
	}
	return Unrelated
}

// declares reports whether one of the articles says that it was made from the
// other.
func declares(a, b *doc) bool {
	return declaresOne(a, b) || declaresOne(b, a)
}

func declaresOne(a, b *doc) bool {
	if b.Source == "" {
		return false
	}
	for _, u := range a.Upstream {
		if (u.Kind == "declared" || u.Kind == "canonical") && strings.Contains(nameKey(u.Name), nameKey(b.Source)) {
			return true
		}
	}
	return false
}

// origins numbers the articles so that those that copy one another, or declare
// one origin, have the same number.
func (c *comparing) origins(relations []RelationPair) []int {
	root := make([]int, len(c.docs))
	for i := range root {
		root[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		for root[i] != i {
			i = root[i]
		}
		return i
	}
	join := func(i, j int) {
		i, j = find(i), find(j)
		root[max(i, j)] = min(i, j)
	}
	k := 0
	for i := range c.docs {
		for j := i + 1; j < len(c.docs); j++ {
			if r := relations[k].Relation; r == Copy || r == Rewrite {
				join(i, j)
			}
			k++
		}
	}
	byName := map[string]int{}
	for i, d := range c.docs {
		for _, u := range d.Upstream {
			if u.Kind != "declared" && u.Kind != "canonical" {
				continue
			}
			name := nameKey(u.Name)
			if j, ok := byName[name]; ok {
				join(i, j)
			} else {
				byName[name] = i
			}
		}
	}
	out := make([]int, len(c.docs))
	number := map[int]int{}
	for i := range out {
		r := find(i)
		if number[r] == 0 {
			number[r] = len(number) + 1
		}
		out[i] = number[r]
	}
	return out
}
