package app

import (
	"context"

	"parallax/article"
	"parallax/db"
)

// AddNote writes a note about an article and returns it with its number.
func (a *App) AddNote(ctx context.Context, id article.ID, text string) (article.Note, error) {
	n, c, err := a.db.AddNote(ctx, id, text)
	_, err = a.keep(c, err)
	return n, err
}

// RemoveNote takes a note away.
func (a *App) RemoveNote(ctx context.Context, note int64) error {
	return a.keepOnly(a.db.RemoveNote(ctx, note))
}

// Notes lists the notes of an article, oldest first.
func (a *App) Notes(ctx context.Context, id article.ID) ([]article.Note, error) {
	if _, err := a.db.Article(ctx, id); err != nil {
		return nil, err
	}
	return a.db.Notes(ctx, id)
}

// SaveSearch keeps a search under a name; one of that name asks the new
// question from then on.
func (a *App) SaveSearch(ctx context.Context, name, text string) error {
	return a.keepOnly(a.db.SaveSearch(ctx, name, text))
}

// RenameSearch gives a saved search another name.
func (a *App) RenameSearch(ctx context.Context, from, to string) error {
	return a.keepOnly(a.db.RenameSearch(ctx, from, to))
}

// RemoveSearch forgets a saved search.
func (a *App) RemoveSearch(ctx context.Context, name string) error {
	return a.keepOnly(a.db.RemoveSearch(ctx, name))
}

// SavedSearches lists the saved searches by name.
func (a *App) SavedSearches(ctx context.Context) ([]article.SavedSearch, error) {
	return a.db.SavedSearches(ctx)
}

func (a *App) keepOnly(c db.Change, err error) error {
	_, err = a.keep(c, err)
	return err
}
