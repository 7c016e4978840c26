package screen

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

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
