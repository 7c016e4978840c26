package db

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parallax/article"
)

// Counts is how many articles an archive holds. But for Trash, what is in the
// trash is not counted.
type Counts struct {
	All, Unread, Starred, Untagged, Trash int
	Stories                               int // of two articles or more
}

// Counts counts what the archive holds.
func (d *DB) Counts(ctx context.Context) (c Counts, err error) {
	defer describe(ctx, &err, "count the articles")
	err = d.reader.QueryRowContext(ctx, `
		SELECT
			(SELECT count(*) FROM article INDEXED BY article_by_date WHERE deleted_at IS NULL),
			(SELECT count(*) FROM article INDEXED BY article_unread WHERE deleted_at IS NULL AND read_at IS NULL),
			(SELECT count(*) FROM article INDEXED BY article_starred WHERE deleted_at IS NULL AND starred = 1),
			(SELECT count(*) FROM article a INDEXED BY article_by_date
				WHERE deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM article_tag x WHERE x.article_id = a.id)),
			(SELECT count(*) FROM article INDEXED BY article_trash WHERE deleted_at IS NOT NULL),
			(SELECT count(*) FROM (`+storySizes+` HAVING count(*) > 1))`).
		Scan(&c.All, &c.Unread, &c.Starred, &c.Untagged, &c.Trash, &c.Stories)
	return c, err
}

// Tags lists the tags by name, and with them the parents that no article
// carries itself.
func (d *DB) Tags(ctx context.Context) (_ []article.Tag, err error) {
	defer describe(ctx, &err, "list the tags")
	at := map[string]*article.Tag{} // by key
	err = d.read(ctx, `
		SELECT t.name, t.key, t.colour, (
			SELECT count(*)
			FROM article_tag x CROSS JOIN article a ON a.id = x.article_id
			WHERE x.tag_id = t.id AND a.deleted_at IS NULL)
		FROM tag t`, nil, func(scan func(...any) error) error {
		var t article.Tag
		var key string
		err := scan(&t.Name, &key, &t.Colour, &t.Count)
		at[key] = &t
		return err
	})
	if err != nil {
		return nil, err
	}
	parents := addParents(at)
	if err := d.countWithin(ctx, at, parents); err != nil {
		return nil, err
	}
	out := make([]article.Tag, 0, len(at))
	for _, t := range at {
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b article.Tag) int { return slices.Compare(tagPath(a.Name), tagPath(b.Name)) })
	return out, nil
}

// addParents adds the tags above others that are no tags themselves, and
// returns the keys of all that have tags below them.
func addParents(at map[string]*article.Tag) map[string]bool {
	parents := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(at)) {
		t := at[key]
		t.Within = t.Count
		for name := t.Name; ; {
			i := strings.LastIndexByte(name, '/')
			if i < 0 {
				break
			}
			name = name[:i]
			parent := tagKey(name)
			parents[parent] = true
			if at[parent] == nil {
				at[parent] = &article.Tag{Name: name}
			}
		}
	}
	return parents
}

// countWithin counts the articles of each parent. An article with two tags
// below one parent counts once.
func (d *DB) countWithin(ctx context.Context, at map[string]*article.Tag, parents map[string]bool) error {
	for key := range parents {
		err := d.reader.QueryRowContext(ctx, `
			SELECT count(DISTINCT a.id)
			FROM tag t
				CROSS JOIN article_tag x ON x.tag_id = t.id
				CROSS JOIN article a ON a.id = x.article_id
			WHERE (t.key = ?1 OR t.key >= ?1 || '/' AND t.key < ?1 || '0') AND a.deleted_at IS NULL`, key).Scan(&at[key].Within)
		if err != nil {
			return err
		}
	}
	return nil
}

// tagPath sorts a/b under a, before a-b.
func tagPath(name string) []string { return strings.Split(tagKey(name), "/") }

// Sources lists the sources with articles, those with most first; at most
// limit of them, all if limit is 0. The one without a name is "not named".
func (d *DB) Sources(ctx context.Context, limit int) (_ []article.Source, err error) {
	defer describe(ctx, &err, "list the sources")
	var out []article.Source
	err = d.read(ctx, `
		SELECT o.name, o.host, n.count
		FROM (
			SELECT source_id, count(*) AS count
			FROM article INDEXED BY article_by_source
			WHERE deleted_at IS NULL
			GROUP BY source_id
		) n CROSS JOIN source o ON o.id = n.source_id
		ORDER BY n.count DESC, o.key
		LIMIT ?`, []any{noLimit(limit)}, func(scan func(...any) error) error {
		var s article.Source
		err := scan(&s.Name, &s.Host, &s.Count)
		out = append(out, s)
		return err
	})
	return out, err
}

// noLimit turns 0 into SQLite's word for all.
func noLimit(limit int) int {
	if limit <= 0 {
		return -1
	}
	return limit
}

// gapLimit is how many empty months Months adds between two that are not.
// Beyond it a date is wrong rather than old.
const gapLimit = 12 * 50

// Months lists how many articles were published in each month, oldest first;
// empty months between others are listed too, unless decades are missing.
func (d *DB) Months(ctx context.Context) (_ []article.Month, err error) {
	defer describe(ctx, &err, "count the months")
	var out []article.Month
	last := 0 // months since year 0
	err = d.read(ctx, `
		SELECT day / 100, count(*)
		FROM article INDEXED BY article_by_day
		WHERE deleted_at IS NULL AND day / 100 % 100 <> 0
		GROUP BY day / 100`, nil, func(scan func(...any) error) error {
		var month, n int
		if err := scan(&month, &n); err != nil {
			return err
		}
		this := month/100*12 + month%100 - 1
		if last > 0 && this-last <= gapLimit {
			for m := last + 1; m < this; m++ {
				out = append(out, article.Month{Month: monthName(m)})
			}
		}
		out = append(out, article.Month{Month: monthName(this), Count: n})
		last = this
		return nil
	})
	slices.SortStableFunc(out, func(a, b article.Month) int { return cmp.Compare(a.Month, b.Month) })
	return out, err
}

func monthName(m int) string { return fmt.Sprintf("%04d-%02d", m/12, m%12+1) }
