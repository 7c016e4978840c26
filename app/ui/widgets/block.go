package widgets

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"parallax/app/ui/theme"
	"parallax/article"
)

// An origin says where the words of a block stand.
type origin int

const (
	fromText  origin = iota // in Doc.Text
	fromTitle               // in Doc.Title
	fromAside               // beside the document: labels and notes
)

// A block is a paragraph as it is laid out: what is set in one face with its
// lines. Its text is a slice of the document's.
type block struct {
	kind   article.BlockKind
	origin origin
	at     int // of the first byte in the text it is from
	text   string
	fold   int // the fold whose label it is, else -1
	inFold bool

	face    Face
	size    float32 // in parts of the text size
	leading float32
	colour  fyne.ThemeColorName
	indent  float32 // of all lines, in parts of the text size
	bullet  string
	before  float32 // room over it, in parts of the text size
	after   float32
	rule    fyne.ThemeColorName // a bar at its left
	ground  fyne.ThemeColorName
	rtl     bool // its first letter is of a script written from right to left
	mixed   bool // letters of such a script stand in it
	bolds   []article.Span
	segs    []segment

	y, height float32
	lineY     float32 // distance of lines
	lines     []line
	shortened bool // lines were left out
}

// A line is what stands on one line: bytes of the block's text.
type line struct {
	start, ink, end int32   // without and with the spaces at its end
	width           float32 // to ink
}

// dress gives the block the look of its kind.
func (b *block) dress(st Style, level int) {
	b.face, b.size, b.leading, b.colour = st.Face, 1, st.Leading, st.Colour
	b.before, b.after = 0.75, 0.75
	switch b.kind {
	case article.Heading:
		b.face, b.before, b.after, b.leading = st.Face.bold(), 1.05, 0.45, 1.3
		b.size = 1.1
		if level == 1 {
			b.size = 1.25
		}
	case article.ListItem:
		b.bullet, b.indent = "•", 1.4*float32(max(level, 1))
		b.before, b.after = 0.3, 0.3
	case article.Quotation:
		b.indent, b.rule = 1, theme.ColorOnlyBar
	case article.Caption:
		b.face, b.size, b.colour = Sans, 0.74, theme.ColorMuted
	case article.Code:
		b.face, b.size, b.leading = Mono, 0.8, 1.4
	case article.Table:
		b.face, b.size = Sans, 0.8
	}
}

// blocks cuts a document into blocks, in the order they are shown.
func (t *text) blocks() []*block {
	d := &t.doc
	body := d.Text
	limit := d.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	cut := len(body) > limit
	if cut {
		body = body[:runeStart(body, limit)]
	}
	c := cutter{doc: d, style: t.style, body: body, open: t.open}
	for _, m := range d.Marks {
		if m.structural() {
			c.marks = append(c.marks, m)
		}
	}
	if d.Title != "" {
		b := &block{kind: article.Heading, origin: fromTitle, text: d.Title, fold: -1}
		b.dress(t.style, 1)
		b.face, b.size, b.leading, b.before, b.after = t.style.Face.bold(), 1.6, 1.2, 0, 0.5
		c.out = append(c.out, b)
	}
	for _, ab := range validBlocks(d.Blocks, body) {
		c.add(ab)
	}
	if cut && d.CutNote != "" {
		c.aside(d.CutNote, SansItalic, 0.78)
	}
	var segs []segment
	for _, b := range c.out {
		from := len(segs)
		b.mixed = hasRTL(b.text)
		b.rtl = b.mixed && startsRTL(b.text)
		segs = appendSegments(segs, b.text, b.face.metric())
		b.segs = segs[from:len(segs):len(segs)]
		if len(b.bolds) > 0 {
			b.embolden()
		}
	}
	return c.out
}

// validBlocks returns the blocks that stand in text in order; without any, its
// lines.
func validBlocks(blocks []article.Block, text string) []article.Block {
	var out []article.Block
	end := 0
	for _, b := range blocks {
		b.End = min(b.End, len(text))
		if b.Start < end || b.Start >= b.End {
			continue
		}
		out = append(out, b)
		end = b.End
	}
	if len(out) > 0 || len(blocks) > 0 {
		return out
	}
	for start := 0; start < len(text); {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		if end > start {
			out = append(out, article.Block{Kind: article.Paragraph, Span: article.Span{Start: start, End: end}})
		}
		start = end + 1
	}
	return out
}

// A cutter makes blocks of article blocks, folds and notes.
type cutter struct {
	doc   *Doc
	style Style
	body  string
	marks []Mark // those that change where lines break
	open  map[int]bool
	fold  int // the next fold
	said  int // folds before it have shown their label
	out   []*block
}

func (c *cutter) add(ab article.Block) {
	folds := c.doc.Folds
	pos := ab.Start
	for c.fold < len(folds) {
		f := folds[c.fold]
		if f.Start >= ab.End {
			break
		}
		if f.End <= pos || f.Start >= f.End {
			c.fold++
			continue
		}
		c.piece(ab, pos, max(f.Start, pos), false)
		if c.said <= c.fold {
			c.said = c.fold + 1
			c.label(c.fold, f)
		}
		if c.open[c.fold] {
			c.piece(ab, max(f.Start, pos), min(f.End, ab.End), true)
		}
		pos = min(f.End, ab.End)
		if f.End > ab.End {
			break
		}
		c.fold++
	}
	c.piece(ab, pos, ab.End, false)
}

// piece adds the words from start to end of an article block.
func (c *cutter) piece(ab article.Block, start, end int, inFold bool) {
	for start < end && isSpace(c.body[start]) {
		start++
	}
	for start < end && isSpace(c.body[end-1]) {
		end--
	}
	if start >= end {
		return
	}
	b := &block{kind: ab.Kind, at: start, text: c.body[start:end], fold: -1, inFold: inFold}
	b.dress(c.style, ab.Level)
	if start > ab.Start && b.bullet != "" && len(c.out) > 0 && c.out[len(c.out)-1].origin == fromAside {
		b.bullet = ""
	}
	if inFold {
		b.colour = theme.ColorFaint
	}
	c.out = append(c.out, b)
	span := article.Span{Start: start, End: end}
	var notes []string
	for _, m := range c.marks {
		if !m.Overlaps(span) {
			continue
		}
		if m.Bold {
			b.bolds = append(b.bolds, article.Span{Start: max(m.Start, start) - start, End: min(m.End, end) - start})
		}
		if m.Block {
			b.ground, b.rule = m.Background, m.Margin
			b.indent = max(b.indent, 0.82)
		}
		if m.Note != "" && m.End <= end {
			notes = append(notes, m.Note)
		}
	}
	slices.SortFunc(b.bolds, func(x, y article.Span) int { return x.Start - y.Start })
	for _, n := range notes {
		note := c.aside(n, Sans, 0.72)
		note.before, b.after = 0, 0
		note.ground, note.rule, note.indent = b.ground, b.rule, b.indent/0.72
	}
}

func (c *cutter) label(fold int, f Fold) {
	words := f.Label
	if c.open[fold] && f.Shown != "" {
		words = f.Shown
	}
	b := c.aside(words, c.style.Face.italic(), 1)
	b.fold, b.colour, b.leading = fold, theme.ColorFaint, c.style.Leading
}

// aside adds words that do not stand in the document.
func (c *cutter) aside(words string, f Face, size float32) *block {
	b := &block{
		kind: article.Paragraph, origin: fromAside, text: oneLine(words), fold: -1,
		face: f, size: size, leading: 1.5, colour: theme.ColorText, before: 0.75, after: 0.75,
	}
	c.out = append(c.out, b)
	return b
}

// pixels returns the text size of the block, whole because the shaper spaces
// letters for the next whole size.
func (b *block) pixels(px float32) float32 { return max(round(b.size*px), 1) }

// structural reports whether the mark changes where lines break.
func (m Mark) structural() bool { return m.Bold || m.Block || m.Note != "" }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// embolden measures again what has letters in the heavy face.
func (b *block) embolden() {
	start := 0
	for i := range b.segs {
		s := &b.segs[i]
		end := int(s.end)
		if slices.ContainsFunc(b.bolds, func(sp article.Span) bool { return sp.Start < end && start < sp.End }) {
			ink := start + len(strings.TrimRightFunc(b.text[start:end], unicode.IsSpace))
			s.ink, s.space = b.advance(start, ink), b.advance(ink, end)
		}
		start = end
	}
}

// advance returns the width of the bytes from start to end in parts of the
// size of the block.
func (b *block) advance(start, end int) float32 {
	var w float32
	for start < end {
		f, stop := b.faceAt(start, end)
		w += f.metric().width(b.text[start:stop])
		start = stop
	}
	return w
}

// faceAt returns the face at i and up to where it goes.
func (b *block) faceAt(i, end int) (Face, int) {
	for _, sp := range b.bolds {
		switch {
		case i < sp.Start:
			return b.face, min(end, sp.Start)
		case i < sp.End:
			return b.face.bold(), min(end, sp.End)
		}
	}
	return b.face, end
}
