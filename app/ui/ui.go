// Package ui draws the window: one file a screen, each beside a view-model of
// the same name in app/screen that decides. Here is no choice about data, no
// SQL and no goroutine; words come from the catalogues, colours and sizes from
// the theme. All of it belongs to the goroutine that Fyne draws on.
package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
	"parallax/article"
)

// A Window shows one archive.
type Window struct {
	app     fyne.App
	win     fyne.Window
	archive screen.Archive
	post    func(func())

	lib     *screen.Library
	library *libraryView
	compare *compareView // nil while nothing is compared

	ground  *canvas.Rectangle
	pages   *fyne.Container // the screen that is shown
	toasts  *toastView
	overlay *widgets.Overlay
	sheets  []*sheet // dialogs, the last on top
	report  *reportView
	look    look
	closed  bool
}

// Open shows an archive in a window of a. post runs a function on the goroutine
// that draws. The archive stays open when the window closes.
func Open(a fyne.App, archive screen.Archive, post func(func())) *Window {
	w := &Window{app: a, archive: archive, post: post, look: newLook()}
	w.look.apply(a)
	w.win = a.NewWindow(text("window.title", "Name", screen.FileName(archive.Path())))
	w.win.SetPadded(false)
	w.lib = screen.NewLibrary(archive, post)
	w.lib.Changed = w.changed
	w.library = newLibraryView(w)
	w.toasts = newToastView(w)
	w.overlay = widgets.NewOverlay()
	w.pages = container.NewStack(w.library.content)
	w.ground = canvas.NewRectangle(theme.Color(theme.ColorPage))
	w.win.SetContent(container.New(content{}, w.ground, w.pages, w.toasts.content, w.overlay))
	w.win.Resize(w.rememberedSize())
	w.keys()
	w.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { w.dropped(uris) })
	w.win.SetCloseIntercept(w.Close)
	w.followDesktop()
	w.lib.Start(w.remembered().search)
	w.library.refresh(screen.Everything)
	return w
}

// Window returns the window of Fyne.
func (w *Window) Window() fyne.Window { return w.win }

// Library returns the view-model of the library.
func (w *Window) Library() *screen.Library { return w.lib }

// Comparison returns the view-model of the comparison, nil while there is none.
func (w *Window) Comparison() *screen.Compare {
	if w.compare == nil {
		return nil
	}
	return w.compare.c
}

// Close remembers how the window stood, ends what runs and closes it.
func (w *Window) Close() {
	if w.closed {
		return
	}
	w.closed = true
	w.remember()
	if w.compare != nil {
		w.compare.c.Close()
	}
	w.lib.Close()
	w.overlay.Close()
	w.win.Close()
}

// changed draws what changed in the library.
func (w *Window) changed(p screen.Part) {
	if w.closed {
		return
	}
	w.library.refresh(p)
	if p&screen.PartToast != 0 {
		w.toasts.refresh()
	}
	if p&screen.PartReport != 0 {
		w.showReport()
	}
	w.paint()
}

// paint has the window painted. What is shown for the first time was never
// painted, and the driver does not know yet to which window it belongs.
func (w *Window) paint() { canvas.Refresh(w.ground) }

// show makes page the screen that is seen.
func (w *Window) show(page fyne.CanvasObject) {
	w.pages.Objects = []fyne.CanvasObject{page}
	w.pages.Refresh()
	w.win.Canvas().Unfocus()
	w.paint()
}

// Compare holds articles against each other, the first of them side by side.
func (w *Window) Compare(ids []article.ID) {
	if w.compare != nil {
		w.compare.c.Close()
	}
	w.compare = newCompareView(w, screen.NewCompare(w.archive, w.post, ids))
	w.show(w.compare.content)
}

// Back goes from the comparison to the library.
func (w *Window) Back() {
	if w.compare == nil {
		return
	}
	w.compare.c.Close()
	w.compare = nil
	w.show(w.library.content)
}
