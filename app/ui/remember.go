package ui

import "fyne.io/fyne/v2"

// What is remembered between two sessions, in the preferences of the program.
const (
	prefWidth   = "desk.width"
	prefHeight  = "desk.height"
	prefSidebar = "desk.sidebar"
	prefList    = "desk.list"
	prefSearch  = "search."
	prefAway    = "away."
	prefMode    = "theme.mode"
	prefPercent = "theme.percent"
	prefFolder  = "folder"
)

// The sizes of a window that was never opened before.
const (
	startWidth    = 1440
	startHeight   = 900
	startSidebar  = 231
	startList     = 391
	leastWidth    = 400
	leastHeight   = 300
	startEvidence = 372
)

// remembered is how the window stood when it was closed last.
type remembered struct {
	sidebar, list float32
	search        string
}

func (w *Window) remembered() remembered {
	p := w.app.Preferences()
	share := float64(min(1, w.rememberedSize().Width/startWidth)) // a small window has small panels
	return remembered{
		sidebar: float32(p.FloatWithFallback(prefSidebar, startSidebar*share)),
		list:    float32(p.FloatWithFallback(prefList, startList*share)),
		search:  p.String(prefSearch + w.archive.Path()),
	}
}

func (w *Window) rememberedSize() fyne.Size {
	p := w.app.Preferences()
	return fyne.NewSize(
		max(leastWidth, float32(p.FloatWithFallback(prefWidth, startWidth))),
		max(leastHeight, float32(p.FloatWithFallback(prefHeight, startHeight))),
	)
}

func (w *Window) remember() {
	p := w.app.Preferences()
	if size := w.win.Canvas().Size(); size.Width >= leastWidth && size.Height >= leastHeight {
		p.SetFloat(prefWidth, float64(size.Width))
		p.SetFloat(prefHeight, float64(size.Height))
	}
	p.SetString(prefSearch+w.archive.Path(), w.lib.SavedSearch())
}

// putAway remembers that a person has read a notice on this archive.
func (w *Window) putAway(notice string) {
	w.app.Preferences().SetBool(prefAway+notice+"."+w.archive.Path(), true)
}

func (w *Window) wasPutAway(notice string) bool {
	return w.app.Preferences().Bool(prefAway + notice + "." + w.archive.Path())
}
