package extract

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var titleMark = lazily(`\s+[|–—·•»«:/-]+\s+|\s*[|｜ㅣ_]\s*|\s+::\s+|\s+//\s+|:\s+|-[\p{Han}\p{Hangul}]`)

// titleWeight is how far each place is trusted with the title.
var titleWeight = map[string]float64{
	"og": 1.2, "h1": 1.15, "json-ld": 1.1, "itemprop": 1, "title": 0.9, "twitter": 0.6,
}

// bothDeclare is what a title is worth above its weights that is declared to
// search engines and to networks alike: what differs from both is not the whole
// of it, or has an ornament.
const bothDeclare = 3

// A titleVote is a title with the places that gave it.
type titleVote struct {
	found
	key    string
	places map[string]bool
	outlet bool // it is the outlet's name, which heads every page
}

// A heading is an h1, and whether it is the outlet's rather than the article's.
type heading struct {
	text, key string
	outlet    bool
}

// title weighs what the page offers for its title: the words that most places
// agree on, after the outlet's name is taken off their ends.
func (f *pageFacts) title() found {
	var votes []*titleVote
	add := func(value, where string) {
		value = strings.TrimSpace(announced().ReplaceAllString(value, ""))
		key := fold(value)
		if key == "" || utf8.RuneCountInString(value) > 300 {
			return
		}
		for _, v := range votes {
			if v.key == key {
				v.places[where] = true
				if shouted(v.value) && !shouted(value) {
					v.value = value
				}
				return
			}
		}
		votes = append(votes, &titleVote{found{value, where}, key, map[string]bool{where: true}, f.names[squeeze(value)]})
	}
	for _, t := range f.titles {
		add(f.withoutSite(t.value), t.where)
	}
	n := 0
	for _, h := range f.headings {
		if !h.outlet && n < 3 {
			add(f.withoutSite(h.text), "h1")
			n++
		}
	}
	add(f.withoutSite(f.pageTitle), "title")
	for _, h := range f.headings {
		if len(votes) == 0 { // the outlet's name is better than none
			add(h.text, "h1")
		}
	}

	var best *titleVote
	top := 0.0
	for _, v := range votes {
		if s := v.score(votes) + f.heads(v); s > top {
			best, top = v, s
		}
	}
	if best == nil {
		return found{}
	}
	if cut := strings.TrimRight(best.value, ".… "); cut != best.value && (strings.HasSuffix(best.value, "…") || strings.HasSuffix(best.value, "...")) {
		for _, v := range votes { // the whole of what was cut
			if len(v.key) > len(best.key) && strings.HasPrefix(v.key, fold(cut)) && !strings.HasSuffix(v.value, "…") && !strings.HasSuffix(v.value, "...") {
				return v.found
			}
		}
	}
	return best.found
}

// announced is what stands before a title and is not part of it.
var announced = lazily(`^(?:BREAKING(?: NEWS)?|Breaking(?: News)?|EILMELDUNG|Eilmeldung|URGENT|ÚLTIMA HORA|Última hora)\s*[:|–—-]\s+|^Title:\s*`)

// shouted reports whether a title is in capitals.
func shouted(s string) bool {
	upper := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper > 8
}

// heads returns what the heading of the page is worth above its weight: it is
// what a reader sees as the title, where it speaks of the same as what is meant
// for search engines and networks.
func (f *pageFacts) heads(v *titleVote) float64 {
	if !v.places["h1"] {
		return 0
	}
	shared := 0.0
	for _, t := range append([]found{{f.pageTitle, "title"}}, f.titles...) {
		shared = max(shared, overlap(v.key, fold(t.value)))
	}
	words := strings.Count(v.key, " ") + 1
	switch {
	case shared >= 0.5 && words >= 3, shared == 1:
		return 3
	case shared >= 0.3 && len(f.headings) == 1:
		return 1.5
	}
	return 0
}

// overlap returns the share of the words of a that b has.
func overlap(a, b string) float64 {
	has := map[string]bool{}
	for _, w := range strings.Fields(b) {
		has[w] = true
	}
	n, all := 0, 0
	for _, w := range strings.Fields(a) {
		all++
		if has[w] {
			n++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}

// score sums the weights of the places that say v, and part of those that say
// more or less than v.
func (v *titleVote) score(votes []*titleVote) float64 {
	s := 0.0
	for _, p := range slices.Sorted(maps.Keys(v.places)) { // sums differ by the order of what is added
		s += titleWeight[p]
	}
	if v.places["json-ld"] && v.places["og"] {
		s += bothDeclare
	}
	for _, o := range votes {
		if o == v || !strings.Contains(o.key, v.key) && !strings.Contains(v.key, o.key) {
			continue
		}
		for _, p := range slices.Sorted(maps.Keys(o.places)) {
			if !v.places[p] {
				s += titleWeight[p] / 3
			}
		}
	}
	if v.outlet {
		s /= 4
	}
	return s
}

// findTitles notes the titles that the page declares.
func (f *pageFacts) findTitles(s *survey, ld structured) {
	add := func(value, where string) {
		if v := oneLine(unescape(value)); v != "" {
			f.titles = append(f.titles, found{v, where})
		}
	}
	add(ld.headline, "json-ld")
	add(s.first("og:title"), "og")
	add(s.first("twitter:title"), "twitter")
	if m := s.props["headline"]; len(m) > 0 {
		add(cmp.Or(m[0].value, m[0].text), "itemprop")
	}
}

// findHeadings notes the headings and which of them are the outlet's: those that
// lead home, carry its name, or close the title of every page.
func (f *pageFacts) findHeadings(s *survey) {
	f.seen = map[string]bool{}
	for _, l := range s.lines {
		if !l.long && len(l.text) >= 12 && s.at(l.region)&besides == 0 {
			f.seen[fold(l.text)] = true
		}
	}
	said := map[string]bool{}
	for _, t := range f.titles {
		said[fold(t.value)] = true
	}
	for _, h := range s.headings {
		t := oneLine(h.text)
		if t == "" || len(t) > 400 || len(f.headings) >= 9 {
			continue
		}
		key := fold(t)
		outlet := !said[key] && (h.kind == 'h' || isHost(t) || f.names[squeeze(t)] || s.at(h.region)&(inNav|inFooter|inComments|inAside) != 0)
		f.headings = append(f.headings, heading{t, key, outlet})
		f.h1 = append(f.h1, t)
	}
	// "Headline | Name" with the name as a heading and the headline elsewhere.
	for _, m := range titleMark().FindAllStringIndex(f.pageTitle, 8) {
		head, tail := fold(f.pageTitle[:m[0]]), fold(f.pageTitle[m[1]:])
		for i, h := range f.headings {
			other := ""
			switch h.key {
			case tail:
				other = head
			case head:
				other = tail
			default:
				continue
			}
			if other == "" || said[h.key] {
				continue
			}
			if said[other] || f.isHeading(other) {
				f.headings[i].outlet = true
				f.names[squeeze(h.text)] = true
			}
		}
	}
}

// isLine reports whether a reader sees words of some length as a line.
func (f *pageFacts) isLine(t string) bool {
	return utf8.RuneCountInString(t) >= 12 && f.seen[fold(t)]
}

func (f *pageFacts) isHeading(key string) bool {
	for _, h := range f.headings {
		if h.key == key && !h.outlet {
			return true
		}
	}
	return false
}

// withoutSite takes the outlet's name, or a short part that no heading has, off
// the end or the beginning of a title.
func (f *pageFacts) withoutSite(t string) string {
	if f.isHeading(fold(t)) && !f.endsInName(t) {
		return t
	}
	marks := titleMark().FindAllStringIndex(t, 12)
	for i, m := range marks {
		if strings.HasPrefix(t[m[0]:m[1]], "-") && m[1]-m[0] > 1 && t[m[0]+1] >= utf8.RuneSelf { // a hyphen before a Chinese name
			marks[i] = []int{m[0], m[0] + 1}
		}
	}
	if len(marks) == 0 {
		return t
	}
	for _, m := range slices.Backward(marks) {
		if f.isHeading(fold(t[:m[0]])) {
			return t[:m[0]]
		}
	}
	for _, m := range marks { // the beginning that is a line of the page or ends before the name
		head, tail := t[:m[0]], t[m[1]:]
		colon := strings.TrimSpace(t[m[0]:m[1]]) == ":"
		if !colon && f.isLine(head) {
			return head
		}
		if !colon && (f.isHeading(fold(tail)) || f.isLine(tail)) {
			return tail
		}
		if f.names[squeeze(tail)] {
			return head
		}
		if f.names[squeeze(head)] && tail != "" {
			return f.withoutSite(tail)
		}
	}
	last := marks[len(marks)-1]
	head, tail := t[:last[0]], t[last[1]:]
	sep := strings.TrimSpace(t[last[0]:last[1]])
	if f.names[squeeze(tail)] {
		return f.withoutSite(head)
	}
	if sep == ":" || sep == "-" && last[1]-last[0] == 1 {
		return t
	}
	words := len(strings.Fields(head))
	if r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(tail, unicode.IsPunct)); unicode.IsLower(r) && f.outlet.fits(tail) == 0 {
		return t // names begin with a capital
	}
	if n := len(strings.Fields(tail)); n <= 4 && words >= 3 && words > n {
		return f.withoutSite(head)
	}
	return t
}

func (f *pageFacts) endsInName(t string) bool {
	for _, m := range titleMark().FindAllStringIndex(t, 12) {
		if f.names[squeeze(t[m[1]:])] {
			return true
		}
	}
	return false
}
