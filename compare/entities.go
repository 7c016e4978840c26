package compare

import (
	"cmp"
	"slices"
	"strings"

	"parallax/internal/text"
)

// An entity is a person, an organisation or a place with all its mentions.
type entity struct {
	kind     EntityKind
	keys     map[string]bool // folded forms
	mentions []mention
	weight   [entityKinds]float32
	decided  bool
	best     string // see nameOf
}

// A mention is a name in an article.
type mention struct {
	doc, name int
}

// mergeEntities groups the names of all articles into entities: first equal
// forms, then variants of full names, then short forms.
func (c *comparing) mergeEntities(decided Decisions) {
	byKey := map[string]*entity{}
	var keys []string
	for i, d := range c.docs {
		seen := map[string]bool{}
		for k := range d.Names {
			n := &d.Names[k]
			key := entityKey(n.Text)
			e := byKey[key]
			if e == nil {
				e = &entity{keys: map[string]bool{key: true}}
				byKey[key] = e
				keys = append(keys, key)
			}
			e.mentions = append(e.mentions, mention{doc: i, name: k})
			if !seen[key] {
				seen[key] = true
				for x := range e.weight {
					e.weight[x] += n.Weight[x]
				}
			}
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		e := byKey[k]
		e.kind = kindOf(e.weight)
	}
	c.mergePeople(keys, byKey)
	c.mergeOthers(keys, byKey)
	done := map[*entity]bool{}
	for _, k := range keys {
		if e := byKey[k]; !done[e] {
			done[e] = true
			slices.SortFunc(e.mentions, func(a, b mention) int { return cmp.Or(cmp.Compare(a.doc, b.doc), cmp.Compare(a.name, b.name)) })
			c.entities = append(c.entities, e)
		}
	}
	decided.join(c)
	c.byKey = make([]map[string]*entity, len(c.docs))
	for i := range c.docs {
		c.byKey[i] = map[string]*entity{}
	}
	for _, e := range c.entities {
		for _, m := range e.mentions {
			c.byKey[m.doc][entityKey(c.docs[m.doc].Names[m.name].Text)] = e
		}
	}
}

// entityKey folds a name for comparing: without a leading article and the
// dots of abbreviations.
func entityKey(name string) string {
	k := strings.ReplaceAll(nameKey(name), ".", "")
	k = strings.ReplaceAll(k, "'", "")
	return strings.TrimPrefix(k, "the ")
}

// merge joins b into a.
func merge(byKey map[string]*entity, a, b *entity) {
	if a == b {
		return
	}
	for k := range b.keys {
		a.keys[k] = true
		byKey[k] = a
	}
	a.mentions = append(a.mentions, b.mentions...)
	for x := range a.weight {
		a.weight[x] += b.weight[x]
	}
}

// together reports whether an article names both entities.
func together(a, b *entity) bool {
	for _, m := range a.mentions {
		for _, n := range b.mentions {
			if m.doc == n.doc {
				return true
			}
		}
	}
	return false
}

// entityFacts lists the entities of a kind as facts.
func (c *comparing) entityFacts(kind EntityKind, as FactKind) []Fact {
	var out []Fact
	for _, e := range c.entities {
		if e.kind != kind || len(e.mentions) == 0 {
			continue
		}
		f := Fact{Kind: as, Variants: map[string][]string{}, Sayings: []Saying{}, Decided: e.decided}
		count := map[string]int{}
		for _, m := range e.mentions {
			d := c.docs[m.doc]
			n := &d.Names[m.name]
			if !slices.Contains(f.Variants[d.ID], n.Text) {
				f.Variants[d.ID] = append(f.Variants[d.ID], n.Text)
			}
			count[n.Text]++
			f.Sayings = append(f.Sayings, Saying{
				Article: d.ID, Text: n.Text, Start: n.Start, End: n.End, In: d.in(n.Sentence), Sentence: d.Sentences[n.Sentence].Span,
			})
		}
		f.Label = c.nameOf(e)
		switch a, b := differently(count); {
		case a != "":
			f.Verdict, f.Why = Spelling, why("spelling", "A", a, "B", b)
		case len(f.Variants) > 1:
			f.Verdict, f.Why = Agree, why("named", "Count", len(f.Variants))
		default:
			f.Verdict, f.Why = Alone, why("alone")
		}
		f.ID = factID(f)
		out = append(out, f)
	}
	return out
}

// nameOf returns the form that shows e.
func (c *comparing) nameOf(e *entity) string {
	if e.best == "" {
		count := map[string]int{}
		for _, m := range e.mentions {
			count[c.docs[m.doc].Names[m.name].Text]++
		}
		e.best = bestName(count)
	}
	return e.best
}

// bestName chooses the form that shows an entity: the fullest of the common
// ones.
func bestName(count map[string]int) string {
	best, score := "", -1.0
	for name, n := range count {
		words := len(strings.Fields(name))
		s := float64(min(n, 3)) + 4*float64(min(words, 3))
		if text.AllUpper(name) && len(name) > 5 {
			s -= 5
		}
		if !text.IsUpper(name) {
			s -= 5
		}
		if s > score || s == score && name < best {
			best, score = name, s
		}
	}
	return best
}

// differently returns two forms of a name that differ in letters, not only in
// case, accents, hyphens, initials or nicknames, the more frequent one first.
func differently(count map[string]int) (a, b string) {
	names := make([]string, 0, len(count))
	for n := range count {
		names = append(names, n)
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(x, y)) })
	full := map[string]bool{} // words of the forms of two words and more
	for _, n := range names {
		if words := nameWords(entityKey(n)); len(words) > 1 {
			for _, w := range words {
				full[w] = true
			}
		}
	}
	for i, x := range names {
		for _, y := range names[i+1:] {
			if p, q := entityKey(x), entityKey(y); len(full) > 0 && p != q && !strings.ContainsAny(p+q, " ") && full[p] != full[q] && spelledAlike(p, q) {
				return x, y
			}
			p, q := nameWords(entityKey(x)), nameWords(entityKey(y))
			if len(p) != len(q) || len(p) < 2 {
				continue
			}
			different, spelled := 0, false
			for k := range p {
				if p[k] != q[k] {
					different++
					spelled = len(p[k]) > 1 && len(q[k]) > 1 && !(k == 0 && sameGiven(p[k], q[k])) && spelledAlike(p[k], q[k])
				}
			}
			if different == 1 && spelled {
				return x, y
			}
		}
	}
	return "", ""
}
