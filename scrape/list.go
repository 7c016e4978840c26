package scrape

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"parallax/article"
	"parallax/scrape/format"
	"parallax/scrape/guard"
)

// Listed yields the pages that the list r names, one a line as
// [format.ReadList] reads them, in their order. Files that are named from
// nowhere are sought in folder. A page is named by its id, or by its file where
// it has none, and a line that cannot be meant by the list's name and its
// number; either comes with an error and the rest goes on.
func Listed(ctx context.Context, r io.Reader, name, folder string, lim guard.Limits) iter.Seq2[article.Item, error] {
	return func(yield func(article.Item, error) bool) {
		for l, err := range format.ReadList(ctx, r, name) {
			it := article.Item{Name: l.Name}
			if err == nil {
				path := l.File
				if !filepath.IsAbs(path) {
					path = filepath.Join(folder, path)
				}
				it, err = page(ctx, path, lim)
				it.Name = cmp.Or(string(l.ID), l.File)
				it.Declared.URL = l.URL
			}
			if !yield(it, err) {
				return
			}
		}
	}
}

// page returns the one item of a file, packed or not.
func page(ctx context.Context, path string, lim guard.Limits) (article.Item, error) {
	info, err := os.Stat(path)
	if err != nil {
		return article.Item{}, err
	}
	var one article.Item
	n := 0
	w := &walk{ctx: ctx, lim: lim, yield: func(it article.Item, bad error) bool {
		one, err = it, bad
		n++
		return n == 1
	}}
	w.file(filepath.Base(path), path, info.Mode())
	switch {
	case ctx.Err() != nil:
		return article.Item{}, ctx.Err()
	case n == 0 && err == nil:
		err = article.ErrEmpty
	case n > 1:
		err = fmt.Errorf("read one page of a file that holds several: %w", article.ErrUnsupported)
	}
	if err != nil {
		return article.Item{}, err
	}
	return one, nil
}
