package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parallax/app"
	"parallax/article"
	"parallax/internal/progress"
)

func runTag(ctx context.Context, c *call) error {
	return changeTags(ctx, c, (*app.App).Tag, "command.tag.done")
}

func runUntag(ctx context.Context, c *call) error {
	return changeTags(ctx, c, (*app.App).Untag, "command.untag.done")
}

func changeTags(ctx context.Context, c *call, change func(*app.App, context.Context, []article.ID, []string, progress.Func) (int, error), done string) error {
	flags := c.define(false)
	query := flags.String("query", "", "")
	if err := c.parse(); err != nil {
		return err
	}
	if len(c.args) == 0 || len(c.args) == 1 && *query == "" {
		return usage("command.tag.nothing", "Name", c.command.name)
	}
	list, err := ids(c.args[1:])
	if err != nil {
		return err
	}
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return err
	}
	missing := 0
	for _, id := range list {
		if _, err := a.Article(ctx, id); err != nil {
			c.complain(idText(id), err)
			missing++
		}
	}
	if missing > 0 && missing == len(list) && *query == "" {
		return errFailed
	}
	if *query != "" {
		found, err := a.Find(ctx, app.ListQuery{Text: *query})
		if err != nil {
			return err
		}
		list = append(list, found...)
	}
	n, err := change(a, ctx, list, c.args[:1], c.progress())
	c.clearLine()
	if err == nil || n > 0 { // what was done before an error is kept
		c.print(done, "Tag", clean(c.args[0]), "Count", n)
	}
	if err != nil {
		return c.because(c.args[0], err)
	}
	return partly(missing, len(list)+1)
}

func runTags(ctx context.Context, c *call) error {
	c.define(true)
	if err := c.parse(); err != nil {
		return err
	}
	if len(c.args) > 0 {
		return editTags(ctx, c)
	}
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return err
	}
	tags, err := a.Tags(ctx)
	if err != nil {
		return err
	}
	if c.json {
		type tagJSON struct {
			Name   string `json:"name"`
			Colour string `json:"colour"`
			Count  int    `json:"count"`
			Within int    `json:"within"`
		}
		out := struct {
			Tags []tagJSON `json:"tags"`
		}{[]tagJSON{}}
		for _, t := range tags {
			out.Tags = append(out.Tags, tagJSON(t))
		}
		return c.printJSON(out)
	}
	for _, t := range tags {
		fmt.Fprintf(c.stdout, "%7d  %s\n", t.Within, clean(t.Name))
	}
	if len(tags) == 0 {
		c.print("command.tags.none")
	}
	return nil
}

func editTags(ctx context.Context, c *call) error {
	verb, rest := c.args[0], c.args[1:]
	if !slices.Contains([]string{"rename", "merge", "colour"}, verb) || len(rest) != 2 {
		return usage("command.tags.usage")
	}
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return err
	}
	if verb == "colour" {
		if err := a.SetTagColour(ctx, rest[0], rest[1]); err != nil {
			return c.because(rest[0], err)
		}
		c.print("command.tags.coloured", "Tag", clean(rest[0]), "Colour", clean(rest[1]))
		return nil
	}
	if verb == "merge" { // which rename does too, but a slip in the name must not make a tag
		if err := c.mustBeTag(ctx, a, rest[1]); err != nil {
			return err
		}
	}
	n, err := a.RenameTag(ctx, rest[0], rest[1])
	if err != nil {
		return c.because(rest[0], err)
	}
	c.print("command.tags.renamed", "From", clean(rest[0]), "To", clean(rest[1]), "Count", n)
	return nil
}

// mustBeTag refuses a tag that no article carries.
func (c *call) mustBeTag(ctx context.Context, a *app.App, name string) error {
	tags, err := a.Tags(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(tags, func(t article.Tag) bool { return strings.EqualFold(t.Name, name) }) {
		return c.because(name, article.ErrNotFound)
	}
	return nil
}
