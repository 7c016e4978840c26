package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
	"parallax/internal/message"
)

// Refused shows in a window of a why the archive at path was not opened: who
// clicked on a file sees no terminal.
func Refused(a fyne.App, path string, why message.Message) fyne.Window {
	colours := newLook()
	colours.apply(a)
	win := a.NewWindow(text("window.title", "Name", text("window.refused.name")))
	title := widgets.NewShrinkingLabel(text("window.refused.title"), widgets.Look{Face: widgets.SansBold, Size: theme.SizeTitle})
	reason := widgets.NewPlainParagraph(why.String(), widgets.Look{Colour: theme.ColorText})
	file := widgets.NewPlainParagraph(homely(path), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})
	closing := widgets.NewPrimaryButton(text("window.close"), win.Close)
	win.SetContent(container.NewStack(
		canvas.NewRectangle(theme.Color(theme.ColorPage)),
		container.New(cornerless{}, container.New(column{gap: 14}, title, reason, file, container.NewHBox(closing))),
	))
	win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape || e.Name == fyne.KeyReturn {
			win.Close()
		}
	})
	win.Resize(fyne.NewSize(640, 300))
	return win
}
