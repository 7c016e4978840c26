package screen

import (
	"context"
	"slices"
	"time"

	"parallax/article"
)

// readAfter is how long a person stays on an article until it counts as read.
// Who runs down a list with the arrow keys stays shorter.
const readAfter = 2 * time.Second

// attention is that of a person to the open article.
type attention struct {
	paid    bool
	turn    int          // counts the articles it was given to
	counted []article.ID // that it made read while this list is shown
}

// drop ends the attention to an article: it does not become read by itself.
func (a *attention) drop() {
	a.turn++
	a.paid = false
}

// Attend notes that a person looks at the open article. It counts as read when
// they stay on it. An article that a search put into the reader is not attended
// to before they scroll in it or go to it.
func (l *Library) Attend() {
	a := &l.attention
	if a.paid || l.Reader.ID == 0 || l.ReadOnly() || l.Search.Place == TheTrash {
		return
	}
	a.paid = true
	turn := a.turn
	l.work.after(readAfter, func() {
		if a.turn == turn && l.Reader.Loaded && l.Reader.Article.Status == article.Unread {
			l.countAsRead(l.Reader.ID)
		}
	})
}

// countAsRead marks an article as read without a word and without asking for
// the list again: in a list of what is unread the article stays where it is
// while it is read.
func (l *Library) countAsRead(id article.ID) {
	l.work.inOrder(func(ctx context.Context) {
		err := l.archive.MarkRead(ctx, id)
		l.work.later(func() {
			if err != nil {
				l.fail(err)
				return
			}
			l.attention.counted = append(l.attention.counted, id)
			if s, ok := l.rows.loaded[id]; ok {
				s.Status = article.Read
				l.rows.loaded[id] = s
			}
			if l.Reader.ID == id {
				l.Reader.Article.Status = article.Read
			}
			l.count()
			l.changed(PartList | PartReader)
		})
	})
}

// linger puts what became read by itself back into a list of what is unread,
// where it was in the list before: an article must not leave while it is read.
func linger(query string, ids, before, read []article.ID) []article.ID {
	if !slices.Contains(tokens(query), Unread.words()) {
		return ids
	}
	for i, id := range before {
		if i <= len(ids) && slices.Contains(read, id) && !slices.Contains(ids, id) {
			ids = slices.Insert(ids, i, id)
		}
	}
	return ids
}

// overrule lets what a person said of articles stand, as long as the open one is
// open.
func (a *attention) overrule(ids []article.ID) {
	a.turn++
	a.counted = slices.DeleteFunc(a.counted, func(id article.ID) bool { return slices.Contains(ids, id) })
}
