package db

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"parallax/article"
	"parallax/internal/query"
)

// A ranked is an article of a list by relevance.
type ranked struct {
	id   article.ID
	rank float64 // smaller is better
	tier int8    // 1 for what has the words only in other forms
}

func (r ranked) compare(s ranked) int {
	return cmp.Or(cmp.Compare(r.tier, s.tier), cmp.Compare(r.rank, s.rank), cmp.Compare(s.id, r.id))
}

// A ranking is all that a query finds, or the newest of it, by relevance: first
// what has the very words, then what has other forms of them. A rare form
// would else weigh more than the word that was typed.
type ranking struct {
	all    []ranked
	newest bool // there is more than was ranked
}

// rank returns the ranking that the page is of.
func (d *DB) rank(ctx context.Context, s *search) (*ranking, error) {
	if r := s.recall.ranking; r != nil {
		s.memory = s.recall.id
		return r, nil
	}
	r := &ranking{}
	lo := whole.lo
	n, err := d.countIndex(ctx, looked(s.match), s.most.ranked)
	if err != nil {
		return nil, err
	}
	var few driver // in which all must lie
	if n > s.most.ranked {
		wide := *s
		wide.most.few = wide.most.driver // or what they have may not be among the newest
		c, _, _, err := d.candidates(ctx, &wide)
		if err != nil {
			return nil, err
		}
		if few = c.driver; few.ids == "" {
			r.newest = true
			err := d.reader.QueryRowContext(ctx, `SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?`, s.match, s.most.newest-1).Scan(&lo)
			if err != nil {
				return nil, err
			}
		}
	}
	read := func(tier int8, has map[article.ID]bool, q string, args []any) error {
		return d.read(ctx, q, args, func(scan func(...any) error) error {
			x := ranked{tier: tier}
			if err := scan(&x.id, &x.rank); err != nil {
				return err
			}
			if !has[x.id] {
				r.all = append(r.all, x)
			}
			return nil
		})
	}
	q, args := s.rankSQL(byWeight, s.weigh, lo, few)
	if err := read(0, nil, q, args); err != nil {
		return nil, err
	}
	if s.exact != s.match {
		has := make(map[article.ID]bool, len(r.all))
		for _, x := range r.all {
			has[x.id] = true
		}
		how := byWeight
		if len(r.all) > enoughExact {
			how = unweighed
		}
		q, args := s.rankSQL(how, s.match, lo, few)
		if err := read(1, has, q, args); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(r.all, ranked.compare)
	d.memory.keep(s.recall, func(m *recollection) { m.ranking = r })
	s.memory = s.recall.id
	return r, nil
}

// How what is found is ranked: by the words' weight, more of it in the lead and
// in the title; or not, and what was added last comes first.
const (
	byWeight  = `bm25(search, 1, 4, 10, 0)`
	unweighed = `0.0`
)

// enoughExact is from how many articles with the very words on those with other
// forms are not weighed: it takes longer than the words, and nobody reads as far.
const enoughExact = 100

// rankSQL returns the query for what an expression finds, with its rank.
func (s *search) rankSQL(how, match string, lo article.ID, few driver) (string, []any) {
	hit := `
			SELECT rowid AS id, ` + how + ` AS rank
			FROM search
			WHERE search MATCH ? AND rowid >= ?`
	args := []any{match, lo}
	if few.ids != "" { // a plus, or the index would be asked for each
		hit += ` AND +rowid IN (` + few.ids + `)`
		args = append(args, few.args...)
	}
	if s.indexOnly() {
		hit += notInTrash
		return hit, args
	}
	where, more := s.conditions(whole, true)
	return `
		SELECT hit.id, hit.rank
		FROM (` + hit + `
		) hit CROSS JOIN ` + s.facts() + ` ON a.id = hit.id
		WHERE ` + where, append(args, more...)
}

// notInTrash leaves out what is in the trash where the index alone is asked.
const notInTrash = ` AND +rowid NOT IN (SELECT id FROM article INDEXED BY article_trash WHERE deleted_at IS NOT NULL)`

// indexOnly reports whether the index alone tells what is found, but for the
// trash.
func (p *plan) indexOnly() bool {
	return p.match != "" && !p.trash && !slices.ContainsFunc(p.where, func(c condition) bool { return !c.implied })
}

// page returns the next positions of a list in the direction it is turned, one
// more than the page holds if there are.
func (r *ranking) page(s *search) (found []position) {
	p := s.from.position
	at, there := slices.BinarySearchFunc(r.all, ranked{p.ID, p.Rank, int8(p.Tier)}, ranked.compare)
	next := 1
	if s.back {
		at, next = at-1, -1
	} else if there {
		at++
	}
	for ; at >= 0 && at < len(r.all) && len(found) <= s.limit; at += next {
		x := r.all[at]
		found = append(found, position{ID: x.id, Rank: x.rank, Tier: int(x.tier)})
	}
	return found
}

// A memory holds what takes long to find out about the last few queries, so
// that further pages are of the same list whatever is added meanwhile.
type memory struct {
	mu   sync.Mutex
	last int64
	kept []*recollection // the newest last
}

// memoryLimit is how many queries are remembered; a ranking takes half a
// megabyte at most.
const memoryLimit = 16

// A recollection is what was found out about one query.
type recollection struct {
	id       int64
	key      string
	version  int64 // of the archive's data
	forms    *forms
	findings map[string]finding
	ranking  *ranking
}

// recalled returns a copy of what is remembered of the list id, or of the query
// while the archive is as it was; else what is to be remembered.
func (m *memory) recalled(key string, version, id int64) *recollection {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range slices.Backward(m.kept) {
		if r.key == key && (r.id == id || id == 0 && r.version == version) {
			return r.clone()
		}
	}
	m.last++
	return &recollection{id: m.last, key: key, version: version, findings: map[string]finding{}}
}

func (r *recollection) clone() *recollection {
	out := *r
	out.findings = make(map[string]finding, len(r.findings))
	for k, f := range r.findings {
		out.findings[k] = f
	}
	return &out
}

// keep adds to r, and remembers it.
func (m *memory) keep(r *recollection, add func(*recollection)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	add(r)
	m.kept = slices.DeleteFunc(m.kept, func(k *recollection) bool { return k.id == r.id })
	m.kept = append(m.kept, r.clone())
	if len(m.kept) > memoryLimit {
		m.kept = slices.Delete(m.kept, 0, 1)
	}
}

// remember looks up what is remembered of a query, or of the list a page is
// turned in.
func (d *DB) remember(ctx context.Context, q query.Query, p *plan, id int64) error {
	version, err := d.DataVersion(ctx)
	if err != nil {
		return err
	}
	key := written(q.Root) + "\n" + p.now.Format("2006-01-02")
	if p.trash {
		key += " in the trash"
	}
	p.recall = d.memory.recalled(key, version, id)
	return nil
}
