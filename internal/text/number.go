package text

import (
	"strconv"
	"strings"
)

// A Number is a quantity that a text names.
type Number struct {
	Span               // with the words of its bound and its unit: "about 170", "$1.5 million", "72-hour"
	First, Last int    // its tokens, Last excluded
	Value       string // in plain digits, the low end of a range, "" where only Vague is known
	To          string // the high end of a range, "" where there is none
	Vague       string // "thousands", "several", in English; "" where there is a value
	Unit        string // "percent", "US dollars", "hours"; "" where things or people are counted
	Bound       string // About, AtLeast, AtMost, MoreThan, LessThan or Exact
	Age         bool   // "38-year-old"
	Joined      bool   // a hyphen ties it to what is counted: "72-hour", "35-student"
}

// Numbers finds the quantities among the tokens of s. Tokens for which masked
// is true (of dates, clock times) are no numbers; it may be nil. Ordinals,
// a lone "one", street and telephone numbers, and numbers that are part of a
// name ("Channel 10") are left out.
func Numbers(s string, toks []Token, language string, masked []bool) []Number {
	p := numberParser{s: s, toks: toks, masked: masked}
	lang, _, _ := strings.Cut(language, "-")
	if p.lang = numberLanguages[lang]; p.lang == nil {
		p.lang = numberLanguages["en"]
	}
	p.low = make([]string, len(toks))
	for i, t := range toks {
		p.low[i] = strings.ToLower(t.Of(s))
	}
	for i := 0; i < len(toks); {
		if n, ok := p.at(i); ok {
			p.out = append(p.out, n...)
			i = p.out[len(p.out)-1].Last
			continue
		}
		i++
	}
	return p.out
}

type numberParser struct {
	s      string
	toks   []Token
	low    []string
	masked []bool
	lang   *numberLanguage
	out    []Number
}

func (p *numberParser) word(i int) string {
	if i < 0 || i >= len(p.low) {
		return ""
	}
	return p.low[i]
}

func (p *numberParser) isMasked(i int) bool {
	return p.masked != nil && i >= 0 && i < len(p.masked) && p.masked[i]
}

// tight reports whether token i stands directly behind the one before it.
func (p *numberParser) tight(i int) bool { return i > 0 && i < len(p.toks) && !p.toks[i].Space }

// hyphen reports whether token i is a hyphen with no space on either side.
func (p *numberParser) hyphen(i int) bool {
	return (p.word(i) == "-" || p.word(i) == "‑") && p.tight(i) && p.tight(i+1)
}

// at returns the number or numbers that begin at token i.
func (p *numberParser) at(i int) ([]Number, bool) {
	if p.isMasked(i) {
		return nil, false
	}
	switch p.toks[i].Kind {
	case Digits, Word, Punct:
	default:
		return nil, false
	}
	start, symbol := i, ""
	if u, n := p.currency(i); n > 0 {
		symbol = u
		i += n
	} else if p.toks[i].Kind == Punct {
		if p.word(i) != "." || !p.toks[i].Space || !p.tight(i+1) || i+1 >= len(p.toks) || p.toks[i+1].Kind != Digits {
			return nil, false
		}
	}
	v, next, ok := p.quantity(i)
	if !ok {
		if symbol != "" {
			return nil, false
		}
		return p.vague(start)
	}
	n := Number{First: start, Last: next, Value: number(v), Bound: Exact, Unit: symbol}
	if of, end, ok := p.outOf(next); ok && symbol == "" && v > 0 && v < of {
		n.Value, n.Unit, n.Last = strconv.FormatFloat(v/of, 'f', 4, 64), "share", end
		p.bound(&n)
		n.Span = Span{Start: p.toks[n.First].Start, End: p.toks[n.Last-1].End}
		return []Number{n}, true
	}
	if p.excluded(start, i, next) {
		return nil, false
	}
	p.rangeOf(&n)
	p.unit(&n)
	if n.Unit == "" && p.lone(i, n.Last) {
		return nil, false
	}
	p.bound(&n)
	n.Span = Span{Start: p.toks[n.First].Start, End: p.toks[n.Last-1].End}
	if second, ok := p.score(i, &n); ok {
		return []Number{n, second}, true
	}
	return []Number{n}, true
}

// lone reports whether tokens first to last are only a word for one.
func (p *numberParser) lone(first, last int) bool {
	return last-first == 1 && p.lang.one[p.word(first)]
}

// currency reads a sign of money before a number.
func (p *numberParser) currency(i int) (string, int) {
	switch w := p.word(i); w {
	case "$":
		return "US dollars", 1
	case "€":
		return "euros", 1
	case "£":
		return "pounds", 1
	case "¥":
		return "yen", 1
	case "₽":
		return "rubles", 1
	case "₹":
		return "rupees", 1
	case "us", "a", "c", "hk", "nz", "s":
		if p.word(i+1) == "$" && p.tight(i+1) {
			return map[string]string{"us": "US dollars", "a": "Australian dollars", "c": "Canadian dollars", "hk": "Hong Kong dollars", "nz": "New Zealand dollars", "s": "Singapore dollars"}[w], 2
		}
	case "usd", "eur", "gbp":
		if i+1 < len(p.toks) && p.toks[i+1].Kind == Digits {
			return p.lang.money[w], 1
		}
	}
	return "", 0
}

// quantity reads digits or number words from token i on.
func (p *numberParser) quantity(i int) (float64, int, bool) {
	if i >= len(p.toks) || p.isMasked(i) {
		return 0, i, false
	}
	if p.word(i) == "." && i+1 < len(p.toks) && p.toks[i+1].Kind == Digits { // .40-caliber
		return plainFloat("0." + p.word(i+1)), i + 2, true
	}
	if p.toks[i].Kind == Digits {
		v, ok := ParseDigits(p.word(i), p.lang.decimalComma)
		if !ok {
			return 0, i, false
		}
		i++
		// 15 000, with a plain space
		for p.lang.decimalComma && i < len(p.toks) && p.toks[i].Kind == Digits && p.toks[i].Space && len(p.word(i)) == 3 && v == float64(int64(v)) && v > 0 && !p.isMasked(i) &&
			len(p.word(i-1)) <= 3 {
			group, _ := ParseDigits(p.word(i), true)
			v, i = v*1000+group, i+1
		}
		// 2 1/2
		if p.word(i+1) == "/" && p.tight(i+1) && p.tight(i+2) && i+2 < len(p.toks) && p.toks[i].Space {
			if a, b := plainFloat(p.word(i)), plainFloat(p.word(i+2)); a > 0 && b > a && b < 20 {
				v, i = v+a/b, i+3
			}
		}
		if p.word(i) == "½" {
			v, i = v+0.5, i+1
		}
		return p.scaled(v, i)
	}
	total, group, seen := 0.0, 0.0, false
	first := i
	if p.lang.article[p.word(i)] { // a hundred, a dozen
		if sc, ok := p.lang.scales[p.word(i+1)]; !ok || len(p.word(i+1)) < 3 {
			return 0, i, false
		} else {
			group, seen, i = sc, true, i+2
		}
	}
	if p.word(i) == "half" && p.lang.article[p.word(i+1)] { // half a million
		if sc, ok := p.lang.scales[p.word(i+2)]; ok && sc >= 100 {
			return sc / 2, i + 3, true
		}
		return 0, i, false
	}
	for i < len(p.toks) && !p.isMasked(i) {
		w := p.word(i)
		if v, ok := p.lang.ones[w]; ok {
			if seen && !p.follows(group, v) {
				break
			}
			group, seen, i = group+v, true, i+1
		} else if sc, ok := p.lang.scales[w]; ok && len(w) > 2 {
			if !seen && i == first && sc < 100 || !seen && !p.lang.decimalComma && w != "dozen" {
				break
			}
			if !seen && p.lang.decimalComma {
				if !aloneScales[w] {
					break
				}
				group = 1
			}
			if sc >= 1000 {
				total, group = total+max(group, 1)*sc, 0
			} else {
				group = max(group, 1) * sc
			}
			seen, i = true, i+1
		} else if seen && w == p.lang.and && w != "" && group+total >= 100 && p.small(i+1) {
			i++
			continue
		} else if seen && p.hyphen(i) && p.small(i+1) && p.follows(group, p.lang.ones[p.word(i+1)]) {
			i++
			continue
		} else {
			break
		}
	}
	if !seen {
		return 0, i, false
	}
	// two and a half
	if p.word(i) == "and" && p.word(i+1) == "a" && p.word(i+2) == "half" {
		return p.scaled(total+group+0.5, i+3)
	}
	return total + group, i, true
}

// aloneScales are scale words that are numbers without one before them.
var aloneScales = set("mil mille cent cien tausend hundert тысяча тысячу миллион")

func (p *numberParser) small(i int) bool {
	v, ok := p.lang.ones[p.word(i)]
	return ok && v < 100
}

// follows reports whether v can follow what was read: twenty one, not one two.
func (p *numberParser) follows(group, v float64) bool {
	switch {
	case v >= 100:
		return group == 0
	case v >= 10:
		return int(group)%100 == 0
	}
	return int(group)%100 == 0 || int(group)%10 == 0 && int(group)%100 >= 20
}

// scaled reads a scale word behind v: 1.8 million, $6-billion, 15 thousand.
func (p *numberParser) scaled(v float64, i int) (float64, int, bool) {
	for range 2 {
		j := i
		if p.hyphen(j) {
			j++
		}
		sc, ok := p.lang.scales[p.word(j)]
		// A letter is a scale only where it touches the digits: $5m.
		if !ok || len(p.word(j)) <= 2 && (!p.tight(j) || j != i) || p.isMasked(j) {
			break
		}
		if p.word(j) == "dozen" || sc >= 100 || len(p.word(j)) <= 2 {
			v, i = v*sc, j+1
			continue
		}
		break
	}
	if p.word(i) == "." && (p.word(i-1) == "тыс" || p.word(i-1) == "млн" || p.word(i-1) == "млрд" || p.word(i-1) == "mio" || p.word(i-1) == "mrd") {
		i++
	}
	return v, i, true
}

// excluded reports whether the digits at tokens i to next are no quantity.
func (p *numberParser) excluded(start, i, next int) bool {
	if start > 0 && !p.toks[start].Space {
		switch p.word(start - 1) {
		case "#", "/", "№", ":", "@", "_", "\\", "=", "&", "*", "^":
			return true
		case "-", "‑", "–", "+":
			// F-16, 555-1234; "-5" with a space before the hyphen is a number.
			if start > 1 && !p.toks[start-1].Space && (p.toks[start-2].Kind == Digits || IsUpper(p.toks[start-2].Of(p.s))) {
				return true
			}
		}
		if p.toks[start-1].Kind == Word {
			return true
		}
	}
	if i < len(p.toks) && p.toks[i].Kind != Digits {
		return false
	}
	if p.toks[i].Kind == Digits && p.tight(next) && next < len(p.toks) {
		switch p.toks[next].Kind {
		case Word: // 5th, 49ers, 9mm
			if p.lang.measures[p.word(next)] == "" && p.lang.times[p.word(next)] == "" {
				return true
			}
		case Punct:
			if w := p.word(next); (w == "/" || w == ":" || w == "_") && p.tight(next+1) {
				return true
			}
		}
	}
	if next-i == 1 && (p.word(i) == "911" || p.word(i) == "999" || p.word(i) == "112") && (p.word(next) == "call" || p.word(next) == "calls" || p.word(next) == "dispatcher" || p.word(next) == "operator") {
		return true
	}
	// A list number at the start of a line or sentence: "1." or "1)".
	if i == 0 && (p.word(next) == "." || p.word(next) == ")") && next-i == 1 && p.tight(next) {
		return true
	}
	if i > 0 && p.word(i-1) == "." && i > 1 && (p.word(i-2) == "no" || p.word(i-2) == "nos" || p.word(i-2) == "art" || p.word(i-2) == "sec") && p.tight(i-1) {
		return true
	}
	// Part of a name: Channel 10, Boeing 737, Fox 5 DC; 1600 Pennsylvania Avenue.
	if i > 0 && start == i && p.toks[i].Space && p.toks[i-1].Kind == Word && IsUpper(p.toks[i-1].Of(p.s)) && !p.isMasked(i-1) && !(p.opensSentence(i-1) && opens(p.word(i-1))) {
		return !p.counts(next)
	}
	if start == i && next-i == 1 && p.street(next) {
		return true
	}
	return false
}

// opensSentence reports whether token i is the first word after an end mark.
func (p *numberParser) opensSentence(i int) bool {
	if i == 0 {
		return true
	}
	switch p.word(i - 1) {
	case ".", "!", "?", "\"", "“", ":", "—", "–", "•", "*":
		return true
	}
	return false
}

// counts reports whether what stands at token i looks like counted things.
func (p *numberParser) counts(i int) bool {
	if i >= len(p.toks) {
		return false
	}
	if p.word(i) == "%" || p.lang.percent[p.word(i)] || p.hyphen(i) || p.lang.times[p.word(i)] != "" {
		return true
	}
	w := p.toks[i].Of(p.s)
	return p.toks[i].Kind == Word && !IsUpper(w) && (strings.HasSuffix(w, "s") && len(w) > 3 || w == "people" || w == "men" || w == "women" || w == "children")
}

var streets = set("street st avenue ave road rd boulevard blvd drive dr lane ln highway square terrace parkway pkwy court place")

// street reports whether a street name begins at token i.
func (p *numberParser) street(i int) bool {
	for n := 0; n < 4 && i < len(p.toks); n++ {
		if p.toks[i].Kind != Word || !IsUpper(p.toks[i].Of(p.s)) {
			return false
		}
		if n > 0 && streets[p.word(i)] {
			return true
		}
		i++
	}
	return false
}
