package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parallax/app"
	"parallax/app/screen"
	"parallax/app/ui/widgets"
)

func TestASuggestionCanBeClickedAndTakenByKey(t *testing.T) {
	d := openExample(t)
	notes := d.library.list.notes
	d.typed("/")
	d.typed("trops")
	d.until("the suggestion", func() bool { return notes.content.Visible() })
	link, ok := notes.column.Objects[0].(*widgets.LinkText)
	if !ok || notes.content.Size().Height < 20 {
		t.Fatalf("over the list stands a %T, %v high", notes.column.Objects[0], notes.content.Size().Height)
	}
	test.Tap(link)
	d.until("what was meant", func() bool { return d.lib.Query() == "troops" && d.lib.Len() > 0 })
	if notes.content.Visible() {
		t.Error("the suggestion stays after it was taken")
	}
	d.lib.Submit("trops")
	d.until("the suggestion again", func() bool { return notes.content.Visible() })
	d.win.Canvas().Unfocus()
	d.typed("d")
	d.until("what was meant, by key", func() bool { return d.lib.Query() == "troops" })
}

func TestASavedSearchIsAClickAway(t *testing.T) {
	d := openExample(t)
	d.lib.Submit("troops")
	d.until("the search", func() bool { return d.lib.Len() < 5 })
	d.showSaveSearch()
	d.typed("Soldiers")
	d.key(fyne.KeyReturn)
	d.until("the saved search", func() bool { return len(d.lib.Side.Searches) == 1 })
	found := d.lib.Len()
	d.lib.Clear()
	d.until("everything", func() bool { return d.lib.Len() == 5 })
	for i, r := range d.library.sidebar.rows {
		if r.Kind == screen.SideSearch {
			test.Tap(d.library.sidebar.drawn[i].(*widgets.SidebarRow))
		}
	}
	d.until("the search again", func() bool { return d.lib.Query() == "troops" && d.lib.Len() == found })
}

func TestANoticeIsPutAwayForGood(t *testing.T) {
	cloud := filepath.Join(t.TempDir(), "cloud")
	if err := os.MkdirAll(filepath.Join(cloud, ".stfolder"), 0o755); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), filepath.Join(cloud, "a.parallax"), app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	program := test.NewTempApp(t)
	opened := func() *desk {
		d := &desk{t: t, queue: NewQueue()}
		d.Window = Open(program, a, d.queue.Post)
		d.win.Resize(fyne.NewSize(1440, 900))
		d.until("the notice", func() bool { return len(d.lib.Notices) == 1 })
		return d
	}
	d := opened()
	notices := d.library.notices
	if !notices.content.Visible() || !strings.Contains(d.lib.Notices[0].Text.String(), "Syncthing") {
		t.Fatalf("visible %v, notices %v", notices.content.Visible(), d.lib.Notices)
	}
	d.putAway(string(d.lib.Notices[0].Kind))
	d.lib.PutAway(d.lib.Notices[0].Kind)
	d.until("its end", func() bool { return !notices.content.Visible() })
	d.Close()
	d = opened()
	if d.library.notices.content.Visible() {
		t.Error("a notice that was put away comes back")
	}
	d.Close()
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}
