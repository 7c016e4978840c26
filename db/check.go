package db

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/query"
	"parallax/internal/text"
)

// What no index tells, that words stand in one sentence or so often, is found
// out by reading. Articles that have the words and meet what else must hold are
// read, the newest first, up to a limit. One beyond it is found neither by the
// condition nor by its opposite: nobody knows.

// A finding is which articles meet such a condition.
type finding struct {
	words  looked // that an article must have to be read
	ids    []article.ID
	oldest article.ID // of those read, if there are more; else 0
}

// toRead reports whether there is in n what no index tells.
func toRead(n query.Node) bool {
	switch n := n.(type) {
	case query.And:
		return slices.ContainsFunc(n, toRead)
	case query.Or:
		return slices.ContainsFunc(n, toRead)
	case query.Not:
		return toRead(n.Of)
	case query.Together, query.AtLeast:
		return true
	}
	return false
}

// eachToRead calls f with every condition in n that no index tells.
func eachToRead(n query.Node, f func(query.Node) error) error {
	switch n := n.(type) {
	case query.And:
		for _, m := range n {
			if err := eachToRead(m, f); err != nil {
				return err
			}
		}
	case query.Or:
		return eachToRead(query.And(n), f)
	case query.Not:
		return eachToRead(n.Of, f)
	case query.Together, query.AtLeast:
		return f(n)
	}
	return nil
}

func written(n query.Node) string { return query.Query{Root: n}.String() }

// finding returns what was found for a condition that must hold.
func (p *plan) finding(n query.Node) (finding, bool) {
	switch n.(type) {
	case query.Together, query.AtLeast:
		return p.recall.findings[written(n)], true
	}
	return finding{}, false
}

// readCondition returns a condition that was read for.
func (p *plan) readCondition(n query.Node, not bool) condition {
	f := p.recall.findings[written(n)]
	c := condition{sql: `a.id IN (SELECT value FROM json_each(?))`, args: []any{list(f.ids)}}
	if !not {
		return c
	}
	c = c.turned(true)
	if f.oldest > 0 {
		c.sql = `(` + c.sql + ` AND NOT (a.id < ? AND {index}))`
		c.args = append(c.args, f.oldest, f.words)
	}
	return c
}

// readFor reads articles for all conditions in nodes that no index tells.
func (d *DB) readFor(ctx context.Context, p *plan, parts parts, nodes []query.Node) error {
	return eachToRead(query.And(nodes), func(n query.Node) error {
		key := written(n)
		f, ok := p.recall.findings[key]
		if !ok {
			var err error
			if f, err = d.find(ctx, p, parts, n); err != nil {
				return err
			}
			d.memory.keep(p.recall, func(r *recollection) { r.findings[key] = f })
		}
		p.memory = p.recall.id
		if f.oldest > 0 {
			p.notes = append(p.notes, message.New("query.checked-newest", "Call", key, "Checked", d.limits.checked))
		}
		return nil
	})
}

// readPage is how many articles are read at once.
const readPage = 64

// find reads the newest articles that n may hold for.
func (d *DB) find(ctx context.Context, p *plan, parts parts, n query.Node) (finding, error) {
	f := finding{words: looked(p.words(n, true))}
	match, _ := joinMatch(append(slices.Clone(parts.all), string(f.words)), parts.none)
	where, args := p.conditions(whole, len(parts.all) > 0)
	var ids []article.ID
	err := d.read(ctx, `
		SELECT a.id
		FROM search CROSS JOIN article a ON a.id = search.rowid
		WHERE search MATCH ? AND `+where+`
		ORDER BY search.rowid DESC
		LIMIT ?`, append(append([]any{match}, args...), d.limits.checked+1), into(&ids))
	if err != nil {
		return f, err
	}
	if len(ids) > d.limits.checked {
		ids = ids[:d.limits.checked]
		f.oldest = ids[len(ids)-1]
	}
	for page := range slices.Chunk(ids, readPage) {
		found, err := d.holding(ctx, page, n)
		if err != nil {
			return f, err
		}
		f.ids = append(f.ids, found...)
	}
	return f, nil
}

// A bodyRead is an article being read for a condition.
type bodyRead struct {
	id       article.ID
	title    string
	language string
	codec    int
	text     []byte
	marks    []byte
	holds    bool
}

// holding returns those of ids that n holds for.
func (d *DB) holding(ctx context.Context, ids []article.ID, n query.Node) (found []article.ID, err error) {
	bodies := make([]bodyRead, 0, len(ids))
	err = d.read(ctx, `
		SELECT a.id, a.title, a.language, b.codec, b.text, b.marks
		FROM article a JOIN body b ON b.version_id = a.version_id
		WHERE a.id IN (SELECT value FROM json_each(?))`, []any{list(ids)}, func(scan func(...any) error) error {
		var b bodyRead
		err := scan(&b.id, &b.title, &b.language, &b.codec, &b.text, &b.marks)
		bodies = append(bodies, b)
		return err
	})
	if err != nil {
		return nil, err
	}
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			c := checker{node: n, titles: map[string]query.Finder{}, texts: map[string]query.Finder{}}
			for i := w; i < len(bodies) && ctx.Err() == nil; i += workers {
				b := &bodies[i]
				a := article.Article{Title: b.title, Language: b.language}
				if d.packer.unpackBody(ctx, &a, b.codec, b.text, b.marks) == nil { // else reading the article says what is wrong
					b.holds = c.holds(&a)
				}
			}
		})
	}
	wg.Wait()
	for _, b := range bodies {
		if b.holds {
			found = append(found, b.id)
		}
	}
	return found, ctx.Err()
}

// A checker reads articles for one condition.
type checker struct {
	node          query.Node
	titles, texts map[string]query.Finder // by language
}

func (c *checker) finder(at map[string]query.Finder, in, language string) query.Finder {
	f, ok := at[language]
	if !ok {
		f = query.NewFinder(query.Query{Root: c.node}, in, language)
		at[language] = f
	}
	return f
}

// holds reports whether the condition holds for a.
func (c *checker) holds(a *article.Article) bool {
	title := c.finder(c.titles, "title", a.Language).Places(a.Title)
	places := c.finder(c.texts, "", a.Language).Places(a.Text)
	switch n := c.node.(type) {
	case query.AtLeast:
		return apart(title)+apart(c.within(n.In, a, places)) >= n.N
	case query.Together:
		all := len(n.Of)
		if together(title, article.Span{End: len(a.Title)}, all) {
			return true
		}
		places = c.within(n.In, a, places)
		for _, p := range paragraphs(a) {
			if !together(places, p, all) {
				continue
			}
			if n.Within == "paragraph" {
				return true
			}
			for _, s := range text.Sentences(p.Of(a.Text)) {
				if together(places, article.Span{Start: p.Start + s.Start, End: p.Start + s.End}, all) {
					return true
				}
			}
		}
	}
	return false
}

// within returns the places that count: of those asked for in the lead, those
// that stand there.
func (c *checker) within(in string, a *article.Article, places []query.Place) []query.Place {
	if in != "lead" {
		return places
	}
	start, end := leadSpan(a)
	return slices.DeleteFunc(places, func(p query.Place) bool { return p.Start < start || p.End > end })
}

// apart returns how many of the places do not overlap.
func apart(places []query.Place) (n int) {
	end := 0
	for _, p := range places {
		if p.Start >= end {
			n++
			end = p.End
		}
	}
	return n
}

// together reports whether each of the words 0 to n-1 has a place in the span.
func together(places []query.Place, in article.Span, n int) bool {
	first, _ := slices.BinarySearchFunc(places, in.Start, func(p query.Place, at int) int { return p.Start - at })
	has := uint64(0)
	for _, p := range places[first:] {
		if p.Start >= in.End {
			break
		}
		if p.End <= in.End {
			has |= 1 << p.Word
		}
	}
	return has == 1<<n-1
}

// paragraphs returns the blocks of a text; where nothing says where these are,
// what stands between empty lines, or else between ends of lines.
func paragraphs(a *article.Article) (out []article.Span) {
	if len(a.Blocks) > 0 {
		for _, b := range a.Blocks {
			if b.Of(a.Text) != "" {
				out = append(out, b.Span)
			}
		}
		return out
	}
	between := "\n\n"
	if !strings.Contains(a.Text, between) {
		between = "\n"
	}
	at := 0
	for s := range strings.SplitSeq(a.Text, between) {
		out = append(out, article.Span{Start: at, End: at + len(s)})
		at += len(s) + len(between)
	}
	return out
}
