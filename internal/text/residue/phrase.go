package residue

import (
	"fmt"
	"strings"
	"unicode"

	"parallax/article"
)

// The tables are written in a small notation, a phrase a line:
//
//	leave a|your reply      words; "|" between words that may stand in one place
//	sign_up|subscribe       "_" joins the words of one such choice
//	(a b | c d)  [a b | c]  a choice of sequences; one that may be missing
//	<network>  <press>*     a word or phrase of a class; some of them or none
//	[on|<network>]*         some of a choice or none
//	newslett*               a word that begins so
//	#  <year>  <address>    a number, a year, an address or a handle
//	~  ~3                   up to twelve, up to three words of one sentence
//	...                     any words
//	<name>  <medium>  <agency>  the name of an outlet, in the tables of origins
//
// and what the phrase is to its line stands behind it:
//
//	read more               the whole line
//	read more :             the whole line, or a label before what it names
//	meta title :more        a label only
//	watch :title            a label before what reads like a title
//	photo by +name          followed by a name

type form uint8

const (
	whole form = iota
	label
	lead   // a label that is no line
	titled // a label of a title
	named
	opens    // the beginning of a block
	anywhere // of a block
)

// A phrase is one line of a table.
type phrase struct {
	line string // as it stands in the table
	kind article.ResidueKind
	form form
	open bool // holds words that the table does not know
	seq  []node
	need int // so many words of class must stand in the block
	of   string
	rank int

	people bool // names who worked on a text and not where it is from
}

type op uint8

const (
	opWord   op = iota
	opPrefix    // a word that begins so
	opNumber
	opYear
	opAddress
	opWords  // one word of a list
	opChoice // of sequences
	opClass
	opGap  // up to n words
	opName // of an outlet
)

// A node is one place of a phrase.
type node struct {
	op       op
	text     string // the word, or the name of the class
	words    []string
	choice   [][]node
	class    *class
	n        int  // of a gap; how often a class may stand
	optional bool // a choice or a class
	sentence bool // a gap within one sentence
}

// A class is a list of phrases that may stand in one place.
type class struct {
	first map[string][][]node
	small bool // its words have no capital, or they are of a name
}

func newClass(name string) *class {
	return &class{first: map[string][][]node{}, small: name == "press" || name == "verb"}
}

// parser reads the notation.
type parser struct {
	s       string
	classes map[string]*class
}

func (p *parser) skip() { p.s = strings.TrimLeft(p.s, " \t") }

// seq reads a sequence, up to the end or to one of the marks of until.
func (p *parser) seq(until string) ([]node, error) {
	var out []node
	for {
		p.skip()
		if p.s == "" || strings.IndexByte(until, p.s[0]) >= 0 {
			return out, nil
		}
		nodes, err := p.choice()
		if err != nil {
			return nil, err
		}
		out = append(out, nodes...)
	}
}

// choice reads places with "|" and no blank between them.
func (p *parser) choice() ([]node, error) {
	if n, ok := p.plain(); ok {
		return []node{n}, nil
	}
	first, err := p.place()
	if err != nil {
		return nil, err
	}
	alts := [][]node{first}
	for len(p.s) > 1 && p.s[0] == '|' && p.s[1] != ' ' {
		p.s = p.s[1:]
		next, err := p.place()
		if err != nil {
			return nil, err
		}
		alts = append(alts, next)
	}
	if len(alts) == 1 {
		return first, nil
	}
	return []node{simpler(node{op: opChoice, choice: alts})}, nil
}

// simpler returns a choice between single words as a list of words.
func simpler(n node) node {
	if len(n.choice) == 1 && len(n.choice[0]) == 1 && n.n == 0 && n.choice[0][0].op == opWords && !n.choice[0][0].optional {
		n.choice[0][0].optional = n.optional
		return n.choice[0][0]
	}
	list := make([]string, 0, len(n.choice))
	for _, c := range n.choice {
		if len(c) != 1 || c[0].op != opWord || n.n > 0 {
			return n
		}
		list = append(list, c[0].text)
	}
	return node{op: opWords, words: list, optional: n.optional}
}

// mostRepeats is how often what "*" stands behind may stand.
const mostRepeats = 5

const wordEnds = " \t()[]<>|~"

// place reads one place.
func (p *parser) place() ([]node, error) {
	switch p.s[0] {
	case '(', '[':
		end := map[byte]byte{'(': ')', '[': ']'}[p.s[0]]
		n := node{op: opChoice, optional: p.s[0] == '['}
		for p.s = p.s[1:]; ; p.s = p.s[1:] {
			seq, err := p.seq("|" + string(end))
			if err != nil {
				return nil, err
			}
			n.choice = append(n.choice, seq)
			if p.s == "" {
				return nil, fmt.Errorf("no %q", end)
			}
			if p.s[0] == end {
				p.s = p.s[1:]
				if n.optional && strings.HasPrefix(p.s, "*") {
					p.s, n.n = p.s[1:], mostRepeats
				}
				return []node{simpler(n)}, nil
			}
		}
	case '<':
		name, rest, ok := strings.Cut(p.s[1:], ">")
		if !ok {
			return nil, fmt.Errorf("no end of <%s", name)
		}
		p.s = rest
		n := node{op: opClass, text: name, n: 1}
		if strings.HasPrefix(p.s, "*") {
			p.s, n.n, n.optional = p.s[1:], mostRepeats, true
		}
		switch name {
		case "year":
			n.op = opYear
		case "address":
			n.op = opAddress
		case "name", "medium", "agency":
			n.op = opName
		default:
			if n.class = p.classes[name]; n.class == nil {
				n.class = newClass(name)
				p.classes[name] = n.class
			}
		}
		return []node{n}, nil
	case '~':
		n := node{op: opGap, n: 12, sentence: true}
		i := 1
		for i < len(p.s) && p.s[i] >= '0' && p.s[i] <= '9' {
			i++
		}
		if i > 1 {
			fmt.Sscan(p.s[1:i], &n.n)
		}
		p.s = p.s[i:]
		return []node{n}, nil
	case '#':
		p.s = p.s[1:]
		return []node{{op: opNumber}}, nil
	}
	i := strings.IndexAny(p.s, wordEnds)
	if i < 0 {
		i = len(p.s)
	}
	if i == 0 {
		return nil, fmt.Errorf("%q is not of the notation", p.s)
	}
	w := p.s[:i]
	p.s = p.s[i:]
	if w == "..." {
		return []node{{op: opGap, n: 80}}, nil
	}
	prefix := strings.HasSuffix(w, "*")
	var seq []node
	for _, t := range newLine(strings.ReplaceAll(strings.TrimSuffix(w, "*"), "_", " ")).words {
		seq = append(seq, node{op: opWord, text: t.fold})
	}
	if len(seq) == 0 {
		return nil, fmt.Errorf("%q has no letters", w)
	}
	if prefix {
		seq[len(seq)-1].op = opPrefix
	}
	return seq, nil
}

// plain reads a place of words of letters alone, as most are.
func (p *parser) plain() (n node, ok bool) {
	end := strings.IndexAny(p.s, " \t()[]<>~")
	if end < 0 {
		end = len(p.s)
	}
	if end == 0 || end < len(p.s) && (p.s[end] == '<' || p.s[end] == '(' || p.s[end] == '[') || p.s[end-1] == '|' {
		return n, false
	}
	joined := false
	for _, r := range p.s[:end] {
		if r == '_' {
			joined = true
		} else if r != '|' && (!unicode.IsLetter(r) && !unicode.IsMark(r) || isWide(r)) {
			return n, false
		}
	}
	parts := strings.Split(fold(p.s[:end]), "|")
	if joined && len(parts) == 1 {
		return n, false
	}
	p.s = p.s[end:]
	switch {
	case len(parts) == 1:
		return node{op: opWord, text: parts[0]}, true
	case !joined:
		return node{op: opWords, words: parts}, true
	}
	n = node{op: opChoice, choice: make([][]node, 0, len(parts))}
	for _, part := range parts {
		seq := make([]node, 0, strings.Count(part, "_")+1)
		for w := range strings.SplitSeq(part, "_") {
			seq = append(seq, node{op: opWord, text: w})
		}
		n.choice = append(n.choice, seq)
	}
	return n, true
}

// firsts hands on the words that a sequence may begin with, and reports whether
// it may be empty. A number begins with "#", a year too, an address with "@".
func firsts(seq []node, yield func(string)) (empty bool, err error) {
	for _, n := range seq {
		through := n.optional
		switch n.op {
		case opWord:
			yield(n.text)
		case opWords:
			for _, w := range n.words {
				yield(w)
			}
		case opPrefix:
			if stem(n.text) == "" {
				return false, fmt.Errorf("%s* is too short to begin with", n.text)
			}
			yield(stem(n.text))
		case opNumber, opYear:
			yield("#")
		case opAddress:
			yield("@")
		case opChoice:
			for _, c := range n.choice {
				e, err := firsts(c, yield)
				if err != nil {
					return false, err
				}
				through = through || e
			}
		case opClass:
			if len(n.class.first) == 0 {
				return false, fmt.Errorf("no class <%s>", n.text)
			}
			for w := range n.class.first {
				yield(w)
			}
		default:
			return false, fmt.Errorf("begins with what any word may be")
		}
		if !through {
			return false, nil
		}
	}
	return true, nil
}
