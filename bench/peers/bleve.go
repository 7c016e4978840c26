//go:build unix

package main

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// bleveIndex is an index as its documentation builds one, without keeping the
// texts in it.
type bleveIndex struct{ index bleve.Index }

func (b *bleveIndex) Index(c *corpus, dir string) (err error) {
	field := bleve.NewTextFieldMapping()
	field.Store = false
	field.DocValues = false
	document := bleve.NewDocumentStaticMapping()
	document.AddFieldMappingsAt("title", field)
	document.AddFieldMappingsAt("text", field)
	mapping := bleve.NewIndexMapping()
	mapping.DefaultMapping = document
	if b.index, err = bleve.New(filepath.Join(dir, "index"), mapping); err != nil {
		return err
	}
	batch, i := b.index.NewBatch(), 0
	for a := range c.articles {
		if err := batch.Index(strconv.Itoa(i), map[string]string{"title": a.Title, "text": a.Text}); err != nil {
			return err
		}
		if i++; i%500 == 0 {
			if err := b.index.Batch(batch); err != nil {
				return err
			}
			batch.Reset()
		}
	}
	if err := b.index.Batch(batch); err != nil {
		return err
	}
	if err := b.index.Close(); err != nil { // waits for what it does in the background
		return err
	}
	b.index, err = bleve.Open(filepath.Join(dir, "index"))
	return err
}

func (b *bleveIndex) Find(q question) (int, error) {
	var all []query.Query
	if q.phrase {
		all = append(all, bleve.NewMatchPhraseQuery(strings.Join(q.words, " ")))
	} else {
		for _, w := range q.words {
			all = append(all, bleve.NewMatchQuery(w))
		}
	}
	r, err := b.index.Search(bleve.NewSearchRequestOptions(bleve.NewConjunctionQuery(all...), 50, 0, false))
	if err != nil {
		return 0, err
	}
	return int(r.Total), nil
}

func (b *bleveIndex) Close() error { return b.index.Close() }
