// Package theme is the look of the window: colours light and dark, sizes,
// faces. It is a [fyne.Theme] for Fyne's own widgets and names further colours
// and sizes for ours. Contrast is its promise: every text is readable on every
// ground it stands on (see the test).
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// The limits of the text size, in percent of the normal size.
const (
	MinPercent     = 80
	MaxPercent     = 200
	defaultPercent = 100
)

// A Mode says which variant of the colours is used.
type Mode int

// The modes. System follows the desktop.
const (
	System Mode = iota
	Light
	Dark
)

// A Theme is the look of the window. It does not change; make a new one and
// set it to change text size or mode.
type Theme struct {
	mode    Mode
	percent int
}

// New returns a theme with the text size in percent, held within [MinPercent]
// and [MaxPercent]; zero means the normal size.
func New(mode Mode, percent int) *Theme {
	if percent == 0 {
		percent = defaultPercent
	}
	return &Theme{mode: mode, percent: min(max(percent, MinPercent), MaxPercent)}
}

// Mode returns the mode the theme was made with.
func (t *Theme) Mode() Mode { return t.mode }

// Percent returns the text size in percent.
func (t *Theme) Percent() int { return t.percent }

// Color returns the colour of a name of ours or of Fyne's.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return resolve(name, t.dark(v))
}

// Font returns the face of the interface for a style. Bold is Inter SemiBold.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace, s.Symbol:
		return base.DefaultTheme().Font(s)
	case s.Bold:
		return SansSemiBold
	case s.Italic:
		return SansItalic
	}
	return Sans
}

// Icon returns Fyne's icon of that name.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return base.DefaultTheme().Icon(name)
}

// Size returns the size of a name; texts and what holds them grow with the
// text size, lines and corners do not.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := fixedSizes[name]; ok {
		return s
	}
	if s, ok := textSizes[name]; ok {
		return whole(s * t.factor())
	}
	return base.DefaultTheme().Size(name)
}

func (t *Theme) dark(v fyne.ThemeVariant) bool {
	switch t.mode {
	case Light:
		return false
	case Dark:
		return true
	}
	return v == base.VariantDark
}

func (t *Theme) factor() float32 { return float32(t.percent) / 100 }

// current returns the theme of the running window and its variant; where
// another theme is set, ours with its variant.
func current() (*Theme, fyne.ThemeVariant) {
	app := fyne.CurrentApp()
	if app == nil {
		return fallback, base.VariantLight
	}
	if t, ok := app.Settings().Theme().(*Theme); ok {
		return t, app.Settings().ThemeVariant()
	}
	return fallback, app.Settings().ThemeVariant()
}

var fallback = New(System, 0)

// Color returns the colour of a name in the variant that is shown now.
func Color(name fyne.ThemeColorName) color.Color {
	t, v := current()
	return t.Color(name, v)
}

// IsDark reports whether the dark colours are shown now.
func IsDark() bool {
	t, v := current()
	return t.dark(v)
}

// Scaled returns a size given for 100 % at the text size that is set now,
// rounded to whole units so that lines stay sharp.
func Scaled(at100 float32) float32 {
	t, _ := current()
	if t.percent == defaultPercent {
		return at100
	}
	return whole(at100 * t.factor())
}

func whole(v float32) float32 { return float32(int(v + 0.5)) }
