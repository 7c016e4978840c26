package screen

import (
	"slices"
	"testing"
	"time"

	"parallax/article"
)

func TestStayingOnAnArticleMarksItRead(t *testing.T) {
	s := newShelf("one", "two", "three")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		status := func(id article.ID) article.Status { return s.articles[id-1].Status }
		time.Sleep(2 * readAfter)
		d.settle()
		if status(1) != article.Unread {
			t.Error("an article that nobody chose is read")
		}
		l.Select(1)
		d.settle()
		time.Sleep(readAfter / 2)
		d.settle()
		l.Select(2)
		d.settle()
		l.Select(1)
		d.settle()
		time.Sleep(readAfter * 3 / 4)
		d.settle()
		if status(2) != article.Unread || status(3) != article.Unread {
			t.Errorf("passing by: %s, %s", status(2), status(3))
		}
		time.Sleep(readAfter)
		d.settle()
		row, _ := l.Row(1)
		if status(2) != article.Read || row.Status != article.Read || l.Reader.Article.Status != article.Read || l.Side.Unread != 2 {
			t.Errorf("after staying: %s, row %s, reader %s, %d unread", status(2), row.Status, l.Reader.Article.Status, l.Side.Unread)
		}
		if len(l.Toasts) > 0 || len(s.undo) > 0 {
			t.Errorf("reading says %v and can be undone %d times", l.Toasts, len(s.undo))
		}
		l.MarkRead() // by hand, the other way round
		d.settle()
		time.Sleep(2 * readAfter)
		d.settle()
		if status(2) != article.Unread {
			t.Error("what was marked unread by hand is read again")
		}
	})
}

func TestScrollingInWhatASearchOpenedMarksItRead(t *testing.T) {
	s := newShelf("one")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Attend()
		time.Sleep(2 * readAfter)
		d.settle()
		if s.articles[0].Status != article.Read {
			t.Error("it is not read")
		}
	})
}

func TestWhatIsReadStaysInTheListOfTheUnread(t *testing.T) {
	s := newShelf("one", "two", "three")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Choose(Unread)
		d.settle()
		l.Select(1)
		d.settle()
		time.Sleep(2 * readAfter)
		d.settle()
		l.Tag("kursk")
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"one", "two", "three"}) || l.Reader.ID != 2 {
			t.Errorf("after tagging the list is %q, article %d is read", got, l.Reader.ID)
		}
		l.Delete()
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"one", "three"}) {
			t.Errorf("after deleting the list is %q", got)
		}
		l.Choose(Unread)
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"one", "three"}) {
			t.Errorf("asked anew the list is %q", got)
		}
	})
}

func TestTheEndOfALongListIsSelectedOnceItIsThere(t *testing.T) {
	s := many(3 * pageIDs)
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		last := l.Len() - 1
		l.Row(last) // what draws it asks for it, too
		l.Select(last)
		d.settle()
		if l.SelectedCount() != 1 || !l.Selected(last) || l.Reader.ID != article.ID(last+1) || !l.Reader.Loaded {
			t.Errorf("%d selected, article %d is read, want %d", l.SelectedCount(), l.Reader.ID, last+1)
		}
	})
}

func TestOnlyTheLastChangeOffersToBeTakenBack(t *testing.T) {
	s := newShelf("one")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Star()
		d.settle()
		l.Tag("kursk")
		d.settle()
		if len(l.Toasts) != 1 || key(l.Toasts[0].Text) != "window.toast.tagged" {
			t.Errorf("toasts = %+v, want the last change alone", l.Toasts)
		}
		l.Undo()
		d.settle()
		if len(l.Toasts) != 1 || l.Toasts[0].Undo {
			t.Errorf("after undo toasts = %+v", l.Toasts)
		}
	})
}
