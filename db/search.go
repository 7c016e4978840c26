package db

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/query"
)

// A Page asks for one page of what a query finds.
type Page struct {
	Sort  string // "relevance", "date", "source", "captured", "" for the query's, or relevance if it has words, else date
	After string // Hits.Next of the page before, "" for the first
	Limit int    // 50 if 0
	Trash bool   // what is in the trash and nothing else
}

// Hits are the articles of one page.
type Hits struct {
	IDs    []article.ID
	Next   string // asks for the page after this, "" on the last
	Count  int    // of all pages, at most CountLimit
	Capped bool   // there are more than Count
	Notes  []message.Message
}

// CountLimit is how far hits are counted.
const CountLimit = 10_000

// pageLimit is how long a page is if nobody says.
const pageLimit = 50

// limits are where a search takes another way. They are the archive's, so that
// tests need not be large.
type limits struct {
	count  int // CountLimit
	ranked int // from more hits than these only the newest are ranked
	newest int // … so many
	walk   int // more hits are met soon enough on the way through an index
	driver int // the same for the articles of a tag or story
}

var usualLimits = limits{count: CountLimit, ranked: 20_000, newest: 10_000, walk: 10_000, driver: 5_000}

// Search finds articles. What the query names and the archive does not have
// comes back as a note. Pages follow each other by key: nothing is left out or
// comes twice if articles are added or removed meanwhile, but for the order by
// relevance, which then may shift. [article.ErrUsage] is for an order that there
// is not, or an After that is of another order.
func (d *DB) Search(ctx context.Context, q query.Query, page Page) (_ Hits, err error) {
	defer describe(ctx, &err, "search")
	p, err := d.plan(ctx, q)
	if err != nil {
		return Hits{}, err
	}
	also, err := d.alsoTag(ctx, q.Root)
	if err != nil {
		return Hits{}, err
	}
	p.notes = append(p.notes, also...)
	s := &search{plan: p, most: d.limits, sort: page.Sort, limit: page.Limit}
	s.trash = s.trash || page.Trash
	if s.limit <= 0 {
		s.limit = pageLimit
	}
	if s.sort == "" {
		s.sort = q.Sort
	}
	if s.sort == "" && q.HasWords() {
		s.sort = "relevance"
	}
	if s.sort == "" || s.sort == "relevance" && p.match == "" {
		s.sort = "date"
	}
	if err := s.begin(page.After); err != nil {
		return Hits{}, err
	}
	if p.nothing {
		return Hits{Notes: p.notes}, nil
	}
	if err := d.choose(ctx, s); err != nil {
		return Hits{}, err
	}
	hits := Hits{Notes: p.notes}
	if s.sort == "relevance" && s.found > s.most.ranked {
		hits.Notes = append(hits.Notes, message.New("query.newest-ranked", "Ranked", s.most.newest))
	}
	if hits.Count, err = d.count(ctx, s); err != nil {
		return Hits{}, err
	}
	if hits.Count > s.most.count {
		hits.Count, hits.Capped = s.most.count, true
	}
	hits.IDs, hits.Next, err = d.page(ctx, s)
	return hits, err
}

// A search is a plan with an order and a way.
type search struct {
	*plan
	most  limits
	sort  string
	limit int
	after cursor
	way   way
	found int  // by the index alone, at most limits.most.ranked + 1
	live  bool // nothing is in the trash, so hits of the index need no look at the article
}

// A way is how the articles are come by.
type way int

const (
	walking   way = iota // through an index in the order wanted, looking at each
	gathering            // the set that the index or the driver gives, then sorted
)

// A cursor is the last article of a page, by what the list is sorted by.
type cursor struct {
	Sort string     `json:"s"`
	Rank float64    `json:"r,omitempty"`
	Key  string     `json:"k,omitempty"`
	At   int64      `json:"t,omitempty"`
	ID   article.ID `json:"i"`
}

func (c cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // numbers and a string
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// begin sets where the page begins.
func (s *search) begin(after string) error {
	switch s.sort {
	case "relevance", "date", "source", "captured":
	default:
		return fmt.Errorf("%w: no order %q", article.ErrUsage, s.sort)
	}
	if after == "" {
		s.after = cursor{Sort: s.sort, Rank: math.Inf(-1), At: math.MaxInt64, ID: math.MaxInt64}
		return nil
	}
	b, err := base64.RawURLEncoding.DecodeString(after)
	if err == nil {
		err = json.Unmarshal(b, &s.after)
	}
	if err != nil || s.after.Sort != s.sort {
		return fmt.Errorf("%w: not a page of this list", article.ErrUsage)
	}
	return nil
}

// choose decides on the way by how much is found.
func (d *DB) choose(ctx context.Context, s *search) error {
	if s.match != "" {
		row := d.reader.QueryRowContext(ctx, `
			SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)`, s.match, s.most.ranked+1)
		if err := row.Scan(&s.found); err != nil {
			return err
		}
		if s.sort == "relevance" || s.found <= s.most.walk {
			s.way = gathering
			s.driver = driver{`SELECT rowid AS id FROM search WHERE search MATCH ?`, []any{s.match}}
		}
		var trash bool
		err := d.reader.QueryRowContext(ctx, `
			SELECT EXISTS (SELECT 1 FROM article INDEXED BY article_trash WHERE deleted_at IS NOT NULL)`).Scan(&trash)
		s.live = !trash && !s.trash
		return err
	}
	if s.driver.ids == "" {
		return nil
	}
	var n int
	err := d.reader.QueryRowContext(ctx, `SELECT count(*) FROM (`+s.driver.ids+` LIMIT ?)`, append(s.driver.args, s.most.driver+1)...).Scan(&n)
	if n <= s.most.driver {
		s.way = gathering
	}
	return err
}

// conditions returns the WHERE clause on a and its arguments.
func (s *search) conditions() (string, []any) {
	where := "a.deleted_at IS NULL"
	if s.trash {
		where = "a.deleted_at IS NOT NULL"
	}
	for _, c := range s.where {
		where += "\n\tAND " + c
	}
	return where, s.args
}

// walked adds what a walk must ask of each article that gathering has asked
// the index already.
func (s *search) walked() (string, []any) {
	where, args := s.conditions()
	if s.match == "" {
		return where, args
	}
	return where + "\n\tAND EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = a.id)", append(args[:len(args):len(args)], s.match)
}

// count counts what is found, to just over the limit.
func (d *DB) count(ctx context.Context, s *search) (n int, err error) {
	var from string
	var args []any
	switch {
	case s.match != "" && s.live && len(s.where) == 0:
		return min(s.found, s.most.count+1), nil
	case s.match != "":
		where, more := s.conditions()
		from = `(SELECT rowid AS id FROM search WHERE search MATCH ?) hit CROSS JOIN article a ON a.id = hit.id WHERE ` + where
		args = append([]any{s.match}, more...)
	case s.way == gathering:
		where, more := s.conditions()
		from = `(` + s.driver.ids + `) hit CROSS JOIN article a ON a.id = hit.id WHERE ` + where
		args = append(append(args, s.driver.args...), more...)
	default:
		where, more := s.conditions()
		from = `article a INDEXED BY ` + s.listIndex() + ` WHERE ` + where
		args = more
	}
	err = d.reader.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM `+from+` LIMIT ?)`, append(args[:len(args):len(args)], s.most.count+1)...).Scan(&n)
	return n, err
}

// listIndex returns the index a list is walked through.
func (s *search) listIndex() string {
	switch {
	case s.trash:
		return "article_trash"
	case s.sort == "captured":
		return "article_by_capture"
	case s.index != "":
		return s.index
	}
	return "article_by_date"
}

// page reads the IDs of a page and the cursor of the next.
func (d *DB) page(ctx context.Context, s *search) (ids []article.ID, next string, err error) {
	q, args := s.sql()
	last := cursor{Sort: s.sort}
	err = d.read(ctx, q, args, func(scan func(...any) error) error {
		if len(ids) == s.limit { // one more than asked for: there is a next page
			next = last.String()
			return nil
		}
		var key sql.NullString
		err := scan(&last.ID, &last.At, &last.Rank, &key)
		last.Key = key.String
		ids = append(ids, last.ID)
		return err
	})
	return ids, next, err
}

// sql returns the query for a page.
func (s *search) sql() (string, []any) {
	switch {
	case s.sort == "relevance":
		return s.byRelevance()
	case s.sort == "source":
		return s.bySource()
	}
	return s.byTime()
}

func (s *search) byRelevance() (string, []any) {
	newest, limited := "", []any{s.match}
	if s.found > s.most.ranked {
		newest, limited = ` ORDER BY rowid DESC LIMIT ?`, append(limited, s.most.newest)
	}
	const after = `(hit.rank > ? OR hit.rank = ? AND hit.id < ?)`
	args := append(limited, s.after.Rank, s.after.Rank, s.after.ID)
	with := `
		WITH hit AS MATERIALIZED (
			SELECT rowid AS id, bm25(search, 10, 4, 1, 0) AS rank
			FROM search
			WHERE search MATCH ?` + newest + `
		)`
	if s.live && len(s.where) == 0 {
		return with + `
		SELECT hit.id, 0, hit.rank, NULL
		FROM hit
		WHERE ` + after + `
		ORDER BY hit.rank, hit.id DESC
		LIMIT ?`, append(args, s.limit+1)
	}
	where, more := s.conditions()
	return with + `
		SELECT a.id, 0, hit.rank, NULL
		FROM hit CROSS JOIN article a ON a.id = hit.id
		WHERE ` + after + ` AND ` + where + `
		ORDER BY hit.rank, hit.id DESC
		LIMIT ?`, append(append(args, more...), s.limit+1)
}

func (s *search) byTime() (string, []any) {
	at := "a.sort_at"
	if s.sort == "captured" {
		at = "a.captured_at"
	}
	var from, where string
	var args, more []any
	if s.way == gathering {
		from = `(` + s.driver.ids + `) hit CROSS JOIN article a ON a.id = hit.id`
		where, more = s.conditions()
		args = append(args, s.driver.args...)
	} else {
		from = `article a INDEXED BY ` + s.listIndex()
		where, more = s.walked()
	}
	args = append(args, s.after.At, s.after.ID)
	return `
		SELECT a.id, ` + at + `, 0, NULL
		FROM ` + from + `
		WHERE (` + at + `, a.id) < (?, ?) AND ` + where + `
		ORDER BY ` + at + ` DESC, a.id DESC
		LIMIT ?`, append(append(args, more...), s.limit+1)
}

// bySource sorts by name, within it by date. The loops are in the order of
// the result, so nothing need be sorted when there is nothing to gather.
func (s *search) bySource() (string, []any) {
	var from, where string
	var args, more []any
	switch {
	case s.way == gathering:
		from = `(` + s.driver.ids + `) hit CROSS JOIN article a ON a.id = hit.id CROSS JOIN source o ON o.id = a.source_id`
		where, more = s.conditions()
		args = append(args, s.driver.args...)
	case s.trash:
		from = `article a INDEXED BY article_trash CROSS JOIN source o ON o.id = a.source_id`
		where, more = s.walked()
	default:
		from = `source o CROSS JOIN article a INDEXED BY article_by_source ON a.source_id = o.id`
		where, more = s.walked()
	}
	args = append(args, s.after.Key, s.after.Key, s.after.At, s.after.At, s.after.ID)
	return `
		SELECT a.id, a.sort_at, 0, o.key
		FROM ` + from + `
		WHERE o.key >= ? AND (o.key > ? OR a.sort_at < ? OR a.sort_at = ? AND a.id < ?) AND ` + where + `
		ORDER BY o.key, a.sort_at DESC, a.id DESC
		LIMIT ?`, append(append(args, more...), s.limit+1)
}

// idsAfter returns the next articles that q finds, by ID.
func (d *DB) idsAfter(ctx context.Context, q query.Query, after article.ID, limit int) (ids []article.ID, err error) {
	p, err := d.plan(ctx, q)
	if err != nil || p.nothing {
		return nil, err
	}
	s := &search{plan: p}
	where, args := s.conditions()
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
		LIMIT ?`, append(args[:len(args):len(args)], after, limit), into(&ids))
	return ids, err
}
