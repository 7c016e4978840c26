package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parallax/app/ui/theme"
	"parallax/article"
)

// textRenderer draws the lines in sight.
type textRenderer struct {
	t       *text
	b       brush
	objects []fyne.CanvasObject
	under   brush // what lies behind the letters

	last     *canvas.Rectangle // the bar in the margin drawn last
	lastName fyne.ThemeColorName
}

func newTextRenderer(t *text) *textRenderer {
	r := &textRenderer{t: t}
	r.draw(t.Size())
	return r
}

func (r *textRenderer) Destroy() {}

// IsClip tells the painter that nothing is drawn outside.
func (r *textRenderer) IsClip() {}

func (r *textRenderer) Layout(size fyne.Size) {
	if size.Width > 0 {
		r.t.setWidth(size.Width)
		r.t.offset = min(r.t.offset, r.t.maxOffset())
		if p := r.t.wanted; p != nil && size.Height > 0 {
			r.t.wanted = nil
			r.t.show(*p)
		}
	}
	r.draw(size)
}

func (r *textRenderer) MinSize() fyne.Size { return fyne.NewSize(40, 40) }

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *textRenderer) Refresh() {
	t := r.t
	if t.width > 0 && t.laidPixels != t.pixels() {
		t.setWidth(t.width)
	}
	r.draw(t.Size())
	canvas.Refresh(t.self)
}

// draw makes the objects of what is in sight.
func (r *textRenderer) draw(size fyne.Size) {
	t := r.t
	r.b.begin()
	r.under.begin()
	clear(r.objects)
	r.objects = r.objects[:0]
	top, bottom := t.offset, t.offset+size.Height
	for i := t.blockAt(top); i < len(t.blks) && size.Width > 0; i++ {
		b := t.blks[i]
		if b.y >= bottom {
			break
		}
		r.block(i, b, top, bottom)
	}
	r.objects = append(r.objects, r.under.objects...)
	if o := t.doc.Byline; o != nil {
		o.Move(fyne.NewPos(t.left, t.bylineY-top))
		o.Resize(fyne.NewSize(t.columnWidth, o.MinSize().Height))
		if h := o.MinSize().Height; t.bylineY+h > top && t.bylineY < bottom {
			r.objects = append(r.objects, o)
		}
	}
	r.objects = append(r.objects, r.b.objects...)
	if t.scrolls {
		r.bar(size)
	}
}

func (r *textRenderer) block(i int, b *block, top, bottom float32) {
	t := r.t
	r.last = nil
	px := b.pixels(t.pixels())
	x0 := t.left + round(b.indent*px)
	width := t.columnWidth - b.indent*px
	y := b.y - top
	if b.ground != theme.ColorNone {
		r.under.rect(t.left, y, t.columnWidth, b.height, paint(b.ground), 0)
	}
	if b.rule != theme.ColorNone {
		r.under.rect(t.left, y, 3, b.height, paint(b.rule), 0)
	}
	first := int(max(top-b.y, 0) / b.lineY)
	for n := first; n < len(b.lines); n++ {
		ly := y + float32(n)*b.lineY
		if ly >= bottom-top {
			break
		}
		ln := b.lines[n]
		x := x0 + b.lineX(ln, px, width)
		r.line(i, b, ln, x, ly, px)
		if n == len(b.lines)-1 && b.shortened {
			r.b.text(x+ln.width, r.letterTop(b, ly, px, b.face), "…", b.face, px, paint(b.colour))
		}
	}
	if b.bullet != "" && first == 0 {
		bx := x0 - 0.85*px
		if b.rtl {
			bx = t.left + t.columnWidth + 0.3*px
		}
		r.b.text(bx, r.letterTop(b, y, px, Sans), b.bullet, Sans, px, paint(theme.ColorMuted))
	}
}

// letterTop returns where a text of a face begins so that its letters stand on
// the line that those of the block stand on.
func (r *textRenderer) letterTop(b *block, lineTop, px float32, f Face) float32 {
	h := b.face.lineHeight(px)
	base := lineTop + (b.lineY-h)/2 + b.face.metric().ascent*px
	return round(base - f.metric().ascent*px)
}

// line draws one line with all that lies behind and under it.
func (r *textRenderer) line(i int, b *block, ln line, x, y, px float32) {
	t := r.t
	runs := b.runs(ln, px)
	start, end := int(ln.start), int(ln.ink)
	t.drawMarks = t.marksIn(t.drawMarks[:0], b, start, int(ln.end))
	if b.colour != theme.ColorText { // letters that are pale have to be read on these grounds too
		for k, m := range t.drawMarks {
			if m.Colour == theme.ColorNone && m.Background != theme.ColorNone {
				t.drawMarks[k].Colour = theme.ColorText
			}
		}
	}
	markH := round(min(px*1.32, b.lineY))
	markY := y + round((b.lineY-markH)/2)
	for _, m := range t.drawMarks {
		if m.Margin != theme.ColorNone && !m.Block {
			r.marginBar(max(t.left-14, 0), y, b.lineY, m.Margin)
		}
		if m.Background == theme.ColorNone && m.Underline == NoUnderline {
			continue
		}
		for _, rn := range runs {
			if m.Start >= rn.end || m.End <= rn.start {
				continue
			}
			a, z := rn.strip(b.text, m.Start, m.End, px)
			a, z = a+x, z+x
			if m.Background != theme.ColorNone && !m.Block {
				r.under.rect(round(a), markY, round(z)-round(a), markH, paint(m.Background), 2)
			}
			switch m.Underline {
			case DashedUnderline:
				r.under.dashed(round(a), markY+markH-1, round(z)-round(a), paint(m.Line))
			case SolidUnderline:
				r.under.rect(round(a), markY+markH-1, round(z)-round(a), 1, paint(m.Line), 0)
			}
		}
	}
	if from, to, ok := t.selectedIn(i, start, int(ln.end)); ok {
		if b.colour != theme.ColorText {
			t.drawMarks = append(t.drawMarks, Mark{Span: article.Span{Start: from, End: to}, Colour: theme.ColorText})
		}
		for _, rn := range runs {
			if from < rn.end && to > rn.start {
				a, z := rn.strip(b.text, from, to, px)
				r.under.rect(x+a, y, z-a, b.lineY, paint(theme.ColorSelection), 0)
			}
		}
		if end == start || to > end && i < len(t.blks)-1 {
			r.under.rect(x+ln.width, y, px*0.3, b.lineY, paint(theme.ColorSelection), 0)
		}
	}
	for _, rn := range runs {
		r.run(b, rn, x, y, px)
	}
}

// marginBar draws a bar beside a line; it grows from the bar beside the line
// before.
func (r *textRenderer) marginBar(x, y, h float32, name fyne.ThemeColorName) {
	if b := r.last; b != nil && r.lastName == name && b.Position().Y+b.Size().Height >= y {
		b.Resize(fyne.NewSize(b.Size().Width, y+h-b.Position().Y))
		return
	}
	r.last, r.lastName = r.under.rect(x, y, 4, h, paint(name), 2), name
}

// run draws the letters of a run, in pieces where marks colour them.
func (r *textRenderer) run(b *block, rn run, x, y, px float32) {
	base := b.colour
	if b.fold >= 0 && b.fold == r.t.hoverFold {
		base = theme.ColorText
	}
	top := r.letterTop(b, y, px, rn.face)
	if !rn.native {
		top = r.letterTop(b, y, px, Sans)
	}
	from := rn.start
	for from < rn.end {
		to, colour := rn.end, base
		for _, m := range r.t.drawMarks {
			if m.Colour == theme.ColorNone || m.End <= from || rn.rtl {
				continue
			}
			if m.Start > from {
				to = min(to, m.Start)
				continue
			}
			to, colour = min(to, m.End), m.Colour
		}
		s := rn.drawn(b.text, from, to)
		spec := faceSpec[rn.face]
		if !rn.native {
			spec.source, spec.style = nil, rn.face.fallbackStyle()
		}
		a, z := rn.strip(b.text, from, to, px)
		o := r.b.run(x+a, top, s, spec.source, spec.style, px, paint(colour))
		o.Resize(fyne.NewSize(z-a, 0))
		from = to
	}
}

func (r *textRenderer) bar(size fyne.Size) {
	y, h, ok := r.t.thumb()
	if !ok {
		return
	}
	r.b.thumb(size.Width, y, h, r.t.focused)
	r.objects = append(r.objects, r.b.objects[len(r.b.objects)-1])
}

// thumb returns where the thumb of the bar is, and false if all is in sight.
func (t *text) thumb() (y, h float32, ok bool) {
	view := t.Size().Height
	if t.height <= view || view <= 0 {
		return 0, 0, false
	}
	h = min(max(view*view/t.height, barShortest), view)
	return (view - h) * t.offset / t.maxOffset(), h, true
}
