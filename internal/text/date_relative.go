package text

import (
	"fmt"
	"strings"
	"time"
)

// relative reads last week, the past month, this summer, next Monday.
func (p *dateParser) relative(i int) (Date, bool) {
	first := i
	if p.word(i) == "the" && p.name == "en" {
		i++
	}
	shift, ok := p.lang.this[p.word(i)]
	if !ok {
		return p.relativeAfter(first)
	}
	the := i > first
	by := p.word(i)
	i++
	if p.lang.early[p.word(i)] { // last late summer
		i++
	}
	w := p.word(i)
	last := i + 1
	unresolved := Date{First: first, Last: last}
	switch {
	case p.lang.weekend[w] && w != "":
		if p.ref.IsZero() || by == "following" || by == "previous" && the {
			return unresolved, true
		}
		return p.weekendAt(first, last, shift), true
	case p.isWeekday(i):
		if p.ref.IsZero() {
			return Date{First: first, Last: last}, true
		}
		return p.weekdayAt(first, last, p.lang.weekdays[w], shift, by != "this"), true
	case p.isMonth(i):
		m, _ := p.month(i)
		y, end := p.yearAfter(last)
		if y > 0 {
			return Date{First: first, Last: end, Value: fmt.Sprintf("%04d-%02d", y, m), Precision: "month"}, true
		}
		if p.ref.IsZero() {
			return unresolved, true
		}
		return Date{First: first, Last: last, Value: fmt.Sprintf("%04d-%02d", p.shifted(m, shift), m), Precision: "month"}, true
	case p.lang.seasons[w] > 0:
		if y, end := p.yearAfter(last); y > 0 {
			return Date{First: first, Last: end, Value: fmt.Sprintf("%04d-%d", y, p.lang.seasons[w]), Precision: "season"}, true
		}
		if p.ref.IsZero() {
			return unresolved, true
		}
		return Date{First: first, Last: last, Value: p.seasonAt(p.lang.seasons[w], shift), Precision: "season"}, true
	case p.lang.parts[w] && (by == "this" || by == "last" && w == "night" || p.name != "en"):
		if p.ref.IsZero() {
			return unresolved, true
		}
		return p.dayAt(first, last, shift), true
	case p.lang.units[w] != "" && !strings.HasSuffix(w, "s") || p.lang.units[w] != "" && p.name != "en":
		u := p.lang.units[w]
		if u == "day" || u == "century" || the && by == "current" {
			return Date{}, false
		}
		if by == "previous" || by == "preceding" || by == "following" {
			if the || p.ref.IsZero() { // told from another day
				return unresolved, true
			}
		}
		if p.ref.IsZero() {
			return unresolved, true
		}
		if (by == "past" || the && by == "last") && p.name == "en" { // the past month: up to now
			from := map[string]time.Time{"week": p.ref.AddDate(0, 0, -7), "month": p.ref.AddDate(0, -1, 0), "year": p.ref.AddDate(-1, 0, 0), "decade": p.ref.AddDate(-10, 0, 0)}[u]
			return Date{First: first, Last: last, Value: from.Format("2006-01-02") + "/" + p.ref.Format("2006-01-02"), Precision: "range"}, true
		}
		return p.unitAt(first, last, u, shift), true
	}
	return Date{}, false
}

// relativeAfter reads "lundi dernier", "el mes pasado", and "that day".
func (p *dateParser) relativeAfter(i int) (Date, bool) {
	if p.name == "en" {
		if (p.word(i) == "that" || p.word(i) == "same") && (p.word(i+1) == "day" || p.word(i+1) == "night" || p.word(i+1) == "morning" || p.word(i+1) == "evening" || p.word(i+1) == "afternoon") && p.word(i+2) != "that" {
			d := Date{First: i, Last: i + 2, Value: p.last}
			if d.Value != "" {
				d.Precision = "day"
			}
			return d, true
		}
		return Date{}, false
	}
	shift, ok := p.lang.after[p.word(i+1)]
	if !ok {
		return Date{}, false
	}
	w := p.word(i)
	switch {
	case p.ref.IsZero():
		if p.isWeekday(i) || p.lang.units[w] != "" || p.isMonth(i) || p.lang.seasons[w] > 0 {
			return Date{First: i, Last: i + 2}, true
		}
	case p.isWeekday(i):
		return p.weekdayAt(i, i+2, p.lang.weekdays[w], shift, true), true
	case p.isMonth(i):
		m, _ := p.month(i)
		return Date{First: i, Last: i + 2, Value: fmt.Sprintf("%04d-%02d", p.shifted(m, shift), m), Precision: "month"}, true
	case p.lang.seasons[w] > 0:
		return Date{First: i, Last: i + 2, Value: p.seasonAt(p.lang.seasons[w], shift), Precision: "season"}, true
	case p.lang.units[w] != "" && p.lang.units[w] != "day":
		return p.unitAt(i, i+2, p.lang.units[w], shift), true
	}
	return Date{}, false
}

func (p *dateParser) isMonth(i int) bool {
	_, ok := p.month(i)
	return ok
}

func (p *dateParser) isWeekday(i int) bool {
	if i >= len(p.toks) || p.toks[i].Kind != Word || !p.capital(i) {
		return false
	}
	_, ok := p.lang.weekdays[p.low[i]]
	if ok && len(p.low[i]) <= 5 && p.name == "en" && !strings.HasSuffix(p.low[i], "day") { // Sun, Sat, Wed
		return p.word(i+1) == "." && p.tight(i+1) && i+2 < len(p.toks) && p.word(i-1) != "the"
	}
	return ok
}

// shifted returns the year of the last (−1), this (0) or next (1) month m.
func (p *dateParser) shifted(m, shift int) int {
	y, now := p.ref.Year(), int(p.ref.Month())
	switch {
	case shift < 0 && m >= now:
		return y - 1
	case shift > 0 && m <= now:
		return y + 1
	}
	return y
}

func (p *dateParser) dayAt(first, last, shift int) Date {
	return Date{First: first, Last: last, Value: p.ref.AddDate(0, 0, shift).Format("2006-01-02"), Precision: "day"}
}

// unitAt makes the date of the week, month, year or decade that lies shift
// units from the day of publication.
func (p *dateParser) unitAt(first, last int, unit string, shift int) Date {
	d := Date{First: first, Last: last, Precision: unit}
	switch unit {
	case "week":
		monday := p.ref.AddDate(0, 0, -(int(p.ref.Weekday())+6)%7+7*shift)
		d.Value = monday.Format("2006-01-02") + "/" + monday.AddDate(0, 0, 6).Format("2006-01-02")
	case "month":
		d.Value = time.Date(p.ref.Year(), p.ref.Month()+time.Month(shift), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
	case "year":
		d.Value = fmt.Sprintf("%04d", p.ref.Year()+shift)
	case "decade":
		d.Value = fmt.Sprintf("%03dX", p.ref.Year()/10+shift)
	}
	return d
}

// weekendAt makes the Saturday and Sunday of the weekend shift weekends away;
// 0 is the one before or on the day of publication, or after it where the
// words point ahead.
func (p *dateParser) weekendAt(first, last, shift int) Date {
	saturday := p.ref.AddDate(0, 0, -(int(p.ref.Weekday())+1)%7)
	switch {
	case shift > 0, shift == 0 && p.ahead(first):
		saturday = saturday.AddDate(0, 0, 7)
	case shift < 0 && p.ref.Weekday()%6 == 0:
		saturday = saturday.AddDate(0, 0, -7)
	}
	return Date{First: first, Last: last, Value: saturday.Format("2006-01-02") + "/" + saturday.AddDate(0, 0, 1).Format("2006-01-02"), Precision: "weekend"}
}

// weekdayAt makes the day of a weekday: the last one, that of the day itself
// included, or the next.
func (p *dateParser) weekdayAt(first, last, weekday, shift int, strict bool) Date {
	back := (int(p.ref.Weekday()) - weekday + 7) % 7
	t := p.ref.AddDate(0, 0, -back)
	switch {
	case shift < 0 && strict && back == 0:
		t = t.AddDate(0, 0, -7)
	case shift > 0 && strict && back == 0, shift > 0 && back > 0:
		t = t.AddDate(0, 0, 7)
	case shift == 0 && back > 0 && p.aheadAt(first):
		t = t.AddDate(0, 0, 7)
	}
	return Date{First: first, Last: last, Value: t.Format("2006-01-02"), Precision: "day"}
}

// seasonAt makes the last, this or next season.
func (p *dateParser) seasonAt(season, shift int) string {
	starts := map[int]int{21: 3, 22: 6, 23: 9, 24: 12}[season]
	y, m := p.ref.Year(), int(p.ref.Month())
	begun := m >= starts
	running := begun && (m < starts+3) || season == 24 && m <= 2
	switch {
	case shift < 0 && (running || !begun):
		y--
	case shift > 0 && begun:
		y++
	case shift == 0 && season == 24 && m <= 2:
		y--
	}
	return fmt.Sprintf("%04d-%d", y, season)
}

// seasonOf reads a season with or without its year: fall 2012, the summer.
func (p *dateParser) seasonOf(i int) (Date, bool) {
	season := p.lang.seasons[p.word(i)]
	if season == 0 {
		return Date{}, false
	}
	if y, last := p.yearAfter(i + 1); y > 0 {
		return Date{First: i, Last: last, Value: fmt.Sprintf("%04d-%d", y, season), Precision: "season"}, true
	}
	if p.name == "en" {
		// fall and spring are verbs too, Spring and Summer names.
		if IsUpper(p.toks[i].Of(p.s)) || p.word(i-1) != "the" && p.word(i-1) != "in" && !p.lang.early[p.word(i-1)] ||
			p.word(i-1) == "the" && !timeBefore[p.word(i-2)] && !p.lang.early[p.word(i-1)] || p.word(i+1) == "of" && p.word(i) == "fall" {
			return Date{}, false
		}
	} else if p.name != "ru" && p.word(i-1) != "im" && p.word(i-1) != "en" && p.word(i-1) != "l" {
		return Date{}, false
	}
	if p.ref.IsZero() {
		return Date{First: i, Last: i + 1}, true
	}
	shift := -1
	if p.aheadAt(i) {
		shift = 1
	} else if starts := map[int]int{21: 3, 22: 6, 23: 9, 24: 12}[season]; int(p.ref.Month()) >= starts {
		shift = 0
	}
	return Date{First: i, Last: i + 1, Value: p.seasonAt(season, shift), Precision: "season"}, true
}

var timeBefore = set("in over during since until by through for before after early late of throughout till")

// weekdayOf reads a weekday alone, with a part of the day or a date.
func (p *dateParser) weekdayOf(i int) (Date, bool) {
	if p.name == "en" && p.lang.weekend[p.word(i)] {
		first := i
		if i > 1 && p.word(i-1) == "the" && (p.word(i-2) == "over" || p.word(i-2) == "during") {
			first = i - 2
		}
		if p.ref.IsZero() {
			return Date{First: first, Last: i + 1}, true
		}
		return p.weekendAt(first, i+1, 0), true
	}
	if !p.isWeekday(i) {
		return Date{}, false
	}
	last := i + 1
	j := last
	if p.word(j) == "." && p.tight(j) && len(p.word(i)) <= 5 {
		j++
	}
	if p.word(j) == "," {
		j++
	}
	if p.name == "de" && (p.word(j) == "den" || p.word(j) == "dem") {
		j++
	}
	if j < len(p.toks) { // Thursday, June 28
		if d, ok := p.withMonth(j); ok {
			d.First = i
			return d, true
		}
	}
	if p.ref.IsZero() {
		return Date{First: i, Last: last}, true
	}
	return p.weekdayAt(i, last, p.lang.weekdays[p.word(i)], 0, false), true
}

// dayWord reads today, yesterday, tomorrow, tonight.
func (p *dateParser) dayWord(i int) (Date, bool) {
	shift, ok := p.lang.days[p.word(i)]
	if !ok || p.name == "de" && p.word(i) == "morgen" && p.lang.parts[p.word(i+1)] {
		return Date{}, false
	}
	if IsUpper(p.toks[i].Of(p.s)) && i > 0 && p.toks[i-1].Kind == Word && p.name == "en" { // USA Today
		if IsUpper(p.toks[i-1].Of(p.s)) {
			return Date{}, false
		}
	}
	last := i + 1
	if p.lang.parts[p.word(last)] {
		last++
	}
	if p.ref.IsZero() {
		return Date{First: i, Last: last}, true
	}
	return p.dayAt(i, last, shift), true
}

// agoOf reads "40 years ago", "two days ago", "vor zwei Jahren".
func (p *dateParser) agoOf(i int) (Date, bool) {
	lang := numberLanguages[p.name]
	j, first := i, i
	if p.lang.agoFirst[p.word(i)] && p.word(i) != "" {
		j++
		if p.name == "fr" {
			if p.word(j) != "y" || p.word(j+1) != "a" {
				return Date{}, false
			}
			j += 2
		}
	} else if len(p.lang.ago) == 0 {
		return Date{}, false
	}
	np := numberParser{s: p.s, toks: p.toks, low: p.low, masked: p.masked, lang: lang}
	n, k, ok := 0, j, false
	vague := false
	if v, next, good := np.quantity(j); good && v == float64(int(v)) && v < 10000 {
		n, k, ok = int(v), next, true
	} else if lang.article[p.word(j)] && p.word(j) != "" && p.lang.units[p.word(j+1)] != "" {
		n, k, ok = 1, j+1, true
	} else if lang.vague[p.word(j)] != "" {
		vague, k, ok = true, j+1, true
	} else if lang.article[p.word(j)] && lang.vague[p.word(j+1)] != "" {
		vague, k, ok = true, j+2, true
	}
	if !ok {
		return Date{}, false
	}
	u := p.lang.units[p.word(k)]
	if u == "" {
		return Date{}, false
	}
	k++
	if j == i { // the word stands behind
		if !p.lang.ago[p.word(k)] || p.word(k) == "" {
			return Date{}, false
		}
		k++
	}
	d := Date{First: first, Last: k}
	if vague || p.ref.IsZero() {
		return d, true
	}
	switch u {
	case "day":
		return p.dayAt(first, k, -n), true
	case "week":
		return p.unitAt(first, k, u, -n), true
	case "month", "year":
		return p.unitAt(first, k, u, -n), true
	}
	return d, true
}
