package text

import (
	"strings"
	"sync"
	"sync/atomic"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
	"github.com/kljensen/snowball/norwegian"
	"github.com/kljensen/snowball/russian"
	"github.com/kljensen/snowball/spanish"
	"github.com/kljensen/snowball/swedish"
)

// stems remembers what was stemmed, up to stemLimit words: news repeats its
// words, and the algorithm is slow beside a map.
var (
	stems     sync.Map
	stemCount atomic.Int64
)

const (
	stemLimit = 200_000
	wordLimit = 64 // bytes; what is longer is no word
)

// Stem returns the stem of a lower-case word of a language (BCP 47): the
// Snowball stem for English, German, French, Spanish, Russian, Swedish and
// Norwegian, the word itself otherwise. It is safe for use by several goroutines.
func Stem(word, language string) string {
	if len(word) > wordLimit {
		return word
	}
	lang, _, _ := strings.Cut(language, "-")
	key := lang + "\x00" + word
	if s, ok := stems.Load(key); ok {
		return s.(string)
	}
	s := stem(word, lang)
	if stemCount.Add(1) <= stemLimit {
		stems.Store(strings.Clone(key), strings.Clone(s))
	}
	return s
}

func stem(word, lang string) string {
	switch lang {
	case "", "en":
		return english.Stem(strings.ReplaceAll(word, "’", "'"), false)
	case "fr":
		return french.Stem(word, false)
	case "es":
		return spanish.Stem(word, false)
	case "ru":
		return russian.Stem(word, false)
	case "sv":
		return swedish.Stem(word, false)
	case "no", "nb", "nn":
		return norwegian.Stem(word, false)
	case "de":
		return germanStem(word)
	}
	return word
}
