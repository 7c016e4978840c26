package db

import (
	"context"
	"time"
)

// A LedgerEntry is one thing that was done to the archive as a whole.
type LedgerEntry struct {
	ID      int64
	What    string // "import", "backup", "verify"
	At      time.Time
	Details string // JSON
}

// Record writes into the ledger. At is now if it is zero.
func (d *DB) Record(ctx context.Context, e LedgerEntry) (err error) {
	defer describe(ctx, &err, "write the ledger")
	if e.At.IsZero() {
		e.At = d.now()
	}
	if e.Details == "" {
		e.Details = "{}"
	}
	return d.update(ctx, func(t *tx) error {
		_, err := t.exec(`INSERT INTO ledger (what, done_at, details) VALUES (?, ?, ?)`, e.What, e.At.Unix(), e.Details)
		return err
	})
}

// Ledger returns the newest entries of that kind, all kinds if what is "",
// newest first.
func (d *DB) Ledger(ctx context.Context, what string, limit int) (_ []LedgerEntry, err error) {
	defer describe(ctx, &err, "read the ledger")
	var out []LedgerEntry
	err = d.read(ctx, `
		SELECT id, what, done_at, details
		FROM ledger
		WHERE ?1 = '' OR what = ?1
		ORDER BY id DESC
		LIMIT ?2`, []any{what, noLimit(limit)}, func(scan func(...any) error) error {
		var e LedgerEntry
		var at int64
		err := scan(&e.ID, &e.What, &at, &e.Details)
		e.At = time.Unix(at, 0).UTC()
		out = append(out, e)
		return err
	})
	return out, err
}
