// Package testkit makes what tests and benchmarks work on: archives of any
// size whose articles are made up, the same for the same seed.
package testkit

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parallax/article"
)

// size is how long a text is on average unless another is asked for, in bytes.
const size = 3000

// Corpus yields n made-up articles of about 3 KB; see [Article].
func Corpus(seed uint64, n int) iter.Seq[article.Article] {
	return func(yield func(article.Article) bool) {
		m := New(seed, size)
		for i := range n {
			if a, _ := m.Article(i); !yield(a) {
				return
			}
		}
	}
}

// A Mark says what a text is made from.
type Mark struct {
	Of    int // the number of the article whose text this is, -1 if it is its own
	Edits int // how much was changed in it: words and whole sentences; 0 in an exact copy
}

// A Maker makes the articles of one corpus, in any order and in constant
// memory. One goroutine uses it at a time.
type Maker struct {
	seed uint64
	size int
	pcg  *rand.PCG
	rand *rand.Rand
	zipf *rand.Zipf // ranks of words, as unequally common as in a language
	b    []byte

	language *language
	topic    [12]int // ranks of the words the article is about
	people   [3]int
	places   [3]int
}

// New returns what makes the articles of a seed, with texts of about size
// bytes on average.
func New(seed uint64, size int) *Maker {
	m := &Maker{seed: seed, size: size, pcg: rand.NewPCG(seed, 0)}
	m.rand = rand.New(m.pcg)
	m.zipf = rand.NewZipf(m.rand, 1.1, 2, vocabulary-1)
	return m
}

// An article draws from sequences of its own: one for its facts, one for its
// text and one for what it changes in another's.
const (
	facts = iota
	text
	edits
)

func (m *Maker) begin(i, what int) {
	m.pcg.Seed(m.seed, uint64(i)<<2|uint64(what))
	m.pcg.Uint64()
}

// Article makes article i. Its sentences are of real prose, with words out of a
// vocabulary in their places: the word [Word] returns for 0 stands in most
// articles, that for the last rank in next to none, a few are misspelt, and
// each article has words that it is about. Languages, sources, tags and authors
// are as unequal as in a real archive. One article in 16 has the text of an
// earlier one, word for word or with small edits, under another address.
func (m *Maker) Article(i int) (article.Article, Mark) {
	mark := m.mark(i)
	m.begin(i, facts)
	source := m.skewed(sources, 3)
	m.language = languageOf(source)
	if mark.Of >= 0 { // in the language of what is copied
		m.begin(mark.Of, facts)
		m.language = languageOf(m.skewed(sources, 3))
		m.begin(i, facts)
		for source = m.skewed(sources, 3); languageOf(source) != m.language; {
			source = (source + 1) % sources
		}
	}
	a := article.Article{
		Source:       Source(source),
		Language:     m.language.code,
		How:          "file",
		ImportedFrom: "corpus.jsonl, line " + strconv.Itoa(i+1),
		Captured:     time.Date(2025, 11, 1, 0, 0, i, 0, time.UTC),
		Status:       article.Unread,
	}
	if mark.Of >= 0 || m.rand.IntN(20) != 0 {
		a.URL = fmt.Sprintf("https://www.%s/%s/%d", host(source), Word(m.rand.IntN(500)), i)
	}
	a.Published = m.date()
	for range []int{0, 0, 1, 1, 1, 1, 1, 1, 2, 2}[m.rand.IntN(10)] {
		a.Authors = append(a.Authors, m.language.person(m.skewed(5000, 2)))
	}
	a.Tags = m.tags()
	a.Starred = m.rand.IntN(50) == 0
	if m.rand.IntN(2) == 0 {
		a.Status = article.Read
	}
	if m.rand.IntN(100) == 0 {
		a.Notes = []string{"Compare with " + Source(m.rand.IntN(sources)) + "."}
	}
	from := i
	if mark.Of >= 0 {
		from = mark.Of
	}
	a.Title, a.Text = m.text(from)
	if mark.Edits > 0 {
		a.Title, a.Text = m.edit(i, mark.Edits, a.Title, a.Text)
	}
	at := 0
	for p := range strings.SplitSeq(a.Text, "\n\n") {
		a.Blocks = append(a.Blocks, article.Block{Kind: article.Paragraph, Span: article.Span{Start: at, End: at + len(p)}})
		at += len(p) + 2
	}
	a.Words = strings.Count(a.Text, " ") + len(a.Blocks)
	if m.language.spaceless {
		a.Words = len(a.Text) / 6
	}
	return a, mark
}

// mark returns what article i is made from: an exact copy or one with edits of
// an article before it that is its own, mostly one of not long ago.
func (m *Maker) mark(i int) Mark {
	own := Mark{Of: -1}
	kind := m.hash(i)
	if i == 0 || kind%16 != 0 {
		return own
	}
	back := int(math.Exp(float64(m.hash(-i)%1000) / 1000 * math.Log(float64(i))))
	of := i - max(back, 1)
	for of > 0 && m.hash(of)%16 == 0 {
		of--
	}
	return Mark{Of: of, Edits: int(kind>>8%2) * (1 + int(kind>>16%4))}
}

// hash is a number for i that needs nobody else's.
func (m *Maker) hash(i int) uint64 {
	x := (uint64(i) + m.seed*0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>29) * 0x94d049bb133111eb
	return x ^ x>>32
}

// skewed draws one of n, the first far more often than the last.
func (m *Maker) skewed(n int, by float64) int {
	return int(math.Pow(m.rand.Float64(), by) * float64(n))
}

// date is a day in the twenty years to 2025, more often a late one, known to
// the second, the day, the month, the year or not at all.
func (m *Maker) date() article.Date {
	back := m.skewed(20*365*24*3600, 1.5)
	zone := time.FixedZone("", (m.rand.IntN(14)-5)*3600)
	d := article.Date{Time: time.Date(2025, 10, 31, 0, 0, 0, 0, zone).Add(-time.Duration(back) * time.Second)}
	layout := time.RFC3339
	switch p := m.rand.IntN(100); {
	case p < 6:
		return article.Date{}
	case p < 8:
		d.Precision, layout = article.ToYear, "2006"
	case p < 16:
		d.Precision, layout = article.ToMonth, "2006-01"
	case p < 56:
		d.Precision, layout = article.ToDay, time.DateOnly
	default:
		d.Precision = article.ToTime
	}
	d.Raw = d.Time.Format(layout)
	if d.Precision != article.ToTime {
		d.Time, _ = time.Parse(layout, d.Raw)
	}
	return d
}

// tags gives two articles of five one to four tags. "to read" is on a tenth of
// all.
func (m *Maker) tags() []string {
	var tags []string
	if m.rand.IntN(10) == 0 {
		tags = append(tags, "to read")
	}
	if m.rand.IntN(3) != 0 {
		return tags
	}
	for range 1 + m.skewed(3, 2) {
		tags = append(tags, Tag(m.skewed(600, 3)))
	}
	return tags
}

// Tag returns the name of a tag of the corpus by how common it is, 0 to 599.
// Most lie within others.
func Tag(rank int) string {
	name := Word(300 + rank)
	if rank >= 12 {
		name = Word(300+rank%12) + "/" + name
	}
	if rank >= 120 && rank%3 == 0 {
		name += "/" + Word(rank)
	}
	return name
}

// text makes the title and text of article i.
func (m *Maker) text(i int) (title, body string) {
	m.begin(i, text)
	for k := range m.topic {
		m.topic[k] = int(math.Exp(4 + m.rand.Float64()*(math.Log(vocabulary)-4.01)))
	}
	for k := range m.people {
		m.people[k], m.places[k] = m.skewed(20_000, 3), m.skewed(3000, 3)
	}
	b := m.b[:0]
	sentences := m.language.sentences
	b = m.sentence(b, m.language.titles[m.rand.IntN(len(m.language.titles))])
	cut := len(b)
	length := int(float64(m.size) * (0.3 + 1.4*m.rand.Float64()))
	for left := 0; len(b)-cut < length; left-- {
		switch {
		case len(b) == cut:
		case left <= 0:
			b, left = append(b, "\n\n"...), 2+m.rand.IntN(4)
		case !m.language.spaceless:
			b = append(b, ' ')
		}
		b = m.sentence(b, sentences[m.rand.IntN(len(sentences))])
	}
	m.b = b
	all := string(b)
	return all[:cut], all[cut:]
}

// edit changes a title and text as an editor does who makes another's report
// his own: some words, and every second time a sentence more at the end.
func (m *Maker) edit(i, many int, title, body string) (string, string) {
	m.begin(i, edits)
	if m.rand.IntN(2) == 0 {
		title = string(m.sentence(nil, m.language.titles[m.rand.IntN(len(m.language.titles))]))
	}
	if many > 1 && m.rand.IntN(2) == 0 {
		b := append([]byte(body), "\n\n"...)
		body = string(m.sentence(b, m.language.sentences[m.rand.IntN(len(m.language.sentences))]))
		many--
	}
	for range many {
		at := m.rand.IntN(len(body))
		from := strings.LastIndexByte(body[:at], ' ') + 1
		to := strings.IndexByte(body[from:], ' ')
		if to <= 0 || from == 0 { // without spaces: the words of the beginning
			body = string(m.language.word(nil, m.rank(), noun, m.rand.Uint32())) + body
			continue
		}
		body = body[:from] + string(m.language.word(nil, m.rank(), noun, m.rand.Uint32())) + body[from+to:]
	}
	return title, body
}

// rank draws a word: one the article is about, or any.
func (m *Maker) rank() int {
	if r := m.rand.Uint32(); r%4 == 0 {
		return m.topic[r>>8%uint32(len(m.topic))]
	}
	return int(m.zipf.Uint64())
}

// sentence appends a sentence with words in its slots.
func (m *Maker) sentence(b []byte, parts []part) []byte {
	l, start := m.language, len(b)
	for _, p := range parts {
		b = append(b, p.words...)
		r := m.rand.Uint32()
		switch p.slot {
		case 0:
		case 'p':
			b = append(b, l.person(m.people[r%3])...)
		case 'g':
			b = append(b, l.place(m.places[r%3])...)
		case '#':
			b = strconv.AppendUint(b, uint64(2+r%96), 10)
		case '%':
			b = strconv.AppendUint(b, uint64(1000+r%1000*(r>>12%90)), 10)
		case 'y':
			b = strconv.AppendUint(b, uint64(1960+r%66), 10)
		case 'm':
			b = append(b, l.months[r%12]...)
		case 'd':
			b = append(b, l.days[r%7]...)
		default:
			at := len(b)
			b = l.word(b, m.rank(), form(p.slot), r>>8)
			if r%256 == 0 && l.letters == nil {
				b = misspell(b, at)
			}
		}
	}
	return upper(b, start)
}

// upper makes the letter at start, where a sentence begins, a capital.
func upper(b []byte, start int) []byte {
	r, _ := utf8.DecodeRune(b[start:])
	utf8.AppendRune(b[:start], unicode.ToUpper(r)) // takes as many bytes in all our letters
	return b
}

// misspell swaps the second and third letter of the word at the end of b.
func misspell(b []byte, at int) []byte {
	w := []rune(string(b[at:]))
	if len(w) > 3 {
		w[1], w[2] = w[2], w[1]
	}
	return append(b[:at], string(w)...)
}
