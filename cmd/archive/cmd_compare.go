package main

import (
	"context"
	"errors"

	"parallax/app"
	"parallax/article"
)

func runCompare(ctx context.Context, c *call) error {
	flags := c.define(true)
	query := flags.String("query", "", "")
	if err := c.parse(); err != nil {
		return err
	}
	if len(c.args) == 0 && *query == "" {
		return usage("command.compare.nothing")
	}
	if *query != "" {
		a, err := c.open(ctx, app.Options{MustExist: true})
		if err != nil {
			return err
		}
		found, err := a.Find(ctx, app.ListQuery{Text: *query})
		if err != nil {
			return err
		}
		for _, id := range found {
			c.args = append(c.args, idText(id))
		}
	}
	compared, failed := c.compare(ctx, c.args)
	if failed != nil && !errors.Is(failed, errPartly) {
		return failed
	}
	if c.json {
		if err := c.printJSON(compared.Comparison); err != nil {
			return err
		}
		return failed
	}
	if err := c.printComparison(compared); err != nil {
		return err
	}
	return failed
}

// compare holds what the words name against each other. Articles of the
// archive keep what was found in them before; files need no archive.
func (c *call) compare(ctx context.Context, words []string) (app.Compared, error) {
	if list, err := ids(words); err == nil && !anyPath(words) {
		a, err := c.open(ctx, app.Options{MustExist: true})
		if err != nil {
			return app.Compared{}, err
		}
		compared, err := a.Compare(ctx, list)
		if errors.Is(err, article.ErrNotFound) {
			return compared, c.nameMissing(ctx, a, list)
		}
		return compared, err
	}
	named, failed := c.readNamed(ctx, words)
	if len(named) == 0 && failed != nil {
		return app.Compared{}, failed
	}
	compared, err := app.CompareNamed(ctx, named)
	if err != nil {
		return app.Compared{}, err
	}
	return compared, failed
}

// nameMissing says which of the articles are not there.
func (c *call) nameMissing(ctx context.Context, a *app.App, list []article.ID) error {
	for _, id := range list {
		if _, err := a.Article(ctx, id); err != nil {
			c.complain(idText(id), err)
		}
	}
	return errFailed
}

func anyPath(words []string) bool {
	for _, w := range words {
		if app.IsPath(w) {
			return true
		}
	}
	return false
}

// readNamed reads the articles that words name: an existing path wins,
// otherwise digits are an ID of the archive. What cannot be read is said, and
// the error is errPartly if there is something left.
func (c *call) readNamed(ctx context.Context, words []string) ([]app.Named, error) {
	var named []app.Named
	failed := 0
	for _, w := range words {
		if !app.IsPath(w) {
			if list, err := ids([]string{w}); err == nil {
				art, err := c.articleOf(ctx, list[0])
				if err != nil {
					c.complain(w, err)
					failed++
					continue
				}
				named = append(named, app.Named{Name: w, Article: art})
				continue
			}
		}
		for n, err := range app.ReadFiles(ctx, w, app.ReadOptions{Rules: c.ownRules()}) {
			if err != nil {
				if ctx.Err() != nil {
					return nil, ctx.Err()
				}
				c.complain(n.Name, err)
				failed++
				continue
			}
			named = append(named, n)
		}
	}
	return named, partly(failed, failed+len(named))
}

func (c *call) articleOf(ctx context.Context, id article.ID) (article.Article, error) {
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return article.Article{}, err
	}
	return a.Article(ctx, id)
}

func runFacts(ctx context.Context, c *call) error {
	c.define(true)
	if err := c.parse(); err != nil {
		return err
	}
	if len(c.args) == 0 {
		return usage("command.compare.nothing")
	}
	named, failed := c.readNamed(ctx, c.args)
	if len(named) == 0 && failed != nil {
		return failed
	}
	for _, n := range named {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if c.json {
			if err := c.printJSONLine(app.Facts(n)); err != nil {
				return err
			}
			continue
		}
		compared, err := app.CompareNamed(ctx, []app.Named{n})
		if err != nil {
			return err
		}
		if err := c.printFacts(compared); err != nil {
			return err
		}
	}
	return failed
}
