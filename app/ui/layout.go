package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// content gives what a window holds all its room. It asks for little, because
// a window grows to what is asked for, against the will of who made it small.
type content struct{}

func (content) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leastWidth/2, leastHeight/2)
}

func (content) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
		o.Move(fyne.Position{})
	}
}

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
	grew  func() // told when a new width asks for another height; may be nil
}

func newFlow(gap float32) flow {
	width := theme.Scaled(600) // until it is laid out
	return flow{gap: gap, width: &width}
}

func (f flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, f.place(objects, *f.width, false))
}

func (f flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if size.Width > theme.Scaled(60) && size.Width != *f.width { // before that it was not laid out in earnest
		had := f.place(objects, *f.width, false)
		*f.width = size.Width
		if f.grew != nil && f.place(objects, size.Width, false) != had {
			f.grew()
		}
	}
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
	return fyne.NewSize(theme.Scaled(80), column{gap: 2}.MinSize(objects[1:]).Height)
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
		o.Move(fyne.NewPos(left, y))
		y += o.MinSize().Height + theme.Scaled(2)
	}
}

// frame sets things above, below and in the middle of each other with nothing
// between. Those above and below may be nil.
func frame(top, bottom, middle fyne.CanvasObject) *fyne.Container {
	return framed(frameLayout{top: top, bottom: bottom, middle: middle})
}

// yielding is a frame whose bottom goes where there is little height: what is
// in the middle matters more.
func yielding(top, bottom, middle fyne.CanvasObject) *fyne.Container {
	return framed(frameLayout{top: top, bottom: bottom, middle: middle, yields: true})
}

func framed(f frameLayout) *fyne.Container {
	c := &fyne.Container{Layout: f}
	for _, o := range []fyne.CanvasObject{f.middle, f.top, f.bottom} {
		if o != nil {
			c.Objects = append(c.Objects, o)
		}
	}
	return c
}

type frameLayout struct {
	top, bottom, middle fyne.CanvasObject
	yields              bool
}

// putAway takes a thing that has no room out of sight. It is not hidden: with
// more room its layout brings it back.
func putAway(o fyne.CanvasObject) {
	o.Resize(fyne.Size{})
	o.Move(fyne.NewPos(-10000, 0))
}

func (f frameLayout) heights() (top, bottom float32) {
	if f.top != nil && f.top.Visible() {
		top = f.top.MinSize().Height
	}
	if f.bottom != nil && f.bottom.Visible() {
		bottom = f.bottom.MinSize().Height
	}
	return top, bottom
}

func (f frameLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	top, bottom := f.heights()
	if f.yields {
		bottom = 0
	}
	size := fyne.NewSize(0, top+bottom+f.middle.MinSize().Height)
	for _, o := range objects {
		size.Width = max(size.Width, o.MinSize().Width)
	}
	return size
}

func (f frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	top, bottom := f.heights()
	if f.yields && size.Height < top+3*bottom {
		bottom = 0
		putAway(f.bottom)
	}
	if f.top != nil {
		f.top.Move(fyne.Position{})
		f.top.Resize(fyne.NewSize(size.Width, top))
	}
	if bottom > 0 {
		f.bottom.Move(fyne.NewPos(0, size.Height-bottom))
		f.bottom.Resize(fyne.NewSize(size.Width, bottom))
	}
	f.middle.Move(fyne.NewPos(0, top))
	f.middle.Resize(fyne.NewSize(size.Width, max(size.Height-top-bottom, 0)))
}

// toolLayout sets tools from the left and the last one at the right. Where
// there is little room those before the last go first, from the right; they
// are in the menu too.
type toolLayout struct{}

func (toolLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := rowLayout{}.MinSize(objects)
	size.Width = theme.Scaled(160)
	return size
}

func (toolLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	last := objects[len(objects)-1]
	right := size.Width
	if last.Visible() {
		need := last.MinSize()
		need.Width = min(need.Width, size.Width)
		right -= need.Width
		last.Resize(need)
		last.Move(fyne.NewPos(right, (size.Height-need.Height)/2))
	}
	x := float32(0)
	for _, o := range objects[:len(objects)-1] {
		if !o.Visible() {
			continue
		}
		need := o.MinSize()
		if x+need.Width > right {
			putAway(o)
			continue
		}
		o.Resize(need)
		o.Move(fyne.NewPos(x, (size.Height-need.Height)/2))
		x += need.Width + theme.Scaled(8)
	}
}
