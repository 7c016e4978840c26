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

func runCompact(ctx context.Context, c *call) error {
	a, err := c.openAlone(ctx)
	if err != nil {
		return err
	}
	before, after, err := a.Compact(ctx, c.progress())
	if err != nil {
		return err
	}
	c.clearLine()
	if c.json {
		return c.printJSON(struct {
			Before int64 `json:"bytes_before"`
			After  int64 `json:"bytes_after"`
		}{before, after})
	}
	c.print("command.compact.done", "Before", before, "After", after)
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
	c.notices(ctx, a)
	info, err := a.Info(ctx)
	if err != nil {
		return err
	}
	side, err := a.Sidebar(ctx)
	if err != nil {
		return err
	}
	spread, err := a.Facets(ctx, app.ListQuery{})
	if err != nil {
		return err
	}
	first, last := "", ""
	if n := len(spread.Months); n > 0 {
		first, last = spread.Months[0].Month, spread.Months[n-1].Month
	}
	if c.json {
		return c.printJSON(struct {
			File      string       `json:"file"`
			Schema    int          `json:"schema"`
			Bytes     int64        `json:"bytes"`
			TextBytes int64        `json:"text_bytes"` // of all versions, as packed
			RawBytes  int64        `json:"raw_bytes"`  // of the originals, as packed
			Raws      int          `json:"raws"`
			Articles  int          `json:"articles"`
			Unread    int          `json:"unread"`
			Starred   int          `json:"starred"`
			Versions  int          `json:"versions"`
			Trash     int          `json:"trash"`
			Stories   int          `json:"stories"`
			Tags      int          `json:"tags"`
			Searches  int          `json:"saved_searches"`
			FirstDate string       `json:"first_month"`
			LastDate  string       `json:"last_month"`
			Spread    *facetsTotal `json:"by"`
			ReadOnly  bool         `json:"read_only"`
			SQLite    string       `json:"sqlite"`
			Program   string       `json:"program"`
			Engine    string       `json:"engine"`
		}{
			a.Path(), info.Schema, info.Bytes, info.Text, info.RawBytes, info.Raws, side.All, side.Unread, side.Starred,
			info.Versions, side.Trash, side.StoryCount, len(side.Tags), len(side.Searches), first, last,
			&facetsTotal{len(spread.Sources), len(spread.Languages), len(spread.Months)},
			info.ReadOnly, info.SQLite, app.Version, compare.Engine,
		})
	}
	c.print("command.info.file", "File", clean(a.Path()), "Bytes", info.Bytes)
	c.print("command.info.articles", "Count", side.All, "Versions", info.Versions, "Trash", side.Trash)
	c.print("command.info.read", "Unread", side.Unread, "Starred", side.Starred)
	c.print("command.info.spread", "Sources", len(spread.Sources), "Languages", len(spread.Languages))
	if first != "" {
		c.print("command.info.dates", "First", first, "Last", last)
	}
	c.print("command.info.stories", "Count", side.StoryCount)
	c.print("command.info.tags", "Count", len(side.Tags))
	c.print("command.info.kept", "Text", info.Text, "Raw", info.RawBytes, "Raws", info.Raws)
	c.print("command.info.program", "Version", app.Version, "Engine", compare.Engine, "Schema", fmt.Sprint(info.Schema), "SQLite", info.SQLite)
	return nil
}

// facetsTotal is how many sources, languages and months there are.
type facetsTotal struct {
	Sources   int `json:"sources"`
	Languages int `json:"languages"`
	Months    int `json:"months"`
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
