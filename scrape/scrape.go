// Package scrape turns what a person brings (a file, a folder, an archive, a
// dump) into items, one an article, and leaves making articles of them to
// scrape/extract. Formats are recognised by content; one bad item does not end
// an import.
package scrape

import (
	"context"
	"iter"

	"parallax/article"
	"parallax/scrape/guard"
)

// Open yields the items of the file or folder at path, in an order that is the
// same every time: a folder by name, an archive and a dump as they are written.
// What cannot be read is yielded with its name and an error that wraps a
// sentinel of package article or io/fs, and the rest goes on. Hidden files and
// what systems leave behind in folders are passed over. Items are made one at a
// time, so the memory does not grow with their number. The sequence ends early
// when ctx is done: ask ctx which it was.
func Open(ctx context.Context, path string, lim guard.Limits) iter.Seq2[article.Item, error] {
	return func(yield func(article.Item, error) bool) {
		w := &walk{ctx: ctx, lim: lim, yield: yield, seen: map[string]bool{}}
		w.root(path)
	}
}

// Text returns the item of a text that was typed or pasted.
func Text(text string) article.Item {
	return article.Item{
		ContentType: "text/plain",
		Raw:         []byte(text),
		Declared:    article.Declared{How: "paste"},
	}
}
