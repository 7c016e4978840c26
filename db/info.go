package db

import (
	"context"
	"fmt"
)

// Info is what an archive is, as far as that is known without looking for it.
type Info struct {
	Path      string
	Schema    int
	SQLite    string // version of the engine
	ReadOnly  bool
	Articles  int // in the trash too
	Trash     int
	Versions  int // that were not deleted for good
	Sources   int // with articles
	Tags      int
	Stories   int // of two articles or more
	Languages int
	Oldest    string // day, month or year of publication, "" if no article says one
	Newest    string
	Bytes     int64 // of the file and what is still beside it
	Free      int64 // bytes of the file that are free for new articles
}

// Info says what the archive is and holds, in milliseconds.
func (d *DB) Info(ctx context.Context) (info Info, err error) {
	defer describe(ctx, &err, "look at the archive")
	info = Info{Path: d.path, ReadOnly: d.ReadOnly(), Bytes: d.bytes()}
	var oldest, newest int
	err = d.reader.QueryRowContext(ctx, `
		SELECT (SELECT user_version FROM pragma_user_version), sqlite_version(),
			(SELECT coalesce(sum(n), 0) FROM tally WHERE facet IN ('all', 'trash') AND key = 0),
			(SELECT coalesce(sum(n), 0) FROM tally WHERE facet = 'trash' AND key = 0),
			coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'version'), 0) - (SELECT count(*) FROM tombstone),
			(SELECT count(*) FROM tally WHERE facet = 'source' AND n > 0),
			(SELECT count(*) FROM tag),
			(SELECT coalesce(sum(n), 0) FROM tally WHERE facet = 'stories' AND key = 0),
			(SELECT count(*) FROM tally WHERE facet = 'language' AND n > 0 AND key <> ''),
			coalesce((SELECT min(day) FROM article INDEXED BY article_by_day WHERE deleted_at IS NULL), 0),
			coalesce((SELECT max(day) FROM article INDEXED BY article_by_day WHERE deleted_at IS NULL), 0),
			(SELECT freelist_count FROM pragma_freelist_count) * (SELECT page_size FROM pragma_page_size)`).
		Scan(&info.Schema, &info.SQLite, &info.Articles, &info.Trash, &info.Versions, &info.Sources, &info.Tags, &info.Stories,
			&info.Languages, &oldest, &newest, &info.Free)
	if err != nil {
		return info, err
	}
	info.Oldest, info.Newest = dayName(oldest), dayName(newest)
	return info, nil
}

// dayName writes a column day as precisely as it is known, "" for 0.
func dayName(day int) string {
	switch {
	case day == 0:
		return ""
	case day%10000 == 0:
		return fmt.Sprintf("%04d", day/10000)
	case day%100 == 0:
		return fmt.Sprintf("%04d-%02d", day/10000, day/100%100)
	}
	return fmt.Sprintf("%04d-%02d-%02d", day/10000, day/100%100, day%100)
}

// Statistics is what an archive is made of.
type Statistics struct {
	Words     int64 // of all articles that are not in the trash
	Originals int   // pages, files and pictures kept
	Texts     int64 // bytes of the file for texts and what is marked in them
	Raw       int64 // … for originals
	Index     int64 // … for searching
	Readings  int64 // … for what comparing and grouping keep
	Other     int64 // … for the rest, lists above all
	Free      int64 // … that are free
}

// Statistics looks at every page of the file for what it is used for. That
// takes seconds for a large one; it can be cancelled.
func (d *DB) Statistics(ctx context.Context) (s Statistics, err error) {
	defer describe(ctx, &err, "add up what the archive is made of")
	err = d.reader.QueryRowContext(ctx, `
		SELECT (SELECT coalesce(sum(words), 0) FROM article WHERE deleted_at IS NULL), (SELECT count(*) FROM raw),
			(SELECT freelist_count FROM pragma_freelist_count) * (SELECT page_size FROM pragma_page_size)`).
		Scan(&s.Words, &s.Originals, &s.Free)
	if err != nil {
		return s, err
	}
	err = d.read(ctx, `
		SELECT coalesce(m.tbl_name, p.name), sum(p.pgsize)
		FROM dbstat p LEFT JOIN sqlite_schema m ON m.name = p.name
		WHERE p.aggregate = 1
		GROUP BY p.name`, nil, func(scan func(...any) error) error {
		var table string
		var bytes int64
		err := scan(&table, &bytes)
		switch table {
		case "body", "dictionary":
			s.Texts += bytes
		case "raw", "image":
			s.Raw += bytes
		case "search_data", "search_idx", "search_docsize", "search_config", "term", "fingerprint":
			s.Index += bytes
		case "reading", "story_vector":
			s.Readings += bytes
		default:
			s.Other += bytes
		}
		return err
	})
	return s, err
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
