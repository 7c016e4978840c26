package residue

import (
	"testing"
	"unicode/utf8"
)

// known returns the least weight of the words of a sequence that a table knows:
// two for a word, one for a letter of a script without blanks.
func known(seq []node) int {
	n := 0
	for _, x := range seq {
		if x.optional {
			continue
		}
		switch x.op {
		case opGap, opNumber:
		case opChoice:
			least := 1 << 20
			for _, c := range x.choice {
				least = min(least, known(c))
			}
			n += least
		case opWord, opPrefix:
			n += weight(x.text)
		case opWords:
			least := 2
			for _, w := range x.words {
				least = min(least, weight(w))
			}
			n += least
		default:
			n += 2
		}
	}
	return n
}

func weight(w string) int {
	if r, _ := utf8.DecodeRuneInString(w); isWide(r) {
		return 1
	}
	return 2
}

// A phrase that takes any words beside its own must have enough of its own.
func TestNoPhraseIsLoose(t *testing.T) {
	tables := loaded()
	seen := map[*phrase]bool{}
	for _, in := range []map[string][]*phrase{tables.first, tables.later} {
		for _, list := range in {
			for _, p := range list {
				if !seen[p] && p.open && p.line != "© ..." && known(p.seq) < 4 {
					t.Errorf("%s: %q may be nearly any line", p.kind, p.line)
				}
				seen[p] = true
			}
		}
	}
}
