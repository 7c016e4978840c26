package db

import (
	"context"
	"fmt"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// EmptyTrash deletes for good what is in the trash and returns how many
// articles that were. See DeleteForGood.
func (d *DB) EmptyTrash(ctx context.Context, f progress.Func) (n int, err error) {
	defer describe(ctx, &err, "empty the trash")
	var total int64
	if err := d.reader.QueryRowContext(ctx, `SELECT n FROM tally WHERE facet = 'trash' AND key = 0`).Scan(&total); err != nil {
		return 0, err
	}
	return d.purge(ctx, f, total, func(t *tx) (ids []article.ID, err error) {
		err = t.all(trashed, []any{purgeBatch}, into(&ids))
		return ids, err
	})
}

// trashed lists what is in the trash.
const trashed = `SELECT id FROM article INDEXED BY article_trash WHERE deleted_at IS NOT NULL LIMIT ?`

// DeleteForGood deletes articles that are in the trash, all their versions and
// everything a person gave them. What is left of a version is its place in the
// chain and the day it was deleted. Afterwards no byte of them stands in the
// file or beside it: the search index is written anew without their words, then
// the whole file, and the log is emptied. SQLite's secure_delete leaves bytes in
// pages whose rows moved to others. (A dictionary holds what many texts share
// and stays.) Backups are not touched.
//
// It works in batches. What was deleted when it is cancelled stays deleted; its
// bytes are gone after the next DeleteForGood, EmptyTrash or Compact. So they
// are after [article.ErrBusy], where others read or write the archive all the
// time, and [article.ErrDiskFull], where there is no room for the file once
// more.
func (d *DB) DeleteForGood(ctx context.Context, ids []article.ID, f progress.Func) (n int, err error) {
	defer describe(ctx, &err, "delete articles for good")
	total := int64(len(ids))
	return d.purge(ctx, f, total, func(t *tx) (some []article.ID, err error) {
		for len(some) == 0 && len(ids) > 0 { // those that are not in the trash are passed over
			batch := ids[:min(len(ids), purgeBatch)]
			ids = ids[len(batch):]
			err := t.all(`SELECT id FROM article WHERE deleted_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))`, []any{list(batch)}, into(&some))
			if err != nil {
				return nil, err
			}
		}
		return some, nil
	})
}

// purgeBatch is how many articles are deleted in one transaction.
const purgeBatch = 100

func (d *DB) purge(ctx context.Context, f progress.Func, total int64, next func(*tx) ([]article.ID, error)) (n int, err error) {
	if d.writer == nil {
		return 0, article.ErrReadOnly
	}
	stage := message.New("progress.deleting")
	for more := true; more; {
		f.Report(progress.State{Stage: stage, Done: int64(n), Total: total})
		deleted := 0
		err := d.update(ctx, func(t *tx) error {
			ids, err := next(t)
			if err != nil || len(ids) == 0 {
				return err
			}
			if err := t.setAbout("scrub", "needed"); err != nil {
				return err
			}
			for _, id := range ids {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := t.bury(id); err != nil {
					return fmt.Errorf("article %d: %w", id, err)
				}
			}
			deleted = len(ids)
			return nil
		})
		if err != nil {
			return n, err
		}
		n += deleted
		more = deleted > 0
	}
	if err := d.scrub(ctx, f); err != nil {
		return n, err
	}
	f.Report(progress.State{Stage: stage, Done: int64(n), Total: total, Final: true})
	return n, nil
}

// bury deletes an article that is in the trash and leaves tombstones.
func (t *tx) bury(id article.ID) error {
	var title string
	var tags, stories []int64
	var hashes []string
	if _, err := t.get(`SELECT title FROM article WHERE id = ?`, []any{id}, &title); err != nil {
		return err
	}
	for query, into := range map[string]func(func(...any) error) error{
		`SELECT tag_id FROM article_tag WHERE article_id = ?`:    into(&tags),
		`SELECT story_id FROM story_member WHERE article_id = ?`: into(&stories),
		`SELECT hex(raw_hash) FROM version WHERE article_id = ?1 AND raw_hash IS NOT NULL
			UNION SELECT hex(i.hash) FROM version v CROSS JOIN image i ON i.version_id = v.id WHERE v.article_id = ?1 AND i.hash IS NOT NULL`: into(&hashes),
	} {
		if err := t.all(query, []any{id}, into); err != nil {
			return err
		}
	}
	if err := t.dropBands(id); err != nil {
		return err
	}
	if err := t.inherit(id); err != nil {
		return err
	}
	if _, err := t.exec(`INSERT INTO tombstone (version_id, prev, entry, deleted_at) SELECT id, prev, entry, unixepoch() FROM version WHERE article_id = ?`, id); err != nil {
		return err
	}
	for _, statement := range []string{
		`DELETE FROM search WHERE rowid = ?`,
		`DELETE FROM reading WHERE version_id IN (SELECT id FROM version WHERE article_id = ?)`,
		`DELETE FROM image WHERE version_id IN (SELECT id FROM version WHERE article_id = ?)`,
		`DELETE FROM body WHERE version_id IN (SELECT id FROM version WHERE article_id = ?)`,
		`DELETE FROM highlight WHERE article_id = ?`,
		`DELETE FROM note WHERE article_id = ?`,
		`DELETE FROM by_hand WHERE article_id = ?`,
		`DELETE FROM article_tag WHERE article_id = ?`,
		`DELETE FROM story_member WHERE article_id = ?`,
		`DELETE FROM story_vector WHERE article_id = ?`,
		`DELETE FROM story_waiting WHERE article_id = ?`,
		`DELETE FROM decision WHERE a ->> '$.article' = ?1 OR b ->> '$.article' = ?1`, // they cite words
		`DELETE FROM version WHERE article_id = ?`,
		`DELETE FROM article WHERE id = ?`,
		`UPDATE tally SET n = n - 1 WHERE facet = 'trash' AND key = 0 AND ?1 > 0`,
	} {
		if _, err := t.exec(statement, id); err != nil {
			return err
		}
	}
	for _, hash := range hashes {
		_, err := t.exec(`
			DELETE FROM raw
			WHERE hash = unhex(?1) AND NOT EXISTS (SELECT 1 FROM version v WHERE v.raw_hash = raw.hash)
				AND NOT EXISTS (SELECT 1 FROM image i WHERE i.hash = raw.hash)`, hash)
		if err != nil {
			return err
		}
	}
	for _, tag := range tags {
		if _, err := t.exec(`DELETE FROM tag WHERE id = ?1 AND colour = '' AND NOT EXISTS (SELECT 1 FROM article_tag WHERE tag_id = ?1)`, tag); err != nil {
			return err
		}
	}
	for _, story := range stories {
		if _, err := t.dropEmpty(article.StoryID(story)); err != nil {
			return err
		}
		_, err := t.exec(`
			UPDATE story
			SET title = coalesce((
				SELECT a.title
				FROM story_member m CROSS JOIN article a ON a.id = m.article_id
				WHERE m.story_id = story.id
				ORDER BY m.sort_at DESC
				LIMIT 1), '')
			WHERE id = ? AND title = ?`, story, title)
		if err != nil {
			return err
		}
	}
	return nil
}

// inherit makes the first article with the very text of one that is deleted
// what its copies are copies of. Those that only say nearly the same are no
// copies any more where there is none.
func (t *tx) inherit(id article.ID) error {
	var heir article.ID
	if _, err := t.get(`SELECT coalesce(min(id), 0) FROM article INDEXED BY article_copies WHERE deleted_at IS NULL AND copy_of = ? AND likeness = 100`, []any{id}, &heir); err != nil {
		return err
	}
	for _, where := range []string{
		`article INDEXED BY article_copies SET copy_of = ?1 WHERE deleted_at IS NULL AND copy_of = ?2 AND id <> ?1 AND ?1 > 0`,
		`article INDEXED BY article_copies SET copy_of = NULL, likeness = 0 WHERE deleted_at IS NULL AND copy_of = ?2`,
		`article INDEXED BY article_trash SET copy_of = NULL, likeness = 0 WHERE deleted_at IS NOT NULL AND copy_of = ?2`,
	} {
		if _, err := t.exec(`UPDATE `+where, heir, id); err != nil {
			return err
		}
	}
	return nil
}

// scrub leaves no byte of what was deleted in the file, if something was.
func (d *DB) scrub(ctx context.Context, f progress.Func) error {
	var needed bool
	err := d.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM about WHERE name = 'scrub')`).Scan(&needed)
	if err != nil || !needed {
		return err
	}
	if err := d.mergeAll(ctx, f); err != nil {
		return err
	}
	if err := d.dropTerms(ctx, f); err != nil {
		return err
	}
	if err := d.rewrite(ctx, f); err != nil {
		return err
	}
	if err := d.emptyLog(ctx); err != nil {
		return err
	}
	err = d.update(ctx, func(t *tx) error {
		_, err := t.exec(`DELETE FROM about WHERE name = 'scrub'`)
		return err
	})
	if err != nil {
		return err
	}
	return d.emptyLog(ctx)
}

// mergeAll makes one piece of the search index, in short steps, which leaves
// out the words of articles that are gone.
func (d *DB) mergeAll(ctx context.Context, f progress.Func) error {
	err := d.update(ctx, func(t *tx) error {
		_, err := t.exec(`INSERT INTO search (search, rank) VALUES ('merge', ?)`, -mergePages)
		return err
	})
	for n, more := int64(1), true; err == nil && more; n++ {
		f.Report(progress.State{Stage: message.New("progress.merging"), Done: n})
		more, err = d.mergeStep(ctx)
	}
	return err
}

// dropTerms forgets the terms that stand in no article any more.
func (d *DB) dropTerms(ctx context.Context, f progress.Func) error {
	pool, err := connect(d.path, 1, d.mode)
	if err != nil {
		return err
	}
	defer pool.Close()
	if _, err := pool.ExecContext(ctx, `CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, search, row)`); err != nil {
		return err
	}
	const page = 2000
	for after, n := "", page; n == page; {
		f.Report(progress.State{Stage: message.New("progress.deleting")})
		n = 0
		var gone []string
		rows, err := pool.QueryContext(ctx, `
			SELECT term, NOT EXISTS (SELECT 1 FROM temp.word w WHERE w.term = t.term)
			FROM term t
			WHERE term > ?
			ORDER BY term
			LIMIT ?`, after, page)
		err = each(rows, err, func(scan func(...any) error) error {
			var unknown bool
			err := scan(&after, &unknown)
			if unknown {
				gone = append(gone, after)
			}
			n++
			return err
		})
		if err != nil {
			return err
		}
		if len(gone) == 0 {
			continue
		}
		err = d.update(ctx, func(t *tx) error {
			_, err := t.exec(`DELETE FROM term WHERE term IN (SELECT value FROM json_each(?))`, list(gone))
			return err
		})
		if err != nil {
			return err
		}
	}
	d.terms.forget()
	return nil
}

// emptyLog carries the log over into the file and cuts it off. It returns
// [article.ErrBusy] where others keep it from that.
func (d *DB) emptyLog(ctx context.Context) error {
	var busy bool
	var log, moved int64
	if err := d.writer.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &log, &moved); err != nil {
		return err
	}
	if busy {
		return article.ErrBusy
	}
	return nil
}
