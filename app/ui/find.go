package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// findView looks for words in the text that is read.
type findView struct {
	w       *Window
	content fyne.CanvasObject
	text    *widgets.Text
	words   *findField
	found   *widgets.Label
	above   *fyne.Container // what has to make room for it
}

// newFindView returns the view for a text, hidden.
func newFindView(w *Window, t *widgets.Text) *findView {
	v := &findView{w: w, text: t}
	v.words = &findField{view: v}
	v.words.ExtendBaseWidget(v.words)
	v.words.PlaceHolder = text("window.find.hint")
	v.words.OnChanged = func(words string) {
		v.text.Find(words)
		v.refresh()
	}
	v.words.OnSubmitted = func(string) { v.step(1) }
	v.found = widgets.NewLabel("", widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})
	v.content = widgets.NewPanel(theme.ColorBand, widgets.Inset(6, 20), widgets.Edges{Bottom: true},
		container.NewBorder(nil, nil, nil, row(
			v.found,
			widgets.NewSignButton("↑", func() { v.step(-1) }),
			widgets.NewSignButton("↓", func() { v.step(1) }),
			widgets.NewSignButton("×", v.close),
		), v.words))
	v.content.Hide()
	return v
}

// open shows it and brings the keys to it.
func (v *findView) open() {
	v.content.Show()
	v.above.Refresh()
	v.w.win.Canvas().Focus(v.words)
	v.words.TypedShortcut(&fyne.ShortcutSelectAll{})
	v.again()
	v.w.paint()
}

// close hides it and what it found.
func (v *findView) close() {
	if !v.content.Visible() {
		return
	}
	v.content.Hide()
	v.text.Find("")
	v.above.Refresh()
	v.w.win.Canvas().Unfocus()
}

// again looks for the same words, in another text.
func (v *findView) again() {
	if v.content.Visible() {
		v.text.Find(v.words.Text)
		v.refresh()
	}
}

func (v *findView) step(by int) {
	if by > 0 {
		v.text.FindNext()
	} else {
		v.text.FindPrevious()
	}
	v.refresh()
}

func (v *findView) refresh() {
	at, of := v.text.Found()
	switch {
	case v.words.Text == "":
		v.found.SetText("")
	case of == 0:
		v.found.SetText(text("window.find.nothing"))
	default:
		v.found.SetText(text("window.find.of", "Number", at+1, "Total", of))
	}
	v.content.Refresh()
}

// A findField is the field of a findView: Escape closes it.
type findField struct {
	widget.Entry
	view *findView
}

// TypedKey handles Escape.
func (f *findField) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape {
		f.view.close()
		return
	}
	f.Entry.TypedKey(ev)
}

// TypedShortcut edits the words, or does what the window knows.
func (f *findField) TypedShortcut(s fyne.Shortcut) { widgets.EditOrPass(f, &f.Entry, s) }
