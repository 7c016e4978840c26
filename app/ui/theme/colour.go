package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// Colours of our own. Grounds first, then letters, lines and signs.
const (
	ColorPage      fyne.ThemeColorName = "parallax-page"      // behind a text that is read
	ColorPanel     fyne.ThemeColorName = "parallax-panel"     // bar, sidebar, status
	ColorList      fyne.ThemeColorName = "parallax-list"      // lists, tables, columns
	ColorBand      fyne.ThemeColorName = "parallax-band"      // heads of columns, groups in a table, foot of the reader
	ColorField     fyne.ThemeColorName = "parallax-field"     // entries
	ColorFloat     fyne.ThemeColorName = "parallax-float"     // toasts, tooltips, dialogs
	ColorSelected  fyne.ThemeColorName = "parallax-selected"  // the selected row of a list
	ColorChosen    fyne.ThemeColorName = "parallax-chosen"    // the selected row of the sidebar
	ColorRowHover  fyne.ThemeColorName = "parallax-row-hover" // the row under the pointer
	ColorPassage   fyne.ThemeColorName = "parallax-passage"   // the passage one stands on
	ColorHit       fyne.ThemeColorName = "parallax-hit"       // words of a search
	ColorHitNow    fyne.ThemeColorName = "parallax-hit-now"   // the hit one stands on
	ColorHighlight fyne.ThemeColorName = "parallax-highlight" // marked by a person
	ColorSelection fyne.ThemeColorName = "parallax-selection" // selected text

	ColorSameWords   fyne.ThemeColorName = "parallax-same-words"
	ColorSameMeaning fyne.ThemeColorName = "parallax-same-meaning"
	ColorConflict    fyne.ThemeColorName = "parallax-conflict"     // ground of the words in conflict
	ColorConflictRow fyne.ThemeColorName = "parallax-conflict-row" // ground of a row in conflict
	ColorAgree       fyne.ThemeColorName = "parallax-agree"
	ColorOnly        fyne.ThemeColorName = "parallax-only"

	ColorTagBack     fyne.ThemeColorName = "parallax-tag-back"
	ColorNeutralBack fyne.ThemeColorName = "parallax-neutral-back"
	ColorWarnBack    fyne.ThemeColorName = "parallax-warn-back"
	ColorNewBack     fyne.ThemeColorName = "parallax-new-back"

	ColorText         fyne.ThemeColorName = base.ColorNameForeground
	ColorMuted        fyne.ThemeColorName = "parallax-muted"
	ColorFaint        fyne.ThemeColorName = "parallax-faint" // group heads, folded text
	ColorSnippet      fyne.ThemeColorName = "parallax-snippet"
	ColorDisabled     fyne.ThemeColorName = base.ColorNameDisabled // the one text that need not be readable
	ColorAccent       fyne.ThemeColorName = "parallax-accent"
	ColorOnAccent     fyne.ThemeColorName = "parallax-on-accent"
	ColorTagText      fyne.ThemeColorName = "parallax-tag-text"
	ColorNeutralText  fyne.ThemeColorName = "parallax-neutral-text"
	ColorWarnText     fyne.ThemeColorName = "parallax-warn-text"
	ColorHitText      fyne.ThemeColorName = "parallax-hit-text"
	ColorConflictText fyne.ThemeColorName = "parallax-conflict-text"
	ColorAgreeText    fyne.ThemeColorName = "parallax-agree-text"

	ColorLine        fyne.ThemeColorName = "parallax-line"   // between panels and rows
	ColorBorder      fyne.ThemeColorName = "parallax-border" // around buttons and fields
	ColorUnderline   fyne.ThemeColorName = "parallax-underline"
	ColorButton      fyne.ThemeColorName = base.ColorNameButton
	ColorButtonHover fyne.ThemeColorName = "parallax-button-hover"
	ColorPrimary     fyne.ThemeColorName = "parallax-primary" // the button one most likely wants
	ColorAccentHover fyne.ThemeColorName = "parallax-accent-hover"
	ColorBar         fyne.ThemeColorName = "parallax-bar"     // a month, a progress
	ColorBarNow      fyne.ThemeColorName = "parallax-bar-now" // the month chosen
	ColorTrack       fyne.ThemeColorName = "parallax-track"   // what is left of a progress
	ColorRowMark     fyne.ThemeColorName = "parallax-row-mark"
	ColorNote        fyne.ThemeColorName = "parallax-note" // the bar beside a highlight
	ColorOnlyBar     fyne.ThemeColorName = "parallax-only-bar"
	ColorFocusRing   fyne.ThemeColorName = "parallax-focus-ring"
	ColorScrollThumb fyne.ThemeColorName = "parallax-scroll-thumb"
	ColorNone        fyne.ThemeColorName = ""
)

// sources are told apart by people with any colour vision.
var sources = [...]color.NRGBA{
	hex(0x0072b2), hex(0xd55e00), hex(0x009e73), hex(0xcc79a7),
	hex(0xe69f00), hex(0x56b4e9), hex(0x8b6f47), hex(0x6a51a3),
}

var sourceNames = [...]fyne.ThemeColorName{
	"parallax-source-0", "parallax-source-1", "parallax-source-2", "parallax-source-3",
	"parallax-source-4", "parallax-source-5", "parallax-source-6", "parallax-source-7",
}

// SourceColor returns the name of the colour of the n-th source of a
// comparison; after the eighth they repeat.
func SourceColor(n int) fyne.ThemeColorName {
	return sourceNames[((n%len(sourceNames))+len(sourceNames))%len(sourceNames)]
}

// A shade is one colour in both variants.
type shade struct{ light, dark color.NRGBA }

func hex(rgb uint32) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 0xff}
}

func alpha(rgb uint32, a uint8) color.NRGBA {
	c := hex(rgb)
	c.A = a
	return c
}

func resolve(name fyne.ThemeColorName, dark bool) color.Color {
	s, ok := palette[name]
	switch {
	case !ok:
		return color.Transparent
	case dark:
		return s.dark
	}
	return s.light
}
