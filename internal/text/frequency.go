package text

import (
	"iter"
	"maps"
	"math"
	"strconv"
	"strings"
	"sync"

	"parallax/assets/words"
)

// FrequencyDocs is how many articles the counts of Frequency come from.
const FrequencyDocs = 6000

var frequencies = sync.OnceValue(func() map[string]int {
	m := make(map[string]int, 9000)
	for line := range words.Lines("english.txt") {
		word, rest, _ := strings.Cut(line, " ")
		count, _, _ := strings.Cut(rest, " ")
		n, err := strconv.Atoi(count)
		if err != nil {
			continue
		}
		s := Stem(word, "en")
		// Forms of one stem often share articles.
		m[s] = min(FrequencyDocs, max(m[s], n)+min(m[s], n)/2)
	}
	return m
})

// Frequency returns in about how many of FrequencyDocs English news articles
// a word with this stem stands, 0 if it is in too few to tell.
func Frequency(stem string) int { return frequencies()[stem] }

// Frequencies yields every stem that Frequency knows, in no order.
func Frequencies() iter.Seq2[string, int] { return maps.All(frequencies()) }

// RarityOf returns the inverse document frequency of a stem that stands in n
// of docs articles of an archive. Its Frequency in news counts as much as
// weight articles do, so that small archives know their common words too.
func RarityOf(frequency, n, docs int, weight float64) float64 {
	prior := weight * math.Max(1.5, float64(frequency)) / FrequencyDocs
	return math.Log((weight + float64(docs) + 1) / (prior + float64(n)))
}
