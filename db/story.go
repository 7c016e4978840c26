package db

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"time"

	"parallax/article"
)

// A Member is an article as grouping into stories sees it.
type Member struct {
	Article article.ID
	Version article.VersionID // the newest
	Title   string
	Day     time.Time // of publication, zero if not known to the day
	Story   article.StoryID
	Pinned  bool   // a person put it there
	Reading []byte // of the kind and engine asked for, nil if there is none
}

// Ungrouped reports whether an article that is not in the trash is in no
// story: grouping was stopped before it came to it. It looks at every article.
func (d *DB) Ungrouped(ctx context.Context) (found bool, err error) {
	defer describe(ctx, &err, "look for articles without a story")
	err = d.read(ctx, `
		SELECT EXISTS (
			SELECT 1
			FROM article a
			WHERE a.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM story_member m WHERE m.article_id = a.id)
		)`, nil,
		func(scan func(...any) error) error { return scan(&found) })
	return found, err
}

// memberPage is how many members are read at once.
const memberPage = 500

// Members yields every article that is not in the trash, by ID, with the
// reading of that kind and engine.
func (d *DB) Members(ctx context.Context, kind, engine string) iter.Seq2[Member, error] {
	return func(yield func(Member, error) bool) {
		var after article.ID
		for {
			members, err := d.membersAfter(ctx, kind, engine, after)
			if err != nil {
				describe(ctx, &err, "read the articles to group")
				yield(Member{}, err)
				return
			}
			for _, m := range members {
				if !yield(m, nil) {
					return
				}
			}
			if len(members) < memberPage {
				return
			}
			after = members[len(members)-1].Article
		}
	}
}

func (d *DB) membersAfter(ctx context.Context, kind, engine string, after article.ID) (members []Member, err error) {
	err = d.read(ctx, `
		SELECT a.id, a.version_id, a.title, a.published_at, a.published_offset, a.published_precision,
			coalesce(m.story_id, 0), coalesce(m.by_hand, 0), r.bytes
		FROM article a
			LEFT JOIN story_member m ON m.article_id = a.id
			LEFT JOIN reading r ON r.version_id = a.version_id AND r.kind = ? AND r.engine = ?
		WHERE a.id > ? AND a.deleted_at IS NULL
		ORDER BY a.id
		LIMIT ?`, []any{kind, engine, after, memberPage}, func(scan func(...any) error) error {
		var m Member
		var published sql.NullInt64
		var offset int
		var precision string
		err := scan(&m.Article, &m.Version, &m.Title, &published, &offset, &precision, &m.Story, &m.Pinned, &m.Reading)
		if p := date(published, offset, precision, ""); p.Precision == article.ToDay || p.Precision == article.ToTime {
			m.Day = p.Time
		}
		members = append(members, m)
		return err
	})
	return members, err
}

// A StoryAssignment puts an article into a story.
type StoryAssignment struct {
	Article article.ID
	Story   article.StoryID // 0 is a new one
	Key     int             // articles with the same key share the new story
	Title   string          // of the story, "" leaves it as it is
}

// storyBatch is how many assignments are one transaction: an import must not
// wait for a whole archive to be grouped.
const storyBatch = 2000

// SaveStories puts articles into stories, makes the new ones and removes those
// that are left empty. Articles that a person put somewhere stay there, and
// those that are gone are passed over. On cancel the stories of some articles
// are saved and of others not; saving again completes it.
func (d *DB) SaveStories(ctx context.Context, assigned []StoryAssignment) (err error) {
	defer describe(ctx, &err, "save stories")
	made := map[int]article.StoryID{}
	for len(assigned) > 0 {
		n := min(len(assigned), storyBatch)
		err := d.update(ctx, func(t *tx) error {
			for _, s := range assigned[:n] {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := t.assign(s, made); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		assigned = assigned[n:]
	}
	return d.update(ctx, func(t *tx) error {
		_, err := t.ExecContext(ctx, `DELETE FROM story WHERE NOT EXISTS (SELECT 1 FROM story_member m WHERE m.story_id = story.id)`)
		return err
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
		var err error
		if there, err = t.get(`SELECT title FROM story WHERE id = ?`, []any{id}, &title); err != nil {
			return err
		}
		if there && s.Title != "" && s.Title != title {
			if _, err := t.exec(`UPDATE story SET title = ? WHERE id = ?`, s.Title, id); err != nil {
				return err
			}
		}
	}
	if !there {
		r, err := t.exec(`INSERT INTO story (title) VALUES (?)`, s.Title)
		if err != nil {
			return err
		}
		n, err := r.LastInsertId()
		if err != nil {
			return err
		}
		id = article.StoryID(n)
		if s.Story == 0 {
			made[s.Key] = id
		}
	}
	_, err := t.exec(`
		INSERT INTO story_member (article_id, story_id)
		SELECT id, ? FROM article WHERE id = ?
		ON CONFLICT DO UPDATE SET story_id = excluded.story_id WHERE by_hand = 0 AND story_id <> excluded.story_id`, id, s.Article)
	return err
}

// SetStory puts articles into a story by hand, 0 for a new one, where grouping
// leaves them. It returns the story.
func (d *DB) SetStory(ctx context.Context, ids []article.ID, story article.StoryID, title string) (_ article.StoryID, err error) {
	defer describe(ctx, &err, "put articles into a story")
	err = d.update(ctx, func(t *tx) error {
		if story == 0 {
			r, err := t.exec(`INSERT INTO story (title) VALUES (?)`, title)
			if err != nil {
				return err
			}
			n, err := r.LastInsertId()
			if err != nil {
				return err
			}
			story = article.StoryID(n)
		} else if there, err := t.get(`SELECT 1 FROM story WHERE id = ?`, []any{story}, new(int)); err != nil {
			return err
		} else if !there {
			return fmt.Errorf("story %d: %w", story, article.ErrNotFound)
		}
		return chunks(ctx, ids, func(list string) error {
			_, err := t.exec(`
				INSERT INTO story_member (article_id, story_id, by_hand)
				SELECT a.id, ?, 1 FROM json_each(?) j CROSS JOIN article a ON a.id = j.value
				WHERE true
				ON CONFLICT DO UPDATE SET story_id = excluded.story_id, by_hand = 1`, story, list)
			return err
		})
	})
	return story, err
}

// storySizes has a row for each story with articles that are not in the trash.
const storySizes = `
	SELECT m.story_id AS id, count(*) AS count, max(a.sort_at) AS newest
	FROM story_member m INDEXED BY story_member_by_story CROSS JOIN article a ON a.id = m.article_id
	WHERE a.deleted_at IS NULL
	GROUP BY m.story_id`

// Stories lists the stories, those of two articles or more first, newest
// first; at most limit of them, all if limit is 0. Articles is not filled.
func (d *DB) Stories(ctx context.Context, limit int) (_ []article.Story, err error) {
	defer describe(ctx, &err, "list the stories")
	var out []article.Story
	err = d.read(ctx, `
		SELECT n.id, s.title, n.count, n.newest
		FROM (`+storySizes+`) n CROSS JOIN story s ON s.id = n.id
		ORDER BY n.count < 2, n.newest DESC, n.id DESC
		LIMIT ?`, []any{noLimit(limit)}, func(scan func(...any) error) error {
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
	err = d.read(ctx, `
		SELECT a.id
		FROM story_member m CROSS JOIN article a ON a.id = m.article_id
		WHERE m.story_id = ? AND a.deleted_at IS NULL
		ORDER BY a.sort_at, a.id`, []any{id}, into(&ids))
	return ids, err
}
