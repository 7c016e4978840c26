package db

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
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

// several counts the stories of two articles or more.
func several(t testing.TB, d *DB) (n int) {
	t.Helper()
	all, err := d.Stories(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if s.Count > 1 {
			n++
		}
	}
	return n
}

func TestStoriesAreSavedAndHandWins(t *testing.T) {
	d := five(t)
	err := d.SaveStories(t.Context(), []StoryAssignment{
		{Article: 1, Key: 1, Title: "One"}, {Article: 2, Key: 1, Title: "One"}, {Article: 3, Key: 2, Title: "Two"}, {Article: 99, Key: 3, Title: "Gone"},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := stories(t, d), map[string][]article.ID{"One": {1, 2}, "Two": {3}}; !reflect.DeepEqual(got, want) {
		t.Errorf("stories = %v, want %v", got, want)
	}
	own, _, err := d.SetStory(t.Context(), []article.ID{2, 4}, 0, "By hand")
	if err != nil {
		t.Fatal(err)
	}
	err = d.SaveStories(t.Context(), []StoryAssignment{
		{Article: 2, Story: 1, Title: "New title"}, {Article: 3, Story: 1}, {Article: 5, Story: own, Title: "By rule"},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := stories(t, d), map[string][]article.ID{"New title": {1, 3}, "By hand": {2, 4, 5}}; !reflect.DeepEqual(got, want) {
		t.Errorf("stories = %v, want %v", got, want)
	}
	if _, _, err := d.SetStory(t.Context(), []article.ID{1}, 77, ""); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("SetStory(77): %v, want ErrNotFound", err)
	}
	wantIDs(t, "story by title", sorted(ids(t, d, "story:hand", Page{})), []article.ID{2, 4, 5})
	wantIDs(t, "story by number", sorted(ids(t, d, "story:1", Page{})), []article.ID{1, 3})
	wantIDs(t, "not of a story", sorted(ids(t, d, "-story:1", Page{})), []article.ID{2, 4, 5})
	if c, err := d.Counts(t.Context()); err != nil || c != (Counts{All: 5, Unread: 5, Untagged: 5, Stories: 2}) {
		t.Errorf("Counts = %+v, %v", c, err)
	}
	members, err := d.Members(t.Context(), []article.ID{5, 4, 3, 2, 1, 99})
	if err != nil {
		t.Fatal(err)
	}
	var pinned []article.ID
	for _, m := range members {
		if m.Pinned {
			pinned = append(pinned, m.Article)
		}
	}
	wantIDs(t, "pinned", pinned, []article.ID{4, 2})
}

// storyState is everything that is known of stories.
func storyState(t *testing.T, d *DB) string {
	t.Helper()
	var lines []string
	for _, q := range []string{
		`SELECT 'story ' || id || ' ' || title || ' ' || titled || ' ' || articles || ' ' || newest FROM story ORDER BY id`,
		`SELECT 'member ' || article_id || ' ' || story_id || ' ' || by_hand || ' ' || coalesce(sort_at, 'trash') FROM story_member ORDER BY article_id`,
	} {
		err := d.read(t.Context(), q, nil, func(scan func(...any) error) error {
			var line string
			err := scan(&line)
			lines = append(lines, line)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return strings.Join(lines, "\n")
}

func TestWhatIsDoneToStoriesByHandCanBeTakenBack(t *testing.T) {
	d := five(t)
	err := d.SaveStories(t.Context(), []StoryAssignment{
		{Article: 1, Key: 1, Title: "One"}, {Article: 2, Key: 1, Title: "One"}, {Article: 3, Key: 2, Title: "Two"}, {Article: 4, Key: 2, Title: "Two"},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		what     string
		do       func() (Change, error)
		articles int
		want     map[string][]article.ID
	}{
		{"move", func() (Change, error) {
			_, c, err := d.SetStory(t.Context(), []article.ID{2, 5, 77, 2}, 2, "")
			return c, err
		}, 2, map[string][]article.ID{"One": {1}, "Two": {2, 3, 4, 5}}},
		{"move all", func() (Change, error) { _, c, err := d.SetStory(t.Context(), []article.ID{1, 2}, 2, ""); return c, err }, 2, map[string][]article.ID{"Two": {1, 2, 3, 4}}},
		{"split", func() (Change, error) {
			_, c, err := d.SetStory(t.Context(), []article.ID{4}, 0, "Half")
			return c, err
		}, 1, map[string][]article.ID{"One": {1, 2}, "Two": {3}, "Half": {4}}},
		{"merge", func() (Change, error) { return d.MergeStories(t.Context(), 2, 1) }, 2, map[string][]article.ID{"Two": {1, 2, 3, 4}}},
		{"rename", func() (Change, error) { return d.RenameStory(t.Context(), 2, "Zwei") }, 0, map[string][]article.ID{"One": {1, 2}, "Zwei": {3, 4}}},
	} {
		before := storyState(t, d)
		c, err := test.do()
		if err != nil || c.Articles != test.articles {
			t.Errorf("%s: %d articles, %v; want %d", test.what, c.Articles, err, test.articles)
		}
		if got := stories(t, d); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %v, want %v", test.what, got, test.want)
		}
		if err := d.Revert(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		if after := storyState(t, d); after != before {
			t.Errorf("%s taken back:\n%s\nwant\n%s", test.what, after, before)
		}
	}
	if _, err := d.MergeStories(t.Context(), 1, 77); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("MergeStories(77): %v, want ErrNotFound", err)
	}
	if _, err := d.RenameStory(t.Context(), 77, "x"); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("RenameStory(77): %v, want ErrNotFound", err)
	}
	if c, err := d.MergeStories(t.Context(), 1, 1); err != nil || c.Articles != 0 {
		t.Errorf("MergeStories(itself) = %d, %v", c.Articles, err)
	}
}

// TestCountsOfStoriesStayRight does things at random and holds what the rows of
// stories say against their articles.
func TestCountsOfStoriesStayRight(t *testing.T) {
	d := open(t)
	random := rand.New(rand.NewPCG(7, 7))
	for i := range 20 {
		a := said(fmt.Sprint("article ", i))
		a.URL = fmt.Sprintf("https://a.example/%d", i)
		save(t, d, a)
	}
	some := func() (ids []article.ID) {
		for range 1 + random.IntN(5) {
			ids = append(ids, article.ID(1+random.IntN(22)))
		}
		return ids
	}
	var changes []Change
	for step := range 300 {
		var c Change
		var err error
		var what string
		switch random.IntN(8) {
		case 0:
			what = "trash"
			c, err = d.SetStatus(t.Context(), some(), article.Trash)
		case 1:
			what = "restore"
			c, err = d.SetStatus(t.Context(), some(), article.Read)
		case 2:
			what = "date"
			day := fmt.Sprintf("2025-%02d-%02d", 1+random.IntN(12), 1+random.IntN(28))
			c, err = d.SetDetails(t.Context(), article.ID(1+random.IntN(20)), Details{Published: &day})
		case 3:
			what = "split"
			_, c, err = d.SetStory(t.Context(), some(), 0, "x")
		case 4:
			what = "move"
			if _, c, err = d.SetStory(t.Context(), some(), article.StoryID(1+random.IntN(30)), ""); errors.Is(err, article.ErrNotFound) {
				err = nil
			}
		case 5:
			what = "merge"
			if c, err = d.MergeStories(t.Context(), article.StoryID(1+random.IntN(30)), article.StoryID(1+random.IntN(30))); errors.Is(err, article.ErrNotFound) {
				err = nil
			}
		case 6:
			what = "group"
			var to []StoryAssignment
			for _, id := range some() {
				to = append(to, StoryAssignment{Article: id, Story: article.StoryID(random.IntN(30)), Key: 1, Title: "y"})
			}
			err = d.SaveStories(t.Context(), to, nil)
		case 7:
			what = "undo"
			if len(changes) > 0 {
				err = d.Revert(t.Context(), changes[len(changes)-1])
				changes = changes[:len(changes)-1]
			}
		}
		if err != nil {
			t.Fatalf("step %d, %s: %v", step, what, err)
		}
		if what != "undo" {
			changes = append(changes, c)
		}
		var wrong int
		err = d.reader.QueryRowContext(t.Context(), `
			SELECT count(*)
			FROM (
				SELECT s.articles, s.newest, count(a.id) AS n, coalesce(max(a.sort_at), 0) AS last, count(m.article_id) AS members
				FROM story s LEFT JOIN story_member m ON m.story_id = s.id LEFT JOIN article a ON a.id = m.article_id AND a.deleted_at IS NULL
				GROUP BY s.id)
			WHERE articles <> n OR newest <> last OR members = 0`).Scan(&wrong)
		if counts, err := d.Counts(t.Context()); err != nil || counts.Stories != several(t, d) {
			t.Fatalf("step %d, %s: Counts = %+v, %v, but %d stories of several articles", step, what, counts, err, several(t, d))
		}
		if err != nil || wrong > 0 {
			t.Fatalf("step %d, %s: %d stories are counted wrong, %v\n%s", step, what, wrong, err, storyState(t, d))
		}
		stories(t, d)
	}
}

func TestMiscountedStoriesAreFoundAndCountedAnew(t *testing.T) {
	d := five(t)
	if _, _, err := d.SetStory(t.Context(), []article.ID{1, 2}, 0, "One"); err != nil {
		t.Fatal(err)
	}
	good := storyState(t, d)
	for _, s := range []string{`UPDATE story SET articles = 3`, `UPDATE story SET newest = 7`, `UPDATE story_member SET sort_at = 7 WHERE article_id = 2`} {
		if _, err := d.writer.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		r, err := d.Verify(t.Context(), nil)
		if err != nil || len(r.Damaged) != 1 {
			t.Errorf("%s: Verify = %+v, %v; want one wrong count", s, r.Damaged, err)
		}
		if err := d.Reindex(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if now := storyState(t, d); now != good {
			t.Errorf("%s, counted anew:\n%s\nwant\n%s", s, now, good)
		}
	}
}

func TestStoriesAreListedNewestFirst(t *testing.T) {
	d := open(t)
	var assigned []StoryAssignment
	for i := range 7 {
		a := said(fmt.Sprint("article ", i))
		a.Published = article.ParseDate(fmt.Sprintf("2025-01-%02d", 1+i*5%7))
		save(t, d, a)
		assigned = append(assigned, StoryAssignment{Article: article.ID(i + 1), Key: min(i, 4) / 2, Title: fmt.Sprint("story ", min(i, 4)/2)})
	}
	assigned[6].Key, assigned[6].Title = 9, "alone"
	if err := d.SaveStories(t.Context(), assigned, nil); err != nil {
		t.Fatal(err)
	}
	want := []string{"story 2", "story 0", "story 1", "alone"}
	for _, limit := range []int{0, 1, 3, 4, 9} {
		all, err := d.Stories(t.Context(), limit)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range all {
			got = append(got, s.Title)
		}
		most := len(want)
		if limit > 0 {
			most = min(most, limit)
		}
		if !slices.Equal(got, want[:most]) {
			t.Errorf("Stories(%d) = %q, want %q", limit, got, want[:most])
		}
	}
	var each []string
	for s, err := range d.EachStory(t.Context()) {
		if err != nil || len(s.Articles) != s.Count {
			t.Errorf("EachStory: %+v, %v", s, err)
		}
		each = append(each, s.Title)
	}
	if !slices.Equal(each, want) {
		t.Errorf("EachStory = %q, want %q", each, want)
	}
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
}

// TestWhatCameIsGroupedOnce: an article is read for its vector once a version
// and waits until it was grouped, and again when it comes back.
func TestWhatCameIsGroupedOnce(t *testing.T) {
	d := five(t)
	unread := func(engine string) (ids []article.ID) {
		t.Helper()
		articles, _, err := d.Unread(t.Context(), engine, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range articles {
			if err := d.FillText(t.Context(), &a); err != nil || a.Text == "" {
				t.Errorf("FillText(%d) = %q, %v", a.ID, a.Text, err)
			}
			ids = append(ids, a.ID)
		}
		return ids
	}
	waiting := func() (ids []article.ID) {
		t.Helper()
		all, err := d.Waiting(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range all {
			ids = append(ids, w.Article)
		}
		return ids
	}
	ungrouped := func(want bool) {
		t.Helper()
		if got, err := d.Ungrouped(t.Context()); err != nil || got != want {
			t.Errorf("Ungrouped = %v, %v, want %v", got, err, want)
		}
	}
	wantIDs(t, "unread", unread("e1"), []article.ID{1, 2, 3, 4, 5})
	ungrouped(true)
	var vectors []Vector
	for i := range 5 {
		vectors = append(vectors, Vector{Article: article.ID(i + 1), Version: article.VersionID(i + 1), Bytes: []byte{byte(i)}})
	}
	for _, some := range [][]Vector{vectors[:3], vectors[3:], nil} {
		if err := d.SaveVectors(t.Context(), "e1", some); err != nil {
			t.Fatal(err)
		}
	}
	wantIDs(t, "unread", unread("e1"), nil)
	wantIDs(t, "unread by another engine", unread("e2"), []article.ID{1, 2, 3, 4, 5})
	wantIDs(t, "waiting", sorted(waiting()), []article.ID{1, 2, 3, 4, 5})
	if err := d.SaveStories(t.Context(), []StoryAssignment{{Article: 1, Key: 1}}, []article.ID{1, 2, 3, 4, 5}); err != nil {
		t.Fatal(err)
	}
	wantIDs(t, "waiting", waiting(), nil)
	ungrouped(false)
	for _, s := range []article.Status{article.Trash, article.Unread} {
		if _, err := d.SetStatus(t.Context(), []article.ID{2}, s); err != nil {
			t.Fatal(err)
		}
	}
	wantIDs(t, "waiting", waiting(), []article.ID{2})
	ungrouped(true)
	// What came with its story stays there until it has a new version; another
	// engine moves nothing.
	if err := d.SaveStories(t.Context(), []StoryAssignment{{Article: 2, Key: 1}}, []article.ID{2}); err != nil {
		t.Fatal(err)
	}
	if err := d.SaveVectors(t.Context(), "e2", vectors[:3]); err != nil {
		t.Fatal(err)
	}
	wantIDs(t, "waiting after another engine", waiting(), []article.ID{3})
	if err := d.SaveVectors(t.Context(), "e2", vectors[:2]); err != nil {
		t.Fatal(err)
	}
	wantIDs(t, "waiting after a new version", sorted(waiting()), []article.ID{1, 2, 3})
	if err := d.SaveStories(t.Context(), nil, []article.ID{1, 3}); err != nil {
		t.Fatal(err)
	}
	members, err := d.Members(t.Context(), []article.ID{2, 1})
	if err != nil || len(members) != 2 || !members[0].Waits || members[1].Waits || string(members[0].Vector) != "\x01" || members[1].Story != 1 || members[1].Others {
		t.Errorf("Members = %+v, %v", members, err)
	}
}

func TestNeighboursAreTheDaysAround(t *testing.T) {
	d := open(t)
	for i := range 40 { // every other day
		a := said(fmt.Sprint("article ", i))
		a.Published = article.Date{Time: time.Date(2025, 1, 1+2*i, 0, 0, 0, 0, time.UTC), Precision: article.ToDay}
		save(t, d, a)
	}
	var vectors []Vector
	for _, id := range []article.ID{10, 12, 30} {
		vectors = append(vectors, Vector{Article: id})
	}
	if err := d.SaveVectors(t.Context(), "e", vectors); err != nil {
		t.Fatal(err)
	}
	waiting, err := d.Waiting(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ids, n, err := d.Neighbours(t.Context(), waiting[:2], 4)
	if err != nil || n != 2 {
		t.Errorf("Neighbours: %d, %v", n, err)
	}
	wantIDs(t, "neighbours", ids, []article.ID{8, 9, 10, 11, 12, 13, 14})
	ids, n, err = d.Neighbours(t.Context(), waiting[2:], 2)
	if err != nil || n != 1 {
		t.Errorf("Neighbours: %d, %v", n, err)
	}
	wantIDs(t, "neighbours", ids, []article.ID{29, 30, 31})
}

func TestArticlesThatShareWordsAreFound(t *testing.T) {
	d := library(t)
	found, err := d.Sharing(t.Context(), []string{"Kursk", "troops", "Jong-un", "\x00", `"`, ""}, 10)
	if err != nil || len(found) == 0 || !slices.Contains(found, 1) {
		t.Errorf("Sharing = %v, %v, want 1 among them", found, err)
	}
}

// TestStoriesAreReadByTheirIndexes: no list of stories and nothing that
// grouping asks may look at every article or story.
func TestStoriesAreReadByTheirIndexes(t *testing.T) {
	d := library(t)
	for _, q := range []struct {
		sql  string
		args []any
		want string
	}{
		{storyLists[0], []any{1, 1, 1}, "SEARCH story USING INDEX story_by_date (newest<?)"},
		{storyLists[1], []any{1, 1, 1}, "SEARCH story USING INDEX story_single (newest<?)"},
		{storyArticles, []any{1}, "SEARCH story_member USING COVERING INDEX story_member_by_story (story_id=? AND sort_at>?)"},
		{unread, []any{1, 1}, "SEARCH a USING INDEX sqlite_autoindex_article_1 (version_id>?)"},
		{walkForward, []any{1, 1, 1, 1}, "USING COVERING INDEX article_by_date (sort_at>? AND sort_at<?)"},
		{walkBack, []any{1, 1, 1, 1}, "USING COVERING INDEX article_by_date (sort_at>? AND sort_at<?)"},
		{undated, []any{1}, "USING INDEX article_by_day (day=?)"},
		{members, []any{"[1]"}, "SEARCH a USING INTEGER PRIMARY KEY"},
	} {
		plan := explain(t, d, q.sql, q.args)
		if !strings.Contains(plan, q.want) || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("plan:\n%s\nwant %s in\n%s", plan, q.want, q.sql)
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

// TestMembersAreOfTheDaysTheyCanBeOf: the day of capture would keep an article
// without a date out of its story, and so would the first of the month for one
// that is known to the month. None was published after it was captured.
func TestMembersAreOfTheDaysTheyCanBeOf(t *testing.T) {
	d := open(t)
	dates := []string{"", "2025", "2025-10", "2025-10-27", "2025-10-27T22:30:00-05:00"}
	want := []string{" " + testNow.Format(time.DateOnly), "2025-01-01 2025-12-31", "2025-10-01 2025-10-31", "2025-10-27 2025-10-27", "2025-10-27 2025-10-27"}
	for i, date := range dates {
		a := said(fmt.Sprint("article ", i))
		a.Published = article.ParseDate(date)
		save(t, d, a)
	}
	members, err := d.Members(t.Context(), []article.ID{1, 2, 3, 4, 5})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range members {
		from := ""
		if !m.From.IsZero() {
			from = m.From.Format(time.DateOnly)
		}
		got = append(got, from+" "+m.To.Format(time.DateOnly))
	}
	if !slices.Equal(got, want) {
		t.Errorf("days of Members = %q, want %q", got, want)
	}
}
