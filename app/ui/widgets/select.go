package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"github.com/clipperhouse/uax29/v2/words"

	"parallax/article"
)

// A place is a byte of a block.
type place struct{ block, off int }

func (p place) before(q place) bool {
	return p.block < q.block || p.block == q.block && p.off < q.off
}

func (t *text) clearSelection() {
	t.anchor, t.caret = place{}, place{}
	t.selecting = false
}

// ordered returns the selection from its beginning.
func (t *text) ordered() (from, to place) {
	if t.caret.before(t.anchor) {
		return t.caret, t.anchor
	}
	return t.anchor, t.caret
}

// selectedIn returns what of a line is selected.
func (t *text) selectedIn(blk, start, end int) (from, to int, ok bool) {
	a, z := t.ordered()
	if a == z || blk < a.block || blk > z.block {
		return 0, 0, false
	}
	from, to = start, end+1
	if blk == a.block {
		from = max(from, a.off)
	}
	if blk == z.block {
		to = min(to, z.off)
	}
	return from, to, from < to
}

// placeAt returns the place nearest to a point of the widget.
func (t *text) placeAt(pos fyne.Position) place {
	if len(t.blks) == 0 {
		return place{}
	}
	y := pos.Y + t.offset
	i := t.blockAt(y)
	if i >= len(t.blks) {
		last := len(t.blks) - 1
		return place{last, len(t.blks[last].text)}
	}
	b := t.blks[i]
	if y < b.y && i > 0 && b.y-y > y-(t.blks[i-1].y+t.blks[i-1].height) {
		return place{i - 1, len(t.blks[i-1].text)}
	}
	if y < b.y || len(b.lines) == 0 {
		return place{i, 0}
	}
	ln := b.lines[min(int((y-b.y)/b.lineY), len(b.lines)-1)]
	px := b.pixels(t.pixels())
	x := pos.X - t.left - round(b.indent*px) - b.lineX(ln, px, t.columnWidth-b.indent*px)
	return place{i, b.byteAt(ln, px, x)}
}

// over reports whether a point is on the words of a place, not beside them.
func (t *text) over(pos fyne.Position) (place, bool) {
	p := t.placeAt(pos)
	if p.block >= len(t.blks) {
		return p, false
	}
	b := t.blks[p.block]
	y := pos.Y + t.offset - b.y
	if y < 0 || y >= b.height || len(b.lines) == 0 {
		return p, false
	}
	ln := b.lines[min(int(y/b.lineY), len(b.lines)-1)]
	px := b.pixels(t.pixels())
	x := pos.X - t.left - round(b.indent*px) - b.lineX(ln, px, t.columnWidth-b.indent*px)
	if x < 0 || x > ln.width {
		return p, false
	}
	// The nearest edge may be the one after the letter that the point is on.
	if prev := prevChar(b.text, p.off); p.off > int(ln.start) {
		for _, r := range b.runs(ln, px) {
			if prev >= r.start && p.off <= r.end {
				if a, z := r.strip(b.text, prev, p.off, px); x >= a && x < z {
					p.off = prev
				}
			}
		}
	}
	return p, true
}

// SelectedText returns the words that are selected, paragraphs apart by an
// empty line.
func (t *text) SelectedText() string {
	from, to := t.ordered()
	if from == to || to.block >= len(t.blks) {
		return ""
	}
	var sb strings.Builder
	var last *block
	for i := from.block; i <= to.block; i++ {
		b := t.blks[i]
		if b.origin == fromAside {
			continue
		}
		start, end := 0, len(b.text)
		if i == from.block {
			start = min(from.off, end)
		}
		if i == to.block {
			end = min(to.off, end)
		}
		if start >= end {
			continue
		}
		if last != nil {
			sb.WriteString(between(last, b))
		}
		sb.WriteString(b.text[start:end])
		last = b
	}
	return sb.String()
}

// between returns what stands between two blocks in a copy.
func between(a, b *block) string {
	if a.origin == b.origin && a.at+len(a.text) == b.at {
		return ""
	}
	if a.kind == article.ListItem && b.kind == article.ListItem {
		return "\n"
	}
	return "\n\n"
}

// Selection returns where the selected words stand in Doc.Text; it is empty
// where none of them do.
func (t *text) Selection() article.Span {
	from, to := t.ordered()
	var s article.Span
	if from == to || to.block >= len(t.blks) {
		return s
	}
	for i := from.block; i <= to.block; i++ {
		b := t.blks[i]
		if b.origin != fromText {
			continue
		}
		start, end := b.at, b.at+len(b.text)
		if i == from.block {
			start = min(b.at+from.off, end)
		}
		if i == to.block {
			end = min(b.at+to.off, end)
		}
		if s.End == 0 {
			s.Start = start
		}
		s.End = max(end, s.Start)
	}
	return s
}

// SelectSpan selects words of Doc.Text.
func (t *text) SelectSpan(s article.Span) {
	set := false
	for i, b := range t.blks {
		if b.origin != fromText || b.at+len(b.text) <= s.Start || b.at >= s.End {
			continue
		}
		if !set {
			t.anchor, set = place{i, max(s.Start-b.at, 0)}, true
		}
		t.caret = place{i, min(s.End-b.at, len(b.text))}
	}
	if set {
		t.told()
	}
}

// SelectAll selects everything.
func (t *text) SelectAll() {
	if len(t.blks) == 0 {
		return
	}
	last := len(t.blks) - 1
	t.anchor, t.caret = place{}, place{last, len(t.blks[last].text)}
	t.told()
}

// ClearSelection selects nothing.
func (t *text) ClearSelection() {
	if t.anchor == t.caret {
		return
	}
	t.anchor = t.caret
	t.told()
}

// told draws the selection and tells of it.
func (t *text) told() {
	t.Refresh()
	if t.OnSelection != nil {
		t.OnSelection(t.SelectedText(), t.Selection())
	}
}

// Copy puts the selected words on the clipboard and returns false if there are
// none.
func (t *text) Copy() bool {
	s := t.SelectedText()
	if s == "" {
		return false
	}
	if t.OnCopy != nil {
		s = t.OnCopy(s)
	}
	fyne.CurrentApp().Clipboard().SetContent(s)
	return true
}

// selectWord selects the word at a place.
func (t *text) selectWord(p place) {
	if p.block >= len(t.blks) {
		return
	}
	s := t.blks[p.block].text
	it := words.FromString(s)
	for it.Next() {
		if it.End() > p.off || it.End() == len(s) {
			t.anchor, t.caret = place{p.block, it.Start()}, place{p.block, it.End()}
			return
		}
	}
}

// selectBlock selects the paragraph of a place.
func (t *text) selectBlock(p place) {
	if p.block < len(t.blks) {
		t.anchor, t.caret = place{p.block, 0}, place{p.block, len(t.blks[p.block].text)}
	}
}

// extend moves the end of the selection by a key.
func (t *text) extend(k fyne.KeyName, byWord bool) bool {
	if len(t.blks) == 0 || t.caret.block >= len(t.blks) {
		return false
	}
	if t.anchor == t.caret && t.anchor == (place{}) {
		t.anchor = t.topPlace()
		t.caret = t.anchor
	}
	b := t.blks[t.caret.block]
	c := t.caret
	forward := k == fyne.KeyRight
	if b.rtl && (k == fyne.KeyLeft || k == fyne.KeyRight) {
		forward = !forward
	}
	switch k {
	case fyne.KeyLeft, fyne.KeyRight:
		c = t.step(c, forward, byWord)
	case fyne.KeyUp:
		c = t.lineBeside(c, -1)
	case fyne.KeyDown:
		c = t.lineBeside(c, 1)
	case fyne.KeyHome:
		c.off = int(b.lines[b.lineOf(c.off)].start)
		if byWord {
			c = place{}
		}
	case fyne.KeyEnd:
		c.off = int(b.lines[b.lineOf(c.off)].ink)
		if byWord {
			c = place{len(t.blks) - 1, len(t.blks[len(t.blks)-1].text)}
		}
	default:
		return false
	}
	t.caret = c
	t.show(c)
	t.told()
	return true
}

// step returns the next or previous character or word.
func (t *text) step(p place, forward, byWord bool) place {
	s := t.blks[p.block].text
	switch {
	case forward && p.off >= len(s):
		if p.block+1 < len(t.blks) {
			return place{p.block + 1, 0}
		}
	case !forward && p.off <= 0:
		if p.block > 0 {
			return place{p.block - 1, len(t.blks[p.block-1].text)}
		}
	case byWord:
		return place{p.block, wordBeside(s, p.off, forward)}
	case forward:
		return place{p.block, nextChar(s, p.off, len(s))}
	default:
		return place{p.block, prevChar(s, p.off)}
	}
	return p
}

// wordBeside returns where the word at off ends or the one before it begins.
func wordBeside(s string, off int, forward bool) int {
	it := words.FromString(s)
	begin := 0
	for it.Next() {
		if strings.TrimSpace(it.Value()) == "" {
			continue
		}
		if forward && it.End() > off {
			return it.End()
		}
		if !forward && it.Start() >= off {
			break
		}
		begin = it.Start()
	}
	if forward {
		return len(s)
	}
	return begin
}

// lineBeside returns the place over or under p.
func (t *text) lineBeside(p place, by int) place {
	b := t.blks[p.block]
	px := b.pixels(t.pixels())
	n := b.lineOf(p.off)
	var x float32
	for _, r := range b.runs(b.lines[n], px) {
		if p.off >= r.start && p.off <= r.end {
			x = r.edge(b.text, p.off, px)
		}
	}
	n += by
	blk := p.block
	if n < 0 || n >= len(b.lines) {
		blk += by
		if blk < 0 || blk >= len(t.blks) {
			return p
		}
		b = t.blks[blk]
		n = 0
		if by < 0 {
			n = len(b.lines) - 1
		}
	}
	return place{blk, b.byteAt(b.lines[n], b.pixels(t.pixels()), x)}
}
