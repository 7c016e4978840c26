//go:build unix

package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"parallax/article"
	"parallax/db"
	"parallax/internal/query"
)

// ours is the archive. Its file has the texts themselves too.
type ours struct {
	db    *db.DB
	asked int
}

func (o *ours) Index(c *corpus, dir string) (err error) {
	ctx := context.Background()
	if o.db, err = db.Open(ctx, filepath.Join(dir, "a.parallax"), db.Options{}); err != nil {
		return err
	}
	if c.n > 5000 {
		if err := o.db.BeginBulk(ctx); err != nil {
			return err
		}
	}
	batch := make([]article.Article, 0, 1000)
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
	if c.n > 5000 {
		if err := o.db.EndBulk(ctx, nil); err != nil {
			return err
		}
	}
	path := o.db.Path()
	if err := o.db.Close(); err != nil { // carries the log over into the file
		return err
	}
	o.db, err = db.Open(ctx, path, db.Options{})
	return err
}

func (o *ours) Find(q question) (int, error) {
	asked := o.ask(q)
	if _, err := o.db.Search(context.Background(), asked, db.Page{}); err != nil {
		return 0, err
	}
	n, _, err := o.db.Count(context.Background(), asked, db.Page{})
	return n, err
}

// ask puts a question, each time another as far as the archive can tell, which
// remembers the last few: without an article that there is not.
func (o *ours) ask(q question) query.Query {
	words := strings.Join(q.words, " ")
	if q.phrase {
		words = `"` + words + `"`
	}
	o.asked++
	return query.Parse(fmt.Sprintf("%s -zzqx%d", words, o.asked%20))
}

func (o *ours) Close() error { return nil }

// shown is the same archive with what a person sees first: titles, sources,
// dates and a snippet out of each text, for fifty articles; the count comes
// later.
type shown struct{ *ours }

func (s *shown) Index(*corpus, string) error { return nil }

func (s *shown) Find(q question) (int, error) {
	asked := s.ask(q)
	hits, err := s.db.Search(context.Background(), asked, db.Page{})
	if err != nil {
		return 0, err
	}
	_, err = s.db.Rows(context.Background(), hits.IDs, asked)
	return len(hits.IDs), err
}

func (s *shown) Close() error { return s.db.Close() }
