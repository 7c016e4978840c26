package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"parallax/app/ui/theme"
)

// quiet shows a scroll without the shadows at its ends.
func quiet(s fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(s, shadowless{})
}

// shadowless is the theme in use, without shadows.
type shadowless struct{}

func (shadowless) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if n == base.ColorNameShadow {
		return color.Transparent
	}
	return theme.Color(n)
}

func (shadowless) Font(s fyne.TextStyle) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Font(s)
}

func (shadowless) Icon(n fyne.ThemeIconName) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Icon(n)
}

func (shadowless) Size(n fyne.ThemeSizeName) float32 { return theme.Size(n) }
