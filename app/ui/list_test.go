package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parallax/app"
	"parallax/app/screen"
)

func TestEndGoesToTheLastOfALongList(t *testing.T) {
	var lines strings.Builder
	for i := range 620 { // more than the list loads at once
		fmt.Fprintf(&lines, `{"title":"Report %d","text":"The %d. report of the day says that the river rose to %d metres."}`+"\n", i, i, i)
	}
	d := openDesk(t)
	d.lib.Import(write(t, map[string]string{"reports.jsonl": lines.String()}))
	d.until("the report", func() bool { return d.lib.Report != nil })
	d.lib.ShowAdded()
	list := d.library.list
	d.until("what was added", func() bool { return d.lib.Search.Pinned != nil && d.lib.Len() > 0 })
	if got := list.order(); got != app.ByCaptured || len(list.sorts().Items) != 1 {
		t.Errorf("what an import added is said to be sorted by %s, of %d ways", got, len(list.sorts().Items))
	}
	d.lib.Choose(screen.AllArticles)
	d.until("the articles", func() bool { // what was added is as long a list: wait for the new one
		return !d.lib.Search.Busy && d.lib.Search.Pinned == nil && d.lib.Len() == 620 && d.lib.Reader.Loaded
	})
	d.key(fyne.KeyEnd)
	rows := d.library.list.rows
	d.until("the last article", func() bool { return d.lib.Selected(619) && d.lib.Reader.Loaded })
	if _, last := rows.InSight(); last != 619 || !rows.IsSelected(619) || rows.SelectedCount() != 1 {
		t.Errorf("row %d is in sight, %d selected", last, rows.SelectedCount())
	}
	d.key(fyne.KeyHome)
	d.until("the first article", func() bool { return d.lib.Selected(0) && d.lib.Reader.Loaded })
	if first, _ := rows.InSight(); first != 0 || !rows.IsSelected(0) {
		t.Errorf("row %d is in sight", first)
	}
}
