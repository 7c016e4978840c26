//go:build unix

package main

import (
	"context"
	"path/filepath"
	"strings"

	"parallax/article"
	"parallax/db"
	"parallax/internal/query"
)

// ours is the archive. Its file has the texts themselves too.
type ours struct{ db *db.DB }

func (o *ours) Index(c *corpus, dir string) (err error) {
	ctx := context.Background()
	if o.db, err = db.Open(ctx, filepath.Join(dir, "a.parallax"), db.Options{}); err != nil {
		return err
	}
	batch := make([]article.Article, 0, 500)
	for a := range c.articles {
		if batch = append(batch, a); len(batch) == cap(batch) {
			if _, err := o.db.Save(ctx, batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if _, err = o.db.Save(ctx, batch); err != nil {
		return err
	}
	path := o.db.Path()
	if err := o.db.Close(); err != nil { // carries the log over into the file
		return err
	}
	o.db, err = db.Open(ctx, path, db.Options{})
	return err
}

func (o *ours) Find(q question) (int, error) {
	hits, err := o.db.Search(context.Background(), q.asked(), db.Page{})
	return hits.Count, err
}

func (q question) asked() query.Query {
	words := strings.Join(q.words, " ")
	if q.phrase {
		words = `"` + words + `"`
	}
	return query.Parse(words)
}

func (o *ours) Close() error { return nil }

// shown is the same archive with all that a person sees of an answer: titles,
// sources, dates and a snippet out of each text.
type shown struct{ *ours }

func (s *shown) Index(*corpus, string) error { return nil }

func (s *shown) Find(q question) (int, error) {
	hits, err := s.db.Search(context.Background(), q.asked(), db.Page{})
	if err != nil {
		return 0, err
	}
	_, err = s.db.Rows(context.Background(), hits.IDs, q.asked())
	return hits.Count, err
}

func (s *shown) Close() error { return s.db.Close() }
