package db

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// What stands in the table of terms: words of letters. Numbers have no other
// forms, and a pair of characters of a script without spaces is no word.
const (
	leastTermBytes = 2
	mostTermBytes  = 40
)

// knownTerms is how many terms a [termFilter] remembers; those beyond are rare
// words, and looked up each time.
const knownTerms = 1 << 20

// A termFilter remembers the hashes of terms that the archive has, so that
// nearly every word of an article need not be looked up. It takes at most
// 16 MB. Two words of one hash are one to it, which costs a suggestion.
type termFilter struct {
	mu    sync.RWMutex
	slots []uint64 // a hash is where its lower bits say, or behind; 0 is free
	n     int
}

func newTermFilter() *termFilter { return &termFilter{slots: make([]uint64, 1<<10)} }

// unknown returns the terms of an article that are not remembered, each once.
// It is not nil.
func (f *termFilter) unknown(x *indexed) []string {
	unknown := []string{}
	here := map[uint64]bool{}
	f.mu.RLock()
	defer f.mu.RUnlock()
	for _, column := range []string{x.title, x.lead, x.body} {
		start, h, plain := 0, termHash, true
		for i := 0; i <= len(column); i++ { // most of the time goes here: words are cut and hashed at once
			if i < len(column) && column[i] != ' ' {
				c := column[i]
				h = (h ^ uint64(c)) * termPrime
				plain = plain && c-'a' < 26
				continue
			}
			if n := i - start; n >= leastTermBytes && n <= mostTermBytes && !f.has(h) && !here[h] && (plain || isTerm(column[start:i])) {
				here[h] = true
				unknown = append(unknown, strings.Clone(column[start:i])) // not the whole text with it
			}
			start, h, plain = i+1, termHash, true
		}
	}
	return unknown
}

// What FNV-1a begins and goes on with.
const (
	termHash  uint64 = 14695981039346656037
	termPrime uint64 = 1099511628211
)

func (f *termFilter) has(h uint64) bool {
	for i := h; ; i++ {
		switch f.slots[i&uint64(len(f.slots)-1)] {
		case h:
			return true
		case 0:
			return false
		}
	}
}

// remember makes the terms known, which the archive must have.
func (f *termFilter) remember(terms []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range terms {
		h := termHash
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * termPrime
		}
		if f.n >= knownTerms || f.has(h) {
			continue
		}
		if f.n++; f.n > len(f.slots)/2 {
			old := f.slots
			f.slots = make([]uint64, 2*len(old))
			for _, h := range old {
				f.put(h)
			}
		}
		f.put(h)
	}
}

func (f *termFilter) put(h uint64) {
	for i := h; h != 0; i++ {
		if slot := &f.slots[i&uint64(len(f.slots)-1)]; *slot == 0 {
			*slot = h
			return
		}
	}
}

// forget makes all terms unknown.
func (f *termFilter) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.slots, f.n = make([]uint64, 1<<10), 0
}

// isTerm reports whether a token of the index is a word of letters.
func isTerm(s string) bool {
	for i, r := range s {
		if r < utf8.RuneSelf {
			if r < 'a' || r > 'z' {
				return false
			}
			continue
		}
		if !unicode.IsLetter(r) || i == 0 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo) {
			return false
		}
	}
	return true
}

// addTerms puts words into the table of terms. In their order that is half the
// work.
func (t *tx) addTerms(terms []string) error {
	if len(terms) == 0 {
		return nil
	}
	slices.Sort(terms)
	_, err := t.exec(`INSERT OR IGNORE INTO term (term) SELECT value FROM json_each(?)`, list(slices.Compact(terms)))
	return err
}
