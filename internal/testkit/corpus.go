// Package testkit makes what tests and benchmarks work on: archives of any
// size whose articles are made up, the same for the same seed.
package testkit

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"parallax/article"
)

// Corpus yields n made-up articles of about 3 KB. Words are as unequally
// common as in a language: "alala" stands in nearly every article, the last of
// the list in few. Every 20th article is an earlier one's text under another
// address.
func Corpus(seed uint64, n int) iter.Seq[article.Article] {
	return func(yield func(article.Article) bool) {
		c := corpus{rand: rand.New(rand.NewPCG(seed, 0))}
		c.zipf = rand.NewZipf(c.rand, 1.1, 4, uint64(vocabulary-1))
		for i := range n {
			if !yield(c.article(i)) {
				return
			}
		}
	}
}

const vocabulary = 40_000

type corpus struct {
	rand *rand.Rand
	zipf *rand.Zipf
	last string
}

func (c *corpus) article(i int) article.Article {
	source := c.rand.IntN(60)
	if i%20 != 19 || c.last == "" {
		c.last = c.text()
	}
	a := article.Article{
		URL:      fmt.Sprintf("https://source%d.example/news/%d/%s", source, i, Word(c.rand.IntN(vocabulary))),
		Title:    c.words(6 + c.rand.IntN(6)),
		Source:   fmt.Sprintf("Source %d", source),
		Language: "en",
		Text:     c.last,
		How:      "file",
		Captured: time.Date(2025, 11, 1, 0, 0, i, 0, time.UTC),
	}
	a.Title = strings.ToUpper(a.Title[:1]) + a.Title[1:]
	a.ImportedFrom = fmt.Sprintf("corpus.jsonl, line %d", i+1)
	if i%7 != 0 {
		published := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(c.rand.IntN(10*365*24)) * time.Hour)
		a.Published = article.Date{Time: published, Precision: article.ToTime, Raw: published.Format(time.RFC3339)}
	}
	if i%3 == 0 {
		a.Authors = []string{fmt.Sprintf("Author %s", Word(c.rand.IntN(500)))}
	}
	at := 0
	for p := range strings.SplitSeq(a.Text, "\n\n") {
		a.Blocks = append(a.Blocks, article.Block{Kind: article.Paragraph, Span: article.Span{Start: at, End: at + len(p)}})
		at += len(p) + 2
	}
	a.Words = len(strings.Fields(a.Text))
	return a
}

func (c *corpus) text() string {
	var b strings.Builder
	for p := range 8 {
		if p > 0 {
			b.WriteString("\n\n")
		}
		for s := range 3 {
			if s > 0 {
				b.WriteByte(' ')
			}
			sentence := c.words(14 + c.rand.IntN(10))
			b.WriteString(strings.ToUpper(sentence[:1]) + sentence[1:] + ".")
		}
	}
	return b.String()
}

func (c *corpus) words(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = Word(int(c.zipf.Uint64()))
	}
	return strings.Join(words, " ")
}

// Word returns the word of a rank: 0 is the most common.
func Word(rank int) string {
	const consonants, vowels = "lbrdtnskmvpgfhz", "aeiou"
	var b strings.Builder
	for i := 0; i < 2 || rank > 0; i++ {
		b.WriteByte(vowels[rank%len(vowels)])
		rank /= len(vowels)
		b.WriteByte(consonants[rank%len(consonants)])
		rank /= len(consonants)
	}
	return b.String() + "a"
}
