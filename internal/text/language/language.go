// Package language tells which language a text is in. The script decides first,
// then how the letters stand beside each other and the words that a language
// uses all the time.
package language

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A text is looked at in some places, spread over it, so that a long one costs
// no more than a page: an opening quotation in another language does not decide.
const (
	places    = 6
	placeSize = 1024 // bytes
)

// Detect returns the language of text as a BCP 47 tag, and whether it is sure.
// Where nothing tells the language the tag is "". What is unsure is the best
// guess, for one who has a second witness.
func Detect(text string) (tag string, sure bool) {
	t := tables()
	e := evidence{t: t, points: make([]int, len(t.tags)), hits: make([]int, len(t.tags))}
	if len(text) <= places*placeSize {
		e.read(text)
	} else {
		step := (len(text) - placeSize) / (places - 1)
		for i := range places {
			e.read(part(text, i*step, i*step+placeSize))
		}
	}
	return e.verdict()
}

// part returns what of text stands between two places, in whole letters. The
// words that are cut at its ends are two of some two hundred.
func part(text string, from, to int) string {
	for from > 0 && from < to && !utf8.RuneStart(text[from]) {
		from++
	}
	for to < len(text) && to > from && !utf8.RuneStart(text[to]) {
		to--
	}
	return text[from:to]
}

// evidence is what has been read of a text.
type evidence struct {
	t       *table
	letters [scripts]int
	points  []int // by language
	hits    []int // by language, runs of letters that it has
	runs    int   // of three letters
}

// read adds what a text tells: its words one by one.
func (e *evidence) read(text string) {
	var word []rune
	for _, r := range text {
		if r < utf8.RuneSelf {
			if r |= 0x20; 'a' <= r && r <= 'z' {
				word = append(word, r)
				continue
			}
		} else if unicode.IsLetter(r) || unicode.IsMark(r) {
			word = append(word, unicode.ToLower(r))
			continue
		}
		if len(word) > 0 {
			e.word(word)
			word = word[:0]
		}
	}
	if len(word) > 0 {
		e.word(word)
	}
}

// word adds a word in lower case.
func (e *evidence) word(word []rune) {
	for _, r := range word {
		s := scriptOf(r)
		e.letters[s]++
		if s == han || s == hangul || s == kana {
			e.add(key(0, 0, r))
		}
	}
	for i := range len(word) - 2 {
		e.runs++
		e.add(key(word[i], word[i+1], word[i+2]))
	}
	if len(word) <= longestWord {
		for _, l := range e.t.words[string(word)] {
			e.points[l] += wordPoints
		}
	}
}

func (e *evidence) add(k uint64) {
	at, ok := e.t.at[k]
	if !ok {
		return
	}
	n := int(e.t.data[at])
	for i := at + 1; n > 0; i, n = i+2, n-1 {
		l := e.t.data[i]
		e.points[l] += int(e.t.data[i+1])
		e.hits[l]++
	}
}

// What makes a verdict sure, in the unit of the points: a quarter of a power of
// e that the letters are likelier in one language than in another.
const (
	wordPoints  = 16
	longestWord = 16

	usual        = 0.85 // of the share that a language's runs in the table have of its text
	usualAtLeast = 0.65 // in a title
	fewRuns      = 150
	farAhead     = 6  // one part of so many
	sureAhead    = 28 // of the next language
	sureAheadPer = 12 // and one more for so many runs of letters
	sureOfSigns  = 12
	leastLetters = 12
	leastSigns   = 4 // of scripts that write a syllable with one
)

func (e *evidence) verdict() (tag string, sure bool) {
	main, most, all := none, 0, 0
	signs := e.letters[han] + e.letters[kana] + e.letters[hangul]
	for s, n := range e.letters {
		if s == int(none) {
			continue
		}
		if s == int(han) || s == int(kana) || s == int(hangul) {
			n *= 3 // a sign says what three letters say
		}
		all += n
		if n > most {
			main, most = script(s), n
		}
	}
	if signs*6 > all && main != han && main != kana && main != hangul {
		main = han
	}
	enough := all >= leastLetters
	switch main {
	case none:
		return "", false
	case han, kana, hangul:
		enough = signs >= leastSigns
		switch {
		case e.letters[hangul]*2 > signs:
			return "ko", enough
		case e.letters[kana]*12 > signs:
			return "ja", enough
		}
		main = han
	}
	if one := alone[main]; one != "" {
		return one, enough && most*5 >= all*3
	}
	best, second := -1, -1
	for l, n := range e.t.rank {
		e.points[l] += n
	}
	for l := range e.t.tags {
		switch {
		case e.t.script[l] != main:
		case best < 0 || e.points[l] > e.points[best]:
			best, second = l, best
		case second < 0 || e.points[l] > e.points[second]:
			second = l
		}
	}
	if best < 0 || e.points[best] <= 0 {
		return "", false
	}
	if main == han && second >= 0 && e.t.tags[best][0] == 'z' && e.t.tags[second][0] == 'z' && e.points[best]-e.points[second] < sureOfSigns {
		return "zh", enough
	}
	ahead := e.points[best]
	if second >= 0 {
		ahead -= e.points[second]
	}
	least := sureAhead + e.runs/sureAheadPer
	if second >= 0 && near(e.t.tags[best], e.t.tags[second]) {
		least *= 2
	}
	sure = enough && most*5 >= all*3 && ahead >= least && (main == han || e.familiar(best, ahead))
	return e.t.tags[best], sure
}

// familiar reports whether the letters are those of the language, rather than of
// one that is not known and near to it. Names and words of other languages make
// less of it, but leave the language far ahead.
func (e *evidence) familiar(l, ahead int) bool {
	share := usual
	if e.runs < fewRuns || ahead*farAhead > e.points[l] {
		share = usualAtLeast
	}
	return float64(e.hits[l]) >= share*e.t.cover[l]*float64(e.runs)
}

// Same reports whether two tags name one language: by another name of it, in
// another place or script, or one that only a few words tell apart.
func Same(a, b string) bool {
	a, b = base(a), base(b)
	return a == b || slices.ContainsFunc(names, func(n []string) bool { return slices.Contains(n, a) && slices.Contains(n, b) })
}

// Known reports whether the language of a tag is one that Detect can name.
func Known(tag string) bool {
	tag = base(tag)
	known := func(other string) bool { return tag == base(other) }
	return slices.ContainsFunc(tables().tags, known) || tag != "" && slices.ContainsFunc(alone[:], known) ||
		slices.ContainsFunc(names, func(n []string) bool { return slices.Contains(n, tag) })
}

func base(tag string) string {
	i := strings.IndexAny(tag, "-_")
	if i < 0 {
		i = len(tag)
	}
	return strings.ToLower(tag[:i])
}

var names = [][]string{
	{"no", "nb", "nn"},
	{"sh", "sr", "hr", "bs", "cnr"},
	{"id", "in", "ms", "zsm"},
	{"zh", "cmn", "yue", "wuu"},
	{"he", "iw"},
	{"yi", "ji", "he"},
	{"tl", "fil"},
	{"ro", "mo"},
	{"fa", "prs", "pes"},
	{"ku", "kmr"},
	{"am", "ti"},
	{"jv", "jw"},
}

// Likeness says how much text reads like one of the languages tags, in points
// that compare texts of one length, and which one that is. It tells in what
// encoding words make sense.
func Likeness(text string, tags []string) (points int, tag string) {
	t := tables()
	e := evidence{t: t, points: make([]int, len(t.tags)), hits: make([]int, len(t.tags))}
	e.read(text)
	for l, name := range t.tags {
		if slices.Contains(tags, name) && e.points[l] > points {
			points, tag = e.points[l], name
		}
	}
	return points, tag
}
