package residue

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/article"
)

// What leftovers are at most; a longer line is a paragraph.
const (
	longestLeftover = 400 // bytes
	mostWords       = 45
)

// alone returns the kind of residue a block is whatever stands around it.
func (t *tables) alone(b *block) (article.ResidueKind, bool) {
	if len(b.words) == 0 {
		return "", false
	}
	if kind, ok := t.ofItself(b.line); ok {
		return kind, true
	}
	if !b.short() || b.size > mostWords+15 {
		return "", false
	}
	if t.breadcrumb(b.line, true) {
		return article.Breadcrumb, true
	}
	if hashtags(b.line) {
		return article.Hashtags, true
	}
	if p := t.phrase(b.line); p != nil {
		if p.kind == article.Legal && t.credit(b.line, 0, len(b.words)) {
			return article.CaptionCredit, true
		}
		b.opens = p.form == label && b.size <= 6 && !hasColon(b.line)
		return p.kind, true
	}
	if pointed(b.line) || t.teaser(b.line) {
		return article.RelatedLink, true
	}
	if t.credit(b.line, 0, len(b.words)) {
		return article.CaptionCredit, true
	}
	return "", false
}

// pointed reports whether ">>" points from the margin to what reads like a title.
// One arrow is a bullet as often.
func pointed(l *line) bool {
	s := strings.TrimLeft(l.text, " \n")
	return strings.HasPrefix(s, ">>") && readsLikeTitle(l, 0)
}

// teaser reports whether a line invites to read something else, in brackets or
// with the words of such a link behind it.
func (t *tables) teaser(l *line) bool {
	n := len(l.words)
	if strings.HasPrefix(l.text, "[") && l.after&closing != 0 && n <= 30 && l.depth() == 0 {
		return t.holds("invite", l, 0)
	}
	if l.after&stop == 0 && n <= 35 {
		for i := max(3, n-4); i < n; i++ {
			if l.capital(i) && l.words[i].before&(opening|quote) == 0 && t.is("readmore", l, i, n) {
				return true
			}
		}
	}
	return false
}

// depth returns how many brackets open behind the first word.
func (l *line) depth() int {
	n := 0
	for _, w := range l.words[1:] {
		if w.before&opening != 0 {
			n++
		}
	}
	return n
}

// ofItself returns the kind of a paragraph that speaks of this very text: how
// it was rewritten, or how it was made to be found. A paragraph that only speaks
// of rewriting or of search engines is reporting, so such phrases count only
// with several words of the craft beside them.
func (t *tables) ofItself(l *line) (article.ResidueKind, bool) {
	m := matcher{line: l, tables: t}
	for i := range l.words {
		for _, p := range under(t.blocks, &l.words[i]) {
			if i > 0 && p.form == opens {
				continue
			}
			if m.match(p.seq, i, always) && t.count(p.of, l) >= p.need {
				return p.kind, true
			}
		}
	}
	return "", false
}

// phrase returns the phrase of the tables that a line is, or nil.
func (t *tables) phrase(l *line) *phrase {
	for _, p := range under(t.first, &l.words[0]) {
		if t.fits(p, p.seq, l, 0) {
			return p
		}
	}
	for i := 1; i < len(l.words); i++ {
		for _, p := range under(t.later, &l.words[i]) {
			if i <= p.seq[0].n && (!p.seq[0].sentence || !l.stops(0, i)) && t.fits(p, p.seq[1:], l, i) {
				return p
			}
		}
	}
	return nil
}

// fits reports whether a phrase, from word i on, makes the line residue.
func (t *tables) fits(p *phrase, seq []node, l *line, i int) bool {
	m := matcher{line: l, tables: t}
	if !m.match(seq, i, func(end int) bool {
		rest := len(l.words) - end
		switch p.form {
		case whole:
			return rest == 0
		case label:
			return rest == 0 || l.gap(end)&(colon|newline) != 0 && t.labelled(p, l, end)
		case lead:
			return rest > 0 && l.gap(end)&(colon|newline) != 0 && t.labelled(p, l, end)
		case titled:
			return rest == 0 && l.after&colon != 0 || rest > 0 && l.gap(end)&(colon|newline) != 0 && t.labelled(p, l, end) && readsLikeTitle(l, end)
		case named:
			return rest > 0 && (l.gap(end)&stop == 0 || p.people) && l.capital(end) && t.isCredit(l, end, len(l.words)) && t.onlyNames(l, end)
		}
		return false
	}) {
		return false
	}
	return !p.open || !t.reports(l)
}

// reports reports whether a line tells what somebody said, as reporting does
// and what stands beside it does not.
func (t *tables) reports(l *line) bool {
	if t.any("said", l, 0, len(l.words)) {
		return true
	}
	last := len(l.words) // where a comma stood
	for i := range l.words {
		if l.words[i].before&comma != 0 {
			last = i
		}
		if i > last && i-last <= 6 && t.holds("saidword", l, i) {
			return true // ", the court said"
		}
	}
	return false
}

// labelled reports whether what stands behind the label p is what such labels
// name.
func (t *tables) labelled(p *phrase, l *line, i int) bool {
	n := len(l.words)
	switch p.kind {
	case article.SourceLine:
		if p.people {
			return t.isCredit(l, i, n)
		}
		return t.isOrigin(l, i)
	case article.CaptionCredit:
		return t.isCredit(l, i, n)
	case article.Hashtags:
		return !l.stops(i, n) && l.after&stop == 0 && (n-i <= 4 || strings.ContainsAny(l.of(i, n), ",،、，;|#/\n"))
	case article.RelatedLink:
		// A sentence in full behind a label goes on where the label stands.
		return n-i <= 30 && !l.manyStops(i) && (l.after&stop == 0 || l.capital(i) || l.words[i].kind == digits || l.words[i].before&quote != 0)
	}
	return true
}

// manyStops reports whether more than two sentences begin behind word i.
func (l *line) manyStops(i int) bool {
	n := 0
	for j := i + 1; j < len(l.words); j++ {
		if l.words[j].before&stop != 0 && l.stops(j-1, j+1) {
			n++
		}
	}
	return n > 2
}

// readsLikeTitle reports whether what stands behind word i reads like a title:
// a few words and no end of a sentence.
func readsLikeTitle(l *line, i int) bool {
	n := len(l.words)
	end := strings.TrimRight(l.text, " \n\"”’»")
	return n-i >= 2 && n-i <= 24 && (l.capital(i) || l.words[i].kind == digits) && !strings.HasSuffix(end, ".") && !strings.HasSuffix(end, "。") && l.after&comma == 0
}

// isOrigin reports whether the words behind a label are a name, some names or an
// address, and nothing that is a sentence.
func (t *tables) isOrigin(l *line, i int) bool {
	n := len(l.words)
	rest := strings.TrimRight(l.text[l.words[i].start:], " .()[]")
	if l.words[i].kind == address && l.words[i].end >= l.words[i].start+len(rest)-1 {
		return true
	}
	if _, ok := t.agency(l, i, n); ok {
		return true
	}
	count := l.count(i)
	if count > 8 || strings.ContainsAny(rest, "!?。") || l.stops(i, n) || count > 3 && l.after&stop != 0 || t.any("verb", l, i, n) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(rest)
	// Agencies write themselves small: dpa.
	return !unicode.IsLower(first) || n-i == 1 && len(rest) <= 5
}

// count returns the words from i on; of scripts without blanks two letters
// count one.
func (l *line) count(i int) int {
	n := 0
	for _, w := range l.words[i:] {
		if w.kind == wide {
			n++
		} else {
			n += 2
		}
	}
	return (n + 1) / 2
}

// agency reports whether the words from i to end are the name of an agency.
func (t *tables) agency(l *line, i, end int) (string, bool) {
	for _, a := range t.agencies[l.words[i].fold] {
		if i+len(a.words) == end && t.isAlias(l, i, a) {
			return l.of(i, end), true
		}
	}
	return "", false
}

// isAlias reports whether the name a stands at word i.
func (t *tables) isAlias(l *line, i int, a alias) bool {
	if i+len(a.words) > len(l.words) || l.words[i].before&(hash|at) != 0 {
		return false
	}
	for k, w := range a.words {
		if l.words[i+k].fold != w || k > 0 && l.words[i+k].before&(stop|comma|colon|newline) != 0 {
			return false
		}
	}
	return a.exact == "" || l.of(i, i+1) == a.exact || l.of(i, i+1) == strings.ToUpper(a.exact)
}

// isCredit reports whether the words from i to end may be who made a picture:
// some names, no sentence.
func (t *tables) isCredit(l *line, i, end int) bool {
	n, letters := 0, 0
	for _, w := range l.words[i:end] {
		if w.kind == wide {
			n++
			letters++
		} else {
			n += 2
		}
	}
	if letters > 16 { // a caption, and no name
		return false
	}
	if n == 0 || n > 2*mostWords || l.stops(i, end) || t.any("verb", l, i, end) || t.any("said", l, i, end) {
		return false
	}
	// Names have capitals, sentences few.
	small, cased := 0, 0
	for j := i; j < end; j++ {
		r := next(l.text, l.words[j].start)
		if unicode.IsLower(r) || unicode.IsUpper(r) {
			cased++
			if unicode.IsLower(r) {
				small++
			}
		}
	}
	return small <= 2 || small*2 <= cased
}

// onlyNames reports whether the words from i on are capitalised, but for small
// words that stand in names.
func (t *tables) onlyNames(l *line, i int) bool {
	for ; i < len(l.words); i++ {
		w := l.words[i]
		if w.kind == letters && !l.capital(i) && w.before&(slash|closing) == 0 && !t.holds("joint", l, i) && !t.holds("creditword", l, i) {
			return false
		}
	}
	return true
}

// credit reports whether the words from i to end are a credit by their form: an
// agency with a picture's words, or a name and an agency with a slash between.
func (t *tables) credit(l *line, i, end int) bool {
	if end-i > 14 || end == i {
		return false
	}
	for j := i + 1; j < end; j++ {
		if l.words[j].before&(opening|closing) != 0 {
			return false // only what the bracket holds is one
		}
	}
	for j := i; j < end; j++ {
		for _, a := range t.agencies[l.words[j].fold] {
			if j+len(a.words) > end || !t.isAlias(l, j, a) {
				continue
			}
			to := j + len(a.words)
			if j > i && l.words[j].before&slash != 0 || to < end && l.words[to].before&slash != 0 {
				return t.isCredit(l, i, end)
			}
			if j == i && to < end && t.holds("picture", l, to) && end-to <= 3 || to == end && j == i+1 && l.words[i].fold == "©" {
				return true
			}
			if j == i && to < end && l.words[to].fold == "via" || j > i && l.words[j-1].fold == "via" {
				return t.isCredit(l, i, end)
			}
		}
		if t.holds("picturehouse", l, j) && t.isCredit(l, i, end) && (j == i && end-i <= 3 || l.words[j].before&(slash|colon|comma) != 0 || j > i && (l.words[j-1].fold == "via" || l.words[i].fold == "©")) {
			return true
		}
	}
	return false
}

// hashtags reports whether a line is hashtags and nothing else.
func hashtags(l *line) bool {
	tags := 0
	for i, w := range l.words {
		switch {
		case w.before&hash != 0:
			if w.kind == digits && len(l.words) == 1 {
				return false
			}
			tags++
		case i == 0 || w.before&(blank|stop|colon) != 0 && w.fold != "and" && w.fold != "und":
			return false
		}
	}
	return tags > 0 && l.after&stop == 0
}

// crumbParts is how many parts a path to a page has at most.
const crumbParts = 9

// breadcrumb reports whether a line is the path to a page: short parts with
// the same mark between them. Without a home at its beginning, and unless top
// is false, it needs three parts and a mark that prose does not use.
func (t *tables) breadcrumb(l *line, top bool) bool {
	var starts []int // of the parts behind the first
	arrows, marks := 0, gap(0)
	for i := 1; i < len(l.words); i++ {
		b := l.words[i].before
		if b&crumb == 0 && b&bullet == 0 {
			continue
		}
		if len(starts) == 0 {
			marks = b & (crumb | bullet | slash | arrow)
		}
		if b&arrow != 0 {
			arrows++
		}
		starts = append(starts, i)
	}
	if len(starts) == 0 || len(starts) == 1 && marks&slash != 0 || len(starts) >= crumbParts || l.words[0].before&(arrow|hash) != 0 {
		return false
	}
	// A home before the first mark; the title at the end may hold marks of its own.
	if marks != 0 && t.is("home", l, 0, starts[0]) {
		return !l.stops(0, len(l.words)) && len(l.words) <= 40
	}
	if top || len(starts) < 2 || arrows != len(starts) || len(l.words) > 25 || l.after&stop != 0 {
		return false
	}
	from := 0
	for _, s := range starts {
		if !l.capital(from) {
			return false
		}
		for j := from; j < s; j++ {
			if l.words[j].kind == digits || j > from && l.words[j].before&(stop|comma|colon) != 0 {
				return false
			}
		}
		if s-from > 4 && l.words[from].kind != wide || s-from > 10 {
			return false
		}
		from = s
	}
	return true
}
