package compare

import (
	"math"
	"strconv"
	"strings"

	"parallax/internal/message"
	"parallax/internal/text"
)

// An extent is the range of values that a quantity leaves possible.
type extent struct {
	low, high float64
	point     float64 // the value said, NaN if vague
	vague     bool
	about     bool
}

// measures bring units of one dimension to one unit.
var measures = map[string]struct {
	dimension string
	factor    float64
}{
	"seconds": {"time", 1}, "minutes": {"time", 60}, "hours": {"time", 3600}, "days": {"time", 86400}, "nights": {"time", 86400},
	"weeks": {"time", 7 * 86400}, "months": {"time", 30.44 * 86400}, "years": {"time", 365.25 * 86400}, "decades": {"time", 3652.5 * 86400},
	"centuries": {"time", 36525 * 86400},
	"inches":    {"length", 0.0254}, "feet": {"length", 0.3048}, "meters": {"length", 1}, "kilometers": {"length", 1000}, "miles": {"length", 1609.34},
	"kilograms": {"weight", 1}, "tons": {"weight", 1000}, "tonnes": {"weight", 1000},
	"acres": {"area", 0.4047}, "hectares": {"area", 1},
	"gallons": {"volume", 3.785}, "liters": {"volume", 1},
}

// dimension returns what a quantity measures: "count" for things.
func dimension(q *Quantity) (string, float64) {
	if q.Measure == "" {
		return "count", 1
	}
	if m, ok := measures[q.Measure]; ok {
		if q.Age {
			return "age", m.factor
		}
		return m.dimension, m.factor
	}
	if q.Measure == "percentage points" {
		return "percentage points", 1
	}
	return q.Measure, 1
}

// vagueExtents are what vague quantities leave possible.
var vagueExtents = map[string][2]float64{
	"couple": {2, 3}, "few": {2, 12}, "several": {2, 30}, "multiple": {2, 1e6}, "many": {3, 1e9}, "numerous": {3, 1e9}, "countless": {10, 1e12},
	"dozens": {20, 200}, "scores": {30, 400}, "hundreds": {150, 9999}, "thousands": {1500, 99999}, "millions": {1.5e6, 9e8}, "billions": {1.5e9, 9e11},
	"trillions": {1.5e12, 9e14}, "tens of thousands": {15000, 300000}, "tens of millions": {1.5e7, 3e8}, "tens of billions": {1.5e10, 3e11},
	"hundreds of thousands": {150000, 3e6}, "hundreds of millions": {1.5e8, 3e9}, "hundreds of billions": {1.5e11, 3e12},
	"dozens of hundreds": {1200, 20000}, "several hundred": {200, 999}, "several thousand": {2000, 9999}, "few hundred": {200, 900}, "few thousand": {2000, 9000},
	"several dozen": {24, 120}, "few dozen": {24, 90}, "several million": {2e6, 2e7}, "tens of trillions": {1.5e13, 3e14},
}

// extentOf returns what q leaves possible, in the unit of its dimension.
func extentOf(q *Quantity) extent {
	_, f := dimension(q)
	if q.Value == "" {
		r, ok := vagueExtents[q.Vague]
		if !ok {
			r = [2]float64{2, 1e12} // "weeks"
			if q.Measure == q.Vague {
				r = [2]float64{2, 60}
			}
		}
		return extent{low: r[0] * f, high: r[1] * f, point: math.NaN(), vague: true}
	}
	v, _ := strconv.ParseFloat(q.Value, 64)
	e := extent{low: v * f, high: v * f, point: v * f}
	if q.To != "" {
		e.high, _ = strconv.ParseFloat(q.To, 64)
		e.high *= f
		if q.Bound == text.About {
			e.about = true
			e.low, e.high = e.low*0.9, e.high*1.1
		}
		return e
	}
	switch q.Bound {
	case text.About:
		e.about = true
		by := max(min(lastUnit(q.Value)/2, 0.05*math.Abs(v)), 0.025*math.Abs(v)) * f
		e.low, e.high = e.low-by, e.high+by
	case text.Exact:
		// 1,900 may be 1,867: round figures are seldom counted.
		if strings.HasSuffix(q.Value, "00") {
			by := min(lastUnit(q.Value)/2, 0.025*math.Abs(v)) * f
			e.low, e.high = e.low-by, e.high+by
		}
	case text.AtLeast:
		e.high = max(v*f*3, v*f+3)
	case text.MoreThan:
		e.high = max(v*f*1.5, v*f+3)
	case text.AtMost, text.LessThan:
		e.low = 0
	}
	if q.Measure == "months" || q.Measure == "weeks" { // a month and four weeks
		e.low, e.high = e.low*0.9, e.high*1.1
	}
	return e
}

// lastUnit is the place of the last digit that is not zero: 100 for 1,900, 0.1
// for 7.8.
func lastUnit(value string) float64 {
	whole, part, _ := strings.Cut(value, ".")
	if part != "" {
		return math.Pow10(-len(part))
	}
	return math.Pow10(len(whole) - len(strings.TrimRight(whole, "0")))
}

// equal reports whether two quantities say one value.
func (e extent) equal(x extent) bool {
	if e.vague || x.vague {
		return false
	}
	if e.point == x.point {
		return true
	}
	return math.Abs(e.point-x.point) <= 0.001*max(math.Abs(e.point), math.Abs(x.point))
}

// meets reports whether both can be true of one thing.
func (e extent) meets(x extent) bool { return e.low <= x.high && x.low <= e.high }

// distinct is how telling a value is: 0 for small round numbers, 1 for
// numbers that two texts hardly share by chance.
func distinct(q *Quantity) float64 {
	digits := strings.Trim(strings.ReplaceAll(q.Value, ".", ""), "0")
	switch n := len(digits); {
	case q.Value == "":
		return 0
	case n >= 3:
		return 1
	case n == 2 || len(q.Value) >= 4:
		return 0.6
	}
	return 0.15
}

// shown writes a quantity's value for a reader: "15,000", "20–30", "thousands".
func shown(q *Quantity) string {
	if q.Value == "" {
		return q.Vague
	}
	s := grouped(q.Value)
	if q.To != "" {
		s += "–" + grouped(q.To)
	}
	switch q.Measure {
	case "percent":
		return s + "%"
	case "US dollars":
		return "$" + s
	case "":
		return s
	}
	return s + " " + q.Measure
}

func grouped(v string) string {
	whole, part, has := strings.Cut(v, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return v
	}
	s := whole
	if len(whole) > 4 || n >= 10000 || n >= 1000 {
		s = message.Number(n)
	}
	if has {
		s += "." + part
	}
	return s
}
