package text

import "slices"

// unit reads what measures n behind it, and whether n is an age.
func (p *numberParser) unit(n *Number) {
	i := n.Last
	joined := false
	if p.hyphen(i) {
		joined = true
		i++
	}
	w := p.word(i)
	switch {
	case n.Unit != "": // a sign of money stood before
		if p.lang.money[w] != "" {
			n.Last = i + 1
		}
	case w == "%" || p.lang.percent[w]:
		n.Unit, n.Last = "percent", i+1
	case w == "per" && p.word(i+1) == "cent", w == "pour" && p.word(i+1) == "cent", w == "por" && p.word(i+1) == "ciento":
		n.Unit, n.Last = "percent", i+2
	case w == "percentage" && (p.word(i+1) == "points" || p.word(i+1) == "point"):
		n.Unit, n.Last = "percentage points", i+2
	case w == "square" && p.lang.measures[p.word(i+1)] != "":
		n.Unit, n.Last = "square "+p.lang.measures[p.word(i+1)], i+2
	case p.lang.times[w] != "" && !p.isMasked(i):
		n.Unit, n.Last, n.Joined = p.lang.times[w], i+1, joined
		p.age(n, joined)
	case p.lang.money[w] != "":
		n.Unit, n.Last, n.Joined = p.lang.money[w], i+1, joined
	case p.lang.measures[w] != "":
		n.Unit, n.Last, n.Joined = p.lang.measures[w], i+1, joined
	case joined:
		n.Joined = true
	case w == "€" || w == "£" || w == "$":
		n.Unit, n.Last = map[string]string{"€": "euros", "£": "pounds", "$": "US dollars"}[w], i+1
	case (w == "more" || w == "additional" || w == "other" || w == "consecutive" || w == "straight" || w == "full" || w == "long" || w == "calendar") &&
		p.lang.times[p.word(i+1)] != "":
		n.Unit, n.Last = p.lang.times[p.word(i+1)], i+2
	}
	if n.Unit == "percent" && (p.word(n.Last) == "points" || p.word(n.Last) == "point") {
		n.Unit, n.Last = "percentage points", n.Last+1
	}
}

// age takes "-old" and " years old" into n.
func (p *numberParser) age(n *Number, joined bool) {
	i := n.Last
	if joined && p.hyphen(i) && (p.word(i+1) == "old" || p.word(i+1) == "olds") {
		n.Age, n.Last = true, i+2
		return
	}
	if p.word(i) == "old" && n.Unit == "years" {
		n.Age, n.Last = true, i+1
	}
}

// bound reads the words around n that bound it and takes those before it in.
func (p *numberParser) bound(n *Number) {
	first := n.First
	for _, skip := range []string{"just", "only", "the", "another", "a", "an"} {
		// "over the past", "about another 20": looked through, not taken in.
		if p.word(first-1) == skip && first > 1 && p.phraseBefore(first-1) != nil {
			first--
			break
		}
	}
	if b := p.phraseBefore(first); b != nil && !p.isMasked(first-1) {
		n.Bound, n.First = b.bound, first-len(b.words)
		return
	}
	switch {
	case p.word(n.Last) == "or" && p.word(n.Last+1) == "more", p.word(n.Last) == "oder" && p.word(n.Last+1) == "mehr":
		n.Bound, n.Last = AtLeast, n.Last+2
	case p.word(n.Last) == "or" && (p.word(n.Last+1) == "less" || p.word(n.Last+1) == "fewer"):
		n.Bound, n.Last = AtMost, n.Last+2
	case p.word(n.Last) == "or" && p.word(n.Last+1) == "so":
		n.Bound, n.Last = About, n.Last+2
	case p.word(n.Last) == "+" && p.tight(n.Last):
		n.Bound, n.Last = AtLeast, n.Last+1
	}
}

// phraseBefore returns the bound whose words end before token i.
func (p *numberParser) phraseBefore(i int) *boundPhrase {
	for k := range p.lang.bounds {
		b := &p.lang.bounds[k]
		if n := len(b.words); i >= n && slices.Equal(p.low[i-n:i], b.words) {
			return b
		}
	}
	return nil
}

// vague reads a quantity without a value at token i: "thousands of", "several",
// "a minute", "minutes before".
func (p *numberParser) vague(i int) ([]Number, bool) {
	w := p.word(i)
	first := i
	if p.lang.article[w] {
		if u := p.lang.times[p.word(i+1)]; u != "" && !p.isMasked(i+1) && p.oneOf(i) {
			n := Number{First: i, Last: i + 2, Value: "1", Unit: u, Bound: Exact}
			p.bound(&n)
			n.Span = Span{Start: p.toks[n.First].Start, End: p.toks[n.Last-1].End}
			return []Number{n}, true
		}
		if p.word(i+1) != "few" && p.word(i+1) != "couple" {
			return nil, false
		}
		i++
		w = p.word(i)
	}
	if w == "tens" && p.word(i+1) == "of" {
		return p.vagueNumber(first, i+3, "tens of "+p.word(i+2))
	}
	if w == "twice" && p.lang == numberLanguages["en"] && p.word(i+1) != "as" {
		n := Number{First: i, Last: i + 1, Value: "2", Unit: "times", Bound: Exact, Span: p.toks[i].Span}
		return []Number{n}, true
	}
	if v := p.lang.vague[w]; v != "" {
		if v == "scores" && p.word(i+1) != "of" || v == "couple" && (first == i || p.word(i+1) != "of") ||
			v == "few" && first == i && (i+1 >= len(p.toks) || p.toks[i+1].Kind != Word || p.word(i-1) == "very" || p.word(i+1) == "of") ||
			v == "many" && (p.word(i-1) == "how" || p.word(i-1) == "as" || p.word(i-1) == "so" || p.word(i-1) == "too" || !p.counts(i+1) && p.word(i+1) != "of") {
			return nil, false
		}
		next := i + 1
		if p.word(next) == "of" && p.lang.vague[p.word(next+1)] != "" { // hundreds of thousands
			v += " of " + p.lang.vague[p.word(next+1)]
			next += 2
		} else if sc := p.lang.scales[p.word(next)]; sc >= 100 && len(p.word(next)) > 2 { // several hundred
			v += " " + p.word(next)
			next++
		} else if (v == "several" || v == "few") && p.word(next) == "dozen" {
			v += " dozen"
			next++
		}
		return p.vagueNumber(first, next, v)
	}
	if u := p.lang.times[w]; u != "" && u == w && p.lang == numberLanguages["en"] && !p.isMasked(i) && p.bareTime(i) {
		return p.vagueNumber(i, i, u)
	}
	return nil, false
}

// vagueNumber makes the number of tokens first to next, with its unit.
func (p *numberParser) vagueNumber(first, next int, vague string) ([]Number, bool) {
	if next > len(p.toks) {
		return nil, false
	}
	n := Number{First: first, Last: max(next, first+1), Vague: vague, Bound: Exact}
	j := next
	if p.word(j) == "of" {
		j++
	}
	if u := p.lang.times[p.word(j)]; u != "" && !p.isMasked(j) {
		n.Unit, n.Last = u, j+1
	} else if u := p.lang.money[p.word(j)]; u != "" {
		n.Unit, n.Last = u, j+1
	} else if u := p.lang.measures[p.word(j)]; u != "" {
		n.Unit, n.Last = u, j+1
	}
	p.bound(&n)
	n.Span = Span{Start: p.toks[n.First].Start, End: p.toks[n.Last-1].End}
	return []Number{n}, true
}

var (
	beforeOne = set("within about almost nearly around just only over than for take took takes lasted lasting spent half")
	afterOne  = set("later after before ahead earlier into of long away")
)

// oneOf reports whether "a minute" at token i is a length of time.
func (p *numberParser) oneOf(i int) bool {
	if w := p.word(i + 2); w == "ago" || w == "of" && !beforeOne[p.word(i-1)] {
		return false
	}
	if p.word(i+2) == "in" {
		switch p.word(i + 3) {
		case "prison", "jail", "office", "power", "captivity", "custody", "hospital":
			return true
		}
	}
	return beforeOne[p.word(i-1)] || afterOne[p.word(i+2)]
}

var (
	beforeBare = set("for take took takes within after last lasted lasting spent in over")
	afterBare  = set("before after later earlier ahead away of")
)

// bareTime reports whether a plural unit of time at token i is a length of
// time without a number: "minutes before", "for decades", "weeks of".
func (p *numberParser) bareTime(i int) bool {
	if i > 0 && !p.toks[i].Space {
		return false
	}
	prev := p.word(i - 1)
	if i > 0 && p.toks[i-1].Kind == Digits {
		return false
	}
	if _, ok := p.lang.ones[prev]; ok {
		return false
	}
	if afterBare[p.word(i+1)] {
		return p.word(i+1) != "of" || beforeBare[prev] || prev == "to" || prev == ","
	}
	return beforeBare[prev] && prev != "in" && prev != "last" && prev != "over"
}
