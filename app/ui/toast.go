package ui

import (
	"fyne.io/fyne/v2"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// toastView shows what was done, above the status bar.
type toastView struct {
	w       *Window
	content *fyne.Container
	drawn   map[int]*widgets.Toast // by number
}

func newToastView(w *Window) *toastView {
	t := &toastView{w: w, drawn: make(map[int]*widgets.Toast)}
	t.content = &fyne.Container{Layout: bottomCentre{}}
	return t
}

func (t *toastView) refresh() {
	drawn := make(map[int]*widgets.Toast)
	t.content.Objects = nil
	for _, toast := range t.w.lib.Toasts {
		view := t.drawn[toast.Number]
		if view == nil {
			view = t.draw(toast)
		}
		drawn[toast.Number] = view // one that was put away by its cross stays hidden
		t.content.Objects = append(t.content.Objects, view)
	}
	t.drawn = drawn
	t.content.Refresh()
}

func (t *toastView) draw(toast screen.Toast) *widgets.Toast {
	view := widgets.NewToast()
	action, do := "", func() { t.w.lib.Dismiss(toast) }
	if toast.Undo {
		action = text("window.undo")
		do = func() {
			t.w.lib.Dismiss(toast)
			t.w.lib.Undo()
		}
	}
	sentence := say(toast.Text)
	if toast.Bad {
		sentence = warnSign + sentence
	}
	view.Say(sentence, action, do)
	return view
}

// bottomCentre stacks what it holds from the bottom up, in the middle.
type bottomCentre struct{}

func (bottomCentre) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (bottomCentre) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := size.Height - theme.Scaled(40)
	for i := len(objects) - 1; i >= 0; i-- {
		if !objects[i].Visible() {
			continue
		}
		need := objects[i].MinSize()
		width := min(need.Width, size.Width-theme.Scaled(32))
		y -= need.Height
		objects[i].Resize(fyne.NewSize(width, need.Height))
		objects[i].Move(fyne.NewPos((size.Width-width)/2, y))
		y -= theme.Scaled(8)
	}
}
