package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
	"parallax/article"
)

// factsView is the tab with the table of facts and the sentences of the one
// that is picked.
type factsView struct {
	v     *compareView
	page  fyne.CanvasObject
	tools *fyne.Container
	pills []*widgets.Pill
	picks *picksView
	head  *fyne.Container
	table *tall
	panel *fyne.Container
	said  *container.Scroll
	drawn string // what the table shows: the filter and the articles
	fact  string
}

func newFactsView(v *compareView) *factsView {
	f := &factsView{v: v}
	f.picks = newPicksView(v)
	f.head = container.New(factColumns{})
	f.table = newTall(0)
	f.panel = container.New(column{gap: 10})
	f.said = container.NewVScroll(widgets.NewPanel(theme.ColorNone, widgets.Insets{Right: 12}, widgets.Edges{}, f.panel))
	f.tools = container.New(rowLayout{gap: 6})
	for _, kind := range screen.FactFilters {
		p := widgets.NewPill("", "", func(bool) { v.c.FilterFacts(kind) })
		f.pills = append(f.pills, p)
		f.tools.Add(p)
	}
	copyTable := widgets.NewFlatButton(text("window.facts.copy"), f.copy)
	copyTable.SetTip(text("window.tip.copy-facts"))
	f.tools.Add(copyTable)
	head := widgets.NewPanel(theme.ColorPanel, widgets.Inset(8, 10), widgets.Edges{Bottom: true}, f.head)
	table := frame(container.New(column{}, f.picks.content, head), nil, quiet(f.table.scroll))
	panel := widgets.NewPanel(theme.ColorPage, widgets.Inset(16, 18), widgets.Edges{Left: true}, quiet(f.said))
	f.page = container.New(evidenceLayout{}, table, panel)
	return f
}

// key names what the table shows.
func (f *factsView) key() string {
	return fmt.Sprint(f.v.c.Filter, f.v.c.IDs, f.v.c.FactColumns())
}

func (f *factsView) refresh() fyne.CanvasObject {
	c := f.v.c
	for i, kind := range screen.FactFilters {
		n := c.FactCount(kind)
		f.pills[i].SetText(text("window.facts."+string(kind)), count(n))
		f.pills[i].SetOn(c.Filter == kind)
		show(f.pills[i], n > 0 || kind != screen.NotClear)
	}
	if key := f.key(); f.drawn != key {
		f.drawn = key
		f.refreshTable()
	}
	f.pick()
	return f.page
}

func (f *factsView) refreshTable() {
	c := f.v.c
	f.head.Objects = []fyne.CanvasObject{
		widgets.NewShrinkingLabel("", widgets.Look{}),
		widgets.NewShrinkingLabel(text("window.facts.fact"), widgets.Look{Face: widgets.SansBold, Size: theme.SizeSnippet}),
	}
	columns := c.FactColumns()
	f.picks.refresh(len(columns) < len(c.Columns))
	for _, n := range columns {
		col := c.Columns[n]
		words := columnName(col)
		if len(columns) > screen.MostColumns {
			words = col.Name
		}
		name := container.New(dotted{}, dot(theme.SourceColor(n)), widgets.NewShrinkingLabel(words, widgets.Look{Face: widgets.SansBold, Size: theme.SizeSnippet}))
		f.head.Add(container.New(column{}, name,
			widgets.NewShrinkingLabel(text("window.words", "Count", col.Words), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})))
	}
	var rows []tallRow
	for _, r := range c.FactRows() {
		rows = append(rows, newFactRow(f, r, columns))
	}
	f.table.setRows(rows)
	f.head.Refresh()
	f.fact = ""
}

// pick marks the row of the fact that is picked and shows its sentences.
func (f *factsView) pick() {
	c := f.v.c
	if f.fact == c.Fact && len(f.panel.Objects) > 0 {
		return
	}
	f.fact = c.Fact
	for i, r := range f.table.rows {
		row := r.(*factRow)
		row.setPicked(row.id != "" && row.id == c.Fact)
		if row.picked {
			f.table.show(i)
		}
	}
	f.panel.Objects = f.sentences()
	f.panel.Refresh()
	f.said.Offset = fyne.Position{}
	f.said.Refresh()
}

// sentences is what the panel shows.
func (f *factsView) sentences() []fyne.CanvasObject {
	c := f.v.c
	fact := c.Picked()
	if fact == nil {
		return []fyne.CanvasObject{widgets.NewPlainParagraph(text("window.facts.none"), widgets.Look{Colour: theme.ColorMuted})}
	}
	colour := theme.ColorMuted
	for _, r := range c.FactRows() {
		if r.Fact != nil && r.Fact.ID == fact.ID {
			colour = verdictColour(r.Filter)
		}
	}
	out := []fyne.CanvasObject{widgets.NewPlainParagraph(fact.Label, widgets.Look{Face: widgets.SansBold, Size: theme.SizeTitle})}
	if !fact.Why.IsZero() {
		out = append(out, widgets.NewPlainParagraph(say(fact.Why), widgets.Look{Face: widgets.SansMedium, Colour: colour, Size: theme.SizeSmall}))
	}
	said := c.Sentences()
	for _, e := range said {
		out = append(out, f.quote(e))
	}
	if len(said) > 0 {
		out = append(out, row(widgets.NewFlatButton(text("window.facts.go"), func() { c.GoTo(said[0]) })))
	}
	return out
}

// quote is a sentence with the bar of its source.
func (f *factsView) quote(e screen.Evidence) fyne.CanvasObject {
	col := f.v.c.Columns[e.Column]
	where := text("window.facts.paragraph", "Name", columnName(col), "Number", e.Paragraph)
	if e.Paragraph == 0 {
		where = text("window.facts.in-title", "Name", columnName(col))
	}
	if e.Sayer != "" {
		where = text("window.facts.sayer", "Where", where, "Sayer", e.Sayer)
	}
	var marks []widgets.Mark
	for _, s := range e.Marks {
		marks = append(marks, widgets.Mark{Span: s, Background: theme.ColorHit, Colour: theme.ColorHitText})
	}
	p := widgets.NewParagraph(widgets.QuoteStyle())
	p.SetDoc(widgets.Doc{Text: e.Text, Marks: marks, Blocks: []article.Block{{Kind: article.Paragraph, Span: article.Span{End: len(e.Text)}}}})
	link := widgets.NewLinkText(where, widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall}, func() { f.v.c.GoTo(e) })
	link.SetTip(text("window.tip.go-sentence"))
	return container.New(barred{}, bar(theme.SourceColor(e.Column)), link, p)
}

// copy puts the table on the clipboard, for a spreadsheet.
func (f *factsView) copy() {
	var b strings.Builder
	for _, line := range f.v.c.FactTable() {
		for i, cell := range line {
			line[i] = strings.Join(strings.Fields(cell), " ")
		}
		b.WriteString(strings.Join(line, "\t") + "\n")
	}
	f.v.w.app.Clipboard().SetContent(b.String())
	f.v.w.lib.Say(messageCopied)
}

// verdictColour is the colour of the words of a verdict; a sign stands before
// them.
func verdictColour(f screen.FactFilter) fyne.ThemeColorName {
	switch f {
	case screen.Conflicts:
		return theme.ColorConflictText
	case screen.Agreed:
		return theme.ColorAgreeText
	}
	return theme.ColorMuted
}

// evidenceLayout sets the table and, right of it, the panel with the sentences.
type evidenceLayout struct{}

func (evidenceLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 100) }

func (evidenceLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	panel := min(theme.Scaled(startEvidence), size.Width*0.36)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(size.Width-panel, size.Height))
	objects[1].Move(fyne.NewPos(size.Width-panel, 0))
	objects[1].Resize(fyne.NewSize(panel, size.Height))
}
