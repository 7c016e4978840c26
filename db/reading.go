package db

import (
	"context"

	"parallax/article"
)

// A Reading is what an engine found in a version, in a form that is the
// engine's own.
type Reading struct {
	Version article.VersionID
	Kind    string // "reading", "story"
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

// VersionsWithout lists the newest versions of articles that are not in the
// trash and have no reading of that kind by that engine: at most limit with an
// ID over after, smallest first.
func (d *DB) VersionsWithout(ctx context.Context, kind, engine string, after article.VersionID, limit int) (ids []article.VersionID, err error) {
	defer describe(ctx, &err, "list what is to be read")
	err = d.read(ctx, `
		SELECT a.version_id
		FROM article a
		WHERE a.version_id > ? AND a.deleted_at IS NULL AND NOT EXISTS (
			SELECT 1 FROM reading r
			WHERE r.version_id = a.version_id AND r.kind = ? AND r.engine = ?)
		ORDER BY a.version_id
		LIMIT ?`, []any{after, kind, engine, limit}, into(&ids))
	return ids, err
}
