package screen

import (
	"context"
	"math"
	"slices"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// settle puts the cursor where it belongs after the list came: on the article
// it was on, else on the first row of a new list or the row nearest to where
// it was.
func (l *Library) settle(fresh bool) {
	r := &l.rows
	if r.next == "" {
		in := make(map[article.ID]bool, len(r.head))
		for _, id := range r.head {
			in[id] = true
		}
		for id := range l.selected {
			if !in[id] {
				delete(l.selected, id)
			}
		}
	}
	if fresh {
		l.Lists++
	}
	switch at := r.row(l.Reader.ID); {
	case at >= 0:
		l.Current = at
	case r.len() == 0:
		l.Current = -1
	case fresh || l.Current < 0:
		l.Current = 0
	default:
		l.Current = min(l.Current, r.len()-1)
	}
	if fresh || len(l.selected) == 0 {
		l.selectOnly()
		if id := l.ID(l.Current); id != 0 {
			l.selected[id] = true
		}
	}
	l.read()
}

// selectOnly makes ids the selection.
func (l *Library) selectOnly(ids ...article.ID) {
	l.selected = make(map[article.ID]bool, len(ids))
	for _, id := range ids {
		l.selected[id] = true
	}
	l.AllSelected, l.beyond = false, false
}

// Select puts the cursor on row i, selects it alone and opens its article.
func (l *Library) Select(i int) {
	if i < 0 || i >= l.Len() {
		return
	}
	l.SelectRows([]int{i}, i)
}

// look opens the article under the cursor, where a person put it.
func (l *Library) look() {
	l.read()
	l.Attend()
	l.changed(PartList | PartSearch)
}

// Move puts the cursor by rows down, or up if negative, within the list.
func (l *Library) Move(by int) {
	if n := l.Len(); n > 0 {
		l.Select(min(max(l.Current+by, 0), n-1))
	}
}

// SelectRows selects rows in order, with the cursor on one. Rows that are not
// loaded yet are loaded first; all rows are everything that the search found.
func (l *Library) SelectRows(rows []int, current int) {
	l.Current = current
	r := &l.rows
	n := r.len()
	l.stopSelecting()
	switch {
	case n > 1 && len(rows) == n:
		l.SelectAll()
	case l.beyond && 2*len(rows) > n: // some were taken out; what is not loaded stays selected
		l.AllSelected = false
		in := make(map[int]bool, len(rows))
		for _, i := range rows {
			in[i] = true
		}
		for i := range n {
			if id := r.id(i); in[i] && id != 0 {
				l.selected[id] = true
			} else {
				delete(l.selected, id)
			}
		}
	default:
		l.selectOnly()
		low, high := math.MaxInt, -1
		for _, i := range rows {
			if id := r.id(i); id != 0 {
				l.selected[id] = true
			} else if i < n {
				low, high = min(low, i), max(high, i)
			}
		}
		if high >= 0 && r.next != "" {
			r.pending = &chosen{rows, current}
			r.missing, r.low, r.high = true, low, high
			l.work.later(l.load)
		}
	}
	l.look()
}

// selectPending goes on with rows that were selected and not loaded.
func (l *Library) selectPending() {
	if c := l.rows.pending; c != nil {
		l.rows.pending = nil
		l.SelectRows(c.rows, c.current)
	}
}

// SelectAll selects everything that the search found, however long the list is.
func (l *Library) SelectAll() {
	l.stopSelecting()
	if l.rows.next == "" {
		l.selectOnly(l.rows.head...)
		l.AllSelected = true
		l.changed(PartList | PartSearch)
		return
	}
	query := l.rows.query
	j := &Job{Title: message.New("window.job.select")}
	l.selecting = j
	start(l, j, func(ctx context.Context, _ progress.Func) ([]article.ID, error) {
		return l.archive.Find(ctx, query)
	}, func(ids []article.ID, err error) {
		switch {
		case l.selecting != j: // something else was selected meanwhile
		case err != nil:
			l.fail(err)
		default:
			l.selectOnly(ids...)
			l.AllSelected, l.beyond = true, true
			l.changed(PartList | PartSearch)
		}
	})
}

// stopSelecting ends what still finds or loads what was selected before.
func (l *Library) stopSelecting() {
	l.rows.pending = nil
	if j := l.selecting; j != nil {
		l.selecting = nil
		j.cancel()
	}
}

// Selected reports whether row i is selected.
func (l *Library) Selected(i int) bool { return l.selected[l.ID(i)] }

// Selection returns the selected articles in the order of the list, and behind
// them those that are selected and not loaded.
func (l *Library) Selection() []article.ID {
	ids := make([]article.ID, 0, len(l.selected))
	in := make(map[article.ID]bool, len(l.selected))
	for _, part := range [][]article.ID{l.rows.head, l.rows.tail} {
		for _, id := range part {
			if l.selected[id] && !in[id] {
				ids, in[id] = append(ids, id), true
			}
		}
	}
	loaded := len(ids)
	for id := range l.selected {
		if !in[id] {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids[loaded:])
	return ids
}

// Beyond reports whether articles are selected that are not loaded: there is
// no row for each.
func (l *Library) Beyond() bool { return l.beyond }

// SelectedCount returns how many articles are selected.
func (l *Library) SelectedCount() int { return len(l.selected) }

// SelectedRows returns the rows that are selected, as far as the list is loaded.
func (l *Library) SelectedRows() []int {
	var rows []int
	for i, id := range l.rows.head {
		if l.selected[id] {
			rows = append(rows, i)
		}
	}
	for i, id := range l.rows.tail {
		if l.selected[id] {
			rows = append(rows, l.rows.end()+i)
		}
	}
	return rows
}

// ToCompare returns what a person wants to hold against each other: the
// selection, or the story of the one article that is selected. It returns
// false and says why where there is only one.
func (l *Library) ToCompare() ([]article.ID, bool) {
	ids := l.Selection()
	if len(ids) == 1 && l.Reader.ID == ids[0] {
		ids = l.Reader.ToCompare()
	}
	switch {
	case len(ids) < 2:
		l.Say(message.New("window.toast.nothing-to-compare"))
		return nil, false
	case len(ids) > app.MaxCompared:
		l.Say(message.New("window.toast.too-many", "Count", app.MaxCompared))
		return nil, false
	}
	return ids, true
}
