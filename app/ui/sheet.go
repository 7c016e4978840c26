package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// A sheet is a dialog: a card over the dimmed window, with a title, a body and
// a foot of buttons. Escape and the cross close it.
type sheet struct {
	w       *Window
	content fyne.CanvasObject
	first   fyne.Focusable // where the keys go, nil for nowhere
	enter   func()         // what Enter does, nil for nothing
	closing func()         // runs when it closes in any way, may be nil
	dim     *canvas.Rectangle
	ground  *canvas.Rectangle
	card    fyne.CanvasObject
	gone    bool
}

// sheetOptions say how a sheet looks.
type sheetOptions struct {
	title         string
	width, height float32 // at 100 % text; a height of 0 is that of the body
	body          fyne.CanvasObject
	left, right   []fyne.CanvasObject // buttons at the foot
}

// openSheet shows a sheet over everything.
func (w *Window) openSheet(o sheetOptions) *sheet {
	s := &sheet{w: w}
	head := container.NewBorder(nil, nil, nil,
		widgets.NewSignButton("×", s.close),
		widgets.NewShrinkingLabel(o.title, widgets.Look{Face: widgets.SansBold, Size: theme.SizeReading}))
	foot := container.NewBorder(nil, nil, row(o.left...), row(o.right...))
	s.ground = canvas.NewRectangle(nil)
	card := frame(
		widgets.NewPanel(theme.ColorNone, widgets.Inset(14, 24), widgets.Edges{Bottom: true}, head),
		widgets.NewPanel(theme.ColorNone, widgets.Inset(14, 24), widgets.Edges{Top: true}, foot),
		newSheetBody(widgets.NewPanel(theme.ColorNone, widgets.Inset(18, 24), widgets.Edges{}, o.body)),
	)
	s.card = card
	s.dim = canvas.NewRectangle(nil)
	s.colour()
	s.content = container.NewStack(newShield(s.dim), container.New(centred{width: o.width, height: o.height}, container.NewStack(s.ground, card)))
	w.sheets = append(w.sheets, s)
	w.win.Canvas().Overlays().Add(s.content)
	return s
}

// sheetBody is as high as what it holds, and scrolls where the window is not.
type sheetBody struct {
	container.Scroll
}

func newSheetBody(o fyne.CanvasObject) fyne.CanvasObject {
	b := &sheetBody{container.Scroll{Content: o, Direction: container.ScrollVerticalOnly}}
	b.ExtendBaseWidget(b)
	return quiet(b)
}

// MinSize returns that of what it holds.
func (b *sheetBody) MinSize() fyne.Size { return b.Content.MinSize() }

// colour takes the colours of the theme, which may have changed.
func (s *sheet) colour() {
	s.dim.FillColor = color.NRGBA{A: 0x70}
	s.ground.FillColor = theme.Color(theme.ColorFloat)
	s.ground.CornerRadius = 10
	s.ground.Shadow = canvas.Shadow{Color: color.NRGBA{A: 0x60}, BlurRadius: 24, Offset: fyne.NewPos(0, 8)}
}

// focus brings the keys to where one types first.
func (s *sheet) focus(f fyne.Focusable) {
	s.first = f
	s.w.win.Canvas().Focus(f)
}

// close takes the sheet away.
func (s *sheet) close() {
	if s.gone {
		return
	}
	s.gone = true
	s.w.win.Canvas().Overlays().Remove(s.content)
	for i, other := range s.w.sheets {
		if other == s {
			s.w.sheets = append(s.w.sheets[:i], s.w.sheets[i+1:]...)
			break
		}
	}
	if s.closing != nil {
		s.closing()
	}
}

// sheet returns the dialog on top, or nil.
func (w *Window) sheet() *sheet {
	if n := len(w.sheets); n > 0 {
		return w.sheets[n-1]
	}
	return nil
}

// centred holds one thing in the middle, as large as it may be.
type centred struct{ width, height float32 }

func (centred) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (c centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	margin := theme.Scaled(24)
	for _, o := range objects {
		least := o.MinSize()
		w := min(max(theme.Scaled(c.width), least.Width), size.Width-margin)
		h := min(max(theme.Scaled(c.height), least.Height), size.Height-margin)
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(float32(int((size.Width-w)/2)), float32(int((size.Height-h)/2))))
	}
}

// A shield keeps clicks from what lies under a sheet.
type shield struct {
	widget.BaseWidget
	under fyne.CanvasObject
}

func newShield(under fyne.CanvasObject) *shield {
	s := &shield{under: under}
	s.ExtendBaseWidget(s)
	return s
}

func (s *shield) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.under) }

// Tapped takes the click.
func (s *shield) Tapped(*fyne.PointEvent) {}

// TappedSecondary takes the click.
func (s *shield) TappedSecondary(*fyne.PointEvent) {}

// A field is an entry in a sheet: Escape closes the sheet and Enter does what
// its first button does.
type field struct {
	widget.Entry
	sheet func() *sheet
	down  func() bool // the arrow down, true where it was used
}

func (w *Window) newField(words, hint string) *field {
	f := &field{sheet: w.sheet}
	f.ExtendBaseWidget(f)
	f.Text, f.PlaceHolder = words, hint
	f.CursorColumn = len([]rune(words))
	return f
}

func (w *Window) newTextField(words, hint string) *field {
	f := w.newField(words, hint)
	f.MultiLine = true
	f.Wrapping = fyne.TextWrapWord
	return f
}

// TypedKey handles Escape and Enter.
func (f *field) TypedKey(ev *fyne.KeyEvent) {
	s := f.sheet()
	switch {
	case s != nil && ev.Name == fyne.KeyEscape:
		s.close()
	case s != nil && !f.MultiLine && s.enter != nil && (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter):
		s.enter()
	case f.down != nil && ev.Name == fyne.KeyDown && f.down():
	default:
		f.Entry.TypedKey(ev)
	}
}

// TypedShortcut edits the words, or does what the window knows.
func (f *field) TypedShortcut(s fyne.Shortcut) { widgets.EditOrPass(f, &f.Entry, s) }

// labelled sets a name over a field.
func labelled(name string, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(widgets.NewLabel(name, widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall}), o)
}
