package app

import (
	"context"

	"parallax/article"
	"parallax/db"
)

// Details are what a person sets by hand. A nil field is left as it is; an
// empty value goes back to what was found.
type Details struct {
	Title, Source, Published *string
	Authors                  *[]string
}

// undoDepth is how many changes of a session can be taken back.
const undoDepth = 100

// keep remembers a change for Undo and returns how many articles it changed.
func (a *App) keep(c db.Change, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.undo) == undoDepth {
		a.undo = append(a.undo[:0], a.undo[1:]...)
	}
	a.undo = append(a.undo, c)
	return c.Articles, nil
}

// Undo takes the last change of this session back and returns false if there
// is none.
func (a *App) Undo(ctx context.Context) (bool, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.undo) == 0 {
		return false, nil
	}
	last := len(a.undo) - 1
	if err := a.db.Revert(ctx, a.undo[last]); err != nil {
		return false, err
	}
	a.undo = a.undo[:last]
	return true, nil
}

// Tag puts tags on articles and returns how many articles did not have all of
// them. A tag that is not there is made; [article.ErrTagName] refuses a name.
func (a *App) Tag(ctx context.Context, ids []article.ID, tags ...string) (int, error) {
	return a.keep(a.db.Tag(ctx, ids, tags...))
}

// Untag takes tags off articles and returns how many articles had one.
func (a *App) Untag(ctx context.Context, ids []article.ID, tags ...string) (int, error) {
	return a.keep(a.db.Untag(ctx, ids, tags...))
}

// RenameTag renames a tag with what is below it. Where the new name is there
// already the two become one. It returns how many articles carry the tag.
func (a *App) RenameTag(ctx context.Context, from, to string) (int, error) {
	return a.keep(a.db.RenameTag(ctx, from, to))
}

// SetTagColour gives a tag a colour, "#rrggbb" or "" for none.
func (a *App) SetTagColour(ctx context.Context, tag, colour string) error {
	_, err := a.keep(a.db.SetTagColour(ctx, tag, colour))
	return err
}

// SetStarred stars articles or takes the star away.
func (a *App) SetStarred(ctx context.Context, ids []article.ID, starred bool) (int, error) {
	return a.keep(a.db.SetStarred(ctx, ids, starred))
}

// SetStatus marks articles as read or unread, or moves them to the trash;
// Unread and Read take an article in the trash out of it.
func (a *App) SetStatus(ctx context.Context, ids []article.ID, s article.Status) (int, error) {
	return a.keep(a.db.SetStatus(ctx, ids, s))
}

// MarkRead notes that an unread article was read. Reading is no change that a
// person would take back, so Undo passes it over. What is in the trash stays
// there.
func (a *App) MarkRead(ctx context.Context, id article.ID) error {
	old, err := a.db.Article(ctx, id)
	if err != nil || old.Status != article.Unread {
		return err
	}
	_, err = a.db.SetStatus(ctx, []article.ID{id}, article.Read)
	return err
}

// SetDetails sets by hand what a file does not say or says wrong. What was
// found is kept beside it.
func (a *App) SetDetails(ctx context.Context, id article.ID, d Details) error {
	_, err := a.keep(a.db.SetDetails(ctx, id, db.Details(d)))
	return err
}

// Tags lists the tags of the archive with their counts.
func (a *App) Tags(ctx context.Context) ([]article.Tag, error) { return a.db.Tags(ctx) }
