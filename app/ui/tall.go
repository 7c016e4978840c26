package ui

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// A tallRow is a row that is as high as its words need.
type tallRow interface {
	fyne.CanvasObject
	HeightFor(width float32) float32
}

// tall is a scroll of rows of different heights. All rows are measured, only
// those in sight are drawn.
type tall struct {
	scroll *container.Scroll
	inner  *fyne.Container
	rows   []tallRow
	tops   []float32 // of each row, and the end of the last
	width  float32
	pad    float32
}

func newTall(pad float32) *tall {
	t := &tall{pad: pad}
	t.inner = &fyne.Container{Layout: tallLayout{t}}
	t.scroll = container.NewVScroll(t.inner)
	t.scroll.OnScrolled = func(fyne.Position) { t.place() }
	return t
}

// setRows shows other rows, from the top.
func (t *tall) setRows(rows []tallRow) {
	t.rows = rows
	t.measure()
	t.scroll.Offset = fyne.Position{}
	t.scroll.Refresh()
	t.place()
}

// measure finds the height of every row for the width there is.
func (t *tall) measure() {
	t.tops = make([]float32, len(t.rows)+1)
	y := t.pad
	for i, r := range t.rows {
		t.tops[i] = y
		if t.width > 0 {
			y += r.HeightFor(t.width)
		}
	}
	t.tops[len(t.rows)] = y
}

// place puts the rows in sight where they are.
func (t *tall) place() {
	top, bottom := t.scroll.Offset.Y, t.scroll.Offset.Y+t.scroll.Size().Height
	first := max(sort.Search(len(t.rows), func(i int) bool { return t.tops[i+1] > top }), 0)
	t.inner.Objects = t.inner.Objects[:0]
	for i := first; i < len(t.rows) && t.tops[i] < bottom; i++ {
		r := t.rows[i]
		r.Move(fyne.NewPos(0, t.tops[i]))
		r.Resize(fyne.NewSize(t.width, t.tops[i+1]-t.tops[i]))
		t.inner.Objects = append(t.inner.Objects, r)
	}
	canvas.Refresh(t.inner) // its own Refresh would lay it out again
}

// show brings a row into sight, a quarter from the top where it was not.
func (t *tall) show(i int) {
	if i < 0 || i >= len(t.rows) {
		return
	}
	view := t.scroll.Size().Height
	if t.tops[i] >= t.scroll.Offset.Y && t.tops[i+1] <= t.scroll.Offset.Y+view {
		return
	}
	t.scrollTo(t.tops[i] - view/4)
}

// scrollBy scrolls by a part of what is in sight.
func (t *tall) scrollBy(part float32) {
	t.scrollTo(t.scroll.Offset.Y + part*t.scroll.Size().Height)
}

// scrollTo goes to an offset; ScrollToOffset tells nobody, so the rows are
// placed here.
func (t *tall) scrollTo(y float32) {
	y = min(max(y, 0), max(t.tops[len(t.tops)-1]-t.scroll.Size().Height, 0))
	t.scroll.ScrollToOffset(fyne.NewPos(0, y))
	t.place()
}

// tallLayout measures again when the width changes.
type tallLayout struct{ t *tall }

func (l tallLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	if len(l.t.tops) == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(0, l.t.tops[len(l.t.tops)-1]+l.t.pad)
}

func (l tallLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if size.Width != l.t.width {
		l.t.width = size.Width
		l.t.measure()
	}
	l.t.place()
}
