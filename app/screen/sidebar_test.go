package screen

import (
	"fmt"
	"slices"
	"testing"

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
