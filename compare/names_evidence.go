package compare

import (
	"strings"
	"unicode/utf8"

	"parallax/internal/text"
)

// piece weighs the name of tokens a to b. It returns nil where the words are
// no name of a person, an organisation or a place.
func (r *reader) piece(s *sent, a, b int, role bool) *piece {
	p := &piece{s: s, first: a, last: b, key: r.key(s, a, b)}
	fold := text.Fold(s.src[s.toks[a].Start:s.toks[b-1].End])
	n := 0
	for i := a; i < b; i++ {
		if s.isWord(i) && (i == a || s.toks[i].Space) {
			n++
		}
	}
	if n == 0 || r.lex.people[fold] != "" || r.lex.people[p.key] != "" || utf8.RuneCountInString(p.key) < 2 {
		return nil
	}
	if n == 1 && (roles[s.word(a)] || roleModifiers[s.word(a)] || notNames[s.word(a)] || b == a+1 && orgHeads[s.word(a)] && s.opens[a]) && r.lex.orgs[p.key] == "" {
		return nil
	}
	if raw := s.raw(a); n == 1 && b == a+1 && text.AllUpper(raw) && r.lex.plain(s.word(a)) && r.lex.orgs[p.key] == "" {
		return nil // SEE, WATCH
	}
	r.ofWords(p, fold, n)
	r.ofContext(p, n, role)
	return p
}

// ofWords adds the evidence of the name's own words.
func (r *reader) ofWords(p *piece, fold string, n int) {
	s, w := p.s, &p.weight
	bare := strings.TrimPrefix(p.key, "the ")
	if r.lex.orgs[p.key] != "" || r.lex.orgs[bare] != "" {
		w[OrganisationName] += 4
	}
	for i := p.first; i < p.last; i++ {
		if s.toks[i].Kind == text.Digits {
			w[OrganisationName] += 2 // Channel 10
		}
	}
	switch {
	case r.lex.regions[fold] || r.lex.regions[fold+"."]:
		w[PlaceName] += 4.5
	case r.lex.places[fold] != "":
		w[PlaceName] += 2
		if r.lex.cities[fold] > 500 {
			w[PlaceName]++
		}
		if n == 1 && r.lex.given[fold] {
			w[PlaceName]--
			w[PersonName]++
		}
	}
	end := p.last - 1
	if s.word(end) == "." {
		end--
	}
	first, last := s.word(p.first), s.word(end)
	plain, given := 0, r.lex.given[text.Fold(first)]
	for i := p.first; i < p.last; i++ {
		if s.isWord(i) && r.lex.plain(s.low[i]) && !r.lex.given[text.Fold(s.low[i])] {
			plain++
		}
	}
	switch {
	case n >= 2 && r.looksOrg(s, p.first, p.last):
		w[OrganisationName] += 4
	case n >= 2 && placeTails[last] && !(given && n == 2 && (last == "park" || last == "lake" || last == "forest" || last == "hills")):
		w[PlaceName] += 4
	case n >= 2 && (first == "mount" || first == "lake" || first == "fort" || first == "cape" || first == "camp" || first == "port"):
		w[PlaceName] += 2.5
	case n >= 2 && compass[first] && (r.lex.places[text.Fold(s.src[s.toks[p.first+1].Start:s.toks[p.last-1].End])] != ""):
		w[PlaceName] += 4
	case n >= 2 && n <= 5 && given && plain < n-1:
		w[PersonName] += 3
	case n >= 2 && n <= 5 && given && plain == n-1 && n == 2: // Rebecca Smith, Chase Cook
		w[PersonName] += 2.5
	case n >= 2 && n <= 4 && plain == 0 && w[PlaceName] == 0 && w[OrganisationName] == 0:
		w[PersonName] += 1.3
	case n == 1 && r.acronym(s.raw(p.first)) && w[PlaceName] == 0:
		w[OrganisationName] += 2
	case n == 1 && given && w[PlaceName] == 0 && w[OrganisationName] == 0:
		w[PersonName] += 0.9
	}
	if n >= 2 && (last == "jr" || last == "sr") {
		w[PersonName] += 3
	}
}

// notNames are capitals that name nobody.
var notNames = wordSet(`llc inc ltd corp et est edt gmt utc pt am pm tv ceo cfo da phd ap-photo vs ii iii iv jr sr ok id pdf faq seo url tba rt via photo photos video videos
	advertisement copyright slideshow breaking update updated exclusive editor's mr mrs ms dr north south east west left right`)

var compass = wordSet("north south east west northern southern eastern western central upper lower northeast northwest southeast southwest")

// acronym reports whether w is two to six capitals, with dots or without.
func (r *reader) acronym(w string) bool {
	bare := strings.ReplaceAll(w, ".", "")
	n := utf8.RuneCountInString(bare)
	return n >= 2 && n <= 6 && text.AllUpper(bare)
}

// ofContext adds the evidence of the words around the name.
func (r *reader) ofContext(p *piece, n int, role bool) {
	s, w := p.s, &p.weight
	before, after := p.first-1, p.last
	if role {
		w[PersonName] += 3
	} else if b := s.word(before); roles[b] && !s.opens[before] && before >= 0 && !strongSay[b] {
		w[PersonName] += 2 // spokesman Peter Lerner
	} else if before > 0 && s.word(before) == "," && roles[s.word(before-1)] && s.word(p.last) == "," {
		w[PersonName] += 2 // the foreign minister, Chon Son Hui,
	}
	poss := after < len(s.toks) && s.toks[after].Kind == text.Possessive
	if poss {
		after++
	}
	next := s.word(after)
	switch {
	case next == "," && after+1 < len(s.toks) && s.toks[after+1].Kind == text.Digits && len(s.low[after+1]) <= 2 && !s.masked[after+1] &&
		(after+2 >= len(s.toks) || s.toks[after+2].Kind == text.Punct):
		w[PersonName] += 4 // Wendi Winters, 65,
	case next == "," && s.word(after+1) == "who" || next == "who":
		w[PersonName] += 1.2
	case next == "," && r.regionAt(s, after+1) && before >= 0 && !strongSay[s.word(before)]:
		w[PlaceName] += 2.5 // Annapolis, Md.
	case (next == "(" || next == "—" || next == "-" || next == "–" || next == ",") && p.first == 0 && text.AllUpper(s.raw(p.first)) && !s.Title:
		w[PlaceName] += 3 // a dateline
	case next == "-" && s.tight(after) && (s.word(after+1) == "based" || s.word(after+1) == "born" || s.word(after+1) == "area"):
		w[PlaceName] += 1.5
	}
	b := s.word(before)
	if strongSay[next] && !poss {
		w[PersonName] += 1
		if n == 1 {
			w[OrganisationName] += 0.3
		}
	} else if u := r.lex.common[next]; n == 1 && !poss && b != "the" && (u.verb >= 3 && u.noun <= 3 || strings.HasSuffix(next, "ed") && u.noun <= 3) {
		w[PersonName] += 0.5
	}
	switch next {
	case "administration", "campaign", "era", "supporters", "supporter", "aides", "presidency", "rally":
		w[PersonName] += 1
	}
	if n == 1 && s.isWord(p.first) && !s.opens[p.first] {
		switch u, common := r.lex.common[s.low[p.first]]; {
		case common && u.caps <= 3 && w[OrganisationName] < 2 && w[PlaceName] < 2:
			// An ordinary word with a capital is a name only where much says so.
			w[PersonName]--
			w[OrganisationName]--
			w[PlaceName]--
		case !common && b != "the" && w[PlaceName] < 2 && w[OrganisationName] < 2:
			w[PersonName] += 0.4
		}
	}
	if strongSay[b] && (before == 0 || s.word(before-1) != "to") && !s.opens[before] {
		w[PersonName] += 0.7
	}
	switch b {
	case "in":
		w[PlaceName] += 1.1
	case "near", "across", "outside", "throughout", "toward", "towards":
		w[PlaceName] += 1.2
	case "from", "to", "at", "into", "around":
		w[PlaceName] += 0.4
	case "the":
		w[PersonName] -= 1.5
		w[OrganisationName] += 0.7
		if s.word(before-1) == "in" {
			w[PlaceName] += 0.3
		}
	case "his", "her", "their", "a", "an", "our", "my":
		w[PersonName]--
	}
	if poss && n == 1 {
		w[PersonName] += 0.1
	}
	if (next == "-" || next == "‑") && s.tight(after) && (s.word(after+1) == "led" || s.word(after+1) == "run" || s.word(after+1) == "backed") {
		w[OrganisationName] += 0.3
	}
	switch next {
	case "has", "had", "was", "is", "will", "also", "would", "did", "does", "could":
		if n == 1 && b != "the" {
			w[PersonName] += 0.2
		}
	}
}

// regionAt reports whether a country or a state begins at token i.
func (r *reader) regionAt(s *sent, i int) bool {
	for n := 1; n <= 3 && i+n <= len(s.toks); n++ {
		fold := text.Fold(s.src[s.toks[i].Start:s.toks[i+n-1].End])
		if text.IsUpper(s.raw(i)) && r.lex.regions[fold] {
			return true
		}
	}
	return false
}

// decide sums the evidence for each name over the article and lets short
// forms have that of the full name.
func (r *reader) decide(pieces []*piece) map[string][entityKinds]float32 {
	known := map[string][entityKinds]float32{}
	count := map[string]int{}
	for _, p := range pieces {
		w := known[p.key]
		for k := range w {
			if count[p.key] == 0 {
				w[k] += p.weight[k]
			} else {
				// What the words say counts once; the surroundings add up slowly.
				w[k] = max(w[k], p.weight[k]) + min(p.weight[k], 1)*0.25
			}
		}
		known[p.key] = w
		count[p.key]++
	}
	full := map[string]string{} // a word of a full name → the full name, the first of several
	for key, w := range known {
		if kindOf(w) != PersonName || !strings.Contains(key, " ") {
			continue
		}
		words := strings.Fields(key)
		for i, word := range words {
			if i != 0 && i != len(words)-1 || len(word) < 2 {
				continue
			}
			if full[word] == "" || key < full[word] {
				full[word] = key
			}
			if i > 0 && (r.surnames[word] == "" || key < r.surnames[word]) {
				r.surnames[word] = key
			}
		}
	}
	for key, w := range known {
		if strings.Contains(key, " ") || full[key] == "" {
			continue
		}
		if w[PlaceName] >= 4 || w[OrganisationName] >= 4 {
			continue
		}
		w[PersonName] += 3
		known[key] = w
	}
	return known
}

// knownIn finds names in a headline, where capitals say nothing: those the
// rest of the article has, and those of the gazetteers.
func (r *reader) knownIn(s *sent, known map[string][entityKinds]float32) []*piece {
	var out []*piece
	const longest = 6
	for i := 0; i < len(s.toks); i++ {
		if !s.isWord(i) || !text.IsUpper(s.raw(i)) || s.masked[i] {
			continue
		}
		for n := min(longest, len(s.toks)-i); n >= 1; n-- {
			if k := s.toks[i+n-1].Kind; k != text.Word && k != text.Digits {
				continue
			}
			key := r.key(s, i, i+n)
			w, ok := known[key]
			if ok && kindOf(w) != NoEntity && !(n == 1 && r.lex.plain(key)) {
				out = append(out, &piece{s: s, first: i, last: i + n, key: key})
				i += n - 1
				break
			}
			if r.lex.regions[key] && (n > 1 || !r.lex.plain(key)) {
				p := &piece{s: s, first: i, last: i + n, key: key}
				w[PlaceName] += 4.5
				known[key] = w
				out = append(out, p)
				i += n - 1
				break
			}
			if r.lex.orgs[key] != "" && (n > 1 || !r.lex.plain(key)) {
				p := &piece{s: s, first: i, last: i + n, key: key}
				w[OrganisationName] += 4
				known[key] = w
				out = append(out, p)
				i += n - 1
				break
			}
		}
	}
	return out
}

// lowered finds surnames of known people that are written without a capital.
func (r *reader) lowered(s *sent, known map[string][entityKinds]float32) []*piece {
	var out []*piece
	for i := range s.toks {
		w := s.low[i]
		if !s.isWord(i) || len(w) < 5 || text.IsUpper(s.raw(i)) {
			continue
		}
		if _, ok := r.lex.common[w]; ok {
			continue
		}
		key := nameKey(w)
		if full := r.surnames[key]; full != "" && kindOf(known[key]) != PlaceName {
			if _, ok := known[key]; !ok {
				known[key] = known[full]
			}
			out = append(out, &piece{s: s, first: i, last: i + 1, key: key})
		}
	}
	return out
}
