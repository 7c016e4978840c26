package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
)

// A SearchBox is a line to write a search in: a lens, chips for what is
// already asked, the words, and at the right what came of it.
type SearchBox struct {
	widget.BaseWidget
	// OnChanged is told the words when they change by hand.
	OnChanged func(string)
	// OnSubmitted is called on Enter.
	OnSubmitted func(string)
	// OnEscape is called on Escape; where nil, Escape empties it.
	OnEscape func()
	// OnDown is called on the arrow down: to go to the list.
	OnDown func()

	entry *searchEntry
	chips *fyne.Container
	info  *Label
	lens  *Icon
	inner fyne.CanvasObject
}

// NewSearchBox returns an empty box; placeholder is shown while it is empty.
func NewSearchBox(placeholder string) *SearchBox {
	s := &SearchBox{}
	s.entry = &searchEntry{box: s}
	s.entry.ExtendBaseWidget(s.entry)
	s.entry.PlaceHolder = placeholder
	s.entry.Wrapping = fyne.TextWrapOff
	s.entry.Scroll = container.ScrollNone
	s.entry.OnChanged = func(v string) {
		if s.OnChanged != nil {
			s.OnChanged(v)
		}
	}
	s.entry.OnSubmitted = func(v string) {
		if s.OnSubmitted != nil {
			s.OnSubmitted(v)
		}
	}
	s.chips = container.NewHBox()
	s.lens = NewIcon(base.IconNameSearch, theme.ColorMuted)
	s.info = NewLabel("", Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})
	bare := container.NewThemeOverride(s.entry, bareTheme{})
	s.inner = container.NewBorder(nil, nil, container.NewHBox(s.lens, s.chips), s.info, bare)
	s.ExtendBaseWidget(s)
	return s
}

// Text returns the words.
func (s *SearchBox) Text() string { return s.entry.Text }

// SetText changes the words without telling anyone.
func (s *SearchBox) SetText(text string) {
	if s.entry.Text == text {
		return
	}
	tell := s.OnChanged
	s.OnChanged = nil
	s.entry.SetText(text)
	s.entry.CursorColumn = len([]rune(text))
	s.entry.Refresh()
	s.OnChanged = tell
}

// SetInfo changes what stands at the right.
func (s *SearchBox) SetInfo(info string) { s.info.SetText(info); s.Refresh() }

// SetChips changes the chips before the words.
func (s *SearchBox) SetChips(chips ...*Chip) {
	s.chips.Objects = nil
	for _, c := range chips {
		s.chips.Add(c)
	}
	s.Refresh()
}

// Focus brings the keys to the words and selects them.
func (s *SearchBox) Focus() {
	focus(s.entry)
	s.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Focused reports whether the keys are here.
func (s *SearchBox) Focused() bool { return s.entry.focused }

// Tapped brings the keys to the words.
func (s *SearchBox) Tapped(*fyne.PointEvent) { focus(s.entry) }

// CreateRenderer implements fyne.Widget.
func (s *SearchBox) CreateRenderer() fyne.WidgetRenderer {
	r := &searchRenderer{s: s, ground: canvas.NewRectangle(nil)}
	r.colour()
	return r
}

type searchRenderer struct {
	s      *SearchBox
	ground *canvas.Rectangle
}

func (r *searchRenderer) colour() {
	r.ground.FillColor = paint(theme.ColorField)
	r.ground.CornerRadius = theme.Radius
	r.ground.StrokeColor, r.ground.StrokeWidth = paint(theme.ColorBorder), 1
	if r.s.entry.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = paint(theme.ColorFocusRing), 2
	}
}

func (r *searchRenderer) Destroy() {}

func (r *searchRenderer) MinSize() fyne.Size {
	in := r.s.inner.MinSize()
	return fyne.NewSize(max(in.Width, theme.Scaled(120)), theme.Scaled(34))
}

func (r *searchRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	pad, h := theme.Scaled(12), min(r.s.inner.MinSize().Height, size.Height)
	r.s.inner.Move(fyne.NewPos(pad, float32(int((size.Height-h)/2))))
	r.s.inner.Resize(fyne.NewSize(size.Width-2*pad, h))
}

func (r *searchRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.s.inner}
}

func (r *searchRenderer) Refresh() {
	r.colour()
	r.Layout(r.s.Size())
	r.s.inner.Refresh()
	canvas.Refresh(r.s)
}

// A searchEntry is the line of a search box.
type searchEntry struct {
	widget.Entry
	box     *SearchBox
	focused bool
}

func (e *searchEntry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	e.box.Refresh()
}

func (e *searchEntry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	e.box.Refresh()
}

func (e *searchEntry) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyEscape && e.box.OnEscape != nil:
		e.box.OnEscape()
	case ev.Name == fyne.KeyEscape:
		e.SetText("")
	case ev.Name == fyne.KeyDown && e.box.OnDown != nil:
		e.box.OnDown()
	default:
		e.Entry.TypedKey(ev)
	}
}

// TypedShortcut edits the words, or does what the window knows.
func (e *searchEntry) TypedShortcut(s fyne.Shortcut) { EditOrPass(e, &e.Entry, s) }

// bareTheme is the theme in use, for an entry without ground and border.
type bareTheme struct{}

func (bareTheme) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	switch n {
	case base.ColorNameInputBackground, base.ColorNameInputBorder, base.ColorNameFocus:
		return color.Transparent
	}
	return paint(n)
}

func (bareTheme) Font(s fyne.TextStyle) fyne.Resource     { return inUse().Font(s) }
func (bareTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return inUse().Icon(n) }

func (bareTheme) Size(n fyne.ThemeSizeName) float32 {
	if n == base.SizeNameInputBorder {
		return 0
	}
	return theme.Size(n)
}

func inUse() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }
