package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// taps lies over things that are clicked as one.
type taps struct {
	widget.BaseWidget
	tapped func()
	hover  func(bool) // may be nil
}

func newTaps(tapped func(), hover func(bool)) *taps {
	t := &taps{tapped: tapped, hover: hover}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *taps) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// Tapped is called on a click.
func (t *taps) Tapped(*fyne.PointEvent) { t.tapped() }

// Cursor returns the pointer over it.
func (t *taps) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn is called when the pointer comes.
func (t *taps) MouseIn(*desktop.MouseEvent) { t.tell(true) }

// MouseMoved is part of a desktop.Hoverable.
func (t *taps) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called when the pointer goes.
func (t *taps) MouseOut() { t.tell(false) }

func (t *taps) tell(on bool) {
	if t.hover != nil {
		t.hover(on)
	}
}
