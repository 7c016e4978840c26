package app

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parallax/article"
	"parallax/export"
	"parallax/internal/message"
	"parallax/internal/progress"
	"parallax/internal/query"
)

// ExportOptions say what to export and how.
type ExportOptions struct {
	Format string // one of Formats, "" is by the name of the file
	Preset string // of CSV, one of export.Presets; "" is "spreadsheet"
	Query  string // in the search language, "" for all
	IDs    []article.ID
	// Columns of CSV, some of export.Columns; none is all
	Columns []string
	Tags    bool // write article_tags.csv beside a CSV
	// Highlights: write highlights.csv beside a CSV
	Highlights bool
}

// An ExportReport says what was written.
type ExportReport struct {
	Path     string
	Articles int
	Bytes    int64
	SHA256   string
	Notes    []message.Message // cells too long for a spreadsheet, guarded formulas
}

// Formats lists the formats Export writes.
var Formats = []string{"csv", "xlsx", "jsonl"}

// FormatOf returns the format a file's name asks for, and "csv" where it asks
// for none.
func FormatOf(path string) string {
	ext := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")
	if slices.Contains(Formats, ext) {
		return ext
	}
	return "csv"
}

// Export writes the articles that opt asks for to the file at path, oldest ID
// first, one at a time. The file appears whole or not at all: it is written
// beside, synced and renamed, also where one of that name was there. With
// opt.Tags a CSV gets article_tags.csv beside it, with opt.Highlights
// highlights.csv.
func (a *App) Export(ctx context.Context, path string, opt ExportOptions, p progress.Func) (ExportReport, error) {
	if opt.Format == "" {
		opt.Format = FormatOf(path)
	}
	var report ExportReport
	err := WriteFile(path, func(w io.Writer) (err error) {
		report, err = a.ExportTo(ctx, w, opt, p)
		return err
	})
	if err != nil {
		return ExportReport{}, err
	}
	report.Path = path
	for _, beside := range []struct {
		wanted bool
		name   string
		write  func(context.Context, io.Writer, iter.Seq2[article.Article, error], export.CSVOptions, progress.Func) (export.Report, error)
	}{
		{opt.Tags, "article_tags.csv", export.TagsCSV},
		{opt.Highlights, "highlights.csv", export.HighlightsCSV},
	} {
		if !beside.wanted {
			continue
		}
		err = WriteFile(filepath.Join(filepath.Dir(path), beside.name), func(w io.Writer) error {
			_, err := beside.write(ctx, w, a.selected(ctx, opt), export.CSVOptions{Preset: export.Preset(opt.Preset)}, nil)
			return err
		})
		if err != nil {
			return report, err
		}
	}
	return report, nil
}

// ExportTo writes the articles to w, which is not closed.
func (a *App) ExportTo(ctx context.Context, w io.Writer, opt ExportOptions, p progress.Func) (ExportReport, error) {
	var r export.Report
	var err error
	articles := a.selected(ctx, opt)
	switch opt.Format {
	case "", "csv":
		r, err = export.CSV(ctx, w, articles, export.CSVOptions{Preset: export.Preset(opt.Preset), Columns: opt.Columns}, p)
	case "xlsx":
		r, err = export.XLSX(ctx, w, articles, p)
	case "jsonl":
		r, err = export.JSONL(ctx, w, articles, p)
	default:
		return ExportReport{}, fmt.Errorf("%w: format %q", article.ErrUsage, opt.Format)
	}
	return ExportReport{Articles: r.Articles, Bytes: r.Bytes, SHA256: r.SHA256, Notes: r.Notes}, err
}

// selected yields the articles that opt asks for.
func (a *App) selected(ctx context.Context, opt ExportOptions) iter.Seq2[article.Article, error] {
	if len(opt.IDs) == 0 {
		return a.db.Each(ctx, query.Parse(opt.Query))
	}
	ids := slices.Clone(opt.IDs)
	slices.Sort(ids)
	return func(yield func(article.Article, error) bool) {
		for _, id := range slices.Compact(ids) {
			art, err := a.db.Article(ctx, id)
			if !yield(art, err) || err != nil {
				return
			}
		}
	}
}

// WriteFile writes a file whole or not at all: into a new file beside it that
// is synced and renamed when write has returned without an error.
func WriteFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err = write(f); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	mode := os.FileMode(0o644)
	if old, err := os.Stat(path); err == nil {
		mode = old.Mode().Perm()
	}
	if err = f.Chmod(mode); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
