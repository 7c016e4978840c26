package widgets

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"parallax/article"
)

func newList(tb testing.TB, n int, w, h float32) (*RowList, *[]int) {
	tb.Helper()
	drawn := &[]int{}
	l := NewRowList(100, func(row int, c *Cell) {
		*drawn = append(*drawn, row)
		c.Ground()
		c.Text(10, 20, c.Width-20, fmt.Sprint("row ", row), Look{})
	})
	l.SetLength(n)
	show(tb, l, w, h)
	return l, drawn
}

func tapRow(l *RowList, row int, mod fyne.KeyModifier) {
	pos := fyne.NewPos(50, float32(float64(row)*float64(l.rowStep())-l.offset)+10)
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod}
	ev.Position = pos
	l.MouseDown(ev)
	l.MouseUp(ev)
	l.Tapped(&fyne.PointEvent{Position: pos})
}

func TestOnlyRowsInSightAreDrawn(t *testing.T) {
	l, drawn := newList(t, 1_000_000, 300, 650)
	*drawn = nil
	l.ScrollTo(50_000_000)
	if got := len(test.WidgetRenderer(l).Objects()); got > 9 {
		t.Errorf("%d objects for 7 rows in sight", got)
	}
	if len(*drawn) != 7 || (*drawn)[0] != 500_000 {
		t.Errorf("drawn %v, want 7 rows from 500000", *drawn)
	}
	*drawn = nil
	l.ScrollTo(50_000_040)
	if len(*drawn) != 0 {
		t.Errorf("a scroll within the rows in sight drew %v", *drawn)
	}
	l.ScrollTo(1e12)
	if _, last := l.InSight(); last != 999_999 {
		t.Errorf("at the end the last row in sight is %d", last)
	}
}

func TestClicksSelectRows(t *testing.T) {
	l, _ := newList(t, 100, 300, 650)
	for _, tt := range []struct {
		row  int
		mod  fyne.KeyModifier
		want []int
	}{
		{1, 0, []int{1}},
		{4, fyne.KeyModifierShift, []int{1, 2, 3, 4}},
		{2, fyne.KeyModifierShortcutDefault, []int{1, 3, 4}},
		{5, fyne.KeyModifierShortcutDefault, []int{1, 3, 4, 5}},
		{3, fyne.KeyModifierShift, []int{3, 4, 5}},
		{0, 0, []int{0}},
	} {
		tapRow(l, tt.row, tt.mod)
		if got := l.Selected(100); !slices.Equal(got, tt.want) {
			t.Errorf("after a click on %d with %v: %v, want %v", tt.row, tt.mod, got, tt.want)
		}
	}
}

func TestKeysGoThroughRows(t *testing.T) {
	l, _ := newList(t, 100, 300, 650)
	told := 0
	l.OnSelect = func() { told++ }
	key := func(k fyne.KeyName) { l.TypedKey(&fyne.KeyEvent{Name: k}) }
	for _, tt := range []struct {
		key   fyne.KeyName
		shift bool
		cur   int
		count int
	}{
		{fyne.KeyDown, false, 0, 1},
		{fyne.KeyDown, false, 1, 1},
		{fyne.KeyDown, true, 2, 2},
		{fyne.KeyPageDown, true, 7, 7},
		{fyne.KeyEnd, false, 99, 1},
		{fyne.KeyDown, false, 99, 1},
		{fyne.KeyHome, true, 0, 100},
		{fyne.KeyPageUp, false, 0, 1},
		{fyne.KeySpace, false, 0, 0},
	} {
		l.shift = tt.shift
		key(tt.key)
		if l.Current() != tt.cur || l.SelectedCount() != tt.count {
			t.Errorf("after %s (shift %v): current %d, %d selected; want %d, %d",
				tt.key, tt.shift, l.Current(), l.SelectedCount(), tt.cur, tt.count)
		}
	}
	if told != 9 {
		t.Errorf("OnSelect was called %d times, want 9", told)
	}
	l.Select(50)
	if first, last := l.InSight(); first > 50 || last < 50 {
		t.Errorf("row 50 is not in sight: %d to %d", first, last)
	}
	opened := -1
	l.OnOpen = func(row int) { opened = row }
	key(fyne.KeyReturn)
	if opened != 50 {
		t.Errorf("Enter opened %d, want 50", opened)
	}
}

func TestSelectAllOfAMillionIsOneRange(t *testing.T) {
	l, _ := newList(t, 1_000_000, 300, 650)
	l.TypedShortcut(&fyne.ShortcutSelectAll{})
	if got := l.SelectedCount(); got != 1_000_000 || len(l.selected.ranges) != 1 {
		t.Errorf("%d selected in %d ranges", got, len(l.selected.ranges))
	}
	called := false
	l.OnSelectAll = func() { called = true }
	l.TypedShortcut(&fyne.ShortcutSelectAll{})
	if !called {
		t.Error("OnSelectAll was not called")
	}
	l.SetLength(10)
	if got := l.SelectedCount(); got != 10 {
		t.Errorf("after the list became shorter %d are selected, want 10", got)
	}
}

func TestDoubleClickOpens(t *testing.T) {
	l, _ := newList(t, 5, 300, 650)
	now := time.Unix(0, 0)
	l.now = func() time.Time { return now }
	opened := 0
	l.OnOpen = func(int) { opened++ }
	tapRow(l, 1, 0)
	now = now.Add(time.Second)
	tapRow(l, 1, 0)
	if opened != 0 {
		t.Error("two slow clicks opened")
	}
	now = now.Add(100 * time.Millisecond)
	tapRow(l, 1, 0)
	if opened != 1 {
		t.Errorf("a double click opened %d times", opened)
	}
}

func TestRowIsSelectedBeforeTheListHasASize(t *testing.T) {
	l := NewRowList(100, func(int, *Cell) {})
	l.SetLength(1000)
	l.Select(0)
	if l.Offset() != 0 {
		t.Errorf("offset = %v before there is room", l.Offset())
	}
	l.Select(500)
	show(t, l, 300, 400)
	if first, last := l.InSight(); first > 500 || last < 500 {
		t.Errorf("rows %d to %d in sight, want 500", first, last)
	}
}

func TestRowsetIsASet(t *testing.T) {
	var s rowset
	want := map[int]bool{}
	n := uint32(1)
	for range 3000 {
		n = n*1664525 + 1013904223
		a := int(n>>16) % 200
		switch n >> 8 % 3 {
		case 0:
			s.add(a, a+5)
			for i := a; i <= a+5; i++ {
				want[i] = true
			}
		default:
			s.toggle(a)
			if want[a] {
				delete(want, a)
			} else {
				want[a] = true
			}
		}
		if s.count() != len(want) {
			t.Fatalf("count() = %d, want %d", s.count(), len(want))
		}
	}
	for i := range 210 {
		if s.has(i) != want[i] {
			t.Errorf("has(%d) = %v", i, s.has(i))
		}
	}
}

func TestArticleRowDrawsAnyText(t *testing.T) {
	for _, tt := range anyTexts {
		a := ArticleRow{
			Title: tt.text, Meta: tt.text, Snippet: tt.text, Unread: true, Starred: true,
			Hits:      []article.Span{{Start: 0, End: len(tt.text)}, {Start: -5, End: 900}},
			TitleHits: []article.Span{{Start: 3, End: 7}},
			Chips:     []ChipData{{Text: tt.text}, {Text: "kursk"}},
		}
		l := NewRowList(ArticleRowHeight, func(_ int, c *Cell) { a.Draw(c) })
		l.SetLength(3)
		for _, w := range []float32{20, 130, 390} {
			show(t, l, w, 400)
		}
	}
}

func BenchmarkRowListMillionCreate(b *testing.B) {
	for b.Loop() {
		newList(b, 1_000_000, 390, 800)
	}
}

func BenchmarkRowListMillionScrollStep(b *testing.B) {
	hits := []article.Span{{Start: 3, End: 9}}
	a := ArticleRow{
		Title: "North Korea’s Foreign Minister Meets Putin During Russia Visit", Meta: "Reuters · 2025-10-27 · 311 words",
		Snippet: "…sent around 15,000 troops to Russia since the previous fall… North Korea’s Foreign Minister Choe Son Hui held…",
		Hits:    hits, TitleHits: hits, Chips: []ChipData{{Text: "diplomacy"}, {Text: "kursk"}},
	}
	l := NewRowList(ArticleRowHeight, func(_ int, c *Cell) { a.Draw(c) })
	l.SetLength(1_000_000)
	show(b, l, 390, 800)
	y := 0.0
	for b.Loop() {
		y += 135
		l.ScrollTo(y)
	}
}

// The painter leaves out what begins above the clip and says to have no height.
func TestARowHalfAboveTheTopKeepsItsWords(t *testing.T) {
	l, _ := newList(t, 100, 300, 250)
	win := show(t, l, 300, 250)
	inked := func() int {
		img, n := win.Capture(), 0
		for y := range 10 {
			for x := 10; x < 80; x++ {
				if r, _, _, _ := img.At(x, y).RGBA(); r>>8 < 0x80 {
					n++
				}
			}
		}
		return n
	}
	l.ScrollTo(1000 + 16) // through the middle of the small letters
	if inked() == 0 {
		t.Error("the words are gone")
	}
	for _, o := range test.WidgetRenderer(l).Objects() {
		if box, ok := o.(*fyne.Container); ok {
			for _, o := range box.Objects {
				if words, ok := o.(*canvas.Text); ok && words.Size().Height == 0 {
					t.Errorf("%q has no height", words.Text)
				}
			}
		}
	}
}
