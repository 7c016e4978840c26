package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"parallax/article"
)

var (
	errCannotOpen = errors.New("cannot be opened") // SQLite's word for a file or folder it may not use
	errDisk       = errors.New("the disk gives an error")
)

// describe is deferred by exported functions: it makes of *err what callers
// may know, with the verb phrase of what was being done. After a cancel it is
// ctx's error, whatever the driver made of it.
func describe(ctx context.Context, err *error, doing string) {
	if *err == nil {
		return
	}
	if cause := ctx.Err(); cause != nil {
		*err = fmt.Errorf("%s: %w", doing, cause)
		return
	}
	*err = fmt.Errorf("%s: %w", doing, translate(*err))
}

// translate turns an error of the driver into a condition of package article.
// The driver's words are kept, the driver's type is not.
func translate(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		return article.ErrNotFound
	}
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("%w: %v", article.ErrDiskFull, err)
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	condition := errors.New("unexpected answer of the database")
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		condition = article.ErrBusy
	case sqlite3.SQLITE_FULL:
		condition = article.ErrDiskFull
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		condition = article.ErrReadOnly
	case sqlite3.SQLITE_IOERR:
		condition = errDisk
	case sqlite3.SQLITE_CANTOPEN:
		condition = errCannotOpen
	case sqlite3.SQLITE_CORRUPT:
		condition = article.ErrDamaged
	case sqlite3.SQLITE_NOTADB:
		condition = article.ErrNotArchive
	case sqlite3.SQLITE_INTERRUPT:
		condition = context.Canceled
	case sqlite3.SQLITE_TOOBIG:
		condition = article.ErrTooLarge
	case sqlite3.SQLITE_ERROR:
		// Our statements fit our schema; if one does not, the schema is altered.
		if strings.Contains(e.Error(), "no such ") {
			condition = article.ErrDamaged
		}
	}
	return fmt.Errorf("%w (%v)", condition, e)
}
