package extract

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/article"
	"parallax/internal/text/residue"
	"parallax/scrape/guard"
)

// fromText makes a draft of plain text or Markdown. Text that carries marks of
// Markdown is read as such whatever its name is.
func fromText(ctx context.Context, s string, markdown bool, decl article.Declared, lim guard.Limits) (*draft, error) {
	d := &draft{}
	if m, title, rest, ok := frontMatter(s, markdown, lim); ok {
		d.meta, d.title, s = m, title, rest
	} else if m, title, rest, ok := header(s); ok {
		d.meta, d.title, s = m, title, rest
	}
	marked := markdown || looksMarked(s)
	d.marks = marked && !markdown
	p := &parser{marked: marked, wide: wrapWidth(s)}
	p.parse(ctx, s)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d.pieces = p.pieces
	if decl.Title != "" {
		d.title = oneLine(decl.Title)
	}
	if d.title == "" {
		d.findTitle()
	}
	if !marked {
		headings(d.pieces)
	}
	d.headLines()
	return d, nil
}

// findTitle takes the first line for the title if it reads like one. Leftovers
// before it, such as a breadcrumb, do not count as lines.
func (d *draft) findTitle() {
	for i, p := range d.pieces {
		if i >= 4 || i+1 >= len(d.pieces) {
			return
		}
		if p.kind == article.Heading {
			d.title = oneLine(p.text)
			d.meta.set("title", "heading")
			return
		}
		if _, ok := residue.Line(p.text); ok {
			continue
		}
		if p.kind == article.Paragraph && readsLikeTitle(p.text) && bodyFollows(d.pieces[i:]) {
			d.title = oneLine(p.text)
			d.meta.set("title", "first-line")
		}
		return
	}
}

// bodyFollows reports whether a text comes after the first piece: something
// longer, soon, or the same line again.
func bodyFollows(pieces []piece) bool {
	for i, p := range pieces[1:] {
		if i >= 4 {
			return false
		}
		if p.text == pieces[0].text || len(p.text) > len(pieces[0].text)*3/2 && len(p.text) > 60 {
			return true
		}
	}
	return false
}

// readsLikeTitle reports whether a line reads like a title or a heading: short,
// begun like one, and not ended like a sentence.
func readsLikeTitle(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 160 || strings.ContainsRune(s, '\n') || strings.Contains(s, "://") {
		return false
	}
	if len(strings.Fields(s)) > 24 || n > 60 && caseless(s) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“‘«„¿¡([ "))
	if !unicode.IsDigit(first) && (!unicode.IsLetter(first) || unicode.IsLower(first)) {
		return false
	}
	bare := strings.TrimRight(s, "\"'”’»)] ")
	last, _ := utf8.DecodeLastRuneInString(bare)
	if strings.ContainsRune(".,;:…。，、；：|", last) && !endsInShortForm(bare) {
		return false
	}
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			letters++
		}
	}
	return letters*2 >= n && article.ParseDate(s).IsZero()
}

// endsInShortForm reports whether the point at the end belongs to the last
// word: "U.S.", "Jr.", "Inc.".
func endsInShortForm(s string) bool {
	f := strings.Fields(s)
	if len(f) < 2 || !strings.HasSuffix(s, ".") {
		return false
	}
	switch last := f[len(f)-1]; strings.ToLower(last) {
	case "jr.", "sr.", "inc.", "ltd.", "corp.", "co.", "no.", "st.":
		return true
	default:
		return strings.Count(last, ".") >= 2 && len(last) <= 8 && !strings.Contains(last, "..")
	}
}

// caseless reports whether s is written in letters that have no case and take
// more room each.
func caseless(s string) bool {
	n, all := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			all++
			if unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
				n++
			}
		}
	}
	return n*2 > all
}

// mostHeadings is how many headings are looked at twice.
const mostHeadings = 2000

// headings finds the short lines of unmarked text that head what follows. Where
// such lines are the rule (verse, dialogue, tables) none of them is a heading.
func headings(pieces []piece) {
	var found []int
	short := 0
	for i, p := range pieces {
		if p.kind != article.Paragraph || len(p.text) > 400 || utf8.RuneCountInString(p.text) > 90 {
			continue
		}
		short++
		if i+1 >= len(pieces) || !readsLikeTitle(p.text) || len(strings.Fields(p.text)) > 14 {
			continue
		}
		if len(found) < mostHeadings {
			if _, ok := residue.Line(p.text); ok {
				continue
			}
		}
		next := pieces[i+1]
		if next.kind == article.ListItem || next.kind == article.Paragraph && len(next.text) > len(p.text)*3/2 && len(next.text) > 80 {
			found = append(found, i)
		}
	}
	if len(found)*5 > len(pieces)*2 || short*2 > len(pieces) && short-len(found) > len(found)*2+2 {
		return
	}
	for _, i := range found {
		pieces[i].kind, pieces[i].level = article.Heading, 2
	}
}

// oneLine returns s without line breaks and runs of blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
