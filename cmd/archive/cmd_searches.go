package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parallax/app"
	"parallax/article"
)

// runSearches lists the saved searches, or saves, renames, removes or runs one.
func runSearches(ctx context.Context, c *call) error {
	c.define(true)
	if err := c.parse(); err != nil {
		return err
	}
	if len(c.args) == 0 {
		return listSearches(ctx, c)
	}
	verb, words := c.args[0], c.args[1:]
	enough := map[string]bool{
		"save": len(words) >= 2, "rename": len(words) == 2, "remove": len(words) == 1, "run": len(words) == 1,
	}
	if !enough[verb] {
		return usage("command.searches.usage")
	}
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return err
	}
	name := words[0]
	switch verb {
	case "save":
		err = a.SaveSearch(ctx, name, strings.Join(words[1:], " "))
	case "rename":
		err = a.RenameSearch(ctx, name, words[1])
	case "remove":
		err = a.RemoveSearch(ctx, name)
	case "run":
		return runSaved(ctx, c, a, name)
	}
	if err != nil {
		return c.because(name, err)
	}
	c.print("command.searches."+verb, "Name", clean(words[len(words)-1]), "Saved", clean(name))
	return nil
}

// runSaved asks a saved search and prints what it finds, as search does.
func runSaved(ctx context.Context, c *call, a *app.App, name string) error {
	saved, err := a.SavedSearches(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(saved, func(s article.SavedSearch) bool { return strings.EqualFold(s.Name, name) })
	if i < 0 {
		return c.because(name, article.ErrNotFound)
	}
	return c.search(ctx, a, found{query: app.ListQuery{Text: saved[i].Query}}, 20, false, false)
}

func listSearches(ctx context.Context, c *call) error {
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return err
	}
	saved, err := a.SavedSearches(ctx)
	if err != nil {
		return err
	}
	if c.json {
		type searchJSON struct {
			Name  string `json:"name"`
			Query string `json:"query"`
		}
		out := struct {
			Searches []searchJSON `json:"searches"`
		}{[]searchJSON{}}
		for _, s := range saved {
			out.Searches = append(out.Searches, searchJSON{s.Name, s.Query})
		}
		return c.printJSON(out)
	}
	for _, s := range saved {
		fmt.Fprintf(c.stdout, "%-24s  %s\n", oneLine(s.Name, 60), oneLine(s.Query, 140))
	}
	if len(saved) == 0 {
		c.print("command.searches.none")
	}
	return nil
}
