// Package fingerprint finds words that two texts share in order. A text is
// the set of hashes of its runs of five words; winnowing keeps a few of them,
// the same ones wherever a long enough run is copied (Schleimer, Wilkerson and
// Aiken, 2003).
package fingerprint

import (
	"slices"

	"parallax/internal/text"
)

// Length is how many words make one run.
const Length = 5

// A Print is a sorted set of hashes of runs of words.
type Print []uint32

// Of returns the print of all runs of s. Case, accents and marks do not
// count; a text shorter than one run has an empty print.
func Of(s string) Print {
	return Set(Runs(Words(s)))
}

// Words returns the folded words and numbers of s.
func Words(s string) []string {
	var words []string
	for _, t := range text.Tokens(s) {
		if t.Kind == text.Word || t.Kind == text.Digits {
			words = append(words, text.Fold(t.Of(s)))
		}
	}
	return words
}

// Runs returns the hash of the run at each word, in order.
func Runs(words []string) []uint32 {
	if len(words) < Length {
		return nil
	}
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = hash(w)
	}
	out := make([]uint32, 0, len(words)-Length+1)
	for i := 0; i+Length <= len(words); i++ {
		h := uint64(14695981039346656037)
		for _, w := range hashes[i : i+Length] {
			h = (h ^ w) * 1099511628211
			h ^= h >> 29
		}
		out = append(out, uint32(h^h>>32))
	}
	return out
}

func hash(s string) uint64 {
	h := uint64(offset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}

// Set sorts runs and drops what is there twice. It does not change runs.
func Set(runs []uint32) Print {
	p := slices.Clone(runs)
	slices.Sort(p)
	return slices.Compact(p)
}

// Winnow keeps the smallest hash of every window of w runs: any shared
// passage of at least w+Length-1 words leaves a common hash.
func Winnow(runs []uint32, w int) Print {
	if len(runs) == 0 {
		return nil
	}
	var out []uint32
	w = min(max(w, 1), len(runs))
	var queue []int // indexes of rising hashes
	for i := range runs {
		for len(queue) > 0 && runs[queue[len(queue)-1]] >= runs[i] {
			queue = queue[:len(queue)-1]
		}
		queue = append(queue, i)
		if queue[0] <= i-w {
			queue = queue[1:]
		}
		if i >= w-1 {
			out = append(out, runs[queue[0]])
		}
	}
	return Set(out)
}

// Shared returns how many hashes p and q have in common.
func Shared(p, q Print) int {
	n := 0
	for i, j := 0, 0; i < len(p) && j < len(q); {
		switch {
		case p[i] < q[j]:
			i++
		case p[i] > q[j]:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}

// Containment returns the share of the smaller print that is in the larger,
// 0 to 1.
func Containment(p, q Print) float64 {
	n := min(len(p), len(q))
	if n == 0 {
		return 0
	}
	return float64(Shared(p, q)) / float64(n)
}
