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
	// What the page says of itself tells on which of its places it says so.
	tip := func(field string) string {
		if where := a.From[field]; where != "" {
			return text("window.reader.from", "Where", where)
		}
		return ""
	}
	said := func(field, s string) { line.Add(widgets.NewTold(s, look, tip(field))) }
	narrow := func(field, s string, f screen.Filter) {
		link := widgets.NewLinkText(s, look, func() { v.w.lib.Toggle(f) })
		link.SetTip(tip(field))
		line.Add(link)
	}
	if a.Title == "" {
		word(text("window.reader.untitled"))
		set("title")
		word(" · ")
	}
	if len(a.Authors) > 0 {
		said("authors", strings.Join(a.Authors, ", "))
		word(" · ")
	}
	if a.Source != "" {
		said("source", a.Source)
	} else {
		word(text("window.source.not-named"))
		set("source")
	}
	if a.Section != "" {
		word(" · ")
		narrow("section", a.Section, screen.SectionFilter(a.Section))
	}
	for i, name := range a.Agencies {
		if i == 0 {
			word(" · " + text("window.reader.credited") + " ")
		} else {
			word(", ")
		}
		narrow("agencies", name, screen.AgencyFilter(name))
	}
	word(" · ")
	if day := a.Published.Day(); day != "" {
		said("published", day)
	} else {
		word(text("window.date.none-published"))
		set("date")
	}
	if day := r.UpdatedDay(); day != "" {
		word(" · ")
		said("updated", text("window.reader.updated", "Day", day))
	}
	word(" · ")
	word(text("window.reader.length", "Count", a.Words, "Minutes", text("window.reader.minutes", "Count", r.Minutes())))
	parts := []fyne.CanvasObject{line, v.tags(a)}
	if !a.PageType.Whole() {
		parts = append([]fyne.CanvasObject{v.pageType(a.PageType)}, parts...)
	}
	if len(a.Keywords) > 0 {
		parts = append(parts, v.keywords(r, tip("keywords")))
	}
	for _, n := range a.Notes {
		parts = append(parts, widgets.NewShrinkingLabel(text("window.reader.note", "Note", n), widgets.Look{Size: theme.SizeSmall}))
	}
	return container.New(column{gap: 7, top: 4, bottom: 6}, parts...)
}

// pageType says what a page is that is no article, or not all of one.
func (v *readerView) pageType(t article.PageType) fyne.CanvasObject {
	line := container.New(v.bylineFlow(8))
	line.Add(widgets.NewChip(widgets.ChipData{Text: say(screen.PageBadge(t)), Tone: widgets.ToneNeutral}, nil))
	look := widgets.Look{Colour: theme.ColorMuted}
	line.Add(widgets.NewLabel(say(screen.PageSaid(t)), look))
	if !v.w.lib.ReadOnly() {
		line.Add(widgets.NewLinkText(text("window.reader.is-article"), look, v.w.lib.IsArticle))
	}
	return line
}

// keywords are those that the page gives; a click finds who else gives one.
func (v *readerView) keywords(r *screen.Reader, tip string) fyne.CanvasObject {
	look := widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall}
	line := container.New(v.bylineFlow(8))
	line.Add(widgets.NewTold(text("window.reader.keywords"), look, tip))
	for _, k := range r.Keywords() {
		line.Add(widgets.NewLinkText(k, look, func() { v.w.lib.Toggle(screen.KeywordFilter(k)) }))
	}
	if more := len(r.Article.Keywords) - len(r.Keywords()); more > 0 {
		line.Add(widgets.NewLabel(text("window.reader.more-keywords", "Count", more), look))
	}
	return line
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
