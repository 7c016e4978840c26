package widgets

import "sort"

// A rowset is a set of rows as ranges in order, so that a million rows are
// selected at no cost.
type rowset struct {
	ranges []rowrange
}

type rowrange struct{ from, to int } // to is not in it

func (s *rowset) find(row int) (int, bool) {
	i := sort.Search(len(s.ranges), func(i int) bool { return s.ranges[i].to > row })
	return i, i < len(s.ranges) && s.ranges[i].from <= row
}

func (s *rowset) has(row int) bool {
	_, ok := s.find(row)
	return ok
}

func (s *rowset) count() int {
	n := 0
	for _, r := range s.ranges {
		n += r.to - r.from
	}
	return n
}

// only makes it the rows from a to z, both in it.
func (s *rowset) only(a, z int) {
	s.ranges = append(s.ranges[:0], rowrange{min(a, z), max(a, z) + 1})
}

func (s *rowset) clear() { s.ranges = s.ranges[:0] }

// toggle adds a row or takes it away.
func (s *rowset) toggle(row int) {
	i, in := s.find(row)
	if in {
		r := s.ranges[i]
		var parts []rowrange
		if r.from < row {
			parts = append(parts, rowrange{r.from, row})
		}
		if row+1 < r.to {
			parts = append(parts, rowrange{row + 1, r.to})
		}
		s.ranges = append(s.ranges[:i], append(parts, s.ranges[i+1:]...)...)
		return
	}
	s.add(row, row)
}

// add adds the rows from a to z, both included.
func (s *rowset) add(a, z int) {
	from, to := min(a, z), max(a, z)+1
	i := sort.Search(len(s.ranges), func(i int) bool { return s.ranges[i].to >= from })
	j := i
	for j < len(s.ranges) && s.ranges[j].from <= to {
		from, to = min(from, s.ranges[j].from), max(to, s.ranges[j].to)
		j++
	}
	s.ranges = append(s.ranges[:i], append([]rowrange{{from, to}}, s.ranges[j:]...)...)
}

// crop drops the rows at and after n.
func (s *rowset) crop(n int) {
	for i, r := range s.ranges {
		if r.to > n {
			if r.from >= n {
				s.ranges = s.ranges[:i]
			} else {
				s.ranges[i].to = n
				s.ranges = s.ranges[:i+1]
			}
			return
		}
	}
}

// shift moves the rows at and after from by so many.
func (s *rowset) shift(from, by int) {
	var moved []rowrange
	for _, r := range s.ranges {
		if r.from < from && from < r.to { // only its end moves
			moved = append(moved, rowrange{r.from, from})
			r.from = from
		}
		if r.from >= from {
			r.from, r.to = r.from+by, r.to+by
		}
		if r.from = max(r.from, 0); r.from < r.to {
			moved = append(moved, r)
		}
	}
	s.ranges = moved
}
