package db

import (
	"fmt"
	"strings"

	"parallax/internal/query"
	"parallax/internal/text"
)

// matchExpr returns n as an expression of FTS5, and false if the index alone
// cannot answer it: FTS5 has no bare NOT, and tags and dates are not in it.
// Whatever a person typed is quoted, so that no word of it is an operator.
func (p *plan) matchExpr(n query.Node) (string, bool) {
	switch n := n.(type) {
	case query.Word:
		return anywhere(n.In, phrase(n.Text, n.Prefix))
	case query.Phrase:
		return anywhere(n.In, phrase(n.Text, false))
	case query.Near:
		rows := make([]string, len(n.Words))
		for i, w := range n.Words {
			rows[i] = phrase(w, false)
		}
		return anywhere(n.In, fmt.Sprintf("NEAR(%s, %d)", strings.Join(rows, " "), n.Distance))
	case query.Filter:
		return p.matchFilter(n)
	case query.Or:
		var either []string
		for _, m := range n {
			s, ok := p.matchExpr(m)
			if !ok {
				return "", false
			}
			either = append(either, s)
		}
		return "(" + strings.Join(either, " OR ") + ")", true
	case query.And:
		var all, none []string
		for _, m := range n {
			into := &all
			if not, ok := m.(query.Not); ok {
				m, into = not.Of, &none
			}
			s, ok := p.matchExpr(m)
			if !ok {
				return "", false
			}
			*into = append(*into, s)
		}
		return joinMatch(all, none)
	}
	return "", false
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

func anywhere(in, expr string) (string, bool) {
	switch in {
	case "title", "lead":
		return in + " : " + expr, true
	case "body": // the lead is the beginning of the body
		return "{lead body} : " + expr, true
	}
	return "{title lead body} : " + expr, true
}

// matchFilter returns a filter on what the column meta holds.
func (p *plan) matchFilter(f query.Filter) (string, bool) {
	switch f.Field {
	case "author":
		return metaPhrase(f.Value, "a"), true
	case "url":
		address := strings.TrimPrefix(strings.TrimPrefix(f.Value, "https://"), "http://")
		return metaPhrase(strings.TrimPrefix(address, "www."), "u"), true
	case "lang":
		parts := languageParts(f.Value)
		return `meta : "l` + parts[0] + `"`, true
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
