package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
)

// A Toast says what was done, with one thing to do about it. It hides itself
// when either is clicked; who shows it decides how long it stays.
type Toast struct {
	widget.BaseWidget
	label    *Label
	action   *LinkText
	onAction func()
	close    *Button
	box      fyne.CanvasObject
}

// NewToast returns a hidden toast.
func NewToast() *Toast {
	t := &Toast{}
	t.label = NewLabel("", Look{})
	t.action = NewLinkText("", Look{Face: SansBold}, func() {
		t.Hide()
		if t.onAction != nil {
			t.onAction()
		}
	})
	t.close = NewSignButton(chipCross, func() { t.Hide() })
	t.box = container.NewHBox(t.label, t.action, t.close)
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

// Say shows words, and what can be done about them where action is not "".
func (t *Toast) Say(words, action string, onAction func()) {
	t.label.SetText(words)
	t.action.SetText(action)
	t.onAction = onAction
	if action == "" {
		t.action.Hide()
	} else {
		t.action.Show()
	}
	t.Show()
	t.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *Toast) CreateRenderer() fyne.WidgetRenderer {
	r := &toastRenderer{t: t, ground: canvas.NewRectangle(nil)}
	r.colour()
	return r
}

type toastRenderer struct {
	t      *Toast
	ground *canvas.Rectangle
}

func (r *toastRenderer) colour() {
	r.ground.FillColor = paint(theme.ColorFloat)
	r.ground.StrokeColor, r.ground.StrokeWidth = paint(theme.ColorBorder), 1
	r.ground.CornerRadius = 8
	r.ground.Shadow = canvas.Shadow{Color: paint("shadow"), BlurRadius: 10, Offset: fyne.NewPos(0, 3)}
}

func (r *toastRenderer) Destroy() {}

func (r *toastRenderer) MinSize() fyne.Size {
	return r.t.box.MinSize().Add(fyne.NewSize(theme.Scaled(22), theme.Scaled(12)))
}

func (r *toastRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	box := r.t.box.MinSize()
	r.t.box.Move(fyne.NewPos(theme.Scaled(16), (size.Height-box.Height)/2))
	r.t.box.Resize(fyne.NewSize(size.Width-theme.Scaled(22), box.Height))
}

func (r *toastRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.t.box}
}

func (r *toastRenderer) Refresh() {
	r.colour()
	r.Layout(r.t.Size())
	r.t.box.Refresh()
	canvas.Refresh(r.t)
}
