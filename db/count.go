package db

import (
	"context"
	"slices"
	"strings"

	"parallax/internal/query"
)

// Count counts what Search finds, to CountLimit; capped says that there is
// more. What is counted as articles come and go is told exactly: all of them,
// and those of one state, tag, source or month. The order and the limit of page
// do not matter.
func (d *DB) Count(ctx context.Context, q query.Query, page Page) (n int, capped bool, err error) {
	defer describe(ctx, &err, "count articles")
	p, err := d.plan(ctx, q, page.Trash, 0)
	if err != nil || p.nothing {
		return 0, false, err
	}
	if facet, keys := p.tallied(q.Root); facet != "" {
		err = d.reader.QueryRowContext(ctx, talliesOf, facet, list(keys)).Scan(&n)
		return n, false, err
	}
	s := &search{plan: p, most: d.limits, sort: "date"}
	s.from.position = first
	n, err = d.count(ctx, s)
	if n > s.most.count {
		return s.most.count, true, err
	}
	return n, false, err
}

const talliesOf = `SELECT coalesce(sum(n), 0) FROM tally WHERE facet = ? AND key IN (SELECT value FROM json_each(?))`

// tallied returns the facet that counts what root finds, and its keys; "" if
// none does.
func (p *plan) tallied(root query.Node) (facet string, keys []int64) {
	is, state := root.(query.Is)
	one := []int64{0}
	switch {
	case root == nil && p.trash, state && is.What == "trash":
		return "trash", one
	case root == nil:
		return "all", one
	case p.trash:
		return "", nil
	}
	switch n := root.(type) {
	case query.Is:
		if slices.Contains([]string{"unread", "starred", "untagged"}, n.What) {
			return n.What, one
		}
	case query.Filter:
		switch {
		case n.Field == "source":
			return "source", p.names.sources[n.Value]
		case n.Field == "tag" && !strings.HasSuffix(n.Value, "*"):
			return "path", []int64{pathOf(askedTag(n.Value))}
		}
	case query.When:
		if first, last := n.Days(p.now); n.Field == "on" && last-first == 99 {
			return "month", []int64{int64(first / 100)}
		}
	}
	return "", nil
}

// count counts to just over the limit.
func (d *DB) count(ctx context.Context, s *search) (n int, err error) {
	if s.indexOnly() {
		err = d.reader.QueryRowContext(ctx, `
			SELECT count(*)
			FROM (SELECT 1 FROM search WHERE search MATCH ?`+notInTrash+` LIMIT ?)`, s.match, s.most.count+1).Scan(&n)
		return n, err
	}
	err = d.inParts(ctx, s, func(c candidates, t stretch) (bool, error) {
		from, args := s.found(c, t, s.most.count+1-n)
		var more int
		err := d.reader.QueryRowContext(ctx, `SELECT count(*) FROM (`+from+`)`, args...).Scan(&more)
		n += more
		return n <= s.most.count, err
	})
	return n, err
}

// inParts calls f with what the found articles are made from: all of it, or
// stretch after stretch where the index finds too many to ask for at once.
func (d *DB) inParts(ctx context.Context, s *search, f func(candidates, stretch) (goOn bool, err error)) error {
	wide := *s
	wide.most.driver = s.most.facets // no list is walked, so every set is better than none
	c, all, many, err := d.candidates(ctx, &wide)
	if err != nil {
		return err
	}
	if !many || s.trash || c.matched || c.ids != "" {
		_, err := f(c, all)
		return err
	}
	_, err = d.stretchesByMonth(ctx, s, func(t stretch) (bool, error) { return f(c, t) })
	return err
}

// found returns the query for the articles that are found, those added last
// first where the index finds them, in no order else.
func (s *search) found(c candidates, t stretch, limit int) (string, []any) {
	var from string
	var args []any
	all := s.where
	switch {
	case c.matched:
		from = `(` + t.lookUp(" AS id") + ` ORDER BY rowid DESC) hit CROSS JOIN ` + s.facts() + ` ON a.id = hit.id`
		args = t.ask([]any{looked(s.match)})
	case c.ids != "":
		from = `(` + c.ids + `) hit CROSS JOIN ` + s.facts() + ` ON a.id = hit.id`
		args = append(args, c.args...)
	default:
		from = `article a INDEXED BY ` + s.listIndex()
	}
	if s.match != "" && !c.matched {
		all = append(all[:len(all):len(all)], condition{sql: "{index}", args: []any{looked(s.match)}})
	}
	wanted, more := where(s.trash, all, t, c)
	if t.from != whole.from || t.to != whole.to {
		wanted = `a.sort_at >= ? AND a.sort_at < ? AND ` + wanted
		more = append([]any{t.from, t.to}, more...)
	}
	return `
		SELECT a.id, a.source_id, a.day, a.language
		FROM ` + from + `
		WHERE ` + wanted + `
		LIMIT ?`, append(append(args, more...), limit)
}

// facts returns the table article by its narrow index, for looking articles up.
func (p *plan) facts() string {
	if p.trash {
		return `article a`
	}
	return `article a INDEXED BY article_facts`
}
