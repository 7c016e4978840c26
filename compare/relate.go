package compare

import (
	"math"
	"strings"

	"parallax/internal/text/fingerprint"
)

// The thresholds of relations.
const (
	copyShare    = 0.70 // of the shorter article's five-word runs in the other
	rewriteShare = 0.22
	rewriteOrder = 0.75 // of the matched sentences in the same order
	sameTopic    = 0.16 // cosine
	surePartner  = 0.72 // score of a pair of sentences that tell one event even where the people differ
)

// The weights of a pair of articles telling one event, fitted by logistic
// regression over ECB+, NewsWCL50 and the annotated stories: how alike they
// are in words, how strange, their best pair of sentences, how many there are
// and what share of the shorter article.
var (
	eventWeights = [...]float64{4.28, -2.21, 1.75, 2.49, 1.10, 1.93}
	eventBias    = -1.9
)

// What an article opens with, and how strange two are that open with other
// people.
const (
	openingSentences = 5
	openingBytes     = 60 // shorter sentences do not count
	strangers        = 0.8
)

// relate says how each pair of articles relates.
func (c *comparing) relate() []RelationPair {
	out := []RelationPair{}
	for i, a := range c.docs {
		for _, b := range c.docs[i+1:] {
			p := RelationPair{A: a.ID, B: b.ID, Similarity: round(cosine(a, b)), SameWords: round(fingerprint.Containment(a.Print, b.Print))}
			order := 0
			last, partners, best := -1, map[*view]bool{}, 0.0
			for _, m := range c.pairs {
				if m.a.doc == i && m.b.doc == b.index {
					p.Matched++
					partners[m.a] = true
					best = max(best, m.score)
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
			p.Matched = len(partners)
			short := min(len(a.Sentences), len(b.Sentences))
			e := evidence{short: short, order: order, best: best, strange: c.strange(a, b), declared: declares(a, b)}
			p.Relation = relationOf(p, e)
			out = append(out, p)
		}
	}
	return out
}

// evidence is what relationOf knows of a pair of articles beside the pair.
type evidence struct {
	short    int     // sentences of the shorter article
	order    int     // matched sentences that stand in the same order
	best     float64 // score of the best pair of sentences
	strange  float64
	declared bool // one says that it was made from the other
}

// relationOf decides the relation of a pair of articles.
func relationOf(p RelationPair, e evidence) Relation {
	if e.short == 0 {
		return Unrelated
	}
	share := min(1, float64(p.Matched)/float64(max(3, e.short)))
	switch {
	case p.SameWords >= copyShare:
		return Copy
	case p.SameWords >= rewriteShare && share >= 0.4,
		e.declared && p.Matched >= 2,
		share >= 0.6 && p.SameWords >= 0.06 && float64(e.order) >= rewriteOrder*float64(p.Matched) && p.Matched >= 5:
		return Rewrite
	case p.Matched >= 1 && !(e.strange >= strangers && e.best < surePartner) &&
		logistic(eventWeights[:], []float64{p.Similarity, e.strange, e.best, math.Log1p(float64(p.Matched)) / 2, share, p.Similarity * (1 - e.strange)}, eventBias) >= 0.5:
		return SameEvent
	case p.Similarity >= sameTopic || p.Matched >= 2:
		return SameTopic
	}
	return Unrelated
}

// strange returns how far two articles open with different people and things:
// 0 where what one of them names first is named by the other too.
func (c *comparing) strange(a, b *doc) float64 {
	if lacks(a, b) && lacks(b, a) {
		return strangers
	}
	return 1 - max(known(a, b), known(b, a))
}

// lacks reports whether a opens with a person whom b does not name.
func lacks(a, b *doc) bool {
	for _, e := range a.opening {
		if e.kind == PersonName && e.full && !e.in[b.index] {
			return true
		}
	}
	return false
}

// known returns the share of the names that a opens with which b has, 1 where
// there are none.
func known(a, b *doc) float64 {
	n := 0
	for _, e := range a.opening {
		if e.in[b.index] {
			n++
		}
	}
	if len(a.opening) == 0 {
		return 1
	}
	return float64(n) / float64(len(a.opening))
}

// open sets the entities that the first sentences of each article name.
func (c *comparing) open() {
	for _, d := range c.docs {
		early, n := map[int]bool{}, 0
		for i, s := range d.Sentences {
			if s.Title || n < openingSentences {
				early[i] = true
			}
			if !s.Title && s.End-s.Start >= openingBytes {
				n++
			}
		}
		seen := map[*entity]int{}
		for _, n := range d.Names {
			if !early[n.Sentence] {
				continue
			}
			e := c.byKey[d.index][entityKey(n.Text)]
			if e == nil || e.kind == NoEntity {
				continue
			}
			full := strings.Contains(entityKey(n.Text), " ")
			if k, ok := seen[e]; ok {
				d.opening[k].full = d.opening[k].full || full
				continue
			}
			in := map[int]bool{}
			for _, m := range e.mentions {
				in[m.doc] = true
			}
			seen[e] = len(d.opening)
			d.opening = append(d.opening, opened{kind: e.kind, full: full, in: in})
		}
	}
}

// An opened is an entity that an article opens with.
type opened struct {
	kind EntityKind
	full bool         // named in full there
	in   map[int]bool // the articles that name it
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
	find := func(i int) int {
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
