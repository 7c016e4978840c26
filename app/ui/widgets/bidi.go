package widgets

import (
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// hasRTL reports whether s has letters of a script written from right to left.
func hasRTL(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		// Hebrew, Arabic and their neighbours begin with these bytes.
		if c >= 0xd6 && c <= 0xdf || c == 0xe0 || c == 0xef || c == 0xf0 {
			r, n := utf8.DecodeRuneInString(s[i:])
			if isRTL(r) {
				return true
			}
			i += n - 1
		}
	}
	return false
}

func isRTL(r rune) bool {
	return r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc ||
		r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff
}

// startsRTL reports whether the first letter of s is written from right to
// left.
func startsRTL(s string) bool {
	for _, r := range s {
		switch class(r) {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}

func class(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// A stretch is a part of a line in one direction.
type stretch struct {
	start, end int
	level      int
}

// stretches returns the parts of s in the order they are seen from left to
// right. It follows the Unicode rules without explicit embeddings, which a
// news text does not have; their marks are not drawn.
func stretches(s string, rtl bool) []stretch {
	levels := levelsOf(s, rtl)
	var out []stretch
	i := 0
	for at, r := range s {
		n := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, n = utf8.DecodeRuneInString(s[at:])
		}
		if k := len(out) - 1; k >= 0 && out[k].level == levels[i] {
			out[k].end = at + n
		} else {
			out = append(out, stretch{at, at + n, levels[i]})
		}
		i++
	}
	highest := 0
	for _, st := range out {
		highest = max(highest, st.level)
	}
	for level := highest; level > 0; level-- {
		for a := 0; a < len(out); a++ {
			z := a
			for z < len(out) && out[z].level >= level {
				z++
			}
			slices.Reverse(out[a:z])
			a = max(a, z-1)
		}
	}
	return out
}

// levelsOf returns the level of each rune of a line: odd is right to left.
func levelsOf(s string, rtl bool) []int {
	base, baseClass := 0, bidi.L
	if rtl {
		base, baseClass = 1, bidi.R
	}
	cl := make([]bidi.Class, 0, len(s))
	for _, r := range s {
		cl = append(cl, class(r))
	}
	weak(cl, baseClass)
	for i := 0; i < len(cl); i++ {
		if !neutral(cl[i]) {
			continue
		}
		end := i
		for end < len(cl) && neutral(cl[end]) {
			end++
		}
		before, after := baseClass, baseClass
		if i > 0 {
			before = direction(cl[i-1])
		}
		if end < len(cl) {
			after = direction(cl[end])
		}
		to := baseClass
		if before == after {
			to = before
		}
		for ; i < end; i++ {
			cl[i] = to
		}
		i--
	}
	levels := make([]int, len(cl))
	for i, c := range cl {
		switch {
		case c == bidi.L && base == 0:
			levels[i] = 0
		case c == bidi.R:
			levels[i] = 1
		default:
			levels[i] = 2
		}
	}
	return levels
}

// weak resolves numbers, the signs in and around them, and marks on letters.
func weak(cl []bidi.Class, base bidi.Class) {
	strong, prev := base, base
	for i, c := range cl {
		switch c {
		case bidi.NSM:
			cl[i] = prev
		case bidi.AL:
			strong = bidi.AL
			cl[i] = bidi.R
		case bidi.L, bidi.R:
			strong = c
		case bidi.EN:
			if strong == bidi.AL {
				cl[i] = bidi.AN
			} else if strong == bidi.L {
				cl[i] = bidi.L
			}
		case bidi.ES, bidi.CS:
			cl[i] = bidi.ON
			if i > 0 && i+1 < len(cl) && number(cl[i-1]) && cl[i+1] == bidi.EN {
				cl[i] = cl[i-1]
			}
		case bidi.ET:
			cl[i] = bidi.ON
			if i > 0 && number(cl[i-1]) {
				cl[i] = cl[i-1]
			} else if i+1 < len(cl) && cl[i+1] == bidi.EN && strong != bidi.L {
				cl[i] = bidi.EN
			}
		}
		prev = cl[i]
	}
}

func number(c bidi.Class) bool { return c == bidi.EN || c == bidi.AN }

func neutral(c bidi.Class) bool { return c != bidi.L && c != bidi.R && !number(c) }

// direction is what a class counts as beside a neutral.
func direction(c bidi.Class) bidi.Class {
	if c == bidi.L {
		return bidi.L
	}
	return bidi.R
}
