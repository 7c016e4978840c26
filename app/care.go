package app

import (
	"context"

	"parallax/db"
	"parallax/internal/progress"
)

// Verify checks the whole archive: the file, the search index, every hash and
// the chain of versions. The report names every damaged article.
func (a *App) Verify(ctx context.Context, p progress.Func) (db.VerifyReport, error) {
	return a.db.Verify(ctx, p)
}

// OfIndex reports whether damage is of the search index and the counts beside it
// alone: Reindex cures it and no article is concerned.
func OfIndex(d db.Damage) bool {
	switch d.What.Key {
	case "db.damaged-index", "db.not-indexed", "db.wrong-count":
		return true
	}
	return false
}

// Backup writes a copy of the archive to a file, whole or not at all, while
// others go on reading and writing. A file that is no archive is not replaced.
func (a *App) Backup(ctx context.Context, path string) error { return a.db.Backup(ctx, path) }

// Compact makes the file small and fast again and returns its size before and
// after. Stopped, it is whole and as small as it got.
func (a *App) Compact(ctx context.Context, p progress.Func) (before, after int64, err error) {
	return a.db.Compact(ctx, p)
}

// EmptyTrash deletes for good what is in the trash and returns how many
// articles that were. It cannot be undone.
func (a *App) EmptyTrash(ctx context.Context, p progress.Func) (int, error) {
	return a.db.EmptyTrash(ctx, p)
}

// Reindex builds the search index anew from the articles. It cures an index
// that is damaged, or that an older program made.
func (a *App) Reindex(ctx context.Context, p progress.Func) error { return a.db.Reindex(ctx, p) }

// NeedsReindex reports whether the search index was made by a program that
// prepares texts in another way: some words may not be found until Reindex.
func (a *App) NeedsReindex(ctx context.Context) (bool, error) { return a.db.NeedsReindex(ctx) }

// What the store tells of an archive.
type (
	Info       = db.Info
	Statistics = db.Statistics
)

// Info says what the archive is and holds.
func (a *App) Info(ctx context.Context) (Info, error) { return a.db.Info(ctx) }

// Statistics looks at every page of the file for what it is used for, which
// takes seconds for a large one.
func (a *App) Statistics(ctx context.Context) (Statistics, error) { return a.db.Statistics(ctx) }

// DataVersion returns a number that changes when any program, this one too,
// has written to the archive.
func (a *App) DataVersion(ctx context.Context) (int64, error) { return a.db.DataVersion(ctx) }
