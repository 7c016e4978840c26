package theme

import (
	"fyne.io/fyne/v2"

	"parallax/assets/fonts"
)

// The bundled faces, for canvas.Text.FontSource. A rune they lack is drawn
// with Fyne's faces where FontSource is nil.
var (
	Serif         fyne.Resource = fyne.NewStaticResource("SourceSerif4-Regular.ttf", fonts.SerifRegular)
	SerifItalic   fyne.Resource = fyne.NewStaticResource("SourceSerif4-Italic.ttf", fonts.SerifItalic)
	SerifSemiBold fyne.Resource = fyne.NewStaticResource("SourceSerif4-SemiBold.ttf", fonts.SerifSemiBold)
	Sans          fyne.Resource = fyne.NewStaticResource("Inter-Regular.ttf", fonts.SansRegular)
	SansItalic    fyne.Resource = fyne.NewStaticResource("Inter-Italic.ttf", fonts.SansItalic)
	SansMedium    fyne.Resource = fyne.NewStaticResource("Inter-Medium.ttf", fonts.SansMedium)
	SansSemiBold  fyne.Resource = fyne.NewStaticResource("Inter-SemiBold.ttf", fonts.SansSemiBold)
)
