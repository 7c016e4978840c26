package compare

import (
	"slices"
	"strings"
	"unicode/utf8"

	"parallax/article"
	"parallax/internal/text"
)

// A piece is a possible name: tokens first to last (excluded) of a sentence.
type piece struct {
	s           *sent
	first, last int
	key         string // folded, without dots
	weight      [entityKinds]float32
}

// names finds the names of the article and decides from all mentions of each
// what it stands for.
func (r *reader) names() {
	var pieces []*piece
	for _, s := range r.sents {
		if s.shouty {
			continue
		}
		for i := 0; i < len(s.toks); {
			if p := r.listed(s, i); p != nil {
				pieces = append(pieces, p)
				i = p.last
				continue
			}
			if !r.nameCapital(s, i) {
				i++
				continue
			}
			last := r.runEnd(s, i)
			pieces = append(pieces, r.pieces(s, i, last)...)
			i = max(last, i+1)
		}
	}
	known := r.decide(pieces)
	for _, s := range r.sents {
		if s.shouty {
			pieces = append(pieces, r.knownIn(s, known)...)
		} else {
			pieces = append(pieces, r.lowered(s, known)...)
		}
	}
	for _, p := range pieces {
		w := known[p.key]
		n := Name{Span: p.span(), Sentence: p.s.index, Weight: w, Kind: kindOf(w)}
		n.Text = n.Of(p.s.src)
		r.Names = append(r.Names, n)
	}
	slices.SortStableFunc(r.Names, func(a, b Name) int {
		if a.Sentence != b.Sentence {
			return a.Sentence - b.Sentence
		}
		return a.Start - b.Start
	})
}

// listed returns the organisation of several words that the gazetteer has and
// that stands at token i, unless the name goes on behind it.
func (r *reader) listed(s *sent, i int) *piece {
	const longest = 6
	if !s.isWord(i) || !text.IsUpper(s.raw(i)) || s.masked[i] {
		return nil
	}
	for n := min(longest, len(s.toks)-i); n >= 2; n-- {
		last := i + n - 1
		if s.toks[last].Kind != text.Word || !text.IsUpper(s.raw(last)) {
			continue
		}
		if r.lex.orgs[r.key(s, i, i+n)] == "" {
			continue
		}
		if next := i + n; next < len(s.toks) && s.isWord(next) && s.toks[next].Space && text.IsUpper(s.raw(next)) && orgHeads[s.low[next]] {
			return nil
		}
		return r.piece(s, i, i+n, false)
	}
	return nil
}

func (p *piece) span() article.Span {
	return article.Span{Start: p.s.toks[p.first].Start, End: p.s.toks[p.last-1].End}
}

// kindOf returns the kind with the most evidence, NoEntity where it is weak.
func kindOf(w [entityKinds]float32) EntityKind {
	best := NoEntity
	for k := PersonName; k < entityKinds; k++ {
		if w[k] > w[best] {
			best = k
		}
	}
	if w[best] < 1 {
		return NoEntity
	}
	return best
}

// nameCapital reports whether token i may be the first word of a name.
func (r *reader) nameCapital(s *sent, i int) bool {
	if !s.isWord(i) || s.masked[i] {
		return false
	}
	raw, w := s.raw(i), s.low[i]
	if !text.IsUpper(raw) || w == "i" || strings.HasPrefix(w, "i'") {
		return false
	}
	if !s.opens[i] {
		return !functionWords[w] || w == "the" && s.isWord(i+1) && text.IsUpper(s.raw(i+1))
	}
	if functionWords[w] {
		return false
	}
	if r.capCount[w] > 0 && r.capCount[w] >= r.lowCount[w] {
		return true
	}
	fold := text.Fold(w)
	if r.lex.given[fold] || r.lex.places[fold] != "" || r.lex.orgs[fold] != "" || roles[w] || r.lex.people[fold] != "" {
		return true
	}
	if text.AllUpper(raw) && len(raw) <= 6 {
		return true
	}
	if r.lowCount[w] > 0 {
		return false
	}
	if u, ok := r.lex.common[w]; ok && u.caps <= 5 {
		// An ordinary word opens a name only where the name says what it is.
		if !s.isWord(i+1) || !text.IsUpper(s.raw(i+1)) || s.opens[i+1] || s.masked[i+1] || u.docs > corpusSize/4 {
			return false
		}
		for j := i + 1; j < len(s.toks) && j < i+6 && s.isWord(j) && (text.IsUpper(s.raw(j)) || s.low[j] == "of"); j++ {
			if orgHeads[s.low[j]] || placeTails[s.low[j]] || roles[s.low[j]] && j > i {
				return true
			}
		}
		return false
	}
	return true
}

// functionWords are never part of a name at its start.
var functionWords = wordSet(`the a an and or but if in on at by for from with of to as it he she they we you i his her their its our my your this that these those there here
	when where what who why how which while after before since until during because although though not no yes all some many most several few each every both such
	is are was were be been being am has have had do does did will would can could should may might must shall let's lets let also so then than just only even still
	now once however meanwhile moreover furthermore nevertheless according despite like unlike under over between among about against into through without within
	one two three four five six seven eight nine ten eleven twelve hundreds thousands dozens another other more less last next first second third
	don't didn't doesn't isn't aren't wasn't it's that's he's she's they're we're you're i'm i've we've can't won't oh well ok okay mr's`)

// particles stand in lower case inside names of people and places.
var particles = wordSet(`de la le van von der den ter di da du del della dos das bin ibn al el ul ur zu y`)

// runEnd returns the token after the run of capitals that begins at i.
func (r *reader) runEnd(s *sent, i int) int {
	j := i + 1
	for j < len(s.toks) {
		w := s.low[j]
		switch {
		case s.isWord(j) && s.toks[j].Space && text.IsUpper(s.raw(j)) && !s.masked[j] && !s.opens[j] && w != "i" && !strings.HasPrefix(w, "i'"):
			if functionWords[w] && w != "first" && w != "second" {
				return j
			}
			j++
		case w == "." && s.tight(j) && r.dotInside(s, j):
			j++
		case (w == "-" || w == "‑" || w == "–") && s.tight(j) && s.tight(j+1) && s.isWord(j+1):
			if !r.hyphenInside(s, i, j) {
				return j
			}
			j += 2
		case w == "of" && s.isWord(j+1) && r.headsOrg(s, i, j):
			k := j + 1
			if s.low[k] == "the" {
				k++
			}
			if !s.isWord(k) || !text.IsUpper(s.raw(k)) || s.masked[k] {
				return j
			}
			j = k + 1
		case (w == "for" || w == "and" || w == "on" || w == "&") && s.isWord(j+1) && text.IsUpper(s.raw(j+1)) && r.joins(s, i, j):
			j += 2
		case particles[w] && s.toks[j].Space && s.isWord(j+1) && text.IsUpper(s.raw(j+1)) && !s.masked[j+1]:
			j += 2
		case particles[w] && s.isWord(j+1) && particles[s.word(j+1)] && s.isWord(j+2) && text.IsUpper(s.raw(j+2)):
			j += 3
		case s.toks[j].Kind == text.Possessive || (w == "'" || w == "’") && s.tight(j):
			k, ok := r.possessiveInside(s, j)
			if !ok {
				return j
			}
			j = k
		case s.toks[j].Kind == text.Digits && numberedNames[s.word(j-1)] && len(w) <= 3 && !s.masked[j]:
			j++
		default:
			return j
		}
	}
	return j
}

var numberedNames = wordSet("channel fox")

// dotInside reports whether the full stop at j is inside a name: an initial,
// a title, Jr. or Co.
func (r *reader) dotInside(s *sent, j int) bool {
	prev, raw := s.word(j-1), s.raw(j-1)
	next := s.isWord(j+1) && s.toks[j+1].Space && text.IsUpper(s.raw(j+1))
	switch {
	case utf8.RuneCountInString(raw) == 1 || strings.Contains(raw, "."):
		return next && utf8.RuneCountInString(raw) == 1
	case abbreviatedRoles[prev]:
		return next
	case prev == "jr" || prev == "sr" || prev == "co" || prev == "inc" || prev == "corp" || prev == "ltd":
		return true
	}
	return false
}

// hyphenInside reports whether the hyphen at j belongs to the name that began
// at i: Jong-un, but not Korea-Russia or Washington-based.
func (r *reader) hyphenInside(s *sent, i, j int) bool {
	next := s.raw(j + 1)
	w := s.low[j+1]
	before := text.Fold(s.src[s.toks[i].Start:s.toks[j-1].End])
	last := text.Fold(s.raw(j - 1))
	if text.IsUpper(next) {
		if j == i+1 && utf8.RuneCountInString(last) == 1 { // D-Mich.
			return false
		}
		if r.capCount[w] > 0 && r.capCount[last] > 0 && !r.lex.given[last] && !r.lex.orgKnown(before, w) {
			return false // Moon-Kim: each is a name of its own
		}
		if r.lex.places[before+"-"+text.Fold(w)] != "" {
			return true
		}
		if r.lex.regions[before] || r.lex.regions[last] || r.lex.regions[text.Fold(w)] && !r.lex.given[last] || r.lex.people[last] != "" || r.lex.people[text.Fold(w)] != "" {
			return false
		}
		return !text.AllUpper(next) || text.AllUpper(s.raw(j-1))
	}
	if utf8.RuneCountInString(w) <= 3 && !hyphenTails[w] && !s.masked[j+1] {
		return true
	}
	return utf8.RuneCountInString(w) <= 4 && !r.lex.plain(w) && !s.masked[j+1] || r.lowCount[w] == 0 && !r.lex.plain(w) && r.lex.given[last]
}

// hyphenTails are short words that a hyphen ties to a name without being part
// of it.
var hyphenTails = wordSet("led run era age fed ish old bid aid ban war day set met won hit")

// orgKnown reports whether the two words around a hyphen are an organisation
// of the gazetteer.
func (l *lexicon) orgKnown(before, after string) bool { return l.orgs[before+" "+after] != "" }

// headsOrg reports whether the run from i to j ends in a word like Ministry or
// Bank, behind which "of" goes on.
func (r *reader) headsOrg(s *sent, i, j int) bool {
	w := s.word(j - 1)
	if orgHeads[w] || placesOf[w] {
		return true
	}
	if w == "secretary" || w == "minister" || w == "director" || w == "chief" {
		return text.IsUpper(s.raw(j - 1))
	}
	return w == "chiefs" || w == "general" && s.word(j-2) == "inspector"
}

// placesOf are words for places behind which "of" goes on.
var placesOf = wordSet("gulf strait sea bay cape isle republic kingdom state states city district horn island bank house church duchy democratic")

// joins reports whether "for", "and" or "&" at j is inside a name.
func (r *reader) joins(s *sent, i, j int) bool {
	next := s.word(j + 1)
	switch s.low[j] {
	case "&":
		return true
	case "for", "on":
		w := s.word(j - 1)
		return w == "centers" || w == "center" || w == "institute" || w == "committee" || w == "foundation" || w == "council" || w == "campaign" || w == "coalition" ||
			w == "association" || w == "agency" || w == "department" || w == "commission" || w == "fund" || w == "office"
	}
	if next == "company" || next == "sons" || next == "co" {
		return true
	}
	// Department of Health and Human Services: one organisation that goes on.
	of := slices.Contains(s.low[i:j], "of") && orgHeads[s.low[i]]
	if of && !orgHeads[s.word(j-1)] {
		return !r.lex.regions[text.Fold(next)] && !r.lex.given[text.Fold(next)]
	}
	// Food and Drug Administration, Armed Services and Commerce Committee.
	if j-i == 1 && r.lex.plain(s.word(i)) && !roles[s.word(i)] {
		for k := j + 1; k < len(s.toks) && k < j+5 && s.isWord(k) && text.IsUpper(s.raw(k)); k++ {
			if orgHeads[s.low[k]] {
				return true
			}
		}
	}
	return false
}

// possessiveInside reports whether the possessive at j is inside the name of
// an organisation: Workers’ Party, Sheriff’s Department. It returns the token
// to go on from.
func (r *reader) possessiveInside(s *sent, j int) (int, bool) {
	w := s.word(j - 1)
	if !(r.lex.plain(w) || roles[w] || w == "worker" || w == "women" || w == "people") || r.lex.regions[text.Fold(w)] {
		return 0, false
	}
	for k := j + 1; k < len(s.toks) && k < j+4 && s.isWord(k) && s.toks[k].Space && text.IsUpper(s.raw(k)); k++ {
		if orgHeads[s.low[k]] {
			return j + 1, true
		}
	}
	return 0, false
}
