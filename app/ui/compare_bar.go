package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// tabLine sets tabs at the left and what the tab offers at the right. Both
// scroll where there is no room for them.
type tabLine struct{ tabs, tools *container.Scroll }

func newTabLine(tabs, tools fyne.CanvasObject) fyne.CanvasObject {
	l := tabLine{container.NewHScroll(tabs), container.NewHScroll(tools)}
	return container.New(l, quiet(l.tabs), quiet(l.tools))
}

func (l tabLine) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(theme.Scaled(160), max(l.tabs.Content.MinSize().Height, l.tools.Content.MinSize().Height))
}

func (l tabLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	tabs := min(l.tabs.Content.MinSize().Width, size.Width)
	tools := min(l.tools.Content.MinSize().Width, size.Width-tabs)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(tabs, size.Height))
	objects[1].Move(fyne.NewPos(size.Width-tools, 0))
	objects[1].Resize(fyne.NewSize(tools, size.Height))
}

// titleLayout sets a button, a title that may shrink, words beside it, and a
// button at the right.
type titleLayout struct{}

func (titleLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := rowLayout{gap: 10}.MinSize(objects)
	size.Width = theme.Scaled(300)
	return size
}

func (titleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Scaled(10)
	back, title, header, add := objects[0], objects[1], objects[2], objects[3]
	at := func(o fyne.CanvasObject, x, w float32) {
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(max(w, 0), h))
		o.Move(fyne.NewPos(x, float32(int((size.Height-h)/2))))
	}
	right := size.Width - add.MinSize().Width
	at(add, right, add.MinSize().Width)
	at(back, 0, back.MinSize().Width)
	x := back.MinSize().Width + gap
	label := title.(*widgets.Label)
	label.MinWidth = -1
	wide := label.MinSize().Width
	label.MinWidth = 0
	room := right - gap - x
	head := min(header.MinSize().Width, room/2)
	w := min(wide, room-head-gap)
	at(title, x, w)
	at(header, x+w+gap, min(header.MinSize().Width, room-w-gap))
}
