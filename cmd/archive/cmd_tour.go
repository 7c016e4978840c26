package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"parallax/app"
	"parallax/article"
)

// runTour does what the program is for once, on the example articles: import,
// stories, comparison, export. It leaves an archive and a CSV in a folder of
// its own and touches nothing else.
func runTour(ctx context.Context, c *call) error {
	c.define(false)
	if err := c.parse(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "parallax-tour-*")
	if err != nil {
		return err
	}
	c.archive = filepath.Join(dir, "example"+app.Extension)
	a, err := c.open(ctx, app.Options{})
	if err != nil {
		return err
	}
	c.print("command.tour.import")
	sum, err := a.ImportExample(ctx, c.progress())
	if err != nil {
		return err
	}
	if err := c.printImport(sum); err != nil {
		return err
	}

	fmt.Fprintln(c.stdout)
	c.print("command.tour.stories")
	var told []article.ID // by the largest story
	for s, err := range a.EachStory(ctx) {
		if err != nil {
			return err
		}
		c.print("command.tour.story", "Count", len(s.Articles), "Title", oneLine(s.Title, 90))
		if len(s.Articles) > len(told) {
			told = s.Articles
		}
	}

	fmt.Fprintln(c.stdout)
	c.print("command.tour.compare", "Count", len(told))
	compared, err := a.Compare(ctx, told)
	if err != nil {
		return err
	}
	if err := c.printComparison(compared); err != nil {
		return err
	}

	file := filepath.Join(dir, "example.csv")
	report, err := a.Export(ctx, file, app.ExportOptions{}, nil)
	if err != nil {
		return err
	}
	fmt.Fprintln(c.stdout)
	c.print("command.tour.export", "Count", report.Articles, "File", file)
	c.print("command.tour.end", "Archive", c.archive, "Program", os.Args[0])
	return nil
}
