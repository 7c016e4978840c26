package query

import (
	"cmp"
	"slices"
	"strings"

	"parallax/article"
	"parallax/internal/text"
)

// Hits returns where the words of q stand in the text of an article of that
// language: byte spans in order, none overlapping. Case, accents and width are
// folded as in the index, and other forms of a word are found where the index
// finds them. Words that are looked for in titles only, and words after a minus,
// have none.
func (q Query) Hits(s, language string) []article.Span {
	return NewFinder(q, "", language).Spans(s)
}

// TitleHits is Hits for a title.
func (q Query) TitleHits(title, language string) []article.Span {
	return NewFinder(q, "title", language).Spans(title)
}

// A Finder finds the words of one query in many texts. The zero Finder finds
// nothing.
type Finder struct {
	rows     map[string][]row // by the form they begin with
	open     []row            // that begin with a prefix
	families map[string][]kin // by the first letters
	language string
	words    int
}

// A kin is the other forms of one word of the query.
type kin struct {
	family text.Family
	word   int
}

// kinBytes is how many bytes of a form its families are found by; no form is
// shorter.
const kinBytes = 3

// A row is the terms of one word or phrase of the query, in a row.
type row struct {
	terms []text.Term
	word  int
}

// A Place is where a word or phrase of the query stands in a text.
type Place struct {
	article.Span
	Word int // which of the query's it is, from 0
}

// NewFinder returns a Finder for the words of q in texts of a language: those
// that may stand in the title if in is "title", those that may stand in the text
// if it is "".
func NewFinder(q Query, in, language string) Finder {
	f := Finder{rows: map[string][]row{}, families: map[string][]kin{}, language: language}
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
		f.addFamily(n, in)
	case Together:
		f.collect(And(n.Of), in)
	case AtLeast:
		f.collect(n.Of, in)
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
	r := row{terms, f.words}
	f.words++
	if terms[0].Prefix {
		f.open = append(f.open, r)
		return
	}
	f.rows[terms[0].Form] = append(f.rows[terms[0].Form], r)
}

// addFamily adds the other forms of the word that was added last.
func (f *Finder) addFamily(w Word, in string) {
	family := w.Family()
	if family.IsZero() || w.In != "" && (w.In == "title") != (in == "title") {
		return
	}
	r := kin{family, f.words - 1}
	for _, s := range append(family.Beginnings(), family.Listed()...) {
		if key := s[:min(len(s), kinBytes)]; !slices.ContainsFunc(f.families[key], func(k kin) bool { return k.word == r.word }) {
			f.families[key] = append(f.families[key], r)
		}
	}
}

// Spans returns where the words stand in s, in order; where they overlap or
// touch they are one span.
func (f Finder) Spans(s string) []article.Span { return Merged(f.Places(s)) }

// Places returns every place in s where a word stands, in order.
func (f Finder) Places(s string) []Place {
	if f.IsZero() {
		return nil
	}
	// A row of terms is followed from every entry it may begin at, so the text
	// is walked once however many words there are.
	type pursuit struct {
		row
		start int
	}
	var chased, next []pursuit
	var places []Place
	for e := range text.Entries(s) {
		next = next[:0]
		follow := func(r row, start int) {
			t := r.terms[0]
			if e.Form != t.Form && !(t.Prefix && strings.HasPrefix(e.Form, t.Form)) {
				return
			}
			if len(r.terms) > 1 {
				next = append(next, pursuit{row{r.terms[1:], r.word}, start})
				return
			}
			end := e.End
			if t.Prefix && len(e.Form) > len(t.Form) && pairOf(t.Form) {
				end = e.Start + firstRune(s[e.Start:e.End])
			}
			places = append(places, Place{article.Span{Start: start, End: end}, r.word})
		}
		for _, c := range chased {
			follow(c.row, c.start)
		}
		for _, r := range f.rows[e.Form] {
			follow(r, e.Start)
		}
		for _, r := range f.open {
			follow(r, e.Start)
		}
		if len(f.families) > 0 && len(e.Form) >= kinBytes {
			for _, k := range f.families[e.Form[:kinBytes]] {
				if e.Form != k.family.Word() && k.family.Has(e.Form, f.language) {
					places = append(places, Place{e.Span, k.word})
				}
			}
		}
		chased, next = next, chased
	}
	slices.SortFunc(places, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Word, b.Word))
	})
	return places
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

// Merged returns the spans of places, which are in order, joining those that
// overlap or touch.
func Merged(places []Place) []article.Span {
	var out []article.Span
	for _, p := range places {
		if n := len(out); n > 0 && p.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, p.End)
			continue
		}
		out = append(out, p.Span)
	}
	return out
}
