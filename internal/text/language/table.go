package language

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"parallax/assets/languages"
)

// A table is what is known of languages, made when it is first asked for.
type table struct {
	tags   []string
	script []script           // by language
	at     map[uint64]uint32  // where in data a run of letters stands
	data   []byte             // for each run: how many languages; language and weight of each
	words  map[string][]uint8 // the languages of a word
	cover  []float64          // by language, how much of a text its runs in at are
	rank   []int              // by language, the points it has before a word is read
}

// key makes one number of three letters. One letter alone has two zeros before
// it.
func key(a, b, c rune) uint64 { return uint64(a)<<42 | uint64(b)<<21 | uint64(c) }

// expected is what a language is worth because much, or little, is written in it.
const expected = 12

var (
	widespread = []string{"en", "de", "fr", "es", "it", "pt", "nl", "ru", "ar", "fa", "sv", "pl", "tr", "id"}
	seldom     = []string{"la", "eo", "oc", "br", "gd", "lb", "fo", "mt", "jv", "xh", "gl", "bs", "ku", "ug", "tg", "ky"}
)

// neighbours are languages that whole sentences are the same in.
var neighbours = [][]string{{"bs", "hr", "sr-Latn"}, {"id", "ms"}, {"nb", "nn", "da"}, {"gl", "pt", "es"}, {"zh-Hans", "zh-Hant"}}

func near(a, b string) bool {
	return slices.ContainsFunc(neighbours, func(n []string) bool { return slices.Contains(n, a) && slices.Contains(n, b) })
}

var tables = sync.OnceValue(func() *table {
	z, err := gzip.NewReader(bytes.NewReader(languages.Letters))
	if err != nil {
		panic(err) // embedded
	}
	data, err := io.ReadAll(z)
	if err != nil {
		panic(err) // embedded
	}
	t := &table{data: data, words: map[string][]uint8{}}
	n, at := binary.Uvarint(data)
	for range n {
		size := int(data[at])
		t.tags = append(t.tags, string(data[at+1:at+1+size]))
		at += 1 + size
	}
	written := make([][scripts]int, len(t.tags))
	t.cover = make([]float64, len(t.tags))
	t.at = make(map[uint64]uint32, 1<<15)
	for at < len(data) {
		size := int(data[at])
		var k uint64
		var last rune
		for _, r := range string(data[at+1 : at+1+size]) {
			k, last = k<<21|uint64(r), r
		}
		at += 1 + size
		t.at[k] = uint32(at)
		for i := range int(data[at]) {
			l, weight := data[at+1+2*i], data[at+2+2*i]
			written[l][scriptOf(last)]++
			t.cover[l] += math.Exp(float64(weight)/4 - 12)
		}
		at += 1 + 2*int(data[at])
	}
	for _, in := range written {
		s := script(slices.Index(in[:], slices.Max(in[:])))
		if s == kana {
			s = han
		}
		t.script = append(t.script, s)
	}
	t.rank = make([]int, len(t.tags))
	for l, tag := range t.tags {
		switch {
		case slices.Contains(widespread, tag):
			t.rank[l] = expected
		case slices.Contains(seldom, tag):
			t.rank[l] = -expected
		}
	}
	t.readWords()
	return t
})

func (t *table) readWords() {
	for line := range strings.Lines(languages.Words) {
		if strings.HasPrefix(line, "//") {
			continue
		}
		tag, list, _ := strings.Cut(strings.TrimSpace(line), " ")
		l := slices.Index(t.tags, tag)
		if l < 0 {
			continue // of a language that its script tells
		}
		for w := range strings.FieldsSeq(list) {
			if utf8.RuneCountInString(w) <= longestWord && !slices.Contains(t.words[w], uint8(l)) {
				t.words[w] = append(t.words[w], uint8(l))
			}
		}
	}
}
