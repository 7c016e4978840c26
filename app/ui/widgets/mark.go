package widgets

import (
	"slices"
	"sort"

	"parallax/article"
)

// sortMarks puts the marks in the order they begin, keeping that of those that
// begin together, and remembers how far the marks up to each reach.
func (t *text) sortMarks() {
	t.marks = t.marks[:0]
	for _, m := range t.doc.Marks {
		if m.Start >= 0 && m.Start < m.End && m.Start < len(t.doc.Text) {
			t.marks = append(t.marks, m)
		}
	}
	slices.SortStableFunc(t.marks, func(a, b Mark) int { return a.Start - b.Start })
	t.furthest = t.furthest[:0]
	far := 0
	for _, m := range t.marks {
		far = max(far, m.End)
		t.furthest = append(t.furthest, far)
	}
}

// marksIn appends the marks that touch a span of the block to out, with spans
// into the block's text.
func (t *text) marksIn(out []Mark, b *block, start, end int) []Mark {
	switch b.origin {
	case fromTitle:
		for _, m := range t.doc.TitleMarks {
			if m.Start < end && start < m.End {
				out = append(out, m)
			}
		}
		return t.find.marks(out, b, start, end)
	case fromAside:
		return out
	}
	from, to := b.at+start, b.at+end
	first := sort.Search(len(t.furthest), func(i int) bool { return t.furthest[i] > from })
	for _, m := range t.marks[first:] {
		if m.Start >= to {
			break
		}
		if m.End > from {
			m.Span = article.Span{Start: m.Start - b.at, End: m.End - b.at}
			out = append(out, m)
		}
	}
	return t.find.marks(out, b, start, end)
}

// markAt returns the last mark with an ID or a tip at a place.
func (t *text) markAt(p place) (Mark, bool) {
	if p.block >= len(t.blks) {
		return Mark{}, false
	}
	t.drawMarks = t.marksIn(t.drawMarks[:0], t.blks[p.block], p.off, p.off+1)
	for _, m := range slices.Backward(t.drawMarks) {
		if m.ID != "" || m.Tip != "" {
			return m, true
		}
	}
	return Mark{}, false
}
