package app

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"runtime"
	"slices"
	"sync"
	"time"

	"parallax/article"
	"parallax/compare/story"
	"parallax/db"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// kindStory names the vectors that stories are grouped by among the readings
// of a version.
const kindStory = "story"

// GroupStories puts every article into a story. Stories that are there keep
// their number and, where a person moved an article by hand, that article. On
// cancel what was computed is kept and the next call goes on from it.
func (a *App) GroupStories(ctx context.Context, p progress.Func) error {
	a.grouping.Lock()
	defer a.grouping.Unlock()
	if err := a.makeVectors(ctx, p); err != nil {
		return err
	}
	var docs []story.Doc
	for m, err := range a.db.Members(ctx, kindStory, story.Engine) {
		if err != nil {
			return err
		}
		var v story.Vector
		if v.UnmarshalBinary(m.Reading) != nil {
			continue // damaged, verify names it
		}
		docs = append(docs, story.Doc{
			ID: m.Article, From: m.Day, To: m.Day, Vector: v, Story: m.Story, Settled: m.Story != 0, Known: m.Story != 0, Pinned: m.Pinned, Title: m.Title,
		})
	}
	assigned, err := story.Group(ctx, docs, story.Options{})
	if err != nil {
		return err
	}
	changes := make([]db.StoryAssignment, 0, len(assigned))
	for _, g := range assigned {
		changes = append(changes, db.StoryAssignment{Article: g.ID, Story: g.Story, Key: g.Key, Title: g.Title})
	}
	return a.db.SaveStories(ctx, changes)
}

// vectorBatch is how many articles are read at once on the way to vectors.
const vectorBatch = 200

// makeVectors computes the vectors that are missing.
func (a *App) makeVectors(ctx context.Context, p progress.Func) error {
	var done int64
	var after article.VersionID
	for {
		versions, err := a.db.VersionsWithout(ctx, kindStory, story.Engine, after, vectorBatch)
		if err != nil || len(versions) == 0 {
			return err
		}
		after = versions[len(versions)-1]
		readings := make([]db.Reading, len(versions))
		errs := make([]error, len(versions))
		var wg sync.WaitGroup
		slots := make(chan struct{}, runtime.GOMAXPROCS(0))
		for i, v := range versions {
			slots <- struct{}{}
			wg.Go(func() {
				defer func() { <-slots }()
				art, err := a.db.ArticleVersion(ctx, v)
				if err != nil {
					errs[i] = err
					return
				}
				b, err := story.VectorOf(art).MarshalBinary()
				readings[i], errs[i] = db.Reading{Version: v, Kind: kindStory, Engine: story.Engine, Bytes: b}, err
			})
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			return err
		}
		if err := a.db.SaveReadings(ctx, readings); err != nil {
			return err
		}
		done += int64(len(versions))
		p.Report(progress.State{Stage: message.New("progress.stories"), Done: done})
	}
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
	return func(yield func(article.Story, error) bool) {
		stories, err := a.db.Stories(ctx, 0)
		if err != nil {
			yield(article.Story{}, err)
			return
		}
		for _, s := range stories {
			s.Articles, err = a.db.StoryArticles(ctx, s.ID)
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}

// days returns the days that a date can mean, zero for any.
func days(d article.Date) (from, to time.Time) {
	switch d.Precision {
	case article.ToTime, article.ToDay:
		return d.Time, d.Time
	case article.ToMonth:
		return d.Time, d.Time.AddDate(0, 1, -1)
	case article.ToYear:
		return d.Time, d.Time.AddDate(1, 0, -1)
	}
	return from, to
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
		docs[i].From, docs[i].To = days(n.Article.Published)
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
