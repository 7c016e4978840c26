package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// reportRows is how many items of a report are drawn; the rest is counted.
const reportRows = 200

// reportView is the report of an import: what was read adds up, and what was
// not plainly added is named.
type reportView struct {
	w     *Window
	of    *screen.Report
	sheet *sheet
	pills []*widgets.Pill
	table *fyne.Container
}

// showReport shows the report that waits to be seen, or what changed in it.
func (w *Window) showReport() {
	r := w.lib.Report
	switch {
	case w.report != nil && w.report.of != r:
		old := w.report
		w.report = nil
		old.sheet.closing = nil
		old.sheet.close()
	case w.report != nil:
		w.report.refresh()
		return
	}
	if r == nil {
		return
	}
	v := &reportView{w: w, of: r}
	w.report = v
	body := frame(v.head(), nil, quiet(container.NewVScroll(v.items())))
	var left, right []fyne.CanvasObject
	if len(r.Summary.AddedIDs) > 0 {
		left = append(left, widgets.NewFlatButton(text("window.report.undo"), w.lib.UndoImport))
		right = append(right,
			widgets.NewFlatButton(text("window.report.tag"), w.showTagAdded),
			widgets.NewPrimaryButton(text("window.report.show"), w.lib.ShowAdded))
	} else {
		right = append(right, widgets.NewPrimaryButton(text("window.close"), w.lib.CloseReport))
	}
	v.sheet = w.openSheet(sheetOptions{
		title: say(r.Title()), width: 940, height: 750,
		body: body, left: left, right: right,
	})
	v.sheet.closing = w.lib.CloseReport
	v.sheet.enter = w.lib.ShowAdded
	v.refresh()
}

// head is the sum, what is to say about it, and the lists there are.
func (v *reportView) head() fyne.CanvasObject {
	s := &v.of.Summary
	sum := container.New(sumLayout{},
		widgets.NewCountTile(text("window.report.read"), count(s.Read), theme.ColorPanel), sign("="),
		widgets.NewCountTile(text("window.report.added"), count(s.Added), theme.ColorAgree), sign("+"),
		widgets.NewCountTile(text("window.report.new-version"), count(s.NewVersions), theme.ColorNewBack), sign("+"),
		widgets.NewCountTile(text("window.report.duplicate"), count(s.Duplicates), theme.ColorPanel), sign("+"),
		widgets.NewCountTile(text("window.report.refused"), count(s.Refused), theme.ColorWarnBack),
	)
	parts := []fyne.CanvasObject{sum}
	note := func(words string) {
		parts = append(parts, widgets.NewShrinkingLabel(words, widgets.Look{Colour: theme.ColorMuted}))
	}
	switch {
	case s.Cancelled:
		note(text("window.report.stopped"))
	case !v.of.Problem.IsZero():
		note(warnSign + say(v.of.Problem))
	case s.Refused+s.Duplicates+s.NewVersions+s.Simplified+s.NotWhole == 0:
		note(text("window.report.all-well", "Time", screen.Milliseconds(s.Took)))
	}
	if s.Copies > 0 {
		note(text("window.report.copies", "Count", s.Copies))
	}
	if s.NearCopies > 0 {
		note(text("window.report.near-copies", "Count", s.NearCopies))
	}
	pills := container.New(newFlow(8))
	for _, p := range v.of.Pills() {
		if p.Count == 0 {
			continue
		}
		pill := widgets.NewPill(text("window.report.kind."+string(p.Kind)), count(p.Count), func(bool) { v.w.lib.ShowItems(p.Kind) })
		v.pills = append(v.pills, pill)
		pills.Add(pill)
	}
	if len(pills.Objects) > 0 {
		parts = append(parts, pills)
	}
	return container.New(column{gap: 14, bottom: 4}, parts...)
}

func (v *reportView) items() fyne.CanvasObject {
	v.table = container.New(column{})
	return v.table
}

func (v *reportView) refresh() {
	i := 0
	for _, p := range v.of.Pills() {
		if p.Count > 0 {
			v.pills[i].SetOn(p.Kind == v.of.Kind)
			i++
		}
	}
	v.table.Objects = nil
	rows := v.of.Rows()
	if len(rows) > 0 {
		v.table.Objects = append(v.table.Objects, container.New(reportColumns{},
			widgets.NewSectionHeader(text("window.report.item-head")), widgets.NewSectionHeader(text("window.report.why-head")), widgets.NewLabel("", widgets.Look{})))
	}
	for _, r := range rows[:min(len(rows), reportRows)] {
		v.table.Objects = append(v.table.Objects, v.row(r))
	}
	if more := v.of.Count() - reportRows; more > 0 {
		v.table.Objects = append(v.table.Objects, inset(10, widgets.NewLabel(text("window.report.more", "Count", more), widgets.Look{Colour: theme.ColorMuted})))
	}
	v.table.Refresh()
}

func (v *reportView) row(r screen.ReportRow) fyne.CanvasObject {
	var link fyne.CanvasObject = widgets.NewLabel("", widgets.Look{})
	if r.ID != 0 {
		link = widgets.NewLinkText(text("window.report.show-item"), widgets.Look{}, func() { v.w.lib.ShowItem(r) })
	}
	name := widgets.NewShrinkingLabel(r.Name, widgets.Look{})
	why := widgets.NewShrinkingLabel(say(r.Why), widgets.Look{})
	return widgets.NewPanel(theme.ColorNone, widgets.Inset(4, 0), widgets.Edges{Bottom: true},
		container.New(reportColumns{}, inset(16, name), inset(16, why), link))
}

func sign(s string) fyne.CanvasObject {
	return widgets.NewLabel(s, widgets.Look{Align: fyne.TextAlignCenter})
}

// sumLayout sets tiles with signs between them.
type sumLayout struct{}

func (sumLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return shares{}.MinSize(objects)
}

func (sumLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Scaled(36)
	n := float32((len(objects) + 1) / 2)
	width := (size.Width - gap*(n-1)) / n
	var x float32
	for i, o := range objects {
		w := width
		if i%2 == 1 {
			w = gap
		}
		h := min(o.MinSize().Height, size.Height)
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		x += w
	}
}

// reportColumns are the item, why, and what can be done.
type reportColumns struct{}

func (reportColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var h float32
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(theme.Scaled(300), h)
}

func (reportColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	last := theme.Scaled(60) // the same for every row, whatever can be done there
	first := float32(int((size.Width - last) * 0.28))
	x := [4]float32{0, first, size.Width - last, size.Width}
	for i, o := range objects {
		h := min(o.MinSize().Height, size.Height)
		o.Resize(fyne.NewSize(x[i+1]-x[i], h))
		o.Move(fyne.NewPos(x[i], (size.Height-h)/2))
	}
}
