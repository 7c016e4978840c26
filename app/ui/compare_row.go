package ui

import (
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
	"parallax/article"
)

// A sideRow is one row of the texts side by side.
type sideRow struct {
	widget.BaseWidget
	s     *sideView
	cells [][]*sideCell // one stack a column
}

// A sideCell is a piece of a text, with the frame it has while one stands on
// its match.
type sideCell struct {
	text    *widgets.Paragraph
	frame   *canvas.Rectangle
	matches []int
	marks   []widgets.Mark
	column  int
}

func newSideRow(s *sideView, row int) *sideRow {
	r := &sideRow{s: s}
	for i, stack := range s.v.c.Rows[row].Stacks {
		var cells []*sideCell
		for j := range stack {
			cells = append(cells, s.cell(s.v.c.Shown[i], &stack[j]))
		}
		r.cells = append(r.cells, cells)
	}
	r.ExtendBaseWidget(r)
	return r
}

func (s *sideView) cell(column int, cell *screen.Cell) *sideCell {
	c := s.v.c
	view := &sideCell{frame: canvas.NewRectangle(color.Transparent), matches: cell.Matches, column: column}
	words := c.Text(column)
	style := widgets.ColumnStyle()
	doc := widgets.Doc{}
	switch {
	case cell.Residue != nil:
		style.Face, style.Colour = widgets.SerifItalic, theme.ColorFaint
		doc.Text = foldLabel(words, cell.Span, cell.Residue)
	case cell.Heading:
		style.Face = widgets.SerifBold
		doc.Text, doc.Marks = cellText(words, cell)
	default:
		doc.Text, doc.Marks = cellText(words, cell)
		if cell.Only {
			doc.Marks = append(doc.Marks, widgets.Mark{Span: article.Span{End: len(doc.Text)}, Margin: theme.ColorOnlyBar})
		}
	}
	view.marks = doc.Marks
	view.text = widgets.NewParagraph(style)
	view.text.SetDoc(doc)
	view.text.OnTappedMark = func(id string) {
		if m, err := strconv.Atoi(id); err == nil {
			c.GoToMatch(m)
		}
	}
	return view
}

// each calls f with every cell.
func (r *sideRow) each(f func(*sideCell)) {
	for _, stack := range r.cells {
		for _, c := range stack {
			f(c)
		}
	}
}

// stand frames the cells of the match one stands on.
func (r *sideRow) stand(match int) {
	r.each(func(cell *sideCell) {
		on := match >= 0 && slices.Contains(cell.matches, match)
		if on == (cell.frame.StrokeWidth > 0) {
			return
		}
		marks := cell.marks
		if on {
			cell.frame.FillColor, cell.frame.StrokeColor = theme.Color(theme.ColorPassage), theme.Color(theme.ColorAccent)
			cell.frame.StrokeWidth, cell.frame.CornerRadius = 2, theme.Radius
			marks = append([]widgets.Mark{{Span: article.Span{End: len(cell.text.Doc().Text)}, Margin: theme.SourceColor(cell.column)}}, marks...)
		} else {
			cell.frame.FillColor, cell.frame.StrokeColor, cell.frame.StrokeWidth = color.Transparent, color.Transparent, 0
		}
		cell.text.SetMarks(marks)
		cell.frame.Refresh()
	})
}

// HeightFor returns the height of the highest stack.
func (r *sideRow) HeightFor(width float32) float32 {
	w := width / float32(max(len(r.cells), 1))
	var most float32
	for _, stack := range r.cells {
		var h float32
		for _, c := range stack {
			h += c.text.HeightFor(w)
		}
		most = max(most, h)
	}
	return most
}

// CreateRenderer implements fyne.Widget.
func (r *sideRow) CreateRenderer() fyne.WidgetRenderer {
	x := &sideRowRenderer{r: r}
	r.each(func(c *sideCell) { x.objects = append(x.objects, c.frame, c.text) })
	return x
}

type sideRowRenderer struct {
	r       *sideRow
	objects []fyne.CanvasObject
}

func (x *sideRowRenderer) Destroy()                     {}
func (x *sideRowRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (x *sideRowRenderer) Objects() []fyne.CanvasObject { return x.objects }

func (x *sideRowRenderer) Layout(size fyne.Size) {
	w := size.Width / float32(max(len(x.r.cells), 1))
	for i, stack := range x.r.cells {
		at := fyne.NewPos(float32(int(float32(i)*w)), 0)
		for _, c := range stack {
			need := fyne.NewSize(w, c.text.HeightFor(w))
			c.text.Move(at)
			c.text.Resize(need)
			c.frame.Move(at)
			c.frame.Resize(need)
			at.Y += need.Height
		}
	}
}

func (x *sideRowRenderer) Refresh() {
	x.Layout(x.r.Size())
	x.r.each(func(c *sideCell) { c.text.Refresh() })
}
