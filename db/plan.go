package db

import (
	"cmp"
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
	match   string      // "" if no words or other indexed facts are asked for
	exact   string      // the same with words only as they were typed
	weigh   string      // finds what exact does, and is what that is ranked by
	where   []condition // beside being in the trash or not
	drivers []driver    // sets of articles the answer lies in
	index   string      // of what is asked for, "" if none
	trash   bool        // only what is in the trash
	nothing bool        // it is clear already that no article is found
	memory  int64       // of what is remembered of this query, 0 for nothing
	notes   []message.Message

	now    time.Time
	names  *names
	forms  forms
	recall *recollection
}

// A condition is SQL on the article a, with its arguments. It is never NULL,
// so that NOT turns it round. {index} in it asks the search index, for which
// the argument is a looked.
type condition struct {
	sql     string
	args    []any
	implied bool // by match: for lists that are not made from what it finds
}

// A driver is a set of articles that is asked for, as a query for their IDs.
type driver struct {
	ids  string // SELECT … AS id, "" for none
	args []any
	of   int // the condition that all of it fulfil, counted from 1 in plan.where; 0 for none
}

// plan prepares q. Names of tags, sources and stories that there are not
// become notes. What was remembered of the list under that number is taken.
func (d *DB) plan(ctx context.Context, q query.Query, trash bool, memory int64) (*plan, error) {
	p := &plan{now: d.now(), trash: trash}
	var err error
	if p.names, err = d.names(ctx, q.Root); err != nil {
		return nil, err
	}
	missing, err := d.missing(ctx, q.Root, p.names)
	if err != nil {
		return nil, err
	}
	if q.Root != nil {
		if err := d.remember(ctx, q, p, memory); err != nil {
			return nil, err
		}
	}
	if err := d.expand(ctx, q.Root, p); err != nil {
		return nil, err
	}
	p.notes = append(slices.Clone(q.Notes), missing...)
	nodes, ok := q.Root.(query.And)
	if !ok && q.Root != nil {
		nodes = query.And{q.Root}
	}
	var parts parts
	var bare []string     // words that may stand anywhere
	var at int            // where the first of them is in parts
	var read []query.Node // for what no index tells
	var rest []query.Node
	for _, n := range nodes {
		if w, ok := n.(query.Word); ok && w.In == "" && !w.Prefix {
			if bare = append(bare, phrase(w.Text, false)); len(bare) == 1 {
				at = len(parts.all)
			}
		}
		switch {
		case toRead(n):
			read = append(read, n)
		case !p.indexed(n, &parts):
			rest = append(rest, n)
		}
	}
	p.trash = p.trash || slices.Contains(rest, query.Node(query.Is{What: "trash"}))
	words := len(parts.all) > 0
	for _, n := range rest {
		if p.steer(n); len(p.drivers) > 0 && p.drivers[len(p.drivers)-1].of == 0 {
			p.drivers[len(p.drivers)-1].of = len(p.where) + 1
		}
		c := p.condition(n, false)
		c.implied = words && p.narrow(n, &parts)
		p.where = append(p.where, c)
	}
	if len(parts.all) == 0 {
		for _, s := range parts.none {
			p.where = append(p.where, condition{sql: "NOT ({index})", args: []any{looked(s)}})
		}
	}
	if len(read) > 0 && !p.nothing {
		if err := d.readFor(ctx, p, parts, read); err != nil {
			return nil, err
		}
		for _, n := range read {
			if f, ok := p.finding(n); ok { // its words are what there is to rank by
				parts.add(p, n)
				p.drivers = append(p.drivers, driver{`SELECT value AS id FROM json_each(?)`, []any{list(f.ids)}, len(p.where) + 1})
			}
			p.where = append(p.where, p.condition(n, false))
		}
	}
	p.match, p.exact = parts.expressions()
	if len(bare) > 1 {
		parts.together(at, bare)
	}
	_, p.weigh = parts.expressions()
	return p, nil
}

// mostTogether is how many words are looked for near each other.
const mostTogether = 16

// together makes words that are near each other weigh more. NEAR beside a word
// that must be there anyway finds nothing else, and bm25 takes it for one more
// word, a rare one: of articles that have all words the one with the sentence
// they are from comes first. Where there are but other forms of the words none
// is near.
func (x *parts) together(at int, words []string) {
	words = words[:min(len(words), mostTogether)]
	near := anywhere("", fmt.Sprintf("NEAR(%s, %d)", strings.Join(words, " "), 2*len(words)))
	x.exact[at] = "(" + x.exact[at] + " OR " + near + ")"
}

// parts are the expressions that the index must and must not hold, the first
// also with words only as they were typed.
type parts struct{ all, exact, none []string }

func (x *parts) add(p *plan, n query.Node) {
	x.all = append(x.all, p.words(n, true))
	x.exact = append(x.exact, p.words(n, false))
}

func (x *parts) expressions() (match, exact string) {
	if len(x.all) == 0 {
		return "", ""
	}
	match, _ = joinMatch(x.all, x.none)
	exact, _ = joinMatch(x.exact, x.none)
	return match, exact
}

// indexed adds n to what the index is asked, if it alone can answer.
func (p *plan) indexed(n query.Node, into *parts) bool {
	if not, ok := n.(query.Not); ok {
		s, ok := p.matchExpr(not.Of, true)
		if ok {
			into.none = append(into.none, s)
		}
		return ok
	}
	s, ok := p.matchExpr(n, true)
	if ok {
		exact, _ := p.matchExpr(n, false)
		into.all, into.exact = append(into.all, s), append(into.exact, exact)
	}
	return ok
}

// narrow adds to what the index is asked beside words: sources and dates, which
// meta has. It reports whether that is all there is to n.
func (p *plan) narrow(n query.Node, into *parts) (done bool) {
	var tokens []string
	switch n := n.(type) {
	case query.Filter:
		ids := p.names.sources[n.Value]
		if n.Field != "source" || len(ids) == 0 || len(ids) > 50 {
			return false
		}
		for _, id := range ids {
			tokens = append(tokens, fmt.Sprintf(`"s%d"`, id))
		}
		done = true
	case query.When:
		tokens, done = p.dateTokens(n)
	}
	if len(tokens) == 0 {
		return false
	}
	s := `meta : (` + strings.Join(tokens, " OR ") + `)`
	into.all, into.exact = append(into.all, s), append(into.exact, s)
	return done
}

// dateTokens returns what the index has for a date, none where it has nothing
// that narrows much, and whether that is exact.
func (p *plan) dateTokens(w query.When) (tokens []string, exact bool) {
	const recent = 2 // years; there are few tokens, of few articles
	first, last := w.Days(p.now)
	year, month := first/10000, first/100%100
	switch {
	case w.Field == "on" && last-first == 1299:
		return []string{fmt.Sprintf(`"y%d"`, year)}, true
	case w.Field == "on":
		return []string{fmt.Sprintf(`"m%d%02d"`, year, month)}, last-first == 99
	case w.Field != "after" || year < p.now.Year()-recent || year > 9000:
		return nil, false
	}
	first = wholeFrom(first)
	from := year
	if first/100%100 != 0 {
		for m := month; m <= 12; m++ {
			tokens = append(tokens, fmt.Sprintf(`"m%d%02d"`, year, m))
		}
		from++
	}
	for unit := 1; from <= 9999; { // every year to come: 2026 … 2029, 203*, …, 21*, …, 3*
		if unit < 1000 && from%(unit*10) == 0 && from+unit*10 <= 10_000 {
			unit *= 10
			continue
		}
		for unit > 1 && from%unit != 0 {
			unit /= 10
		}
		if unit == 1 {
			tokens = append(tokens, fmt.Sprintf(`"y%d"`, from))
		} else {
			tokens = append(tokens, fmt.Sprintf(`"y%d" *`, from/unit))
		}
		from += unit
	}
	return tokens, first%100 == 0
}

// steer takes a driver or the index from a condition that must hold.
func (p *plan) steer(n query.Node) {
	switch n := n.(type) {
	case query.Filter:
		switch n.Field {
		case "tag", "story":
			d, found := p.within(query.Or{n})
			p.drivers = append(p.drivers, d)
			p.nothing = p.nothing || !found
		case "source":
			ids := p.names.sources[n.Value]
			p.nothing = p.nothing || len(ids) == 0
			if len(ids) == 1 {
				p.index = "article_by_source"
			} else if !p.trash {
				p.drivers = append(p.drivers, driver{ids: `
				SELECT id FROM article INDEXED BY article_by_source
				WHERE deleted_at IS NULL AND source_id IN (SELECT value FROM json_each(?))`, args: []any{list(ids)}})
			}
		}
	case query.Or:
		if d, _ := p.within(n); d.ids != "" {
			p.drivers = append(p.drivers, d)
		}
	case query.Is:
		switch n.What {
		case "note":
			p.drivers = append(p.drivers, driver{ids: `SELECT DISTINCT article_id AS id FROM note`})
		case "highlight":
			p.drivers = append(p.drivers, driver{ids: `SELECT DISTINCT article_id AS id FROM highlight`})
		default:
			p.index = cmp.Or(stateIndex[n.What], p.index)
		}
	}
}

// stateIndex names the indexes that hold just the articles of a state.
var stateIndex = map[string]string{
	"unread": "article_unread", "starred": "article_starred", "duplicate": "article_copies",
	"untagged": "article_untagged", "residue": "article_residue", "image": "article_images",
}

// within returns the set of articles that have one of several tags, or are in
// one of several stories; none if n asks for anything else. found is false if
// there is none of those names.
func (p *plan) within(n query.Or) (d driver, found bool) {
	var tags, stories []int64
	for _, m := range n {
		f, ok := m.(query.Filter)
		if !ok || f.Field != "tag" && f.Field != "story" {
			return driver{}, false
		}
		if f.Field == "tag" {
			tags = append(tags, p.names.tags[f.Value]...)
		} else {
			stories = append(stories, p.names.stories[f.Value]...)
		}
	}
	const byTag = `SELECT article_id AS id FROM article_tag WHERE tag_id IN (SELECT value FROM json_each(?))`
	const byStory = `SELECT article_id AS id FROM story_member WHERE story_id IN (SELECT value FROM json_each(?))`
	switch {
	case len(stories) == 0 && len(tags) == 1:
		d = driver{ids: byTag, args: []any{list(tags)}}
	case len(stories) == 0:
		d = driver{ids: strings.Replace(byTag, "SELECT", "SELECT DISTINCT", 1), args: []any{list(tags)}}
	case len(tags) == 0:
		d = driver{ids: byStory, args: []any{list(stories)}}
	default:
		d = driver{ids: byTag + ` UNION ` + byStory, args: []any{list(tags), list(stories)}}
	}
	return d, len(tags)+len(stories) > 0
}

// condition returns n as a condition of SQL on the article a, or what holds
// where n does not.
func (p *plan) condition(n query.Node, not bool) condition {
	if s, ok := p.matchExpr(n, true); ok {
		return condition{sql: "{index}", args: []any{looked(s)}}.turned(not)
	}
	switch n := n.(type) {
	case query.And:
		return p.join(n, not, " AND ", " OR ")
	case query.Or:
		return p.join(n, not, " OR ", " AND ")
	case query.Not:
		return p.condition(n.Of, !not)
	case query.Together, query.AtLeast:
		return p.readCondition(n, not)
	case query.Filter:
		return p.filter(n).turned(not)
	case query.Is:
		return condition{sql: is(n.What)}.turned(not)
	case query.When:
		return p.when(n).turned(not)
	}
	panic(fmt.Sprintf("condition of %T", n)) // Node is a closed set
}

func (c condition) turned(not bool) condition {
	if not {
		c.sql = "NOT (" + c.sql + ")"
	}
	return c
}

// join joins conditions; where they are to be turned round, so is what is
// between them. What was not read for a condition is found neither by it nor by
// its opposite, so NOT cannot be left to SQL.
func (p *plan) join(of []query.Node, not bool, with, withNot string) condition {
	if not {
		with = withNot
	}
	var all condition
	var parts []string
	for _, n := range of {
		c := p.condition(n, not)
		parts, all.args = append(parts, c.sql), append(all.args, c.args...)
	}
	all.sql = "(" + strings.Join(parts, with) + ")"
	return all
}

func (p *plan) filter(f query.Filter) condition {
	switch f.Field {
	case "tag":
		in, args := among(`x.tag_id`, p.names.tags[f.Value])
		return condition{sql: `EXISTS (SELECT 1 FROM article_tag x WHERE x.article_id = a.id AND ` + in + `)`, args: args}
	case "story":
		in, args := among(`m.story_id`, p.names.stories[f.Value])
		return condition{sql: `EXISTS (SELECT 1 FROM story_member m WHERE m.article_id = a.id AND ` + in + `)`, args: args}
	}
	ids := p.names.sources[f.Value]
	if len(ids) == 1 { // the index then gives them by date
		return condition{sql: `(a.source_id = ?)`, args: []any{ids[0]}}
	}
	in, args := among(`a.source_id`, ids)
	return condition{sql: `(` + in + `)`, args: args}
}

// among returns a condition that a column is one of ids. A few are looked up
// one by one; of many a set is made once, and the plus keeps them from being
// looked up for every article.
func among(column string, ids []int64) (string, []any) {
	if len(ids) > 4 {
		return `+` + column + ` IN (SELECT value FROM json_each(?))`, []any{list(ids)}
	}
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return column + ` IN (` + strings.TrimSuffix(strings.Repeat(`?, `, len(ids)), `, `) + `)`, args
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
		return `(a.tagged = 0)`
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
	case "highlight":
		return `(EXISTS (SELECT 1 FROM highlight h WHERE h.article_id = a.id))`
	case "image":
		return `(a.images > 0)`
	case "trash":
		return `(a.deleted_at IS NOT NULL)`
	}
	panic("is:" + what) // Parse knows the same
}

// when returns a condition on a date. Days are the publisher's; when it was
// captured is told by our clock.
func (p *plan) when(w query.When) condition {
	first, last := w.Days(p.now)
	zone := p.now.Location()
	switch w.Field {
	case "captured":
		from, until := dayStart(first, zone), dayStart(last+1, zone)
		if w.Relative() { // captured:7d is the last seven days
			until = p.now.AddDate(0, 0, 1)
		}
		return condition{sql: `(a.captured_at >= ? AND a.captured_at < ?)`, args: []any{from.Unix(), until.Unix()}}
	case "after": // that day and later
		first, last = wholeFrom(first), 99990000
	case "before":
		first, last = 0, first-1
	}
	// The bounds on sort_at follow from those on the day, wherever on earth it
	// was; they let the index by date begin where it matters.
	const anywhere = 15 * 3600
	return condition{
		sql:  `(a.day IS NOT NULL AND a.day BETWEEN ? AND ? AND a.sort_at >= ? AND a.sort_at < ?)`,
		args: []any{first, last, dayStart(first, time.UTC).Unix() - anywhere, dayStart(last+1, time.UTC).Unix() + anywhere},
	}
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
