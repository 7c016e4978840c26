package db

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// Compact makes the file small and fast again and returns how many bytes it and
// what stands beside it took before and take now. It packs the texts with the
// newest dictionary, makes one piece of the search index, corrects counts that
// are wrong, finishes what an interrupted deletion left, and where a twentieth of
// the file is free gives that back, if the disk has the room it takes to write
// the file once more; else new articles use the free space.
//
// All of it is in transactions of their own: whenever it is cancelled or killed
// the archive is whole. Others go on reading; they wait to write, longest while
// space is given back.
func (d *DB) Compact(ctx context.Context, f progress.Func) (before, after int64, err error) {
	defer describe(ctx, &err, "compact the archive")
	if d.writer == nil {
		return 0, 0, article.ErrReadOnly
	}
	before = d.bytes()
	saved, err := d.repackAll(ctx, f)
	if err != nil {
		return before, d.bytes(), err
	}
	for _, step := range []func(context.Context, progress.Func) error{d.mergeAll, d.scrub, d.correct} {
		if err := step(ctx, f); err != nil {
			return before, d.bytes(), err
		}
	}
	if err := d.shrink(ctx, saved, f); err != nil {
		return before, d.bytes(), err
	}
	if _, err := d.writer.ExecContext(ctx, `PRAGMA optimize`); err != nil {
		return before, d.bytes(), err
	}
	// Where others still read what was before, the log stays until they end.
	var busy bool
	var log, moved int64
	if err := d.writer.QueryRowContext(ctx, `PRAGMA wal_checkpoint(PASSIVE)`).Scan(&busy, &log, &moved); err != nil {
		return before, d.bytes(), err
	}
	if moved == log {
		if err := d.emptyLog(ctx); err != nil && !errors.Is(err, article.ErrBusy) {
			return before, d.bytes(), err
		}
	}
	after = d.bytes()
	f.Report(progress.State{Stage: message.New("progress.compacting"), Final: true})
	return before, after, nil
}

// bytes is the size of the file and of the log beside it.
func (d *DB) bytes() (n int64) {
	for _, suffix := range []string{"", "-wal"} {
		if f, err := os.Stat(d.path + suffix); err == nil {
			n += f.Size()
		}
	}
	return n
}

// repackAll packs the texts with the newest dictionary where that pays, and
// returns how many bytes that left free within pages.
func (d *DB) repackAll(ctx context.Context, f progress.Func) (saved int64, err error) {
	if err := d.retrain(ctx); err != nil {
		return 0, err
	}
	var last article.VersionID
	if err := d.reader.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0) FROM body`).Scan(&last); err != nil {
		return 0, err
	}
	for at := article.VersionID(0); at < last; {
		f.Report(progress.State{Stage: message.New("progress.compacting"), Done: int64(at), Total: int64(last)})
		next, n, err := d.repack(ctx, at)
		if err != nil {
			return saved, err
		}
		saved += n
		if next <= at {
			break
		}
		at = next
	}
	return saved, nil
}

// correct counts anew what is counted wrong.
func (d *DB) correct(ctx context.Context, f progress.Func) error {
	f.Report(progress.State{Stage: message.New("progress.compacting")})
	reading, err := d.reader.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer reading.Rollback()
	wrong := false
	if err := miscounted(ctx, reading, func(string) { wrong = true }); err != nil || !wrong {
		return err
	}
	return d.update(ctx, func(t *tx) error { return t.recount() })
}

// shrink gives free space back to the disk where it pays and can be done.
// Within pages so many bytes are free too.
func (d *DB) shrink(ctx context.Context, within int64, f progress.Func) error {
	var pages, free, size int64
	err := d.reader.QueryRowContext(ctx, `
		SELECT (SELECT page_count FROM pragma_page_count), (SELECT freelist_count FROM pragma_freelist_count),
			(SELECT page_size FROM pragma_page_size)`).
		Scan(&pages, &free, &size)
	if err != nil {
		return err
	}
	if free += within / size; free < pages/20 || free < leastFree {
		return nil
	}
	if err := d.rewrite(ctx, f); !errors.Is(err, article.ErrDiskFull) {
		return err
	}
	return nil
}

// leastFree is how many free pages are too few to be worth it.
const leastFree = 8

// rewrite writes the whole file anew: what is in use and nothing else. Where
// there is no room for that it returns [article.ErrDiskFull] and has not begun.
func (d *DB) rewrite(ctx context.Context, f progress.Func) error {
	var used int64
	err := d.reader.QueryRowContext(ctx, `
		SELECT ((SELECT page_count FROM pragma_page_count) - (SELECT freelist_count FROM pragma_freelist_count)) * (SELECT page_size FROM pragma_page_size)`).
		Scan(&used)
	if err != nil {
		return err
	}
	// It is written to a temporary file and from there to the log, before the
	// file becomes shorter.
	for _, folder := range []string{os.TempDir(), filepath.Dir(d.path)} {
		if room, known := diskFree(folder); known && room < used/8*9 {
			return article.ErrDiskFull
		}
	}
	f.Report(progress.State{Stage: message.New("progress.rewriting")})
	// Who writes in this program waits for the connection that writes, however
	// long it takes.
	waiting, err := d.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer waiting.Close()
	// The work is done by another: the one that writes keeps what is temporary
	// in memory, which a whole archive would not fit into.
	pool, err := connect(d.path, 1, "mode=rw", "temp_store(file)", "synchronous(full)")
	if err != nil {
		return err
	}
	_, err = pool.ExecContext(ctx, `VACUUM`)
	return errors.Join(err, pool.Close())
}
