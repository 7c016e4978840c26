package app

import (
	"parallax/internal/message"
	"parallax/internal/query"
)

// Suggested returns the search that a note to the search text proposes instead
// of it, and false where it proposes none.
func Suggested(text string, note message.Message) (string, bool) {
	arg := func(name string) string {
		s, _ := note.Args[name].(string)
		return s
	}
	q := query.Parse(text)
	switch note.Key {
	case "query.also-tag":
		q.Root = query.Filter{Field: "tag", Value: arg("Tag")}
	case "query.no-tag-like":
		q.Root = renamed(q.Root, query.Filter{Field: "tag", Value: arg("Value")}, arg("Like"))
	case "query.no-source-like":
		q.Root = renamed(q.Root, query.Filter{Field: "source", Value: arg("Value")}, arg("Like"))
	default:
		return arg("Query"), arg("Query") != ""
	}
	return q.String(), true
}

// renamed returns n with the value of a filter changed.
func renamed(n query.Node, f query.Filter, value string) query.Node {
	switch n := n.(type) {
	case query.And:
		all := make(query.And, len(n))
		for i, m := range n {
			all[i] = renamed(m, f, value)
		}
		return all
	case query.Or:
		any := make(query.Or, len(n))
		for i, m := range n {
			any[i] = renamed(m, f, value)
		}
		return any
	case query.Not:
		return query.Not{Of: renamed(n.Of, f, value)}
	case query.Filter:
		if n == f {
			n.Value = value
		}
		return n
	}
	return n
}
