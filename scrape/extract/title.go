package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var titleMark = regexp.MustCompile(`\s+[|–—·•»«:/-]+\s+|\s*[|｜_]\s*|\s+::\s+`)

// title weighs what the page offers for its title: the opinions that agree,
// after the outlet's name is taken off their end.
func (f *pageFacts) title() found {
	type candidate struct {
		found
		score float64
	}
	var list []candidate
	weight := map[string]float64{"json-ld": 1.1, "og": 1.2, "twitter": 0.6, "itemprop": 1, "h1": 1.15, "title": 0.9, "trafilatura": 0.8}
	add := func(v, where string) {
		if v = strings.TrimSpace(v); v != "" && utf8.RuneCountInString(v) <= 300 {
			list = append(list, candidate{found{v, where}, weight[where]})
		}
	}
	site := ""
	if len(f.sites) > 0 {
		site = fold(f.sites[0].value)
	}
	for _, t := range f.titles {
		add(withoutSite(t.value, site, f.h1), t.where)
	}
	for i, h := range f.h1 {
		if i == 0 || len(f.h1) <= 3 {
			if fold(h) != site {
				add(h, "h1")
			}
		}
	}
	add(withoutSite(f.pageTitle, site, f.h1), "title")

	best := -1
	for i := range list {
		key := fold(list[i].value)
		if key == "" {
			continue
		}
		seen := map[string]bool{list[i].where: true}
		for j := range list {
			other := fold(list[j].value)
			if i == j || seen[list[j].where] || other == "" {
				continue
			}
			switch {
			case other == key:
				list[i].score += weight[list[j].where]
			case strings.Contains(other, key) || strings.Contains(key, other):
				list[i].score += weight[list[j].where] / 3
			default:
				continue
			}
			seen[list[j].where] = true
		}
		if key == site {
			list[i].score /= 4
		}
		if best < 0 || list[i].score > list[best].score {
			best = i
		}
	}
	if best < 0 {
		return found{}
	}
	return list[best].found
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
