package db

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"parallax/article"
	"parallax/internal/query"
	"parallax/internal/testkit"
)

// manyWays returns an archive of made-up articles whose limits are so small
// that every way to a page is taken.
func manyWays(t *testing.T, n int) (*DB, []article.Article) {
	t.Helper()
	d := open(t)
	d.limits = limits{count: 1000, ranked: 100_000, newest: 100_000, gather: 8, begin: 3, few: 3, driver: 12, checked: 1000, facets: 1000}
	var all []article.Article
	m := testkit.New(5, 400)
	for i := range n {
		a, _ := m.Article(i)
		a.Captured = time.Unix(1_700_000_000+int64(i*7919%(n/3)), 0) // several at a time, not in the order of IDs
		if i%11 == 0 {
			a.Published = article.Date{}
		}
		if i%13 == 0 {
			a.Published = article.ParseDate("2019")
		}
		all = append(all, a)
	}
	for part := range slices.Chunk(all, 100) {
		save(t, d, part...)
	}
	return d, all
}

// pages reads a list page by page, from the beginning or from the end.
func pages(t *testing.T, d *DB, q string, page Page, back bool) (all []article.ID) {
	t.Helper()
	if back {
		page.Before = End
	}
	for {
		hits, err := d.Search(t.Context(), query.Parse(q), page)
		if err != nil {
			t.Fatalf("Search(%q, %+v): %v", q, page, err)
		}
		if back {
			all = append(slices.Clone(hits.IDs), all...)
			page.Before = hits.Prev
		} else {
			all = append(all, hits.IDs...)
			page.After = hits.Next
		}
		if page.After == "" && page.Before == "" {
			return all
		}
		if len(all) > 10_000 {
			t.Fatalf("Search(%q, %+v) has no end", q, page)
		}
	}
}

// TestEveryWayFindsTheSame holds all ways to a list, page by page from either
// end, to the same list read at once with room for everything.
func TestEveryWayFindsTheSame(t *testing.T) {
	d, _ := manyWays(t, 210)
	small, large := d.limits, limits{
		count: 1000, ranked: 100_000, newest: 100_000, gather: 100_000, begin: 100_000, few: 100_000, driver: 100_000, checked: 1000, facets: 1000,
	}
	w := testkit.Word
	tag, rare := `tag:"`+testkit.Tag(0)+`"`, `tag:"`+testkit.Tag(40)+`"`
	source := `source:"` + testkit.Source(1) + `"`
	queries := []string{
		"", w(0), w(0) + " " + tag, "on:2019 " + w(0), "same-paragraph(" + w(0) + " " + w(1) + ")",
		w(1) + " " + w(2), "-" + w(0), "-" + w(3), w(5), w(0) + " " + rare, tag, "-" + tag, tag + " OR " + rare, "-" + w(0) + " " + tag,
		source, w(0) + " " + source, source + " " + tag, w(0) + " OR " + tag, "after:2018 " + w(0), "is:starred " + w(0), "is:undated " + w(0), "is:untagged",
		"is:duplicate", "lang:de", w(0) + " -lang:en", "captured:2023 " + w(0), "-same-sentence(" + w(0) + " " + w(1) + ") " + tag,
	}
	if testing.Short() {
		queries = queries[:5]
	}
	for _, q := range queries {
		for _, sort := range query.Sorts {
			d.limits = large
			want := ids(t, d, q, Page{Sort: sort, Limit: 1000})
			d.limits = small
			for _, back := range []bool{false, true} {
				wantIDs(t, fmt.Sprintf("%q by %s, back %v", q, sort, back), pages(t, d, q, Page{Sort: sort, Limit: 23}, back), want)
			}
			n, capped, err := d.Count(t.Context(), query.Parse(q), Page{})
			if err != nil || n != len(want) || capped {
				t.Errorf("Count(%q) = %d, %v, %v, want %d", q, n, capped, err, len(want))
			}
		}
	}
}

func TestPagesAreTurnedBothWays(t *testing.T) {
	d, _ := manyWays(t, 120)
	for _, sort := range query.Sorts {
		q := query.Parse(testkit.Word(0))
		first, err := d.Search(t.Context(), q, Page{Sort: sort, Limit: 10})
		if err != nil || first.Prev != "" || first.Next == "" {
			t.Fatalf("first page by %s: %+v, %v", sort, first, err)
		}
		second, err := d.Search(t.Context(), q, Page{Sort: sort, Limit: 10, After: first.Next})
		if err != nil || second.Prev == "" || second.Next == "" {
			t.Fatalf("second page by %s: %+v, %v", sort, second, err)
		}
		back, err := d.Search(t.Context(), q, Page{Sort: sort, Limit: 10, Before: second.Prev})
		if err != nil || back.Prev != "" || back.Next == "" {
			t.Fatalf("back by %s: %+v, %v", sort, back, err)
		}
		wantIDs(t, "back by "+sort, back.IDs, first.IDs)
		end, err := d.Search(t.Context(), q, Page{Sort: sort, Limit: 10, Before: End})
		if err != nil || end.Next != "" || end.Prev == "" {
			t.Fatalf("end by %s: %+v, %v", sort, end, err)
		}
		if _, err := d.Search(t.Context(), q, Page{Sort: sort, After: first.Next, Before: End}); err == nil {
			t.Error("After and Before together are no error")
		}
	}
}

// TestARankedListStaysAsItIs turns the pages of a ranked list while articles
// come that would stand before and between its own.
func TestARankedListStaysAsItIs(t *testing.T) {
	d, _ := manyWays(t, 120)
	word := testkit.Word(0)
	q := query.Parse(word)
	want := ids(t, d, word, Page{Limit: 1000})
	page := Page{Limit: 9}
	var got []article.ID
	for i := 0; ; i++ {
		hits, err := d.Search(t.Context(), q, page)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, hits.IDs...)
		if page.After = hits.Next; page.After == "" {
			break
		}
		save(t, d, said(fmt.Sprintf("%s %s %s, and once more %[1]s: %[4]d", word, word, word, i)))
	}
	wantIDs(t, "while others come", got, want)
	if now := ids(t, d, word, Page{Limit: 1000}); len(now) <= len(want) {
		t.Errorf("asked again %d, want more than %d", len(now), len(want))
	}
	// Where it is forgotten the cursor still tells where to go on.
	hits, err := d.Search(t.Context(), q, Page{Limit: 9})
	if err != nil {
		t.Fatal(err)
	}
	all := ids(t, d, word, Page{Limit: 1000})
	d.memory = memory{}
	next, err := d.Search(t.Context(), q, Page{Limit: 9, After: hits.Next})
	if err != nil {
		t.Fatal(err)
	}
	wantIDs(t, "forgotten", next.IDs, all[9:18])
}

// TestPagesAreWholeWhileAnImportRuns reads lists to the end while articles are
// saved: what was there at the start comes once, and nothing fails.
func TestPagesAreWholeWhileAnImportRuns(t *testing.T) {
	d, _ := manyWays(t, 150)
	there := ids(t, d, "", Page{Limit: 1000})
	word := testkit.Word(0)
	with := sorted(ids(t, d, word, Page{Limit: 1000}))
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		m := testkit.New(6, 400)
		for i := 0; i < 60 && ctx.Err() == nil; i++ {
			var batch []article.Article
			for n := range 5 {
				a, _ := m.Article(5*i + n)
				batch = append(batch, a)
			}
			if _, err := d.Save(t.Context(), batch); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for _, sort := range query.Sorts {
		for _, back := range []bool{false, true} {
			for _, list := range []struct {
				query string
				want  []article.ID
			}{{"", sorted(there)}, {word, with}} {
				got := pages(t, d, list.query, Page{Sort: sort, Limit: 20}, back)
				if len(slices.Compact(sorted(got))) != len(got) {
					t.Errorf("%q by %s repeats articles", list.query, sort)
				}
				old := slices.DeleteFunc(sorted(got), func(id article.ID) bool { return id > 150 })
				wantIDs(t, fmt.Sprintf("%q by %s, back %v", list.query, sort, back), old, list.want)
			}
			if _, _, err := d.Count(t.Context(), query.Parse(word), Page{}); err != nil {
				t.Error(err)
			}
			if _, err := d.Facets(t.Context(), query.Parse(word), Page{}); err != nil {
				t.Error(err)
			}
		}
	}
	stop()
	wg.Wait()
}
