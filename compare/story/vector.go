// Package story groups the articles of an archive into stories: articles that
// tell of one event in the same days. It works on vectors of words only and
// knows no article texts beyond making them, no database and no window.
package story

import (
	"cmp"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"parallax/article"
	"parallax/compare"
	"parallax/internal/text"
)

// Engine names the version of the vectors: one that was kept by another
// version is made anew.
const Engine = "2"

// A Vector is an article as the words in it: what Group needs, small enough to
// be kept beside the article.
type Vector struct {
	terms []term
	names []string // the capitalised words it has most, for naming a story
}

// A term is a stem, hashed, with how often it stands in the article.
type term struct {
	hash   uint32
	prior  uint16 // in how many articles of news the stem stands
	weight float32
	name   bool // it stands with a capital inside a sentence
	early  bool // and in the title or the first sentences
	person bool // the last word of a full name that stands there
}

const (
	titleWeight = 2    // a word of the title counts so often
	termLimit   = 1200 // terms an article is known by; more come from long lists
	wordLimit   = 60_000
	nameLimit   = 6
	earlyLimit  = 5  // sentences that tell of whom an article is
	earlyBytes  = 60 // shorter ones do not count
	peopleLimit = 5  // sentences whose people an article opens with
)

// VectorOf returns the vector of an article: the stems of its title and its text
// without residue. It is safe for use by several goroutines.
func VectorOf(a article.Article) Vector {
	c := census{language: a.Language, count: map[string]int{}, capital: map[string]int{}, early: map[string]bool{}, names: map[string]int{}, left: earlyLimit}
	c.words(a.Title, titleWeight, 0)
	start := 0
	residue := slices.Clone(a.Residue)
	slices.SortFunc(residue, func(x, y article.Residue) int { return x.Start - y.Start })
	for _, x := range residue {
		if x.Start > start && x.Start <= len(a.Text) {
			c.words(a.Text[start:x.Start], 1, c.opening(a.Text[start:x.Start]))
		}
		start = max(start, min(x.End, len(a.Text)))
	}
	c.words(a.Text[start:], 1, c.opening(a.Text[start:]))
	return c.vector(openingPeople(a))
}

// A census counts the words of an article.
type census struct {
	language string
	count    map[string]int  // stem → times
	capital  map[string]int  // stem → times with a capital inside a sentence
	early    map[string]bool // stems with a capital in the first sentences
	names    map[string]int  // words with a capital, as written
	seen     int             // words
	left     int             // first sentences still to come
}

// opening returns where the first sentences of the article end in the piece s
// of its text, 0 if they are over.
func (c *census) opening(s string) int {
	end := 0
	for _, sp := range text.Sentences(s[:cut(s)]) {
		if c.left == 0 {
			break
		}
		if sp.End-sp.Start >= earlyBytes {
			c.left--
		}
		end = sp.End
	}
	return end
}

// words counts the words of s, each as by words; those before early are of the
// first sentences.
func (c *census) words(s string, by, early int) {
	opens := true // a capital at the start of a sentence says nothing
	for _, t := range text.Tokens(s) {
		if c.seen >= wordLimit {
			return
		}
		w := t.Of(s)
		if t.Kind != text.Word && (t.Kind != text.Digits || len(w) < 2) {
			opens = opens || t.Kind == text.Punct && strings.ContainsAny(w, ".!?:\"“”")
			continue
		}
		c.seen++
		name := t.Kind == text.Word && !opens && by == 1 && text.IsUpper(w)
		opens = false
		low := text.Fold(w)
		if len(low) < 2 || stopWords[low] {
			continue
		}
		stem := text.Stem(low, c.language)
		c.count[stem] += by
		if !name {
			continue
		}
		c.capital[stem]++
		if t.Start < early {
			c.early[stem] = true
		}
		if len(w) > 3 {
			c.names[w]++
		}
	}
}

// vector makes the vector of what was counted.
func (c *census) vector(people map[string]bool) Vector {
	v := Vector{terms: make([]term, 0, len(c.count)), names: mostly(c.names)}
	for stem, n := range c.count {
		h := fnv.New32a()
		h.Write([]byte(stem))
		v.terms = append(v.terms, term{
			hash: h.Sum32(), prior: uint16(text.Frequency(stem)), weight: float32(1 + math.Log(float64(n))),
			// Words of the title count more often than they stand there.
			name: c.capital[stem] > 0 && c.capital[stem]*2 >= n-titleWeight, early: c.early[stem], person: people[stem],
		})
	}
	byHash := func(a, b term) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(b.weight, a.weight)) }
	slices.SortFunc(v.terms, byHash)
	v.terms = slices.CompactFunc(v.terms, func(a, b term) bool { return a.hash == b.hash })
	if len(v.terms) > termLimit {
		slices.SortStableFunc(v.terms, func(a, b term) int { return cmp.Compare(a.prior, b.prior) })
		v.terms = v.terms[:termLimit]
		slices.SortFunc(v.terms, byHash)
	}
	return v
}

// openingPeople returns the stems of the surnames of the people whom the title
// and the first sentences name in full.
func openingPeople(a article.Article) map[string]bool {
	head := a
	head.Text = a.Text[:cut(a.Text)]
	head.Blocks, head.Residue = nil, nil
	for _, b := range a.Blocks {
		if b.End <= len(head.Text) {
			head.Blocks = append(head.Blocks, b)
		}
	}
	for _, x := range a.Residue {
		if x.Start < len(head.Text) {
			x.End = min(x.End, len(head.Text))
			head.Residue = append(head.Residue, x)
		}
	}
	r := compare.Read(head)
	early, n := map[int]bool{}, 0
	for i, s := range r.Sentences {
		if s.Title || n < peopleLimit {
			early[i] = true
		}
		if !s.Title && s.End-s.Start >= earlyBytes {
			n++
		}
	}
	people := map[string]bool{}
	for _, name := range r.Names {
		words := strings.FieldsFunc(text.Fold(name.Text), func(r rune) bool { return r == ' ' || r == '-' || r == '.' })
		if early[name.Sentence] && name.Kind == compare.PersonName && len(words) >= 2 {
			people[text.Stem(words[len(words)-1], a.Language)] = true
		}
	}
	return people
}

// cut returns how much of s is looked at for its first sentences.
func cut(s string) int {
	const bytes = 4000
	n := min(len(s), bytes)
	for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

// mostly returns the most frequent words, at most nameLimit.
func mostly(count map[string]int) []string {
	words := make([]string, 0, len(count))
	for w := range count {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	return words[:min(len(words), nameLimit)]
}

// Empty reports whether the article has no words to go by.
func (v Vector) Empty() bool { return len(v.terms) == 0 }

const format = 2

var errVector = errors.New("not a story vector")

// MarshalBinary returns the vector as bytes, the same ones for the same
// vector.
func (v Vector) MarshalBinary() ([]byte, error) {
	b := []byte{format}
	b = binary.AppendUvarint(b, uint64(len(v.terms)))
	last := uint32(0)
	for _, t := range v.terms {
		b = binary.AppendUvarint(b, uint64(t.hash-last))
		b = binary.AppendUvarint(b, uint64(t.prior)<<3|flags(t))
		b = append(b, byte(min(255, math.Round(float64(t.weight)*25))))
		last = t.hash
	}
	b = binary.AppendUvarint(b, uint64(len(v.names)))
	for _, n := range v.names {
		b = binary.AppendUvarint(b, uint64(len(n)))
		b = append(b, n...)
	}
	return b, nil
}

func flags(t term) uint64 {
	var f uint64
	for i, set := range []bool{t.name, t.early, t.person} {
		if set {
			f |= 1 << i
		}
	}
	return f
}

// UnmarshalBinary reads what MarshalBinary wrote.
func (v *Vector) UnmarshalBinary(b []byte) error {
	if len(b) == 0 || b[0] != format {
		return errVector
	}
	b = b[1:]
	bad := false
	next := func() uint64 {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			bad = true
			b = nil
			return 0
		}
		b = b[size:]
		return n
	}
	out := Vector{}
	last := uint32(0)
	for n := next(); n > 0 && !bad; n-- {
		t := term{}
		last += uint32(next())
		t.hash = last
		n := next()
		t.prior = uint16(n >> 3)
		t.name, t.early, t.person = n&1 != 0, n&2 != 0, n&4 != 0
		if len(b) == 0 {
			return errVector
		}
		t.weight = float32(b[0]) / 25
		b = b[1:]
		out.terms = append(out.terms, t)
	}
	for n := next(); n > 0 && !bad; n-- {
		size := next()
		if size > uint64(len(b)) {
			return errVector
		}
		out.names = append(out.names, string(b[:size]))
		b = b[size:]
	}
	if bad {
		return errVector
	}
	*v = out
	return nil
}

// stopWords are words that say nothing about a story.
var stopWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`the of and to that is was for with his her they have from by this are which would said a an in on at it as be he she we you i not but or
		had has were been their its who will more one when if there what all about up out can so them than into some could him other my your our also no do did
		der die das und ist nicht ein eine mit für auf dem den von zu im des sich als auch es an werden aus er hat dass sie nach bei
		le la les des est une dans pour que qui avec sur pas du au et en un il ne se ce par plus
		el los las una por con para del su como lo al se y es
		в и не на что с по это как из за он к от а его но они`) {
		m[w] = true
	}
	return m
}()
