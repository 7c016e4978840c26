package db

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parallax/article"
	"parallax/internal/text"
)

// openingBytes is how much of a text a list shows where there is no title.
const openingBytes = 200

// opening returns the first words of the text that are no residue, on one line.
func opening(a *article.Article) string {
	start, _ := leadSpan(a)
	return cutWords(strings.Join(strings.Fields(head(a.Text[start:], 4*openingBytes)), " "), openingBytes)
}

// head returns at most n bytes of the beginning of s, whole characters.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// cutWords returns at most n bytes of s, cut between words where there are
// any, with an ellipsis if something was cut.
func cutWords(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = head(s, n)
	if i := strings.LastIndexByte(s, ' '); i > n/2 {
		s = s[:i]
	}
	return s + "…"
}

// cutSentences returns at most n bytes of s, cut between sentences where there
// are any, else between words.
func cutSentences(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = head(s, n)
	if all := text.Sentences(s); len(all) > 1 {
		return s[:all[len(all)-2].End]
	}
	if i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }); i > 0 {
		return s[:i]
	}
	return s
}

// leadSpan returns where the first paragraph of a text is that is no residue
// and more than a line. Where no blocks say so, the paragraph ends at an empty
// line or after 400 bytes. What must be cut is cut at the end of a sentence:
// across the cut neither a word nor words in a row are found.
func leadSpan(a *article.Article) (start, end int) {
	const leastBytes, mostBytes, unmarkedBytes, mostBlocks = 40, 1200, 400, 200
	for _, b := range a.Blocks[:min(len(a.Blocks), mostBlocks)] {
		if b.Kind != article.Paragraph || b.End-b.Start < leastBytes || b.Of(a.Text) == "" || isResidue(a, b.Span) {
			continue
		}
		return b.Start, b.Start + len(cutSentences(a.Text[b.Start:b.End], mostBytes))
	}
	lead := cutSentences(a.Text, unmarkedBytes)
	if i := strings.Index(lead, "\n\n"); i >= leastBytes {
		return 0, i
	}
	return 0, len(lead)
}

func isResidue(a *article.Article, s article.Span) bool {
	for _, r := range a.Residue {
		if r.Overlaps(s) {
			return true
		}
	}
	return false
}

// residueKinds returns the kinds that stand in a, each once, space between.
func residueKinds(a *article.Article) string {
	var kinds []string
	for _, k := range article.ResidueKinds {
		for _, r := range a.Residue {
			if r.Kind == k {
				kinds = append(kinds, string(k))
				break
			}
		}
	}
	return strings.Join(kinds, " ")
}

// indexed is what the search index gets of an article's words.
type indexed struct {
	title, lead, body string
	terms             []string // that the archive may not have yet, nil where index is to look
}

// prepare makes the columns of the search index, but for what only the
// database knows. The lead is not in the body too: a field search for body:
// asks both.
func prepare(a *article.Article) indexed {
	start, end := leadSpan(a)
	return indexed{title: text.Index(a.Title), lead: text.Index(a.Text[start:end]), body: text.Index(a.Text[:start], a.Text[end:])}
}

// meta makes the column of stable facts, each a token of a kind that its first
// letter tells, so that they can be asked together with words: source, year and
// month of publication, year and month an article is sorted by, language, type
// of page, authors, keywords, section, agencies, address.
func meta(a *article.Article, sourceID int64) string {
	var b strings.Builder
	sorted := time.Unix(sortAt(a), 0).UTC()
	fmt.Fprintf(&b, "s%d t%d t%d%02d", sourceID, indexedYear(sorted), indexedYear(sorted), sorted.Month())
	if !a.Published.IsZero() {
		fmt.Fprintf(&b, " y%d", indexedYear(a.Published.Time))
		if a.Published.Precision != article.ToYear {
			fmt.Fprintf(&b, " m%d%02d", indexedYear(a.Published.Time), a.Published.Time.Month())
		}
	}
	for _, p := range languageParts(a.Language) {
		b.WriteString(" l" + p)
	}
	if a.PageType != "" {
		b.WriteString(" " + pageToken(a.PageType))
	}
	for _, f := range []struct {
		kind   string
		values []string
	}{{"a", a.Authors}, {"k", a.Keywords}, {"c", []string{a.Section}}, {"g", a.Agencies}} {
		for _, s := range f.values {
			if s != "" {
				b.WriteString(" " + text.IndexPrefixed(s, f.kind))
				b.WriteString(" b") // so that a phrase does not run from one name into the next
			}
		}
	}
	b.WriteString(" " + text.IndexPrefixed(a.URL, "u"))
	return b.String()
}

// pageToken returns what a type of page is in the column meta.
func pageToken(t article.PageType) string {
	return "p" + strings.ReplaceAll(text.Index(string(t)), " ", "")
}

// indexedYear returns the year as the index has it, where a sign would part it
// into two tokens.
func indexedYear(t time.Time) int { return max(t.Year(), 0) }

// languageParts returns the forms a language is found by: "de-AT" as "deat"
// and "de".
func languageParts(tag string) []string {
	whole := strings.ReplaceAll(text.Index(tag), " ", "")
	if whole == "" {
		return nil
	}
	if primary, _, ok := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-"); ok {
		return []string{whole, text.Index(primary)}
	}
	return []string{whole}
}
