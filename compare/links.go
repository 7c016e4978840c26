package compare

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// linkFeatures are what speaks for two figures counting one thing, each about
// 0 to 1.
type linkFeatures [linkFeatureCount]float64

// The features of a pair of figures.
const (
	sameHead      = iota // what is counted: one noun
	likeHead             // or nouns that can mean the same
	noHead               // one does not say what it counts
	sameVerb             // what happened
	otherVerb            // something else happened
	nearAll              // the words close to the number
	nearContain          // of the one with fewer
	sentenceCos          // the words of the sentences
	sentenceScore        // how sure it is that the sentences say the same
	linkEntities         // names the sentences share
	telling              // how telling the value is
	oneArticle           // both stand in one article
	oneSentence
	bothVague
	differentBound
	isTime
	isMoney
	isPercent
	isAge
	closeness   // of two values
	otherPeople // both name people close by and none is the same
	otherDates  // both name days or months and none is the same
	samePeople  // a person close by is the same
	otherWords  // "others", "another", "more" stands at one only
	linkFeatureCount
)

// surroundings sets the terms close to the number of a figure.
func (c *comparing) surroundings(f *figure) {
	const reach = 6
	v := f.view
	first, last := len(v.spans), 0
	for k, sp := range v.spans {
		if sp.End > f.q.Start && sp.Start < f.q.End {
			first, last = min(first, k), max(last, k+1)
		}
	}
	d := c.docs[f.doc]
	seen := map[int32]bool{}
	for k := max(0, first-reach); k < min(len(v.low), last+reach); k++ {
		t, ok := c.terms[stemOf(v.low[k], d.Language)]
		if !ok || seen[t] {
			continue
		}
		i, found := slices.BinarySearchFunc(v.terms, t, func(w weighted, t int32) int { return cmp.Compare(w.term, t) })
		if !found || v.low[k][0] >= '0' && v.low[k][0] <= '9' {
			continue
		}
		seen[t] = true
		w := v.terms[i]
		if k < first-3 || k >= last+3 {
			w.weight *= 0.6
		}
		f.near = append(f.near, w)
		f.nearNorm += w.weight * w.weight
	}
	f.nearNorm = math.Sqrt(f.nearNorm)
	slices.SortFunc(f.near, func(a, b weighted) int { return cmp.Compare(a.term, b.term) })
}

// keys is a small set of words.
type keys []string

func (k keys) common(l keys) bool {
	for _, x := range k {
		if slices.Contains(l, x) {
			return true
		}
	}
	return false
}

// company sets the people and dates that stand near a figure.
func (c *comparing) company(f *figure) {
	const reach = 120 // bytes
	d := c.docs[f.doc]
	for _, n := range d.Names[d.named[f.q.Sentence]:d.named[f.q.Sentence+1]] {
		if n.Start > f.q.End+reach || n.End < f.q.Start-reach {
			continue
		}
		key := entityKey(n.Text)
		if e := c.byKey[f.doc][key]; e != nil && e.kind == PersonName {
			f.people = append(f.people, key)
			for k := range e.keys {
				f.people = append(f.people, k)
			}
		}
	}
	if topic := d.Sentences[f.q.Sentence].Topic; topic != "" && len(f.people) == 0 {
		if e := c.byKey[f.doc][entityKey(topic)]; e != nil {
			for k := range e.keys {
				f.people = append(f.people, k)
			}
		}
	}
	for _, m := range d.datesOf(f.q.Sentence) {
		v := m.Value
		if v == "" {
			v = m.Text
		}
		f.dates = append(f.dates, v)
	}
	for _, w := range []string{"other", "others", "another", "more", "additional"} {
		f.other = f.other || slices.Contains(strings.Fields(strings.ToLower(f.q.Text)), w)
	}
	slices.Sort(f.people)
}

// datesOf returns the dates in sentence k.
func (d *doc) datesOf(k int) []Moment {
	i, _ := slices.BinarySearchFunc(d.Dates, k, func(m Moment, k int) int { return cmp.Compare(m.Sentence, k) })
	j := i
	for j < len(d.Dates) && d.Dates[j].Sentence == k {
		j++
	}
	return d.Dates[i:j]
}

// linkFeatures weighs a pair of figures of one dimension. It reports false
// where they cannot count one thing.
func (c *comparing) linkFeatures(f, g *figure) (linkFeatures, bool) {
	var x linkFeatures
	switch h := likeHeads(f, g); {
	case h >= 0.9:
		x[sameHead] = 1
	case f.head == "" || g.head == "":
		x[noHead] = 1
	default:
		x[likeHead] = h
	}
	switch {
	case f.q.Verb == "" || g.q.Verb == "":
	case f.q.Verb == g.q.Verb:
		x[sameVerb] = 1
	default:
		x[otherVerb] = 1
	}
	near := dot(f.near, g.near)
	x[nearAll] = ratio(near, f.nearNorm*g.nearNorm)
	if m := min(f.nearNorm, g.nearNorm); m > 0 {
		x[nearContain] = ratio(near, m*m)
	}
	if f.view == g.view {
		x[oneSentence] = 1
	} else {
		x[sentenceCos] = c.likeViews(f.view, g.view)
		s := c.sentencesOf(f.view, g.view)
		x[sentenceScore], x[linkEntities] = s.score, s.entities
	}
	x[telling] = min(distinct(f.q), distinct(g.q))
	if f.doc == g.doc {
		x[oneArticle] = 1
	}
	if f.extent.vague && g.extent.vague {
		x[bothVague] = 1
	}
	if f.q.Bound != g.q.Bound {
		x[differentBound] = 1
	}
	switch shared := f.people.common(g.people); {
	case shared:
		x[samePeople] = 1
	case len(f.people) > 0 && len(g.people) > 0:
		x[otherPeople] = 1
	}
	if len(f.dates) > 0 && len(g.dates) > 0 && !f.dates.common(g.dates) {
		x[otherDates] = 1
	}
	if f.other != g.other {
		x[otherWords] = 1
	}
	switch f.dimension {
	case "count":
	case "time":
		x[isTime] = 1
	case "percent", "percentage points":
		x[isPercent] = 1
	case "age":
		x[isAge] = 1
	default:
		x[isMoney] = 1
	}
	if a, b := f.extent.point, g.extent.point; a > 0 && b > 0 && a != b {
		x[closeness] = min(a, b) / max(a, b)
	}
	return x, true
}

// alike is how alike two sentences are without their numbers.
type alike struct{ score, entities float64 }

// sentencesOf weighs a pair of sentences, once for all their figures.
func (c *comparing) sentencesOf(a, b *view) alike {
	key := [2]*view{a, b}
	if s, ok := c.alike[key]; ok {
		return s
	}
	f := c.featuresOf(a, b)
	f[figures], f[otherFigure], f[rankA], f[rankB] = 0, 0, 1, 1
	s := alike{score: f.score(), entities: f[entities]}
	if c.alike == nil {
		c.alike = map[[2]*view]alike{}
	}
	c.alike[key] = s
	return s
}

// The weights of links between equal and between different values, fitted by
// logistic regression over the annotated stories, and the thresholds.
var (
	equalWeights = linkFeatures{
		sameHead: 2.43, likeHead: 1.99, noHead: 1.03, sameVerb: 0.62, otherVerb: -0.50, nearAll: 1.48, nearContain: 0.99, sentenceCos: 2.80,
		sentenceScore: 1.10, linkEntities: 0.19, telling: 0.99, oneArticle: -0.72, oneSentence: -1.37, bothVague: -1.27, differentBound: 0.39,
		isTime: -0.91, isMoney: -1.46, isPercent: 0.61, isAge: 1.41, otherPeople: -0.91, otherWords: -1.22,
	}
	differWeights = linkFeatures{
		sameHead: 1.84, likeHead: 1.64, noHead: 0.15, sameVerb: 0.88, otherVerb: 0.10, nearAll: 0.41, nearContain: 2.88, sentenceCos: 5.23,
		sentenceScore: 1.72, linkEntities: -0.33, bothVague: -0.37, differentBound: -0.22, isTime: 0.67, isMoney: -0.11, isPercent: 2.36, isAge: 2.66,
		otherPeople: -0.91, otherDates: -0.5, otherWords: -0.9,
	}
)

const (
	equalBias      = -1.64
	differBias     = -4.43
	equalLink      = 0.45 // two figures of one value are one fact
	averageLink    = 0.3  // the average over two groups that become one
	meetLink       = 0.55 // two figures that can both be true are one fact
	leastCloseness = 0.2  // of two values that contradict each other, the smaller by the larger
	conflictLink   = 0.8  // two figures that cannot both be true are one fact
)

func logistic(w, x []float64, bias float64) float64 {
	z := bias
	for i := range x {
		z += w[i] * x[i]
	}
	return 1 / (1 + math.Exp(-z))
}
