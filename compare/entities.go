package compare

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

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

// mergePeople joins the forms of one person's name.
func (c *comparing) mergePeople(keys []string, byKey map[string]*entity) {
	var full []string
	for _, k := range keys {
		if byKey[k].kind == PersonName && strings.Contains(k, " ") {
			full = append(full, k)
		}
	}
	sharing := map[string][]string{} // names by the words in them
	for _, b := range full {
		for _, w := range nameWords(b) {
			if len(sharing[w]) < 200 { // "al" of a thousand names helps nobody
				for _, a := range sharing[w] {
					if byKey[a] != byKey[b] && samePerson(a, b) {
						merge(byKey, byKey[a], byKey[b])
					}
				}
				sharing[w] = append(sharing[w], b)
			}
		}
	}
	// Short forms: a word of a full name in the same article first, else of
	// one in another.
	owners := map[string][]*entity{}
	for _, f := range full {
		words := nameWords(f)
		for i, w := range words {
			if i == 0 || i == len(words)-1 {
				if e := byKey[f]; !slices.Contains(owners[w], e) {
					owners[w] = append(owners[w], e)
				}
			}
		}
		if len(words) >= 3 { // van Hollen, Vargas Llosa
			w := strings.Join(words[1:], " ")
			if byKey[w] != nil && !slices.Contains(owners[w], byKey[f]) {
				owners[w] = append(owners[w], byKey[f])
			}
		}
	}
	for _, k := range keys {
		e := byKey[k]
		if len(owners[k]) == 0 || strings.Contains(k, " ") && e.kind != PersonName && e.kind != NoEntity {
			continue
		}
		if e.kind == PlaceName && e.weight[PlaceName] > e.weight[PersonName]+1 || e.kind == OrganisationName && e.weight[OrganisationName] > e.weight[PersonName]+2 {
			continue
		}
		c.share(byKey, k, e, owners[k])
	}
	c.misspelt(keys, byKey)
}

// misspelt gives a surname that its article never gives in full to the one
// person there whose surname is spelled much the same.
func (c *comparing) misspelt(keys []string, byKey map[string]*entity) {
	for _, k := range keys {
		e := byKey[k]
		if strings.Contains(k, " ") || e.kind != PersonName && e.kind != NoEntity || len(e.keys) > 1 || len(k) < 4 || lex().places[k] != "" || lex().given[k] && e.kind == NoEntity {
			continue
		}
		var owner *entity
		for _, o := range keys {
			p := byKey[o]
			if p == e || p.kind != PersonName || strings.Contains(o, " ") || len(p.keys) < 2 || !spelledAlike(k, o) || !together(e, p) {
				continue
			}
			if owner != nil && owner != p {
				owner = nil
				break
			}
			owner = p
		}
		if owner != nil && owner.kind == PersonName {
			merge(byKey, owner, e)
		}
	}
}

// share gives each mention of the short form k to the person among owners
// whom its article names in full, or who is named most.
func (c *comparing) share(byKey map[string]*entity, k string, e *entity, owners []*entity) {
	if slices.Contains(owners, e) {
		return
	}
	in := func(o *entity, doc int) int {
		n := 0
		for _, m := range o.mentions {
			if m.doc == doc {
				n++
			}
		}
		return n
	}
	lastWord := func(o *entity) bool {
		for key := range o.keys {
			if strings.HasSuffix(key, " "+k) {
				return true
			}
		}
		return false
	}
	given := lex().given[k]
	mentions := e.mentions
	e.mentions = nil
	var target *entity
	for _, m := range mentions {
		best, score := (*entity)(nil), -1
		for _, o := range owners {
			s := min(in(o, m.doc), 20)*100 + len(o.mentions)
			if lastWord(o) {
				s += 5000
			} else if in(o, m.doc) == 0 && given {
				continue // a given name of somebody in another article says nothing
			}
			if s > score {
				best, score = o, s
			}
		}
		if best == nil {
			e.mentions = append(e.mentions, m)
			continue
		}
		best.mentions = append(best.mentions, m)
		best.keys[k] = true
		if target == nil || len(best.mentions) > len(target.mentions) {
			target = best
		}
	}
	if len(e.mentions) == 0 && target != nil {
		byKey[k] = target
	}
}

// samePerson reports whether two full names, folded, are forms of one.
func samePerson(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) < 2 || len(y) < 2 {
		return false
	}
	if len(x) == len(y) {
		different, small := 0, false
		for i := range x {
			if x[i] == y[i] {
				continue
			}
			different++
			last := i == len(x)-1
			switch {
			case i == 0 && len(x) == 2 && sameGiven(x[i], y[i]), (len(x[i]) == 1 || len(y[i]) == 1) && x[i][0] == y[i][0]:
				small = true
			case spelledAlike(x[i], y[i]) && (len(x) >= 3 || last || !lex().given[x[i]] || !lex().given[y[i]] || x[i][0] == y[i][0] && distance(x[i], y[i]) == 1 && len(x[i]) > 4):
				small = true
			default:
				return false
			}
		}
		return different == 0 || different == 1 && small
	}
	// One has a middle name or initial more.
	if len(x) > len(y) {
		x, y = y, x
	}
	if x[len(x)-1] != y[len(y)-1] {
		return false
	}
	if x[0] != y[0] && !sameGiven(x[0], y[0]) {
		return false
	}
	return len(x) == 2 || subsequence(x, y)
}

// nameWords are the words of a folded name without Jr. and the like.
func nameWords(s string) []string {
	var out []string
	for w := range strings.FieldsSeq(s) {
		if w != "jr" && w != "sr" && w != "ii" && w != "iii" {
			out = append(out, w)
		}
	}
	return out
}

func subsequence(x, y []string) bool {
	i := 0
	for _, w := range y {
		if i < len(x) && x[i] == w {
			i++
		}
	}
	return i == len(x)
}

// spelledAlike reports whether two words may be one name in two spellings.
func spelledAlike(a, b string) bool {
	la, lb := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	if min(la, lb) < 3 || a[0] != b[0] && !(la > 4 && lb > 4) {
		return false
	}
	d := distance(a, b)
	return d == 1 || d == 2 && min(la, lb) >= 4 && a[0] == b[0]
}

// distance is the edit distance of two short words.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 40 || len(y) > 40 {
		return 40
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		prev := row[0]
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			prev, row[j+1] = row[j+1], min(prev+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}

// nicknames are short forms of given names, one family a line.
var nicknames = func() map[string]int {
	m := map[string]int{}
	for i, line := range strings.Split(`thomas tom tommy
william bill will billy willy
robert bob rob bobby
richard rick dick rich ricky
james jim jimmy jamie
john jack johnny jon
joseph joe joey
michael mike mick mickey
edward ed eddie ted teddy
charles charlie chuck chas
daniel dan danny
david dave davey
donald don donny
stephen steven steve
kenneth ken kenny
lawrence larry laurence
matthew matt
anthony tony antony
andrew andy drew
benjamin ben benny
christopher chris
gregory greg
jeffrey jeff geoffrey geoff
jonathan jon
joshua josh
nicholas nick nicolas
patrick pat
peter pete
philip phil phillip
raymond ray
ronald ron ronnie
samuel sam sammy
timothy tim
walter walt wally
zachary zach zack
elizabeth liz beth betsy betty lizzie
katherine kate kathy katie catherine cathy
margaret maggie meg peggy
rebecca becky
deborah debbie deb debra
jennifer jen jenny
patricia pat patty tricia
susan sue susie
barbara barb
alexander alex sasha aleksandr
vladimir volodymyr
frederick fred freddie
francis frank
gerald jerry gerry
leonard len lenny leo
albert al bert
alfred al alf fred
bernard bernie
eugene gene
harold harry hal
henry harry hank
louis lou lewis
martin marty
maxwell max
nathaniel nate nathan
randall randy
rodney rod
russell russ
theodore ted theo
vincent vince
victor vic viktor`, "\n") {
		for w := range strings.FieldsSeq(line) {
			if _, twice := m[w]; !twice {
				m[w] = i + 1
			}
		}
	}
	return m
}()

// sameGiven reports whether two given names are forms of one: Tom and Thomas,
// J and John.
func sameGiven(a, b string) bool {
	if a == b || nicknames[a] != 0 && nicknames[a] == nicknames[b] {
		return true
	}
	return (len(a) == 1 || len(b) == 1) && a[0] == b[0]
}

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
