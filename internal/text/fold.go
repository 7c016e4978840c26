package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold lowers s, takes accents away and makes quotes, dashes and spaces
// plain, so that Kim Jong-un and KIM JONG‑UN are the same. It keeps hyphens.
func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\u00ad', r == '\u200b', r == '\ufeff':
		case isApostrophe(r) || r == '‘':
			b.WriteByte('\'')
		case r == '“' || r == '”' || r == '«' || r == '»' || r == '„':
			b.WriteByte('"')
		case unicode.Is(unicode.Pd, r):
			b.WriteByte('-')
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø' || r == 'Ø':
			b.WriteByte('o')
		case r == 'ł' || r == 'Ł':
			b.WriteByte('l')
		case r == 'đ' || r == 'Đ':
			b.WriteByte('d')
		case r == 'æ' || r == 'Æ':
			b.WriteString("ae")
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
