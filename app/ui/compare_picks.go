package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// picksView is a line over the columns of a comparison to choose which of its
// articles they are.
type picksView struct {
	v       *compareView
	content fyne.CanvasObject
	pills   *fyne.Container
}

func newPicksView(v *compareView) *picksView {
	p := &picksView{v: v, pills: row()}
	p.content = widgets.NewPanel(theme.ColorBand, widgets.Inset(8, 14), widgets.Edges{Bottom: true}, quiet(container.NewHScroll(p.pills)))
	return p
}

// refresh shows it where there is a choice.
func (p *picksView) refresh(choice bool) {
	c := p.v.c
	p.pills.Objects = nil
	if choice {
		for n, col := range c.Columns {
			pill := widgets.NewPill(col.Name, "", func(bool) { c.Show(n) })
			pill.SetOn(slices.Contains(c.Shown, n))
			p.pills.Add(pill)
		}
	}
	show(p.content, choice)
	p.pills.Refresh()
}
