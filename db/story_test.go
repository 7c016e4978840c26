package db

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"parallax/article"
	"parallax/internal/query"
)

func stories(t testing.TB, d *DB) map[string][]article.ID {
	t.Helper()
	all, err := d.Stories(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]article.ID{}
	for _, s := range all {
		members, err := d.StoryArticles(t.Context(), s.ID)
		if err != nil || len(members) != s.Count {
			t.Errorf("story %q: %v, %v, but counts %d", s.Title, members, err, s.Count)
		}
		out[s.Title] = members
	}
	return out
}

func TestStoriesAreSavedAndHandWins(t *testing.T) {
	d := five(t)
	err := d.SaveStories(t.Context(), []StoryAssignment{
		{Article: 1, Key: 1, Title: "One"}, {Article: 2, Key: 1, Title: "One"}, {Article: 3, Key: 2, Title: "Two"}, {Article: 99, Key: 3, Title: "Gone"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := stories(t, d), map[string][]article.ID{"One": {1, 2}, "Two": {3}}; !reflect.DeepEqual(got, want) {
		t.Errorf("stories = %v, want %v", got, want)
	}
	own, err := d.SetStory(t.Context(), []article.ID{2, 4}, 0, "By hand")
	if err != nil {
		t.Fatal(err)
	}
	err = d.SaveStories(t.Context(), []StoryAssignment{{Article: 2, Story: 1, Title: "New title"}, {Article: 3, Story: 1}, {Article: 5, Story: own}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := stories(t, d), map[string][]article.ID{"New title": {1, 3}, "By hand": {2, 4, 5}}; !reflect.DeepEqual(got, want) {
		t.Errorf("stories = %v, want %v", got, want)
	}
	if _, err := d.SetStory(t.Context(), []article.ID{1}, 77, ""); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("SetStory(77): %v, want ErrNotFound", err)
	}
	wantIDs(t, "story by title", sorted(ids(t, d, "story:hand", Page{})), []article.ID{2, 4, 5})
	wantIDs(t, "story by number", sorted(ids(t, d, "story:1", Page{})), []article.ID{1, 3})
	wantIDs(t, "not of a story", sorted(ids(t, d, "-story:1", Page{})), []article.ID{2, 4, 5})
	if c, err := d.Counts(t.Context()); err != nil || c != (Counts{All: 5, Unread: 5, Untagged: 5, Stories: 2}) {
		t.Errorf("Counts = %+v, %v", c, err)
	}
	var pinned []article.ID
	for m, err := range d.Members(t.Context(), "story", "1") {
		if err != nil {
			t.Fatal(err)
		}
		if m.Pinned {
			pinned = append(pinned, m.Article)
		}
	}
	wantIDs(t, "pinned", pinned, []article.ID{2, 4})
}

func TestReadingsBelongToTheirEngine(t *testing.T) {
	d := five(t)
	err := d.SaveReadings(t.Context(), []Reading{
		{Version: 1, Kind: "reading", Engine: "e1", Bytes: []byte("r1")},
		{Version: 1, Kind: "story", Engine: "s1", Bytes: []byte{}},
		{Version: 2, Kind: "story", Engine: "s0", Bytes: []byte("old")},
	})
	if err != nil {
		t.Fatal(err)
	}
	b, ok, err := d.Reading(t.Context(), 1, "reading", "e1")
	if err != nil || !ok || string(b) != "r1" {
		t.Errorf("Reading = %q, %v, %v", b, ok, err)
	}
	if _, ok, err := d.Reading(t.Context(), 1, "reading", "e2"); err != nil || ok {
		t.Errorf("Reading of another engine = %v, %v", ok, err)
	}
	got, err := d.VersionsWithout(t.Context(), "story", "s1", 0, 3)
	if err != nil || !slices.Equal(got, []article.VersionID{2, 3, 4}) {
		t.Errorf("VersionsWithout = %v, %v", got, err)
	}
	if got, err = d.VersionsWithout(t.Context(), "story", "s1", 4, 3); err != nil || !slices.Equal(got, []article.VersionID{5}) {
		t.Errorf("VersionsWithout = %v, %v", got, err)
	}
	for m, err := range d.Members(t.Context(), "story", "s0") {
		if err != nil {
			t.Fatal(err)
		}
		if want := map[article.ID]string{2: "old"}[m.Article]; string(m.Reading) != want {
			t.Errorf("article %d has %q, want %q", m.Article, m.Reading, want)
		}
	}
}

func TestDecisionsAreKeptAndTakenBack(t *testing.T) {
	d := five(t)
	x := article.Decision{
		Kind: "not-same-fact", At: testNow,
		A: article.Anchor{Article: 1, Version: 1, Span: article.Span{Start: 0, End: 7}, Exact: "article"},
		B: article.Anchor{Article: 2, Version: 2, Exact: ""},
	}
	id, err := d.AddDecision(t.Context(), x)
	if err != nil {
		t.Fatal(err)
	}
	x.ID = id
	if got, err := d.Decisions(t.Context()); err != nil || !reflect.DeepEqual(got, []article.Decision{x}) {
		t.Errorf("Decisions = %+v, %v", got, err)
	}
	if err := d.RemoveDecision(t.Context(), id); err != nil {
		t.Error(err)
	}
	if err := d.RemoveDecision(t.Context(), id); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("RemoveDecision: %v, want ErrNotFound", err)
	}
}

func TestLedgerIsNewestFirst(t *testing.T) {
	d := open(t)
	for _, what := range []string{"import", "verify", "import"} {
		if err := d.Record(t.Context(), LedgerEntry{What: what}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := d.Ledger(t.Context(), "import", 0)
	if err != nil || len(got) != 2 || got[0].ID != 3 || !got[0].At.Equal(testNow) || got[0].Details != "{}" {
		t.Errorf("Ledger = %+v, %v", got, err)
	}
}

func TestListsCountWhatIsThere(t *testing.T) {
	d := library(t)
	sources, err := d.Sources(t.Context(), 0)
	want := []article.Source{{Name: "", Count: 2}, {Name: "NK News", Host: "nknews.org", Count: 1}, {Name: "The Guardian", Host: "theguardian.com", Count: 1}, {Name: "朝日新聞", Count: 1}}
	if err != nil || !slices.Equal(sources, want) {
		t.Errorf("Sources = %+v, %v", sources, err)
	}
	months, err := d.Months(t.Context())
	if err != nil || !slices.Equal(months, []article.Month{{Month: "2025-09", Count: 1}, {Month: "2025-10", Count: 2}}) {
		t.Errorf("Months = %+v, %v", months, err)
	}
	early := said("early")
	early.Published = article.ParseDate("2025-06-30")
	ancient := said("ancient")
	ancient.Published = article.ParseDate("0001-02-03")
	save(t, d, early, ancient)
	months, err = d.Months(t.Context())
	if err != nil || len(months) != 6 || months[0].Month != "0001-02" || months[1].Month != "2025-06" || months[2] != (article.Month{Month: "2025-07"}) {
		t.Errorf("Months = %+v, %v", months, err)
	}
	counts, err := d.Counts(t.Context())
	if err != nil || counts != (Counts{All: 7, Unread: 6, Starred: 1, Untagged: 5, Trash: 1}) {
		t.Errorf("Counts = %+v, %v", counts, err)
	}
	rows, err := d.Rows(t.Context(), []article.ID{5}, query.Query{})
	if err != nil || rows[0].Source != "" || rows[0].Published.String() != "" || rows[0].Opening == "" {
		t.Errorf("Rows = %+v, %v", rows, err)
	}
}

// TestMembersHaveADayOnlyIfItIsKnown: the day of capture would keep an article
// without a date out of its story, and so would the first of the month for one
// that is known to the month.
func TestMembersHaveADayOnlyIfItIsKnown(t *testing.T) {
	d := open(t)
	dates := []string{"", "2025", "2025-10", "2025-10-27", "2025-10-27T22:30:00-05:00"}
	want := []string{"", "", "", "2025-10-27", "2025-10-27"}
	for i, date := range dates {
		a := said(fmt.Sprint("article ", i))
		a.Published = article.ParseDate(date)
		save(t, d, a)
	}
	var got []string
	for m, err := range d.Members(t.Context(), "story", "1") {
		if err != nil {
			t.Fatal(err)
		}
		day := ""
		if !m.Day.IsZero() {
			day = m.Day.Format(time.DateOnly)
		}
		got = append(got, day)
	}
	if !slices.Equal(got, want) {
		t.Errorf("days of Members = %q, want %q", got, want)
	}
}
