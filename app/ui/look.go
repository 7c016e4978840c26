package ui

import (
	"os"
	"runtime"

	"fyne.io/fyne/v2"

	"parallax/app/ui/theme"
)

// look is how the window follows the desktop between light and dark.
type look struct {
	told    bool // the desktop said which of them it wants
	setting bool // the theme changes because of the window itself
}

// newLook returns the look before anything was heard. On Linux a portal tells,
// some time after the start or never, and until then Fyne takes the desktop for
// dark; so it is light until it is told.
func newLook() look {
	return look{told: runtime.GOOS == "windows" || runtime.GOOS == "darwin" || os.Getenv("FYNE_THEME") != ""}
}

// apply sets the theme that the preferences ask for.
func (l *look) apply(a fyne.App) {
	p := a.Preferences()
	mode := theme.Mode(p.Int(prefMode))
	if mode == theme.System && !l.told {
		mode = theme.Light
	}
	l.setting = true
	a.Settings().SetTheme(theme.New(mode, p.Int(prefPercent)))
	l.setting = false
}

// followDesktop changes colours when the desktop does.
func (w *Window) followDesktop() {
	w.app.Settings().AddListener(func(fyne.Settings) {
		if w.look.setting || w.closed {
			return
		}
		w.look.told = true
		w.post(func() {
			if !w.closed {
				w.restyle()
			}
		})
	})
}

// restyle sets the theme anew and draws everything in it.
func (w *Window) restyle() {
	w.look.apply(w.app)
	w.redraw()
}

// SetTheme changes colours and text size and remembers them.
func (w *Window) SetTheme(mode theme.Mode, percent int) {
	percent = min(max(percent, theme.MinPercent), theme.MaxPercent)
	p := w.app.Preferences()
	p.SetInt(prefMode, int(mode))
	p.SetInt(prefPercent, percent)
	w.restyle()
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
