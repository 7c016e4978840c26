package screen

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// shelf is an archive of a few articles in memory. A query is one word that
// must stand in the title or text, or tag:NAME.
type shelf struct {
	mu       sync.Mutex
	articles []article.Article
	undo     []func()
	asked    []string // the queries List was asked, in order
	pages    int      // how often List was asked
	faceted  []string // the queries Facets was asked, in order
	slow     time.Duration
	broken   error

	slowCount time.Duration
	searches  []article.SavedSearch
	noticed   []app.Notice
	parts     int               // of so many articles a change is made, 0 for one
	notes     []message.Message // of every search
	capped    int               // up to where Count counts, 0 for all
	compared  app.Compared
	stories   map[article.ID][]article.Summary
	imports   func(context.Context, progress.Func) (app.ImportSummary, error)
	exported  app.ExportOptions
}

func newShelf(titles ...string) *shelf {
	s := &shelf{}
	for i, t := range titles {
		s.articles = append(s.articles, article.Article{ID: article.ID(i + 1), Title: t, Text: t + " text", Status: article.Unread})
	}
	return s
}

func many(n int) *shelf {
	titles := make([]string, n)
	for i := range titles {
		titles[i] = fmt.Sprintf("title %d", i)
	}
	return newShelf(titles...)
}

// questions returns how often List was asked, and what after the first n.
func (s *shelf) questions(n int) (int, []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.asked), slices.Clone(s.asked[n:])
}

func (s *shelf) Path() string   { return "/archive.parallax" }
func (s *shelf) ReadOnly() bool { return false }

// DataVersion changes when put adds an article, as another program would.
func (s *shelf) DataVersion(context.Context) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return int64(len(s.articles)), nil
}

func (s *shelf) put(title string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.articles = append(s.articles, article.Article{ID: article.ID(len(s.articles) + 1), Title: title, Status: article.Unread})
}

func (s *shelf) SaveSearch(_ context.Context, name, query string) error {
	s.searches = append(s.searches, article.SavedSearch{Name: name, Query: query})
	return s.broken
}

func (s *shelf) RemoveSearch(context.Context, string) error {
	s.searches = nil
	return s.broken
}

func (s *shelf) Notices(context.Context) ([]app.Notice, error) { return s.noticed, nil }

func (s *shelf) Reindex(context.Context, progress.Func) error {
	s.noticed = nil
	return s.broken
}

func (s *shelf) wait(ctx context.Context) error {
	if s.slow > 0 {
		select {
		case <-time.After(s.slow):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return s.broken
}

// find returns what a query finds.
func (s *shelf) find(q app.ListQuery) []article.ID {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []article.ID
	for _, a := range s.articles {
		if (a.Status == article.Trash) == q.Trash && fits(a, q.Text) {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

func (s *shelf) List(ctx context.Context, q app.ListQuery) (app.List, error) {
	s.mu.Lock()
	s.asked = append(s.asked, q.Text)
	s.pages++
	s.mu.Unlock()
	if err := s.wait(ctx); err != nil {
		return app.List{}, err
	}
	ids := s.find(q)
	limit := cmp.Or(q.Limit, 50)
	from, _ := strconv.Atoi(cmp.Or(q.After, "0"))
	to := min(from+limit, len(ids))
	if q.Before != "" {
		to = len(ids)
		if q.Before != app.TheEnd {
			to, _ = strconv.Atoi(q.Before)
		}
		from = max(0, to-limit)
	}
	list := app.List{IDs: ids[from:to], Notes: s.notes, Took: 4 * time.Millisecond}
	if to < len(ids) {
		list.Next = strconv.Itoa(to)
	}
	if from > 0 {
		list.Prev = strconv.Itoa(from)
	}
	return list, nil
}

func (s *shelf) Count(ctx context.Context, q app.ListQuery) (app.Count, error) {
	if err := s.wait(ctx); err != nil {
		return app.Count{}, err
	}
	if s.slowCount > 0 {
		select {
		case <-time.After(s.slowCount):
		case <-ctx.Done():
			return app.Count{}, ctx.Err()
		}
	}
	n := len(s.find(q))
	if s.capped > 0 && n > s.capped {
		return app.Count{N: s.capped, Capped: true}, nil
	}
	return app.Count{N: n}, nil
}

func (s *shelf) Find(ctx context.Context, q app.ListQuery) ([]article.ID, error) {
	return s.find(q), s.wait(ctx)
}

// Facets counts the tags.
func (s *shelf) Facets(ctx context.Context, q app.ListQuery) (app.Facets, error) {
	s.mu.Lock()
	s.faceted = append(s.faceted, q.Text)
	s.mu.Unlock()
	if err := s.wait(ctx); err != nil {
		return app.Facets{}, err
	}
	tags := map[string]int{}
	for _, id := range s.find(q) {
		for _, t := range s.at(id).Tags {
			tags[t]++
		}
	}
	var f app.Facets
	for _, t := range slices.Sorted(maps.Keys(tags)) {
		f.Tags = append(f.Tags, article.Tag{Name: t, Count: tags[t], Within: tags[t]})
	}
	return f, nil
}

func fits(a article.Article, query string) bool {
	for _, w := range strings.Fields(query) {
		tag, isTag := strings.CutPrefix(w, "tag:")
		switch {
		case isTag && !slices.Contains(a.Tags, tag):
			return false
		case w == "is:unread" && a.Status != article.Unread:
			return false
		case !isTag && !strings.Contains(w, ":") && !strings.Contains(a.Text, w):
			return false
		}
	}
	return true
}

func (s *shelf) at(id article.ID) *article.Article {
	if i := int(id) - 1; i >= 0 && i < len(s.articles) && s.articles[i].ID == id {
		return &s.articles[i]
	}
	for i := range s.articles {
		if s.articles[i].ID == id {
			return &s.articles[i]
		}
	}
	return nil
}

func (s *shelf) Rows(_ context.Context, ids []article.ID, _ string) ([]article.Summary, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var rows []article.Summary
	for _, id := range ids {
		if a := s.at(id); a != nil {
			rows = append(rows, article.Summary{ID: id, Title: a.Title, Tags: a.Tags, Starred: a.Starred, Status: a.Status})
		}
	}
	return rows, nil
}

func (s *shelf) Article(ctx context.Context, id article.ID) (article.Article, error) {
	if err := s.wait(ctx); err != nil {
		return article.Article{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.at(id); a != nil {
		return *a, nil
	}
	return article.Article{}, article.ErrNotFound
}

func (s *shelf) Sidebar(context.Context) (app.Sidebar, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	side := app.Sidebar{Searches: s.searches}
	tags := map[string]int{}
	for _, a := range s.articles {
		if a.Status == article.Trash {
			side.Trash++
			continue
		}
		side.All++
		if a.Status == article.Unread {
			side.Unread++
		}
		for _, t := range a.Tags {
			tags[t]++
		}
	}
	for t, n := range tags {
		side.Tags = append(side.Tags, article.Tag{Name: t, Count: n, Within: n})
	}
	return side, nil
}

func (s *shelf) Hits(query string, art article.Article) []article.Span {
	text := art.Text
	var spans []article.Span
	for at := 0; query != ""; {
		i := strings.Index(text[at:], query)
		if i < 0 {
			break
		}
		spans = append(spans, article.Span{Start: at + i, End: at + i + len(query)})
		at += i + len(query)
	}
	return spans
}

func (s *shelf) StoryOf(_ context.Context, id article.ID) ([]article.Summary, error) {
	return s.stories[id], nil
}

func (s *shelf) Import(ctx context.Context, _ []string, _ app.ImportOptions, p progress.Func) (app.ImportSummary, error) {
	return s.imports(ctx, p)
}

func (s *shelf) ImportText(context.Context, string, app.ImportOptions) (app.ImportSummary, error) {
	return app.ImportSummary{Read: 1, Added: 1, AddedIDs: []article.ID{1}}, nil
}

func (s *shelf) ImportExample(ctx context.Context, p progress.Func) (app.ImportSummary, error) {
	return s.imports(ctx, p)
}

// change makes f on the articles with ids, in parts where that is said, and
// remembers how they were.
func (s *shelf) change(ctx context.Context, ids []article.ID, p progress.Func, f func(*article.Article) bool) (n int, err error) {
	if s.broken != nil {
		return 0, s.broken
	}
	before := s.copied()
	at := cmp.Or(s.parts, max(len(ids), 1))
	for done := 0; done < len(ids) && err == nil; {
		some := ids[done:min(done+at, len(ids))]
		if s.parts > 0 {
			if err = s.wait(ctx); err != nil {
				break
			}
		}
		n += s.part(some, f)
		done += len(some)
		p.Report(progress.State{Stage: message.New("progress.changing"), Done: int64(done), Total: int64(len(ids)), Final: done == len(ids)})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.undo = append(s.undo, func() { s.articles = before })
	return n, err
}

func (s *shelf) copied() []article.Article {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.articles)
}

func (s *shelf) part(ids []article.ID, f func(*article.Article) bool) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		if a := s.at(id); a != nil {
			a.Tags = slices.Clone(a.Tags)
			if f(a) {
				n++
			}
		}
	}
	return n
}

func (s *shelf) Tag(ctx context.Context, ids []article.ID, tags []string, p progress.Func) (int, error) {
	return s.change(ctx, ids, p, func(a *article.Article) bool {
		a.Tags = append(a.Tags, tags...)
		return true
	})
}

func (s *shelf) Untag(ctx context.Context, ids []article.ID, tags []string, p progress.Func) (int, error) {
	return s.change(ctx, ids, p, func(a *article.Article) bool {
		a.Tags = slices.DeleteFunc(a.Tags, func(t string) bool { return slices.Contains(tags, t) })
		return true
	})
}

func (s *shelf) RenameTag(context.Context, string, string) (int, error)    { return 0, nil }
func (s *shelf) SetTagColour(context.Context, string, string) error        { return nil }
func (s *shelf) SetDetails(context.Context, article.ID, app.Details) error { return nil }

func (s *shelf) SetStarred(ctx context.Context, ids []article.ID, starred bool, p progress.Func) (int, error) {
	return s.change(ctx, ids, p, func(a *article.Article) bool {
		a.Starred = starred
		return true
	})
}

func (s *shelf) SetStatus(ctx context.Context, ids []article.ID, status article.Status, p progress.Func) (int, error) {
	return s.change(ctx, ids, p, func(a *article.Article) bool {
		a.Status = status
		return true
	})
}

func (s *shelf) MarkRead(_ context.Context, id article.ID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.articles {
		if a := &s.articles[i]; a.ID == id && a.Status == article.Unread {
			a.Status = article.Read
		}
	}
	return s.broken
}

func (s *shelf) Undo(context.Context, progress.Func) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.undo) == 0 {
		return false, nil
	}
	last := len(s.undo) - 1
	s.undo[last]()
	s.undo = s.undo[:last]
	return true, nil
}

func (s *shelf) Compare(context.Context, []article.ID) (app.Compared, error) {
	return s.compared, s.broken
}

func (s *shelf) Export(_ context.Context, path string, opt app.ExportOptions, _ progress.Func) (app.ExportReport, error) {
	s.exported = opt
	return app.ExportReport{Path: path, Articles: 1}, s.broken
}

var _ Archive = (*shelf)(nil)

// desk stands for the goroutine that draws: it runs what was posted when the
// test settles.
type desk struct {
	mu     sync.Mutex
	posted []func()
	drawn  int // how often a redraw was asked for
}

func (d *desk) post(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.posted = append(d.posted, f)
}

// settle waits until nothing runs and everything that was posted is done.
func (d *desk) settle() {
	for {
		synctest.Wait()
		d.mu.Lock()
		posted := d.posted
		d.posted = nil
		d.mu.Unlock()
		if len(posted) == 0 {
			return
		}
		for _, f := range posted {
			f()
		}
	}
}

// library runs test with the library of a shelf that has been opened.
func library(t *testing.T, s *shelf, test func(t *testing.T, l *Library, d *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		l := NewLibrary(s, d.post)
		l.Changed = func(Part) { d.drawn++ }
		l.Start("")
		d.settle()
		test(t, l, d)
		l.Close()
	})
}

func titles(l *Library) []string {
	var out []string
	for i := range l.Len() {
		s, _ := l.Row(i)
		out = append(out, s.Title)
	}
	return out
}

var errOut = errors.New("the disk is on fire")

func key(m message.Message) string { return m.Key }
