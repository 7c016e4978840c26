package screen

import (
	"cmp"
	"iter"
	"slices"

	"parallax/article"
	"parallax/compare"
	"parallax/internal/message"
)

// A unit is what goes into a cell: a run of sentences of one block, a heading
// or folded residue. anchor is its match if it has a row of its own, else -1.
type unit struct {
	Cell
	anchor int
}

// rows lays the units of the shown columns into rows, with the matches of order
// in rows of their own.
func (c *Compare) rows(order []int) []Row {
	queues := make([][]unit, len(c.Shown))
	for i, column := range c.Shown {
		queues[i] = c.units(column)
	}
	var rows []Row
	// lay writes a row: of the columns that are in it what is free before their
	// next match, of the others as much as stands beside it.
	lay := func(row Row, size int, in func(i int) bool) {
		for i := range queues {
			for in(i) && len(queues[i]) > 0 && queues[i][0].anchor < 0 {
				row.take(i, &queues[i])
			}
			if in(i) {
				size = max(size, row.Stacks[i].size())
			}
		}
		for i := range queues {
			for !in(i) && len(queues[i]) > 0 && queues[i][0].anchor < 0 && row.Stacks[i].size()+queues[i][0].size() <= size {
				row.take(i, &queues[i])
			}
		}
		if !row.empty() {
			rows = append(rows, row)
		}
	}
	for _, g := range order {
		in := func(i int) bool { return c.matches[g].parts[c.Shown[i]] != nil }
		lay(newRow(len(queues)), 0, in)
		row := newRow(len(queues))
		size := 0
		for i := range queues {
			if in(i) && len(queues[i]) > 0 && queues[i][0].anchor == g {
				row.take(i, &queues[i])
				size = max(size, row.Stacks[i].size())
			}
		}
		lay(row, size, func(int) bool { return false })
	}
	lay(newRow(len(queues)), 0, func(int) bool { return true })
	return rows
}

func newRow(columns int) Row { return Row{Stacks: make([]Stack, columns)} }

// take moves the next unit of a column into the row.
func (r *Row) take(i int, queue *[]unit) {
	r.Stacks[i] = append(r.Stacks[i], (*queue)[0].Cell)
	*queue = (*queue)[1:]
}

func (r *Row) empty() bool {
	for _, s := range r.Stacks {
		if len(s) > 0 {
			return false
		}
	}
	return true
}

// size is about how much room a stack takes, in bytes of text.
func (s Stack) size() int {
	n := 0
	for i := range s {
		n += s[i].size()
	}
	return n
}

// A cell begins and ends with some room, and residue is one line or two.
const cellRoom, residueSize = 60, 120

func (c *Cell) size() int {
	if c.Residue != nil {
		return residueSize
	}
	return c.Span.End - c.Span.Start + cellRoom
}

// units cuts a column into what goes into cells, in the order of its text.
func (c *Compare) units(column int) []unit {
	a := &c.result.Texts[column]
	conflicts := c.conflicts(column)
	var units []unit
	add := func(u unit) {
		for _, m := range conflicts {
			if m.Overlaps(u.Span) && u.Residue == nil {
				u.Marks = append(u.Marks, m)
			}
		}
		units = append(units, u)
	}
	parts := readParts(a)
	texts := c.texts[column]
	at := 0
	for _, part := range parts {
		if part.Folded {
			add(unit{Cell: Cell{Span: part.Span, Residue: part.Residue}, anchor: -1})
			for at < len(texts) && texts[at].Start < part.End {
				at++
			}
			continue
		}
		var open *unit
		found := false
		for at < len(texts) && texts[at].Start < part.End {
			s := &texts[at]
			at++
			found = true
			anchor := -1
			if s.anchor {
				anchor = s.match
			}
			if open != nil && open.anchor == anchor {
				open.Span.End = s.End
			} else {
				if open != nil {
					add(*open)
				}
				open = &unit{Cell: Cell{Span: s.Span, Only: true, Heading: part.Kind == article.Heading}, anchor: anchor}
			}
			mark(&open.Cell, s)
		}
		if open != nil {
			add(*open)
		}
		if !found && !blank(a.Text[part.Start:part.End]) { // a heading is no sentence
			add(unit{Cell: Cell{Span: part.Span, Heading: part.Kind == article.Heading}, anchor: -1})
		}
	}
	return join(units)
}

// join makes one unit of the parts of one match: two sentences of different
// blocks that match one elsewhere.
func join(units []unit) []unit {
	var out []unit
	for _, u := range units {
		if n := len(out); n > 0 && u.anchor >= 0 && out[n-1].anchor == u.anchor {
			out[n-1].Span.End = u.Span.End
			out[n-1].Marks = append(out[n-1].Marks, u.Marks...)
			continue
		}
		out = append(out, u)
	}
	return out
}

// mark colours a sentence in its cell.
func mark(c *Cell, s *sentence) {
	if s.kind == compare.OnlyHere {
		return
	}
	c.Only = false
	if s.match >= 0 && !slices.Contains(c.Matches, s.match) {
		c.Matches = append(c.Matches, s.match)
	}
	if s.kind != compare.SameWords || len(s.words) > 0 {
		c.Marks = append(c.Marks, Mark{Span: s.Span, Kind: compare.SameMeaning})
	}
	if s.kind == compare.SameWords {
		words := s.words
		if len(words) == 0 {
			words = []article.Span{s.Span}
		}
		for _, w := range words {
			c.Marks = append(c.Marks, Mark{Span: w, Kind: compare.SameWords})
		}
	}
}

// conflicts returns the words of a column that another one contradicts.
func (c *Compare) conflicts(column int) []Mark {
	var marks []Mark
	for _, f := range c.result.Facts {
		if f.Verdict != compare.Conflict && f.Verdict != compare.Spelling {
			continue
		}
		for _, s := range f.Sayings {
			if c.index[s.Article] == column && s.In != "title" && s.End > s.Start && (f.Verdict == compare.Conflict || c.spelledApart(f, s)) {
				marks = append(marks, Mark{Span: article.Span{Start: s.Start, End: s.End}, Kind: compare.ConflictPassage})
			}
		}
	}
	slices.SortFunc(marks, func(a, b Mark) int { return byStart(a.Span, b.Span) })
	return slices.CompactFunc(marks, func(a, b Mark) bool { return a.Span == b.Span })
}

// spelledApart reports whether a spelling is not the one of the fact's label,
// so that only the odd one is coloured.
func (c *Compare) spelledApart(f compare.Fact, s compare.Saying) bool {
	return s.Text != "" && !containsWords(f.Label, s.Text)
}

// number finds the first row of every match and puts the matches in the order
// in which they are seen.
func (c *Compare) number() {
	for i := range c.matches {
		c.matches[i].row = -1
	}
	for r := range c.Rows {
		for cell := range c.Rows[r].cells() {
			for _, m := range cell.Matches {
				if c.matches[m].row < 0 {
					c.matches[m].row = r
				}
			}
		}
	}
	order := make([]int, len(c.matches))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(c.matches[a].row, c.matches[b].row) })
	renamed := make([]int, len(order))
	sorted := make([]match, len(order))
	for to, from := range order {
		renamed[from], sorted[to] = to, c.matches[from]
	}
	c.matches = sorted
	for r := range c.Rows {
		for cell := range c.Rows[r].cells() {
			for j, m := range cell.Matches {
				cell.Matches[j] = renamed[m]
			}
		}
	}
}

// cells yields every cell of a row.
func (r *Row) cells() iter.Seq[*Cell] {
	return func(yield func(*Cell) bool) {
		for _, s := range r.Stacks {
			for i := range s {
				if !yield(&s[i]) {
					return
				}
			}
		}
	}
}

// MatchCount returns how many matches there are.
func (c *Compare) MatchCount() int { return len(c.matches) }

// MatchRow returns the first row of the match one stands on, or -1.
func (c *Compare) MatchRow() int {
	if c.Match < 0 || c.Match >= len(c.matches) {
		return -1
	}
	return c.matches[c.Match].row
}

// NextMatch goes to the next match, or to the one before it if by is -1.
// After the last comes the first.
func (c *Compare) NextMatch(by int) {
	n := len(c.matches)
	if n == 0 {
		return
	}
	c.GoToMatch((max(c.Match, 0) + by + n) % n)
}

// GoToMatch goes to a match.
func (c *Compare) GoToMatch(m int) {
	if m >= 0 && m < len(c.matches) {
		c.Match, c.Row = m, c.matches[m].row
		c.changed()
	}
}

// Standing says which match one stands on and in how many columns it is.
func (c *Compare) Standing() message.Message {
	if c.MatchRow() < 0 {
		return message.New("window.compare.no-match")
	}
	in := len(c.matches[c.Match].parts)
	if in == len(c.Shown) {
		return message.New("window.compare.match-all", "Number", c.Match+1, "Total", len(c.matches), "Count", in)
	}
	return message.New("window.compare.match-some", "Number", c.Match+1, "Total", len(c.matches), "In", in, "Count", len(c.Shown))
}

// RowOf returns the row in which the text of a column at an offset is seen.
func (c *Compare) RowOf(column, offset int) int {
	i := slices.Index(c.Shown, column)
	if i < 0 {
		return -1
	}
	for r, row := range c.Rows {
		for _, cell := range row.Stacks[i] {
			if cell.Span.Start <= offset && offset < cell.Span.End {
				return r
			}
		}
	}
	return -1
}
