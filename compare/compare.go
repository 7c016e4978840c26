package compare

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"sync"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/text"
)

// Compare holds readings against each other. One reading gives its facts,
// all of them alone. The result is the same for the same readings in the same
// order, and its lists are empty, never nil. Readings should have different
// IDs; they are not changed. If ctx is done, Compare returns its error.
func Compare(ctx context.Context, rs []Reading, decided Decisions) (*Comparison, error) {
	return compareAll(ctx.Err, rs, decided)
}

// compareAll is Compare; it ends with the error that stop returns.
func compareAll(stop func() error, rs []Reading, decided Decisions) (*Comparison, error) {
	c := newComparing(rs)
	if err := stop(); err != nil {
		return nil, err
	}
	c.mergeEntities(decided)
	c.enrich()
	if err := c.align(stop); err != nil {
		return nil, err
	}
	out := &Comparison{
		Schema: Schema, Engine: Engine, Articles: []ArticleInfo{}, Relations: []RelationPair{}, Passages: []Passage{}, Facts: []Fact{},
		Upstream: []UpstreamOf{}, Residue: []ResidueOf{}, Timeline: []TimelineEntry{},
	}
	numbers, err := c.numberFacts(stop, decided)
	if err != nil {
		return nil, err
	}
	c.open()
	out.Relations = c.relate()
	out.Facts = append(out.Facts, numbers...)
	out.Facts = append(out.Facts, c.entityFacts(PersonName, Person)...)
	out.Facts = append(out.Facts, c.entityFacts(OrganisationName, Organisation)...)
	out.Facts = append(out.Facts, c.entityFacts(PlaceName, Place)...)
	out.Facts = append(out.Facts, c.dateFacts()...)
	out.Facts = append(out.Facts, c.quoteFacts()...)
	out.Facts = append(out.Facts, c.sourceFacts()...)
	decided.settle(out.Facts, c)
	order(out.Facts)
	out.Passages = c.passages(out.Facts)
	out.Timeline = c.timeline()
	origins := c.origins(out.Relations)
	for i, d := range c.docs {
		info := ArticleInfo{ID: d.ID, Title: d.Title, Source: d.Source, Published: d.Published.String(), Words: d.Words, Origin: origins[i], Cut: d.Cut}
		for _, s := range d.Sentences {
			if !s.Title {
				info.Sentences++
			}
		}
		out.Articles = append(out.Articles, info)
		out.Upstream = append(out.Upstream, d.upstream()...)
		out.Residue = append(out.Residue, d.residue()...)
	}
	if err := stop(); err != nil {
		return nil, err
	}
	return out, nil
}

// A comparing is a comparison while it is made.
type comparing struct {
	docs     []*doc
	terms    map[string]int32
	names    []string // term → word
	inSents  []int    // term → sentences it stands in
	inDocs   []int    // term → articles it stands in
	sents    int
	entities []*entity
	byKey    []map[string]*entity // article → folded name → entity
	pairs    []match
	alike    map[[2]*view]alike // see sentencesOf
}

// A doc is a reading while it is compared.
type doc struct {
	*Reading
	index   int
	parts   []*view
	opening []opened   // the entities its first sentences name
	named   []int      // Names[named[k]:named[k+1]] are those of sentence k
	terms   []weighted // of the whole article
	norm    float64
}

// A view is a sentence while it is compared.
type view struct {
	doc, index int
	low        []string // folded words, in order
	spans      []article.Span
	terms      []weighted
	norm       float64
	total      float64 // weight of the terms
	wordNorm   float64
	wordTotal  float64            // of the terms that are no names
	entities   map[int]float64    // index into comparing.entities → weight
	sources    map[string]bool    // who speaks, folded full names
	numbers    []int              // indexes into Numbers
	matches    []int              // indexes into comparing.pairs
	pairs      map[[2]string]bool // see bigrams
}

// A weighted is a term with its weight, in lists sorted by term.
type weighted struct {
	term   int32
	weight float64
	name   bool // the word is part of a name
}

func newComparing(rs []Reading) *comparing {
	c := &comparing{terms: map[string]int32{}}
	for i := range rs {
		d := &doc{Reading: &rs[i], index: i}
		d.named = make([]int, len(d.Sentences)+1)
		for _, n := range d.Names {
			d.named[n.Sentence+1]++
		}
		for k := range d.Sentences {
			d.named[k+1] += d.named[k]
		}
		for k := range d.Sentences {
			d.parts = append(d.parts, c.view(d, k))
		}
		for k, q := range d.Numbers {
			d.parts[q.Sentence].numbers = append(d.parts[q.Sentence].numbers, k)
		}
		c.docs = append(c.docs, d)
	}
	c.weigh()
	return c
}

// viewLimit is how many words of a sentence count.
const viewLimit = 400

// view makes the terms of sentence k.
func (c *comparing) view(d *doc, k int) *view {
	v := &view{doc: d.index, index: k, entities: map[int]float64{}, sources: map[string]bool{}}
	words := d.part(k)
	from := d.Sentences[k].Start
	if len(words) > sentenceLimit {
		words = words[:sentenceLimit]
	}
	seen := map[int32]bool{}
	named := d.inNames(k)
	for _, t := range text.Tokens(words) {
		if t.Kind != text.Word && t.Kind != text.Digits || len(v.low) >= viewLimit {
			continue
		}
		w := text.Fold(t.Of(words))
		if w == "" { // a mark without a letter
			continue
		}
		v.low = append(v.low, w)
		v.spans = append(v.spans, article.Span{Start: from + t.Start, End: from + t.End})
		if functionWords[w] && (len(w) < 4 || !quantityWords[w]) || auxiliaries[w] || prepositions[w] {
			continue
		}
		term := c.term(stemOf(w, d.Language))
		if !seen[term] {
			seen[term] = true
			v.terms = append(v.terms, weighted{term: term, name: named(article.Span{Start: from + t.Start, End: from + t.End})})
		}
	}
	slices.SortFunc(v.terms, func(a, b weighted) int { return cmp.Compare(a.term, b.term) })
	return v
}

// inNames returns a function that tells whether a span of sentence k lies in a
// name.
func (d *doc) inNames(k int) func(article.Span) bool {
	from, to := d.named[k], d.named[k+1]
	return func(s article.Span) bool {
		for _, n := range d.Names[from:to] {
			if n.Contains(s) {
				return true
			}
		}
		return false
	}
}

var quantityWords = wordSet("three four five seven eight nine eleven twelve hundreds thousands dozens")

// stemOf returns the term a word counts as: the class of a verb where it has
// one, the stem otherwise.
func stemOf(w, language string) string {
	if class := verbClasses[w]; class != "" {
		return class
	}
	if class := nounClasses[w]; class != "" {
		return class
	}
	return text.Stem(w, language)
}

// nounClasses are groups of words for the same things.
var nounClasses = classes(
	"troops: troops troop soldiers soldier servicemen forces servicemembers",
	"gunman: gunman shooter attacker assailant",
	"police: police cops officers policemen",
	"ceasefire: ceasefire truce armistice",
	"car: car cars vehicle vehicles automobile",
	"medic: paramedics medics",
	"country: country countries nation nations",
	"emails: email emails e-mails e-mail",
	"attorney: attorney attorneys lawyer lawyers",
	"percent: percent %",
	"missile: missile missiles rocket rockets",
	"legislator: lawmaker lawmakers legislator legislators",
	"children: child children kid kids",
	"people: people persons person",
	"progress: progress advancement advancements",
	"help: help aid assistance",
	"hardware: equipment hardware",
)

func (c *comparing) term(s string) int32 {
	if t, ok := c.terms[s]; ok {
		return t
	}
	t := int32(len(c.names))
	c.terms[s] = t
	c.names = append(c.names, s)
	return t
}

// background is how many of the corpus's articles have a stem.
var background = sync.OnceValue(func() map[string]int {
	m := make(map[string]int, 9000)
	common := lex().common
	for _, w := range slices.Sorted(maps.Keys(common)) { // the order counts
		u, s := common[w], stemOf(w, "en")
		m[s] = min(corpusSize, max(m[s], u.docs)+min(m[s], u.docs)/2)
	}
	return m
})

// weigh sets the weights of all terms: rare in news and rare among these
// sentences weighs most.
func (c *comparing) weigh() {
	c.inSents, c.inDocs = make([]int, len(c.names)), make([]int, len(c.names))
	for _, d := range c.docs {
		inDoc := map[int32]bool{}
		for _, v := range d.parts {
			c.sents++
			for _, t := range v.terms {
				c.inSents[t.term]++
				inDoc[t.term] = true
			}
		}
		for t := range inDoc {
			c.inDocs[t]++
		}
	}
	bg := background()
	idf := make([]float64, len(c.names))
	local := make([]float64, len(c.names))
	for t, w := range c.names {
		df := max(3, bg[w])
		idf[t] = math.Log(float64(corpusSize+1) / float64(df))
		local[t] = math.Log(1 + float64(c.sents)/float64(c.inSents[t]))
	}
	full := math.Log(1 + float64(max(c.sents, 2)))
	for _, d := range c.docs {
		count := map[int32]float64{}
		for _, v := range d.parts {
			for i, t := range v.terms {
				// Geometric mean of the two, each on its own scale.
				w := math.Sqrt(idf[t.term] / 7.6 * local[t.term] / full)
				v.terms[i].weight = w
				v.norm += w * w
				v.total += w
				count[t.term]++
				if !t.name {
					v.wordNorm += w * w
					v.wordTotal += w
				}
			}
			v.norm, v.wordNorm = math.Sqrt(v.norm), math.Sqrt(v.wordNorm)
		}
		for t, n := range count {
			w := (1 + math.Log(n)) * idf[t]
			d.terms = append(d.terms, weighted{term: t, weight: w})
		}
		slices.SortFunc(d.terms, func(a, b weighted) int { return cmp.Compare(a.term, b.term) })
		for _, t := range d.terms {
			d.norm += t.weight * t.weight
		}
		d.norm = math.Sqrt(d.norm)
	}
}

// enrich tells the sentences which entities they name and who speaks in them.
func (c *comparing) enrich() {
	for k, e := range c.entities {
		in := map[*view]bool{}
		for _, m := range e.mentions {
			d := c.docs[m.doc]
			in[d.parts[d.Names[m.name].Sentence]] = true
		}
		w := math.Log(1 + float64(c.sents)/float64(len(in)))
		for v := range in {
			v.entities[k] = w
		}
	}
	for i, d := range c.docs {
		for _, s := range d.Sources {
			d.parts[s.Sentence].sources[entityKey(c.fullName(i, s.Source))] = true
		}
		for _, q := range d.Quotes {
			if q.Speaker != "" {
				d.parts[q.Sentence].sources[entityKey(c.fullName(i, q.Speaker))] = true
			}
		}
	}
}

// cosine returns how alike two articles are in their words.
func cosine(a, b *doc) float64 {
	if a.norm == 0 || b.norm == 0 {
		return 0
	}
	return dot(a.terms, b.terms) / (a.norm * b.norm)
}

func dot(a, b []weighted) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].term < b[j].term:
			i++
		case a[i].term > b[j].term:
			j++
		default:
			sum += a[i].weight * b[j].weight
			i++
			j++
		}
	}
	return sum
}

func (d *doc) upstream() []UpstreamOf {
	var out []UpstreamOf
	for _, u := range d.Upstream {
		out = append(out, UpstreamOf{Article: d.ID, Upstream: u})
	}
	return out
}

func (d *doc) residue() []ResidueOf {
	var out []ResidueOf
	for _, x := range d.Residue {
		out = append(out, ResidueOf{Article: d.ID, Kind: x.Kind, Span: x.Span, Text: x.Of(d.Text)})
	}
	return out
}

// place returns the sentence of v as the form has it.
func (c *comparing) place(v *view) Sentence {
	d := c.docs[v.doc]
	p := d.Sentences[v.index]
	return Sentence{Article: d.ID, Start: p.Start, End: p.End, Text: d.part(v.index), In: d.in(v.index)}
}

// order sorts facts: by kind, conflicts first, then what most articles say.
func order(facts []Fact) {
	kinds := []FactKind{Number, Person, Organisation, Place, DateFact, Quote, SourceFact}
	verdicts := []Verdict{Conflict, Spelling, Unclear, Compatible, Agree, Alone}
	slices.SortStableFunc(facts, func(a, b Fact) int {
		return cmp.Or(
			cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)),
			cmp.Compare(slices.Index(verdicts, a.Verdict), slices.Index(verdicts, b.Verdict)),
			cmp.Compare(articlesOf(b.Sayings), articlesOf(a.Sayings)),
			cmp.Compare(len(b.Sayings), len(a.Sayings)),
			cmp.Compare(a.Label, b.Label),
		)
	})
}

// articlesOf counts the articles among sayings.
func articlesOf(sayings []Saying) int {
	seen := map[string]bool{}
	for _, s := range sayings {
		seen[s.Article] = true
	}
	return len(seen)
}

// why makes the message for a verdict.
func why(key string, pairs ...any) message.Message { return message.New("compare.why."+key, pairs...) }
