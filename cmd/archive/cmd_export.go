package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parallax/app"
	"parallax/export"
)

func runExport(ctx context.Context, c *call) error {
	flags := c.define(true)
	var opt app.ExportOptions
	var file, columns string
	flags.StringVar(&opt.Format, "format", "", "")
	flags.StringVar(&opt.Preset, "preset", string(export.Spreadsheet), "")
	flags.StringVar(&opt.Query, "query", "", "")
	flags.StringVar(&columns, "columns", "", "")
	flags.BoolVar(&opt.Tags, "tags", false, "")
	flags.BoolVar(&opt.Highlights, "highlights", false, "")
	flags.StringVar(&file, "o", "", "")
	if err := c.parse(); err != nil {
		return err
	}
	if opt.Format == "" {
		opt.Format = app.FormatOf(file)
	}
	if !slices.Contains(app.Formats, opt.Format) {
		return usage("command.export.format", "Word", clean(opt.Format), "Formats", strings.Join(app.Formats, ", "))
	}
	if !slices.Contains(export.Presets, export.Preset(opt.Preset)) {
		return usage("command.export.preset", "Word", clean(opt.Preset))
	}
	if columns != "" {
		if opt.Format != "csv" {
			return usage("command.export.columns-of-csv")
		}
		known := export.Columns()
		for name := range strings.SplitSeq(columns, ",") {
			name = strings.TrimSpace(name)
			if !slices.Contains(known, name) {
				return usage("command.export.column", "Word", clean(name), "Columns", strings.Join(known, ", "))
			}
			if slices.Contains(opt.Columns, name) {
				return usage("command.export.column-twice", "Word", name)
			}
			opt.Columns = append(opt.Columns, name)
		}
	}
	toStdout := file == "" || file == "-"
	if toStdout && (opt.Tags || opt.Highlights || c.json) {
		return usage("command.export.needs-file")
	}
	if toStdout && opt.Format == "xlsx" && isTerminal(c.stdout) {
		return usage("command.export.terminal")
	}
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return err
	}
	if opt.IDs, err = ids(c.args); err != nil {
		return err
	}
	if toStdout {
		w := bufio.NewWriter(c.stdout)
		if _, err := a.ExportTo(ctx, w, opt, c.progress()); err != nil {
			return err
		}
		return w.Flush()
	}
	if same, err := sameFile(file, a.Path()); err != nil || same {
		return usage("command.export.onto-archive")
	}
	report, err := a.Export(ctx, file, opt, c.progress())
	if err != nil {
		return c.because(file, err)
	}
	c.clearLine()
	if c.json {
		return c.printJSON(struct {
			File     string `json:"file"`
			Articles int    `json:"articles"`
			Bytes    int64  `json:"bytes"`
			SHA256   string `json:"sha256"`
		}{report.Path, report.Articles, report.Bytes, report.SHA256})
	}
	c.print("command.export.done", "Count", report.Articles, "File", clean(report.Path), "Bytes", report.Bytes)
	for _, n := range report.Notes {
		fmt.Fprintln(c.stderr, "archive: "+clean(n.String()))
	}
	return nil
}

// sameFile reports whether two paths are the same file, also where neither
// is there yet.
func sameFile(x, y string) (bool, error) {
	a, errA := os.Stat(x)
	b, errB := os.Stat(y)
	if errA == nil && errB == nil {
		return os.SameFile(a, b), nil
	}
	absX, err := filepath.Abs(x)
	if err != nil {
		return false, err
	}
	absY, err := filepath.Abs(y)
	return absX == absY, err
}
