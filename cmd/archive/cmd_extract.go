package main

import (
	"context"
	"io"
	"iter"
	"os"
	"path/filepath"

	"parallax/app"
)

func runExtract(ctx context.Context, c *call) error {
	flags := c.define(true)
	list := flags.String("list", "", "")
	if err := c.parse(); err != nil {
		return err
	}
	switch {
	case len(c.args) == 0 && *list == "":
		return usage("command.extract.nothing")
	case len(c.args) > 0 && *list != "":
		return usage("command.extract.list-and-words")
	}
	if *list == "" {
		return c.extract(ctx, func(yield func(app.Named, error) bool) {
			for _, w := range c.args {
				for n, err := range app.ReadFiles(ctx, w) {
					if !yield(n, err) {
						return
					}
				}
			}
		})
	}
	name, folder, r := *list, filepath.Dir(*list), io.Reader(nil)
	if *list == "-" {
		name, folder, r = "-", "", c.stdinUntil(ctx)
	} else {
		f, err := os.Open(*list)
		if err != nil {
			return c.because(*list, err)
		}
		defer f.Close()
		r = f
	}
	return c.extract(ctx, app.ReadList(ctx, r, name, folder, c.progress()))
}

// extract prints what was read as it comes. What could not be read is said and
// the rest goes on.
func (c *call) extract(ctx context.Context, articles iter.Seq2[app.Named, error]) error {
	read, failed := 0, 0
	for n, err := range articles {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed++
			c.complain(n.Name, err)
			if c.json {
				if err := c.printJSONLine(failureJSON{ID: n.Name, Error: app.Explain(err).String()}); err != nil {
					return err
				}
			}
			continue
		}
		read++
		if c.json {
			if err := c.printJSONLine(articleOutput(n.Name, n.Article)); err != nil {
				return err
			}
			continue
		}
		c.printArticle(n.Article)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return partly(failed, failed+read)
}

// failureJSON stands where an article would, so that a line follows each page.
type failureJSON struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

// stdinUntil returns standard input, ended when ctx is. A read of a terminal or
// a pipe cannot be called off: the goroutine in it ends with the program.
func (c *call) stdinUntil(ctx context.Context) io.Reader {
	r, w := io.Pipe()
	go func() {
		_, err := io.Copy(w, c.stdin)
		w.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { r.CloseWithError(ctx.Err()) })
	return r
}
