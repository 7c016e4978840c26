package charset

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// Guess returns what bytes that nothing declares are written in. Encodings of
// several bytes a letter have patterns that a detector knows well; between those
// of one byte a letter, the words decide.
func Guess(raw []byte, markup bool) encoding.Encoding {
	d := chardet.NewTextDetector()
	if markup {
		d = chardet.NewHtmlDetector()
	}
	sample := raw[:min(len(raw), 256<<10)]
	likely := encoding.Encoding(charmap.Windows1252)
	if all, err := d.DetectAll(sample); err == nil {
		best := slices.MinFunc(all, likelier)
		enc, name := charset.Lookup(best.Charset)
		if enc != nil {
			likely = enc
			if strings.HasPrefix(name, "iso-8859-8") {
				likely = charmap.Windows1255 // the same letters and more
			}
			if manyBytes[name] && best.Confidence >= 10 {
				return enc
			}
		}
	}
	return byWords(sample, likely)
}

// likelier sorts the surest first. Between two that are as sure, the more used
// one and then the name decide: the detector asks its recognizers at the same
// time and gives them in the order they come back, but a text must be read the
// same way every time.
func likelier(a, b chardet.Result) int {
	return cmp.Or(
		cmp.Compare(b.Confidence, a.Confidence),
		cmp.Compare(usual(a.Charset), usual(b.Charset)),
		cmp.Compare(a.Charset, b.Charset),
		cmp.Compare(a.Language, b.Language),
	)
}

// usual returns the place of an encoding among those of several bytes a letter,
// the most used first.
func usual(name string) int {
	order := []string{"UTF-8", "GB18030", "Shift_JIS", "EUC-KR", "Big5", "EUC-JP"}
	if i := slices.Index(order, name); i >= 0 {
		return i
	}
	return len(order)
}

var manyBytes = map[string]bool{
	"utf-8": true, "utf-16le": true, "utf-16be": true, "shift_jis": true, "euc-jp": true, "iso-2022-jp": true,
	"euc-kr": true, "big5": true, "gbk": true, "gb18030": true,
}

// An alphabet is one of the encodings of one byte a letter, with the letters
// that are frequent in the languages written in it.
type alphabet struct {
	enc      encoding.Encoding
	script   *unicode.RangeTable
	frequent string
}

const (
	cyrillicLetters = "оеаинтсрвлкмдпуяыьгзбчй"
	westernLetters  = "éèàçêôùâîïëäöüßñáíóúãõåøæ¿¡’“”«»–—"
	centralLetters  = "áéíóúýčďěňřšťžůąćęłńśźżőűöüăâîșțşţđäô„”“’–"
)

var alphabets = []alphabet{
	{charmap.Windows1252, unicode.Latin, westernLetters},
	{charmap.CodePage850, unicode.Latin, westernLetters},
	{charmap.Windows1250, unicode.Latin, centralLetters},
	{charmap.ISO8859_2, unicode.Latin, centralLetters},
	{charmap.Windows1254, unicode.Latin, "ığşçöüİ’“”"},
	{charmap.Windows1257, unicode.Latin, "āčēģīķļņšūžąęėįųõäöü"},
	{charmap.Windows1251, unicode.Cyrillic, cyrillicLetters},
	{charmap.KOI8R, unicode.Cyrillic, cyrillicLetters},
	{charmap.CodePage866, unicode.Cyrillic, cyrillicLetters},
	{charmap.CodePage855, unicode.Cyrillic, cyrillicLetters},
	{charmap.ISO8859_5, unicode.Cyrillic, cyrillicLetters},
	{charmap.MacintoshCyrillic, unicode.Cyrillic, cyrillicLetters},
	{charmap.Windows1253, unicode.Greek, "αοιετσνηυρπκλςάίόέ"},
	{charmap.ISO8859_7, unicode.Greek, "αοιετσνηυρπκλςάίόέ"},
	{charmap.Windows1255, unicode.Hebrew, "יוהלאמרתבשנ"},
	{charmap.Windows1256, unicode.Arabic, "الينمروتبة"},
	{charmap.ISO8859_6, unicode.Arabic, "الينمروتبة"},
	{charmap.Windows874, unicode.Thai, "านรอกเงมยลวดท่้"},
}

// byWords returns the encoding whose letters make the most likely words of raw;
// likely is kept unless another one is clearly better.
func byWords(raw []byte, likely encoding.Encoding) encoding.Encoding {
	best, top := likely, -1.0
	for _, a := range alphabets {
		s := a.score(raw)
		if a.enc == likely {
			s *= 1.05
		}
		if s > top {
			best, top = a.enc, s
		}
	}
	if top <= 0 {
		return likely
	}
	return best
}

// score says how likely the letters beyond ASCII in raw are as words of the
// alphabet, at most 1.
func (a alphabet) score(raw []byte) float64 {
	text, err := a.enc.NewDecoder().Bytes(raw)
	if err != nil {
		return 0
	}
	total, points := 0.0, 0.0
	letters, capitals := 0, 0
	runes := []rune(string(text))
	for i, r := range runes {
		prev, next := ' ', ' '
		if i > 0 {
			prev = runes[i-1]
		}
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		if r >= 0x80 || prev >= 0x80 && unicode.IsLetter(r) {
			total++
			points += a.point(prev, r, next)
			if r >= 0x80 && unicode.IsLetter(r) {
				letters++
				if unicode.IsUpper(r) {
					capitals++
				}
			}
		}
	}
	if total == 0 {
		return 0
	}
	if letters >= 100 && capitals == 0 && (a.script == unicode.Cyrillic || a.script == unicode.Greek) {
		points -= total / 5 // sentences begin with capitals
	}
	return points / total
}

// point values a letter between its neighbours.
func (a alphabet) point(prev, r, next rune) float64 {
	switch {
	case !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '’' && unicode.IsLetter(prev) && unicode.IsLetter(next):
		return -1.5
	case unicode.IsControl(r) || r == unicode.ReplacementChar:
		return -4
	case a.script == unicode.Latin && r >= 0x80 && prev >= 0x80 && unicode.IsLetter(r) && unicode.IsLetter(prev):
		return -1 // two letters with accents in a row are rare
	case strings.ContainsRune(a.frequent, r):
		if unicode.IsLower(prev) || !unicode.IsLetter(prev) || !unicode.IsLower(r) {
			return 1
		}
		return 0.8
	case unicode.IsUpper(r) && unicode.IsLower(prev):
		return -2
	case unicode.IsLetter(r) && r >= 0x80:
		if !unicode.Is(a.script, r) {
			return -2
		}
		return 0.5
	case r < 0x80: // a Latin letter right after one of another script
		if a.script != unicode.Latin {
			return -1
		}
		return 0.5
	case unicode.IsMark(r):
		return 0.5
	case unicode.IsLetter(prev) && (unicode.IsSymbol(r) || unicode.Is(unicode.Co, r)):
		return -1.5
	}
	return 0
}
