package fingerprint

import (
	"strings"
	"testing"
)

const passage = "The minister told reporters on Tuesday that the talks in the capital had ended without any result and would not go on before the summer"

func TestContainmentSeesCopiedWords(t *testing.T) {
	p := Of(passage)
	if got := Containment(p, Of("An opening of another kind. "+strings.ToUpper(passage)+"! And an end.")); got != 1 {
		t.Errorf("Containment of a copied passage = %v, want 1", got)
	}
	if got := Containment(p, Of("Nothing in these words stands in the other text, not even by chance, says its author.")); got != 0 {
		t.Errorf("Containment of another text = %v, want 0", got)
	}
	if got := Containment(p, Of("too short")); got != 0 {
		t.Errorf("Containment of a short text = %v, want 0", got)
	}
}

func TestWinnowKeepsAHashOfEverySharedPassage(t *testing.T) {
	const window = 8
	a := Winnow(Runs(Words("Some words come first here. "+passage)), window)
	b := Winnow(Runs(Words(passage+". Others, quite different ones, come behind it.")), window)
	if Shared(a, b) == 0 {
		t.Error("no common hash although a passage of 25 words is shared")
	}
	if all := Of(passage); len(a) >= len(all) {
		t.Errorf("winnowing kept %d of about %d hashes, want fewer", len(a), len(all))
	}
}

func FuzzWinnow(f *testing.F) {
	f.Add(passage, 4)
	f.Fuzz(func(t *testing.T, s string, w int) {
		runs := Runs(Words(s))
		all := Set(runs)
		if p := Winnow(runs, w%50); Shared(p, all) != len(p) || len(p) == 0 && len(runs) > 0 {
			t.Fatalf("Winnow kept %d hashes, %d of them of the text", len(p), Shared(p, all))
		}
	})
}
