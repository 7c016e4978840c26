package db

import (
	"fmt"
	"strings"

	"parallax/article"
	"parallax/internal/query"
	"parallax/internal/text"
)

// matchExpr returns n as an expression of FTS5, and false if the index alone
// cannot answer it: FTS5 has no bare NOT, and tags and dates are not in it.
// Whatever a person typed is quoted, so that no word of it is an operator. With
// forms, words find their other forms too; what must not be there always does.
func (p *plan) matchExpr(n query.Node, forms bool) (string, bool) {
	switch n := n.(type) {
	case query.Word, query.Phrase:
		return p.words(n, forms), true
	case query.Near:
		rows := make([]string, len(n.Words))
		for i, w := range n.Words {
			rows[i] = phrase(w, false)
		}
		return anywhere(n.In, fmt.Sprintf("NEAR(%s, %d)", strings.Join(rows, " "), n.Distance)), true
	case query.Filter:
		return p.matchFilter(n)
	case query.Or:
		var either []string
		for _, m := range n {
			s, ok := p.matchExpr(m, forms)
			if !ok {
				return "", false
			}
			either = append(either, s)
		}
		return "(" + strings.Join(either, " OR ") + ")", true
	case query.And:
		var all, none []string
		for _, m := range n {
			into, of := &all, forms
			if not, ok := m.(query.Not); ok {
				m, into, of = not.Of, &none, true
			}
			s, ok := p.matchExpr(m, of)
			if !ok {
				return "", false
			}
			*into = append(*into, s)
		}
		return joinMatch(all, none)
	}
	return "", false
}

// words returns the expression for words: of Together and AtLeast what an
// article must have to be read for them.
func (p *plan) words(n query.Node, forms bool) string {
	switch n := n.(type) {
	case query.Word:
		s := anywhere(n.In, phrase(n.Text, n.Prefix))
		if others := p.forms.of(n); forms && len(others) > 0 {
			return "(" + s + " OR " + strings.Join(others, " OR ") + ")"
		}
		return s
	case query.Phrase:
		return anywhere(n.In, phrase(n.Text, false))
	case query.AtLeast:
		return p.words(n.Of, forms)
	case query.Together:
		all := make([]string, len(n.Of))
		for i, m := range n.Of {
			all[i] = p.words(m, forms)
		}
		s, _ := joinMatch(all, nil)
		return s
	}
	panic(fmt.Sprintf("words of %T", n)) // callers know
}

// joinMatch returns the expression for all of some and none of others.
func joinMatch(all, none []string) (string, bool) {
	if len(all) == 0 {
		return "", false
	}
	s := "(" + strings.Join(all, " AND ") + ")"
	if len(none) > 0 {
		s = "(" + s + " NOT (" + strings.Join(none, " OR ") + "))"
	}
	return s, true
}

// phrase returns words in a row as FTS5 takes them. Terms are letters and
// digits, so nothing in them needs a quote.
func phrase(words string, prefix bool) string {
	terms := text.Terms(words)
	var b strings.Builder
	b.WriteByte('"')
	for i, t := range terms {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Form)
		prefix = prefix || t.Prefix
	}
	b.WriteByte('"')
	if prefix {
		b.WriteString(" *")
	}
	return b.String()
}

func anywhere(in, expr string) string {
	switch in {
	case "title", "lead":
		return in + " : " + expr
	case "body": // the lead is the beginning of the body
		return "{lead body} : " + expr
	}
	return "{title lead body} : " + expr
}

// matchFilter returns a filter on what the column meta holds.
func (p *plan) matchFilter(f query.Filter) (string, bool) {
	switch f.Field {
	case "author":
		return metaPhrase(f.Value, "a"), true
	case "keyword":
		return metaPhrase(f.Value, "k"), true
	case "section":
		return metaPhrase(f.Value, "c"), true
	case "agency":
		return metaPhrase(f.Value, "g"), true
	case "type":
		return `meta : "` + pageToken(article.PageType(f.Value)) + `"`, true
	case "url":
		address := strings.TrimPrefix(strings.TrimPrefix(f.Value, "https://"), "http://")
		return metaPhrase(strings.TrimPrefix(address, "www."), "u"), true
	case "lang":
		return languageToken(f.Value), true
	}
	return "", false
}

// metaPhrase returns words in a row in the column meta, each token with the
// letter of its kind.
func metaPhrase(words, kind string) string {
	terms := text.Terms(words)
	forms := make([]string, len(terms))
	var open string
	for i, t := range terms {
		forms[i] = kind + t.Form
		if t.Prefix {
			open = " *"
		}
	}
	return `meta : "` + strings.Join(forms, " ") + `"` + open
}

func languageToken(tag string) string { return `meta : "l` + languageParts(tag)[0] + `"` }
