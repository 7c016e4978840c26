package compare

import (
	"strings"

	"parallax/article"
	"parallax/internal/text"
)

// numbers finds the quantities of every sentence: what they count, whose they
// are, what happened, and who says so.
func (r *reader) numbers() {
	for _, s := range r.sents {
		for _, n := range text.Numbers(s.src, s.toks, r.Language, s.masked) {
			q := Quantity{
				Sentence: s.index, Value: n.Value, To: n.To, Vague: n.Vague, Measure: n.Unit, Unit: n.Unit, Bound: n.Bound, Age: n.Age,
			}
			if r.partOfName(s, n) {
				continue
			}
			head, last := r.headOf(s, n)
			if r.pronominal(s, n, head) {
				continue
			}
			if n.Vague != "" && n.Unit == "" && head == "" && n.Vague != "thousands" && n.Vague != "hundreds" && n.Vague != "dozens" {
				continue // "many said"
			}
			if n.Unit == "" && !n.Age && r.ageOf(s, n, &q) {
				q.Age, q.Unit, q.Measure = true, "years", "years"
				last = n.Last
			} else if n.Age {
				last = n.Last
				r.ownerOfAge(s, n, &q)
			} else if n.Unit == "" && head != "" {
				q.Unit = head
				q.Head = text.Stem(head, r.Language)
			} else if head != "" {
				q.Head = text.Stem(head, r.Language)
			}
			q.Span = article.Span{Start: n.Start, End: max(n.End, s.toks[last-1].End)}
			q.Text = q.Of(s.src)
			q.Verb = r.verbAt(s, n.First, last)
			q.Modality = r.modalityAt(s, n.First)
			q.Sayer = r.sayerOf(s, n.First)
			r.Numbers = append(r.Numbers, q)
		}
	}
	for i := range r.Dates {
		d := &r.Dates[i]
		s := r.sents[d.Sentence]
		d.Sayer = r.sayerOf(s, s.tokenAt(d.Start))
	}
}

// partOfName reports whether the number is inside a name: Channel 10.
func (r *reader) partOfName(s *sent, n text.Number) bool {
	for _, i := range r.byPart[s.index] {
		if name := &r.Names[i]; name.Start < n.Start && n.End <= name.End {
			return true
		}
	}
	return false
}

// pronominal reports whether the number only points back, "the two nations",
// or counts what cannot be counted, "several concerns".
func (r *reader) pronominal(s *sent, n text.Number, head string) bool {
	if n.Unit != "" {
		return false
	}
	if n.Value == "2" && parties[head] {
		prev := s.word(n.First - 1)
		return determiners[prev] || prev == "both"
	}
	return n.Vague != "" && abstract[head]
}

var (
	parties  = wordSet("nations countries sides leaders parties governments neighbors neighbours powers states allies capitals men women rivals presidents delegations ministers superpowers camps")
	abstract = wordSet(`concerns factors reasons ways issues questions challenges aspects options matters things respects problems difficulties obstacles fronts levels opportunities
		implications possibilities explanations topics subjects areas points lessons cases kinds types sorts ones`)
)

// headOf returns the noun that the number counts and the token behind it: the
// last noun of the phrase that begins behind the number.
func (r *reader) headOf(s *sent, n text.Number) (string, int) {
	i := n.Last
	if n.Joined && s.word(i) == "-" && s.tight(i) {
		i++
	}
	if s.word(i) == "of" {
		i++
		for determiners[s.word(i)] {
			i++
		}
	}
	if n.Unit == "percent" || n.Unit == "percentage points" {
		return r.percentOf(s, n.Last), n.Last
	}
	if n.Unit != "" && !n.Joined {
		if s.word(n.Last) == "of" || s.word(n.Last) == "in" {
			if h, _ := r.nounAt(s, i); h != "" {
				return h, n.Last
			}
		}
		return "", n.Last
	}
	h, last := r.nounAt(s, i)
	if h == "" {
		return "", n.Last
	}
	if n.Joined && n.Unit == "" && s.isWord(i) && i > n.Last && r.lex.plain(s.word(i)) {
		return s.word(i), last // three-story building: stories are counted
	}
	return h, last
}

var determiners = wordSet("the a an this that these those his her their its our my your all whose")

// nounAt returns the head of the noun phrase that begins at token i and the
// token behind it.
func (r *reader) nounAt(s *sent, i int) (string, int) {
	head, last := "", i
	for k := i; k < len(s.toks) && k < i+6; k++ {
		w := s.low[k]
		switch {
		case s.toks[k].Kind == text.Punct && (w == "-" || w == "‑") && s.tight(k):
			continue
		case s.toks[k].Kind == text.Punct && w == "," && k == i+1 && r.lex.plain(s.word(k+1)) && r.lex.common[s.word(k-1)].noun < 6 && head != "" && !strings.HasSuffix(head, "s"):
			continue // several small, poor towns
		case s.toks[k].Kind != text.Word || s.masked[k]:
			return head, last
		case w == "and" && head != "" && strings.HasSuffix(s.word(k+1), "s") && !strings.HasSuffix(head, "s"):
			continue // military construction and engineering troops
		case functionWords[w] && w != "other" && w != "others" && w != "more" && w != "another" && w != "such" && w != "first" && w != "less" || auxiliaries[w] || clauseWords[w] || prepositions[w]:
			return head, last
		case (compass[w] || sayVerbs[w] && head == "") && s.word(k+1) == "of":
			return head, last // 40,000 northeast of the city
		case w == "more" || w == "other" || w == "less" || w == "additional" || w == "new" || w == "fewer":
			if head == "" && (k+1 >= len(s.toks) || s.toks[k+1].Kind != text.Word) {
				return w, k + 1
			}
			continue
		}
		if head != "" && r.verbLike(s, k, head) {
			return head, last
		}
		if head == "" && (r.finiteVerb(w) || strings.HasSuffix(w, "ing") && !r.lex.nounish(w)) {
			return "", i
		}
		if head != "" && s.Heading && strings.HasSuffix(w, "ed") && text.IsUpper(s.raw(k)) {
			return head, last // 11-Hour Filibuster Ended
		}
		head, last = w, k+1
		if pluralNoun(w) && !(leadingPlurals[w] && k+1 < len(s.toks) && s.isWord(k+1) && s.toks[k+1].Space) {
			return head, last
		}
	}
	return head, last
}

// leadingPlurals are plurals that stand before the noun they describe.
var leadingPlurals = wordSet("arms sports jobs sales goods customs rights operations communications systems women's police news economics physics politics veterans affairs services")

// pluralNoun reports whether w looks like a plural.
func pluralNoun(w string) bool {
	switch w {
	case "people", "men", "women", "children", "police", "troops", "dead", "wounded", "injured", "others", "percent", "personnel", "missing", "lives":
		return true
	}
	return len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is")
}

// verbLike reports whether the word at token k behind a noun is a verb.
func (r *reader) verbLike(s *sent, k int, head string) bool {
	w := s.low[k]
	u := r.lex.common[w]
	if sayVerbs[w] && u.noun < 5 {
		return true
	}
	if pluralNoun(head) && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") || u.verb >= 3) {
		return true
	}
	return u.verb >= 4 && u.noun <= 2
}

// finiteVerb reports whether w is hardly anything but a verb.
func (r *reader) finiteVerb(w string) bool {
	u := r.lex.common[w]
	return u.verb >= 4 && u.noun <= 1 || w == "remain" || w == "were" || w == "died" || w == "came"
}

// percentOf returns what a share is of: "percent of those killed".
func (r *reader) percentOf(s *sent, i int) string {
	if s.word(i) == "of" || s.word(i) == "in" {
		k := i + 1
		for determiners[s.word(k)] {
			k++
		}
		h, _ := r.nounAt(s, k)
		return h
	}
	h, _ := r.nounAt(s, i)
	return h
}

// ageOf reports whether the number is an age behind a name: "Ramos, 38,",
// "age 19".
func (r *reader) ageOf(s *sent, n text.Number, q *Quantity) bool {
	if n.Vague != "" || n.To != "" || len(n.Value) > 3 {
		return false
	}
	prev := s.word(n.First - 1)
	if prev == "age" || prev == "aged" {
		r.ownerOfAge(s, n, q)
		return true
	}
	if prev != "," {
		return false
	}
	if next := s.word(n.Last); next != "," && next != "." && next != ";" && next != ")" && next != "" && next != "and" && !auxiliaries[next] && !strongSay[next] {
		return false
	}
	for _, i := range r.byPart[s.index] {
		name := &r.Names[i]
		if name.End <= s.toks[n.First-1].Start && s.toks[n.First-1].Start-name.End <= 6 && name.Kind != PlaceName && name.Kind != OrganisationName {
			q.Owner = name.Text
			return true
		}
	}
	return false
}

// ownerOfAge sets whose age a number is: the person named nearest.
func (r *reader) ownerOfAge(s *sent, n text.Number, q *Quantity) {
	best := 1 << 30
	for _, i := range r.byPart[s.index] {
		name := &r.Names[i]
		if name.Kind != PersonName {
			continue
		}
		d := n.Start - name.End
		if d < 0 {
			d = name.Start - n.End + 2
		}
		if d < best {
			best, q.Owner = d, name.Text
		}
	}
}

// verbClasses are groups of words that news uses for the same happening.
var verbClasses = classes(
	"kill: kill kills killed killing die dies died dying dead death deaths slain slaying murdered perished lives fatalities fatality fatal massacre toll casualties",
	"injure: injure injures injured injuring injuries wound wounds wounded wounding hurt hurting",
	"send: send sends sent sending dispatch dispatched dispatches dispatching deploy deployed deploys deploying deployment shipped",
	"supply: supply supplied supplies supplying provide provided provides providing deliver delivered delivering gave given",
	"arrest: arrest arrested arresting arrests detain detained detaining custody captured apprehended",
	"sentence: sentence sentenced sentencing sentences jailed imprisoned prison jail term",
	"serve: serve served serving serves",
	"fine: fine fined fines penalty pay paid paying pays restitution",
	"win: win wins won winning victory victories championship championships",
	"lose: lose loses lost losing loss losses",
	"launch: fire fired firing fires launch launched launching launches rocketed shot",
	"destroy: destroy destroyed destroying destroys demolished dismantled razed destruction",
	"evacuate: evacuate evacuated evacuating displaced fled flee homeless",
	"add: add added adding adds gain gained gains create created creating creates new",
	"rise: rise rises rose rising increase increased increases increasing climbed jumped surged grew grown up",
	"fall: fall falls fell falling drop dropped drops dropping decline declined declining decreased down slipped",
	"hold: hold holds held holding house houses housed",
	"vote: vote voted votes voting ballot passed approved",
	"treat: treat treated treating hospitalized hospitalised hospital discharged",
	"meet: meet meets met meeting meetings talks talk summit held discussions discussed",
	"speak: speak spoke spoken speaking talked filibuster filibustered",
	"wait: wait waited waiting",
	"intercept: intercept intercepted intercepting interceptions",
	"buy: buy bought buying purchased purchase bought",
	"sell: sell sold selling",
	"convict: convicted conviction guilty",
	"charge: charged charges charging indicted facing faces",
	"pardon: pardon pardoned pardons clemency commuted commutation commutations",
	"employ: employed employ employs employing hired",
)

// classes reads lines of a class and its words. A word of two classes has the
// first.
func classes(lines ...string) map[string]string {
	m := map[string]string{}
	for _, line := range lines {
		class, list, _ := strings.Cut(line, ": ")
		for w := range strings.FieldsSeq(list) {
			if _, twice := m[w]; !twice {
				m[w] = class
			}
		}
	}
	return m
}

// verbAt returns the class or stem of the verb nearest to tokens first to
// last of the sentence.
func (r *reader) verbAt(s *sent, first, last int) string {
	for d := range 9 {
		for _, i := range [2]int{last + d, first - 1 - d} {
			if i < 0 || i >= len(s.toks) || !s.isWord(i) {
				continue
			}
			w := s.low[i]
			if class := verbClasses[w]; class != "" && !(text.IsUpper(s.raw(i)) && !s.opens[i] && !s.shouty) {
				return class
			}
			if u := r.lex.common[w]; u.verb >= 4 && u.noun <= 3 && !auxiliaries[w] && !sayVerbs[w] {
				return text.Stem(w, r.Language)
			}
			if strings.HasSuffix(w, "ed") && len(w) > 4 && !sayVerbs[w] {
				return text.Stem(w, r.Language)
			}
		}
	}
	return ""
}

// The modalities of a statement.
const (
	done     = "done"
	planned  = "planned"
	possible = "possible"
	denied   = "denied"
)

var modalWords = classes(
	"planned: will plan plans planned planning poised set going expected scheduled intends intend aims aim preparing prepares pledged vowed promises promised to-be wants want hopes hope due",
	"possible: could may might possible possibly would potentially perhaps if whether",
	"denied: denied denies deny denying not never no neither nor without false untrue rejected",
)

// modalityAt tells whether what is said at token i is done, planned, possible
// or denied.
func (r *reader) modalityAt(s *sent, i int) string {
	for d := 1; d <= 7; d++ {
		k := i - d
		if k < 0 {
			break
		}
		w := s.low[k]
		if w == "," && d > 1 || w == ";" || w == ":" || w == "that" && d > 2 {
			break
		}
		if m := modalWords[w]; m != "" && !(w == "set" && s.word(k-1) != "is" && s.word(k-1) != "are") && !(w == "no" && (s.word(k+1) == "more" || s.word(k+1) == "less" || s.word(k+1) == "fewer")) && !(w == "not" && s.word(k+1) == "only") {
			return m
		}
		if verbClasses[w] != "" && strings.HasSuffix(w, "ed") {
			break
		}
	}
	return done
}
