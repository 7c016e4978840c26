package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	archive "parallax/app"
	"parallax/app/ui"
	"parallax/article"
)

func TestRefusedSaysWhyAndClosesByKey(t *testing.T) {
	a := test.NewTempApp(t)
	win := ui.Refused(a, "/somewhere/letters.parallax", archive.Explain(article.ErrNotArchive))
	closed := false
	win.SetOnClosed(func() { closed = true })
	win.Show()
	if len(test.LaidOutObjects(win.Content())) == 0 {
		t.Error("the window is empty")
	}
	win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !closed {
		t.Error("Escape does not close the window")
	}
}
