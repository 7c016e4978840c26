package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"unicode/utf8"

	"parallax/article"
)

// Save keeps articles in one transaction and returns what it did with each, in
// their order. What is wrong with one article is its outcome and does not keep
// the others out; the error is for the whole batch, of which nothing is kept
// then. An article that Save reports is on the disk.
//
// An article with the address (by [article.URLKey]) of one that is there is a
// duplicate if it says the same as the newest version, or as an older one where
// it was not just fetched from the web; otherwise it is a new version. Without an
// address it is a duplicate if the same title and text are there without an
// address, unless another source is named. The same text elsewhere makes it a
// new article with CopyOf set. What a duplicate brings along (tags, notes, a
// star) is given to the article that is there.
//
// An article that comes with an ID, as from our own exports, keeps it, its
// version number, story and CopyOf as long as the archive holds only articles
// that came so. Of an article with more than 2,000 tags or 1,000 notes the first
// are kept, and its outcome is Simplified.
func (d *DB) Save(ctx context.Context, batch []article.Article) (_ []article.Outcome, err error) {
	defer describe(ctx, &err, "save articles")
	if len(batch) == 0 {
		return nil, nil
	}
	if d.writer == nil {
		return nil, article.ErrReadOnly
	}
	if err := d.useDictionary(ctx); err != nil {
		return nil, err
	}
	entries := d.prepareAll(ctx, batch)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	outcomes := make([]article.Outcome, len(batch))
	var added []string // terms
	err = d.update(ctx, func(t *tx) error {
		s := saver{copies: newCopies(t), now: d.now().Unix(), sources: map[string]int64{}, tally: tally{}}
		if err := s.begin(); err != nil {
			return err
		}
		for i := range entries {
			if err := ctx.Err(); err != nil {
				return err
			}
			e := &entries[i]
			if e.err != nil {
				outcomes[i] = article.Outcome{Kind: article.Refused, Err: e.err}
				continue
			}
			var err error
			if outcomes[i], err = s.save(e); err != nil {
				return fmt.Errorf("article %d of %d: %w", i+1, len(batch), err)
			}
		}
		added = s.newTerms
		return s.end()
	})
	if err != nil {
		return nil, err
	}
	d.terms.remember(added)
	return outcomes, nil
}

// What Save keeps of the labels that one article brings. Every list that shows
// it reads its tags, and a note is held against those that are there.
const mostTags, mostNotes = 10_000, 1000

// An entry is an article ready to be written: all that takes time is done
// before the archive is locked for others.
type entry struct {
	article.Article
	err      error // why it is refused
	urlKey   any   // string, or nil without an address
	host     string
	textHash []byte
	bodyKey  int64
	rawHash  []byte // nil without bytes
	raw      []byte // packed
	rawCodec int
	text     []byte // packed
	marks    []byte // packed
	facts    sql.NullString
	indexed  indexed
	pictures []picture
	images   int      // with bytes or without
	bands    []uint32 // nil where nearly the same text is not looked for
}

func (d *DB) prepareAll(ctx context.Context, batch []article.Article) []entry {
	entries := make([]entry, len(batch))
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), len(batch))
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(batch) && ctx.Err() == nil; i += workers {
				entries[i] = d.prepare(batch[i])
			}
		})
	}
	wg.Wait()
	return entries
}

func (d *DB) prepare(a article.Article) entry {
	e := entry{Article: a}
	if e.err = refuse(&a); e.err != nil {
		return e
	}
	if len(a.Tags) > mostTags || len(a.Notes) > mostNotes {
		e.Tags, e.Notes, e.Simplified = a.Tags[:min(len(a.Tags), mostTags)], a.Notes[:min(len(a.Notes), mostNotes)], true
	}
	e.Simplified = tidyFacts(&e.Article) || e.Simplified
	e.facts = factsColumn(&e.Article)
	if e.Captured.IsZero() {
		e.Captured = d.now()
	}
	for _, address := range []string{a.URL, a.CanonicalURL} {
		if key, ok := article.URLKey(address); ok {
			e.urlKey = addressKey(key)
			if u, err := url.Parse(key); err == nil {
				e.host = u.Hostname()
			}
			break
		}
	}
	e.textHash = hashBytes(article.HashText(a.Title, a.Text))
	body := []byte(a.Text) // may be large: one copy serves both uses
	e.bodyKey = bodyKey(body)
	if a.Raw != nil {
		sum := sha256.Sum256(a.Raw)
		e.rawHash = sum[:]
		e.rawCodec, e.raw = pack(a.Raw)
	} else if b, err := hex.DecodeString(a.RawHash); err == nil && len(b) == sha256.Size {
		e.rawHash = b
	}
	e.text = d.packer.pack(body)
	m := marks{Blocks: a.Blocks, Residue: a.Residue, Upstream: a.Upstream, From: a.From, Links: a.Links}
	e.pictures, m.Images = preparePictures(a.Images)
	e.images = len(a.Images)
	e.marks = d.packer.packMarks(m, a.Text)
	e.Images = nil // their bytes are not needed again
	e.indexed = prepare(&a)
	e.bands = e.indexed.bands(len(a.Text))
	e.indexed.terms = d.terms.unknown(&e.indexed)
	return e
}

// refuse returns why an article cannot be kept, nil if it can.
func refuse(a *article.Article) error {
	if strings.TrimSpace(a.Text) == "" {
		return article.ErrEmpty
	}
	if len(a.Text) > limitStored || len(a.Raw) > limitStored || len(a.Title) > limitStored {
		return article.ErrTooLarge
	}
	for _, s := range append([]string{a.Text, a.Title, a.Source, a.URL, a.CanonicalURL, a.Language, a.ImportedFrom, a.How, a.Published.Raw, string(a.Published.Precision)}, a.Authors...) {
		if !utf8.ValidString(s) {
			return fmt.Errorf("%w: not UTF-8", article.ErrBinary)
		}
	}
	return nil
}

// addressKey is what the article of an address is found by: the beginning of
// the hash of its key, which is as long as the address. 96 bits are enough for
// a billion articles.
func addressKey(key string) string {
	sum := sha256.Sum256([]byte(key))
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// bodyKey is what copies of a text are found by: the beginning of its hash.
func bodyKey(text []byte) int64 {
	sum := sha256.Sum256(text)
	return int64(binary.BigEndian.Uint64(sum[:]))
}

// dateColumns returns the columns published_at, _offset, _precision, _raw.
func dateColumns(p article.Date) (at any, offset int, precision, raw string) {
	if p.IsZero() {
		return nil, 0, "", p.Raw
	}
	_, offset = p.Time.Zone()
	return p.Time.Unix(), offset, string(p.Precision), p.Raw
}
