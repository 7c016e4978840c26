package screen

import (
	"cmp"
	"slices"
	"strings"

	"parallax/article"
	"parallax/compare"
	"parallax/internal/message"
)

// A Share is how many sentences of one article stand in another.
type Share struct {
	Matched, Of int
}

// Matrix returns how much of the row's article stands in the column's.
func (c *Compare) Matrix() [][]Share {
	n := len(c.Columns)
	found := make([]map[[2]int]bool, n) // sentence start, other article
	for i := range found {
		found[i] = make(map[[2]int]bool)
	}
	shares := make([][]Share, n)
	for i := range shares {
		shares[i] = make([]Share, n)
		for j := range shares[i] {
			shares[i][j].Of = c.Columns[i].Sentences
		}
	}
	count := func(s, other compare.Sentence) {
		i, j := c.index[s.Article], c.index[other.Article]
		key := [2]int{s.Start, j}
		if s.In == "title" || found[i][key] {
			return
		}
		found[i][key] = true
		shares[i][j].Matched++
	}
	for _, p := range c.result.Passages {
		if p.B != nil {
			count(p.A, *p.B)
			count(*p.B, p.A)
		}
	}
	return shares
}

// A Link is how two columns relate.
type Link struct {
	A, B     int
	Relation compare.Relation
	Text     message.Message
}

// Links returns how every two columns relate, the closest first.
func (c *Compare) Links() []Link {
	rank := map[compare.Relation]int{compare.Copy: 0, compare.Rewrite: 1, compare.SameEvent: 2, compare.SameTopic: 3, compare.Unrelated: 4}
	var links []Link
	for _, r := range c.result.Relations {
		a, b := c.index[r.A], c.index[r.B]
		links = append(links, Link{
			A: a, B: b, Relation: r.Relation,
			Text: message.New("window.relation."+string(r.Relation), "A", c.Columns[a].Name, "B", c.Columns[b].Name),
		})
	}
	slices.SortStableFunc(links, func(x, y Link) int { return cmp.Compare(rank[x.Relation], rank[y.Relation]) })
	return links
}

// Origins says where the articles say they come from, one sentence an origin.
func (c *Compare) Origins() []message.Message {
	type origin struct{ name, kind string }
	var order []origin
	by := make(map[origin][]string)
	for _, u := range c.result.Upstream {
		o := origin{u.Name, u.Kind}
		name := c.Columns[c.index[u.Article]].Name
		if by[o] == nil {
			order = append(order, o)
		}
		if !slices.Contains(by[o], name) {
			by[o] = append(by[o], name)
		}
	}
	var out []message.Message
	for _, o := range order {
		out = append(out, message.New("window.upstream."+o.kind,
			"Count", len(by[o]), "Articles", strings.Join(by[o], ", "), "Name", o.name))
	}
	return out
}

// A Leftover is residue of one kind in one column.
type Leftover struct {
	Column int
	Kind   article.ResidueKind
	Text   string
}

// Leftovers returns the residue of all columns.
func (c *Compare) Leftovers() []Leftover {
	var out []Leftover
	for _, r := range c.result.Residue {
		out = append(out, Leftover{Column: c.index[r.Article], Kind: r.Kind, Text: shorten(strings.Join(strings.Fields(first(r.Text, 400)), " "), 90)})
	}
	return out
}
