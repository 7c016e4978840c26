package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
	"parallax/article"
	"parallax/compare"
)

// sideView is the tab that sets the texts side by side.
type sideView struct {
	v     *compareView
	page  fyne.CanvasObject
	tools fyne.CanvasObject
	heads *fyne.Container
	picks *picksView
	lines *fyne.Container // between the columns
	rows  *tall
	laid  *screen.Row // the first row that is drawn: another comparison has another
	match int
	at    int // the row that was looked at last
}

func newSideView(v *compareView) *sideView {
	s := &sideView{v: v, match: -1}
	s.heads = container.New(shares{})
	s.picks = newPicksView(v)
	s.lines = container.New(between{})
	s.rows = newTall(2)
	next := widgets.NewFlatButton(text("window.compare.next"), func() { v.c.NextMatch(1) })
	next.SetTip(text("window.tip.next-match"))
	previous := widgets.NewFlatButton("↑", func() { v.c.NextMatch(-1) })
	previous.SetTip(text("window.tip.previous-match"))
	s.tools = row(widgets.NewLegend(
		widgets.LegendItem{Text: text("window.compare.same-words"), Ground: theme.ColorSameWords},
		widgets.LegendItem{Text: text("window.compare.same-meaning"), Ground: theme.ColorSameMeaning, Dashed: true},
		widgets.LegendItem{Text: "≠ " + text("window.compare.conflict"), Ground: theme.ColorConflict},
		widgets.LegendItem{Text: text("window.compare.only-here"), Bar: theme.ColorOnlyBar},
	), previous, next)
	s.page = container.NewStack(s.lines, frame(container.New(column{}, s.picks.content, s.heads), nil, quiet(s.rows.scroll)))
	return s
}

func (s *sideView) refresh() fyne.CanvasObject {
	c := s.v.c
	var first *screen.Row
	if len(c.Rows) > 0 {
		first = &c.Rows[0]
	}
	if s.laid != first {
		s.laid = first
		s.refreshHeads()
		rows := make([]tallRow, len(c.Rows))
		for i := range c.Rows {
			rows[i] = newSideRow(s, i)
		}
		s.rows.setRows(rows)
		s.match, s.at = -1, -1
	}
	if s.match != c.Match || s.at != c.Row {
		s.match, s.at = c.Match, c.Row
		for _, r := range s.rows.rows {
			r.(*sideRow).stand(c.Match)
		}
		s.rows.show(c.Row)
	}
	return s.page
}

func (s *sideView) refreshHeads() {
	c := s.v.c
	s.heads.Objects, s.lines.Objects = nil, nil
	for i, n := range c.Shown {
		if i > 0 {
			s.lines.Add(widgets.NewHairline())
		}
		col := c.Columns[n]
		var about []string
		about = append(about, text("window.compare.matched", "Matched", col.Matched, "Count", col.Sentences))
		if note := residueNote(col); note != "" {
			about = append(about, note)
		}
		if col.Untitled {
			about = append(about, text("window.badge.untitled"))
		}
		name := row(dot(theme.SourceColor(n)), widgets.NewShrinkingLabel(columnName(col), widgets.Look{Face: widgets.SansBold}))
		head := container.New(column{gap: 1}, container.New(dotted{}, name.Objects...),
			widgets.NewShrinkingLabel(strings.Join(about, " · "), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall}))
		if col.Cut {
			head.Add(widgets.NewShrinkingLabel(text("window.compare.cut"), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall}))
		}
		s.heads.Add(widgets.NewPanel(theme.ColorBand, widgets.Inset(10, 18), widgets.Edges{Bottom: true}, head))
	}
	s.picks.refresh(len(c.Columns) > len(c.Shown))
	s.heads.Refresh()
	s.lines.Refresh()
}

// dot is the sign of a source in its colour.
func dot(c fyne.ThemeColorName) fyne.CanvasObject {
	d := canvas.NewCircle(theme.Color(c))
	return container.New(fixed{9, 9}, d)
}

// fixed holds a thing at a size.
type fixed struct{ width, height float32 }

func (f fixed) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(theme.Scaled(f.width), theme.Scaled(f.height))
}

func (f fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		need := f.MinSize(nil)
		o.Resize(need)
		o.Move(fyne.NewPos((size.Width-need.Width)/2, (size.Height-need.Height)/2))
	}
}

// dotted sets a dot and words that may shrink.
type dotted struct{}

func (dotted) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := rowLayout{gap: 7}.MinSize(objects)
	size.Width = theme.Scaled(60)
	return size
}

func (dotted) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	d := objects[0].MinSize()
	objects[0].Resize(d)
	objects[0].Move(fyne.NewPos(0, (size.Height-d.Height)/2))
	x := d.Width + theme.Scaled(7)
	objects[1].Resize(fyne.NewSize(max(size.Width-x, 0), size.Height))
	objects[1].Move(fyne.NewPos(x, 0))
}

// between puts lines at the borders of equal shares.
type between struct{}

func (between) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (between) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects) + 1)
	for i, o := range objects {
		o.Resize(fyne.NewSize(theme.Hairline, size.Height))
		o.Move(fyne.NewPos(float32(int(size.Width*float32(i+1)/n)), 0))
	}
}

// cellText returns the words of a cell with its marks moved to them.
func cellText(words string, cell *screen.Cell) (string, []widgets.Mark) {
	s := cell.Span
	shown := s.Of(words)
	var marks []widgets.Mark
	id := ""
	if len(cell.Matches) > 0 {
		id = strconv.Itoa(cell.Matches[0])
	}
	for _, m := range cell.Marks {
		mark := widgets.Mark{Span: article.Span{Start: max(m.Start, s.Start) - s.Start, End: min(m.End, s.End) - s.Start}, ID: id}
		switch m.Kind {
		case compare.SameWords:
			mark.Background = theme.ColorSameWords
		case compare.SameMeaning:
			mark.Background, mark.Underline, mark.Line = theme.ColorSameMeaning, widgets.DashedUnderline, theme.ColorUnderline
		case compare.ConflictPassage:
			mark.Background, mark.Tip = theme.ColorConflict, "≠ "+text("window.compare.conflict")
		}
		marks = append(marks, mark)
	}
	return shown, marks
}
