package screen

import (
	"context"
	"errors"
	"slices"
	"time"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
)

const (
	firstRows = 40   // loaded with the first page, before anything is drawn
	pageIDs   = 500  // of one page of the list; an ID is eight bytes
	keepIDs   = 2000 // asked for again at once after a change
	aheadRows = 25   // loaded before and after the rows on screen
	keepRows  = 2000 // summaries held; the rest is loaded again when looked at
)

// rows is the list as far as it is loaded: the IDs from the top on, and the
// summaries around what was looked at last.
type rows struct {
	query  app.ListQuery
	ids    []article.ID
	next   string // "" on the last page
	loaded map[article.ID]article.Summary
	count  int
	capped bool

	low, high int // the rows that were looked at and are missing
	missing   bool
	first     question // the list from the top
	further   question // pages and summaries after it
}

// Pinned is a list of articles that is no search: what an import added.
type Pinned struct {
	Label message.Message
	IDs   []article.ID
}

// Len returns how many rows the list has. Where there are more than could be
// counted it grows while it is looked at.
func (l *Library) Len() int {
	n := len(l.rows.ids)
	if l.rows.next == "" {
		return n
	}
	if l.rows.capped {
		return max(l.rows.count, n+pageIDs)
	}
	return max(l.rows.count, n)
}

// Row returns what row i shows, and false for a placeholder. It never waits:
// what is missing is loaded and asks for a redraw.
func (l *Library) Row(i int) (article.Summary, bool) {
	r := &l.rows
	if i >= 0 && i < len(r.ids) {
		if s, ok := r.loaded[r.ids[i]]; ok {
			return s, true
		}
	}
	l.want(i)
	return article.Summary{}, false
}

// ID returns the article of row i, or 0 where it is not loaded.
func (l *Library) ID(i int) article.ID {
	if i < 0 || i >= len(l.rows.ids) {
		return 0
	}
	return l.rows.ids[i]
}

// want notes that row i is looked at and missing. Rows that are looked at
// together are loaded together.
func (l *Library) want(i int) {
	r := &l.rows
	if r.first.busy() || r.further.busy() { // the redraw after the answer asks again
		return
	}
	if r.missing {
		r.low, r.high = min(r.low, i), max(r.high, i)
		return
	}
	r.missing, r.low, r.high = true, i, i
	l.work.later(l.load)
}

// load fetches the rows that want noted.
func (l *Library) load() {
	r := &l.rows
	missing := r.missing
	r.missing = false
	if !missing || r.first.busy() || r.further.busy() {
		return
	}
	low, high := max(0, r.low-aheadRows), r.high+aheadRows
	query, known, next := r.query, slices.Clone(r.ids), r.next
	have := make(map[article.ID]bool, len(r.loaded))
	for id := range r.loaded {
		have[id] = true
	}
	ask(l.work, &r.further, 0, func(ctx context.Context) (part, error) {
		p := part{next: next}
		for len(known) <= high && p.next != "" {
			query.After, query.Limit = p.next, pageIDs
			list, err := l.archive.List(ctx, query)
			if err != nil {
				return p, err
			}
			if len(list.IDs) == 0 {
				list.Next = ""
			}
			p.ids = append(p.ids, list.IDs...)
			known = append(known, list.IDs...)
			p.next = list.Next
		}
		low, high := min(low, len(known)), min(high+1, len(known))
		for _, id := range known[low:high] {
			if !have[id] {
				p.asked = append(p.asked, id)
			}
		}
		var err error
		p.rows, err = l.archive.Rows(ctx, p.asked, query.Text)
		return p, err
	}, func(p part, err error) {
		if err != nil {
			l.fail(err)
			return
		}
		r.ids, r.next = append(r.ids, p.ids...), p.next
		r.forget(low, high)
		r.keep(p)
		l.changed(PartList)
	})
}

// part is what load brings: further IDs, and summaries of some.
type part struct {
	ids   []article.ID
	next  string
	asked []article.ID
	rows  []article.Summary
}

// keep holds the summaries of p. An article that is gone gets an empty one, so
// that it is not asked for again and again.
func (r *rows) keep(p part) {
	for _, id := range p.asked {
		r.loaded[id] = article.Summary{ID: id}
	}
	for _, s := range p.rows {
		r.loaded[s.ID] = s
	}
}

// forget drops summaries far from the rows low to high when there are many.
func (r *rows) forget(low, high int) {
	if len(r.loaded) < keepRows {
		return
	}
	near := make(map[article.ID]article.Summary)
	for i := max(0, low-keepRows/4); i < min(high+keepRows/4, len(r.ids)); i++ {
		if s, ok := r.loaded[r.ids[i]]; ok {
			near[r.ids[i]] = s
		}
	}
	r.loaded = near
}

// listed is the answer to a search: the first page and its first rows.
type listed struct {
	app.List
	part
}

// search asks for the list of l.Search from the top.
func (l *Library) search(wait time.Duration) {
	l.rows.query = app.ListQuery{Text: l.Search.query(), Sort: l.Search.Sort, Trash: l.Search.Place == TheTrash}
	l.Search.Busy = true
	l.top(wait, pageIDs, 0, true)
	l.changed(PartSearch | PartSidebar)
}

// again asks for the same list after something in it changed, and leaves what
// is seen where it is.
func (l *Library) again() {
	l.top(0, min(max(len(l.rows.ids), pageIDs), keepIDs), max(0, l.Current-firstRows/2), false)
}

// top asks for the list from the top on, with the rows that are looked at.
func (l *Library) top(wait time.Duration, limit, from int, fresh bool) {
	r := &l.rows
	query, pinned := r.query, l.Search.Pinned
	query.Limit = limit
	r.further.drop()
	if fresh {
		l.attention.counted = nil
	}
	before, read := slices.Clone(r.ids), slices.Clone(l.attention.counted)
	ask(l.work, &r.first, wait, func(ctx context.Context) (listed, error) {
		var a listed
		var err error
		if pinned != nil {
			a.List = app.List{IDs: pinned.IDs, Count: len(pinned.IDs)}
		} else {
			if a.List, err = l.archive.List(ctx, query); err != nil {
				return a, err
			}
			a.IDs = linger(query.Text, a.IDs, before, read)
		}
		from := min(from, len(a.IDs))
		a.asked = a.IDs[from:min(from+firstRows, len(a.IDs))]
		a.rows, err = l.archive.Rows(ctx, a.asked, query.Text)
		return a, err
	}, func(a listed, err error) {
		l.Search.Busy = false
		l.changed(PartSearch | PartList)
		if err != nil {
			if !errors.Is(err, context.Canceled) {
				l.fail(err)
			}
			return
		}
		r.ids, r.next, r.count, r.capped = slices.Clone(a.IDs), a.Next, a.Count, a.Capped
		r.loaded = make(map[article.ID]article.Summary)
		r.keep(a.part)
		l.Search.Count, l.Search.Capped, l.Search.Notes = a.Count, a.Capped, a.Notes
		if fresh {
			l.Search.Took = a.Took
		}
		l.settle(fresh)
	})
}
