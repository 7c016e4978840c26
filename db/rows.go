package db

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"parallax/article"
	"parallax/internal/query"
)

// Rows returns what a list shows of articles, in the order of ids; one that is
// gone is left out. Where q has words, each comes with the words around them.
func (d *DB) Rows(ctx context.Context, ids []article.ID, q query.Query) (_ []article.Summary, err error) {
	defer describe(ctx, &err, "list articles")
	at := make(map[article.ID]*article.Summary, len(ids))
	args := []any{list(ids)}
	err = d.read(ctx, `
		SELECT a.id, a.title, a.opening, o.name, a.host, v.url, a.language, v.imported_from,
			a.published_at, a.published_offset, a.published_precision, a.published_raw, a.captured_at,
			a.words, a.read_at IS NOT NULL, a.deleted_at, a.starred, coalesce(m.story_id, 0),
			coalesce(a.copy_of, 0), a.likeness, (SELECT count(*) FROM version w WHERE w.article_id = a.id), a.simplified, a.residue, `+shownType+`
		FROM article a
			JOIN source o ON o.id = a.source_id
			JOIN version v ON v.id = a.version_id
			LEFT JOIN story_member m ON m.article_id = a.id
		WHERE a.id IN (SELECT value FROM json_each(?))`, args, func(scan func(...any) error) error {
		s, err := scanSummary(scan)
		at[s.ID] = &s
		return err
	})
	if err != nil {
		return nil, err
	}
	err = d.read(ctx, tagsOf, args, func(scan func(...any) error) error {
		var id article.ID
		var name string
		if err := scan(&id, &name); err != nil {
			return err
		}
		if s := at[id]; s != nil {
			s.Tags = append(s.Tags, name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := d.storyCounts(ctx, at); err != nil {
		return nil, err
	}
	if q.HasWords() {
		if err := d.snippets(ctx, args, q, at); err != nil {
			return nil, err
		}
	}
	out := make([]article.Summary, 0, len(ids))
	for _, id := range ids {
		if s := at[id]; s != nil {
			out = append(out, *s)
		}
	}
	return out, nil
}

// listedTitle is how much of a title a list shows, in bytes: a file may call a
// whole page its title.
const listedTitle = 1000

func scanSummary(scan func(...any) error) (s article.Summary, err error) {
	var precision, raw, residue string
	var published, deleted sql.NullInt64
	var captured int64
	var offset int
	var read bool
	err = scan(&s.ID, &s.Title, &s.Opening, &s.Source, &s.Host, &s.URL, &s.Language, &s.ImportedFrom,
		&published, &offset, &precision, &raw, &captured,
		&s.Words, &read, &deleted, &s.Starred, &s.StoryID,
		&s.CopyOf, &s.Likeness, &s.Versions, &s.Simplified, &residue, &s.PageType)
	if err != nil {
		return s, err
	}
	s.Title = cutWords(s.Title, listedTitle)
	s.Published = date(published, offset, precision, raw)
	s.Captured = time.Unix(captured, 0).UTC()
	s.Status, s.Deleted = status(read, deleted)
	for kind := range strings.FieldsSeq(residue) {
		s.Residue = append(s.Residue, article.ResidueKind(kind))
	}
	return s, nil
}

// storyCounts sets how many articles the stories of the summaries have.
func (d *DB) storyCounts(ctx context.Context, at map[article.ID]*article.Summary) error {
	counts := map[article.StoryID]int{}
	for _, s := range at {
		if s.StoryID != 0 {
			counts[s.StoryID] = 0
		}
	}
	stories := make([]article.StoryID, 0, len(counts))
	for id := range counts {
		stories = append(stories, id)
	}
	if len(stories) == 0 {
		return nil
	}
	err := d.read(ctx, `SELECT id, articles FROM story WHERE id IN (SELECT value FROM json_each(?))`, []any{list(stories)}, func(scan func(...any) error) error {
		var id article.StoryID
		var n int
		err := scan(&id, &n)
		counts[id] = n
		return err
	})
	for _, s := range at {
		s.StoryCount = counts[s.StoryID]
	}
	return err
}

// snippets sets the words around the hits.
func (d *DB) snippets(ctx context.Context, args []any, q query.Query, at map[article.ID]*article.Summary) error {
	titles, texts := map[string]query.Finder{}, map[string]query.Finder{} // by language
	for _, s := range at {
		if _, ok := titles[s.Language]; !ok {
			titles[s.Language] = query.NewFinder(q, "title", s.Language)
			texts[s.Language] = query.NewFinder(q, "", s.Language)
		}
		s.TitleHits = titles[s.Language].Spans(s.Title)
	}
	return d.read(ctx, `
		SELECT a.id, b.codec, b.text
		FROM article a JOIN body b ON b.version_id = a.version_id
		WHERE a.id IN (SELECT value FROM json_each(?))`, args, func(scan func(...any) error) error {
		var id article.ID
		var codec int
		var packed []byte
		if err := scan(&id, &codec, &packed); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		text, err := d.packer.unpack(ctx, codec, packed)
		if err != nil {
			return nil // a list is shown all the same; reading the article says what is wrong
		}
		if s := at[id]; s != nil {
			s.Snippet, s.Hits = snippet(head(string(text), snippetSearched), texts[s.Language])
		}
		return nil
	})
}
