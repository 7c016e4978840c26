package db

import (
	"context"

	"parallax/article"
)

// A Reading is what an engine found in a version, in a form that is the
// engine's own.
type Reading struct {
	Version article.VersionID
	Kind    string // "reading"
	Engine  string // with its version: another one's readings are not used
	Bytes   []byte
}

// SaveReadings keeps readings in one transaction. A version has one of each
// kind, the last saved.
func (d *DB) SaveReadings(ctx context.Context, readings []Reading) (err error) {
	defer describe(ctx, &err, "save what was read")
	return d.update(ctx, func(t *tx) error {
		for _, r := range readings {
			if err := ctx.Err(); err != nil {
				return err
			}
			_, err := t.exec(`
				INSERT INTO reading (version_id, kind, engine, bytes) VALUES (?, ?, ?, ?)
				ON CONFLICT DO UPDATE SET engine = excluded.engine, bytes = excluded.bytes`,
				r.Version, r.Kind, r.Engine, nonNil(r.Bytes))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Reading returns the reading of a version by that engine, and false if there
// is none.
func (d *DB) Reading(ctx context.Context, version article.VersionID, kind, engine string) (b []byte, ok bool, err error) {
	defer describe(ctx, &err, "look up what was read")
	err = d.read(ctx, `SELECT bytes FROM reading WHERE version_id = ? AND kind = ? AND engine = ?`, []any{version, kind, engine},
		func(scan func(...any) error) error {
			ok = true
			return scan(&b)
		})
	return b, ok, err
}
