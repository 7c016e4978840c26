package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Scrolled follows the wheel.
func (l *RowList) Scrolled(ev *fyne.ScrollEvent) { l.setOffset(l.offset - float64(ev.Scrolled.DY)) }

// rowAt returns the row under a height of the widget, -1 for none.
func (l *RowList) rowAt(y float32) int {
	row := int((float64(y) + l.offset) / float64(l.rowStep()))
	if y < 0 || row < 0 || row >= l.length {
		return -1
	}
	return row
}

// MouseDown notes the keys held, and catches the bar.
func (l *RowList) MouseDown(ev *desktop.MouseEvent) {
	focus(l)
	l.mods = ev.Modifier
	if _, _, ok := l.thumb(); ok && ev.Position.X >= l.Size().Width-barWidth && ev.Button == desktop.MouseButtonPrimary {
		l.barDrag = true
		l.barTo(ev.Position.Y)
	}
}

// MouseUp ends what MouseDown began.
func (l *RowList) MouseUp(*desktop.MouseEvent) {}

// Dragged moves the bar.
func (l *RowList) Dragged(ev *fyne.DragEvent) {
	if l.barDrag {
		l.barTo(ev.Position.Y)
	}
}

// DragEnd ends a drag.
func (l *RowList) DragEnd() { l.barDrag = false }

func (l *RowList) barTo(y float32) {
	if _, h, ok := l.thumb(); ok {
		l.setOffset(float64(y-h/2) / float64(max(l.Size().Height-h, 1)) * l.maxOffset())
	}
}

// Tapped selects: with Shift up to the row, with Control the row too.
func (l *RowList) Tapped(ev *fyne.PointEvent) {
	if l.barDrag {
		l.barDrag = false
		return
	}
	row := l.rowAt(ev.Position.Y)
	if row < 0 {
		return
	}
	now := l.now()
	double := row == l.clickRow && now.Sub(l.clickedAt) <= clickTime
	l.clickRow, l.clickedAt = row, now
	switch {
	case l.mods&fyne.KeyModifierShift != 0:
		l.goTo(row, true)
	case l.mods&fyne.KeyModifierShortcutDefault != 0:
		l.current, l.anchor = row, row
		l.selected.toggle(row)
		l.told()
	case double:
		l.open()
	default:
		l.goTo(row, false)
	}
}

func (l *RowList) open() {
	if l.current >= 0 && l.OnOpen != nil {
		l.OnOpen(l.current)
	}
}

// TappedSecondary selects the row if it is not and opens the menu.
func (l *RowList) TappedSecondary(ev *fyne.PointEvent) {
	row := l.rowAt(ev.Position.Y)
	if row < 0 {
		return
	}
	if !l.selected.has(row) {
		l.goTo(row, false)
	}
	if l.OnMenu != nil {
		l.OnMenu(row, ev)
	}
}

// MouseIn follows the pointer.
func (l *RowList) MouseIn(ev *desktop.MouseEvent) { l.MouseMoved(ev) }

// MouseMoved shows the row under the pointer.
func (l *RowList) MouseMoved(ev *desktop.MouseEvent) {
	l.hoverRow(l.rowAt(ev.Position.Y))
}

// MouseOut is called when the pointer goes.
func (l *RowList) MouseOut() {
	l.hoverRow(-1)
}

func (l *RowList) hoverRow(row int) {
	if row == l.hover {
		return
	}
	was := l.hover
	l.hover = row
	l.RefreshRow(was)
	l.RefreshRow(row)
}

// FocusGained is called when the keys come to it.
func (l *RowList) FocusGained() {
	l.focused = true
	l.RefreshRow(l.current)
}

// FocusLost is called when the keys go elsewhere.
func (l *RowList) FocusLost() {
	l.focused, l.shift = false, false
	l.RefreshRow(l.current)
}

// KeyDown notes that Shift is held.
func (l *RowList) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		l.shift = true
	}
}

// KeyUp notes that Shift is let go.
func (l *RowList) KeyUp(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		l.shift = false
	}
}

// TypedRune passes letters on to the window.
func (l *RowList) TypedRune(r rune) {
	if r != ' ' {
		passRune(l, r)
	}
}

// TypedKey goes through the rows.
func (l *RowList) TypedKey(ev *fyne.KeyEvent) {
	page := max(int(l.Size().Height/l.rowStep())-1, 1)
	switch ev.Name {
	case fyne.KeyUp:
		l.goTo(l.current-1, l.shift)
	case fyne.KeyDown:
		l.goTo(l.current+1, l.shift)
	case fyne.KeyPageUp:
		l.goTo(l.current-page, l.shift)
	case fyne.KeyPageDown:
		l.goTo(l.current+page, l.shift)
	case fyne.KeyHome:
		l.goTo(0, l.shift)
	case fyne.KeyEnd:
		l.goTo(l.length-1, l.shift)
	case fyne.KeySpace:
		if l.current >= 0 {
			l.selected.toggle(l.current)
			l.told()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		l.open()
	default:
		passKey(l, ev)
	}
}

// TypedShortcut selects all; the rest is passed on.
func (l *RowList) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutSelectAll); ok {
		l.SelectAll()
		return
	}
	passShortcut(l, s)
}
