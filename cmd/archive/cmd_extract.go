package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"parallax/app"
	"parallax/internal/message"
)

func runExtract(ctx context.Context, c *call) error {
	flags := c.define(true)
	list := flags.String("list", "", "")
	rules := flags.String("rules", "", "")
	var opt app.ReadOptions
	flags.Func("allow-host", "", func(s string) error { opt.Allow = append(opt.Allow, s); return nil })
	if err := c.parse(); err != nil {
		return err
	}
	switch {
	case len(c.args) == 0 && *list == "":
		return usage("command.extract.nothing")
	case len(c.args) > 0 && *list != "":
		return usage("command.extract.list-and-words")
	}
	if *rules == "" {
		opt.Rules = c.ownRules()
	} else {
		var err error
		if opt.Rules, err = c.rulesFrom(*rules); err != nil {
			return err
		}
	}
	p := extraction{call: c, tried: *rules != "" && !c.json}
	if *list != "" {
		return p.list(ctx, *list, opt)
	}
	return p.print(ctx, func(yield func(app.Named, error) bool) {
		for _, w := range c.args {
			read := app.ReadFiles
			if app.IsAddress(w) {
				read = app.ReadPage
			}
			for n, err := range read(ctx, w, opt) {
				if !yield(n, err) {
					return
				}
			}
		}
	})
}

// An extraction prints what was found in pages.
type extraction struct {
	*call
	tried bool // say what rules came to
}

// list prints what is found in the pages that a list names.
func (x *extraction) list(ctx context.Context, list string, opt app.ReadOptions) error {
	opt.Progress = x.progress()
	if list == "-" {
		return x.print(ctx, app.ReadList(ctx, x.stdinUntil(ctx), list, "", opt))
	}
	f, err := os.Open(list)
	if err != nil {
		return x.because(list, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return usage("command.extract.list-folder", "Word", clean(list))
	}
	return x.print(ctx, app.ReadList(ctx, f, list, filepath.Dir(list), opt))
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

// print prints what is read as it comes. What cannot be read is said and the
// rest goes on.
func (x *extraction) print(ctx context.Context, articles iter.Seq2[app.Named, error]) error {
	read, failed := 0, 0
	for n, err := range articles {
		if ctx.Err() != nil {
			break
		}
		if isTerminal(x.stdout) { // where the line of progress stands too
			x.clearLine()
		}
		if err != nil {
			failed++
			x.complain(n.Name, err)
		} else {
			read++
		}
		switch {
		case err != nil && x.json:
			err = x.printJSONLine(failureJSON{ID: n.Name, Error: app.Explain(err).String()})
		case err != nil:
			continue
		case x.json:
			err = x.printJSONLine(articleOutput(n.Name, n.Article))
		default:
			if read > 1 {
				fmt.Fprintln(x.stdout, strings.Repeat("─", 60))
			}
			x.article(n)
		}
		if err != nil {
			return err
		}
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

// article prints one article to be read, with where each field was found.
func (x *extraction) article(n app.Named) {
	if x.tried {
		x.clearLine()
		x.printTried(n)
	}
	art := n.Article
	for _, f := range []struct{ name, value, from string }{
		{"title", titleOf(art.Title, art.Text), "title"},
		{"authors", strings.Join(art.Authors, ", "), "authors"},
		{"published", cmp.Or(art.Published.String(), art.Published.Raw), "published"},
		{"updated", cmp.Or(art.Updated.String(), art.Updated.Raw), "updated"},
		{"source", art.Source, "source"},
		{"section", art.Section, "section"},
		{"keywords", strings.Join(art.Keywords, ", "), "keywords"},
		{"agencies", strings.Join(art.Agencies, ", "), "agencies"},
		{"licence", art.Licence, "licence"},
		{"language", art.Language, "language"},
		{"address", art.URL, "url"},
		{"canonical", art.CanonicalURL, "canonical_url"},
		{"text", message.New("command.words", "Count", art.Words).String(), "text"},
	} {
		x.field(f.name, f.value, art.From[f.from])
	}
	if !art.PageType.Whole() {
		x.field("page", pageSaid(art.PageType).String(), "")
	}
	if art.Simplified {
		x.field("page", message.New("command.extract.simplified").String(), "")
	}
	fmt.Fprintln(x.stdout)
	x.printText(art)
}

// field prints what was found and where, nothing where nothing was.
func (x *extraction) field(name, value, from string) {
	if value == "" {
		return
	}
	label := message.New("command.extract.field." + name).String()
	fmt.Fprint(x.stdout, label, strings.Repeat(" ", max(1, 11-utf8.RuneCountInString(label))), oneLine(value, 300))
	if from != "" {
		fmt.Fprintf(x.stdout, " [%s]", from)
	}
	fmt.Fprintln(x.stdout)
}

// printTried says on stderr what came of each line of the rules.
func (x *extraction) printTried(n app.Named) {
	say := func(m message.Message) { fmt.Fprintln(x.stderr, clean(m.String())) }
	address := cmp.Or(n.Article.URL, n.Article.CanonicalURL)
	switch {
	case len(n.Tried) > 0:
		say(message.New("rule.tried.host", "File", n.Tried[0].File, "URL", address))
	case address == "":
		say(message.New("rule.tried.no-address"))
	default:
		say(message.New("rule.tried.none", "URL", address))
	}
	for _, t := range n.Tried {
		if t.Selector == "" {
			say(message.New("rule.tried.fixed", "Key", t.Key, "Words", t.Words))
			continue
		}
		say(message.New("rule.tried.line", "Key", t.Key, "Selector", t.Selector,
			"Elements", message.New("rule.tried.elements", "Count", t.Matched),
			"Result", message.New("rule.tried."+string(t.Result), "Words", t.Words)))
	}
}
