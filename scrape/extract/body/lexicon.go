package body

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
)

// A Lexicon says of words, and of the names that elements are given, how often
// what stands in them is the article: the logarithm of the odds, by the sum of
// the word. What many sites use is in it, and nothing that only few do.
type Lexicon map[uint32]float32

// finest is how many steps of a lexicon's numbers make one.
const finest = 16

// Rounded returns odds as a lexicon keeps them.
func Rounded(odds float64) float32 {
	return float32(math.Round(max(-127, min(127, odds*finest)))) / finest
}

func (x Lexicon) encode(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(len(x)))
	for _, k := range slices.Sorted(maps.Keys(x)) {
		b = append(binary.LittleEndian.AppendUint32(b, k), byte(int8(x[k]*finest)))
	}
	return b
}

// keysOf returns the sums of what a leaf is told by: the names of the boxes it
// stands in, nearest first, and its first words. A name counts by how far up it
// is, a word by whether it opens the leaf.
func (p *Page) keysOf(i int) (names, words []uint32) {
	l := &p.leaves[i]
	up := uint32(0)
	for b := l.box; b >= 0 && up < 12; b = p.boxes[b].parent {
		far := uint32(0)
		switch {
		case up >= 4:
			far = 3
		case up >= 2:
			far = 2
		case up == 1:
			far = 1
		}
		for _, t := range p.boxes[b].tokens {
			names = append(names, (t^far*0x9e3779b9)*0x85ebca6b|1)
		}
		up++
	}
	t := tokensOf(l.text[:min(len(l.text), 600)])
	const looked = 40
	t = t[:min(len(t), looked)]
	for j, w := range t {
		words = append(words, uint32(w>>17)&^1)
		if j < 3 {
			words = append(words, uint32(w>>17*0x9e3779b1)&^1)
		}
		if j > 0 {
			words = append(words, uint32((t[j-1]*31+w)>>19)&^1)
		}
	}
	return names, words
}

// Keys calls f for each sum that a leaf is told by, each once.
func (p *Page) Keys(i int, f func(uint32)) {
	seen := map[uint32]bool{}
	names, words := p.keysOf(i)
	for _, keys := range [][]uint32{names, words} {
		for _, k := range keys {
			if !seen[k] {
				seen[k] = true
				f(k)
			}
		}
	}
}

// lexicon puts what the lexicon says of a leaf.
func (r *row) lexicon(x Lexicon, p *Page, i int) {
	names, words := p.keysOf(i)
	for _, part := range []struct {
		name string
		keys []uint32
	}{{"names", names}, {"wording", words}} {
		least, most, sum, n, low, high := float32(0), float32(0), float32(0), float32(0), float32(0), float32(0)
		for _, k := range part.keys {
			v, ok := x[k]
			if !ok {
				continue
			}
			n++
			sum += v
			least, most = min(least, v), max(most, v)
			if v < -1 {
				low++
			}
			if v > 1 {
				high++
			}
		}
		r.put(part.name+" least", least)
		r.put(part.name+" most", most)
		r.put(part.name+" mean", ratio(sum, n))
		r.put(part.name+" sum", sum/float32(math.Sqrt(float64(n)+1)))
		r.put(part.name+" low", ratio(low, n))
		r.put(part.name+" high", ratio(high, n))
	}
}
