package widgets

import (
	"fyne.io/fyne/v2"

	"parallax/app/ui/theme"
)

// A Cell is one row of a [RowList] as it is drawn.
type Cell struct {
	Width, Height float32
	Selected      bool
	Current       bool // the row that the keys are at
	Focused       bool // the list has the keys
	Hovered       bool

	b *brush
}

// Rect fills a rectangle.
func (c *Cell) Rect(x, y, w, h float32, colour fyne.ThemeColorName, radius float32) {
	c.b.rect(x, y, w, h, paint(colour), radius)
}

// Text draws one line with the middle of its small letters at a height,
// shortened to a width, and returns how wide it is.
func (c *Cell) Text(x, middle, width float32, s string, look Look) float32 {
	size := look.size()
	s = ellipsis(s, look.Face, size, width)
	w := look.Face.width(s, size)
	c.b.middle(x+aligned(look.Align, width, w), middle, s, look.Face, size, paint(look.colour()))
	return w
}

// Chip draws a chip and returns how wide it is; 0 where it does not fit into
// the width.
func (c *Cell) Chip(x, y, width float32, data ChipData) float32 {
	w := data.width(false)
	if w > width {
		return 0
	}
	data.draw(c.b, x, y, w, false, false)
	return w
}

// Ground draws what is behind a row: selected, hovered, where the keys are,
// and the line under it.
func (c *Cell) Ground() {
	switch {
	case c.Selected:
		c.b.rect(0, 0, c.Width, c.Height, paint(theme.ColorSelected), 0)
		c.b.rect(0, 0, 3, c.Height, paint(theme.ColorRowMark), 0)
	case c.Hovered:
		c.b.rect(0, 0, c.Width, c.Height, paint(theme.ColorRowHover), 0)
	}
	c.b.rect(0, c.Height-1, c.Width, 1, paint(theme.ColorLine), 0)
	if c.Current && c.Focused {
		c.b.frame(3, 1, c.Width-4, c.Height-3, paint(theme.ColorNone), paint(theme.ColorFocusRing), 1, 3)
	}
}
