package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Family is a word and its other forms: missile and missiles, Truppe and
// Truppen. It works on words as the index has them, folded. What is a form
// depends on the language of the text it stands in: "plane" is another form of
// "plan" in French and another word in English. Russian and Arabic words are
// known by their letters, so the language of the text does not matter.
//
// The zero Family has no forms.
type Family struct {
	word   string
	stems  [len(Inflected)]string // by language, "" where its words are written otherwise
	begins [len(Inflected)]string // what other forms begin with
	arabic []string
}

// Inflected are the languages by whose rules words of Latin letters have other
// forms. A text of another language is read by the first.
var Inflected = [...]string{"en", "de", "fr", "es"}

// leastLetters is the length from which a word has other forms.
const leastLetters = 3

// FamilyOf returns the family of a word; the zero Family if it has no forms
// but itself.
func FamilyOf(s string) Family {
	terms := Terms(s)
	if len(terms) != 1 || terms[0].Prefix || len(s) > wordLimit {
		return Family{}
	}
	f := Family{word: terms[0].Form}
	if utf8.RuneCountInString(f.word) < leastLetters {
		return Family{}
	}
	switch alphabet(f.word) {
	case unicode.Latin:
		for i, lang := range Inflected {
			f.stems[i] = foldedStem(f.word, lang)
		}
	case unicode.Cyrillic:
		f.stems[0] = foldedStem(f.word, "ru")
	case unicode.Arabic:
		f.arabic = arabicForms(f.word)
	default:
		return Family{}
	}
	for i := range f.stems {
		f.begins[i] = f.beginning(i)
	}
	return f
}

// IsZero reports whether f has no forms.
func (f Family) IsZero() bool { return f.word == "" }

// Word returns the form the family was asked for by.
func (f Family) Word() string { return f.word }

// Listed returns the other forms where they are few and known beforehand.
func (f Family) Listed() []string { return f.arabic }

// Has reports whether form, a token of the index, is the word or another form
// of it in a text of that language (BCP 47, "" if not known).
func (f Family) Has(form, language string) bool {
	if form == f.word {
		return true
	}
	for _, other := range f.arabic {
		if form == other {
			return true
		}
	}
	i := inflectedBy(language)
	if f.stems[1] == "" { // Cyrillic
		i = 0
	}
	return f.stems[i] != "" && f.in(form, i)
}

// Languages returns of which of the Inflected languages form is a form.
func (f Family) Languages(form string) (in [len(Inflected)]bool) {
	for i := range in {
		in[i] = f.Has(form, Inflected[i])
	}
	return in
}

func (f Family) in(form string, language int) bool {
	if len(form) > wordLimit || !strings.HasPrefix(form, f.begins[language]) || alphabet(form) == nil {
		return false
	}
	lang := Inflected[language]
	if f.stems[1] == "" {
		lang = "ru"
	}
	return foldedStem(form, lang) == f.stems[language]
}

// Beginnings returns the beginnings that other forms have, none within another.
func (f Family) Beginnings() []string {
	var out []string
next:
	for i, s := range f.stems {
		if s == "" {
			continue
		}
		s = f.begins[i]
		for j, have := range out {
			switch {
			case strings.HasPrefix(s, have):
				continue next
			case strings.HasPrefix(have, s):
				out[j] = s
				continue next
			}
		}
		out = append(out, s)
	}
	return out
}

// beginning returns what the word has in common with its stem, but for a
// letter that stems end in where words do not: happi is happy, nation national
// and nationaux.
func (f Family) beginning(language int) string {
	stem := f.stems[language]
	n := 0
	for n < len(f.word) && n < len(stem) && f.word[n] == stem[n] {
		n++
	}
	for n > 0 && !utf8.RuneStart(f.word[n-1]) && n < len(f.word) && !utf8.RuneStart(f.word[n]) {
		n--
	}
	rewritten := ""
	switch Inflected[language] {
	case "en":
		rewritten = "iel"
	case "fr":
		rewritten = "ietxl"
	case "es":
		rewritten = "t"
	}
	if f.stems[1] != "" && n == len(stem) && n > leastLetters && strings.IndexByte(rewritten, stem[n-1]) >= 0 {
		n--
	}
	for n < len(f.word) && utf8.RuneCountInString(f.word[:n]) < leastLetters {
		_, size := utf8.DecodeRuneInString(f.word[n:])
		n += size
	}
	return f.word[:n]
}

// inflectedBy returns the number of the language whose rules hold in a text.
func inflectedBy(language string) int {
	for i, lang := range Inflected {
		if language == lang || len(language) > len(lang) && strings.EqualFold(language[:len(lang)], lang) && (language[len(lang)] == '-' || language[len(lang)] == '_') {
			return i
		}
	}
	return 0
}

// alphabet returns what s is written in, nil if it is mixed or of another.
func alphabet(s string) *unicode.RangeTable {
	for _, table := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Arabic} {
		all := s != ""
		for _, r := range s {
			if table == unicode.Latin && r < utf8.RuneSelf {
				all = all && 'a' <= r && r <= 'z'
			} else {
				all = all && unicode.Is(table, r) && unicode.IsLetter(r)
			}
			if !all {
				break
			}
		}
		if all {
			return table
		}
	}
	return nil
}

// foldedStem is Stem for a folded word: the accents that the rules of a
// language look for are put back first.
func foldedStem(word, language string) string {
	switch language {
	case "es":
		if s, ok := strings.CutSuffix(word, "ion"); ok && (strings.HasSuffix(s, "c") || strings.HasSuffix(s, "s")) {
			word = s + "ión"
		}
	case "fr":
		for _, end := range []string{"ee", "ees"} {
			if s, ok := strings.CutSuffix(word, end); ok {
				word = s + "é" + end[1:]
			}
		}
	case "ru":
		if s, ok := strings.CutSuffix(word, "и"); ok {
			if r, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune("аеиоуыэюя", r) {
				word = s + "й"
			}
		}
	}
	stem := Stem(word, language)
	for i := range len(stem) {
		if stem[i] >= utf8.RuneSelf {
			return Index(stem)
		}
	}
	return stem
}

// The article and the particles that Arabic writes as one with the word, alone
// and together.
var arabicPrefixes = strings.Fields("ال وال بال فال كال لل و ب ل ف ك")

// arabicForms returns a word with and without what is written before it.
// Single letters are put before it and not taken off: a word may begin so.
func arabicForms(word string) []string {
	bare := word
	for _, p := range []string{"وال", "بال", "فال", "كال", "ال", "لل"} {
		if s, ok := strings.CutPrefix(word, p); ok && utf8.RuneCountInString(s) >= 2 {
			bare = s
			break
		}
	}
	forms := make([]string, 0, len(arabicPrefixes)+1)
	if bare != word {
		forms = append(forms, bare)
	}
	for _, p := range arabicPrefixes {
		if form := p + bare; form != word {
			forms = append(forms, form)
		}
	}
	return forms
}
