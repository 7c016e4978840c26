package db

import (
	"context"

	"parallax/article"
)

// A tagRow is a row of tag.
type tagRow struct {
	id           int64
	name, colour string
}

// tagged is a tag with articles that got or lost it.
type tagged struct {
	tag int64
	ids []article.ID
}

// tag returns the tag of that name, however spelled.
func (t *tx) tag(name string) (row tagRow, ok bool, err error) {
	ok, err = t.get(`SELECT id, name, colour FROM tag WHERE key = ?`, []any{tagKey(name)}, &row.id, &row.name, &row.colour)
	return row, ok, err
}

// tagID returns the ID of a tag and whether it had to be made.
func (t *tx) tagID(name string) (id int64, made bool, err error) {
	row, ok, err := t.tag(name)
	if err != nil || ok {
		return row.id, false, err
	}
	r, err := t.exec(`INSERT INTO tag (name, key) VALUES (?, ?)`, name, tagKey(name))
	if err != nil {
		return 0, false, err
	}
	if id, err = r.LastInsertId(); err != nil {
		return 0, false, err
	}
	return id, true, t.place(id, tagKey(name))
}

// place puts a tag into the paths it lies in: a/b/c in a, a/b and its own.
func (t *tx) place(id int64, key string) error {
	for _, path := range pathsOf(key) {
		if _, err := t.exec(`INSERT INTO tag_path (tag_id, path) VALUES (?, ?) ON CONFLICT DO NOTHING`, id, path); err != nil {
			return err
		}
	}
	return nil
}

// pathsOf returns the paths that a key lies in, its own last.
func pathsOf(key string) (paths []int64) {
	for i := range len(key) {
		if key[i] == '/' {
			paths = append(paths, pathOf(key[:i]))
		}
	}
	return append(paths, pathOf(key))
}

// pathOf returns what a path is kept as.
func pathOf(key string) int64 { return bodyKey([]byte(key)) }

// replace puts tags that got another name into their paths and counts the
// articles of those and of the paths that they were in. What the triggers
// counted since the tags were renamed is counted again by it.
func (t *tx) replace(ctx context.Context, ids []int64) error {
	paths := map[int64]bool{}
	in := func() error {
		return t.all(`SELECT DISTINCT path FROM tag_path WHERE tag_id IN (SELECT value FROM json_each(?))`, []any{list(ids)},
			func(scan func(...any) error) error {
				var path int64
				err := scan(&path)
				paths[path] = true
				return err
			})
	}
	if err := in(); err != nil {
		return err
	}
	if _, err := t.exec(`DELETE FROM tag_path WHERE tag_id IN (SELECT value FROM json_each(?))`, list(ids)); err != nil {
		return err
	}
	for _, id := range ids {
		var name string
		there, err := t.get(`SELECT name FROM tag WHERE id = ?`, []any{id}, &name)
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		if err := t.place(id, tagKey(name)); err != nil {
			return err
		}
	}
	if err := in(); err != nil {
		return err
	}
	for path := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		_, err := t.exec(`UPDATE tally AS y SET n = (SELECT (`+countedPath+`) FROM (SELECT y.key AS path) p) WHERE facet = 'path' AND key = ?`, path)
		if err != nil {
			return err
		}
	}
	return nil
}

// tagsWithin returns a tag and all below it, parents first.
func (t *tx) tagsWithin(name string) ([]tagRow, error) {
	var rows []tagRow
	key := tagKey(name)
	// "0" is the character after "/".
	err := t.all(`SELECT id, name, colour FROM tag WHERE key = ?1 OR key >= ?1 || '/' AND key < ?1 || '0' ORDER BY key`, []any{key},
		func(scan func(...any) error) error {
			var r tagRow
			err := scan(&r.id, &r.name, &r.colour)
			rows = append(rows, r)
			return err
		})
	return rows, err
}

// addTag puts a tag on articles and returns those that did not have it.
func (t *tx) addTag(ctx context.Context, tagID int64, ids []article.ID) (added []article.ID, err error) {
	err = chunks(ctx, ids, func(list string) error {
		return t.all(`
			INSERT INTO article_tag (article_id, tag_id)
			SELECT a.id, ? FROM json_each(?) j CROSS JOIN article a ON a.id = j.value
			WHERE true
			ON CONFLICT DO NOTHING
			RETURNING article_id`, []any{tagID, list}, into(&added))
	})
	return added, err
}

// removeTag takes a tag off articles and returns those that had it.
func (t *tx) removeTag(ctx context.Context, tagID int64, ids []article.ID) (removed []article.ID, err error) {
	err = chunks(ctx, ids, func(list string) error {
		return t.all(`
			DELETE FROM article_tag
			WHERE tag_id = ? AND article_id IN (SELECT value FROM json_each(?))
			RETURNING article_id`, []any{tagID, list}, into(&removed))
	})
	return removed, err
}

// carriers returns the articles that carry a tag.
func (t *tx) carriers(tagID int64) (ids []article.ID, err error) {
	err = t.all(`SELECT article_id FROM article_tag WHERE tag_id = ?`, []any{tagID}, into(&ids))
	return ids, err
}

// into appends the values of a query's rows.
func into[T ~int64 | ~string](all *[]T) func(func(...any) error) error {
	return func(scan func(...any) error) error {
		var v T
		err := scan(&v)
		*all = append(*all, v)
		return err
	}
}

// dropUnused removes a tag that no article carries and reports whether it did.
func (t *tx) dropUnused(row tagRow) (bool, error) {
	r, err := t.exec(`DELETE FROM tag WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM article_tag WHERE tag_id = ?1)`, row.id)
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n > 0, err
}

// moveTags gives tags new names, merging where a name is taken.
func (t *tx) moveTags(ctx context.Context, moving []tagRow, rename func(string) string) (c Change, err error) {
	carrying := map[article.ID]bool{}
	// Names are freed first: a/b may move to where a/b/c moves away from.
	for _, row := range moving {
		c.renamed = append(c.renamed, row)
		if _, err := t.exec(`UPDATE tag SET key = char(0) || id WHERE id = ?`, row.id); err != nil {
			return c, err
		}
	}
	for _, row := range moving {
		if err := ctx.Err(); err != nil {
			return c, err
		}
		ids, err := t.carriers(row.id)
		if err != nil {
			return c, err
		}
		for _, id := range ids {
			carrying[id] = true
		}
		name := rename(row.name)
		other, taken, err := t.tag(name)
		if err != nil {
			return c, err
		}
		if !taken {
			if _, err := t.exec(`UPDATE tag SET name = ?, key = ? WHERE id = ?`, name, tagKey(name), row.id); err != nil {
				return c, err
			}
			continue
		}
		if err := t.merge(ctx, &c, row, other, ids); err != nil {
			return c, err
		}
	}
	c.Articles = len(carrying)
	return c, t.replace(ctx, tagIDs(moving))
}

func tagIDs(rows []tagRow) []int64 {
	ids := make([]int64, len(rows))
	for i, row := range rows {
		ids[i] = row.id
	}
	return ids
}

// merge moves the articles of a tag to another and removes it.
func (t *tx) merge(ctx context.Context, c *Change, row, into tagRow, ids []article.ID) error {
	added, err := t.addTag(ctx, into.id, ids)
	if err != nil {
		return err
	}
	c.tagged = append(c.tagged, tagged{into.id, added})
	removed, err := t.removeTag(ctx, row.id, ids)
	if err != nil {
		return err
	}
	c.untagged = append(c.untagged, tagged{row.id, removed})
	if into.colour == "" && row.colour != "" {
		c.renamed = append(c.renamed, into)
		if _, err := t.exec(`UPDATE tag SET colour = ? WHERE id = ?`, row.colour, into.id); err != nil {
			return err
		}
	}
	c.dropped = append(c.dropped, row)
	_, err = t.exec(`DELETE FROM tag WHERE id = ?`, row.id)
	return err
}
