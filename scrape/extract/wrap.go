package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrapWidth returns the width that the lines of s were broken at, and 0 if a
// line break in it means something. Lines were broken at a width if the next
// word would not have had room.
func wrapWidth(s string) int {
	sample := s[:min(len(s), 256<<10)]
	width := 0
	prev, pairs := "", 0
	each := func(f func(prev, next string)) {
		prev = ""
		for l := range strings.Lines(sample) {
			l = strings.TrimRight(l, " \t\n")
			if prev != "" && strings.TrimSpace(l) != "" {
				f(prev, l)
			}
			prev = l
		}
	}
	each(func(a, b string) {
		pairs++
		width = max(width, utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	})
	if pairs < 3 || width < 30 || width > 120 {
		return 0
	}
	full := 0
	each(func(a, b string) {
		if filled(a, b, width) {
			full++
		}
	})
	if full*10 < pairs*6 {
		return 0
	}
	return width
}

// filled reports whether the first word of next would not have fitted behind
// line.
func filled(line, next string, width int) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	return utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width-4
}

// paragraphs makes paragraphs of lines that stand together: wrapped lines are
// joined; otherwise each line is one, but for a sentence that was broken.
func paragraphs(lines []string, width int) []string {
	var out []string
	open := false
	for i, l := range lines {
		t := strings.TrimSpace(l)
		if t == "" {
			continue
		}
		if open {
			out[len(out)-1] = joinLines(out[len(out)-1], t)
		} else {
			out = append(out, t)
		}
		open = false
		if i+1 < len(lines) {
			next := lines[i+1]
			switch {
			case width > 0:
				indented := strings.HasPrefix(next, "  ") && !strings.HasPrefix(l, "  ") || strings.HasPrefix(next, "\t")
				open = filled(l, next, width) && !indented
			default:
				open = goesOn(t, strings.TrimSpace(next))
			}
		}
	}
	return out
}

// goesOn reports whether a sentence runs from line into next.
func goesOn(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(next)
	return utf8.RuneCountInString(line) >= 40 && unicode.IsLower(first) && (unicode.IsLetter(last) || last == ',')
}

func joinLines(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if last == '-' && unicode.IsLower(first) || noBlanks(last) && noBlanks(first) {
		return a + b
	}
	return a + " " + b
}

// noBlanks reports whether r belongs to a script that puts no blank between
// words.
func noBlanks(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff60
}
