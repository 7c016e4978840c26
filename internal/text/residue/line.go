package residue

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/text"
)

// A gap is what stands between two words of a line.
type gap uint16

const (
	blank   gap = 1 << iota
	colon       // a mark behind which something is named: ":", "|", "=", "»" or a dash between blanks
	stop        // the end of a sentence
	comma       // any other mark of prose
	slash       // "/"
	crumb       // a mark between the parts of a path: "›", ">", "/", "|"
	opening     // "(" or "["
	closing     // ")" or "]"
	hash        // "#"
	at          // "@"
	newline     //
	quote       //
	bullet      // "•", "·"
	arrow       // "►", ">>"
)

// A word of a line: letters and digits, one letter of a script without blanks
// or one Hangul syllable, an address, or "©".
type word struct {
	fold       string // lower case, without accents
	start, end int    // in the line
	before     gap
	kind       wordKind
}

type wordKind uint8

const (
	letters wordKind = iota
	digits
	address
	wide // Han, kana, Hangul
)

// A line is a text as the rules look at it.
type line struct {
	text  string
	words []word
	after gap // behind the last word
	size  int // in words; of scripts without blanks two letters count one
}

// newLine takes s apart. Hyphens and apostrophes part words: whoever writes
// "e-mail", "don’t" or "l’article" in a table gets what stands in a text.
func newLine(s string) *line {
	l := &line{text: s, words: make([]word, 0, len(s)/6+2)}
	n := 0
	var before gap
	for i := 0; i < len(s); {
		w, width := wordAt(s, i)
		if width == 0 {
			_, width = utf8.DecodeRuneInString(s[i:])
			before |= mark(s, i, width)
			i += width
			continue
		}
		w.before = before
		before = 0
		l.words = append(l.words, w)
		if w.kind == wide {
			n++
		} else {
			n += 2
		}
		i = w.end
	}
	l.after, l.size = before, (n+1)/2
	return l
}

// mark tells what the mark at i is.
func mark(s string, i, width int) gap {
	switch r, _ := utf8.DecodeRuneInString(s[i:]); r {
	case ' ', '\t', '\u00a0', '\u202f', '\u3000':
		return blank
	case '\n':
		return newline | blank
	case '.', '!', '?':
		if i+width >= len(s) || !unicode.IsLetter(next(s, i+width)) && !unicode.IsDigit(next(s, i+width)) {
			return stop
		}
		return 0
	case '。', '！', '？', '؟', '…', '।':
		return stop
	case ':', '：', '=', '＝', '»', '▸', '▶', '►', '→', '⇒', '➡', '👉':
		if r == '»' || r == '→' {
			return colon | crumb | arrow
		}
		if r == ':' && i > 0 && i+1 < len(s) && s[i-1] >= '0' && s[i-1] <= '9' && s[i+1] >= '0' && s[i+1] <= '9' {
			return 0 // a time of day
		}
		return colon
	case '|', '｜':
		return colon | crumb
	case '>', '›', '＞':
		return colon | crumb | arrow
	case '-', '–', '—', '−', '―':
		if (blankAt(s, i-1) || s[i-1] == '-') && (blankAt(s, i+width) || s[i+width] == '-') || r == '—' {
			return colon
		}
		return 0
	case '/', '／':
		if blankAt(s, i-1) && blankAt(s, i+width) {
			return slash | crumb
		}
		return slash
	case ',', ';', '，', '、', '；', '،', '؛':
		return comma
	case '(', '[', '（', '【', '［', '〔', '{':
		return opening
	case ')', ']', '）', '］', '〕', '}':
		return closing
	case '】': // closes what is a label as a rule
		return closing | colon
	case '#', '＃':
		return hash
	case '@':
		return at
	case '"', '“', '”', '„', '«', '「', '」', '『', '』', '《', '》':
		return quote
	case '•', '·', '・', '▪', '●', '◆', '■', '★', '∙':
		return bullet
	}
	return 0
}

func next(s string, i int) rune { r, _ := utf8.DecodeRuneInString(s[i:]); return r }

func blankAt(s string, i int) bool {
	return i < 0 || i >= len(s) || s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == 0xa0 || s[i] == 0x80
}

// wordAt returns the word at i and its width, or 0 where none begins.
func wordAt(s string, i int) (word, int) {
	r, n := rune(s[i]), 1
	if r >= utf8.RuneSelf {
		r, n = utf8.DecodeRuneInString(s[i:])
	}
	switch {
	case r == '©' || r == 'ⓒ' || r == '℗':
		return word{fold: "©", start: i, end: i + n}, n
	case isWide(r):
		return word{fold: s[i : i+n], start: i, end: i + n, kind: wide}, n
	case !unicode.IsLetter(r) && !unicode.IsDigit(r):
		return word{}, 0
	}
	if n := addressWidth(s[i:]); n > 0 {
		return word{fold: strings.ToLower(s[i : i+n]), start: i, end: i + n, kind: address}, n
	}
	end, kind := i, digits
	for end < len(s) {
		r, n := rune(s[end]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[end:])
		}
		switch {
		case isWide(r):
			n = 0
		case unicode.IsDigit(r):
		case unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u00ad' || r == 'ـ':
			kind = letters
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		end += n
	}
	return word{fold: fold(s[i:end]), start: i, end: end, kind: kind}, end - i
}

// longestAddress is how long an address is, of those that are read as one.
const longestAddress = 200

// addressWidth returns the width of the address at the beginning of s: a URL, a
// host with a dot in it or an e-mail address.
func addressWidth(s string) int {
	n, dots, ats, slashes := 0, 0, 0, 0
	for n < len(s) && n < longestAddress {
		c := s[n]
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '-' || c == '_':
		case c == '.':
			dots++
		case c == '@':
			ats++
		case c == '/' && (dots > 0 || slashes > 0) || c == ':' && strings.HasPrefix(s[n:], "://"):
			slashes++
		case slashes > 0 && strings.IndexByte("?=&%#~+:", c) >= 0:
		default:
			goto done
		}
		n++
	}
done:
	for n > 0 && strings.IndexByte(".-_/@?&:", s[n-1]) >= 0 {
		if s[n-1] == '.' {
			dots--
		}
		n--
	}
	w := s[:n]
	switch {
	case dots == 0:
		return 0
	case ats == 1, strings.HasPrefix(w, "http"), strings.HasPrefix(w, "www."):
		return n
	}
	host, _, _ := strings.Cut(w, "/")
	last := host[strings.LastIndexByte(host, '.')+1:]
	if len(last) < 2 || len(last) > 12 || strings.Contains(host, "..") {
		return 0
	}
	for _, c := range []byte(last) { // the letters after the last dot are small: not "Lind.The"
		if c < 'a' || c > 'z' {
			return 0
		}
	}
	return n
}

func isWide(r rune) bool {
	return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// fold returns a word as tables hold it.
func fold(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return letterForms.Replace(text.Fold(s))
		}
	}
	return strings.ToLower(s)
}

// letterForms makes letters one that writers mix: Arabic endings, the Turkish
// dotless i.
var letterForms = strings.NewReplacer("ى", "ي", "ة", "ه", "ی", "ي", "ک", "ك", "ـ", "", "ı", "i", "\u00ad", "")

// of returns the words from i to end as they stand.
func (l *line) of(i, end int) string {
	if i >= end {
		return ""
	}
	return l.text[l.words[i].start:l.words[end-1].end]
}

// gap returns what stands before word i, or behind the last one.
func (l *line) gap(i int) gap {
	if i < len(l.words) {
		return l.words[i].before
	}
	return l.after
}

// capital reports whether word i begins with a capital letter or with a letter
// that has no case.
func (l *line) capital(i int) bool {
	r := next(l.text, l.words[i].start)
	return unicode.IsLetter(r) && !unicode.IsLower(r)
}

// upper reports whether word i begins with a capital letter.
func (l *line) upper(i int) bool { return unicode.IsUpper(next(l.text, l.words[i].start)) }

// stops reports whether a sentence ends between the words from i to end. A
// point after an initial or a short form ends none.
func (l *line) stops(i, end int) bool {
	for j := i + 1; j < end; j++ {
		w := l.words[j-1]
		if l.words[j].before&stop != 0 && (w.kind == wide || utf8.RuneCountInString(w.fold) > 2 || w.kind == digits) {
			return true
		}
	}
	return false
}
