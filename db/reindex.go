package db

import (
	"context"
	"database/sql"
	"runtime"
	"sync"
	"time"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// indexForm names the form of what prepare makes of a text. Who changes that,
// or what package text makes of a word, changes it too: an archive whose index
// has another form says so by NeedsReindex.
const indexForm = "2"

// NeedsReindex reports whether the search index was made by a program that
// prepares texts in another way: words may not be found then until Reindex.
func (d *DB) NeedsReindex(ctx context.Context) (needed bool, err error) {
	defer describe(ctx, &err, "look at the search index")
	err = d.reader.QueryRowContext(ctx, `SELECT NOT EXISTS (SELECT 1 FROM about WHERE name = 'index' AND value = ?)`, indexForm).Scan(&needed)
	return needed, err
}

// Reindex builds what is looked up anew from the bodies: the search index, the
// words for suggestions, the fingerprints that copies are found by. It cures an
// index that is damaged or of another form. It is one transaction: others go on
// reading with the old index until it is done, nobody else can write meanwhile,
// and after a cancel or a crash all is as it was. Of an article whose body cannot be
// read the title is found.
func (d *DB) Reindex(ctx context.Context, f progress.Func) (err error) {
	defer describe(ctx, &err, "build the search index")
	defer d.terms.forget()
	return d.update(ctx, func(t *tx) error { return t.reindex(f) })
}

// reindexPage is how many articles are prepared at once.
const reindexPage = 200

// reindexWords is how many new words, or bands, are gathered before they are put
// into their table: FTS5 writes out what it has gathered whenever a statement comes
// that could have to undo a part of itself.
const reindexWords = 20_000

func (t *tx) reindex(f progress.Func) error {
	var total, done int64
	if _, err := t.get(`SELECT count(*) FROM article`, nil, &total); err != nil {
		return err
	}
	for _, s := range []string{`INSERT INTO search (search) VALUES ('delete-all')`, `DELETE FROM term`, `DELETE FROM fingerprint`} {
		if _, err := t.exec(s); err != nil {
			return err
		}
	}
	if err := t.gather(bulkHash, bulkMerge); err != nil {
		return err
	}
	t.terms = newTermFilter() // as empty as the table
	r := reindexer{copies: newCopies(t)}
	var after article.ID
	for {
		page, err := t.bodiesAfter(after)
		if err != nil {
			return err
		}
		for i := range page {
			if err := t.ctx.Err(); err != nil {
				return err
			}
			if err := r.add(&page[i]); err != nil {
				return err
			}
		}
		done += int64(len(page))
		if len(r.words) >= reindexWords || len(r.fresh) >= reindexWords || len(page) < reindexPage {
			if err := r.keep(); err != nil {
				return err
			}
		}
		if len(page) < reindexPage {
			break
		}
		after = page[len(page)-1].ID
		f.Report(progress.State{Stage: message.New("progress.indexing"), Done: done, Total: total})
	}
	if err := r.markCopies(); err != nil {
		return err
	}
	if err := t.gather(usualHash, usualMerge); err != nil {
		return err
	}
	if err := t.recount(); err != nil {
		return err
	}
	if err := t.setAbout("index", indexForm); err != nil {
		return err
	}
	f.Report(progress.State{Stage: message.New("progress.indexing"), Done: done, Total: total, Final: true})
	return nil
}

// A reindexer puts articles into what is looked up, by their ID.
type reindexer struct {
	*copies
	words []string // that are not in the table of terms yet
	found []foundCopy
}

type foundCopy struct {
	id, of   article.ID
	likeness int
}

func (r *reindexer) add(x *reindexed) error {
	if err := r.index(x.ID, x.indexed, x.meta); err != nil {
		return err
	}
	r.words = append(r.words, x.indexed.terms...)
	r.terms.remember(x.indexed.terms)
	of, likeness, err := r.near(x.ID, &x.indexed, x.bands)
	if of != 0 && x.CopyOf == 0 {
		r.found = append(r.found, foundCopy{x.ID, of, likeness})
	}
	return err
}

// keep puts what was gathered into its tables.
func (r *reindexer) keep() error {
	if err := r.addTerms(r.words); err != nil {
		return err
	}
	r.words = nil
	return r.keepBands()
}

// markCopies keeps which articles are nearly copies; what is known to be a copy
// stays one.
func (r *reindexer) markCopies() error {
	for _, c := range r.found {
		if _, err := r.exec(`UPDATE article SET copy_of = ?, likeness = ? WHERE id = ?`, c.of, c.likeness, c.id); err != nil {
			return err
		}
	}
	return nil
}

// A reindexed is an article with what the index gets of it.
type reindexed struct {
	article.Article
	sourceID int64
	codec    int
	text     []byte // packed
	marks    []byte // packed
	indexed  indexed
	bands    []uint32
	meta     string
}

// bodiesAfter reads and prepares the next page of articles.
func (t *tx) bodiesAfter(after article.ID) (page []reindexed, err error) {
	err = t.all(`
		SELECT a.id, a.source_id, coalesce(a.copy_of, 0), a.title, a.authors, a.language, v.url, `+shownType+`, v.facts,
			a.published_at, a.published_offset, a.published_precision, a.captured_at, b.codec, b.text, b.marks
		FROM article a
			JOIN version v ON v.id = a.version_id
			LEFT JOIN body b ON b.version_id = a.version_id
		WHERE a.id > ?
		ORDER BY a.id
		LIMIT ?`, []any{after, reindexPage}, func(scan func(...any) error) error {
		x, err := scanReindexed(scan)
		page = append(page, x)
		return err
	})
	if err != nil {
		return nil, err
	}
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(page) && t.ctx.Err() == nil; i += workers {
				page[i].prepare(t)
			}
		})
	}
	wg.Wait()
	return page, t.ctx.Err()
}

func scanReindexed(scan func(...any) error) (x reindexed, err error) {
	var names, precision, pageType string
	var facts sql.NullString
	var published sql.NullInt64
	var captured int64
	var offset int
	var codec sql.NullInt64 // NULL where there is no body
	err = scan(&x.ID, &x.sourceID, &x.CopyOf, &x.Title, &names, &x.Language, &x.URL, &pageType, &facts,
		&published, &offset, &precision, &captured, &codec, &x.text, &x.marks)
	if err != nil {
		return x, err
	}
	x.codec, x.Captured = int(codec.Int64), time.Unix(captured, 0)
	x.Authors, _ = authors(names) // what is damaged is named by Verify; the rest is indexed
	_ = tell(&x.Article, pageType, facts)
	x.Published = date(published, offset, precision, "")
	return x, nil
}

// prepare makes what is indexed. Of an article whose body is damaged, the
// title is indexed.
func (x *reindexed) prepare(t *tx) {
	if x.text != nil {
		if err := t.packer.unpackBody(t.ctx, &x.Article, x.codec, x.text, x.marks); err != nil {
			x.Text, x.Blocks, x.Residue = "", nil, nil
		}
	}
	x.indexed = prepare(&x.Article)
	x.bands = x.indexed.bands(len(x.Text))
	x.indexed.terms = t.terms.unknown(&x.indexed)
	x.meta = meta(&x.Article, x.sourceID)
	x.text, x.marks = nil, nil
}
