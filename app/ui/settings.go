package ui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// showSettings offers colours and text size; both change at once.
func (w *Window) showSettings() {
	if w.sheet() != nil {
		return
	}
	mode, percent := w.theme()
	modes := []theme.Mode{theme.System, theme.Light, theme.Dark}
	names := []string{text("window.settings.system"), text("window.settings.light"), text("window.settings.dark")}
	choice := widget.NewRadioGroup(names, nil)
	choice.Horizontal, choice.Required = true, true
	choice.SetSelected(names[slices.Index(modes, mode)])
	choice.OnChanged = func(string) {
		_, percent := w.theme()
		w.SetTheme(modes[slices.Index(names, choice.Selected)], percent)
	}
	size := widgets.NewLabel("", widgets.Look{})
	show := func(percent int) { size.SetText(text("window.settings.percent", "Percent", strconv.Itoa(percent))) }
	slider := widget.NewSlider(theme.MinPercent, theme.MaxPercent)
	slider.Step = 10
	slider.SetValue(float64(percent))
	slider.OnChanged = func(v float64) { show(int(v)) }
	slider.OnChangeEnded = func(v float64) {
		mode, _ := w.theme()
		w.SetTheme(mode, int(v))
	}
	show(percent)
	var s *sheet
	s = w.openSheet(sheetOptions{
		title: text("window.settings.title"), width: 480,
		body: container.New(column{gap: 16},
			labelled(text("window.settings.colours"), choice),
			labelled(text("window.settings.size"), container.NewBorder(nil, nil, nil, size, slider)),
			widgets.NewShrinkingLabel(text("window.settings.archive", "Path", homely(w.lib.Path())), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})),
		right: []fyne.CanvasObject{widgets.NewPrimaryButton(text("window.close"), func() { s.close() })},
	})
	s.enter = s.close
}
