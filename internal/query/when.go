package query

import (
	"strconv"
	"strings"
	"time"

	"parallax/article"
)

// when makes a condition of a date, in the form it is kept in.
func (p *parser) when(field, v string) Node {
	date := strings.ToLower(strings.ReplaceAll(v, " ", ""))
	switch date {
	case "today":
		date = "0d"
	case "yesterday":
		date = "1d"
	}
	if _, _, ok := ago(date); ok {
		return p.counted(When{Field: field, Date: date})
	}
	d := article.ParseDate(v)
	if d.IsZero() {
		p.note("query.no-date", "Value", v)
		return nil
	}
	return p.counted(When{Field: field, Date: d.Day()})
}

// ago reads 7d, 2w, 3m and 1y.
func ago(s string) (n int, unit byte, ok bool) {
	if len(s) < 2 || len(s) > 5 {
		return 0, 0, false
	}
	unit = s[len(s)-1]
	n, err := strconv.Atoi(s[:len(s)-1])
	return n, unit, err == nil && n >= 0 && s[0] != '+' && strings.IndexByte("dwmy", unit) >= 0
}

// Days returns the days the date stands for, as year*10000 + month*100 + day,
// first and last included. A month or a year begins with day 0, because a
// date known only so precisely is kept as such. Relative dates count back
// from now, where now is.
func (w When) Days(now time.Time) (first, last int) {
	if n, unit, ok := ago(w.Date); ok {
		var t time.Time
		switch unit {
		case 'd':
			t = now.AddDate(0, 0, -n)
		case 'w':
			t = now.AddDate(0, 0, -7*n)
		case 'm':
			t = now.AddDate(0, -n, 0)
		case 'y':
			t = now.AddDate(-n, 0, 0)
		}
		day := DayNumber(t, article.ToDay)
		return day, day
	}
	d := article.ParseDate(w.Date)
	first = DayNumber(d.Time, d.Precision)
	switch d.Precision {
	case article.ToYear:
		return first, first + 1299
	case article.ToMonth:
		return first, first + 99
	}
	return first, first
}

// DayNumber returns the day of t, where t is, as a number that sorts and
// compares: 20251027, 20251000 for a month, 20250000 for a year.
func DayNumber(t time.Time, p article.Precision) int {
	switch p {
	case article.UnknownDate:
		return 0
	case article.ToYear:
		return t.Year() * 10000
	case article.ToMonth:
		return t.Year()*10000 + int(t.Month())*100
	}
	return t.Year()*10000 + int(t.Month())*100 + t.Day()
}

// Relative reports whether the date is a span of time up to now.
func (w When) Relative() bool {
	_, _, ok := ago(w.Date)
	return ok
}
