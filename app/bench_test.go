package app_test

import (
	"context"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"parallax/app"
	"parallax/article"
	"parallax/db"
	"parallax/internal/testkit"
)

func jsonOf(t testing.TB, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The waits a person feels: open, import, first row, search, compare, export.

// archive is read and never written:
//
//	go test -run '^$' -bench 'Open|FirstRow|Search|Compare|Export' ./app -archive /path/to/a.parallax
var archive = flag.String("archive", "", "benchmark reading from this archive of package testkit instead of one of 10,000 articles")

var benchFile = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "parallax-bench-*") // left to the system: it outlives any one benchmark
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "bench.parallax")
	d, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		return "", err
	}
	for batch := range slices.Chunk(slices.Collect(testkit.Corpus(1, 10_000)), 500) {
		if _, err := d.Save(context.Background(), batch); err != nil {
			return "", err
		}
	}
	return path, d.Close()
})

// large opens the archive to read from.
func large(b *testing.B) *app.App {
	b.Helper()
	path := *archive
	if path == "" {
		var err error
		if path, err = benchFile(); err != nil {
			b.Fatal(err)
		}
	}
	a, err := app.Open(b.Context(), path, app.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { a.Close() })
	return a
}

func BenchmarkOpen(b *testing.B) {
	path := large(b).Path()
	for b.Loop() {
		again, err := app.Open(b.Context(), path, app.Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		again.Close()
	}
}

func BenchmarkImport(b *testing.B) {
	file := many(b, 2000)
	for b.Loop() {
		if _, err := open(b).Import(b.Context(), []string{file}, app.ImportOptions{}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(2000*b.N)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkFirstRow(b *testing.B) { benchList(b, "") }

func BenchmarkSearch(b *testing.B) { benchList(b, testkit.Word(30)+" "+testkit.Word(300)) }

func benchList(b *testing.B, words string) {
	a := large(b)
	for b.Loop() {
		list, err := a.List(b.Context(), app.ListQuery{Text: words})
		if err != nil {
			b.Fatal(err)
		}
		if rows, err := a.Rows(b.Context(), list.IDs, words); err != nil || len(rows) == 0 {
			b.Fatal(len(rows), err)
		}
	}
}

// BenchmarkCompare compares five articles of which nothing has been read yet.
func BenchmarkCompare(b *testing.B) {
	a := large(b)
	for b.Loop() {
		if _, err := a.Compare(b.Context(), []article.ID{1, 4, 6, 7, 11}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkExportCSV exports a year.
func BenchmarkExportCSV(b *testing.B) {
	a := large(b)
	n := 0
	for b.Loop() {
		report, err := a.ExportTo(b.Context(), io.Discard, app.ExportOptions{Query: "on:2010"}, nil)
		if err != nil {
			b.Fatal(err)
		}
		n += report.Articles
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}
