package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// showDetails asks for what the file of the open article does not say.
func (w *Window) showDetails() { w.openDetails("title") }

// openDetails is showDetails with the keys at a field.
func (w *Window) openDetails(at string) {
	r := &w.lib.Reader
	if !r.Loaded || w.lib.ReadOnly() || w.sheet() != nil {
		return
	}
	a := r.Article
	title := w.newField(a.Title, text("window.details.title-hint"))
	source := w.newField(a.Source, text("window.details.source-hint"))
	date := w.newField(a.Published.String(), text("window.details.date-hint"))
	authors := w.newField(strings.Join(a.Authors, "; "), text("window.details.authors-hint"))
	note := widgets.NewShrinkingLabel("", widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})
	var s *sheet
	var save *widgets.Button
	check := func(string) {
		ok := screen.CanPublish(date.Text)
		save.SetEnabled(ok)
		if ok {
			note.SetText(text("window.details.kept"))
			note.SetLook(widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})
		} else {
			note.SetText(warnSign + text("window.details.no-date"))
			note.SetLook(widgets.Look{Colour: theme.ColorConflictText, Size: theme.SizeSmall})
		}
	}
	do := func() {
		if !screen.CanPublish(date.Text) {
			return
		}
		s.close()
		var names []string
		for name := range strings.SplitSeq(authors.Text, ";") {
			if name = strings.TrimSpace(name); name != "" {
				names = append(names, name)
			}
		}
		w.lib.SetDetails(a, title.Text, source.Text, date.Text, names)
	}
	save = widgets.NewPrimaryButton(text("window.details.save"), do)
	date.OnChanged = check
	s = w.openSheet(sheetOptions{
		title: text("window.details.title"), width: 560,
		body: container.New(column{gap: 12},
			labelled(text("window.details.title-label"), title),
			labelled(text("window.details.source-label"), source),
			labelled(text("window.details.date-label"), date),
			labelled(text("window.details.authors-label"), authors),
			note),
		right: []fyne.CanvasObject{widgets.NewFlatButton(text("window.cancel"), func() { s.close() }), save},
	})
	s.enter = do
	check("")
	s.focus(map[string]*field{"title": title, "source": source, "date": date}[at])
}
