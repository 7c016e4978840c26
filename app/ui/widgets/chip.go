package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"

	"parallax/app/ui/theme"
)

// A Tone is the pair of colours of a chip.
type Tone int

// The tones of chips: a tag, something that is just said, a warning, something
// good.
const (
	ToneTag Tone = iota
	ToneNeutral
	ToneWarn
	ToneGood
)

func (t Tone) colours() (back, text fyne.ThemeColorName) {
	switch t {
	case ToneNeutral:
		return theme.ColorNeutralBack, theme.ColorNeutralText
	case ToneWarn:
		return theme.ColorWarnBack, theme.ColorWarnText
	case ToneGood:
		return theme.ColorAgree, theme.ColorAgreeText
	}
	return theme.ColorTagBack, theme.ColorTagText
}

// ChipData is what a chip shows.
type ChipData struct {
	Text string
	Tone Tone
	Dot  color.Color // a dot before the words, nil for none
}

const (
	chipHeight = 17
	chipPad    = 8
	chipDot    = 7
	chipCross  = "×"
)

func (d ChipData) width(cross bool) float32 {
	ts := theme.Size(theme.SizeSmall)
	w := Sans.width(oneLine(d.Text), ts) + 2*theme.Scaled(chipPad)
	if d.Dot != nil {
		w += theme.Scaled(chipDot) + theme.Scaled(4)
	}
	if cross {
		w += Sans.width(chipCross, ts) + theme.Scaled(4)
	}
	return ceil(w)
}

func (d ChipData) draw(b *brush, x, y, w float32, cross, lit bool) {
	h := theme.Scaled(chipHeight)
	back, text := d.Tone.colours()
	box := b.rect(x, y, w, h, paint(back), h/2)
	if lit {
		box.StrokeColor, box.StrokeWidth = paint(theme.ColorUnderline), 1
	}
	ts, left := theme.Size(theme.SizeSmall), x+theme.Scaled(chipPad)
	if d.Dot != nil {
		dot := theme.Scaled(chipDot)
		b.rect(left, y+(h-dot)/2, dot, dot, d.Dot, dot/2)
		left += dot + theme.Scaled(4)
	}
	right := x + w - theme.Scaled(chipPad)
	if cross {
		cw := Sans.width(chipCross, ts)
		b.middle(right-cw, y+h/2, chipCross, Sans, ts, paint(text))
		right -= cw + theme.Scaled(4)
	}
	b.middle(left, y+h/2, ellipsis(d.Text, Sans, ts, right-left+1), Sans, ts, paint(text))
}

// A Chip is a small pill: a tag, a badge, a part of a search.
type Chip struct {
	control
	data     ChipData
	onClosed func()
}

// NewChip returns a chip; tapped may be nil.
func NewChip(data ChipData, tapped func()) *Chip {
	c := &Chip{data: data}
	c.tapped = tapped
	c.extend(c)
	return c
}

// NewClosableChip returns a chip with a cross; closed is called on a click on
// the cross, and on Delete and Backspace.
func NewClosableChip(data ChipData, tapped, closed func()) *Chip {
	c := NewChip(data, tapped)
	c.onClosed = closed
	return c
}

// SetData changes what it shows.
func (c *Chip) SetData(data ChipData) {
	c.data = data
	c.Refresh()
}

// Tapped is called on a click.
func (c *Chip) Tapped(ev *fyne.PointEvent) {
	cross := c.Size().Width - theme.Scaled(chipPad) - theme.Scaled(10)
	if c.onClosed != nil && (c.tapped == nil || ev.Position.X > cross) {
		hideTip(c)
		c.onClosed()
		return
	}
	c.activate()
}

// TypedKey closes on Delete and Backspace.
func (c *Chip) TypedKey(ev *fyne.KeyEvent) {
	if c.onClosed != nil && (ev.Name == fyne.KeyDelete || ev.Name == fyne.KeyBackspace) {
		c.onClosed()
		return
	}
	c.control.TypedKey(ev)
}

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer { return render(c) }

func (c *Chip) min() fyne.Size {
	const widest = 280
	w := min(c.data.width(c.onClosed != nil), theme.Scaled(widest))
	return fyne.NewSize(w, theme.Scaled(chipHeight))
}

func (c *Chip) draw(b *brush, size fyne.Size) {
	h := theme.Scaled(chipHeight)
	lit := c.focused || (c.hovered && (c.tapped != nil || c.onClosed != nil))
	c.data.draw(b, 0, (size.Height-h)/2, min(size.Width, c.data.width(c.onClosed != nil)), c.onClosed != nil, lit)
}
