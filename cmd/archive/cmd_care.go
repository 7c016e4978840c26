package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"time"

	"parallax/app"
	"parallax/compare"
	"parallax/internal/message"
)

// openAlone opens the archive for a command that takes no words.
func (c *call) openAlone(ctx context.Context) (*app.App, error) {
	c.define(true)
	return c.openDefined(ctx)
}

// openDefined is openAlone for a command that has flags of its own.
func (c *call) openDefined(ctx context.Context) (*app.App, error) {
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
	flags := c.define(true)
	details := flags.Bool("details", false, "")
	a, err := c.openDefined(ctx)
	if err != nil {
		return err
	}
	c.notices(ctx, a)
	info, err := a.Info(ctx)
	if err != nil {
		return err
	}
	var stats app.Statistics
	if *details {
		if stats, err = a.Statistics(ctx); err != nil {
			return err
		}
	}
	if c.json {
		return c.printJSON(infoOutput(info, stats, *details))
	}
	c.print("command.info.file", "File", clean(info.Path), "Bytes", info.Bytes)
	c.print("command.info.articles", "Count", info.Articles-info.Trash, "Versions", info.Versions, "Trash", info.Trash)
	c.print("command.info.spread", "Sources", info.Sources, "Languages", info.Languages)
	if info.Oldest != "" {
		c.print("command.info.dates", "First", info.Oldest, "Last", info.Newest)
	}
	c.print("command.info.stories", "Count", info.Stories)
	c.print("command.info.tags", "Count", info.Tags)
	c.print("command.info.program", "Version", app.Version, "Engine", compare.Engine, "Schema", fmt.Sprint(info.Schema), "SQLite", info.SQLite)
	if *details {
		fmt.Fprintln(c.stdout)
		c.print("command.info.words", "Count", stats.Words)
		for _, part := range []struct {
			key   string
			bytes int64
		}{
			{"texts", stats.Texts},
			{"originals", stats.Raw},
			{"index", stats.Index},
			{"readings", stats.Readings},
			{"other", stats.Other},
			{"free", stats.Free},
		} {
			fmt.Fprintf(c.stdout, "%16s  %s\n", message.Number(part.bytes), message.New("command.info.part."+part.key, "Count", stats.Originals))
		}
	}
	return nil
}

type infoJSON struct {
	File      string       `json:"file"`
	Schema    int          `json:"schema"`
	Bytes     int64        `json:"bytes"`
	FreeBytes int64        `json:"free_bytes"`
	Articles  int          `json:"articles"`
	Versions  int          `json:"versions"`
	Trash     int          `json:"trash"`
	Sources   int          `json:"sources"`
	Languages int          `json:"languages"`
	Oldest    string       `json:"oldest"`
	Newest    string       `json:"newest"`
	Stories   int          `json:"stories"`
	Tags      int          `json:"tags"`
	ReadOnly  bool         `json:"read_only"`
	SQLite    string       `json:"sqlite"`
	Program   string       `json:"program"`
	Engine    string       `json:"engine"`
	Details   *detailsJSON `json:"details,omitempty"`
}

// detailsJSON is what the file is made of, in bytes but for the first two.
type detailsJSON struct {
	Words     int64 `json:"words"`
	Originals int   `json:"originals"`
	Texts     int64 `json:"texts"`
	Raw       int64 `json:"raw"`
	Index     int64 `json:"index"`
	Readings  int64 `json:"readings"`
	Other     int64 `json:"other"`
	Free      int64 `json:"free"`
}

func infoOutput(info app.Info, stats app.Statistics, details bool) infoJSON {
	out := infoJSON{
		File: info.Path, Schema: info.Schema, Bytes: info.Bytes, FreeBytes: info.Free, Articles: info.Articles - info.Trash,
		Versions: info.Versions, Trash: info.Trash, Sources: info.Sources, Languages: info.Languages, Oldest: info.Oldest,
		Newest: info.Newest, Stories: info.Stories, Tags: info.Tags, ReadOnly: info.ReadOnly, SQLite: info.SQLite,
		Program: app.Version, Engine: compare.Engine,
	}
	if details {
		d := detailsJSON(stats)
		out.Details = &d
	}
	return out
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
