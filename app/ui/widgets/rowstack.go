package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
)

// A RowStack is a scroll of rows that are each as high as they need for the
// width: the rows of a comparison, a table with cells over several lines. Only
// rows in sight are drawn. One row can be the current one.
type RowStack struct {
	widget.BaseWidget

	// Height returns how high a row is for a width.
	Height func(row int, width float32) float32
	// Row returns the object of a row; it is asked for rows in sight, each
	// time they come into sight, and may return the same object again.
	Row func(row int) fyne.CanvasObject
	// OnCurrent is told when the current row changes by key or click.
	OnCurrent func(row int)
	// OnOpen is called on Enter.
	OnOpen func(row int)
	// Skip says that a row is not one to stop at, as a heading.
	Skip func(row int) bool

	length  int
	tops    []float32 // of each row and the end of the last
	laidFor float32
	scale   float32
	offset  float32
	current int
	focused bool
	barDrag bool
	shown   map[int]fyne.CanvasObject
	wanted  int
}

// NewRowStack returns an empty stack.
func NewRowStack(height func(row int, width float32) float32, row func(row int) fyne.CanvasObject) *RowStack {
	s := &RowStack{Height: height, Row: row, current: -1, wanted: -1, shown: map[int]fyne.CanvasObject{}}
	s.ExtendBaseWidget(s)
	return s
}

// SetLength says how many rows there are and draws them anew.
func (s *RowStack) SetLength(n int) {
	s.length = max(n, 0)
	s.current = min(s.current, s.length-1)
	s.Relay()
}

// Relay asks for all heights and rows again.
func (s *RowStack) Relay() {
	s.laidFor = 0
	clear(s.shown)
	s.Refresh()
}

// Current returns the current row, -1 for none.
func (s *RowStack) Current() int { return s.current }

// SetCurrent makes a row the current one and brings it into sight; it tells no
// one.
func (s *RowStack) SetCurrent(row int) {
	s.current = max(min(row, s.length-1), -1)
	s.ScrollToRow(s.current)
	s.Refresh()
}

// Offset returns how far it is scrolled.
func (s *RowStack) Offset() float32 { return s.offset }

// ScrollTo scrolls as near to an offset as can be.
func (s *RowStack) ScrollTo(offset float32) {
	offset = round(min(max(offset, 0), s.maxOffset()))
	if offset != s.offset {
		s.offset = offset
		s.Refresh()
	}
}

// ScrollToRow brings a row into sight.
func (s *RowStack) ScrollToRow(row int) {
	if row < 0 || row >= s.length {
		return
	}
	view := s.Size().Height
	if view <= 0 || len(s.tops) != s.length+1 {
		s.wanted = row
		return
	}
	const room = 24
	top, end := s.tops[row], s.tops[row+1]
	switch {
	case top < s.offset:
		s.ScrollTo(top - room)
	case end > s.offset+view:
		s.ScrollTo(min(end-view+room, top))
	}
}

func (s *RowStack) total() float32 {
	if len(s.tops) == 0 {
		return 0
	}
	return s.tops[len(s.tops)-1]
}

func (s *RowStack) maxOffset() float32 { return max(s.total()-s.Size().Height, 0) }

// lay asks for the heights where width or text size changed.
func (s *RowStack) lay(width float32) {
	if width == s.laidFor && s.scale == theme.TextScale() && len(s.tops) == s.length+1 {
		return
	}
	s.laidFor, s.scale = width, theme.TextScale()
	s.tops = append(s.tops[:0], 0)
	var y float32
	for i := range s.length {
		y += round(s.Height(i, width))
		s.tops = append(s.tops, y)
	}
}

func (s *RowStack) rowAt(y float32) int {
	i := sort.Search(s.length, func(i int) bool { return s.tops[i+1] > y })
	if y < 0 || i >= s.length {
		return -1
	}
	return i
}

// step goes to the next row to stop at.
func (s *RowStack) step(by int) {
	for row := s.current + by; row >= 0 && row < s.length; row += by {
		if s.Skip == nil || !s.Skip(row) {
			s.choose(row)
			return
		}
	}
}

func (s *RowStack) choose(row int) {
	if row < 0 || row >= s.length || s.Skip != nil && s.Skip(row) {
		return
	}
	s.SetCurrent(row)
	if s.OnCurrent != nil {
		s.OnCurrent(row)
	}
}

// Scrolled follows the wheel.
func (s *RowStack) Scrolled(ev *fyne.ScrollEvent) { s.ScrollTo(s.offset - ev.Scrolled.DY) }

// Tapped makes the row under the pointer the current one.
func (s *RowStack) Tapped(ev *fyne.PointEvent) {
	if len(s.tops) == s.length+1 && !s.barDrag {
		s.choose(s.rowAt(ev.Position.Y + s.offset))
	}
	s.barDrag = false
}

// MouseDown takes the keys and catches the bar.
func (s *RowStack) MouseDown(ev *desktop.MouseEvent) {
	focus(s)
	if _, _, ok := s.thumb(); ok && ev.Position.X >= s.Size().Width-barWidth {
		s.barDrag = true
		s.barTo(ev.Position.Y)
	}
}

// MouseUp ends what MouseDown began.
func (s *RowStack) MouseUp(*desktop.MouseEvent) {}

// Dragged moves the bar.
func (s *RowStack) Dragged(ev *fyne.DragEvent) {
	if s.barDrag {
		s.barTo(ev.Position.Y)
	}
}

// DragEnd ends a drag.
func (s *RowStack) DragEnd() { s.barDrag = false }

func (s *RowStack) barTo(y float32) {
	if _, h, ok := s.thumb(); ok {
		s.ScrollTo((y - h/2) / max(s.Size().Height-h, 1) * s.maxOffset())
	}
}

func (s *RowStack) thumb() (y, h float32, ok bool) {
	view, total := s.Size().Height, s.total()
	if total <= view || view <= 0 {
		return 0, 0, false
	}
	h = min(max(view*view/total, barShortest), view)
	return (view - h) * s.offset / s.maxOffset(), h, true
}

// FocusGained is called when the keys come to it.
func (s *RowStack) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost is called when the keys go elsewhere.
func (s *RowStack) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune passes letters on to the window.
func (s *RowStack) TypedRune(r rune) { passRune(s, r) }

// TypedKey goes from row to row with the arrows and scrolls with the rest.
func (s *RowStack) TypedKey(ev *fyne.KeyEvent) {
	page := s.Size().Height * 0.9
	switch ev.Name {
	case fyne.KeyUp:
		s.step(-1)
	case fyne.KeyDown:
		s.step(1)
	case fyne.KeyPageUp:
		s.ScrollTo(s.offset - page)
	case fyne.KeyPageDown, fyne.KeySpace:
		s.ScrollTo(s.offset + page)
	case fyne.KeyHome:
		s.ScrollTo(0)
	case fyne.KeyEnd:
		s.ScrollTo(s.maxOffset())
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.current >= 0 && s.OnOpen != nil {
			s.OnOpen(s.current)
		}
	default:
		passKey(s, ev)
	}
}

// TypedShortcut passes shortcuts on to the window.
func (s *RowStack) TypedShortcut(sc fyne.Shortcut) { passShortcut(s, sc) }

// CreateRenderer implements fyne.Widget.
func (s *RowStack) CreateRenderer() fyne.WidgetRenderer {
	r := &stackRenderer{s: s}
	r.draw(s.Size())
	return r
}

type stackRenderer struct {
	s       *RowStack
	bar     brush
	objects []fyne.CanvasObject
}

func (r *stackRenderer) Destroy() {}

// IsClip tells the painter that nothing is drawn outside.
func (r *stackRenderer) IsClip() {}

func (r *stackRenderer) MinSize() fyne.Size { return fyne.NewSize(100, 60) }

func (r *stackRenderer) Layout(size fyne.Size) { r.draw(size) }

func (r *stackRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *stackRenderer) Refresh() {
	r.draw(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *stackRenderer) draw(size fyne.Size) {
	s := r.s
	r.objects = r.objects[:0]
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	s.lay(size.Width)
	if row := s.wanted; row >= 0 {
		s.wanted = -1
		s.offset = max(min(s.tops[min(row, s.length)], s.maxOffset()), 0)
	}
	s.offset = min(s.offset, s.maxOffset())
	first := sort.Search(s.length, func(i int) bool { return s.tops[i+1] > s.offset })
	last := first
	for row := first; row < s.length && s.tops[row] < s.offset+size.Height; row++ {
		o := s.shown[row]
		if o == nil {
			o = s.Row(row)
			s.shown[row] = o
		}
		o.Move(fyne.NewPos(0, s.tops[row]-s.offset))
		o.Resize(fyne.NewSize(size.Width, s.tops[row+1]-s.tops[row]))
		r.objects = append(r.objects, o)
		last = row
	}
	for row := range s.shown {
		if row < first || row > last {
			delete(s.shown, row)
		}
	}
	r.bar.begin()
	if y, h, ok := s.thumb(); ok {
		r.bar.thumb(size.Width, y, h, s.focused)
	}
	r.objects = append(r.objects, r.bar.objects...)
}
