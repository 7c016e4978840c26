package screen

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"parallax/article"
	"parallax/compare"
	"parallax/internal/message"
)

// FactFilter narrows the fact table.
type FactFilter string

// The filters, as pills over the table.
const (
	AllFacts  FactFilter = ""
	Conflicts FactFilter = "conflicts"
	Agreed    FactFilter = "agreed"
	OnlyOne   FactFilter = "only-one"
	NotClear  FactFilter = "unclear"
)

// FactFilters lists the pills in their order.
var FactFilters = []FactFilter{Conflicts, Agreed, OnlyOne, NotClear}

// filterOf returns the pill a verdict belongs to.
func filterOf(v compare.Verdict) FactFilter {
	switch v {
	case compare.Conflict, compare.Spelling:
		return Conflicts
	case compare.Agree, compare.Compatible:
		return Agreed
	case compare.Alone:
		return OnlyOne
	}
	return NotClear
}

// factKinds is the order of the table.
var factKinds = []compare.FactKind{
	compare.Number, compare.Person, compare.Organisation, compare.Place,
	compare.DateFact, compare.Quote, compare.SourceFact,
}

// verdictRank puts what the sources disagree on first.
var verdictRank = map[compare.Verdict]int{
	compare.Conflict: 0, compare.Spelling: 1, compare.Unclear: 2,
	compare.Agree: 3, compare.Compatible: 4, compare.Alone: 5,
}

// A FactRow is one row of the fact table: a heading, where Fact is nil, or a
// fact with what every column says of it.
type FactRow struct {
	Kind    compare.FactKind
	Fact    *compare.Fact
	Verdict message.Message
	Filter  FactFilter
	Cells   []FactCell // one a column
}

// A FactCell is what one article says of a fact, "" if it says nothing.
type FactCell struct {
	Text string
	Bold []article.Span // what to look at, in Text
}

// FactCount returns how many facts a pill stands for.
func (c *Compare) FactCount(f FactFilter) int {
	n := 0
	for _, fact := range c.facts() {
		if f == AllFacts || filterOf(fact.Verdict) == f {
			n++
		}
	}
	return n
}

// FactColumns returns the columns that the table of facts shows: all where they
// fit, else those that stand side by side.
func (c *Compare) FactColumns() []int {
	if len(c.Columns) > mostFactColumns {
		return c.Shown
	}
	all := make([]int, len(c.Columns))
	for i := range all {
		all[i] = i
	}
	return all
}

// FactRows returns the table: by kind, and within a kind conflicts first.
func (c *Compare) FactRows() []FactRow {
	var rows []FactRow
	for _, kind := range factKinds {
		var of []*compare.Fact
		facts := c.facts()
		for i := range facts {
			if f := &facts[i]; f.Kind == kind && (c.Filter == AllFacts || filterOf(f.Verdict) == c.Filter) {
				of = append(of, f)
			}
		}
		if len(of) == 0 {
			continue
		}
		slices.SortStableFunc(of, func(a, b *compare.Fact) int {
			return cmp.Or(cmp.Compare(verdictRank[a.Verdict], verdictRank[b.Verdict]), cmp.Compare(c.saidBy(b), c.saidBy(a)))
		})
		rows = append(rows, FactRow{Kind: kind})
		for _, f := range of {
			row := FactRow{Kind: kind, Fact: f, Verdict: c.verdict(f), Filter: filterOf(f.Verdict), Cells: make([]FactCell, len(c.Columns))}
			for i := range c.Columns {
				row.Cells[i] = c.says(f, i)
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// saidBy returns how many columns say something of a fact.
func (c *Compare) saidBy(f *compare.Fact) int {
	in := make(map[string]bool)
	for _, s := range f.Sayings {
		in[s.Article] = true
	}
	for id, variants := range f.Variants {
		if len(variants) > 0 {
			in[id] = true
		}
	}
	return len(in)
}

// verdict says in words, with a sign, what the sources make of a fact.
func (c *Compare) verdict(f *compare.Fact) message.Message {
	n, all := c.saidBy(f), len(c.Columns)
	switch f.Verdict {
	case compare.Agree:
		switch {
		case n == all && all == 2:
			return message.New("window.verdict.both-agree")
		case n == all:
			return message.New("window.verdict.all-agree", "Count", all)
		}
		return message.New("window.verdict.some-agree", "Some", n, "Count", all)
	case compare.Alone:
		if all == 1 {
			return message.New("window.verdict.said")
		}
	}
	return message.New("window.verdict." + string(f.Verdict))
}

// says returns what a column says of a fact, in its own words.
func (c *Compare) says(f *compare.Fact, column int) FactCell {
	id := c.result.Articles[column].ID
	var forms []string
	count := 0
	for _, s := range f.Sayings {
		if s.Article != id {
			continue
		}
		count++
		if text := strings.Join(strings.Fields(s.Text), " "); text != "" && !slices.Contains(forms, text) {
			forms = append(forms, text)
		}
	}
	if v := f.Variants[id]; len(v) > 0 {
		forms = v
	}
	if len(forms) == 0 {
		return FactCell{}
	}
	var cell FactCell
	for i, form := range forms {
		if i > 0 {
			cell.Text += ", "
		}
		if f.Kind == compare.Quote {
			form = "“" + strings.Trim(form, `“”"`) + "”"
		}
		start := len(cell.Text)
		cell.Text += form
		cell.Bold = append(cell.Bold, bold(f, form, start)...)
	}
	if count > len(forms) && count > 1 && f.Kind != compare.Quote {
		cell.Text += " ×" + strconv.Itoa(count)
	}
	return cell
}

// bold returns what to look at in a form that begins at start: the figure of a
// number or date, and the odd spelling of a name.
func bold(f *compare.Fact, form string, start int) []article.Span {
	switch f.Kind {
	case compare.Number, compare.DateFact:
		from := strings.IndexFunc(form, unicode.IsDigit)
		if from < 0 {
			return nil
		}
		to := from
		for i, r := range form[from:] {
			if !unicode.IsDigit(r) && !strings.ContainsRune(".,", r) {
				break
			}
			to = from + i + len(string(r))
		}
		to = from + len(strings.TrimRight(form[from:to], ".,"))
		return []article.Span{{Start: start + from, End: start + to}}
	case compare.Person, compare.Organisation, compare.Place:
		if f.Verdict == compare.Spelling && !containsWords(f.Label, form) {
			return []article.Span{{Start: start, End: start + len(form)}}
		}
	}
	return nil
}

// containsWords reports whether every word of part is one of whole.
func containsWords(whole, part string) bool {
	words := strings.Fields(strings.ToLower(whole))
	for _, w := range strings.Fields(strings.ToLower(part)) {
		if !slices.Contains(words, strings.Trim(w, ".,;’'")) {
			return false
		}
	}
	return true
}

// FilterFacts narrows the table to a pill, or widens it if it is on.
func (c *Compare) FilterFacts(f FactFilter) {
	if c.Filter == f {
		f = AllFacts
	}
	c.Filter = f
	c.pickFirst()
	c.changed()
}

// pickFirst picks the first fact of the table where the one that was picked is
// not in it.
func (c *Compare) pickFirst() {
	first := ""
	for _, r := range c.FactRows() {
		switch {
		case r.Fact == nil:
		case r.Fact.ID == c.Fact:
			return
		case first == "":
			first = r.Fact.ID
		}
	}
	c.Fact = first
}

// PickFact shows the sentences of a fact.
func (c *Compare) PickFact(id string) {
	if c.Fact != id {
		c.Fact = id
		c.changed()
	}
}

// MoveFact goes by rows down the table, or up if negative.
func (c *Compare) MoveFact(by int) {
	var ids []string
	for _, r := range c.FactRows() {
		if r.Fact != nil {
			ids = append(ids, r.Fact.ID)
		}
	}
	if len(ids) == 0 {
		return
	}
	at := slices.Index(ids, c.Fact)
	c.PickFact(ids[min(max(at+by, 0), len(ids)-1)])
}

// Picked returns the fact whose sentences are shown, or nil.
func (c *Compare) Picked() *compare.Fact {
	facts := c.facts()
	for i := range facts {
		if facts[i].ID == c.Fact {
			return &facts[i]
		}
	}
	return nil
}

// Evidence is a sentence that says a fact.
type Evidence struct {
	Column    int
	Paragraph int // from 1, 0 in the title
	Text      string
	Marks     []article.Span // the words that say it, in Text
	Offset    int            // of the sentence in its text
	Sayer     string         // who says so there, "" for the article itself
}

// sentencesEach is how many sentences of an article the panel shows; a name
// may stand in every one.
const sentencesEach = 4

// Sentences returns the sentences of the fact that is picked, by column.
func (c *Compare) Sentences() []Evidence {
	f := c.Picked()
	if f == nil {
		return nil
	}
	var out []Evidence
	for column := range c.Columns {
		id := c.result.Articles[column].ID
		from := len(out)
		for _, s := range f.Sayings {
			if s.Article != id {
				continue
			}
			e := c.evidence(column, s)
			if n := len(out); n > from && out[n-1].Offset == e.Offset && out[n-1].Paragraph == e.Paragraph {
				out[n-1].Marks = append(out[n-1].Marks, e.Marks...)
			} else if len(out)-from < sentencesEach {
				out = append(out, e)
			}
		}
	}
	return out
}

func (c *Compare) evidence(column int, s compare.Saying) Evidence {
	a := &c.result.Texts[column]
	text, sentence := a.Text, s.Sentence
	e := Evidence{Column: column, Sayer: s.Sayer}
	if s.In == "title" {
		text, sentence = a.Title, article.Span{End: len(a.Title)}
	} else {
		e.Paragraph = 1
		for _, b := range a.Blocks {
			if b.End <= s.Start {
				e.Paragraph++
			}
		}
	}
	said := article.Span{Start: s.Start, End: s.End}
	if !sentence.Contains(said) {
		sentence = said
	}
	e.Offset = sentence.Start
	e.Text = sentence.Of(text)
	e.Marks = []article.Span{{Start: said.Start - sentence.Start, End: said.End - sentence.Start}}
	return e
}

// GoTo shows where a sentence stands, side by side with the others.
func (c *Compare) GoTo(e Evidence) {
	if !slices.Contains(c.Shown, e.Column) {
		c.Show(e.Column)
	}
	c.Tab = SideBySide
	if r := c.RowOf(e.Column, e.Offset); r >= 0 {
		for _, cell := range c.Rows[r].Stacks[slices.Index(c.Shown, e.Column)] {
			if len(cell.Matches) > 0 && cell.Span.Start <= e.Offset && e.Offset < cell.Span.End {
				c.Match = cell.Matches[0]
			}
		}
		c.Row = r
	}
	c.changed()
}

// FactTable returns the table with its heads as cells, for the clipboard.
func (c *Compare) FactTable() [][]string {
	head := []string{"", ""}
	for _, col := range c.Columns {
		head = append(head, col.Name)
	}
	table := [][]string{head}
	for _, r := range c.FactRows() {
		if r.Fact == nil {
			continue
		}
		line := []string{string(r.Fact.Verdict), r.Fact.Label}
		for _, cell := range r.Cells {
			line = append(line, cell.Text)
		}
		table = append(table, line)
	}
	return table
}

// facts returns the facts of the comparison, none before it is there.
func (c *Compare) facts() []compare.Fact {
	if c.result.Comparison == nil {
		return nil
	}
	return c.result.Facts
}
