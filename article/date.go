package article

import (
	"fmt"
	"strings"
	"time"
)

// Precision is how exactly a date is known.
type Precision string

// The precisions. UnknownDate is the zero value.
const (
	UnknownDate Precision = ""
	ToYear      Precision = "year"
	ToMonth     Precision = "month"
	ToDay       Precision = "day"
	ToTime      Precision = "time"
)

// A Date is a point in time as precisely as a source says it, with the words
// it was said in. What is shown and exported as a day is the day where the
// publisher is, so Time keeps the publisher's offset.
type Date struct {
	Time      time.Time
	Precision Precision
	Raw       string // the words the date was found as
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d.Precision == UnknownDate || d.Time.IsZero() }

// String returns the date as exports write it: 2025, 2025-10, 2025-10-27 or a
// full RFC 3339 time with the publisher's offset, and "" if unknown.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	switch d.Precision {
	case ToYear:
		return fmt.Sprintf("%04d", d.Time.Year())
	case ToMonth:
		return d.Time.Format("2006-01")
	case ToDay:
		return d.Time.Format("2006-01-02")
	}
	return d.Time.Format(time.RFC3339)
}

// Days returns the first and the last day that d can mean, zero if unknown.
func (d Date) Days() (first, last time.Time) {
	switch d.Precision {
	case ToYear:
		return d.Time, d.Time.AddDate(1, 0, -1)
	case ToMonth:
		return d.Time, d.Time.AddDate(0, 1, -1)
	case ToDay, ToTime:
		return d.Time, d.Time
	}
	return first, last
}

// Day returns the day where the publisher is, as precise as known.
func (d Date) Day() string {
	if d.Precision == ToTime {
		d.Precision = ToDay
	}
	return d.String()
}

var layouts = []struct {
	layout    string
	precision Precision
}{
	{time.RFC3339Nano, ToTime},
	{"2006-01-02T15:04:05Z0700", ToTime},
	{"2006-01-02T15:04Z07:00", ToTime},
	{"2006-01-02T15:04:05", ToTime},
	{"2006-01-02T15:04", ToTime},
	{"2006-01-02 15:04:05Z07:00", ToTime},
	{"2006-01-02 15:04:05 -0700", ToTime},
	{"2006-01-02 15:04:05", ToTime},
	{"2006-01-02 15:04", ToTime},
	{time.RFC1123Z, ToTime},
	{time.RFC1123, ToTime},
	{"2006-01-02", ToDay},
	{"2006/01/02", ToDay},
	{"20060102", ToDay},
	{"January 2, 2006", ToDay},
	{"Jan 2, 2006", ToDay},
	{"2 January 2006", ToDay},
	{"2 Jan 2006", ToDay},
	{"2006-01", ToMonth},
	{"January 2006", ToMonth},
	{"2006", ToYear},
}

// ParseDate reads a date in one of the forms that metadata uses. Words it
// cannot read are kept as Raw with precision UnknownDate: a date in an ambiguous
// form such as 3/4/2025 is not guessed.
func ParseDate(s string) Date {
	s = strings.TrimSpace(s)
	for _, l := range layouts {
		t, err := time.Parse(l.layout, s)
		if err == nil && t.Year() > 0 {
			return Date{Time: t, Precision: l.precision, Raw: s}
		}
	}
	return Date{Raw: s}
}
