package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// showSaveSearch asks for the name under which the search is kept.
func (w *Window) showSaveSearch() {
	query := w.lib.Query()
	if query == "" {
		return
	}
	entry := w.newField("", text("window.search.name"))
	var s *sheet
	do := func() {
		s.close()
		w.lib.SaveSearch(entry.Text)
	}
	s = w.openSheet(sheetOptions{
		title: text("window.search.save-title"), width: 460,
		body: container.New(column{gap: 8}, entry,
			widgets.NewShrinkingLabel(query, widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})),
		right: []fyne.CanvasObject{
			widgets.NewFlatButton(text("window.cancel"), func() { s.close() }),
			widgets.NewPrimaryButton(text("window.search.save-do"), do),
		},
	})
	s.enter = do
	s.focus(entry)
}
