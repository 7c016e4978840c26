package extract

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"parallax/article"
	"parallax/internal/text"
	"parallax/scrape/format"
	"parallax/scrape/guard"
)

// A Tried is what came of one line of a rule on one page.
type Tried struct {
	File     string
	Key      string // as in the file: "title", "body"
	Selector string // "" where the file gives the words themselves
	Matched  int    // elements
	Words    string // what came of it, in short
	Result   TriedResult
}

// TriedResult says what a selector is good for on a page.
type TriedResult string

// The results.
const (
	TriedUsed    TriedResult = "used"
	TriedRemoved TriedResult = "removed"
	TriedSpare   TriedResult = "spare"   // one before it was used
	TriedNothing TriedResult = "nothing" // no element is like that
	TriedEmpty   TriedResult = "empty"   // there are, without words
	TriedNoDate  TriedResult = "no-date" // there are, without a date that can be read
	TriedNoName  TriedResult = "no-name" // there are, with no words that can be a name
	TriedPage    TriedResult = "page"    // it selects the whole page, which is not removed
	TriedSlow    TriedResult = "slow"    // it was stopped
)

// chosen is what the rules of a site select on a page.
type chosen struct {
	rules              *siteRules
	title, section     string
	authors            []string
	published, updated article.Date
	body               []piece
	tried              []Tried
}

// choose asks the rules for the page at address and takes out of doc what they
// remove. It returns nil where there are none for it, and where
// doc has more elements than may be walked.
func (r *Rules) choose(ctx context.Context, doc *html.Node, address, language string, lim guard.Limits) (*chosen, error) {
	u, err := url.Parse(address)
	if r == nil || err != nil || u.Hostname() == "" {
		return nil, nil
	}
	s := r.of(u.Hostname())
	if s == nil {
		return nil, nil
	}
	page := elementsOf(doc, lim.Nodes)
	if page == nil {
		return nil, nil
	}
	c := &chosen{rules: s}
	t := &trial{ctx: ctx, chosen: c, page: page, until: time.Now().Add(lim.RuleTime)}
	t.ask("title", s.title, func(found []*html.Node, sel selector) (string, TriedResult) {
		c.title = firstWords(found, sel)
		return c.title, usedIf(c.title != "", TriedEmpty)
	})
	t.ask("author", s.authors, func(found []*html.Node, sel selector) (string, TriedResult) {
		for _, n := range found {
			c.authors = append(c.authors, format.Names(wordsOf(n, sel))...)
		}
		c.authors = unique(c.authors)
		return strings.Join(c.authors, ", "), usedIf(len(c.authors) > 0, TriedNoName)
	})
	dateTo := func(to *article.Date) func(found []*html.Node, sel selector) (string, TriedResult) {
		return func(found []*html.Node, sel selector) (string, TriedResult) {
			for _, n := range found {
				if *to = dateOf(n, sel, language); !to.IsZero() {
					return to.String(), TriedUsed
				}
			}
			return firstWords(found, sel), TriedNoDate
		}
	}
	t.ask("date", s.published, dateTo(&c.published))
	t.ask("updated", s.updated, dateTo(&c.updated))
	t.ask("section", s.section, func(found []*html.Node, sel selector) (string, TriedResult) {
		c.section = firstWords(found, sel)
		return c.section, usedIf(c.section != "", TriedEmpty)
	})
	t.remove(s.remove)
	t.page = elementsOf(doc, lim.Nodes)
	t.ask("body", s.body, func(found []*html.Node, _ selector) (string, TriedResult) {
		c.body = content(together(found))
		return opening(c.body), usedIf(textSize(c.body) > 0, TriedEmpty)
	})
	if s.source != "" {
		t.say(Tried{Key: "source", Words: s.source, Result: TriedUsed})
	}
	return c, ctx.Err()
}

// usedIf returns TriedUsed, or what else is the case.
func usedIf(is bool, otherwise TriedResult) TriedResult {
	if is {
		return TriedUsed
	}
	return otherwise
}

// A trial is the asking of one page.
type trial struct {
	ctx    context.Context
	chosen *chosen
	page   *elements
	until  time.Time
}

func (t *trial) say(what Tried) {
	const short = 200
	what.File = t.chosen.rules.file
	if len(what.Words) > 4*short {
		what.Words = what.Words[:4*short]
	}
	if runes := []rune(strings.ToValidUTF8(what.Words, "")); len(runes) > short {
		what.Words = strings.TrimSpace(string(runes[:short])) + "…"
	}
	t.chosen.tried = append(t.chosen.tried, what)
}

// find asks one selector, nil where nothing is selected, which is said.
func (t *trial) find(key string, sel selector) []*html.Node {
	found, err := t.page.find(t.ctx, sel, t.until)
	switch {
	case err != nil:
		t.say(Tried{Key: key, Selector: sel.text, Result: TriedSlow})
	case len(found) == 0:
		t.say(Tried{Key: key, Selector: sel.text, Result: TriedNothing})
	}
	return found
}

// ask tries the selectors of a key until one is good for something. What those
// behind it would find is said all the same.
func (t *trial) ask(key string, sels []selector, take func([]*html.Node, selector) (string, TriedResult)) {
	used := false
	for _, sel := range sels {
		found := t.find(key, sel)
		switch {
		case len(found) == 0:
		case used:
			t.say(Tried{Key: key, Selector: sel.text, Matched: len(found), Words: firstWords(found, sel), Result: TriedSpare})
		default:
			words, result := take(found, sel)
			used = result == TriedUsed
			t.say(Tried{Key: key, Selector: sel.text, Matched: len(found), Words: words, Result: result})
		}
	}
}

// remove takes out of the page what any of the selectors selects.
func (t *trial) remove(sels []selector) {
	var gone []*html.Node
	for _, sel := range sels {
		found := t.find("remove", sel)
		if len(found) == 0 {
			continue
		}
		result := TriedRemoved
		if slices.ContainsFunc(found, func(n *html.Node) bool { return n.Data == "html" || n.Data == "body" }) {
			result = TriedPage
		} else {
			gone = append(gone, found...)
		}
		t.say(Tried{Key: "remove", Selector: sel.text, Matched: len(found), Words: firstWords(found, sel), Result: result})
	}
	for _, n := range gone {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// wordsOf returns what is read of an element: the attribute named, of a meta
// element its content, otherwise its words.
func wordsOf(n *html.Node, sel selector) string {
	switch {
	case sel.attr != "":
		return oneLine(attr(n, sel.attr))
	case n.Data == "meta":
		return oneLine(attr(n, "content"))
	}
	return oneLine(plainText(n))
}

func firstWords(found []*html.Node, sel selector) string {
	for _, n := range found {
		if w := wordsOf(n, sel); w != "" {
			return w
		}
	}
	return ""
}

// dateOf reads the date of an element. That of a time element is in its
// attribute; its words may be "two hours ago".
func dateOf(n *html.Node, sel selector, language string) article.Date {
	said := wordsOf(n, sel)
	if sel.attr == "" && n.Data == "time" {
		if d := article.ParseDate(attr(n, "datetime")); !d.IsZero() {
			return d
		}
	}
	if d := article.ParseDate(said); !d.IsZero() {
		return d
	}
	if len(said) > 300 {
		return article.Date{}
	}
	for _, d := range text.StatedDates(said, language) {
		if !d.Swapped {
			return article.Date{Time: d.Time(), Precision: article.ToDay, Raw: said}
		}
	}
	return article.Date{}
}

// together returns an element with copies of those found, each once: what
// stands within another comes with it.
func together(found []*html.Node) *html.Node {
	body := &html.Node{Type: html.ElementNode, Data: "div"}
	in := map[*html.Node]bool{}
	for _, n := range found {
		in[n] = true
	}
	for _, n := range found {
		inner := false
		for p := n.Parent; p != nil && !inner; p = p.Parent {
			inner = in[p]
		}
		if !inner {
			body.AppendChild(copyOf(n))
		}
	}
	return body
}

// copyOf returns a copy of a tree that stands alone. Trees are at most as deep
// as the parser lets them be.
func copyOf(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
	for child := range n.ChildNodes() {
		c.AppendChild(copyOf(child))
	}
	return c
}

// fill writes into the draft what the rules select, over what was found.
func (c *chosen) fill(d *draft) {
	if c == nil {
		return
	}
	const where = "rule"
	d.tried = c.tried
	if c.title != "" {
		d.title = c.title
		d.meta.set("title", where)
	}
	if len(c.authors) > 0 {
		d.meta.authors = c.authors
		d.meta.set("authors", where)
	}
	if !c.published.IsZero() {
		d.meta.published = c.published
		d.meta.set("published", where)
	}
	if !c.updated.IsZero() {
		d.meta.updated = c.updated
		d.meta.set("updated", where)
	}
	if c.section != "" {
		d.meta.section = c.section
		d.meta.set("section", where)
	}
	if textSize(c.body) > 0 {
		d.meta.set("text", where)
	}
	if c.rules.source != "" {
		d.meta.source = c.rules.source
		d.meta.set("source", where)
	}
}

// pieces returns the body that the rules select, nil where they select none.
func (c *chosen) pieces() []piece {
	if c == nil || textSize(c.body) == 0 {
		return nil
	}
	return c.body
}

// opening returns the words that pieces begin with.
func opening(pieces []piece) string {
	var words []string
	for _, p := range pieces[:min(len(pieces), 20)] {
		words = append(words, oneLine(p.text))
	}
	return strings.Join(words, " ")
}
