package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"

	"parallax/app/ui/theme"
)

const (
	rowInset   = 16 // of the words from the edge of the sidebar
	rowHeight  = 26
	rowMargin  = 8
	sidebarDot = 9
)

// SidebarData is what a row of the sidebar shows.
type SidebarData struct {
	Text     string
	Note     string // small and grey after the words
	Count    string // at the right
	Dot      color.Color
	Indent   int
	Selected bool
}

// A SidebarRow is one place to go to.
type SidebarRow struct {
	control
	data SidebarData
}

// NewSidebarRow returns a row.
func NewSidebarRow(data SidebarData, tapped func()) *SidebarRow {
	r := &SidebarRow{data: data}
	r.tapped = tapped
	r.extend(r)
	return r
}

// SetData changes what it shows.
func (r *SidebarRow) SetData(data SidebarData) {
	if r.data == data {
		return
	}
	r.data = data
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *SidebarRow) CreateRenderer() fyne.WidgetRenderer { return render(r) }

func (r *SidebarRow) min() fyne.Size {
	return fyne.NewSize(theme.Scaled(100), theme.Scaled(rowHeight))
}

func (r *SidebarRow) draw(b *brush, size fyne.Size) {
	d, ts := r.data, theme.Size("text")
	m := theme.Scaled(rowMargin)
	text, count, face := theme.ColorText, theme.ColorMuted, Sans
	switch {
	case d.Selected:
		b.rect(m, 0, size.Width-2*m, size.Height, paint(theme.ColorChosen), theme.Radius)
		face, count = SansBold, theme.ColorText
	case r.hovered:
		b.rect(m, 0, size.Width-2*m, size.Height, paint("hover"), theme.Radius)
	}
	if r.focused {
		b.frame(m, 0, size.Width-2*m, size.Height, paint(theme.ColorNone), paint(theme.ColorFocusRing), 2, theme.Radius)
	}
	x, mid := theme.Scaled(rowInset)+float32(d.Indent)*theme.Scaled(18), size.Height/2
	if d.Dot != nil {
		dot := theme.Scaled(sidebarDot)
		b.rect(x, ceil(mid-dot/2), dot, dot, d.Dot, dot/2)
		x += theme.Scaled(16)
	}
	right := size.Width - theme.Scaled(rowInset)
	if d.Count != "" {
		w := Sans.width(d.Count, ts)
		b.middle(right-w, mid, d.Count, Sans, ts, paint(count))
		right -= w + theme.Scaled(8)
	}
	s := ellipsis(d.Text, face, ts, right-x)
	b.middle(x, mid, s, face, ts, paint(text))
	if d.Note != "" {
		small := theme.Size(theme.SizeSmall)
		x += face.width(s, ts) + theme.Scaled(5)
		if Sans.width(d.Note, small) <= right-x { // a piece of it says nothing
			b.middle(x, mid+1, d.Note, Sans, small, paint(theme.ColorMuted))
		}
	}
}
