package text

import (
	"iter"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"parallax/article"
)

// An Entry is one entry of the search index: a folded form and where in the
// text it was read. Entries of scripts without spaces overlap, because they are
// pairs of characters.
type Entry struct {
	Form string
	article.Span
}

// A Term is a token of something a person looks for. Prefix means that longer
// tokens which begin with Form are meant too.
type Term struct {
	Form   string
	Prefix bool
}

// Index prepares s for the full-text index: its tokens, folded, separated by
// spaces. Case, accents and width are folded, the letters that Unicode does
// not decompose (ł đ ß ø …) too; runs of Chinese, Japanese and Korean become
// overlapping pairs of characters and the last character alone. Several strings
// are prepared as one with a space between them.
func Index(parts ...string) string { return index("", parts...) }

// IndexPrefixed is Index with prefix set before every token, so that words of
// one field cannot be mistaken for words of another.
func IndexPrefixed(s, prefix string) string { return index(prefix, s) }

func index(prefix string, parts ...string) string {
	size := 0
	for _, s := range parts {
		size += len(s) + len(s)/8
	}
	var b strings.Builder
	b.Grow(size)
	for _, s := range parts {
		sc := entryScanner{s: s}
		for sc.next() {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(prefix)
			b.Write(sc.form)
		}
	}
	return b.String()
}

// Entries yields the tokens of s in order, the very ones Index writes.
func Entries(s string) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		sc := entryScanner{s: s}
		for sc.next() {
			if !yield(Entry{Form: string(sc.form), Span: article.Span{Start: sc.start, End: sc.end}}) {
				return
			}
		}
	}
}

// Terms returns what to look for, one after the other, to find s in an
// indexed text. It is nil where s holds no letter and no digit.
//
// A text goes on where a query ends, so the single character that closes a run
// of a script without spaces is dropped; a query that is one such character
// asks for every pair it begins.
func Terms(s string) []Term {
	var terms []Term
	var single, paired bool // of the last token: a lone character, after a pair
	sc := entryScanner{s: s}
	for sc.next() {
		terms = append(terms, Term{Form: string(sc.form)})
		single, paired = sc.single, sc.paired
	}
	if single && paired {
		return terms[:len(terms)-1]
	}
	if single {
		terms[len(terms)-1].Prefix = true
	}
	return terms
}

// An entryScanner walks the tokens of a text. Everything that reads or writes the
// index goes through it, so that a text, a query and a highlight agree.
type entryScanner struct {
	s   string
	pos int

	form       []byte // of the token, valid until next
	start, end int
	single     bool // the token is the last character of a run
	paired     bool // … and the run had more than one

	run      []byte // the character of a run that waits for its partner
	runStart int
	runEnd   int
	runLen   int
}

// next moves to the next token and reports whether there is one.
func (sc *entryScanner) next() bool {
	sc.form, sc.single, sc.paired = sc.form[:0], false, false
	for sc.pos < len(sc.s) {
		c := sc.s[sc.pos]
		if c < utf8.RuneSelf {
			low := asciiFold[c]
			if len(sc.run) > 0 {
				return sc.endRun()
			}
			if low == 0 {
				sc.pos++
				if len(sc.form) > 0 {
					return true
				}
				continue
			}
			sc.grow(sc.pos + 1)
			sc.form = append(sc.form, low)
			sc.pos++
			continue
		}
		size, kind, folded := readEntry(sc.s[sc.pos:])
		switch kind {
		case within:
			if len(sc.form) > 0 {
				sc.end = sc.pos + size
			}
		case spelled:
			if len(sc.run) > 0 {
				return sc.endRun()
			}
			sc.grow(sc.pos + size)
			sc.form = append(sc.form, folded...)
		case inPair:
			if len(sc.form) > 0 {
				return true
			}
			if len(sc.run) > 0 {
				sc.form = append(append(sc.form, sc.run...), folded...)
				sc.start, sc.end = sc.runStart, sc.pos+size
				sc.startRun(folded, size)
				return true
			}
			sc.runLen = 0
			sc.startRun(folded, size)
			continue
		default:
			if len(sc.run) > 0 {
				return sc.endRun()
			}
			sc.pos += size
			if len(sc.form) > 0 {
				return true
			}
			continue
		}
		sc.pos += size
	}
	if len(sc.run) > 0 {
		return sc.endRun()
	}
	return len(sc.form) > 0
}

// grow makes the token reach to end.
func (sc *entryScanner) grow(end int) {
	if len(sc.form) == 0 {
		sc.start = sc.pos
	}
	sc.end = end
}

func (sc *entryScanner) startRun(folded string, size int) {
	sc.run = append(sc.run[:0], folded...)
	sc.runStart, sc.runEnd = sc.pos, sc.pos+size
	sc.runLen++
	sc.pos += size
}

// endRun makes the character that is left the token.
func (sc *entryScanner) endRun() bool {
	sc.form = append(sc.form, sc.run...)
	sc.start, sc.end = sc.runStart, sc.runEnd
	sc.single, sc.paired = true, sc.runLen > 1
	sc.run, sc.runLen = sc.run[:0], 0
	return true
}

// asciiFold maps the letters and digits to their lower case, the rest to 0.
var asciiFold = func() (t [utf8.RuneSelf]byte) {
	for c := byte(0); c < utf8.RuneSelf; c++ {
		switch {
		case 'A' <= c && c <= 'Z':
			t[c] = c + 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			t[c] = c
		}
	}
	return t
}()

type entryKind byte

const (
	between entryKind = iota
	within            // belongs to the word and has no form: an accent, a soft hyphen
	spelled
	inPair
)

type entryFold struct {
	kind entryKind
	form string
}

// tableEnd is where the alphabets end and the scripts begin whose characters
// are put together from several code points (Hangul, kana).
const tableEnd = 0x1100

var entryTable = sync.OnceValue(func() *[tableEnd]entryFold {
	var t [tableEnd]entryFold
	for r := range t {
		t[r].kind, t[r].form = entryRune(rune(r))
	}
	return &t
})

// readEntry returns the length in bytes, the kind and the folded form of what
// s begins with.
func readEntry(s string) (size int, kind entryKind, folded string) {
	r, size := utf8.DecodeRuneInString(s)
	if r < tableEnd {
		f := &entryTable()[r]
		return size, f.kind, f.form
	}
	if size == 3 && (0x4e00 <= r && r <= 0x9fff || 0xac00 <= r && r <= 0xd7a3) && !partOfSyllable(s[size:]) {
		return size, inPair, s[:size]
	}
	if r == utf8.RuneError && size <= 1 {
		return size, between, ""
	}
	if n := norm.NFKC.NextBoundaryInString(s, true); n > size && n <= 64 {
		size = n
	}
	composed := norm.NFKC.String(s[:size])
	var b strings.Builder
	for _, r := range composed {
		k, form := entryRune(r)
		if k == within || k == between {
			if kind == between {
				kind = k
			}
			continue
		}
		if kind != inPair {
			kind = k
		}
		b.WriteString(form)
	}
	return size, kind, b.String()
}

// partOfSyllable reports whether s begins with a mark or letter that composes
// with the syllable or kana before it.
func partOfSyllable(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return 0x1160 <= r && r <= 0x11ff || unicode.Is(unicode.Mn, r) || r == 0xff9e || r == 0xff9f
}

// undecomposed folds the letters that have no decomposition.
var undecomposed = map[rune]string{
	'ł': "l", 'đ': "d", 'ð': "d", 'ß': "ss", 'ø': "o", 'æ': "ae", 'œ': "oe", 'þ': "th",
	'ħ': "h", 'ı': "i", 'ŧ': "t", 'ĸ': "k", 'ŋ': "n", 'ƒ': "f", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k",
	'ƴ': "y", 'ɨ': "i", 'ʉ': "u", 'ə': "e", 'ǝ': "e", 'ς': "σ", 'ꞌ': "",
	// Arabic as it is typed: final forms, the alef of al-, Persian letters, digits.
	'ى': "ي", 'ة': "ه", 'ٱ': "ا", 'ی': "ي", 'ک': "ك",
	'٠': "0", '١': "1", '٢': "2", '٣': "3", '٤': "4", '٥': "5", '٦': "6", '٧': "7", '٨': "8", '٩': "9",
	'۰': "0", '۱': "1", '۲': "2", '۳': "3", '۴': "4", '۵': "5", '۶': "6", '۷': "7", '۸': "8", '۹': "9",
}

// entryRune returns what r is to the index and its form.
func entryRune(r rune) (entryKind, string) {
	switch {
	case r == 0xad || r == 0x640 || 0x200b < r && r <= 0x200d || r == 0x2060 || r == 0xfeff:
		return within, "" // soft hyphen, Arabic stretching, invisible joiners
	case unicode.Is(unicode.M, r):
		return within, ""
	case inPairs(r):
		return inPair, string(r)
	case !unicode.IsLetter(r) && !unicode.IsNumber(r):
		return between, ""
	}
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		d = unicode.ToLower(d)
		if form, ok := undecomposed[d]; ok {
			b.WriteString(form)
		} else if unicode.IsLetter(d) || unicode.IsNumber(d) {
			b.WriteRune(d)
		}
	}
	if b.Len() == 0 {
		return within, ""
	}
	return spelled, b.String()
}

// inPairs reports whether r is written without spaces between words and
// is therefore indexed in pairs.
func inPairs(r rune) bool {
	switch {
	case r < 0x2e80:
		return 0x1100 <= r && r <= 0x11ff // Hangul letters
	case r == 0x3005, r == 0x3007, r == 0x30fc, r == 0xff70:
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo) &&
		(unicode.IsLetter(r) || unicode.IsNumber(r))
}
