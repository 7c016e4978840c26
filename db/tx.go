package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"parallax/article"
)

// update runs f in one write transaction: all of it is kept, or nothing.
func (d *DB) update(ctx context.Context, f func(*tx) error) error {
	if d.writer == nil {
		return article.ErrReadOnly
	}
	t, err := d.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer t.Rollback() // does nothing after Commit
	if err := f(newTx(ctx, t, d.packer, d.terms)); err != nil {
		return err
	}
	return t.Commit()
}

// A tx is a write transaction that prepares each statement once.
type tx struct {
	*sql.Tx
	ctx    context.Context // of the whole transaction; statements are short
	stmts  map[string]*sql.Stmt
	packer *packer
	terms  *termFilter
}

func newTx(ctx context.Context, t *sql.Tx, p *packer, f *termFilter) *tx {
	return &tx{Tx: t, ctx: ctx, stmts: map[string]*sql.Stmt{}, packer: p, terms: f}
}

func (t *tx) stmt(query string) (*sql.Stmt, error) {
	if s := t.stmts[query]; s != nil {
		return s, nil
	}
	s, err := t.PrepareContext(t.ctx, query) // the transaction closes it
	if err != nil {
		return nil, err
	}
	t.stmts[query] = s
	return s, nil
}

// exec runs a short statement. It does not watch the context, which costs a
// goroutine a statement: loops do.
func (t *tx) exec(query string, args ...any) (sql.Result, error) {
	s, err := t.stmt(query)
	if err != nil {
		return nil, err
	}
	return s.Exec(args...)
}

// get scans one row and reports whether there was one.
func (t *tx) get(query string, args []any, into ...any) (bool, error) {
	s, err := t.stmt(query)
	if err != nil {
		return false, err
	}
	switch err := s.QueryRow(args...).Scan(into...); err {
	case nil:
		return true, nil
	case sql.ErrNoRows:
		return false, nil
	default:
		return false, err
	}
}

// all calls row for each row of a query.
func (t *tx) all(query string, args []any, row func(scan func(...any) error) error) error {
	s, err := t.stmt(query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(t.ctx, args...)
	return each(rows, err, row)
}

// setAbout keeps what the archive says about itself.
func (t *tx) setAbout(name, value string) error {
	_, err := t.exec(`INSERT INTO about (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, name, value)
	return err
}

// each calls row for each of rows and closes them.
func each(rows *sql.Rows, err error, row func(scan func(...any) error) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// read calls row for each row of a query on a reading connection.
func (d *DB) read(ctx context.Context, query string, args []any, row func(scan func(...any) error) error) error {
	rows, err := d.reader.QueryContext(ctx, query, args...)
	return each(rows, err, row)
}

// chunk is how many IDs one statement takes, so that a cancel is soon seen.
const chunk = 1000

// chunks calls f with the IDs as JSON lists of at most chunk.
func chunks(ctx context.Context, ids []article.ID, f func(list string) error) error {
	for len(ids) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := min(len(ids), chunk)
		if err := f(list(ids[:n])); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}

// list returns IDs as JSON, for json_each.
func list[T any](values []T) string {
	if len(values) == 0 {
		return "[]"
	}
	b, err := json.Marshal(values)
	if err != nil {
		panic(fmt.Sprintf("list of %T: %v", values, err)) // numbers and strings only
	}
	return string(b)
}
