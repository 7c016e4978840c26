package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
)

// A Hairline is a thin line between panels or rows.
type Hairline struct {
	widget.BaseWidget
}

// NewHairline returns a line as long as the room it gets, either way.
func NewHairline() *Hairline {
	h := &Hairline{}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer implements fyne.Widget.
func (h *Hairline) CreateRenderer() fyne.WidgetRenderer { return render(h) }

func (h *Hairline) min() fyne.Size { return fyne.NewSize(theme.Hairline, theme.Hairline) }

func (h *Hairline) draw(b *brush, size fyne.Size) {
	b.rect(0, 0, size.Width, size.Height, paint(theme.ColorLine), 0)
}

// Edges says on which sides a panel has a hairline.
type Edges struct{ Top, Bottom, Left, Right bool }

// A Panel is a ground with something on it.
type Panel struct {
	widget.BaseWidget
	ground  fyne.ThemeColorName
	content fyne.CanvasObject
	pad     Insets
	edges   Edges
}

// Insets is the room between an edge and what is inside, at 100 % text.
type Insets struct{ Top, Right, Bottom, Left float32 }

// Inset returns the same room at top and bottom and at the sides.
func Inset(vertical, horizontal float32) Insets {
	return Insets{vertical, horizontal, vertical, horizontal}
}

// NewPanel returns a panel in a colour with its content inset.
func NewPanel(ground fyne.ThemeColorName, pad Insets, edges Edges, content fyne.CanvasObject) *Panel {
	p := &Panel{ground: ground, content: content, pad: pad, edges: edges}
	p.ExtendBaseWidget(p)
	return p
}

// SetContent changes what is on it.
func (p *Panel) SetContent(content fyne.CanvasObject) {
	p.content = content
	p.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{p: p}
	r.Layout(p.Size())
	return r
}

type panelRenderer struct {
	p *Panel
	b brush
}

func (r *panelRenderer) Destroy() {}

func (r *panelRenderer) MinSize() fyne.Size {
	in := r.p.pad
	size := fyne.NewSize(theme.Scaled(in.Left)+theme.Scaled(in.Right), theme.Scaled(in.Top)+theme.Scaled(in.Bottom))
	if r.p.content == nil {
		return size
	}
	return size.Add(r.p.content.MinSize())
}

func (r *panelRenderer) Layout(size fyne.Size) {
	p := r.p
	r.b.begin()
	r.b.rect(0, 0, size.Width, size.Height, paint(p.ground), 0)
	line := paint(theme.ColorLine)
	if p.edges.Top {
		r.b.rect(0, 0, size.Width, 1, line, 0)
	}
	if p.edges.Bottom {
		r.b.rect(0, size.Height-1, size.Width, 1, line, 0)
	}
	if p.edges.Left {
		r.b.rect(0, 0, 1, size.Height, line, 0)
	}
	if p.edges.Right {
		r.b.rect(size.Width-1, 0, 1, size.Height, line, 0)
	}
	if p.content == nil {
		return
	}
	r.b.objects = append(r.b.objects, p.content)
	left, top := theme.Scaled(p.pad.Left), theme.Scaled(p.pad.Top)
	p.content.Move(fyne.NewPos(left, top))
	p.content.Resize(fyne.NewSize(
		max(size.Width-left-theme.Scaled(p.pad.Right), 0),
		max(size.Height-top-theme.Scaled(p.pad.Bottom), 0)))
}

func (r *panelRenderer) Objects() []fyne.CanvasObject { return r.b.objects }

func (r *panelRenderer) Refresh() {
	r.Layout(r.p.Size())
	if r.p.content != nil {
		r.p.content.Refresh()
	}
	canvas.Refresh(r.p)
}
