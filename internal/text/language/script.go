package language

import (
	"unicode"
	"unicode/utf8"
)

type script uint8

const (
	none script = iota
	latin
	cyrillic
	arabic
	devanagari
	han
	kana
	hangul
	greek
	hebrew
	thai
	armenian
	georgian
	bengali
	tamil
	telugu
	kannada
	malayalam
	gujarati
	gurmukhi
	odia
	sinhala
	myanmar
	khmer
	lao
	tibetan
	ethiopic
	thaana
	scripts
)

// alone are the scripts that one language is written in, as far as news go.
var alone = [scripts]string{
	greek: "el", hebrew: "he", thai: "th", armenian: "hy", georgian: "ka", bengali: "bn", tamil: "ta", telugu: "te",
	kannada: "kn", malayalam: "ml", gujarati: "gu", gurmukhi: "pa", odia: "or", sinhala: "si", myanmar: "my",
	khmer: "km", lao: "lo", tibetan: "bo", ethiopic: "am", thaana: "dv",
}

// ranges are the scripts beyond Latin and Cyrillic, which are asked first.
var ranges = []struct {
	script script
	table  *unicode.RangeTable
}{
	{han, unicode.Han},
	{arabic, unicode.Arabic},
	{hangul, unicode.Hangul},
	{kana, unicode.Hiragana},
	{kana, unicode.Katakana},
	{devanagari, unicode.Devanagari},
	{greek, unicode.Greek},
	{hebrew, unicode.Hebrew},
	{thai, unicode.Thai},
	{armenian, unicode.Armenian},
	{georgian, unicode.Georgian},
	{bengali, unicode.Bengali},
	{tamil, unicode.Tamil},
	{telugu, unicode.Telugu},
	{kannada, unicode.Kannada},
	{malayalam, unicode.Malayalam},
	{gujarati, unicode.Gujarati},
	{gurmukhi, unicode.Gurmukhi},
	{odia, unicode.Oriya},
	{sinhala, unicode.Sinhala},
	{myanmar, unicode.Myanmar},
	{khmer, unicode.Khmer},
	{lao, unicode.Lao},
	{tibetan, unicode.Tibetan},
	{ethiopic, unicode.Ethiopic},
	{thaana, unicode.Thaana},
}

// scriptOf returns the script of a letter in lower case.
func scriptOf(r rune) script {
	switch {
	case r < utf8.RuneSelf:
		return latin
	case r < 0x300, 0x1e00 <= r && r < 0x1f00:
		return latin
	case 0x400 <= r && r < 0x530:
		return cyrillic
	case 0x4e00 <= r && r < 0xa000:
		return han
	}
	for _, x := range ranges {
		if unicode.Is(x.table, r) {
			return x.script
		}
	}
	return none
}
