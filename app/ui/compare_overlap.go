package ui

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
	"parallax/compare"
)

// overlapView is the tab that says how much of one text stands in another, how
// they relate, and where they come from.
type overlapView struct {
	v     *compareView
	page  fyne.CanvasObject
	tools fyne.CanvasObject
	left  *fyne.Container
	right *fyne.Container
	graph *fyne.Container
	links *fyne.Container
	first *screen.Column // of the comparison that is drawn
}

func newOverlapView(v *compareView) *overlapView {
	o := &overlapView{v: v}
	o.left = container.New(column{gap: 4})
	o.graph = container.New(&graphLayout{})
	o.links = container.New(column{gap: 2})
	o.right = container.NewStack()
	o.page = container.New(shares{gap: 0},
		widgets.NewPanel(theme.ColorNone, widgets.Inset(22, 34), widgets.Edges{}, quiet(container.NewVScroll(o.left))),
		widgets.NewPanel(theme.ColorNone, widgets.Inset(22, 34), widgets.Edges{Left: true}, o.right))
	return o
}

func head(words string) fyne.CanvasObject {
	return widgets.NewShrinkingLabel(words, widgets.Look{Face: widgets.SansBold})
}

func sub(words string) fyne.CanvasObject {
	return widgets.NewShrinkingLabel(words, widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})
}

func (o *overlapView) refresh() fyne.CanvasObject {
	c := o.v.c
	if o.first == &c.Columns[0] {
		return o.page
	}
	o.first = &c.Columns[0]
	o.left.Objects = []fyne.CanvasObject{head(text("window.overlap.title")), sub(text("window.overlap.note")), o.matrix()}
	o.list(text("window.overlap.origins"), o.origins())
	o.list(text("window.overlap.residue"), o.residue())
	o.drawGraph()
	o.left.Refresh()
	return o.page
}

// list puts a heading and what stands under it, if anything does.
func (o *overlapView) list(name string, items []fyne.CanvasObject) {
	o.left.Add(widgets.NewPanel(theme.ColorNone, widgets.Insets{Top: 18, Bottom: 4}, widgets.Edges{}, head(name)))
	if len(items) == 0 {
		items = []fyne.CanvasObject{sub(text("window.overlap.none"))}
	}
	for _, it := range items {
		o.left.Add(it)
	}
}

func (o *overlapView) matrix() fyne.CanvasObject {
	c := o.v.c
	n := len(c.Columns)
	grid := container.New(gridLayout{n + 1})
	grid.Add(widgets.NewLabel("", widgets.Look{}))
	for i, col := range c.Columns {
		words := col.Name
		if o.many() {
			words = count(i + 1)
		}
		grid.Add(widgets.NewShrinkingLabel(words, widgets.Look{Size: theme.SizeSnippet, Align: fyne.TextAlignCenter}))
	}
	for i, shares := range c.Matrix() {
		words := c.Columns[i].Name
		if o.many() {
			words = text("window.overlap.number", "Number", count(i+1), "Name", words)
		}
		grid.Add(widgets.NewShrinkingLabel(words, widgets.Look{Size: theme.SizeSnippet}))
		for j, s := range shares {
			grid.Add(o.cell(i, j, s))
		}
	}
	return grid
}

// cell is how many sentences of a row stand in a column; a click shows the two
// side by side.
func (o *overlapView) cell(i, j int, s screen.Share) fyne.CanvasObject {
	ground := canvas.NewRectangle(theme.Color(theme.ColorNeutralBack))
	words, look := "·", widgets.Look{Face: widgets.SansBold, Align: fyne.TextAlignCenter, Size: theme.SizeTitle}
	if i != j {
		words = text("window.overlap.share", "Matched", s.Matched, "Of", s.Of)
		if s.Matched == 0 || o.many() {
			words = count(s.Matched)
		}
		ground.FillColor = theme.Color(shade(s))
	}
	if o.many() {
		look.Face, look.Size = widgets.Sans, theme.SizeHeader
	}
	label := widgets.NewLabel(words, look)
	label.MinWidth = 0
	cell := container.NewStack(ground, label)
	if i != j {
		cell.Add(newTaps(func() { o.v.c.ShowPair(i, j) }, nil))
	}
	return cell
}

// shade is the darker the more of a text stands in another.
func shade(s screen.Share) fyne.ThemeColorName {
	if s.Of == 0 || s.Matched == 0 {
		return theme.ColorNone
	}
	switch part := float64(s.Matched) / float64(s.Of); {
	case part >= 0.4:
		return theme.ColorBar
	case part >= 0.15:
		return theme.ColorSameWords
	}
	return theme.ColorSameMeaning
}

func (o *overlapView) origins() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, m := range o.v.c.Origins() {
		out = append(out, widgets.NewShrinkingLabel(say(m), widgets.Look{}))
	}
	return out
}

func (o *overlapView) residue() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, r := range o.v.c.Leftovers() {
		chip := widgets.ChipData{Text: say(screen.ResidueName(r.Kind)), Tone: widgets.ToneNeutral}
		if telling(r.Kind) {
			chip = widgets.ChipData{Text: warnSign + chip.Text, Tone: widgets.ToneWarn}
		}
		words := text("window.overlap.leftover", "Name", o.v.c.Columns[r.Column].Name, "Words", r.Text)
		if r.Text == "" {
			words = o.v.c.Columns[r.Column].Name
		}
		out = append(out, container.New(dotted{}, widgets.NewChip(chip, nil), widgets.NewShrinkingLabel(words, widgets.Look{})))
	}
	return out
}

// The picture of relations shows so many articles, and under it stand so many
// sentences; of more articles the closest relations are said in words alone.
const (
	graphMost = 12
	linksMost = 60
)

// many reports whether there are more articles than names have room.
func (o *overlapView) many() bool { return len(o.v.c.Columns) > graphMost }

// drawGraph draws the relations as lines between the sources, and says them in
// words below.
func (o *overlapView) drawGraph() {
	c := o.v.c
	layout := &graphLayout{n: len(c.Columns)}
	o.graph.Layout = layout
	o.graph.Objects, o.links.Objects = nil, nil
	for _, l := range c.Links() {
		o.links.Add(widgets.NewShrinkingLabel(say(l.Text), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSnippet}))
		if l.Relation == compare.Unrelated || o.many() {
			continue
		}
		line := canvas.NewLine(theme.Color(theme.ColorOnlyBar))
		line.StrokeWidth = 1.5
		if l.Relation != compare.SameTopic {
			line.StrokeColor, line.StrokeWidth = theme.Color(theme.ColorUnderline), 6
		}
		layout.lines = append(layout.lines, [2]int{l.A, l.B})
		o.graph.Objects = append(o.graph.Objects, line)
	}
	title := head(text("window.overlap.relate"))
	if o.many() {
		o.links.Objects = o.links.Objects[:min(len(o.links.Objects), linksMost)]
		put(o.right, container.NewBorder(title, nil, nil, nil, quiet(container.NewVScroll(o.links))))
		return
	}
	o.links.Objects = o.links.Objects[:min(len(o.links.Objects), graphMost)]
	put(o.right, container.NewBorder(container.New(column{}, title, sub(text("window.overlap.relate-note"))), o.links, nil, nil, o.graph))
	for i := range c.Columns {
		circle := canvas.NewCircle(theme.Color(theme.SourceColor(i)))
		o.graph.Objects = append(o.graph.Objects, circle)
	}
	for _, col := range c.Columns {
		o.graph.Objects = append(o.graph.Objects, widgets.NewLabel(col.Name, widgets.Look{Size: theme.SizeSnippet, Align: fyne.TextAlignCenter}))
	}
	o.links.Refresh()
	o.graph.Refresh()
}

// graphLayout sets the sources on a circle, with the lines between them.
type graphLayout struct {
	n     int
	lines [][2]int
}

func (g *graphLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(160, 160) }

func (g *graphLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if g.n == 0 || len(objects) < len(g.lines) {
		return
	}
	radius := min(size.Width, size.Height)/2 - theme.Scaled(60)
	at := make([]fyne.Position, g.n)
	for i := range at {
		angle := 2*math.Pi*float64(i)/float64(g.n) - math.Pi*0.75
		at[i] = fyne.NewPos(size.Width/2+radius*float32(math.Cos(angle)), size.Height/2+radius*float32(math.Sin(angle)))
	}
	for i, l := range g.lines {
		line := objects[i].(*canvas.Line)
		line.Position1, line.Position2 = at[l[0]], at[l[1]]
	}
	rest := objects[len(g.lines):]
	d := theme.Scaled(56)
	for i, o := range rest {
		p := at[i%g.n]
		switch i / g.n {
		case 0:
			o.Resize(fyne.NewSize(d, d))
			o.Move(p.SubtractXY(d/2, d/2))
		case 1:
			need := o.MinSize()
			o.Resize(need)
			y := p.Y + d/2 + 2 // away from the lines
			if p.Y < size.Height/2 {
				y = p.Y - d/2 - need.Height - 2
			}
			o.Move(fyne.NewPos(p.X-need.Width/2, y))
		}
	}
}

// gridLayout is a square of n by n, the first row lower than the others.
type gridLayout struct{ n int }

func (g gridLayout) size(width float32) (first, cell, low, high float32) {
	first = theme.Scaled(100)
	cell = min((width-first)/float32(g.n-1), theme.Scaled(96))
	return first, cell, theme.Scaled(26), min(cell, theme.Scaled(64))
}

func (g gridLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	_, _, low, high := g.size(theme.Scaled(2000))
	return fyne.NewSize(theme.Scaled(100), low+high*float32(g.n-1))
}

func (g gridLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, cell, low, high := g.size(size.Width)
	for i, o := range objects {
		r, c := i/g.n, i%g.n
		x, y, w, h := float32(0), float32(0), first-6, low
		if c > 0 {
			x, w = first+cell*float32(c-1), cell-2
		}
		if r > 0 {
			y, h = low+high*float32(r-1), high-2
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
}
