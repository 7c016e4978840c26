package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
)

// A MonthBar is one bar: how many, and the words shown over it.
type MonthBar struct {
	Count int
	Tip   string
}

const (
	monthHeight = 40
	monthWidest = 13
	monthGap    = 3
)

// MonthBars is a row of bars that can be clicked; one may be chosen.
type MonthBars struct {
	widget.BaseWidget
	bars     []MonthBar
	chosen   int
	hover    int
	focused  bool
	onChosen func(int)
}

// NewMonthBars returns bars of which none is chosen. onChosen is told the bar
// that was clicked, -1 when the chosen one was clicked again.
func NewMonthBars(onChosen func(int)) *MonthBars {
	m := &MonthBars{chosen: -1, hover: -1, onChosen: onChosen}
	m.ExtendBaseWidget(m)
	return m
}

// SetBars changes the bars; chosen is -1 for none.
func (m *MonthBars) SetBars(bars []MonthBar, chosen int) {
	m.bars, m.chosen, m.hover = bars, chosen, -1
	m.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (m *MonthBars) CreateRenderer() fyne.WidgetRenderer { return render(m) }

func (m *MonthBars) min() fyne.Size {
	return fyne.NewSize(theme.Scaled(60), theme.Scaled(monthHeight))
}

// grid returns the width of a bar and its distance to the next. Where there
// are more bars than room, several share a place.
func (m *MonthBars) grid(width float32) (bar, step float32) {
	n := float32(max(len(m.bars), 1))
	left := theme.Scaled(rowInset)
	step = min((width-2*left)/n, theme.Scaled(monthWidest+monthGap))
	gap := min(theme.Scaled(monthGap), step/4)
	return max(step-gap, 0.5), step
}

func (m *MonthBars) draw(b *brush, size fyne.Size) {
	most := 1
	for _, bar := range m.bars {
		most = max(most, bar.Count)
	}
	w, step := m.grid(size.Width)
	left := theme.Scaled(rowInset)
	const least = 2
	for i, bar := range m.bars {
		if bar.Count == 0 && i != m.hover {
			continue
		}
		h := max(float32(bar.Count)/float32(most)*size.Height, least)
		c := theme.ColorBar
		if i == m.chosen || i == m.hover {
			c = theme.ColorBarNow
		}
		b.rect(left+float32(i)*step, size.Height-h, w, h, paint(c), 0)
	}
	if m.focused {
		focusRing(b, size, 3)
	}
}

func (m *MonthBars) at(pos fyne.Position) int {
	_, step := m.grid(m.Size().Width)
	i := int((pos.X - theme.Scaled(rowInset)) / step)
	if pos.X < theme.Scaled(rowInset) || i >= len(m.bars) {
		return -1
	}
	return i
}

func (m *MonthBars) choose(i int) {
	if i < 0 || i >= len(m.bars) {
		return
	}
	if i == m.chosen {
		i = -1
	}
	m.chosen = i
	m.Refresh()
	if m.onChosen != nil {
		m.onChosen(i)
	}
}

// Tapped chooses the bar under the pointer.
func (m *MonthBars) Tapped(ev *fyne.PointEvent) { m.choose(m.at(ev.Position)) }

// MouseIn follows the pointer.
func (m *MonthBars) MouseIn(ev *desktop.MouseEvent) { m.MouseMoved(ev) }

// MouseMoved follows the pointer.
func (m *MonthBars) MouseMoved(ev *desktop.MouseEvent) {
	at := m.at(ev.Position)
	if at == m.hover {
		return
	}
	m.hover = at
	m.Refresh()
	if at >= 0 {
		showTip(m, m.bars[at].Tip, ev.AbsolutePosition)
	}
}

// MouseOut is called when the pointer goes.
func (m *MonthBars) MouseOut() {
	m.hover = -1
	hideTip(m)
	m.Refresh()
}

// Cursor returns the pointer over bars.
func (m *MonthBars) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained is called when the keys come to it.
func (m *MonthBars) FocusGained() { m.focused = true; m.Refresh() }

// FocusLost is called when the keys go elsewhere.
func (m *MonthBars) FocusLost() { m.focused = false; m.Refresh() }

// TypedRune passes letters on to the window.
func (m *MonthBars) TypedRune(r rune) { passRune(m, r) }

// TypedKey goes to the month before or after.
func (m *MonthBars) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		m.choose(m.chosen - 1)
	case fyne.KeyRight:
		m.choose(m.chosen + 1)
	default:
		passKey(m, ev)
	}
}
