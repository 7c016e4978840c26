package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/article"
	"parallax/internal/text"
)

// quoteLimit is how many bytes one quotation can have: a mark that is never
// closed must not take the rest of the article.
const quoteLimit = 3000

// quotes finds the direct quotations and their speakers, paragraph by
// paragraph.
func (r *reader) quotes() {
	last := "" // the speaker of the paragraph before
	for i := 0; i < len(r.sents); {
		j := i + 1
		for j < len(r.sents) && r.sents[j].Paragraph == r.sents[i].Paragraph && r.sents[j].Title == r.sents[i].Title {
			j++
		}
		last = r.quotesOf(r.sents[i:j], last)
		i = j
	}
}

// quotesOf finds the quotations of one paragraph. It returns who spoke last
// in it.
func (r *reader) quotesOf(sents []*sent, before string) string {
	src := sents[0].src
	from, to := sents[0].Start, sents[len(sents)-1].End
	spans := quotations(src[from:to])
	if len(spans) == 0 {
		return ""
	}
	speakers := make([]string, len(spans))
	parts := make([]*sent, len(spans))
	spoke := ""
	for k := range spans {
		spans[k].Start += from
		spans[k].End += from
		parts[k] = sents[0]
		for _, s := range sents {
			if s.Start <= spans[k].Start {
				parts[k] = s
			}
		}
		speakers[k] = r.speakerOf(sents, parts[k], spans[k])
	}
	// Quotations without words of saying go on from the one before, or belong
	// to the one behind.
	for k := range speakers {
		if speakers[k] == "" && k > 0 {
			speakers[k] = speakers[k-1]
		}
	}
	for k := len(speakers) - 2; k >= 0; k-- {
		if speakers[k] == "" {
			speakers[k] = speakers[k+1]
		}
	}
	if speakers[0] == "" && bareQuote(src[from:to], spans, from) {
		for k := range speakers {
			speakers[k] = before
		}
	}
	for k, sp := range spans {
		n := countWords(sp.Of(src))
		governed := r.speakerOf(sents, parts[k], sp) != ""
		if titled(sp.Of(src)) && !governed {
			continue // “Face the Nation”
		}
		if n == 0 || n < 3 && !(governed && !sents[0].Title && r.communicated(parts[k], sp)) {
			continue
		}
		r.Quotes = append(r.Quotes, Quotation{Span: sp, Sentence: parts[k].index, Text: sp.Of(src), Speaker: speakers[k], Words: n})
		if speakers[k] != "" {
			spoke = speakers[k]
		}
	}
	return spoke
}

// communicated reports whether the short quotation at span is what a verb of
// saying before it has as its object: highlighted the “progress”.
func (r *reader) communicated(s *sent, span article.Span) bool {
	at := s.tokenAt(span.Start)
	for _, st := range r.said[s.index] {
		if !strongSay[s.low[st.verb]] && st.verb < at && at-st.verb <= 5 {
			return true
		}
		if st.order == 2 && st.verb < at {
			return true
		}
	}
	return false
}

// titled reports whether all longer words of s have a capital and some letter
// has not: the title of a work.
func titled(s string) bool {
	if text.AllUpper(s) {
		return false
	}
	for _, w := range strings.Fields(s) {
		if len(w) > 3 && !text.IsUpper(w) {
			return false
		}
	}
	return true
}

func countWords(s string) int {
	n := 0
	for _, t := range text.Tokens(s) {
		if t.Kind == text.Word || t.Kind == text.Digits {
			n++
		}
	}
	return n
}

// bareQuote reports whether a paragraph is nothing but quotations.
func bareQuote(paragraph string, spans []article.Span, from int) bool {
	rest := len(paragraph)
	for _, sp := range spans {
		rest -= sp.End - sp.Start
	}
	return rest <= 12*len(spans) || rest*5 <= len(paragraph)
}

// quotations returns the spans between quotation marks of one paragraph,
// without the marks. A quotation that is not closed goes to the end, as where
// a speaker goes on in the next paragraph.
func quotations(p string) []article.Span {
	var out []article.Span
	open, mark, depth := -1, rune(0), 0
	closes := map[rune]rune{'“': '”', '„': '“', '«': '»', '"': '"', '‘': '’', '\'': '\''}
	prev := ' '
	for i, size := 0, 0; i < len(p); i += size {
		var c rune
		c, size = utf8.DecodeRuneInString(p[i:])
		next, _ := utf8.DecodeRuneInString(p[i+size:])
		switch {
		case open < 0:
			if closes[c] == 0 || (c == '\'' || c == '‘') && (isLetter(prev) || !isLetter(next) || !closedLater(p[i:], closes[c])) {
				break
			}
			open, mark, depth = i+size, c, 0
		case c == mark && mark == '“':
			depth++
		case (c == closes[mark] || mark == '„' && c == '”') && depth > 0:
			depth--
		case mark == '"' && c == '"' && unicode.IsSpace(prev) && isLetter(next):
			// The one before was never closed.
			if i-open <= quoteLimit {
				out = append(out, article.Span{Start: open, End: i - 1})
			}
			open = i + size
		case c == closes[mark] || mark == '„' && c == '”' || mark == '“' && c == '"' || mark == '"' && c == '”':
			if (mark == '\'' || mark == '‘') && isLetter(next) {
				break // an apostrophe
			}
			if i-open <= quoteLimit {
				out = append(out, article.Span{Start: open, End: i})
			}
			open = -1
		}
		prev = c
	}
	if open >= 0 && len(p)-open <= quoteLimit && mark != '\'' && mark != '‘' && open < len(p) {
		out = append(out, article.Span{Start: open, End: len(p)})
	}
	return out
}

func isLetter(r rune) bool { return r != utf8.RuneError && unicode.IsLetter(r) }

// closedLater reports whether a single quotation mark is closed before the
// paragraph ends, by one that is no apostrophe.
func closedLater(p string, mark rune) bool {
	prev := ' '
	for i, size := 0, 0; i < len(p); i += size {
		var c rune
		c, size = utf8.DecodeRuneInString(p[i:])
		if i > quoteLimit {
			return false
		}
		if c == mark && i > 0 {
			next, _ := utf8.DecodeRuneInString(p[i+size:])
			if !isLetter(next) && (prev != 's' || i < 200) {
				return true
			}
		}
		prev = c
	}
	return false
}

// speakerOf returns who says the quotation at span: by the verb of saying
// that governs it in its sentence, or before it in the paragraph.
func (r *reader) speakerOf(sents []*sent, s *sent, span article.Span) string {
	best, distance := "", 1000
	for _, t := range sents {
		if t.End < span.Start || t.Start > span.End+1 && t != s {
			continue
		}
		start, end := t.tokenAt(span.Start), t.tokenAt(span.End)
		for _, st := range r.said[t.index] {
			var d int
			switch {
			case st.verb >= end: // “…,” X said; “…” X told Y
				d = (st.verb - end) * 2
				if !st.inverted && st.from-end > 4 && !strings.Contains(",.!?", t.word(end-1)) {
					d += 20 // a later clause
				}
			case st.verb < start:
				d = start - st.verb + 1
				if st.inverted && start-st.to < 4 && start > 0 && strings.HasPrefix(t.word(start-1), "“") && t.word(start-2) == "." {
					d -= 2
				}
			default:
				continue
			}
			if st.order == 1 {
				d += 6
			}
			if d < distance {
				best, distance = st.source, d
			}
		}
	}
	if best != "" {
		return best
	}
	// “…” — Ann Lee (@ann); X: “…”.
	at := s.tokenAt(span.End)
	for k := at; k < len(s.toks) && k < at+4; k++ {
		if s.low[k] == "—" || s.low[k] == "–" {
			for _, i := range r.byPart[s.index] {
				if n := &r.Names[i]; n.Start >= s.toks[k].End && n.Start-s.toks[k].End < 3 {
					return n.Text
				}
			}
		}
	}
	if at = s.tokenAt(span.Start); at >= 2 && s.word(at-2) == ":" {
		if name, person := r.nameBefore(s, at-2); person {
			return name
		}
	}
	return ""
}
