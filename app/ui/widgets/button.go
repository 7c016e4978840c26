package widgets

import (
	"fyne.io/fyne/v2"

	"parallax/app/ui/theme"
)

const (
	buttonHeight = 28
	buttonPad    = 12
	iconSide     = 18
)

// A Button is a flat button: a line around words.
type Button struct {
	control
	text    string
	icon    fyne.ThemeIconName // instead of words
	primary bool
	plain   bool
}

// NewFlatButton returns a button in the colour of its ground.
func NewFlatButton(text string, tapped func()) *Button {
	b := &Button{text: text}
	b.tapped = tapped
	b.extend(b)
	return b
}

// NewPrimaryButton returns the button for what one most likely wants.
func NewPrimaryButton(text string, tapped func()) *Button {
	b := &Button{text: text, primary: true}
	b.tapped = tapped
	b.extend(b)
	return b
}

// NewSignButton returns a button of one sign without a line around it, for
// closing and for the ends of rows.
func NewSignButton(sign string, tapped func()) *Button {
	b := &Button{text: sign, plain: true}
	b.tapped = tapped
	b.extend(b)
	return b
}

// NewIconButton returns a button with an icon of Fyne's in place of words.
func NewIconButton(icon fyne.ThemeIconName, tapped func()) *Button {
	b := &Button{icon: icon}
	b.tapped = tapped
	b.extend(b)
	return b
}

// SetText changes the words.
func (w *Button) SetText(text string) {
	if w.text == text {
		return
	}
	w.text = text
	w.Refresh()
}

// Text returns the words.
func (w *Button) Text() string { return w.text }

// CreateRenderer implements fyne.Widget.
func (w *Button) CreateRenderer() fyne.WidgetRenderer { return render(w) }

func (w *Button) min() fyne.Size {
	pad := theme.Scaled(buttonPad)
	if w.plain {
		pad = theme.Scaled(7)
	}
	width := Sans.width(w.text, w.textSize()) + 2*pad
	if w.icon != "" {
		width = theme.Scaled(iconSide) + 2*pad
	}
	h := theme.Scaled(buttonHeight)
	return fyne.NewSize(max(ceil(width), h), h)
}

func (w *Button) textSize() float32 { return theme.Size("text") }

func (w *Button) draw(b *brush, size fyne.Size) {
	fill, line, text := theme.ColorButton, theme.ColorBorder, theme.ColorText
	switch {
	case w.disabled:
		fill, line, text = "disabledButton", theme.ColorLine, theme.ColorDisabled
	case w.primary && w.hovered:
		fill, line, text = theme.ColorAccentHover, theme.ColorAccentHover, theme.ColorOnAccent
	case w.primary:
		fill, line, text = theme.ColorPrimary, theme.ColorPrimary, theme.ColorOnAccent
	case w.plain && !w.hovered:
		fill, line, text = theme.ColorNone, theme.ColorNone, theme.ColorMuted
	case w.plain:
		line = theme.ColorNone
		fill = theme.ColorButtonHover
	case w.hovered:
		fill = theme.ColorButtonHover
	}
	b.frame(0, 0, size.Width, size.Height, paint(fill), paint(line), 1, theme.Radius)
	if w.focused && !w.disabled {
		focusRing(b, size, theme.Radius)
	}
	if w.icon != "" {
		side := theme.Scaled(iconSide)
		b.icon(float32(int((size.Width-side)/2)), float32(int((size.Height-side)/2)), side, w.icon, text)
		return
	}
	ts := w.textSize()
	s := ellipsis(w.text, Sans, ts, size.Width-theme.Scaled(8))
	b.middle((size.Width-Sans.width(s, ts))/2, size.Height/2, s, Sans, ts, paint(text))
}

// focusRing shows where the keys are.
func focusRing(b *brush, size fyne.Size, radius float32) {
	b.frame(0, 0, size.Width, size.Height, paint(theme.ColorNone), paint(theme.ColorFocusRing), 2, radius)
}

func ceil(v float32) float32 {
	i := float32(int(v))
	if i < v {
		i++
	}
	return i
}

// A Pill is a button that is on or off: words and a count in bold.
type Pill struct {
	control
	text, count string
	on          bool
}

// NewPill returns a pill that is off; tapped is told the new state.
func NewPill(text, count string, tapped func(on bool)) *Pill {
	p := &Pill{text: text, count: count}
	p.tapped = func() {
		p.on = !p.on
		p.Refresh()
		if tapped != nil {
			tapped(p.on)
		}
	}
	p.extend(p)
	return p
}

// SetOn switches it without telling anyone.
func (p *Pill) SetOn(on bool) {
	if p.on != on {
		p.on = on
		p.Refresh()
	}
}

// On reports whether it is on.
func (p *Pill) On() bool { return p.on }

// SetText changes words and count.
func (p *Pill) SetText(text, count string) {
	p.text, p.count = text, count
	p.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (p *Pill) CreateRenderer() fyne.WidgetRenderer { return render(p) }

func (p *Pill) min() fyne.Size {
	ts := theme.Size("text")
	w := Sans.width(p.text, ts) + 2*theme.Scaled(buttonPad)
	if p.count != "" {
		w += SansBold.width(p.count, ts) + theme.Scaled(5)
	}
	return fyne.NewSize(ceil(w), theme.Scaled(buttonHeight))
}

func (p *Pill) draw(b *brush, size fyne.Size) {
	fill, line, text := theme.ColorButton, theme.ColorBorder, theme.ColorText
	switch {
	case p.disabled:
		fill, text = "disabledButton", theme.ColorDisabled
	case p.on:
		fill, line, text = theme.ColorTagBack, theme.ColorAccent, theme.ColorTagText
	case p.hovered:
		fill = theme.ColorButtonHover
	}
	b.frame(0, 0, size.Width, size.Height, paint(fill), paint(line), 1, theme.Radius)
	if p.focused {
		focusRing(b, size, theme.Radius)
	}
	ts, x := theme.Size("text"), theme.Scaled(buttonPad)
	b.middle(x, size.Height/2, p.text, Sans, ts, paint(text))
	x += Sans.width(p.text, ts) + theme.Scaled(5)
	b.middle(x, size.Height/2, p.count, SansBold, ts, paint(text))
}
