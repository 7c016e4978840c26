package main

import (
	"context"
	"fmt"
	"strings"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
)

func runSearch(ctx context.Context, c *call) error {
	flags := c.define(true)
	limit := flags.Int("limit", 20, "")
	sort := flags.String("sort", "", "")
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
	query := strings.Join(c.args, " ")
	var list app.List
	after := ""
	for len(list.IDs) < *limit { // a page of the store may be smaller than what was asked for
		page, err := a.List(ctx, app.ListQuery{Text: query, Sort: app.Sort(*sort), Limit: *limit - len(list.IDs), After: after})
		if err != nil {
			return err
		}
		page.IDs = append(list.IDs, page.IDs...)
		page.Took += list.Took
		list = page
		if after = page.Next; after == "" {
			break
		}
	}
	rows, err := a.Rows(ctx, list.IDs, query)
	if err != nil {
		return err
	}
	for _, n := range list.Notes {
		fmt.Fprintln(c.stderr, "archive: "+clean(n.String()))
	}
	if c.json {
		return c.printJSON(searchOutput(list, rows))
	}
	for _, r := range rows {
		c.printRow(r)
	}
	key := "command.search.found"
	if list.Capped {
		key = "command.search.over"
	}
	c.print(key, "Count", list.Count, "Shown", len(rows), "Milliseconds", list.Took.Milliseconds())
	return nil
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
	return meta
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
	Count    int       `json:"count"`
	Capped   bool      `json:"capped"`
	Notes    []string  `json:"notes"`
	Articles []rowJSON `json:"articles"`
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
	Snippet   string   `json:"snippet,omitempty"`
}

func searchOutput(list app.List, rows []article.Summary) searchJSON {
	out := searchJSON{Count: list.Count, Capped: list.Capped, Notes: []string{}, Articles: []rowJSON{}}
	for _, n := range list.Notes {
		out.Notes = append(out.Notes, n.String())
	}
	for _, r := range rows {
		out.Articles = append(out.Articles, rowJSON{
			ID: int64(r.ID), Title: r.Title, Opening: r.Opening, Source: r.Source, URL: r.URL, Published: r.Published.String(),
			Words: r.Words, Tags: nonNil(r.Tags), StoryID: int64(r.StoryID), Status: string(r.Status), Starred: r.Starred, Snippet: r.Snippet,
		})
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
