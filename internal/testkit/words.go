package testkit

import "strings"

// vocabulary is how many words a language has, each in several forms.
const vocabulary = 150_000

// Word returns the word of a rank in the languages that are written in Latin
// letters: 0 is the most common.
func Word(rank int) string { return string(appendRoot(nil, &latin, rank)) }

// An alphabet is what words are spelt with: two open syllables and a last
// consonant.
type alphabet struct{ onsets, vowels, codas []string }

var (
	latin = alphabet{
		strings.Fields("b br d dr f fl g gr h k kl l m n p pl r s st t tr v w z"),
		strings.Fields("a e i o u ea ou"),
		strings.Fields("n r l t d m s k nd rt st lm rk ng"),
	}
	cyrillic = alphabet{
		strings.Fields("б бр в г гр д др ж з к кл л м н п пл р с ст т тр ф х ш"),
		strings.Fields("а е и о у я ю"),
		strings.Fields("н р л т д м с к нд рт ст лм рк нг"),
	}
	arabic = alphabet{
		strings.Fields("ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن"),
		strings.Fields("ا و ي ة ى ه ء"), // after a consonant, some of them as no word would
		strings.Fields("ب د ر س ع ف ق ل م ن ه ج ح ط"),
	}
)

// appendRoot appends the word of a rank. Ranks that follow each other have
// nothing in common.
func appendRoot(b []byte, a *alphabet, rank int) []byte {
	o, v, c := len(a.onsets), len(a.vowels), len(a.codas)
	x := (rank*196_613 + 71_993) % (o * v * o * v * c) // 196613 is prime and so each rank has its own
	b = append(b, a.onsets[x%o]...)
	x /= o
	b = append(b, a.vowels[x%v]...)
	x /= v
	b = append(b, a.onsets[x%o]...)
	x /= o
	b = append(b, a.vowels[x%v]...)
	return append(b, a.codas[x/v]...)
}

// appendLetters appends the word of a rank where a word is two letters of many,
// or three.
func appendLetters(b []byte, letters []string, rank int) []byte {
	n := len(letters)
	b = append(b, letters[rank*31%n]...)
	rank /= n
	b = append(b, letters[(rank*17+3)%n]...)
	if rank /= n; rank > 0 {
		b = append(b, letters[rank%n]...)
	}
	return b
}
