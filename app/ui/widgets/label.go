package widgets

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
)

// A Look is how a short text is set. Zero fields mean: Sans, the text colour,
// the size of the interface.
type Look struct {
	Face   Face
	Colour fyne.ThemeColorName
	Size   fyne.ThemeSizeName
	Align  fyne.TextAlign
}

func (l Look) size() float32 {
	if l.Size == "" {
		return theme.Size("text")
	}
	return theme.Size(l.Size)
}

func (l Look) colour() fyne.ThemeColorName {
	if l.Colour == "" {
		return theme.ColorText
	}
	return l.Colour
}

// A Label is one line of text that ends in an ellipsis where it does not fit.
type Label struct {
	widget.BaseWidget
	text string
	look Look
	// MinWidth is the least width it asks for; negative asks for all of the
	// text. Zero lets it shrink to nothing.
	MinWidth float32
}

// NewLabel returns a label as wide as its text.
func NewLabel(text string, look Look) *Label {
	l := &Label{text: text, look: look, MinWidth: -1}
	l.ExtendBaseWidget(l)
	return l
}

// NewShrinkingLabel returns a label that takes what width it is given.
func NewShrinkingLabel(text string, look Look) *Label {
	l := NewLabel(text, look)
	l.MinWidth = 0
	return l
}

// SetText changes the words.
func (l *Label) SetText(text string) {
	if l.text != text {
		l.text = text
		l.Refresh()
	}
}

// Text returns the words.
func (l *Label) Text() string { return l.text }

// SetLook changes how it is set.
func (l *Label) SetLook(look Look) {
	if l.look != look {
		l.look = look
		l.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (l *Label) CreateRenderer() fyne.WidgetRenderer { return render(l) }

func (l *Label) min() fyne.Size {
	size := l.look.size()
	w := l.MinWidth
	if w < 0 {
		w = ceil(l.look.Face.width(oneLine(l.text), size))
	}
	return fyne.NewSize(w, ceil(l.look.Face.lineHeight(size))+2)
}

func (l *Label) draw(b *brush, size fyne.Size) {
	ts := l.look.size()
	s := ellipsis(l.text, l.look.Face, ts, size.Width+1)
	b.middle(aligned(l.look.Align, size.Width, l.look.Face.width(s, ts)), size.Height/2, s, l.look.Face, ts, paint(l.look.colour()))
}

func aligned(a fyne.TextAlign, room, width float32) float32 {
	switch a {
	case fyne.TextAlignCenter:
		return max((room-width)/2, 0)
	case fyne.TextAlignTrailing:
		return max(room-width, 0)
	}
	return 0
}

// An Icon is one of Fyne's icons in a colour of the theme, as high as a line.
type Icon struct {
	widget.BaseWidget
	name   fyne.ThemeIconName
	colour fyne.ThemeColorName
}

// NewIcon returns an icon.
func NewIcon(name fyne.ThemeIconName, colour fyne.ThemeColorName) *Icon {
	i := &Icon{name: name, colour: colour}
	i.ExtendBaseWidget(i)
	return i
}

// CreateRenderer implements fyne.Widget.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer { return render(i) }

func (i *Icon) min() fyne.Size { return fyne.NewSquareSize(theme.Scaled(iconSide)) }

func (i *Icon) draw(b *brush, size fyne.Size) {
	side := theme.Scaled(iconSide)
	b.icon(float32(int((size.Width-side)/2)), float32(int((size.Height-side)/2)), side, i.name, i.colour)
}

// A SectionHeader stands over a group: small capitals in grey.
type SectionHeader struct {
	widget.BaseWidget
	text string
}

// NewSectionHeader returns a header; it shows the words in capitals.
func NewSectionHeader(text string) *SectionHeader {
	h := &SectionHeader{text: text}
	h.ExtendBaseWidget(h)
	return h
}

// SetText changes the words.
func (h *SectionHeader) SetText(text string) {
	h.text = text
	h.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (h *SectionHeader) CreateRenderer() fyne.WidgetRenderer { return render(h) }

func (h *SectionHeader) min() fyne.Size {
	return fyne.NewSize(theme.Scaled(2*rowInset), theme.Scaled(31))
}

func (h *SectionHeader) draw(b *brush, size fyne.Size) {
	ts := theme.Size(theme.SizeHeader)
	x := theme.Scaled(rowInset)
	spaced(b, x, size.Height-theme.Scaled(11), strings.ToUpper(h.text), SansBold, ts, 0.06, size.Width-x, theme.ColorFaint)
}

// spaced draws s with its letters apart, as far as it fits.
func spaced(b *brush, x, middle float32, s string, f Face, size, apart, width float32, c fyne.ThemeColorName) {
	for _, r := range s {
		if unicode.In(r, unicode.Mn) || joins(r) { // letters that belong together stay together
			b.middle(x, middle, ellipsis(s, f, size, width), f, size, paint(c))
			return
		}
	}
	end := x + width
	for _, r := range s {
		w := f.width(string(r), size)
		if x+w > end {
			return
		}
		if r != ' ' {
			b.middle(x, middle, string(r), f, size, paint(c))
		}
		x += w + size*apart
	}
}

// A LinkText is words that one can click, underlined.
type LinkText struct {
	control
	text string
	look Look
}

// NewLinkText returns a link in the accent colour where look has no colour.
func NewLinkText(text string, look Look, tapped func()) *LinkText {
	l := &LinkText{text: text, look: look}
	if l.look.Colour == "" {
		l.look.Colour = theme.ColorAccent
	}
	l.tapped = tapped
	l.extend(l)
	return l
}

// SetText changes the words.
func (l *LinkText) SetText(text string) {
	l.text = text
	l.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (l *LinkText) CreateRenderer() fyne.WidgetRenderer { return render(l) }

func (l *LinkText) min() fyne.Size {
	size := l.look.size()
	return fyne.NewSize(ceil(l.look.Face.width(oneLine(l.text), size)), ceil(l.look.Face.lineHeight(size))+2)
}

func (l *LinkText) draw(b *brush, size fyne.Size) {
	ts := l.look.size()
	s := ellipsis(l.text, l.look.Face, ts, size.Width+1)
	c := l.look.Colour
	if l.hovered {
		c = theme.ColorAccent
	}
	if l.focused {
		focusRing(b, size, 3)
	}
	b.middle(0, size.Height/2, s, l.look.Face, ts, paint(c))
	b.rect(0, ceil(size.Height/2+ts*0.48), l.look.Face.width(s, ts), 1, paint(c), 0)
}

// A Told is words that a tip is shown over.
type Told struct {
	Label
	tip string
}

// NewTold returns a label with a tip, "" for none.
func NewTold(text string, look Look, tip string) *Told {
	t := &Told{tip: tip}
	t.text, t.look, t.MinWidth = text, look, -1
	t.ExtendBaseWidget(t)
	return t
}

// MouseIn shows the tip.
func (t *Told) MouseIn(ev *desktop.MouseEvent) { showTip(t, t.tip, ev.AbsolutePosition) }

// MouseMoved does nothing: the tip stays where it is.
func (t *Told) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides the tip.
func (t *Told) MouseOut() { hideTip(t) }
