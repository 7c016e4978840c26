package widgets

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"parallax/app/ui/theme"
)

func TestButtonActsByClickAndKeyUnlessDisabled(t *testing.T) {
	n := 0
	b := NewPrimaryButton("Compare", func() { n++ })
	test.Tap(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.Disable()
	test.Tap(b)
	if n != 2 {
		t.Errorf("acted %d times, want 2", n)
	}
}

func TestUnusedKeysGoToTheWindow(t *testing.T) {
	l, _ := newList(t, 3, 200, 200)
	w := test.NewWindow(container.NewVBox(l))
	defer w.Close()
	var got []fyne.KeyName
	var letters []rune
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { got = append(got, ev.Name) })
	w.Canvas().SetOnTypedRune(func(r rune) { letters = append(letters, r) })
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	l.TypedRune('t')
	if !slices.Equal(got, []fyne.KeyName{fyne.KeyEscape}) || string(letters) != "t" {
		t.Errorf("the window got %v and %q", got, string(letters))
	}
}

func TestTooltipComesAndGoes(t *testing.T) {
	b := NewFlatButton("Tag", nil)
	b.SetTip("Add a tag (t)")
	o := NewOverlay()
	defer o.Close()
	w := test.NewWindow(container.NewStack(container.NewVBox(b), o))
	defer w.Close()
	b.MouseIn(&desktop.MouseEvent{})
	if o.Tip() != "Add a tag (t)" {
		t.Errorf("tip = %q", o.Tip())
	}
	b.MouseOut()
	if o.Tip() != "" {
		t.Errorf("tip = %q after the pointer went", o.Tip())
	}
}

func TestChipClosesByCross(t *testing.T) {
	taps, closed := 0, 0
	c := NewClosableChip(ChipData{Text: "kursk"}, func() { taps++ }, func() { closed++ })
	c.Resize(c.MinSize())
	test.TapAt(c, fyne.NewPos(10, 8))
	test.TapAt(c, fyne.NewPos(c.Size().Width-8, 8))
	if taps != 1 || closed != 1 {
		t.Errorf("%d taps, %d closed; want 1, 1", taps, closed)
	}
}

func TestSearchBoxKeys(t *testing.T) {
	s := NewSearchBox("Search")
	w := test.NewWindow(s)
	defer w.Close()
	var heard []string
	s.OnChanged = func(v string) { heard = append(heard, v) }
	s.SetText("quiet")
	down, escape := 0, 0
	s.OnDown, s.OnEscape = func() { down++ }, func() { escape++ }
	s.Focus()
	if !s.Focused() {
		t.Error("Focus did not bring the keys")
	}
	test.Type(s.entry, "a")
	s.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	s.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !slices.Equal(heard, []string{"a"}) || down != 1 || escape != 1 {
		t.Errorf("heard %q, %d down, %d escape", heard, down, escape)
	}
}

func TestMonthBarsChooseAndLetGo(t *testing.T) {
	var got []int
	m := NewMonthBars(func(i int) { got = append(got, i) })
	m.SetBars([]MonthBar{{Count: 1}, {Count: 5}, {}}, -1)
	m.Resize(fyne.NewSize(200, 40))
	at := fyne.NewPos(theme.Scaled(rowInset)+theme.Scaled(monthWidest+monthGap)+2, 20)
	test.TapAt(m, at)
	test.TapAt(m, at)
	if !slices.Equal(got, []int{1, -1}) {
		t.Errorf("chosen %v, want [1 -1]", got)
	}
}

func TestTabsTellTheChange(t *testing.T) {
	got := -1
	x := NewTabs([]TabData{{Text: "Side by side"}, {Text: "Facts", Count: "23"}}, func(i int) { got = i })
	x.Resize(x.MinSize())
	x.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if got != 1 || x.Selected() != 1 {
		t.Errorf("told %d, selected %d", got, x.Selected())
	}
	test.TapAt(x, fyne.NewPos(5, 5))
	if got != 0 {
		t.Errorf("a click on the first told %d", got)
	}
}

func TestSplitKeepsTheLeftSide(t *testing.T) {
	left, right := NewHairline(), NewHairline()
	s := NewSplit(left, right, 200)
	show(t, s, 800, 400)
	s.handle.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(30, 0)})
	if left.Size().Width != 230 {
		t.Errorf("after a drag the left side is %v wide, want 230", left.Size().Width)
	}
	s.Resize(fyne.NewSize(1000, 400))
	if left.Size().Width != 230 || right.Size().Width != 769 {
		t.Errorf("in a wider window the sides are %v and %v", left.Size().Width, right.Size().Width)
	}
}

func TestWrapEndsInAnEllipsis(t *testing.T) {
	got := wrap("one two three four five six seven", Sans, 13, 60, 2)
	if len(got) != 2 || got[1][len(got[1])-3:] != "…" {
		t.Errorf("wrap = %q", got)
	}
	for _, tt := range anyTexts {
		for _, w := range []float32{0, 10, 200} {
			if l := wrap(tt.text, Sans, 13, w, 3); len(l) > 3 {
				t.Errorf("%s: %d lines", tt.name, len(l))
			}
		}
	}
}

func TestEverythingDrawsAtEveryTextSize(t *testing.T) {
	app := fyne.CurrentApp()
	defer app.Settings().SetTheme(theme.New(theme.Light, 0))
	for _, percent := range []int{80, 100, 130, 200} {
		for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
			app.Settings().SetTheme(theme.New(mode, percent))
			c := show(t, container.NewVBox(
				NewFlatButton("Add", nil), NewPill("Conflicts", "2", nil), NewChip(ChipData{Text: "kursk"}, nil),
				NewBadge("23", ToneTag), NewSectionHeader("Tags"), NewSidebarRow(SidebarData{Text: "All", Count: "5"}, nil),
				NewSearchBox("Search"), NewProgressLine(), NewCard(CardData{Title: "Import", Text: "Files"}, nil),
				NewCountTile("read", "1,204", theme.ColorAgree), NewLegend(LegendItem{Text: "only here", Dashed: true}),
				NewLinkText("set it", Look{}, nil), NewToast(), NewMonthBars(nil), NewPlainParagraph("some words", Look{}),
			), 300, 800)
			if c.Capture().Bounds().Empty() {
				t.Error("nothing drawn")
			}
		}
	}
}
