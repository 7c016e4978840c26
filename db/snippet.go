package db

import (
	"strings"
	"unicode/utf8"

	"parallax/article"
	"parallax/internal/query"
)

const (
	snippetBytes    = 240
	snippetBefore   = 60      // what is shown before the first hit
	snippetSearched = 1 << 20 // a list does not search a book
)

// snippet returns the part of text with the most hits on one line, and where
// they stand in it; "" if there are none.
func snippet(text string, f query.Finder) (string, []article.Span) {
	hits := f.Spans(text)
	if len(hits) == 0 {
		return "", nil
	}
	first, last := densest(hits)
	from := max(0, hits[first].Start-snippetBefore)
	if from > 0 {
		from = wordStart(text, from, hits[first].Start)
	}
	to := min(len(text), max(from+snippetBytes, hits[last].End))
	to = wordEnd(text, to, hits[last].End)
	part := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' ' // as long as what it stands for, so that spans fit
		}
		return r
	}, text[from:to])
	shift := -from
	if from > 0 {
		part, shift = "…"+part, shift+len("…")
	}
	if to < len(text) {
		part += "…"
	}
	var spans []article.Span
	for _, h := range hits[first : last+1] {
		spans = append(spans, article.Span{Start: h.Start + shift, End: h.End + shift})
	}
	return part, spans
}

// densest returns the first and last of the hits that fit into a snippet
// together where most do.
func densest(hits []article.Span) (first, last int) {
	i := 0
	for j := range hits {
		for hits[j].End-hits[i].Start > snippetBytes-snippetBefore && i < j {
			i++
		}
		if j-i > last-first {
			first, last = i, j
		}
	}
	return first, last
}

// wordStart returns the beginning of a word at or after i, before limit.
func wordStart(text string, i, limit int) int {
	for j := i; j < limit; j++ {
		if text[j] == ' ' || text[j] == '\n' {
			return j + 1
		}
	}
	for i < limit && !utf8.RuneStart(text[i]) {
		i++
	}
	return i
}

// wordEnd returns the end of a word at or before i, not before limit.
func wordEnd(text string, i, limit int) int {
	if i >= len(text) {
		return len(text)
	}
	for j := i; j > limit; j-- {
		if text[j] == ' ' || text[j] == '\n' {
			return j
		}
	}
	for i > limit && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}
