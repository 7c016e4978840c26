package charset

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"parallax/internal/text/language"
)

// Guess returns what bytes that nothing declares are written in: they are read
// in every encoding that is met, and the one wins whose words are words of a
// language that uses it.
func Guess(raw []byte, markup bool) encoding.Encoding {
	enc, _ := guess(raw, markup)
	return enc
}

func guess(raw []byte, markup bool) (enc encoding.Encoding, name string) {
	s := sample(raw, markup)
	if len(s) == 0 {
		s = sample(raw, false) // all of it stands in tags
	}
	many, score := ofManyBytes(s[:min(len(s), sampleSize)])
	if score < readsWell {
		w := words(s)
		one, points := ofOneByte(w)
		if score < readsFairly || points >= readsFairly*float64(beyondASCII(w)) {
			return one.enc, one.name
		}
	}
	return many.enc, many.name
}

// sampleSize is how many bytes are read in every encoding. A page may begin with
// much that is ASCII, so what is beyond it is sought in all of the page: its lines
// first, at most linesSize bytes of them, and the words in these.
const (
	sampleSize = 2 << 10
	linesSize  = 256 << 10
)

// sample returns the parts of raw that have letters beyond ASCII, a line each.
// No byte that parts them is a part of a letter in any encoding. Tags are left
// out.
func sample(raw []byte, markup bool) []byte {
	var out []byte
	for tag := false; len(raw) > 0 && len(out) < linesSize; {
		end := bytes.IndexAny(raw, "<>\n\r")
		part := raw
		next := byte('\n')
		if end >= 0 {
			part, next, raw = raw[:end], raw[end], raw[end+1:]
		} else {
			raw = nil
		}
		if !(markup && tag) && !ascii(part) {
			if room := linesSize - len(out); len(part) > room {
				part = part[:room]
			}
			out = append(append(out, part...), '\n')
		}
		switch next {
		case '<': // a comment and CDATA hold text
			tag = len(raw) > 0 && (raw[0] == '/' || 'a' <= raw[0]|0x20 && raw[0]|0x20 <= 'z')
		case '>':
			tag = false
		}
	}
	return out
}

// words returns the words of a sample that have more than ASCII, with the signs
// and digits that stand at them: the others are the same in every encoding of
// one byte a letter, and many are of no language. A word is a witness once.
func words(sample []byte) []byte {
	var out []byte
	seen := map[string]bool{}
	for w := range bytes.FieldsFuncSeq(sample, func(r rune) bool {
		return r < utf8.RuneSelf && !isASCIILetter(r) && (r < '0' || r > '9')
	}) {
		w = w[:min(len(w), wordSize)]
		if ascii(w) || seen[string(w)] {
			continue
		}
		seen[string(w)] = true
		if len(out)+len(w) >= sampleSize {
			break
		}
		out = append(append(out, w...), ' ')
	}
	return out
}

// wordSize is more than any word has: Thai is written without blanks.
const wordSize = 400

func ascii(b []byte) bool { return beyondASCII(b) == 0 }

func beyondASCII(b []byte) (n int) {
	for _, c := range b {
		n += int(c >> 7)
	}
	return n
}

// A candidate is an encoding with the languages that are written in it.
type candidate struct {
	name  string
	enc   encoding.Encoding
	langs []string
}

var (
	chinese  = []string{"zh-Hans", "zh-Hant"}
	western  = strings.Fields("en de fr es it pt nl sv da nb nn fi is fo ca eu gl ga gd sq af id ms sw tl oc br lb")
	central  = strings.Fields("cs sk pl hu hr bs sr-Latn sl ro sq de")
	turkish  = strings.Fields("tr ku de")
	baltic   = strings.Fields("lt lv et")
	cyrillic = strings.Fields("ru bg mk sr uk be")
	russian  = strings.Fields("ru bg uk be")
)

// The encodings of more bytes a letter, and those of one. Of two that read a text
// equally well the first is taken: it is the more used one.
var (
	manyBytes = []candidate{
		{"shift_jis", japanese.ShiftJIS, []string{"ja"}},
		{"gb18030", simplifiedchinese.GB18030, chinese},
		{"big5", traditionalchinese.Big5, []string{"zh-Hant"}},
		{"euc-kr", korean.EUCKR, []string{"ko"}},
		{"euc-jp", japanese.EUCJP, []string{"ja"}},
		{"johab", johab{}, []string{"ko"}},
	}
	oneByte = []candidate{
		{"windows-1252", charmap.Windows1252, western},
		{"windows-1250", charmap.Windows1250, central},
		{"iso-8859-2", charmap.ISO8859_2, central},
		{"windows-1254", charmap.Windows1254, turkish},
		{"windows-1257", charmap.Windows1257, baltic},
		{"iso-8859-4", charmap.ISO8859_4, baltic},
		{"iso-8859-13", charmap.ISO8859_13, baltic},
		{"iso-8859-15", charmap.ISO8859_15, western},
		{"ibm850", charmap.CodePage850, western},
		{"ibm852", charmap.CodePage852, central},
		{"ibm437", charmap.CodePage437, western},
		{"macintosh", charmap.Macintosh, western},
		{"windows-1251", charmap.Windows1251, cyrillic},
		{"windows-1253", charmap.Windows1253, []string{"el"}},
		{"iso-8859-7", charmap.ISO8859_7, []string{"el"}},
		{"windows-1255", charmap.Windows1255, []string{"he"}},
		{"windows-1256", charmap.Windows1256, []string{"ar", "fa", "ur"}},
		{"iso-8859-6", charmap.ISO8859_6, []string{"ar"}},
		{"windows-874", charmap.Windows874, []string{"th"}},
		{"koi8-r", charmap.KOI8R, russian},
		{"koi8-u", charmap.KOI8U, []string{"uk", "ru", "be"}},
		{"iso-8859-5", charmap.ISO8859_5, cyrillic},
		{"ibm866", charmap.CodePage866, russian},
		{"x-mac-cyrillic", charmap.MacintoshCyrillic, cyrillic},
		{"ibm855", charmap.CodePage855, cyrillic},
		{"ibm862", charmap.CodePage862, []string{"he"}},
	}
)

// What makes a reading one of Chinese, Japanese or Korean: how many points a sign
// has on average. In a text that is 20, and 3 where bytes make signs by chance.
// Where no reading of single bytes is fair either, less is enough: a list of rare
// signs is a text too.
const (
	readsWell   = 9
	readsFairly = 4
)

// ofManyBytes finds the encoding of more bytes a letter that sample is in, with
// the points of a sign, 0 if it can be in none.
func ofManyBytes(sample []byte) (best candidate, score float64) {
	for _, c := range manyBytes {
		text, err := c.enc.NewDecoder().String(string(sample))
		if err != nil {
			continue
		}
		n := countSigns(text)
		if n.signs == 0 || n.broken*5 > n.signs || n.alone*2 > n.signs && n.letters > n.signs {
			continue
		}
		points, _ := language.Likeness(text, c.langs)
		if s := float64(points) / float64(n.signs+3*n.broken); s > score {
			best, score = c, s
		}
	}
	return best, score
}

// signs are what a text has of signs beyond ASCII: how many, how many that no
// text has, and how many with none beside them, as a letter with an accent is.
// letters are those of ASCII.
type signs struct{ signs, broken, alone, letters int }

func countSigns(text string) (n signs) {
	before, last := ' ', ' '
	for _, r := range text + " " {
		switch {
		case isBroken(r), unicode.Is(unicode.Co, r):
			n.broken++
		case r >= utf8.RuneSelf:
			n.signs++
		case isASCIILetter(r):
			n.letters++
		}
		if last >= utf8.RuneSelf && before < utf8.RuneSelf && r < utf8.RuneSelf {
			n.alone++
		}
		before, last = last, r
	}
	return n
}

// isBroken reports whether r is what a wrong encoding makes: nothing, or a
// control character.
func isBroken(r rune) bool { return r == utf8.RuneError || r >= 0x80 && r < 0xa0 }

// absurd is how odd a byte is in what no likeness makes up for.
const absurd = 10

// ofOneByte finds the encoding of one byte a letter that sample is in, with the
// points of it all.
func ofOneByte(sample []byte) (best candidate, points float64) {
	top := math.MinInt
	for _, c := range oneByte {
		text, err := c.enc.NewDecoder().String(string(sample))
		if err != nil {
			continue
		}
		odd := oddities(text)
		if odd > absurd*beyondASCII(sample) && top > math.MinInt {
			continue
		}
		points, _ := language.Likeness(text, c.langs)
		if score := points - odd - c.rarity(); score > top {
			best, top = c, score
		}
	}
	return best, float64(top)
}

// rarity is how many points an encoding has to be ahead: where little tells, a
// page is in what most pages are in.
func (c candidate) rarity() int {
	switch {
	case c.name == "windows-1252":
		return 0
	case strings.HasPrefix(c.name, "ibm"), strings.Contains(c.name, "mac"):
		return 24
	}
	return 8
}

// oddities counts what words seldom have, in the points of a likeness.
func oddities(text string) int {
	n := 0
	run, longest := 0, 0 // of letters of another script than Latin
	before, last := ' ', ' '
	for _, r := range text {
		beyond := last >= utf8.RuneSelf || r >= utf8.RuneSelf
		switch {
		case isBroken(r):
			n += 60
		case r == '¤':
			n += 30 // which is where others have the euro
		case !beyond:
		case unicode.IsLetter(before) && isSign(last) && unicode.IsLetter(r) && !(last == '·' && r == 'l'):
			n += 40 // a sign within a word
		case unicode.IsLetter(r) && (unicode.IsSymbol(last) || last == '¶'), unicode.IsLetter(last) && unicode.Is(unicode.Lm, r):
			n += 15 // a sign at the edge of one
		case isASCIILetter(last) && isOther(r), isASCIILetter(r) && isOther(last):
			n += 30 // two scripts in one
		case unicode.IsLower(last) && unicode.IsUpper(r):
			n += 20 // a capital within one
		case unicode.IsLetter(last) && unicode.IsDigit(r), unicode.IsDigit(last) && unicode.IsLetter(r):
			n += 20
		}
		if run++; !isOther(r) {
			run = 0
		}
		longest = max(longest, run)
		before, last = last, r
	}
	if longest == 1 || longest == 2 {
		n += 40 // whoever writes another script writes words in it
	}
	return n
}

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// isOther reports whether r is a letter of another script than Latin.
func isOther(r rune) bool {
	return r >= 0x250 && r < 0x1e00 && unicode.IsLetter(r) && !unicode.Is(unicode.Lm, r)
}

// isSign reports whether r beyond ASCII is none of what stands within words.
func isSign(r rune) bool {
	return r >= utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsSpace(r) && !strings.ContainsRune("’ʼ–—\u00ad", r)
}
