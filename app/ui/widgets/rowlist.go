package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parallax/app/ui/theme"
)

// A RowList is a list of rows of one height of which any number can be
// selected. Only rows in sight have objects, and a row that stays in sight is
// moved, not drawn again.
//
// One row is the current one: where the keys are. Keys: arrows, PageUp and
// PageDown, Home and End, each with Shift to select on the way; Space toggles,
// Enter opens.
type RowList struct {
	widget.BaseWidget

	// Draw draws a row. It is called for rows in sight only and must answer
	// at once: no files, no queries.
	Draw func(row int, c *Cell)
	// OnSelect is called when rows or the current row change by hand.
	OnSelect func()
	// OnOpen is called on Enter and on a double click.
	OnOpen func(row int)
	// OnMenu is called on a secondary click, after the row is selected.
	OnMenu func(row int, ev *fyne.PointEvent)
	// OnSelectAll, where set, is called instead of selecting all rows: for
	// when there are more than are loaded.
	OnSelectAll func()
	// OnVisible is told which rows are in sight when that changes, to load
	// what is near them.
	OnVisible func(first, last int)

	rowHeight float32 // at 100 %
	length    int
	offset    float64 // a million rows are more than a float32 can count
	selected  rowset
	current   int
	anchor    int
	hover     int
	focused   bool
	shift     bool
	cells     map[int]*rowCell
	spare     []*rowCell
	seen      [2]int
	bar       brush
	barDrag   bool
	mods      fyne.KeyModifier
	clickRow  int
	clickedAt time.Time
	now       func() time.Time
	drawnSize fyne.Size
	wanted    int // a row to bring into sight once there is room, -1 for none
	stale     bool
}

// A rowCell holds the objects of a row.
type rowCell struct {
	cell Cell
	b    brush
	box  *fyne.Container
}

// NewRowList returns an empty list of rows so high at 100 % text.
func NewRowList(rowHeight float32, draw func(row int, c *Cell)) *RowList {
	l := &RowList{
		Draw: draw, rowHeight: rowHeight, current: -1, anchor: -1, hover: -1,
		clickRow: -1, wanted: -1, cells: map[int]*rowCell{}, seen: [2]int{-1, -1}, now: time.Now,
	}
	l.ExtendBaseWidget(l)
	return l
}

// SetLength says how many rows there are. What is selected beyond is dropped.
func (l *RowList) SetLength(n int) {
	l.length = max(n, 0)
	l.selected.crop(l.length)
	l.current = min(l.current, l.length-1)
	l.anchor = min(l.anchor, l.length-1)
	l.offset = min(l.offset, l.maxOffset())
	l.RefreshRows()
}

// Lengthen says how many rows there are where rows are put in before the row
// from: it and those behind it move down, and what is in sight stays there.
func (l *RowList) Lengthen(n, from int) {
	by := max(n, 0) - l.length
	if by == 0 {
		return
	}
	first, _ := l.InSight()
	l.length += by
	l.selected.shift(from, by)
	move := func(row int) int {
		if row >= from {
			return row + by
		}
		return row
	}
	l.current, l.anchor = move(l.current), move(l.anchor)
	if first >= from {
		l.offset = max(l.offset+float64(by)*float64(l.rowStep()), 0)
	}
	l.SetLength(l.length)
}

// Length returns how many rows there are.
func (l *RowList) Length() int { return l.length }

// RefreshRows draws the rows in sight again.
func (l *RowList) RefreshRows() {
	l.stale = true
	l.Refresh()
}

// RefreshRow draws one row again if it is in sight.
func (l *RowList) RefreshRow(row int) {
	if c := l.cells[row]; c != nil {
		l.drawCell(row, c)
		canvas.Refresh(l)
	}
}

// Reset shows another list: nothing selected, at its top.
func (l *RowList) Reset(n int) {
	l.selected.clear()
	l.current, l.anchor, l.offset = -1, -1, 0
	l.SetLength(n)
}

// Current returns the row that the keys are at, -1 for none.
func (l *RowList) Current() int { return l.current }

// IsSelected reports whether a row is selected.
func (l *RowList) IsSelected(row int) bool { return l.selected.has(row) }

// SelectedCount returns how many rows are selected.
func (l *RowList) SelectedCount() int { return l.selected.count() }

// Selected returns the rows that are selected, in order, at most so many.
func (l *RowList) Selected(most int) []int {
	var rows []int
	for _, r := range l.selected.ranges {
		for row := r.from; row < r.to; row++ {
			if len(rows) == most {
				return rows
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// Select selects one row, makes it the current one and brings it into sight;
// it tells no one. A row outside the list selects nothing.
func (l *RowList) Select(row int) {
	if row < 0 || row >= l.length {
		l.selected.clear()
		l.current, l.anchor = -1, -1
		l.RefreshRows()
		return
	}
	l.current, l.anchor = row, row
	l.selected.only(row, row)
	l.stale = true
	l.show(row)
	l.Refresh()
}

// SelectRows selects rows and makes one the current one, which comes into sight
// where it was another; it tells no one.
func (l *RowList) SelectRows(rows []int, current int) {
	l.selected.clear()
	for _, r := range rows {
		if r >= 0 && r < l.length {
			l.selected.add(r, r)
		}
	}
	if current = min(current, l.length-1); current != l.current {
		l.current, l.anchor = current, current
		if current >= 0 {
			l.show(current)
		}
	}
	l.RefreshRows()
}

// SelectAll selects every row.
func (l *RowList) SelectAll() {
	if l.OnSelectAll != nil {
		l.OnSelectAll()
		return
	}
	if l.length == 0 {
		return
	}
	l.selected.only(0, l.length-1)
	l.told()
}

// SelectEvery selects every row and leaves the current one; it tells no one.
func (l *RowList) SelectEvery() {
	if l.length > 0 && l.selected.count() != l.length {
		l.selected.only(0, l.length-1)
		l.RefreshRows()
	}
}

// Step goes so many rows down, negative up, as the arrows do.
func (l *RowList) Step(by int) { l.goTo(l.current+by, false) }

// Offset returns how far the list is scrolled.
func (l *RowList) Offset() float64 { return l.offset }

// ScrollTo scrolls as near to an offset as can be.
func (l *RowList) ScrollTo(offset float64) { l.setOffset(offset) }

// ScrollToRow brings a row into sight.
func (l *RowList) ScrollToRow(row int) { l.show(row) }

// InSight returns the first and last row in sight; last is less than first
// when there are none.
func (l *RowList) InSight() (first, last int) {
	h := float64(l.rowStep())
	view := float64(l.Size().Height)
	if l.length == 0 || view <= 0 {
		return 0, -1
	}
	first = int(l.offset / h)
	last = min(int((l.offset+view-0.01)/h), l.length-1)
	return first, last
}

// rowStep is the height of a row now.
func (l *RowList) rowStep() float32 { return max(theme.Scaled(l.rowHeight), 1) }

func (l *RowList) maxOffset() float64 {
	return max(float64(l.length)*float64(l.rowStep())-float64(l.Size().Height), 0)
}

func (l *RowList) setOffset(to float64) {
	to = float64(int64(min(max(to, 0), l.maxOffset())))
	if to != l.offset {
		l.offset = to
		l.Refresh()
	}
}

func (l *RowList) show(row int) {
	h, view := float64(l.rowStep()), float64(l.Size().Height)
	if view <= 0 {
		l.wanted = row
		return
	}
	top := float64(row) * h
	switch {
	case top < l.offset:
		l.setOffset(top)
	case top+h > l.offset+view:
		l.setOffset(top + h - view)
	}
}

func (l *RowList) told() {
	l.RefreshRows()
	if l.OnSelect != nil {
		l.OnSelect()
	}
}

// goTo makes a row the current one and selects it, or all from the anchor to
// it.
func (l *RowList) goTo(row int, extend bool) {
	if l.length == 0 {
		return
	}
	row = min(max(row, 0), l.length-1)
	l.current = row
	if extend && l.anchor >= 0 {
		l.selected.only(l.anchor, row)
	} else {
		l.anchor = row
		l.selected.only(row, row)
	}
	l.stale = true
	l.show(row)
	l.told()
}

// CreateRenderer implements fyne.Widget.
func (l *RowList) CreateRenderer() fyne.WidgetRenderer {
	r := &rowRenderer{l: l}
	r.draw(l.Size())
	return r
}

type rowRenderer struct {
	l       *RowList
	objects []fyne.CanvasObject
}

func (r *rowRenderer) Destroy() {}

// IsClip tells the painter that nothing is drawn outside.
func (r *rowRenderer) IsClip() {}

func (r *rowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(theme.Scaled(120), min(r.l.rowStep(), theme.Scaled(60)))
}

func (r *rowRenderer) Layout(size fyne.Size) {
	l := r.l
	l.offset = min(l.offset, l.maxOffset())
	if row := l.wanted; row >= 0 && size.Height > 0 {
		l.wanted = -1
		l.show(row)
	}
	r.draw(size)
}

func (r *rowRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *rowRenderer) Refresh() {
	r.draw(r.l.Size())
	canvas.Refresh(r.l)
}

// draw puts the rows in sight where they are; rows that stay are only moved.
func (r *rowRenderer) draw(size fyne.Size) {
	l := r.l
	h := l.rowStep()
	if size != l.drawnSize {
		l.stale, l.drawnSize = true, size
	}
	first, last := l.InSight()
	for row, c := range l.cells {
		if row < first || row > last {
			l.spare = append(l.spare, c)
			delete(l.cells, row)
		}
	}
	r.objects = r.objects[:0]
	for row := first; row <= last; row++ {
		c := l.cells[row]
		fresh := c == nil
		if fresh {
			c = l.newCell()
			l.cells[row] = c
		}
		if fresh || l.stale {
			c.cell.Width, c.cell.Height = size.Width, h
			l.drawCell(row, c)
		}
		c.box.Move(fyne.NewPos(0, float32(float64(row)*float64(h)-l.offset)))
		c.box.Resize(fyne.NewSize(size.Width, h))
		r.objects = append(r.objects, c.box)
	}
	l.stale = false
	r.objects = append(r.objects, l.drawBar(size)...)
	if seen := [2]int{first, last}; seen != l.seen {
		l.seen = seen
		if l.OnVisible != nil {
			l.OnVisible(first, last)
		}
	}
}

func (l *RowList) newCell() *rowCell {
	if n := len(l.spare); n > 0 {
		c := l.spare[n-1]
		l.spare = l.spare[:n-1]
		return c
	}
	return &rowCell{box: container.NewWithoutLayout()}
}

func (l *RowList) drawCell(row int, c *rowCell) {
	c.b.begin()
	cell := &c.cell
	cell.b = &c.b
	cell.Selected, cell.Current = l.selected.has(row), row == l.current
	cell.Focused, cell.Hovered = l.focused, row == l.hover
	if l.Draw != nil {
		l.Draw(row, cell)
	}
	c.box.Objects = c.b.objects
}

// thumb returns where the thumb of the bar is, and false if all is in sight.
func (l *RowList) thumb() (y, h float32, ok bool) {
	view := float64(l.Size().Height)
	total := float64(l.length) * float64(l.rowStep())
	if total <= view || view <= 0 {
		return 0, 0, false
	}
	h = float32(min(max(view*view/total, barShortest), view))
	return float32((view - float64(h)) * l.offset / l.maxOffset()), h, true
}

func (l *RowList) drawBar(size fyne.Size) []fyne.CanvasObject {
	l.bar.begin()
	if y, h, ok := l.thumb(); ok {
		l.bar.thumb(size.Width, y, h, false)
	}
	return l.bar.objects
}
