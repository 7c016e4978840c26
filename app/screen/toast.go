package screen

import (
	"context"
	"errors"
	"slices"
	"time"

	"parallax/app"
	"parallax/internal/message"
)

// How long a toast stays. What went wrong takes longer to read.
const (
	toastTime    = 6 * time.Second
	badToastTime = 15 * time.Second
)

// A Toast says in a corner what was done, or what went wrong.
type Toast struct {
	Text message.Message
	Bad  bool
	Undo bool // it offers to take the change back

	Number int // tells toasts apart
}

// toast shows t for a while. Only the last change offers to be taken back: that
// is the one that Undo means.
func (l *Library) toast(t Toast) {
	if t.Undo {
		l.dropUndo()
	}
	l.toasts++
	t.Number = l.toasts
	l.Toasts = append(l.Toasts, t)
	if len(l.Toasts) > 3 {
		l.Toasts = slices.Delete(l.Toasts, 0, len(l.Toasts)-3)
	}
	l.changed(PartToast)
	stay := toastTime
	if t.Bad {
		stay = badToastTime
	}
	l.work.after(stay, func() { l.Dismiss(t) })
}

// Dismiss takes a toast away.
func (l *Library) Dismiss(t Toast) {
	n := len(l.Toasts)
	l.Toasts = slices.DeleteFunc(l.Toasts, func(o Toast) bool { return o.Number == t.Number })
	if len(l.Toasts) != n {
		l.changed(PartToast)
	}
}

// dropUndo takes the toasts away that offer to take a change back.
func (l *Library) dropUndo() {
	l.Toasts = slices.DeleteFunc(l.Toasts, func(o Toast) bool { return o.Undo })
	l.changed(PartToast)
}

// fail says what went wrong and what to do. That a person stopped something is
// no news to that person.
func (l *Library) fail(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	l.toast(Toast{Text: app.Explain(err), Bad: true})
}

// Say shows a sentence that is no error.
func (l *Library) Say(m message.Message) { l.toast(Toast{Text: m}) }

// Problem says what went wrong, if err is an error.
func (l *Library) Problem(err error) {
	if err != nil {
		l.fail(err)
	}
}
