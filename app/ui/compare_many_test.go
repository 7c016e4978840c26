package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parallax/app/screen"
	"parallax/app/ui/widgets"
	"parallax/compare"
)

func TestManyArticlesAreComparedAFewAtATime(t *testing.T) {
	files := make(map[string]string)
	for i := range 14 {
		files[fmt.Sprintf("report %02d.txt", i)] = fmt.Sprintf("The flood at the old bridge, part %d\n\n"+
			"On Monday the river rose by %d metres near the old bridge in Dresden, officials said. "+
			"About 12,000 people left their houses in the valley. The mayor of Dresden spoke of the worst flood in years.\n", i, i)
	}
	d := openDesk(t)
	d.lib.Import(write(t, files))
	d.until("the report", func() bool { return d.lib.Report != nil })
	d.lib.CloseReport()
	d.until("the articles", func() bool { return d.lib.Len() == 14 })
	d.lib.SelectAll()
	d.until("the selection", func() bool { return d.lib.SelectedCount() == 14 })
	d.compareSelection()
	c := d.compare.c
	d.until("the comparison", func() bool { return c.Loaded })
	c.Go(screen.Facts)
	d.until("the facts", func() bool { return len(d.compare.facts.table.rows) > 0 })
	facts := d.compare.facts
	if got, want := len(facts.head.Objects), 2+screen.MostColumns; got != want || !facts.picks.content.Visible() {
		t.Errorf("the table has %d columns, want %d, to be chosen: %v", got, want, facts.picks.content.Visible())
	}
	drawn := facts.drawn
	c.Show(9)
	d.until("another column", func() bool { return facts.drawn != drawn })
	c.Go(screen.Overlap)
	d.until("the overlap", func() bool { return d.compare.overlap.first != nil })
	if len(d.compare.overlap.graph.Objects) != 0 || len(d.compare.overlap.links.Objects) == 0 {
		t.Errorf("%d signs in the picture, %d sentences", len(d.compare.overlap.graph.Objects), len(d.compare.overlap.links.Objects))
	}
	d.look("many")
}

func TestColumnHeadSaysThatOnlyTheBeginningWasCompared(t *testing.T) {
	d := openDesk(t)
	d.lib.Import(write(t, map[string]string{
		"short.txt": "The flood\n\nOn Monday the river rose by two metres near the old bridge.\n",
		"long.txt":  "The tide\n\n" + strings.Repeat("The sea was high again and nobody wrote down by how much.\n\n", compare.ReadLimit/50),
	}))
	d.until("the report", func() bool { return d.lib.Report != nil })
	d.lib.CloseReport()
	d.until("the articles", func() bool { return d.lib.Len() == 2 })
	d.lib.SelectAll()
	d.until("the selection", func() bool { return d.lib.SelectedCount() == 2 })
	d.compareSelection()
	d.until("the comparison", func() bool { return d.compare.c.Loaded })
	d.until("the heads", func() bool { return len(d.compare.side.heads.Objects) == 2 })
	var heads []string
	for _, h := range d.compare.side.heads.Objects {
		heads = append(heads, wordsOf(h))
	}
	for i, col := range d.compare.c.Columns {
		if said := strings.Contains(heads[i], text("window.compare.cut")); said != col.Cut {
			t.Errorf("the head of an article that was cut: %v says %q", col.Cut, heads[i])
		}
	}
	if d.compare.c.Columns[0].Cut == d.compare.c.Columns[1].Cut {
		t.Error("one of the two should have been cut")
	}
}

// wordsOf returns what the labels in an object say.
func wordsOf(o fyne.CanvasObject) string {
	var out []string
	for _, in := range test.LaidOutObjects(o) {
		if l, ok := in.(*widgets.Label); ok {
			out = append(out, l.Text())
		}
	}
	return strings.Join(out, " | ")
}
