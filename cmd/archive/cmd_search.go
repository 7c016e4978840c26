package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
)

func runSearch(ctx context.Context, c *call) error {
	flags := c.define(true)
	limit := flags.Int("limit", 20, "")
	sort := flags.String("sort", "", "")
	after := flags.String("after", "", "")
	countOnly := flags.Bool("count", false, "")
	facets := flags.Bool("facets", false, "")
	if err := c.parse(); err != nil {
		return err
	}
	switch app.Sort(*sort) {
	case "", app.ByRelevance, app.ByDate, app.BySource, app.ByCaptured:
	default:
		return usage("command.search.sort", "Word", clean(*sort))
	}
	if *limit < 1 {
		return usage("command.search.limit")
	}
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return err
	}
	query := app.ListQuery{Text: strings.Join(c.args, " "), Sort: app.Sort(*sort), After: *after}
	return c.search(ctx, a, found{query: query}, *limit, *countOnly, *facets)
}

// search asks what r asks and prints what is found, or only how much.
func (c *call) search(ctx context.Context, a *app.App, r found, limit int, countOnly, facets bool) (err error) {
	if countOnly {
		limit = 1 // for the notes
	}
	if err := r.list(ctx, a, limit); err != nil {
		return err
	}
	if r.count, err = a.Count(ctx, r.query); err != nil {
		return err
	}
	if facets {
		if r.facets, err = a.Facets(ctx, r.query); err != nil {
			return err
		}
	}
	for _, n := range r.Notes {
		fmt.Fprintln(c.stderr, "archive: "+clean(n.String()))
	}
	switch {
	case c.json:
		return c.printJSON(r.output(countOnly, facets))
	case countOnly:
		c.print(r.key("command.search.count"), "Count", r.count.N)
	default:
		for _, row := range r.rows {
			c.printRow(row)
		}
		c.print(r.key("command.search.found"), "Count", r.count.N, "Shown", len(r.rows), "Milliseconds", r.Took.Milliseconds())
		if r.Next != "" {
			c.print("command.search.more", "After", r.Next)
		}
	}
	if facets {
		c.printFacets(r.facets)
	}
	return nil
}

// found is what a search found, as far as it was asked for.
type found struct {
	app.List
	query  app.ListQuery
	count  app.Count
	facets app.Facets
	rows   []article.Summary
}

// list reads the first articles and what is shown of them.
func (r *found) list(ctx context.Context, a *app.App, limit int) (err error) {
	query := r.query
	for len(r.IDs) < limit { // a page of the store may be smaller than what was asked for
		query.Limit = limit - len(r.IDs)
		page, err := a.List(ctx, query)
		if err != nil {
			return err
		}
		page.IDs = append(r.IDs, page.IDs...)
		page.Took += r.Took
		r.List = page
		if query.After = page.Next; query.After == "" {
			break
		}
	}
	r.rows, err = a.Rows(ctx, r.IDs, query.Text)
	return err
}

// key returns the sentence for a count, or the one for a count that is not the
// end.
func (r *found) key(key string) string {
	if r.count.Capped {
		return key + "-over"
	}
	return key
}

// printFacets prints how what was found is spread.
func (c *call) printFacets(f app.Facets) {
	section := func(key string, n int, line func(i int) (int, string)) {
		if n == 0 {
			return
		}
		const most = 20 // JSON has all
		fmt.Fprintln(c.stdout)
		c.print(key)
		for i := range min(n, most) {
			count, name := line(i)
			fmt.Fprintf(c.stdout, "%7s  %s\n", message.Number(int64(count)), oneLine(name, 100))
		}
		if n > most {
			c.print("command.facets.more", "Count", n-most)
		}
	}
	section("command.facets.sources", len(f.Sources), func(i int) (int, string) {
		return f.Sources[i].Count, sourceOf(cmp.Or(f.Sources[i].Name, f.Sources[i].Host))
	})
	section("command.facets.tags", len(f.Tags), func(i int) (int, string) { return f.Tags[i].Count, f.Tags[i].Name })
	months := slices.DeleteFunc(slices.Clone(f.Months), func(m article.Month) bool { return m.Count == 0 })
	slices.Reverse(months)
	section("command.facets.months", len(months), func(i int) (int, string) { return months[i].Count, months[i].Month })
	section("command.facets.languages", len(f.Languages), func(i int) (int, string) {
		return f.Languages[i].Count, cmp.Or(f.Languages[i].Code, "?")
	})
	section("command.facets.stories", len(f.Stories), func(i int) (int, string) { return f.Stories[i].Count, f.Stories[i].Title })
	if f.Capped {
		c.print("command.facets.capped", "Count", f.Counted)
	}
}

// printRow prints an article as a search result.
func (c *call) printRow(r article.Summary) {
	fmt.Fprintf(c.stdout, "%6d  %s\n", r.ID, oneLine(titleOf(r.Title, r.Opening), 100))
	fmt.Fprintf(c.stdout, "        %s\n", oneLine(strings.Join(metaOf(r), " · "), 140))
	if r.Snippet != "" {
		fmt.Fprintf(c.stdout, "        %s\n", oneLine(marked(r.Snippet, r.Hits), 220))
	}
}

// titleOf returns the title, or the first words of an article without one.
func titleOf(title, opening string) string {
	if title != "" {
		return title
	}
	return message.New("command.no-title", "Opening", oneLine(opening, 80)).String()
}

func metaOf(r article.Summary) []string {
	meta := []string{sourceOf(r.Source)}
	if d := r.Published.Day(); d != "" {
		meta = append(meta, d)
	} else {
		meta = append(meta, message.New("command.no-date").String())
	}
	meta = append(meta, message.New("command.words", "Count", r.Words).String())
	for _, t := range r.Tags {
		meta = append(meta, "#"+t)
	}
	if r.StoryCount > 1 {
		meta = append(meta, message.New("command.story-of", "Count", r.StoryCount).String())
	}
	if r.CopyOf != 0 {
		meta = append(meta, copyOf(r.CopyOf, r.Likeness))
	}
	return meta
}

// copyOf says what an article is a copy of.
func copyOf(of article.ID, likeness int) string {
	if likeness > 0 && likeness < 100 {
		return message.New("command.near-copy", "Percent", likeness, "Of", idText(of)).String()
	}
	return message.New("command.copy", "Of", idText(of)).String()
}

func sourceOf(s string) string {
	if s == "" {
		return message.New("command.no-source").String()
	}
	return s
}

// marked puts hits between brackets, the plainest mark a terminal has.
func marked(s string, hits []article.Span) string {
	var b strings.Builder
	at := 0
	for _, h := range hits {
		if h.Start < at || h.End > len(s) {
			continue
		}
		b.WriteString(s[at:h.Start] + "[" + s[h.Start:h.End] + "]")
		at = h.End
	}
	return b.String() + s[at:]
}

type searchJSON struct {
	Count    int         `json:"count"`
	Capped   bool        `json:"capped"`
	Notes    []string    `json:"notes"`
	Articles []rowJSON   `json:"articles"`
	Next     string      `json:"next,omitempty"` // for --after
	Facets   *facetsJSON `json:"facets,omitempty"`
}

type facetsJSON struct {
	Counted   int         `json:"counted"`
	Capped    bool        `json:"capped"`
	Sources   []facetJSON `json:"sources"`
	Tags      []facetJSON `json:"tags"`
	Months    []facetJSON `json:"months"`
	Languages []facetJSON `json:"languages"`
	Stories   []facetJSON `json:"stories"`
}

type facetJSON struct {
	ID    int64  `json:"id,omitempty"` // of a story
	Name  string `json:"name"`
	Count int    `json:"count"`
}

type rowJSON struct {
	ID        int64    `json:"id"`
	Title     string   `json:"title"`
	Opening   string   `json:"opening,omitempty"`
	Source    string   `json:"source"`
	URL       string   `json:"url"`
	Published string   `json:"published_at"`
	Words     int      `json:"word_count"`
	Tags      []string `json:"tags"`
	StoryID   int64    `json:"story_id,omitempty"`
	Status    string   `json:"status"`
	Starred   bool     `json:"starred"`
	CopyOf    int64    `json:"copy_of,omitempty"`
	Likeness  int      `json:"likeness,omitempty"`
	Snippet   string   `json:"snippet,omitempty"`
}

// output returns what was found for programs.
func (r *found) output(countOnly, facets bool) searchJSON {
	out := searchJSON{Count: r.count.N, Capped: r.count.Capped, Next: r.Next, Notes: []string{}, Articles: []rowJSON{}}
	for _, n := range r.Notes {
		out.Notes = append(out.Notes, n.String())
	}
	if facets {
		out.Facets = facetsOutput(r.facets)
	}
	if countOnly {
		out.Next = ""
		return out
	}
	for _, s := range r.rows {
		out.Articles = append(out.Articles, rowJSON{
			ID: int64(s.ID), Title: s.Title, Opening: s.Opening, Source: s.Source, URL: s.URL, Published: s.Published.String(),
			Words: s.Words, Tags: nonNil(s.Tags), StoryID: int64(s.StoryID), Status: string(s.Status), Starred: s.Starred,
			CopyOf: int64(s.CopyOf), Likeness: s.Likeness, Snippet: s.Snippet,
		})
	}
	return out
}

func facetsOutput(f app.Facets) *facetsJSON {
	out := &facetsJSON{
		Counted: f.Counted, Capped: f.Capped,
		Sources: []facetJSON{}, Tags: []facetJSON{}, Months: []facetJSON{}, Languages: []facetJSON{}, Stories: []facetJSON{},
	}
	for _, s := range f.Sources {
		out.Sources = append(out.Sources, facetJSON{Name: cmp.Or(s.Name, s.Host), Count: s.Count})
	}
	for _, t := range f.Tags {
		out.Tags = append(out.Tags, facetJSON{Name: t.Name, Count: t.Count})
	}
	for _, m := range f.Months {
		out.Months = append(out.Months, facetJSON{Name: m.Month, Count: m.Count})
	}
	for _, l := range f.Languages {
		out.Languages = append(out.Languages, facetJSON{Name: l.Code, Count: l.Count})
	}
	for _, s := range f.Stories {
		out.Stories = append(out.Stories, facetJSON{ID: int64(s.ID), Name: s.Title, Count: s.Count})
	}
	return out
}

// nonNil makes an empty list an empty list in JSON and not null.
func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
