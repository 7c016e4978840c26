package app_test

import (
	"context"
	"encoding/json"
	"io"
	"testing"

	"parallax/app"
	"parallax/article"
)

func jsonOf(t testing.TB, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The waits a person feels: open, import, search, compare, export.

func BenchmarkOpen(b *testing.B) {
	a := examples(b)
	path := a.Path()
	for b.Loop() {
		again, err := app.Open(context.Background(), path, app.Options{})
		if err != nil {
			b.Fatal(err)
		}
		again.Close()
	}
}

func BenchmarkImport(b *testing.B) {
	file := many(b, 2000)
	for b.Loop() {
		if _, err := open(b).Import(context.Background(), []string{file}, app.ImportOptions{}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(2000*b.N)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkSearch(b *testing.B) {
	a := open(b)
	if _, err := a.Import(context.Background(), []string{many(b, 5000)}, app.ImportOptions{}, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		list, err := a.List(context.Background(), app.ListQuery{Text: "council measures"})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := a.Rows(context.Background(), list.IDs, "council measures"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	a := examples(b)
	for b.Loop() {
		if _, err := a.Compare(context.Background(), []article.ID{1, 2, 3, 4, 5}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExportCSV(b *testing.B) {
	a := open(b)
	if _, err := a.Import(context.Background(), []string{many(b, 2000)}, app.ImportOptions{}, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := a.ExportTo(context.Background(), io.Discard, app.ExportOptions{}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(2000*b.N)/b.Elapsed().Seconds(), "articles/s")
}
