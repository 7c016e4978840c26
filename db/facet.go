package db

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"parallax/article"
	"parallax/internal/query"
)

// Facets are how what a search finds is spread over sources, tags and so on,
// those with most first; months in their order.
type Facets struct {
	Sources   []article.Source
	Tags      []article.Tag   // those articles carry; Within is 0
	Months    []article.Month // oldest first, as Months lists them
	Languages []article.Language
	Stories   []article.Story // of two articles or more in the archive, at most facetStories
	Counted   int             // articles that were looked at
	Capped    bool            // there are more
}

// facetStories is how many stories are told, of those looked at: most articles
// are alone in theirs.
const facetStories, storiesLooked = 100, 5000

// Facets counts what q finds by source, tag, month, language and story. Where
// q finds very many, only as many are counted, and Capped is set.
func (d *DB) Facets(ctx context.Context, q query.Query, page Page) (f Facets, err error) {
	defer describe(ctx, &err, "count by source and tag")
	p, err := d.plan(ctx, q, page.Trash, 0)
	if err != nil || p.nothing {
		return Facets{}, err
	}
	if q.Root == nil && !p.trash {
		return d.allFacets(ctx)
	}
	s := &search{plan: p, most: d.limits, sort: "date"}
	s.from.position = first
	sources, months, languages := map[int64]int{}, map[int64]int{}, map[string]int{}
	tags, stories := map[int64]int{}, map[int64]int{}
	var ids []article.ID
	err = d.inParts(ctx, s, func(c candidates, t stretch) (bool, error) {
		from, args := s.found(c, t, s.most.facets+1-len(ids))
		err := d.read(ctx, from, args, func(scan func(...any) error) error {
			var id article.ID
			var source int64
			var day sql.NullInt64
			var language sql.RawBytes
			if err := scan(&id, &source, &day, &language); err != nil {
				return err
			}
			if ids = append(ids, id); len(ids) > s.most.facets {
				return nil
			}
			sources[source]++
			languages[string(language)]++
			if day.Int64/100%100 > 0 {
				months[day.Int64/100]++
			}
			return nil
		})
		return len(ids) <= s.most.facets, err
	})
	if err != nil {
		return Facets{}, err
	}
	if f.Capped = len(ids) > s.most.facets; f.Capped {
		ids = ids[:s.most.facets]
	}
	f.Counted = len(ids)
	slices.Sort(ids)
	for page := range slices.Chunk(ids, 5000) { // so that a cancel is soon seen
		for _, count := range []struct {
			sql  string
			into map[int64]int
		}{
			{`SELECT x.tag_id FROM json_each(?) j CROSS JOIN article_tag x ON x.article_id = j.value`, tags},
			{`SELECT x.story_id FROM json_each(?) j CROSS JOIN story_member x ON x.article_id = j.value`, stories},
		} {
			err := d.read(ctx, count.sql, []any{list(page)}, func(scan func(...any) error) error {
				var id int64
				err := scan(&id)
				count.into[id]++
				return err
			})
			if err != nil {
				return Facets{}, err
			}
		}
	}
	for language, n := range languages {
		f.Languages = append(f.Languages, article.Language{Code: language, Count: n})
	}
	slices.SortFunc(f.Languages, func(a, b article.Language) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Code, b.Code)) })
	f.Months = monthList(months)
	return f, d.nameFacets(ctx, &f, sources, tags, stories)
}

// monthList returns counts by month (202510), oldest first, with the empty
// months between unless decades are missing.
func monthList(counts map[int64]int) (out []article.Month) {
	last := 0 // months since year 0
	for _, month := range slices.Sorted(maps.Keys(counts)) {
		this := int(month/100*12 + month%100 - 1)
		if last > 0 && this-last <= gapLimit {
			for m := last + 1; m < this; m++ {
				out = append(out, article.Month{Month: monthName(m)})
			}
		}
		out = append(out, article.Month{Month: monthName(this), Count: counts[month]})
		last = this
	}
	return out
}

// nameFacets adds the names of what was counted.
func (d *DB) nameFacets(ctx context.Context, f *Facets, sources, tags, stories map[int64]int) error {
	err := d.read(ctx, `SELECT id, name, host FROM source WHERE id IN (SELECT value FROM json_each(?)) ORDER BY key`, []any{list(most(sources, len(sources)))},
		func(scan func(...any) error) error {
			var id int64
			var s article.Source
			err := scan(&id, &s.Name, &s.Host)
			s.Count = sources[id]
			f.Sources = append(f.Sources, s)
			return err
		})
	if err != nil {
		return err
	}
	err = d.read(ctx, `SELECT id, name, colour FROM tag WHERE id IN (SELECT value FROM json_each(?)) ORDER BY key`, []any{list(most(tags, len(tags)))},
		func(scan func(...any) error) error {
			var id int64
			var t article.Tag
			err := scan(&id, &t.Name, &t.Colour)
			t.Count = tags[id]
			f.Tags = append(f.Tags, t)
			return err
		})
	if err != nil {
		return err
	}
	err = d.read(ctx, `SELECT id, title FROM story WHERE articles > 1 AND id IN (SELECT value FROM json_each(?)) ORDER BY id`, []any{list(most(stories, storiesLooked))},
		func(scan func(...any) error) error {
			var s article.Story
			err := scan(&s.ID, &s.Title)
			s.Count = stories[int64(s.ID)]
			f.Stories = append(f.Stories, s)
			return err
		})
	slices.SortStableFunc(f.Sources, func(a, b article.Source) int { return b.Count - a.Count })
	slices.SortStableFunc(f.Tags, func(a, b article.Tag) int { return b.Count - a.Count })
	slices.SortStableFunc(f.Stories, func(a, b article.Story) int { return b.Count - a.Count })
	f.Stories = f.Stories[:min(facetStories, len(f.Stories))]
	return err
}

// most returns the IDs that were counted most, at most n.
func most(counts map[int64]int, n int) []int64 {
	ids := make([]int64, 0, len(counts))
	for id := range counts {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b int64) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
	return ids[:min(n, len(ids))]
}

// allFacets tells of all articles what is counted as they come and go.
func (d *DB) allFacets(ctx context.Context) (f Facets, err error) {
	if f.Sources, err = d.Sources(ctx, 0); err != nil {
		return f, err
	}
	if f.Tags, err = d.Tags(ctx); err != nil {
		return f, err
	}
	f.Tags = slices.DeleteFunc(f.Tags, func(t article.Tag) bool { return t.Count == 0 })
	for i := range f.Tags {
		f.Tags[i].Within = 0
	}
	slices.SortStableFunc(f.Tags, func(a, b article.Tag) int { return b.Count - a.Count })
	if f.Months, err = d.Months(ctx); err != nil {
		return f, err
	}
	err = d.read(ctx, `SELECT key, n FROM tally WHERE facet = 'language' AND n > 0 ORDER BY n DESC, key`, nil, func(scan func(...any) error) error {
		var l article.Language
		err := scan(&l.Code, &l.Count)
		f.Languages = append(f.Languages, l)
		return err
	})
	if err != nil {
		return f, err
	}
	if f.Stories, err = d.Stories(ctx, facetStories); err != nil {
		return f, err
	}
	f.Stories = slices.DeleteFunc(f.Stories, func(s article.Story) bool { return s.Count < 2 })
	counts, err := d.Counts(ctx)
	f.Counted = counts.All
	return f, err
}
