package screen

import (
	"cmp"
	"context"
	"slices"

	"parallax/app"
	"parallax/article"
	"parallax/compare"
	"parallax/internal/message"
)

// A Tab is one view of a comparison.
type Tab string

// The tabs of the comparison.
const (
	SideBySide Tab = "side"
	Facts      Tab = "facts"
	Overlap    Tab = "overlap"
	Timeline   Tab = "timeline"
)

// Tabs lists them in their order.
var Tabs = []Tab{SideBySide, Facts, Overlap, Timeline}

// How many articles are shown at a time: texts side by side, and columns of the
// table of facts. Of more than that a person chooses.
const (
	MostColumns     = 4
	mostFactColumns = 6
)

// Compare is the screen that holds articles against each other. Its fields and
// methods belong to the goroutine that draws.
type Compare struct {
	IDs     []article.ID
	Tab     Tab
	Busy    bool
	Loaded  bool
	Problem message.Message   // why there is no comparison
	Columns []Column          // one an article, in the order of IDs
	Shown   []int             // the columns side by side
	Rows    []Row             // side by side
	Match   int               // the match one stands on, -1 for none
	Row     int               // the row to look at
	Filter  FactFilter        // of the fact table, "" for all
	Fact    string            // ID of the fact whose sentences are shown, "" for none
	Others  []article.Summary // of the same stories, that can be taken in

	// Changed asks for a redraw, as that of the library does.
	Changed func(Part)

	first   []article.ID // that stand side by side at first
	result  app.Compared
	archive Archive
	work    *work
	asking  question
	index   map[string]int // of the engine's name of an article
	texts   []sentences    // a column's sentences
	matches []match
}

// A Column is one article of a comparison.
type Column struct {
	ID        article.ID
	Name      string // the outlet, else the name of its file
	Named     bool   // Name is an outlet
	Title     string
	Untitled  bool
	Words     int
	Sentences int
	Matched   int // sentences with a partner in another column that is shown
	Residue   []article.ResidueKind
	Dated     bool
	Cut       bool // longer than is compared: only its beginning was
}

// NewCompare returns the comparison of articles and asks for it at once. Its
// columns are in the order in which the articles came into the archive; of more
// than stand side by side the first of ids do.
func NewCompare(a Archive, post func(func()), ids []article.ID) *Compare {
	c := &Compare{archive: a, Tab: SideBySide, Match: -1}
	c.work = newWork(post, func(p Part) {
		if c.Changed != nil {
			c.Changed(p)
		}
	})
	c.first = slices.Clone(ids[:min(len(ids), MostColumns)])
	c.ask(slices.Sorted(slices.Values(ids)))
	return c
}

// Close ends what runs and waits for it.
func (c *Compare) Close() { c.work.close() }

func (c *Compare) changed() { c.work.changed(PartCompare) }

// Add takes another article into the comparison.
func (c *Compare) Add(id article.ID) {
	if !slices.Contains(c.IDs, id) {
		c.first = append([]article.ID{id}, c.first[:min(len(c.first), MostColumns-1)]...)
		c.ask(append(slices.Clone(c.IDs), id))
	}
}

// Remove takes a column out of the comparison; two stay.
func (c *Compare) Remove(column int) {
	if len(c.IDs) > 2 {
		c.ask(slices.Delete(slices.Clone(c.IDs), column, column+1))
	}
}

// ask compares anew.
func (c *Compare) ask(ids []article.ID) {
	c.IDs, c.Busy = ids, true
	side := c.first
	c.changed()
	ask(c.work, &c.asking, 0, func(ctx context.Context) (*Compare, error) {
		r, err := c.archive.Compare(ctx, ids)
		if err != nil {
			return nil, err
		}
		next := &Compare{first: side} // laid out here, because long texts take their time
		next.lay(r)
		next.Others, err = others(ctx, c.archive, ids)
		return next, err
	}, func(next *Compare, err error) {
		c.Busy = false
		c.changed()
		if err != nil {
			c.Problem = app.Explain(err)
			return
		}
		c.Problem, c.Loaded = message.Message{}, true
		c.Others = next.Others
		c.Columns, c.Shown, c.Rows, c.Match, c.Row = next.Columns, next.Shown, next.Rows, next.Match, next.Row
		c.result, c.index, c.texts, c.matches = next.result, next.index, next.texts, next.matches
		c.pickFirst()
	})
}

// mostOthers is how many further articles are offered; a menu of more is not
// read.
const mostOthers = 20

// others returns articles of the stories that ids tell, which can be compared
// with them.
func others(ctx context.Context, a Archive, ids []article.ID) ([]article.Summary, error) {
	var found []article.Summary
	if len(ids) >= app.MaxCompared {
		return nil, nil
	}
	known := slices.Clone(ids)
	for _, id := range ids {
		story, err := a.StoryOf(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, s := range story {
			if !slices.Contains(known, s.ID) && len(found) < mostOthers {
				known, found = append(known, s.ID), append(found, s)
			}
		}
	}
	return found, nil
}

// lay prepares what is shown of a comparison.
func (c *Compare) lay(r app.Compared) {
	c.result = r
	c.index = make(map[string]int, len(r.Articles))
	c.Columns = make([]Column, len(r.Articles))
	for i, a := range r.Articles {
		c.index[a.ID] = i
		c.Columns[i] = column(a, &r.Texts[i])
	}
	apart(c.Columns)
	c.Shown = nil
	for _, wanted := range []bool{true, false} {
		for i, col := range c.Columns {
			if slices.Contains(c.first, col.ID) == wanted && len(c.Shown) < MostColumns {
				c.Shown = append(c.Shown, i)
			}
		}
	}
	slices.Sort(c.Shown)
	c.align()
}

func column(info compare.ArticleInfo, a *article.Article) Column {
	col := Column{
		ID: a.ID, Name: a.Source, Named: a.Source != "", Title: a.Title, Untitled: a.Title == "",
		Words: info.Words, Sentences: info.Sentences, Dated: !a.Published.IsZero(), Cut: info.Cut,
	}
	if !col.Named {
		col.Name = FileName(a.ImportedFrom)
	}
	if col.Name == "" {
		col.Name = info.ID
	}
	if col.Untitled {
		col.Title = Opening(a.Text)
	}
	for _, r := range a.Residue {
		if !slices.Contains(col.Residue, r.Kind) {
			col.Residue = append(col.Residue, r.Kind)
		}
	}
	return col
}

// apart tells columns of the same name apart by their titles.
func apart(columns []Column) {
	count := make(map[string]int)
	for _, c := range columns {
		count[c.Name]++
	}
	for i := range columns {
		if c := &columns[i]; count[c.Name] > 1 {
			c.Name += " · " + shorten(c.Title, 24)
		}
	}
}

// Title returns what the comparison is about: the story where all articles are
// of one, by the name that it has in the sidebar, else a title.
func (c *Compare) Title() string {
	if !c.Loaded {
		return ""
	}
	texts := c.result.Texts
	other := func(a article.Article) bool { return a.StoryID != texts[0].StoryID }
	if texts[0].Story != "" && !slices.ContainsFunc(texts, other) {
		return texts[0].Story
	}
	for _, col := range c.Columns {
		if !col.Untitled {
			return col.Title
		}
	}
	return c.Columns[0].Title
}

// Header says how many sources there are, how many origins they have and
// whether they tell of one event.
func (c *Compare) Header() message.Message {
	if !c.Loaded {
		return message.Message{}
	}
	n := len(c.Columns)
	origins := make(map[int]bool)
	for _, a := range c.result.Articles {
		origins[a.Origin] = true
	}
	same, topic := c.events()
	var key string
	switch {
	case same == n:
		key = "window.compare.same-event"
	case same > 1:
		key = "window.compare.some-same-event"
	case topic:
		key = "window.compare.same-topic"
	default:
		key = "window.compare.unrelated"
	}
	return message.New(key, "Count", n, "Origins", message.New("window.compare.origins", "Count", len(origins)),
		"Same", same, "Others", n-same)
}

// events returns how many articles tell of the event that most of them tell
// of, and whether any two share at least a topic.
func (c *Compare) events() (same int, topic bool) {
	groups := newSets(len(c.Columns))
	for _, r := range c.result.Relations {
		switch r.Relation {
		case compare.Copy, compare.Rewrite, compare.SameEvent:
			groups.join(c.index[r.A], c.index[r.B])
			topic = true
		case compare.SameTopic:
			topic = true
		}
	}
	sizes := make(map[int]int)
	for i := range c.Columns {
		sizes[groups.of(i)]++
		same = max(same, sizes[groups.of(i)])
	}
	return same, topic
}

// sets is a union-find over small numbers.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) of(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(a, b int) { s[s.of(a)] = s.of(b) }

// Go shows a tab.
func (c *Compare) Go(t Tab) {
	if c.Tab != t {
		c.Tab = t
		c.changed()
	}
}

// Show puts a column side by side with the others, or takes it away. Two stay,
// and of more than MostColumns the one shown longest goes.
func (c *Compare) Show(column int) {
	shown := slices.Clone(c.Shown)
	if i := slices.Index(shown, column); i >= 0 {
		if len(shown) <= 2 {
			return
		}
		shown = slices.Delete(shown, i, i+1)
	} else {
		if len(shown) == MostColumns {
			shown = shown[1:]
		}
		shown = append(shown, column)
	}
	c.Shown = shown
	c.align()
	c.changed()
}

// ShowPair puts two columns side by side, alone.
func (c *Compare) ShowPair(a, b int) {
	if a == b {
		return
	}
	c.Shown = []int{min(a, b), max(a, b)}
	c.align()
	c.Tab = SideBySide
	c.changed()
}

// Text returns the text of a column.
func (c *Compare) Text(column int) string { return c.result.Texts[column].Text }

// Article returns the article of a column.
func (c *Compare) Article(column int) article.Article { return c.result.Texts[column] }

// Took says how long comparing took.
func (c *Compare) Took() message.Message {
	return message.New("window.compare.took", "Count", len(c.Columns), "Time", Milliseconds(c.result.Took))
}

// Undated reports whether no article has a date, so that "last month" and
// "Monday" cannot be resolved.
func (c *Compare) Undated() bool {
	return c.Loaded && !slices.ContainsFunc(c.Columns, func(col Column) bool { return col.Dated })
}

// byStart orders spans as they stand in a text.
func byStart(a, b article.Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}
