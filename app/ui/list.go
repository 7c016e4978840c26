package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app"
	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
	"parallax/article"
)

// listView is the list of articles with the line that says how it is sorted.
type listView struct {
	w       *Window
	content fyne.CanvasObject
	rows    *widgets.RowList
	sort    *widgets.Button
	chosen  *widgets.Label
	nothing *widgets.Paragraph
	notes   *notesView
	lists   int // which list is shown
	fromEnd int // the row from which on rows are counted from its end
}

func newListView(w *Window) *listView {
	v := &listView{w: w, lists: -1}
	v.rows = widgets.NewRowList(widgets.ArticleRowHeight, v.draw)
	v.rows.OnSelect = func() { w.lib.SelectRows(v.rows.Selected(v.rows.Length()), v.rows.Current()) }
	v.rows.OnSelectAll = w.lib.SelectAll
	v.rows.OnOpen = func(int) { v.w.library.reader.focus() }
	v.rows.OnMenu = func(_ int, ev *fyne.PointEvent) { w.popUp(w.articleMenu(), ev.AbsolutePosition) }
	v.sort = widgets.NewSignButton("", func() { w.below(v.sorts(), v.sort) })
	v.chosen = widgets.NewLabel("", widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})
	v.nothing = widgets.NewParagraph(nothingStyle())
	head := widgets.NewPanel(theme.ColorPage, widgets.Insets{Top: 2, Bottom: 2, Left: 7, Right: 14}, widgets.Edges{Bottom: true},
		container.NewBorder(nil, nil, v.sort, v.chosen))
	v.notes = newNotesView(w)
	v.content = frame(container.New(column{}, head, v.notes.content), nil,
		widgets.NewPanel(theme.ColorList, widgets.Insets{}, widgets.Edges{}, container.NewStack(v.nothing, v.rows)))
	return v
}

func nothingStyle() widgets.Style {
	st := widgets.PlainStyle(widgets.Look{Colour: theme.ColorMuted})
	st.Pad = widgets.Inset(28, 22)
	return st
}

// draw draws a row: what is loaded, else a placeholder.
func (v *listView) draw(i int, c *widgets.Cell) {
	s, ok := v.w.lib.Row(i)
	if !ok {
		widgets.ArticleRow{Loading: true}.Draw(c)
		return
	}
	articleRow(s).Draw(c)
}

// articleRow returns what a row says of an article.
func articleRow(s article.Summary) widgets.ArticleRow {
	r := widgets.ArticleRow{
		Title: s.Title, TitleHits: s.TitleHits, Snippet: s.Snippet, Hits: s.Hits,
		Unread: s.Status == article.Unread, Starred: s.Starred, Meta: meta(s),
	}
	if r.Title == "" {
		r.Title, r.TitleHits = s.Opening, nil
	}
	if r.Snippet == "" && s.Title != "" {
		r.Snippet = s.Opening
	}
	for _, t := range s.Tags {
		r.Chips = append(r.Chips, widgets.ChipData{Text: t})
	}
	neutral := func(words string) {
		r.Chips = append(r.Chips, widgets.ChipData{Text: words, Tone: widgets.ToneNeutral})
	}
	if s.StoryCount > 1 {
		neutral(text("window.badge.story", "Count", s.StoryCount))
	}
	for _, k := range s.Residue {
		if telling(k) {
			r.Chips = append(r.Chips, widgets.ChipData{Text: warnSign + say(screen.ResidueName(k)), Tone: widgets.ToneWarn})
		}
	}
	if !s.PageType.Whole() {
		neutral(say(screen.PageBadge(s.PageType)))
	}
	if s.Title == "" {
		neutral(text("window.badge.untitled"))
	}
	switch {
	case s.CopyOf == 0:
	case nearly(s.Likeness):
		neutral(text("window.badge.near-copy", "Percent", s.Likeness))
	default:
		neutral(text("window.badge.copy"))
	}
	if s.Versions > 1 {
		neutral(text("window.badge.versions", "Count", s.Versions))
	}
	if s.Simplified {
		neutral(text("window.badge.simplified"))
	}
	return r
}

// nearly reports whether a likeness is less than that of the very text.
func nearly(likeness int) bool { return likeness > 0 && likeness < 100 }

// telling reports whether a kind of residue says something about how a text
// was made, and is not just the furniture of a page.
func telling(k article.ResidueKind) bool { return k == article.RewriteNote || k == article.SEO }

// meta is the line under a title: the source, the day and the length.
func meta(s article.Summary) string {
	source := s.Source
	if source == "" {
		source = text("window.source.not-named")
		if name := screen.FileName(s.ImportedFrom); name != "" {
			source = text("window.source.not-named-file", "File", name)
		}
	}
	day := s.Published.Day()
	if day == "" {
		day = text("window.date.none")
	}
	return strings.Join([]string{source, day, text("window.words", "Count", s.Words)}, " · ")
}

// page is how many rows are in sight.
func (v *listView) page() int {
	first, last := v.rows.InSight()
	return max(1, last-first)
}

func (v *listView) refresh() {
	l := v.w.lib
	if v.lists != l.Lists {
		v.lists = l.Lists
		v.rows.Reset(l.Len())
		v.rows.Select(l.Current)
	} else {
		v.rows.Lengthen(l.Len(), v.fromEnd)
	}
	v.fromEnd = l.FromEnd()
	switch {
	case l.AllSelected:
		v.rows.SelectEvery()
	case v.selectsOther():
		v.rows.SelectRows(l.SelectedRows(), l.Current)
	}
	v.rows.RefreshRows()
	v.sort.SetText(text("window.sort.by", "Order", text("window.sort."+string(v.order()))) + " ⌄")
	v.chosen.SetText(text("window.list.selected", "Count", l.SelectedCount()))
	v.notes.refresh()
	v.refreshNothing()
}

// selectsOther reports whether other rows are drawn as selected than those that
// are. Rows that are selected by hand are drawn so already.
func (v *listView) selectsOther() bool {
	l := v.w.lib
	if l.Beyond() {
		return false
	}
	n := l.SelectedCount()
	return n != v.rows.SelectedCount() || l.Current != v.rows.Current() ||
		n == 1 && !l.Selected(v.rows.Selected(1)[0])
}

// refreshNothing says why there is nothing in the list.
func (v *listView) refreshNothing() {
	l := v.w.lib
	switch {
	case l.Len() > 0 || l.Search.Busy || !l.Side.Loaded:
		v.nothing.SetText("")
	case l.Search.Place == screen.TheTrash && l.Query() == "":
		v.nothing.SetText(text("window.list.trash-empty"))
	case l.Narrowed():
		v.nothing.SetText(text("window.list.nothing"))
	default:
		v.nothing.SetText("")
	}
}

// order returns how the list is sorted where nobody chose.
func (v *listView) order() app.Sort {
	s := &v.w.lib.Search
	switch {
	case s.Pinned != nil: // what an import brought, as it came
		return app.ByCaptured
	case s.Sort != "":
		return s.Sort
	case s.Words != "":
		return app.ByRelevance
	}
	return app.ByDate
}

func (v *listView) sorts() *fyne.Menu {
	m := fyne.NewMenu("")
	sorts := []app.Sort{app.ByRelevance, app.ByDate, app.BySource, app.ByCaptured}
	if v.w.lib.Search.Pinned != nil {
		sorts = sorts[3:]
	}
	for _, s := range sorts {
		it := fyne.NewMenuItem(text("window.sort."+string(s)), func() { v.w.lib.SortBy(s) })
		it.Checked = s == v.order()
		m.Items = append(m.Items, it)
	}
	return m
}

// articleMenu is what a secondary click on an article offers.
func (w *Window) articleMenu() *fyne.Menu {
	m := fyne.NewMenu("")
	for _, g := range w.commands() {
		if g.name != "window.menu.article" {
			continue
		}
		for _, c := range g.commands {
			if c.able() {
				m.Items = append(m.Items, c.item())
			}
		}
	}
	return m
}
