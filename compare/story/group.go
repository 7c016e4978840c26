package story

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"parallax/article"
	"parallax/internal/text"
)

// A Doc is an article as Group sees it.
type Doc struct {
	ID       article.ID
	From, To time.Time // the days it can be of; zero if unknown: any, before or after
	Vector   Vector
	Title    string
	Story    article.StoryID // where it is now, 0 for a new article
	Settled  bool            // it stays in its story
	Pinned   bool            // a person put it there: it stays; pinned to 0 it stays alone
	Known    bool            // it was grouped before: two such are not held against each other again
}

// Options say how to group. The zero Options are good ones.
type Options struct {
	Window    int     // days that two articles of a story may lie apart, 0 for WindowDays
	Threshold float64 // least average likeness of the articles of a story, 0 for 0.085
}

// WindowDays is how many days two articles of a story may lie apart.
const WindowDays = 6

// An Assignment is the story an article belongs to.
type Assignment struct {
	ID    article.ID
	Story article.StoryID // an ID that was there, 0 for a new story
	Key   int             // the same for all articles of a story: the lowest of their IDs
	Title string          // of the story, the same for all its articles
	Size  int             // articles in the story
}

const (
	defaultThreshold = 0.085
	keyTerms         = 40  // rare terms by which candidates are found
	postingLimit     = 400 // articles a term may stand in to find candidates by
	edgeShare        = 1.0 // of the threshold: pairs below are not looked at again
	nameRunes        = 90
	rarePrior        = 60 // of 6,000 articles of news: a rarer word is a rare name
)

// How articles are weighed, chosen on ECB+ (its half of the stories beside the
// checkout), where many stories share one topic.
const (
	wordPrior   = 60  // articles that the news behind Frequency counts as, for all words
	namePrior   = 10  // and for names, which the archive itself soon knows
	namePower   = 3   // how much more a rare name tells than a common one
	nameShare   = 0.2 // of names in the likeness, the rest is all words
	strangeness = 1   // how much different names take from the likeness
	strangers   = 0.8 // how strange two articles are that open with other people
)

// Group assigns every article to a story and returns the assignments in the
// order of docs. What is settled or pinned stays where it is, and stories of
// such articles never become one. Of other stories that become one the larger
// keeps its ID. An article that is like no other is a story of its own. If ctx
// is done, Group returns its error.
//
// Docs may be a part of an archive: the new articles and those of the same
// days. How rare a word is, is taken from them and from news at large.
func Group(ctx context.Context, docs []Doc, opt Options) ([]Assignment, error) {
	if opt.Window <= 0 {
		opt.Window = WindowDays
	}
	if opt.Threshold <= 0 {
		opt.Threshold = defaultThreshold
	}
	g := &grouping{docs: docs, opt: opt}
	if err := g.weigh(ctx); err != nil {
		return nil, err
	}
	if err := g.start(ctx); err != nil {
		return nil, err
	}
	if err := g.edges(ctx); err != nil {
		return nil, err
	}
	if err := g.merge(ctx); err != nil {
		return nil, err
	}
	return g.assignments(), nil
}

// A weighted is a term of the archive with its weight in an article.
type weighted struct {
	term   int32
	weight float32
}

func (w weighted) compare(term int32) int { return cmp.Compare(w.term, term) }

// A cluster is a story while it is made.
type cluster struct {
	docs    []int
	sum     []weighted   // of the unit vectors of its articles, sorted by term
	near    map[int]bool // clusters that one of its articles is like
	pinned  bool
	story   article.StoryID // of the pinned articles
	version int
	fixed   bool // made of articles that stay in their story
}

type grouping struct {
	docs     []Doc
	opt      Options
	vectors  [][]weighted // unit length, sorted by term; names a second time, behind all terms
	rare     [][]int32    // the terms each article is found by
	early    [][]int32    // rare names each article opens with
	people   [][]int32    // surnames of the people each opens with
	df       []int32      // term → articles
	clusters []*cluster
	of       []int // article → cluster
	pairs    []pair
}

type pair struct {
	a, b    int // clusters, or articles in edges
	score   float64
	version int // of the two clusters, summed
}

// terms is how many terms there can be.
const terms = 1 << hashBits

// pause is how many articles are looked at between two looks at the context.
const pause = 64

// weigh turns the vectors into weights by how rare the terms are among the
// articles.
func (g *grouping) weigh(ctx context.Context) error {
	g.df = make([]int32, terms)
	for _, d := range g.docs {
		for _, t := range d.Vector.terms {
			g.df[t.hash]++
		}
	}
	idf := make([]float64, terms)
	telling := make([]float64, terms)
	for h, n := range g.df {
		if n > 0 {
			idf[h] = max(0, text.RarityOf(prior(h), int(n), len(g.docs), wordPrior))
			telling[h] = math.Pow(max(0, text.RarityOf(prior(h), int(n), len(g.docs), namePrior)), namePower)
		}
	}
	g.vectors = make([][]weighted, len(g.docs))
	g.rare = make([][]int32, len(g.docs))
	g.early = make([][]int32, len(g.docs))
	g.people = make([][]int32, len(g.docs))
	var byWeight []weighted
	for i, d := range g.docs {
		if i%pause == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		n, names := len(d.Vector.terms), 0
		norm, nameNorm := 0.0, 0.0
		for _, t := range d.Vector.terms {
			w := weights[t.often] * idf[t.hash]
			norm += w * w
			if t.name {
				w := weights[t.often] * telling[t.hash]
				nameNorm += w * w
				names++
			}
		}
		// Two unit vectors side by side: what is told, and of whom and where.
		share := float64(nameShare)
		if nameNorm == 0 {
			share, names = 0, 0
		}
		byWord, byName := math.Sqrt((1-share)/max(norm, 1e-9)), math.Sqrt(share/max(nameNorm, 1e-9))
		v := make([]weighted, n, n+names)
		for k, t := range d.Vector.terms {
			id := int32(t.hash)
			v[k] = weighted{id, float32(weights[t.often] * idf[id] * byWord)}
			if t.name && names > 0 {
				v = append(v, weighted{terms + id, float32(weights[t.often] * telling[id] * byName)})
			}
			if t.early && prior(int(id)) < rarePrior {
				g.early[i] = append(g.early[i], id)
			}
			if t.person {
				g.people[i] = append(g.people[i], id)
			}
		}
		g.vectors[i] = v
		byWeight = append(byWeight[:0], v[:n]...)
		slices.SortFunc(byWeight, func(a, b weighted) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.term, b.term)) })
		for _, t := range byWeight {
			if len(g.rare[i]) == keyTerms {
				break
			}
			if n := g.df[t.term]; n > 1 && n <= max(postingLimit, int32(len(g.docs)/50)) {
				g.rare[i] = append(g.rare[i], t.term)
			}
		}
	}
	return nil
}

// start makes the first clusters: articles that stay together whatever their
// words, all others alone.
func (g *grouping) start(ctx context.Context) error {
	g.of = make([]int, len(g.docs))
	byStory := map[article.StoryID]int{}
	for i, d := range g.docs {
		keep := d.Story != 0 && (d.Pinned || d.Settled)
		k, ok := byStory[d.Story]
		if !keep || !ok {
			k = len(g.clusters)
			g.clusters = append(g.clusters, &cluster{})
			if keep {
				byStory[d.Story] = k
			}
		}
		c := g.clusters[k]
		g.of[i] = k
		c.docs = append(c.docs, i)
		c.fixed = c.fixed || keep
		if d.Pinned {
			c.pinned, c.story = true, d.Story
		}
	}
	for _, c := range g.clusters {
		c.sum = g.vectors[c.docs[0]]
		for n, i := range c.docs[1:] {
			if n%pause == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			c.sum = added(c.sum, g.vectors[i])
		}
	}
	return nil
}

// edges finds the pairs of articles that are alike and near in time.
func (g *grouping) edges(ctx context.Context) error {
	ends := make([]int32, terms) // term → where its articles end in postings
	for _, rare := range g.rare {
		for _, t := range rare {
			ends[t]++
		}
	}
	sum := int32(0)
	for t, n := range ends {
		ends[t], sum = sum, sum+n
	}
	postings := make([]int32, sum)
	for i, rare := range g.rare {
		for _, t := range rare {
			postings[ends[t]] = int32(i)
			ends[t]++
		}
	}
	least := g.opt.Threshold * edgeShare
	shared := make([]int32, len(g.docs))
	dense := make([]float32, 2*terms)
	var touched []int32
	for i, d := range g.docs {
		if i%pause == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if d.Known {
			continue
		}
		for _, t := range g.rare[i] {
			start := int32(0)
			if t > 0 {
				start = ends[t-1]
			}
			for _, j := range postings[start:ends[t]] {
				if shared[j] == 0 {
					touched = append(touched, j)
				}
				shared[j]++
			}
		}
		for _, t := range g.vectors[i] {
			dense[t.term] = t.weight
		}
		for _, j := range touched {
			n := shared[j]
			shared[j] = 0
			// A pair of new articles is looked at once.
			if int(j) == i || int(j) < i && !g.docs[j].Known || n < 2 || !g.near(i, int(j)) {
				continue
			}
			score := 0.0
			for _, t := range g.vectors[j] {
				score += float64(t.weight * dense[t.term])
			}
			if score >= least {
				g.pairs = append(g.pairs, pair{a: i, b: int(j), score: score})
			}
		}
		touched = touched[:0]
		for _, t := range g.vectors[i] {
			dense[t.term] = 0
		}
	}
	return nil
}

// near reports whether two articles can be of the same days.
func (g *grouping) near(i, j int) bool {
	a, b := &g.docs[i], &g.docs[j]
	window := time.Duration(g.opt.Window) * 24 * time.Hour
	before := func(to, from time.Time) bool { return !to.IsZero() && !from.IsZero() && from.Sub(to) > window }
	return !before(a.To, b.From) && !before(b.To, a.From)
}

// assignments gives each cluster its ID and title.
func (g *grouping) assignments() []Assignment {
	type claim struct {
		cluster int
		story   article.StoryID
		count   int
		stays   int // 2 pinned, 1 settled
	}
	var claims []claim
	for k, c := range g.clusters {
		if c == nil {
			continue
		}
		count := map[article.StoryID]int{}
		stays := map[article.StoryID]int{}
		for _, i := range c.docs {
			if s := g.docs[i].Story; s != 0 {
				count[s]++
				if d := g.docs[i]; d.Pinned {
					stays[s] = 2
				} else if d.Settled {
					stays[s] = max(stays[s], 1)
				}
			}
		}
		for s, n := range count {
			claims = append(claims, claim{k, s, n, stays[s]})
		}
	}
	slices.SortFunc(claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(b.stays, a.stays), cmp.Compare(b.count, a.count), cmp.Compare(a.story, b.story), cmp.Compare(a.cluster, b.cluster))
	})
	storyOf := map[int]article.StoryID{}
	used := map[article.StoryID]bool{}
	for _, cl := range claims {
		if storyOf[cl.cluster] == 0 && !used[cl.story] {
			storyOf[cl.cluster] = cl.story
			used[cl.story] = true
		}
	}
	out := make([]Assignment, len(g.docs))
	for k, c := range g.clusters {
		if c == nil {
			continue
		}
		key := g.docs[c.docs[0]].ID
		for _, i := range c.docs {
			key = min(key, g.docs[i].ID)
		}
		title := g.title(c)
		for _, i := range c.docs {
			out[i] = Assignment{ID: g.docs[i].ID, Story: storyOf[k], Key: int(key), Title: title, Size: len(c.docs)}
		}
	}
	return out
}

// title returns the title that is most like all articles of the story, or the
// names they share where none has a title; a lone article without a title has
// none.
func (g *grouping) title(c *cluster) string {
	best, score := "", -1.0
	names := map[string]int{}
	for _, i := range c.docs {
		for _, n := range g.docs[i].Vector.names {
			names[n]++
		}
		title := strings.Join(strings.Fields(g.docs[i].Title), " ")
		if title == "" {
			continue
		}
		sum := dot(g.vectors[i], c.sum)
		if n := len([]rune(title)); n > nameRunes {
			sum *= 0.9
		}
		if sum > score+1e-6 || math.Abs(sum-score) <= 1e-6 && title < best {
			best, score = title, sum
		}
	}
	if best == "" && len(c.docs) > 1 {
		words := mostly(names)
		best = strings.Join(words[:min(len(words), 3)], ", ")
	}
	return best
}
