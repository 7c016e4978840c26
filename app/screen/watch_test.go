package screen

import (
	"testing"
	"time"
)

func TestWhatAnotherProgramWritesIsSeen(t *testing.T) {
	s := newShelf("one")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Watch()
		time.Sleep(2 * watchEvery)
		d.settle()
		before, _ := s.questions(0)
		time.Sleep(5 * watchEvery)
		d.settle()
		if n, _ := s.questions(0); n != before {
			t.Errorf("the list was asked for %d times while nothing changed", n-before)
		}
		s.put("two")
		time.Sleep(2 * watchEvery)
		d.settle()
		if l.Len() != 2 || l.Side.All != 2 {
			t.Errorf("%d rows and %d articles in the sidebar, want 2 and 2", l.Len(), l.Side.All)
		}
	})
}
