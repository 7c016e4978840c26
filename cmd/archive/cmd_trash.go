package main

import (
	"context"
	"fmt"

	"parallax/app"
	"parallax/article"
)

// runTrash lists what is in the trash, moves articles there or puts them back.
func runTrash(ctx context.Context, c *call) error {
	flags := c.define(true)
	limit := flags.Int("limit", 20, "")
	query := flags.String("query", "", "")
	flags.BoolVar(&c.yes, "yes", false, "")
	if err := c.parse(); err != nil {
		return err
	}
	if *limit < 1 {
		return usage("command.search.limit")
	}
	if len(c.args) == 0 {
		return listTrash(ctx, c, *query, *limit)
	}
	verb := c.args[0]
	if verb == "empty" && len(c.args) == 1 && *query == "" {
		return emptyTrash(ctx, c)
	}
	list, err := ids(c.args[1:])
	switch {
	case verb != "add" && verb != "restore", len(list) == 0 && *query == "" && err == nil:
		return usage("command.trash.usage")
	case err != nil:
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
	if *query != "" {
		found, err := a.Find(ctx, app.ListQuery{Text: *query, Trash: verb == "restore"})
		if err != nil {
			return err
		}
		list = append(list, found...)
	}
	status, done := article.Trash, "command.trash.added"
	if verb == "restore" {
		status, done = article.Unread, "command.trash.restored"
	}
	n, err := a.SetStatus(ctx, list, status, c.progress())
	c.clearLine()
	if err == nil || n > 0 { // what was done before an error is kept
		c.print(done, "Count", n)
	}
	if err != nil {
		return err
	}
	return partly(missing, len(list))
}

func listTrash(ctx context.Context, c *call, query string, limit int) error {
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return err
	}
	r := found{query: app.ListQuery{Text: query, Trash: true}}
	if err := r.list(ctx, a, limit); err != nil {
		return err
	}
	if r.count, err = a.Count(ctx, r.query); err != nil {
		return err
	}
	for _, n := range r.Notes {
		fmt.Fprintln(c.stderr, "archive: "+clean(n.String()))
	}
	if c.json {
		return c.printJSON(r.output(false, false))
	}
	for _, row := range r.rows {
		c.printRow(row)
	}
	c.print(r.key("command.search.found"), "Count", r.count.N, "Shown", len(r.rows), "Milliseconds", r.Took.Milliseconds())
	return nil
}

// emptyTrash deletes for good; without being told so by --yes it only says what
// it would do.
func emptyTrash(ctx context.Context, c *call) error {
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return err
	}
	count, err := a.Count(ctx, app.ListQuery{Trash: true})
	if err != nil {
		return err
	}
	if !c.yes {
		c.print("command.trash.would-empty", "Count", count.N)
		return nil
	}
	n, err := a.EmptyTrash(ctx, c.progress())
	c.clearLine()
	if err == nil || n > 0 {
		c.print("command.trash.emptied", "Count", n)
	}
	return err
}
