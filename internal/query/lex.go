package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A token is a piece of what was typed.
type token struct {
	kind  tokenKind
	text  string
	space bool // blank space stands before it
}

type tokenKind byte

const (
	wordToken tokenKind = iota
	phraseToken
	fieldToken // "title:", text is the name
	openToken
	closeToken
	minusToken
	orToken
	andToken
	notToken
	callToken // "NEAR(a b, 5)": text is the name, the arguments follow in the next token
	argsToken
)

// fields are the names that stand before a colon.
var fields = map[string]string{
	"title": "title", "lead": "lead", "body": "body", "text": "body",
	"source": "source", "author": "author", "tag": "tag", "tags": "tag", "lang": "lang", "language": "lang",
	"url": "url", "site": "url", "story": "story",
	"keyword": "keyword", "keywords": "keyword", "section": "section", "agency": "agency", "type": "type",
	"is": "is", "has": "has", "after": "after", "since": "after", "before": "before", "on": "on",
	"captured": "captured", "sort": "sort",
}

// calls are the names that stand before a parenthesis.
var calls = map[string]bool{"NEAR": true, "same-sentence": true, "same-paragraph": true, "atleast": true}

// clean makes typographic quotes plain and turns what nobody types on purpose
// into space.
func clean(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, " "))
	return strings.Map(func(r rune) rune {
		switch r {
		case '“', '”', '„', '‟', '«', '»', '＂':
			return '"'
		case '‘', '’', '‚', '‛':
			return '\''
		case '（':
			return '('
		case '）':
			return ')'
		case '：':
			return ':'
		case '\u200b', '\ufeff':
			return ' '
		}
		if unicode.IsControl(r) || unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
}

// lex cuts s, which is clean, into tokens.
func lex(s string) []token {
	var out []token
	space := true
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		add := func(kind tokenKind, text string, n int) {
			out = append(out, token{kind, text, space})
			s, space = s[n:], false
		}
		switch {
		case r == ' ':
			s, space = s[1:], true
		case r == '(':
			add(openToken, "", 1)
		case r == ')':
			add(closeToken, "", 1)
		case r == '"':
			text, n := quoted(s)
			add(phraseToken, text, n)
		case (r == '-' || r == '−' || r == '–') && startsTerm(out, space):
			add(minusToken, "", size)
		default:
			n := wordEnd(s)
			word := s[:n]
			if name, rest, ok := strings.Cut(word, ":"); ok && fields[strings.ToLower(name)] != "" && startsTerm(out, space) {
				s = s[len(name)+1:]
				out = append(out, token{fieldToken, fields[strings.ToLower(name)], space})
				space = false
				if rest != "" && !callAt(s) {
					out = append(out, token{wordToken, rest, false})
					s = s[len(rest):]
				}
				continue
			}
			if callAt(s) && (startsTerm(out, space) || out[len(out)-1].kind == fieldToken) {
				end := strings.IndexByte(s[n:], ')')
				args, next := s[n+1:], len(s)
				if end >= 0 {
					args, next = s[n+1:n+end], n+end+1
				}
				out = append(out, token{callToken, word, space})
				add(argsToken, args, next)
				continue
			}
			switch word {
			case "OR", "||", "|":
				add(orToken, word, n)
			case "AND", "&&":
				add(andToken, word, n)
			case "NOT":
				add(notToken, word, n)
			default:
				add(wordToken, word, n)
			}
		}
	}
	return out
}

// callAt reports whether s begins with the name of a call and its parenthesis.
func callAt(s string) bool {
	n := wordEnd(s)
	return calls[s[:n]] && strings.HasPrefix(s[n:], "(")
}

// startsTerm reports whether what comes next begins a term: after a space, a
// parenthesis, a minus or a field's colon.
func startsTerm(before []token, space bool) bool {
	if space || len(before) == 0 {
		return true
	}
	switch before[len(before)-1].kind {
	case openToken, minusToken:
		return true
	}
	return false
}

// quoted returns the words of the phrase s begins with and how long it is. A
// quote that is never closed goes to the end.
func quoted(s string) (text string, n int) {
	end := strings.IndexByte(s[1:], '"')
	if end < 0 {
		return strings.TrimSpace(s[1:]), len(s)
	}
	return strings.TrimSpace(s[1 : end+1]), end + 2
}

// wordEnd returns the length of the word s begins with.
func wordEnd(s string) int {
	if n := strings.IndexAny(s, ` ()"`); n >= 0 {
		return n
	}
	return len(s)
}
