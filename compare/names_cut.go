package compare

import (
	"slices"
	"strings"

	"parallax/internal/text"
)

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
