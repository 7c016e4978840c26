// Package query is the search language: what a person types becomes a Query,
// and a Query becomes text again. Parsing never fails: what cannot be used
// comes back as a note in plain words. How a Query finds articles is db's
// affair; where its words stand in a text is told here.
package query

import (
	"slices"
	"strconv"
	"strings"

	"parallax/internal/message"
	"parallax/internal/text"
)

// A Query is a parsed search. The zero Query finds every article.
type Query struct {
	Root  Node              // nil finds every article
	Sort  string            // "date", "relevance", "source", "captured", "" if not said
	Notes []message.Message // about what could not be used
}

// A Node is a condition on an article: And, Or, Not, Word, Phrase, Near,
// Together, AtLeast, Filter, Is or When.
type Node interface {
	write(w *writer)
}

// And holds two conditions or more; all must hold.
type And []Node

// Or holds two conditions or more; one must hold.
type Or []Node

// Not holds where its condition does not.
type Not struct{ Of Node }

// A Word is a word as typed; other forms of it are meant too ([Word.Family]).
// It may hold several index terms ("covid-19"), which are then looked for in a
// row, as they are.
type Word struct {
	In     string // "title", "lead", "body", "" for anywhere
	Text   string
	Prefix bool // longer words that begin with Text are meant too
}

// A Phrase is words in a row, or one word, in just this form.
type Phrase struct {
	In   string
	Text string
}

// Near is words at most Distance words apart, in any order.
type Near struct {
	In       string
	Words    []string
	Distance int
}

// Together is words and phrases that stand in one sentence or paragraph, in
// any order. A title is a sentence and a paragraph of its own.
type Together struct {
	In     string
	Within string // "sentence", "paragraph"
	Of     []Node // two or more, each a Word or Phrase with In as here
}

// AtLeast is a word or phrase that stands in an article N times or more, in
// title and text together.
type AtLeast struct {
	In string
	N  int  // 2 or more
	Of Node // a Word or Phrase with In as here
}

// A Filter is a named fact about an article.
type Filter struct {
	Field string // "source", "author", "tag", "lang", "url", "story", "keyword", "section", "agency", "type"
	Value string // as typed, never "" but for source: not named
}

// Is is a state of an article.
type Is struct {
	What string // one of States, or of Haves, of which "tag" is Not untagged
}

// When is a condition on a date.
type When struct {
	Field string // "after", "before", "on", "captured"
	Date  string // 2025, 2025-10, 2025-10-27, or a span of time up to now: 7d, 2w, 3m, 1y
}

// States are what is: knows.
var States = []string{"starred", "unread", "read", "untagged", "duplicate", "residue", "dated", "undated", "trash"}

// Haves are what has: knows.
var Haves = []string{"note", "highlight", "image", "tag", "residue"}

// Sorts are the orders sort: knows.
var Sorts = []string{"date", "relevance", "source", "captured"}

// IsZero reports whether q finds every article in no particular order.
func (q Query) IsZero() bool { return q.Root == nil && q.Sort == "" }

// HasWords reports whether q looks for words that an article must have, so
// that there is a relevance to sort by.
func (q Query) HasWords() bool { return hasWords(q.Root) }

func hasWords(n Node) bool {
	switch n := n.(type) {
	case Word, Phrase, Near, Together, AtLeast:
		return true
	case And:
		for _, m := range n {
			if hasWords(m) {
				return true
			}
		}
	case Or:
		for _, m := range n {
			if hasWords(m) {
				return true
			}
		}
	}
	return false
}

// Family returns the other forms that w finds too; none for words that are
// typed as a beginning or hold more than one term.
func (w Word) Family() text.Family {
	if w.Prefix {
		return text.Family{}
	}
	return text.FamilyOf(w.Text)
}

// String returns q as a person could type it. Parsing it gives q again, but
// for the notes.
func (q Query) String() string {
	var w writer
	switch n := q.Root.(type) {
	case nil:
	case And:
		w.list(n, " ")
	case Or:
		w.list(n, " OR ")
	default:
		n.write(&w)
	}
	if q.Sort != "" {
		if w.b.Len() > 0 {
			w.b.WriteByte(' ')
		}
		w.b.WriteString("sort:" + q.Sort)
	}
	return w.b.String()
}

type writer struct{ b strings.Builder }

// list writes the conditions of an And or an Or. An Or within an And needs no
// parentheses, because OR binds tighter.
func (w *writer) list(of []Node, between string) {
	for i, n := range of {
		if i > 0 {
			w.b.WriteString(between)
		}
		if or, ok := n.(Or); ok {
			w.list(or, " OR ")
		} else {
			n.write(w)
		}
	}
}

func (w *writer) field(name string) {
	if name != "" {
		w.b.WriteString(name)
		w.b.WriteByte(':')
	}
}

func (n And) write(w *writer) {
	w.b.WriteByte('(')
	w.list(n, " ")
	w.b.WriteByte(')')
}

func (n Or) write(w *writer) {
	w.b.WriteByte('(')
	w.list(n, " OR ")
	w.b.WriteByte(')')
}

func (n Not) write(w *writer) {
	w.b.WriteByte('-')
	n.Of.write(w)
}

func (n Word) write(w *writer) {
	w.field(n.In)
	w.b.WriteString(n.Text)
	if n.Prefix {
		w.b.WriteByte('*')
	}
}

func (n Phrase) write(w *writer) {
	w.field(n.In)
	w.b.WriteString(`"` + n.Text + `"`)
}

func (n Near) write(w *writer) {
	w.field(n.In)
	w.b.WriteString("NEAR(" + strings.Join(n.Words, " ") + ", " + strconv.Itoa(n.Distance) + ")")
}

func (n Together) write(w *writer) {
	w.field(n.In)
	w.b.WriteString("same-" + n.Within + "(")
	w.arguments(n.Of)
}

func (n AtLeast) write(w *writer) {
	w.field(n.In)
	w.b.WriteString("atleast(" + strconv.Itoa(n.N) + ", ")
	w.arguments([]Node{n.Of})
}

// arguments writes words and phrases without the field that all of them share.
func (w *writer) arguments(of []Node) {
	for i, n := range of {
		if i > 0 {
			w.b.WriteByte(' ')
		}
		switch n := n.(type) {
		case Word:
			n.In = ""
			n.write(w)
		case Phrase:
			n.In = ""
			n.write(w)
		}
	}
	w.b.WriteByte(')')
}

func (n Filter) write(w *writer) {
	w.field(n.Field)
	w.b.WriteString(`"` + n.Value + `"`)
}

func (n Is) write(w *writer) {
	if !slices.Contains(States, n.What) {
		w.b.WriteString("has:" + n.What)
		return
	}
	w.b.WriteString("is:" + n.What)
}

func (n When) write(w *writer) {
	w.field(n.Field)
	w.b.WriteString(n.Date)
}
