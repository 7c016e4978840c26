package theme

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// Text sizes of our own, beside Fyne's SizeNameText (13 at 100 %).
const (
	SizeSmall   fyne.ThemeSizeName = "parallax-small"   // meta lines, counts, chips
	SizeSnippet fyne.ThemeSizeName = "parallax-snippet" // snippets, boxes at the foot
	SizeTitle   fyne.ThemeSizeName = "parallax-title"   // titles in lists, names of panels
	SizeHeader  fyne.ThemeSizeName = "parallax-header"  // SMALL CAPS over groups
	SizeReading fyne.ThemeSizeName = "parallax-reading" // the text of an article
	SizeColumn  fyne.ThemeSizeName = "parallax-column"  // the text in columns of a comparison
)

// Lengths that do not grow with the text.
const (
	Hairline = 1 // thickness of lines between rows and panels
	Radius   = 6 // corners of buttons and fields
)

// textSizes are whole units at every text size: the shaper spaces letters for
// the next whole size.
var textSizes = map[fyne.ThemeSizeName]float32{
	base.SizeNameText:           13,
	base.SizeNameCaptionText:    12,
	base.SizeNameHeadingText:    22,
	base.SizeNameSubHeadingText: 16,
	base.SizeNameInlineIcon:     16,
	SizeSmall:                   12,
	SizeSnippet:                 12,
	SizeTitle:                   14,
	SizeHeader:                  11,
	SizeReading:                 17,
	SizeColumn:                  15,
}

var fixedSizes = map[fyne.ThemeSizeName]float32{
	base.SizeNamePadding:            4,
	base.SizeNameInnerPadding:       6,
	base.SizeNameLineSpacing:        3,
	base.SizeNameScrollBar:          10,
	base.SizeNameScrollBarSmall:     4,
	base.SizeNameScrollBarRadius:    4,
	base.SizeNameSeparatorThickness: Hairline,
	base.SizeNameInputBorder:        1,
	base.SizeNameInputRadius:        Radius,
	base.SizeNameSelectionRadius:    3,
}

// Size returns the size of a name at the text size that is set now.
func Size(name fyne.ThemeSizeName) float32 {
	t, _ := current()
	return t.Size(name)
}
