package compare

import "math"

// features are what speaks for two sentences saying the same, each about 0
// to 1.
type features [featureCount]float64

// The features.
const (
	cosAll       = iota // of all terms
	containAll          // of the terms of the sentence with fewer
	cosWords            // of the words that are no names
	containWords        // of those of the sentence with fewer
	entities            // shared people, organisations and places
	figures             // shared numbers, telling ones more
	bigrams             // shared pairs of words
	sharedCount         // how many terms are shared, on a scale of its own
	sameSource          // one and the same speaker
	otherFigure         // both count the same things and differ in number
	lengths             // how alike they are in length
	rankA               // compared with the best partner of the first
	rankB               // and of the second
	headings            // one of them is a title or a heading
	featureCount
)

// figuresLimit is how many numbers of a sentence are held against those of
// another; what has more is a table.
const figuresLimit = 12

// leastCosine is what a pair must have to be looked at.
const leastCosine = 0.08

// featuresOf weighs a pair of sentences. The ranks are left for the caller.
func (c *comparing) featuresOf(a, b *view) features {
	var f features
	var all, allShared, wordDot, wordShared float64
	n := 0
	for i, j := 0, 0; i < len(a.terms) && j < len(b.terms); {
		x, y := a.terms[i], b.terms[j]
		switch {
		case x.term < y.term:
			i++
		case x.term > y.term:
			j++
		default:
			n++
			all += x.weight * y.weight
			allShared += min(x.weight, y.weight)
			if !x.name && !y.name {
				wordDot += x.weight * y.weight
				wordShared += min(x.weight, y.weight)
			}
			i++
			j++
		}
	}
	f[cosAll] = ratio(all, a.norm*b.norm)
	f[containAll] = ratio(allShared, min(a.total, b.total))
	f[cosWords] = ratio(wordDot, a.wordNorm*b.wordNorm)
	f[containWords] = ratio(wordShared, min(a.wordTotal, b.wordTotal))
	f[sharedCount] = math.Log1p(float64(n)) / 3
	shared := 0.0
	for e, w := range a.entities {
		if b.entities[e] > 0 {
			shared += w
		}
	}
	f[entities] = ratio(shared, min(sumOf(a.entities), sumOf(b.entities)))
	f[figures], f[otherFigure] = c.sharedFigures(a, b)
	f[bigrams] = sharedBigrams(a, b)
	for s := range a.sources {
		if b.sources[s] {
			f[sameSource] = 1
		}
	}
	f[lengths] = ratio(float64(min(len(a.terms), len(b.terms))), float64(max(len(a.terms), len(b.terms))))
	p, q := c.docs[a.doc].Sentences[a.index], c.docs[b.doc].Sentences[b.index]
	if p.Heading || q.Heading {
		f[headings] = 1
	}
	return f
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return min(1, a/b)
}

func sumOf(m map[int]float64) float64 {
	// Adding in the order of a map would give other last digits each time.
	n := int64(0)
	for _, w := range m {
		n += int64(w * (1 << 30))
	}
	return float64(n) / (1 << 30)
}

// sharedFigures returns how telling the numbers are that both sentences give,
// and whether they count the same things and differ.
func (c *comparing) sharedFigures(a, b *view) (shared, other float64) {
	for _, i := range a.numbers[:min(len(a.numbers), figuresLimit)] {
		q := &c.docs[a.doc].Numbers[i]
		for _, j := range b.numbers[:min(len(b.numbers), figuresLimit)] {
			r := &c.docs[b.doc].Numbers[j]
			d, _ := dimension(q)
			e, _ := dimension(r)
			if d != e {
				continue
			}
			switch {
			case extentOf(q).equal(extentOf(r)):
				s := 0.3 + 0.7*distinct(q)
				if q.Head != "" && q.Head == r.Head {
					s += 0.2
				}
				shared = max(shared, min(1, s))
			case q.Value != "" && r.Value != "" && headClass(q) != "" && headClass(q) == headClass(r):
				other = 1
			}
		}
	}
	if shared > 0 {
		other = 0
	}
	return shared, other
}

// sharedBigrams returns the share of the pairs of neighbouring words of the
// shorter sentence that stand in the other.
func sharedBigrams(a, b *view) float64 {
	if len(a.low) > len(b.low) {
		a, b = b, a
	}
	if len(a.low) < 2 {
		return 0
	}
	in := b.bigrams()
	n := 0
	for i := range len(a.low) - 1 {
		if in[[2]string{a.low[i], a.low[i+1]}] {
			n++
		}
	}
	return float64(n) / float64(len(a.low)-1)
}

// bigrams returns the pairs of neighbouring words of v, made once.
func (v *view) bigrams() map[[2]string]bool {
	if v.pairs == nil {
		v.pairs = make(map[[2]string]bool, len(v.low))
		for i := range len(v.low) - 1 {
			v.pairs[[2]string{v.low[i], v.low[i+1]}] = true
		}
	}
	return v.pairs
}

// weights are the features' weights, fitted by logistic regression over the
// annotated stories; bias is where a pair without any stands.
var weights = features{
	cosAll: 1.26, containAll: -1.09, cosWords: 3.19, containWords: 1.47, entities: 0.03, figures: 5.24, bigrams: 0.81, sharedCount: 1.76,
	sameSource: 0.34, otherFigure: 0.99, lengths: 0.07, rankA: 1.80, rankB: 1.32, headings: -0.73,
}

const bias = -6.31

// score returns how sure it is that two sentences say the same, 0 to 1.
func (f *features) score() float64 {
	x := bias
	for i, v := range f {
		x += weights[i] * v
	}
	return 1 / (1 + math.Exp(-x))
}
