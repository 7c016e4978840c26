package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A control is what everything that is clicked has in common: hover, focus,
// tooltip, disabled, Space and Enter.
type control struct {
	widget.BaseWidget

	self     fyne.Widget
	tapped   func()
	menu     func(*fyne.PointEvent)
	tip      string
	hovered  bool
	focused  bool
	disabled bool
}

func (c *control) extend(self fyne.Widget) {
	c.self = self
	c.ExtendBaseWidget(self)
}

// SetTip sets the words shown when the pointer rests on it.
func (c *control) SetTip(tip string) { c.tip = tip }

// SetMenu sets what happens on a secondary click; the position is absolute.
func (c *control) SetMenu(menu func(at *fyne.PointEvent)) { c.menu = menu }

// Tapped is called on a click.
func (c *control) Tapped(*fyne.PointEvent) { c.activate() }

// TappedSecondary is called on a secondary click.
func (c *control) TappedSecondary(ev *fyne.PointEvent) {
	if c.menu != nil && !c.disabled {
		c.menu(ev)
	}
}

func (c *control) activate() {
	hideTip(c.self)
	if c.tapped != nil && !c.disabled {
		c.tapped()
	}
}

// MouseIn is called when the pointer comes.
func (c *control) MouseIn(ev *desktop.MouseEvent) {
	c.hovered = true
	c.Refresh()
	showTip(c.self, c.tip, ev.AbsolutePosition)
}

// MouseMoved is called when the pointer moves over it.
func (c *control) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called when the pointer goes.
func (c *control) MouseOut() {
	c.hovered = false
	c.Refresh()
	hideTip(c.self)
}

// Cursor returns the pointer over it.
func (c *control) Cursor() desktop.Cursor {
	if c.disabled || c.tapped == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// FocusGained is called when the keys come to it.
func (c *control) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost is called when the keys go elsewhere.
func (c *control) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune passes letters on to the window.
func (c *control) TypedRune(r rune) {
	if r != ' ' {
		passRune(c.self, r)
	}
}

// TypedKey activates on Space and Enter and passes the rest on.
func (c *control) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.activate()
	default:
		passKey(c.self, ev)
	}
}

// Disable greys it out; it does nothing until [control.SetEnabled].
func (c *control) Disable() { c.disabled = true; c.Refresh() }

// SetEnabled enables or disables.
func (c *control) SetEnabled(on bool) {
	if c.disabled != on {
		return
	}
	c.disabled = !on
	c.Refresh()
}

// Disabled reports whether it is greyed out.
func (c *control) Disabled() bool { return c.disabled }

func canvasOf(w fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(w)
}

// passKey gives the window a key that the focused widget has no use for.
func passKey(w fyne.CanvasObject, ev *fyne.KeyEvent) {
	if c := canvasOf(w); c != nil {
		if f := c.OnTypedKey(); f != nil {
			f(ev)
		}
	}
}

// passRune does the same for a letter.
func passRune(w fyne.CanvasObject, r rune) {
	if c := canvasOf(w); c != nil {
		if f := c.OnTypedRune(); f != nil {
			f(r)
		}
	}
}

// passShortcut does the same for a shortcut.
func passShortcut(w fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := canvasOf(w).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// focus brings the keys to w.
func focus(w fyne.Focusable) {
	o, ok := w.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := canvasOf(o); c != nil && c.Focused() != w {
		c.Focus(w)
	}
}
