package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind says what a token is.
type Kind uint8

// The kinds of tokens.
const (
	Word       Kind = iota // letters, with the apostrophes and dots inside: don’t, U.S.
	Digits                 // digits with their separators: 15,000 or 7.8
	Possessive             // ’s or a lone apostrophe after a word
	Punct                  // one mark
	Address                // a URL, a host, an @handle
)

// A Token is a word, a number or a mark. Hyphens stand alone, so that
// "72-hour" and "Jong-un" are three tokens without a space between.
type Token struct {
	Span
	Kind  Kind
	Space bool // white space stands before it
}

// Tokens takes s apart. The tokens are in order, do not overlap and leave out
// only white space.
func Tokens(s string) []Token {
	toks := make([]Token, 0, len(s)/5+1)
	space := true
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			space = true
			i += n
			continue
		}
		end, kind := i+n, Punct
		switch {
		case addressAt(s, i, space) > 0:
			end, kind = i+addressAt(s, i, space), Address
		case isIdeograph(r):
			kind = Word
		case unicode.IsLetter(r) || unicode.IsMark(r):
			end, kind = wordEnd(s, i), Word
		case r >= '0' && r <= '9' || unicode.IsDigit(r):
			end, kind = digitsEnd(s, i), Digits
		case isApostrophe(r) && !space && len(toks) > 0 && (toks[len(toks)-1].Kind == Word || toks[len(toks)-1].Kind == Digits):
			if j := i + n; j < len(s) && (s[j] == 's' || s[j] == 'S') && !letterAt(s, j+1) {
				end, kind = j+1, Possessive
			}
		}
		toks = append(toks, Token{Span: Span{Start: i, End: end}, Kind: kind, Space: space})
		space = false
		i = end
	}
	return toks
}

// wordEnd returns where the word that begins at i ends.
func wordEnd(s string, i int) int {
	start := i
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case isIdeograph(r):
			return i
		case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '\u00ad':
			i += n
		case isApostrophe(r) && letterAt(s, i+n):
			// ’s is cut off, so that Russia’s is Russia; don’t and O’Brien stay.
			if j := i + n; (s[j] == 's' || s[j] == 'S') && !letterAt(s, j+1) {
				return i
			}
			i += n
		case r == '.' && i-start <= 8 && dotted(s[start:i]) && letterAt(s, i+1) && !letterAt(s, i+1+runeLen(s, i+1)):
			i++ // the dots of U.S. and a.m.
		case r == '.' && i-start >= 3 && strings.IndexByte(s[start:i], '.') > 0 && dotted(s[start:i]):
			return i + 1 // and the last of them
		default:
			return i
		}
	}
	return i
}

// dotted reports whether w is single letters with dots between, or one letter.
func dotted(w string) bool {
	letters := 0
	for _, r := range w {
		switch {
		case r == '.':
			letters = 0
		case unicode.IsLetter(r):
			letters++
			if letters > 1 {
				return false
			}
		default:
			return false
		}
	}
	return letters == 1
}

// digitsEnd returns where the number in digits that begins at i ends.
func digitsEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsDigit(r):
			i += n
		case (r == ',' || r == '.' || r == '\u2019') && i+n < len(s) && s[i+n] >= '0' && s[i+n] <= '9':
			i += n
		case (r == '\u00a0' || r == '\u202f') && threeDigits(s, i+n): // 15 000
			i += n
		default:
			return i
		}
	}
	return i
}

// threeDigits reports whether exactly three digits stand at i.
func threeDigits(s string, i int) bool {
	n := 0
	for i+n < len(s) && s[i+n] >= '0' && s[i+n] <= '9' {
		n++
	}
	return n == 3
}

// addressAt returns the length of the URL, host or handle at i, or 0.
func addressAt(s string, i int, space bool) int {
	rest := s[i:]
	switch {
	case strings.HasPrefix(rest, "http://"), strings.HasPrefix(rest, "https://"), strings.HasPrefix(rest, "www."),
		strings.HasPrefix(rest, "pic.twitter.com/"):
	case rest[0] == '@' && space && len(rest) > 1 && (rest[1] == '_' || letterAt(s, i+1)):
	default:
		return 0
	}
	n := strings.IndexFunc(rest, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("<>\"“”«»()[]{}|", r)
	})
	if n < 0 {
		n = len(rest)
	}
	if rest[0] == '@' {
		n = 1
		for n < len(rest) && (rest[n] == '_' || rest[n] >= '0' && rest[n] <= '9' || letterAt(rest, n)) {
			n += runeLen(rest, n)
		}
		return n
	}
	return len(strings.TrimRight(rest[:n], ".,;:!?'’"))
}

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	if s[i] < utf8.RuneSelf {
		return s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z'
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

func runeLen(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return n
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '＇' }

// isIdeograph reports whether r is of a script that writes no spaces between
// words; each such rune is a token of its own.
func isIdeograph(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) ||
		r >= 0x0e00 && unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// IsUpper reports whether w begins with a capital letter.
func IsUpper(w string) bool {
	if w == "" {
		return false
	}
	if w[0] < utf8.RuneSelf {
		return w[0] >= 'A' && w[0] <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// AllUpper reports whether w has two letters or more and all are capitals.
func AllUpper(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return false
			}
			n++
		}
	}
	return n >= 2
}
