package app

import (
	"context"
	"os"
	"slices"
	"time"

	"parallax/article"
	"parallax/db"
	"parallax/internal/message"
	"parallax/internal/query"
)

// Sort is the order of a list.
type Sort string

// The orders. ByRelevance is by date where a search has no words.
const (
	ByRelevance Sort = "relevance"
	ByDate      Sort = "date" // newest first
	BySource    Sort = "source"
	ByCaptured  Sort = "captured" // last imported first
)

// A ListQuery asks for one page of a list.
type ListQuery struct {
	Text   string // in the search language, "" for all
	Sort   Sort   // "" leaves it to the query
	After  string // List.Next of the page before, "" for the first
	Before string // List.Prev of the page behind, or TheEnd; not with After
	Limit  int    // 0 is 50
	Trash  bool   // list the trash and nothing else
}

// TheEnd as ListQuery.Before asks for the last page of a list.
const TheEnd = db.End

// A List is one page of what a search found, in the order of the list.
type List struct {
	IDs   []article.ID
	Next  string // asks for the page behind, "" on the last
	Prev  string // asks for the page before, "" on the first
	Notes []message.Message
	Took  time.Duration
}

// A Count is how many articles a search finds.
type Count struct {
	N      int
	Capped bool // there are more than N
}

// Facets are how what a search finds is spread.
type Facets struct {
	Sources   []article.Source
	Tags      []article.Tag
	Months    []article.Month // oldest first, no gaps
	Languages []article.Language
	Stories   []article.Story
	Counted   int  // articles that were looked at
	Capped    bool // there are more than were looked at
}

// Sidebar is what an archive holds, counted.
type Sidebar struct {
	All, Unread, Starred, Untagged, Trash int
	StoryCount                            int             // of stories with two articles or more
	Stories                               []article.Story // the newest of them
	Searches                              []article.SavedSearch
	Tags                                  []article.Tag
	Sources                               []article.Source
	Months                                []article.Month // oldest first, no gaps
	Bytes                                 int64           // of the archive file
}

// query returns what lq asks for, for the store.
func (lq ListQuery) query() (query.Query, db.Page) {
	return query.Parse(lq.Text), db.Page{Sort: string(lq.Sort), After: lq.After, Before: lq.Before, Limit: lq.Limit, Trash: lq.Trash}
}

// List returns one page of the articles a query finds, as fast as it can: how
// many there are in all is another question. A query is never malformed: what
// could not be used is said in Notes.
func (a *App) List(ctx context.Context, lq ListQuery) (List, error) {
	start := time.Now()
	q, page := lq.query()
	hits, err := a.db.Search(ctx, q, page)
	if err != nil {
		return List{}, err
	}
	return List{IDs: hits.IDs, Next: hits.Next, Prev: hits.Prev, Notes: hits.Notes, Took: time.Since(start)}, nil
}

// Count counts what a query finds, up to a limit.
func (a *App) Count(ctx context.Context, lq ListQuery) (Count, error) {
	q, page := lq.query()
	n, capped, err := a.db.Count(ctx, q, page)
	return Count{n, capped}, err
}

// Facets returns how what a query finds is spread over sources, tags, months,
// languages and stories.
func (a *App) Facets(ctx context.Context, lq ListQuery) (Facets, error) {
	q, page := lq.query()
	f, err := a.db.Facets(ctx, q, page)
	return Facets(f), err
}

// Rows returns the summaries of ids in their order, with the snippets of the
// query; an article that is gone is left out.
func (a *App) Rows(ctx context.Context, ids []article.ID, text string) ([]article.Summary, error) {
	return a.db.Rows(ctx, ids, query.Parse(text))
}

// Article returns the newest version of an article with its text, blocks and
// everything a person gave it, or [article.ErrNotFound].
func (a *App) Article(ctx context.Context, id article.ID) (article.Article, error) {
	return a.db.Article(ctx, id)
}

// Find returns every article a query finds, oldest ID first.
func (a *App) Find(ctx context.Context, lq ListQuery) ([]article.ID, error) {
	q, _ := lq.query()
	if lq.Trash {
		all, ok := q.Root.(query.And)
		if !ok && q.Root != nil {
			all = query.And{q.Root}
		}
		q.Root = append(slices.Clone(all), query.Is{What: "trash"})
	}
	return a.db.FindIDs(ctx, q)
}

// Hits returns where the words of a query stand in the text of an article.
func (a *App) Hits(q string, art article.Article) []article.Span {
	return query.Parse(q).Hits(art.Text, art.Language)
}

// Sidebar counts what the archive holds.
func (a *App) Sidebar(ctx context.Context) (Sidebar, error) {
	var s Sidebar
	counts, err := a.db.Counts(ctx)
	if err != nil {
		return s, err
	}
	s.All, s.Unread, s.Starred, s.Untagged, s.Trash = counts.All, counts.Unread, counts.Starred, counts.Untagged, counts.Trash
	s.StoryCount = counts.Stories
	if s.Stories, err = a.db.Stories(ctx, sidebarStories); err != nil {
		return s, err
	}
	if n := slices.IndexFunc(s.Stories, func(st article.Story) bool { return st.Count < 2 }); n >= 0 { // they stand last
		s.Stories = s.Stories[:n]
	}
	if s.Searches, err = a.db.SavedSearches(ctx); err != nil {
		return s, err
	}
	if s.Tags, err = a.db.Tags(ctx); err != nil {
		return s, err
	}
	if s.Sources, err = a.db.Sources(ctx, sidebarSources); err != nil {
		return s, err
	}
	if s.Months, err = a.db.Months(ctx); err != nil {
		return s, err
	}
	if f, err := os.Stat(a.Path()); err == nil { // a size that cannot be read is not worth an error
		s.Bytes = f.Size()
	}
	return s, nil
}

// The sidebar shows the newest stories and the largest sources; a search
// reaches the rest.
const (
	sidebarStories = 200
	sidebarSources = 200
)
