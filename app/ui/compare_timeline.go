package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// timelineView is the tab with the dates that the articles mention, in order.
type timelineView struct {
	v     *compareView
	page  fyne.CanvasObject
	tools *fyne.Container
	list  *fyne.Container
	first *screen.Column // of the comparison that is drawn
}

func newTimelineView(v *compareView) *timelineView {
	t := &timelineView{v: v}
	t.list = container.New(column{top: 24, bottom: 24})
	t.tools = row()
	t.page = quiet(container.NewVScroll(t.list))
	return t
}

func (t *timelineView) refresh() fyne.CanvasObject {
	c := t.v.c
	if t.first == &c.Columns[0] {
		return t.page
	}
	t.first = &c.Columns[0]
	t.tools.Objects = nil
	if c.Undated() {
		t.tools.Add(widgets.NewLabel(text("window.timeline.undated"), statusLook))
	}
	t.list.Objects = nil
	rows := c.TimelineRows()
	for i, r := range rows {
		t.list.Add(t.row(r, i == 0, i == len(rows)-1))
	}
	if len(rows) == 0 {
		t.list.Add(inset(34, widgets.NewLabel(text("window.timeline.none"), widgets.Look{Colour: theme.ColorMuted})))
	}
	t.list.Refresh()
	t.tools.Refresh()
	return t.page
}

// status says how many dates there are.
func (t *timelineView) status() string {
	n, open := len(t.v.c.TimelineRows()), t.v.c.Unresolved()
	if open > 0 {
		return text("window.timeline.some-unresolved", "Count", n, "Unresolved", open)
	}
	return text("window.timeline.count", "Count", n)
}

// row is one date: what the sources call it, what happened, and who says so.
func (t *timelineView) row(r screen.TimelineRow, first, last bool) fyne.CanvasObject {
	when := r.Value
	if when == "" {
		when = text("window.timeline.unresolved")
	}
	who := container.New(newFlow(14))
	for _, n := range r.Columns {
		who.Add(container.New(rowLayout{gap: 5}, dot(theme.SourceColor(n)),
			widgets.NewLabel(t.v.c.Columns[n].Name, widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})))
	}
	said := ""
	if r.Words != "" && r.Words != r.Value {
		said = text("window.timeline.said", "Words", r.Words)
	}
	what := r.What
	if what == "" {
		what = r.Words
	}
	line := canvas.NewRectangle(theme.Color(theme.ColorOnlyBar))
	mark := canvas.NewCircle(theme.Color(theme.ColorAccent))
	if r.Value == "" {
		mark.FillColor, mark.StrokeColor, mark.StrokeWidth = theme.Color(theme.ColorList), theme.Color(theme.ColorAccent), 2
	}
	return container.New(timelineRow{first, last}, line, mark,
		widgets.NewShrinkingLabel(when, widgets.Look{Face: widgets.SansBold, Align: fyne.TextAlignTrailing}),
		widgets.NewPlainParagraph(what, widgets.Look{Face: widgets.SansMedium}),
		widgets.NewShrinkingLabel(said, widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall}),
		who)
}

// timelineRow sets a date left of the line and what it is right of it.
type timelineRow struct{ first, last bool }

func (timelineRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := theme.Scaled(22)
	for _, o := range objects[3:] {
		h += o.MinSize().Height
	}
	return fyne.NewSize(theme.Scaled(300), h)
}

func (t timelineRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, d := theme.Scaled(190), theme.Scaled(11)
	mid := theme.Scaled(9)
	top, bottom := float32(0), size.Height
	if t.first {
		top = mid
	}
	if t.last {
		bottom = mid
	}
	objects[0].Move(fyne.NewPos(x-1, top))
	objects[0].Resize(fyne.NewSize(2, max(bottom-top, 0)))
	objects[1].Move(fyne.NewPos(x-d/2, mid-d/2))
	objects[1].Resize(fyne.NewSize(d, d))
	objects[2].Move(fyne.Position{})
	objects[2].Resize(fyne.NewSize(x-theme.Scaled(18), objects[2].MinSize().Height))
	y := float32(0)
	left := x + theme.Scaled(20)
	for _, o := range objects[3:] {
		o.Resize(fyne.NewSize(min(size.Width-left-theme.Scaled(24), theme.Scaled(820)), o.MinSize().Height))
		o.Move(fyne.NewPos(left, y))
		y += o.MinSize().Height
	}
}
