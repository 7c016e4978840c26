package widgets

import (
	"image"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"

	"parallax/app/ui/theme"
)

// A brush draws with objects that it keeps and uses again. What is drawn later
// lies above.
type brush struct {
	rects   []*canvas.Rectangle
	texts   []*canvas.Text
	dashes  []*dash
	icons   []*canvas.Image
	objects []fyne.CanvasObject

	nRects, nTexts, nDashes, nIcons int
}

// begin starts a new drawing; what was drawn before is gone.
func (b *brush) begin() {
	b.nRects, b.nTexts, b.nDashes, b.nIcons = 0, 0, 0, 0
	clear(b.objects)
	b.objects = b.objects[:0]
}

// rect draws a filled rectangle.
func (b *brush) rect(x, y, w, h float32, fill color.Color, radius float32) *canvas.Rectangle {
	if b.nRects == len(b.rects) {
		b.rects = append(b.rects, canvas.NewRectangle(nil))
	}
	r := b.rects[b.nRects]
	b.nRects++
	r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = fill, color.Transparent, 0, radius
	r.Shadow = canvas.Shadow{}
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	b.objects = append(b.objects, r)
	return r
}

// frame draws a rectangle with a line around it, the line inside its bounds.
func (b *brush) frame(x, y, w, h float32, fill, line color.Color, width, radius float32) *canvas.Rectangle {
	r := b.rect(x, y, w, h, fill, radius)
	r.StrokeColor, r.StrokeWidth = line, width
	return r
}

// text draws s with its top left corner at x, y.
func (b *brush) text(x, y float32, s string, f Face, size float32, c color.Color) *canvas.Text {
	spec := faceSpec[f]
	return b.run(x, y, s, spec.source, spec.style, size, c)
}

func (b *brush) run(x, y float32, s string, src fyne.Resource, st fyne.TextStyle, size float32, c color.Color) *canvas.Text {
	if b.nTexts == len(b.texts) {
		b.texts = append(b.texts, canvas.NewText("", nil))
	}
	t := b.texts[b.nTexts]
	b.nTexts++
	t.Text, t.FontSource, t.TextStyle, t.TextSize, t.Color = s, src, st, size, c
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(1, size)) // the painter leaves out what has no height and begins above the clip
	b.objects = append(b.objects, t)
	return t
}

// middle draws s with the middle of its small letters at y.
func (b *brush) middle(x, y float32, s string, f Face, size float32, c color.Color) *canvas.Text {
	h := f.lineHeight(size)
	return b.text(x, float32(int(y-h/2+0.5)), s, f, size, c)
}

// icon draws one of Fyne's icons into a square.
func (b *brush) icon(x, y, side float32, name fyne.ThemeIconName, c fyne.ThemeColorName) {
	if b.nIcons == len(b.icons) {
		img := canvas.NewImageFromResource(nil)
		img.FillMode = canvas.ImageFillContain
		b.icons = append(b.icons, img)
	}
	img := b.icons[b.nIcons]
	b.nIcons++
	img.Resource = base.NewColoredResource(base.Current().Icon(name), c)
	img.Move(fyne.NewPos(x, y))
	img.Resize(fyne.NewSquareSize(side))
	img.Refresh()
	b.objects = append(b.objects, img)
}

// line draws a dashed line of a unit's height.
func (b *brush) dashed(x, y, w float32, c color.Color) {
	if b.nDashes == len(b.dashes) {
		b.dashes = append(b.dashes, newDash())
	}
	d := b.dashes[b.nDashes]
	b.nDashes++
	d.colour = c
	d.raster.Move(fyne.NewPos(x, y))
	d.raster.Resize(fyne.NewSize(w, 1))
	b.objects = append(b.objects, d.raster)
}

// A dash is a dashed line.
type dash struct {
	raster *canvas.Raster
	colour color.Color
}

func newDash() *dash {
	d := &dash{}
	d.raster = canvas.NewRaster(d.paint)
	return d
}

func (d *dash) paint(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	on, off := 3*h, 2*h
	for x := range w {
		if x%(on+off) >= on {
			continue
		}
		for y := range h {
			img.Set(x, y, d.colour)
		}
	}
	return img
}

// A drawing is a widget that draws itself with a brush.
type drawing interface {
	fyne.Widget
	draw(b *brush, size fyne.Size)
	min() fyne.Size
}

// drawn renders a drawing.
type drawn struct {
	w drawing
	b brush
}

func render(w drawing) fyne.WidgetRenderer {
	r := &drawn{w: w}
	r.redraw(w.Size())
	return r
}

func (r *drawn) redraw(size fyne.Size) {
	r.b.begin()
	r.w.draw(&r.b, size)
}

func (r *drawn) Destroy()                     {}
func (r *drawn) Layout(size fyne.Size)        { r.redraw(size) }
func (r *drawn) MinSize() fyne.Size           { return r.w.min() }
func (r *drawn) Objects() []fyne.CanvasObject { return r.b.objects }

func (r *drawn) Refresh() {
	r.redraw(r.w.Size())
	canvas.Refresh(r.w)
}

// ellipsis shortens s so that it fits width, with a sign where it ends.
func ellipsis(s string, f Face, size, width float32) string {
	if width <= 0 {
		return ""
	}
	s = oneLine(s)
	if f.width(s, size) <= width {
		return s
	}
	const sign = "…"
	rest := width - f.width(sign, size)
	if rest <= 0 {
		return sign
	}
	return strings.TrimRight(s[:f.cut(s, size, rest)], " ,.;:") + sign
}

// oneLine makes what would break or steer a line a space, and bounds what is
// measured of a text that can be of any length.
func oneLine(s string) string {
	const enough = 2048
	if len(s) > enough {
		s = s[:graphemeStart(s, runeStart(s, enough))]
	}
	clean := func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case invisible(r):
			return -1
		}
		return r
	}
	return strings.Map(clean, s)
}

// runeStart moves i back to where a rune begins.
func runeStart(s string, i int) int {
	for i > 0 && i < len(s) && s[i]&0xc0 == 0x80 {
		i--
	}
	return i
}

// paint is a short name for the colour of a name.
func paint(n fyne.ThemeColorName) color.Color { return theme.Color(n) }

// The bar at the right edge.
const (
	barWidth    = 10
	barThumb    = 6
	barShortest = 30
)

// thumb draws the thumb of a scroll bar, in the accent colour where the keys
// are.
func (b *brush) thumb(width, y, h float32, focused bool) {
	c := theme.ColorScrollThumb
	if focused {
		c = theme.ColorAccent
	}
	b.rect(width-barWidth+(barWidth-barThumb)/2, y, barThumb, h, paint(c), barThumb/2)
}
