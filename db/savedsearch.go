package db

import (
	"context"
	"fmt"
	"time"

	"parallax/article"
)

// SaveSearch keeps a search under a name; one of that name, however spelled,
// asks the new question from then on. It returns [article.ErrUsage] for a name
// without letters.
func (d *DB) SaveSearch(ctx context.Context, name, query string) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("save the search %q", name))
	if name, err = cleanSearchName(name); err != nil {
		return c, err
	}
	query = cleanText(query)
	err = d.update(ctx, func(t *tx) error {
		id, there, err := t.savedSearch(name)
		if err != nil {
			return err
		}
		if !there {
			_, err := t.insert(&c, searchTable, name, tagKey(name), query, d.now().Unix())
			return err
		}
		if _, err := t.remember(&c, searchTable, id); err != nil {
			return err
		}
		_, err = t.exec(`UPDATE saved_search SET query = ? WHERE id = ?`, query, id)
		return err
	})
	return c, err
}

// RenameSearch gives a saved search another name, or spells it in another way.
// It returns [article.ErrNotFound] if there is none of the old name and
// [article.ErrUsage] if the new one is another's.
func (d *DB) RenameSearch(ctx context.Context, from, to string) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("rename the search %q", from))
	if to, err = cleanSearchName(to); err != nil {
		return c, err
	}
	err = d.update(ctx, func(t *tx) error {
		id, there, err := t.savedSearch(from)
		if err != nil {
			return err
		}
		if !there {
			return article.ErrNotFound
		}
		if other, taken, err := t.savedSearch(to); err != nil {
			return err
		} else if taken && other != id {
			return fmt.Errorf("%w: there is a search of the name %q", article.ErrUsage, to)
		}
		if _, err := t.remember(&c, searchTable, id); err != nil {
			return err
		}
		_, err = t.exec(`UPDATE saved_search SET name = ?, key = ? WHERE id = ?`, to, tagKey(to), id)
		return err
	})
	return c, err
}

// RemoveSearch forgets a saved search. It returns [article.ErrNotFound] if
// there is none of that name.
func (d *DB) RemoveSearch(ctx context.Context, name string) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("remove the search %q", name))
	err = d.update(ctx, func(t *tx) error {
		id, there, err := t.savedSearch(name)
		if err != nil {
			return err
		}
		if !there {
			return article.ErrNotFound
		}
		if _, err := t.remember(&c, searchTable, id); err != nil {
			return err
		}
		_, err = t.exec(`DELETE FROM saved_search WHERE id = ?`, id)
		return err
	})
	return c, err
}

// SavedSearches lists the saved searches by name.
func (d *DB) SavedSearches(ctx context.Context) (out []article.SavedSearch, err error) {
	defer describe(ctx, &err, "list the saved searches")
	err = d.read(ctx, listSearches, nil, func(scan func(...any) error) error {
		var s article.SavedSearch
		var at int64
		err := scan(&s.ID, &s.Name, &s.Query, &at)
		s.Made = time.Unix(at, 0).UTC()
		out = append(out, s)
		return err
	})
	return out, err
}

const listSearches = `SELECT id, name, query, made_at FROM saved_search ORDER BY key`

// savedSearch returns the ID of the search of that name, however spelled.
func (t *tx) savedSearch(name string) (id int64, there bool, err error) {
	if name, err = cleanSearchName(name); err != nil {
		return 0, false, nil // no search has it
	}
	there, err = t.get(`SELECT id FROM saved_search WHERE key = ?`, []any{tagKey(name)}, &id)
	return id, there, err
}

// cleanSearchName returns a name as it is kept.
func cleanSearchName(name string) (string, error) {
	tidy := tidyWords(name)
	if tidy == "" {
		return "", fmt.Errorf("%w: %q is no name for a search", article.ErrUsage, name)
	}
	return tidy, nil
}
