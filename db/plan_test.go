package db

import (
	"regexp"
	"strings"
	"testing"

	"parallax/article"
	"parallax/internal/query"
)

// wholeTable is what a plan says that reads a table from end to end. Walking
// through an index that gives the order wanted, until the page is full, is
// meant.
var wholeTable = regexp.MustCompile(`SCAN (a|article|v|version|b|body|r|raw)( |$)`)

// explain returns the plan of a query.
func explain(t *testing.T, d *DB, q string, args []any) string {
	t.Helper()
	var lines []string
	err := d.read(t.Context(), `EXPLAIN QUERY PLAN `+q, args, func(scan func(...any) error) error {
		var id, parent, unused int
		var line string
		err := scan(&id, &parent, &unused, &line)
		lines = append(lines, line)
		return err
	})
	if err != nil {
		t.Fatalf("%v in %s", err, q)
	}
	return strings.Join(lines, "\n")
}

func TestNoListReadsTheWholeTable(t *testing.T) {
	d := library(t)
	check := func(what, q string, args []any) {
		t.Helper()
		plan := explain(t, d, q, args)
		for line := range strings.SplitSeq(plan, "\n") {
			if wholeTable.MatchString(line) && !strings.Contains(line, " USING ") {
				t.Errorf("%s reads a whole table:\n%s\n%s", what, plan, q)
			}
		}
	}
	for _, text := range []string{
		"", "troops", "-troops", `"north korea" -japan`, "tag:nk", "troops tag:nk", "-tag:nk", "source:guardian", "source:(guardian nk)",
		"troops source:guardian", "is:starred", "is:unread", "is:untagged", "is:duplicate", "is:residue", "has:note", "on:2025-10", "after:7d", "before:2025",
		"captured:7d", "story:1", "lang:en", "author:kim", "kursk OR tag:nk", "is:trash", "troops on:2025-10",
	} {
		for _, sort := range []string{"relevance", "date", "source", "captured"} {
			for _, found := range []int{1, usualLimits.ranked + 1} {
				for _, way := range []way{walking, gathering} {
					p, err := d.plan(t.Context(), query.Parse(text))
					if err != nil {
						t.Fatal(err)
					}
					s := &search{plan: p, most: usualLimits, sort: sort, limit: 50, found: found}
					if p.match != "" {
						s.driver = driver{`SELECT rowid AS id FROM search WHERE search MATCH ?`, []any{p.match}}
					}
					if s.driver.ids != "" {
						s.way = way
					}
					if sort == "relevance" && p.match == "" {
						continue
					}
					if err := s.begin(""); err != nil {
						t.Fatal(err)
					}
					q, args := s.sql()
					check(text+" by "+sort, q, args)
				}
			}
		}
	}
}

func TestSortedListsAreNotSortedAgain(t *testing.T) {
	d := library(t)
	for _, test := range []struct{ text, sort string }{
		{"", "date"}, {"", "captured"}, {"", "source"}, {"source:guardian", "date"}, {"is:unread", "date"}, {"is:starred", "date"}, {"on:2025-10", "date"}, {"-tag:nk", "date"},
	} {
		p, err := d.plan(t.Context(), query.Parse(test.text))
		if err != nil {
			t.Fatal(err)
		}
		s := &search{plan: p, sort: test.sort, limit: 50}
		if err := s.begin(""); err != nil {
			t.Fatal(err)
		}
		q, args := s.sql()
		if plan := explain(t, d, q, args); strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%q by %s is sorted:\n%s", test.text, test.sort, plan)
		}
	}
}

func TestDuplicatesAreLookedUpByText(t *testing.T) {
	d := library(t)
	for _, q := range []struct {
		sql  string
		args []any
	}{
		{sameWithoutAddress, []any{1, []byte{1}, "a"}},
		{earlierCopy, []any{1, true, []byte{1}}},
	} {
		if plan := explain(t, d, q.sql, q.args); !strings.Contains(plan, "article_by_body (body_key=?") {
			t.Errorf("plan:\n%s\n%s", plan, q.sql)
		}
	}
}

func TestRowsAndArticlesAreReadByTheirID(t *testing.T) {
	d := library(t)
	in := list([]article.ID{1, 2})
	for _, q := range []string{tagsOf} {
		if plan := explain(t, d, q, []any{in}); strings.Contains(plan, "SCAN x") {
			t.Errorf("plan:\n%s", plan)
		}
	}
}
