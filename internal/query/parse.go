package query

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/text"
)

// What is typed beyond these is left out, with a note: nobody types it, and
// the index has limits of its own.
const (
	limitBytes = 20_000
	limitTerms = 128
	limitDepth = 40
)

// Parse reads what a person typed. It never fails: what cannot be used is
// left out and said in the notes.
func Parse(s string) Query {
	p := parser{}
	s = clean(s)
	if len(s) > limitBytes {
		s = strings.ToValidUTF8(s[:limitBytes], "")
		p.note("query.too-long")
	}
	p.tokens = lex(s)
	var all []Node
	for p.at < len(p.tokens) {
		if n := p.or("", 0); n != nil {
			all = append(all, n)
		}
		if p.peek().kind == closeToken {
			p.at++
		}
	}
	p.q.Root = and(all)
	if p.q.Root == nil && p.q.Sort == "" && len(p.q.Notes) == 0 && unused(s) {
		p.note("query.nothing")
	}
	return p.q
}

// unused reports whether s holds something although nothing came of it. A lone
// asterisk asks for everything.
func unused(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune(` *()"-`, r) })
}

type parser struct {
	tokens []token
	at     int
	terms  int
	q      Query
}

func (p *parser) note(key string, pairs ...any) {
	m := message.New(key, pairs...)
	for _, have := range p.q.Notes {
		if have.String() == m.String() {
			return
		}
	}
	p.q.Notes = append(p.q.Notes, m)
}

func (p *parser) peek() token {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	return token{kind: closeToken}
}

// or reads terms up to a closing parenthesis, which it leaves. OR binds
// tighter than standing side by side, as in web searches: a b OR c is a and
// one of b, c.
func (p *parser) or(in string, depth int) Node {
	var all, either []Node
	pending := false // an OR came after the last term
	flush := func() {
		all = append(all, or(either)...)
		either = nil
	}
	for p.at < len(p.tokens) && p.peek().kind != closeToken {
		switch p.peek().kind {
		case orToken:
			pending = len(either) > 0
			p.at++
			continue
		case andToken:
			p.at++
			continue
		}
		n := p.term(in, depth)
		if n == nil {
			continue
		}
		if !pending {
			flush()
		}
		either = append(either, n)
		pending = false
	}
	flush()
	return and(all)
}

// term reads one condition, and nil where nothing can be made of it.
func (p *parser) term(in string, depth int) Node {
	t := p.peek()
	p.at++
	switch t.kind {
	case minusToken, notToken:
		next := p.peek()
		if next.kind == closeToken || next.kind == orToken || next.kind == andToken || t.kind == minusToken && next.space {
			return nil
		}
		n := p.term(in, depth)
		if n == nil {
			return nil
		}
		if not, ok := n.(Not); ok {
			return not.Of
		}
		return Not{n}
	case openToken:
		if depth >= limitDepth {
			return nil // its words are read as if the parenthesis were not there
		}
		n := p.or(in, depth+1)
		if p.peek().kind == closeToken {
			p.at++
		}
		return n
	case fieldToken:
		return p.field(t.text, depth)
	case callToken:
		args := p.peek().text
		p.at++
		return p.call(t.text, args, in)
	case phraseToken:
		return p.counted(phrase(in, t.text))
	case wordToken:
		return p.word(in, t.text)
	}
	return nil
}

// counted returns n, and nil once there are too many terms.
func (p *parser) counted(n Node) Node {
	if n == nil {
		return nil
	}
	if p.terms++; p.terms > limitTerms {
		p.note("query.too-long")
		return nil
	}
	return n
}

func phrase(in, s string) Node {
	if len(text.Terms(s)) == 0 {
		return nil
	}
	return Phrase{In: in, Text: strings.Join(strings.Fields(s), " ")}
}

// word makes a word of what was typed, and a filter of a pasted address.
func (p *parser) word(in, s string) Node {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return p.counted(Filter{Field: "url", Value: s})
	}
	return p.counted(p.bare(in, s))
}

// bare makes a word of what was typed, or a phrase where a word would be read
// as something else.
func (p *parser) bare(in, s string) Node {
	stem := strings.TrimRight(s, "*")
	prefix := stem != s
	bare := strings.TrimFunc(stem, func(r rune) bool { return !isWordRune(r) })
	terms := text.Terms(bare)
	if len(terms) == 0 {
		return nil
	}
	if prefix && len([]rune(terms[len(terms)-1].Form)) < 3 && !terms[len(terms)-1].Prefix {
		p.note("query.short-prefix", "Word", bare)
		prefix = false
	}
	if strings.ContainsAny(bare, "*") { // only an asterisk at the end means something
		return phrase(in, strings.ReplaceAll(bare, "*", " "))
	}
	if slices.Contains([]string{"OR", "AND", "NOT"}, bare) || fieldLike(bare) || calls[bare] {
		if prefix {
			bare = strings.ToLower(strings.ReplaceAll(bare, ":", " "))
		}
		return phrase(in, bare)
	}
	return Word{In: in, Text: bare, Prefix: prefix}
}

// fieldLike reports whether s would be read as a field if it stood alone.
func fieldLike(s string) bool {
	name, _, ok := strings.Cut(s, ":")
	return ok && fields[strings.ToLower(name)] != "" || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// field reads what follows "name:".
func (p *parser) field(name string, depth int) Node {
	next := p.peek()
	switch next.kind {
	case openToken:
		if isPlace(name) {
			return p.term(name, depth)
		}
		return p.anyOf(name)
	case callToken:
		if isPlace(name) {
			return p.term(name, depth)
		}
	case wordToken, phraseToken:
		p.at++
		return p.value(name, next)
	}
	p.note("query.empty-field", "Field", name)
	return nil
}

func isPlace(name string) bool { return name == "title" || name == "lead" || name == "body" }

// anyOf reads the values in parentheses after a field that has one value: one
// of them must hold, or all but for a NOT.
func (p *parser) anyOf(name string) Node {
	var either []Node
	p.at++
	for p.at < len(p.tokens) {
		t := p.peek()
		p.at++
		switch t.kind {
		case closeToken:
			return and(or(either))
		case wordToken, phraseToken:
			if n := p.value(name, t); n != nil {
				either = append(either, n)
			}
		}
	}
	return and(or(either))
}

// value makes a condition of a field and its value.
func (p *parser) value(name string, t token) Node {
	v := strings.TrimSpace(t.text)
	if isPlace(name) {
		if t.kind == phraseToken {
			return p.counted(phrase(name, v))
		}
		n := p.word(name, v)
		if n == nil {
			p.note("query.empty-field", "Field", name)
		}
		return n
	}
	if v == "" && name != "source" {
		p.note("query.empty-field", "Field", name)
		return nil
	}
	switch name {
	case "is":
		return p.state(strings.ToLower(v))
	case "has":
		return p.has(strings.ToLower(v))
	case "after", "before", "on", "captured":
		return p.when(name, v)
	case "sort":
		if s := strings.ToLower(v); slices.Contains(Sorts, s) {
			p.q.Sort = s
		} else {
			p.note("query.no-sort", "Value", v, "Known", strings.Join(Sorts, ", "))
		}
		return nil
	case "type":
		v = strings.ToLower(v)
		if !slices.Contains(article.PageTypes, article.PageType(v)) {
			p.note("query.no-type", "Value", v, "Known", knownTypes())
			return nil
		}
	case "author", "url", "keyword", "section", "agency":
		if len(text.Terms(v)) == 0 {
			p.note("query.empty-field", "Field", name)
			return nil
		}
	case "lang":
		v = strings.ToLower(strings.ReplaceAll(v, "_", "-"))
		if len(text.Terms(v)) == 0 {
			p.note("query.empty-field", "Field", name)
			return nil
		}
	}
	return p.counted(Filter{Field: name, Value: v})
}

func (p *parser) state(v string) Node {
	switch v {
	case "duplicates", "copy", "copies":
		v = "duplicate"
	case "star", "favourite", "favorite":
		v = "starred"
	}
	if slices.Contains(States, v) {
		return p.counted(Is{v})
	}
	p.note("query.no-state", "Value", v, "Known", strings.Join(States, ", "))
	return nil
}

func knownTypes() string {
	names := make([]string, len(article.PageTypes))
	for i, t := range article.PageTypes {
		names[i] = string(t)
	}
	return strings.Join(names, ", ")
}

func (p *parser) has(v string) Node {
	switch v = strings.TrimSuffix(v, "s"); v {
	case "picture", "photo":
		v = "image"
	case "tag":
		return p.counted(Not{Is{"untagged"}})
	}
	if slices.Contains(Haves, v) {
		return p.counted(Is{v})
	}
	p.note("query.no-has", "Value", v, "Known", strings.Join(Haves, ", "))
	return nil
}

// limitWords is how many words the calls take.
const limitWords = 8

// call reads NEAR(a b, 5), same-sentence(a b), same-paragraph(a b) and
// atleast(3, a).
func (p *parser) call(name, args, in string) Node {
	if name == "NEAR" {
		return p.near(args, in)
	}
	n := 0
	if name == "atleast" {
		args, n = times(args)
	}
	var of []Node
	for _, t := range lex(args) {
		var node Node
		switch t.kind {
		case phraseToken:
			node = phrase(in, t.text)
		case fieldToken, openToken, closeToken, minusToken, callToken, argsToken:
			continue // these have no meaning here
		default:
			node = p.bare(in, t.text)
		}
		if node != nil && len(of) == limitWords {
			p.note("query.too-long")
			break
		}
		if node != nil {
			of = append(of, node)
		}
	}
	switch {
	case len(of) == 0:
		return nil
	case name == "atleast" && len(of) > 1: // words in a row
		words := make([]string, len(of))
		for i, node := range of {
			words[i] = wordsOf(node)
		}
		of = []Node{phrase(in, strings.Join(words, " "))}
	}
	switch {
	case name == "atleast" && n > 1:
		return p.counted(AtLeast{In: in, N: n, Of: of[0]})
	case len(of) == 1:
		return p.counted(of[0])
	}
	return p.counted(Together{In: in, Within: strings.TrimPrefix(name, "same-"), Of: of})
}

// limitTimes is the highest number that atleast() takes.
const limitTimes = 1000

// times takes the number of atleast(3, word) off, which may come last too.
func times(args string) (words string, n int) {
	number := func(s string) bool {
		i, err := strconv.Atoi(strings.TrimSpace(s))
		n = min(max(i, 1), limitTimes)
		return err == nil
	}
	if first, rest, ok := strings.Cut(args, ","); ok && number(first) {
		return rest, n
	}
	if i := strings.LastIndexByte(args, ','); i >= 0 && number(args[i+1:]) {
		return args[:i], n
	}
	return args, 1
}

func wordsOf(n Node) string {
	switch n := n.(type) {
	case Word:
		return n.Text
	case Phrase:
		return n.Text
	}
	return ""
}

func (p *parser) near(args, in string) Node {
	distance := 10
	if i := strings.LastIndexByte(args, ','); i >= 0 {
		if n, err := strconv.Atoi(strings.TrimSpace(args[i+1:])); err == nil {
			args = args[:i]
			distance = min(max(n, 0), 1000)
		}
	}
	var words []string
	for _, w := range strings.Fields(strings.Map(func(r rune) rune {
		if r == '(' || r == '"' {
			return ' '
		}
		return r
	}, args)) {
		w = strings.TrimFunc(w, func(r rune) bool { return !isWordRune(r) })
		if len(text.Terms(w)) == 0 {
			continue
		}
		if len(words) == limitWords {
			p.note("query.too-long")
			break
		}
		words = append(words, w)
	}
	switch len(words) {
	case 0:
		return nil
	case 1:
		return p.word(in, words[0])
	}
	return p.counted(Near{In: in, Words: words, Distance: distance})
}

// and joins conditions that must all hold, flattening nested ones.
func and(of []Node) Node {
	var out And
	for _, n := range of {
		switch n := n.(type) {
		case nil:
		case And:
			out = append(out, n...)
		default:
			out = append(out, n)
		}
	}
	switch len(out) {
	case 0:
		return nil
	case 1:
		return out[0]
	}
	return out
}

// or joins conditions of which one must hold; it returns none or one.
func or(of []Node) []Node {
	var out Or
	for _, n := range of {
		switch n := n.(type) {
		case nil:
		case Or:
			out = append(out, n...)
		default:
			out = append(out, n)
		}
	}
	switch len(out) {
	case 0:
		return nil
	case 1:
		return []Node{out[0]}
	}
	return []Node{out}
}
