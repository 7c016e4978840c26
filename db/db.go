// Package db keeps articles in one SQLite file. It is the only room that
// knows SQL: what it hands out are the nouns of package article, and the
// driver's errors stop here as the conditions of that package.
//
// An archive is written through one connection and read through others, so
// reading goes on while an import writes. Several programs may have one file
// open; a write that waits too long for another program ends with
// [article.ErrBusy]. Every function returns ctx's error on cancel, within a
// tenth of a second, and what it had not finished by then is not in the file.
package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"parallax/article"
)

// A DB is an open archive. It may be used by several goroutines.
type DB struct {
	path   string
	now    func() time.Time
	writer *sql.DB // nil if read-only
	reader *sql.DB
	mode   string // how readers open the file
	limits limits
	memory memory // of searches
	packer *packer
	terms  *termFilter

	watching sync.Mutex
	watch    *sql.DB // of one connection, opened by DataVersion
}

// Options say how to open an archive.
type Options struct {
	ReadOnly bool             // never write, not even what SQLite keeps beside the file
	Now      func() time.Time // the clock, nil for time.Now
}

// readers is how many may read at once: a list, its rows, a background
// reading and one to spare.
const readers = 4

// Open opens the archive at path and makes an empty one if nothing is there,
// unless it is to be read only. What is there and cannot be used is left as it
// is, to the byte, and refused: [article.ErrNotArchive] for what is something
// else, [article.ErrNewerArchive] for what a newer program wrote,
// [article.ErrDamaged], [article.ErrBusy]. A file that cannot be written is
// opened for reading.
func Open(ctx context.Context, path string, opt Options) (_ *DB, err error) {
	defer describe(ctx, &err, "open "+path)
	if path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	lockByDescription()
	d := &DB{path: path, now: opt.Now, limits: usualLimits, packer: &packer{path: path}, terms: newTermFilter()}
	if d.now == nil {
		d.now = time.Now
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist) && opt.ReadOnly:
		return nil, article.ErrNotFound
	case errors.Is(err, os.ErrNotExist):
		if err := create(ctx, path); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() == 0:
		return nil, article.ErrNotArchive
	}
	if err := d.look(ctx); err != nil {
		return nil, err
	}
	if !opt.ReadOnly {
		err = d.openWriter(ctx)
		if err != nil && !errors.Is(err, article.ErrReadOnly) {
			return nil, err
		}
	}
	if err := d.openReaders(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// Close closes the archive. What is running must have ended before.
func (d *DB) Close() error {
	var errs []error
	if d.reader != nil {
		errs = append(errs, d.reader.Close())
	}
	if d.watch != nil {
		errs = append(errs, d.watch.Close())
	}
	if d.writer != nil {
		errs = append(errs, d.writer.Close())
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close %s: %w", d.path, translate(err))
	}
	return nil
}

// Path returns the absolute path of the file.
func (d *DB) Path() string { return d.path }

// ReadOnly reports whether the archive can only be read.
func (d *DB) ReadOnly() bool { return d.writer == nil }
