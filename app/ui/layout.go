package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// column stacks things from the top, each as wide as there is room.
type column struct{ top, bottom, gap float32 }

func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		need := o.MinSize()
		size.Width = max(size.Width, need.Width)
		size.Height += need.Height + theme.Scaled(c.gap)
	}
	size.Height += theme.Scaled(c.top) + theme.Scaled(c.bottom)
	return size
}

func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := theme.Scaled(c.top)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h + theme.Scaled(c.gap)
	}
}

// flow puts things beside each other and begins a new line where they do not
// fit. Its height is that of the lines it needed for the width it had last.
type flow struct {
	gap   float32
	width *float32
}

func newFlow(gap float32) flow { return flow{gap: gap, width: new(float32)} }

func (f flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, f.place(objects, *f.width, false))
}

func (f flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	*f.width = size.Width
	f.place(objects, size.Width, true)
}

func (f flow) place(objects []fyne.CanvasObject, width float32, move bool) float32 {
	var x, y, line float32
	gap := theme.Scaled(f.gap)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		need := o.MinSize()
		need.Width = min(need.Width, max(width, 1))
		if x > 0 && x+need.Width > width {
			x, y, line = 0, y+line+gap, 0
		}
		if move {
			o.Resize(need)
			o.Move(fyne.NewPos(x, y))
		}
		x += need.Width + gap
		line = max(line, need.Height)
	}
	return y + line
}

// shares gives each thing the same width, with a gap between.
type shares struct{ gap float32 }

func (s shares) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		need := o.MinSize()
		size.Width += need.Width
		size.Height = max(size.Height, need.Height)
	}
	size.Width += theme.Scaled(s.gap) * float32(max(len(objects)-1, 0))
	return size
}

func (s shares) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(max(len(objects), 1))
	gap := theme.Scaled(s.gap)
	width := (size.Width - gap*(n-1)) / n
	for i, o := range objects {
		o.Resize(fyne.NewSize(width, size.Height))
		o.Move(fyne.NewPos(float32(i)*(width+gap), 0))
	}
}

// inset moves a thing in from the left.
func inset(left float32, o fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewPanel(theme.ColorNone, widgets.Insets{Left: left}, widgets.Edges{}, o)
}

// row puts things beside each other, in the middle of its height.
func row(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(rowLayout{gap: 8}, objects...)
}

type rowLayout struct{ gap float32 }

func (r rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		need := o.MinSize()
		if size.Width > 0 {
			size.Width += theme.Scaled(r.gap)
		}
		size.Width += need.Width
		size.Height = max(size.Height, need.Height)
	}
	return size
}

func (r rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var x float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		need := o.MinSize()
		o.Resize(need)
		o.Move(fyne.NewPos(x, float32(int((size.Height-need.Height)/2))))
		x += need.Width + theme.Scaled(r.gap)
	}
}

// bar is a rectangle in a colour.
func bar(c fyne.ThemeColorName) fyne.CanvasObject { return canvas.NewRectangle(theme.Color(c)) }

// barred sets a bar beside things that stand below each other.
type barred struct{}

func (barred) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return column{gap: 2}.MinSize(objects[1:])
}

func (barred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(3, size.Height))
	y := float32(0)
	for _, o := range objects[1:] {
		left := float32(0)
		if _, ok := o.(*widgets.LinkText); ok { // the sentence is inset by its own style
			left = theme.Scaled(13)
		}
		o.Resize(fyne.NewSize(size.Width-left, o.MinSize().Height))
		o.Resize(fyne.NewSize(size.Width-left, o.MinSize().Height))
		o.Move(fyne.NewPos(left, y))
		y += o.MinSize().Height + theme.Scaled(2)
	}
}
