package compare

import (
	"strings"

	"parallax/article"
	"parallax/internal/text"
)

// phraseStart returns where the noun phrase that ends before token end
// begins.
func (r *reader) phraseStart(s *sent, end int, quoted []bool) int {
	a := end
	for a > 0 && end-a < 24 {
		w := s.low[a-1]
		k := s.toks[a-1].Kind
		if quoted[a-1] || k == text.Punct && w != "-" && w != "'" && w != "’" && w != "." && w != "&" && w != "‑" {
			break
		}
		if w == "." && !(a >= 2 && (abbreviatedRoles[s.low[a-2]] || len(s.low[a-2]) <= 2 || s.low[a-2] == "jr" || s.low[a-2] == "co" || s.low[a-2] == "inc")) {
			break
		}
		if clauseWords[w] || sayVerbs[w] && !text.IsUpper(s.raw(a-1)) && r.lex.common[w].noun < 5 {
			break
		}
		if w == "and" && a-1 > 0 && end-a < 1 {
			break
		}
		a--
	}
	return a
}

var clauseWords = wordSet(`including that which while when where because if but although though as than after before since until so whether how why what or then is are was were be been
	has had have will would could should may might can did does do`)

// phraseEnd returns where the noun phrase that begins at token a ends.
func (r *reader) phraseEnd(s *sent, a int) int {
	b := a
	for b < len(s.toks) && b-a < 22 {
		w := s.low[b]
		k := s.toks[b].Kind
		if k == text.Punct && w != "-" && w != "'" && w != "’" && w != "&" && w != "‑" {
			if w == "." && b+1 < len(s.toks) && (abbreviatedRoles[s.word(b-1)] || len(s.word(b-1)) == 1) {
				b++
				continue
			}
			break
		}
		if b > a && (clauseWords[w] || w == "who" || w == "in" && b > a+1 || w == "on" || w == "during" || w == "at" && b > a+1 || w == "about" || sayVerbs[w] && !text.IsUpper(s.raw(b)) && r.lex.common[w].noun < 4) || s.masked[b] {
			break
		}
		b++
	}
	return b
}

// resolve returns the source in tokens a to b, with pronouns resolved.
func (r *reader) resolve(s *sent, a, b int, he, they string) (source string, person, pronoun bool) {
	if b > a && pronouns[s.word(b-1)] {
		switch s.word(b - 1) {
		case "he", "she":
			if subject, p := r.subjectOf(s); p && strings.Contains(s.src[s.Start:s.toks[b-1].Start], subject) {
				return subject, true, true // the subject of the same sentence
			}
			return he, true, true
		case "they", "it":
			return they, false, true
		case "who":
			if src, p := r.nameBefore(s, b-1); src != "" {
				return src, p, true
			}
		}
		return "", false, true
	}
	source, person = r.sourceIn(s, a, b)
	return source, person, false
}

// nameBefore returns the last name before token i.
func (r *reader) nameBefore(s *sent, i int) (string, bool) {
	name, person := "", false
	for _, k := range r.byPart[s.index] {
		n := &r.Names[k]
		if n.Start < s.toks[i].Start {
			name, person = n.Text, n.Kind == PersonName
		}
	}
	return name, person
}

// sourceIn returns who speaks in tokens a to b: the person named there, or
// the words themselves without an article.
func (r *reader) sourceIn(s *sent, a, b int) (string, bool) {
	for a < b && (s.low[a] == "the" || s.low[a] == "a" || s.low[a] == "an" || s.low[a] == "," || s.toks[a].Kind == text.Punct && s.low[a] != "." || s.low[a] == "and" || s.low[a] == "both") {
		a++
	}
	for b > a && (s.toks[b-1].Kind == text.Punct && s.low[b-1] != "." || s.low[b-1] == "also" || s.masked[b-1] || prepositions[s.low[b-1]]) {
		b--
	}
	if a >= b || prepositions[s.low[a]] {
		return "", false
	}
	span := article.Span{Start: s.toks[a].Start, End: s.toks[b-1].End}
	for k := len(r.byPart[s.index]) - 1; k >= 0; k-- {
		n := &r.Names[r.byPart[s.index][k]]
		if !span.Contains(n.Span) {
			continue
		}
		next := s.tokenAt(n.End)
		possessed := next < b && s.toks[next].Kind == text.Possessive
		if n.Kind == PersonName && !possessed && !s.prepositionIn(a, s.tokenAt(n.Start)) {
			return n.Text, true
		}
	}
	if b-a > 14 {
		return "", false
	}
	for i := a; i < b; i++ {
		if s.isWord(i) && !functionWords[s.low[i]] && !auxiliaries[s.low[i]] {
			return span.Of(s.src), false
		}
	}
	return "", false
}

// speaks reports whether tokens a to b can be a source: words for people,
// offices or papers, or a name at the end. A meeting highlights, but says
// nothing.
func (r *reader) speaks(s *sent, a, b int) bool {
	if a >= b {
		return false
	}
	for i := a; i < b; i++ {
		w := s.low[i]
		if sourceWords[w] || roles[w] || strings.HasSuffix(w, "s") && roles[strings.TrimSuffix(w, "s")] || r.lex.people[text.Fold(w)] != "" {
			return true
		}
	}
	span := article.Span{Start: s.toks[a].Start, End: s.toks[b-1].End}
	for _, k := range r.byPart[s.index] {
		if n := &r.Names[k]; span.Contains(n.Span) && n.End == span.End && !s.prepositionIn(a, s.tokenAt(n.Start)) {
			return true
		}
	}
	return false
}

// prepositionIn reports whether a preposition stands among tokens a to b: what
// follows it is not the head of the phrase.
func (s *sent) prepositionIn(a, b int) bool {
	for i := a; i < b; i++ {
		if prepositions[s.low[i]] {
			return true
		}
	}
	return false
}

// attributions lists the statements as sources.
func (r *reader) attributions() {
	for _, s := range r.sents {
		for _, st := range r.said[s.index] {
			if st.pronoun && st.order != 1 {
				continue
			}
			from, to := st.from, st.to
			if st.verb < from {
				from = st.verb
			}
			if st.verb >= to {
				to = st.verb + 1
			}
			if from >= to || to > len(s.toks) {
				continue
			}
			a := Attribution{Span: article.Span{Start: s.toks[from].Start, End: s.toks[to-1].End}, Sentence: s.index, Source: st.source}
			a.Text = a.Of(s.src)
			r.Sources = append(r.Sources, a)
		}
	}
}

// sayerOf returns who says what stands at token i: the source of the nearest
// statement whose words reach it.
func (r *reader) sayerOf(s *sent, i int) string {
	best, distance := "", 1000
	for _, st := range r.said[s.index] {
		d := i - st.verb
		switch {
		case i >= st.from && i < st.to:
			continue
		case st.order == 1: // according to: the whole sentence
			d = 8
		case d > 0 && st.inverted: // “…,” said X. What follows is another clause.
			continue
		case d < 0: // “… 12 people,” police said
			if !st.inverted && !(st.from > 0 && s.word(st.from-1) == ",") {
				continue
			}
			d = -d
		}
		if d < distance {
			best, distance = st.source, d
		}
	}
	return best
}
