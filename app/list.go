package app

import (
	"context"
	"os"
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
	Text  string // in the search language, "" for all
	Sort  Sort   // "" leaves it to the query
	After string // List.Next of the page before, "" for the first
	Limit int    // 0 is 50
	Trash bool   // list the trash and nothing else
}

// A List is one page of what a search found.
type List struct {
	IDs    []article.ID
	Next   string // "" on the last page
	Count  int    // of all pages
	Capped bool   // there are more than Count
	Notes  []message.Message
	Took   time.Duration
}

// Sidebar is what an archive holds, counted.
type Sidebar struct {
	All, Unread, Starred, Untagged, Trash int
	StoryCount                            int // of stories with two articles or more
	Stories                               []article.Story
	Tags                                  []article.Tag
	Sources                               []article.Source
	Months                                []article.Month // oldest first, no gaps
	Bytes                                 int64           // of the archive file
}

// List returns one page of the articles a query finds. A query is never
// malformed: what could not be used is said in Notes.
func (a *App) List(ctx context.Context, lq ListQuery) (List, error) {
	start := time.Now()
	q := query.Parse(lq.Text)
	limit := lq.Limit
	if limit <= 0 {
		limit = 50
	}
	hits, err := a.db.Search(ctx, q, db.Page{Sort: string(lq.Sort), After: lq.After, Limit: limit, Trash: lq.Trash})
	if err != nil {
		return List{}, err
	}
	return List{
		IDs: hits.IDs, Next: hits.Next, Count: hits.Count, Capped: hits.Capped,
		Notes: hits.Notes, Took: time.Since(start),
	}, nil
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
func (a *App) Find(ctx context.Context, text string) ([]article.ID, error) {
	return a.db.FindIDs(ctx, query.Parse(text))
}

// Hits returns where the words of a query stand in a text.
func (a *App) Hits(q, text string) []article.Span {
	return query.Parse(q).Hits(text)
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
