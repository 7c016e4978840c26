package db

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"parallax/internal/message"
	"parallax/internal/query"
	"parallax/internal/text"
)

// names are what the tags, sources and stories that a query names mean.
type names struct {
	tags, sources, stories map[string][]int64 // by the name as typed
}

// names looks up every name in a query.
func (d *DB) names(ctx context.Context, root query.Node) (*names, error) {
	n := &names{tags: map[string][]int64{}, sources: map[string][]int64{}, stories: map[string][]int64{}}
	asked := map[string][]string{}
	collectNames(root, asked)
	if len(asked["tag"]) > 0 {
		if err := d.tagNames(ctx, asked["tag"], n.tags); err != nil {
			return nil, err
		}
	}
	if len(asked["source"]) > 0 {
		if err := d.sourceNames(ctx, asked["source"], n.sources); err != nil {
			return nil, err
		}
	}
	for _, name := range asked["story"] {
		if err := d.storyNames(ctx, name, n.stories); err != nil {
			return nil, err
		}
	}
	return n, nil
}

func collectNames(n query.Node, into map[string][]string) {
	switch n := n.(type) {
	case query.And:
		for _, m := range n {
			collectNames(m, into)
		}
	case query.Or:
		for _, m := range n {
			collectNames(m, into)
		}
	case query.Not:
		collectNames(n.Of, into)
	case query.Filter:
		into[n.Field] = append(into[n.Field], n.Value)
	}
}

// tagNames finds the tags asked for and those below them. A name that ends in
// an asterisk means all that begin with it.
func (d *DB) tagNames(ctx context.Context, asked []string, into map[string][]int64) error {
	return d.read(ctx, `SELECT id, key FROM tag`, nil, func(scan func(...any) error) error {
		var id int64
		var key string
		if err := scan(&id, &key); err != nil {
			return err
		}
		for _, name := range asked {
			want, open := strings.CutSuffix(name, "*")
			want = askedTag(want)
			if key == want || strings.HasPrefix(key, want+"/") || open && strings.HasPrefix(key, want) {
				into[name] = append(into[name], id)
			}
		}
		return nil
	})
}

// askedTag returns the key of the tag that a name stands for as it is typed.
func askedTag(name string) string { return tagKey(strings.Trim(tidyTag(name), "/")) }

// sourceNames finds the sources asked for: those of exactly that name or host,
// otherwise all whose name has these words in a row.
func (d *DB) sourceNames(ctx context.Context, asked []string, into map[string][]int64) error {
	words := make([]string, len(asked))
	exact := make([][]int64, len(asked))
	for i, name := range asked {
		words[i] = " " + text.Index(name) + " "
		if strings.TrimSpace(name) == "" {
			exact[i] = []int64{1} // not named
		}
	}
	err := d.read(ctx, `SELECT id, key, host FROM source WHERE id > 1`, nil, func(scan func(...any) error) error {
		var id int64
		var key, host string
		if err := scan(&id, &key, &host); err != nil {
			return err
		}
		for i, name := range asked {
			want := sourceKey(name)
			switch {
			case want == "":
			case key == want || host != "" && host == strings.TrimPrefix(want, "www."):
				exact[i] = append(exact[i], id)
			case strings.Contains(" "+text.Index(key)+" ", words[i]) && words[i] != "  ":
				into[name] = append(into[name], id)
			}
		}
		return nil
	})
	for i, name := range asked {
		if len(exact[i]) > 0 {
			into[name] = exact[i]
		}
	}
	return err
}

// storyNames finds a story by its number, or those with the words in the title.
func (d *DB) storyNames(ctx context.Context, name string, into map[string][]int64) error {
	if id, err := strconv.ParseInt(name, 10, 64); err == nil {
		into[name] = []int64{id}
		return nil
	}
	words := " " + text.Index(name) + " "
	return d.read(ctx, `SELECT id, title FROM story`, nil, func(scan func(...any) error) error {
		var id int64
		var title string
		if err := scan(&id, &title); err != nil {
			return err
		}
		if strings.Contains(" "+text.Index(title)+" ", words) {
			into[name] = append(into[name], id)
		}
		return nil
	})
}

// missing returns a note for each name that there is not, with the nearest
// name that there is.
func (d *DB) missing(ctx context.Context, root query.Node, n *names) ([]message.Message, error) {
	asked := map[string][]string{}
	collectNames(root, asked)
	var notes []message.Message
	for _, kind := range []struct {
		field, key, list string
		found            map[string][]int64
	}{
		{"tag", "query.no-tag", `SELECT name FROM tag`, n.tags},
		{"source", "query.no-source", `SELECT name FROM source WHERE id > 1`, n.sources},
		{"story", "query.no-story", ``, n.stories},
	} {
		for _, name := range asked[kind.field] {
			if len(kind.found[name]) > 0 {
				continue
			}
			like := ""
			if kind.list != "" {
				var err error
				if like, err = d.nearest(ctx, kind.list, name); err != nil {
					return nil, err
				}
			}
			if like == "" {
				notes = append(notes, message.New(kind.key, "Value", name))
			} else {
				notes = append(notes, message.New(kind.key+"-like", "Value", name, "Like", like))
			}
		}
	}
	return notes, nil
}

// alsoTag returns a note if all that is asked for is a word or phrase that is
// the name of a tag too, or the last part of one: words are looked for in title
// and text, and who wants the tag is told how to ask.
func (d *DB) alsoTag(ctx context.Context, root query.Node) ([]message.Message, error) {
	var name string
	switch n := root.(type) {
	case query.Word:
		if n.In == "" && !n.Prefix {
			name = n.Text
		}
	case query.Phrase:
		if n.In == "" {
			name = n.Text
		}
	}
	want := tagKey(name)
	if want == "" {
		return nil, nil
	}
	var like string
	err := d.reader.QueryRowContext(ctx, `
		SELECT name
		FROM tag
		WHERE key = ?1 OR substr(key, -length(?1) - 1) = '/' || ?1
		ORDER BY key
		LIMIT 1`, want).Scan(&like)
	switch {
	case err == sql.ErrNoRows:
		return nil, nil
	case err != nil:
		return nil, err
	}
	return []message.Message{message.New("query.also-tag", "Tag", like)}, nil
}

// nearest returns the name of a list that is spelled most like name, "" if
// none is near.
func (d *DB) nearest(ctx context.Context, list, name string) (string, error) {
	want := []rune(text.Index(name))
	best, most := "", max(1, min(3, len(want)/3))+1
	err := d.read(ctx, list, nil, func(scan func(...any) error) error {
		var s string
		if err := scan(&s); err != nil {
			return err
		}
		forms := []string{text.Index(s)}
		if i := strings.LastIndexByte(s, '/'); i >= 0 { // a nested tag is also known by its last part
			forms = append(forms, text.Index(s[i:]))
		}
		for _, form := range forms {
			if n := distance(want, []rune(form), most); n < most {
				best, most = s, n
			}
		}
		return nil
	})
	return best, err
}

// distance returns how many letters must be changed, added, left out or changed
// round with their neighbour to make b of a, or limit if it is as many or more.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		before, last, row = last, row, before
		row[0] = i + 1
		for j, y := range b {
			n := last[j]
			if x != y {
				n++
			}
			n = min(n, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x == b[j-1] && a[i-1] == y {
				n = min(n, before[j-1]+1)
			}
			row[j+1] = n
		}
	}
	return min(row[len(b)], limit)
}
