package text

import (
	"fmt"
	"strings"
)

// plainYear reads a year alone and a decade.
func (p *dateParser) plainYear(i int) (Date, bool) {
	first := i
	if p.lang.early[p.word(i)] {
		i++
		if p.word(i) == "-" {
			i++
		}
		if p.word(i) == "in" || p.word(i) == "of" {
			i++
		}
	}
	y, ok := p.year(i)
	if !ok || y > 2100 || first == i && i > 0 && !p.toks[i].Space && p.word(i-1) != "(" && p.word(i-1) != "–" && p.word(i-1) != "-" && p.word(i-1) != "/" && p.word(i-1) != "\u2019" {
		return Date{}, false
	}
	last := i + 1
	if p.word(last) == "s" && p.tight(last) && y%10 == 0 {
		return Date{First: first, Last: last + 1, Value: fmt.Sprintf("%03dX", y/10), Precision: "decade"}, true
	}
	if first == i && !p.yearHere(i, y) {
		return Date{}, false
	}
	if p.lang.noise[p.word(last)] && p.word(last) != "" {
		last = p.pastDot(last + 1)
	}
	if to, ok := p.year(last + 1); ok && (p.word(last) == "-" || p.word(last) == "–") && to > y {
		return Date{First: first, Last: last + 2, Value: fmt.Sprintf("%04d/%04d", y, to), Precision: "range"}, true
	}
	return Date{First: first, Last: last, Value: fmt.Sprintf("%04d", y), Precision: "year", Year: true}, true
}

// yearHere reports whether four digits are a year here and not a quantity.
func (p *dateParser) yearHere(i, y int) bool {
	if p.tight(i+1) && (p.word(i+1) == "-" || p.word(i+1) == "%") && p.word(i+1) == "%" {
		return false
	}
	prev, next := p.word(i-1), p.word(i+1)
	if prev == "$" || prev == "€" || prev == "£" || prev == "#" || prev == "-" && p.tight(i-1) {
		return false
	}
	if p.lang.noise[next] && next != "" {
		return true
	}
	near := y >= 1900 && y <= 2060
	if i+1 < len(p.toks) && p.toks[i+1].Kind == Word && p.toks[i+1].Space {
		w := p.toks[i+1].Of(p.s)
		plural := !IsUpper(w) && strings.HasSuffix(w, "s") && len(w) > 3 || next == "people" || next == "men" || next == "women"
		switch {
		case plural && (prev == "the" || prev == "of" && near):
			return near
		case plural && !near:
			return false
		case plural && next != "was" && next != "has" && next != "his" && next != "as" && next != "is" && prev != "in" && prev != "since":
			return near && (p.lang.yearIn[prev] || prev == "")
		}
	}
	if p.lang.yearIn[prev] && prev != "" {
		return y >= 1500 || prev == "in" || prev == "since" || prev == "year"
	}
	if !near {
		return false
	}
	if prev == "©" || prev == "copyright" || y >= 1990 && y <= 2040 && i+1 < len(p.toks) && p.toks[i+1].Kind == Word && IsUpper(p.toks[i+1].Of(p.s)) {
		return true
	}
	if i > 0 && p.toks[i-1].Kind == Possessive {
		return true
	}
	switch prev {
	case "", "(", ",", "–", "—", "a", "his", "her", "its", "their", "this", "that", "an", "our", "january", "-", "/", "[", ";", ":", "'s", "’s":
		return true
	}
	return i+1 >= len(p.toks) || p.toks[i+1].Kind == Punct || p.toks[i-1].Kind == Word && near
}

// ahead reports whether the words before token i point to what is to come.
func (p *dateParser) ahead(i int) bool {
	switch p.word(i - 1) {
	case "until", "till", "by", "bis":
		return !p.pastVerb(i)
	}
	return p.aheadAt(i)
}

var (
	futureWords = set(`will would shall could might going expected scheduled plans plan planned planning set due upcoming slated hopes intends intend aims aim aiming
		scheduling arrange prepare prepares preparing poised supposed wird werden soll sollen sera seront será serán будет будут`)
	pastWords = set(`was were had did said told went came made took held began started met sent killed died found announced reported died announced accused
		occurred happened released arrested signed left won lost war wurde wurden hatte fue fueron était были был была`)
)

// aheadAt reports whether the clause of token i is about what is to come: the
// nearest verb that tells points ahead.
func (p *dateParser) aheadAt(i int) bool {
	for d := 1; d <= 12; d++ {
		for _, k := range []int{i - d, i + d} {
			if k < 0 || k >= len(p.low) {
				continue
			}
			w := p.low[k]
			if futureWords[w] {
				// "was scheduled" points ahead, "had planned" does too.
				return !(w == "would" || w == "could" || w == "might") || k < i
			}
			if k < i && (pastWords[w] || len(w) > 4 && strings.HasSuffix(w, "ed")) {
				return false
			}
		}
	}
	return false
}

func (p *dateParser) pastVerb(i int) bool {
	for k := max(0, i-8); k < i; k++ {
		if pastWords[p.low[k]] || len(p.low[k]) > 4 && strings.HasSuffix(p.low[k], "ed") && !futureWords[p.low[k]] {
			return true
		}
	}
	return false
}

// noPast reports whether the sentence has no verb in the past.
func (p *dateParser) noPast() bool { return !p.pastVerb(len(p.low)) }
