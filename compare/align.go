package compare

import (
	"cmp"
	"slices"

	"parallax/article"
)

// A match is a pair of sentences of two articles that say the same.
type match struct {
	a, b     *view
	score    float64
	same     bool // word for word
	features features
}

// The thresholds of alignment, chosen by cross-validation over stories.
const (
	matchScore  = 0.30 // least score of a pair
	secondScore = 0.60 // least score of a further partner
	samePart    = 0.66 // of the shorter sentence's words in verbatim runs
	runLength   = 4    // words in a verbatim run
)

// align finds the sentences that say the same, for each pair of articles.
func (c *comparing) align(stop func() error) error {
	for i, a := range c.docs {
		for _, b := range c.docs[i+1:] {
			if err := stop(); err != nil {
				return err
			}
			c.alignPair(a, b)
		}
	}
	return nil
}

// alignPair pairs the sentences of a and b, best pairs first. A sentence has
// one partner, more only where they are as good.
func (c *comparing) alignPair(a, b *doc) {
	found := c.candidates(a, b)
	for i := range found {
		found[i].score = found[i].features.score()
	}
	slices.SortStableFunc(found, func(x, y match) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.a.index, y.a.index), cmp.Compare(x.b.index, y.b.index))
	})
	taken := map[*view]float64{}
	for _, m := range found {
		if m.score < matchScore {
			break
		}
		if taken[m.a] > 0 || taken[m.b] > 0 {
			if m.score < secondScore || taken[m.a] > 0 && taken[m.b] > 0 {
				continue
			}
		}
		taken[m.a], taken[m.b] = m.score, m.score
		c.pair(m)
	}
}

// pair keeps a match.
func (c *comparing) pair(m match) {
	m.same = sameWords(m.a, m.b) >= samePart
	m.a.matches = append(m.a.matches, len(c.pairs))
	m.b.matches = append(m.b.matches, len(c.pairs))
	c.pairs = append(c.pairs, m)
}

// labelWords is how many words make a heading say something.
const labelWords = 5

// isLabel reports whether a sentence is a heading so short that all its words
// stand in many sentences that say far more.
func (c *comparing) isLabel(v *view) bool {
	p := c.docs[v.doc].Sentences[v.index]
	return p.Heading && !p.Title && len(v.low) < labelWords
}

// candidates returns the pairs of sentences of a and b that share two terms or
// more, with what speaks for them.
func (c *comparing) candidates(a, b *doc) []match {
	postings := map[int32][]*view{}
	for _, v := range b.parts {
		for _, t := range v.terms {
			postings[t.term] = append(postings[t.term], v)
		}
	}
	// In long articles the common terms find nothing that the rare do not.
	limit := max(80, len(b.parts)/10)
	var found []match
	count := make([]int, len(b.parts))
	var touched []int
	bestB := make([]float64, len(b.parts))
	for _, v := range a.parts {
		for _, t := range v.terms {
			ps := postings[t.term]
			if len(ps) > limit {
				continue
			}
			for _, p := range ps {
				if count[p.index] == 0 {
					touched = append(touched, p.index)
				}
				count[p.index]++
			}
		}
		slices.Sort(touched)
		first, best := len(found), 0.0
		for _, k := range touched {
			if count[k] >= 2 && c.isLabel(v) == c.isLabel(b.parts[k]) {
				m := match{a: v, b: b.parts[k]}
				m.features = c.featuresOf(v, b.parts[k])
				if m.features[cosAll] >= leastCosine {
					found = append(found, m)
					best = max(best, m.features[cosAll])
					bestB[k] = max(bestB[k], m.features[cosAll])
				}
			}
			count[k] = 0
		}
		for i := first; i < len(found); i++ {
			found[i].features[rankA] = found[i].features[cosAll] / best
		}
		touched = touched[:0]
	}
	for i := range found {
		found[i].features[rankB] = found[i].features[cosAll] / bestB[found[i].b.index]
	}
	return found
}

// verbatim returns the runs of words that a and b share in order, as indexes
// of words: start in a, start in b, length.
func verbatim(a, b *view, least int) [][3]int {
	var runs [][3]int
	usedA, usedB := make([]bool, len(a.low)), make([]bool, len(b.low))
	at := map[string][]int{}
	for j, w := range b.low {
		at[w] = append(at[w], j)
	}
	for i := 0; i < len(a.low); i++ {
		best, from := 0, 0
		for _, j := range at[a.low[i]] {
			n := 0
			for i+n < len(a.low) && j+n < len(b.low) && a.low[i+n] == b.low[j+n] && !usedB[j+n] && !usedA[i+n] {
				n++
			}
			if n > best {
				best, from = n, j
			}
		}
		if best < least {
			continue
		}
		for k := range best {
			usedA[i+k], usedB[from+k] = true, true
		}
		runs = append(runs, [3]int{i, from, best})
		i += best - 1
	}
	return runs
}

// sameWords returns the share of the longer sentence's words that stand in
// verbatim runs.
func sameWords(a, b *view) float64 {
	n := 0
	for _, r := range verbatim(a, b, runLength) {
		n += r[2]
	}
	longer := max(len(a.low), len(b.low))
	if longer == 0 {
		return 0
	}
	if longer < runLength && slices.Equal(a.low, b.low) {
		return 1
	}
	return float64(n) / float64(longer)
}

// passages lists the pairs of sentences, and the sentences that stand in one
// article only.
func (c *comparing) passages(facts []Fact) []Passage {
	clash := conflicting(facts)
	out := []Passage{}
	for _, m := range c.pairs {
		p := Passage{Kind: SameMeaning, Score: round(m.score), A: c.place(m.a)}
		b := c.place(m.b)
		p.B = &b
		for _, r := range verbatim(m.a, m.b, runLength) {
			p.Words = append(p.Words, [2]Range{
				{Start: m.a.spans[r[0]].Start, End: m.a.spans[r[0]+r[2]-1].End},
				{Start: m.b.spans[r[1]].Start, End: m.b.spans[r[1]+r[2]-1].End},
			})
		}
		switch {
		case clash[[2]sentenceKey{keyOf(p.A), keyOf(b)}]:
			p.Kind = ConflictPassage
		case m.same:
			p.Kind = SameWords
		}
		out = append(out, p)
	}
	if len(c.docs) > 1 {
		for _, d := range c.docs {
			for _, v := range d.parts {
				if s := d.Sentences[v.index]; len(v.matches) == 0 && !s.Title && !s.Heading && len(v.low) > 0 {
					out = append(out, Passage{Kind: OnlyHere, A: c.place(v)})
				}
			}
		}
	}
	return out
}

// A sentenceKey names a sentence of an article.
type sentenceKey struct {
	article, in string
	span        article.Span
}

func keyOf(s Sentence) sentenceKey {
	return sentenceKey{article: s.Article, in: s.In, span: article.Span{Start: s.Start, End: s.End}}
}

// conflicting returns the pairs of sentences that hold sayings with different
// values of a fact in conflict.
func conflicting(facts []Fact) map[[2]sentenceKey]bool {
	out := map[[2]sentenceKey]bool{}
	for _, f := range facts {
		if f.Verdict != Conflict {
			continue
		}
		for _, x := range f.Sayings {
			for _, y := range f.Sayings {
				if x.Article != y.Article && x.Value != y.Value {
					out[[2]sentenceKey{{x.Article, x.In, x.Sentence}, {y.Article, y.In, y.Sentence}}] = true
				}
			}
		}
	}
	return out
}

func round(x float64) float64 { return float64(int(x*1000+0.5)) / 1000 }
