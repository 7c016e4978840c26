package screen

import (
	"context"
	"errors"
	"slices"
	"strings"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// change makes a change in the archive, then shows its sentence and asks again
// for what is seen. done is given how many articles changed; where it returns
// no message nothing is said. One that reports before its end is shown as a job
// that can be stopped; what it did until then is kept and said.
func (l *Library) change(make func(context.Context, progress.Func) (int, error), done func(n int) Toast) {
	l.work.inOrder(func(ctx context.Context) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		j := &Job{cancel: cancel}
		show := l.showing(j)
		n, err := make(ctx, func(s progress.State) {
			if !s.Final && l.work.ctx.Err() != nil {
				cancel() // who closes the window waits for one part and not for all
			}
			show(s)
		})
		l.work.later(func() {
			l.gone(j)
			if err != nil {
				l.fail(err)
			}
			if err == nil || errors.Is(err, context.Canceled) && n > 0 {
				if t := done(n); !t.Text.IsZero() {
					l.toast(t)
				}
			}
			l.refresh()
		})
	})
}

// Tag puts tags, separated by commas, on the selection.
func (l *Library) Tag(names string) { l.TagThese(l.Selection(), names) }

// TagThese puts tags, separated by commas, on articles.
func (l *Library) TagThese(ids []article.ID, names string) {
	tags := splitTags(names)
	if len(ids) == 0 || len(tags) == 0 {
		return
	}
	l.change(func(ctx context.Context, p progress.Func) (int, error) {
		return l.archive.Tag(ctx, ids, tags, p)
	}, func(n int) Toast {
		return Toast{Text: message.New("window.toast.tagged", "Count", n, "Tags", strings.Join(tags, ", ")), Undo: n > 0}
	})
}

// Untag takes a tag off the selection.
func (l *Library) Untag(name string) { l.UntagThese(l.Selection(), name) }

// UntagThese takes a tag off articles.
func (l *Library) UntagThese(ids []article.ID, name string) {
	if len(ids) == 0 {
		return
	}
	l.change(func(ctx context.Context, p progress.Func) (int, error) {
		return l.archive.Untag(ctx, ids, []string{name}, p)
	}, func(n int) Toast {
		return Toast{Text: message.New("window.toast.untagged", "Count", n, "Tag", name), Undo: n > 0}
	})
}

// RenameTag gives a tag another name. Into a name that is there it is merged.
func (l *Library) RenameTag(from, to string) {
	to = strings.TrimSpace(to)
	if to == "" || to == from {
		return
	}
	if l.Has(TagFilter(from)) {
		l.Toggle(TagFilter(from))
	}
	l.change(func(ctx context.Context, _ progress.Func) (int, error) {
		return l.archive.RenameTag(ctx, from, to)
	}, func(int) Toast {
		return Toast{Text: message.New("window.toast.renamed", "From", from, "To", to), Undo: true}
	})
}

// ColourTag gives a tag a colour, "#rrggbb" or "" for its own.
func (l *Library) ColourTag(name, colour string) {
	l.change(func(ctx context.Context, _ progress.Func) (int, error) {
		return 1, l.archive.SetTagColour(ctx, name, colour)
	}, func(int) Toast { return Toast{} })
}

func splitTags(names string) []string {
	var tags []string
	for name := range strings.SplitSeq(names, ",") {
		if name = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(name), "#")); name != "" && !slices.Contains(tags, name) {
			tags = append(tags, name)
		}
	}
	return tags
}

// SuggestTags returns up to eight tags that fit what was typed after the last
// comma, those that begin with it first.
func (l *Library) SuggestTags(typed string) []string {
	word := strings.ToLower(strings.TrimSpace(typed[strings.LastIndex(typed, ",")+1:]))
	var begin, within []string
	for _, t := range l.Side.Tags {
		name := strings.ToLower(t.Name)
		switch {
		case name == word:
		case strings.HasPrefix(name, word):
			begin = append(begin, t.Name)
		case strings.Contains(name, word):
			within = append(within, t.Name)
		}
	}
	all := append(begin, within...)
	return all[:min(len(all), 8)]
}

// SelectionTags returns the tags of the selected articles that are loaded.
func (l *Library) SelectionTags() []string {
	var tags []string
	for id := range l.selected {
		for _, t := range l.rows.loaded[id].Tags {
			if !slices.Contains(tags, t) {
				tags = append(tags, t)
			}
		}
	}
	slices.Sort(tags)
	return tags
}

// Star stars the selection, or takes the stars away where all have one.
func (l *Library) Star() {
	ids := l.Selection()
	if len(ids) == 0 {
		return
	}
	starred := slices.ContainsFunc(ids, func(id article.ID) bool { return !l.rows.loaded[id].Starred })
	l.change(func(ctx context.Context, p progress.Func) (int, error) {
		return l.archive.SetStarred(ctx, ids, starred, p)
	}, func(n int) Toast {
		if starred {
			return Toast{Text: message.New("window.toast.starred", "Count", n), Undo: n > 0}
		}
		return Toast{Text: message.New("window.toast.unstarred", "Count", n), Undo: n > 0}
	})
}

// MarkRead marks the selection as read, or as unread where all of it is read.
func (l *Library) MarkRead() {
	ids := l.Selection()
	if len(ids) == 0 || l.Search.Place == TheTrash {
		return
	}
	status := article.Unread
	if slices.ContainsFunc(ids, func(id article.ID) bool { return l.rows.loaded[id].Status != article.Read }) {
		status = article.Read
	}
	l.attention.overrule(ids)
	l.change(func(ctx context.Context, p progress.Func) (int, error) {
		return l.archive.SetStatus(ctx, ids, status, p)
	}, func(n int) Toast {
		if status == article.Read {
			return Toast{Text: message.New("window.toast.read", "Count", n), Undo: n > 0}
		}
		return Toast{Text: message.New("window.toast.unread", "Count", n), Undo: n > 0}
	})
}

// Delete moves the selection to the trash; in the trash it does nothing.
func (l *Library) Delete() {
	if l.Search.Place == TheTrash {
		return
	}
	l.move(article.Trash, "window.toast.deleted")
}

// PutBack takes the selection out of the trash.
func (l *Library) PutBack() {
	if l.Search.Place != TheTrash {
		return
	}
	l.move(article.Unread, "window.toast.restored")
}

// move gives the selection a status that takes it out of the list.
func (l *Library) move(to article.Status, key string) {
	ids := l.Selection()
	if len(ids) == 0 {
		return
	}
	l.attention.overrule(ids)
	l.change(func(ctx context.Context, p progress.Func) (int, error) {
		return l.archive.SetStatus(ctx, ids, to, p)
	}, func(n int) Toast {
		l.selectOnly()
		l.Reader = Reader{Hit: -1, Unfolded: l.Reader.Unfolded}
		l.opening.drop()
		return Toast{Text: message.New(key, "Count", n), Undo: n > 0}
	})
}

// Undo takes the last change back.
func (l *Library) Undo() {
	l.change(func(ctx context.Context, p progress.Func) (int, error) {
		undone, err := l.archive.Undo(ctx, p)
		if undone {
			return 1, err
		}
		return 0, err
	}, func(n int) Toast {
		l.dropUndo()
		if n == 0 {
			return Toast{Text: message.New("window.toast.nothing-to-undo")}
		}
		return Toast{Text: message.New("window.toast.undone")}
	})
}

// SetDetails sets by hand what the file of an article does not say. Fields that
// are as they were are left alone.
func (l *Library) SetDetails(a article.Article, title, source, published string, authors []string) {
	var d app.Details
	if title = strings.TrimSpace(title); title != a.Title {
		d.Title = &title
	}
	if source = strings.TrimSpace(source); source != a.Source {
		d.Source = &source
	}
	if published = strings.TrimSpace(published); published != a.Published.String() {
		d.Published = &published
	}
	if !slices.Equal(authors, a.Authors) {
		d.Authors = &authors
	}
	if d == (app.Details{}) {
		return
	}
	l.change(func(ctx context.Context, _ progress.Func) (int, error) {
		return 1, l.archive.SetDetails(ctx, a.ID, d)
	}, func(int) Toast { return Toast{Text: message.New("window.toast.details"), Undo: true} })
}

// IsArticle says by hand that the open page is an article after all.
func (l *Library) IsArticle() {
	id, is := l.Reader.ID, article.ArticlePage
	l.change(func(ctx context.Context, _ progress.Func) (int, error) {
		return 1, l.archive.SetDetails(ctx, id, app.Details{PageType: &is})
	}, func(int) Toast { return Toast{Text: message.New("window.toast.details"), Undo: true} })
}

// SaveSearch keeps the search under a name.
func (l *Library) SaveSearch(name string) {
	query := l.Search.query()
	if name = strings.TrimSpace(name); name == "" || query == "" {
		return
	}
	l.change(func(ctx context.Context, _ progress.Func) (int, error) {
		return 1, l.archive.SaveSearch(ctx, name, query)
	}, func(int) Toast {
		return Toast{Text: message.New("window.toast.search-saved", "Name", name), Undo: true}
	})
}

// RemoveSearch forgets a saved search.
func (l *Library) RemoveSearch(name string) {
	l.change(func(ctx context.Context, _ progress.Func) (int, error) {
		return 1, l.archive.RemoveSearch(ctx, name)
	}, func(int) Toast {
		return Toast{Text: message.New("window.toast.search-removed", "Name", name), Undo: true}
	})
}

// CanPublish reports whether a date typed by hand can be read. An empty one
// goes back to what the file says.
func CanPublish(typed string) bool {
	typed = strings.TrimSpace(typed)
	return typed == "" || !article.ParseDate(typed).IsZero()
}
