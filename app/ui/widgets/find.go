package widgets

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"parallax/app/ui/theme"
	"parallax/article"
)

// A finder holds what was found in a document.
type finder struct {
	asked   string
	inTitle []article.Span
	inText  []article.Span
	now     int // of all, title first; -1 before the first
}

// Find looks for words in title and text, folded parts included, without
// regard to case and the form of quotation marks. It returns how often they
// stand there and shows the first at or after what is in sight.
func (t *text) Find(words string) int {
	t.find = finder{asked: words, now: -1}
	if needle := foldedRunes(words); len(needle) > 0 {
		t.find.inTitle = findAll(t.doc.Title, needle)
		t.find.inText = findAll(t.doc.Text, needle)
	}
	n := t.find.count()
	if n == 0 {
		t.Refresh()
		return 0
	}
	from := 0
	if top := t.topPlace(); top.block < len(t.blks) {
		if b := t.blks[top.block]; b.origin == fromText {
			at := b.at + top.off
			from = len(t.find.inTitle) + sort.Search(len(t.find.inText), func(i int) bool { return t.find.inText[i].Start >= at })
		}
	}
	t.goTo(from % n)
	return n
}

// FindNext goes to the next place found, from the last to the first, and
// returns which it is, from 0, and how many there are.
func (t *text) FindNext() (at, of int) { return t.findStep(1) }

// FindPrevious does the same backwards.
func (t *text) FindPrevious() (at, of int) { return t.findStep(-1) }

// Found returns which of the places found is shown, from 0, and how many there
// are.
func (t *text) Found() (at, of int) { return t.find.now, t.find.count() }

func (t *text) findStep(by int) (at, of int) {
	n := t.find.count()
	if n == 0 {
		return -1, 0
	}
	t.goTo(((t.find.now+by)%n + n) % n)
	return t.find.now, n
}

func (t *text) goTo(i int) {
	t.find.now = i
	if titles := len(t.find.inTitle); i < titles {
		t.show(place{0, t.find.inTitle[i].Start})
	} else if s, ok := t.self.(*Text); ok {
		s.ScrollToSpan(t.find.inText[i-titles])
	}
	t.Refresh()
}

func (f *finder) count() int { return len(f.inTitle) + len(f.inText) }

// marks appends what was found between two bytes of a block.
func (f *finder) marks(out []Mark, b *block, start, end int) []Mark {
	spans, at, first := f.inText, b.at, len(f.inTitle)
	if b.origin == fromTitle {
		spans, at, first = f.inTitle, 0, 0
	}
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End > at+start })
	for ; i < len(spans) && spans[i].Start < at+end; i++ {
		m := Mark{
			Span:       article.Span{Start: spans[i].Start - at, End: spans[i].End - at},
			Background: theme.ColorHit,
		}
		if first+i == f.now {
			m.Background = theme.ColorHitNow
		}
		out = append(out, m)
	}
	return out
}

// findAll returns where needle stands in s, none overlapping another.
func findAll(s string, needle []rune) []article.Span {
	var out []article.Span
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if foldRune(r) == needle[0] {
			if end, ok := matchAt(s, i+n, needle[1:]); ok {
				out = append(out, article.Span{Start: i, End: end})
				i = end
				continue
			}
		}
		i += n
	}
	return out
}

func matchAt(s string, i int, needle []rune) (end int, ok bool) {
	for _, want := range needle {
		if i >= len(s) {
			return 0, false
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if foldRune(r) != want {
			return 0, false
		}
		i += n
	}
	return i, true
}

func foldedRunes(s string) []rune {
	var out []rune
	for _, r := range s {
		out = append(out, foldRune(r))
	}
	return out
}

// foldRune makes alike what a person types alike.
func foldRune(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf:
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	case r == '’' || r == '‘' || r == 'ʼ':
		return '\''
	case r == '“' || r == '”' || r == '„':
		return '"'
	case r == 0xa0 || r == 0x202f:
		return ' '
	}
	return unicode.ToLower(r)
}
