package text

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A StatedDate is a full date as a page states it beside its title: with a day,
// a month and a year.
type StatedDate struct {
	Span
	Year, Month, Day int
	Swapped          bool // day and month could change places: 3/4/2025
}

// Swap returns the date with day and month in each other's place.
func (d StatedDate) Swap() StatedDate {
	d.Month, d.Day = d.Day, d.Month
	return d
}

// Time returns the day at midnight UTC.
func (d StatedDate) Time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// StatedDates returns the dates that a line states in full, in any of some forty
// languages. language, "" if unknown, decides what a month's name means where
// neighbours disagree. Where a numeric date leaves open which is the day, the day
// is taken to stand first and Swapped is set.
func StatedDates(line, language string) []StatedDate {
	language, _, _ = strings.Cut(strings.ToLower(language), "-")
	p := statedParser{parts: stateParts(line), language: language}
	var out []StatedDate
	for i := 0; i < len(p.parts); {
		d, next, ok := p.at(i)
		if !ok {
			i++
			continue
		}
		d.Start, d.End = p.parts[i].Start, p.parts[next-1].End
		out = append(out, d)
		i = next
	}
	return out
}

// A statedPart is a run of digits, a run of letters, or one mark.
type statedPart struct {
	Span
	kind   byte   // '0', 'a' or the mark, '?' beyond ASCII
	word   string // letters in lower case, or the mark
	value  int    // of digits, -1 where there are too many
	digits int
	space  bool // white space stands before it
}

// longestStated bounds how much of a line is looked at.
const longestStated = 400

func stateParts(s string) []statedPart {
	if len(s) > longestStated {
		s = s[:longestStated]
	}
	var parts []statedPart
	space := false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r) || r == '\u200e' || r == '\u200f' || r == '\u200b' || r == '\ufeff':
			space = true
			i += n
			continue
		case unicode.Is(unicode.Nd, r):
			p := statedPart{kind: '0', space: space}
			j := i
			for j < len(s) {
				r, n := utf8.DecodeRuneInString(s[j:])
				v, ok := digitValue(r)
				if !ok {
					break
				}
				if p.digits++; p.digits <= 8 {
					p.value = p.value*10 + v
				}
				j += n
			}
			if p.digits > 8 {
				p.value = -1
			}
			p.Span = Span{Start: i, End: j}
			parts = append(parts, p)
			i = j
		case unicode.Is(unicode.Han, r):
			parts = append(parts, statedPart{Span: Span{Start: i, End: i + n}, kind: 'a', word: s[i : i+n], space: space})
			i += n
		case unicode.IsLetter(r) || unicode.IsMark(r):
			j := i
			for j < len(s) {
				r, n := utf8.DecodeRuneInString(s[j:])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\u200c' || unicode.Is(unicode.Han, r) {
					break
				}
				j += n
			}
			parts = append(parts, statedPart{Span: Span{Start: i, End: j}, kind: 'a', word: Fold(s[i:j]), space: space})
			i = j
		default:
			kind := byte('?')
			if r < utf8.RuneSelf {
				kind = byte(r)
			}
			parts = append(parts, statedPart{Span: Span{Start: i, End: i + n}, kind: kind, word: s[i : i+n], space: space})
			i += n
		}
		space = false
	}
	return parts
}

// digitValue returns what a digit of any script is worth.
func digitValue(r rune) (int, bool) {
	if r >= '0' && r <= '9' {
		return int(r - '0'), true
	}
	if r < utf8.RuneSelf || !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	for _, t := range unicode.Nd.R16 { // digits stand in runs of ten from nought
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10, true
		}
	}
	return 0, false
}

type statedParser struct {
	parts    []statedPart
	language string
}

var noPart statedPart

func (p *statedParser) part(i int) *statedPart {
	if i < 0 || i >= len(p.parts) {
		return &noPart
	}
	return &p.parts[i]
}

func (p *statedParser) is(i int, marks string) bool {
	k := p.part(i).kind
	return k != 0 && k != 'a' && k != '0' && k != '?' && strings.IndexByte(marks, k) >= 0
}

// year returns the year that part i is: four digits, or in the Buddhist era.
func (p *statedParser) year(i int) (int, bool) {
	q := p.part(i)
	if q.kind != '0' || q.digits != 4 {
		return 0, false
	}
	if q.value >= 2400 && q.value < 2700 {
		return q.value - 543, true
	}
	return q.value, q.value >= 1800 && q.value < 2200
}

func (p *statedParser) small(i, most int) (int, bool) {
	q := p.part(i)
	return q.value, q.kind == '0' && q.digits <= 2 && q.value >= 1 && q.value <= most
}

func (p *statedParser) month(i int) (int, bool) {
	q := p.part(i)
	if q.kind != 'a' {
		return 0, false
	}
	names := monthNames()
	if m, ok := names.of[p.language][q.word]; ok {
		return m, true
	}
	m, ok := names.any[q.word]
	return m, ok && m > 0
}

// at returns the date that begins at part i and the part after it.
func (p *statedParser) at(i int) (StatedDate, int, bool) {
	if k := p.part(i - 1); !p.part(i).space && (k.kind == '0' || i > 0 && strings.IndexByte("./-", k.kind) >= 0 && p.part(i-2).kind == '0' && !k.space) {
		return StatedDate{}, 0, false // inside a longer number
	}
	for _, form := range []func(int) (StatedDate, int, bool){p.yearFirst, p.dayFirst, p.numeric, p.monthFirst} {
		d, next, ok := form(i)
		if ok && d.Time().Day() == d.Day && d.Month >= 1 && d.Month <= 12 {
			return d, next, true
		}
	}
	return StatedDate{}, 0, false
}

// korean are the words behind the numbers of a date, as Fold leaves them.
var korean = struct{ year, month, day string }{Fold("년"), Fold("월"), Fold("일")}

// yearFirst reads 2019-05-03, 2019. 5. 3., 2019年5月3日, 2019년 5월 3일 and
// 2019. május 3.
func (p *statedParser) yearFirst(i int) (StatedDate, int, bool) {
	y, ok := p.year(i)
	if !ok {
		return StatedDate{}, 0, false
	}
	j := i + 1
	switch q := p.part(j); {
	case q.word == "年" || q.word == korean.year, p.is(j, "-/."), p.is(j, ","):
		j++
	case q.word == "m" && p.is(j+1, "."): // Lithuanian: 2019 m. gegužės 3 d.
		j += 2
	}
	m, ok := p.small(j, 12)
	if ok && j == i+1 {
		return StatedDate{}, 0, false // nothing between year and month
	}
	if !ok {
		if m, ok = p.month(j); !ok {
			return StatedDate{}, 0, false
		}
	}
	j++
	if q := p.part(j); q.word == "月" || q.word == korean.month || p.is(j, "-/.,") {
		j++
	}
	d, ok := p.small(j, 31)
	if !ok || p.is(j+1, ":") {
		return StatedDate{}, 0, false
	}
	j++
	if q := p.part(j); q.word == "日" || q.word == korean.day {
		j++
	}
	return StatedDate{Year: y, Month: m, Day: d}, j, true
}

// inDate are the words that stand between day, month and year.
var inDate = set("de del of the di da do d a st nd rd th er re ere º ª den e г г. г года year, le i")

// joined skips the marks and small words between two parts of a date.
func (p *statedParser) joined(j int) int {
	for range 3 {
		q := p.part(j)
		switch {
		case p.is(j, ".,-/'") || q.word == "’" || q.word == "º" || q.word == "،" || q.word == "ª":
			j++
		case q.kind == 'a' && inDate[q.word]:
			j++
		default:
			return j
		}
	}
	return j
}

// dayFirst reads 3 May 2019, 3. Mai 2019, 3 de mayo de 2019, 3-May-19 and ngày 3
// tháng 5 năm 2019.
func (p *statedParser) dayFirst(i int) (StatedDate, int, bool) {
	d, ok := p.small(i, 31)
	if !ok || p.is(i-1, ":") && !p.part(i).space { // the minutes of 10:15 May 2019
		return StatedDate{}, 0, false
	}
	if w := p.part(i + 1).word; w == "thang" { // Vietnamese counts its months
		if m, ok := p.small(i+2, 12); ok {
			j := p.joined(i + 3)
			if w := p.part(j).word; w == "nam" {
				j++
			}
			if y, ok := p.year(j); ok {
				return StatedDate{Year: y, Month: m, Day: d}, j + 1, true
			}
		}
		return StatedDate{}, 0, false
	}
	j := p.joined(i + 1)
	m, ok := p.month(j)
	if !ok {
		return StatedDate{}, 0, false
	}
	return p.withYear(m, d, j+1, true)
}

// monthFirst reads May 3, 2019 and May 3rd 2019.
func (p *statedParser) monthFirst(i int) (StatedDate, int, bool) {
	m, ok := p.month(i)
	if !ok {
		return StatedDate{}, 0, false
	}
	j := i + 1
	for p.is(j, ".- ") {
		j++
	}
	d, ok := p.small(j, 31)
	if !ok || p.is(j+1, ":") {
		return StatedDate{}, 0, false
	}
	return p.withYear(m, d, j+1, false)
}

// withYear ends a date at its year. Two digits are one after a day that stands
// first, or after an apostrophe.
func (p *statedParser) withYear(m, d, j int, dayFirst bool) (StatedDate, int, bool) {
	from := j
	j = p.joined(j)
	if y, ok := p.year(j); ok {
		return StatedDate{Year: y, Month: m, Day: d}, j + 1, true
	}
	q := p.part(j)
	if q.kind == '0' && q.digits == 2 && !p.is(j+1, ":") && (p.part(j-1).word == "’" || p.is(j-1, "'") || dayFirst && j == from+1 && p.is(from, "-/")) {
		return StatedDate{Year: shortYear(q.value), Month: m, Day: d}, j + 1, true
	}
	return StatedDate{}, 0, false
}

func shortYear(v int) int {
	if v < 70 {
		return v + 2000
	}
	return v + 1900
}

// numeric reads 3.5.2019, 03/05/2019 and 3-5-2019.
func (p *statedParser) numeric(i int) (StatedDate, int, bool) {
	a, ok1 := p.small(i, 31)
	b, ok2 := p.small(i+2, 31)
	sep := p.part(i + 1).kind
	if !ok1 || !ok2 || !p.is(i+1, "./-") || p.part(i+3).kind != sep {
		return StatedDate{}, 0, false
	}
	y, ok := p.year(i + 4)
	if q := p.part(i + 4); !ok && q.kind == '0' && q.digits == 2 && sep != '-' && p.part(i).digits == 2 && p.part(i+2).digits == 2 && !p.is(i+5, "./-:") {
		y, ok = shortYear(q.value), true
	}
	if !ok {
		return StatedDate{}, 0, false
	}
	switch {
	case sep == '.' || a > 12 || a == b:
		return StatedDate{Year: y, Month: b, Day: a}, i + 5, true
	case b > 12:
		return StatedDate{Year: y, Month: a, Day: b}, i + 5, true
	}
	return StatedDate{Year: y, Month: b, Day: a, Swapped: true}, i + 5, true
}
