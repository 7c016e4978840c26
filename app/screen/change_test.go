package screen

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"parallax/app"
	"parallax/article"
)

func TestTagSaysSoAndCanBeUndone(t *testing.T) {
	s := newShelf("one", "two")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.SelectAll()
		d.settle()
		l.Tag("#kursk, troops, kursk,")
		d.settle()
		if got, want := s.articles[1].Tags, []string{"kursk", "troops"}; !slices.Equal(got, want) {
			t.Errorf("tags = %q, want %q", got, want)
		}
		if got := l.Reader.Article.Tags; len(got) != 2 {
			t.Errorf("the reader shows tags %q", got)
		}
		if len(l.Toasts) != 1 || key(l.Toasts[0].Text) != "window.toast.tagged" || !l.Toasts[0].Undo {
			t.Errorf("toasts = %+v", l.Toasts)
		}
		if got := l.SuggestTags("diplomacy, ku"); !slices.Equal(got, []string{"kursk"}) {
			t.Errorf("SuggestTags = %q", got)
		}
		l.Undo()
		d.settle()
		if got := s.articles[1].Tags; len(got) != 0 {
			t.Errorf("after undo tags = %q", got)
		}
		l.Undo()
		d.settle()
		if got := key(l.Toasts[len(l.Toasts)-1].Text); got != "window.toast.nothing-to-undo" {
			t.Errorf("second undo says %s", got)
		}
		time.Sleep(2 * badToastTime)
		d.settle()
		if len(l.Toasts) != 0 {
			t.Errorf("toasts stay: %v", l.Toasts)
		}
	})
}

func TestDeleteMovesOnAndUndoPutsBack(t *testing.T) {
	s := newShelf("one", "two", "three")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Select(1)
		d.settle()
		l.Delete()
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"one", "three"}) || l.Reader.Article.Title != "three" || !l.Selected(1) {
			t.Errorf("after Delete: %q, reads %q", got, l.Reader.Article.Title)
		}
		l.Undo()
		d.settle()
		if got := titles(l); len(got) != 3 {
			t.Errorf("after Undo: %q", got)
		}
	})
}

func TestPutBackFromTheTrash(t *testing.T) {
	s := newShelf("one", "two")
	s.articles[0].Status = article.Trash
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Choose(TheTrash)
		d.settle()
		l.Delete() // nothing to delete there
		l.PutBack()
		d.settle()
		if l.Len() != 0 || s.articles[0].Status != article.Unread {
			t.Errorf("trash holds %d, status %s", l.Len(), s.articles[0].Status)
		}
	})
}

func TestStarTogglesTheSelection(t *testing.T) {
	s := newShelf("one", "two")
	s.articles[0].Starred = true
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.SelectAll()
		d.settle()
		l.Star()
		d.settle()
		if !s.articles[0].Starred || !s.articles[1].Starred {
			t.Error("a mixed selection is not starred")
		}
		l.Star()
		d.settle()
		if s.articles[0].Starred || s.articles[1].Starred {
			t.Error("a starred selection keeps its stars")
		}
	})
}

func TestErrorsAreSaidInWords(t *testing.T) {
	s := newShelf("one")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		s.broken = errOut
		l.Submit("one")
		d.settle()
		if len(l.Toasts) == 0 || !l.Toasts[0].Bad || l.Search.Busy {
			t.Errorf("toasts = %+v, busy %v", l.Toasts, l.Search.Busy)
		}
		l.Dismiss(l.Toasts[0])
		l.Tag("x")
		d.settle()
		if len(l.Toasts) == 0 {
			t.Error("a tag that was not set says nothing")
		}
	})
}

func TestCloseMakesTheChangesFirst(t *testing.T) {
	s := newShelf("one")
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		l := NewLibrary(s, d.post)
		l.Start("")
		d.settle()
		l.Tag("a")
		l.Tag("b")
		l.Close()
		if got := s.articles[0].Tags; !slices.Equal(got, []string{"a", "b"}) {
			t.Errorf("tags = %q, want both", got)
		}
		d.settle() // answers after the end do nothing
		l.Tag("c")
	})
}

func TestAChangeOfManyShowsHowFarItIsAndCanBeStopped(t *testing.T) {
	s := many(10)
	s.parts = 2
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.SelectAll()
		d.settle()
		s.slow = time.Second
		l.Tag("kursk")
		time.Sleep(1500 * time.Millisecond)
		d.settle()
		if len(l.Jobs) != 1 || l.Jobs[0].State.Done != 2 || l.Jobs[0].State.Total != 10 {
			t.Fatalf("jobs = %+v, want one at 2 of 10", l.Jobs)
		}
		l.Cancel(l.Jobs[0])
		time.Sleep(2 * time.Second)
		s.slow = 0
		d.settle()
		if len(l.Jobs) != 0 || len(l.Toasts) != 1 || !l.Toasts[0].Undo {
			t.Errorf("after Cancel: %d jobs, toasts %+v; want what was done and Undo", len(l.Jobs), l.Toasts)
		}
		if n := len(s.find(app.ListQuery{Text: "tag:kursk"})); n != 2 {
			t.Errorf("%d are tagged, want the 2 of before", n)
		}
	})
}

func TestClosingWaitsForOnePartOfAChangeOfMany(t *testing.T) {
	s := many(10)
	s.parts = 2
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		l := NewLibrary(s, d.post)
		l.Start("")
		d.settle()
		l.SelectAll()
		d.settle()
		s.slow = time.Second
		l.Tag("kursk")
		time.Sleep(time.Millisecond)
		began := time.Now()
		l.Close()
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("Close took %v", took)
		}
	})
}
