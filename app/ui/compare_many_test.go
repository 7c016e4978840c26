package ui

import (
	"fmt"
	"testing"

	"parallax/app/screen"
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
