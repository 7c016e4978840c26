package db

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"parallax/article"
	"parallax/internal/query"
	"parallax/internal/testkit"
)

// benchArticles is the size of the archive that is read from.
const benchArticles = 10_000

var benchFile = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "parallax-bench-*") // left to the system: it outlives any one benchmark
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "bench.parallax")
	d, err := Open(context.Background(), path, Options{})
	if err != nil {
		return "", err
	}
	for batch := range slices.Chunk(slices.Collect(testkit.Corpus(1, benchArticles)), 500) {
		if _, err := d.Save(context.Background(), batch); err != nil {
			return "", err
		}
	}
	return path, d.Close()
})

func benchDB(b *testing.B) *DB {
	b.Helper()
	path, err := benchFile()
	if err != nil {
		b.Fatal(err)
	}
	return openAt(b, path)
}

func BenchmarkOpen(b *testing.B) {
	benchDB(b)
	path, _ := benchFile()
	for b.Loop() {
		d, err := Open(b.Context(), path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := d.Search(b.Context(), query.Query{}, Page{}); err != nil {
			b.Fatal(err)
		}
		d.Close()
	}
}

func BenchmarkSave(b *testing.B) {
	articles := slices.Collect(testkit.Corpus(2, 5000))
	bytes := 0
	for _, a := range articles {
		bytes += len(a.Text)
	}
	b.SetBytes(int64(bytes))
	for b.Loop() {
		d := openAt(b, filepath.Join(b.TempDir(), "a.parallax"))
		for batch := range slices.Chunk(articles, 250) {
			if _, err := d.Save(b.Context(), batch); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(articles)*b.N)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkSearch(b *testing.B) {
	common, middling, rare := testkit.Word(0), testkit.Word(300), testkit.Word(20_000)
	for _, bench := range []struct {
		name, query string
		page        Page
	}{
		{"list", "", Page{}},
		{"common-ranked", common, Page{}},
		{"common-by-date", common, Page{Sort: "date"}},
		{"middling-ranked", middling, Page{}},
		{"rare-ranked", rare, Page{}},
		{"two-words", common + " " + middling, Page{}},
		{"phrase", `"` + common + " " + testkit.Word(1) + `"`, Page{}},
		{"source", `source:"Source 7"`, Page{}},
		{"source-and-word", `source:"Source 7" ` + middling, Page{}},
		{"month", "on:2020-05", Page{}},
		{"word-and-month", middling + " on:2020-05", Page{}},
		{"not", "-" + common, Page{}},
		{"by-source", "", Page{Sort: "source"}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			d := benchDB(b)
			q := query.Parse(bench.query)
			for b.Loop() {
				if _, err := d.Search(b.Context(), q, bench.page); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkRows(b *testing.B) {
	for _, words := range []string{"", testkit.Word(300)} {
		name := "list"
		if words != "" {
			name = "snippets"
		}
		b.Run(name, func(b *testing.B) {
			d := benchDB(b)
			q := query.Parse(words)
			hits, err := d.Search(b.Context(), q, Page{})
			if err != nil || len(hits.IDs) != 50 {
				b.Fatal(hits, err)
			}
			for b.Loop() {
				if _, err := d.Rows(b.Context(), hits.IDs, q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEach(b *testing.B) {
	d := benchDB(b)
	for b.Loop() {
		n := 0
		for _, err := range d.Each(b.Context(), query.Query{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != benchArticles {
			b.Fatal(n)
		}
	}
	b.ReportMetric(float64(benchArticles*b.N)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkTag(b *testing.B) {
	d := benchDB(b)
	all := make([]article.ID, benchArticles)
	for i := range all {
		all[i] = article.ID(i + 1)
	}
	for b.Loop() {
		c, err := d.Tag(b.Context(), all, "bench")
		if err != nil {
			b.Fatal(err)
		}
		if err := d.Revert(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
}
