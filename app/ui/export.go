package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"parallax/app"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// showExport asks what to export, how and where to.
func (w *Window) showExport() {
	if w.lib.Empty() || w.sheet() != nil {
		return
	}
	what := w.lib.CanExport()
	var names []string
	for _, k := range what {
		n, more := w.lib.ExportCount(k)
		key := "window.export.what." + string(k)
		if more {
			key += "-over"
		}
		names = append(names, text(key, "Count", n))
	}
	choice := widget.NewRadioGroup(names, nil)
	choice.Required = true
	choice.SetSelected(names[0])

	var formats []string
	for _, f := range app.Formats {
		formats = append(formats, text("window.export.format."+f))
	}
	presets := []string{text("window.export.preset.spreadsheet"), text("window.export.preset.data")}
	preset := widget.NewRadioGroup(presets, nil)
	preset.Required = true
	preset.SetSelected(presets[0])
	tags := widget.NewCheck(text("window.export.tags"), nil)
	csv := container.New(column{gap: 10}, labelled(text("window.export.preset"), preset), tags)
	format := widget.NewRadioGroup(formats, nil)
	format.Required = true
	var s *sheet
	format.OnChanged = func(string) {
		if slices.Index(formats, format.Selected) == 0 {
			csv.Show()
		} else {
			csv.Hide()
		}
		if s != nil {
			s.content.Refresh()
		}
	}
	format.SetSelected(formats[0])

	do := func() {
		kind := app.Formats[slices.Index(formats, format.Selected)]
		opt := app.ExportOptions{Format: kind}
		if kind == "csv" {
			opt.Preset, opt.Tags = [...]string{"spreadsheet", "data"}[slices.Index(presets, preset.Selected)], tags.Checked
		}
		k := what[slices.Index(names, choice.Selected)]
		s.close()
		w.saveAs(text("window.export.file")+"."+kind, func(path string) { w.lib.Export(path, k, opt) })
	}
	s = w.openSheet(sheetOptions{
		title: text("window.export.title"), width: 560,
		body: container.New(column{gap: 14},
			labelled(text("window.export.what"), choice),
			labelled(text("window.export.format"), format),
			csv,
			widgets.NewShrinkingLabel(text("window.export.note"), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})),
		right: []fyne.CanvasObject{
			widgets.NewFlatButton(text("window.cancel"), func() { s.close() }),
			widgets.NewPrimaryButton(text("window.export.do"), do),
		},
	})
	s.enter = do
}

// saveAs asks for a file to write.
func (w *Window) saveAs(name string, do func(path string)) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if err != nil || f == nil {
			return
		}
		path := f.URI().Path()
		_ = f.Close() // the export writes beside and renames over it
		do(path)
	}, w.win)
	d.SetFileName(name)
	w.openDialog(d)
}
