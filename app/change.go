package app

import (
	"context"

	"parallax/article"
	"parallax/db"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// Details are what a person sets by hand. A nil field is left as it is; an
// empty value goes back to what was found.
type Details struct {
	Title, Source, Published *string
	Authors                  *[]string
	PageType                 *article.PageType
}

// undoDepth is how many changes of a session can be taken back.
const undoDepth = 100

// changeAtOnce is how many articles are changed in one transaction: few enough
// that stopping is soon and others get to write in between.
const changeAtOnce = 5000

// keep remembers what a person would call one change for Undo and returns how
// many articles it changed.
func (a *App) keep(c db.Change, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	a.remember([]db.Change{c})
	return c.Articles, nil
}

func (a *App) remember(parts []db.Change) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.undo) == undoDepth {
		a.undo = append(a.undo[:0], a.undo[1:]...)
	}
	a.undo = append(a.undo, parts)
}

// inParts makes a change on many articles, some at a time, and returns how many
// changed. Where it is stopped or fails, what was done until then is kept and
// can be taken back as one change.
func (a *App) inParts(ctx context.Context, ids []article.ID, p progress.Func, change func([]article.ID) (db.Change, error)) (n int, err error) {
	var parts []db.Change
	stage, total := message.New("progress.changing"), int64(len(ids))
	for done := 0; done < len(ids) && err == nil; {
		if err = ctx.Err(); err != nil {
			break
		}
		some := ids[done:min(done+changeAtOnce, len(ids))]
		var c db.Change
		if c, err = change(some); err != nil {
			break
		}
		parts = append(parts, c)
		n += c.Articles
		done += len(some)
		p.Report(progress.State{Stage: stage, Done: int64(done), Total: total, Final: done == len(ids)})
	}
	if len(parts) > 0 {
		a.remember(parts)
	}
	return n, err
}

// Undo takes the last change of this session back and returns false if there
// is none. One that is stopped goes on where it was when it is asked for again.
func (a *App) Undo(ctx context.Context, p progress.Func) (bool, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.undo) == 0 {
		return false, nil
	}
	last := len(a.undo) - 1
	parts := a.undo[last]
	total := int64(len(parts))
	for i := len(parts) - 1; i >= 0; i-- {
		if err := a.db.Revert(ctx, parts[i]); err != nil {
			return false, err
		}
		a.undo[last] = parts[:i]
		p.Report(progress.State{Stage: message.New("progress.undoing"), Done: total - int64(i), Total: total, Final: i == 0})
	}
	a.undo = a.undo[:last]
	return true, nil
}

// Tag puts tags on articles and returns how many articles did not have all of
// them. A tag that is not there is made; [article.ErrTagName] refuses a name.
// Like every change of many articles it can be stopped; what was done is kept.
func (a *App) Tag(ctx context.Context, ids []article.ID, tags []string, p progress.Func) (int, error) {
	return a.inParts(ctx, ids, p, func(some []article.ID) (db.Change, error) { return a.db.Tag(ctx, some, tags...) })
}

// Untag takes tags off articles and returns how many articles had one.
func (a *App) Untag(ctx context.Context, ids []article.ID, tags []string, p progress.Func) (int, error) {
	return a.inParts(ctx, ids, p, func(some []article.ID) (db.Change, error) { return a.db.Untag(ctx, some, tags...) })
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
func (a *App) SetStarred(ctx context.Context, ids []article.ID, starred bool, p progress.Func) (int, error) {
	return a.inParts(ctx, ids, p, func(some []article.ID) (db.Change, error) { return a.db.SetStarred(ctx, some, starred) })
}

// SetStatus marks articles as read or unread, or moves them to the trash;
// Unread and Read take an article in the trash out of it.
func (a *App) SetStatus(ctx context.Context, ids []article.ID, s article.Status, p progress.Func) (int, error) {
	return a.inParts(ctx, ids, p, func(some []article.ID) (db.Change, error) { return a.db.SetStatus(ctx, some, s) })
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
