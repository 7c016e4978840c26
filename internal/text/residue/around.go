package residue

import (
	"strings"
	"unicode/utf8"

	"parallax/article"
)

// sections marks what belongs to a heading or a line that opens leftovers.
func (f *finder) sections() {
	about := 0
	for i := range f.blocks {
		if f.any("aboutseo", f.blocks[i].line, 0, len(f.blocks[i].words)) {
			about++
		}
	}
	for i := range f.blocks {
		b := &f.blocks[i]
		switch {
		case len(b.words) == 0:
		case b.kind == "" && len(b.whole) < 80 && f.is("seotitle", b.line, 0, len(b.words)):
			f.seoSection(i, about <= 2 && i*3 >= len(f.blocks)*2)
		case b.kind == "" && len(b.whole) < 40 && f.is("keywords", b.line, 0, len(b.words)):
			f.seoSection(i, false)
		case b.kind == article.RelatedLink && b.opens:
			f.linkList(i + 1)
		case b.kind == article.CommentForm:
			f.formFields(i + 1)
		case b.kind == "" && i < 6 && b.short() && b.Kind != article.Code && f.breadcrumb(b.line, false):
			b.kind = article.Breadcrumb
		}
	}
	f.between()
}

// seoSection marks a heading like "SEO Keywords" and what it heads. In an
// article about search engines, or of a scholar, such a heading is the
// article's, unless what it heads speaks of this very text; sure says that it is
// neither.
func (f *finder) seoSection(at int, sure bool) {
	end := at + 1
	self := false
	for end < len(f.blocks) && end-at <= 6 && f.blocks[end].Kind != article.Heading {
		if k := f.blocks[end].kind; k != "" && k != article.SEO {
			break
		}
		self = self || f.blocks[end].kind == article.SEO
		end++
	}
	if !self && !sure {
		return
	}
	for j := at; j < end; j++ {
		f.blocks[j].kind = article.SEO
	}
}

// hasColon reports whether a label stands in l.
func hasColon(l *line) bool {
	for _, w := range l.words[1:] {
		if w.before&colon != 0 {
			return true
		}
	}
	return false
}

// linkList marks the headlines that a line like "Related stories" opens, up to
// the first sentence.
func (f *finder) linkList(from int) {
	end := from
	for end < len(f.blocks) && end-from < 8 {
		b := f.blocks[end]
		if b.kind == "" && !b.headline() {
			break
		}
		end++
	}
	// Headlines at the end of the text, or a list of items, are links; a single
	// short line before prose may be a heading of the article.
	if end < len(f.blocks) && (end == from || f.blocks[end-1].Kind == article.Heading || f.blocks[from].Kind != article.ListItem) {
		return
	}
	for j := from; j < end; j++ {
		if f.blocks[j].kind == "" {
			f.blocks[j].kind = article.RelatedLink
		}
	}
}

// headline reports whether a block reads like the title of another article.
func (b *block) headline() bool {
	w := strings.TrimRight(b.whole, " \n\"'”’»)")
	last, _ := utf8.DecodeLastRuneInString(w)
	return len(w) > 0 && len(w) <= 200 && b.size <= 22 && !strings.ContainsRune(".;,:。…", last)
}

// formFields marks the labels of a form that invites comments.
func (f *finder) formFields(from int) {
	for j := from; j < len(f.blocks) && j-from < 8; j++ {
		if f.blocks[j].kind == "" && !f.is("field", f.blocks[j].line, 0, len(f.blocks[j].words)) {
			return
		}
		if f.blocks[j].kind == "" {
			f.blocks[j].kind = article.CommentForm
		}
	}
}

// between marks a word or two between leftovers of the page: "Facebook" between
// "Share" and "Copy link".
func (f *finder) between() {
	furniture := func(k article.ResidueKind) bool {
		return k == article.Share || k == article.Tool || k == article.CommentForm
	}
	for i := 1; i+1 < len(f.blocks); i++ {
		b := &f.blocks[i]
		if b.kind == "" && b.size <= 2 && b.Kind != article.Heading && b.Kind != article.Code && b.Kind != article.Table &&
			b.after&stop == 0 && furniture(f.blocks[i-1].kind) && furniture(f.blocks[i+1].kind) {
			b.kind = f.blocks[i-1].kind
		}
	}
}

// tailBytes is how much of the end of a paragraph may be a leftover.
const tailBytes = 260

// inside marks leftovers at the end of a paragraph: the credit of a picture,
// and a link that ran into the sentence before it.
func (f *finder) inside() {
	for _, b := range f.blocks {
		if b.kind != "" || b.Kind == article.Code {
			continue
		}
		from := max(0, len(b.whole)-tailBytes)
		for from > 0 && from < len(b.whole) && !utf8.RuneStart(b.whole[from]) {
			from++
		}
		tail := b.line
		if from > 0 {
			if !strings.ContainsAny(b.whole[from:], ":|)]>：\n") {
				continue
			}
			tail = newLine(b.whole[from:])
		}
		if kind, start, end := f.tail(tail); kind != "" {
			f.part(kind, b.Start+from+start, b.Start+from+end)
		}
	}
}

// tail returns where a leftover at the end of a paragraph begins and ends.
func (f *finder) tail(l *line) (kind article.ResidueKind, start, end int) {
	n := len(l.words)
	if n < 3 {
		return "", 0, 0
	}
	if l.after&closing != 0 && l.after&(comma|colon) == 0 {
		for i := n - 1; i > 0 && n-i <= 14; i-- {
			if l.words[i].before&opening == 0 {
				continue
			}
			// The bracket is the last mark before the word that is one.
			open := strings.LastIndexAny(l.text[:l.words[i].start], "([（【［")
			shut := strings.IndexAny(l.text[l.words[n-1].end:], ")]）】］")
			if open > 0 && shut >= 0 && f.pictureOf(l, i) {
				_, width := utf8.DecodeRuneInString(l.text[l.words[n-1].end+shut:])
				return article.CaptionCredit, open, l.words[n-1].end + shut + width
			}
			break
		}
	}
	for i := 2; i < n-2; i++ {
		if l.words[i].before&(stop|closing|opening|newline) == 0 || !l.stops(max(i-1, 0), i+1) && l.words[i].before&(newline|opening) == 0 {
			continue
		}
		for _, p := range under(f.first, &l.words[i]) {
			if p.kind == article.CaptionCredit && l.words[i].before&newline != 0 && f.fits(p, p.seq, l, i) {
				return p.kind, l.words[i].start, len(l.text)
			}
			if p.kind != article.RelatedLink || p.form != label && p.form != titled {
				continue
			}
			m := matcher{line: l, tables: f.tables}
			if m.match(p.seq, i, func(end int) bool {
				return n-end >= 2 && l.gap(end)&colon != 0 && f.labelled(p, l, end) && (p.form == label || readsLikeTitle(l, end)) && !l.stops(end, n)
			}) {
				from := l.words[i].start
				if l.words[i].before&opening != 0 {
					from = strings.LastIndexAny(l.text[:from], "([（【［")
				}
				return p.kind, from, len(l.text)
			}
		}
	}
	return "", 0, 0
}

// pictureOf reports whether the words in the bracket at the end of l, from word
// i on, say who made a picture.
func (f *finder) pictureOf(l *line, i int) bool {
	n := len(l.words)
	if f.credit(l, i, n) {
		return true
	}
	for _, p := range under(f.first, &l.words[i]) {
		if p.kind == article.CaptionCredit && f.fits(p, p.seq, l, i) {
			return true
		}
	}
	// "Reuters photo: Anna Lind"
	for j := i + 1; j < n-1; j++ {
		if f.holds("picture", l, j) && l.gap(j+1)&(colon|slash) != 0 && f.isCredit(l, i, n) {
			return true
		}
	}
	return false
}

func (f *finder) part(kind article.ResidueKind, start, end int) {
	f.parts = append(f.parts, article.Residue{Kind: kind, Span: tight(f.text, article.Span{Start: start, End: end})})
}
