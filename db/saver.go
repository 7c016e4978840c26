package db

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"parallax/article"
	"parallax/internal/query"
)

// A saver writes the articles of one batch.
type saver struct {
	*copies
	now     int64
	sources map[string]int64
	tally   tally

	newTerms []string // of the articles that were added
	waiting  []waiting

	article, version int64  // the highest IDs given so far
	last             []byte // entry of the newest version, the end of the chain
	adopting, was    bool   // articles that come with an ID keep it
}

// What is waiting goes into the search index at the end of a batch: a statement
// that could have to undo a part of itself, as one with triggers, makes FTS5
// write out what it has gathered, and one for each tagged article took a third
// of the time of saving.
type waiting struct {
	id      article.ID
	indexed indexed
	meta    string
}

// indexAll puts what waits for it into the search index.
func (s *saver) indexAll() error {
	for _, l := range s.waiting {
		if err := s.index(l.id, l.indexed, l.meta); err != nil {
			return err
		}
	}
	s.waiting = nil
	return nil
}

// adoptionLimit keeps IDs of foreign numbering from using up ours.
const adoptionLimit = 1 << 47

// begin reads where the batch goes on.
func (s *saver) begin() error {
	for table, into := range map[string]*int64{"article": &s.article, "version": &s.version} {
		if _, err := s.get(`SELECT seq FROM sqlite_sequence WHERE name = ?`, []any{table}, into); err != nil {
			return err
		}
	}
	s.last = make([]byte, 32)
	if _, err := s.get(lastEntry, nil, new(int64), &s.last); err != nil {
		return err
	}
	_, err := s.get(`SELECT value = 'adopted' FROM about WHERE name = 'ids'`, nil, &s.was)
	s.adopting = s.was || s.version == 0
	return err
}

// lastEntry is the end of the chain, which may be a version that was deleted.
const lastEntry = `
	SELECT id, entry FROM version
	UNION ALL
	SELECT version_id, entry FROM tombstone
	ORDER BY id DESC LIMIT 1`

// end keeps what the next batch must know.
func (s *saver) end() error {
	if err := s.keep(s.tally); err != nil {
		return err
	}
	if err := s.addTerms(s.newTerms); err != nil {
		return err
	}
	if err := s.keepBands(); err != nil {
		return err
	}
	if s.adopting != s.was {
		value := "own"
		if s.adopting {
			value = "adopted"
		}
		if err := s.setAbout("ids", value); err != nil {
			return err
		}
	}
	return s.indexAll()
}

func (s *saver) save(e *entry) (article.Outcome, error) {
	there, same, err := s.find(e)
	if err != nil {
		return article.Outcome{}, err
	}
	out := article.Outcome{ID: there, Simplified: e.Simplified}
	switch {
	case there == 0:
		out.Kind = article.Added
		out.ID, out.CopyOf, out.Likeness, err = s.add(e)
	case same:
		out.Kind, out.Simplified = article.Duplicate, false
		err = s.bring(there, e)
	default:
		out.Kind = article.NewVersion
		if err = s.renew(there, e); err == nil {
			err = s.bring(there, e)
		}
	}
	return out, err
}

// find returns the article e is another capture of, 0 if none, and whether
// it says what e says.
func (s *saver) find(e *entry) (id article.ID, same bool, err error) {
	if e.urlKey != nil {
		var hash, shown []byte
		ok, err := s.get(`
			SELECT a.id, v.text_hash, a.shown_hash
			FROM article a CROSS JOIN version v ON v.id = a.version_id
			WHERE a.url_key = ?`, []any{e.urlKey}, &id, &hash, &shown)
		if err != nil || !ok {
			return 0, false, err
		}
		if bytes.Equal(hash, e.textHash) || bytes.Equal(shown, e.textHash) {
			return id, true, nil
		}
		if e.How != "web" || e.ID != 0 { // an old file or export that is read again is no news
			same, err = s.get(`SELECT 1 FROM version WHERE article_id = ? AND text_hash = ?`, []any{id, e.textHash}, new(int))
		}
		return id, same, err
	}
	if s.adopts(e) { // two articles that say the same were two where they come from
		var hash, shown []byte
		taken, err := s.get(`
			SELECT v.text_hash, a.shown_hash
			FROM article a CROSS JOIN version v ON v.id = a.version_id
			WHERE a.id = ?`, []any{e.ID}, &hash, &shown)
		if err != nil || !taken {
			return 0, false, err
		}
		if bytes.Equal(hash, e.textHash) || bytes.Equal(shown, e.textHash) {
			return e.ID, true, nil
		}
	}
	same, err = s.get(sameWithoutAddress, []any{e.bodyKey, e.textHash, sourceKey(e.Source)}, &id)
	return id, same, err
}

// sameWithoutAddress finds the article without an address that says the same.
// The index by address would look as good to the planner, and every article
// without one is the same to it.
const sameWithoutAddress = `
	SELECT a.id
	FROM article a INDEXED BY article_by_body
		CROSS JOIN version v ON v.id = a.version_id
		CROSS JOIN source o ON o.id = a.source_id
	WHERE a.body_key = ? AND a.url_key IS NULL AND (v.text_hash = ?2 OR a.shown_hash = ?2)
		AND (o.name = '' OR ?3 = '' OR o.key = ?3)
	ORDER BY a.id LIMIT 1`

// earlierCopy finds the first article with the same text.
const earlierCopy = `
	SELECT a.id
	FROM article a INDEXED BY article_by_body CROSS JOIN version v ON v.id = a.version_id
	WHERE a.body_key = ? AND (? OR v.text_hash = ?) AND a.id < ? AND a.deleted_at IS NULL
	ORDER BY a.id LIMIT 1`

// copyOf finds what e, which is or becomes the article id, is a copy of.
func (s *saver) copyOf(id article.ID, e *entry) (copyOf article.ID, likeness int, err error) {
	near, alike, err := s.near(id, &e.indexed, e.bands)
	if err != nil {
		return 0, 0, err
	}
	there, err := s.get(earlierCopy, []any{e.bodyKey, len(e.Text) >= copyBytes, e.textHash, id}, &copyOf)
	if there {
		return copyOf, 100, err
	}
	return near, alike, err
}

// adopts reports whether e is to keep its ID.
func (s *saver) adopts(e *entry) bool { return s.adopting && e.ID > 0 && e.ID < adoptionLimit }

// copyBytes is the length from which a text under another title is a copy.
// Shorter ones ("Please enable JavaScript") must have the title too.
const copyBytes = 500

// add keeps e as an article of its own.
func (s *saver) add(e *entry) (id, copyOf article.ID, likeness int, err error) {
	adopted := s.adopts(e)
	if adopted {
		taken, err := s.get(`SELECT 1 FROM article WHERE id = ?`, []any{e.ID}, new(int))
		if err != nil {
			return 0, 0, 0, err
		}
		adopted = !taken
	}
	if adopted {
		id = e.ID
		s.article = max(s.article, int64(id))
	} else {
		s.adopting = false
		s.article++
		id = article.ID(s.article)
	}
	if copyOf, likeness, err = s.copyOf(id, e); err != nil {
		return 0, 0, 0, err
	}
	if adopted { // it knows better: the original may come later
		if copyOf != e.CopyOf || e.Likeness != 0 {
			likeness = e.Likeness
		}
		copyOf = e.CopyOf
	}
	number := 1
	if adopted && e.Version > 0 {
		number = e.Version
	}
	if err := s.addVersion(id, number, e); err != nil {
		return 0, 0, 0, err
	}
	sourceID, err := s.source(e.Source, e.host)
	if err != nil {
		return 0, 0, 0, err
	}
	at, offset, precision, raw := dateColumns(e.Published)
	var readAt, deletedAt, copied any
	switch e.Status {
	case article.Read:
		readAt = s.now
	case article.Trash:
		deletedAt = s.now
	}
	if copyOf != 0 {
		copied = copyOf
	}
	_, err = s.exec(`
		INSERT INTO article (id, version_id, number, url_key, host, source_id, title, authors,
			language, published_at, published_offset, published_precision, published_raw, day, captured_at, sort_at,
			words, simplified, residue, opening, body_key, starred, read_at, deleted_at, copy_of, likeness)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, s.version, number, e.urlKey, e.host, sourceID, e.Title, list(e.Authors),
		e.Language, at, offset, precision, raw, day(e.Published), e.Captured.Unix(), sortAt(&e.Article),
		e.Words, e.Simplified, residueKinds(&e.Article), opening(&e.Article), e.bodyKey,
		e.Starred, readAt, deletedAt, copied, likeness)
	if err != nil {
		return 0, 0, 0, err
	}
	s.tally.add(&e.Article, sourceID)
	if err := s.pictures(id, e); err != nil {
		return 0, 0, 0, err
	}
	s.waiting = append(s.waiting, waiting{id, e.indexed, meta(&e.Article, sourceID)})
	s.newTerms = append(s.newTerms, e.indexed.terms...)
	if adopted && e.StoryID > 0 && e.StoryID < adoptionLimit {
		if _, err := s.exec(`INSERT INTO story (id, title) VALUES (?, ?) ON CONFLICT DO NOTHING`, e.StoryID, e.Story); err != nil {
			return 0, 0, 0, err
		}
		if _, err := s.exec(`INSERT INTO story_member (article_id, story_id) VALUES (?, ?)`, id, e.StoryID); err != nil {
			return 0, 0, 0, err
		}
	}
	return id, copyOf, likeness, s.label(id, e)
}

// renew keeps e as the newest version of the article id.
func (s *saver) renew(id article.ID, e *entry) error {
	var number int
	if _, err := s.get(`SELECT number FROM article WHERE id = ?`, []any{id}, &number); err != nil {
		return err
	}
	if err := s.keepBands(); err != nil { // they may be its own, as an older version
		return err
	}
	if err := s.dropBands(id); err != nil {
		return err
	}
	delete(s.prints, id)
	copyOf, likeness, err := s.copyOf(id, e)
	if err != nil {
		return err
	}
	if err := s.addVersion(id, number+1, e); err != nil {
		return err
	}
	_, err = s.exec(`
		UPDATE article
		SET version_id = ?, number = ?, captured_at = ?, words = ?, simplified = ?, residue = ?, opening = ?, body_key = ?,
			copy_of = nullif(?, 0), likeness = ?
		WHERE id = ?`,
		s.version, number+1, e.Captured.Unix(), e.Words, e.Simplified, residueKinds(&e.Article), opening(&e.Article), e.bodyKey,
		copyOf, likeness, id)
	if err != nil {
		return err
	}
	if err := s.pictures(id, e); err != nil {
		return err
	}
	if err := s.carry(id, s.version, e.Text); err != nil {
		return err
	}
	if err := s.indexAll(); err != nil { // it may wait itself, as an older version
		return err
	}
	return s.settle(id)
}

// bring gives the article id what a duplicate or new version carries.
func (s *saver) bring(id article.ID, e *entry) error {
	if e.Starred {
		if _, err := s.exec(`UPDATE article SET starred = 1 WHERE id = ? AND starred = 0`, id); err != nil {
			return err
		}
	}
	return s.label(id, e)
}

// label gives the article id the tags, notes and highlights of e that it lacks.
func (s *saver) label(id article.ID, e *entry) error {
	for _, name := range e.Tags {
		name = mendTag(name)
		if name == "" {
			continue
		}
		tagID, _, err := s.tagID(name)
		if err != nil {
			return err
		}
		if _, err := s.exec(`INSERT INTO article_tag (article_id, tag_id) VALUES (?, ?) ON CONFLICT DO NOTHING`, id, tagID); err != nil {
			return err
		}
	}
	for _, note := range e.Notes {
		_, err := s.exec(`
			INSERT INTO note (article_id, text, written_at)
			SELECT ?1, ?2, ?3
			WHERE NOT EXISTS (SELECT 1 FROM note WHERE article_id = ?1 AND text = ?2)`, id, strings.ToValidUTF8(note, "\ufffd"), s.now)
		if err != nil {
			return err
		}
	}
	return s.bringHighlights(id, e)
}

// addVersion appends a version, its body and its bytes.
func (s *saver) addVersion(id article.ID, number int, e *entry) error {
	s.version++
	at, offset, precision, raw := dateColumns(e.Published)
	v := versionRow{
		articleID: int64(id), number: number, capturedAt: e.Captured.Unix(), how: e.How, importedFrom: e.ImportedFrom,
		url: e.URL, canonicalURL: e.CanonicalURL, title: e.Title, source: e.Source, authors: list(e.Authors),
		language: e.Language, publishedOffset: offset, publishedPrecision: precision, publishedRaw: raw,
		words: e.Words, simplified: e.Simplified, textHash: e.textHash, rawHash: e.rawHash,
		pageType: string(e.PageType), facts: e.facts, prev: s.last,
	}
	if at != nil {
		v.publishedAt = sql.NullInt64{Int64: at.(int64), Valid: true}
	}
	s.last = v.entry()
	_, err := s.exec(`
		INSERT INTO version (id, article_id, number, captured_at, how, imported_from, url, canonical_url, title, source,
			authors, language, published_at, published_offset, published_precision, published_raw, words, simplified,
			text_hash, raw_hash, page_type, facts, prev, entry)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		s.version, id, number, v.capturedAt, v.how, v.importedFrom, v.url, v.canonicalURL, v.title, v.source,
		v.authors, v.language, v.publishedAt, v.publishedOffset, v.publishedPrecision, v.publishedRaw, v.words, v.simplified,
		v.textHash, nullBytes(v.rawHash), v.pageType, v.facts, v.prev, s.last)
	if err != nil {
		return err
	}
	if _, err := s.exec(`INSERT INTO body (version_id, codec, text, marks) VALUES (?, ?, ?, ?)`, s.version, zippedWith, e.text, e.marks); err != nil {
		return err
	}
	if e.Raw == nil {
		return nil
	}
	_, err = s.exec(`
		INSERT INTO raw (hash, size, codec, bytes) VALUES (?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, e.rawHash, len(e.Raw), e.rawCodec, nonNil(e.raw))
	return err
}

// source returns the ID of the source of that name, which is made if need be.
func (s *saver) source(name, host string) (int64, error) {
	id, ok := s.sources[name]
	if !ok {
		var err error
		if id, err = s.sourceID(name, host); err != nil {
			return 0, err
		}
		s.sources[name] = id
	}
	return id, nil
}

// sourceID returns the ID of a source, which is made if need be.
func (t *tx) sourceID(name, host string) (id int64, err error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return 1, nil
	}
	ok, err := t.get(`SELECT id FROM source WHERE key = ?`, []any{sourceKey(name)}, &id)
	if err != nil || ok {
		return id, err
	}
	r, err := t.exec(`INSERT INTO source (name, key, host) VALUES (?, ?, ?)`, name, sourceKey(name), host)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// sourceKey is the name two spellings of one source share, "" for none.
func sourceKey(name string) string {
	return strings.ToLower(norm.NFC.String(strings.TrimSpace(name)))
}

// index puts an article into the search index, in place of what is there, and
// its words into the table of terms unless the caller does.
func (t *tx) index(id article.ID, x indexed, meta string) error {
	_, err := t.exec(`INSERT OR REPLACE INTO search (rowid, title, lead, body, meta) VALUES (?, ?, ?, ?, ?)`, id, x.title, x.lead, x.body, meta)
	if err != nil {
		return err
	}
	if x.terms == nil {
		return t.addTerms(t.terms.unknown(&x))
	}
	return nil
}

// day returns the column day.
func day(p article.Date) any {
	if p.IsZero() {
		return nil
	}
	return query.DayNumber(p.Time, p.Precision)
}

// sortAt returns the column sort_at.
func sortAt(a *article.Article) int64 {
	if a.Published.IsZero() {
		return a.Captured.Unix()
	}
	return a.Published.Time.Unix()
}

func nullBytes(b []byte) any {
	if b == nil {
		return nil
	}
	return b
}

// nonNil keeps the driver from making NULL of no bytes.
func nonNil(b []byte) any {
	if len(b) == 0 {
		return []byte{}
	}
	return b
}

// authors reads a column of names.
func authors(column string) ([]string, error) {
	var names []string
	if err := json.Unmarshal([]byte(column), &names); err != nil {
		return nil, fmt.Errorf("%w: authors: %v", article.ErrDamaged, err)
	}
	return names, nil
}
