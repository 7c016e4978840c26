package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// startView stands where the list will be while the archive is empty.
type startView struct {
	w       *Window
	content fyne.CanvasObject
	example *widgets.Card
	busy    *widgets.Label
}

func newStartView(w *Window) *startView {
	s := &startView{w: w}
	files := widgets.NewCard(widgets.CardData{
		Sign: "⤓", Title: text("window.start.files"), Text: text("window.start.files-text"),
	}, w.showAdd)
	paste := widgets.NewCard(widgets.CardData{
		Sign: "¶", Title: text("window.start.paste"), Text: text("window.start.paste-text"),
	}, w.showPaste)
	s.example = widgets.NewCard(widgets.CardData{
		Sign: "≠", Title: text("window.start.example"), Text: text("window.start.example-text"), Primary: true,
	}, func() {
		s.example.Disable()
		w.lib.ImportExample()
	})
	for _, c := range []*widgets.Card{files, paste, s.example} {
		c.SetEnabled(!w.lib.ReadOnly())
	}
	s.busy = widgets.NewLabel("", widgets.Look{Colour: theme.ColorMuted, Align: fyne.TextAlignCenter})
	middle := func(words string, look widgets.Look) fyne.CanvasObject {
		look.Align = fyne.TextAlignCenter
		return widgets.NewShrinkingLabel(words, look)
	}
	s.content = container.New(cornerless{}, container.New(column{gap: 18},
		question(),
		middle(text("window.start.text"), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeColumn}),
		container.New(cards{}, files, paste, s.example),
		middle(text("window.start.archive", "Path", homely(w.lib.Path())), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall}),
		s.busy,
	))
	return s
}

func (s *startView) refresh() {
	if len(s.w.lib.Jobs) == 0 {
		s.busy.SetText("")
		s.example.SetEnabled(!s.w.lib.ReadOnly())
		return
	}
	s.busy.SetText(text("window.start.busy"))
}

// question is the one thing set larger than all else.
func question() fyne.CanvasObject {
	t := canvas.NewText(text("window.start.title"), theme.Color(theme.ColorText))
	t.FontSource, t.TextSize, t.Alignment = theme.SerifSemiBold, theme.Scaled(34), fyne.TextAlignCenter
	return t
}

// cornerless holds one thing in the middle of the page.
type cornerless struct{}

func (cornerless) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (cornerless) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		need := o.MinSize()
		w := min(max(need.Width, theme.Scaled(880)), size.Width-theme.Scaled(32))
		o.Resize(fyne.NewSize(w, need.Height))
		o.Move(fyne.NewPos((size.Width-w)/2, max(theme.Scaled(16), (size.Height-need.Height)/2)))
	}
}

// cards puts the choices beside each other, or below each other where the
// window is narrow.
type cards struct{}

func (cards) MinSize(objects []fyne.CanvasObject) fyne.Size {
	need := objects[0].MinSize()
	return fyne.NewSize(need.Width, need.Height+theme.Scaled(12))
}

func (cards) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Scaled(19)
	need := objects[0].MinSize()
	n := float32(len(objects))
	width := min(need.Width, (size.Width-gap*(n-1))/n)
	x := (size.Width - width*n - gap*(n-1)) / 2
	for i, o := range objects {
		o.Resize(fyne.NewSize(width, need.Height))
		o.Move(fyne.NewPos(x+float32(i)*(width+gap), theme.Scaled(12)))
	}
}
