package widgets

import "sort"

// lay breaks every block into lines for a width and puts them under each
// other.
func (t *text) lay(width float32) {
	t.laidFor = width
	px := t.pixels()
	left, column := t.column(width)
	t.left, t.columnWidth = left, column
	y := scaled(t.style.Pad.Top)
	gap := float32(0)
	for i, b := range t.blks {
		size := b.pixels(px)
		room := max(column-b.indent*size, size)
		b.fill(size, room, t.style.Lines)
		b.lineY = round(b.leading * size)
		b.height = b.lineY * float32(len(b.lines))
		if i > 0 {
			y += round(max(gap, b.before*px))
		}
		b.y = y
		y += b.height
		gap = b.after * px
		if b.origin == fromTitle {
			t.bylineY = y + round(gap)
			y = t.bylineY + t.bylineHeight()
			gap = 0.9 * px
		}
	}
	if len(t.blks) == 0 || t.blks[0].origin != fromTitle {
		t.bylineY = scaled(t.style.Pad.Top)
		if h := t.bylineHeight(); h > 0 {
			t.lower(h + round(0.9*px))
			y += h + round(0.9*px)
		}
	}
	t.height = y + scaled(t.style.Pad.Bottom)
	t.offset = min(t.offset, t.maxOffset())
}

func (t *text) bylineHeight() float32 {
	if t.doc.Byline == nil || !t.doc.Byline.Visible() {
		return 0
	}
	return t.doc.Byline.MinSize().Height
}

func (t *text) lower(by float32) {
	for _, b := range t.blks {
		b.y += by
	}
}

// column returns where the text stands in a width.
func (t *text) column(width float32) (left, column float32) {
	l, r := scaled(t.style.Pad.Left), scaled(t.style.Pad.Right)
	column = max(width-l-r, 1)
	if t.style.MaxWidth > 0 {
		if most := scaled(t.style.MaxWidth); column > most {
			l += round((column - most) / 2)
			column = most
		}
	}
	return l, column
}

// pixels returns the text size in use.
func (t *text) pixels() float32 { return max(round(sizeOf(t.style.Size)), 1) }

// fill breaks the block into lines no wider than width.
func (b *block) fill(size, width float32, most int) {
	b.lines, b.shortened = b.lines[:0], false
	start := 0      // of the line
	from := 0       // of the segment
	var w float32   // to the end of the segments on the line, with spaces
	var ink float32 // without the spaces at the end
	inkEnd := 0
	width /= size
	end := func(at int) {
		b.lines = append(b.lines, line{int32(start), int32(inkEnd), int32(at), ink * size})
		start, w, ink, inkEnd = at, 0, 0, at
	}
	for _, s := range b.segs {
		if most > 0 && len(b.lines) == most {
			break
		}
		if w > 0 && w+s.ink > width {
			end(from)
		}
		// A word wider than the line is cut.
		for from == start && s.ink > width {
			n := b.cutWord(from, int(s.end), width)
			if n >= int(s.end) {
				break
			}
			inkEnd, ink = n, b.advance(from, n)
			s.ink = max(s.ink-ink, 0)
			from = n
			end(n)
		}
		to := int(s.end)
		ink = w + s.ink
		inkEnd = trimmed(b.text, from, to)
		w = ink + s.space
		from = to
		if s.hard {
			end(to)
		}
	}
	if most > 0 && len(b.lines) >= most {
		b.shortened = start < len(b.text)
		return
	}
	if start < len(b.text) || len(b.lines) == 0 {
		end(len(b.text))
	}
}

// cutWord returns where the word from start to end has to be cut.
func (b *block) cutWord(start, end int, width float32) int {
	f, stop := b.faceAt(start, end)
	n := start + f.cut(b.text[start:stop], 1, width)
	if n == stop && stop < end && b.advance(start, end) > width {
		return stop
	}
	return n
}

// trimmed returns end without the spaces before it.
func trimmed(s string, start, end int) int {
	for end > start && isSpace(s[end-1]) {
		end--
	}
	return end
}

// blockAt returns the block at or after a height.
func (t *text) blockAt(y float32) int {
	return sort.Search(len(t.blks), func(i int) bool {
		b := t.blks[i]
		return b.y+b.height > y
	})
}

// lineOf returns the line of the block that holds a byte.
func (b *block) lineOf(off int) int {
	i := sort.Search(len(b.lines), func(i int) bool { return int(b.lines[i].end) > off })
	return min(i, len(b.lines)-1)
}

func round(v float32) float32 { return float32(int(v + 0.5)) }
