package compare

import (
	"slices"
	"strings"
	"unicode/utf8"
)

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
