package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"time"

	"parallax/article"
	"parallax/compare"
	"parallax/db"
)

// A Compared is a comparison with the articles it is about, in its order.
type Compared struct {
	*compare.Comparison
	Texts []article.Article
	Took  time.Duration
}

// MaxCompared is how many articles are held against each other at once.
const MaxCompared = 30

// kindReading names what compare found in a version among its readings.
const kindReading = "reading"

// ErrTooMany refuses a comparison of more than MaxCompared articles.
var ErrTooMany = fmt.Errorf("more than %d articles to compare", MaxCompared)

// Compare holds articles of the archive against each other. It returns
// [article.ErrNotFound] if one is not there and ErrTooMany for more than
// MaxCompared.
func (a *App) Compare(ctx context.Context, ids []article.ID) (Compared, error) {
	if len(ids) > MaxCompared {
		return Compared{}, ErrTooMany
	}
	texts := make([]article.Article, 0, len(ids))
	for _, id := range ids {
		art, err := a.db.Article(ctx, id)
		if err != nil {
			return Compared{}, err
		}
		texts = append(texts, art)
	}
	readings := make([]compare.Reading, 0, len(texts))
	for _, art := range texts {
		r, err := a.reading(ctx, art)
		if err != nil {
			return Compared{}, err
		}
		readings = append(readings, r)
	}
	return compareAll(ctx, texts, readings)
}

// reading returns what compare found in an article, kept from an earlier time
// if there is one. What a person set by hand may have changed since, so it is
// taken from the article.
func (a *App) reading(ctx context.Context, art article.Article) (compare.Reading, error) {
	name := strconv.FormatInt(int64(art.ID), 10)
	key := compare.Engine + "/" + art.Published.String() // dates in the text are resolved against it
	b, ok, err := a.db.Reading(ctx, art.VersionID, kindReading, key)
	if err != nil {
		return compare.Reading{}, err
	}
	var r compare.Reading
	if ok && r.UnmarshalBinary(b) == nil && r.Title == art.Title && r.SetText(art.Text) {
		r.ID, r.Source = name, art.Source
		return r, nil
	}
	r = compare.Read(art)
	r.ID = name
	if a.ReadOnly() {
		return r, nil
	}
	if b, err = r.MarshalBinary(); err != nil {
		return r, err
	}
	err = a.db.SaveReadings(ctx, []db.Reading{{Version: art.VersionID, Kind: kindReading, Engine: key, Bytes: b}})
	if errors.Is(err, article.ErrBusy) || errors.Is(err, article.ErrDiskFull) {
		err = nil // it is found anew next time
	}
	return r, err
}

func compareAll(ctx context.Context, texts []article.Article, readings []compare.Reading) (Compared, error) {
	if len(readings) > MaxCompared {
		return Compared{}, ErrTooMany
	}
	start := time.Now()
	c, err := compare.Compare(ctx, readings, compare.Decisions{})
	if err != nil {
		return Compared{}, err
	}
	return Compared{Comparison: c, Texts: texts, Took: time.Since(start)}, nil
}

// A Named is an article with the name its caller gave it: a path as typed, or
// an ID of the archive.
type Named struct {
	Name    string
	Article article.Article
	Tried   []RuleTried // what rules for its site came to
}

// CompareNamed holds articles against each other under the names given.
func CompareNamed(ctx context.Context, articles []Named) (Compared, error) {
	texts := make([]article.Article, len(articles))
	readings := make([]compare.Reading, len(articles))
	for i, n := range articles {
		texts[i] = n.Article
		readings[i] = compare.Read(n.Article)
		readings[i].ID = n.Name
	}
	return compareAll(ctx, texts, readings)
}

// Facts returns what one article says, in the form of "archive facts --json".
func Facts(n Named) compare.ArticleFacts {
	r := compare.Read(n.Article)
	r.ID = n.Name
	return compare.Facts(r)
}

// IsPath reports whether a name a person typed is a file or folder that is
// there: an existing path wins over an ID.
func IsPath(name string) bool {
	_, err := os.Stat(name)
	return err == nil || !errors.Is(err, fs.ErrNotExist)
}
