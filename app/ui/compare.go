package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// compareView is the screen that holds articles against each other: a bar, the
// tabs, and the page of the tab that is chosen.
type compareView struct {
	w       *Window
	c       *screen.Compare
	content fyne.CanvasObject

	title   *widgets.Label
	header  *widgets.Label
	add     *widgets.Button
	tabs    *widgets.Tabs
	tools   *fyne.Container // what the tab offers, right of the tabs
	pages   *fyne.Container
	status  *widgets.Label
	nothing *widgets.Paragraph

	side     *sideView
	facts    *factsView
	overlap  *overlapView
	timeline *timelineView
}

func newCompareView(w *Window, c *screen.Compare) *compareView {
	v := &compareView{w: w, c: c}
	c.Changed = func(screen.Part) {
		if w.compare == v && !w.closed {
			v.refresh()
			w.paint()
		}
	}
	v.title = widgets.NewLabel("", widgets.Look{Face: widgets.SansBold, Size: "subHeadingText"})
	v.title.MinWidth = 0
	v.header = widgets.NewLabel("", widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})
	v.add = widgets.NewFlatButton(text("window.compare.add"), func() { w.belowRight(v.others(), v.add) })
	v.add.SetTip(text("window.tip.add-source"))
	back := widgets.NewFlatButton(text("window.compare.back"), w.Back)
	back.SetTip(text("window.tip.back"))
	bar := widgets.NewPanel(theme.ColorPanel, widgets.Inset(9, 14), widgets.Edges{Bottom: true},
		container.New(titleLayout{}, back, v.title, v.header, v.add))
	v.tabs = widgets.NewTabs(v.tabData(), func(i int) { c.Go(screen.Tabs[i]) })
	v.tools = container.NewStack()
	line := widgets.NewPanel(theme.ColorPage, widgets.Insets{Left: 14, Right: 14}, widgets.Edges{Bottom: true},
		newTabLine(v.tabs, v.tools))
	v.status = widgets.NewLabel("", statusLook)
	foot := widgets.NewPanel(theme.ColorPanel, widgets.Inset(4, 14), widgets.Edges{Top: true}, v.status)
	v.nothing = widgets.NewParagraph(nothingStyle())
	v.side = newSideView(v)
	v.facts = newFactsView(v)
	v.overlap = newOverlapView(v)
	v.timeline = newTimelineView(v)
	v.pages = container.NewStack(v.nothing)
	v.content = frame(container.New(column{}, bar, line), foot,
		widgets.NewPanel(theme.ColorList, widgets.Insets{}, widgets.Edges{}, v.pages))
	v.refresh()
	return v
}

func (v *compareView) tabData() []widgets.TabData {
	var tabs []widgets.TabData
	for _, t := range screen.Tabs {
		d := widgets.TabData{Text: text("window.tab." + string(t))}
		if n := v.c.FactCount(screen.AllFacts); t == screen.Facts && n > 0 {
			d.Count = count(n)
		}
		tabs = append(tabs, d)
	}
	return tabs
}

func (v *compareView) refresh() {
	c := v.c
	v.title.SetText(c.Title())
	v.header.SetText(say(c.Header()))
	show(v.add, len(c.Others) > 0)
	v.tabs.SetTabs(v.tabData())
	for i, t := range screen.Tabs {
		if t == c.Tab {
			v.tabs.Select(i)
		}
	}
	var page, tools fyne.CanvasObject
	switch {
	case !c.Problem.IsZero():
		v.nothing.SetText(warnSign + say(c.Problem))
		page = v.nothing
	case !c.Loaded:
		v.nothing.SetText(text("window.compare.busy"))
		page = v.nothing
	case c.Tab == screen.Facts:
		page, tools = v.facts.refresh(), v.facts.tools
		v.status.SetText(say(c.Took()))
	case c.Tab == screen.Overlap:
		page, tools = v.overlap.refresh(), v.overlap.tools
		v.status.SetText(text("window.compare.shown"))
	case c.Tab == screen.Timeline:
		page, tools = v.timeline.refresh(), v.timeline.tools
		v.status.SetText(v.timeline.status())
	default:
		page, tools = v.side.refresh(), v.side.tools
		v.status.SetText(say(c.Standing()))
	}
	put(v.pages, page)
	put(v.tools, tools)
	v.content.Refresh()
}

// put makes o all that stands in a stack.
func put(stack *fyne.Container, o fyne.CanvasObject) {
	switch {
	case o == nil:
		stack.Objects = nil
	case len(stack.Objects) == 1 && stack.Objects[0] == o:
		return
	default:
		stack.Objects = []fyne.CanvasObject{o}
	}
	stack.Refresh()
}

// others is the menu of articles that can be taken into the comparison.
func (v *compareView) others() *fyne.Menu {
	m := fyne.NewMenu("")
	for _, s := range v.c.Others {
		m.Items = append(m.Items, fyne.NewMenuItem(storyLine(s), func() { v.c.Add(s.ID) }))
	}
	return m
}

// nextTab goes to the next tab.
func (v *compareView) nextTab() {
	for i, t := range screen.Tabs {
		if t == v.c.Tab {
			v.c.Go(screen.Tabs[(i+1)%len(screen.Tabs)])
			return
		}
	}
}

// move goes down by matches, or by facts in their table.
func (v *compareView) move(by int) {
	if v.c.Tab == screen.Facts {
		v.c.MoveFact(by)
		return
	}
	v.c.NextMatch(by)
}

// typed handles keys where no widget has them.
func (v *compareView) typed(key fyne.KeyName) {
	list := v.side.rows
	if v.c.Tab == screen.Facts {
		list = v.facts.table
	}
	switch key {
	case fyne.KeyDown:
		v.move(1)
	case fyne.KeyUp:
		v.move(-1)
	case fyne.KeyPageDown, fyne.KeySpace:
		list.scrollBy(0.9)
	case fyne.KeyPageUp:
		list.scrollBy(-0.9)
	case fyne.KeyHome:
		list.scrollTo(0)
	case fyne.KeyEnd:
		list.scrollBy(1e6)
	case fyne.KeyReturn, fyne.KeyEnter:
		v.enter()
	}
}

// enter goes from a match to its facts, and from a fact to its sentence.
func (v *compareView) enter() {
	if v.c.Tab == screen.Facts {
		if said := v.c.Sentences(); len(said) > 0 {
			v.c.GoTo(said[0])
		}
		return
	}
	v.c.Go(screen.Facts)
}

// columnName is the head of a column: the outlet, or the file where none is
// named.
func columnName(c screen.Column) string {
	if c.Named {
		return c.Name
	}
	return text("window.compare.not-named", "Name", c.Name)
}

// residueNote names the residue of a column that says how it was made.
func residueNote(c screen.Column) string {
	var names []string
	for _, k := range c.Residue {
		if telling(k) {
			names = append(names, warnSign+say(screen.ResidueName(k)))
		}
	}
	return strings.Join(names, " · ")
}
