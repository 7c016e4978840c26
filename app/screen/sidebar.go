package screen

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
)

// sideRows is how many stories, tags or sources are shown before "more".
const sideRows = 8

// Side is what the sidebar shows: the whole archive, and where the list is
// narrowed what was found.
type Side struct {
	app.Sidebar
	Loaded bool
	Found  *app.Facets // of what the search found, nil where it finds everything

	closed map[string]bool   // tags whose inner tags are hidden
	whole  map[SideKind]bool // kinds that are shown to the last row
}

// SideKind says what a row of the sidebar is.
type SideKind string

// The kinds of rows.
const (
	SidePlace   SideKind = "place"
	SideHeading SideKind = "heading"
	SideStory   SideKind = "story"
	SideSearch  SideKind = "search"
	SideTag     SideKind = "tag"
	SideSource  SideKind = "source"
	SideMore    SideKind = "more"
	SideNote    SideKind = "note" // what is to know of the counts
)

// A SideRow is one row of the sidebar.
type SideRow struct {
	Kind   SideKind
	Of     SideKind        // of a heading or "more": the kind of its rows
	Place  Place           // of a place
	Filter Filter          // of a story, tag or source
	Query  string          // of a saved search
	Text   string          // the words of a person: a title, a tag, an outlet
	Label  message.Message // the words of the program, where Text is ""
	Count  int
	Vague  bool   // Count is not known, as of a saved search, or of a found tag with others below it
	Depth  int    // of a tag
	Colour string // of a tag, "#rrggbb"
	Nested bool   // a tag with tags below it
	Closed bool   // and these are hidden
	Active bool   // the list is narrowed to it

	weight int // by which the foremost are chosen
}

// count returns how many articles a place holds.
func (s *Side) count(p Place) int {
	switch p {
	case AllArticles:
		return s.All
	case Unread:
		return s.Unread
	case Starred:
		return s.Starred
	case Untagged:
		return s.Untagged
	}
	return s.Trash
}

// facets returns what the sidebar counts: what was found, else everything.
func (s *Side) facets() app.Facets {
	if s.Found != nil {
		return *s.Found
	}
	return app.Facets{Stories: s.Stories, Tags: s.Tags, Sources: s.Sources, Months: s.Months}
}

// facetPause is how long the sidebar waits before it asks what a search found:
// who types on or clicks on has another question by then.
const facetPause = 150 * time.Millisecond

// narrow asks how what was found is spread. Until the answer is there the
// sidebar stays as it is.
func (l *Library) narrow() {
	if !l.Narrowed() || l.Search.Pinned != nil {
		l.narrowing.drop()
		l.Side.Found = nil
		l.changed(PartSidebar)
		return
	}
	query := l.rows.query
	wide := func(key string) (app.ListQuery, bool) { // without a chip, so that others of its kind can be gone to
		q := query
		q.Text = l.Search.without(key)
		return q, q.Text != query.Text
	}
	otherMonth, ofMonth := wide("on")
	otherSource, ofSource := wide("source")
	ask(l.work, &l.narrowing, facetPause, func(ctx context.Context) (app.Facets, error) {
		f, err := l.archive.Facets(ctx, query)
		var other app.Facets
		if err == nil && ofMonth {
			other, err = l.archive.Facets(ctx, otherMonth)
			f.Months = other.Months
		}
		if err == nil && ofSource {
			other, err = l.archive.Facets(ctx, otherSource)
			f.Sources = other.Sources
		}
		return f, err
	}, func(f app.Facets, err error) {
		if err != nil {
			l.fail(err)
			return
		}
		l.Side.Found = &f
		l.changed(PartSidebar)
	})
}

// SideRows returns the rows of the sidebar, top down.
func (l *Library) SideRows() []SideRow {
	s := &l.Side
	var out []SideRow
	for _, p := range Places {
		out = append(out, SideRow{
			Kind: SidePlace, Place: p, Label: message.New("window.place." + string(p)),
			Count: s.count(p), Active: l.Search.Place == p && l.Search.Pinned == nil,
		})
	}
	out = l.section(out, SideStory, l.storyRows())
	out = l.section(out, SideSearch, l.searchRows())
	out = l.section(out, SideTag, l.tagRows())
	out = l.section(out, SideSource, l.sourceRows())
	if f := s.Found; f != nil && f.Capped {
		out = append(out, SideRow{Kind: SideNote, Label: message.New("window.side.capped", "Count", f.Counted)})
	}
	return out
}

// section appends the heading of a kind and its rows, cut to the first few
// unless all were asked for.
func (l *Library) section(out []SideRow, kind SideKind, rows []SideRow) []SideRow {
	if len(rows) == 0 {
		return out
	}
	out = append(out, SideRow{Kind: SideHeading, Of: kind, Label: message.New("window.side." + string(kind))})
	if len(rows) <= sideRows+1 {
		return append(out, rows...)
	}
	if l.Side.whole[kind] {
		out = append(out, rows...)
		return append(out, SideRow{Kind: SideMore, Of: kind, Label: message.New("window.side.fewer")})
	}
	shown := len(out)
	seen := foremost(rows)
	for i, row := range rows { // what the list is narrowed to is always seen
		if seen[i] || row.Active {
			out = append(out, row)
		}
	}
	shown = len(out) - shown
	return append(out, SideRow{Kind: SideMore, Of: kind, Label: message.New("window.side.more", "Count", len(rows)-shown)})
}

// foremost chooses the rows that are shown of many: the first, and of tags,
// which stand by name, those of the uppermost with most articles.
func foremost(rows []SideRow) map[int]bool {
	var at []int
	for i, r := range rows {
		if r.Depth == 0 {
			at = append(at, i)
		}
	}
	if rows[0].Kind == SideTag {
		slices.SortStableFunc(at, func(i, j int) int { return cmp.Compare(rows[j].weight, rows[i].weight) })
	}
	seen := make(map[int]bool, sideRows)
	for _, i := range at[:min(len(at), sideRows)] {
		seen[i] = true
	}
	return seen
}

func (l *Library) storyRows() []SideRow {
	var rows []SideRow
	for _, s := range l.Side.facets().Stories {
		if s.Title == "" { // a lone article without a title: there is nothing to call it by
			continue
		}
		f := StoryFilter(s)
		rows = append(rows, SideRow{Kind: SideStory, Filter: f, Text: s.Title, Count: s.Count, Active: l.Has(f)})
	}
	return l.withChips("story", rows, func(f Filter) SideRow {
		return SideRow{Kind: SideStory, Filter: f, Text: f.Text()}
	})
}

func (l *Library) searchRows() []SideRow {
	rows := make([]SideRow, 0, len(l.Side.Searches))
	for _, s := range l.Side.Searches {
		rows = append(rows, SideRow{
			Kind: SideSearch, Text: s.Name, Query: s.Query, Vague: true,
			Active: l.Search.Pinned == nil && s.Query == l.Search.query(),
		})
	}
	return rows
}

func (l *Library) sourceRows() []SideRow {
	row := func(name string) SideRow {
		row := SideRow{Kind: SideSource, Filter: SourceFilter(name), Text: name}
		if name == "" {
			row.Label = message.New("window.source.not-named")
		}
		return row
	}
	var rows []SideRow
	for _, s := range l.Side.facets().Sources {
		r := row(cmp.Or(s.Name, s.Host))
		r.Count, r.Active = s.Count, l.Has(r.Filter)
		rows = append(rows, r)
	}
	return l.withChips("source", rows, func(f Filter) SideRow { return row(f.Value) })
}

// Months returns the months of what was found, oldest first.
func (l *Library) Months() []article.Month { return l.Side.facets().Months }

// withChips puts the chips of a kind that are not among rows before them: what
// narrows the list is seen, also where nothing is left of it.
func (l *Library) withChips(key string, rows []SideRow, row func(Filter) SideRow) []SideRow {
	for _, f := range l.Search.Filters {
		if f.Key == key && !slices.ContainsFunc(rows, func(r SideRow) bool { return r.Filter.same(f) }) {
			r := row(f)
			r.Active = true
			rows = slices.Insert(rows, 0, r)
		}
	}
	return rows
}

// tagRows returns the tags as a tree: below a tag those that begin with its
// name and "/". A tag above others that nobody gave is shown all the same.
func (l *Library) tagRows() []SideRow {
	tags := l.Side.facets().Tags
	for _, f := range l.Search.Filters {
		if f.Key == "tag" && !slices.ContainsFunc(tags, func(t article.Tag) bool { return strings.EqualFold(t.Name, f.Value) }) {
			tags = append(tags[:len(tags):len(tags)], article.Tag{Name: f.Value})
		}
	}
	byName := make(map[string]article.Tag, len(tags))
	carried := make(map[string]int) // by the tags below and the tag itself
	for _, t := range tags {
		carried[t.Name] += t.Count
		byName[t.Name] = t
		for i, r := range t.Name {
			if r != '/' {
				continue
			}
			if above := t.Name[:i]; above != "" {
				carried[above] += t.Count
				if _, ok := byName[above]; !ok {
					byName[above] = article.Tag{Name: above, Within: t.Within}
				}
			}
		}
	}
	names := make([]string, 0, len(byName))
	for name := range byName {
		names = append(names, name)
	}
	// "a/b" stands right below "a", before "a b".
	slices.SortFunc(names, func(a, b string) int {
		return slices.Compare(strings.Split(strings.ToLower(a), "/"), strings.Split(strings.ToLower(b), "/"))
	})
	var rows []SideRow
	for i, name := range names {
		t := byName[name]
		if l.hidden(name) {
			continue
		}
		f := TagFilter(name)
		nested := i+1 < len(names) && strings.HasPrefix(names[i+1], name+"/")
		row := SideRow{
			Kind: SideTag, Filter: f, Text: name[strings.LastIndex(name, "/")+1:],
			Count: max(t.Within, t.Count), Vague: nested && l.Side.Found != nil, Depth: strings.Count(name, "/"),
			weight: max(t.Within, carried[name]), Colour: TagColour(t), Nested: nested, Closed: l.Side.closed[name], Active: l.Has(f),
		}
		if row.Vague && row.Active && l.Search.Counted && !l.Search.Capped { // everything that was found has it
			row.Vague, row.Count = false, l.Search.Count
		}
		rows = append(rows, row)
	}
	return rows
}

// hidden reports whether a tag above name is closed.
func (l *Library) hidden(name string) bool {
	for i, r := range name {
		if r == '/' && l.Side.closed[name[:i]] {
			return true
		}
	}
	return false
}

// Press does what a click on a row of the sidebar does.
func (l *Library) Press(row SideRow) {
	switch row.Kind {
	case SidePlace:
		l.Choose(row.Place)
	case SideSearch:
		l.Ask(row.Query)
	case SideStory, SideTag, SideSource:
		l.Toggle(row.Filter)
	case SideMore:
		if l.Side.whole == nil {
			l.Side.whole = make(map[SideKind]bool)
		}
		l.Side.whole[row.Of] = !l.Side.whole[row.Of]
		l.changed(PartSidebar)
	}
}

// OpenTag shows or hides the tags below a tag.
func (l *Library) OpenTag(name string) {
	l.Side.closed[name] = !l.Side.closed[name]
	l.changed(PartSidebar)
}

// StoryArticles finds the articles of a story and hands them to then, as many
// as can be compared.
func (l *Library) StoryArticles(story Filter, then func([]article.ID)) {
	ask(l.work, &l.gathering, 0, func(ctx context.Context) (app.List, error) {
		return l.archive.List(ctx, app.ListQuery{Text: story.String(), Limit: app.MaxCompared})
	}, func(list app.List, err error) {
		switch {
		case err != nil:
			l.fail(err)
		case len(list.IDs) < 2:
			l.Say(message.New("window.toast.nothing-to-compare"))
		default:
			then(list.IDs)
		}
	})
}
