package app

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"runtime"
	"slices"
	"sync"

	"parallax/article"
	"parallax/compare/story"
	"parallax/db"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// GroupStories puts the articles that came since the last call into stories,
// a span of days at a time: what it takes does not grow with the archive.
// Stories of several articles keep their number and their articles, and what a
// person moved by hand stays there. On cancel what was grouped is kept and the
// next call goes on.
func (a *App) GroupStories(ctx context.Context, p progress.Func) error {
	a.grouping.Lock()
	defer a.grouping.Unlock()
	if err := a.makeVectors(ctx, p); err != nil {
		return err
	}
	waiting, err := a.db.Waiting(ctx)
	if err != nil {
		return err
	}
	total := int64(len(waiting))
	for len(waiting) > 0 {
		n, err := a.groupSome(ctx, waiting)
		if err != nil {
			return err
		}
		waiting = waiting[n:]
		p.Report(progress.State{Stage: message.New("progress.stories"), Done: total - int64(len(waiting)), Total: total})
	}
	return nil
}

// undatedLimit is how many articles without a date are held against new ones,
// and sharingLimit how many of any day against a new one without a date, fewer
// where many are grouped at once.
const (
	undatedLimit = 500
	sharingLimit = 20
	sharingTotal = 4000
)

// groupSome groups the first of those that wait and returns how many.
func (a *App) groupSome(ctx context.Context, waiting []db.Waiting) (int, error) {
	ids, n, err := a.db.Neighbours(ctx, waiting, story.WindowDays)
	if err != nil {
		return 0, err
	}
	undated, err := a.db.Undated(ctx, undatedLimit)
	if err != nil {
		return 0, err
	}
	members, err := a.db.Members(ctx, append(ids, undated...))
	if err != nil {
		return 0, err
	}
	grouped := make(map[article.ID]bool, n)
	done := make([]article.ID, n)
	for i, w := range waiting[:n] {
		grouped[w.Article] = true
		done[i] = w.Article
	}
	members, err = a.sharing(ctx, members, grouped)
	if err != nil {
		return 0, err
	}
	docs := make([]story.Doc, 0, len(members))
	for _, m := range members {
		var v story.Vector
		if m.Vector == nil || v.UnmarshalBinary(m.Vector) != nil || m.Waits && !grouped[m.Article] {
			continue // its turn will come; or damaged, and left out
		}
		docs = append(docs, story.Doc{
			ID: m.Article, From: m.From, To: m.To, Vector: v, Title: m.Title,
			Story: m.Story, Settled: m.Others, Pinned: m.Pinned, Known: !grouped[m.Article],
		})
	}
	assigned, err := story.Group(ctx, docs, story.Options{})
	if err != nil {
		return 0, err
	}
	changes := make([]db.StoryAssignment, 0, n)
	for i, g := range assigned {
		if g.Story == 0 || g.Story != docs[i].Story {
			changes = append(changes, db.StoryAssignment{Article: g.ID, Story: g.Story, Key: g.Key, Title: g.Title})
		}
	}
	return n, a.db.SaveStories(ctx, changes, done)
}

// sharing adds to members those that share words with the ones to be grouped
// whose day is not known.
func (a *App) sharing(ctx context.Context, members []db.Member, grouped map[article.ID]bool) ([]db.Member, error) {
	there := make(map[article.ID]bool, len(members))
	var asking, more []article.ID
	for _, m := range members {
		there[m.Article] = true
		if grouped[m.Article] && !m.From.Equal(m.To) {
			asking = append(asking, m.Article)
		}
	}
	for _, id := range asking {
		art, err := a.db.Article(ctx, id)
		if errors.Is(err, article.ErrDamaged) {
			continue
		}
		if err != nil {
			return nil, err
		}
		ids, err := a.db.Sharing(ctx, story.Telling(art), max(2, min(sharingLimit, sharingTotal/len(asking))))
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if !there[id] {
				there[id] = true
				more = append(more, id)
			}
		}
	}
	found, err := a.db.Members(ctx, more)
	return append(members, found...), err
}

// vectorBatch is how many vectors are one transaction.
const vectorBatch = 500

// makeVectors computes the vectors that are missing.
func (a *App) makeVectors(ctx context.Context, p progress.Func) error {
	var done int64
	for {
		unread, left, err := a.db.Unread(ctx, story.Engine, vectorBatch)
		if err != nil || len(unread) == 0 {
			return err
		}
		vectors := make([]db.Vector, len(unread))
		errs := make([]error, len(unread))
		var wg sync.WaitGroup
		slots := make(chan struct{}, runtime.GOMAXPROCS(0))
		for i, art := range unread {
			slots <- struct{}{}
			wg.Go(func() {
				defer func() { <-slots }()
				vectors[i], errs[i] = a.vectorOf(ctx, art)
			})
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			return err
		}
		if err := a.db.SaveVectors(ctx, story.Engine, vectors); err != nil {
			return err
		}
		done += int64(len(unread))
		p.Report(progress.State{Stage: message.New("progress.stories"), Done: done, Total: done + left - int64(len(unread))})
	}
}

// vectorOf makes the vector of an article. One whose text is damaged has that
// of its title, and a page that tells no story an empty one: it is like no other.
func (a *App) vectorOf(ctx context.Context, art article.Article) (db.Vector, error) {
	if err := a.db.FillText(ctx, &art); errors.Is(err, article.ErrDamaged) {
		art.Text, art.Blocks, art.Residue = "", nil, nil
	} else if err != nil {
		return db.Vector{}, err
	}
	if !art.PageType.TellsStory() {
		art.Title, art.Text, art.Blocks, art.Residue = "", "", nil, nil
	}
	b, err := story.VectorOf(art).MarshalBinary()
	return db.Vector{Article: art.ID, Version: art.VersionID, Bytes: b}, err
}

// Stories lists the stories of the archive, newest first, those of one article last.
func (a *App) Stories(ctx context.Context, limit int) ([]article.Story, error) {
	return a.db.Stories(ctx, limit)
}

// StoryOf returns the summaries of the articles in the story of id, id first;
// only id itself where it is in no story.
func (a *App) StoryOf(ctx context.Context, id article.ID) ([]article.Summary, error) {
	art, err := a.db.Article(ctx, id)
	if err != nil {
		return nil, err
	}
	ids := []article.ID{id}
	if art.StoryID != 0 {
		members, err := a.db.StoryArticles(ctx, art.StoryID)
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			if m != id {
				ids = append(ids, m)
			}
		}
	}
	return a.Rows(ctx, ids, "")
}

// EachStory yields every story with its articles, newest first.
func (a *App) EachStory(ctx context.Context) iter.Seq2[article.Story, error] {
	return a.db.EachStory(ctx)
}

// A NamedStory is a story among articles that are in no archive.
type NamedStory struct {
	Title    string
	Articles []string // by the names they were given
}

// GroupNamed groups articles into stories without an archive, in the order of
// their first article.
func GroupNamed(ctx context.Context, articles []Named) ([]NamedStory, error) {
	docs := make([]story.Doc, len(articles))
	for i, n := range articles {
		docs[i] = story.Doc{ID: article.ID(i + 1), Title: n.Article.Title, Vector: story.VectorOf(n.Article)}
		docs[i].From, docs[i].To = n.Article.Published.Days()
	}
	assigned, err := story.Group(ctx, docs, story.Options{})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(assigned, func(x, y story.Assignment) int { return cmp.Compare(x.ID, y.ID) })
	var out []NamedStory
	at := map[int]int{} // key of a story → its place in out
	for _, g := range assigned {
		i, ok := at[g.Key]
		if !ok {
			i = len(out)
			at[g.Key] = i
			out = append(out, NamedStory{Title: g.Title})
		}
		out[i].Articles = append(out[i].Articles, articles[g.ID-1].Name)
	}
	return out, nil
}
