// Package story groups the articles of an archive into stories: articles that
// tell of one event in the same days. It works on vectors of words only and
// knows no article texts beyond making them, no database and no window.
package story

import (
	"cmp"
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"parallax/article"
	"parallax/compare"
	"parallax/internal/text"
)

// Engine names the version of the vectors: one that was kept by another
// version is made anew.
const Engine = "3"

// A Vector is an article as the words that tell most of it: what Group needs,
// small enough to be kept beside the article.
type Vector struct {
	terms []term
	names []string // the capitalised words it has most, where no title names it
}

// A term is a stem, hashed, with how often it stands in the article.
type term struct {
	hash   uint32 // of hashBits
	often  uint8  // how often: an index of times
	name   bool   // it stands with a capital inside a sentence
	early  bool   // and in the title or the first sentences
	person bool   // the last word of a full name that stands there
}

// times are the numbers of times that are told apart.
var times = [...]float64{1, 2, 3, 4, 5.5, 8, 12, 20}

// often returns the index of n in times.
func often(n int) uint8 {
	for i, most := range [...]int{1, 2, 3, 4, 6, 9, 15} {
		if n <= most {
			return uint8(i)
		}
	}
	return uint8(len(times) - 1)
}

// weights are the weights of terms that stand there as often as times say.
var weights = func() (w [len(times)]float64) {
	for i, n := range times {
		w[i] = 1 + math.Log(n)
	}
	return w
}()

// priors holds in how many articles of news the stem of a hash stands.
var priors = sync.OnceValue(func() []uint16 {
	of := make([]uint16, terms)
	for stem, n := range text.Frequencies() {
		h := hash(stem)
		of[h] = max(of[h], uint16(n))
	}
	return of
})

func prior(hash int) int { return int(priors()[hash]) }

// hashBits are as few as tell the terms of articles apart: of two articles'
// terms one in ten pairs of articles has one taken for another.
const hashBits = 19

func hash(stem string) uint32 {
	h := uint32(2166136261) // FNV-1a, folded
	for i := range len(stem) {
		h = (h ^ uint32(stem[i])) * 16777619
	}
	return (h>>hashBits ^ h) & (terms - 1)
}

const (
	titleWeight = 2   // a word of the title counts so often
	termLimit   = 256 // terms an article is known by
	nameBonus   = 2   // how much sooner a name is among them
	wordLimit   = 60_000
	textLimit   = 1 << 20 // bytes in which the words are
	nameLimit   = 6
	earlyLimit  = 5  // sentences that tell of whom an article is
	earlyBytes  = 60 // shorter ones do not count
	peopleLimit = 5  // sentences whose people an article opens with
)

// VectorOf returns the vector of an article: the stems of its title and its text
// without residue. It is safe for use by several goroutines.
func VectorOf(a article.Article) Vector {
	a.Text = a.Text[:whole(a.Text, textLimit)]
	c := census{words: make(map[string]*counted, 256), names: map[string]int{}, left: earlyLimit}
	c.count(a.Title, titleWeight, 0)
	start := 0
	residue := slices.Clone(a.Residue)
	slices.SortFunc(residue, func(x, y article.Residue) int { return x.Start - y.Start })
	for _, x := range residue {
		if x.Start > start && x.Start <= len(a.Text) {
			c.count(a.Text[start:x.Start], 1, c.opening(a.Text[start:x.Start]))
		}
		start = max(start, min(x.End, len(a.Text)))
	}
	c.count(a.Text[start:], 1, c.opening(a.Text[start:]))
	stems := c.stems(a.Language)
	for _, stem := range openingPeople(a) {
		if n := stems[stem]; n != nil {
			n.person = true
		}
	}
	v := vector(stems)
	if strings.TrimSpace(a.Title) == "" {
		v.names = mostly(c.names)
	}
	return v
}

// A census counts the words of an article.
type census struct {
	words map[string]*counted // folded
	names map[string]int      // words with a capital, as written
	seen  int                 // words
	left  int                 // first sentences still to come
}

// A counted is what a census knows of a word or a stem.
type counted struct {
	times   int
	capital int  // times with a capital inside a sentence
	early   bool // with a capital in the first sentences
	person  bool
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

// count counts the words of s, each as by words; those before early are of the
// first sentences.
func (c *census) count(s string, by, early int) {
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
		n := c.words[low]
		if n == nil {
			n = &counted{}
			c.words[low] = n
		}
		n.times += by
		if !name {
			continue
		}
		n.capital++
		if t.Start < early {
			n.early = true
		}
		if len(w) > 3 {
			c.names[w]++
		}
	}
}

// stems sums up the words of one stem.
func (c *census) stems(language string) map[string]*counted {
	stems := make(map[string]*counted, len(c.words))
	for word, n := range c.words {
		stem := text.Stem(word, language)
		sum := stems[stem]
		if sum == nil {
			stems[stem] = n
			continue
		}
		sum.times += n.times
		sum.capital += n.capital
		sum.early = sum.early || n.early
	}
	return stems
}

// vector makes the vector of what was counted: of many stems those that tell
// most, by how often they stand here and how rarely in news.
func vector(stems map[string]*counted) Vector {
	type telling struct {
		term
		score float64
	}
	all := make([]telling, 0, len(stems))
	for stem, n := range stems {
		t := telling{term: term{
			hash: hash(stem), often: often(n.times),
			// Words of the title count more often than they stand there.
			name: n.capital > 0 && n.capital*2 >= n.times-titleWeight, early: n.early, person: n.person,
		}}
		t.score = weights[t.often] * text.RarityOf(prior(int(t.hash)), 0, 0, wordPrior)
		if t.name {
			t.score *= nameBonus
		}
		if t.early || t.person {
			t.score += 1000 // articles are told apart by whom they open with
		}
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b telling) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.hash, b.hash), cmp.Compare(b.often, a.often))
	})
	v := Vector{terms: make([]term, 0, min(len(all), termLimit))}
	for _, t := range all[:min(len(all), termLimit)] {
		v.terms = append(v.terms, t.term)
	}
	slices.SortStableFunc(v.terms, func(a, b term) int { return cmp.Compare(a.hash, b.hash) })
	v.terms = slices.CompactFunc(v.terms, func(a, b term) bool { return a.hash == b.hash })
	return v
}

// openingPeople returns the stems of the surnames of the people whom the title
// and the first sentences name in full.
func openingPeople(a article.Article) []string {
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
	sentences, names := compare.Names(head)
	early, n := map[int]bool{}, 0
	for i, s := range sentences {
		if s.Title || n < peopleLimit {
			early[i] = true
		}
		if !s.Title && s.End-s.Start >= earlyBytes {
			n++
		}
	}
	var people []string
	for _, name := range names {
		words := strings.FieldsFunc(text.Fold(name.Text), func(r rune) bool { return r == ' ' || r == '-' || r == '.' })
		if early[name.Sentence] && name.Kind == compare.PersonName && len(words) >= 2 {
			people = append(people, text.Stem(words[len(words)-1], a.Language))
		}
	}
	return people
}

// cut returns how much of s is looked at for its first sentences.
func cut(s string) int { return whole(s, 2500) }

// whole returns how many bytes of s, at most limit, are whole characters.
func whole(s string, limit int) int {
	n := min(len(s), limit)
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

// tellingLimit is how many words Telling returns at most.
const tellingLimit = 12

// Telling returns the words that an article is best found by, as written: those
// that are rare in news and stand in it often, names first.
func Telling(a article.Article) []string {
	words := map[string]int{} // as written → times
	opens := true
	head := a.Title + ".\n" + a.Text[:cut(a.Text)]
	for _, t := range text.Tokens(head) {
		w := t.Of(head)
		if t.Kind != text.Word {
			opens = opens || t.Kind == text.Punct && strings.ContainsAny(w, ".!?:\"“”")
			continue
		}
		if text.Frequency(text.Stem(text.Fold(w), a.Language)) < rarePrior && len(w) > 3 {
			words[w]++
			if !opens && text.IsUpper(w) {
				words[w] += nameBonus
			}
		}
		opens = false
	}
	all := slices.SortedFunc(maps.Keys(words), func(a, b string) int {
		return cmp.Or(cmp.Compare(words[b], words[a]), cmp.Compare(a, b))
	})
	return all[:min(len(all), tellingLimit)]
}

const format = 3

var errVector = errors.New("not a story vector")

// MarshalBinary returns the vector as bytes, the same ones for the same
// vector: the number of terms, their hashes as differences in Golomb-Rice
// code with what is known of each, the names.
func (v Vector) MarshalBinary() ([]byte, error) {
	w := bitWriter{bytes: binary.AppendUvarint([]byte{format}, uint64(len(v.terms)))}
	low := lowBits(len(v.terms))
	next := uint32(0)
	for _, t := range v.terms {
		d := t.hash - next
		next = t.hash + 1
		w.unary(d >> low)
		w.bits(d, low)
		w.unary(uint32(t.often))
		w.bits(flags(t), 1)
		if f := flags(t); f != 0 {
			w.bits(f>>1, 3)
		}
	}
	b := binary.AppendUvarint(w.bytes, uint64(len(v.names)))
	for _, n := range v.names {
		b = binary.AppendUvarint(b, uint64(len(n)))
		b = append(b, n...)
	}
	return b, nil
}

// lowBits returns how many bits of a difference are written as they are: the
// rest is about one in even spread.
func lowBits(n int) int {
	return max(0, bits.Len(uint(terms/(n+1)))-1)
}

// flags returns what is known of a term: 0 for nothing, else the lowest bit is
// set.
func flags(t term) uint32 {
	var f uint32
	for i, set := range []bool{t.name, t.early, t.person} {
		if set {
			f |= 2<<i | 1
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
	number := func() uint64 {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			bad = true
			b = nil
			return 0
		}
		b = b[size:]
		return n
	}
	n := number()
	if bad || n > termLimit {
		return errVector
	}
	out := Vector{terms: make([]term, 0, n)}
	r := bitReader{bytes: b}
	low := lowBits(int(n))
	next := uint64(0)
	for range n {
		h := next + uint64(r.unary())<<low + uint64(r.bits(low))
		t := term{hash: uint32(h), often: uint8(min(r.unary(), uint32(len(times))))}
		if r.bits(1) == 1 {
			f := r.bits(3)
			t.name, t.early, t.person = f&1 != 0, f&2 != 0, f&4 != 0
		}
		if r.bad || h >= terms || int(t.often) >= len(times) {
			return errVector
		}
		next = h + 1
		out.terms = append(out.terms, t)
	}
	b = r.rest()
	for n := number(); n > 0 && !bad; n-- {
		size := number()
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

// A bitWriter writes numbers of any number of bits, the highest bit first.
type bitWriter struct {
	bytes []byte
	free  int // bits of the last byte
}

func (w *bitWriter) bits(x uint32, n int) {
	for n > 0 {
		if w.free == 0 {
			w.bytes = append(w.bytes, 0)
			w.free = 8
		}
		k := min(n, w.free)
		n -= k
		w.free -= k
		w.bytes[len(w.bytes)-1] |= byte(x>>n&(1<<k-1)) << w.free
	}
}

// unary writes x as so many ones and a zero.
func (w *bitWriter) unary(x uint32) {
	for range x {
		w.bits(1, 1)
	}
	w.bits(0, 1)
}

// A bitReader reads what a bitWriter wrote; beyond the end it is bad and reads
// zeros.
type bitReader struct {
	bytes []byte
	at    int // bit
	bad   bool
}

func (r *bitReader) bits(n int) (x uint32) {
	for n > 0 {
		if r.at/8 >= len(r.bytes) {
			r.bad = true
			return 0
		}
		k := min(n, 8-r.at%8)
		x = x<<k | uint32(r.bytes[r.at/8])>>(8-r.at%8-k)&(1<<k-1)
		r.at += k
		n -= k
	}
	return x
}

func (r *bitReader) unary() (x uint32) {
	for r.bits(1) == 1 {
		x++
	}
	return x
}

// rest returns the bytes behind the one last read from.
func (r *bitReader) rest() []byte { return r.bytes[(r.at+7)/8:] }

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
