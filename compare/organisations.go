package compare

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// mergeOthers joins the forms of organisations and of places.
func (c *comparing) mergeOthers(keys []string, byKey map[string]*entity) {
	l := lex()
	canon := map[string]string{}
	rank := func(k string) (string, EntityKind) {
		e := byKey[k]
		switch e.kind {
		case OrganisationName:
			if name := l.orgOf(k); name != "" {
				return "o:" + entityKey(name), e.kind
			}
		case PlaceName:
			if name := l.placeOf(k); name != "" {
				return "p:" + entityKey(name), e.kind
			}
		}
		return "", e.kind
	}
	for _, k := range keys {
		name, _ := rank(k)
		if name == "" {
			continue
		}
		if first, ok := canon[name]; ok {
			merge(byKey, byKey[first], byKey[k])
		} else {
			canon[name] = k
		}
	}
	var orgs []string
	for _, k := range keys {
		if byKey[k].kind == OrganisationName {
			orgs = append(orgs, k)
		}
	}
	for i, a := range orgs {
		for _, b := range orgs[i+1:] {
			if sameOrganisation(a, b) {
				merge(byKey, byKey[a], byKey[b])
			}
		}
	}
	for _, k := range keys { // one word of an organisation that is named in full
		e := byKey[k]
		if strings.Contains(k, " ") || e.kind == PersonName || e.kind == PlaceName || len(k) < 4 {
			continue
		}
		var owner *entity
		for _, o := range orgs {
			if byKey[o] != e && strings.HasPrefix(o, k+" ") && together(e, byKey[o]) {
				if owner != nil && owner != byKey[o] {
					owner = nil
					break
				}
				owner = byKey[o]
			}
		}
		if owner != nil {
			merge(byKey, owner, e)
		}
	}
	var places []string
	for _, k := range keys {
		if byKey[k].kind == PlaceName && strings.Contains(k, " ") {
			places = append(places, k)
		}
	}
	for i, a := range places {
		for _, b := range places[i+1:] {
			if byKey[a] != byKey[b] && l.placeOf(a) == "" && len(a) > 8 && distance(a, b) == 1 && strings.Fields(a)[0][0] == strings.Fields(b)[0][0] {
				merge(byKey, byKey[a], byKey[b])
			}
		}
	}
}

func (l *lexicon) orgOf(key string) string {
	if n := l.orgs[key]; n != "" {
		return n
	}
	return l.bare[key]
}

func (l *lexicon) placeOf(key string) string {
	if n := l.places[key]; n != "" {
		return n
	}
	return l.bare[key]
}

// sameOrganisation reports whether two folded names are forms of one
// organisation: an acronym, or a form with its last or first word left out.
func sameOrganisation(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) == 1 && len(y) >= 2 {
		return len(a) >= 2 && len(a) <= 6 && a == initials(y)
	}
	if len(x) < 2 || len(x) >= len(y) {
		return false
	}
	if len(x) == len(y)-1 && slices.Equal(x, y[:len(x)]) {
		return orgHeads[y[len(y)-1]]
	}
	if len(x) >= 3 && len(y)-len(x) == 1 && x[0] == y[0] && x[len(x)-1] == y[len(y)-1] && subsequence(x, y) {
		return true // Los Angeles (County) Sheriff’s Department
	}
	if slices.Equal(x, y[len(y)-len(x):]) { // U.S. Central Command; not the House Armed Services Committee of two chambers
		first := y[0]
		return len(y)-len(x) == 1 && (first == "us" || first == "uk" || first == "un" || lex().places[first] != "")
	}
	return false
}

// initials returns the first letters of the words that are not small.
func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if w == "of" || w == "the" || w == "and" || w == "for" {
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return b.String()
}
