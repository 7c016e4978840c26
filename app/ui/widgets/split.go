package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
)

// A Split holds two things side by side with a hairline between them that can
// be dragged. The left one keeps its width when the window grows.
type Split struct {
	widget.BaseWidget
	left, right fyne.CanvasObject
	handle      *splitHandle
	width       float32
	leftHidden  bool
	// OnDragged is told the new width of the left side when a drag ends.
	OnDragged func(width float32)
}

// NewSplit returns a split with the left side so wide.
func NewSplit(left, right fyne.CanvasObject, width float32) *Split {
	s := &Split{left: left, right: right, width: width}
	s.handle = &splitHandle{split: s}
	s.handle.ExtendBaseWidget(s.handle)
	s.ExtendBaseWidget(s)
	return s
}

// Width returns the width of the left side as wished; the room may be less.
func (s *Split) Width() float32 { return s.width }

// ShowLeft shows or hides the left side.
func (s *Split) ShowLeft(show bool) {
	s.leftHidden = !show
	s.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *Split) CreateRenderer() fyne.WidgetRenderer { return &splitRenderer{s} }

type splitRenderer struct{ s *Split }

func (r *splitRenderer) Destroy() {}

func (r *splitRenderer) MinSize() fyne.Size {
	l, m := r.s.left.MinSize(), r.s.right.MinSize()
	if r.s.leftHidden {
		return m
	}
	return fyne.NewSize(l.Width+m.Width+theme.Hairline, max(l.Height, m.Height))
}

// grip is how wide the invisible room is in which the line can be caught.
const grip = 7

func (r *splitRenderer) Layout(size fyne.Size) {
	s := r.s
	if s.leftHidden {
		s.left.Hide()
		s.handle.Hide()
		s.right.Move(fyne.NewPos(0, 0))
		s.right.Resize(size)
		return
	}
	s.left.Show()
	s.handle.Show()
	w := max(min(s.width, size.Width-s.right.MinSize().Width-theme.Hairline), s.left.MinSize().Width)
	s.left.Move(fyne.NewPos(0, 0))
	s.left.Resize(fyne.NewSize(w, size.Height))
	s.handle.Move(fyne.NewPos(w-grip/2, 0))
	s.handle.Resize(fyne.NewSize(grip, size.Height))
	s.right.Move(fyne.NewPos(w+theme.Hairline, 0))
	s.right.Resize(fyne.NewSize(max(size.Width-w-theme.Hairline, 0), size.Height))
}

func (r *splitRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.left, r.s.right, r.s.handle}
}

func (r *splitRenderer) Refresh() {
	r.Layout(r.s.Size())
	r.s.left.Refresh()
	r.s.right.Refresh()
	r.s.handle.Refresh()
}

type splitHandle struct {
	widget.BaseWidget
	split   *Split
	hovered bool
}

func (h *splitHandle) CreateRenderer() fyne.WidgetRenderer { return render(h) }
func (h *splitHandle) min() fyne.Size                      { return fyne.NewSize(grip, 1) }

func (h *splitHandle) draw(b *brush, size fyne.Size) {
	if h.hovered {
		b.rect(grip/2-1, 0, 3, size.Height, paint(theme.ColorAccent), 0)
		return
	}
	b.rect(grip/2, 0, theme.Hairline, size.Height, paint(theme.ColorLine), 0)
}

func (h *splitHandle) Cursor() desktop.Cursor { return desktop.HResizeCursor }

func (h *splitHandle) MouseIn(*desktop.MouseEvent)    { h.hovered = true; h.Refresh() }
func (h *splitHandle) MouseMoved(*desktop.MouseEvent) {}
func (h *splitHandle) MouseOut()                      { h.hovered = false; h.Refresh() }

func (h *splitHandle) Dragged(ev *fyne.DragEvent) {
	s := h.split
	s.width = max(s.left.Size().Width+ev.Dragged.DX, s.left.MinSize().Width)
	s.Refresh()
}

func (h *splitHandle) DragEnd() {
	if h.split.OnDragged != nil {
		h.split.OnDragged(h.split.width)
	}
}
