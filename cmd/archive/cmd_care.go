package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"time"

	"parallax/app"
	"parallax/compare"
)

// openAlone opens the archive for a command that takes no words.
func (c *call) openAlone(ctx context.Context) (*app.App, error) {
	c.define(true)
	if err := c.parse(); err != nil {
		return nil, err
	}
	if len(c.args) > 0 {
		return nil, usage("command.no-arguments", "Name", c.command.name)
	}
	return c.open(ctx, app.Options{MustExist: true})
}

func runVerify(ctx context.Context, c *call) error {
	a, err := c.openAlone(ctx)
	if err != nil {
		return err
	}
	r, err := a.Verify(ctx, c.progress())
	if err != nil {
		return err
	}
	c.clearLine()
	ofIndex := 0 // damage that building the index anew mends
	for _, d := range r.Damaged {
		if app.OfIndex(d) {
			ofIndex++
		}
	}
	if c.json {
		type damageJSON struct {
			ID   int64  `json:"id,omitempty"`
			What string `json:"what"`
		}
		out := struct {
			Sound    bool         `json:"sound"`
			Articles int          `json:"articles"`
			Versions int          `json:"versions"`
			Damage   []damageJSON `json:"damage"`
			Reindex  bool         `json:"reindex"` // would mend some of it
		}{len(r.Damaged) == 0, r.Articles, r.Versions, []damageJSON{}, ofIndex > 0}
		for _, d := range r.Damaged {
			out.Damage = append(out.Damage, damageJSON{int64(d.Article), d.What.String()})
		}
		if err := c.printJSON(out); err != nil {
			return err
		}
	} else {
		for _, d := range r.Damaged {
			fmt.Fprintln(c.stdout, clean(d.What.String()))
		}
		switch {
		case len(r.Damaged) == 0:
			c.print("command.verify.sound", "Count", r.Articles, "Versions", r.Versions)
		case ofIndex == len(r.Damaged):
			c.print("command.verify.reindex")
		default:
			c.print("command.verify.damaged", "Count", len(r.Damaged))
			if ofIndex > 0 {
				c.print("command.verify.reindex-too")
			}
		}
	}
	if len(r.Damaged) > 0 {
		return errFailed
	}
	return nil
}

func runBackup(ctx context.Context, c *call) error {
	c.define(true)
	if err := c.parse(); err != nil {
		return err
	}
	if len(c.args) != 1 {
		return usage("command.backup.usage")
	}
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return err
	}
	file := c.args[0]
	if err := a.Backup(ctx, file); err != nil {
		return c.because(file, err)
	}
	info, err := os.Stat(file)
	if err != nil {
		return c.because(file, err)
	}
	if c.json {
		return c.printJSON(struct {
			File  string `json:"file"`
			Bytes int64  `json:"bytes"`
		}{file, info.Size()})
	}
	c.print("command.backup.done", "File", clean(file), "Bytes", info.Size())
	return nil
}

func runReindex(ctx context.Context, c *call) error {
	a, err := c.openAlone(ctx)
	if err != nil {
		return err
	}
	start := time.Now()
	if err := a.Reindex(ctx, c.progress()); err != nil {
		return err
	}
	c.clearLine()
	count, err := a.Count(ctx, app.ListQuery{})
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(struct {
			Articles int     `json:"articles"`
			Seconds  float64 `json:"seconds"`
		}{count.N, time.Since(start).Seconds()})
	}
	c.print("command.reindex.done", "Seconds", fmt.Sprintf("%.1f", time.Since(start).Seconds()))
	return nil
}

func runInfo(ctx context.Context, c *call) error {
	a, err := c.openAlone(ctx)
	if err != nil {
		return err
	}
	info, err := a.Info(ctx)
	if err != nil {
		return err
	}
	side, err := a.Sidebar(ctx)
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(struct {
			File     string `json:"file"`
			Schema   int    `json:"schema"`
			Bytes    int64  `json:"bytes"`
			Articles int    `json:"articles"`
			Versions int    `json:"versions"`
			Stories  int    `json:"stories"`
			Tags     int    `json:"tags"`
			Trash    int    `json:"trash"`
			SQLite   string `json:"sqlite"`
			Program  string `json:"program"`
			Engine   string `json:"engine"`
		}{a.Path(), info.Schema, side.Bytes, side.All, info.Versions, side.StoryCount, len(side.Tags), side.Trash, info.SQLite, app.Version, compare.Engine})
	}
	c.print("command.info.file", "File", clean(a.Path()), "Bytes", side.Bytes)
	c.print("command.info.articles", "Count", side.All, "Versions", info.Versions, "Trash", side.Trash)
	c.print("command.info.stories", "Count", side.StoryCount)
	c.print("command.info.tags", "Count", len(side.Tags))
	c.print("command.info.program", "Version", app.Version, "Engine", compare.Engine, "Schema", fmt.Sprint(info.Schema), "SQLite", info.SQLite)
	return nil
}

func runVersion(_ context.Context, c *call) error {
	c.define(true)
	if err := c.parse(); err != nil {
		return err
	}
	if c.json {
		return c.printJSON(struct {
			Version string `json:"version"`
			Engine  string `json:"engine"`
			Go      string `json:"go"`
			System  string `json:"system"`
		}{app.Version, compare.Engine, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH})
	}
	c.print("command.version", "Version", app.Version, "Engine", compare.Engine, "Go", runtime.Version(), "System", runtime.GOOS+"/"+runtime.GOARCH)
	return nil
}
