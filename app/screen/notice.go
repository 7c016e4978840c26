package screen

import (
	"context"
	"slices"

	"parallax/app"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// notice asks what there is to know of the archive.
func (l *Library) notice() {
	ask(l.work, &l.noticing, 0, l.archive.Notices, func(notices []app.Notice, err error) {
		if err != nil {
			l.fail(err)
			return
		}
		l.Notices = notices
		l.changed(PartNotice)
	})
}

// PutAway takes the notices of a kind away.
func (l *Library) PutAway(kind app.NoticeKind) {
	l.Notices = slices.DeleteFunc(l.Notices, func(n app.Notice) bool { return n.Kind == kind })
	l.changed(PartNotice)
}

// Heeding returns what can be done about a notice, zero for nothing.
func (l *Library) Heeding(n app.Notice) message.Message {
	if n.Kind == app.OldIndex && !l.ReadOnly() {
		return message.New("window.notice.reindex")
	}
	return message.Message{}
}

// Heed does what can be done about a notice.
func (l *Library) Heed(n app.Notice) {
	if l.Heeding(n).IsZero() {
		return
	}
	l.PutAway(n.Kind)
	start(l, &Job{}, func(ctx context.Context, p progress.Func) (bool, error) {
		return true, l.archive.Reindex(ctx, p)
	}, func(_ bool, err error) {
		if err != nil {
			l.fail(err)
		} else {
			l.Say(message.New("window.toast.reindexed"))
		}
		l.notice()
		l.search(0)
	})
}
