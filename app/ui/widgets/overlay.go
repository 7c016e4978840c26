package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
)

// tipDelay is how long the pointer rests before a tooltip comes.
const tipDelay = 600 * time.Millisecond

// An Overlay lies over the content of a window and shows tooltips. Put it on
// top of everything: container.NewStack(content, overlay).
type Overlay struct {
	widget.BaseWidget

	tip  string
	at   fyne.Position
	wait *fyne.Animation
	over fyne.CanvasObject
}

// overlays are the overlays that exist; a window has one.
var overlays []*Overlay

// NewOverlay returns an overlay without a tooltip.
func NewOverlay() *Overlay {
	o := &Overlay{}
	o.ExtendBaseWidget(o)
	overlays = append(overlays, o)
	return o
}

// Close forgets the overlay; call it when its window closes.
func (o *Overlay) Close() {
	for i, other := range overlays {
		if other == o {
			overlays = append(overlays[:i], overlays[i+1:]...)
			return
		}
	}
}

// Tip returns the tooltip that is shown, "" for none.
func (o *Overlay) Tip() string { return o.tip }

// CreateRenderer implements fyne.Widget.
func (o *Overlay) CreateRenderer() fyne.WidgetRenderer { return render(o) }

func (o *Overlay) min() fyne.Size { return fyne.NewSize(0, 0) }

func (o *Overlay) draw(b *brush, size fyne.Size) {
	if o.tip == "" {
		return
	}
	text := theme.Size(theme.SizeSmall)
	lines := strings.Split(o.tip, "\n")
	var w float32
	for _, l := range lines {
		w = max(w, Sans.width(l, text))
	}
	lh := Sans.lineHeight(text) + 2
	w, h := w+16, lh*float32(len(lines))+10
	x := min(max(o.at.X-8, 4), max(size.Width-w-4, 4))
	y := o.at.Y + 18
	if y+h > size.Height {
		y = o.at.Y - h - 8
	}
	box := b.frame(x, y, w, h, paint(theme.ColorFloat), paint(theme.ColorBorder), 1, 4)
	box.Shadow = canvas.Shadow{Color: paint("shadow"), BlurRadius: 6, Offset: fyne.NewPos(0, 2)}
	for i, l := range lines {
		b.text(x+8, y+5+float32(i)*lh, l, Sans, text, paint(theme.ColorText))
	}
}

func overlayOf(w fyne.CanvasObject) *Overlay {
	c := canvasOf(w)
	for i := len(overlays) - 1; i >= 0; i-- {
		if oc := canvasOf(overlays[i]); oc != nil && oc == c {
			return overlays[i]
		}
	}
	return nil
}

// showTip shows words near the pointer after it has rested on w.
func showTip(w fyne.CanvasObject, words string, at fyne.Position) {
	if words == "" {
		return
	}
	o := overlayOf(w)
	if o == nil {
		return
	}
	o.hide()
	o.over = w
	o.wait = fyne.NewAnimation(tipDelay, func(done float32) {
		if done < 1 || o.over != w {
			return
		}
		o.wait = nil
		o.tip, o.at = words, at
		o.Refresh()
	})
	o.wait.Start()
}

// hideTip takes back the tooltip of w.
func hideTip(w fyne.CanvasObject) {
	for _, o := range overlays {
		if o.over == w {
			o.hide()
		}
	}
}

func (o *Overlay) hide() {
	if o.wait != nil {
		o.wait.Stop()
		o.wait = nil
	}
	o.over = nil
	if o.tip != "" {
		o.tip = ""
		o.Refresh()
	}
}
