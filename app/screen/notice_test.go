package screen

import (
	"testing"

	"parallax/app"
)

func TestANoticeIsHeededOrPutAway(t *testing.T) {
	s := newShelf("one")
	s.noticed = []app.Notice{{Kind: app.OldIndex}, {Kind: app.NetworkShare}}
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		if len(l.Notices) != 2 || l.Heeding(l.Notices[0]).IsZero() || !l.Heeding(l.Notices[1]).IsZero() {
			t.Fatalf("notices %v; want two, of which the first can be heeded", l.Notices)
		}
		l.PutAway(app.NetworkShare)
		l.Heed(l.Notices[0])
		if len(l.Jobs) != 1 {
			t.Errorf("%d jobs build the index, want 1", len(l.Jobs))
		}
		d.settle()
		if len(l.Notices) != 0 || len(l.Jobs) != 0 || len(l.Toasts) != 1 || key(l.Toasts[0].Text) != "window.toast.reindexed" {
			t.Errorf("after it: notices %v, %d jobs, toasts %+v", l.Notices, len(l.Jobs), l.Toasts)
		}
	})
}
