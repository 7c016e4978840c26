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
	firstRows = 40     // loaded with the first page, before anything is drawn
	pageIDs   = 500    // of one page of the list; an ID is eight bytes
	mostIDs   = 10_000 // of one page on the way to a row far away
	keepIDs   = 2000   // asked for again at once after a change, even where the cursor is above
	aheadRows = 25     // loaded before and after the rows on screen
	keepRows  = 2000   // summaries held; the rest is loaded again when looked at
)

// rows is the list as far as it is loaded: the IDs from the top on and from the
// end up, and the summaries around what was looked at last. The rows between
// the two are reached from the nearer side, so that the end of a million is no
// further away than their top.
type rows struct {
	query  app.ListQuery
	head   []article.ID // from the top on
	tail   []article.ID // the last of the list, in its order; empty where head is all of it
	next   string       // asks for the page after head, "" where head is all of the list
	prev   string       // asks for the page before tail
	loaded map[article.ID]article.Summary
	count  int  // of the whole list, as far as it was counted
	capped bool // there are more than count

	low, high int // the rows that were looked at and are missing
	missing   bool
	pending   *chosen  // rows that were selected and are on their way
	first     question // the list from the top
	further   question // pages and summaries after it
}

// chosen are rows that a person selected, with the cursor on one.
type chosen struct {
	rows    []int
	current int
}

// Pinned is a list of articles that is no search: what an import added.
type Pinned struct {
	Label message.Message
	IDs   []article.ID
}

// len returns how many rows the list has. Where there are more than could be
// counted it grows while it is looked at.
func (r *rows) len() int {
	known := len(r.head) + len(r.tail)
	switch {
	case r.next == "":
		return known
	case r.capped || r.count == 0:
		return max(r.count, known+pageIDs)
	}
	return max(r.count, known+1)
}

// end returns the row at which the tail begins, the end of the list without one.
func (r *rows) end() int { return r.len() - len(r.tail) }

// id returns the article of row i, or 0 where it is not loaded.
func (r *rows) id(i int) article.ID {
	end := r.end()
	switch {
	case i < 0:
	case i < len(r.head):
		return r.head[i]
	case i >= end && i-end < len(r.tail):
		return r.tail[i-end]
	}
	return 0
}

// row returns the row of an article that is loaded, -1 for none.
func (r *rows) row(id article.ID) int {
	if i := slices.Index(r.head, id); i >= 0 {
		return i
	}
	if i := slices.Index(r.tail, id); i >= 0 {
		return r.end() + i
	}
	return -1
}

// Len returns how many rows the list has.
func (l *Library) Len() int { return l.rows.len() }

// FromEnd returns the row from which on rows are counted from the end of the
// list: when the list turns out to be longer, these move down.
func (l *Library) FromEnd() int { return l.rows.end() }

// Row returns what row i shows, and false for a placeholder. It never waits:
// what is missing is loaded and asks for a redraw.
func (l *Library) Row(i int) (article.Summary, bool) {
	if id := l.rows.id(i); id != 0 {
		if s, ok := l.rows.loaded[id]; ok {
			return s, true
		}
	}
	l.want(i)
	return article.Summary{}, false
}

// ID returns the article of row i, or 0 where it is not loaded.
func (l *Library) ID(i int) article.ID { return l.rows.id(i) }

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

// load fetches the rows that want noted, or the next page on the way to them:
// what is looked at by then is asked for again by the redraw.
func (l *Library) load() {
	r := &l.rows
	missing := r.missing
	r.missing = false
	if !missing || r.first.busy() || r.further.busy() {
		return
	}
	low, high := max(0, r.low-aheadRows), min(r.high+aheadRows, r.len()-1)
	query, asks := r.page(low, high)
	head, tail, end := r.head, r.tail, r.end()
	have := make(map[article.ID]bool, len(r.loaded))
	for id := range r.loaded {
		have[id] = true
	}
	ask(l.work, &r.further, 0, func(ctx context.Context) (part, error) {
		p := part{fromEnd: query.Before != ""}
		if asks {
			list, err := l.archive.List(ctx, query)
			if err != nil {
				return p, err
			}
			p.ids, p.next, p.prev = list.IDs, list.Next, list.Prev
		}
		if p.fromEnd {
			tail, end = slices.Concat(p.ids, tail), end-len(p.ids)
		} else {
			head = slices.Concat(head, p.ids)
		}
		for _, id := range slices.Concat(window(head, low, high), window(tail, low-end, high-end)) {
			if !have[id] {
				p.asked = append(p.asked, id)
			}
		}
		var err error
		p.rows, err = l.archive.Rows(ctx, p.asked, query.Text)
		return p, err
	}, func(p part, err error) {
		if err != nil {
			r.pending = nil
			l.fail(err)
			return
		}
		if asks {
			l.holdPlace(func() { r.extend(p) })
		}
		r.forget(low, high)
		r.keep(p)
		l.changed(PartList)
		if asks && len(p.ids) == 0 {
			r.pending = nil
		}
		l.selectPending()
		if l.Reader.ID == 0 {
			l.read()
		}
	})
}

// window returns the elements low to high, as far as there are any.
func window(ids []article.ID, low, high int) []article.ID {
	low, high = max(0, low), min(high+1, len(ids))
	if low >= high {
		return nil
	}
	return ids[low:high]
}

// page returns the query for the page that brings the rows low to high nearer,
// and false where they are loaded.
func (r *rows) page(low, high int) (app.ListQuery, bool) {
	query := r.query
	down, up := high+1-len(r.head), r.end()-low
	if r.next == "" || down <= 0 || up <= 0 {
		return query, false
	}
	if down <= pageIDs || down <= up {
		query.After, query.Limit = r.next, min(max(down, pageIDs), mostIDs)
		return query, true
	}
	query.Before, query.Limit = r.prev, min(max(up, pageIDs), mostIDs)
	if len(r.tail) == 0 {
		query.Before = app.TheEnd
	}
	return query, true
}

// extend puts a page to the part of the list it belongs to, and makes one of
// the two parts where they meet.
func (r *rows) extend(p part) {
	switch {
	case p.fromEnd && len(r.head) > 0 && slices.Contains(p.ids, r.head[len(r.head)-1]):
		at := slices.Index(p.ids, r.head[len(r.head)-1])
		r.whole(slices.Concat(r.head, p.ids[at+1:], r.tail))
	case p.fromEnd && (p.prev == "" || len(p.ids) == 0):
		r.whole(slices.Concat(p.ids, r.tail))
	case p.fromEnd:
		r.tail, r.prev = slices.Concat(p.ids, r.tail), p.prev
	case len(r.tail) > 0 && slices.Contains(p.ids, r.tail[0]):
		r.whole(slices.Concat(r.head, p.ids[:slices.Index(p.ids, r.tail[0])], r.tail))
	case p.next == "" || len(p.ids) == 0:
		r.whole(append(r.head, p.ids...))
	default:
		r.head, r.next = append(r.head, p.ids...), p.next
	}
}

// holdPlace keeps the cursor on its article where lengthen makes the list
// longer or shorter.
func (l *Library) holdPlace(lengthen func()) {
	r := &l.rows
	n, below := r.len(), l.Current >= r.end()
	lengthen()
	if by := r.len() - n; below {
		l.Current += by
	}
	l.Current = min(l.Current, r.len()-1)
}

// whole notes that ids are all of the list.
func (r *rows) whole(ids []article.ID) { r.head, r.tail, r.next, r.prev = ids, nil, "", "" }

// part is what load brings: a page of IDs, and summaries of some.
type part struct {
	ids        []article.ID
	next, prev string
	fromEnd    bool
	asked      []article.ID
	rows       []article.Summary
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
	for i := max(0, low-keepRows/4); i < min(high+keepRows/4, r.len()); i++ {
		if s, ok := r.loaded[r.id(i)]; ok {
			near[s.ID] = s
		}
	}
	r.loaded = near
}

// listed is the answer to a search: the list as far as it is asked for, and
// the summaries of the rows that are seen first.
type listed struct {
	app.List
	tail []article.ID
	prev string
	part
}

// search asks for the list of l.Search from the top.
func (l *Library) search(wait time.Duration) {
	l.rows.query = app.ListQuery{Text: l.Search.query(), Sort: l.Search.Sort, Trash: l.Search.Place == TheTrash}
	l.Search.Busy = true
	l.stopSelecting()
	l.tallying.drop()
	l.narrowing.drop()
	l.top(wait, pageIDs, 0, true)
	l.changed(PartSearch | PartSidebar)
}

// again asks for the same list after something in it changed, as far as the
// cursor is in it, and leaves what is seen where it is.
func (l *Library) again() {
	r := &l.rows
	head, tail := max(min(len(r.head), keepIDs), pageIDs), min(len(r.tail), keepIDs)
	if below := l.Current - r.end(); below >= 0 && len(r.tail) > 0 {
		tail = max(tail, min(len(r.tail), len(r.tail)-below+firstRows))
	} else {
		head = max(head, min(len(r.head), l.Current+firstRows))
	}
	l.top(0, head, tail, false)
}

// top asks for the first IDs of the list and for the last, and for the rows
// that are looked at.
func (l *Library) top(wait time.Duration, head, tail int, fresh bool) {
	r := &l.rows
	query, pinned := r.query, l.Search.Pinned
	r.further.drop()
	if fresh {
		l.attention.counted = nil
	}
	seen := 0 // where the rows that are looked at begin
	fromEnd := !fresh && len(r.tail) > 0 && l.Current >= r.end()
	switch {
	case fromEnd:
		seen = max(0, r.len()-l.Current+firstRows/2) // rows above the end
	case !fresh:
		seen = max(0, l.Current-firstRows/2)
	}
	before, read := slices.Clone(r.head[:min(len(r.head), keepIDs)]), slices.Clone(l.attention.counted)
	ask(l.work, &r.first, wait, func(ctx context.Context) (listed, error) {
		var a listed
		var err error
		switch {
		case pinned != nil:
			a.IDs = pinned.IDs
		default:
			if a.List, err = l.pages(ctx, query, head); err != nil {
				return a, err
			}
			a.IDs = linger(query.Text, a.IDs, before, read)
			if tail > 0 && a.Next != "" {
				if a.tail, a.prev, err = l.lastPages(ctx, query, tail); err != nil {
					return a, err
				}
			}
		}
		a.asked = window(a.IDs, seen, seen+firstRows-1)
		if fromEnd && len(a.tail) > 0 {
			from := max(0, len(a.tail)-seen)
			a.asked = window(a.tail, from, from+firstRows-1)
		}
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
		r.head, r.next, r.tail, r.prev = slices.Clone(a.IDs), a.List.Next, a.tail, a.prev
		if len(r.tail) > 0 {
			if at := slices.Index(r.head, r.tail[0]); at >= 0 { // the list became shorter
				r.whole(slices.Concat(r.head[:at], r.tail))
			}
		}
		r.loaded = make(map[article.ID]article.Summary)
		r.keep(a.part)
		l.Search.Notes = a.Notes
		if fresh {
			l.Search.Took = a.Took
			r.count, r.capped, l.Search.Counted = 0, false, false
		}
		l.tally()
		l.settle(fresh)
		l.selectPending()
		l.narrow()
	})
}

// pages returns the first n articles of a list, or all where they are fewer.
func (l *Library) pages(ctx context.Context, query app.ListQuery, n int) (app.List, error) {
	query.Limit = min(n, mostIDs)
	all, err := l.archive.List(ctx, query)
	for err == nil && all.Next != "" && len(all.IDs) < n {
		var list app.List
		query.After, query.Limit = all.Next, min(n-len(all.IDs), mostIDs)
		if list, err = l.archive.List(ctx, query); err != nil || len(list.IDs) == 0 {
			all.Next = ""
			break
		}
		all.IDs, all.Next = append(all.IDs, list.IDs...), list.Next
	}
	return all, err
}

// lastPages returns the last n articles of a list and what asks for those
// before them.
func (l *Library) lastPages(ctx context.Context, query app.ListQuery, n int) (ids []article.ID, prev string, err error) {
	query.Before = app.TheEnd
	for len(ids) < n && query.Before != "" {
		query.Limit = min(n-len(ids), mostIDs)
		list, err := l.archive.List(ctx, query)
		if err != nil {
			return nil, "", err
		}
		ids, query.Before = slices.Concat(list.IDs, ids), list.Prev
	}
	return ids, query.Before, nil
}

// tally sets how many articles the list has, where that is known, or asks.
func (l *Library) tally() {
	r := &l.rows
	known := func(n int) {
		l.counted(app.Count{N: n})
		l.tallying.drop()
	}
	all, isPlace := l.placeCount()
	switch {
	case r.next == "":
		known(len(r.head))
	case isPlace && l.Side.Loaded:
		known(all)
	default:
		query := r.query
		ask(l.work, &l.tallying, 0, func(ctx context.Context) (app.Count, error) {
			return l.archive.Count(ctx, query)
		}, func(c app.Count, err error) {
			if err != nil {
				l.fail(err)
				return
			}
			l.counted(c)
		})
	}
}

// counted notes how many articles the list has.
func (l *Library) counted(c app.Count) {
	l.holdPlace(func() { l.rows.count, l.rows.capped = c.N, c.Capped })
	l.Search.Count, l.Search.Capped, l.Search.Counted = c.N, c.Capped, true
	l.changed(PartSearch | PartList)
}

// placeCount returns how many articles a place holds, and false where more than
// the place narrows the list.
func (l *Library) placeCount() (int, bool) {
	s := &l.Search
	if s.Pinned != nil || s.Words != "" || len(s.Filters) > 0 {
		return 0, false
	}
	return l.Side.count(s.Place), true
}
