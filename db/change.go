package db

import (
	"context"
	"database/sql"

	"parallax/article"
)

// A Change is what one call has changed, and what it takes to undo it.
type Change struct {
	Articles int // that are different now

	made     []int64  // tags that were not there
	dropped  []tagRow // tags that are gone
	renamed  []tagRow // tags as they were before, in the order they were changed
	tagged   []tagged
	untagged []tagged
	states   []state   // of articles before
	details  []handSet // before
	desk     []deskRow // before, in the order they were changed

	madeStories   []article.StoryID
	storiesBefore []storyRow  // that are gone or have another title
	placed        []placement // before, in the order they were changed
}

// A state is what a person did with an article.
type state struct {
	id            article.ID
	starred       bool
	read, deleted sql.NullInt64
}

// Revert undoes a change exactly, a merge of tags and its colours too. What
// was changed again since then is set back as well; an article or tag that is
// gone is passed over.
func (d *DB) Revert(ctx context.Context, c Change) (err error) {
	defer describe(ctx, &err, "undo a change")
	return d.update(ctx, func(t *tx) error {
		for _, g := range c.tagged {
			if _, err := t.removeTag(ctx, g.tag, g.ids); err != nil {
				return err
			}
		}
		if err := t.restoreTags(c); err != nil {
			return err
		}
		for _, g := range c.untagged {
			there, err := t.get(`SELECT 1 FROM tag WHERE id = ?`, []any{g.tag}, new(int))
			if err != nil {
				return err
			}
			if !there {
				continue
			}
			if _, err := t.addTag(ctx, g.tag, g.ids); err != nil {
				return err
			}
		}
		for _, id := range c.made {
			if _, err := t.dropUnused(tagRow{id: id}); err != nil {
				return err
			}
		}
		for i, s := range c.states {
			if i%chunk == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if err := t.setBack(s); err != nil {
				return err
			}
		}
		if err := t.restoreStories(c); err != nil {
			return err
		}
		for _, h := range c.details {
			if err := t.setByHand(h); err != nil {
				return err
			}
		}
		for i := len(c.desk) - 1; i >= 0; i-- {
			if err := t.putBack(c.desk[i]); err != nil {
				return err
			}
		}
		return t.settleAll(c.details)
	})
}

// setBack gives an article a state it had. A column that is set is written in
// every index that mentions it, changed or not: only what differs is set.
func (t *tx) setBack(s state) error {
	for _, set := range []struct {
		update string
		value  any
	}{
		{`UPDATE article SET starred = ?2 WHERE id = ?1 AND starred <> ?2`, s.starred},
		{`UPDATE article SET read_at = ?2 WHERE id = ?1 AND read_at IS NOT ?2`, s.read},
		{`UPDATE article SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NOT ?2`, s.deleted},
	} {
		if _, err := t.exec(set.update, s.id, set.value); err != nil {
			return err
		}
	}
	return nil
}

// restoreTags brings back the tags of a change under their old numbers, names
// and colours.
func (t *tx) restoreTags(c Change) error {
	// Last changed first, so that the oldest state is the one that stays. Names
	// are freed before they are given back.
	for _, row := range c.renamed {
		if _, err := t.exec(`UPDATE tag SET key = char(0) || id WHERE id = ?`, row.id); err != nil {
			return err
		}
	}
	for _, row := range c.dropped {
		_, err := t.exec(`INSERT INTO tag (id, name, key, colour) VALUES (?, ?, char(0) || ?1, ?3) ON CONFLICT DO NOTHING`, row.id, row.name, row.colour)
		if err != nil {
			return err
		}
	}
	for _, rows := range [][]tagRow{c.renamed, c.dropped} {
		for i := len(rows) - 1; i >= 0; i-- {
			row := rows[i]
			other, taken, err := t.tag(row.name)
			if err != nil {
				return err
			}
			if taken && other.id != row.id { // made again by hand in the meantime: they become one
				ids, err := t.carriers(row.id)
				if err != nil {
					return err
				}
				if err := t.merge(t.ctx, &Change{}, row, other, ids); err != nil {
					return err
				}
				continue
			}
			_, err = t.exec(`UPDATE tag SET name = ?, key = ?, colour = ? WHERE id = ?`, row.name, tagKey(row.name), row.colour, row.id)
			if err != nil {
				return err
			}
		}
	}
	return t.replace(t.ctx, append(tagIDs(c.renamed), tagIDs(c.dropped)...))
}

// SetStarred stars articles or takes the star away.
func (d *DB) SetStarred(ctx context.Context, ids []article.ID, starred bool) (c Change, err error) {
	defer describe(ctx, &err, "star articles")
	err = d.update(ctx, func(t *tx) error {
		if starred {
			return t.setState(ctx, &c, ids, `a.starred = 0`, set{`starred = 1`, `starred = 0`, nil})
		}
		return t.setState(ctx, &c, ids, `a.starred = 1`, set{`starred = 0`, `starred = 1`, nil})
	})
	return c, err
}

// SetStatus marks articles as read or unread, or moves them to the trash;
// Unread and Read bring an article in the trash back. Another status is
// [article.ErrUsage].
func (d *DB) SetStatus(ctx context.Context, ids []article.ID, s article.Status) (c Change, err error) {
	defer describe(ctx, &err, "mark articles as "+string(s))
	now := d.now().Unix()
	err = d.update(ctx, func(t *tx) error {
		switch s {
		case article.Unread:
			return t.setState(ctx, &c, ids, `a.read_at IS NOT NULL OR a.deleted_at IS NOT NULL`,
				set{`read_at = NULL`, `read_at IS NOT NULL`, nil}, restored)
		case article.Read:
			return t.setState(ctx, &c, ids, `a.read_at IS NULL OR a.deleted_at IS NOT NULL`,
				set{`read_at = ?`, `read_at IS NULL`, []any{now}}, restored)
		case article.Trash:
			return t.setState(ctx, &c, ids, `a.deleted_at IS NULL`, set{`deleted_at = ?`, `deleted_at IS NULL`, []any{now}})
		}
		return article.ErrUsage
	})
	return c, err
}

// A set is one column that is set where it differs: indexes are written for it
// whether it does or not.
type set struct {
	column, differs string
	args            []any
}

var restored = set{`deleted_at = NULL`, `deleted_at IS NOT NULL`, nil}

// setState remembers the articles for which differ holds and sets them as told.
func (t *tx) setState(ctx context.Context, c *Change, ids []article.ID, differ string, sets ...set) error {
	return chunks(ctx, ids, func(some string) error {
		var changing []article.ID
		err := t.all(`
			SELECT DISTINCT a.id, a.starred, a.read_at, a.deleted_at
			FROM json_each(?) j CROSS JOIN article a ON a.id = j.value
			WHERE `+differ, []any{some}, func(scan func(...any) error) error {
			var s state
			err := scan(&s.id, &s.starred, &s.read, &s.deleted)
			c.states = append(c.states, s)
			changing = append(changing, s.id)
			return err
		})
		if err != nil {
			return err
		}
		c.Articles += len(changing)
		for _, s := range sets {
			_, err := t.exec(`UPDATE article SET `+s.column+` WHERE id IN (SELECT value FROM json_each(?)) AND `+s.differs,
				append(s.args[:len(s.args):len(s.args)], list(changing))...)
			if err != nil {
				return err
			}
		}
		return nil
	})
}
