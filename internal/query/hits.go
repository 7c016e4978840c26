package query

import (
	"slices"
	"strings"

	"parallax/article"
	"parallax/internal/text"
)

// Hits returns where the words of q stand in an article's text: byte spans in
// order, none overlapping. Case, accents and width are folded as in the index.
// Words that are looked for in titles only, and words after a minus, have none.
func (q Query) Hits(s string) []article.Span {
	return NewFinder(q, "").Spans(s)
}

// TitleHits is Hits for a title.
func (q Query) TitleHits(title string) []article.Span {
	return NewFinder(q, "title").Spans(title)
}

// A Finder finds the words of one query in many texts. The zero Finder finds
// nothing.
type Finder struct {
	rows map[string][][]text.Term // by the form they begin with
	open []([]text.Term)          // that begin with a prefix
}

// NewFinder returns a Finder for the words of q: those that may stand in the
// title if in is "title", those that may stand in the text if it is "".
func NewFinder(q Query, in string) Finder {
	f := Finder{rows: map[string][][]text.Term{}}
	f.collect(q.Root, in)
	return f
}

// IsZero reports whether there is nothing to find.
func (f Finder) IsZero() bool { return len(f.rows) == 0 && len(f.open) == 0 }

func (f *Finder) collect(n Node, in string) {
	switch n := n.(type) {
	case And:
		for _, m := range n {
			f.collect(m, in)
		}
	case Or:
		for _, m := range n {
			f.collect(m, in)
		}
	case Word:
		f.add(n.In, in, n.Text, n.Prefix)
	case Phrase:
		f.add(n.In, in, n.Text, false)
	case Near:
		for _, w := range n.Words {
			f.add(n.In, in, w, false)
		}
	}
}

func (f *Finder) add(place, in, words string, prefix bool) {
	if place != "" && (place == "title") != (in == "title") {
		return
	}
	terms := text.Terms(words)
	if len(terms) == 0 {
		return
	}
	if prefix {
		terms[len(terms)-1].Prefix = true
	}
	if terms[0].Prefix {
		f.open = append(f.open, terms)
		return
	}
	f.rows[terms[0].Form] = append(f.rows[terms[0].Form], terms)
}

// Spans returns where the words stand in s.
func (f Finder) Spans(s string) []article.Span {
	if f.IsZero() {
		return nil
	}
	// A row of terms is followed from every entry it may begin at, so the text
	// is walked once however many words there are.
	type pursuit struct {
		rest  []text.Term
		start int
	}
	var chased, next []pursuit
	var spans []article.Span
	for e := range text.Entries(s) {
		next = next[:0]
		follow := func(terms []text.Term, start int) {
			t := terms[0]
			if e.Form != t.Form && !(t.Prefix && strings.HasPrefix(e.Form, t.Form)) {
				return
			}
			if len(terms) > 1 {
				next = append(next, pursuit{terms[1:], start})
				return
			}
			end := e.End
			if t.Prefix && len(e.Form) > len(t.Form) && pairOf(t.Form) {
				end = e.Start + firstRune(s[e.Start:e.End])
			}
			spans = append(spans, article.Span{Start: start, End: end})
		}
		for _, c := range chased {
			follow(c.rest, c.start)
		}
		for _, terms := range f.rows[e.Form] {
			follow(terms, e.Start)
		}
		for _, terms := range f.open {
			follow(terms, e.Start)
		}
		chased, next = next, chased
	}
	return merged(spans)
}

// pairOf reports whether form is a lone character of a script that is indexed
// in pairs, of which only the first is meant.
func pairOf(form string) bool {
	terms := text.Terms(form)
	return len(terms) == 1 && terms[0].Prefix
}

func firstRune(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// merged sorts spans and joins those that overlap or touch.
func merged(spans []article.Span) []article.Span {
	slices.SortFunc(spans, func(a, b article.Span) int { return a.Start - b.Start })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
