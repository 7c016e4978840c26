package app_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parallax/app"
	"parallax/article"
	"parallax/internal/progress"
)

// told is an article of a story; those of the same number are of one event.
type told struct {
	date  string
	event int
	text  string
}

var ferry = []string{
	"A ferry carrying 80 passengers sank off the coast of Luzon on Tuesday, the coast guard said. Captain Ramon Delgado told rescuers that waves had broken the hull of the ferry Santa Clara near Batangas.",
	"Rescuers searched the sea near Batangas after the ferry Santa Clara sank with 80 passengers. The coast guard said Ramon Delgado, the captain, was among the survivors of the sinking.",
	"The sinking of the ferry Santa Clara off Luzon left passengers missing near Batangas. Waves broke the hull, captain Ramon Delgado said after the coast guard had picked him up.",
	"Ramon Delgado, captain of the ferry Santa Clara, was questioned by the coast guard in Batangas after the sinking off Luzon in which passengers of the ferry are missing.",
}

var bank = []string{
	"The central bank of Norway raised its key interest rate on Wednesday. Governor Ingrid Solberg said inflation had passed the bank's target and further increases of the interest rate were likely this year.",
	"Norway's central bank lifted the interest rate, citing inflation above its target. Ingrid Solberg, the governor, expects another increase of the rate before the end of the year.",
}

// bring imports articles and returns their addresses.
func bring(t *testing.T, a *app.App, articles ...told) {
	t.Helper()
	var b strings.Builder
	for _, x := range articles {
		date := ""
		if x.date != "" {
			date = fmt.Sprintf(`"published":%q,`, x.date)
		}
		fmt.Fprintf(&b, "{\"url\":\"https://example.org/%d/%d\",%s\"title\":\"Report of %s\",\"text\":%q}\n", x.event, len(x.text), date, x.text[:20], x.text)
	}
	path := filepath.Join(t.TempDir(), "some.jsonl")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if sum, err := a.Import(t.Context(), []string{path}, app.ImportOptions{}, nil); err != nil || sum.Added != len(articles) {
		t.Fatalf("Import = %d added, %v; want %d", sum.Added, err, len(articles))
	}
}

// storiesOf lists the articles of each story by the numbers of the stories.
func storiesOf(t *testing.T, a *app.App) map[article.StoryID][]article.ID {
	t.Helper()
	out := map[article.StoryID][]article.ID{}
	for s, err := range a.EachStory(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(s.Articles)
		out[s.ID] = s.Articles
	}
	return out
}

func wantTogether(t *testing.T, a *app.App, ids ...article.ID) {
	t.Helper()
	all := storiesOf(t, a)
	for _, s := range all {
		if slices.Equal(s, ids) {
			return
		}
	}
	t.Errorf("stories = %v, want one of %v", all, ids)
}

func TestStoriesGrowWithEveryImport(t *testing.T) {
	a := open(t)
	bring(t, a, told{"2018-05-01", 1, ferry[0]}, told{"2018-05-02", 2, bank[0]})
	bring(t, a, told{"2018-05-02", 1, ferry[1]})
	wantTogether(t, a, 1, 3)
	before := storiesOf(t, a)
	bring(t, a, told{"2018-05-03", 1, ferry[2]}, told{"2018-05-03", 2, bank[1]}, told{"2018-07-03", 1, ferry[3]})
	wantTogether(t, a, 1, 3, 4)
	wantTogether(t, a, 2, 5)
	wantTogether(t, a, 6) // two months later
	for id, articles := range before {
		if now := storiesOf(t, a)[id]; !slices.Contains(now, articles[0]) {
			t.Errorf("story %d was of %v and is of %v", id, articles, now)
		}
	}
}

func TestSidebarListsStoriesOfTwoOrMore(t *testing.T) {
	a := open(t)
	bring(t, a, told{"2025-03-04", 1, ferry[0]}, told{"2025-03-04", 1, ferry[1]}, told{"2025-03-05", 2, bank[0]})
	s, err := a.Sidebar(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if s.StoryCount != 1 || len(s.Stories) != 1 || s.Stories[0].Count != 2 {
		t.Errorf("Sidebar = %d stories, lists %v; want the one of two articles", s.StoryCount, s.Stories)
	}
}

func TestAnArticleWithoutADateFindsItsStory(t *testing.T) {
	a := open(t)
	bring(t, a, told{"2018-05-01", 1, ferry[0]}, told{"2018-05-02", 1, ferry[1]}, told{"2018-05-02", 2, bank[0]})
	bring(t, a, told{"", 1, ferry[2]}) // captured years later
	wantTogether(t, a, 1, 2, 4)

	b := open(t)
	bring(t, b, told{"", 1, ferry[2]}, told{"", 2, bank[1]})
	bring(t, b, told{"2018-05-01", 1, ferry[0]}, told{"2018-05-02", 1, ferry[1]}, told{"2018-05-02", 2, bank[0]})
	wantTogether(t, b, 1, 3, 4)
	wantTogether(t, b, 2, 5)
}

func TestStoppedGroupingGoesOn(t *testing.T) {
	a := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := a.Import(ctx, []string{many(t, 1500)}, app.ImportOptions{}, func(s progress.State) {
		if s.Stage.Key == "progress.stories" {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("Import: %v, want it cancelled", err)
	}
	last := int64(-1)
	err = a.GroupStories(t.Context(), func(s progress.State) {
		if s.Done > s.Total || s.Done == last {
			t.Errorf("progress: %d of %d after %d", s.Done, s.Total, last)
		}
		last = s.Done
	})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, articles := range storiesOf(t, a) {
		n += len(articles)
	}
	if n != 1500 {
		t.Errorf("%d articles are in stories, want 1500", n)
	}
	if err := a.GroupStories(t.Context(), func(s progress.State) { t.Errorf("grouped again: %v", s) }); err != nil {
		t.Fatal(err)
	}
}
