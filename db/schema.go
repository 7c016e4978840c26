package db

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"parallax/article"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the steps from an empty file to the schema of this program;
// the schema's number is how many were taken.
var migrations = func() []string {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is ours
	}
	var steps []string
	for _, name := range names {
		b, err := fs.ReadFile(migrationFiles, name)
		if err != nil {
			panic(err) // embedded
		}
		steps = append(steps, string(b))
	}
	return steps
}()

// afterStatements is what a step does that SQL cannot, by the schema it makes.
// It is part of the step's transaction.
var afterStatements = map[int]func(*tx) error{
	2: (*tx).shortenAddressKeys,
	3: (*tx).indexFirst, // what indexes reads what version has since this step
}

// indexFirst makes the index of an archive that has none of ours: a new one, or
// one of schema 1.
func (t *tx) indexFirst() error {
	there, err := t.get(`SELECT 1 FROM about WHERE name = 'index'`, nil, new(int))
	if err != nil || there {
		return err
	}
	return t.reindex(nil)
}

// migrate takes the steps that are missing, each in one transaction. Where the
// file cannot be written it fails, even if no step is missing.
func migrate(ctx context.Context, pool *sql.DB) error {
	for {
		tx, err := pool.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		done, err := step(ctx, tx)
		if err != nil {
			return errors.Join(err, tx.Rollback())
		}
		if err := tx.Commit(); err != nil || done {
			return err
		}
	}
}

// step takes the next migration and reports whether there was none.
func step(ctx context.Context, tx *sql.Tx) (done bool, err error) {
	var schema int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&schema); err != nil {
		return false, err
	}
	if schema >= len(migrations) {
		// A lock to write is given on a file without the right to write too; a
		// statement that writes is refused, even if it finds nothing to change.
		_, err := tx.ExecContext(ctx, `DELETE FROM about WHERE false`)
		return true, err
	}
	if _, err := tx.ExecContext(ctx, migrations[schema]); err != nil {
		return false, fmt.Errorf("migrate to schema %d: %w", schema+1, err)
	}
	if more := afterStatements[schema+1]; more != nil {
		if err := more(newTx(ctx, tx, &packer{}, newTermFilter())); err != nil {
			return false, fmt.Errorf("migrate to schema %d: %w", schema+1, err)
		}
	}
	// Pragmas take no parameters; both numbers are ours.
	_, err = tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d`, applicationID, schema+1))
	return false, err
}

// shortenAddressKeys makes of the column url_key what [addressKey] makes.
func (t *tx) shortenAddressKeys() error {
	var after article.ID
	for {
		keys := map[article.ID]string{}
		err := t.all(`SELECT id, url_key FROM article WHERE id > ? AND url_key IS NOT NULL ORDER BY id LIMIT ?`, []any{after, chunk},
			func(scan func(...any) error) error {
				var key string
				err := scan(&after, &key)
				keys[after] = key
				return err
			})
		if err != nil || len(keys) == 0 {
			return err
		}
		for id, key := range keys {
			if _, err := t.exec(`UPDATE article SET url_key = ? WHERE id = ?`, addressKey(key), id); err != nil {
				return err
			}
		}
	}
}
