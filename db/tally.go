package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"

	"parallax/article"
)

// A tally counts the articles that one batch adds. Triggers could do it and
// would take as long as the rest of a row of article.
type tally map[tallyKey]int

type tallyKey struct {
	facet string
	key   any
}

// add counts a new article as it is put into the table, before its tags are.
func (y tally) add(a *article.Article, sourceID int64) {
	if a.Status == article.Trash {
		y[tallyKey{"trash", 0}]++
		return
	}
	y[tallyKey{"all", 0}]++
	y[tallyKey{"untagged", 0}]++
	if a.Status != article.Read {
		y[tallyKey{"unread", 0}]++
	}
	if a.Starred {
		y[tallyKey{"starred", 0}]++
	}
	y[tallyKey{"source", sourceID}]++
	y[tallyKey{"language", a.Language}]++
	if n, ok := day(a.Published).(int); ok && n/100%100 > 0 {
		y[tallyKey{"month", n / 100}]++
	}
}

// keep adds what was counted to the counts of the archive.
func (t *tx) keep(y tally) error {
	for k, n := range y {
		_, err := t.exec(`INSERT INTO tally (facet, key, n) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n`, k.facet, k.key, n)
		if err != nil {
			return err
		}
	}
	return nil
}

// counted is every tally, counted anew.
const counted = `
	SELECT 'all' AS facet, 0 AS key, count(*) AS n FROM article INDEXED BY article_by_date WHERE deleted_at IS NULL
	UNION ALL SELECT 'unread', 0, count(*) FROM article INDEXED BY article_unread WHERE deleted_at IS NULL AND read_at IS NULL
	UNION ALL SELECT 'starred', 0, count(*) FROM article INDEXED BY article_starred WHERE deleted_at IS NULL AND starred = 1
	UNION ALL SELECT 'untagged', 0, count(*) FROM article INDEXED BY article_untagged WHERE deleted_at IS NULL AND tagged = 0
	UNION ALL SELECT 'trash', 0, count(*) FROM article INDEXED BY article_trash WHERE deleted_at IS NOT NULL
	UNION ALL SELECT 'source', source_id, count(*) FROM article INDEXED BY article_by_source WHERE deleted_at IS NULL GROUP BY source_id
	UNION ALL SELECT 'language', language, count(*) FROM article WHERE deleted_at IS NULL GROUP BY language
	UNION ALL
	SELECT 'month', day / 100, count(*)
	FROM article INDEXED BY article_by_day
	WHERE deleted_at IS NULL AND day / 100 % 100 > 0
	GROUP BY day / 100
	UNION ALL
	SELECT 'tag', t.id, (
		SELECT count(*)
		FROM article_tag x INDEXED BY article_by_tag CROSS JOIN article a ON a.id = x.article_id
		WHERE x.tag_id = t.id AND a.deleted_at IS NULL)
	FROM tag t
	UNION ALL SELECT 'stories', 0, count(*) FROM story INDEXED BY story_by_date WHERE articles > 1
	UNION ALL SELECT 'path', path, (` + countedPath + `) FROM (SELECT DISTINCT path FROM tag_path) p`

// countedPath counts the articles with a tag in the path p.path, each once.
const countedPath = `
	SELECT count(DISTINCT x.article_id)
	FROM tag_path q INDEXED BY tag_by_path
		CROSS JOIN article_tag x INDEXED BY article_by_tag ON x.tag_id = q.tag_id
		CROSS JOIN article a ON a.id = x.article_id
	WHERE q.path = p.path AND a.deleted_at IS NULL`

// recount counts everything anew, from the articles and tags themselves.
func (t *tx) recount() error {
	_, err := t.ExecContext(t.ctx, `
		UPDATE article
		SET tagged = NOT tagged
		WHERE tagged <> EXISTS (SELECT 1 FROM article_tag x WHERE x.article_id = article.id)`)
	if err != nil {
		return err
	}
	var tags []tagRow
	err = t.all(`SELECT id, name, colour FROM tag`, nil, func(scan func(...any) error) error {
		var row tagRow
		err := scan(&row.id, &row.name, &row.colour)
		tags = append(tags, row)
		return err
	})
	if err != nil {
		return err
	}
	if _, err := t.ExecContext(t.ctx, `DELETE FROM tag_path`); err != nil {
		return err
	}
	for _, row := range tags {
		if err := t.place(row.id, tagKey(row.name)); err != nil {
			return err
		}
	}
	if _, err := t.ExecContext(t.ctx, `DELETE FROM tally`); err != nil {
		return err
	}
	if _, err := t.ExecContext(t.ctx, `INSERT INTO tally (facet, key, n) `+counted); err != nil {
		return err
	}
	return t.recountStories()
}

// tallies reads the counts of a facet.
func (d *DB) tallies(ctx context.Context, facet string) (map[int64]int, error) {
	found := map[int64]int{}
	err := d.read(ctx, `SELECT key, n FROM tally WHERE facet = ?`, []any{facet}, func(scan func(...any) error) error {
		var key int64
		var n int
		err := scan(&key, &n)
		found[key] = n
		return err
	})
	return found, err
}

// miscounted calls found with each facet that has a wrong count.
func miscounted(ctx context.Context, tx *sql.Tx, found func(facet string)) error {
	wrong := map[string]bool{}
	var untold bool
	sums := map[string]int{}
	// Each count that should be there is looked up; one that should not be shows
	// in the sum.
	rows, err := tx.QueryContext(ctx, `
		SELECT c.facet, c.n, y.n
		FROM (`+counted+`) c LEFT JOIN tally y ON y.facet = c.facet AND y.key = +c.key`)
	err = each(rows, err, func(scan func(...any) error) error {
		var facet string
		var n int
		var kept sql.NullInt64
		if err := scan(&facet, &n, &kept); err != nil {
			return err
		}
		wrong[facet] = wrong[facet] || int64(n) != kept.Int64
		sums[facet] += n
		return nil
	})
	if err != nil {
		return err
	}
	rows, err = tx.QueryContext(ctx, `SELECT facet, sum(n) FROM tally GROUP BY facet`)
	err = each(rows, err, func(scan func(...any) error) error {
		var facet string
		var n int
		err := scan(&facet, &n)
		wrong[facet] = wrong[facet] || n != sums[facet]
		return err
	})
	if err != nil {
		return err
	}
	err = tx.QueryRowContext(ctx, `
		SELECT EXISTS (
			SELECT 1
			FROM article
			WHERE tagged <> EXISTS (SELECT 1 FROM article_tag x WHERE x.article_id = article.id))`).Scan(&untold)
	if err != nil {
		return err
	}
	wrong["untagged"] = wrong["untagged"] || untold
	var stories bool
	if err := tx.QueryRowContext(ctx, storiesMiscounted).Scan(&stories); err != nil {
		return err
	}
	wrong["story"] = stories
	misplaced, err := misplacedTags(ctx, tx)
	if err != nil {
		return err
	}
	wrong["path"] = wrong["path"] || misplaced
	for _, facet := range slices.Sorted(maps.Keys(wrong)) {
		if wrong[facet] {
			found(facet)
		}
	}
	return nil
}

// misplacedTags reports whether a tag is not in exactly the paths of its name.
func misplacedTags(ctx context.Context, tx *sql.Tx) (wrong bool, err error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT t.name, coalesce((SELECT json_group_array(p.path) FROM tag_path p WHERE p.tag_id = t.id), '[]')
		FROM tag t`)
	err = each(rows, err, func(scan func(...any) error) error {
		var name, placed string
		if err := scan(&name, &placed); err != nil {
			return err
		}
		var kept []int64
		if err := json.Unmarshal([]byte(placed), &kept); err != nil {
			return err
		}
		paths := pathsOf(tagKey(name))
		slices.Sort(kept)
		slices.Sort(paths)
		wrong = wrong || !slices.Equal(kept, slices.Compact(paths))
		return nil
	})
	return wrong, err
}
