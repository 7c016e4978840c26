package residue

import (
	"cmp"
	"slices"
	"strings"

	"parallax/article"
)

// How an origin is told of.
const (
	declared = "declared" // the text says it was taken from there
	cited    = "cited"    // the text says that it was reported there
	byline   = "byline"   // an agency's mark at the head of the text
)

const (
	// A paragraph is read up to here, and of all of them together no more.
	longestProse = 20_000
	mostProse    = 1 << 18
	// firstLines are the paragraphs at whose head an agency signs.
	firstLines = 3
)

// upstream returns the origins of the text in order, each place once.
func (f *finder) upstream() []article.Upstream {
	var out []article.Upstream
	prose, read := 0, 0
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.Kind == article.Code || len(b.words) == 0 {
			continue
		}
		from := len(out)
		add := func(kind, origin string, start, end int) {
			span := tight(f.text, article.Span{Start: b.Start + start, End: b.Start + end})
			origin = strings.Trim(origin, " .’'-&,;:()[]\"”“»«„")
			if origin == "" || span.Start >= span.End || slices.ContainsFunc(out[from:], func(u article.Upstream) bool { return u.Overlaps(span) }) {
				return
			}
			out = append(out, article.Upstream{Name: origin, Kind: kind, Text: span.Of(f.text), Span: span})
		}
		if b.kind == article.SourceLine || b.kind == article.Legal {
			f.declare(b, add)
		}
		if b.kind != "" || read > mostProse {
			continue
		}
		l := b.line
		if len(b.whole) > len(l.text) {
			l = newLine(b.whole[:prefix(b.whole, longestProse)])
		}
		read += len(l.text)
		if prose < firstLines {
			f.signed(l, add)
		}
		prose++
		f.cites(l, add)
		slices.SortFunc(out[from:], func(a, b article.Upstream) int { return cmp.Compare(a.Start, b.Start) })
	}
	return out
}

type adder func(kind, origin string, start, end int)

// declare reads what a source line names.
func (f *finder) declare(b *block, add adder) {
	l := b.line
	m := matcher{line: l, tables: f.tables}
	for i := range l.words {
		for _, p := range under(f.origins, &l.words[i]) {
			if p.kind == declared && m.match(p.seq, i, always) && !f.noOutlet(l, m.from) {
				add(declared, m.said(), 0, len(b.whole))
				return
			}
		}
	}
	// A label, and what it names.
	for _, p := range under(f.first, &l.words[0]) {
		if p.kind == article.SourceLine && p.form == label && !p.people && m.match(p.seq, 0, func(end int) bool {
			m.from, m.to = end, len(l.words)
			return end < len(l.words) && l.gap(end)&(colon|newline) != 0 && f.isOrigin(l, end)
		}) {
			origin := strings.TrimSpace(l.text[l.words[m.from].start:])
			if l.words[m.from].kind == address {
				origin = host(origin)
			}
			add(declared, origin, 0, len(b.whole))
			return
		}
	}
	if p := f.phrase(l); p != nil && p.people { // of persons and agencies the agencies
		for i := range l.words {
			end := f.agencyAt(l, i)
			// "AP writer Anna Lind" and "AFP’s Anna Lind" are persons.
			if end == 0 || end < len(l.words) && l.gap(end)&(comma|stop|closing|slash) == 0 && l.words[end].fold != "and" && l.words[end].fold != "contributed" {
				continue
			}
			m.from, m.to = i, end
			add(declared, m.said(), 0, len(b.whole))
			return
		}
		return
	}
	for i := range l.words {
		for _, p := range f.after {
			if p.kind == declared && m.match(p.seq, i, always) && l.gap(m.to)&quote == 0 {
				add(declared, m.said(), 0, len(b.whole))
				return
			}
		}
	}
}

// said returns the name of the outlet that was met.
func (m *matcher) said() string {
	// "Anna Lind of CNN News" is CNN News.
	for i := m.from + 1; i+1 < m.to; i++ {
		if m.words[i].fold == "of" && m.tables.any("outletword", m.line, i+1, m.to) && !m.tables.any("outletword", m.line, m.from, i) {
			m.from = i + 1
			break
		}
	}
	if w := m.words[m.from].fold; (w == "the" || w == "l") && m.from+1 < m.to {
		return m.of(m.from+1, m.to)
	}
	return m.of(m.from, m.to)
}

// host returns the host of an address.
func host(s string) string {
	_, rest, ok := strings.Cut(s, "://")
	if !ok {
		return s
	}
	h, _, _ := strings.Cut(rest, "/")
	return h
}

// cites hands on every outlet that a paragraph says it has something from.
func (f *finder) cites(l *line, add adder) {
	m := matcher{line: l, tables: f.tables}
	end := 0
	ends := func(e int) bool { end = e; return true }
	for i := range l.words {
		for _, p := range under(f.origins, &l.words[i]) {
			if p.kind == cited && m.match(p.seq, i, ends) && !f.noOutlet(l, m.from) {
				add(cited, m.said(), l.words[i].start, l.words[end-1].end)
			}
		}
		if !f.mayName(l, i) {
			continue
		}
		for _, p := range f.after {
			if p.kind == cited && m.match(p.seq, i, ends) && !f.noOutlet(l, m.from) {
				add(cited, m.said(), l.words[i].start, l.words[end-1].end)
			}
		}
	}
}

// mayName reports whether the name of an outlet may begin at word i: an
// agency's, or in scripts without capitals any word's begin.
func (f *finder) mayName(l *line, i int) bool {
	w := l.words[i]
	return len(f.agencies[w.fold]) > 0 || w.kind == wide && (i == 0 || w.before != 0 || l.words[i-1].kind != wide)
}

// signed finds the mark of an agency at the head of a paragraph.
func (f *finder) signed(l *line, add adder) {
	if len(l.words) == 0 {
		return
	}
	m := matcher{line: l, tables: f.tables}
	for _, p := range under(f.bylines, &l.words[0]) {
		end := 0
		if m.match(p.seq, 0, func(e int) bool { end = e; return p.open || e == len(l.words) }) {
			add(byline, m.said(), 0, l.words[end-1].end)
			return
		}
	}
	// "LINDAU, Oct 27 (Reuters) -", "МОСКВА, 27 октября. /ТАСС/.", "Lindau/dpa –"
	shout := strings.ToUpper(l.words[0].fold) == l.of(0, 1) && len(l.words[0].fold) > 2
	for i := 0; i < min(len(l.words), 10); i++ {
		w := l.words[i]
		if i > 0 && w.kind == letters && !l.capital(i) && !f.holds("dateline", l, i) && f.agencyAt(l, i) == 0 {
			return
		}
		bracket := w.before&opening != 0
		end := f.agencyAt(l, i)
		sure := end > 0
		if !sure && bracket && (w.kind == address || w.kind == letters && l.capital(i)) {
			end = i + 1
			for end < len(l.words) && end-i < 4 && l.words[end].before == blank && l.capital(end) {
				end++
			}
		}
		if end == 0 || f.noOutlet(l, i) {
			continue
		}
		after := l.gap(end)
		dash := after&(colon|newline) != 0 && strings.ContainsAny(l.between(end), "-–—")
		switch {
		case bracket && after&slash != 0 && sure: // (Reuters/Anna Lind) -
			for end < len(l.words) && l.words[end].before&closing == 0 {
				end++
			}
			dash = strings.ContainsAny(l.between(end), "-–—")
		case bracket && after&closing == 0:
			continue
		}
		switch {
		case sure && bracket && dash,
			sure && l.words[0].before&opening != 0 && w.before&colon != 0 && after&closing != 0, // (서울=연합뉴스)
			sure && w.before&slash != 0 && (after&slash != 0 || dash),
			sure && i > 0 && i < 8 && dash && w.before&(comma|colon|stop) != 0,
			bracket && dash && (shout && !sure || w.kind == address || shortSign(l.of(i, end)) || f.any("outletword", l, i, end)):
		default:
			continue
		}
		stop := l.words[end-1].end + len(strings.TrimRight(l.between(end), " \n"))
		if strings.HasSuffix(l.text[l.words[end-1].end:stop], `"`) || strings.HasSuffix(l.text[l.words[end-1].end:stop], "“") {
			stop = l.words[end-1].end
		}
		name := l.of(i, f.nameEnd(l, i, end))
		add(byline, name, 0, stop)
		return
	}
}

// nameEnd returns where the name that begins at i ends, before a slash.
func (f *finder) nameEnd(l *line, i, end int) int {
	for j := i + 1; j < end; j++ {
		if l.words[j].before&slash != 0 {
			return j
		}
	}
	return end
}

// shortSign reports whether s is how stations and agencies sign: SID, WABC.
func shortSign(s string) bool {
	if len(s) < 2 || len(s) > 6 {
		return false
	}
	for _, c := range []byte(s) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// between returns what stands before word i, or behind the last one.
func (l *line) between(i int) string {
	from, to := 0, len(l.text)
	if i > 0 {
		from = l.words[i-1].end
	}
	if i < len(l.words) {
		to = l.words[i].start
	}
	return l.text[from:to]
}

// noOutlet reports whether the name at word i is none of an outlet's: a day, a
// network, a party.
func (f *finder) noOutlet(l *line, i int) bool { return f.holds("nooutlet", l, i) }

// agencyAt returns where the agency's name that begins at word i ends, or 0.
func (t *tables) agencyAt(l *line, i int) int {
	for _, a := range t.agencies[l.words[i].fold] {
		if t.isAlias(l, i, a) {
			return i + len(a.words)
		}
	}
	return 0
}

// outlets yields where the name of an outlet that begins at word i may end, the
// longest first. An agency is in the table; a medium has the word for one in its
// name or is an address; a name is any.
func (m *matcher) outlets(kind string, i int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		if i >= len(m.words) {
			return
		}
		agency := m.tables.agencyAt(m.line, i)
		if kind == "agency" {
			if agency > 0 {
				yield(agency)
			}
			return
		}
		w := m.words[i]
		switch {
		case w.kind == wide:
			end := i
			for end < len(m.words) && end-i < 12 && m.words[end].kind == wide && (end == i || m.words[end].before == 0) {
				end++
			}
			for ; end > i; end-- {
				if end == agency || m.mediumEnd(i, end) {
					if !yield(end) {
						return
					}
				}
			}
			return
		case w.kind == address:
			yield(i + 1)
			return
		}
		end := m.run(i)
		if end == 0 || kind == "medium" && agency < end && !m.tables.any("outletword", m.line, i, end) {
			end = 0
		}
		if end > agency && !yield(end) {
			return
		}
		if agency > 0 {
			yield(agency)
		}
	}
}

// mediumEnd reports whether the letters from i to end are a paper's or a
// station's name by their ending.
func (m *matcher) mediumEnd(i, end int) bool {
	for k := 2; k <= 4; k++ {
		if end-k > i && m.tables.is("mediumend", m.line, end-k, end) {
			return true
		}
	}
	return false
}

// run returns where the name that begins at word i ends: words with capitals,
// and small ones between them; of letters without case what stands in quotes, or
// one word.
func (m *matcher) run(i int) int {
	r := next(m.text, m.words[i].start)
	if !m.capital(i) || m.words[i].before&(stop|opening|comma) != 0 {
		return 0
	}
	if caseless(r) {
		if m.words[i].before&quote == 0 {
			return i + 1
		}
		for end := i + 1; end <= len(m.words) && end-i <= 5; end++ {
			if m.gap(end)&quote != 0 {
				return end
			}
		}
		return 0
	}
	end := i + 1
	for j := end; j < len(m.words) && j-i < 8; j++ {
		b := m.words[j].before
		if b != blank && b != 0 || m.text[m.words[j-1].end:m.words[j].start] != " " && m.words[j].fold == "s" {
			if !strings.Contains(m.text[m.words[j-1].end:m.words[j].start], "&") {
				break
			}
		}
		if m.capital(j) || m.words[j].kind == digits {
			end = j + 1
			continue
		}
		if !m.tables.holds("joint", m.line, j) {
			break
		}
	}
	return end
}

func caseless(r rune) bool { return strings.ToUpper(string(r)) == strings.ToLower(string(r)) }

// prefix returns the largest cut of s up to n that parts no letter.
func prefix(s string, n int) int {
	if len(s) <= n {
		return len(s)
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return n
}
