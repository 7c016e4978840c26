package theme

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// pairs lists every letter colour with the grounds it stands on.
var pairs = []struct {
	text    fyne.ThemeColorName
	grounds []fyne.ThemeColorName
}{
	{ColorText, []fyne.ThemeColorName{
		ColorPage, ColorPanel, ColorList, ColorBand, ColorField, ColorFloat, ColorSelected, ColorChosen, ColorRowHover,
		ColorPassage, ColorHit, ColorHitNow, ColorHighlight, ColorSelection, ColorSameWords, ColorSameMeaning,
		ColorConflict, ColorConflictRow, ColorAgree, ColorOnly, ColorButton, ColorButtonHover, ColorNeutralBack,
		ColorWarnBack, ColorNewBack, base.ColorNameBackground, base.ColorNameOverlayBackground, base.ColorNameMenuBackground,
	}},
	{ColorMuted, []fyne.ThemeColorName{
		ColorPage, ColorPanel, ColorList, ColorBand, ColorField, ColorFloat, ColorSelected, ColorChosen, ColorRowHover,
		ColorPassage, ColorConflictRow, ColorHighlight, ColorAgree, ColorNewBack, ColorWarnBack, ColorOnly, base.ColorNameBackground,
	}},
	{ColorFaint, []fyne.ThemeColorName{ColorPage, ColorPanel, ColorList, ColorBand, ColorPassage, ColorSelected, ColorRowHover}},
	{ColorSnippet, []fyne.ThemeColorName{ColorHit, ColorList, ColorSelected, ColorRowHover}},
	{ColorAccent, []fyne.ThemeColorName{ColorPage, ColorPanel, ColorList, ColorBand, ColorField, ColorSelected, ColorButton, ColorPassage, ColorFloat}},
	{ColorOnAccent, []fyne.ThemeColorName{ColorAccent, ColorPrimary, ColorAccentHover}},
	{ColorTagText, []fyne.ThemeColorName{ColorTagBack}},
	{ColorNeutralText, []fyne.ThemeColorName{ColorNeutralBack}},
	{ColorWarnText, []fyne.ThemeColorName{ColorWarnBack}},
	{ColorHitText, []fyne.ThemeColorName{ColorHit, ColorHitNow}},
	{ColorConflictText, []fyne.ThemeColorName{ColorList, ColorConflictRow, ColorPage, ColorBand, ColorButton}},
	{ColorAgreeText, []fyne.ThemeColorName{ColorList, ColorPage, ColorBand, ColorRowHover, ColorButton}},
	{base.ColorNamePlaceHolder, []fyne.ThemeColorName{base.ColorNameInputBackground}},
	{base.ColorNameForegroundOnPrimary, []fyne.ThemeColorName{base.ColorNamePrimary}},
	{base.ColorNameForegroundOnError, []fyne.ThemeColorName{base.ColorNameError}},
	{base.ColorNameForegroundOnSuccess, []fyne.ThemeColorName{base.ColorNameSuccess}},
	{base.ColorNameForegroundOnWarning, []fyne.ThemeColorName{base.ColorNameWarning}},
	{base.ColorNameHyperlink, []fyne.ThemeColorName{base.ColorNameBackground, base.ColorNameOverlayBackground}},
}

func TestEveryTextIsReadableOnItsGrounds(t *testing.T) {
	for _, dark := range []bool{false, true} {
		for _, p := range pairs {
			for _, g := range p.grounds {
				if c := contrast(resolve(p.text, dark), resolve(g, dark)); c < 4.5 {
					t.Errorf("contrast of %s on %s (dark %v) = %.2f, want at least 4.5", p.text, g, dark, c)
				}
			}
		}
	}
}

func TestEveryNameHasAColour(t *testing.T) {
	for _, p := range pairs {
		for _, n := range append([]fyne.ThemeColorName{p.text}, p.grounds...) {
			if _, ok := palette[n]; !ok {
				t.Errorf("palette has no %s", n)
			}
		}
	}
	for i := range 20 {
		if _, ok := palette[SourceColor(i)]; !ok {
			t.Errorf("palette has no colour for source %d", i)
		}
	}
}

func TestTextSizeGrowsWithinLimits(t *testing.T) {
	for _, tt := range []struct {
		percent int
		want    float32
	}{{0, 13}, {100, 13}, {130, 17}, {10, 10}, {900, 26}} {
		t.Run(fmt.Sprint(tt.percent), func(t *testing.T) {
			got := New(Light, tt.percent).Size(base.SizeNameText)
			if math.Abs(float64(got-tt.want)) > 0.01 {
				t.Errorf("New(Light, %d).Size(text) = %v, want %v", tt.percent, got, tt.want)
			}
		})
	}
}

func TestModeWinsOverTheDesktop(t *testing.T) {
	light := New(Light, 0).Color(ColorPage, base.VariantDark)
	if light != palette[ColorPage].light {
		t.Errorf("Light theme on a dark desktop = %v", light)
	}
	if dark := New(System, 0).Color(ColorPage, base.VariantDark); dark != palette[ColorPage].dark {
		t.Errorf("System theme on a dark desktop = %v", dark)
	}
}

// contrast is the ratio that WCAG 2 defines.
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}
