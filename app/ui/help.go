package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// examples are searches that show what can be asked; each has a sentence in
// the catalogue.
var examples = []struct{ search, key string }{
	{`troops kursk`, "window.help.words"},
	{`"foreign minister"`, "window.help.phrase"},
	{`-japan`, "window.help.not"},
	{`troops OR soldiers`, "window.help.or"},
	{`nuclea*`, "window.help.prefix"},
	{`title:putin`, "window.help.title"},
	{`tag:kursk`, "window.help.tag"},
	{`source:"The Times"`, "window.help.source"},
	{`type:paywall  agency:reuters  section:world`, "window.help.page"},
	{`after:2025-10  before:2025-11-15`, "window.help.dates"},
	{`is:unread  is:starred  is:untagged`, "window.help.is"},
	{`sort:date`, "window.help.sort"},
}

// showHelp shows the search language and the keys.
func (w *Window) showHelp() {
	if w.sheet() != nil {
		return
	}
	left := container.New(column{gap: 5}, heading(text("window.help.search")))
	for _, e := range examples {
		left.Add(container.New(halves{}, widgets.NewShrinkingLabel(e.search, widgets.Look{Face: widgets.SansMedium}),
			widgets.NewShrinkingLabel(text(e.key), widgets.Look{Colour: theme.ColorMuted})))
	}
	right := container.New(column{gap: 5})
	for _, g := range w.commands() {
		right.Add(heading(text(g.name)))
		for _, c := range g.commands {
			right.Add(container.New(halves{}, widgets.NewShrinkingLabel(c.keyText(), widgets.Look{Face: widgets.SansMedium}),
				widgets.NewShrinkingLabel(strings.TrimSuffix(text(c.name), "…"), widgets.Look{Colour: theme.ColorMuted})))
		}
	}
	right.Add(heading(text("window.help.list")))
	for _, k := range []struct{ keys, key string }{
		{"↑ ↓", "window.help.move"},
		{"PageUp, PageDown, Home, End", "window.help.jump"},
		{"Shift, Ctrl", "window.help.several"},
		{"Escape", "window.help.escape"},
	} {
		right.Add(container.New(halves{}, widgets.NewShrinkingLabel(k.keys, widgets.Look{Face: widgets.SansMedium}),
			widgets.NewShrinkingLabel(text(k.key), widgets.Look{Colour: theme.ColorMuted})))
	}
	var s *sheet
	s = w.openSheet(sheetOptions{
		title: text("window.help.heading"), width: 1060, height: 720,
		body:  quiet(container.NewVScroll(container.New(shares{gap: 32}, left, right))),
		right: []fyne.CanvasObject{widgets.NewPrimaryButton(text("window.close"), func() { s.close() })},
	})
	s.enter = s.close
}

// keyText writes the key of a command.
func (c *command) keyText() string {
	var keys []string
	if c.letter != 0 {
		keys = append(keys, string(c.letter))
	}
	if c.key != "" {
		name := string(c.key)
		if c.mod != 0 {
			name = "Ctrl+" + name
		}
		keys = append(keys, name)
	}
	return strings.Join(keys, ", ")
}

func heading(words string) fyne.CanvasObject {
	return widgets.NewPanel(theme.ColorNone, widgets.Insets{Top: 8}, widgets.Edges{},
		widgets.NewLabel(words, widgets.Look{Face: widgets.SansBold}))
}

// halves gives the first of two things two fifths of the width.
type halves struct{}

func (halves) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(theme.Scaled(200), max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

func (halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first := float32(int(size.Width * 0.5))
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(first-8, size.Height))
	objects[1].Move(fyne.NewPos(first, 0))
	objects[1].Resize(fyne.NewSize(size.Width-first, size.Height))
}
