package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
	"parallax/article"
)

// byline stands under the title: who says it and when, as far as known, how
// long it is, and its tags. What is not known can be set right there.
func (v *readerView) byline(r *screen.Reader) fyne.CanvasObject {
	a := &r.Article
	look := widgets.Look{Colour: theme.ColorMuted}
	line := container.New(v.bylineFlow(0))
	word := func(s string) { line.Add(widgets.NewLabel(s, look)) }
	set := func(at string) {
		if !v.w.lib.ReadOnly() {
			word(" — ")
			line.Add(widgets.NewLinkText(text("window.reader.set"), look, func() { v.w.openDetails(at) }))
		}
	}
	if a.Title == "" {
		word(text("window.reader.untitled"))
		set("title")
		word(" · ")
	}
	if len(a.Authors) > 0 {
		word(strings.Join(a.Authors, ", ") + " · ")
	}
	if a.Source != "" {
		word(a.Source)
	} else {
		word(text("window.source.not-named"))
		set("source")
	}
	word(" · ")
	if day := a.Published.Day(); day != "" {
		word(day)
	} else {
		word(text("window.date.none-published"))
		set("date")
	}
	word(" · " + text("window.reader.length", "Count", a.Words, "Minutes", text("window.reader.minutes", "Count", r.Minutes())))
	parts := []fyne.CanvasObject{line, v.tags(a)}
	for _, n := range a.Notes {
		parts = append(parts, widgets.NewShrinkingLabel(text("window.reader.note", "Note", n), widgets.Look{Size: theme.SizeSmall}))
	}
	return container.New(column{gap: 7, top: 4, bottom: 6}, parts...)
}

func (v *readerView) tags(a *article.Article) fyne.CanvasObject {
	tags := container.New(v.bylineFlow(6))
	ids := []article.ID{a.ID}
	for _, t := range a.Tags {
		data := widgets.ChipData{Text: t}
		if v.w.lib.ReadOnly() {
			tags.Add(widgets.NewChip(data, nil))
			continue
		}
		tags.Add(widgets.NewClosableChip(data, func() { v.w.lib.Toggle(screen.TagFilter(t)) }, func() { v.w.lib.UntagThese(ids, t) }))
	}
	if !v.w.lib.ReadOnly() {
		tags.Add(widgets.NewLinkText(text("window.reader.add-tag"), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall}, v.w.showTag))
	}
	return tags
}

// bylineFlow is a flow that has the text laid out again when it needs more
// lines or fewer. The text measures it before it knows its width.
func (v *readerView) bylineFlow(gap float32) flow {
	f := newFlow(gap)
	f.grew = func() {
		v.w.post(func() {
			st := widgets.ReadingStyle()
			if st == v.text.Style() { // another style is what makes it break its lines again
				st.Pad.Bottom++
			}
			v.text.SetStyle(st)
		})
	}
	return f
}
