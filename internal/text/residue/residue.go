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
	f := &finder{tables: loaded(), title: titleKey(title), text: text}
	for i, b := range blocks {
		if i >= lookedAt && i < len(blocks)-lookedAt {
			continue
		}
		words := b.Of(text)
		if strings.TrimSpace(words) == "" {
			continue
		}
		f.blocks = append(f.blocks, block{Block: b, line: newLine(head(words)), whole: words})
	}
	f.lines()
	f.sections()
	f.inside()
	return f.found(), f.upstream()
}

// lookedAt is how many blocks from either end of a text are looked at: a book
// of a million lines would take a minute.
const lookedAt = 5000

// Line returns the kind of residue that a line of text is by itself, wherever
// it stands, and false if it may be a sentence or a heading of the article.
func Line(s string) (article.ResidueKind, bool) {
	b := block{line: newLine(head(s)), whole: s}
	return loaded().alone(&b)
}

// A block is a block of a text with the words the rules look at.
type block struct {
	article.Block
	*line
	whole string // as it stands
	kind  article.ResidueKind
	opens bool // the phrase it is stands over lists of links
}

// longestLine is how much of a block is looked at: leftovers are short, and the
// long ones tell in their first words.
const longestLine = 1200

// head returns what is looked at of a block.
func head(s string) string { return s[:prefix(s, longestLine)] }

// short reports whether b is no longer than the longest leftover that is told
// by its form.
func (b *block) short() bool { return len(b.whole) <= longestLeftover }

type finder struct {
	*tables
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
		if kind, ok := f.alone(b); ok {
			b.kind = kind
		} else if f.title != "" && len(b.whole) <= 600 && titleKey(b.whole) == f.title {
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
	out = append(out, f.parts...) // of blocks that are not marked
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

// titleKey returns s as titles are held against each other.
func titleKey(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), " ")
}
