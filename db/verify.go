package db

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

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
	for _, check := range []func() error{v.file, v.schema, v.begin, v.articles, v.versions, v.raws, v.desk, v.tallies, v.index} {
		if err := v.interrupted(check()); err != nil {
			return r, err
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
	said        int  // complaints of SQLite in the report
}

// begin counts what is to be done.
func (v *verifier) begin() error {
	return v.tx.QueryRowContext(v.ctx, `SELECT (SELECT count(*) FROM version) + (SELECT count(*) FROM raw)`).Scan(&v.total)
}

// read calls row for each row of a query. A value that our schema does not
// allow is damage.
func (v *verifier) read(query string, args []any, row func(scan func(...any) error) error) error {
	rows, err := v.tx.QueryContext(v.ctx, query, args...)
	return each(rows, err, func(scan func(...any) error) error {
		return row(func(into ...any) error {
			if err := scan(into...); err != nil {
				return fmt.Errorf("%w: %v", article.ErrDamaged, err)
			}
			return nil
		})
	})
}

func (v *verifier) damaged(x Damage) {
	v.report.Damaged = append(v.report.Damaged, x)
}

// unreadable puts what stopped a check into the report. Only what has nothing
// to do with the file is returned: SQLite has many words for damage, and a disk
// that cannot be read is damage too.
func (v *verifier) unreadable(err error) error {
	if v.ctx.Err() != nil {
		return v.ctx.Err()
	}
	err = translate(err)
	for _, other := range []error{article.ErrBusy, article.ErrDiskFull, article.ErrReadOnly, errCannotOpen} {
		if errors.Is(err, other) {
			return err
		}
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

// file checks the pages of the file and its indexes, a table at a time, so
// that it can be said how far it is: SQLite checks a whole file in one go, which
// takes minutes. What only that would see is looked for first: pages that two
// tables use, or that one uses and the list of free pages too.
func (v *verifier) file() error {
	stage := func(done, total int64) {
		v.progress.Report(progress.State{Stage: message.New("progress.checking-file"), Done: done, Total: total})
	}
	var pages, free, size int64
	err := v.tx.QueryRowContext(v.ctx, `
		SELECT (SELECT page_count FROM pragma_page_count), (SELECT freelist_count FROM pragma_freelist_count), (SELECT page_size FROM pragma_page_size)`).
		Scan(&pages, &free, &size)
	if err != nil {
		return err
	}
	stage(0, 2*pages)
	of := map[string]int64{} // pages
	used := make([]byte, pages/8+1)
	left := pages - free
	if locked := 1<<30/size + 1; pages >= locked { // SQLite never uses the page that is locked
		left--
	}
	done, twice := int64(0), false
	err = v.read(`SELECT name, pageno FROM dbstat`, nil, func(scan func(...any) error) error {
		var name string
		var page int64
		if err := scan(&name, &page); err != nil {
			return err
		}
		if page < 1 || page > pages || used[page/8]&(1<<(page%8)) != 0 {
			twice = true
		} else {
			used[page/8] |= 1 << (page % 8)
			left--
		}
		of[name]++
		if done++; done%256 == 0 {
			stage(done, 2*pages)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if twice || left < 0 {
		v.damaged(Damage{What: message.New("db.damaged-file", "Error", "a page is used twice")})
	}
	var tables []string
	sizes := map[string]int64{"sqlite_schema": of["sqlite_schema"] + free}
	err = v.read(`SELECT tbl_name, name FROM sqlite_schema WHERE rootpage > 0 ORDER BY rowid`, nil, func(scan func(...any) error) error {
		var table, name string
		if err := scan(&table, &name); err != nil {
			return err
		}
		if table == name {
			tables = append(tables, table)
		}
		sizes[table] += of[name]
		return nil
	})
	if err != nil {
		return err
	}
	done = pages
	for _, table := range append([]string{"sqlite_schema", "search"}, tables...) {
		// A pragma takes no parameters, and names are what the file says.
		err := v.read(`PRAGMA integrity_check("`+strings.ReplaceAll(table, `"`, `""`)+`")`, nil, func(scan func(...any) error) error {
			var s string
			if err := scan(&s); err != nil {
				return err
			}
			if table == "search" && s != "ok" {
				v.damaged(Damage{What: message.New("db.damaged-index")})
			} else if s != "ok" && v.said < saidMost {
				v.damaged(Damage{What: message.New("db.damaged-file", "Error", s)})
				v.said++
			}
			return nil
		})
		if err := v.interrupted(err); err != nil {
			return err
		}
		done += sizes[table]
		stage(done, 2*pages)
	}
	return nil
}

// saidMost is how many of SQLite's own complaints a report has.
const saidMost = 20

// interrupted puts an error that ends one of several checks into the report.
func (v *verifier) interrupted(err error) error {
	if err == nil {
		return nil
	}
	v.stopped = true
	return v.unreadable(err)
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
	g := graves{verifier: v}
	if err := g.next(0); err != nil {
		return err
	}
	var after int64
	for {
		n := 0
		err := v.read(`
			SELECT `+versionColumns+`, a.title, b.codec, b.text, b.marks,
				iif(a.version_id = v.id, a.images - (SELECT count(*) FROM image i WHERE i.version_id = v.id), NULL)
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
			var bare *int // how many pictures of the newest version the marks know
			if err := scan(append(row.fields(), &title, &codec, &packedText, &packedMarks, &bare)...); err != nil {
				return err
			}
			n, after = n+1, row.id
			v.report.Versions++
			x := Damage{Article: article.ID(row.articleID), Version: article.VersionID(row.id), Title: row.title}
			if title != nil {
				x.Title = *title
			}
			if codec != nil {
				v.version(x, &row, *codec, packedText, packedMarks, bare)
			}
			var err error
			if prev, err = g.until(row.id, prev); err != nil {
				return err
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
		if err != nil {
			return err
		}
		if n < versionPage {
			_, err := g.until(math.MaxInt64, prev)
			return err
		}
	}
}

// graves goes through the versions that were deleted for good, in their order.
type graves struct {
	*verifier
	id          int64 // of the next, the largest number if there is none
	prev, entry []byte
}

func (g *graves) next(after int64) error {
	g.id = math.MaxInt64
	return g.read(`SELECT version_id, prev, entry FROM tombstone WHERE version_id > ? ORDER BY version_id LIMIT 1`, []any{after},
		func(scan func(...any) error) error { return scan(&g.id, &g.prev, &g.entry) })
}

// until follows the chain through the versions before id that were deleted.
func (g *graves) until(id int64, prev []byte) ([]byte, error) {
	for g.id < id {
		if !bytes.Equal(g.prev, prev) {
			g.damaged(Damage{Version: article.VersionID(g.id), What: message.New("db.broken-chain")})
		}
		prev = g.entry
		if err := g.next(g.id); err != nil {
			return nil, err
		}
		if err := g.ctx.Err(); err != nil {
			return nil, err
		}
	}
	return prev, nil
}

// version checks the body of one version.
func (v *verifier) version(x Damage, row *versionRow, codec int, packedText, packedMarks []byte, bare *int) {
	text, err := v.packer.unpack(v.ctx, codec, packedText)
	if err == nil && !bytes.Equal(hashBytes(article.HashText(row.title, string(text))), row.textHash) {
		err = article.ErrDamaged
	}
	if err != nil {
		x.What = message.New("db.altered-text", "Number", row.number)
		v.damaged(x)
	}
	m, err := v.packer.unpackMarks(v.ctx, codec, packedMarks, string(text))
	if err != nil {
		x.What = message.New("db.damaged-marks", "Number", row.number)
		v.damaged(x)
	} else if bare != nil && *bare != len(m.Images) {
		x.What = message.New("db.missing-images")
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

// desk checks what belongs to an article without being its text: that nothing
// refers to what is not there, that pictures have their bytes, that the words
// which were marked stand where they are marked, and that dictionaries are
// whole.
func (v *verifier) desk() error {
	orphans := map[string]bool{}
	err := v.read(`SELECT "table", parent FROM pragma_foreign_key_check`, nil, func(scan func(...any) error) error {
		var table, parent string
		err := scan(&table, &parent)
		orphans[table+" → "+parent] = true
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range slices.Sorted(maps.Keys(orphans)) {
		v.damaged(Damage{What: message.New("db.damaged-file", "Error", s)})
	}
	err = v.read(`
		SELECT v.article_id, v.id, v.title
		FROM image i CROSS JOIN version v ON v.id = i.version_id
		WHERE i.hash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM raw r WHERE r.hash = i.hash)`, nil,
		func(scan func(...any) error) error {
			x := Damage{What: message.New("db.missing-images")}
			err := scan(&x.Article, &x.Version, &x.Title)
			v.damaged(x)
			return err
		})
	if err != nil {
		return err
	}
	err = v.read(`SELECT id, bytes FROM dictionary`, nil, func(scan func(...any) error) error {
		var id uint32
		var b []byte
		if err := scan(&id, &b); err != nil {
			return err
		}
		if d, err := zstd.InspectDictionary(b); err != nil || d.ID() != id {
			v.damaged(Damage{What: message.New("db.damaged-dictionary", "Number", int(id))})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return v.highlights()
}

// highlights checks that the words which were marked stand where they are
// marked.
func (v *verifier) highlights() error {
	var of article.VersionID
	var text string
	return v.read(`
		SELECT h.article_id, h.version_id, h.start, h."end", h.exact, v.title, b.codec, b.text
		FROM highlight h
			CROSS JOIN version v ON v.id = h.version_id
			CROSS JOIN body b ON b.version_id = h.version_id
		ORDER BY h.version_id`, nil, func(scan func(...any) error) error {
		x := Damage{What: message.New("db.misplaced-highlight")}
		var span article.Span
		var exact string
		var codec int
		var packed []byte
		if err := scan(&x.Article, &x.Version, &span.Start, &span.End, &exact, &x.Title, &codec, &packed); err != nil {
			return err
		}
		if x.Version != of {
			b, err := v.packer.unpack(v.ctx, codec, packed)
			if err != nil {
				return v.ctx.Err() // named already
			}
			of, text = x.Version, string(b)
		}
		if exact == "" || span.Of(text) != exact {
			v.damaged(x)
		}
		return v.ctx.Err()
	})
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
		WHERE v.raw_hash = ?1 OR v.id IN (SELECT i.version_id FROM image i WHERE i.hash = ?1)`, []any{hash}, func(scan func(...any) error) error {
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
