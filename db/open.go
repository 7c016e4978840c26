package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"modernc.org/sqlite"

	"parallax/article"
)

// applicationID marks our files: "Prlx".
const applicationID = 0x50726c78

// lockByDescription makes SQLite's locks survive when other code of this
// process opens and closes the archive's file. Where the system has no such
// locks nothing may do that; the error says only that.
var lockByDescription = sync.OnceFunc(func() { sqlite.OFDLocking(true) })

// source returns the DSN of the file with SQLite's own parameters and
// pragmas. The path is made a URI, so that every character may stand in it.
func source(path, parameters string, pragmas ...string) string {
	q := "_defensive=1&_dqs=0&_pragma=busy_timeout(5000)&_pragma=trusted_schema(0)" +
		"&_pragma=cell_size_check(1)&_pragma=cache_size(-32768)&_pragma=temp_store(memory)&" + parameters
	for _, s := range pragmas {
		q += "&_pragma=" + s
	}
	return fileURI(path) + "?" + q
}

func connect(path string, connections int, parameters string, pragmas ...string) (*sql.DB, error) {
	c, err := sqlite.NewConnector(source(path, parameters, pragmas...))
	if err != nil {
		return nil, err
	}
	pool := sql.OpenDB(c)
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return pool, nil
}

// look checks what the file is without touching it or taking a lock: as an
// immutable file its header can be read and nothing is written beside it. While
// its log is carried over into it, now or when that was broken off, the file
// alone is not whole: what it is can then only be asked with the log.
func (d *DB) look(ctx context.Context) error {
	logged := d.hasLog()
	pool, err := connect(d.path, 1, "mode=ro&immutable=1")
	if err != nil {
		return err
	}
	defer pool.Close()
	err = translate(check(ctx, pool))
	switch {
	case errors.Is(err, article.ErrDamaged) && (logged || d.hasLog()):
		return nil
	case errors.Is(err, errCannotOpen): // the file is there
		return fmt.Errorf("%w: %w", fs.ErrPermission, err)
	}
	return err
}

// hasLog reports whether a log with something in it lies beside the file.
func (d *DB) hasLog() bool {
	info, err := os.Stat(d.path + "-wal")
	return err == nil && info.Size() > 0
}

// check returns nil if the file is an archive of a schema this program knows.
func check(ctx context.Context, pool *sql.DB) error {
	var id, schema int
	err := pool.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id)
	if err == nil {
		err = pool.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&schema)
	}
	switch {
	case err != nil:
		return err
	case id != applicationID:
		return article.ErrNotArchive
	case schema > len(migrations):
		return fmt.Errorf("schema %d: %w", schema, article.ErrNewerArchive)
	}
	return nil
}

// openWriter opens the connection that writes and brings the schema up to
// date. It returns [article.ErrReadOnly] where the file or its folder cannot
// be written.
func (d *DB) openWriter(ctx context.Context) error {
	// A log that was left behind may hold a newer schema than the file's header.
	probe, err := connect(d.path, 1, "mode=ro")
	if err != nil {
		return err
	}
	err = translate(check(ctx, probe))
	probe.Close()
	if err != nil && !cannotWrite(err) {
		return err
	}
	pool, err := connect(d.path, 1, "mode=rw&_txlock=immediate",
		"journal_mode(wal)", "synchronous(full)", "foreign_keys(1)", "journal_size_limit(67108864)")
	if err != nil {
		return err
	}
	if err := migrate(ctx, pool); err != nil {
		pool.Close()
		if err := translate(err); !cannotWrite(err) {
			return err
		}
		return article.ErrReadOnly
	}
	d.writer = pool
	return nil
}

// cannotWrite reports whether err comes from a file or folder without the
// right to write.
func cannotWrite(err error) bool {
	return errors.Is(err, article.ErrReadOnly) || errors.Is(err, errCannotOpen)
}

// openReaders opens the connections that read. On a medium where SQLite can
// keep nothing beside the file it is read as it lies there.
func (d *DB) openReaders(ctx context.Context) error {
	for _, mode := range []string{"mode=ro", "mode=ro&immutable=1"} {
		pool, err := connect(d.path, readers, mode, "query_only(1)")
		if err != nil {
			return err
		}
		if err = translate(check(ctx, pool)); err == nil {
			var n int
			err = translate(pool.QueryRowContext(ctx, `SELECT count(*) FROM about`).Scan(&n))
		}
		if err == nil {
			d.reader, d.mode, d.packer.mode = pool, mode, mode
			return nil
		}
		pool.Close()
		if !cannotWrite(err) || d.writer != nil {
			return err
		}
	}
	return article.ErrReadOnly
}

// pageSize is of new archives; those that are there keep theirs. A packed text
// and a reading take 2 to 3 KB each, which leaves pages of 4 KB half empty:
// 6,000 articles took 82 MB so and take 70 MB with these, and are saved faster.
const pageSize = "page_size(16384)"

// create makes an empty archive beside path and links it there, so that no
// half-made file is ever found under that name. If another program was faster,
// its archive is taken.
//
// SQLite would carry the log of an archive that is gone over into the new one;
// where such a log lies, nothing is made and the error is [article.ErrLeftLog].
func create(ctx context.Context, path string) error {
	if left := leftLog(path); left != "" {
		if _, there := os.Lstat(path); there == nil { // another program was faster: the log is its
			return nil
		}
		return fmt.Errorf("%s: %w", left, article.ErrLeftLog)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*.parallax")
	if err != nil {
		return err
	}
	temp := f.Name()
	defer os.Remove(temp)
	if err := f.Close(); err != nil {
		return err
	}
	pool, err := connect(temp, 1, "mode=rw&_txlock=immediate", pageSize, "synchronous(full)", "foreign_keys(1)")
	if err != nil {
		return err
	}
	if err := errors.Join(migrate(ctx, pool), pool.Close()); err != nil {
		return err
	}
	err = os.Link(temp, path)
	if errors.Is(err, os.ErrExist) {
		return nil
	}
	if err != nil { // a file system without hard links
		if _, there := os.Lstat(path); there == nil {
			return nil
		}
		if err := os.Rename(temp, path); err != nil {
			return err
		}
	}
	return syncFolder(filepath.Dir(path))
}

// leftLog returns the file beside path that holds changes to an archive, "" if
// there is none.
func leftLog(path string) string {
	for _, end := range []string{"-wal", "-journal"} {
		if info, err := os.Lstat(path + end); err == nil && info.Size() > 0 {
			return path + end
		}
	}
	return ""
}
