package format

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	byWord  = regexp.MustCompile(`(?i)^(?:written\s+by|by|von|par|por|di|от|автор:)\s+`)
	andWord = regexp.MustCompile(`\s+(?:and|und|et|y|e|и)\s+|\s*[&;|]\s*|\n+`)
	suffix  = regexp.MustCompile(`(?i)^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?\s?d|mba|esq)\.?$`)
	wiki    = regexp.MustCompile(`^\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]$`)
)

// Names returns the authors that a line names: "By A and B", "A, B, C". A comma
// splits only between what can be full names, so that "Smith, John" stays one.
func Names(line string) []string {
	line = byWord.ReplaceAllString(strings.TrimSpace(line), "")
	var names []string
	for _, part := range andWord.Split(line, -1) {
		names = append(names, commas(part)...)
	}
	var out []string
	seen := map[string]bool{}
	for _, n := range names {
		n = Name(n)
		if n != "" && !seen[strings.ToLower(n)] {
			seen[strings.ToLower(n)] = true
			out = append(out, n)
		}
	}
	return out
}

// Name returns one name without the marks around it.
func Name(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if m := wiki.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	return strings.Trim(s, " ,;|")
}

// commas splits part at its commas if each piece can be a full name.
func commas(part string) []string {
	pieces := strings.Split(part, ",")
	if len(pieces) == 1 {
		return pieces
	}
	var out []string
	for _, p := range pieces {
		p = strings.TrimSpace(p)
		switch {
		case p == "":
		case suffix.MatchString(p) && len(out) > 0:
			out[len(out)-1] += ", " + p
		case !fullName(p):
			return []string{part}
		default:
			out = append(out, p)
		}
	}
	return out
}

// fullName reports whether p has two words or more, or is of a script that
// writes names without a space.
func fullName(p string) bool {
	if len(strings.Fields(p)) >= 2 {
		return true
	}
	for _, r := range p {
		if unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
			return true
		}
	}
	return false
}
