package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
	"parallax/article"
)

// A sideRow is one row of the texts side by side.
type sideRow struct {
	widget.BaseWidget
	s     *sideView
	cells []*sideCell
}

// A sideCell is what one column says in a row, with the frame it has while
// one stands on its match.
type sideCell struct {
	text    *widgets.Paragraph // nil where the column says nothing
	frame   *canvas.Rectangle
	matches []int
	marks   []widgets.Mark
	column  int
}

func newSideRow(s *sideView, row int) *sideRow {
	r := &sideRow{s: s}
	c := s.v.c
	for i := range c.Rows[row].Cells {
		cell, column := &c.Rows[row].Cells[i], c.Shown[i]
		view := &sideCell{frame: canvas.NewRectangle(nil), matches: cell.Matches, column: column}
		r.cells = append(r.cells, view)
		if cell.Empty() {
			continue
		}
		words := c.Text(column)
		style := widgets.ColumnStyle()
		doc := widgets.Doc{}
		if cell.Residue != nil {
			style.Face, style.Colour = widgets.SerifItalic, theme.ColorFaint
			doc.Text = foldLabel(words, cell.Span, cell.Residue)
		} else {
			doc.Text, doc.Marks = cellText(words, cell)
		}
		if cell.Heading {
			style.Face = widgets.SerifBold
		}
		if cell.Only && cell.Residue == nil && !cell.Heading {
			doc.Marks = append(doc.Marks, widgets.Mark{Span: article.Span{End: len(doc.Text)}, Margin: theme.ColorOnlyBar})
		}
		view.marks = doc.Marks
		view.text = widgets.NewParagraph(style)
		view.text.SetDoc(doc)
		view.text.OnTappedMark = func(id string) {
			if m, err := strconv.Atoi(id); err == nil {
				c.GoToMatch(m)
			}
		}
	}
	r.ExtendBaseWidget(r)
	return r
}

// stand frames the cells of the match one stands on.
func (r *sideRow) stand(match int) {
	for _, cell := range r.cells {
		on := match >= 0 && contains(cell.matches, match) && cell.text != nil
		if on == (cell.frame.StrokeWidth > 0) {
			continue
		}
		marks := cell.marks
		if on {
			cell.frame.FillColor, cell.frame.StrokeColor = theme.Color(theme.ColorPassage), theme.Color(theme.ColorAccent)
			cell.frame.StrokeWidth, cell.frame.CornerRadius = 2, theme.Radius
			marks = append([]widgets.Mark{{Span: article.Span{End: len(cell.text.Doc().Text)}, Margin: theme.SourceColor(cell.column)}}, marks...)
		} else {
			cell.frame.FillColor, cell.frame.StrokeColor, cell.frame.StrokeWidth = nil, nil, 0
		}
		if cell.text != nil {
			cell.text.SetMarks(marks)
		}
		cell.frame.Refresh()
	}
}

// HeightFor returns the height of the highest cell.
func (r *sideRow) HeightFor(width float32) float32 {
	w := width / float32(max(len(r.cells), 1))
	var h float32
	for _, c := range r.cells {
		if c.text != nil {
			h = max(h, c.text.HeightFor(w))
		}
	}
	return h
}

// CreateRenderer implements fyne.Widget.
func (r *sideRow) CreateRenderer() fyne.WidgetRenderer { return &sideRowRenderer{r} }

type sideRowRenderer struct{ r *sideRow }

func (x *sideRowRenderer) Destroy()           {}
func (x *sideRowRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (x *sideRowRenderer) Layout(size fyne.Size) {
	w := size.Width / float32(max(len(x.r.cells), 1))
	for i, c := range x.r.cells {
		if c.text == nil {
			continue
		}
		at := fyne.NewPos(float32(int(float32(i)*w)), 0)
		h := c.text.HeightFor(w)
		c.text.Move(at)
		c.text.Resize(fyne.NewSize(w, h))
		c.frame.Move(at)
		c.frame.Resize(fyne.NewSize(w, h))
	}
}

func (x *sideRowRenderer) Refresh() {
	x.Layout(x.r.Size())
	for _, c := range x.r.cells {
		if c.text != nil {
			c.text.Refresh()
		}
	}
}

func (x *sideRowRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, c := range x.r.cells {
		if c.text != nil {
			objects = append(objects, c.frame, c.text)
		}
	}
	return objects
}
