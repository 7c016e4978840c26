package db

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/query"
)

// A Page asks for one page of what a query finds.
type Page struct {
	Sort   string // "relevance", "date", "source", "captured", "" for the query's, or relevance if it has words, else date
	After  string // Hits.Next of the page before
	Before string // Hits.Prev of the page behind, or End; not with After
	Limit  int    // 50 if 0
	Trash  bool   // what is in the trash and nothing else
}

// End as Page.Before asks for the last page of a list.
const End = "end"

// Hits are the articles of one page, in the order of the list.
type Hits struct {
	IDs   []article.ID
	Prev  string // asks for the page before this, "" on the first
	Next  string // asks for the page behind this, "" on the last
	Notes []message.Message
}

// CountLimit is how far hits are counted.
const CountLimit = 10_000

// pageLimit is how long a page is if nobody says.
const pageLimit = 50

// limits are where a search takes another way. They are the archive's, so that
// tests need not be large.
type limits struct {
	count   int // CountLimit
	ranked  int // from more hits than these only the newest are ranked
	newest  int // … so many
	gather  int // as many hits are gathered and sorted; more are met in stretches of the list
	begin   int // with as many articles a list by date is begun, where it is read in stretches
	few     int // of as many articles the index is asked all that it finds, however much
	driver  int // as many articles of a tag or story are gathered; more are met soon enough in the list
	checked int // articles whose bodies are read for one query
	facets  int // hits that are counted by source, tag …
}

var usualLimits = limits{
	count: CountLimit, ranked: 20_000, newest: 10_000, gather: 2500, begin: 200, few: 500, driver: 4000, checked: 5000, facets: 100_000,
}

// Search finds articles, a page of them; how many there are in all is told by
// Count. What the query names and the archive does not have comes back as a
// note. Pages follow each other by key: nothing is left out or comes twice if
// articles are added or removed meanwhile. The order by relevance is kept in
// memory for the pages that follow; where it is forgotten it is made anew and may
// have shifted. [article.ErrUsage] is for an order that there is not, or an After
// or Before that is of another list.
func (d *DB) Search(ctx context.Context, q query.Query, page Page) (_ Hits, err error) {
	defer describe(ctx, &err, "search")
	s, err := d.search(ctx, q, page)
	if err != nil {
		return Hits{}, err
	}
	if !s.turned {
		also, err := d.alsoTag(ctx, q.Root)
		if err != nil {
			return Hits{}, err
		}
		better, err := d.suggest(ctx, s.plan, q)
		if err != nil {
			return Hits{}, err
		}
		s.notes = append(append(s.notes, also...), better...)
	}
	hits := Hits{Notes: s.notes}
	if s.nothing {
		return hits, nil
	}
	var found []position
	if s.sort == "relevance" {
		var r *ranking
		if r, err = d.rank(ctx, s); err == nil {
			found = r.page(s)
			if r.newest {
				hits.Notes = append(hits.Notes, message.New("query.newest-ranked", "Ranked", s.most.newest))
			}
		}
	} else {
		found, err = d.list(ctx, s)
	}
	if err != nil {
		return Hits{}, err
	}
	hits.turn(s, found)
	return hits, nil
}

// A search is a plan with an order and a page of it.
type search struct {
	*plan
	most  limits
	sort  string
	limit int
	from  cursor // the page is behind it, or before it if back

	back   bool
	turned bool // from another page, not from the beginning or the end
}

// A position is where an article stands in a list.
type position struct {
	ID   article.ID `json:"i"`
	At   int64      `json:"t,omitempty"` // what it is dated by
	Key  string     `json:"k,omitempty"` // of the source
	Tier int        `json:"f,omitempty"` // 1 for what has other forms of the words
	Rank float64    `json:"r,omitempty"`
}

// A cursor is the position a page begins behind, or ends before.
type cursor struct {
	Sort   string `json:"s"`
	Memory int64  `json:"n,omitempty"` // what is remembered of the list, 0 for nothing
	position
}

// first and last are before and behind every position.
var (
	first = position{ID: math.MaxInt64, At: math.MaxInt64, Tier: -1}
	last  = position{ID: -1, At: math.MinInt64, Key: "\U0010ffff\U0010ffff", Tier: 2}
)

func (c cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // numbers and strings
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// search prepares a page of what q finds.
func (d *DB) search(ctx context.Context, q query.Query, page Page) (*search, error) {
	s := &search{most: d.limits, sort: cmp.Or(page.Sort, q.Sort), limit: page.Limit}
	if s.limit <= 0 {
		s.limit = pageLimit
	}
	if s.sort != "" && !slices.Contains(query.Sorts, s.sort) {
		return nil, fmt.Errorf("%w: no order %q", article.ErrUsage, s.sort)
	}
	if err := s.begin(page); err != nil {
		return nil, err
	}
	var err error
	if s.plan, err = d.plan(ctx, q, page.Trash, s.from.Memory); err != nil {
		return nil, err
	}
	if s.sort == "" && q.HasWords() {
		s.sort = "relevance"
	}
	if s.sort == "" || s.sort == "relevance" && s.match == "" {
		s.sort = "date"
	}
	if s.from.Sort != "" && s.from.Sort != s.sort {
		return nil, fmt.Errorf("%w: not a page of this list", article.ErrUsage)
	}
	return s, nil
}

// begin sets where the page begins.
func (s *search) begin(page Page) error {
	s.from.position = first
	at := page.After
	if page.Before != "" {
		if at != "" {
			return fmt.Errorf("%w: a page after and before others", article.ErrUsage)
		}
		at, s.back = page.Before, true
		s.from.position = last
	}
	if at == "" || s.back && at == End {
		return nil
	}
	s.turned, s.from = true, cursor{}
	b, err := base64.RawURLEncoding.DecodeString(at)
	if err == nil {
		err = json.Unmarshal(b, &s.from)
	}
	if err != nil || s.from.Sort == "" {
		return fmt.Errorf("%w: not a page of a list", article.ErrUsage)
	}
	return nil
}

// turn makes the page of what was found, one more than it holds if there is
// more that way.
func (h *Hits) turn(s *search, found []position) {
	more := len(found) > s.limit
	if more {
		found = found[:s.limit]
	}
	if s.back {
		slices.Reverse(found)
	}
	if len(found) == 0 {
		return
	}
	behind, before := more, s.turned
	if s.back {
		behind, before = s.turned, more
	}
	if behind {
		h.Next = cursor{s.sort, s.memory, found[len(found)-1]}.String()
	}
	if before {
		h.Prev = cursor{s.sort, s.memory, found[0]}.String()
	}
	h.IDs = make([]article.ID, len(found))
	for i, p := range found {
		h.IDs[i] = p.ID
	}
}

// idsAfter returns the next articles that p finds, by ID.
func (d *DB) idsAfter(ctx context.Context, p *plan, after article.ID, limit int) (ids []article.ID, err error) {
	if p.nothing {
		return nil, nil
	}
	s := &search{plan: p, most: d.limits}
	where, args := s.conditions(whole, p.match != "")
	from, id := `article a`, `a.id`
	if p.match != "" {
		from, id = `search CROSS JOIN article a ON a.id = search.rowid`, `search.rowid`
		where = `search MATCH ? AND ` + where
		args = append([]any{p.match}, args...)
	}
	err = d.read(ctx, `
		SELECT a.id
		FROM `+from+`
		WHERE `+where+` AND `+id+` > ?
		ORDER BY `+id+`
		LIMIT ?`, append(args, after, limit), into(&ids))
	return ids, err
}
