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

// Info says what the archive is and holds.
func (a *App) Info(ctx context.Context) (db.Info, error) { return a.db.Info(ctx) }

// DataVersion returns a number that changes when any program, this one too,
// has written to the archive.
func (a *App) DataVersion(ctx context.Context) (int64, error) { return a.db.DataVersion(ctx) }
