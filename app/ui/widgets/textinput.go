package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// How near in time and place clicks have to be to count as one.
const (
	clickTime = 400 * time.Millisecond
	clickRoom = 4
)

// MouseDown begins a selection, selects a word or paragraph, or catches the
// bar.
func (t *text) MouseDown(ev *desktop.MouseEvent) {
	focus(t.self)
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	t.dragged = false
	if t.onBar(ev.Position) {
		t.clicks = 0
		t.selecting = false
		t.barTo(ev.Position.Y)
		return
	}
	now := t.now()
	near := abs(ev.Position.X-t.clickedPos.X) <= clickRoom && abs(ev.Position.Y-t.clickedPos.Y) <= clickRoom
	if now.Sub(t.clickedAt) <= clickTime && near {
		t.clicks++
	} else {
		t.clicks = 1
	}
	t.clickedAt, t.clickedPos = now, ev.Position
	t.selecting = true
	had := t.anchor != t.caret
	p := t.placeAt(ev.Position)
	switch {
	case ev.Modifier&fyne.KeyModifierShift != 0:
		t.caret = p
	case t.clicks == 2:
		at, _ := t.over(ev.Position)
		t.selectWord(at)
	case t.clicks >= 3:
		t.selectBlock(p)
	default:
		t.anchor, t.caret = p, p
		if !had {
			return
		}
	}
	t.told()
}

// MouseUp ends what MouseDown began.
func (t *text) MouseUp(*desktop.MouseEvent) { t.selecting = false }

// Dragged extends the selection or moves the bar.
func (t *text) Dragged(ev *fyne.DragEvent) {
	if !t.selecting {
		if t.scrolls {
			t.barTo(ev.Position.Y)
		}
		return
	}
	t.dragged = true
	if t.scrolls { // at the edges the text comes along
		if ev.Position.Y < 0 {
			t.setOffset(t.offset + ev.Position.Y)
		} else if over := ev.Position.Y - t.Size().Height; over > 0 {
			t.setOffset(t.offset + over)
		}
	}
	if p := t.placeAt(ev.Position); p != t.caret {
		t.caret = p
		t.told()
	}
}

// DragEnd ends a drag.
func (t *text) DragEnd() { t.selecting = false }

func (t *text) onBar(pos fyne.Position) bool {
	_, _, ok := t.thumb()
	return t.scrolls && ok && pos.X >= t.Size().Width-barWidth
}

// barTo brings the middle of the thumb to y.
func (t *text) barTo(y float32) {
	if _, h, ok := t.thumb(); ok {
		t.setOffset((y - h/2) / max(t.Size().Height-h, 1) * t.maxOffset())
	}
}

// Tapped opens a fold or follows a mark.
func (t *text) Tapped(ev *fyne.PointEvent) {
	if t.dragged || t.clicks > 1 || t.onBar(ev.Position) {
		return
	}
	if p, over := t.over(ev.Position); over {
		if b := t.blks[p.block]; b.fold >= 0 {
			t.toggleFold(b.fold)
			return
		}
		if m, ok := t.markAt(p); ok && m.ID != "" && t.OnTappedMark != nil {
			t.OnTappedMark(m.ID)
			return
		}
	}
	if t.OnTapped != nil {
		t.OnTapped()
	}
}

func (t *text) toggleFold(i int) {
	open := !t.open[i]
	t.setFold(i, open)
	if t.OnFold != nil {
		t.OnFold(t.doc.Folds[i].ID, open)
	}
}

// TappedSecondary opens the menu.
func (t *text) TappedSecondary(ev *fyne.PointEvent) {
	if t.OnMenu == nil {
		return
	}
	id := ""
	if p, over := t.over(ev.Position); over {
		if m, ok := t.markAt(p); ok {
			id = m.ID
		}
	}
	t.OnMenu(ev, id)
}

// MouseIn follows the pointer.
func (t *text) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved shows what can be clicked.
func (t *text) MouseMoved(ev *desktop.MouseEvent) {
	fold, id, tip := -1, "", ""
	if p, over := t.over(ev.Position); over && !t.onBar(ev.Position) {
		fold = t.blks[p.block].fold
		if m, ok := t.markAt(p); ok {
			id, tip = m.ID+"\x00"+m.Tip, m.Tip
		}
	}
	if id != t.hoverMark {
		t.hoverMark = id
		hideTip(t.self)
		showTip(t.self, tip, ev.AbsolutePosition)
	}
	if fold != t.hoverFold {
		t.hoverFold = fold
		t.Refresh()
	}
}

// MouseOut is called when the pointer goes.
func (t *text) MouseOut() {
	hideTip(t.self)
	t.hoverMark = ""
	if t.hoverFold >= 0 {
		t.hoverFold = -1
		t.Refresh()
	}
}

// Cursor returns the pointer over the text.
func (t *text) Cursor() desktop.Cursor {
	switch {
	case t.hoverFold >= 0:
		return desktop.PointerCursor
	case len(t.hoverMark) > 1 && t.hoverMark[0] != 0 && t.OnTappedMark != nil:
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}

// FocusGained is called when the keys come to it.
func (t *text) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost is called when the keys go elsewhere.
func (t *text) FocusLost() { t.focused, t.shift = false, false; t.Refresh() }

// KeyDown notes that Shift is held.
func (t *text) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		t.shift = true
	}
}

// KeyUp notes that Shift is let go.
func (t *text) KeyUp(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		t.shift = false
	}
}

// TypedRune passes letters on to the window.
func (t *text) TypedRune(r rune) {
	if r != ' ' {
		passRune(t.self, r)
	}
}

// TypedKey scrolls, or selects while Shift is held.
func (t *text) TypedKey(ev *fyne.KeyEvent) {
	if t.shift && t.extend(ev.Name, false) {
		return
	}
	if ev.Name == fyne.KeyEscape && t.anchor != t.caret {
		t.ClearSelection()
		return
	}
	if !t.scrollKey(ev.Name) {
		passKey(t.self, ev)
	}
}

// TypedShortcut copies and selects; the rest is passed on.
func (t *text) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		t.Copy()
	case *fyne.ShortcutSelectAll:
		t.SelectAll()
	case *desktop.CustomShortcut:
		const both = fyne.KeyModifierShift | fyne.KeyModifierShortcutDefault
		if s.Modifier == both && t.extend(s.KeyName, true) {
			return
		}
		passShortcut(t.self, s)
	default:
		passShortcut(t.self, s)
	}
}

func abs(v float32) float32 {
	if v < 0 {
		return -v
	}
	return v
}
