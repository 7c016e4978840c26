package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
)

const (
	cardWidth  = 270
	cardHeight = 178
	cardPad    = 24
)

// CardData is what a card shows.
type CardData struct {
	Sign, Title, Text string
	Primary           bool
}

// A Card is one of a few large choices.
type Card struct {
	control
	data CardData
}

// NewCard returns a card.
func NewCard(data CardData, tapped func()) *Card {
	c := &Card{data: data}
	c.tapped = tapped
	c.extend(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer { return render(c) }

func (c *Card) min() fyne.Size {
	return fyne.NewSize(theme.Scaled(cardWidth), theme.Scaled(cardHeight))
}

func (c *Card) draw(b *brush, size fyne.Size) {
	fill, line, width := theme.ColorList, theme.ColorBorder, float32(1)
	if c.data.Primary {
		fill, line, width = theme.ColorPassage, theme.ColorAccent, 2
	}
	if c.hovered {
		fill, line = theme.ColorPassage, theme.ColorAccent
	}
	b.frame(0, 0, size.Width, size.Height, paint(fill), paint(line), width, 10)
	if c.focused {
		b.frame(4, 4, size.Width-8, size.Height-8, paint(theme.ColorNone), paint(theme.ColorFocusRing), 2, 7)
	}
	pad := theme.Scaled(cardPad)
	b.middle(pad, theme.Scaled(38), c.data.Sign, Sans, theme.Scaled(20), paint(theme.ColorText))
	y, ts := theme.Scaled(65), theme.Scaled(15)
	b.middle(pad, y, ellipsis(c.data.Title, SansBold, ts, size.Width-2*pad), SansBold, ts, paint(theme.ColorText))
	y += theme.Scaled(17)
	body := theme.Size("text")
	lh := theme.Scaled(18)
	for _, l := range wrap(c.data.Text, Sans, body, size.Width-2*pad, int((size.Height-y-theme.Scaled(8))/lh)) {
		b.middle(pad, y+lh/2, l, Sans, body, paint(theme.ColorMuted))
		y += lh
	}
}

// A CountTile is a number of a report with what it counts.
type CountTile struct {
	widget.BaseWidget
	name, count string
	ground      fyne.ThemeColorName
}

// NewCountTile returns a tile on a ground.
func NewCountTile(name, count string, ground fyne.ThemeColorName) *CountTile {
	t := &CountTile{name: name, count: count, ground: ground}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *CountTile) CreateRenderer() fyne.WidgetRenderer { return render(t) }

func (t *CountTile) min() fyne.Size {
	pad := 2 * theme.Scaled(16)
	w := max(Sans.width(t.name, theme.Size(theme.SizeSmall)), SansBold.width(t.count, theme.Size("headingText")))
	return fyne.NewSize(ceil(w+pad), theme.Scaled(70))
}

func (t *CountTile) draw(b *brush, size fyne.Size) {
	b.rect(0, 0, size.Width, size.Height, paint(t.ground), 8)
	x, small, big := theme.Scaled(16), theme.Size(theme.SizeSmall), theme.Size("headingText")
	b.middle(x, theme.Scaled(20), ellipsis(t.name, Sans, small, size.Width-x), Sans, small, paint(theme.ColorMuted))
	b.middle(x, theme.Scaled(44), ellipsis(t.count, SansBold, big, size.Width-x), SansBold, big, paint(theme.ColorText))
}
