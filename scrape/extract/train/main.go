// Command train makes the weights by which the body of an article is found, of
// pages that people marked.
//
//	go run ./scrape/extract/train --data DIR [--out FILE]
//	go run ./scrape/extract/train --data DIR --cv 5 --out FILE
//
// DIR holds gold.jsonl or gold.jsonl.gz, an object a line with id, ds (the set),
// url, html (the file of the page) and gold.text, or gold.with and gold.without
// where only some passages are known that must and must not stand in it. The
// pages stay where they are. The same pages give the same bytes.
//
// With --cv the pages are parted by site, and each part is read by a model that
// saw none of its sites, the way the program reads pages. What it finds is
// written as JSON lines of id and text.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"parallax/article"
	"parallax/scrape/extract"
	"parallax/scrape/extract/body"
	"parallax/scrape/guard"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, notes io.Writer) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	dir := flags.String("data", "", "folder of the pages and their gold")
	out := flags.String("out", "assets/weights/body.bin", "file to write")
	folds := flags.Int("cv", 0, "write what models find on sites they did not see, in so many parts")
	trees := flags.Int("trees", howTo.trees, "trees of a forest")
	if err := flags.Parse(args); err != nil {
		return err
	}
	o := howTo
	o.trees = *trees
	begun := time.Now()
	say := func(format string, a ...any) {
		fmt.Fprintf(notes, "%6.0f s  %s\n", time.Since(begun).Seconds(), fmt.Sprintf(format, a...))
	}
	all, err := readExamples(ctx, *dir)
	if err != nil {
		return err
	}
	say("%d pages", len(all))
	if *folds == 0 {
		m, err := learn(ctx, all, o, say)
		if err != nil {
			return err
		}
		return os.WriteFile(*out, m.Encode(), 0o644)
	}
	f, err := os.Create(*out)
	if err != nil {
		return err
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	for k := range *folds {
		seen, unseen := part(all, *folds, k)
		m, err := learn(ctx, seen, o, say)
		if err != nil {
			return err
		}
		for _, e := range unseen {
			text, err := e.read(ctx, *dir, m)
			if err != nil {
				return err
			}
			if err := enc.Encode(map[string]string{"id": e.ID, "text": text}); err != nil {
				return err
			}
		}
		say("part %d of %d: %d pages learned from, %d read", k+1, *folds, len(seen), len(unseen))
	}
	return f.Close()
}

// read returns the body of a page as the program finds it with m. A page that
// is refused has none.
func (e *example) read(ctx context.Context, dir string, m *body.Model) (string, error) {
	raw, err := e.raw(dir)
	if err != nil {
		return "", err
	}
	it := article.Item{Name: e.ID, ContentType: "text/html", Raw: raw, Declared: article.Declared{URL: e.URL}}
	a, err := extract.ByModel(ctx, it, guard.Default(), m)
	if err != nil {
		return "", ctx.Err()
	}
	return a.Body(), nil
}
