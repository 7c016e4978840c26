// Package residue finds what stands in a text and is not what the source says
// about the story (page furniture, notes of a rewriting program, search-engine
// blocks, invitations to comment or subscribe), and what a text declares of
// its origin. Precision comes first: a sentence that may be reporting is never
// marked. It looks at texts only and changes nothing.
package residue

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/article"
)

// Find returns the residue of a text and the origins it declares or cites, both
// in the order of the text and without overlaps. Spans are byte offsets into
// text, tight to the words; blocks are the text's, in order. Find never marks
// inside a block of code. Of a text of many thousand blocks, which is no
// article, it looks at the beginning and the end.
func Find(title, text string, blocks []article.Block) ([]article.Residue, []article.Upstream) {
	f := &finder{title: foldLine(title), text: text}
	for i, b := range blocks {
		if i >= lookedAt && i < len(blocks)-lookedAt {
			continue
		}
		words := b.Of(text)
		if strings.TrimSpace(words) == "" {
			continue
		}
		f.blocks = append(f.blocks, block{Block: b, words: words, line: normal(words)})
	}
	f.lines()
	f.sections()
	f.inside()
	found := f.found()
	return found, upstream(text, f.blocks)
}

// lookedAt is how many blocks from either end of a text are looked at: a book
// of a million lines would take a minute.
const lookedAt = 5000

// Line returns the kind of residue that a line of text is by itself, wherever
// it stands, and false if it may be a sentence or a heading of the article.
func Line(line string) (article.ResidueKind, bool) {
	b := block{words: line, line: normal(line)}
	return b.alone()
}

// A block is a block of a text with its words and their form for matching.
type block struct {
	article.Block
	words string
	line  string // lower case, single blanks, plain quotes; cut where long
	kind  article.ResidueKind
}

type finder struct {
	title  string
	text   string
	blocks []block
	parts  []article.Residue // parts of blocks
}

// lines marks the blocks that are residue by themselves, and the title where it
// stands again.
func (f *finder) lines() {
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.Kind == article.Code || b.Kind == article.Table {
			continue
		}
		if kind, ok := b.alone(); ok {
			b.kind = kind
		} else if f.title != "" && len(b.words) <= 600 && foldLine(b.words) == f.title {
			b.kind = article.DuplicateTitle
		}
	}
}

// found returns the marks in order.
func (f *finder) found() []article.Residue {
	var out []article.Residue
	for _, b := range f.blocks {
		if b.kind != "" {
			out = append(out, article.Residue{Kind: b.kind, Span: tight(f.text, b.Span)})
		}
	}
	for _, p := range f.parts {
		if !slices.ContainsFunc(out, func(r article.Residue) bool { return r.Overlaps(p.Span) }) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b article.Residue) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// tight returns s without the blanks at its ends.
func tight(text string, s article.Span) article.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += n
	}
	for s.End > s.Start {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= n
	}
	return s
}

// longestLine is how much of a block is looked at: leftovers are short, and the
// long ones tell in their first words.
const longestLine = 1200

// normal returns the form of a block that patterns are written for.
func normal(s string) string {
	if len(s) > longestLine {
		cut := longestLine
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut]
	}
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	return quotes.Replace(s)
}

var quotes = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "„", `"`, "\u00a0", " ")

// foldLine returns s as titles are held against each other.
func foldLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), " ")
}
