package text

import (
	"slices"
	"strings"
)

// germanStem is the German algorithm of Snowball, as its authors describe it.
// Umlauts and their spellings ae, oe, ue end up as plain vowels, so a word of
// the search index, which has none, has the stem of the word as written.
func germanStem(word string) string {
	w := germanLetters(word)
	r1, r2 := germanRegions(w)
	in := func(region int, suffix string) bool { return len(w)-len(suffix) >= region }
	ends := func(suffix string) bool { return hasSuffix(w, suffix) }
	cut := func(suffix string) { w = w[:len(w)-len(suffix)] }

	switch s := longest(w, "em", "ern", "er", "e", "en", "es", "s"); s {
	case "em", "ern", "er":
		if in(r1, s) {
			cut(s)
		}
	case "e", "en", "es":
		if in(r1, s) {
			cut(s)
			if ends("niss") {
				cut("s")
			}
		}
	case "s":
		if in(r1, s) && len(w) > 1 && strings.ContainsRune("bdfghklmnrt", w[len(w)-2]) {
			cut(s)
		}
	}
	switch s := longest(w, "en", "er", "est", "st"); s {
	case "en", "er", "est":
		if in(r1, s) {
			cut(s)
		}
	case "st":
		if in(r1, s) && len(w) >= 6 && strings.ContainsRune("bdfghklmnt", w[len(w)-3]) {
			cut(s)
		}
	}
	switch s := longest(w, "end", "ung", "ig", "ik", "isch", "lich", "heit", "keit"); s {
	case "end", "ung":
		if in(r2, s) {
			cut(s)
			if ends("ig") && in(r2, "ig") && !ends("eig") {
				cut("ig")
			}
		}
	case "ig", "ik", "isch":
		if in(r2, s) && !ends("e"+s) {
			cut(s)
		}
	case "lich", "heit":
		if in(r2, s) {
			cut(s)
			if (ends("er") || ends("en")) && in(r1, "er") {
				cut("er")
			}
		}
	case "keit":
		if in(r2, s) {
			cut(s)
			if ends("lich") && in(r2, "lich") {
				cut("lich")
			} else if ends("ig") && in(r2, "ig") {
				cut("ig")
			}
		}
	}
	for i, r := range w {
		switch r {
		case 'U':
			w[i] = 'u'
		case 'Y':
			w[i] = 'y'
		case 'ä':
			w[i] = 'a'
		case 'ö':
			w[i] = 'o'
		case 'ü':
			w[i] = 'u'
		}
	}
	return string(w)
}

func germanVowel(r rune) bool { return strings.ContainsRune("aeiouyäöü", r) }

// germanLetters marks u and y between vowels as no vowels and spells ß, ae, oe
// and ue the usual way.
func germanLetters(word string) []rune {
	w := []rune(word)
	for i := 1; i+1 < len(w); i++ {
		if (w[i] == 'u' || w[i] == 'y') && germanVowel(w[i-1]) && germanVowel(w[i+1]) {
			w[i] += 'A' - 'a'
		}
	}
	out := make([]rune, 0, len(w)+2)
	for i := 0; i < len(w); i++ {
		e := i+1 < len(w) && w[i+1] == 'e'
		switch r := w[i]; {
		case r == 'ß':
			out = append(out, 's', 's')
		case r == 'a' && e:
			out = append(out, 'ä')
			i++
		case r == 'o' && e:
			out = append(out, 'ö')
			i++
		case r == 'u' && e && (i == 0 || w[i-1] != 'q'):
			out = append(out, 'ü')
			i++
		default:
			out = append(out, r)
		}
	}
	return out
}

// germanRegions returns where R1 and R2 begin: after the first letter that is
// no vowel and follows one, and the same once more in R1.
func germanRegions(w []rune) (r1, r2 int) {
	after := func(from int) int {
		for i := from + 1; i < len(w); i++ {
			if !germanVowel(w[i]) && germanVowel(w[i-1]) {
				return i + 1
			}
		}
		return len(w)
	}
	r1 = after(0)
	r2 = after(r1)
	return max(r1, 3), r2
}

func hasSuffix(w []rune, suffix string) bool {
	n := len(w) - len(suffix) // suffixes are ASCII
	return n >= 0 && slices.Equal(w[n:], []rune(suffix))
}

// longest returns the longest of suffixes that w ends in, "" if none.
func longest(w []rune, suffixes ...string) string {
	best := ""
	for _, s := range suffixes {
		if len(s) > len(best) && hasSuffix(w, s) {
			best = s
		}
	}
	return best
}
