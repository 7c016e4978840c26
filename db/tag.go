package db

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"parallax/article"
)

// Tag puts tags on articles; a tag that is not there is made. It returns
// [article.ErrTagName] for a name that has no letters between its slashes.
func (d *DB) Tag(ctx context.Context, ids []article.ID, names ...string) (c Change, err error) {
	defer describe(ctx, &err, "tag articles")
	if names, err = cleanTags(names); err != nil {
		return c, err
	}
	err = d.update(ctx, func(t *tx) error {
		changed := map[article.ID]bool{}
		for _, name := range names {
			tagID, made, err := t.tagID(name)
			if err != nil {
				return err
			}
			if made {
				c.made = append(c.made, tagID)
			}
			added, err := t.addTag(ctx, tagID, ids)
			if err != nil {
				return err
			}
			c.tagged = append(c.tagged, tagged{tagID, added})
			for _, id := range added {
				changed[id] = true
			}
		}
		c.Articles = len(changed)
		return nil
	})
	return c, err
}

// Untag takes tags off articles. A tag that no article carries any more is
// gone, unless it has a colour.
func (d *DB) Untag(ctx context.Context, ids []article.ID, names ...string) (c Change, err error) {
	defer describe(ctx, &err, "untag articles")
	if names, err = cleanTags(names); err != nil {
		return c, err
	}
	err = d.update(ctx, func(t *tx) error {
		changed := map[article.ID]bool{}
		for _, name := range names {
			row, ok, err := t.tag(name)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			removed, err := t.removeTag(ctx, row.id, ids)
			if err != nil {
				return err
			}
			c.untagged = append(c.untagged, tagged{row.id, removed})
			for _, id := range removed {
				changed[id] = true
			}
			if row.colour != "" {
				continue
			}
			gone, err := t.dropUnused(row)
			if err != nil {
				return err
			}
			if gone {
				c.dropped = append(c.dropped, row)
			}
		}
		c.Articles = len(changed)
		return nil
	})
	return c, err
}

// RenameTag renames a tag and what is below it. Where a new name is there
// already, the two become one, which keeps its colour or takes over the other.
// Change.Articles counts the articles that carry the tag. It returns
// [article.ErrNotFound] if there is no such tag.
func (d *DB) RenameTag(ctx context.Context, from, to string) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("rename tag %q", from))
	names, err := cleanTags([]string{from, to})
	if err != nil {
		return c, err
	}
	err = d.update(ctx, func(t *tx) error {
		moving, err := t.tagsWithin(names[0])
		if err != nil {
			return err
		}
		if len(moving) == 0 {
			return article.ErrNotFound
		}
		c, err = t.moveTags(ctx, moving, func(name string) string {
			return names[1] + dropParts(name, strings.Count(names[0], "/")+1)
		})
		return err
	})
	return c, err
}

// MergeTags makes one tag of several. What is below them is left alone. It
// returns [article.ErrNotFound] if none of the names is a tag.
func (d *DB) MergeTags(ctx context.Context, into string, names ...string) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("merge tags into %q", into))
	names, err = cleanTags(append([]string{into}, names...))
	if err != nil {
		return c, err
	}
	err = d.update(ctx, func(t *tx) error {
		var moving []tagRow
		for _, name := range names[1:] {
			row, ok, err := t.tag(name)
			if err != nil {
				return err
			}
			if ok && !slices.Contains(moving, row) {
				moving = append(moving, row)
			}
		}
		if len(moving) == 0 {
			return article.ErrNotFound
		}
		c, err = t.moveTags(ctx, moving, func(string) string { return names[0] })
		return err
	})
	return c, err
}

// SetTagColour gives a tag a colour, "#rrggbb" or "" for none. A parent that
// no article carries becomes a tag by it. Other colours are [article.ErrUsage].
func (d *DB) SetTagColour(ctx context.Context, name, colour string) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("colour tag %q", name))
	if !isColour(colour) {
		return c, fmt.Errorf("%w: %q is no colour", article.ErrUsage, colour)
	}
	names, err := cleanTags([]string{name})
	if err != nil {
		return c, err
	}
	err = d.update(ctx, func(t *tx) error {
		row, ok, err := t.tag(names[0])
		if err != nil {
			return err
		}
		if !ok {
			below, err := t.tagsWithin(names[0])
			if err != nil {
				return err
			}
			if len(below) == 0 {
				return article.ErrNotFound
			}
			id, _, err := t.tagID(names[0])
			if err != nil {
				return err
			}
			row = tagRow{id: id, name: names[0]}
			c.made = append(c.made, id)
		}
		c.renamed = append(c.renamed, row)
		_, err = t.exec(`UPDATE tag SET colour = ? WHERE id = ?`, strings.ToLower(colour), row.id)
		return err
	})
	return c, err
}

func isColour(s string) bool {
	return s == "" || len(s) == 7 && s[0] == '#' && strings.Trim(strings.ToLower(s[1:]), "0123456789abcdef") == ""
}

// cleanTags returns the names as they are kept.
func cleanTags(names []string) ([]string, error) {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = tidyTag(name)
		for part := range strings.SplitSeq(out[i], "/") {
			if part == "" {
				return nil, fmt.Errorf("%w: %q", article.ErrTagName, name)
			}
		}
	}
	return out, nil
}

// mendTag makes a name of what a file says, without empty parts; "" if nothing
// is left.
func mendTag(name string) string {
	parts := strings.Split(tidyTag(name), "/")
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), "/")
}

// tidyTag trims a name and each of its parts.
func tidyTag(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = tidyWords(p)
	}
	return strings.Join(parts, "/")
}

// tidyWords puts the words of a name on one line, one space between them.
func tidyWords(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(name, "")))
	return strings.Join(strings.Fields(name), " ")
}

// tagKey is the name two spellings of one tag share.
func tagKey(name string) string { return norm.NFC.String(cases.Fold().String(name)) }

// dropParts returns what stands after the first n parts of a name.
func dropParts(name string, n int) string {
	for i := range len(name) {
		if name[i] == '/' {
			if n--; n == 0 {
				return name[i:]
			}
		}
	}
	return ""
}
