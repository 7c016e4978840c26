package widgets

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A run is a part of a line that is drawn as one text: one face, one
// direction.
type run struct {
	start, end int // in the block's text
	face       Face
	native     bool // the face has all of it; else Fyne chooses
	rtl        bool
	x, w       float32 // from the left of the line
}

// runs returns what stands on a line in the order it is seen, with places.
func (b *block) runs(ln line, size float32) []run {
	var out []run
	if b.mixed {
		for _, st := range stretches(b.text[ln.start:ln.ink], b.rtl) {
			start, end := int(ln.start)+st.start, int(ln.start)+st.end
			if st.level%2 == 1 {
				out = b.appendRTL(out, start, end)
				continue
			}
			out = b.appendRuns(out, start, end)
		}
	} else {
		out = b.appendRuns(out, int(ln.start), int(ln.ink))
	}
	var x float32
	for i := range out {
		r := &out[i]
		r.x = x
		r.w = r.width(b.text, r.end) * size
		x += r.w
	}
	return out
}

// appendRTL appends the runs of a part written from right to left, the last
// first. Fyne puts what it draws in two faces in the order it is written, so
// signs between the words, which the words' face may lack, are runs of their
// own.
func (b *block) appendRTL(out []run, start, end int) []run {
	first := len(out)
	words := -1 // where the words being collected end
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(b.text[i:])
		switch {
		case isRTL(r) || joins(r) || invisible(r) || extends(r):
			if words < 0 {
				out = append(out, run{start: i, face: b.face, rtl: true})
			}
			words = i + n
			out[len(out)-1].end = words
		case r == ' ' && words == i && i+n < end && startsWord(b.text[i+n:end]):
			words = i + n
			out[len(out)-1].end = words
		default:
			_, native := b.face.metric().rune(r)
			out = append(out, run{start: i, end: i + n, face: b.face, rtl: true, native: native})
			words = -1
		}
		i += n
	}
	slices.Reverse(out[first:])
	return out
}

// startsWord reports whether s begins with a letter written from right to
// left.
func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isRTL(r)
}

// mirrors are the signs that look the other way between letters written from
// right to left.
var mirrors = strings.NewReplacer(
	"(", ")", ")", "(", "[", "]", "]", "[", "{", "}", "}", "{",
	"«", "»", "»", "«", "‹", "›", "›", "‹", "<", ">", ">", "<",
)

// drawn returns what is given to Fyne to draw of the run's bytes.
func (r run) drawn(text string, start, end int) string {
	s := visible(text[start:end])
	if r.rtl && len(s) <= utf8.UTFMax {
		return mirrors.Replace(s)
	}
	return s
}

// appendRuns appends the runs of a part written from left to right.
func (b *block) appendRuns(out []run, start, end int) []run {
	for start < end {
		f, stop := b.faceAt(start, end)
		m := f.metric()
		first := true
		for i := start; i < stop; {
			r, n := utf8.DecodeRuneInString(b.text[i:])
			_, native := m.rune(r)
			sticks := unicode.IsSpace(r) || invisible(r) || extends(r)
			switch {
			case first:
				out = append(out, run{start: i, end: i + n, face: f, native: native || sticks})
				first = false
			case sticks || native == out[len(out)-1].native:
				out[len(out)-1].end = i + n
			default:
				out = append(out, run{start: i, end: i + n, face: f, native: native})
			}
			i += n
		}
		start = stop
	}
	return out
}

// width returns the width of the run up to a byte, in parts of the size.
func (r run) width(text string, to int) float32 {
	m := r.face.metric()
	if r.native {
		return m.width(text[r.start:to])
	}
	return m.foreign(visible(text[r.start:to]))
}

// visible returns what of s is given to be drawn.
func visible(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7f {
			return strings.Map(drawable, s)
		}
	}
	return s
}

func drawable(r rune) rune {
	switch {
	case r == '\n', r == '\t', r == 0x2028, r == 0x2029:
		return ' '
	case invisible(r):
		return -1
	}
	return r
}

// edge returns where a byte of the run stands.
func (r run) edge(text string, off int, size float32) float32 {
	w := r.width(text, off) * size
	if r.rtl {
		return r.x + r.w - w
	}
	return r.x + w
}

// strip returns from where to where the bytes from start to end of the run
// reach.
func (r run) strip(text string, start, end int, size float32) (x0, x1 float32) {
	x0, x1 = r.edge(text, max(start, r.start), size), r.edge(text, min(end, r.end), size)
	if x0 > x1 {
		x0, x1 = x1, x0
	}
	return x0, x1
}

// byteAt returns the byte of the line nearest to x.
func (b *block) byteAt(ln line, size, x float32) int {
	rs := b.runs(ln, size)
	if len(rs) == 0 {
		return int(ln.start)
	}
	r := rs[len(rs)-1]
	for _, c := range rs {
		if x < c.x+c.w {
			r = c
			break
		}
	}
	best, nearest := r.start, float32(-1)
	for i := r.start; i <= r.end; {
		d := r.edge(b.text, i, size) - x
		if d < 0 {
			d = -d
		}
		if nearest < 0 || d < nearest {
			best, nearest = i, d
		}
		if i == r.end {
			break
		}
		i = nextChar(b.text, i, r.end)
	}
	return best
}

// nextChar returns where the character after the one at i begins.
func nextChar(s string, i, end int) int {
	joined := false
	for i < end {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		joined = r == '\u200d'
		next, _ := utf8.DecodeRuneInString(s[i:])
		if i >= end || (!joined && !extends(next)) {
			break
		}
	}
	return min(i, end)
}

// prevChar returns where the character before i begins.
func prevChar(s string, i int) int {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		i -= n
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		if !extends(r) && before != '\u200d' {
			break
		}
	}
	return i
}

// lineX returns how far in a line begins that has so much room.
func (b *block) lineX(ln line, size, room float32) float32 {
	if !b.rtl {
		return 0
	}
	var w float32
	for _, r := range b.runs(ln, size) {
		w += r.w
	}
	return max(room-w, 0)
}
