package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var titleMark = regexp.MustCompile(`\s+[|–—·•»«:/-]+\s+|\s*[|｜_]\s*|\s+::\s+`)

// titleWeight is how far each place is trusted with the title.
var titleWeight = map[string]float64{
	"og": 1.2, "h1": 1.15, "json-ld": 1.1, "itemprop": 1, "title": 0.9, "trafilatura": 0.8, "twitter": 0.6,
}

// A titleVote is a title with the places that gave it.
type titleVote struct {
	found
	key    string
	places map[string]bool
}

// title weighs what the page offers for its title: the words that most places
// agree on, after the outlet's name is taken off their end.
func (f *pageFacts) title() found {
	site := ""
	if len(f.sites) > 0 {
		site = fold(f.sites[0].value)
	}
	var votes []*titleVote
	add := func(value, where string) {
		value = strings.TrimSpace(value)
		key := fold(value)
		if key == "" || utf8.RuneCountInString(value) > 300 {
			return
		}
		for _, v := range votes {
			if v.key == key {
				v.places[where] = true
				return
			}
		}
		votes = append(votes, &titleVote{found{value, where}, key, map[string]bool{where: true}})
	}
	for _, t := range f.titles {
		add(withoutSite(t.value, site, f.h1), t.where)
	}
	for i, h := range f.h1 {
		if i == 0 || len(f.h1) <= 3 {
			add(h, "h1")
		}
	}
	add(withoutSite(f.pageTitle, site, f.h1), "title")
	add(withoutSite(f.libraryTitle, site, f.h1), "trafilatura")

	var best found
	top := 0.0
	for _, v := range votes {
		if s := v.score(votes, site) + f.heads(v); s > top {
			best, top = v.found, s
		}
	}
	return best
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
	switch {
	case shared >= 0.5:
		return 3
	case shared >= 0.3 && len(f.h1) == 1:
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
func (v *titleVote) score(votes []*titleVote, site string) float64 {
	s := 0.0
	for p := range v.places {
		s += titleWeight[p]
	}
	for _, o := range votes {
		if o == v || !strings.Contains(o.key, v.key) && !strings.Contains(v.key, o.key) {
			continue
		}
		for p := range o.places {
			if !v.places[p] {
				s += titleWeight[p] / 3
			}
		}
	}
	if v.key == site { // the outlet's name heads every page
		s /= 4
	}
	return s
}

// withoutSite takes the outlet's name, or a short part that no heading has, off
// the end or the beginning of a title.
func withoutSite(t, site string, h1 []string) string {
	for _, h := range h1 {
		if fold(h) == fold(t) {
			return t
		}
	}
	marks := titleMark.FindAllStringIndex(t, -1)
	if len(marks) == 0 {
		return t
	}
	for _, m := range marks { // the longest beginning that is a heading or ends before the name
		head, tail := t[:m[0]], t[m[1]:]
		for _, h := range h1 {
			if fold(h) == fold(head) {
				return head
			}
			if fold(h) == fold(tail) {
				return tail
			}
		}
		if site != "" && fold(tail) == site {
			return head
		}
		if site != "" && fold(head) == site {
			return tail
		}
	}
	last := marks[len(marks)-1]
	head, tail := t[:last[0]], t[last[1]:]
	sep := strings.TrimSpace(t[last[0]:last[1]])
	if sep != ":" && len(strings.Fields(tail)) <= 4 && len(strings.Fields(head)) >= 3 && len(strings.Fields(head)) > len(strings.Fields(tail)) {
		return head
	}
	return t
}
