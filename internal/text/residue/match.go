package residue

import (
	"slices"
	"strings"
)

// stem returns the first three letters of a word, by which phrases that begin
// with a part of it are looked up, or "" where it has no more.
func stem(w string) string {
	n := 0
	for i := range w {
		if n == 3 {
			return w[:i]
		}
		n++
	}
	if n == 3 {
		return w
	}
	return ""
}

// under yields what a map holds of sequences that may begin with w.
func under[T any](in map[string][]T, w *word) []T {
	exact := in[w.fold]
	var more []T
	if s := stem(w.fold); s != "" && s != w.fold {
		more = in[s]
	}
	var marks []T
	switch {
	case w.kind == digits:
		marks = in["#"]
	case w.kind == address || w.before&at != 0:
		marks = in["@"]
	}
	if len(more) == 0 && len(marks) == 0 {
		return exact
	}
	return slices.Concat(exact, more, marks)
}

// A matcher lays phrases on a line.
type matcher struct {
	*line
	tables   *tables
	from, to int // the words of the outlet that was met
}

// match reports whether seq lies on the words from i on, and then holds where
// it ends.
func (m *matcher) match(seq []node, i int, then func(int) bool) bool {
	if len(seq) == 0 {
		return then(i)
	}
	n, rest := &seq[0], seq[1:]
	here := i < len(m.words)
	switch n.op {
	case opWord:
		return here && m.words[i].fold == n.text && m.match(rest, i+1, then)
	case opWords:
		return here && slices.Contains(n.words, m.words[i].fold) && m.match(rest, i+1, then) ||
			n.optional && m.match(rest, i, then)
	case opPrefix:
		return here && strings.HasPrefix(m.words[i].fold, n.text) && m.match(rest, i+1, then)
	case opNumber:
		return here && m.words[i].kind == digits && m.match(rest, i+1, then)
	case opYear:
		return here && isYear(&m.words[i]) && m.match(rest, i+1, then)
	case opAddress:
		return here && (m.words[i].kind == address || m.words[i].before&at != 0) && m.match(rest, i+1, then)
	case opChoice:
		return m.choice(n, max(n.n, 1), i, func(j int) bool { return m.match(rest, j, then) })
	case opClass:
		return m.class(n.class, n.n, n.optional, i, func(j int) bool { return m.match(rest, j, then) })
	case opGap:
		for j := i; j <= len(m.words) && j-i <= n.n; j++ {
			if n.sentence && j > i+1 && m.stops(j-2, j) {
				break
			}
			if m.match(rest, j, then) {
				return true
			}
		}
		return false
	case opName:
		for end := range m.outlets(n.text, i) {
			from, to := m.from, m.to
			m.from, m.to = i, end
			if m.match(rest, end, then) {
				return true
			}
			m.from, m.to = from, to
		}
	}
	return false
}

// choice lays up to times sequences of a choice.
func (m *matcher) choice(n *node, times, i int, then func(int) bool) bool {
	for _, c := range n.choice {
		if m.match(c, i, func(j int) bool {
			return then(j) || times > 1 && j > i && m.choice(n, times-1, j, then)
		}) {
			return true
		}
	}
	return n.optional && then(i)
}

// class lays up to times phrases of a class.
func (m *matcher) class(c *class, times int, optional bool, i int, then func(int) bool) bool {
	if times > 0 && i < len(m.words) && !(c.small && m.upper(i) && m.words[i].fold != "the") {
		for _, seq := range under(c.first, &m.words[i]) {
			if m.match(seq, i, func(j int) bool { return j > i && m.class(c, times-1, true, j, then) }) {
				return true
			}
		}
	}
	return optional && then(i)
}

func isYear(w *word) bool {
	return w.kind == digits && len(w.fold) == 4 && (w.fold[:2] == "19" || w.fold[:2] == "20")
}
