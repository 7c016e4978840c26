package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
	"parallax/compare"
)

// A factRow is one row of the fact table: the heading of a kind, or a fact.
type factRow struct {
	widget.BaseWidget
	f       *factsView
	id      string // of the fact, "" for a heading
	ground  fyne.ThemeColorName
	rect    *canvas.Rectangle
	line    *widgets.Hairline
	mark    *canvas.Rectangle
	cells   []*widgets.Paragraph
	heading *widgets.SectionHeader
	over    *taps
	picked  bool
	hovered bool
}

const factPad = 7

func newFactRow(f *factsView, r screen.FactRow, columns []int) *factRow {
	row := &factRow{f: f, ground: theme.ColorList, rect: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent), line: widgets.NewHairline()}
	if r.Fact == nil {
		row.ground = theme.ColorBand
		row.heading = widgets.NewSectionHeader(text("window.facts.kind." + string(r.Kind)))
	} else {
		row.id = r.Fact.ID
		if r.Filter == screen.Conflicts {
			row.ground = theme.ColorConflictRow
		}
		face := widgets.Sans
		if r.Filter == screen.Conflicts {
			face = widgets.SansBold
		}
		row.add(say(r.Verdict), widgets.Look{Face: face, Colour: verdictColour(r.Filter), Size: theme.SizeSnippet}, nil)
		row.add(label(r.Fact), widgets.Look{Size: theme.SizeSnippet}, nil)
		for _, n := range columns {
			cell := r.Cells[n]
			if cell.Text == "" {
				row.add("—", widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSnippet}, nil)
				continue
			}
			var marks []widgets.Mark
			for _, b := range cell.Bold {
				marks = append(marks, widgets.Mark{Span: b, Bold: true})
			}
			row.add(cell.Text, widgets.Look{Size: theme.SizeSnippet}, marks)
		}
	}
	row.colour()
	if row.id != "" {
		row.over = newTaps(func() { f.v.c.PickFact(row.id) }, row.hover)
	}
	row.ExtendBaseWidget(row)
	return row
}

// label is what a fact is about; of a quotation it is who says it.
func label(f *compare.Fact) string {
	if f.Kind == compare.Quote {
		for _, s := range f.Sayings {
			if s.Sayer != "" {
				return s.Sayer
			}
		}
		return text("window.facts.no-speaker")
	}
	return f.Label
}

func (r *factRow) add(words string, look widgets.Look, marks []widgets.Mark) {
	style := widgets.PlainStyle(look)
	style.Lines, style.Pad.Right = 4, 12
	p := widgets.NewParagraph(style)
	p.SetDoc(widgets.Doc{Text: words, Marks: marks})
	r.cells = append(r.cells, p)
}

func (r *factRow) colour() {
	ground := r.ground
	switch {
	case r.picked:
		ground = theme.ColorSelected
	case r.hovered && r.ground == theme.ColorList:
		ground = theme.ColorRowHover
	}
	if r.picked && r.ground == theme.ColorConflictRow {
		ground = theme.ColorConflictRow
	}
	r.rect.FillColor = theme.Color(ground)
	r.mark.FillColor = theme.Color(theme.ColorNone)
	if r.picked {
		r.mark.FillColor = theme.Color(theme.ColorRowMark)
	}
}

func (r *factRow) setPicked(picked bool) {
	if r.picked != picked {
		r.picked = picked
		r.Refresh()
	}
}

func (r *factRow) hover(on bool) {
	if r.hovered != on {
		r.hovered = on
		r.Refresh()
	}
}

// HeightFor returns the height of the highest cell.
func (r *factRow) HeightFor(width float32) float32 {
	if r.heading != nil {
		return theme.Scaled(24)
	}
	h := theme.Scaled(16)
	x := factEdges(len(r.cells), width)
	for i, c := range r.cells {
		h = max(h, c.HeightFor(x[i+1]-x[i]))
	}
	return h + 2*theme.Scaled(factPad)
}

// CreateRenderer implements fyne.Widget.
func (r *factRow) CreateRenderer() fyne.WidgetRenderer { return &factRowRenderer{r: r} }

type factRowRenderer struct{ r *factRow }

func (x *factRowRenderer) Destroy()           {}
func (x *factRowRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (x *factRowRenderer) Layout(size fyne.Size) {
	r := x.r
	r.rect.Resize(size)
	r.mark.Resize(fyne.NewSize(3, size.Height))
	if r.over != nil {
		r.over.Resize(size)
	}
	r.line.Resize(fyne.NewSize(size.Width, theme.Hairline))
	r.line.Move(fyne.NewPos(0, size.Height-theme.Hairline))
	if r.heading != nil {
		r.heading.Resize(fyne.NewSize(size.Width, r.heading.MinSize().Height))
		r.heading.Move(fyne.NewPos(-theme.Scaled(6), size.Height-r.heading.MinSize().Height))
	}
	edges := factEdges(len(r.cells), size.Width)
	for i, c := range r.cells {
		c.Move(fyne.NewPos(edges[i], theme.Scaled(factPad)))
		c.Resize(fyne.NewSize(edges[i+1]-edges[i], c.HeightFor(edges[i+1]-edges[i])))
	}
}

func (x *factRowRenderer) Refresh() {
	x.r.colour()
	x.r.rect.Refresh()
	x.r.mark.Refresh()
}

func (x *factRowRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{x.r.rect}
	if x.r.heading != nil {
		objects = append(objects, x.r.heading)
	}
	for _, c := range x.r.cells {
		objects = append(objects, c)
	}
	objects = append(objects, x.r.line, x.r.mark)
	if x.r.over != nil {
		objects = append(objects, x.r.over)
	}
	return objects
}

// factEdges returns where the columns of the fact table begin, and the end of
// the last: verdict, fact, and one a source.
func factEdges(n int, width float32) []float32 {
	pad := theme.Scaled(10)
	x := []float32{pad}
	verdict, fact := theme.Scaled(98), min(theme.Scaled(200), width*0.2)
	x = append(x, pad+verdict, pad+verdict+fact)
	rest := width - x[2] - pad
	for i := 1; i <= n-2; i++ {
		x = append(x, x[2]+rest*float32(i)/float32(n-2))
	}
	return x
}

// factColumns sets the head of the table as its rows.
type factColumns struct{}

func (factColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var h float32
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(0, h)
}

func (factColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if len(objects) < 3 {
		return
	}
	off := theme.Scaled(10) // the panel is inset already
	x := factEdges(len(objects), size.Width+2*off)
	for i, o := range objects {
		o.Move(fyne.NewPos(x[i]-off, 0))
		o.Resize(fyne.NewSize(max(x[i+1]-x[i]-theme.Scaled(8), 0), o.MinSize().Height))
	}
}
