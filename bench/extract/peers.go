//go:build unix

package main

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	readability "github.com/go-shiori/go-readability"
	distiller "github.com/markusmobius/go-domdistiller"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"parallax/article"
	"parallax/scrape/extract"
)

// An extractor makes an article of a page.
type extractor interface {
	// Extract returns what it finds. CPU is set where another process did the
	// work.
	Extract(p page) (prediction, error)
	Close() error
}

// inProcess is an extractor in Go.
type inProcess func(p page) (prediction, error)

func (f inProcess) Extract(p page) (prediction, error) { return f(p) }
func (f inProcess) Close() error                       { return nil }

func ours(p page) (prediction, error) {
	a, err := extract.Item(context.Background(), article.Item{
		ContentType: "text/html; charset=utf-8",
		Raw:         []byte(p.html),
		Declared:    article.Declared{URL: p.URL},
	})
	if errors.Is(err, article.ErrEmpty) {
		return prediction{}, nil
	}
	return prediction{
		Title: a.Title, Author: a.Authors, Date: a.Published.Day(), Sitename: a.Source, Lang: a.Language, Text: a.Body(),
	}, err
}

func trafilaturaWith(fallback bool) inProcess {
	return func(p page) (prediction, error) {
		u, _ := url.Parse(p.URL)
		r, err := trafilatura.Extract(strings.NewReader(p.html), trafilatura.Options{
			OriginalURL: u, EnableFallback: fallback, ExcludeComments: true,
		})
		if err != nil {
			return prediction{}, err
		}
		return prediction{
			Title: r.Metadata.Title, Author: strings.Split(r.Metadata.Author, "; "), Date: day(&r.Metadata.Date),
			Sitename: r.Metadata.Sitename, Lang: r.Metadata.Language, Text: textOf(r.ContentNode),
		}, nil
	}
}

func goReadability(p page) (prediction, error) {
	u, err := url.Parse(p.URL)
	if err != nil {
		return prediction{}, err
	}
	a, err := readability.FromReader(strings.NewReader(p.html), u)
	if err != nil {
		return prediction{}, err
	}
	return prediction{
		Title: a.Title, Author: names{a.Byline}, Date: day(a.PublishedTime), Sitename: a.SiteName, Lang: a.Language, Text: textOf(a.Node),
	}, nil
}

func domDistiller(p page) (prediction, error) {
	doc, err := html.Parse(strings.NewReader(p.html))
	if err != nil {
		return prediction{}, err
	}
	u, _ := url.Parse(p.URL)
	r, err := distiller.Apply(doc, &distiller.Options{OriginalURL: u, SkipPagination: true})
	if err != nil {
		return prediction{}, err
	}
	return prediction{
		Title: r.Title, Author: names{r.MarkupInfo.Author}, Date: r.MarkupInfo.Article.PublishedTime,
		Sitename: r.MarkupInfo.Publisher, Text: textOf(r.Node),
	}, nil
}

func day(t *time.Time) string {
	if t == nil || t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
