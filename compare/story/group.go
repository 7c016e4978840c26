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
	ID     article.ID
	Day    time.Time // of publication; zero if unknown: the article can join any days
	Vector Vector
	Title  string
	Story  article.StoryID // where it is now, 0 for a new article
	Pinned bool            // a person put it there: it stays; pinned to 0 it stays alone
}

// Options say how to group. The zero Options are good ones.
type Options struct {
	Window    int     // days that two articles of a story may lie apart, 0 for 6
	Threshold float64 // least average likeness of the articles of a story, 0 for 0.085
	Anew      bool    // group all articles anew and not only those without a story
}

// An Assignment is the story an article belongs to.
type Assignment struct {
	ID    article.ID
	Story article.StoryID // an ID that was there, 0 for a new story
	Key   int             // the same for all articles of a story: the lowest of their IDs
	Title string          // of the story, the same for all its articles
	Size  int             // articles in the story
}

const (
	defaultWindow    = 6
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
// order of docs. Articles that have a story keep it, unless opt.Anew is set;
// a story that falls apart keeps its ID where most of its articles are. An
// article that is like no other is a story of its own. If ctx is done, Group
// returns its error.
func Group(ctx context.Context, docs []Doc, opt Options) ([]Assignment, error) {
	if opt.Window <= 0 {
		opt.Window = defaultWindow
	}
	if opt.Threshold <= 0 {
		opt.Threshold = defaultThreshold
	}
	g := &grouping{docs: docs, opt: opt}
	g.weigh()
	g.start()
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

// A cluster is a story while it is made.
type cluster struct {
	docs    []int
	sum     map[int32]float32 // of the unit vectors of its articles
	near    map[int]bool      // clusters that one of its articles is like
	pinned  bool
	story   article.StoryID // of the pinned articles
	version int
	fixed   bool // made of articles that had this story before
}

type grouping struct {
	docs     []Doc
	opt      Options
	vectors  [][]weighted // unit length, sorted by term
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

// weigh turns the vectors into weights by how rare the terms are in the
// archive.
func (g *grouping) weigh() {
	ids := map[uint32]int32{}
	var prior []uint16
	for _, d := range g.docs {
		for _, t := range d.Vector.terms {
			id, ok := ids[t.hash]
			if !ok {
				id = int32(len(g.df))
				ids[t.hash] = id
				g.df = append(g.df, 0)
				prior = append(prior, t.prior)
			}
			g.df[id]++
		}
	}
	idf := make([]float64, len(g.df))
	telling := make([]float64, len(g.df))
	for i, n := range g.df {
		idf[i] = max(0, text.RarityOf(int(prior[i]), int(n), len(g.docs), wordPrior))
		telling[i] = math.Pow(max(0, text.RarityOf(int(prior[i]), int(n), len(g.docs), namePrior)), namePower)
	}
	g.vectors = make([][]weighted, len(g.docs))
	g.rare = make([][]int32, len(g.docs))
	g.early = make([][]int32, len(g.docs))
	g.people = make([][]int32, len(g.docs))
	terms := int32(len(g.df))
	for i, d := range g.docs {
		v := make([]weighted, 0, len(d.Vector.terms))
		var names []weighted
		norm, nameNorm := 0.0, 0.0
		for _, t := range d.Vector.terms {
			id := ids[t.hash]
			w := float64(t.weight) * idf[id]
			norm += w * w
			v = append(v, weighted{id, float32(w)})
			if t.early && t.prior < rarePrior {
				g.early[i] = append(g.early[i], id)
			}
			if t.person {
				g.people[i] = append(g.people[i], id)
			}
			if t.name {
				w := float64(t.weight) * telling[id]
				nameNorm += w * w
				names = append(names, weighted{terms + id, float32(w)})
			}
		}
		// Two unit vectors side by side: what is told, and of whom and where.
		share := float64(nameShare)
		if nameNorm == 0 {
			share = 0
		}
		for k := range v {
			v[k].weight *= float32(math.Sqrt((1 - share) / max(norm, 1e-9)))
		}
		for k := range names {
			names[k].weight *= float32(math.Sqrt(share / nameNorm))
		}
		slices.SortFunc(v, func(a, b weighted) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.term, b.term)) })
		for _, t := range v {
			if len(g.rare[i]) == keyTerms {
				break
			}
			if n := g.df[t.term]; n > 1 && n <= max(postingLimit, int32(len(g.docs)/50)) {
				g.rare[i] = append(g.rare[i], t.term)
			}
		}
		v = append(v, names...)
		slices.SortFunc(v, func(a, b weighted) int { return cmp.Compare(a.term, b.term) })
		g.vectors[i] = v
	}
}

// start makes the first clusters: articles that stay together whatever their
// words, all others alone.
func (g *grouping) start() {
	g.of = make([]int, len(g.docs))
	byStory := map[article.StoryID]int{}
	for i, d := range g.docs {
		keep := d.Story != 0 && (d.Pinned || !g.opt.Anew)
		if k, ok := byStory[d.Story]; ok && keep {
			g.add(k, i)
			continue
		}
		g.of[i] = len(g.clusters)
		g.clusters = append(g.clusters, &cluster{sum: map[int32]float32{}, near: map[int]bool{}})
		if keep {
			byStory[d.Story] = g.of[i]
			g.clusters[g.of[i]].fixed = !g.opt.Anew
		}
		g.add(g.of[i], i)
	}
}

func (g *grouping) add(k, i int) {
	c := g.clusters[k]
	g.of[i] = k
	c.docs = append(c.docs, i)
	if g.docs[i].Pinned {
		c.pinned, c.story = true, g.docs[i].Story
	}
	for _, t := range g.vectors[i] {
		c.sum[t.term] += t.weight
	}
}

// edges finds the pairs of articles that are alike and near in time.
func (g *grouping) edges(ctx context.Context) error {
	postings := make([][]int32, len(g.df))
	for i := range g.docs {
		for _, t := range g.rare[i] {
			postings[t] = append(postings[t], int32(i))
		}
	}
	least := g.opt.Threshold * edgeShare
	shared := make([]int, len(g.docs))
	dense := make([]float32, 2*len(g.df))
	var touched []int32
	for i := range g.docs {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if g.clusters[g.of[i]].fixed {
			continue
		}
		for _, t := range g.rare[i] {
			for _, j := range postings[t] {
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
			if int(j) == i || int(j) < i && !g.clusters[g.of[j]].fixed || n < 2 || !g.near(i, int(j)) {
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

// near reports whether two articles are of the same days.
func (g *grouping) near(i, j int) bool {
	a, b := g.docs[i].Day, g.docs[j].Day
	if a.IsZero() || b.IsZero() {
		return true
	}
	d := a.Sub(b)
	return max(d, -d) <= time.Duration(g.opt.Window)*24*time.Hour
}

// assignments gives each cluster its ID and title.
func (g *grouping) assignments() []Assignment {
	type claim struct {
		cluster int
		story   article.StoryID
		count   int
		pinned  bool
	}
	var claims []claim
	for k, c := range g.clusters {
		if c == nil {
			continue
		}
		count := map[article.StoryID]int{}
		pinned := map[article.StoryID]bool{}
		for _, i := range c.docs {
			if s := g.docs[i].Story; s != 0 {
				count[s]++
				pinned[s] = pinned[s] || g.docs[i].Pinned
			}
		}
		for s, n := range count {
			claims = append(claims, claim{k, s, n, pinned[s]})
		}
	}
	slices.SortFunc(claims, func(a, b claim) int {
		if a.pinned != b.pinned {
			if a.pinned {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.story, b.story), cmp.Compare(a.cluster, b.cluster))
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
		sum := 0.0
		for _, t := range g.vectors[i] {
			sum += float64(t.weight * c.sum[t.term])
		}
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
