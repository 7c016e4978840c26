package screen

import (
	"context"
	"math"
	"slices"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
)

// settle puts the cursor where it belongs after the list came: on the article
// it was on, else on the first row of a new list or the row nearest to where
// it was.
func (l *Library) settle(fresh bool) {
	ids := l.rows.ids
	in := make(map[article.ID]bool, len(ids))
	for _, id := range ids {
		in[id] = true
	}
	for id := range l.selected {
		if !in[id] && l.rows.next == "" {
			delete(l.selected, id)
		}
	}
	if fresh {
		l.Lists++
	}
	at := slices.Index(ids, l.Reader.ID)
	switch {
	case at >= 0:
		l.Current = at
	case len(ids) == 0:
		l.Current = -1
	case fresh || l.Current < 0:
		l.Current = 0
	default:
		l.Current = min(l.Current, len(ids)-1)
	}
	if fresh || len(l.selected) == 0 {
		l.selected = make(map[article.ID]bool)
		if id := l.ID(l.Current); id != 0 {
			l.selected[id] = true
		}
	}
	l.read()
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
// loaded yet are loaded first.
func (l *Library) SelectRows(rows []int, current int) {
	l.Current = current
	l.selected = make(map[article.ID]bool, len(rows))
	missing := 0
	for _, i := range rows {
		if id := l.ID(i); id != 0 {
			l.selected[id] = true
		} else {
			missing = max(missing, i+1)
		}
	}
	l.look()
	if missing > 0 && l.rows.next != "" {
		l.further(missing, func() { l.SelectRows(rows, current) })
	}
}

// SelectAll selects everything the search found, however long the list is.
func (l *Library) SelectAll() {
	l.further(math.MaxInt, func() {
		l.selected = make(map[article.ID]bool, len(l.rows.ids))
		for _, id := range l.rows.ids {
			l.selected[id] = true
		}
		l.changed(PartList | PartSearch)
	})
}

// further loads the list up to n rows, if it is so long, and then does what is
// next.
func (l *Library) further(n int, then func()) {
	query, next, have := l.rows.query, l.rows.next, len(l.rows.ids)
	ask(l.work, &l.rows.further, 0, func(ctx context.Context) (part, error) {
		more := part{next: next}
		for more.next != "" && have+len(more.ids) < n {
			query.After, query.Limit = more.next, 10*pageIDs
			list, err := l.archive.List(ctx, query)
			if err != nil {
				return more, err
			}
			more.ids = append(more.ids, list.IDs...)
			if more.next = list.Next; len(list.IDs) == 0 {
				more.next = ""
			}
		}
		return more, nil
	}, func(more part, err error) {
		if err != nil {
			l.fail(err)
			return
		}
		l.rows.ids, l.rows.next = append(l.rows.ids, more.ids...), more.next
		if have < len(l.rows.ids) || more.next == "" {
			then()
		}
	})
}

// Selected reports whether row i is selected.
func (l *Library) Selected(i int) bool { return l.selected[l.ID(i)] }

// Selection returns the selected articles in the order of the list.
func (l *Library) Selection() []article.ID {
	var ids []article.ID
	for _, id := range l.rows.ids {
		if l.selected[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// SelectedCount returns how many articles are selected.
func (l *Library) SelectedCount() int { return len(l.selected) }

// SelectedRows returns the rows that are selected, as far as the list is loaded.
func (l *Library) SelectedRows() []int {
	var rows []int
	for i, id := range l.rows.ids {
		if l.selected[id] {
			rows = append(rows, i)
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
