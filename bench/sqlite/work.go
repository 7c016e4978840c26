//go:build unix

package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"

	"parallax/article"
	"parallax/db"
	"parallax/internal/query"
	"parallax/internal/testkit"
)

// cpu returns what all threads of this program have used.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // of this program: there is no reason to fail
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// save makes an archive of n articles at path. What making them up takes does
// not count.
func save(path string, n, size int) ([]result, error) {
	ctx := context.Background()
	d, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		return nil, err
	}
	defer d.Close()
	r := result{Name: fmt.Sprintf("save in batches of 1,000, %d KB", size/1000)}
	timed := func(f func() error) error {
		used, start := cpu(), time.Now()
		err := f()
		r.CPU += cpu() - used
		r.Wall += time.Since(start)
		return err
	}
	bulk := n > 5000
	if bulk {
		r.Name += ", in bulk"
		if err := timed(func() error { return d.BeginBulk(ctx) }); err != nil {
			return nil, err
		}
	}
	batch := make([]article.Article, 0, 1000)
	m := testkit.New(1, size)
	var last time.Duration
	for i := range n {
		a, _ := m.Article(i)
		if batch = append(batch, a); len(batch) < cap(batch) && i < n-1 {
			continue
		}
		err := timed(func() error {
			out, err := d.Save(ctx, batch)
			r.Hits += len(out)
			return err
		})
		if err != nil {
			return nil, err
		}
		batch = batch[:0]
		if done := i + 1; done%50_000 == 0 {
			fmt.Fprintf(os.Stderr, "%d saved, the last 50,000 at %.0f a second of CPU, memory at most %d MB\n", done, 50_000/(r.CPU-last).Seconds(), memory()/1e6)
			last = r.CPU
		}
	}
	if bulk {
		if err := timed(func() error { return d.EndBulk(ctx, nil) }); err != nil {
			return nil, err
		}
		fmt.Fprintf(os.Stderr, "putting the index in order took %v of CPU, memory at most %d MB\n", r.CPU-last, memory()/1e6)
	}
	return []result{r}, nil
}

// memory returns the most this program has had in memory.
func memory() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // as above
	}
	return u.Maxrss * 1024 // a Mac counts bytes, and that is another's figure
}

// read measures what a person waits for.
func read(path string) ([]result, error) {
	ctx := context.Background()
	var results []result
	measure := func(name string, f func() (int, error)) error {
		hits, err := f() // so that the pages are in memory, for both programs
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		used, start, n := cpu(), time.Now(), 0
		for n < 3 || n < 500 && time.Since(start) < 400*time.Millisecond {
			if _, err := f(); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			n++
		}
		results = append(results, result{name, hits, (cpu() - used) / time.Duration(n), time.Since(start) / time.Duration(n)})
		return nil
	}
	err := measure("open to first list", func() (int, error) {
		d, err := db.Open(ctx, path, db.Options{})
		if err != nil {
			return 0, err
		}
		defer d.Close()
		hits, err := d.Search(ctx, query.Query{}, db.Page{})
		if err != nil {
			return 0, err
		}
		rows, err := d.Rows(ctx, hits.IDs, query.Query{})
		return len(rows), err
	})
	if err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		return nil, err
	}
	defer d.Close()
	info, err := d.Info(ctx)
	if err != nil {
		return nil, err
	}
	words, err := findWords(ctx, d, info.Articles)
	if err != nil {
		return nil, err
	}
	half, err := d.Search(ctx, query.Query{}, db.Page{Limit: info.Articles / 2})
	if err != nil {
		return nil, err
	}
	for _, c := range []struct {
		name, query string
		page        db.Page
	}{
		{"list, page in the middle", "", db.Page{After: half.Next}},
		{"ranked, rare word", words.rare, db.Page{}},
		{"ranked, middling word", words.middling, db.Page{}},
		{"ranked, common word, at most 20,000", words.common, db.Page{}},
		{"ranked, word in most articles", testkit.Word(0), db.Page{}},
		{"ranked, two words", words.common + " " + words.middling, db.Page{}},
		{"ranked, phrase", `"harbour of"`, db.Page{}},
		{"by date, rare word", words.rare, db.Page{Sort: "date"}},
		{"by date, word in most articles", testkit.Word(0), db.Page{Sort: "date"}},
		{"tag on a tenth of all", `tag:"to read"`, db.Page{}},
		{"tag and not another", fmt.Sprintf(`tag:%q -tag:"to read"`, strings.Split(testkit.Tag(0), "/")[0]), db.Page{}},
		{"tag and common word, ranked", `tag:"to read" ` + words.common, db.Page{}},
		{"source and common word, ranked", fmt.Sprintf("source:%q %s", testkit.Source(1), words.common), db.Page{}},
		{"month and common word, ranked", "on:2024-05 " + words.common, db.Page{}},
	} {
		all, err := d.FindIDs(ctx, query.Parse(c.query))
		if err != nil {
			return nil, err
		}
		next := fresh(c.query)
		err = measure(c.name, func() (int, error) {
			_, err := d.Search(ctx, next(), c.page)
			return len(all), err
		})
		if err != nil {
			return nil, err
		}
	}
	for _, c := range []struct{ name, query string }{
		{"count, common word", words.common},
		{"count, word in most articles", testkit.Word(0)},
		{"count, tag on a tenth of all", `tag:"to read"`},
	} {
		next := fresh(c.query)
		err = measure(c.name, func() (int, error) {
			n, _, err := d.Count(ctx, next(), db.Page{})
			return n, err
		})
		if err != nil {
			return nil, err
		}
	}
	for _, c := range []struct{ name, query string }{
		{"facets, common word", words.common},
		{"facets, word in most articles", testkit.Word(0)},
		{"facets, tag on a tenth of all", `tag:"to read"`},
	} {
		next := fresh(c.query)
		err = measure(c.name, func() (int, error) {
			f, err := d.Facets(ctx, next(), db.Page{})
			return f.Counted, err
		})
		if err != nil {
			return nil, err
		}
	}
	common := query.Parse(words.common)
	hits, err := d.Search(ctx, common, db.Page{})
	if err != nil {
		return nil, err
	}
	err = measure("rows of a page, with snippets", func() (int, error) {
		rows, err := d.Rows(ctx, hits.IDs, common)
		return len(rows), err
	})
	return results, err
}

// fresh returns the query again and again, each time another as far as the
// archive can tell, which remembers the last few: without an article that there
// is not. A list without words is not remembered.
func fresh(words string) func() query.Query {
	i := 0
	return func() query.Query {
		if words == "" {
			return query.Query{}
		}
		i++
		return query.Parse(fmt.Sprintf("%s -zzqx%d", words, i%20))
	}
}

// words of the generator by how many articles they are in.
type words struct{ rare, middling, common string }

// findWords looks for words in some thirty articles, in one of 50, and in one
// of six but not more than are ranked.
func findWords(ctx context.Context, d *db.DB, articles int) (w words, err error) {
	for _, c := range []struct {
		into *string
		most int
	}{{&w.rare, 30}, {&w.middling, articles / 50}, {&w.common, min(articles/6, 19_000)}} {
		low, high := 1, 140_000 // ranks: the higher, the rarer
		for low < high {
			mid := (low + high) / 2
			ids, err := d.FindIDs(ctx, query.Parse(testkit.Word(mid)))
			if err != nil {
				return w, err
			}
			if len(ids) > c.most {
				low = mid + 1
			} else {
				high = mid
			}
		}
		*c.into = testkit.Word(low)
	}
	return w, nil
}
