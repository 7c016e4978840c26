package ui

import (
	"image/color"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// sidebarView is the column at the left: places, stories, tags, sources and
// months, each of which narrows the list.
type sidebarView struct {
	w       *Window
	content fyne.CanvasObject
	column  *fyne.Container
	rows    []screen.SideRow
	drawn   []fyne.CanvasObject // one a row
	time    *widgets.SectionHeader
	months  *widgets.MonthBars
	span    *widgets.Label
	shown   []string // the months of the bars
}

func newSidebarView(w *Window) *sidebarView {
	s := &sidebarView{w: w}
	s.time = widgets.NewSectionHeader(text("window.side.time"))
	s.months = widgets.NewMonthBars(s.month)
	s.span = widgets.NewShrinkingLabel("", widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})
	s.column = container.New(column{top: 12, bottom: 12})
	s.content = widgets.NewPanel(theme.ColorPanel, widgets.Insets{}, widgets.Edges{}, quiet(container.NewVScroll(s.column)))
	return s
}

func (s *sidebarView) refresh() {
	rows := s.w.lib.SideRows()
	if !sameKinds(rows, s.rows) {
		s.drawn = make([]fyne.CanvasObject, len(rows))
		for i, r := range rows {
			s.drawn[i] = s.draw(i, r)
		}
	} else {
		for i, r := range rows {
			if row, ok := s.drawn[i].(*widgets.SidebarRow); ok {
				row.SetData(s.data(r))
			}
		}
	}
	s.rows = rows
	s.column.Objects = slices.Clone(s.drawn)
	s.refreshMonths()
	s.column.Refresh()
}

func sameKinds(a, b []screen.SideRow) bool {
	return slices.EqualFunc(a, b, func(x, y screen.SideRow) bool { return x.Kind == y.Kind && x.Of == y.Of })
}

func (s *sidebarView) draw(i int, r screen.SideRow) fyne.CanvasObject {
	if r.Kind == screen.SideHeading {
		return widgets.NewSectionHeader(say(r.Label))
	}
	if r.Kind == screen.SideNote {
		return inset(16, widgets.NewPlainParagraph(say(r.Label), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall}))
	}
	row := widgets.NewSidebarRow(s.data(r), func() { s.w.lib.Press(s.rows[i]) })
	row.SetMenu(func(at *fyne.PointEvent) { s.w.popUp(s.menu(s.rows[i]), at.AbsolutePosition) })
	return row
}

func (s *sidebarView) data(r screen.SideRow) widgets.SidebarData {
	d := widgets.SidebarData{Text: r.Text, Indent: r.Depth, Selected: r.Active}
	if d.Text == "" {
		d.Text = say(r.Label)
	}
	if r.Kind == screen.SidePlace && r.Place == screen.Starred {
		d.Text = "★ " + d.Text
	}
	if r.Kind != screen.SideMore && !r.Vague {
		d.Count = count(r.Count)
	}
	if r.Kind == screen.SideTag {
		d.Dot = hexColour(r.Colour)
	}
	if r.Closed {
		d.Note = "…"
	}
	return d
}

// menu is what a secondary click on a row offers.
func (s *sidebarView) menu(r screen.SideRow) *fyne.Menu {
	m := fyne.NewMenu("")
	switch r.Kind {
	case screen.SideTag:
		if !s.w.lib.ReadOnly() {
			m.Items = append(m.Items,
				fyne.NewMenuItem(text("window.tag.rename"), func() { s.w.showRenameTag(r.Filter.Value) }),
				s.colours(r.Filter.Value))
		}
		if r.Nested {
			key := "window.tag.hide-below"
			if r.Closed {
				key = "window.tag.show-below"
			}
			m.Items = append(m.Items, fyne.NewMenuItem(text(key), func() { s.w.lib.OpenTag(r.Filter.Value) }))
		}
	case screen.SideSearch:
		if !s.w.lib.ReadOnly() {
			m.Items = append(m.Items, fyne.NewMenuItem(text("window.search.remove"), func() { s.w.lib.RemoveSearch(r.Text) }))
		}
	case screen.SideStory:
		m.Items = append(m.Items, fyne.NewMenuItem(text("window.story.compare"), func() {
			s.w.lib.StoryArticles(r.Filter, s.w.Compare)
		}))
	}
	return m
}

// colours is the menu of colours of a tag; each has a name, because a colour
// alone is no sign.
func (s *sidebarView) colours(tag string) *fyne.MenuItem {
	it := fyne.NewMenuItem(text("window.tag.colour"), nil)
	it.ChildMenu = fyne.NewMenu("")
	for i, c := range screen.SourceColours {
		it.ChildMenu.Items = append(it.ChildMenu.Items,
			fyne.NewMenuItem(text("window.colour."+strconv.Itoa(i+1)), func() { s.w.lib.ColourTag(tag, c) }))
	}
	it.ChildMenu.Items = append(it.ChildMenu.Items,
		fyne.NewMenuItem(text("window.colour.none"), func() { s.w.lib.ColourTag(tag, "") }))
	return it
}

func (s *sidebarView) refreshMonths() {
	months := s.w.lib.Months()
	if len(months) == 0 {
		return
	}
	bars := make([]widgets.MonthBar, len(months))
	chosen := -1
	s.shown = s.shown[:0]
	for i, m := range months {
		bars[i] = widgets.MonthBar{Count: m.Count, Tip: text("window.side.month", "Month", monthName(m.Month), "Count", m.Count)}
		s.shown = append(s.shown, m.Month)
		if s.w.lib.Has(screen.MonthFilter(m.Month)) {
			chosen = i
		}
	}
	s.months.SetBars(bars, chosen)
	first, last := monthName(months[0].Month), monthName(months[len(months)-1].Month)
	if first == last {
		s.span.SetText(first)
	} else {
		s.span.SetText(text("window.side.span", "First", first, "Last", last))
	}
	s.column.Objects = append(s.column.Objects, s.time, s.months, inset(16, s.span))
}

// month narrows the list to the month of a bar, or widens it.
func (s *sidebarView) month(i int) {
	if i >= 0 {
		s.w.lib.Toggle(screen.MonthFilter(s.shown[i]))
		return
	}
	for _, m := range s.shown {
		if f := screen.MonthFilter(m); s.w.lib.Has(f) {
			s.w.lib.Toggle(f)
			return
		}
	}
}

// monthName writes 2025-10 as Oct 2025.
func monthName(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return t.Format("Jan 2006")
}

// hexColour reads "#rrggbb"; what is none is grey.
func hexColour(s string) color.Color {
	v, err := strconv.ParseUint(s[min(1, len(s)):], 16, 32)
	if err != nil || len(s) != 7 {
		return theme.Color(theme.ColorMuted)
	}
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}
