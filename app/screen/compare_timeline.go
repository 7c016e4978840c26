package screen

import (
	"cmp"
	"slices"

	"parallax/compare"
)

// A TimelineRow is a date that columns mention.
type TimelineRow struct {
	Value   string // "" where it could not be resolved
	Words   string // as the sources say it
	What    string
	Columns []int
}

// TimelineRows returns the dates, oldest first; those that could not be
// resolved follow as they are told.
func (c *Compare) TimelineRows() []TimelineRow {
	entries := slices.Clone(c.timeline())
	slices.SortStableFunc(entries, func(a, b compare.TimelineEntry) int {
		if (a.Value == "") != (b.Value == "") {
			return cmp.Compare(b.Value, a.Value)
		}
		return cmp.Compare(a.Value, b.Value)
	})
	rows := make([]TimelineRow, 0, len(entries))
	for _, e := range entries {
		row := TimelineRow{Value: e.Value, Words: e.Words, What: e.What}
		for _, id := range e.Articles {
			row.Columns = append(row.Columns, c.index[id])
		}
		rows = append(rows, row)
	}
	return rows
}

// Unresolved returns how many dates could not be resolved.
func (c *Compare) Unresolved() int {
	n := 0
	for _, e := range c.timeline() {
		if e.Value == "" {
			n++
		}
	}
	return n
}

func (c *Compare) timeline() []compare.TimelineEntry {
	if c.result.Comparison == nil {
		return nil
	}
	return c.result.Timeline
}
