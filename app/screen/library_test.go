package screen

import (
	"slices"
	"testing"
	"time"

	"parallax/article"
	"parallax/internal/message"
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
		l.Submit("text")
		d.settle()
		if !l.Search.Capped || l.Len() != 1000 {
			t.Fatalf("Len() = %d, capped %v", l.Len(), l.Search.Capped)
		}
		for i := 0; l.rows.next != ""; i++ {
			l.Row(min(len(l.rows.head), l.Len()-1))
			d.settle()
		}
		if l.Len() != 3000 {
			t.Errorf("Len() = %d at the end, want 3000", l.Len())
		}
	})
}

func TestTheEndOfALongListIsNotReachedThroughAllOfIt(t *testing.T) {
	for _, capped := range []int{0, 10_000} {
		s := many(20_000)
		s.capped = capped
		library(t, s, func(t *testing.T, l *Library, d *desk) {
			l.Submit("text") // the place itself is counted already
			d.settle()
			s.pages = 0
			l.Select(l.Len() - 1)
			d.settle()
			if l.Reader.Article.Title != "title 19999" || l.Current != l.Len()-1 || !l.Selected(l.Len()-1) {
				t.Errorf("capped at %d: reads %q at %d of %d, want the last", capped, l.Reader.Article.Title, l.Current, l.Len())
			}
			if s.pages > 2 {
				t.Errorf("capped at %d: the end took %d pages", capped, s.pages)
			}
			for range 40 { // far enough up for the tail to grow
				l.Move(-100)
				d.settle()
			}
			if got := l.Reader.Article.Title; got != "title 15999" {
				t.Errorf("capped at %d: 4,000 up from the end is %q, want title 15999", capped, got)
			}
			l.Select(0)
			d.settle()
			if l.Reader.Article.Title != "title 0" {
				t.Errorf("capped at %d: Home reads %q", capped, l.Reader.Article.Title)
			}
		})
	}
}

func TestBothEndsOfTheListMeet(t *testing.T) {
	s := many(3000)
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Select(2999)
		d.settle()
		for i := range 3000 {
			for range 5 {
				if _, ok := l.Row(i); ok {
					break
				}
				d.settle()
			}
			if row, ok := l.Row(i); !ok || row.ID != article.ID(i+1) {
				t.Fatalf("Row(%d) = %d, %v", i, row.ID, ok)
			}
		}
		if l.Len() != 3000 || l.rows.next != "" || len(l.rows.tail) != 0 {
			t.Errorf("Len() = %d, %d of it from the end", l.Len(), len(l.rows.tail))
		}
	})
}

func TestAJumpIntoTheMiddleGoesOnInLargeSteps(t *testing.T) {
	s := many(50_000)
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		s.pages = 0
		for range 20 {
			if _, ok := l.Row(24_000); ok {
				break
			}
			d.settle()
		}
		if row, ok := l.Row(24_000); !ok || row.ID != 24_001 || s.pages > 3 {
			t.Errorf("Row(24000) = %d, %v after %d pages, want it after 3", row.ID, ok, s.pages)
		}
		l.Select(24_000)
		d.settle()
		l.Tag("deep")
		d.settle()
		if l.Current != 24_000 || l.Reader.ID != 24_001 {
			t.Errorf("after a change the cursor is at %d on %d", l.Current, l.Reader.ID)
		}
	})
}

func TestTheListAppearsBeforeItIsCounted(t *testing.T) {
	s := many(600)
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		s.slowCount = time.Minute
		l.Submit("text")
		d.settle()
		if l.Search.Busy || l.Search.Counted || l.Reader.ID != 1 {
			t.Errorf("busy %v, counted %v, reads %d; want the list and no count", l.Search.Busy, l.Search.Counted, l.Reader.ID)
		}
		time.Sleep(30 * time.Second)
		l.Submit("title 59")
		d.settle()
		if l.Search.Count != 16 || !l.Search.Counted {
			t.Errorf("counted %v, %d; want the 16 of a list that is all loaded", l.Search.Counted, l.Search.Count)
		}
		time.Sleep(time.Minute)
		d.settle()
		if l.Search.Count != 16 {
			t.Errorf("a late answer made it %d", l.Search.Count)
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

func TestWithoutOneOfEverything(t *testing.T) {
	library(t, many(7000), func(t *testing.T, l *Library, d *desk) {
		l.SelectAll()
		d.settle()
		if !l.AllSelected {
			t.Fatal("SelectAll did not select everything")
		}
		rows := make([]int, 0, 6999)
		for i := range 7000 {
			if i != 3 {
				rows = append(rows, i)
			}
		}
		l.SelectRows(rows, 3)
		d.settle()
		if n := l.SelectedCount(); n != 6999 || l.Selected(3) || l.AllSelected {
			t.Errorf("%d selected, want all but the fourth", n)
		}
		l.SelectRows([]int{1, 2}, 2)
		d.settle()
		if n := l.SelectedCount(); n != 2 {
			t.Errorf("%d selected, want 2", n)
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

func TestASuggestionReplacesTheSearch(t *testing.T) {
	s := newShelf("one", "two")
	s.notes = []message.Message{
		message.New("query.nothing"),
		message.New("query.no-tag-like", "Value", "kusrk", "Like", "kursk"),
	}
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		if l.Choose(Unread); l.TakeSuggestion() {
			t.Error("a suggestion is taken before there is an answer")
		}
		l.Submit("tag:kusrk two -tag:kusrk")
		d.settle()
		if !l.TakeSuggestion() {
			t.Fatal("no suggestion is taken")
		}
		d.settle()
		if got, want := l.Query(), `tag:kursk is:unread two -tag:"kursk"`; got != want {
			t.Errorf("the suggestion asks %q, want %q", got, want)
		}
	})
}
