package main

import (
	"context"
	"fmt"

	"parallax/app"
)

type storiesJSON struct {
	Stories []storyJSON `json:"stories"`
}

type storyJSON struct {
	ID       int64    `json:"id"`
	Title    string   `json:"title"`
	Articles []string `json:"articles"`
}

func runStories(ctx context.Context, c *call) error {
	flags := c.define(true)
	all := flags.Bool("all", false, "")
	if err := c.parse(); err != nil {
		return err
	}
	out := storiesJSON{Stories: []storyJSON{}}
	var failed error
	if len(c.args) > 0 {
		named, err := c.readNamed(ctx, c.args)
		if len(named) == 0 && err != nil {
			return err
		}
		failed = err
		groups, err := app.GroupNamed(ctx, named)
		if err != nil {
			return err
		}
		for i, g := range groups {
			if len(g.Articles) > 1 || *all || c.json {
				out.Stories = append(out.Stories, storyJSON{ID: int64(i + 1), Title: g.Title, Articles: g.Articles})
			}
		}
	} else {
		a, err := c.open(ctx, app.Options{MustExist: true})
		if err != nil {
			return err
		}
		if !a.ReadOnly() { // what an interrupted import left over
			if err := a.GroupStories(ctx, c.progress()); err != nil {
				return err
			}
		}
		c.clearLine()
		for s, err := range a.EachStory(ctx) {
			if err != nil {
				return err
			}
			if len(s.Articles) < 2 && !*all && !c.json {
				continue
			}
			js := storyJSON{ID: int64(s.ID), Title: s.Title, Articles: []string{}}
			for _, id := range s.Articles {
				js.Articles = append(js.Articles, idText(id))
			}
			out.Stories = append(out.Stories, js)
		}
	}
	if c.json {
		if err := c.printJSON(out); err != nil {
			return err
		}
		return failed
	}
	for _, s := range out.Stories {
		fmt.Fprintf(c.stdout, "%6d  %s\n", s.ID, oneLine(s.Title, 100))
		for _, name := range s.Articles {
			fmt.Fprintf(c.stdout, "          %s\n", oneLine(name, 100))
		}
	}
	if len(out.Stories) == 0 {
		c.print("command.stories.none")
	}
	return failed
}
