package compare

import (
	"slices"
	"strings"

	"parallax/internal/text"
)

// A statement is words that say who says something: a subject and its verb,
// or "according to" and a source.
type statement struct {
	verb     int // token of the verb, or of "according"
	from, to int // tokens of the source
	source   string
	person   bool // the source is a named person
	pronoun  bool
	inverted bool // the source stands behind the verb
	order    int  // 0 said, 1 according to, 2 participle (saying)
}

// statements finds the statements of all sentences and what pronouns in them
// stand for.
func (r *reader) statements() {
	r.byPart = make([][]int, len(r.sents))
	for i, n := range r.Names {
		r.byPart[n.Sentence] = append(r.byPart[n.Sentence], i)
	}
	r.said = make([][]statement, len(r.sents))
	he, they := "", "" // who a pronoun stands for
	for _, s := range r.sents {
		if s.Title || s.Heading && s.shouty {
			continue
		}
		if he != "" && slices.ContainsFunc(s.low, func(w string) bool { return w == "he" || w == "she" || w == "his" || w == "her" || w == "him" }) {
			r.Sentences[s.index].Topic = he
		}
		found := r.statementsOf(s, he, they)
		r.said[s.index] = found
		if subject, person := r.subjectOf(s); subject != "" {
			if person {
				he = subject
			} else {
				they = subject
			}
		}
		if name := r.onlyPerson(s); name != "" {
			he = name
		}
		for _, st := range found {
			if st.pronoun || st.source == "" {
				continue
			}
			if st.person {
				he = st.source
			} else {
				they = st.source
			}
		}
	}
}

// subjectOf returns the name that opens the sentence as its subject.
func (r *reader) subjectOf(s *sent) (string, bool) {
	quoted := s.quoted()
	for _, i := range r.byPart[s.index] {
		n := &r.Names[i]
		if n.Kind == PlaceName {
			continue
		}
		at := s.tokenAt(n.Start)
		if at < len(quoted) && quoted[at] {
			continue
		}
		// Behind a preposition a name is no subject.
		if at > 0 && prepositions[s.word(at-1)] || at > 14 {
			continue
		}
		if after := s.tokenAt(n.End); after < len(s.toks) && s.toks[after].Kind == text.Possessive {
			continue
		}
		return n.Text, n.Kind == PersonName
	}
	return "", false
}

// onlyPerson returns the person a sentence names outside quotations, where it
// names one only.
func (r *reader) onlyPerson(s *sent) string {
	quoted := s.quoted()
	name := ""
	for _, i := range r.byPart[s.index] {
		n := &r.Names[i]
		at := s.tokenAt(n.Start)
		if n.Kind != PersonName || at < len(quoted) && quoted[at] {
			continue
		}
		if name != "" && name != n.Text {
			return ""
		}
		name = n.Text
	}
	return name
}

// tokenAt returns the first token that begins at offset or later.
func (s *sent) tokenAt(offset int) int {
	for i, t := range s.toks {
		if t.Start >= offset {
			return i
		}
	}
	return len(s.toks)
}

var prepositions = wordSet(`in on at by for from with of to as into about against between through during before after above below under over near around toward towards
	without within across behind beyond among upon via per despite including since until against alongside amid amidst following`)

var auxiliaries = wordSet(`has have had was were is are be been being will would could should may might must can do does did also later earlier then previously repeatedly
	recently reportedly allegedly first now still again separately only just publicly privately initially already later subsequently reportedly clearly simply not never`)

var pronouns = wordSet("he she they it who him her them we i")

func (r *reader) statementsOf(s *sent, he, they string) []statement {
	var out []statement
	quoted := s.quoted()
	for i := range s.toks {
		if !s.isWord(i) {
			continue
		}
		w := s.low[i]
		if w == "according" && s.word(i+1) == "to" || (w == "per" || w == "citing") && s.isWord(i+1) && !quoted[i] {
			a := i + 1
			if w == "according" {
				a++
			}
			b := r.phraseEnd(s, a)
			if src, person := r.sourceIn(s, a, b); src != "" {
				out = append(out, statement{verb: i, from: a, to: b, source: src, person: person, order: 1})
			}
			continue
		}
		if !sayVerbs[w] || quoted[i] || text.IsUpper(s.raw(i)) && !s.opens[i] {
			continue // the United States
		}
		if st, ok := r.statementAt(s, i, quoted, out, he, they); ok {
			out = append(out, st)
		}
	}
	return out
}

// quoted marks the tokens inside quotation marks.
func (s *sent) quoted() []bool {
	out := make([]bool, len(s.toks))
	in := false
	for i := range s.toks {
		switch s.low[i] {
		case "“", "„", "«":
			in = true
		case "”", "»":
			in = false
			// The sentence opened inside a quotation.
			if !contains(s.low[:i], "“") && !contains(s.low[:i], "«") && !contains(s.low[:i], "„") {
				for k := range i {
					out[k] = true
				}
			}
		case "\"":
			if !in && s.tight(i) && (i+1 >= len(s.toks) || s.toks[i+1].Space || s.toks[i+1].Kind == text.Punct) {
				for k := range i { // it was opened in a sentence before
					out[k] = true
				}
				continue
			}
			in = !in
		default:
			out[i] = in
		}
	}
	return out
}

func contains(list []string, w string) bool {
	for _, x := range list {
		if x == w {
			return true
		}
	}
	return false
}

// statementAt reads the statement of the verb at token i.
func (r *reader) statementAt(s *sent, i int, quoted []bool, before []statement, he, they string) (statement, bool) {
	st := statement{verb: i}
	w := s.low[i]
	prev := s.word(i - 1)
	// “…,” said Steve Whitmore, a spokesman.
	if r.invertedAt(s, i, quoted) {
		st.from, st.to, st.inverted = i+1, r.phraseEnd(s, i+1), true
		if st.source, st.person, st.pronoun = r.resolve(s, st.from, st.to, he, they); st.source != "" && !strings.HasSuffix(w, "ing") {
			return st, true
		}
		st.inverted = false
	}
	switch {
	case strings.HasSuffix(w, "ing"):
		if !strongSay[w] && w != "noting" && w != "emphasizing" && w != "claiming" && w != "calling" && w != "conveying" && w != "stating" && w != "citing" {
			return st, false
		}
		if prepositions[prev] && prev != "by" || prev == "the" {
			return st, false
		}
		st.order = 2
		if len(before) > 0 {
			last := before[len(before)-1]
			st.source, st.person, st.pronoun, st.from, st.to = last.source, last.person, true, last.from, last.to
			return st, st.source != ""
		}
		if subject, person := r.subjectOf(s); subject != "" {
			st.source, st.person, st.pronoun = subject, person, true
			return st, true
		}
		return st, false
	case prev == "to", prev == "the" || prev == "a" || prev == "of" || prev == "by", prev == "'s":
		// an infinitive or a noun
		if r.lex.common[w].noun > 5 || prev != "to" {
			return st, false
		}
	}
	if strings.HasSuffix(w, "ed") {
		switch s.word(i - 1) {
		case "is", "are", "was", "were", "be", "been", "being":
			return st, false // a passive
		}
	}
	b := i
	for b > 0 && (auxiliaries[s.word(b-1)] || strings.HasSuffix(s.word(b-1), "ly") && s.isWord(b-1)) {
		b--
	}
	if b == 0 {
		return st, false
	}
	// “… ,” he told reporters; X, a spokesman for Y, said.
	end := b
	if s.word(b-1) == "," {
		if a := r.beforeApposition(s, b-1); a > 0 {
			end = a
		} else {
			return st, false
		}
	}
	if p := s.word(b - 1); p == "and" || p == "but" || p == "then" {
		// A coordinated verb has the subject of the verb before it.
		for k := len(before) - 1; k >= 0; k-- {
			if before[k].order == 0 {
				st.source, st.person, st.pronoun, st.from, st.to = before[k].source, before[k].person, before[k].pronoun, before[k].from, before[k].to
				return st, true
			}
		}
		if subject, person := r.subjectOf(s); subject != "" {
			st.source, st.person, st.pronoun = subject, person, true
			return st, true
		}
		if fw := s.word(0); fw == "he" || fw == "she" {
			st.source, st.person, st.pronoun = he, true, true
			return st, he != ""
		}
		return st, false
	}
	a := r.phraseStart(s, end, quoted)
	if a >= end {
		return st, false
	}
	st.from, st.to = a, end
	st.source, st.person, st.pronoun = r.resolve(s, a, end, he, they)
	if !st.person && end < b {
		// The spokesman, Jay Carney, said
		if name, person := r.sourceIn(s, end, b); person {
			st.source, st.person, st.pronoun = name, true, false
		}
	}
	if !st.person && !st.pronoun && (!strongSay[w] || strings.HasPrefix(w, "add")) && !r.speaks(s, a, end) {
		return st, false
	}
	return st, st.source != ""
}

// invertedAt reports whether the verb at token i stands between a quotation and
// its speaker: “…,” said Steve Whitmore.
func (r *reader) invertedAt(s *sent, i int, quoted []bool) bool {
	w, prev := s.low[i], s.word(i-1)
	if !strongSay[w] || w == "say" || !s.isWord(i+1) || quoted[i+1] || prepositions[s.low[i+1]] || s.low[i+1] == "that" || s.low[i+1] == "it" {
		return false
	}
	closed := prev == "\"" || prev == "”" || prev == "»" || prev == "'" || prev == "’"
	switch {
	case i == 0:
		return w == "said"
	case closed:
	case prev == "," && i >= 2 && (s.toks[i-2].Kind == text.Punct || w == "said" && !r.beforeComma(s, i-1)):
	default:
		return false
	}
	next := s.low[i+1]
	if next == "the" || next == "a" || next == "an" {
		return w == "said" || closed
	}
	return text.IsUpper(s.raw(i+1)) || w == "said" || closed && !functionWords[next]
}

// beforeComma reports whether the comma at i closes an apposition to a name:
// "Schuh, county executive, said".
func (r *reader) beforeComma(s *sent, i int) bool {
	k := r.beforeApposition(s, i)
	if k <= 0 {
		return false
	}
	for _, n := range r.byPart[s.index] {
		if name := &r.Names[n]; s.tokenAt(name.End) == k || name.End <= s.toks[k].Start && s.toks[k].Start-name.End <= 5 {
			return true
		}
	}
	return false
}

// beforeApposition returns the token where the phrase before an apposition
// that ends in the comma at i ends: "Schuh, county executive, told".
func (r *reader) beforeApposition(s *sent, i int) int {
	for k := i - 1; k > 0 && i-k < 30; k-- {
		if s.low[k] == "," {
			if k > 0 && s.toks[k-1].Kind == text.Digits && k > 1 && s.low[k-2] == "," {
				k -= 2 // Davis, 50, a senator, said
			}
			return k
		}
		if s.low[k] == "”" || s.low[k] == "\"" || s.low[k] == "“" {
			return 0
		}
	}
	return 0
}
