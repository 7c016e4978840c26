package widgets

import (
	"fyne.io/fyne/v2"

	"parallax/app/ui/theme"
	"parallax/article"
)

// DefaultLimit is how many bytes of a text are shown where Doc.Limit is 0.
const DefaultLimit = 4 << 20

// A Doc is a text to show: the words, their structure and what is marked in
// them. Spans are into Text; those that do not fit are left out.
type Doc struct {
	Title  string            // "" for none
	Byline fyne.CanvasObject // stands under the title and scrolls along; may be nil
	Text   string
	Blocks []article.Block // in order; where there are none, every line is a paragraph
	Marks  []Mark
	Folds  []Fold // in order, not overlapping

	TitleMarks []Mark // spans into Title
	Limit      int    // bytes of Text that are shown; 0 is DefaultLimit
	CutNote    string // stands at the end where the text was cut
}

// An Underline is a line under words.
type Underline int

// The lines under words.
const (
	NoUnderline Underline = iota
	SolidUnderline
	DashedUnderline
)

// A Mark is something to see in the text: a hit, a highlight, words that
// another source also has. Marks may overlap; later ones lie above.
type Mark struct {
	article.Span
	ID         string // given to OnTappedMark; "" cannot be tapped
	Background fyne.ThemeColorName
	Underline  Underline
	Line       fyne.ThemeColorName // of the underline
	Margin     fyne.ThemeColorName // a bar beside the lines
	Colour     fyne.ThemeColorName // of the letters
	Bold       bool
	Block      bool   // Background lies behind the whole block, the bar at its edge
	Note       string // stands small under the block
	Tip        string // shown when the pointer rests on it
}

// A Fold is a part of the text that is shown as one line until that line is
// clicked.
type Fold struct {
	article.Span
	ID    string
	Label string // the line, in full
	Shown string // the line while it is open; "" is Label
	Open  bool
}

// A Style is how a text is set.
type Style struct {
	Face     Face
	Size     fyne.ThemeSizeName
	Leading  float32 // distance of the lines in parts of the text size
	Colour   fyne.ThemeColorName
	MaxWidth float32 // of the column at 100 % text, 0 for no limit
	Pad      Insets
	Lines    int // at most so many lines are shown of each block, 0 for all
}

// ReadingStyle is for an article that fills a panel.
func ReadingStyle() Style {
	return Style{
		Face: Serif, Size: theme.SizeReading, Leading: 1.53, Colour: theme.ColorText,
		MaxWidth: 664, Pad: Insets{Top: 24, Right: 32, Bottom: 40, Left: 32},
	}
}

// ColumnStyle is for the columns of a comparison. It leaves room for bars at
// the left.
func ColumnStyle() Style {
	return Style{
		Face: Serif, Size: theme.SizeColumn, Leading: 1.45, Colour: theme.ColorText,
		Pad: Insets{Top: 7, Right: 18, Bottom: 7, Left: 22},
	}
}

// QuoteStyle is for sentences in a panel of evidence.
func QuoteStyle() Style {
	return Style{
		Face: Serif, Size: theme.SizeTitle, Leading: 1.42, Colour: theme.ColorText,
		Pad: Insets{Left: 13},
	}
}

// PlainStyle is for words of the interface over several lines.
func PlainStyle(look Look) Style {
	if look.Size == "" {
		look.Size = "text"
	}
	return Style{Face: look.Face, Size: look.Size, Leading: 1.36, Colour: look.colour()}
}
