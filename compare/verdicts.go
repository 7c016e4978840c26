package compare

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"parallax/internal/message"
	"parallax/internal/text"
)

// verdictOf says what the figures of a group make of their fact together.
func verdictOf(figs []*figure, s *sum) (Verdict, message.Message) {
	docs := map[int]bool{}
	for _, i := range s.figures {
		docs[figs[i].doc] = true
	}
	if len(docs) < 2 {
		return Alone, why("alone")
	}
	// Values that cannot both be true.
	for n, i := range s.figures {
		for _, j := range s.figures[n+1:] {
			f, g := figs[i], figs[j]
			if f.doc == g.doc || f.extent.meets(g.extent) {
				continue
			}
			if differentModality(f, g) {
				return Compatible, why("modality")
			}
			if f.extent.vague || g.extent.vague {
				return Compatible, why("compatible", "A", shown(f.q), "B", shown(g.q))
			}
			return Conflict, why("conflict", "A", shown(f.q), "B", shown(g.q))
		}
	}
	// A value that two articles give makes them agree; who says it less
	// exactly does not disagree.
	for _, i := range s.figures {
		f := figs[i]
		same := map[int]bool{f.doc: true}
		exactly := true
		for _, j := range s.figures {
			g := figs[j]
			if f.extent.equal(g.extent) || f.q.Vague != "" && f.q.Vague == g.q.Vague {
				if oneSided(f.q) == oneSided(g.q) || oneSided(f.q)*oneSided(g.q) == 0 && atLeast(f.q) == atLeast(g.q) {
					same[g.doc] = true
				}
			} else {
				exactly = false
			}
		}
		if len(same) < 2 {
			continue
		}
		if differentModalities(figs, s) {
			return Compatible, why("modality")
		}
		if exactly {
			return Agree, why("agree", "Count", len(same), "Value", shown(f.q))
		}
		return Agree, why("agree-vague", "Count", len(same), "Value", shown(f.q))
	}
	f, g := pick(figs, s)
	return Compatible, why("compatible", "A", shown(f.q), "B", shown(g.q))
}

// oneSided is 1 where a bound leaves all higher values open, -1 for the lower
// ones, 0 for none.
func oneSided(q *Quantity) int {
	switch q.Bound {
	case text.AtLeast, text.MoreThan:
		return 1
	case text.AtMost, text.LessThan:
		return -1
	}
	return 0
}

// atLeast reports whether q is bounded in a way that an exact value denies:
// "less than three" is not three, "at least five" can be five.
func atLeast(q *Quantity) bool { return q.Bound != text.LessThan && q.Bound != text.AtMost }

// differentModality reports whether one figure is told as done and the other
// as planned, possible or denied.
func differentModality(f, g *figure) bool {
	return f.q.Modality != g.q.Modality && (f.q.Modality == done || g.q.Modality == done)
}

// differentModalities reports whether the articles of a group differ in
// modality throughout.
func differentModalities(figs []*figure, s *sum) bool {
	of := map[int]map[string]bool{}
	for _, i := range s.figures {
		if of[figs[i].doc] == nil {
			of[figs[i].doc] = map[string]bool{}
		}
		of[figs[i].doc][figs[i].q.Modality] = true
	}
	all := map[string]int{}
	for _, m := range of {
		for k := range m {
			all[k]++
		}
	}
	return len(of) == 2 && all[planned] > 0 && all[done] > 0 && all[done] < len(of)
}

// pick chooses two figures of different articles that differ most plainly.
func pick(figs []*figure, s *sum) (a, b *figure) {
	for _, i := range s.figures {
		for _, j := range s.figures {
			if figs[i].doc != figs[j].doc {
				if a == nil || shown(a.q) == shown(b.q) {
					a, b = figs[i], figs[j]
				}
			}
		}
	}
	return a, b
}

// factID returns an ID that is the same for the same sayings.
func factID(f Fact) string {
	h := sha256.New()
	io.WriteString(h, string(f.Kind))
	lines := make([]string, 0, len(f.Sayings))
	for _, s := range f.Sayings {
		lines = append(lines, fmt.Sprintf("%s\x00%s\x00%d\x00%d", s.Article, s.In, s.Start, s.End))
	}
	slices.Sort(lines)
	io.WriteString(h, strings.Join(lines, "\n"))
	return hex.EncodeToString(h.Sum(nil))[:12]
}
