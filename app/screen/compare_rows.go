package screen

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"parallax/article"
	"parallax/compare"
)

// A Row is one line of the columns side by side: what matches stands in one
// row, what stands between goes beside each other in the order of each text.
type Row struct {
	Stacks []Stack // one a shown column
}

// A Stack is what one column says in a row, one below the other.
type Stack []Cell

// A Cell is a piece of a text: a run of sentences of one block that match
// alike, a heading, or folded residue.
type Cell struct {
	Span    article.Span // in the text of the column
	Marks   []Mark
	Matches []int // the matches it has a part in
	Only    bool  // nothing in it stands in another column
	Heading bool
	Residue []article.ResidueKind // it is folded residue
}

// A Mark colours words of a cell. Its span is in the text of the column.
type Mark struct {
	article.Span
	Kind compare.PassageKind
}

// A sentence is one sentence of a column.
type sentence struct {
	article.Span
	order  int // among the sentences of its column
	block  int // the block it stands in
	kind   compare.PassageKind
	words  []article.Span // verbatim in a partner
	match  int            // -1 for none
	anchor bool           // its match has a row of its own
}

// sentences are those of one column, in order.
type sentences []sentence

// find returns the place of the sentence that begins at start.
func (s sentences) find(start int) (int, bool) {
	return sort.Find(len(s), func(i int) int { return cmp.Compare(start, s[i].Start) })
}

// A match is a group of sentences of two columns or more that say the same.
type match struct {
	parts map[int][]int // column → its sentences, by order
	score float64
	row   int // where it is seen first
}

// matched is one passage between two shown columns.
type matched struct {
	a, b   [2]int // column and order of its sentence
	score  float64
	kind   compare.PassageKind
	a1, b1 []article.Span
}

// align lays the shown columns side by side.
func (c *Compare) align() {
	c.texts = c.split()
	pairs := c.pairs()
	c.matches = group(c.texts, pairs)
	c.Rows = c.rows(c.level(anchors(c.matches)))
	c.number()
	c.Match, c.Row = -1, 0
	for i, m := range c.matches { // what most columns say is the best to begin with
		if c.Match < 0 || len(m.parts) > len(c.matches[c.Match].parts) {
			c.Match = i
		}
	}
	for i := range c.Columns {
		c.Columns[i].Matched = 0
		for _, s := range c.texts[i] {
			if s.match >= 0 {
				c.Columns[i].Matched++
			}
		}
	}
}

// split collects the sentences of every column from the passages.
func (c *Compare) split() []sentences {
	spans := make([]map[article.Span]bool, len(c.Columns))
	for i := range spans {
		spans[i] = make(map[article.Span]bool)
	}
	note := func(s *compare.Sentence) {
		if s != nil && s.In != "title" && s.End > s.Start {
			spans[c.index[s.Article]][article.Span{Start: s.Start, End: s.End}] = true
		}
	}
	for i := range c.result.Passages {
		note(&c.result.Passages[i].A)
		note(c.result.Passages[i].B)
	}
	texts := make([]sentences, len(c.Columns))
	for i, set := range spans {
		sorted := make([]article.Span, 0, len(set))
		for s := range set {
			sorted = append(sorted, s)
		}
		slices.SortFunc(sorted, byStart)
		blocks := c.result.Texts[i].Blocks
		block := 0
		for _, s := range sorted {
			if n := len(texts[i]); n > 0 && texts[i][n-1].End > s.Start { // it lies in the one before
				continue
			}
			for block < len(blocks) && blocks[block].End <= s.Start {
				block++
			}
			texts[i] = append(texts[i], sentence{Span: s, order: len(texts[i]), block: block, kind: compare.OnlyHere, match: -1})
		}
	}
	return texts
}

// pairs returns the passages between shown columns, the surest first.
func (c *Compare) pairs() []matched {
	var pairs []matched
	for _, p := range c.result.Passages {
		if p.B == nil || p.A.In == "title" || p.B.In == "title" {
			continue
		}
		a, b := c.index[p.A.Article], c.index[p.B.Article]
		if a == b || !slices.Contains(c.Shown, a) || !slices.Contains(c.Shown, b) {
			continue
		}
		i, okA := c.texts[a].find(p.A.Start)
		j, okB := c.texts[b].find(p.B.Start)
		if !okA || !okB {
			continue
		}
		m := matched{a: [2]int{a, i}, b: [2]int{b, j}, score: p.Score, kind: p.Kind}
		for _, w := range p.Words {
			m.a1, m.b1 = append(m.a1, w[0]), append(m.b1, w[1])
		}
		pairs = append(pairs, m)
	}
	slices.SortStableFunc(pairs, func(x, y matched) int { return cmp.Compare(y.score, x.score) })
	return pairs
}

// group joins passages that share a sentence, as long as what joins in a column
// stands next to each other: a chain must not drag far sentences together.
func group(texts []sentences, pairs []matched) []match {
	var groups []match
	for _, p := range pairs {
		a, b := &texts[p.a[0]][p.a[1]], &texts[p.b[0]][p.b[1]]
		paint(a, p.kind, p.a1)
		paint(b, p.kind, p.b1)
		switch {
		case a.match < 0 && b.match < 0:
			a.match, b.match = len(groups), len(groups)
			groups = append(groups, match{
				parts: map[int][]int{p.a[0]: {p.a[1]}, p.b[0]: {p.b[1]}}, score: p.score,
			})
		case a.match < 0:
			take(groups, texts, b.match, p.a, p.score)
		case b.match < 0:
			take(groups, texts, a.match, p.b, p.score)
		}
	}
	return groups
}

// take puts a sentence into a group if it stands next to what the group has of
// its column, or is the first of it. A sentence left out stays coloured.
func take(groups []match, texts []sentences, g int, at [2]int, score float64) {
	column, order := at[0], at[1]
	m := &groups[g]
	orders := m.parts[column]
	if len(orders) > 0 {
		near := slices.ContainsFunc(orders, func(o int) bool { return o == order-1 || o == order+1 })
		if !near || len(orders) > 2 {
			return
		}
	}
	m.parts[column] = append(orders, order)
	slices.Sort(m.parts[column])
	m.score += score
	texts[column][order].match = g
}

// paint gives a sentence the kind that says most.
func paint(s *sentence, kind compare.PassageKind, words []article.Span) {
	rank := map[compare.PassageKind]int{compare.ConflictPassage: 3, compare.SameWords: 2, compare.SameMeaning: 1}
	if rank[kind] > rank[s.kind] {
		s.kind = kind
	}
	if kind == compare.SameWords {
		s.words = append(s.words, words...)
	}
}

// anchors returns the matches that get a row of their own, in the order of the
// rows. Where texts tell in different orders not all can: those in most columns
// win, and one that would cross them stays where its text has it.
func anchors(groups []match) []int {
	order := make([]int, len(groups))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(len(groups[b].parts), len(groups[a].parts)), cmp.Compare(groups[b].score, groups[a].score))
	})
	var rows []int
	for _, g := range order {
		low, high := 0, len(rows) // it may stand at rows[low:high]
		for at, other := range rows {
			switch side(groups[g], groups[other]) {
			case -1:
				high = min(high, at)
			case 1:
				low = max(low, at+1)
			case crossing:
				high = -1
			}
		}
		if low <= high {
			rows = slices.Insert(rows, low, g)
		}
	}
	return rows
}

// farthest is how many bytes of text a column may stay empty for so that what
// matches stands side by side. It is about fifteen lines.
const farthest = 700

// level drops the anchors that would leave a column empty for long, and notes
// at the sentences which match has a row of its own.
func (c *Compare) level(rows []int) []int {
	texts, groups := c.texts, c.matches
	folded := make(map[int][]article.Span)
	for _, column := range c.Shown {
		for _, part := range readParts(&c.result.Texts[column]) {
			if part.Folded {
				folded[column] = append(folded[column], part.Span)
			}
		}
	}
	filled := make(map[int]int) // column → how far down it is, in bytes
	at := make(map[int]int)     // column → bytes of its text that are set
	var kept []int
	for _, g := range rows {
		low, high := math.MaxInt, 0
		for column, orders := range groups[g].parts {
			y := filled[column] + seen(folded[column], at[column], texts[column][orders[0]].Start)
			low, high = min(low, y), max(high, y)
		}
		if high-low > farthest {
			continue
		}
		kept = append(kept, g)
		longest := 0
		for column, orders := range groups[g].parts {
			first, last := texts[column][orders[0]], texts[column][orders[len(orders)-1]]
			longest = max(longest, last.End-first.Start)
			at[column] = last.End
			for _, o := range orders {
				texts[column][o].anchor = true
			}
		}
		for column := range groups[g].parts {
			filled[column] = high + longest
		}
	}
	return kept
}

// seen returns how many bytes of a text are seen between two places: folded
// residue is a line or two, however long it is.
func seen(folded []article.Span, from, to int) int {
	n := to - from
	for _, s := range folded {
		if from <= s.Start && s.End <= to {
			n += residueSize - (s.End - s.Start)
		}
	}
	return n
}

// crossing says that two matches stand in different orders in two columns.
const crossing = 2

// side returns -1 if a stands before b in every column that has both, 1 if
// after, 0 if no column has both.
func side(a, b match) int {
	where := 0
	for column, x := range a.parts {
		y, ok := b.parts[column]
		if !ok {
			continue
		}
		here := 0
		switch {
		case x[len(x)-1] < y[0]:
			here = -1
		case x[0] > y[len(y)-1]:
			here = 1
		default:
			return crossing
		}
		if where != 0 && where != here {
			return crossing
		}
		where = here
	}
	return where
}
