package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// EditOrPass gives an entry the shortcuts that edit words and the window the
// rest; an entry of Fyne's swallows them all. w is the widget that e is part of.
func EditOrPass(w fyne.CanvasObject, e *widget.Entry, s fyne.Shortcut) {
	if !edit(e, s) {
		passShortcut(w, s)
	}
}

// edit reports whether an entry has a use for a shortcut, and does it then.
// Undo and Select all are of use where there is something to undo or to select.
func edit(e *widget.Entry, s fyne.Shortcut) bool {
	before := e.Text
	switch s := s.(type) {
	case *fyne.ShortcutSelectAll:
		if before == "" {
			return false
		}
	case *fyne.ShortcutUndo:
		e.TypedShortcut(s)
		return e.Text != before
	case *desktop.CustomShortcut:
		if k := s.KeyName; k != fyne.KeyLeft && k != fyne.KeyRight && k != fyne.KeyBackspace && k != fyne.KeyDelete {
			return false
		}
	}
	e.TypedShortcut(s)
	return true
}
