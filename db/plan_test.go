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

func TestNoSearchReadsTheWholeTable(t *testing.T) {
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
	month, few := whole, whole
	few.few = &driver{ids: `SELECT article_id AS id FROM article_tag WHERE tag_id = ?`, args: []any{1}}
	month.from, month.to, month.meta = 0, 1, `meta : ("t202510")`
	for _, text := range []string{
		"", "troops", "-troops", `"north korea" -japan`, "tag:nk", "troops tag:nk", "-tag:nk", "tag:nk OR story:1", "source:guardian", "source:(guardian nk)",
		"troops source:guardian", "is:starred", "is:unread", "is:untagged", "is:duplicate", "is:residue", "has:note", "has:highlight", "has:image", "on:2025-10",
		"after:7d", "before:2025", "captured:7d", "story:1", "lang:en", "author:kim", "kursk OR tag:nk", "is:trash", "troops on:2025-10", "troops after:2025-08",
		"same-sentence(kim troops)", "-same-paragraph(kim troops)", "atleast(2, troops) OR tag:nk",
	} {
		q := query.Parse(text)
		for _, sort := range query.Sorts {
			for _, page := range []Page{{Sort: sort}, {Sort: sort, Before: End}} {
				s, err := d.search(t.Context(), q, page)
				if err != nil {
					t.Fatal(err)
				}
				made := []candidates{{}}
				if s.match != "" {
					made = append(made, candidates{matched: true})
				}
				for _, r := range s.drivers {
					made = append(made, candidates{driver: r})
				}
				for _, c := range made {
					for _, part := range []stretch{whole, month, few} {
						if part.meta != "" && (s.trash || sort == "captured") {
							continue
						}
						if s.sort == "source" && part.meta != "" {
							part.source = 2
						}
						sql, args := s.sql(c, part, 50)
						check(text+" by "+sort, sql, args)
						sql, args = s.found(c, part, 50)
						check(text+" counted", sql, args)
					}
				}
				if s.match != "" {
					for _, few := range append([]driver{{}}, s.drivers...) {
						sql, args := s.rankSQL(byWeight, s.match, 1, few)
						check(text+" ranked", sql, args)
					}
				}
			}
		}
	}
}

func TestSortedListsAreNotSortedAgain(t *testing.T) {
	d := library(t)
	for _, test := range []struct{ text, sort string }{
		{"", "date"},
		{"", "captured"},
		{"", "source"},
		{"source:guardian", "date"},
		{"is:unread", "date"},
		{"is:starred", "date"},
		{"is:untagged", "date"},
		{"is:duplicate", "date"},
		{"is:residue", "date"},
		{"has:image", "date"},
		{"on:2025-10", "date"},
		{"-tag:nk", "date"},
		{"is:trash", "date"},
	} {
		for _, page := range []Page{{Sort: test.sort}, {Sort: test.sort, Before: End}} {
			s, err := d.search(t.Context(), query.Parse(test.text), page)
			if err != nil {
				t.Fatal(err)
			}
			q, args := s.sql(candidates{}, whole, 50)
			if plan := explain(t, d, q, args); strings.Contains(plan, "TEMP B-TREE") {
				t.Errorf("%q by %s is sorted:\n%s\n%s", test.text, test.sort, plan, q)
			}
		}
	}
}

func TestListsAreNarrowedWithoutTheArticles(t *testing.T) {
	d := library(t)
	for _, text := range []string{"source:(guardian nk)", "on:2025-10", "troops on:2025-10", "troops source:guardian after:2020"} {
		s, err := d.search(t.Context(), query.Parse(text), Page{Sort: "date"})
		if err != nil {
			t.Fatal(err)
		}
		q, args := s.sql(candidates{matched: s.match != ""}, whole, 50)
		if plan := explain(t, d, q, args); !strings.Contains(plan, "USING COVERING INDEX article_") {
			t.Errorf("%q looks articles up:\n%s\n%s", text, plan, q)
		}
	}
}

func TestWordsAreLookedUpByTheirBeginning(t *testing.T) {
	d := library(t)
	if plan := explain(t, d, termsFrom, []any{"missile", 20, 100}); !strings.Contains(plan, "SEARCH term USING PRIMARY KEY (term>? AND term<?)") {
		t.Errorf("plan:\n%s", plan)
	}
}

func TestDuplicatesAreLookedUpByText(t *testing.T) {
	d := library(t)
	for _, q := range []struct {
		sql  string
		args []any
	}{
		{sameWithoutAddress, []any{1, []byte{1}, "a"}},
		{earlierCopy, []any{1, true, []byte{1}, 2}},
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
