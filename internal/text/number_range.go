package text

import (
	"strconv"
	"strings"
)

// outOf reads "in six" and "out of ten" behind a number, where nothing is
// counted by the second.
func (p *numberParser) outOf(i int) (float64, int, bool) {
	switch {
	case p.word(i) == "in":
		i++
	case p.word(i) == "out" && p.word(i+1) == "of":
		i += 2
	default:
		return 0, i, false
	}
	v, next, ok := p.quantity(i)
	return v, next, ok && v >= 2 && v <= 1000 && (v == 100 || v < 100 || int(v)%100 == 0) && p.lang == numberLanguages["en"] && p.lang.times[p.word(next)] == ""
}

// rangeOf extends n over "10 to 15", "20 or 30", "between 10 and 15", "10-15".
func (p *numberParser) rangeOf(n *Number) {
	i := n.Last
	between := p.word(n.First-1) == p.lang.between
	from := p.word(n.First-1) == "from"
	j := i
	switch w := p.word(j); {
	case between && w == p.lang.and, w == p.lang.to && !from, w == p.lang.or && p.toks[j].Space:
		j++
	case (w == "-" || w == "–" || w == "‑") && (p.tight(j) == p.tight(j+1)):
		j++
		if p.word(j) == p.lang.to { // five- to seven-year
			j++
		}
	case w == "-" && p.tight(j) && p.word(j+1) == p.lang.to:
		j += 2
	default:
		return
	}
	if n.Unit != "" { // $5 to $10
		if _, c := p.currency(j); c > 0 {
			j += c
		}
	}
	v, next, ok := p.quantity(j)
	low := plainFloat(n.Value)
	if !ok || next <= j || j >= len(p.toks) {
		return
	}
	if w := p.word(next); p.word(i) == "-" && (voteWords[w] || p.hyphen(next)) && p.toks[j].Kind == Digits {
		return
	}
	// "5 to 10 million"
	if w := p.word(next - 1); p.lang.scales[w] >= 1000 && len(w) > 2 && low < v/p.lang.scales[w] && p.toks[n.Last-1].Kind == Digits && next-j > 1 {
		low *= p.lang.scales[w]
	}
	if low >= v {
		return
	}
	n.Value, n.To, n.Last = number(low), number(v), next
	if between {
		n.First--
	}
	if p.word(i) == p.lang.or {
		n.Bound = About
	}
}

var voteWords = set("vote votes victory win loss defeat decision score lead draw tie margin split ruling")

// score reads the second number of "19-10 vote".
func (p *numberParser) score(i int, n *Number) (Number, bool) {
	j := i + 2
	if n.To != "" || !p.hyphen(i+1) && p.word(i+1) != "–" || j >= len(p.toks) || p.toks[j].Kind != Digits || !voteWords[p.word(j+1)] {
		return Number{}, false
	}
	v, ok := ParseDigits(p.word(j), p.lang.decimalComma)
	if !ok {
		return Number{}, false
	}
	n.Last, n.Joined = i+1, true
	n.Span.End = p.toks[i].End
	return Number{First: j, Last: j + 1, Value: number(v), Bound: Exact, Joined: true, Span: p.toks[j].Span}, true
}

// number writes v in plain digits.
func number(v float64) string {
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func plainFloat(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return v
}

// ParseDigits reads digits with separators: 15,000 and 7.8 in English, 15.000
// and 7,8 where the comma is the decimal mark. Groups of three after every
// separator are thousands in both.
func ParseDigits(s string, decimalComma bool) (float64, bool) {
	if len(s) > 30 {
		return 0, false
	}
	group, point := ",", "."
	if decimalComma {
		group, point = ".", ","
	}
	s = strings.NewReplacer("\u00a0", "", "\u202f", "", "’", "").Replace(s)
	if thousands(s, group) || strings.Count(s, group) > 0 && strings.Count(s, point) > 0 {
		s = strings.ReplaceAll(s, group, "")
	} else if thousands(s, point) && strings.Count(s, point) > 1 {
		s = strings.ReplaceAll(s, point, "")
	} else if strings.Count(s, group) == 1 { // 7,8 in English text
		s = strings.ReplaceAll(s, group, point)
	}
	s = strings.ReplaceAll(s, point, ".")
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// thousands reports whether sep parts s into groups of three digits.
func thousands(s, sep string) bool {
	if !strings.Contains(s, sep) {
		return false
	}
	for i, part := range strings.Split(s, sep) {
		part, _, _ = strings.Cut(part, map[string]string{",": ".", ".": ","}[sep])
		if i == 0 && (len(part) == 0 || len(part) > 3) || i > 0 && len(part) != 3 {
			return false
		}
	}
	return true
}
