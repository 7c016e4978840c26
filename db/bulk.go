package db

import (
	"context"
	"database/sql"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// How FTS5 gathers words before it writes a piece of the index, and how many
// pieces of one size it lets stand before it makes one of them.
const (
	usualHash, bulkHash   = 1 << 20, 32 << 20 // bytes
	usualMerge, bulkMerge = 4, 16             // pieces
)

// How much of the file the connection that writes keeps in memory, and how long
// the log grows before it is carried over. The keys that articles are found
// by lie anywhere in their indexes: in a large archive a batch touches nearly
// all their pages, so a page is written less often if many batches share a log.
const (
	usualPages = `PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 1000`
	bulkPages  = `PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 16000`
)

// BeginBulk makes ready for saving many thousands of articles: the search index
// is then written in larger pieces and put in order by EndBulk instead of again
// and again. Saving, reading and searching go on as always. What it sets is
// kept in the file and does no harm where EndBulk never comes.
func (d *DB) BeginBulk(ctx context.Context) (err error) {
	defer describe(ctx, &err, "make ready for many articles")
	if err := d.setPages(ctx, bulkPages); err != nil {
		return err
	}
	return d.gather(ctx, bulkHash, bulkMerge)
}

func (d *DB) setPages(ctx context.Context, pragmas string) error {
	if d.writer == nil {
		return article.ErrReadOnly
	}
	_, err := d.writer.ExecContext(ctx, pragmas)
	return err
}

func (d *DB) gather(ctx context.Context, hash, merge int) error {
	return d.update(ctx, func(t *tx) error { return t.gather(hash, merge) })
}

// gather sets how FTS5 works.
func (t *tx) gather(hash, merge int) error {
	if _, err := t.exec(`INSERT INTO search (search, rank) VALUES ('hashsize', ?)`, hash); err != nil {
		return err
	}
	_, err := t.exec(`INSERT INTO search (search, rank) VALUES ('automerge', ?)`, merge)
	return err
}

// mergePages is how much of the index one transaction of EndBulk writes: some
// tens of milliseconds' worth, in which others wait to write.
const mergePages = 500

// EndBulk puts the search index in order after BeginBulk, in short steps
// between which others write, and gives the space of the log back. On cancel
// the index is as good as it was, and what is left to do is done by the next
// EndBulk or as articles are saved.
func (d *DB) EndBulk(ctx context.Context, f progress.Func) (err error) {
	defer describe(ctx, &err, "put the search index in order")
	if err := d.setPages(ctx, usualPages); err != nil {
		return err
	}
	if err := d.gather(ctx, usualHash, usualMerge); err != nil {
		return err
	}
	stage := message.New("progress.merging")
	for n := int64(0); ; n++ {
		f.Report(progress.State{Stage: stage, Done: n})
		more, err := d.mergeStep(ctx)
		if err != nil {
			return err
		}
		if !more {
			f.Report(progress.State{Stage: stage, Done: n, Total: n, Final: true})
			return d.tidy(ctx)
		}
	}
}

// mergeStep merges a part of the index and reports whether there may be more
// to merge.
func (d *DB) mergeStep(ctx context.Context) (more bool, err error) {
	err = d.update(ctx, func(t *tx) error {
		var before, after int64
		if _, err := t.get(`SELECT total_changes()`, nil, &before); err != nil {
			return err
		}
		if _, err := t.exec(`INSERT INTO search (search, rank) VALUES ('merge', ?)`, mergePages); err != nil {
			return err
		}
		_, err := t.get(`SELECT total_changes()`, nil, &after)
		more = after-before > 1 // the statement itself is one
		return err
	})
	return more, err
}

// tidy lets SQLite look at what has changed much, and empties the log. Where
// others read or write it stays as it is and is emptied later.
func (d *DB) tidy(ctx context.Context) error {
	if _, err := d.writer.ExecContext(ctx, `PRAGMA optimize`); err != nil {
		return err
	}
	var busy, log, moved sql.NullInt64
	return d.writer.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &log, &moved)
}
