package db

import (
	"context"
	"os"
)

// Info is what an archive is.
type Info struct {
	Path     string
	Schema   int
	SQLite   string // version of the engine
	ReadOnly bool
	Articles int // in the trash too
	Versions int
	Raws     int   // originals kept
	Bytes    int64 // of the file and what is still beside it
	Text     int64 // bytes of all texts as kept
	RawBytes int64 // bytes of all originals as kept
}

// Info says what the archive is and holds.
func (d *DB) Info(ctx context.Context) (info Info, err error) {
	defer describe(ctx, &err, "look at the archive")
	info = Info{Path: d.path, ReadOnly: d.ReadOnly()}
	err = d.reader.QueryRowContext(ctx, `
		SELECT (SELECT user_version FROM pragma_user_version), sqlite_version(),
			(SELECT count(*) FROM article), (SELECT count(*) FROM version), (SELECT count(*) FROM raw),
			(SELECT coalesce(sum(length(text)), 0) FROM body), (SELECT coalesce(sum(length(bytes)), 0) FROM raw)`).
		Scan(&info.Schema, &info.SQLite, &info.Articles, &info.Versions, &info.Raws, &info.Text, &info.RawBytes)
	for _, suffix := range []string{"", "-wal"} {
		if f, err := os.Stat(d.path + suffix); err == nil {
			info.Bytes += f.Size()
		}
	}
	return info, err
}

// DataVersion returns a number that changes when anybody, this program too,
// has written to the archive.
func (d *DB) DataVersion(ctx context.Context) (n int64, err error) {
	defer describe(ctx, &err, "look for changes")
	d.watching.Lock()
	defer d.watching.Unlock()
	if d.watch == nil {
		// SQLite counts for a connection, so it must always be the same one.
		if d.watch, err = connect(d.path, 1, d.mode, "query_only(1)"); err != nil {
			return 0, err
		}
	}
	err = d.watch.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&n)
	return n, err
}
