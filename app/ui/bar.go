package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// barView is the line at the top: what can be done, and the search.
type barView struct {
	w       *Window
	content fyne.CanvasObject
	add     *widgets.Button
	compare *widgets.Button
	export  *widgets.Button
	menu    *widgets.Button
	search  *widgets.SearchBox
	chips   []string // what the chips say now
}

func newBarView(w *Window) *barView {
	b := &barView{w: w}
	b.add = widgets.NewFlatButton(text("window.bar.add"), w.showAdd)
	b.add.SetTip(text("window.tip.add"))
	b.compare = widgets.NewFlatButton(text("window.bar.compare"), w.compareSelection)
	b.compare.SetTip(text("window.tip.compare"))
	b.export = widgets.NewFlatButton(text("window.bar.export"), w.showExport)
	b.export.SetTip(text("window.tip.export"))
	b.menu = widgets.NewIconButton(base.IconNameMenu, func() { w.belowRight(w.menu(), b.menu) })
	b.menu.SetTip(text("window.tip.menu"))
	b.search = widgets.NewSearchBox(text("window.search.hint"))
	b.search.OnChanged = w.lib.Type
	b.search.OnSubmitted = func(words string) {
		w.lib.Submit(words)
		w.win.Canvas().Unfocus()
	}
	b.search.OnEscape = func() {
		if b.search.Text() == "" || !w.lib.Clear() {
			w.win.Canvas().Unfocus()
		}
	}
	b.search.OnDown = func() { w.win.Canvas().Unfocus() }
	b.content = widgets.NewPanel(theme.ColorPanel, widgets.Inset(6, 14), widgets.Edges{Bottom: true},
		container.New(barLayout{}, b.add, b.compare, b.export, b.search, b.menu))
	return b
}

// focus brings the keys to the search.
func (b *barView) focus() { b.search.Focus() }

func (b *barView) refresh() {
	l := b.w.lib
	b.add.SetEnabled(!l.ReadOnly())
	b.compare.SetEnabled(l.SelectedCount() > 0 && !l.Empty())
	b.export.SetEnabled(!l.Empty() && l.Side.Loaded)
	if b.search.Text() != l.Search.Words {
		b.search.SetText(l.Search.Words)
	}
	info := b.info()
	if width := b.search.Size().Width; width > 0 && width < theme.Scaled(2*leastSearch) {
		info = "" // the words need the room
	}
	b.search.SetInfo(info)
	b.refreshChips()
}

// info says what came of the search.
func (b *barView) info() string {
	s := &b.w.lib.Search
	switch {
	case b.w.lib.Empty() || !b.w.lib.Side.Loaded:
		return ""
	case s.Busy:
		return text("window.search.busy")
	case !s.Counted:
		return text("window.search.counting", "Time", screen.Milliseconds(s.Took))
	case s.Capped:
		return text("window.search.found-over", "Count", s.Count, "Time", screen.Milliseconds(s.Took))
	case b.w.lib.Narrowed():
		return text("window.search.found", "Count", s.Count, "Time", screen.Milliseconds(s.Took))
	}
	return text("window.search.all", "Count", s.Count)
}

func (b *barView) refreshChips() {
	l := b.w.lib
	var said []string
	var chips []*widgets.Chip
	if p := l.Search.Pinned; p != nil {
		label := say(p.Label)
		said = append(said, label)
		chips = append(chips, widgets.NewClosableChip(widgets.ChipData{Text: label, Tone: widgets.ToneNeutral}, nil, l.Unpin))
	}
	for _, f := range l.Search.Filters {
		said = append(said, f.Text())
		chips = append(chips, widgets.NewClosableChip(widgets.ChipData{Text: b.chip(f), Tone: widgets.ToneTag}, nil, func() { l.Toggle(f) }))
	}
	if !equal(said, b.chips) {
		b.chips = said
		b.search.SetChips(chips...)
	}
}

// chip returns what the chip of a filter says.
func (b *barView) chip(f screen.Filter) string {
	if f.Key == "source" && f.Value == "" {
		return text("window.source.not-named")
	}
	return f.Text()
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// barLayout puts buttons left, the search over the room between, and the menu
// right. In a narrow window the buttons go, the last first: the menu has what
// they do.
type barLayout struct{}

const (
	searchAt    = 3 // the place of the search among the objects
	leastSearch = 170
)

func (barLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	size.Width = theme.Scaled(leastSearch) + objects[len(objects)-1].MinSize().Width
	return size
}

func (barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Scaled(10)
	room := size.Width - theme.Scaled(leastSearch)
	for i, o := range objects {
		if i != searchAt {
			room -= o.MinSize().Width + gap
		}
	}
	gone := searchAt // buttons from here on are gone
	for gone > 0 && room < 0 {
		gone--
		room += objects[gone].MinSize().Width + gap
	}
	x := float32(0)
	for i, o := range objects {
		need := o.MinSize()
		switch {
		case i == searchAt:
			need.Width = theme.Scaled(leastSearch) + max(room, 0)
		case i >= gone && i < searchAt:
			putAway(o)
			continue
		}
		o.Resize(need)
		o.Move(fyne.NewPos(x, float32(int((size.Height-need.Height)/2))))
		x += need.Width + gap
	}
}

// belowRight shows a menu under a button, its right edge at that of the button.
func (w *Window) belowRight(m *fyne.Menu, o fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	w.popUp(m, at.Add(fyne.NewPos(o.Size().Width-theme.Scaled(280), o.Size().Height+4)))
}
