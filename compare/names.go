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

// pieces cuts the run of tokens first to last into names and gives each the
// evidence of its words and of what stands around it.
func (r *reader) pieces(s *sent, first, last int) []*piece {
	var out []*piece
	add := func(a, b int, role bool) {
		a, b = r.trim(s, a, b)
		if a >= b {
			return
		}
		if p := r.piece(s, a, b, role); p != nil {
			out = append(out, p)
		}
	}
	if first > 0 && s.word(first-1) == "the" && s.opens[first-1] && text.IsUpper(s.raw(first-1)) && mediaHeads[s.word(last-1)] && last-first >= 2 {
		first-- // The Los Angeles Times
	}
	if s.word(first) == "the" && first+1 < last {
		// "The Baltimore Sun" inside a sentence is written so.
		if a, b := r.trim(s, first+1, last); a == first+1 && b == last && r.looksOrg(s, a, b) && r.lastRole(s, a, b) < 0 {
			if p := r.piece(s, first, last, false); p != nil {
				return append(out, p)
			}
		}
		first++
	}
	for i := first + 1; i+1 < last; i++ {
		if companyTails[s.word(i)] && s.word(i+1) != "of" {
			end := i + 1
			if s.word(end) == "." {
				end++
			}
			if end < last {
				return append(r.pieces(s, first, end), r.pieces(s, end, last)...)
			}
		}
	}
	if r.lex.orgs[r.key(s, first, last)] != "" || r.lex.regions[r.key(s, first, last)] {
		add(first, last, false)
		return out
	}
	m := r.lastRole(s, first, last)
	if m < 0 {
		r.cut(s, first, last, add)
		return out
	}
	right := m + 1
	for right < last && (s.word(right) == "." || s.word(right) == "-") {
		right++
	}
	if right < last && (s.word(right) == "of" || s.word(right) == "for") {
		// Secretary of State John Kerry; Director of Public Affairs Ann Lee.
		from := right + 1
		if s.word(from) == "the" {
			from++
		}
		name := -1
		for k := from; k < last; k++ {
			if r.lex.given[text.Fold(s.word(k))] && k+1 < last && !r.looksOrg(s, k, last) {
				name = k
				break
			}
		}
		if name < 0 && s.word(from) == "state" && from+1 < last {
			name = from + 1
		}
		if name >= 0 {
			add(name, last, true)
		} else {
			add(from, last, false)
		}
	} else if right < last {
		if r.looksOrg(s, right, last) && !r.lex.given[text.Fold(s.word(right))] {
			add(first, last, false) // General Assembly
			return out
		}
		add(right, last, true)
	}
	left := m
	for left > first && (roleModifiers[s.word(left-1)] || roles[s.word(left-1)] || s.word(left-1) == "." || s.word(left-1) == "-") {
		left--
	}
	if left > first && !(left-first == 1 && (r.lex.plain(s.word(first)) && r.lex.orgs[r.key(s, first, left)] == "" || r.lex.people[text.Fold(s.word(first))] != "")) {
		add(first, left, false)
	}
	return out
}

// mediaHeads are words that end the name of a newspaper, which "The" is part
// of.
var mediaHeads = wordSet("times post journal sun herald tribune gazette star chronicle globe guardian telegraph mail press monitor independent observer economist atlantic hill inquirer")

var companyTails = wordSet("inc corp ltd llc plc gmbh")

// lastRole returns the last token from first to last that is a role, or -1.
func (r *reader) lastRole(s *sent, first, last int) int {
	for i := last - 1; i >= first; i-- {
		w := s.low[i]
		if !roles[w] || kin[w] && i > first || !text.IsUpper(s.raw(i)) {
			continue
		}
		if (w == "guard" || w == "general" || w == "judge" || w == "king" || w == "pope" || w == "prince" || w == "bishop" || w == "marshal" || w == "chancellor" || w == "coach" || w == "lord" || w == "major") &&
			i > first && r.lex.given[text.Fold(s.word(i-1))] && !abbreviatedRoles[s.word(i-1)] {
			continue // a surname: Stephen King
		}
		if i+1 < last && s.toks[i+1].Kind == text.Possessive {
			continue
		}
		return i
	}
	return -1
}

// looksOrg reports whether tokens first to last end in, or open with, a word
// for an organisation.
func (r *reader) looksOrg(s *sent, first, last int) bool {
	if last <= first {
		return false
	}
	end := last - 1
	if s.word(end) == "." {
		end--
	}
	if r.lex.orgs[r.key(s, first, last)] != "" {
		return true
	}
	if end > first && orgHeads[s.word(end)] {
		return true
	}
	return end > first+1 && orgHeads[s.word(first)] && (s.word(first+1) == "of" || s.word(first+1) == "for") ||
		slices.Contains(s.low[first:last], "of") && orgHeads[s.word(slices.Index(s.low[first:last], "of")+first-1)]
}

// cut splits a run without roles where two names touch, and hands on its
// parts.
func (r *reader) cut(s *sent, first, last int, add func(a, b int, role bool)) {
	// N.C. FBI, Trump White House: an organisation of the gazetteer ends the
	// run.
	for k := first + 1; k < last; k++ {
		if s.toks[k].Space && r.lex.orgs[r.key(s, k, last)] != "" && (last-k > 1 || text.AllUpper(s.raw(k))) && r.lex.orgs[r.key(s, first, last)] == "" {
			add(first, k, false)
			add(k, last, false)
			return
		}
	}
	if !r.looksOrg(s, first, last) {
		// "Monday Donald Trump", "Meanwhile Donald Trump": ordinary words
		// before a given name are no part of the name.
		for k := first + 1; k < last-1; k++ {
			if r.lex.given[text.Fold(s.word(k))] && s.isWord(k) && r.lex.plain(s.word(k-1)) && r.allPlain(s, first, k) {
				add(k, last, false)
				return
			}
		}
	}
	add(first, last, false)
}

func (r *reader) allPlain(s *sent, first, last int) bool {
	for i := first; i < last; i++ {
		if !r.lex.plain(s.word(i)) {
			return false
		}
	}
	return true
}

// trim takes from both ends what is no part of a name.
func (r *reader) trim(s *sent, a, b int) (int, int) {
	for a < b && (!s.isWord(a) || particles[s.word(a)] && !text.IsUpper(s.raw(a)) || functionWords[s.word(a)]) {
		a++
	}
	for b > a && s.toks[b-1].Kind != text.Word && s.toks[b-1].Kind != text.Digits {
		b--
	}
	// Russian Foreign: the adjective of a people before a person's name.
	for a+1 < b && r.lex.people[text.Fold(s.word(a))] != "" && !r.looksOrg(s, a, b) {
		a++
		for a < b && (!s.isWord(a) || roleModifiers[s.word(a)]) {
			a++
		}
	}
	return a, b
}

// key folds the words of tokens a to b for looking up: no dots of initials,
// hyphens as spaces.
func (r *reader) key(s *sent, a, b int) string {
	if a >= b {
		return ""
	}
	return nameKey(s.src[s.toks[a].Start:s.toks[b-1].End])
}

// nameKey folds a name: case, accents, hyphens, and the space around them.
func nameKey(name string) string {
	f := text.Fold(name)
	if strings.ContainsAny(f, "-\n\t") || strings.Contains(f, "  ") {
		f = strings.Join(strings.FieldsFunc(f, func(r rune) bool { return r == '-' || r == ' ' || r == '\n' || r == '\t' }), " ")
	}
	return f
}
