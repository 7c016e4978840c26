package extract

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"parallax/article"
)

// A parser parts text into pieces. marked says that the text carries marks of
// Markdown; lists are known without.
type parser struct {
	marked bool
	wide   int // the width lines were wrapped at, 0 if they were not
	refs   map[string]bool
	last   string // the mark of the last item of a list
	indent []int  // of the list that is open, one for each level
	pieces []piece
	para   []string
}

var (
	atx       = lazily(`^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$`)
	rule      = lazily(`^[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}|~{5,})$`)
	underline = lazily(`^ {0,3}(=+|-+)[ \t]*$`)
	fence     = lazily("^ {0,3}(`{3,}|~{3,})[^`]*$")
	bullet    = lazily(`^([ \t]*)([-*+])[ \t]+(?:\[[ xX]\][ \t]+)?(\S.*)$`)
	sureMark  = lazily(`^([ \t]*)([•‣▪●◦■·])[ \t]*(\S.*)$`)
	numbered  = lazily(`^([ \t]*)(\d{1,3})[.)][ \t]+(\S.*)$`)
	quoted    = lazily(`^ {0,3}>[ \t]?(.*)$`)
	callout   = lazily(`^\[![A-Za-z-]+\][+-]?[ \t]*`)
	tableRule = lazily(`^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$`)
	reference = lazily(`^ {0,3}\[([^\]^][^\]]*)\]:[ \t]+\S+(?:[ \t]+["'(].*)?$`)
	imageOnly = lazily(`^!\[([^\]]*)\]\([^)]*\)$`)
	boldOnly  = lazily(`^(?:\*\*|__)([^*_]+)(?:\*\*|__)$`)
	pageNote  = lazily(`^[ \t]*<!--.*-->[ \t]*$`)

	linkMark = lazily(`\[[^\]\n]+\]\((?:https?://|/|#|mailto:)[^)\s]*(?:\s+"[^"\n]*")?\)`)
	boldMark = lazily(`(?:^|[\s(“"'—–])\*\*[^\s*][^*\n]{0,300}?[^\s*]?\*\*(?:[\s.,;:!?)”"'—–]|$)`)
)

// looksMarked reports whether plain text carries marks that are Markdown's and
// nothing else's: headings of two hashes or more, one hash at the very top,
// links, bold words, fenced code. Stars, hashes, dashes and underscores alone
// say nothing.
func looksMarked(s string) bool {
	sample := s[:min(len(s), 1<<20)]
	first, fences := true, 0
	for l := range strings.Lines(sample) {
		l = strings.TrimRight(l, "\n")
		if strings.TrimSpace(l) == "" {
			continue
		}
		if m := atx().FindStringSubmatch(l); m != nil && len(m[2]) < 200 && (len(m[1]) >= 2 || first) {
			return true
		}
		if fence().MatchString(l) {
			fences++
		}
		first = false
	}
	return fences >= 2 || linkMark().MatchString(sample) || boldMark().MatchString(sample)
}

// parse parts s into pieces, in order. It ends early when ctx is done.
func (p *parser) parse(ctx context.Context, s string) {
	s = strings.Map(softControls, s)
	lines := strings.Split(s, "\n")
	if p.marked {
		p.refs = map[string]bool{}
		for _, l := range lines {
			if m := reference().FindStringSubmatch(l); m != nil {
				p.refs[strings.ToLower(m[1])] = true
			}
		}
	}
	for i, n := 0, 0; i < len(lines); n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return
		}
		i += p.block(lines[i:])
	}
	p.flush()
}

// softControls makes page breaks line breaks and drops what is no text.
func softControls(r rune) rune {
	switch {
	case r == '\t' || r == '\n':
		return r
	case r == '\f' || r == '\v' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r < ' ' || r == 0x7f || r == '\ufeff':
		return -1
	}
	return r
}

// block reads the block that lines begin with and returns how many lines it
// took, at least one.
func (p *parser) block(lines []string) int {
	l := strings.TrimRight(lines[0], " \t")
	if l == "" {
		p.flush()
		return 1
	}
	if p.marked {
		if n := p.markedBlock(l, lines); n > 0 {
			return n
		}
	}
	if m := underline().FindStringSubmatch(l); m != nil && len(p.para) == 1 && len(l) >= 3 &&
		len(l)*2 >= utf8.RuneCountInString(p.para[0]) && readsLikeTitle(strings.TrimSpace(p.para[0])) {
		level := 1
		if m[1][0] == '-' {
			level = 2
		}
		text := p.inline(strings.TrimSpace(p.para[0]))
		p.para = nil
		p.add(article.Heading, level, text)
		return 1
	}
	if rule().MatchString(l) {
		p.flush()
		return 1
	}
	if n := p.list(lines); n > 0 {
		return n
	}
	p.para = append(p.para, l)
	return 1
}

// markedBlock reads a block that only Markdown has, 0 lines if there is none.
func (p *parser) markedBlock(l string, lines []string) int {
	if m := fence().FindStringSubmatch(l); m != nil {
		return p.code(m[1], lines)
	}
	if m := atx().FindStringSubmatch(l); m != nil {
		p.flush()
		p.add(article.Heading, len(m[1]), p.inline(m[2]))
		return 1
	}
	if quoted().MatchString(l) {
		return p.quote(lines)
	}
	if len(lines) > 1 && strings.Contains(l, "|") && tableRule().MatchString(lines[1]) {
		return p.table(lines)
	}
	if pageNote().MatchString(l) {
		return 1
	}
	if m := reference().FindStringSubmatch(l); m != nil {
		p.flush()
		return 1
	}
	if m := imageOnly().FindStringSubmatch(strings.TrimSpace(l)); m != nil {
		p.flush()
		p.add(article.Caption, 0, strings.TrimSpace(m[1]))
		return 1
	}
	if m := boldOnly().FindStringSubmatch(strings.TrimSpace(l)); m != nil && len(p.para) == 0 && readsLikeTitle(m[1]) &&
		(len(lines) == 1 || strings.TrimSpace(lines[1]) == "") {
		p.add(article.Heading, 3, strings.TrimSpace(m[1]))
		return 1
	}
	return 0
}

func (p *parser) code(mark string, lines []string) int {
	p.flush()
	n := 1
	for ; n < len(lines); n++ {
		if t := strings.TrimSpace(lines[n]); strings.HasPrefix(t, mark) && strings.Trim(t, mark[:1]) == "" {
			p.add(article.Code, 0, strings.Join(lines[1:n], "\n"))
			return n + 1
		}
	}
	// A fence that is never closed is a line of text.
	p.para = append(p.para, lines[0])
	return 1
}

func (p *parser) quote(lines []string) int {
	p.flush()
	var part []string
	end := func() {
		for _, t := range paragraphs(part, p.wide) {
			p.add(article.Quotation, 0, p.inline(t))
		}
		part = nil
	}
	n := 0
	for ; n < len(lines); n++ {
		m := quoted().FindStringSubmatch(lines[n])
		if m == nil {
			break
		}
		inner := strings.TrimLeft(m[1], "> ")
		if n == 0 {
			inner = callout().ReplaceAllString(inner, "")
		}
		if strings.TrimSpace(inner) == "" {
			end()
			continue
		}
		part = append(part, inner)
	}
	end()
	return n
}

func (p *parser) table(lines []string) int {
	p.flush()
	var rows []string
	n := 0
	for ; n < len(lines) && strings.Contains(lines[n], "|"); n++ {
		if n == 1 {
			continue
		}
		row := strings.TrimSpace(lines[n])
		row = strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|")
		cells := strings.Split(strings.ReplaceAll(row, `\|`, "¦"), "|")
		for i, c := range cells {
			cells[i] = p.inline(strings.TrimSpace(c))
		}
		rows = append(rows, strings.Join(cells, " | "))
	}
	p.add(article.Table, 0, strings.Join(rows, "\n"))
	return n
}

// An item is a line of a list: what it is marked with, a bullet or a number,
// and how far it is set in.
type item struct {
	mark   string
	text   string
	indent int
}

func itemOf(l string) (it item, ok bool) {
	for _, re := range []*regexp.Regexp{sureMark(), bullet(), numbered()} {
		if m := re.FindStringSubmatch(l); m != nil {
			return item{mark: m[2], text: m[3], indent: width(m[1])}, true
		}
	}
	return item{}, false
}

// number reports whether the mark is a number.
func (it item) number() bool { return it.mark[0] >= '0' && it.mark[0] <= '9' }

// sure reports whether the mark is a bullet and never anything else.
func (it item) sure() bool { return it.mark[0] >= 0x80 }

func width(indent string) int { return len(strings.ReplaceAll(indent, "\t", "    ")) }

// list reads one item, 0 lines if there is none. In unmarked text a single line
// that begins with a star, a dash or a number is no list.
func (p *parser) list(lines []string) int {
	it, ok := itemOf(lines[0])
	if !ok || !it.sure() && !p.marked && !p.neighbour(lines, it) {
		return 0
	}
	if it.number() && len(p.para) > 0 && p.wide > 0 {
		return 0 // a wrapped sentence may go on with a number
	}
	p.flush()
	text := it.text
	n := 1
	for ; n < len(lines) && p.continues(lines[n-1], lines[n]); n++ {
		text = joinLines(text, strings.TrimSpace(lines[n]))
	}
	p.add(article.ListItem, p.level(it.indent), p.inline(text))
	p.last = it.mark
	return n
}

// continues reports whether the line after one of an item belongs to the item.
func (p *parser) continues(line, next string) bool {
	if strings.TrimSpace(next) == "" {
		return false
	}
	if _, ok := itemOf(next); ok || p.marked && (atx().MatchString(next) || fence().MatchString(next) || quoted().MatchString(next)) {
		return false
	}
	if p.wide > 0 {
		return filled(line, next, p.wide)
	}
	return strings.HasPrefix(next, "  ") || strings.HasPrefix(next, "\t")
}

// level returns how deep an item set in by indent is in the open list.
func (p *parser) level(indent int) int {
	if !p.inList() {
		p.indent = p.indent[:0]
	}
	for len(p.indent) > 0 && p.indent[len(p.indent)-1] > indent {
		p.indent = p.indent[:len(p.indent)-1]
	}
	if len(p.indent) == 0 || p.indent[len(p.indent)-1] < indent {
		p.indent = append(p.indent, indent)
	}
	return min(len(p.indent), 6)
}

// neighbour reports whether an item with the same mark stands near the first
// line; a list of numbers begins at its beginning.
func (p *parser) neighbour(lines []string, it item) bool {
	if p.inList() && (p.last == it.mark || it.number() && p.last != "" && p.last[0] <= '9' && p.last[0] >= '0') {
		return true
	}
	if p.inList() && it.indent > p.indent[len(p.indent)-1] {
		return true
	}
	if it.number() && it.mark != "1" && it.mark != "0" {
		return false
	}
	for i, l := range lines[1:] {
		if i > 6 {
			break
		}
		if strings.TrimSpace(l) == "" {
			continue
		}
		if next, ok := itemOf(l); ok {
			return next.mark == it.mark || next.number() && it.number()
		}
		if !strings.HasPrefix(l, "  ") && p.wide == 0 {
			return false
		}
	}
	return false
}

// inList reports whether the last block is an item of a list.
func (p *parser) inList() bool {
	n := len(p.pieces)
	return n > 0 && len(p.para) == 0 && p.pieces[n-1].kind == article.ListItem
}

// flush makes paragraphs of the lines gathered.
func (p *parser) flush() {
	for _, t := range paragraphs(p.para, p.wide) {
		p.add(article.Paragraph, 0, p.inline(t))
	}
	p.para = p.para[:0]
}

func (p *parser) add(kind article.BlockKind, level int, text string) {
	if kind != article.Code {
		text = strings.TrimSpace(text)
	}
	if strings.TrimSpace(text) != "" {
		p.pieces = append(p.pieces, piece{kind: kind, level: level, text: text})
	}
}
