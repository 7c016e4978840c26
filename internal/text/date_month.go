package text

import (
	"fmt"
	"time"
)

// month returns the month that token i names.
func (p *dateParser) month(i int) (int, bool) {
	if i < 0 || i >= len(p.toks) || p.toks[i].Kind != Word || !p.capital(i) {
		return 0, false
	}
	m, ok := p.lang.months[p.low[i]]
	if ok && p.lang.capital && AllUpper(p.toks[i].Of(p.s)) && p.low[i] == "may" {
		return 0, false
	}
	return m, ok
}

// pastDot returns the token after i, and after the full stop of an
// abbreviated month.
func (p *dateParser) pastDot(i int) int {
	if p.word(i) == "." && p.tight(i) && len(p.word(i-1)) <= 5 {
		return i + 1
	}
	return i
}

// withMonth reads a day with its month, with a year or without.
func (p *dateParser) withMonth(i int) (Date, bool) {
	if m, ok := p.month(i); ok { // June 28, 2018; June 28–30
		j := p.pastDot(i + 1)
		d, ok := p.day(j)
		if !ok || p.word(j+1) == ":" && p.tight(j+1) || p.word(j+1) == "%" || p.word(j+1) == "percent" {
			return Date{}, false
		}
		j++
		if p.ordinalEnd(j) {
			j++
		}
		if to, ok := p.day(j + 1); ok && (p.word(j) == "-" || p.word(j) == "–" || p.word(j) == "to") && to > d {
			y, last := p.yearAfter(j + 2)
			return p.days(i, last, y, m, d, to)
		}
		y, last := p.yearAfter(j)
		if to, ok := p.day(j + 1); ok && p.word(j) == "and" && p.word(i-1) == "between" && to > d {
			y, last = p.yearAfter(j + 2)
			return p.days(i, last, y, m, d, to)
		}
		return p.dayOfMonth(i, last, y, m, d)
	}
	d, ok := p.day(i)
	if !ok || i > 0 && !p.toks[i].Space && p.word(i-1) != "(" {
		return Date{}, false
	}
	j := i + 1
	if p.ordinalEnd(j) {
		j++
	} else if p.word(j) == "." && p.tight(j) && p.name == "de" {
		j++
	}
	to := 0
	if v, ok := p.day(j + 1); ok && (p.word(j) == "-" || p.word(j) == "–") && v > d {
		to, j = v, j+2
	}
	for p.lang.of[p.word(j)] && p.word(j) != "" {
		j++
	}
	m, ok := p.month(j)
	if !ok {
		return Date{}, false
	}
	j = p.pastDot(j + 1)
	y, last := p.yearAfter(j)
	if to > 0 {
		return p.days(i, last, y, m, d, to)
	}
	return p.dayOfMonth(i, last, y, m, d)
}

func (p *dateParser) ordinalEnd(i int) bool {
	switch p.word(i) {
	case "st", "nd", "rd", "th", "er", "ère":
		return p.tight(i)
	}
	return false
}

// yearAfter reads a year at token i, past a comma or "of".
func (p *dateParser) yearAfter(i int) (year, last int) {
	j := i
	for (p.word(j) == "," || p.lang.of[p.word(j)] && p.word(j) != "") && j < i+2 {
		j++
	}
	if y, ok := p.year(j); ok && !(p.word(j-1) == "," && p.countedAfter(j)) {
		j++
		if p.lang.noise[p.word(j)] && p.word(j) != "" {
			j = p.pastDot(j + 1)
		}
		return y, j
	}
	return 0, i
}

// countedAfter reports whether the number at token i counts what follows it.
func (p *dateParser) countedAfter(i int) bool {
	switch w := p.word(i + 1); w {
	case "people", "men", "women", "troops", "soldiers":
		return true
	}
	return false
}

func (p *dateParser) dayOfMonth(first, last, year, month, day int) (Date, bool) {
	if year == 0 {
		if day > 31 {
			return Date{}, false
		}
		if p.ref.IsZero() {
			return Date{First: first, Last: last}, true
		}
		year = p.nearestYear(first, month, day)
	}
	return p.full(first, last, year, month, day)
}

func (p *dateParser) days(first, last, year, month, from, to int) (Date, bool) {
	a, ok := p.dayOfMonth(first, last, year, month, from)
	if !ok || a.Value == "" {
		return a, ok
	}
	b, ok := p.full(first, last, int(plainFloat(a.Value[:4])), month, to)
	if !ok {
		return a, true
	}
	a.Value, a.Precision = a.Value+"/"+b.Value, "range"
	return a, true
}

// nearestYear chooses the year of a month, and a day if it is not 0, that the
// text names without one: the last one, or the next one where the words point
// ahead.
func (p *dateParser) nearestYear(i, month, day int) int {
	y := p.ref.Year()
	named := day > 0
	if !named {
		day = 1
		if month == int(p.ref.Month()) {
			return y
		}
	}
	t := time.Date(y, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	switch ahead := p.ahead(i); {
	case ahead && t.Before(p.ref):
		return y + 1
	case !ahead && t.After(p.ref):
		// A day of the coming months is meant sooner than the same day a year
		// ago; a month alone is so where nothing speaks of the past.
		soon := t.Sub(p.ref) < 60*24*time.Hour
		if soon && (named || p.noPast()) || named && t.Sub(p.ref) < 150*24*time.Hour {
			return y
		}
		return y - 1
	}
	return y
}

// monthOf reads a month alone or with a year: June 2018, early July.
func (p *dateParser) monthOf(i int) (Date, bool) {
	first := i
	for p.lang.early[p.word(i)] && i < first+1 {
		i++
		if p.word(i) == "-" {
			i++
		}
		for p.word(i) == "of" || p.word(i) == "в" {
			i++
		}
	}
	if p.word(i) == "the" {
		return Date{}, false
	}
	m, ok := p.month(i)
	if !ok {
		return Date{}, false
	}
	j := p.pastDot(i + 1)
	y, last := p.yearAfter(j)
	if y == 0 && p.word(j) != "" && p.lang.noise[p.word(j)] {
		last = j
	}
	if y == 0 {
		last = i + 1
		if j > i+1 { // an abbreviation keeps its stop: Sept.
			last = j
		}
		if p.lang.capital && !p.monthAlone(first, i, j) {
			return Date{}, false
		}
		if p.ref.IsZero() {
			return Date{First: first, Last: last}, true
		}
		y = p.nearestYear(first, m, 0)
	}
	if first > 0 && (p.word(first-1) == "the" && p.lang.early[p.word(first)]) {
		first--
	}
	return Date{First: first, Last: last, Value: fmt.Sprintf("%04d-%02d", y, m), Precision: "month"}, true
}

// monthAlone reports whether a word that is a month and also a name or a verb
// is the month here.
func (p *dateParser) monthAlone(first, i, next int) bool {
	w := p.word(i)
	switch w {
	case "may", "march", "august", "april", "june", "jan", "mar", "jun", "sep", "dec", "oct", "nov", "feb", "apr", "jul", "aug", "juli", "mai", "sept":
	default:
		return true
	}
	if first < i {
		return true
	}
	if next > i+1 && len(w) <= 4 {
		return true
	}
	switch p.word(i - 1) {
	case "in", "since", "until", "by", "from", "of", "last", "this", "next", "during", "for", "before", "after", "through", "to", "and", "im", "seit", "bis", "ende", "anfang", "each", "every", "between":
		// "by April Smith": a name follows.
		return next >= len(p.toks) || !IsUpper(p.toks[next].Of(p.s)) || p.toks[next].Kind != Word
	}
	return false
}
