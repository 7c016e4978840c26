package fingerprint

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parallax/internal/text"
)

// made returns n made-up words.
func made(random *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = "w" + strconv.Itoa(random.IntN(100_000))
	}
	return words
}

func TestBandsAreSharedByTextsThatSayNearlyTheSame(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	shared, strangers := 0, 0
	const texts = 500
	for range texts {
		a := made(random, 500)
		b := slices.Clone(a)
		copy(b[random.IntN(480):], made(random, 20)) // a sentence of it
		other := made(random, 500)
		copy(other, a[:40]) // a quotation
		bands := Bands(strings.Join(a, " "))
		if share(bands, Bands(strings.Join(b, " "))) {
			shared++
		}
		if share(bands, Bands(strings.Join(other, " "))) {
			strangers++
		}
	}
	if shared < texts*98/100 || strangers > texts/100 {
		t.Errorf("%d of %d edited texts share a band, and %d others", shared, texts, strangers)
	}
}

func share(a, b []uint32) bool {
	for i := range a {
		if a[i] == b[i] {
			return true
		}
	}
	return false
}

func TestShortTextsHaveNoBands(t *testing.T) {
	for _, s := range []string{"", " ", "a few words", strings.Repeat("word ", leastRuns+Length-2)} {
		if b := Bands(s); b != nil {
			t.Errorf("Bands(%.20q) = %v, want none", s, b)
		}
	}
	if b := Bands(strings.Repeat("word ", 1000)); len(b) != BandCount {
		t.Errorf("Bands of one word again and again = %v", b)
	}
}

func TestResemblanceIsTheShareOfWhatBothSay(t *testing.T) {
	p := OfPrepared(text.Index(passage))
	if got := Resemblance(p, p); got != 1 {
		t.Errorf("Resemblance of a text to itself = %v", got)
	}
	half := OfPrepared(text.Index(passage + " with as many runs of other words behind it as it has itself which takes twenty five or so words of one kind or another today"))
	if got := Resemblance(p, half); got < .4 || got > .6 {
		t.Errorf("Resemblance to a text twice as long = %v", got)
	}
	if got := Resemblance(p, nil); got != 0 {
		t.Errorf("Resemblance to nothing = %v", got)
	}
	if got := Resemblance(nil, nil); got != 0 {
		t.Errorf("Resemblance of nothing to nothing = %v", got)
	}
}

func FuzzBands(f *testing.F) {
	f.Add("some words  of a text ", "")
	f.Add(strings.Repeat("a b c ", 100), strings.Repeat("x", 100))
	f.Fuzz(func(t *testing.T, a, b string) {
		if x, y := Bands(a, b), Bands(" "+strings.Join(strings.FieldsFunc(a, isSpace), "  ")+" ", b); !slices.Equal(x, y) {
			t.Fatalf("Bands depends on how many spaces there are: %v, %v", x, y)
		}
		if p := OfPrepared(a, b); !slices.IsSorted(p) {
			t.Fatalf("OfPrepared is not sorted")
		}
	})
}

func isSpace(r rune) bool { return r == ' ' }
