package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	autolink  = lazily(`^<((?:https?://|mailto:)[^<>\s]+)>`)
	inlineTag = lazily(`(?i)^</?(?:a|b|i|u|s|em|strong|br|span|sub|sup|mark|small|kbd|font|center|div|p|img|abbr|cite|q|del|ins)(?:\s[^<>\n]*)?/?>`)
)

// inline returns the words of s without the marks inside its lines. A mark that
// has no partner is a letter of the text.
func (p *parser) inline(s string) string {
	if !p.marked || !strings.ContainsAny(s, "*_`[]\\~<=") {
		return s
	}
	l := &inliner{refs: p.refs}
	l.scan(s)
	return l.resolve()
}

// A run is a stretch of text or of one mark.
type run struct {
	text      string
	mark      byte // 0 for text
	n         int  // marks left
	opens     bool
	closes    bool
	wholeOnly bool // the mark counts only in twos
}

type inliner struct {
	refs map[string]bool
	runs []run
}

func (l *inliner) word(s string) {
	if n := len(l.runs); n > 0 && l.runs[n-1].mark == 0 {
		l.runs[n-1].text += s
		return
	}
	l.runs = append(l.runs, run{text: s})
}

// scan parts s into runs of words and marks. The words between two special
// letters are taken at once, so the work stays linear.
func (l *inliner) scan(s string) {
	for i := 0; i < len(s); {
		j := i + strings.IndexAny(s[i:], "*_`[!\\~<=")
		if j < i {
			l.word(s[i:])
			return
		}
		if j > i {
			l.word(s[i:j])
		}
		i = j + l.special(s, j)
	}
}

// special reads what begins with the special letter at i and returns how many
// bytes it took.
func (l *inliner) special(s string, i int) int {
	rest := s[i:]
	switch c := s[i]; c {
	case '\\':
		if len(rest) > 1 && strings.IndexByte("\\`*_{}[]()#+-.!|<>~=", rest[1]) >= 0 {
			l.word(rest[1:2])
			return 2
		}
	case '`':
		n := runLength(rest, '`')
		if end := strings.Index(rest[n:], rest[:n]); end > 0 {
			l.word(strings.TrimSpace(rest[n : n+end]))
			return n + end + n
		}
		l.word(rest[:n])
		return n
	case '!', '[':
		if n := l.link(rest); n > 0 {
			return n
		}
	case '<':
		if m := autolink().FindStringSubmatch(rest); m != nil {
			l.word(m[1])
			return len(m[0])
		}
		if m := inlineTag().FindString(rest); m != "" {
			if strings.HasPrefix(strings.ToLower(m), "<br") {
				l.word(" ")
			}
			return len(m)
		}
	case '*', '_', '~', '=':
		n := runLength(rest, c)
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+n:])
		l.delimiter(c, n, before, after, i == 0, i+n == len(s))
		return n
	}
	l.word(rest[:1])
	return 1
}

func runLength(s string, c byte) int {
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	return n
}

// delimiter keeps a run of marks with whether it may open or close, by what
// stands on its two sides.
func (l *inliner) delimiter(c byte, n int, before, after rune, first, last bool) {
	spaceBefore, spaceAfter := first || unicode.IsSpace(before), last || unicode.IsSpace(after)
	punctBefore, punctAfter := isPunct(before), isPunct(after)
	left := !spaceAfter && (!punctAfter || spaceBefore || punctBefore)
	right := !spaceBefore && (!punctBefore || spaceAfter || punctAfter)
	r := run{text: strings.Repeat(string(c), n), mark: c, n: n, opens: left, closes: right}
	switch c {
	case '_': // never inside a word: snake_case
		r.opens, r.closes = left && (!right || punctBefore), right && (!left || punctAfter)
	case '~', '=':
		r.wholeOnly = true
		if n != 2 {
			r.opens, r.closes = false, false
		}
	case '*': // 2*3*4 is arithmetic, but letters may be set off inside a word
		if unicode.IsDigit(before) && unicode.IsDigit(after) || n > 3 {
			r.opens, r.closes = false, false
		}
	}
	l.runs = append(l.runs, r)
}

func isPunct(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// resolve pairs closing marks with opening ones and returns what is left.
func (l *inliner) resolve() string {
	open := map[byte][]int{}
	for i := range l.runs {
		r := &l.runs[i]
		if r.mark == 0 {
			continue
		}
		if r.closes {
			stack := open[r.mark]
			for r.n > 0 && len(stack) > 0 {
				o := &l.runs[stack[len(stack)-1]]
				k := min(2, r.n, o.n)
				if r.wholeOnly && k < 2 {
					break
				}
				r.n -= k
				o.n -= k
				if o.n == 0 {
					stack = stack[:len(stack)-1]
				}
			}
			open[r.mark] = stack
		}
		if r.opens && r.n > 0 {
			open[r.mark] = append(open[r.mark], i)
		}
	}
	var b strings.Builder
	for _, r := range l.runs {
		if r.mark == 0 {
			b.WriteString(r.text)
		} else {
			b.WriteString(r.text[:r.n])
		}
	}
	return b.String()
}

var (
	wikiLink   = lazily(`^!?\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]`)
	inlineLink = lazily(`^!?\[((?:[^\[\]\\]|\\.|\[[^\[\]]{0,300}\])*)\]\(\s*(?:<[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)`)
	refLink    = lazily(`^!?\[([^\[\]\n]{1,300})\](?:\[([^\[\]\n]{0,300})\])?`)
)

// longestLink bounds how far a link is looked for.
const longestLink = 4096

// link reads the link or image that s begins with and keeps its words. It
// returns 0 if there is none.
func (l *inliner) link(s string) int {
	if s[0] == '!' && (len(s) < 2 || s[1] != '[') {
		return 0
	}
	near := s[:min(len(s), longestLink)]
	if m := wikiLink().FindStringSubmatch(near); m != nil {
		if s[0] == '!' { // an embedded file has no words
			return len(m[0])
		}
		label := m[2]
		if label == "" {
			label = m[1]
		}
		l.word(label)
		return len(m[0])
	}
	if m := inlineLink().FindStringSubmatch(near); m != nil {
		l.scan(m[1])
		return len(m[0])
	}
	if m := refLink().FindStringSubmatch(near); m != nil {
		id := m[2]
		if id == "" {
			id = m[1]
		}
		if l.refs[strings.ToLower(id)] {
			l.scan(m[1])
			return len(m[0])
		}
	}
	return 0
}
