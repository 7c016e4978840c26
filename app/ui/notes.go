package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// notesView says over the list what of the search could not be used, and what
// may have been meant, to be clicked.
type notesView struct {
	w       *Window
	content *widgets.Panel
	column  *fyne.Container
	said    []string
}

func newNotesView(w *Window) *notesView {
	v := &notesView{w: w, column: container.New(column{gap: 4})}
	v.content = widgets.NewPanel(theme.ColorBand, widgets.Inset(7, 14), widgets.Edges{Bottom: true}, v.column)
	v.content.Hide()
	return v
}

func (v *notesView) refresh() {
	l := v.w.lib
	var said []string
	var parts []fyne.CanvasObject
	small := widgets.Look{Size: theme.SizeSmall, Colour: theme.ColorText}
	for _, n := range l.Search.Notes {
		sentence, query := say(n), l.Suggested(n)
		said = append(said, sentence+query)
		if query == "" {
			parts = append(parts, widgets.NewPlainParagraph(sentence, small))
			continue
		}
		key := "window.search.suggest"
		if n.Key == "query.also-tag" {
			key = "window.search.also"
		}
		link := widgets.NewLinkText(text(key, "Query", query), widgets.Look{}, func() { l.Ask(query) })
		link.SetTip(sentence)
		parts = append(parts, link)
	}
	if slices.Equal(said, v.said) {
		return
	}
	v.said = said
	v.column.Objects = parts
	show(v.content, len(parts) > 0)
	v.w.library.list.content.Refresh()
	v.w.library.list.content.Refresh() // a paragraph knows its height when it knows its width
}
