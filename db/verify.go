package db

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// A VerifyReport is what Verify found.
type VerifyReport struct {
	Articles, Versions, Raws int // that were checked
	Damaged                  []Damage
	Took                     time.Duration
}

// OK reports whether nothing is damaged.
func (r VerifyReport) OK() bool { return len(r.Damaged) == 0 }

// A Damage is something that is not as it was saved.
type Damage struct {
	Article article.ID        // 0 where it is not one article's
	Version article.VersionID // 0 where it is not one version's
	Title   string            // of the article, if it can still be read
	What    message.Message
}

// Verify checks the whole archive: the structure of the file, the search
// index, the hash of every text and every original, the chain of versions and
// that every article is whole. Damage is in the report and no error; where the
// file is so damaged that it cannot be read on, the report says that too. It
// changes nothing and checks the archive as it is when it begins, whoever
// writes meanwhile.
func (d *DB) Verify(ctx context.Context, f progress.Func) (r VerifyReport, err error) {
	defer describe(ctx, &err, "verify the archive")
	start := time.Now()
	// A connection of its own: on one that has searched, integrity_check holds
	// what it remembers of the search index against what others have written
	// since, and sees damage in that.
	pool, err := connect(d.path, 1, d.mode)
	if err != nil {
		return r, err
	}
	defer pool.Close()
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return r, err
	}
	defer tx.Rollback()
	v := &verifier{DB: d, ctx: ctx, tx: tx, report: &r, progress: f}
	for _, check := range []func() error{v.begin, v.file, v.schema, v.articles, v.versions, v.raws, v.tallies, v.index} {
		if err := check(); err != nil {
			v.stopped = true
			if err := v.unreadable(err); err != nil {
				return r, err
			}
		}
	}
	r.Took = time.Since(start)
	f.Report(progress.State{Stage: message.New("progress.verifying"), Done: v.done, Total: v.total, Final: true})
	return r, nil
}

type verifier struct {
	*DB
	ctx         context.Context
	tx          *sql.Tx
	report      *VerifyReport
	progress    progress.Func
	done, total int64
	stopped     bool // a check could not go to its end
}

// begin counts what is to be done.
func (v *verifier) begin() error {
	return v.tx.QueryRowContext(v.ctx, `SELECT (SELECT count(*) FROM version) + (SELECT count(*) FROM raw)`).Scan(&v.total)
}

// read calls row for each row of a query.
func (v *verifier) read(query string, args []any, row func(scan func(...any) error) error) error {
	rows, err := v.tx.QueryContext(v.ctx, query, args...)
	return each(rows, err, row)
}

func (v *verifier) damaged(x Damage) {
	v.report.Damaged = append(v.report.Damaged, x)
}

// unreadable puts damage that stopped a check into the report and returns
// other errors.
func (v *verifier) unreadable(err error) error {
	if v.ctx.Err() != nil {
		return v.ctx.Err()
	}
	err = translate(err)
	if !errors.Is(err, article.ErrDamaged) && !errors.Is(err, article.ErrNotArchive) {
		return err
	}
	v.damaged(Damage{What: message.New("db.unreadable", "Error", err.Error())})
	return nil
}

func (v *verifier) step() error {
	v.done++
	if v.done%64 == 0 {
		v.progress.Report(progress.State{Stage: message.New("progress.verifying"), Done: v.done, Total: v.total})
	}
	return v.ctx.Err()
}

// file checks the pages and indexes of the file.
func (v *verifier) file() error {
	return v.read(`PRAGMA integrity_check(20)`, nil, func(scan func(...any) error) error {
		var s string
		if err := scan(&s); err != nil {
			return err
		}
		if s != "ok" {
			v.damaged(Damage{What: message.New("db.damaged-file", "Error", s)})
		}
		return nil
	})
}

// schema checks that tables and indexes are the ones that the migrations make.
// A bit flipped in a column's name is in no page that is malformed.
func (v *verifier) schema() error {
	memory, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer memory.Close()
	memory.SetMaxOpenConns(1) // each would be a database of its own
	var schema int
	if err := v.tx.QueryRowContext(v.ctx, `PRAGMA user_version`).Scan(&schema); err != nil {
		return err
	}
	for _, migration := range migrations[:min(schema, len(migrations))] {
		if _, err := memory.ExecContext(v.ctx, migration); err != nil {
			return err
		}
	}
	// What FTS5 makes for itself may differ between versions of it.
	const q = `SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE 'search_%'`
	want := map[string]string{}
	rows, err := memory.QueryContext(v.ctx, q)
	err = each(rows, err, func(scan func(...any) error) error {
		var name, sql string
		err := scan(&name, &sql)
		want[name] = sql
		return err
	})
	if err != nil {
		return err
	}
	err = v.read(q, nil, func(scan func(...any) error) error {
		var name, sql string
		err := scan(&name, &sql)
		if want[name] == sql {
			delete(want, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		v.damaged(Damage{What: message.New("db.damaged-file", "Error", name)})
	}
	return nil
}

// articles checks that every article has its newest version, and that it
// shows that one.
func (v *verifier) articles() error {
	return v.read(`
		SELECT a.id, a.title, v.number IS a.number, b.version_id IS NOT NULL
		FROM article a
			LEFT JOIN version v ON v.id = a.version_id AND v.article_id = a.id
			LEFT JOIN body b ON b.version_id = a.version_id
		ORDER BY a.id`, nil, func(scan func(...any) error) error {
		var id article.ID
		var title string
		var same, there bool
		if err := scan(&id, &title, &same, &there); err != nil {
			return err
		}
		v.report.Articles++
		if !there {
			v.damaged(Damage{Article: id, Title: title, What: message.New("db.no-text")})
		} else if !same {
			v.damaged(Damage{Article: id, Title: title, What: message.New("db.not-newest")})
		}
		return v.ctx.Err()
	})
}

// versionPage is how many versions are checked at a time.
const versionPage = 200

// versions checks the hash of every text and the chain.
func (v *verifier) versions() error {
	prev := make([]byte, sha256.Size)
	var after int64
	for {
		n := 0
		err := v.read(`
			SELECT `+versionColumns+`, a.title, b.codec, b.text, b.marks
			FROM version v
				LEFT JOIN article a ON a.id = v.article_id
				LEFT JOIN body b ON b.version_id = v.id
			WHERE v.id > ?
			ORDER BY v.id
			LIMIT ?`, []any{after, versionPage}, func(scan func(...any) error) error {
			var row versionRow
			var title *string
			var codec *int
			var packedText, packedMarks []byte
			if err := scan(append(row.fields(), &title, &codec, &packedText, &packedMarks)...); err != nil {
				return err
			}
			n, after = n+1, row.id
			v.report.Versions++
			x := Damage{Article: article.ID(row.articleID), Version: article.VersionID(row.id), Title: row.title}
			if title != nil {
				x.Title = *title
			}
			if codec != nil {
				v.version(x, &row, *codec, packedText, packedMarks)
			}
			if !bytes.Equal(row.prev, prev) {
				x.What = message.New("db.broken-chain")
				v.damaged(x)
			}
			if !bytes.Equal(row.entry(), row.stored) {
				x.What = message.New("db.altered-version", "Number", row.number)
				v.damaged(x)
			}
			prev = slices.Clone(row.stored)
			return v.step()
		})
		if err != nil || n < versionPage {
			return err
		}
	}
}

// version checks the body of one version.
func (v *verifier) version(x Damage, row *versionRow, codec int, packedText, packedMarks []byte) {
	text, err := v.packer.unpack(v.ctx, codec, packedText)
	if err == nil && !bytes.Equal(hashBytes(article.HashText(row.title, string(text))), row.textHash) {
		err = article.ErrDamaged
	}
	if err != nil {
		x.What = message.New("db.altered-text", "Number", row.number)
		v.damaged(x)
	}
	if _, err := v.packer.unpackMarks(v.ctx, codec, packedMarks, string(text)); err != nil {
		x.What = message.New("db.damaged-marks", "Number", row.number)
		v.damaged(x)
	}
}

// raws checks the hash of every original.
func (v *verifier) raws() error {
	var after int64
	for {
		n := 0
		err := v.read(`SELECT id, hash, codec, bytes FROM raw WHERE id > ? ORDER BY id LIMIT 20`, []any{after},
			func(scan func(...any) error) error {
				var hash, packed []byte
				var codec int
				if err := scan(&after, &hash, &codec, &packed); err != nil {
					return err
				}
				n++
				v.report.Raws++
				b, err := unpack(codec, packed)
				if sum := sha256.Sum256(b); err != nil || !bytes.Equal(sum[:], hash) {
					if err := v.raw(hash); err != nil {
						return err
					}
				}
				return v.step()
			})
		if err != nil || n < 20 {
			return err
		}
	}
}

// tallies counts again what is counted as it changes.
func (v *verifier) tallies() error {
	return miscounted(v.ctx, v.tx, func(facet string) {
		v.damaged(Damage{What: message.New("db.wrong-count", "Facet", facet)})
	})
}

// raw names the articles whose original is damaged.
func (v *verifier) raw(hash []byte) error {
	named := false
	err := v.read(`
		SELECT v.article_id, v.id, v.title
		FROM version v
		WHERE v.raw_hash = ?`, []any{hash}, func(scan func(...any) error) error {
		x := Damage{What: message.New("db.altered-raw")}
		err := scan(&x.Article, &x.Version, &x.Title)
		v.damaged(x)
		named = true
		return err
	})
	if err == nil && !named {
		v.damaged(Damage{What: message.New("db.altered-raw-of-none", "Hash", fmt.Sprintf("%x", hash))})
	}
	return err
}
