package screen

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"parallax/article"
)

func TestTagsAreATree(t *testing.T) {
	library(t, newShelf("one"), func(t *testing.T, l *Library, _ *desk) {
		for _, name := range []string{"kursk/troops", "kursk b", "Diplomacy", "kursk", "east/far/korea"} {
			l.Side.Tags = append(l.Side.Tags, article.Tag{Name: name, Count: 1, Within: 1})
		}
		var got []string
		show := func() {
			got = nil
			for _, r := range l.tagRows() {
				got = append(got, fmt.Sprintf("%d%s", r.Depth, r.Text))
			}
		}
		show()
		want := []string{"0Diplomacy", "0east", "1far", "2korea", "0kursk", "1troops", "0kursk b"}
		if !slices.Equal(got, want) {
			t.Errorf("tree = %q, want %q", got, want)
		}
		l.OpenTag("east")
		show()
		want = []string{"0Diplomacy", "0east", "0kursk", "1troops", "0kursk b"}
		if !slices.Equal(got, want) {
			t.Errorf("closed tree = %q, want %q", got, want)
		}
	})
}

func TestStoriesWithoutANameAreNotListed(t *testing.T) {
	library(t, newShelf("one"), func(t *testing.T, l *Library, _ *desk) {
		l.Side.Stories = []article.Story{{ID: 1, Count: 1}, {ID: 2, Title: "A flood", Count: 3}}
		if rows := l.storyRows(); len(rows) != 1 || rows[0].Text != "A flood" {
			t.Errorf("rows = %+v, want the one with a name", rows)
		}
	})
}

func TestLongSectionsAreCut(t *testing.T) {
	library(t, newShelf("one"), func(t *testing.T, l *Library, _ *desk) {
		for i := range 20 {
			l.Side.Sources = append(l.Side.Sources, article.Source{Name: fmt.Sprint("source ", i), Count: 1})
		}
		count := func() (n int, more SideRow) {
			for _, r := range l.SideRows() {
				switch r.Kind {
				case SideSource:
					n++
				case SideMore:
					more = r
				}
			}
			return n, more
		}
		n, more := count()
		if n != sideRows || more.Of != SideSource {
			t.Fatalf("%d sources are shown and %v", n, more)
		}
		l.Press(more)
		if n, _ = count(); n != 20 {
			t.Errorf("%d sources after more, want 20", n)
		}
	})
}

func TestTheSidebarFollowsTheSearch(t *testing.T) {
	s := newShelf("one", "two", "three")
	s.articles[0].Tags = []string{"kursk", "far"}
	s.articles[1].Tags = []string{"kursk"}
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		tags := func() (said []string) {
			d.settle()
			time.Sleep(facetPause)
			d.settle()
			for _, r := range l.tagRows() {
				said = append(said, fmt.Sprintf("%s %d %v", r.Text, r.Count, r.Active))
			}
			return said
		}
		if got, want := tags(), []string{"far 1 false", "kursk 2 false"}; !slices.Equal(got, want) {
			t.Errorf("without a search: %q, want %q", got, want)
		}
		l.Submit("two")
		if got, want := tags(), []string{"kursk 1 false"}; !slices.Equal(got, want) {
			t.Errorf("of two: %q, want %q", got, want)
		}
		l.Submit("three tag:far")
		if got, want := tags(), []string{"far 0 true"}; !slices.Equal(got, want) {
			t.Errorf("of nothing: %q, want %q, the chip that can be clicked away", got, want)
		}
		l.Clear()
		if got := tags(); len(got) != 2 || l.Side.Found != nil {
			t.Errorf("after Clear: %q, want both, of the whole archive", got)
		}
	})
}

func TestTheSidebarIsAskedOnceForWhatWasTyped(t *testing.T) {
	s := newShelf("one", "two")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		for _, words := range []string{"t", "tw", "two"} {
			l.Submit(words)
			d.settle()
			time.Sleep(facetPause / 2)
		}
		time.Sleep(facetPause)
		d.settle()
		if !slices.Equal(s.faceted, []string{"two"}) {
			t.Errorf("Facets was asked %q, want two once", s.faceted)
		}
	})
}

func TestOtherMonthsCanBeGoneTo(t *testing.T) {
	s := newShelf("one", "two")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Submit("text")
		l.Toggle(MonthFilter("2025-10"))
		d.settle()
		time.Sleep(facetPause)
		d.settle()
		if want := []string{"on:2025-10 text", "text"}; !slices.Equal(s.faceted, want) {
			t.Errorf("Facets was asked %q, want %q: the bars are of all months", s.faceted, want)
		}
	})
}

func TestOfManyTagsTheLargestAreShown(t *testing.T) {
	library(t, newShelf("one"), func(t *testing.T, l *Library, _ *desk) {
		l.Side.Tags = nil
		for i := range 20 {
			name := fmt.Sprintf("tag %02d", i)
			l.Side.Tags = append(l.Side.Tags, article.Tag{Name: name, Within: i}, article.Tag{Name: name + "/inner", Within: 1})
		}
		var got []string
		for _, r := range l.SideRows() {
			if r.Kind == SideTag {
				got = append(got, r.Text)
			}
		}
		if len(got) != sideRows || got[0] != "tag 12" || got[sideRows-1] != "tag 19" {
			t.Errorf("shown are %q, want the eight largest by name", got)
		}
	})
}

func TestASavedSearchIsAskedAgain(t *testing.T) {
	s := newShelf("one", "two")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		saved := func() (rows []SideRow) {
			for _, r := range l.SideRows() {
				if r.Kind == SideSearch {
					rows = append(rows, r)
				}
			}
			return rows
		}
		l.SaveSearch("nothing asked")
		l.Submit("two")
		l.SaveSearch(" Second ")
		d.settle()
		rows := saved()
		if len(rows) != 1 || rows[0].Text != "Second" || !rows[0].Active {
			t.Fatalf("saved are %+v, want Second, which is asked now", rows)
		}
		l.Choose(AllArticles)
		d.settle()
		l.Press(rows[0])
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"two"}) {
			t.Errorf("the saved search finds %q", got)
		}
		l.RemoveSearch("Second")
		d.settle()
		if len(saved()) != 0 {
			t.Errorf("still saved: %+v", saved())
		}
	})
}
