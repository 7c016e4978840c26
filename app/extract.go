package app

import (
	"context"
	"io"
	"iter"
	"strings"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
	"parallax/scrape"
	"parallax/scrape/guard"
	"parallax/scrape/web"
)

// ReadOptions say how articles are read that are not saved.
type ReadOptions struct {
	Rules    *Rules
	Allow    []string // hosts that pages may be fetched from though they are in a private network
	Progress progress.Func
}

// ReadFiles yields the articles in a file, folder or zip without saving them,
// made on all cores and in the order of what is read. A file is named by the
// path as given, the articles of what holds several each by its own name. What
// cannot be read comes as an error with its name. It ends early when ctx is
// done: ask ctx which it was.
func ReadFiles(ctx context.Context, path string, opt ReadOptions) iter.Seq2[Named, error] {
	return opt.read(ctx, scrape.Open(ctx, path, guard.Default()), func(it article.Item) string {
		if it.Path == path { // as typed, also where scrape shortens it
			return path
		}
		return it.Name
	})
}

// ReadList yields the articles of the pages that the list r names, as
// [ReadFiles] does: a line is a JSON object with "id", "url" and "file", and
// files are sought from folder on. A page is named by its id, a line that
// cannot be meant by the name of the list and its number. What is in memory does
// not grow with the list.
func ReadList(ctx context.Context, r io.Reader, name, folder string, opt ReadOptions) iter.Seq2[Named, error] {
	return opt.read(ctx, scrape.Listed(ctx, r, name, folder, guard.Default()), func(it article.Item) string { return it.Name })
}

// ReadPage yields the article of the page at an address, which is fetched and
// not saved.
func ReadPage(ctx context.Context, address string, opt ReadOptions) iter.Seq2[Named, error] {
	client := web.New(web.Options{Agent: agent, Allow: opt.Allow, Limits: guard.Default()})
	fetch := func(yield func(article.Item, error) bool) { yield(client.Page(ctx, address)) }
	return opt.read(ctx, fetch, func(article.Item) string { return address })
}

// agent is what servers are told of who asks.
const agent = "Parallax/" + Version + " (a person's archive of articles)"

// IsAddress reports whether a name a person typed is the address of a page.
func IsAddress(name string) bool {
	scheme, _, ok := strings.Cut(name, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// read yields the articles of items.
func (opt ReadOptions) read(ctx context.Context, items iter.Seq2[article.Item, error], name func(article.Item) string) iter.Seq2[Named, error] {
	return func(yield func(Named, error) bool) {
		at := progress.State{Stage: message.New("progress.reading")}
		defer func() {
			at.Final = true
			opt.Progress.Report(at)
		}()
		for m := range makeArticles(ctx, items, opt.Rules) {
			at.Done++
			opt.Progress.Report(at)
			if !yield(Named{Name: name(m.item), Article: m.art, Tried: m.tried}, m.err) {
				return
			}
		}
	}
}
