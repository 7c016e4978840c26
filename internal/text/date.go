package text

import (
	"strings"
	"time"
)

// A Date is words that name a day, a week, a month, a season or a year.
type Date struct {
	Span
	First, Last int    // its tokens, Last excluded
	Value       string // EDTF: 2018-06-28, 2018-06, 2018, 2014-22, A/B; "" if it cannot be resolved
	Precision   string // "day", "week", "weekend", "month", "season", "year", "decade", "range", "" if unresolved
	Year        bool   // nothing but a year
}

// A DateReader reads the dates of one text, sentence after sentence. It
// resolves relative ones against the day of publication, and "that day"
// against the date before it. It is not for use by several goroutines.
type DateReader struct {
	lang *dateLanguage
	name string
	ref  time.Time
	last string // the value of the last day
}

// NewDateReader returns a reader for texts of a language that were published
// on a day; a zero day leaves relative dates unresolved.
func NewDateReader(language string, published time.Time) *DateReader {
	lang, _, _ := strings.Cut(language, "-")
	if dateLanguages[lang] == nil {
		lang = "en"
	}
	if !published.IsZero() {
		published = time.Date(published.Year(), published.Month(), published.Day(), 0, 0, 0, 0, time.UTC)
	}
	return &DateReader{lang: dateLanguages[lang], name: lang, ref: published}
}

// Read returns the dates among the tokens of one sentence of s and which
// tokens belong to a date or a clock time.
func (r *DateReader) Read(s string, toks []Token) ([]Date, []bool) {
	p := dateParser{DateReader: r, s: s, toks: toks, masked: make([]bool, len(toks)), low: make([]string, len(toks))}
	for i, t := range toks {
		p.low[i] = strings.ToLower(t.Of(s))
	}
	p.clocks()
	var out []Date
	for i := 0; i < len(toks); {
		d, ok := p.at(i)
		if !ok || d.Last <= i {
			i++
			continue
		}
		d.First = min(d.First, i)
		d.Span = Span{Start: toks[d.First].Start, End: toks[d.Last-1].End}
		for k := d.First; k < d.Last; k++ {
			p.masked[k] = true
		}
		if d.Precision == "day" && d.Value != "" {
			r.last = d.Value
		}
		out = append(out, d)
		i = d.Last
	}
	return out, p.masked
}

type dateParser struct {
	*DateReader
	s      string
	toks   []Token
	low    []string
	masked []bool
}

func (p *dateParser) word(i int) string {
	if i < 0 || i >= len(p.low) {
		return ""
	}
	return p.low[i]
}

func (p *dateParser) digits(i int) (int, bool) {
	if i < 0 || i >= len(p.toks) || p.toks[i].Kind != Digits || p.masked[i] {
		return 0, false
	}
	w := p.low[i]
	if len(w) > 4 {
		return 0, false
	}
	v := 0
	for _, c := range w {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	return v, true
}

func (p *dateParser) day(i int) (int, bool) {
	v, ok := p.digits(i)
	return v, ok && v >= 1 && v <= 31 && len(p.low[i]) <= 2
}

func (p *dateParser) year(i int) (int, bool) {
	v, ok := p.digits(i)
	return v, ok && len(p.low[i]) == 4 && v >= 1000 && v <= 2199
}

func (p *dateParser) tight(i int) bool { return i > 0 && i < len(p.toks) && !p.toks[i].Space }

// capital reports whether token i may be a month or weekday by its case.
func (p *dateParser) capital(i int) bool { return !p.lang.capital || IsUpper(p.toks[i].Of(p.s)) }

// clocks masks the times of day: 8 a.m., 10:30, 0500 GMT.
func (p *dateParser) clocks() {
	for i := range p.toks {
		if p.toks[i].Kind != Digits {
			continue
		}
		j := i + 1
		clock := false
		if p.word(j) == ":" && p.tight(j) && p.tight(j+1) && j+1 < len(p.toks) && p.toks[j+1].Kind == Digits {
			clock, j = true, j+2
			if p.word(j) == ":" && p.tight(j) && j+1 < len(p.toks) && p.toks[j+1].Kind == Digits {
				j += 2
			}
		}
		switch w := p.word(j); {
		case w == "a.m." || w == "p.m." || w == "a.m" || w == "p.m" || (w == "am" || w == "pm"), w == "o'clock" || w == "o’clock", w == "uhr":
			clock, j = true, j+1
		case (w == "h" || w == "heures") && p.name == "fr":
			clock, j = true, j+1
		case (w == "gmt" || w == "utc" || w == "est" || w == "edt" || w == "et" || w == "pt" || w == "cet" || w == "bst") && (clock || len(p.low[i]) == 4):
			clock, j = true, j+1
		}
		if clock {
			for k := i; k < j && k < len(p.masked); k++ {
				p.masked[k] = true
			}
		}
	}
}

// at returns the date that begins at token i.
func (p *dateParser) at(i int) (Date, bool) {
	if p.masked[i] || p.toks[i].Kind == Address || p.toks[i].Kind == Possessive {
		return Date{}, false
	}
	for _, rule := range []func(int) (Date, bool){
		p.numeric, p.withMonth, p.monthOf, p.relative, p.seasonOf, p.weekdayOf, p.dayWord, p.agoOf, p.plainYear,
	} {
		if d, ok := rule(i); ok {
			return d, true
		}
	}
	return Date{}, false
}

// numeric reads 2018-06-28, 28.06.2018 and 6/28/2018. A form in which day and
// month could change places is left unresolved.
func (p *dateParser) numeric(i int) (Date, bool) {
	if p.toks[i].Kind != Digits {
		return Date{}, false
	}
	sep := p.word(i + 1)
	if (sep == "-" || sep == "/") && p.tight(i+1) && p.tight(i+2) && p.word(i+3) == sep && p.tight(i+3) && p.tight(i+4) {
		a, ok1 := p.digits(i)
		b, ok2 := p.digits(i + 2)
		c, ok3 := p.digits(i + 4)
		if !ok1 || !ok2 || !ok3 {
			return Date{}, false
		}
		if len(p.low[i]) == 4 {
			return p.full(i, i+5, a, b, c)
		}
		if len(p.low[i+4]) == 2 && c < 70 {
			c += 2000
		} else if len(p.low[i+4]) == 2 {
			c += 1900
		}
		if c < 1000 {
			return Date{}, false
		}
		switch {
		case a > 12 && b <= 12:
			return p.full(i, i+5, c, b, a)
		case b > 12 && a <= 12 || a == b:
			return p.full(i, i+5, c, a, b)
		case a <= 12 && b <= 12 && a > 0 && b > 0:
			return Date{First: i, Last: i + 5}, true
		}
		return Date{}, false
	}
	if p.word(i) == "9" && sep == "/" && p.word(i+2) == "11" && p.tight(i+1) && p.tight(i+2) {
		return Date{First: i, Last: i + 3, Value: "2001-09-11", Precision: "day"}, true
	}
	// 28.06.2018 is one token of digits.
	if parts := strings.Split(p.low[i], "."); len(parts) == 3 && len(parts[2]) == 4 && len(parts[0]) <= 2 && len(parts[1]) <= 2 {
		return p.full(i, i+1, int(plainFloat(parts[2])), int(plainFloat(parts[1])), int(plainFloat(parts[0])))
	}
	return Date{}, false
}

// full makes the date of a day, if there is such a day.
func (p *dateParser) full(first, last, year, month, day int) (Date, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if month < 1 || month > 12 || t.Day() != day || year < 1000 {
		return Date{}, false
	}
	return Date{First: first, Last: last, Value: t.Format("2006-01-02"), Precision: "day"}, true
}
