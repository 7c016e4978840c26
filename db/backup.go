package db

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"parallax/article"
)

// Backup writes a copy of the archive to path, as it is at this moment, while
// others go on reading and writing. The copy is whole or not there: it is
// written beside path, synced, checked and renamed. A file at path is replaced
// if it is an archive and refused with [article.ErrNotArchive] if not; the
// archive itself is refused with [article.ErrUsage].
func (d *DB) Backup(ctx context.Context, path string) (err error) {
	defer describe(ctx, &err, "back up to "+path)
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	there, err := os.Stat(path)
	if err == nil {
		if own, err := os.Stat(d.path); err == nil && os.SameFile(own, there) {
			return fmt.Errorf("%w: the archive cannot be its own backup", article.ErrUsage)
		}
		if !there.Mode().IsRegular() || there.Size() == 0 {
			return article.ErrNotArchive
		}
		if err := (&DB{path: path}).look(ctx); err != nil && !errors.Is(err, article.ErrNewerArchive) {
			return err
		}
	} else if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".backup-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	temp := filepath.Join(dir, "copy.parallax")
	if err := d.copyTo(ctx, temp); err != nil {
		return err
	}
	if err := checkCopy(ctx, temp); err != nil {
		return err
	}
	if err := syncFile(temp); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// checkCopy reads a copy from end to end and returns [article.ErrDamaged] if it
// is not whole. What Verify finds beyond that is in the archive too.
func checkCopy(ctx context.Context, path string) error {
	if err := (&DB{path: path}).look(ctx); err != nil {
		return err
	}
	pool, err := connect(path, 1, "mode=ro&immutable=1")
	if err != nil {
		return err
	}
	defer pool.Close()
	var found string
	if err := pool.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return fmt.Errorf("%w: the copy: %s", article.ErrDamaged, found)
	}
	return nil
}

// copyTo writes the archive as it is into a new file. It takes a connection of
// its own: one that is query_only may not write another file either.
func (d *DB) copyTo(ctx context.Context, path string) error {
	pool, err := connect(d.path, 1, d.mode)
	if err != nil {
		return err
	}
	_, err = pool.ExecContext(ctx, `VACUUM INTO ?`, fileURI(path))
	return errors.Join(err, pool.Close())
}

// fileURI returns the path as SQLite takes it, whatever characters it has.
func fileURI(path string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/…
	}
	u := url.URL{Scheme: "file", Path: p}
	return u.String()
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder makes a new name last. Not every system can sync a folder, and
// where it cannot the name lasts by itself.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, os.ErrInvalid) && !errors.Is(err, os.ErrPermission) {
		return err
	}
	return nil
}
