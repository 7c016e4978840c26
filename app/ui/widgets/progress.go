package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
)

// A ProgressLine is a thin bar that fills.
type ProgressLine struct {
	widget.BaseWidget
	part float32
	// Width is its least width at 100 % text.
	Width float32
}

// NewProgressLine returns an empty bar, 140 wide.
func NewProgressLine() *ProgressLine {
	p := &ProgressLine{Width: 140}
	p.ExtendBaseWidget(p)
	return p
}

// SetPart fills it to a part between 0 and 1.
func (p *ProgressLine) SetPart(part float32) {
	part = min(max(part, 0), 1)
	if part != p.part {
		p.part = part
		p.Refresh()
	}
}

// SetProgress fills it; a total of 0 is unknown and shows a short piece.
func (p *ProgressLine) SetProgress(done, total int) {
	const unknown = 0.08
	if total <= 0 {
		p.SetPart(unknown)
		return
	}
	p.SetPart(float32(float64(done) / float64(total)))
}

// CreateRenderer implements fyne.Widget.
func (p *ProgressLine) CreateRenderer() fyne.WidgetRenderer { return render(p) }

func (p *ProgressLine) min() fyne.Size { return fyne.NewSize(theme.Scaled(p.Width), 6) }

func (p *ProgressLine) draw(b *brush, size fyne.Size) {
	const h = 6
	y := float32(int((size.Height - h) / 2))
	b.rect(0, y, size.Width, h, paint(theme.ColorTrack), h/2)
	if p.part > 0 {
		b.rect(0, y, max(size.Width*p.part, h), h, paint(theme.ColorBarNow), h/2)
	}
}
