package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// noticeView says between bar and list what a person should know of the
// archive. What nothing can be done about does not come back once it was put away.
type noticeView struct {
	w       *Window
	content *fyne.Container
}

func newNoticeView(w *Window) *noticeView {
	v := &noticeView{w: w, content: container.New(column{})}
	v.content.Hide()
	return v
}

func (v *noticeView) refresh() {
	l := v.w.lib
	v.content.Objects = nil
	for _, n := range l.Notices {
		if v.w.wasPutAway(string(n.Kind)) {
			continue
		}
		do := l.Heeding(n)
		words := widgets.NewPlainParagraph(say(n.Text), widgets.Look{Size: theme.SizeSmall})
		away := widgets.NewSignButton("×", func() {
			if do.IsZero() { // it will be there the next time
				v.w.putAway(string(n.Kind))
			}
			l.PutAway(n.Kind)
		})
		away.SetTip(text("window.tip.put-away"))
		right := container.New(rowLayout{gap: 12}, away)
		if !do.IsZero() {
			right = container.New(rowLayout{gap: 12}, widgets.NewLinkText(say(do), widgets.Look{}, func() { l.Heed(n) }), away)
		}
		v.content.Add(widgets.NewPanel(theme.ColorNewBack, widgets.Inset(5, 18), widgets.Edges{Bottom: true},
			container.NewBorder(nil, nil, nil, right, container.NewVBox(layout.NewSpacer(), words, layout.NewSpacer()))))
	}
	show(v.content, len(v.content.Objects) > 0)
}
