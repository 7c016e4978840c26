package db

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/article"
	"parallax/internal/query"
)

const (
	snippetBytes    = 200
	snippetBefore   = 50      // of these, what is shown before the first hit
	snippetParts    = 3       // at most, where the words stand far apart
	snippetSearched = 1 << 20 // a list does not search a book
	wordBytes       = 40      // a longer word may be cut
)

// snippet returns the part of text that shows every word of a query once and
// else the most hits, on one line, and where the hits stand in it; "" if there
// are none. Where the words stand far apart it is up to three parts, shorter
// ones, with an ellipsis between.
func snippet(text string, f query.Finder) (string, []article.Span) {
	places := f.Places(text)
	if len(places) == 0 {
		return "", nil
	}
	hits := query.Merged(places)
	parts := snippetSpans(text, places)
	var b strings.Builder
	var marked []article.Span
	for i, p := range parts {
		switch {
		case i > 0:
			b.WriteString(" … ")
		case p.Start > 0:
			b.WriteString("…")
		}
		marked = append(marked, writeLine(&b, text, p, hits)...)
	}
	if parts[len(parts)-1].End < len(text) {
		b.WriteString("…")
	}
	return b.String(), marked
}

// snippetSpans returns the parts of text that a snippet shows: as few as show
// every word that there is.
func snippetSpans(text string, places []query.Place) []article.Span {
	var hits []article.Span
	var n int
	for n = 1; n <= snippetParts; n++ {
		var all bool
		if hits, all = cover(places, n, (snippetBytes-snippetBefore)/n); all {
			break
		}
	}
	n = min(n, snippetParts)
	var parts []article.Span
	for _, h := range hits {
		from := max(0, h.Start-snippetBefore/n)
		if from > 0 {
			from = wordStart(text, from, h.Start)
		}
		to := wordEnd(text, max(from+snippetBytes/n, h.End), h.End)
		if last := len(parts) - 1; last >= 0 && from <= parts[last].End+1 {
			parts[last].End = max(parts[last].End, to)
			continue
		}
		parts = append(parts, article.Span{Start: from, End: to})
	}
	return parts
}

// cover returns at most n stretches of a text, none much longer than width, in
// order, that show as many words as they can, and whether they show all. The
// first shows most words and, of these, most hits.
func cover(places []query.Place, n, width int) (stretches []article.Span, all bool) {
	missing := map[int]bool{}
	for _, p := range places {
		missing[p.Word] = true
	}
	for range n {
		if len(missing) == 0 {
			break
		}
		first, last := richest(places, missing, width)
		stretch := places[first].Span
		for _, p := range places[first : last+1] {
			stretch.End = max(stretch.End, p.End)
			delete(missing, p.Word)
		}
		stretches = append(stretches, stretch)
	}
	slices.SortFunc(stretches, func(a, b article.Span) int { return a.Start - b.Start })
	return stretches, len(missing) == 0
}

// richest returns the first and last of the places that fit into width together
// where most of the missing words are and, of these, most places.
func richest(places []query.Place, missing map[int]bool, width int) (first, last int) {
	here := map[int]int{}
	most := 0
	i := 0
	for j, p := range places {
		if missing[p.Word] {
			here[p.Word]++
		}
		for ; i < j && p.End-places[i].Start > width; i++ {
			if w := places[i].Word; missing[w] {
				if here[w]--; here[w] == 0 {
					delete(here, w)
				}
			}
		}
		if len(here) > most || len(here) == most && j-i > last-first {
			most, first, last = len(here), i, j
		}
	}
	return first, last
}

// writeLine writes a part of text with every run of blanks as one space, and
// returns where the hits of text that lie in it stand in what is written.
func writeLine(b *strings.Builder, text string, part article.Span, hits []article.Span) (marked []article.Span) {
	begun := b.Len()
	blank := false
	start := 0
	for i := part.Start; i < part.End; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			blank = true
			i += size
			continue
		}
		if blank && b.Len() > begun {
			b.WriteByte(' ')
		}
		blank = false
		for len(hits) > 0 && hits[0].End <= i {
			hits = hits[1:]
		}
		if len(hits) > 0 && hits[0].Start == i {
			start = b.Len()
		}
		b.WriteString(text[i : i+size])
		i += size
		if len(hits) > 0 && hits[0].Start >= part.Start && hits[0].End == i {
			marked = append(marked, article.Span{Start: start, End: b.Len()})
		}
	}
	return marked
}

// wordStart returns the beginning of a word at or soon after i, before limit.
func wordStart(text string, i, limit int) int {
	for j := i; j < min(limit, i+wordBytes); j++ {
		if text[j] == ' ' || text[j] == '\n' {
			return j + 1
		}
	}
	for i < limit && !utf8.RuneStart(text[i]) {
		i++
	}
	return i
}

// wordEnd returns the end of a word at or soon before i, not before limit.
func wordEnd(text string, i, limit int) int {
	if i >= len(text) {
		return len(text)
	}
	for j := i; j > max(limit, i-wordBytes); j-- {
		if text[j] == ' ' || text[j] == '\n' {
			return j
		}
	}
	for i > limit && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}
