package db

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"parallax/article"
)

// A list is read through the index that gives its order, or, where few
// articles can be in it, those are gathered and sorted. What words find lies in
// no order that a list has. Where they find many, the list is read in stretches,
// ever longer ones, and of each the words are asked at once: the column meta
// tells the index the month an article is sorted by, and its source. To ask the
// index of one article after the other takes twenty times as long.

// A stretch is a part of a list, and how the index is asked for it.
type stretch struct {
	meta     string     // what narrows the index down to it, "" for nothing
	lo, hi   article.ID // its articles are among these
	from, to int64      // dated from, and before
	source   int64      // 0 is any
	few      *driver    // articles that alone matter, nil for all
}

// whole is all of a list.
var whole = stretch{lo: math.MinInt64, hi: math.MaxInt64, from: math.MinInt64, to: math.MaxInt64}

// A looked is an argument of {index}: what the search index is asked for.
type looked string

// index returns what {index} in a condition stands for.
func (t stretch) index() string { return `a.id IN (` + t.lookUp("") + `)` }

// lookUp returns the query for what the index finds in a stretch; its arguments
// are those that ask makes of a looked. The plus keeps the index from being
// asked for each of a few articles, which takes longer than to go through all
// that it finds.
func (t stretch) lookUp(columns string) string {
	q := `SELECT rowid` + columns + ` FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?`
	if t.few != nil {
		q += ` AND +rowid IN (` + t.few.ids + `)`
	}
	return q
}

// ask returns the arguments of a condition for a stretch.
func (t stretch) ask(args []any) []any {
	out := make([]any, 0, len(args)+2)
	for _, a := range args {
		l, ok := a.(looked)
		if !ok {
			out = append(out, a)
			continue
		}
		if t.meta != "" {
			l = "(" + l + ") AND " + looked(t.meta)
		}
		out = append(out, string(l), t.lo, t.hi)
		if t.few != nil {
			out = append(out, t.few.args...)
		}
	}
	return out
}

// conditions returns the WHERE clause on a and its arguments.
func (p *plan) conditions(t stretch, matched bool) (string, []any) {
	return where(p.trash, p.where, t, candidates{matched: matched})
}

func where(trash bool, all []condition, t stretch, of candidates) (string, []any) {
	out := "a.deleted_at IS NULL"
	if trash {
		out = "a.deleted_at IS NOT NULL"
	}
	var args []any
	for i, c := range all {
		if of.matched && c.implied || of.of == i+1 {
			continue
		}
		out += "\n\t\t\tAND " + strings.ReplaceAll(c.sql, "{index}", t.index())
		args = append(args, t.ask(c.args)...)
	}
	return out, args
}

// A source of candidates for a page.
type candidates struct {
	driver
	matched bool // what the words find
}

// list reads a page of a list that is not by relevance, in the direction it is
// turned.
func (d *DB) list(ctx context.Context, s *search) ([]position, error) {
	c, all, many, err := d.candidates(ctx, s)
	if err != nil {
		return nil, err
	}
	if !many || s.trash {
		return d.positions(ctx, s, c, all, s.limit+1)
	}
	var found []position
	err = d.stretches(ctx, s, func(t stretch) (bool, error) {
		more, err := d.positions(ctx, s, c, t, s.limit+1-len(found))
		found = append(found, more...)
		return len(found) <= s.limit, err
	})
	return found, err
}

// candidates chooses what the page is made from: the smallest set it lies in
// that is small enough to gather, else everything. many reports that the index
// finds so much that it cannot be asked for all at once.
func (d *DB) candidates(ctx context.Context, s *search) (c candidates, t stretch, many bool, err error) {
	t = whole
	fewest := math.MaxInt
	for _, r := range s.drivers {
		n, err := d.countUpTo(ctx, r, s.most.driver)
		if err != nil {
			return c, t, false, err
		}
		if n <= s.most.driver && n < fewest {
			c.driver, fewest = r, n
		}
	}
	for _, l := range s.looked() {
		n, err := d.countIndex(ctx, l, s.most.gather)
		if err != nil {
			return c, t, false, err
		}
		many = many || n > s.most.gather
		if l == looked(s.match) && n <= s.most.gather && n < fewest {
			c, fewest = candidates{matched: true}, n
		}
	}
	switch {
	case many && c.ids != "" && fewest <= s.most.few:
		few := c.driver
		t.few, many = &few, false
	case many:
		c = candidates{matched: s.match != ""}
	}
	return c, t, many, nil
}

// looked returns all that the index is asked for.
func (p *plan) looked() []looked {
	var all []looked
	if p.match != "" {
		all = append(all, looked(p.match))
	}
	for _, c := range p.where {
		for _, a := range c.args {
			if l, ok := a.(looked); ok {
				all = append(all, l)
			}
		}
	}
	return all
}

func (d *DB) countIndex(ctx context.Context, l looked, limit int) (n int, err error) {
	err = d.reader.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)`, string(l), limit+1).Scan(&n)
	return n, err
}

func (d *DB) countUpTo(ctx context.Context, r driver, limit int) (n int, err error) {
	err = d.reader.QueryRowContext(ctx, `SELECT count(*) FROM (`+r.ids+` LIMIT ?)`, append(slices.Clone(r.args), limit+1)...).Scan(&n)
	return n, err
}

// positions reads the next articles of a stretch of a list.
func (d *DB) positions(ctx context.Context, s *search, c candidates, t stretch, limit int) (found []position, err error) {
	q, args := s.sql(c, t, limit)
	err = d.read(ctx, q, args, func(scan func(...any) error) error {
		var p position
		var key sql.NullString
		err := scan(&p.ID, &p.At, &key)
		p.Key = key.String
		found = append(found, p)
		return err
	})
	return found, err
}

// sql returns the query for the next articles of a stretch.
func (s *search) sql(c candidates, t stretch, limit int) (string, []any) {
	all := s.where
	gathered := c.matched || c.ids != ""
	if s.match != "" && !c.matched {
		all = append(slices.Clone(all), condition{sql: "{index}", args: []any{looked(s.match)}})
	}
	wanted, wantedArgs := where(s.trash, all, t, c)
	at, listed := "a.sort_at", s.listIndex()
	if s.sort == "captured" {
		at = "a.captured_at"
	}
	var from string
	var args []any
	switch {
	case c.matched:
		from = `(` + t.lookUp(" AS id") + `) hit CROSS JOIN ` + s.facts() + ` ON a.id = hit.id`
		args = t.ask([]any{looked(s.match)})
	case gathered:
		from = `(` + c.ids + `) hit CROSS JOIN ` + s.facts() + ` ON a.id = hit.id`
		args = append(args, c.args...)
	default:
		from = `article a INDEXED BY ` + listed
	}
	if t.from != whole.from || t.to != whole.to {
		wanted = at + ` >= ? AND ` + at + ` < ? AND ` + wanted
		wantedArgs = append([]any{t.from, t.to}, wantedArgs...)
	}
	after, afterArgs := s.after(at)
	order := at + ` DESC, a.id DESC`
	key := `NULL`
	if s.sort == "source" {
		key, order = `o.key`, `o.key, `+order
		switch {
		case gathered || s.trash:
			from += ` CROSS JOIN source o ON o.id = a.source_id`
		default: // the loops are in the order of the list, so nothing need be sorted
			from = `source o CROSS JOIN article a INDEXED BY article_by_source ON a.source_id = o.id`
		}
		if t.source != 0 {
			wanted = `o.id = ? AND ` + wanted
			wantedArgs = append([]any{t.source}, wantedArgs...)
		}
	}
	if s.back {
		order = strings.NewReplacer("o.key", "o.key DESC", " DESC", "").Replace(order)
	}
	args = append(args, afterArgs...)
	args = append(args, wantedArgs...)
	return `
		SELECT a.id, ` + at + `, ` + key + `
		FROM ` + from + `
		WHERE ` + after + ` AND ` + wanted + `
		ORDER BY ` + order + `
		LIMIT ?`, append(args, limit)
}

// after returns the condition that an article stands behind where the page
// begins, or before it.
func (s *search) after(at string) (string, []any) {
	p := s.from.position
	is := `<`
	if s.back {
		is = `>`
	}
	if s.sort != "source" {
		return fmt.Sprintf(`(%s, a.id) %s (?, ?)`, at, is), []any{p.At, p.ID}
	}
	key := `>`
	if s.back {
		key = `<`
	}
	return fmt.Sprintf(`o.key %s= ? AND (o.key %s ? OR (%s, a.id) %s (?, ?))`, key, key, at, is), []any{p.Key, p.Key, p.At, p.ID}
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

// stretches calls f with stretch after stretch of the list, in its direction,
// until f returns false.
func (d *DB) stretches(ctx context.Context, s *search, f func(stretch) (goOn bool, err error)) error {
	switch s.sort {
	case "captured":
		return d.stretchesByID(ctx, s, f)
	case "source":
		return d.stretchesBySource(ctx, s, f)
	}
	return d.stretchesByDate(ctx, s, f)
}

// closeTogether is among how many IDs for each of them articles lie close
// together.
const closeTogether = 50

// stretchesByDate begins with few articles, as a word that most have fills the
// page from these, and goes on by months. The index cannot tell these few from
// others but by their IDs, which lie close together where articles were saved
// as they were published.
func (d *DB) stretchesByDate(ctx context.Context, s *search, f func(stretch) (bool, error)) error {
	begun := *s
	for n := s.most.begin; n <= 16*s.most.begin; n *= 16 {
		x, count, err := d.nextByID(ctx, &begun, n)
		if err != nil {
			return err
		}
		if count == 0 || int64(x.hi-x.lo) > int64(count)*closeTogether {
			break
		}
		if goOn, err := f(x); err != nil || !goOn {
			return err
		}
		begun.behind(x)
	}
	_, err := d.stretchesByMonth(ctx, &begun, f)
	return err
}

// behind lets what is read of a list begin behind a stretch of it.
func (s *search) behind(x stretch) {
	s.from.position = position{At: x.from, ID: math.MinInt64}
	if s.back {
		s.from.position = position{At: x.to - 1, ID: math.MaxInt64}
	}
}

// stretchesByMonth goes by the months that the index knows, and over gaps.
func (d *DB) stretchesByMonth(ctx context.Context, s *search, f func(stretch) (bool, error)) (goOn bool, err error) {
	next := `SELECT sort_at FROM article INDEXED BY article_by_date WHERE deleted_at IS NULL AND (sort_at, id) < (?, ?) ORDER BY sort_at DESC LIMIT 1`
	if s.back {
		next = `SELECT sort_at FROM article INDEXED BY article_by_date WHERE deleted_at IS NULL AND (sort_at, id) > (?, ?) ORDER BY sort_at LIMIT 1`
	}
	at, id := s.from.At, s.from.ID
	for months := 1; ; months = min(3*months, 1200) {
		switch err := d.reader.QueryRowContext(ctx, next, at, id).Scan(&at); {
		case err == sql.ErrNoRows:
			return true, nil
		case err != nil:
			return false, err
		}
		t := time.Unix(at, 0).UTC()
		low := t.Year()*12 + int(t.Month()) - 1
		high := low
		if s.back {
			high += months - 1
		} else {
			low -= months - 1
		}
		x := whole
		x.from, x.to = monthStart(low), min(monthStart(high+1), at+1)
		if s.back {
			x.from, x.to = at, monthStart(high+1)
		}
		x.meta = `meta : (` + strings.Join(monthTokens(low, high), " OR ") + `)`
		if goOn, err := f(x); err != nil || !goOn {
			return false, err
		}
		at, id = x.from, math.MinInt64
		if s.back {
			at, id = x.to-1, math.MaxInt64
		}
	}
}

// monthStart returns when a month began, counted from year 0.
func monthStart(month int) int64 {
	return time.Date(0, time.Month(month+1), 1, 0, 0, 0, 0, time.UTC).Unix()
}

// monthTokens returns what the index has for articles that are sorted by the
// months from low to high.
func monthTokens(low, high int) (tokens []string) {
	for m := low; m <= high; m++ {
		t := time.Date(0, time.Month(m+1), 1, 0, 0, 0, 0, time.UTC)
		if t.Month() == time.January && m+11 <= high {
			tokens = append(tokens, fmt.Sprintf(`"t%d"`, t.Year()))
			m += 11
			continue
		}
		tokens = append(tokens, fmt.Sprintf(`"t%d%02d"`, t.Year(), t.Month()))
	}
	return tokens
}

// stretchesByID goes by how many articles were captured. Their IDs lie close
// together, as a rule.
func (d *DB) stretchesByID(ctx context.Context, s *search, f func(stretch) (bool, error)) error {
	begun := *s
	for n := 2000; ; n = min(4*n, 1_000_000) {
		x, count, err := d.nextByID(ctx, &begun, n)
		if err != nil || count == 0 {
			return err
		}
		if goOn, err := f(x); err != nil || !goOn {
			return err
		}
		begun.behind(x)
	}
}

// nextByID returns the stretch of the next n articles of a list by date or
// capture, or a few less or more, and how many they were to be; 0 if there are
// no more.
func (d *DB) nextByID(ctx context.Context, s *search, n int) (x stretch, count int, err error) {
	at, index := "sort_at", "article_by_date"
	if s.sort == "captured" {
		at, index = "captured_at", "article_by_capture"
	}
	is, desc := "<", " DESC"
	if s.back {
		is, desc = ">", ""
	}
	var lo, hi, from, to sql.NullInt64
	err = d.reader.QueryRowContext(ctx, fmt.Sprintf(`
		SELECT count(*), min(id), max(id), min(at), max(at)
		FROM (
			SELECT %[1]s AS at, id
			FROM article INDEXED BY %[2]s
			WHERE deleted_at IS NULL AND (%[1]s, id) %[3]s (?, ?)
			ORDER BY %[1]s%[4]s, id%[4]s
			LIMIT ?)`, at, index, is, desc), s.from.At, s.from.ID, n).
		Scan(&count, &lo, &hi, &from, &to)
	if err != nil || count == 0 {
		return x, 0, err
	}
	x = stretch{lo: article.ID(lo.Int64), hi: article.ID(hi.Int64), from: from.Int64, to: to.Int64 + 1}
	// Those of the last second may go on beyond the stretch: it ends before
	// them, unless there is nothing else in it.
	switch {
	case count < n:
	case x.from+1 == x.to:
		err = d.reader.QueryRowContext(ctx, fmt.Sprintf(`
			SELECT min(id), max(id)
			FROM article INDEXED BY %[2]s
			WHERE deleted_at IS NULL AND %[1]s = ?`, at, index), x.from).Scan(&x.lo, &x.hi)
	case s.back:
		x.to--
	default:
		x.from++
	}
	return x, count, err
}

// stretchesBySource goes from source to source, and through the months of one
// with many articles.
func (d *DB) stretchesBySource(ctx context.Context, s *search, f func(stretch) (bool, error)) error {
	next := `SELECT id, key FROM source WHERE key >= ? ORDER BY key LIMIT 200`
	if s.back {
		next = `SELECT id, key FROM source WHERE key <= ? ORDER BY key DESC LIMIT 200`
	}
	from := s.from.position
	for key, page := from.Key, 0; ; page++ {
		var ids []int64
		var keys []string
		err := d.read(ctx, next, []any{key}, func(scan func(...any) error) error {
			var id int64
			err := scan(&id, &key)
			ids, keys = append(ids, id), append(keys, key)
			return err
		})
		if err != nil {
			return err
		}
		for i, id := range ids {
			if i == 0 && page > 0 { // the last of those before
				continue
			}
			x := whole
			x.source, x.meta = id, fmt.Sprintf(`meta : "s%d"`, id)
			n, err := d.countIndex(ctx, looked(x.meta), s.most.gather)
			if err != nil {
				return err
			}
			if n == 0 {
				continue
			}
			goOn := true
			if n <= s.most.gather {
				goOn, err = f(x)
			} else {
				within := *s
				if keys[i] != from.Key {
					within.from.position = first
					if s.back {
						within.from.position = last
					}
				}
				goOn, err = d.stretchesByMonth(ctx, &within, func(t stretch) (bool, error) {
					t.source, t.meta = x.source, x.meta+` AND `+t.meta
					return f(t)
				})
			}
			if err != nil || !goOn {
				return err
			}
		}
		if len(ids) < 200 {
			return nil
		}
	}
}
