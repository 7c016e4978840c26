package db

import (
	"context"
	"fmt"
	"iter"
	"time"

	"parallax/article"
)

// A StoryAssignment puts an article into a story.
type StoryAssignment struct {
	Article article.ID
	Story   article.StoryID // 0 is a new one
	Key     int             // articles with the same key share the new story
	Title   string          // of the story, "" leaves it as it is
}

// SaveStories puts articles into stories, makes the new ones, removes those
// that are left empty and notes that the articles waited for are grouped, all
// in one transaction. Articles and titles that a person set stay as they are,
// and articles that are gone are passed over.
func (d *DB) SaveStories(ctx context.Context, assigned []StoryAssignment, grouped []article.ID) (err error) {
	defer describe(ctx, &err, "save stories")
	return d.update(ctx, func(t *tx) error {
		made := map[int]article.StoryID{}
		for _, s := range assigned {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := t.assign(s, made); err != nil {
				return err
			}
		}
		return chunks(ctx, grouped, func(list string) error {
			_, err := t.exec(`DELETE FROM story_waiting WHERE article_id IN (SELECT value FROM json_each(?))`, list)
			return err
		})
	})
}

func (t *tx) assign(s StoryAssignment, made map[int]article.StoryID) error {
	id := s.Story
	if id == 0 {
		id = made[s.Key]
	}
	there := false
	if id != 0 {
		var title string
		var titled bool
		var err error
		if there, err = t.get(`SELECT title, titled FROM story WHERE id = ?`, []any{id}, &title, &titled); err != nil {
			return err
		}
		if there && !titled && s.Title != "" && s.Title != title {
			if _, err := t.exec(`UPDATE story SET title = ? WHERE id = ?`, s.Title, id); err != nil {
				return err
			}
		}
	}
	was, err := t.placement(s.Article)
	if err != nil || was.byHand || there && was.story == id {
		return err
	}
	if !there {
		if id, err = t.addStory(s.Title, false); err != nil {
			return err
		}
		if s.Story == 0 {
			made[s.Key] = id
		}
	}
	if err := t.put(placement{article: s.Article, story: id}); err != nil {
		return err
	}
	_, err = t.dropEmpty(id, was.story)
	return err
}

func (t *tx) addStory(title string, byHand bool) (article.StoryID, error) {
	r, err := t.exec(`INSERT INTO story (title, titled) VALUES (?, ?)`, title, byHand)
	if err != nil {
		return 0, err
	}
	n, err := r.LastInsertId()
	return article.StoryID(n), err
}

// A placement is where an article is among the stories, story 0 for nowhere.
type placement struct {
	article article.ID
	story   article.StoryID
	byHand  bool
}

func (t *tx) placement(id article.ID) (placement, error) {
	p := placement{article: id}
	_, err := t.get(`SELECT story_id, by_hand FROM story_member WHERE article_id = ?`, []any{id}, &p.story, &p.byHand)
	return p, err
}

// put puts an article where p says, if it is there.
func (t *tx) put(p placement) error {
	if p.story == 0 {
		_, err := t.exec(`DELETE FROM story_member WHERE article_id = ?`, p.article)
		return err
	}
	_, err := t.exec(`
		INSERT INTO story_member (article_id, story_id, by_hand)
		SELECT id, ?, ? FROM article WHERE id = ?
		ON CONFLICT DO UPDATE SET story_id = excluded.story_id, by_hand = excluded.by_hand`, p.story, p.byHand, p.article)
	return err
}

// A storyRow is what a story is, apart from its articles.
type storyRow struct {
	id     article.StoryID
	title  string
	titled bool
}

func (t *tx) story(id article.StoryID) (row storyRow, there bool, err error) {
	row.id = id
	there, err = t.get(`SELECT title, titled FROM story WHERE id = ?`, []any{id}, &row.title, &row.titled)
	return row, there, err
}

// dropEmpty removes those of the stories that have no articles, not even in the
// trash, and returns them.
func (t *tx) dropEmpty(stories ...article.StoryID) (dropped []storyRow, err error) {
	for _, id := range stories {
		row, there, err := t.story(id)
		if err != nil {
			return nil, err
		}
		if !there {
			continue
		}
		r, err := t.exec(`DELETE FROM story WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM story_member m WHERE m.story_id = ?1)`, id)
		if err != nil {
			return nil, err
		}
		if n, err := r.RowsAffected(); err != nil || n > 0 {
			dropped = append(dropped, row)
		}
	}
	return dropped, nil
}

// SetStory puts articles into a story by hand, 0 for a new one of that title,
// where grouping leaves them: so an article is moved and a story split. It
// returns the story, or [article.ErrNotFound] if there is none of that number.
func (d *DB) SetStory(ctx context.Context, ids []article.ID, story article.StoryID, title string) (_ article.StoryID, c Change, err error) {
	defer describe(ctx, &err, "put articles into a story")
	err = d.update(ctx, func(t *tx) error {
		if story == 0 {
			if story, err = t.addStory(title, title != ""); err != nil {
				return err
			}
			c.madeStories = append(c.madeStories, story)
		} else if _, there, err := t.story(story); err != nil {
			return err
		} else if !there {
			return fmt.Errorf("story %d: %w", story, article.ErrNotFound)
		}
		return t.putByHand(&c, ids, story)
	})
	return story, c, err
}

// MergeStories makes one story of several by hand. It keeps the number and the
// title of the first. It returns [article.ErrNotFound] if one is not there.
func (d *DB) MergeStories(ctx context.Context, first article.StoryID, others ...article.StoryID) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("merge stories into story %d", first))
	err = d.update(ctx, func(t *tx) error {
		for _, id := range append([]article.StoryID{first}, others...) {
			if _, there, err := t.story(id); err != nil {
				return err
			} else if !there {
				return fmt.Errorf("story %d: %w", id, article.ErrNotFound)
			}
			var ids []article.ID // of the first too: what was joined by hand stays joined
			if err := t.all(`SELECT article_id FROM story_member WHERE story_id = ?`, []any{id}, into(&ids)); err != nil {
				return err
			}
			if err := t.putByHand(&c, ids, first); err != nil {
				return err
			}
		}
		return nil
	})
	return c, err
}

// putByHand puts articles into a story and removes those left empty.
// Change.Articles counts the ones that were elsewhere.
func (t *tx) putByHand(c *Change, ids []article.ID, story article.StoryID) error {
	left := map[article.StoryID]bool{}
	for i, id := range ids {
		if i%chunk == 0 && t.ctx.Err() != nil {
			return t.ctx.Err()
		}
		there, err := t.get(`SELECT 1 FROM article WHERE id = ?`, []any{id}, new(int))
		if err != nil {
			return err
		}
		was, err := t.placement(id)
		if err != nil {
			return err
		}
		now := placement{article: id, story: story, byHand: true}
		if !there || was == now {
			continue
		}
		if was.story != story {
			c.Articles++
			left[was.story] = true
		}
		c.placed = append(c.placed, was)
		if err := t.put(now); err != nil {
			return err
		}
	}
	for id := range left {
		dropped, err := t.dropEmpty(id)
		if err != nil {
			return err
		}
		c.storiesBefore = append(c.storiesBefore, dropped...)
	}
	return nil
}

// RenameStory gives a story a title by hand, which grouping leaves alone; ""
// lets grouping name it again. It returns [article.ErrNotFound] if there is no
// such story.
func (d *DB) RenameStory(ctx context.Context, id article.StoryID, title string) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("rename story %d", id))
	err = d.update(ctx, func(t *tx) error {
		row, there, err := t.story(id)
		if err != nil {
			return err
		}
		if !there {
			return article.ErrNotFound
		}
		c.storiesBefore = append(c.storiesBefore, row)
		_, err = t.exec(`UPDATE story SET title = iif(?1 = '', title, ?1), titled = ?1 <> '' WHERE id = ?2`, title, id)
		return err
	})
	return c, err
}

// restoreStories puts stories and their articles back as they were before c.
func (t *tx) restoreStories(c Change) error {
	for _, row := range c.storiesBefore {
		_, err := t.exec(`
			INSERT INTO story (id, title, titled) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET title = excluded.title, titled = excluded.titled`, row.id, row.title, row.titled)
		if err != nil {
			return err
		}
	}
	left := map[article.StoryID]bool{}
	for _, id := range c.madeStories {
		left[id] = true
	}
	for i := len(c.placed) - 1; i >= 0; i-- { // one that was put twice: the first place stays
		if i%chunk == 0 && t.ctx.Err() != nil {
			return t.ctx.Err()
		}
		p := c.placed[i]
		now, err := t.placement(p.article)
		if err != nil {
			return err
		}
		if _, there, err := t.story(p.story); err != nil {
			return err
		} else if p.story != 0 && !there { // gone in the meantime: it is left where it is, for grouping
			p.story, p.byHand = now.story, false
		}
		left[now.story] = true
		if err := t.put(p); err != nil {
			return err
		}
	}
	for id := range left {
		if _, err := t.dropEmpty(id); err != nil {
			return err
		}
	}
	return nil
}

// Stories lists the stories, those of two articles or more first, newest
// first; at most limit of them, all if limit is 0. Articles is not filled.
func (d *DB) Stories(ctx context.Context, limit int) (out []article.Story, err error) {
	defer describe(ctx, &err, "list the stories")
	for _, list := range storyLists {
		if limit > 0 && len(out) >= limit {
			break
		}
		rest := -1
		if limit > 0 {
			rest = limit - len(out)
		}
		page, err := d.storyPage(ctx, list, storyStart, rest)
		if err != nil {
			return nil, err
		}
		out = append(out, page...)
	}
	return out, nil
}

// EachStory yields every story with its articles, in the order of Stories. It
// holds few in memory and no lock between them.
func (d *DB) EachStory(ctx context.Context) iter.Seq2[article.Story, error] {
	return func(yield func(article.Story, error) bool) {
		for _, list := range storyLists {
			for after := storyStart; ; {
				const page = 200
				stories, err := d.storyPage(ctx, list, after, page)
				if err != nil {
					describe(ctx, &err, "list the stories")
					yield(article.Story{}, err)
					return
				}
				for _, s := range stories {
					s.Articles, err = d.StoryArticles(ctx, s.ID)
					if !yield(s, err) || err != nil {
						return
					}
				}
				if len(stories) < page {
					break
				}
				after = stories[page-1]
			}
		}
	}
}

// storyStart stands before every story of a list.
var storyStart = article.Story{ID: 1 << 62, Newest: time.Unix(1<<60, 0)}

// storyLists list stories after one of them: those of several articles, and
// those of one.
var storyLists = []string{
	`SELECT id, title, articles, newest FROM story INDEXED BY story_by_date
	WHERE articles > 1 AND (newest, id) < (?, ?) ORDER BY newest DESC, id DESC LIMIT ?`,
	`SELECT id, title, articles, newest FROM story INDEXED BY story_single
	WHERE articles = 1 AND (newest, id) < (?, ?) ORDER BY newest DESC, id DESC LIMIT ?`,
}

func (d *DB) storyPage(ctx context.Context, list string, after article.Story, limit int) (out []article.Story, err error) {
	err = d.read(ctx, list, []any{after.Newest.Unix(), after.ID, limit}, func(scan func(...any) error) error {
		var s article.Story
		var newest int64
		err := scan(&s.ID, &s.Title, &s.Count, &newest)
		s.Newest = time.Unix(newest, 0).UTC()
		out = append(out, s)
		return err
	})
	return out, err
}

// StoryArticles returns the articles of a story that are not in the trash,
// oldest first.
func (d *DB) StoryArticles(ctx context.Context, id article.StoryID) (ids []article.ID, err error) {
	defer describe(ctx, &err, fmt.Sprintf("read story %d", id))
	err = d.read(ctx, storyArticles, []any{id}, into(&ids))
	return ids, err
}

const storyArticles = `
	SELECT article_id
	FROM story_member INDEXED BY story_member_by_story
	WHERE story_id = ? AND sort_at IS NOT NULL
	ORDER BY sort_at, article_id`

// storyDate is the column sort_at of story_member.
const storyDate = `(SELECT a.sort_at FROM article a WHERE a.id = story_member.article_id AND a.deleted_at IS NULL)`

// storySize and storyNewest are columns of story.
const (
	storySize   = `(SELECT count(m.sort_at) FROM story_member m WHERE m.story_id = story.id)`
	storyNewest = `coalesce((SELECT max(m.sort_at) FROM story_member m WHERE m.story_id = story.id), 0)`
)

// recountStories counts the articles of every story anew.
func (t *tx) recountStories() error {
	for _, s := range []string{
		`UPDATE story_member SET sort_at = ` + storyDate + ` WHERE sort_at IS NOT ` + storyDate,
		`UPDATE story SET articles = ` + storySize + `, newest = ` + storyNewest + ` WHERE articles <> ` + storySize + ` OR newest <> ` + storyNewest,
	} {
		if _, err := t.ExecContext(t.ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// storiesMiscounted asks whether a story has a wrong count or date.
const storiesMiscounted = `
	SELECT EXISTS (SELECT 1 FROM story_member WHERE sort_at IS NOT ` + storyDate + `)
		OR EXISTS (SELECT 1 FROM story WHERE articles <> ` + storySize + ` OR newest <> ` + storyNewest + `)`
