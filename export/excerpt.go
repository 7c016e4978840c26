package export

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/article"
)

// How long an excerpt is, in characters. Where no blank stands in the second
// half, as in Chinese, it ends between two characters.
const excerptLength = 200

// excerpt returns the first words of a text without its residue, in one line.
// It ends with "…" where there is more.
func excerpt(text string, residue []article.Residue) string {
	if !slices.IsSortedFunc(residue, byStart) {
		residue = slices.SortedFunc(slices.Values(residue), byStart)
	}
	var b strings.Builder
	runes, blank := 0, true
	cut := 0 // bytes up to the last blank in the second half
	for at := 0; at < len(text); {
		for len(residue) > 0 && residue[0].Start <= at {
			if residue[0].End > at && residue[0].End <= len(text) {
				at = residue[0].End
				if !blank {
					b.WriteByte(' ')
					runes, blank = runes+1, true
				}
			}
			residue = residue[1:]
		}
		if at >= len(text) {
			break
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case unicode.IsSpace(r):
			if !blank {
				if runes >= excerptLength/2 {
					cut = b.Len()
				}
				b.WriteByte(' ')
				runes, blank = runes+1, true
			}
		case runes >= excerptLength && !joins(r):
			if blank {
				cut = b.Len() - 1
			}
			return shorten(b.String(), cut) + "…"
		default:
			b.WriteString(text[at : at+size])
			runes, blank = runes+1, false
		}
		if runes >= 2*excerptLength { // a run of marks that never ends
			return strings.TrimRight(b.String(), " ") + "…"
		}
		at += size
	}
	return strings.TrimRight(b.String(), " ")
}

func byStart(a, b article.Residue) int { return cmp.Compare(a.Start, b.Start) }

// shorten cuts at the blank, if there is one.
func shorten(s string, cut int) string {
	if cut > 0 {
		s = s[:cut]
	}
	return strings.TrimRight(s, " ")
}

// joins reports whether r belongs to the character before it.
func joins(r rune) bool {
	return unicode.Is(unicode.M, r) || r == '\u200D' || r >= 0x1F3FB && r <= 0x1F3FF
}
