package widgets

import (
	"fyne.io/fyne/v2"

	"parallax/article"
)

// A Text is an article to read: it scrolls in the room it is given.
type Text struct {
	text
	// OnAttended is called when a person scrolls with the wheel or brings the
	// keys here.
	OnAttended func()
}

// NewText returns an empty text.
func NewText(st Style) *Text {
	t := &Text{}
	t.scrolls = true
	t.init(t, st)
	return t
}

func (t *Text) moved() { t.Refresh() }

// Scrolled follows the wheel.
func (t *Text) Scrolled(ev *fyne.ScrollEvent) {
	t.setOffset(t.offset - ev.Scrolled.DY)
	t.attended()
}

// FocusGained is called when the keys come to it.
func (t *Text) FocusGained() {
	t.text.FocusGained()
	t.attended()
}

func (t *Text) attended() {
	if t.OnAttended != nil {
		t.OnAttended()
	}
}

// Offset returns how far it is scrolled.
func (t *Text) Offset() float32 { return t.offset }

// ScrollTo scrolls as near to an offset as can be.
func (t *Text) ScrollTo(offset float32) { t.setOffset(offset) }

// ScrollToSpan brings words of Doc.Text into sight, a third from the top where
// they were not; a fold over them is opened.
func (t *Text) ScrollToSpan(s article.Span) {
	for i, f := range t.doc.Folds {
		if f.Overlaps(s) && !t.open[i] {
			t.setFold(i, true)
		}
	}
	for i, b := range t.blks {
		if b.origin == fromText && b.at+len(b.text) > s.Start {
			t.show(place{i, max(s.Start-b.at, 0)})
			return
		}
	}
}

// show brings a place into sight.
func (t *text) show(p place) {
	if p.block >= len(t.blks) || !t.scrolls {
		return
	}
	b := t.blks[p.block]
	view := t.Size().Height
	if view <= 0 || len(b.lines) == 0 {
		t.wanted = &p
		return
	}
	y := b.y + float32(b.lineOf(p.off))*b.lineY
	if y >= t.offset && y+b.lineY <= t.offset+view {
		return
	}
	t.setOffset(y - view/3)
}

// scrollKey scrolls by a key and returns false where the key is not for that.
func (t *text) scrollKey(k fyne.KeyName) bool {
	if !t.scrolls {
		return false
	}
	view := t.Size().Height
	line := t.style.Leading * t.pixels()
	page := max(view-2*line, line)
	switch k {
	case fyne.KeyUp:
		t.setOffset(t.offset - 2*line)
	case fyne.KeyDown:
		t.setOffset(t.offset + 2*line)
	case fyne.KeyPageUp:
		t.setOffset(t.offset - page)
	case fyne.KeyPageDown:
		t.setOffset(t.offset + page)
	case fyne.KeySpace:
		if t.shift {
			page = -page
		}
		t.setOffset(t.offset + page)
	case fyne.KeyHome:
		t.setOffset(0)
	case fyne.KeyEnd:
		t.setOffset(t.maxOffset())
	default:
		return false
	}
	return true
}
