package db

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"parallax/article"
	"parallax/internal/query"
	"parallax/internal/testkit"
)

// benchArticles is how many articles the archive that is read from has unless
// another is given.
const benchArticles = 10_000

// archive is read and never written:
//
//	go test -run '^$' -bench 'Open|Search|Count|Rows|Facets' ./db -archive /path/to/a.parallax
var archive = flag.String("archive", "", "benchmark reading from this archive of package testkit instead of one of 10,000 articles")

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

// benchDB opens the archive to read from.
func benchDB(b *testing.B) *DB {
	b.Helper()
	path, opt := *archive, Options{ReadOnly: true}
	if path == "" {
		var err error
		if path, err = benchFile(); err != nil {
			b.Fatal(err)
		}
		opt.ReadOnly = false
	}
	d, err := Open(b.Context(), path, opt)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { d.Close() })
	return d
}

// BenchmarkOpen is the wait until the first list is seen.
func BenchmarkOpen(b *testing.B) {
	path, opt := benchDB(b).Path(), Options{ReadOnly: *archive != ""}
	for b.Loop() {
		d, err := Open(b.Context(), path, opt)
		if err != nil {
			b.Fatal(err)
		}
		hits, err := d.Search(b.Context(), query.Query{}, Page{})
		if err != nil {
			b.Fatal(err)
		}
		if rows, err := d.Rows(b.Context(), hits.IDs, query.Query{}); err != nil || len(rows) != 50 {
			b.Fatal(len(rows), err)
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

// searches are what people ask for, from the rare to what is everywhere. What
// the archive remembers of the last few is forgotten before each.
var searches = []struct {
	name, query string
	page        Page
}{
	{"list", "", Page{}},
	{"by-source", "", Page{Sort: "source"}},
	{"rare", testkit.Word(20_000), Page{}},
	{"middling", testkit.Word(300), Page{}},
	{"common", testkit.Word(30), Page{}},
	{"everywhere", testkit.Word(0), Page{}},
	{"rare-by-date", testkit.Word(20_000) + " sort:date", Page{}},
	{"common-by-date", testkit.Word(30) + " sort:date", Page{}},
	{"everywhere-by-date", testkit.Word(0) + " sort:date", Page{}},
	{"two-words", testkit.Word(0) + " " + testkit.Word(300), Page{}},
	{"phrase", `"the streets of"`, Page{}},
	{"beginning", testkit.Word(300)[:4] + "*", Page{}},
	{"russian", "полиция", Page{}},
	{"chinese", "法院", Page{}},
	{"not", "-" + testkit.Word(0), Page{}},
	{"source", `source:"` + testkit.Source(7) + `"`, Page{}},
	{"source-and-word", `source:"` + testkit.Source(7) + `" ` + testkit.Word(30), Page{}},
	{"month", "on:2020-05", Page{}},
	{"month-and-word", "on:2020-05 " + testkit.Word(0), Page{}},
	{"tag-on-a-tenth", `tag:"to read"`, Page{}},
	{"tag-and-word", `tag:"to read" ` + testkit.Word(30), Page{}},
	{"tag-and-not-tag", `tag:"to read" -tag:"` + testkit.Tag(0) + `"`, Page{}},
	{"misspelt", "plreaband", Page{}},
}

func BenchmarkSearch(b *testing.B) {
	for _, bench := range searches {
		b.Run(bench.name, func(b *testing.B) {
			d := benchDB(b)
			q := query.Parse(bench.query)
			for b.Loop() {
				d.memory.kept = nil
				if _, err := d.Search(b.Context(), q, bench.page); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCount(b *testing.B) {
	for _, bench := range searches {
		b.Run(bench.name, func(b *testing.B) {
			d := benchDB(b)
			q := query.Parse(bench.query)
			for b.Loop() {
				d.memory.kept = nil
				if _, _, err := d.Count(b.Context(), q, bench.page); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFacets(b *testing.B) {
	for _, bench := range searches {
		b.Run(bench.name, func(b *testing.B) {
			d := benchDB(b)
			q := query.Parse(bench.query)
			for b.Loop() {
				d.memory.kept = nil
				if _, err := d.Facets(b.Context(), q, bench.page); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkDeepPage is a page in the middle of all.
func BenchmarkDeepPage(b *testing.B) {
	d := benchDB(b)
	info, err := d.Info(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	half, err := d.Search(b.Context(), query.Query{}, Page{Limit: info.Articles / 2})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := d.Search(b.Context(), query.Query{}, Page{After: half.Next}); err != nil {
			b.Fatal(err)
		}
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
	n := 0
	for b.Loop() {
		for _, err := range d.Each(b.Context(), query.Query{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkTag(b *testing.B) {
	d := benchCopy(b)
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

// benchCopy opens a copy of the archive, for those who write.
func benchCopy(b *testing.B) *DB {
	b.Helper()
	path := filepath.Join(b.TempDir(), "copy.parallax")
	if err := benchDB(b).Backup(b.Context(), path); err != nil {
		b.Fatal(err)
	}
	return openAt(b, path)
}

// BenchmarkReadWhileImporting tells how much longer a search takes while
// another program imports, and that no one is ever told to wait.
func BenchmarkReadWhileImporting(b *testing.B) {
	d := benchCopy(b)
	q := query.Parse(testkit.Word(300))
	reads := func(n int) (took []time.Duration) {
		for range n {
			d.memory.kept = nil
			start := time.Now()
			hits, err := d.Search(b.Context(), q, Page{})
			if err == nil {
				_, err = d.Rows(b.Context(), hits.IDs, q)
			}
			if err != nil { // ErrBusy would be one
				b.Fatal(err)
			}
			took = append(took, time.Since(start))
		}
		return took
	}
	const n = 300
	var idle, busy []time.Duration
	for b.Loop() {
		idle = append(idle, reads(n)...)
		ctx, cancel := context.WithCancel(b.Context())
		var wg sync.WaitGroup
		other := openAt(b, d.Path())
		wg.Go(func() {
			m := testkit.New(uint64(b.N)+99, 3000)
			for i := 0; ctx.Err() == nil; i += 250 {
				batch := make([]article.Article, 250)
				for k := range batch {
					batch[k], _ = m.Article(i + k)
				}
				if _, err := other.Save(ctx, batch); err != nil && ctx.Err() == nil {
					b.Error(err)
					return
				}
			}
		})
		busy = append(busy, reads(n)...)
		cancel()
		wg.Wait()
	}
	b.ReportMetric(float64(median(idle).Microseconds()), "idle-µs")
	b.ReportMetric(float64(median(busy).Microseconds()), "importing-µs")
	b.ReportMetric(float64(median(busy))/float64(median(idle)), "times")
}

// BenchmarkCancel tells how long it takes until work that is cancelled ends.
func BenchmarkCancel(b *testing.B) {
	d := benchCopy(b)
	batch := slices.Collect(testkit.Corpus(77, 2000))
	for _, work := range []struct {
		name string
		do   func(ctx context.Context) error
	}{
		{"search", func(ctx context.Context) error {
			for {
				d.memory.kept = nil
				if _, err := d.Search(ctx, query.Parse(testkit.Word(0)+" OR "+testkit.Word(1)), Page{}); err != nil {
					return err
				}
			}
		}},
		{"facets", func(ctx context.Context) error {
			for {
				if _, err := d.Facets(ctx, query.Parse(testkit.Word(0)), Page{}); err != nil {
					return err
				}
			}
		}},
		{"save", func(ctx context.Context) error {
			for {
				if _, err := d.Save(ctx, batch); err != nil {
					return err
				}
			}
		}},
		{"export", func(ctx context.Context) error {
			for {
				for _, err := range d.Each(ctx, query.Query{}) {
					if err != nil {
						return err
					}
				}
			}
		}},
		{"verify", func(ctx context.Context) error {
			for {
				if _, err := d.Verify(ctx, nil); err != nil {
					return err
				}
			}
		}},
	} {
		b.Run(work.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				for i := range 10 {
					ctx, cancel := context.WithCancel(b.Context())
					done := make(chan error)
					go func() { done <- work.do(ctx) }()
					time.Sleep(time.Duration(5+13*i) * time.Millisecond)
					start := time.Now()
					cancel()
					if err := <-done; !errors.Is(err, context.Canceled) {
						b.Fatal(err)
					}
					took = append(took, time.Since(start))
				}
			}
			b.ReportMetric(float64(median(took).Microseconds()), "median-µs")
			b.ReportMetric(float64(slices.Max(took).Microseconds()), "longest-µs")
		})
	}
}

func median(all []time.Duration) time.Duration {
	all = slices.Sorted(slices.Values(all))
	return all[len(all)/2]
}
