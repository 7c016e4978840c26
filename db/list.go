package db

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"parallax/article"
)

// Counts is how many articles an archive holds. But for Trash, what is in the
// trash is not counted.
type Counts struct {
	All, Unread, Starred, Untagged, Trash int
	Stories                               int // of two articles or more
}

// Counts counts what the archive holds.
func (d *DB) Counts(ctx context.Context) (c Counts, err error) {
	defer describe(ctx, &err, "count the articles")
	err = d.read(ctx, `SELECT facet, n FROM tally WHERE facet IN ('all', 'unread', 'starred', 'untagged', 'trash', 'stories') AND key = 0`, nil,
		func(scan func(...any) error) error {
			var facet string
			var n int
			if err := scan(&facet, &n); err != nil {
				return err
			}
			*map[string]*int{"all": &c.All, "unread": &c.Unread, "starred": &c.Starred, "untagged": &c.Untagged, "trash": &c.Trash, "stories": &c.Stories}[facet] = n
			return nil
		})
	return c, err
}

// Tags lists the tags by name, and with them the parents that no article
// carries itself.
func (d *DB) Tags(ctx context.Context) (_ []article.Tag, err error) {
	defer describe(ctx, &err, "list the tags")
	type keyed struct {
		article.Tag
		key string
	}
	var all []keyed
	there := map[string]bool{} // by key
	err = d.read(ctx, listTags, nil, func(scan func(...any) error) error {
		var t keyed
		err := scan(&t.Name, &t.key, &t.Colour, &t.Count)
		all, there[t.key] = append(all, t), true
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, t := range all { // as it is now: parents are appended
		for i := strings.LastIndexByte(t.Name, '/'); i >= 0; i = strings.LastIndexByte(t.Name[:i], '/') {
			key := tagKey(t.Name[:i])
			if there[key] {
				break // its own are listed too, or will be
			}
			all, there[key] = append(all, keyed{article.Tag{Name: t.Name[:i]}, key}), true
		}
	}
	within, err := d.tallies(ctx, "path")
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Within = within[pathOf(all[i].key)]
		all[i].key = strings.ReplaceAll(all[i].key, "/", "\x00") // a/b comes after a, before a-b
	}
	slices.SortFunc(all, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	out := make([]article.Tag, len(all))
	for i := range all {
		out[i] = all[i].Tag
	}
	return out, nil
}

const listTags = `
	SELECT t.name, t.key, t.colour, y.n
	FROM tag t LEFT JOIN tally y ON y.facet = 'tag' AND y.key = +t.id
	ORDER BY t.key`

// Sources lists the sources with articles, those with most first; at most
// limit of them, all if limit is 0. The one without a name is "not named".
func (d *DB) Sources(ctx context.Context, limit int) (_ []article.Source, err error) {
	defer describe(ctx, &err, "list the sources")
	var out []article.Source
	err = d.read(ctx, listSources, []any{noLimit(limit)}, func(scan func(...any) error) error {
		var s article.Source
		err := scan(&s.Name, &s.Host, &s.Count)
		out = append(out, s)
		return err
	})
	return out, err
}

const listSources = `
	SELECT o.name, o.host, y.n
	FROM tally y CROSS JOIN source o ON o.id = y.key
	WHERE y.facet = 'source' AND y.n > 0
	ORDER BY y.n DESC, o.key
	LIMIT ?`

// noLimit turns 0 into SQLite's word for all.
func noLimit(limit int) int {
	if limit <= 0 {
		return -1
	}
	return limit
}

// gapLimit is how many empty months Months adds between two that are not.
// Beyond it a date is wrong rather than old.
const gapLimit = 12 * 50

// Months lists how many articles were published in each month, oldest first;
// empty months between others are listed too, unless decades are missing.
func (d *DB) Months(ctx context.Context) (_ []article.Month, err error) {
	defer describe(ctx, &err, "count the months")
	var out []article.Month
	last := 0 // months since year 0
	err = d.read(ctx, `SELECT key, n FROM tally WHERE facet = 'month' AND n > 0 ORDER BY key`, nil, func(scan func(...any) error) error {
		var month, n int
		if err := scan(&month, &n); err != nil {
			return err
		}
		this := month/100*12 + month%100 - 1
		if last > 0 && this-last <= gapLimit {
			for m := last + 1; m < this; m++ {
				out = append(out, article.Month{Month: monthName(m)})
			}
		}
		out = append(out, article.Month{Month: monthName(this), Count: n})
		last = this
		return nil
	})
	slices.SortStableFunc(out, func(a, b article.Month) int { return cmp.Compare(a.Month, b.Month) })
	return out, err
}

func monthName(m int) string { return fmt.Sprintf("%04d-%02d", m/12, m%12+1) }
