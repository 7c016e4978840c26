package db

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"parallax/article"
)

// Details are what a person sets by hand. A nil field is left as it is; an
// empty value goes back to what was found.
type Details struct {
	Title, Source, Published *string
	Authors                  *[]string
	PageType                 *article.PageType
}

// SetDetails sets what an article's file does not say or says wrong. What was
// found is kept beside it and comes back with an empty value. A date that
// [article.ParseDate] cannot read, or a type of page that there is not, is refused
// with [article.ErrUsage].
func (d *DB) SetDetails(ctx context.Context, id article.ID, details Details) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("set the details of article %d", id))
	fields, err := details.fields()
	if err != nil {
		return c, err
	}
	err = d.update(ctx, func(t *tx) error {
		there, err := t.get(`SELECT 1 FROM article WHERE id = ?`, []any{id}, new(int))
		if err != nil {
			return err
		}
		if !there {
			return article.ErrNotFound
		}
		for _, f := range fields {
			before := handSet{article: id, field: f.field}
			if _, err := t.get(`SELECT value FROM by_hand WHERE article_id = ? AND field = ?`, []any{id, f.field}, &before.value); err != nil {
				return err
			}
			if before.value == f.value {
				continue
			}
			c.details = append(c.details, before)
			if err := t.setByHand(handSet{id, f.field, f.value}); err != nil {
				return err
			}
		}
		if len(c.details) == 0 {
			return nil
		}
		c.Articles = 1
		return t.settle(id)
	})
	return c, err
}

// A handSet is one row of by_hand, value "" for none.
type handSet struct {
	article article.ID
	field   string
	value   string
}

// fields returns what is to be set.
func (d Details) fields() ([]handSet, error) {
	var out []handSet
	for _, f := range []struct {
		name  string
		value *string
	}{{"title", d.Title}, {"source", d.Source}, {"published", d.Published}} {
		if f.value == nil {
			continue
		}
		v := strings.TrimSpace(strings.ToValidUTF8(*f.value, "\ufffd"))
		if f.name == "published" && v != "" && article.ParseDate(v).IsZero() {
			return nil, fmt.Errorf("%w: %q is no date", article.ErrUsage, v)
		}
		out = append(out, handSet{field: f.name, value: v})
	}
	if d.Authors != nil {
		var names []string
		for _, n := range *d.Authors {
			if n = strings.TrimSpace(strings.ToValidUTF8(n, "\ufffd")); n != "" {
				names = append(names, n)
			}
		}
		f := handSet{field: "authors"}
		if len(names) > 0 {
			f.value = list(names)
		}
		out = append(out, f)
	}
	if t := d.PageType; t != nil {
		if *t != "" && !slices.Contains(article.PageTypes, *t) {
			return nil, fmt.Errorf("%w: %q is no type of page", article.ErrUsage, *t)
		}
		out = append(out, handSet{field: "page_type", value: string(*t)})
	}
	return out, nil
}

func (t *tx) setByHand(h handSet) error {
	if h.value == "" {
		_, err := t.exec(`DELETE FROM by_hand WHERE article_id = ? AND field = ?`, h.article, h.field)
		return err
	}
	_, err := t.exec(`
		INSERT INTO by_hand (article_id, field, value) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET value = excluded.value`, h.article, h.field, h.value)
	return err
}

// settle works out again what an article shows: what its newest version says;
// where that says nothing, what an older one said; over it what was set by
// hand. The search index follows.
func (t *tx) settle(id article.ID) error {
	var versions []versionRow
	err := t.all(`SELECT `+versionColumns+` FROM version v WHERE v.article_id = ? ORDER BY v.number DESC`, []any{id},
		func(scan func(...any) error) error {
			var v versionRow
			err := scan(v.fields()...)
			versions = append(versions, v)
			return err
		})
	if err != nil {
		return err
	}
	if len(versions) == 0 {
		return fmt.Errorf("%w: article %d has no version", article.ErrDamaged, id)
	}
	a, err := found(versions)
	if err != nil {
		return err
	}
	var codec int
	var packedText, packedMarks []byte
	if _, err := t.get(`SELECT codec, text, marks FROM body WHERE version_id = ?`, []any{a.VersionID}, &codec, &packedText, &packedMarks); err != nil {
		return err
	}
	if err := t.packer.unpackBody(t.ctx, &a, codec, packedText, packedMarks); err != nil {
		return err
	}
	titled := a.Title
	if err := t.overlay(&a); err != nil {
		return err
	}
	var shown any
	if a.Title != titled {
		shown = hashBytes(article.HashText(a.Title, a.Text))
	}
	sourceID, err := t.sourceID(a.Source, "")
	if err != nil {
		return err
	}
	at, offset, precision, raw := dateColumns(a.Published)
	_, err = t.exec(`
		UPDATE article
		SET title = ?, source_id = ?, authors = ?, language = ?, published_at = ?, published_offset = ?,
			published_precision = ?, published_raw = ?, day = ?, sort_at = ?, shown_hash = ?
		WHERE id = ?`,
		a.Title, sourceID, list(a.Authors), a.Language, at, offset, precision, raw, day(a.Published), sortAt(&a), shown, id)
	if err != nil {
		return err
	}
	return t.index(id, prepare(&a), meta(&a, sourceID))
}

// found returns what versions, newest first, say together.
func found(versions []versionRow) (article.Article, error) {
	var a article.Article
	for i := range versions {
		b, err := versions[i].article()
		if err != nil {
			return a, err
		}
		if i == 0 {
			a = b
			continue
		}
		if a.Source == "" {
			a.Source = b.Source
		}
		if a.Language == "" {
			a.Language = b.Language
		}
		if len(a.Authors) == 0 {
			a.Authors = b.Authors
		}
		if a.Published.IsZero() {
			a.Published = b.Published
		}
	}
	return a, nil
}

// overlay puts what was set by hand over what was found.
func (t *tx) overlay(a *article.Article) error {
	return t.all(`SELECT field, value FROM by_hand WHERE article_id = ?`, []any{a.ID}, func(scan func(...any) error) error {
		var field, value string
		if err := scan(&field, &value); err != nil {
			return err
		}
		switch field {
		case "title":
			a.Title = value
		case "source":
			a.Source = value
		case "published":
			a.Published = article.ParseDate(value)
		case "page_type":
			a.PageType = article.PageType(value)
		case "authors":
			a.Authors = nil
			return json.Unmarshal([]byte(value), &a.Authors)
		}
		return nil
	})
}

// settleAll settles articles whose details were changed.
func (t *tx) settleAll(changed []handSet) error {
	var ids []article.ID
	for _, h := range changed {
		if !slices.Contains(ids, h.article) {
			ids = append(ids, h.article)
		}
	}
	for _, id := range ids {
		if err := t.settle(id); err != nil {
			return err
		}
	}
	return nil
}
