package compare

import (
	"cmp"
	"slices"
)

// A figure is one quantity while numbers are held against each other.
type figure struct {
	q         *Quantity
	doc       int
	index     int // in the reading
	view      *view
	extent    extent
	dimension string
	head      string // class or stem of what is counted
	owner     *entity
	near      []weighted // the terms close to the number
	nearNorm  float64
	people    keys // named near it
	dates     keys // in its sentence
	other     bool // "two others"
}

// A sum is figures that are said of one thing.
type sum struct {
	figures []int
	dead    bool
}

// numberFacts groups the quantities that are said of one thing and gives each
// group its verdict.
func (c *comparing) numberFacts(stop func() error, decided Decisions) ([]Fact, error) {
	figs := c.figures()
	links, err := c.links(stop, figs)
	if err != nil {
		return nil, err
	}
	sums := c.group(figs, links, decided)
	var out []Fact
	scores := scoresOf(links)
	for _, s := range sums {
		if !s.dead {
			f := c.numberFact(figs, s)
			out = append(out, f)
			c.pairByNumber(figs, s, f.Verdict, scores)
		}
	}
	return out, nil
}

// pairByNumber pairs the sentences that give one number, or conflicting ones,
// of one thing: they say the same there, however much else they say.
func (c *comparing) pairByNumber(figs []*figure, s *sum, v Verdict, scores map[[2]int]float64) {
	if v == Alone {
		return
	}
	for n, i := range s.figures {
		for _, j := range s.figures[n+1:] {
			f, g := figs[i], figs[j]
			score := scores[[2]int{i, j}]
			least := float64(numberPair)
			if !f.extent.meets(g.extent) {
				least = conflictLink
			}
			if f.doc != g.doc && score >= least && !c.aligned(f.view, g.view) {
				c.pair(match{a: f.view, b: g.view, score: score * numberPairScore})
			}
		}
	}
}

// The thresholds of pairing sentences by a number they share.
const (
	numberPair      = 0.85
	numberPairScore = 0.6
)

func scoresOf(links []link) map[[2]int]float64 {
	scores := make(map[[2]int]float64, len(links))
	for _, l := range links {
		scores[[2]int{l.a, l.b}] = l.score
	}
	return scores
}

// figures lists the quantities of all articles.
func (c *comparing) figures() []*figure {
	var figs []*figure
	for i, d := range c.docs {
		for k := range d.Numbers {
			q := &d.Numbers[k]
			f := &figure{q: q, doc: i, index: k, view: d.parts[q.Sentence], extent: extentOf(q), head: headClass(q)}
			f.dimension, _ = dimension(q)
			if q.Owner != "" {
				f.owner = c.byKey[i][entityKey(q.Owner)]
			}
			c.surroundings(f)
			c.company(f)
			figs = append(figs, f)
		}
	}
	return figs
}

// peopleHeads are words for people that a number counts.
var peopleHeads = wordSet(`people persons men women others dead wounded injured victims civilians residents passengers employees workers members students children lives patients
	americans palestinians israelis officers person soldiers troops casualties deaths fatalities survivors hostages protesters demonstrators occupants militants fighters
	voters families more killed journalists`)

// headClass returns the class of what q counts.
func headClass(q *Quantity) string {
	w := q.Unit
	if q.Measure != "" {
		return q.Head
	}
	if w == "" {
		return ""
	}
	if class := nounClasses[w]; class != "" {
		return class
	}
	return q.Head
}

// A link says that two figures are said of one thing.
type link struct {
	a, b  int
	score float64
	equal bool
}

// linkLimit is how many figures of one dimension are compared pair by pair.
// Beyond it only equal values and figures of partner sentences are.
const (
	linkLimit   = 700
	bucketLimit = 40 // figures of one value then
)

// links finds the pairs of figures of different articles, or of one, that
// speak of one thing.
func (c *comparing) links(stop func() error, figs []*figure) ([]link, error) {
	byDimension := map[string][]int{}
	for i, f := range figs {
		byDimension[f.dimension] = append(byDimension[f.dimension], i)
	}
	var out []link
	dims := make([]string, 0, len(byDimension))
	for d := range byDimension {
		dims = append(dims, d)
	}
	slices.Sort(dims)
	for _, dim := range dims {
		list := byDimension[dim]
		near := c.comparable(figs, list)
		for n, i := range list {
			if n%64 == 0 {
				if err := stop(); err != nil {
					return nil, err
				}
			}
			for _, j := range near(n) {
				if l, ok := c.link(figs[i], figs[j]); ok {
					l.a, l.b = i, j
					out = append(out, l)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(x, y link) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return out, nil
}

// comparable returns a function that gives the figures behind the nth of list
// that it is compared with.
func (c *comparing) comparable(figs []*figure, list []int) func(n int) []int {
	if len(list) <= linkLimit {
		return func(n int) []int { return list[n+1:] }
	}
	byValue := map[float64][]int{}
	byView := map[*view][]int{}
	for _, i := range list {
		f := figs[i]
		if v := f.extent.point; !f.extent.vague && len(byValue[v]) < bucketLimit {
			byValue[v] = append(byValue[v], i)
		}
		if len(byView[f.view]) < figuresLimit {
			byView[f.view] = append(byView[f.view], i)
		}
	}
	return func(n int) []int {
		i := list[n]
		f := figs[i]
		out := slices.Clone(byValue[f.extent.point])
		for _, k := range f.view.matches {
			m := c.pairs[k]
			other := m.a
			if other == f.view {
				other = m.b
			}
			out = append(out, byView[other]...)
		}
		slices.Sort(out)
		out = slices.Compact(out)
		return slices.DeleteFunc(out, func(j int) bool { return j <= i })
	}
}

// link weighs whether two figures speak of one thing.
func (c *comparing) link(f, g *figure) (link, bool) {
	l := link{equal: f.extent.equal(g.extent) || f.q.Vague != "" && f.q.Vague == g.q.Vague}
	if f.dimension == "age" && f.owner != nil && g.owner != nil {
		l.score = 1
		return l, f.owner == g.owner
	}
	x, ok := c.linkFeatures(f, g)
	if !ok {
		return l, false
	}
	if l.equal {
		l.score = logistic(equalWeights[:], x[:], equalBias)
		return l, l.score >= averageLink/2
	}
	if f.doc == g.doc || f.view == g.view {
		return l, false
	}
	l.score = logistic(differWeights[:], x[:], differBias)
	if f.extent.meets(g.extent) {
		return l, l.score >= meetLink
	}
	// A wrong contradiction costs more than a missed one.
	return l, l.score >= conflictLink && x[otherWords] == 0 && x[otherPeople] == 0 && x[otherDates] == 0 && x[closeness] >= leastCloseness
}

// likeHeads returns how alike two counted things are, 0 to 1, and -1 where
// they cannot be one thing.
func likeHeads(f, g *figure) float64 {
	a, b := f.head, g.head
	switch {
	case a == b && a != "":
		return 1
	case f.dimension != "count":
		if a == "" || b == "" {
			return 0.6
		}
		return 0.35
	case a == "" || b == "":
		return 0.5
	}
	pa, pb := peopleHeads[f.q.Unit] || a == "troops" || a == "people", peopleHeads[g.q.Unit] || b == "troops" || b == "people"
	switch {
	case pa && pb:
		// "others" and "people" can be anybody, soldiers and workers not.
		if generic[f.q.Unit] || generic[g.q.Unit] {
			return 0.7
		}
		return 0.3
	case pa != pb:
		return 0.05
	}
	return 0.12
}

var generic = wordSet("people persons others lives more dead killed wounded injured victims casualties person other")

// likeViews returns how alike two sentences are in their words.
func (c *comparing) likeViews(a, b *view) float64 {
	if a == b {
		return 0.3
	}
	if a.norm == 0 || b.norm == 0 {
		return 0
	}
	d := dot(a.terms, b.terms)
	return 0.5*d/(a.norm*b.norm) + 0.5*d/min(a.norm*a.norm, b.norm*b.norm)
}

// aligned reports whether two sentences are partners.
func (c *comparing) aligned(a, b *view) bool {
	for _, k := range a.matches {
		if m := c.pairs[k]; m.a == b || m.b == b {
			return true
		}
	}
	return false
}

// group joins linked figures, best links first, as long as the groups they
// are in are alike on average.
func (c *comparing) group(figs []*figure, links []link, decided Decisions) []*sum {
	of := make([]*sum, len(figs))
	sums := make([]*sum, len(figs))
	scores := scoresOf(links)
	for i := range figs {
		of[i] = &sum{figures: []int{i}}
		sums[i] = of[i]
	}
	average := func(x, y *sum) float64 {
		total := 0.0
		for _, i := range x.figures {
			for _, j := range y.figures {
				total += scores[[2]int{min(i, j), max(i, j)}]
			}
		}
		return total / float64(len(x.figures)*len(y.figures))
	}
	// Equal values first, then what can both be true, contradictions last.
	for pass := range 3 {
		for _, l := range links {
			if of[l.a] == of[l.b] || l.pass(figs) != pass || pass == 0 && l.score < equalLink {
				continue
			}
			x, y := of[l.a], of[l.b]
			if len(x.figures)+len(y.figures) > sumLimit || !c.joinable(figs, x, y, l, decided) {
				continue
			}
			if average(x, y) < averageLink {
				continue
			}
			if x.figures[0] > y.figures[0] {
				x, y = y, x
			}
			for _, i := range y.figures {
				of[i] = x
			}
			x.figures = append(x.figures, y.figures...)
			y.dead = true
		}
	}
	for _, s := range sums {
		slices.Sort(s.figures)
	}
	return sums
}

// pass returns when a link is looked at: equal values 0, different ones that
// can both be true 1, contradictions 2.
func (l link) pass(figs []*figure) int {
	switch {
	case l.equal:
		return 0
	case figs[l.a].extent.meets(figs[l.b].extent):
		return 1
	}
	return 2
}

// sumLimit is how many figures a fact can have.
const sumLimit = 400

// joinable reports whether the figures of x and y may be one fact: an article
// that gives two different exact values speaks of two things.
func (c *comparing) joinable(figs []*figure, x, y *sum, l link, decided Decisions) bool {
	for _, i := range x.figures {
		for _, j := range y.figures {
			f, g := figs[i], figs[j]
			if decided.apart(c, f, g) {
				return false
			}
			if f.doc == g.doc && !f.extent.meets(g.extent) && f.dimension != "age" {
				return false
			}
			if f.doc == g.doc && f.view == g.view && !f.extent.equal(g.extent) {
				return false
			}
			if f.owner != nil && g.owner != nil && f.owner != g.owner && f.dimension == "age" {
				return false
			}
			if l.equal && !f.extent.meets(g.extent) {
				return false
			}
		}
	}
	return true
}

// numberFact makes the fact of a group.
func (c *comparing) numberFact(figs []*figure, s *sum) Fact {
	f := Fact{Kind: Number, Sayings: []Saying{}}
	for _, i := range s.figures {
		g := figs[i]
		d := c.docs[g.doc]
		q := g.q
		f.Sayings = append(f.Sayings, Saying{
			Article: d.ID, Text: q.Text, Value: q.Value, ValueTo: q.To, Vague: q.Vague, Unit: q.Unit, Bound: q.Bound, Sayer: c.fullName(g.doc, q.Sayer),
			Modality: q.Modality, Start: q.Start, End: q.End, In: d.in(q.Sentence), Sentence: d.Sentences[q.Sentence].Span,
		})
	}
	f.Label = c.numberLabel(figs, s)
	f.Verdict, f.Why = verdictOf(figs, s)
	f.ID = factID(f)
	return f
}

// fullName returns the full name of the person that a source names by a short
// form.
func (c *comparing) fullName(doc int, name string) string {
	if name == "" {
		return ""
	}
	if e := c.byKey[doc][entityKey(name)]; e != nil && e.kind == PersonName {
		return c.nameOf(e)
	}
	return name
}
