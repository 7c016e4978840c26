package compare

import (
	"strings"

	"parallax/internal/text"
)

// numberLabel says in a few words what the figures of a fact count.
func (c *comparing) numberLabel(figs []*figure, s *sum) string {
	best, score := "", -1
	for _, i := range s.figures {
		g := figs[i]
		if g.dimension == "age" && g.owner != nil {
			return "age of " + c.nameOf(g.owner)
		}
		label := c.phraseAround(g)
		n := len(strings.Fields(label))
		points := -abs(n-5) + 20
		if g.view != nil && !c.docs[g.doc].Sentences[g.q.Sentence].Title {
			points += 2
		}
		if points > score {
			best, score = label, points
		}
	}
	return best
}

// phraseAround returns what the figure counts in the words of its sentence:
// the counted noun with its adjectives and what happened to it.
func (c *comparing) phraseAround(g *figure) string {
	v := g.view
	d := c.docs[g.doc]
	src := d.Text
	if d.Sentences[g.q.Sentence].Title {
		src = d.Title
	}
	// Words inside the figure that are no number and no bound.
	var noun []string
	after := len(v.low)
	before := -1
	for k, sp := range v.spans {
		switch {
		case sp.End <= g.q.Start:
			before = k
		case sp.Start >= g.q.End && k < after:
			after = k
		case sp.Start >= g.q.Start && sp.End <= g.q.End:
			if !countingWord(v.low[k]) {
				noun = append(noun, sp.Of(src))
			}
		}
	}
	out := strings.Join(noun, " ")
	// The verb behind: "have been dispatched to Russia".
	k := after
	for k < len(v.low) && (auxiliaries[v.low[k]] || v.low[k] == "who" || v.low[k] == "that") {
		k++
	}
	closed := func(k int) bool { // a mark stands between word k and the one before it
		return k > 0 && k < len(v.spans) && strings.ContainsAny(src[v.spans[k-1].End:v.spans[k].Start], ",.;:()—–\"“”")
	}
	var tail []string
	for n := 0; k < len(v.low) && n < 5 && !closed(k); n++ {
		w := v.low[k]
		if n > 0 && (clauseWords[w] || w == "and" || w == "with" || w == "according") {
			break
		}
		tail = append(tail, v.spans[k].Of(src))
		k++
	}
	for len(tail) > 0 && (prepositions[strings.ToLower(tail[len(tail)-1])] || functionWords[strings.ToLower(tail[len(tail)-1])]) {
		tail = tail[:len(tail)-1]
	}
	verbBefore := ""
	for b := before; b >= 0 && b > before-4 && !closed(b+1); b-- {
		if w := v.low[b]; !functionWords[w] && !auxiliaries[w] && !sayVerbs[w] && (verbClasses[w] != "" || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing")) {
			verbBefore = w
			break
		}
	}
	switch {
	case verbBefore != "" && out != "":
		out += " " + participle(verbBefore)
	case verbBefore != "":
		out = verbBefore
	}
	if len(tail) > 0 {
		out = strings.TrimSpace(out + " " + strings.Join(tail, " "))
	}
	if out == "" {
		for b := max(0, before-3); b <= before; b++ {
			out = strings.TrimSpace(out + " " + v.spans[b].Of(src))
		}
	}
	if out == "" {
		out = g.q.Text
	}
	return out
}

// participle returns the form of a verb that stands behind what it was done
// to.
func participle(w string) string {
	if stem, ok := strings.CutSuffix(w, "ing"); ok && len(stem) > 3 {
		switch w {
		case "killing", "wounding", "injuring":
			return stem + "ed"
		}
	}
	return w
}

// countingWord reports whether a word only says how many.
func countingWord(w string) bool {
	switch w {
	case "about", "around", "approximately", "at", "least", "more", "than", "less", "some", "nearly", "almost", "over", "up", "to", "most", "an", "estimated", "roughly", "of", "these",
		"the", "a", "no", "fewer", "as", "many", "between", "and", "within", "under", "above", "below", "or", "few", "several", "multiple", "hundreds", "thousands", "dozens",
		"millions", "tens", "million", "billion", "trillion", "hundred", "thousand", "dozen", "those", "close", "closer":
		return true
	}
	if w[0] >= '0' && w[0] <= '9' {
		return true
	}
	n := text.Numbers(w, text.Tokens(w), "en", nil)
	return len(n) > 0
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
