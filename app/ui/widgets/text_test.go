package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"parallax/app/ui/theme"
	"parallax/article"
)

func newText(tb testing.TB, d Doc, w, h float32) *Text {
	tb.Helper()
	t := NewText(ReadingStyle())
	t.SetDoc(d)
	show(tb, t, w, h)
	return t
}

func span(text, words string) article.Span {
	i := strings.Index(text, words)
	return article.Span{Start: i, End: i + len(words)}
}

func TestLinesJoinedAreTheText(t *testing.T) {
	for _, tt := range anyTexts {
		for _, width := range []float32{90, 300, 900} {
			t.Run(fmt.Sprintf("%s/%v", tt.name, width), func(t *testing.T) {
				x := newText(t, Doc{Text: tt.text}, width, 400)
				at := 0
				for _, b := range x.blks {
					if strings.TrimSpace(tt.text[at:b.at]) != "" {
						t.Errorf("lost %q before a block", tt.text[at:b.at])
					}
					var sb strings.Builder
					end := int32(0)
					for _, ln := range b.lines {
						if ln.start != end || ln.ink < ln.start || ln.ink > ln.end {
							t.Errorf("line %v after one that ends at %d", ln, end)
						}
						end = ln.end
						sb.WriteString(b.text[ln.start:ln.end])
					}
					if sb.String() != b.text {
						t.Errorf("lines = %q, want %q", sb.String(), b.text)
					}
					at = b.at + len(b.text)
				}
				if strings.TrimSpace(tt.text[at:]) != "" {
					t.Errorf("lost %q at the end", tt.text[at:])
				}
			})
		}
	}
}

func TestNoLineIsWiderThanTheColumn(t *testing.T) {
	for _, tt := range anyTexts {
		x := newText(t, Doc{Text: tt.text}, 320, 400)
		for _, b := range x.blks {
			px := b.pixels(x.pixels())
			for _, ln := range b.lines {
				var w float32
				for _, r := range b.runs(ln, px) {
					w += r.w
				}
				if w > x.columnWidth+px && ln.ink-ln.start > 4 {
					t.Errorf("%s: line %q is %v wide, column %v", tt.name, b.text[ln.start:ln.ink], w, x.columnWidth)
				}
			}
		}
	}
}

func TestRunsCoverTheLine(t *testing.T) {
	for _, tt := range anyTexts {
		x := newText(t, Doc{Text: tt.text}, 320, 400)
		for _, b := range x.blks {
			for _, ln := range b.lines {
				n := 0
				for _, r := range b.runs(ln, 17) {
					n += r.end - r.start
				}
				if want := int(ln.ink - ln.start); n != want {
					t.Errorf("%s: runs of %q hold %d bytes, want %d", tt.name, b.text[ln.start:ln.ink], n, want)
				}
			}
		}
	}
}

func TestWidthIsWhatFyneDraws(t *testing.T) {
	for _, f := range []Face{Sans, SansMedium, SansBold, Serif, SerifItalic, SerifBold} {
		for _, s := range []string{
			"North Korea’s Foreign Minister", "AV To Ty. 15,000", "Путин встретился", "Ελλάδα", "cafe\u0301",
		} {
			spec := faceSpec[f]
			want, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, 17, spec.style, spec.source)
			if got := f.width(s, 17); abs(got-want.Width) > 1.5 {
				t.Errorf("Face(%d).width(%q) = %v, Fyne draws %v", f, s, got, want.Width)
			}
		}
	}
}

func TestPlaceUnderPointIsThePlaceOfTheLetter(t *testing.T) {
	for _, tt := range anyTexts {
		x := newText(t, Doc{Text: tt.text}, 400, 800)
		for i, b := range x.blks {
			if b.mixed {
				continue
			}
			px := b.pixels(x.pixels())
			for n, ln := range b.lines {
				y := b.y + (float32(n)+0.5)*b.lineY
				for _, r := range b.runs(ln, px) {
					for off := r.start; off < r.end; off = nextChar(b.text, off, r.end) {
						pos := fyne.NewPos(x.left+r.edge(b.text, off, px), y-x.offset)
						got := x.placeAt(pos)
						same := got.block == i && (got.off == off || abs(r.edge(b.text, off, px)-r.edge(b.text, got.off, px)) < 0.5)
						if !same {
							t.Fatalf("%s: placeAt(byte %d) = %+v", tt.name, off, got)
						}
					}
				}
			}
		}
	}
}

func press(x *Text, pos fyne.Position, mod fyne.KeyModifier) {
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod}
	ev.Position = pos
	x.MouseDown(ev)
}

// pointOf returns where a byte of the text stands in the widget.
func pointOf(x *Text, off int) fyne.Position {
	for _, b := range x.blks {
		if b.origin != fromText || off < b.at || off > b.at+len(b.text) {
			continue
		}
		px := b.pixels(x.pixels())
		n := b.lineOf(off - b.at)
		for _, r := range b.runs(b.lines[n], px) {
			if off-b.at >= r.start && off-b.at <= r.end {
				return fyne.NewPos(x.left+b.indent*px+r.edge(b.text, off-b.at, px), b.y+(float32(n)+0.5)*b.lineY-x.offset)
			}
		}
	}
	return fyne.Position{}
}

const two = "The first paragraph has words.\nThe second paragraph has more of them, enough for a few lines of text in a column."

func TestDragSelectsOverParagraphs(t *testing.T) {
	x := newText(t, Doc{Text: two}, 400, 400)
	var words string
	var where article.Span
	x.OnSelection = func(w string, s article.Span) { words, where = w, s }
	press(x, pointOf(x, strings.Index(two, "paragraph")), 0)
	x.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: pointOf(x, strings.Index(two, "second")+6)}})
	x.DragEnd()
	if want := "paragraph has words.\n\nThe second"; words != want || x.SelectedText() != want {
		t.Errorf("selected %q, want %q", words, want)
	}
	if got, want := where.Of(two), "paragraph has words.\nThe second"; got != want {
		t.Errorf("span is of %q, want %q", got, want)
	}
	x.OnCopy = func(s string) string { return s + "\n— a source" }
	x.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != words+"\n— a source" {
		t.Errorf("clipboard = %q", got)
	}
}

func TestClicksSelectWordAndParagraph(t *testing.T) {
	x := newText(t, Doc{Text: two}, 400, 400)
	at := pointOf(x, strings.Index(two, "second")+2)
	press(x, at, 0)
	press(x, at, 0)
	if got := x.SelectedText(); got != "second" {
		t.Errorf("double click selects %q, want %q", got, "second")
	}
	press(x, at, 0)
	if got := x.SelectedText(); got != strings.Split(two, "\n")[1] {
		t.Errorf("triple click selects %q", got)
	}
	press(x, pointOf(x, 4), 0)
	x.clicks = 0
	press(x, pointOf(x, 9), fyne.KeyModifierShift)
	if got := x.SelectedText(); got != "first" {
		t.Errorf("shift and click selects %q, want %q", got, "first")
	}
}

func TestKeysSelect(t *testing.T) {
	x := newText(t, Doc{Text: two}, 400, 400)
	x.SelectSpan(span(two, "first"))
	x.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	for range 3 {
		x.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	if got := x.SelectedText(); got != "first pa" {
		t.Errorf("shift and right selects %q", got)
	}
	x.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierShift | fyne.KeyModifierShortcutDefault})
	if got := x.SelectedText(); got != "first paragraph" {
		t.Errorf("shift, control and right selects %q", got)
	}
	x.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	x.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if got := x.SelectedText(); !strings.HasPrefix(got, "first paragraph has words.\n\nThe") {
		t.Errorf("shift and down selects %q", got)
	}
	x.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	x.TypedShortcut(&fyne.ShortcutSelectAll{})
	if got, want := x.SelectedText(), strings.Replace(two, "\n", "\n\n", 1); got != want {
		t.Errorf("all = %q, want %q", got, want)
	}
	x.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if got := x.SelectedText(); got != "" {
		t.Errorf("after Escape %q is selected", got)
	}
}

func TestFoldedTextIsOneLineUntilClicked(t *testing.T) {
	text := "A sentence. Note: this was rewritten. Another sentence."
	s := span(text, "Note: this was rewritten.")
	x := newText(t, Doc{Text: text, Folds: []Fold{{Span: s, ID: "n", Label: "a note (folded)"}}}, 500, 300)
	if got := texts(x.blks); got != "A sentence.|a note (folded)|Another sentence." {
		t.Errorf("folded = %q", got)
	}
	x.SelectAll()
	if got := x.SelectedText(); strings.Contains(got, "folded") || strings.Contains(got, "Note") {
		t.Errorf("a copy of folded text = %q", got)
	}
	told := ""
	x.OnFold = func(id string, open bool) { told = fmt.Sprint(id, open) }
	x.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x.left+10, x.blks[1].y+5)})
	if told != "ntrue" {
		t.Errorf("OnFold told %q", told)
	}
	if got := texts(x.blks); got != "A sentence.|a note (folded)|Note: this was rewritten.|Another sentence." {
		t.Errorf("open = %q", got)
	}
}

func TestFoldOverParagraphsHasOneLabel(t *testing.T) {
	text := "One.\nTwo.\nThree.\nFour."
	s := article.Span{Start: 5, End: 16}
	x := newText(t, Doc{Text: text, Folds: []Fold{{Span: s, Label: "…"}, {Span: article.Span{Start: 3, End: 3}, Label: "empty"}}}, 500, 300)
	if got := texts(x.blks); got != "One.|…|Four." {
		t.Errorf("blocks = %q, want one label", got)
	}
}

func texts(blks []*block) string {
	var parts []string
	for _, b := range blks {
		parts = append(parts, b.text)
	}
	return strings.Join(parts, "|")
}

func TestFindCountsAndOpensFolds(t *testing.T) {
	text := "Troops were sent. No troops came back.\nThe “TROOPS” are it’s."
	s := span(text, "No troops came back.")
	x := newText(t, Doc{Title: "Troops", Text: text, Folds: []Fold{{Span: s, Label: "folded"}}}, 500, 300)
	if n := x.Find("troops"); n != 4 {
		t.Fatalf("Find(troops) = %d, want 4", n)
	}
	if at, of := x.Found(); at != 0 || of != 4 {
		t.Errorf("Found() = %d of %d", at, of)
	}
	x.FindNext()
	x.FindNext()
	if !x.open[0] {
		t.Error("the fold over what was found is closed")
	}
	if at, _ := x.FindPrevious(); at != 1 {
		t.Errorf("FindPrevious() = %d, want 1", at)
	}
	for _, tt := range []struct {
		words string
		want  int
	}{{`"troops"`, 1}, {"it's", 1}, {"nothing", 0}, {"", 0}, {"sent. no", 1}} {
		if got := x.Find(tt.words); got != tt.want {
			t.Errorf("Find(%q) = %d, want %d", tt.words, got, tt.want)
		}
	}
}

func TestTappedMarkIsTold(t *testing.T) {
	x := newText(t, Doc{Text: two}, 500, 300)
	s := span(two, "first")
	x.SetMarks([]Mark{{Span: s, ID: "m", Background: theme.ColorHit}})
	told := ""
	x.OnTappedMark = func(id string) { told = id }
	x.Tapped(&fyne.PointEvent{Position: pointOf(x, s.Start+2)})
	if told != "m" {
		t.Errorf("tapping a mark told %q", told)
	}
	told = ""
	x.Tapped(&fyne.PointEvent{Position: pointOf(x, s.End+5)})
	if told != "" {
		t.Errorf("tapping beside a mark told %q", told)
	}
}

func TestOnlyLinesInSightHaveObjects(t *testing.T) {
	x := newText(t, Doc{Text: pangrams(20000)}, 700, 600)
	for _, to := range []float32{0, 5000, x.maxOffset()} {
		x.ScrollTo(to)
		n := 0
		for _, o := range test.WidgetRenderer(x).Objects() {
			if _, ok := o.(*canvas.Text); ok {
				n++
			}
		}
		if n == 0 || n > 40 {
			t.Errorf("at %v there are %d texts, want those of about 24 lines", to, n)
		}
	}
}

func TestPlaceStaysWhenTheWidthChanges(t *testing.T) {
	text := pangrams(5000)
	x := newText(t, Doc{Text: text}, 700, 600)
	x.ScrollToSpan(article.Span{Start: 15000, End: 15010})
	before := x.topPlace()
	x.Resize(fyne.NewSize(420, 600))
	after := x.topPlace()
	if after.block != before.block || after.off > before.off || before.off-after.off > 120 {
		t.Errorf("top was %+v, is %+v", before, after)
	}
}

func TestHugeTextIsCutWithANote(t *testing.T) {
	text := strings.Repeat("word ", 20<<20/5)
	x := newText(t, Doc{Text: text, Limit: 1 << 20, CutNote: "The rest is not shown."}, 700, 600)
	last := x.blks[len(x.blks)-1]
	if last.text != "The rest is not shown." || last.origin != fromAside {
		t.Errorf("the last block is %q", last.text)
	}
	if end := x.blks[0].at + len(x.blks[0].text); end > 1<<20 {
		t.Errorf("the text goes to byte %d", end)
	}
}

func TestSpansThatDoNotFitAreLeftOut(t *testing.T) {
	newText(t, Doc{
		Text:   "short",
		Blocks: []article.Block{{Span: article.Span{Start: -4, End: 3}}, {Span: article.Span{Start: 0, End: 90}}, {Span: article.Span{Start: 2, End: 1}}},
		Marks:  []Mark{{Span: article.Span{Start: -1, End: 2}, Bold: true}, {Span: article.Span{Start: 3, End: 900}, Bold: true}},
		Folds:  []Fold{{Span: article.Span{Start: 2, End: 700}}},
	}, 300, 200)
}

func TestParagraphIsAsHighAsItsLines(t *testing.T) {
	p := NewPlainParagraph(pangrams(200), Look{})
	narrow, wide := p.HeightFor(200), p.HeightFor(800)
	if narrow < 3*wide {
		t.Errorf("HeightFor(200) = %v, HeightFor(800) = %v", narrow, wide)
	}
	if got := p.MinSize().Height; got != wide {
		t.Errorf("MinSize().Height = %v, want %v", got, wide)
	}
	if _, ok := any(p).(fyne.Scrollable); ok {
		t.Error("a paragraph takes the wheel from the scroll around it")
	}
}

func TestStretchesAreInTheOrderTheyAreSeen(t *testing.T) {
	for _, tt := range []struct {
		in   string
		rtl  bool
		want string
	}{
		{"abc אבג def", false, "abc |אבג| def"},
		{"אבג abc דהו", true, " דהו|abc|אבג "},
		{"אבג 2025 דהו", true, " דהו|2025|אבג "},
		{"אב 1,234.5 גד", true, " גד|1,234.5|אב "},
		{"abc אבג 12 דהו xyz", false, "abc | דהו|12|אבג | xyz"},
	} {
		var parts []string
		for _, s := range stretches(tt.in, tt.rtl) {
			parts = append(parts, tt.in[s.start:s.end])
		}
		if got := strings.Join(parts, "|"); got != tt.want {
			t.Errorf("stretches(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, tt := range anyTexts {
		f.Add(tt.text, 3, 9)
	}
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		if len(s) > 4000 {
			return
		}
		sp := article.Span{Start: from, End: to}
		x := newText(t, Doc{
			Title: s, Text: s,
			Marks: []Mark{{Span: sp, Background: theme.ColorHit, Bold: from%2 == 0, Note: s}},
			Folds: []Fold{{Span: sp, Label: s, Open: to%2 == 0}},
		}, 200, 300)
		x.SelectAll()
		x.Find(s)
		x.ScrollTo(1e9)
		for y := float32(0); y < 300; y += 37 {
			x.over(fyne.NewPos(y, y))
		}
	})
}

func BenchmarkTextFirstLayout(b *testing.B) {
	d := Doc{Text: pangrams(20000)}
	x := NewText(ReadingStyle())
	x.Resize(fyne.NewSize(800, 800))
	for b.Loop() {
		metrics = [faceCount]*metric{}
		x.SetDoc(d)
		x.lay(800)
	}
}

func BenchmarkTextRelayout(b *testing.B) {
	x := newText(b, Doc{Text: pangrams(20000)}, 800, 800)
	w := float32(800)
	for b.Loop() {
		w = 1400 - w
		x.Resize(fyne.NewSize(w, 800))
	}
}

func BenchmarkTextScrollStep(b *testing.B) {
	x := newText(b, Doc{Text: pangrams(20000)}, 800, 800)
	test.WidgetRenderer(x)
	y := float32(0)
	for b.Loop() {
		y += 40
		if y > x.maxOffset() {
			y = 0
		}
		x.ScrollTo(y)
	}
}

func BenchmarkTextHundredMegabytes(b *testing.B) {
	d := Doc{Text: strings.Repeat(pangrams(20000), 800), CutNote: "cut"}
	x := NewText(ReadingStyle())
	x.Resize(fyne.NewSize(800, 800))
	for b.Loop() {
		x.SetDoc(d)
		x.lay(800)
	}
}
