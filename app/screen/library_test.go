package screen

import (
	"slices"
	"testing"
	"time"

	"parallax/article"
)

func TestStartListsEverythingAndOpensTheFirst(t *testing.T) {
	library(t, newShelf("one", "two"), func(t *testing.T, l *Library, _ *desk) {
		if got, want := titles(l), []string{"one", "two"}; !slices.Equal(got, want) {
			t.Errorf("list = %q, want %q", got, want)
		}
		if l.Reader.Article.Title != "one" || l.Current != 0 || l.Search.Count != 2 {
			t.Errorf("reads %q at %d of %d, want the first of 2", l.Reader.Article.Title, l.Current, l.Search.Count)
		}
		if l.Empty() {
			t.Error("Empty() = true with two articles")
		}
	})
}

func TestEmptyArchiveShowsTheStart(t *testing.T) {
	library(t, newShelf(), func(t *testing.T, l *Library, _ *desk) {
		if !l.Empty() || l.Len() != 0 || l.Reader.ID != 0 {
			t.Errorf("Empty() = %v, Len() = %d, reads %d", l.Empty(), l.Len(), l.Reader.ID)
		}
	})
}

func TestTypingAsksOnceAfterAPause(t *testing.T) {
	s := newShelf("one", "two", "twofold")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		before, _ := s.questions(0)
		for _, words := range []string{"t", "tw", "two"} {
			l.Type(words)
			time.Sleep(typingPause / 2)
			d.settle()
		}
		if _, asked := s.questions(before); len(asked) != 0 {
			t.Errorf("asked %q while typing", asked)
		}
		time.Sleep(typingPause)
		d.settle()
		if _, got := s.questions(before); !slices.Equal(got, []string{"two"}) {
			t.Errorf("asked %q, want two once", got)
		}
		if got, want := titles(l), []string{"two", "twofold"}; !slices.Equal(got, want) {
			t.Errorf("list = %q, want %q", got, want)
		}
		if l.Reader.Article.Title != "two" || len(l.Reader.Hits) == 0 {
			t.Errorf("reads %q with hits %v, want two with hits", l.Reader.Article.Title, l.Reader.Hits)
		}
	})
}

func TestSearchDropsOldAnswers(t *testing.T) {
	s := newShelf("one", "two")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		s.slow = time.Second
		l.Submit("one")
		time.Sleep(time.Second / 2)
		l.Submit("two")
		time.Sleep(2 * time.Second)
		d.settle()
		time.Sleep(2 * time.Second)
		d.settle()
		if got, want := titles(l), []string{"two"}; !slices.Equal(got, want) {
			t.Errorf("list = %q, want %q", got, want)
		}
		if len(l.Toasts) != 0 {
			t.Errorf("the question that was dropped said %v", l.Toasts)
		}
	})
}

func TestFiltersBecomeChips(t *testing.T) {
	tests := []struct {
		typed, words, query string
		filters             int
	}{
		{"tag:kursk troops", "troops", "tag:kursk troops", 1},
		{`source:"The Times" tag:a b`, "b", `source:"The Times" tag:a b`, 2},
		{"-tag:kursk troops", "-tag:kursk troops", "-tag:kursk troops", 0},
		{"tag:a OR tag:b", "tag:a OR tag:b", "tag:a OR tag:b", 0},
		{"(tag:a troops)", "(tag:a troops)", "(tag:a troops)", 0},
		{`"foreign minister"`, `"foreign minister"`, `"foreign minister"`, 0},
		{`tag:`, "tag:", "tag:", 0},
		{`"unclosed tag:a`, `"unclosed tag:a`, `"unclosed tag:a`, 0},
	}
	for _, test := range tests {
		library(t, newShelf("one"), func(t *testing.T, l *Library, _ *desk) {
			l.Submit(test.typed)
			if l.Search.Words != test.words || len(l.Search.Filters) != test.filters || l.Query() != test.query {
				t.Errorf("Submit(%q): words %q, filters %v, query %q; want %q, %d, %q",
					test.typed, l.Search.Words, l.Search.Filters, l.Query(), test.words, test.filters, test.query)
			}
		})
	}
}

func TestToggleNarrowsAndWidens(t *testing.T) {
	s := newShelf("one", "two")
	s.articles[1].Tags = []string{"kursk"}
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		f := TagFilter("kursk")
		l.Toggle(f)
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"two"}) || !l.Has(f) {
			t.Errorf("narrowed to %q, chip %v", got, l.Has(f))
		}
		l.Toggle(f)
		d.settle()
		if got := titles(l); len(got) != 2 || l.Has(f) {
			t.Errorf("widened to %q, chip %v", got, l.Has(f))
		}
		l.Toggle(MonthFilter("2025-10"))
		l.Toggle(MonthFilter("2025-11"))
		if got := l.Query(); got != "on:2025-11" {
			t.Errorf("two months in a row give %q, want the second alone", got)
		}
	})
}

func TestSourceNotNamedIsAFilter(t *testing.T) {
	if got, want := SourceFilter("").String(), `source:""`; got != want {
		t.Errorf("SourceFilter(%q) = %s, want %s", "", got, want)
	}
}

func TestChooseUnreadAndTrash(t *testing.T) {
	s := newShelf("one", "two", "three")
	s.articles[0].Status = article.Read
	s.articles[2].Status = article.Trash
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Choose(Unread)
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"two"}) {
			t.Errorf("unread = %q", got)
		}
		l.Choose(TheTrash)
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"three"}) {
			t.Errorf("trash = %q", got)
		}
	})
}

func TestRememberedSearchComesBack(t *testing.T) {
	s := newShelf("one", "two")
	s.articles[1].Tags = []string{"kursk"}
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Choose(Unread)
		l.Toggle(TagFilter("kursk"))
		l.Type("two")
		saved := l.SavedSearch()
		l.Choose(AllArticles)
		l.Restore(saved)
		d.settle()
		if l.Search.Place != Unread || !l.Has(TagFilter("kursk")) || l.Search.Words != "two" {
			t.Errorf("Restore(%q) = %+v", saved, l.Search)
		}
	})
}

func TestRowsAreLoadedWhenLookedAt(t *testing.T) {
	library(t, many(5000), func(t *testing.T, l *Library, d *desk) {
		if l.Len() != 5000 {
			t.Fatalf("Len() = %d, want 5000", l.Len())
		}
		if _, ok := l.Row(3000); ok {
			t.Error("Row(3000) is there before anyone looked")
		}
		drawn := d.drawn
		l.Row(3001)
		l.Row(3002)
		d.settle()
		if d.drawn != drawn+1 {
			t.Errorf("three missing rows asked for %d redraws, want 1", d.drawn-drawn)
		}
		for _, i := range []int{3000, 3001, 3002} {
			if s, ok := l.Row(i); !ok || s.ID != article.ID(i+1) {
				t.Errorf("Row(%d) = %d, %v", i, s.ID, ok)
			}
		}
		for i := 0; i < 5000; i += 10 {
			l.Row(i)
			d.settle()
		}
		if n := len(l.rows.loaded); n > keepRows+4*aheadRows {
			t.Errorf("%d summaries are held, want about %d", n, keepRows)
		}
	})
}

func TestCountedListGrowsPastItsCount(t *testing.T) {
	s := many(3000)
	s.capped = 1000
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		if !l.Search.Capped || l.Len() != 1000 {
			t.Fatalf("Len() = %d, capped %v", l.Len(), l.Search.Capped)
		}
		for l.rows.next != "" {
			l.Row(l.Len() - 1)
			d.settle()
		}
		if l.Len() != 3000 {
			t.Errorf("Len() = %d at the end, want 3000", l.Len())
		}
	})
}

func TestSelection(t *testing.T) {
	library(t, many(10), func(t *testing.T, l *Library, d *desk) {
		l.SelectRows([]int{2, 4, 5, 8}, 8)
		if got, want := l.Selection(), []article.ID{3, 5, 6, 9}; !slices.Equal(got, want) || l.Reader.ID != 9 {
			t.Errorf("SelectRows: %v, want %v, reads %d", got, want, l.Reader.ID)
		}
		l.Move(1)
		d.settle()
		if got, want := l.Selection(), []article.ID{10}; !slices.Equal(got, want) || l.Reader.ID != 10 {
			t.Errorf("Move(1): %v, reads %d", got, l.Reader.ID)
		}
		l.Move(100)
		l.Move(-100)
		if l.Current != 0 {
			t.Errorf("Move past the ends leaves the cursor at %d", l.Current)
		}
	})
}

func TestSelectAllReachesWhatIsNotLoaded(t *testing.T) {
	s := many(7000)
	s.capped = 1000
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.SelectAll()
		d.settle()
		if n := len(l.Selection()); n != 7000 {
			t.Errorf("%d selected, want 7000", n)
		}
	})
}
