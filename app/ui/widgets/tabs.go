package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
)

// TabData is one tab: words, and a count in a badge where it is not "".
type TabData struct{ Text, Count string }

const (
	tabsHeight = 38
	tabPad     = 14
)

// Tabs is a row of tabs, one chosen, with a line under it. It shows no pages:
// OnChange says which is wanted.
type Tabs struct {
	widget.BaseWidget
	tabs     []TabData
	chosen   int
	hover    int
	focused  bool
	onChange func(int)
}

// NewTabs returns tabs with the first chosen.
func NewTabs(tabs []TabData, onChange func(int)) *Tabs {
	t := &Tabs{tabs: tabs, hover: -1, onChange: onChange}
	t.ExtendBaseWidget(t)
	return t
}

// SetTabs changes what the tabs show; the choice stays where it can.
func (t *Tabs) SetTabs(tabs []TabData) {
	t.tabs = tabs
	t.chosen = max(min(t.chosen, len(tabs)-1), 0)
	t.Refresh()
}

// Select chooses a tab without telling anyone.
func (t *Tabs) Select(i int) {
	if i != t.chosen && i >= 0 && i < len(t.tabs) {
		t.chosen = i
		t.Refresh()
	}
}

// Selected returns the tab that is chosen.
func (t *Tabs) Selected() int { return t.chosen }

func (t *Tabs) choose(i int) {
	if i < 0 || i >= len(t.tabs) || i == t.chosen {
		return
	}
	t.chosen = i
	t.Refresh()
	if t.onChange != nil {
		t.onChange(i)
	}
}

// each calls f with the place of each tab.
func (t *Tabs) each(f func(i int, x, w float32)) {
	ts, pad := theme.Size("text"), theme.Scaled(tabPad)
	var x float32
	for i, d := range t.tabs {
		w := ceil(SansBold.width(d.Text, ts)) + 2*pad
		if d.Count != "" {
			w += badgeWidth(d.Count) + theme.Scaled(6)
		}
		f(i, x, w)
		x += w + theme.Scaled(4)
	}
}

// CreateRenderer implements fyne.Widget.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer { return render(t) }

func (t *Tabs) min() fyne.Size {
	var right float32
	t.each(func(_ int, x, w float32) { right = x + w })
	return fyne.NewSize(right, theme.Scaled(tabsHeight))
}

func (t *Tabs) draw(b *brush, size fyne.Size) {
	ts, pad := theme.Size("text"), theme.Scaled(tabPad)
	t.each(func(i int, x, w float32) {
		d, face := t.tabs[i], Sans
		c := theme.ColorText
		if i == t.chosen {
			face = SansBold
			b.rect(x, size.Height-2, w, 2, paint(theme.ColorAccent), 0)
			if t.focused {
				b.frame(x+2, 4, w-4, size.Height-8, paint(theme.ColorNone), paint(theme.ColorFocusRing), 2, theme.Radius)
			}
		} else if i == t.hover {
			b.rect(x, size.Height-2, w, 2, paint(theme.ColorBorder), 0)
		}
		b.middle(x+pad, size.Height/2, d.Text, face, ts, paint(c))
		if d.Count != "" {
			bw := badgeWidth(d.Count)
			drawBadge(b, x+w-pad-bw, size.Height/2, d.Count, ToneTag)
		}
	})
}

func (t *Tabs) at(pos fyne.Position) int {
	found := -1
	t.each(func(i int, x, w float32) {
		if pos.X >= x && pos.X < x+w {
			found = i
		}
	})
	return found
}

// Tapped chooses the tab under the pointer.
func (t *Tabs) Tapped(ev *fyne.PointEvent) { t.choose(t.at(ev.Position)) }

// MouseIn follows the pointer.
func (t *Tabs) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved follows the pointer.
func (t *Tabs) MouseMoved(ev *desktop.MouseEvent) {
	if at := t.at(ev.Position); at != t.hover {
		t.hover = at
		t.Refresh()
	}
}

// MouseOut is called when the pointer goes.
func (t *Tabs) MouseOut() { t.hover = -1; t.Refresh() }

// Cursor returns the pointer over tabs.
func (t *Tabs) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained is called when the keys come to it.
func (t *Tabs) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost is called when the keys go elsewhere.
func (t *Tabs) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune passes letters on to the window.
func (t *Tabs) TypedRune(r rune) { passRune(t, r) }

// TypedKey goes to the tab left or right.
func (t *Tabs) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		t.choose(t.chosen - 1)
	case fyne.KeyRight:
		t.choose(t.chosen + 1)
	default:
		passKey(t, ev)
	}
}

// A Badge is a count in a pill.
type Badge struct {
	widget.BaseWidget
	text string
	tone Tone
}

// NewBadge returns a badge.
func NewBadge(text string, tone Tone) *Badge {
	b := &Badge{text: text, tone: tone}
	b.ExtendBaseWidget(b)
	return b
}

// SetText changes the words.
func (w *Badge) SetText(text string) { w.text = text; w.Refresh() }

// CreateRenderer implements fyne.Widget.
func (w *Badge) CreateRenderer() fyne.WidgetRenderer { return render(w) }

func (w *Badge) min() fyne.Size {
	return fyne.NewSize(badgeWidth(w.text), theme.Scaled(chipHeight))
}

func (w *Badge) draw(b *brush, size fyne.Size) { drawBadge(b, 0, size.Height/2, w.text, w.tone) }

func badgeWidth(text string) float32 {
	return ceil(SansMedium.width(text, theme.Size(theme.SizeSmall))) + 2*theme.Scaled(chipPad)
}

func drawBadge(b *brush, x, middle float32, text string, tone Tone) {
	back, fore := tone.colours()
	h := theme.Scaled(chipHeight)
	b.rect(x, middle-h/2, badgeWidth(text), h, paint(back), h/2)
	b.middle(x+theme.Scaled(chipPad), middle, text, SansMedium, theme.Size(theme.SizeSmall), paint(fore))
}

// A LegendItem is one sign of a legend.
type LegendItem struct {
	Text   string
	Ground fyne.ThemeColorName // behind the words
	Dashed bool                // underlined with dashes
	Bar    fyne.ThemeColorName // a bar before the words
}

// A Legend says what the colours of a comparison mean.
type Legend struct {
	widget.BaseWidget
	items []LegendItem
}

// NewLegend returns a legend in one line.
func NewLegend(items ...LegendItem) *Legend {
	l := &Legend{items: items}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *Legend) CreateRenderer() fyne.WidgetRenderer { return render(l) }

func (l *Legend) width(it LegendItem) float32 {
	return ceil(Sans.width(it.Text, theme.Size(theme.SizeSmall))) + 2*theme.Scaled(5)
}

func (l *Legend) min() fyne.Size {
	var w float32
	for _, it := range l.items {
		w += l.width(it) + theme.Scaled(5)
	}
	return fyne.NewSize(w, theme.Scaled(18))
}

func (l *Legend) draw(b *brush, size fyne.Size) {
	ts, h := theme.Size(theme.SizeSmall), theme.Scaled(16)
	var x float32
	y := float32(int((size.Height - h) / 2))
	for _, it := range l.items {
		w := l.width(it)
		if it.Ground != theme.ColorNone {
			b.rect(x, y, w, h, paint(it.Ground), 1)
		}
		if it.Bar != theme.ColorNone {
			b.rect(x, y, 4, h, paint(it.Bar), 1)
		}
		if it.Dashed {
			b.dashed(x, y+h-1, w, paint(theme.ColorUnderline))
		}
		b.middle(x+theme.Scaled(5)+barRoom(it), size.Height/2, it.Text, Sans, ts, paint(theme.ColorText))
		x += w + theme.Scaled(5)
	}
}

func barRoom(it LegendItem) float32 {
	if it.Bar == theme.ColorNone {
		return 0
	}
	return theme.Scaled(4)
}
