package widgets

import (
	"slices"
	"strings"

	"parallax/app/ui/theme"
	"parallax/article"
)

// ArticleRowHeight is the height of a row of articles at 100 % text.
const ArticleRowHeight = 135

// An ArticleRow is what a row of the list of articles shows.
type ArticleRow struct {
	Title     string
	TitleHits []article.Span // into Title
	Meta      string
	Snippet   string
	Hits      []article.Span // into Snippet
	Chips     []ChipData
	Unread    bool
	Starred   bool
	Loading   bool // nothing is known yet: a placeholder is drawn
}

const (
	rowPad      = 14
	titleLines  = 2
	snippetRows = 2
)

// Draw draws the row into a cell.
func (a ArticleRow) Draw(c *Cell) {
	c.Ground()
	left := theme.Scaled(rowPad)
	width := c.Width - 2*left - barWidth/2
	if a.Loading {
		a.placeholder(c, left, width)
		return
	}
	y := theme.Scaled(10)
	titleSize, titleStep := theme.Size(theme.SizeTitle), theme.Scaled(18)
	titleWidth := width
	if a.Starred {
		titleWidth -= theme.Scaled(18)
		c.b.middle(c.Width-left-theme.Scaled(12), y+titleStep/2, "★", Sans, titleSize, paint(theme.ColorNote))
	}
	x := left
	if a.Unread {
		dot := theme.Scaled(7)
		c.b.rect(left, y+ceil((titleStep-dot)/2), dot, dot, paint(theme.ColorAccent), dot/2)
	}
	y = hitLines(c, x, y, titleWidth, titleStep, titleLines, a.Title, a.TitleHits, SansBold, titleSize, Look{}, a.indent())
	y += theme.Scaled(2)
	small := Look{Size: theme.SizeSmall, Colour: theme.ColorMuted}
	c.Text(left, y+theme.Scaled(8), width, a.Meta, small)
	y += theme.Scaled(17)
	y = hitLines(c, left, y, width, theme.Scaled(17), snippetRows, a.Snippet, a.Hits, Sans, theme.Size(theme.SizeSnippet),
		Look{Colour: theme.ColorSnippet}, 0)
	y = max(y+theme.Scaled(6), 0)
	y = min(y, c.Height-theme.Scaled(chipHeight+6))
	for i, chip := range a.Chips {
		rest := left + width - x
		w := c.Chip(x, y, rest, chip)
		if w == 0 {
			if i < len(a.Chips) {
				c.Text(x, y+theme.Scaled(chipHeight)/2, rest, "…", small)
			}
			break
		}
		x += w + theme.Scaled(5)
	}
}

// indent is the room for the dot before the title.
func (a ArticleRow) indent() float32 {
	if a.Unread {
		return theme.Scaled(13)
	}
	return 0
}

func (a ArticleRow) placeholder(c *Cell, left, width float32) {
	for i, part := range []float32{0.8, 0.35, 0.95} {
		c.Rect(left, theme.Scaled(14+float32(i)*24), width*part, theme.Scaled(10), theme.ColorNeutralBack, 4)
	}
}

// hitLines draws s in at most n lines with hits behind its words and returns
// where the next thing can stand. The first line begins further in.
func hitLines(c *Cell, x, y, width, step float32, n int, s string, hits []article.Span, f Face, size float32, look Look, first float32) float32 {
	s, hits = clean(s, hits)
	for at, i := 0, 0; i < n && at < len(s); i++ {
		for at < len(s) && s[at] == ' ' {
			at++
		}
		if at == len(s) {
			break
		}
		room, left := width-first, x+first
		first = 0
		var line string
		end := len(s)
		if i == n-1 {
			line = ellipsis(s[at:], f, size, room)
			if cut := strings.TrimSuffix(line, "…"); len(cut) < len(line) && !strings.HasPrefix(s[at:], line) {
				end = at + len(cut)
			}
		} else {
			end = at + lineEnd(s[at:], f, size, room)
			line = strings.TrimRight(s[at:end], " ")
		}
		h := round(size * 1.32)
		for _, hit := range hits {
			from, to := max(hit.Start, at), min(hit.End, end, at+len(line))
			if from >= to {
				continue
			}
			a := left + f.width(s[at:from], size)
			w := f.width(s[from:to], size)
			c.b.rect(round(a)-1, round(y+(step-h)/2), round(w)+2, h, paint(theme.ColorHit), 2)
		}
		c.b.middle(left, y+step/2, line, f, size, paint(look.colour()))
		y += step
		at = end
	}
	return y
}

// clean makes s one line of bounded length and moves the spans with it.
func clean(s string, spans []article.Span) (string, []article.Span) {
	const enough = 600
	if len(s) > enough {
		s = s[:runeStart(s, enough)]
	}
	flat := oneLine(s)
	if len(flat) == len(s) {
		return flat, spans
	}
	// Something was taken out: count what is left before each end.
	moved := slices.Clone(spans)
	to := func(i int) int { return len(oneLine(s[:runeStart(s, min(max(i, 0), len(s)))])) }
	for i, sp := range moved {
		moved[i] = article.Span{Start: to(sp.Start), End: to(sp.End)}
	}
	return flat, moved
}
