package db

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"parallax/article"
)

// AddDecision keeps a person's correction and returns its ID. At is now if it
// is zero.
func (d *DB) AddDecision(ctx context.Context, x article.Decision) (id int64, err error) {
	defer describe(ctx, &err, "keep a decision")
	a, err := json.Marshal(x.A)
	if err != nil {
		return 0, err
	}
	b, err := json.Marshal(x.B)
	if err != nil {
		return 0, err
	}
	if x.At.IsZero() {
		x.At = d.now()
	}
	err = d.update(ctx, func(t *tx) error {
		r, err := t.exec(`INSERT INTO decision (kind, a, b, made_at) VALUES (?, ?, ?, ?)`, x.Kind, string(a), string(b), x.At.Unix())
		if err != nil {
			return err
		}
		id, err = r.LastInsertId()
		return err
	})
	return id, err
}

// RemoveDecision takes a decision back. It returns [article.ErrNotFound] if
// there is none of that ID.
func (d *DB) RemoveDecision(ctx context.Context, id int64) (err error) {
	defer describe(ctx, &err, "take a decision back")
	return d.update(ctx, func(t *tx) error {
		r, err := t.exec(`DELETE FROM decision WHERE id = ?`, id)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return article.ErrNotFound
	})
}

// Decisions returns every decision, oldest first.
func (d *DB) Decisions(ctx context.Context) (_ []article.Decision, err error) {
	defer describe(ctx, &err, "read the decisions")
	var out []article.Decision
	err = d.read(ctx, `SELECT id, kind, a, b, made_at FROM decision ORDER BY id`, nil, func(scan func(...any) error) error {
		var x article.Decision
		var a, b string
		var at int64
		if err := scan(&x.ID, &x.Kind, &a, &b, &at); err != nil {
			return err
		}
		if err := errors.Join(json.Unmarshal([]byte(a), &x.A), json.Unmarshal([]byte(b), &x.B)); err != nil {
			return fmt.Errorf("%w: decision %d: %v", article.ErrDamaged, x.ID, err)
		}
		x.At = time.Unix(at, 0).UTC()
		out = append(out, x)
		return nil
	})
	return out, err
}
