package db

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"iter"
	"time"

	"parallax/article"
	"parallax/internal/query"
)

// Article returns the newest version of an article with its text, what is
// marked in it and everything a person gave it. What was set by hand stands in
// place of what was found, and From says so. It returns [article.ErrNotFound]
// if there is none. Raw is not filled.
func (d *DB) Article(ctx context.Context, id article.ID) (_ article.Article, err error) {
	defer describe(ctx, &err, fmt.Sprintf("read article %d", id))
	found, err := d.articles(ctx, []article.ID{id})
	if err != nil {
		return article.Article{}, err
	}
	if len(found) == 0 {
		return article.Article{}, article.ErrNotFound
	}
	return found[0], nil
}

// ArticleVersion returns an article as one of its versions has it: title, text
// and facts are the version's; for the newest, what was set by hand counts too.
func (d *DB) ArticleVersion(ctx context.Context, id article.VersionID) (_ article.Article, err error) {
	defer describe(ctx, &err, fmt.Sprintf("read version %d", id))
	v := versionRow{id: int64(id)}
	err = d.reader.QueryRowContext(ctx, `SELECT `+versionColumns+` FROM version v WHERE v.id = ?`, id).Scan(v.fields()...)
	if err != nil {
		return article.Article{}, err
	}
	newest, err := d.articles(ctx, []article.ID{article.ID(v.articleID)})
	if err != nil {
		return article.Article{}, err
	}
	if len(newest) == 0 {
		return article.Article{}, article.ErrNotFound
	}
	a := newest[0]
	if a.VersionID == id {
		return a, nil
	}
	old, err := v.article()
	if err != nil {
		return article.Article{}, err
	}
	old.Status, old.Starred, old.Deleted, old.Tags, old.Notes = a.Status, a.Starred, a.Deleted, a.Tags, a.Notes
	old.Highlights = a.Highlights
	old.StoryID, old.Story, old.CopyOf, old.Likeness = a.StoryID, a.Story, a.CopyOf, a.Likeness
	if err := d.fill(ctx, &old); err != nil {
		return article.Article{}, err
	}
	pictured := map[article.ID]article.Article{old.ID: old}
	if err := d.picture(ctx, pictured); err != nil {
		return article.Article{}, err
	}
	return pictured[old.ID], nil
}

// Versions returns every version of an article, oldest first, as it was
// captured and without the texts.
func (d *DB) Versions(ctx context.Context, id article.ID) (_ []article.Article, err error) {
	defer describe(ctx, &err, fmt.Sprintf("list the versions of article %d", id))
	var out []article.Article
	err = d.read(ctx, `SELECT `+versionColumns+` FROM version v WHERE v.article_id = ? ORDER BY v.number`, []any{id},
		func(scan func(...any) error) error {
			var v versionRow
			if err := scan(v.fields()...); err != nil {
				return err
			}
			a, err := v.article()
			out = append(out, a)
			return err
		})
	if err == nil && len(out) == 0 {
		return nil, article.ErrNotFound
	}
	return out, err
}

// Raw returns the bytes with that hash (hex), or [article.ErrNotFound].
func (d *DB) Raw(ctx context.Context, hash string) (_ []byte, err error) {
	defer describe(ctx, &err, "read the original of an article")
	key, err := hex.DecodeString(hash)
	if err != nil {
		return nil, article.ErrNotFound
	}
	var codec int
	var packed []byte
	err = d.reader.QueryRowContext(ctx, `SELECT codec, bytes FROM raw WHERE hash = ?`, key).Scan(&codec, &packed)
	if err != nil {
		return nil, err
	}
	return unpack(codec, packed)
}

// eachPage is how many articles Each reads at once.
const eachPage = 64

// Each yields every article that q finds, by ID, as Article returns them. It
// holds few in memory and no lock between them, so an article that is changed
// meanwhile comes as it then is.
func (d *DB) Each(ctx context.Context, q query.Query) iter.Seq2[article.Article, error] {
	return func(yield func(article.Article, error) bool) {
		var after article.ID
		p, failed := d.plan(ctx, q, false, 0)
		for {
			ids, err := []article.ID(nil), failed
			if err == nil {
				ids, err = d.idsAfter(ctx, p, after, eachPage)
			}
			var found []article.Article
			if err == nil {
				found, err = d.articles(ctx, ids)
			}
			if err != nil {
				describe(ctx, &err, "read articles")
				yield(article.Article{}, err)
				return
			}
			for _, a := range found {
				if !yield(a, nil) {
					return
				}
			}
			if len(ids) < eachPage {
				return
			}
			after = ids[len(ids)-1]
		}
	}
}

// FindIDs returns the IDs of every article that q finds, smallest first.
func (d *DB) FindIDs(ctx context.Context, q query.Query) (_ []article.ID, err error) {
	defer describe(ctx, &err, "find articles")
	const page = 10_000
	p, err := d.plan(ctx, q, false, 0)
	if err != nil {
		return nil, err
	}
	var all []article.ID
	for {
		var after article.ID
		if len(all) > 0 {
			after = all[len(all)-1]
		}
		ids, err := d.idsAfter(ctx, p, after, page)
		if err != nil {
			return nil, err
		}
		all = append(all, ids...)
		if len(ids) < page {
			return all, nil
		}
	}
}

// articles reads articles whole, in the order of ids; one that is gone is left
// out.
func (d *DB) articles(ctx context.Context, ids []article.ID) ([]article.Article, error) {
	at := make(map[article.ID]article.Article, len(ids))
	err := d.read(ctx, wholeArticles, []any{list(ids)},
		func(scan func(...any) error) error {
			a, err := d.packer.scanArticle(ctx, scan)
			if err != nil {
				return fmt.Errorf("article %d: %w", a.ID, err)
			}
			at[a.ID] = a
			return nil
		})
	if err != nil {
		return nil, err
	}
	if err := d.labels(ctx, ids, at); err != nil {
		return nil, err
	}
	out := make([]article.Article, 0, len(ids))
	for _, id := range ids {
		if a, ok := at[id]; ok {
			out = append(out, a)
		}
	}
	return out, nil
}

// wholeArticles is what scanArticle reads.
const wholeArticles = `
	SELECT a.id, a.version_id, a.number, v.url, v.canonical_url, o.name, a.title, a.authors, a.language,
		a.published_at, a.published_offset, a.published_precision, a.published_raw, a.captured_at, v.imported_from,
		a.words, a.simplified, a.starred, a.read_at IS NOT NULL, a.deleted_at, coalesce(a.copy_of, 0), a.likeness,
		coalesce(s.id, 0), coalesce(s.title, ''), v.how, v.raw_hash, coalesce(a.shown_hash, v.text_hash),
		` + shownType + `, v.facts,
		b.codec, b.text, b.marks
	FROM article a
		JOIN source o ON o.id = a.source_id
		JOIN version v ON v.id = a.version_id
		JOIN body b ON b.version_id = a.version_id
		LEFT JOIN story_member m ON m.article_id = a.id
		LEFT JOIN story s ON s.id = m.story_id
	WHERE a.id IN (SELECT value FROM json_each(?))`

func (p *packer) scanArticle(ctx context.Context, scan func(...any) error) (a article.Article, err error) {
	var names, precision, raw, pageType string
	var facts sql.NullString
	var published, deleted sql.NullInt64
	var captured int64
	var offset, codec int
	var read bool
	var rawHash, textHash, packedText, packedMarks []byte
	err = scan(&a.ID, &a.VersionID, &a.Version, &a.URL, &a.CanonicalURL, &a.Source, &a.Title, &names, &a.Language,
		&published, &offset, &precision, &raw, &captured, &a.ImportedFrom,
		&a.Words, &a.Simplified, &a.Starred, &read, &deleted, &a.CopyOf, &a.Likeness,
		&a.StoryID, &a.Story, &a.How, &rawHash, &textHash,
		&pageType, &facts, &codec, &packedText, &packedMarks)
	if err != nil {
		return a, err
	}
	if a.Authors, err = authors(names); err != nil {
		return a, err
	}
	if err := tell(&a, pageType, facts); err != nil {
		return a, err
	}
	a.Published = date(published, offset, precision, raw)
	a.Captured = time.Unix(captured, 0).UTC()
	a.RawHash, a.TextHash = hex.EncodeToString(rawHash), hex.EncodeToString(textHash)
	a.Status, a.Deleted = status(read, deleted)
	return a, p.unpackBody(ctx, &a, codec, packedText, packedMarks)
}

// status reads the columns read_at and deleted_at.
func status(read bool, deleted sql.NullInt64) (article.Status, time.Time) {
	switch {
	case deleted.Valid:
		return article.Trash, time.Unix(deleted.Int64, 0).UTC()
	case read:
		return article.Read, time.Time{}
	}
	return article.Unread, time.Time{}
}

// fill reads the body of a version into a.
func (d *DB) fill(ctx context.Context, a *article.Article) error {
	var codec int
	var packedText, packedMarks []byte
	err := d.reader.QueryRowContext(ctx, `SELECT codec, text, marks FROM body WHERE version_id = ?`, a.VersionID).
		Scan(&codec, &packedText, &packedMarks)
	if err != nil {
		return err
	}
	return d.packer.unpackBody(ctx, a, codec, packedText, packedMarks)
}

func (p *packer) unpackBody(ctx context.Context, a *article.Article, codec int, packedText, packedMarks []byte) error {
	b, err := p.unpack(ctx, codec, packedText)
	if err != nil {
		return err
	}
	text := string(b)
	m, err := p.unpackMarks(ctx, codec, packedMarks, text)
	if err != nil {
		return err
	}
	a.Text, a.Blocks, a.Residue, a.Upstream, a.From, a.Links, a.Images = text, m.Blocks, m.Residue, m.Upstream, m.From, m.Links, m.Images
	return nil
}

// labels reads tags, notes, highlights, pictures and what was set by hand into the articles.
func (d *DB) labels(ctx context.Context, ids []article.ID, at map[article.ID]article.Article) error {
	set := func(id article.ID, change func(*article.Article)) {
		if a, ok := at[id]; ok {
			change(&a)
			at[id] = a
		}
	}
	var id article.ID
	var s string
	args := []any{list(ids)}
	err := d.read(ctx, tagsOf, args, func(scan func(...any) error) error {
		if err := scan(&id, &s); err != nil {
			return err
		}
		set(id, func(a *article.Article) { a.Tags = append(a.Tags, s) })
		return nil
	})
	if err != nil {
		return err
	}
	err = d.read(ctx, notesOf, args, func(scan func(...any) error) error {
		n, err := scanNote(scan)
		set(n.Article, func(a *article.Article) { a.Notes = append(a.Notes, n.Text) })
		return err
	})
	if err != nil {
		return err
	}
	err = d.read(ctx, highlightsOf, args, func(scan func(...any) error) error {
		h, err := scanHighlight(scan)
		set(h.Article, func(a *article.Article) { a.Highlights = append(a.Highlights, h) })
		return err
	})
	if err != nil {
		return err
	}
	if err := d.picture(ctx, at); err != nil {
		return err
	}
	return d.read(ctx, `SELECT article_id, field FROM by_hand WHERE article_id IN (SELECT value FROM json_each(?))`, args,
		func(scan func(...any) error) error {
			if err := scan(&id, &s); err != nil {
				return err
			}
			set(id, func(a *article.Article) {
				if a.From == nil {
					a.From = map[string]string{}
				}
				a.From[s] = "by hand"
			})
			return nil
		})
}

// tagsOf lists the tags of articles by name.
const tagsOf = `
	SELECT x.article_id, t.name
	FROM article_tag x JOIN tag t ON t.id = x.tag_id
	WHERE x.article_id IN (SELECT value FROM json_each(?))
	ORDER BY t.key`
