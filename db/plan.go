package db

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"parallax/internal/message"
	"parallax/internal/query"
)

// A plan is a query on its way to SQL: what the index answers in one
// expression, and conditions on the article a.
type plan struct {
	match   string   // "" if no words or other indexed facts are asked for
	where   []string // conditions on a, beside its being in the trash or not
	args    []any    // of where
	driver  driver   // a set of articles the answer lies in
	index   string   // of what is asked for, "" if none
	trash   bool     // only what is in the trash
	nothing bool     // it is clear already that no article is found
	notes   []message.Message

	now   time.Time
	names *names
}

// A driver is a set of articles that is asked for, as a query for their IDs.
type driver struct {
	ids  string // SELECT … AS id, "" for none
	args []any
}

// plan prepares q. Names of tags, sources and stories that there are not
// become notes.
func (d *DB) plan(ctx context.Context, q query.Query) (*plan, error) {
	p := &plan{now: d.now()}
	var err error
	if p.names, err = d.names(ctx, q.Root); err != nil {
		return nil, err
	}
	missing, err := d.missing(ctx, q.Root, p.names)
	if err != nil {
		return nil, err
	}
	p.notes = append(slices.Clone(q.Notes), missing...)
	nodes, ok := q.Root.(query.And)
	if !ok && q.Root != nil {
		nodes = query.And{q.Root}
	}
	var all, none []string
	var rest []query.Node
	for _, n := range nodes {
		m, into := n, &all
		if not, ok := n.(query.Not); ok {
			m, into = not.Of, &none
		}
		if s, ok := p.matchExpr(m); ok {
			*into = append(*into, s)
		} else {
			rest = append(rest, n)
		}
	}
	if len(all) > 0 {
		for _, n := range rest {
			all = append(all, p.sourceMatch(n)...)
		}
		p.match, _ = joinMatch(all, none)
	} else {
		for _, s := range none {
			p.where = append(p.where, `a.id NOT IN (SELECT rowid FROM search WHERE search MATCH ?)`)
			p.args = append(p.args, s)
		}
	}
	for _, n := range rest {
		p.steer(n)
		s, args := p.condition(n)
		p.where, p.args = append(p.where, s), append(p.args, args...)
	}
	return p, nil
}

// sourceMatch returns the condition of a source for the index, where it can
// narrow down what words find; none for other conditions.
func (p *plan) sourceMatch(n query.Node) []string {
	f, ok := n.(query.Filter)
	if !ok || f.Field != "source" {
		return nil
	}
	ids := p.names.sources[f.Value]
	if len(ids) == 0 || len(ids) > 50 {
		return nil
	}
	tokens := make([]string, len(ids))
	for i, id := range ids {
		tokens[i] = fmt.Sprintf(`"s%d"`, id)
	}
	return []string{`meta : (` + strings.Join(tokens, " OR ") + `)`}
}

// steer takes the driver or the index from a condition that must hold.
func (p *plan) steer(n query.Node) {
	switch n := n.(type) {
	case query.Filter:
		var ids string
		switch n.Field {
		case "tag":
			ids = list(p.names.tags[n.Value])
			p.driver = driver{`SELECT DISTINCT article_id AS id FROM article_tag WHERE tag_id IN (SELECT value FROM json_each(?))`, []any{ids}}
		case "story":
			ids = list(p.names.stories[n.Value])
			p.driver = driver{`SELECT article_id AS id FROM story_member WHERE story_id IN (SELECT value FROM json_each(?))`, []any{ids}}
		case "source":
			ids = list(p.names.sources[n.Value])
			p.index = "article_by_source"
		}
		p.nothing = p.nothing || ids == "[]"
	case query.Is:
		switch n.What {
		case "unread":
			p.index = "article_unread"
		case "starred":
			p.index = "article_starred"
		case "duplicate":
			p.index = "article_copies"
		case "trash":
			p.trash = true
		}
	}
}

// condition returns n as a condition of SQL on the article a. It is never
// NULL, so that NOT turns it round.
func (p *plan) condition(n query.Node) (string, []any) {
	if s, ok := p.matchExpr(n); ok {
		return `a.id IN (SELECT rowid FROM search WHERE search MATCH ?)`, []any{s}
	}
	switch n := n.(type) {
	case query.And:
		return p.join(n, " AND ")
	case query.Or:
		return p.join(n, " OR ")
	case query.Not:
		s, args := p.condition(n.Of)
		return "NOT " + s, args
	case query.Filter:
		return p.filter(n)
	case query.Is:
		return is(n.What), nil
	case query.When:
		return p.when(n)
	}
	panic(fmt.Sprintf("condition of %T", n)) // Node is a closed set
}

func (p *plan) join(of []query.Node, with string) (string, []any) {
	var parts []string
	var args []any
	for _, n := range of {
		s, a := p.condition(n)
		parts, args = append(parts, s), append(args, a...)
	}
	return "(" + strings.Join(parts, with) + ")", args
}

func (p *plan) filter(f query.Filter) (string, []any) {
	switch f.Field {
	case "tag":
		return `EXISTS (SELECT 1 FROM article_tag x WHERE x.article_id = a.id AND x.tag_id IN (SELECT value FROM json_each(?)))`,
			[]any{list(p.names.tags[f.Value])}
	case "story":
		return `EXISTS (SELECT 1 FROM story_member m WHERE m.article_id = a.id AND m.story_id IN (SELECT value FROM json_each(?)))`,
			[]any{list(p.names.stories[f.Value])}
	}
	ids := p.names.sources[f.Value]
	if len(ids) == 1 { // the index then gives them by date
		return `(a.source_id = ?)`, []any{ids[0]}
	}
	return `(a.source_id IN (SELECT value FROM json_each(?)))`, []any{list(ids)}
}

func is(what string) string {
	switch what {
	case "starred":
		return `(a.starred = 1)`
	case "unread":
		return `(a.read_at IS NULL)`
	case "read":
		return `(a.read_at IS NOT NULL)`
	case "untagged":
		return `(NOT EXISTS (SELECT 1 FROM article_tag x WHERE x.article_id = a.id))`
	case "duplicate":
		return `(a.copy_of IS NOT NULL)`
	case "residue":
		return `(a.residue <> '')`
	case "dated":
		return `(a.day IS NOT NULL)`
	case "undated":
		return `(a.day IS NULL)`
	case "note":
		return `(EXISTS (SELECT 1 FROM note n WHERE n.article_id = a.id))`
	case "trash":
		return `(a.deleted_at IS NOT NULL)`
	}
	panic("is:" + what) // Parse knows the same
}

// when returns a condition on a date. Days are the publisher's; when it was
// captured is told by our clock.
func (p *plan) when(w query.When) (string, []any) {
	first, last := w.Days(p.now)
	zone := p.now.Location()
	switch w.Field {
	case "captured":
		from, until := dayStart(first, zone), dayStart(last+1, zone)
		if w.Relative() { // captured:7d is the last seven days
			until = p.now.AddDate(0, 0, 1)
		}
		return `(a.captured_at >= ? AND a.captured_at < ?)`, []any{from.Unix(), until.Unix()}
	case "after": // that day and later
		first, last = wholeFrom(first), 99990000
	case "before":
		first, last = 0, first-1
	}
	// The bounds on sort_at follow from those on the day, wherever on earth it
	// was; they let the index by date begin where it matters.
	const anywhere = 15 * 3600
	return `(a.day IS NOT NULL AND a.day BETWEEN ? AND ? AND a.sort_at >= ? AND a.sort_at < ?)`,
		[]any{first, last, dayStart(first, time.UTC).Unix() - anywhere, dayStart(last+1, time.UTC).Unix() + anywhere}
}

// wholeFrom returns the first number of days from day on: a date known only
// to the month of day is not before it.
func wholeFrom(day int) int {
	if day%100 == 1 {
		day--
	}
	if day%10000 == 100 {
		day -= 100
	}
	return day
}

// dayStart returns when a day began; day 0 is the first of a month, month 0
// the first of a year, and numbers beyond go on in the next.
func dayStart(day int, zone *time.Location) time.Time {
	return time.Date(day/10000, time.Month(max(day/100%100, 1)), max(day%100, 1), 0, 0, 0, 0, zone)
}
