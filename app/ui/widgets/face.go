package widgets

import (
	"bytes"
	"math"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"parallax/app/ui/theme"
)

// A Face is one of the faces texts are set in.
type Face int

// The faces.
const (
	Sans Face = iota
	SansItalic
	SansMedium
	SansBold
	Serif
	SerifItalic
	SerifBold
	Mono
	faceCount
)

// bold returns the heavy face of the same family.
func (f Face) bold() Face {
	switch f {
	case Serif, SerifItalic:
		return SerifBold
	case Sans, SansItalic, SansMedium:
		return SansBold
	}
	return f
}

// italic returns the slanted face of the same family.
func (f Face) italic() Face {
	switch f {
	case Serif, SerifBold:
		return SerifItalic
	case Sans, SansMedium, SansBold:
		return SansItalic
	}
	return f
}

// faceSpec says how canvas.Text gets a face. Where source is nil Fyne draws
// with the theme's face and, for what that lacks, with its own and the
// system's.
var faceSpec = [faceCount]struct {
	file   fyne.Resource
	source fyne.Resource
	style  fyne.TextStyle
}{
	Sans:       {file: theme.Sans},
	SansItalic: {file: theme.SansItalic, style: fyne.TextStyle{Italic: true}},
	SansMedium: {file: theme.SansMedium, source: theme.SansMedium},
	SansBold:   {file: theme.SansSemiBold, style: fyne.TextStyle{Bold: true}},
	Serif:      {file: theme.Serif, source: theme.Serif},
	SerifItalic: {
		file: theme.SerifItalic, source: theme.SerifItalic, style: fyne.TextStyle{Italic: true},
	},
	SerifBold: {
		file: theme.SerifSemiBold, source: theme.SerifSemiBold, style: fyne.TextStyle{Bold: true},
	},
	Mono: {file: base.DefaultTextMonospaceFont(), style: fyne.TextStyle{Monospace: true}},
}

// fallbackStyle is how Fyne is asked to draw what the face lacks.
func (f Face) fallbackStyle() fyne.TextStyle {
	switch f {
	case SansBold, SerifBold:
		return fyne.TextStyle{Bold: true}
	case SansItalic, SerifItalic:
		return fyne.TextStyle{Italic: true}
	case Mono:
		return fyne.TextStyle{Monospace: true}
	}
	return fyne.TextStyle{}
}

const (
	tableEnd    = 0x180 // runes below have their advances in a table
	pairEnd     = 0x80  // pairs of runes below have their kerning in a table
	measureSize = 64    // text size at which Fyne is asked for what a face lacks
	mostWords   = 50000 // of those that Fyne measured are remembered
)

// A metric measures texts in a face, in parts of the text size. Widths of runs
// in one face and script are sums of advances and kerning, both remembered;
// scripts that join or reorder letters are measured word by word.
type metric struct {
	face    *font.Face
	perUnit float32
	ascent  float32
	advance [tableEnd]float32          // NaN until asked for, negative where the face has no glyph
	more    map[rune]float32           // the same for other runes
	kern    [pairEnd * pairEnd]float32 // NaN until asked for
	pairs   map[[2]rune]float32        // the same for other pairs
	words   map[string]float32         // as Fyne measures them, for what the face lacks
	style   fyne.TextStyle
}

var (
	metrics [faceCount]*metric
	shaper  shaping.HarfbuzzShaper
)

func (f Face) metric() *metric {
	if m := metrics[f]; m != nil {
		return m
	}
	m := &metric{
		more:  map[rune]float32{},
		pairs: map[[2]rune]float32{},
		words: map[string]float32{},
		style: f.fallbackStyle(),
	}
	parsed, err := font.ParseTTF(bytes.NewReader(faceSpec[f].file.Content()))
	if err != nil {
		panic("a bundled face cannot be read: " + err.Error())
	}
	m.face = parsed
	m.perUnit = 1 / float32(parsed.Upem())
	if ext, ok := parsed.FontHExtents(); ok {
		m.ascent = ext.Ascender * m.perUnit
	}
	nan := float32(math.NaN())
	for i := range m.advance {
		m.advance[i] = nan
	}
	for i := range m.kern {
		m.kern[i] = nan
	}
	metrics[f] = m
	return m
}

// rune returns the advance of r and false where the face cannot draw it alone.
func (m *metric) rune(r rune) (float32, bool) {
	if r < tableEnd {
		a := m.advance[r]
		if a != a {
			a = m.lookUp(r)
			m.advance[r] = a
		}
		return a, a >= 0
	}
	a, ok := m.more[r]
	if !ok {
		a = m.lookUp(r)
		m.more[r] = a
	}
	return a, a >= 0
}

func (m *metric) lookUp(r rune) float32 {
	if invisible(r) {
		return 0
	}
	if unicode.IsSpace(r) {
		r = ' '
	}
	g, ok := m.face.NominalGlyph(r)
	switch {
	case ok && r >= 0x300 && r < 0x370: // accents stand on the letter before
		return 0
	case !ok || joins(r):
		return -1
	}
	return m.face.HorizontalAdvance(g) * m.perUnit
}

// kerning returns by how much b stands nearer to a than its advance says.
func (m *metric) kerning(a, b rune) float32 {
	if a < pairEnd && b < pairEnd {
		k := m.kern[a*pairEnd+b]
		if k != k {
			k = m.shapePair(a, b)
			m.kern[a*pairEnd+b] = k
		}
		return k
	}
	key := [2]rune{a, b}
	k, ok := m.pairs[key]
	if !ok {
		k = m.shapePair(a, b)
		m.pairs[key] = k
	}
	return k
}

func (m *metric) shapePair(a, b rune) float32 {
	if invisible(a) || invisible(b) || unicode.IsControl(a) || unicode.IsControl(b) || unicode.IsSpace(b) {
		return 0
	}
	x, okX := m.rune(a)
	y, okY := m.rune(b)
	if !okX || !okY {
		return 0
	}
	const at = 256
	script := language.LookupScript(b)
	out := shaper.Shape(shaping.Input{
		Text: []rune{a, b}, RunEnd: 2, Direction: di.DirectionLTR,
		Face: m.face, Size: fixed.I(at), Script: script,
	})
	return float32(out.Advance)/64/at - x - y
}

// width returns the width of s in parts of the text size.
func (m *metric) width(s string) float32 {
	var w float32
	var prev rune
	foreign := -1 // where what the face lacks began
	for i, r := range s {
		a, ok := m.rune(r)
		if !ok {
			if foreign < 0 {
				foreign = i
			}
			prev = 0
			continue
		}
		if foreign >= 0 {
			w += m.foreign(s[foreign:i])
			foreign = -1
		}
		w += a
		if prev != 0 && prev != ' ' {
			w += m.kerning(prev, r)
		}
		prev = r
	}
	if foreign >= 0 {
		w += m.foreign(s[foreign:])
	}
	return w
}

// foreign asks Fyne for the width of what the face lacks.
func (m *metric) foreign(s string) float32 {
	if w, ok := m.words[s]; ok {
		return w
	}
	size, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, measureSize, m.style, nil)
	w := size.Width / measureSize
	if len(m.words) >= mostWords {
		clear(m.words)
	}
	m.words[s] = w
	return w
}

// width returns the width of s at a text size.
func (f Face) width(s string, size float32) float32 { return f.metric().width(s) * size }

// lineHeight returns the height that Fyne gives a text of the face.
func (f Face) lineHeight(size float32) float32 {
	spec := faceSpec[f]
	h, _ := fyne.CurrentApp().Driver().RenderedTextSize(" ", size, spec.style, spec.source)
	return h.Height
}

// cut returns the longest beginning of s, ending between two characters, that
// is not wider than limit; at least one character.
func (f Face) cut(s string, size, limit float32) int {
	m := f.metric()
	var w float32
	var prev rune
	for i, r := range s {
		a, ok := m.rune(r)
		if !ok {
			a = m.foreign(string(r))
		}
		w += a
		if prev != 0 && ok {
			w += m.kerning(prev, r)
		}
		prev = r
		if w*size > limit && i > 0 {
			return graphemeStart(s, i)
		}
	}
	return len(s)
}

// graphemeStart moves i back to where the character at i begins, but not to
// the beginning of s.
func graphemeStart(s string, i int) int {
	for at := i; at > 0; {
		r, _ := utf8.DecodeRuneInString(s[at:])
		before, n := utf8.DecodeLastRuneInString(s[:at])
		if !extends(r) && before != '\u200d' {
			return at
		}
		at -= n
	}
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// extends reports whether r belongs to the character before it.
func extends(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r == '\u200d' ||
		(r >= 0xfe00 && r <= 0xfe0f) || (r >= 0x1f3fb && r <= 0x1f3ff)
}

// invisible reports whether r is not drawn at all: marks of direction, breaks
// of no width, and the rest of the control characters.
func invisible(r rune) bool {
	switch {
	case r < ' ':
		return r != '\t' && r != '\n'
	case r >= 0x7f && r <= 0x9f, r == 0xad, r == 0x200b, r == 0x200e, r == 0x200f, r == 0x2060, r == 0xfeff, r == 0x61c:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}

// joins reports whether r belongs to a script whose letters change with their
// neighbours, or is a mark on the letter before it.
func joins(r rune) bool {
	switch {
	case r < 0x300:
		return false
	case r < 0x370:
		return true
	case r >= 0x590 && r < 0x10a0:
		return true
	case r >= 0x1780 && r < 0x1800:
		return true
	case r == 0x200c, r == 0x200d, r >= 0xfe00 && r <= 0xfe0f:
		return true
	case r >= 0xfb1d && r <= 0xfeff, r >= 0x1f000 && r < 0x20000:
		return true
	}
	return unicode.Is(unicode.Mn, r)
}
