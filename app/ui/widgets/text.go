package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
	"parallax/article"
)

// text is what a [Text] and a [Paragraph] have in common: a document laid out
// in lines, of which only those in sight have objects. Blocks and widths of
// words are made once per document; a new width or size only breaks the lines
// again.
type text struct {
	widget.BaseWidget

	// OnTappedMark is told the ID of a mark that was clicked.
	OnTappedMark func(id string)
	// OnTapped is called on a click that is on no mark and no fold.
	OnTapped func()
	// OnFold is told when a person opens or closes a fold.
	OnFold func(id string, open bool)
	// OnSelection is told when the selection changes: its words, and where
	// they stand in Doc.Text; the span is empty where nothing of it is.
	OnSelection func(words string, span article.Span)
	// OnMenu is called on a secondary click, with the mark under the pointer.
	OnMenu func(ev *fyne.PointEvent, mark string)
	// OnCopy may change what is copied: to add the source.
	OnCopy func(words string) string

	self  textWidget
	doc   Doc
	style Style
	open  map[int]bool // folds

	blks          []*block
	marks         []Mark // of Doc.Text, by start
	furthest      []int  // the furthest end of a mark up to each
	width         float32
	laidFor       float32
	laidPixels    float32
	height        float32
	left          float32
	columnWidth   float32
	bylineY       float32
	offset        float32
	scrolls       bool
	wanted        *place // to bring into sight once there is room
	anchor, caret place
	selecting     bool
	focused       bool
	shift         bool
	clicks        int
	clickedAt     time.Time
	clickedPos    fyne.Position
	dragged       bool
	now           func() time.Time
	hoverMark     string
	hoverFold     int
	find          finder
	drawMarks     []Mark // reused
}

// textWidget is a widget around a text.
type textWidget interface {
	fyne.Widget
	fyne.Focusable
	moved() // the offset changed
}

func (t *text) init(self textWidget, st Style) {
	t.self, t.style, t.now, t.hoverFold = self, st, time.Now, -1
	t.ExtendBaseWidget(self)
}

// SetDoc shows another document, from its beginning and with nothing selected.
func (t *text) SetDoc(d Doc) {
	t.doc = d
	t.open = map[int]bool{}
	for i, f := range d.Folds {
		if f.Open {
			t.open[i] = true
		}
	}
	t.offset, t.wanted = 0, nil
	t.clearSelection()
	t.find = finder{}
	t.sortMarks()
	t.rebuild()
}

// Doc returns the document that is shown.
func (t *text) Doc() Doc { return t.doc }

// SetMarks changes what is marked; the place in the text stays.
func (t *text) SetMarks(marks []Mark) {
	structural := anyStructural(t.doc.Marks) || anyStructural(marks)
	t.doc.Marks = marks
	t.sortMarks()
	if structural {
		t.keepPlace(t.rebuild)
		return
	}
	t.Refresh()
}

func anyStructural(marks []Mark) bool {
	for _, m := range marks {
		if m.structural() {
			return true
		}
	}
	return false
}

// SetStyle changes how the text is set; the place in the text stays.
func (t *text) SetStyle(st Style) {
	if st == t.style {
		return
	}
	again := st.Face != t.style.Face || st.Colour != t.style.Colour || st.Leading != t.style.Leading
	t.style = st
	if again {
		t.keepPlace(t.rebuild)
		return
	}
	t.keepPlace(t.relay)
}

// Style returns how the text is set.
func (t *text) Style() Style { return t.style }

func (t *text) setFold(i int, open bool) {
	t.open[i] = open
	t.clearSelection()
	t.rebuild()
}

// rebuild makes the blocks of the document again and lays them out.
func (t *text) rebuild() {
	t.blks = t.blocks()
	t.relay()
}

// Relay breaks the lines again and asks the byline for its height; the place in
// the text stays.
func (t *text) Relay() { t.keepPlace(t.relay) }

// relay breaks the lines again.
func (t *text) relay() {
	if t.width > 0 {
		t.lay(t.width)
	}
	t.laidPixels = t.pixels()
	t.Refresh()
}

// keepPlace calls f and brings what was at the top back there.
func (t *text) keepPlace(f func()) {
	p := t.topPlace()
	f()
	if t.scrolls && t.offset > 0 && p.block < len(t.blks) {
		b := t.blks[p.block]
		if len(b.lines) > 0 {
			t.setOffset(b.y + float32(b.lineOf(p.off))*b.lineY)
		}
	}
}

// topPlace returns the first place in sight.
func (t *text) topPlace() place {
	i := t.blockAt(t.offset)
	if i >= len(t.blks) || len(t.blks[i].lines) == 0 {
		return place{block: i}
	}
	b := t.blks[i]
	n := int(max(t.offset-b.y, 0) / b.lineY)
	return place{i, int(b.lines[min(n, len(b.lines)-1)].start)}
}

// setWidth lays the text out for a width if it is not yet.
func (t *text) setWidth(width float32) {
	if width == t.laidFor && t.laidPixels == t.pixels() {
		return
	}
	t.width = width
	again := t.laidFor > 0
	t.laidPixels = t.pixels()
	if again {
		t.keepPlaceQuietly(width)
		return
	}
	t.lay(width)
}

func (t *text) keepPlaceQuietly(width float32) {
	p := t.topPlace()
	t.lay(width)
	if t.scrolls && t.offset > 0 && p.block < len(t.blks) && len(t.blks[p.block].lines) > 0 {
		b := t.blks[p.block]
		t.offset = min(max(b.y+float32(b.lineOf(p.off))*b.lineY, 0), t.maxOffset())
	}
}

func (t *text) maxOffset() float32 {
	if !t.scrolls {
		return 0
	}
	return max(t.height-t.Size().Height, 0)
}

// setOffset scrolls; it returns whether anything moved.
func (t *text) setOffset(y float32) bool {
	y = round(min(max(y, 0), t.maxOffset()))
	if y == t.offset {
		return false
	}
	t.offset = y
	t.self.moved()
	return true
}

// CreateRenderer implements fyne.Widget.
func (t *text) CreateRenderer() fyne.WidgetRenderer { return newTextRenderer(t) }

// A Paragraph is a text that is as high as it needs for its width, for rows
// and panels. Tell it the width with [Paragraph.HeightFor] or by its size.
type Paragraph struct{ text }

// NewParagraph returns an empty paragraph.
func NewParagraph(st Style) *Paragraph {
	p := &Paragraph{}
	p.init(p, st)
	return p
}

// NewPlainParagraph returns a paragraph of words of the interface.
func NewPlainParagraph(words string, look Look) *Paragraph {
	p := NewParagraph(PlainStyle(look))
	p.SetText(words)
	return p
}

// SetText shows words without structure or marks.
func (p *Paragraph) SetText(words string) {
	if p.doc.Text != words || len(p.blks) == 0 {
		p.SetDoc(Doc{Text: words})
	}
}

// HeightFor lays the paragraph out for a width and returns its height.
func (p *Paragraph) HeightFor(width float32) float32 {
	p.setWidth(width)
	return p.height
}

// Resize implements fyne.CanvasObject.
func (p *Paragraph) Resize(size fyne.Size) {
	if size.Width > 0 {
		p.setWidth(size.Width)
	}
	p.BaseWidget.Resize(size)
}

// MinSize returns the height for the width it has, and a width that it can be
// made as small as.
func (p *Paragraph) MinSize() fyne.Size {
	p.ExtendBaseWidget(p)
	if p.width == 0 {
		p.setWidth(theme.Scaled(200))
	}
	p.setWidth(p.width)
	return fyne.NewSize(scaled(p.style.Pad.Left)+scaled(p.style.Pad.Right)+p.pixels(), p.height)
}

func (p *Paragraph) moved() {}

func scaled(v float32) float32 { return theme.Scaled(v) }

func sizeOf(n fyne.ThemeSizeName) float32 { return theme.Size(n) }
