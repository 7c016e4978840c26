package db

import (
	"context"
	"fmt"
	"strings"
	"time"

	"parallax/article"
)

// AddNote keeps a note about an article. It returns [article.ErrNotFound] if
// there is no such article and [article.ErrUsage] for a note without words.
func (d *DB) AddNote(ctx context.Context, id article.ID, text string) (n article.Note, c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("add a note to article %d", id))
	n = article.Note{Article: id, Text: cleanText(text), Written: d.now().UTC().Truncate(time.Second)}
	if strings.TrimSpace(n.Text) == "" {
		return n, c, fmt.Errorf("%w: the note is empty", article.ErrUsage)
	}
	err = d.update(ctx, func(t *tx) error {
		if err := t.there(id); err != nil {
			return err
		}
		c.Articles = 1
		n.ID, err = t.insert(&c, noteTable, id, n.Text, n.Written.Unix())
		return err
	})
	return n, c, err
}

// SetNote changes what a note says; its time stays. It returns
// [article.ErrNotFound] if there is no such note and [article.ErrUsage] for one
// without words.
func (d *DB) SetNote(ctx context.Context, id int64, text string) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("change note %d", id))
	text = cleanText(text)
	if strings.TrimSpace(text) == "" {
		return c, fmt.Errorf("%w: the note is empty", article.ErrUsage)
	}
	return d.changeRow(ctx, noteTable, id, `UPDATE note SET text = ?2 WHERE id = ?1`, text)
}

// RemoveNote takes a note away. It returns [article.ErrNotFound] if there is no
// such note.
func (d *DB) RemoveNote(ctx context.Context, id int64) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("remove note %d", id))
	return d.changeRow(ctx, noteTable, id, `DELETE FROM note WHERE id = ?1`)
}

// Notes lists the notes of an article, oldest first.
func (d *DB) Notes(ctx context.Context, id article.ID) (_ []article.Note, err error) {
	defer describe(ctx, &err, fmt.Sprintf("read the notes of article %d", id))
	var out []article.Note
	err = d.read(ctx, notesOf, []any{list([]article.ID{id})}, func(scan func(...any) error) error {
		n, err := scanNote(scan)
		out = append(out, n)
		return err
	})
	return out, err
}

func scanNote(scan func(...any) error) (n article.Note, err error) {
	var at int64
	err = scan(&n.ID, &n.Article, &n.Text, &at)
	n.Written = time.Unix(at, 0).UTC()
	return n, err
}

// notesOf lists the notes of articles, oldest first.
const notesOf = `
	SELECT id, article_id, text, written_at
	FROM note
	WHERE article_id IN (SELECT value FROM json_each(?))
	ORDER BY id`

// changeRow runs a statement on a row of the desk, its ID being the first
// argument.
func (d *DB) changeRow(ctx context.Context, table *deskTable, id int64, statement string, args ...any) (c Change, err error) {
	err = d.update(ctx, func(t *tx) error {
		there, err := t.remember(&c, table, id)
		if err != nil {
			return err
		}
		if !there {
			return article.ErrNotFound
		}
		if table != searchTable {
			c.Articles = 1
		}
		_, err = t.exec(statement, append([]any{id}, args...)...)
		return err
	})
	return c, err
}
