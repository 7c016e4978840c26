package residue

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"parallax/article"
	"parallax/internal/text/agency"
)

// A language is one file of phrases; the file "any" holds what is the same in
// all of them.
//
//go:embed phrases/*.txt
var files embed.FS

// tables are the phrases of all languages by the words they begin with. Every
// text is held against all of them: the leftovers of a page are often not in
// the language of its article.
type tables struct {
	first   map[string][]*phrase // of lines
	later   map[string][]*phrase // of lines, behind other words
	blocks  map[string][]*phrase // of long blocks: opens and anywhere
	origins map[string][]*phrase // of prose
	after   []*phrase            // of prose, behind the name of an outlet
	bylines map[string][]*phrase // of the first lines

	classes  map[string]*class
	agencies map[string][]alias // by their first word
}

// An alias is a name of an agency.
type alias struct {
	words []string
	exact string // the letters of a short sign, where case tells it from a word
}

// order is the order in which kinds are tried.
var order = []article.ResidueKind{
	article.RewriteNote, article.SEO, article.SourceLine, article.CommentForm, article.Share,
	article.Advertisement, article.CaptionCredit, article.RelatedLink, article.Newsletter,
	article.Hashtags, article.Legal, article.Tool,
}

// loaded reads the tables at first use: a program that looks at no text pays
// nothing for them.
var loaded = sync.OnceValue(func() *tables {
	t, err := load(files)
	if err != nil {
		panic(err) // the tables are part of the program, and a test reads them
	}
	return t
})

func load(from fs.FS) (*tables, error) {
	t := &tables{
		first: map[string][]*phrase{}, later: map[string][]*phrase{}, blocks: map[string][]*phrase{},
		origins: map[string][]*phrase{}, bylines: map[string][]*phrase{},
		classes: map[string]*class{}, agencies: map[string][]alias{},
	}
	for name := range agency.All {
		a := alias{}
		l := newLine(name)
		for _, w := range l.words {
			a.words = append(a.words, w.fold)
		}
		if len(l.words) == 1 && len(name) <= 5 && l.words[0].kind != wide {
			a.exact = name
		}
		t.agencies[a.words[0]] = append(t.agencies[a.words[0]], a)
	}
	for _, list := range t.agencies {
		slices.SortStableFunc(list, func(a, b alias) int { return len(b.words) - len(a.words) })
	}
	names, err := fs.Glob(from, "phrases/*.txt")
	if err != nil {
		return nil, err
	}
	var phrases []*phrase
	var bad []error
	sections := map[*phrase]string{}
	add := func(section, s string) error {
		p := &parser{s: s, classes: t.classes}
		if name, ok := strings.CutPrefix(section, "<"); ok {
			seq, err := p.seq("")
			if err != nil {
				return err
			}
			name = strings.TrimSuffix(name, ">")
			c := t.classes[name]
			if c == nil {
				c = newClass(name)
				t.classes[name] = c
			}
			_, err = firsts(seq, func(w string) { c.first[w] = append(c.first[w], seq) })
			return err
		}
		ph := &phrase{line: s}
		for ending, f := range map[string]form{" :": label, " :more": lead, " :title": titled, " +name": named} {
			if rest, ok := strings.CutSuffix(p.s, ending); ok {
				p.s, ph.form = rest, f
			}
		}
		var err error
		if ph.seq, err = p.seq(""); err != nil {
			return err
		}
		if len(ph.seq) == 0 {
			return fmt.Errorf("an empty phrase")
		}
		ph.open = gapped(ph.seq)
		phrases = append(phrases, ph)
		sections[ph] = section
		return nil
	}
	for _, name := range names {
		b, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, err
		}
		section := ""
		for n, s := range strings.Split(string(b), "\n") {
			s = strings.TrimSpace(s)
			switch {
			case s == "" || strings.HasPrefix(s, "//"):
				continue
			case strings.HasPrefix(s, "== "):
				section = s[3:]
				continue
			}
			if err := add(section, s); err != nil {
				bad = append(bad, fmt.Errorf("%s:%d: %q: %w", name, n+1, s, err))
			}
		}
	}
	for _, ph := range phrases {
		if err := t.file(ph, sections[ph]); err != nil {
			bad = append(bad, fmt.Errorf("%q: %w", ph.line, err))
		}
	}
	if len(bad) > 0 {
		return nil, errors.Join(bad...)
	}
	for _, lists := range []map[string][]*phrase{t.first, t.later} {
		for _, list := range lists {
			slices.SortStableFunc(list, func(a, b *phrase) int { return a.rank - b.rank })
		}
	}
	return t, nil
}

// file puts a phrase where it will be looked for.
func (t *tables) file(p *phrase, section string) error {
	into := t.first
	switch head, rest, _ := strings.Cut(section, " "); head {
	case declared, cited:
		p.kind = article.ResidueKind(head)
		into = t.origins
		if p.seq[0].op == opName {
			t.after = append(t.after, p)
			return nil
		}
	case byline:
		p.kind = article.ResidueKind(head)
		into = t.bylines
		if p.seq[0].op == opName {
			for w := range t.agencies {
				into[w] = append(into[w], p)
			}
			return nil
		}
	default:
		p.kind = article.ResidueKind(head)
		if p.rank = slices.Index(order, p.kind); p.rank < 0 {
			return fmt.Errorf("%q is no kind of residue", head)
		}
		switch rest {
		case "":
		case "people":
			p.people = true
		default: // "opens 2 <process>"
			p.form = opens
			if strings.HasPrefix(rest, "anywhere") {
				p.form = anywhere
			}
			var how string
			if _, err := fmt.Sscanf(rest, "%s %d %s", &how, &p.need, &p.of); err != nil {
				return fmt.Errorf("section %q: %w", section, err)
			}
			p.of = strings.Trim(p.of, "<>")
			into = t.blocks
		}
	}
	seq := p.seq
	if seq[0].op == opGap {
		into, seq = t.later, seq[1:]
	}
	empty, err := firsts(seq, func(w string) {
		if l := into[w]; len(l) == 0 || l[len(l)-1] != p {
			into[w] = append(l, p)
		}
	})
	if err == nil && empty {
		err = fmt.Errorf("a phrase of %q may be empty", section)
	}
	return err
}

// gapped reports whether a sequence holds words that no table knows.
func gapped(seq []node) bool {
	return slices.ContainsFunc(seq, func(n node) bool {
		return n.op == opGap && n.n > 3 || slices.ContainsFunc(n.choice, gapped)
	})
}

// holds reports whether a phrase of class begins at word i of l.
func (t *tables) holds(name string, l *line, i int) bool { return t.any(name, l, i, i+1) }

func always(int) bool { return true }

// any reports whether a phrase of a class begins at one of the words from i to
// end.
func (t *tables) any(name string, l *line, i, end int) bool {
	c := t.classes[name]
	var m *matcher
	for ; i < end; i++ {
		if c.small && l.upper(i) {
			continue
		}
		for _, seq := range under(c.first, &l.words[i]) {
			if m == nil {
				m = &matcher{line: l, tables: t}
			}
			if m.match(seq, i, always) {
				return true
			}
		}
	}
	return false
}

// count returns how many different words of a class stand in l.
func (t *tables) count(name string, l *line) int {
	seen := map[string]bool{}
	for i := range l.words {
		if !seen[l.words[i].fold] && t.holds(name, l, i) {
			seen[l.words[i].fold] = true
		}
	}
	return len(seen)
}

// is reports whether the words from i to end are a phrase of a class.
func (t *tables) is(name string, l *line, i, end int) bool {
	m := matcher{line: l, tables: t}
	return i < end && m.class(t.classes[name], 1, false, i, func(e int) bool { return e == end })
}
