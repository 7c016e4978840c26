package extract

import (
	"context"
	"regexp"
	"strings"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"parallax/internal/message"
)

// A selector is a CSS selector, and the attribute that is read of what it
// selects: "meta[name=author]@content".
type selector struct {
	text  string
	paths [][]step // parted by commas: any of them leads to an element
	attr  string   // "" for the words
}

// A step leads to the elements that are what is says and stand to one of the
// step before as link says: ' ' below, '>' right below, '+' next to, '~' behind.
type step struct {
	link byte // 0 for the first
	is   cascadia.Sel
}

// maxSelector bounds a selector, in bytes. The longest in public collections of
// rules have some 300.
const maxSelector = 1000

// A selectorError says what is wrong with a selector.
type selectorError struct{ message.Message }

func (e selectorError) Error() string { return e.String() }

func wrongSelector(why string, args ...any) error {
	return selectorError{message.New("rule.selector."+why, args...)}
}

var (
	attribute = regexp.MustCompile(`^[a-zA-Z_][-\w:.]*$`)
	function  = regexp.MustCompile(`:([a-zA-Z-]+)\(([^()]*)\)`)
	onlyNames = regexp.MustCompile(`^[^\s>+~:]+$`)
	notClass  = regexp.MustCompile(`^[^\s>+~]+$`)
)

// parseSelector reads a selector. Between its steps the page is walked by
// ourselves, once a step: cascadia goes back from each element over all its
// ancestors for each step, which takes hours where a page nests deep. What
// would still hold each element against all others is refused.
func parseSelector(s string) (selector, error) {
	sel := selector{text: s}
	s = strings.TrimSpace(s)
	if len(s) > maxSelector {
		return sel, wrongSelector("long", "Most", maxSelector)
	}
	if i := strings.LastIndexByte(s, '@'); i >= 0 && attribute.MatchString(s[i+1:]) {
		s, sel.attr = strings.TrimSpace(s[:i]), strings.ToLower(s[i+1:])
	}
	shape, err := shapeOf(s)
	if err != nil {
		return sel, err
	}
	var path []step
	link, start := byte(0), 0
	for i := 0; i <= len(shape); i++ {
		if i < len(shape) && !strings.ContainsRune(" ,>+~", rune(shape[i])) {
			continue
		}
		next, end := byte(','), i
		if i < len(shape) {
			for next = ' '; i < len(shape) && strings.IndexByte(" ,>+~", shape[i]) >= 0; i++ {
				switch {
				case shape[i] == ' ':
				case next != ' ':
					return sel, wrongSelector("empty")
				default:
					next = shape[i]
				}
			}
			i--
		}
		if end == start {
			return sel, wrongSelector("empty")
		}
		is, err := cascadia.ParseWithPseudoElement(s[start:end])
		if err != nil {
			return sel, wrongSelector("syntax", "Error", err.Error())
		}
		if is.PseudoElement() != "" {
			return sel, wrongSelector("refused", "Name", "::"+is.PseudoElement())
		}
		path = append(path, step{link, is})
		link, start = next, i+1
		if next == ',' {
			sel.paths = append(sel.paths, path)
			path, link = nil, 0
		}
	}
	return sel, nil
}

// shapeOf returns s with an x for each byte that parts no steps: what is quoted,
// in brackets and in parentheses. Any blank is ' '.
func shapeOf(s string) (string, error) {
	b := []byte(s)
	quote, bracket := byte(0), false
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c == '\\':
			b[i] = 'x'
			if i++; i < len(b) {
				b[i] = 'x'
			}
			continue
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '[' && !bracket:
			bracket = true
		case c == ']' && bracket:
			bracket = false
		case bracket:
			if c == '#' { // a pattern: [key#=…]
				return "", wrongSelector("refused", "Name", "#=")
			}
		case c == '\t' || c == '\n' || c == '\r' || c == '\f':
			b[i] = ' '
			continue
		default:
			continue
		}
		b[i] = 'x'
	}
	if quote != 0 || bracket {
		return "", wrongSelector("open")
	}
	for _, m := range function.FindAllSubmatchIndex(b, -1) {
		if err := checkFunction(strings.ToLower(string(b[m[2]:m[3]])), string(b[m[4]:m[5]])); err != nil {
			return "", err
		}
		for i := m[0]; i < m[1]; i++ {
			b[i] = 'x'
		}
	}
	if i := strings.IndexAny(string(b), "()"); i >= 0 {
		return "", wrongSelector("nested")
	}
	return strings.TrimRight(string(b), " "), nil
}

// checkFunction refuses what takes too long on a large page: what is asked of
// each element below each element must be answered by the element itself.
func checkFunction(name, argument string) error {
	allowed := notClass
	switch name {
	case "contains", "containsown", "lang", "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
		return nil
	case "not":
	case "has", "haschild":
		allowed = onlyNames
	default:
		return wrongSelector("refused", "Name", ":"+name+"()")
	}
	for a := range strings.SplitSeq(argument, ",") {
		if !allowed.MatchString(strings.TrimSpace(a)) {
			return wrongSelector("within", "Name", ":"+name+"()")
		}
	}
	return nil
}

// elements are the elements of a page in its order, each with the places of its
// parent and of the element before it, -1 where there is none.
type elements struct {
	nodes          []*html.Node
	parent, before []int
}

// elementsOf returns nil where there are more than most.
func elementsOf(root *html.Node, most int) *elements {
	e := &elements{}
	place := map[*html.Node]int{}
	last := map[*html.Node]int{} // the element met last below a node
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if len(e.nodes) == most {
			return nil
		}
		p, ok := place[n.Parent]
		if !ok {
			p = -1
		}
		b, ok := last[n.Parent]
		if !ok {
			b = -1
		}
		place[n], last[n.Parent] = len(e.nodes), len(e.nodes)
		e.nodes, e.parent, e.before = append(e.nodes, n), append(e.parent, p), append(e.before, b)
	}
	return e
}

// find returns the elements that sel selects, in the order of the page. It ends
// with the error of ctx, or with [context.DeadlineExceeded] behind the time
// given.
func (e *elements) find(ctx context.Context, sel selector, until time.Time) ([]*html.Node, error) {
	found := make([]bool, len(e.nodes))
	for _, path := range sel.paths {
		at, err := e.walk(ctx, path, until)
		if err != nil {
			return nil, err
		}
		for i, is := range at {
			found[i] = found[i] || is
		}
	}
	var out []*html.Node
	for i, is := range found {
		if is {
			out = append(out, e.nodes[i])
		}
	}
	return out, nil
}

func (e *elements) walk(ctx context.Context, path []step, until time.Time) ([]bool, error) {
	var from []bool
	for _, s := range path {
		to := make([]bool, len(e.nodes))
		behind := make([]bool, len(e.nodes)) // below one of from, or after one
		for i, n := range e.nodes {
			if i%64 == 0 {
				if ctx.Err() != nil {
					return nil, ctx.Err()
				}
				if time.Now().After(until) {
					return nil, context.DeadlineExceeded
				}
			}
			near, ok := e.parent[i], true
			if s.link == '+' || s.link == '~' {
				near = e.before[i]
			}
			if s.link != 0 {
				ok = near >= 0 && from[near]
				behind[i] = ok || near >= 0 && behind[near]
				if s.link == ' ' || s.link == '~' {
					ok = behind[i]
				}
			}
			to[i] = ok && s.is.Match(n)
		}
		from = to
	}
	return from, nil
}
