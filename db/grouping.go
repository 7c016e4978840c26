package db

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"parallax/article"
)

// Ungrouped reports whether there are articles that wait to be grouped into
// stories.
func (d *DB) Ungrouped(ctx context.Context) (found bool, err error) {
	defer describe(ctx, &err, "look for articles without a story")
	_, after, err := d.lastRead(ctx)
	if err != nil {
		return false, err
	}
	err = d.read(ctx, `SELECT EXISTS (SELECT 1 FROM story_waiting) OR EXISTS (SELECT 1 FROM article WHERE version_id > ?)`, []any{after},
		func(scan func(...any) error) error { return scan(&found) })
	return found, err
}

// readForStories is the row of about that names the last version whose vector
// was made, and by what.
const readForStories = "stories"

func (d *DB) lastRead(ctx context.Context) (engine string, last article.VersionID, err error) {
	var value string
	err = d.read(ctx, `SELECT value FROM about WHERE name = ?`, []any{readForStories}, func(scan func(...any) error) error { return scan(&value) })
	engine, version, _ := strings.Cut(value, " ")
	if n, err := strconv.ParseInt(version, 10, 64); err == nil { // what cannot be read is read anew
		last = article.VersionID(n)
	}
	return engine, last, err
}

// Unread lists the articles whose newest version has no vector by that engine,
// in the order they came: at most limit, with the beginnings of their titles and
// without their texts, and how many there are at most.
func (d *DB) Unread(ctx context.Context, engine string, limit int) (articles []article.Article, most int64, err error) {
	defer describe(ctx, &err, "list what is to be grouped")
	by, after, err := d.lastRead(ctx)
	if err != nil {
		return nil, 0, err
	}
	if by != engine {
		after = 0
	}
	err = d.read(ctx, unread, []any{after, limit}, func(scan func(...any) error) error {
		var a article.Article
		err := scan(&a.ID, &a.VersionID, &a.Title, &a.Language, &a.PageType, &most)
		articles = append(articles, a)
		return err
	})
	return articles, most - int64(after), err
}

const unread = `
	SELECT a.id, a.version_id, substr(a.title, 1, 2000), a.language, ` + shownType + `, (SELECT max(version_id) FROM article)
	FROM article a CROSS JOIN version v ON v.id = a.version_id
	WHERE a.version_id > ?
	ORDER BY a.version_id
	LIMIT ?`

// FillText reads text and blocks of the version that a names into a.
func (d *DB) FillText(ctx context.Context, a *article.Article) (err error) {
	defer describe(ctx, &err, fmt.Sprintf("read the text of article %d", a.ID))
	return d.fill(ctx, a)
}

// A Vector is what an article is grouped by, in a form that is the engine's
// own.
type Vector struct {
	Article article.ID
	Version article.VersionID
	Bytes   []byte
}

// SaveVectors keeps the vectors of what Unread listed, in its order and in one
// transaction. Of those articles wait for SaveStories then the new ones and
// those with a new version; what came with its story stays in it, and another
// engine moves nothing.
func (d *DB) SaveVectors(ctx context.Context, engine string, vectors []Vector) (err error) {
	defer describe(ctx, &err, "save what articles are grouped by")
	if len(vectors) == 0 {
		return nil
	}
	return d.update(ctx, func(t *tx) error {
		var same bool
		if _, err := t.get(`SELECT value LIKE ? || ' %' FROM about WHERE name = ?`, []any{engine, readForStories}, &same); err != nil {
			return err
		}
		for _, v := range vectors {
			if err := ctx.Err(); err != nil {
				return err
			}
			_, err := t.exec(`
				INSERT INTO story_waiting (article_id, sort_at)
				SELECT a.id, a.sort_at
				FROM article a
				WHERE a.id = ?1 AND a.deleted_at IS NULL
					AND (NOT EXISTS (SELECT 1 FROM story_member m WHERE m.article_id = ?1)
						OR ?2 AND EXISTS (SELECT 1 FROM story_vector v WHERE v.article_id = ?1))
				ON CONFLICT DO UPDATE SET sort_at = excluded.sort_at`, v.Article, same)
			if err != nil {
				return err
			}
			_, err = t.exec(`
				INSERT INTO story_vector (article_id, bytes) SELECT id, ? FROM article WHERE id = ?
				ON CONFLICT DO UPDATE SET bytes = excluded.bytes`, nonNil(v.Bytes), v.Article)
			if err != nil {
				return err
			}
		}
		return t.setAbout(readForStories, fmt.Sprintf("%s %d", engine, vectors[len(vectors)-1].Version))
	})
}

// A Waiting is an article that waits to be grouped.
type Waiting struct {
	Article article.ID
	at      int64 // its sort_at
}

func (w Waiting) compare(v Waiting) int {
	return cmp.Or(cmp.Compare(w.at, v.at), cmp.Compare(w.Article, v.Article))
}

// Waiting returns the articles that wait to be grouped, oldest first.
func (d *DB) Waiting(ctx context.Context) (waiting []Waiting, err error) {
	defer describe(ctx, &err, "list what is to be grouped")
	err = d.read(ctx, `SELECT article_id, sort_at FROM story_waiting`, nil, func(scan func(...any) error) error {
		var w Waiting
		err := scan(&w.Article, &w.at)
		waiting = append(waiting, w)
		return err
	})
	slices.SortFunc(waiting, Waiting.compare)
	return waiting, err
}

// A Member is an article as grouping into stories sees it.
type Member struct {
	Article  article.ID
	Title    string    // its beginning, if it is very long
	From, To time.Time // the days it can be of, zero for any
	Story    article.StoryID
	Others   bool // its story has other articles
	Pinned   bool // a person put it there
	Waits    bool
	Vector   []byte // nil if there is none
}

// How many articles Neighbours returns: some that wait with those between
// them, and those before and after.
const (
	groupedAtOnce = 2000
	aroundThem    = 2500
)

// Neighbours returns n, how many of the first of those that wait are to be
// grouped together, and in the order of time these and the articles of so many
// days before and after them: where there are too many, those nearest in time.
func (d *DB) Neighbours(ctx context.Context, waiting []Waiting, days int) (ids []article.ID, n int, err error) {
	defer describe(ctx, &err, "read the articles to group")
	if len(waiting) == 0 {
		return nil, 0, nil
	}
	first := waiting[0]
	between, err := d.walk(ctx, walkForward, first.at, first.Article-1, 1<<62, groupedAtOnce)
	if err != nil {
		return nil, 0, err
	}
	n = len(waiting)
	if len(between) == groupedAtOnce {
		last := between[len(between)-1]
		var found bool
		if n, found = slices.BinarySearchFunc(waiting, last, Waiting.compare); found {
			n++
		}
		n = max(n, 1)
	}
	last := waiting[n-1]
	span := int64(days) * 24 * 60 * 60
	for len(between) > 0 && between[len(between)-1].compare(last) > 0 && between[len(between)-1].at > last.at+span {
		between = between[:len(between)-1]
	}
	end := last
	if len(between) > 0 {
		end = between[len(between)-1]
	}
	before, err := d.walk(ctx, walkBack, first.at, first.Article, first.at-span, aroundThem)
	if err != nil {
		return nil, 0, err
	}
	after, err := d.walk(ctx, walkForward, end.at, end.Article, last.at+span, aroundThem)
	if err != nil {
		return nil, 0, err
	}
	slices.Reverse(before)
	for _, w := range slices.Concat(before, between, after) {
		ids = append(ids, w.Article)
	}
	return ids, n, nil
}

// Both walk from an article through time to a limit.
const (
	walkForward = `
	SELECT id, sort_at
	FROM article INDEXED BY article_by_date
	WHERE deleted_at IS NULL AND (sort_at, id) > (?, ?) AND sort_at <= ?
	ORDER BY sort_at, id LIMIT ?`
	walkBack = `
	SELECT id, sort_at
	FROM article INDEXED BY article_by_date
	WHERE deleted_at IS NULL AND (sort_at, id) < (?, ?) AND sort_at >= ?
	ORDER BY sort_at DESC, id DESC LIMIT ?`
)

func (d *DB) walk(ctx context.Context, way string, at int64, id article.ID, to int64, limit int) (found []Waiting, err error) {
	err = d.read(ctx, way, []any{at, id, to, limit}, func(scan func(...any) error) error {
		var w Waiting
		err := scan(&w.Article, &w.at)
		found = append(found, w)
		return err
	})
	return found, err
}

// Undated returns the articles without a date that were added last: they can
// be of any days.
func (d *DB) Undated(ctx context.Context, limit int) (ids []article.ID, err error) {
	defer describe(ctx, &err, "list the articles without a date")
	err = d.read(ctx, undated, []any{limit}, into(&ids))
	return ids, err
}

const undated = `
	SELECT a.id
	FROM article a INDEXED BY article_by_day
	WHERE a.deleted_at IS NULL AND a.day IS NULL
	ORDER BY a.id DESC
	LIMIT ?`

// Members returns articles as grouping sees them, in the order of ids; those in
// the trash and those that are gone are left out.
func (d *DB) Members(ctx context.Context, ids []article.ID) (_ []Member, err error) {
	defer describe(ctx, &err, "read the articles to group")
	found := make(map[article.ID]Member, len(ids))
	err = chunks(ctx, ids, func(list string) error {
		return d.read(ctx, members, []any{list}, func(scan func(...any) error) error {
			var m Member
			var published sql.NullInt64
			var captured int64
			var offset int
			var precision string
			err := scan(&m.Article, &m.Title, &published, &offset, &precision, &captured, &m.Story, &m.Others, &m.Pinned, &m.Waits, &m.Vector)
			m.From, m.To = date(published, offset, precision, "").Days()
			if m.To.IsZero() {
				m.To = time.Unix(captured, 0).UTC() // not published later than that
			}
			found[m.Article] = m
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	out := make([]Member, 0, len(found))
	for _, id := range ids {
		if m, ok := found[id]; ok {
			out = append(out, m)
			delete(found, id)
		}
	}
	return out, nil
}

const members = `
	SELECT a.id, substr(a.title, 1, 300), a.published_at, a.published_offset, a.published_precision, a.captured_at,
		coalesce(m.story_id, 0), coalesce(s.articles > 1, 0), coalesce(m.by_hand, 0),
		EXISTS (SELECT 1 FROM story_waiting w WHERE w.article_id = a.id), v.bytes
	FROM json_each(?) j CROSS JOIN article a ON a.id = j.value
		LEFT JOIN story_member m ON m.article_id = a.id
		LEFT JOIN story s ON s.id = m.story_id
		LEFT JOIN story_vector v ON v.article_id = a.id
	WHERE a.deleted_at IS NULL`

// Sharing returns the articles that share at least two of the words, those with
// most first, at most limit. Words that stand in very many articles do not
// count.
func (d *DB) Sharing(ctx context.Context, words []string, limit int) (ids []article.ID, err error) {
	defer describe(ctx, &err, "look for articles with the same words")
	shared := map[article.ID]int{}
	for _, word := range words {
		const common = 200
		var found []article.ID
		match := anywhere("", phrase(word, false))
		if err := d.read(ctx, `SELECT rowid FROM search WHERE search MATCH ? LIMIT ?`, []any{match, common}, into(&found)); err != nil {
			return nil, err
		}
		if len(found) == common {
			continue
		}
		for _, id := range found {
			shared[id]++
		}
	}
	for id, n := range shared {
		if n > 1 {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b article.ID) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b))
	})
	return ids[:min(len(ids), limit)], nil
}
