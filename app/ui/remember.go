package ui

import (
	"fyne.io/fyne/v2"

	"parallax/app/ui/theme"
)

// What is remembered between two sessions, in the preferences of the program.
const (
	prefWidth   = "desk.width"
	prefHeight  = "desk.height"
	prefSidebar = "desk.sidebar"
	prefList    = "desk.list"
	prefSearch  = "search."
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

// applyTheme sets the theme that the preferences ask for.
func (w *Window) applyTheme() { applyTheme(w.app) }

func applyTheme(a fyne.App) {
	p := a.Preferences()
	a.Settings().SetTheme(theme.New(theme.Mode(p.Int(prefMode)), p.Int(prefPercent)))
}

// SetTheme changes colours and text size and remembers them.
func (w *Window) SetTheme(mode theme.Mode, percent int) {
	percent = min(max(percent, theme.MinPercent), theme.MaxPercent)
	p := w.app.Preferences()
	p.SetInt(prefMode, int(mode))
	p.SetInt(prefPercent, percent)
	w.applyTheme()
	w.redraw()
}

// zoom makes the text larger or smaller by steps of ten percent, or as it was
// for 0.
func (w *Window) zoom(steps int) {
	mode, percent := w.theme()
	if steps == 0 {
		percent = 100
	}
	w.SetTheme(mode, percent+10*steps)
}

// theme returns the mode and the text size in percent that are set.
func (w *Window) theme() (theme.Mode, int) {
	p := w.app.Preferences()
	return theme.Mode(p.Int(prefMode)), p.IntWithFallback(prefPercent, 100)
}
