package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"parallax/internal/text/agency"
)

// agencyName returns the agency that words name, "" if they name none.
func agencyName(s string) string {
	n, _ := agency.Name(s)
	return n
}

var (
	// datelineCredit is how a report of an agency begins: PARIS (AFP) – …
	datelineCredit = lazily(`^[^()]{0,60}\(([^()]{2,40})\)\s*[-–—:]`)
	reportingLine  = lazily(`^\((?:©|\(c\) )?\s*([^()]{2,30})\)$|^(?:Quelle:|Source:|Fuente:|Fonte:|Источник:|Kilde:|Bron:|Lähde:|Zdroj:|Źródło:)\s*(?:\d{4}\s+)?([^()]{2,60})$`)
)

// pictures are agencies whose credit is that of a photograph.
var pictures = map[string]bool{"Getty Images": true, "Imago": true, "Shutterstock": true, "Alamy": true}

// findAgencies gathers whose report the article is: agencies in its byline, those
// that the markup says provided or own it, and those the words around it credit.
func (f *pageFacts) findAgencies(s *survey, ld structured) {
	var credits []string
	add := func(name, where string) {
		for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '/' || r == ',' || r == ';' }) {
			n := agencyName(strings.TrimSpace(part))
			if n == "" || pictures[n] || f.names[squeeze(n)] || f.names[squeeze(part)] || slices.Contains(credits, n) || len(credits) >= mostNames {
				continue
			}
			if len(credits) == 0 {
				f.agenciesFrom = where
			}
			credits = append(credits, n)
		}
	}
	for _, b := range f.bylines {
		for _, n := range b.agencies {
			add(n, b.where)
		}
	}
	for _, a := range ld.agencies {
		add(a.name, "json-ld")
	}
	for _, k := range []string{"sourceorganization", "provider", "copyrightholder"} {
		for _, m := range s.props[k] {
			for _, n := range append(m.names, m.value) {
				add(n, "itemprop")
			}
		}
	}
	for _, k := range []string{"dc.source", "dcterms.source", "source", "news_source", "article:source", "original-source", "syndication-source", "agency", "copyright"} {
		for _, v := range s.meta[k] {
			add(cutCopyright(v), "meta")
		}
	}
	prose := 0
	for _, l := range s.lines {
		w := s.at(l.region)
		if w&(besides|isCaption) != 0 {
			continue
		}
		if l.long {
			prose++
		}
		if m := datelineCredit().FindStringSubmatch(l.text); m != nil && prose <= 2 && len(l.text) > 80 {
			add(m[1], "credit")
		}
		if l.long || s.begins < 0 {
			continue
		}
		if m := reportingLine().FindStringSubmatch(l.text); m != nil {
			add(m[1], "credit")
			add(m[2], "credit")
		}
	}
	f.agencies = credits
}

// findLicence finds under which licence the article may be used.
func (f *pageFacts) findLicence(s *survey, ld structured) {
	take := func(value, where string) {
		if v := oneLine(unescape(value)); v != "" && f.licence.value == "" && len(v) < 300 && !strings.HasPrefix(v, "#") {
			f.licence = found{v, where}
		}
	}
	take(s.licence, "link")
	take(ld.licence, "json-ld")
	for _, k := range []string{"dcterms.license", "dc.license", "dcterms.rights.license", "license", "licence", "cc:license"} {
		for _, v := range s.meta[k] {
			take(v, "meta")
		}
	}
	for _, k := range []string{"dcterms.rights", "dc.rights", "rights"} {
		for _, v := range s.meta[k] {
			if low := strings.ToLower(v); strings.Contains(low, "creativecommons.org") || strings.Contains(low, "creative commons") || strings.HasPrefix(low, "cc ") || strings.HasPrefix(low, "cc-") {
				take(v, "meta")
			}
		}
	}
	for _, k := range []string{"license", "licence"} {
		for _, m := range s.props[k] {
			if w := s.at(m.region); w&(inComments|inAside|inNav|isCaption) != 0 { // a picture's is its own
				continue
			}
			if isAddress(m.value) || strings.HasPrefix(m.value, "//") {
				take(m.value, "link")
			} else {
				take(m.text, "link")
			}
		}
	}
}

// longestKeyword and mostKeywords bound what a page can make us keep.
const (
	longestKeyword = 60
	mostKeywords   = 40
)

// findTopics finds the section of the outlet that the article stands in and the
// keywords that the page gives it.
func (f *pageFacts) findTopics(s *survey, ld structured) {
	section := func(value, where string) {
		v := oneLine(unescape(value))
		if i := strings.LastIndexAny(v, ">»›"); i >= 0 {
			_, size := utf8.DecodeRuneInString(v[i:])
			v = strings.TrimSpace(v[i+size:])
		}
		if f.section.value == "" && v != "" && len(v) <= longestKeyword && !isAddress(v) && !f.isTitle(v) && !f.names[squeeze(v)] && !home().MatchString(v) {
			f.section = found{v, where}
		}
	}
	section(ld.section, "json-ld")
	for _, k := range []string{"article:section", "og:article:section", "article.section", "parsely-section", "sailthru.section", "section", "cxenseparse:section", "dc.subject.section", "article:section_name"} {
		for _, v := range s.meta[k] {
			section(v, "meta")
		}
	}
	for _, m := range s.props["articlesection"] {
		section(m.value, "itemprop")
		section(m.text, "itemprop")
	}
	section(ld.crumb, "json-ld")
	for _, m := range s.crumbs {
		if names := m.names; len(names) > 0 && len(names) < 10 {
			section(names[len(names)-1], "breadcrumb")
			if len(names) > 1 {
				section(names[len(names)-2], "breadcrumb")
			}
		}
	}

	seen := map[string]bool{}
	keywords := func(where string, values ...string) {
		if len(f.keywords) > 0 {
			return
		}
		for _, value := range values {
			for _, sep := range []string{",", ";", "|", "、", "，"} {
				if strings.Contains(value, sep) {
					value = strings.ReplaceAll(value, sep, "\n")
					break
				}
			}
			for k := range strings.SplitSeq(value, "\n") {
				k = strings.TrimLeft(strings.Trim(oneLine(unescape(k)), " \"'.:"), "#")
				key := fold(k)
				if key == "" || seen[key] || len(k) > longestKeyword || isAddress(k) || isNumber(key) || strings.Contains(k, ":") && strings.Contains(k, "=") || len(f.keywords) >= mostKeywords {
					continue
				}
				seen[key] = true
				f.keywords = append(f.keywords, k)
				f.keywordsFrom = where
			}
		}
	}
	keywords("meta", s.meta["news_keywords"]...)
	keywords("json-ld", ld.keywords...)
	keywords("meta", s.meta["article:tag"]...)
	keywords("meta", s.meta["og:article:tag"]...)
	for _, m := range s.props["keywords"] {
		if s.at(m.region)&(besides&^inFooter) == 0 {
			keywords("itemprop", m.value, m.text)
		}
	}
	keywords("meta", s.meta["keywords"]...)
	for _, k := range []string{"parsely-tags", "sailthru.tags", "dc.subject", "dcterms.subject", "tags"} {
		keywords("meta", s.meta[k]...)
	}
	var tags []string
	for _, m := range s.tags {
		if s.at(m.region)&(inNav|inComments|inAside) == 0 && len(tags) < mostKeywords {
			tags = append(tags, m.text)
		}
	}
	keywords("tags", tags...)
}

var home = lazily(`(?i)^(?:home(?:page| page)?|start(?:seite)?|accueil|inicio|início|главная|首页|ホーム|홈|news|nachrichten|uncategori[sz]ed|allgemein|article|articles|archive?)$`)

// isNumber reports whether a keyword is the number of something and no year.
func isNumber(key string) bool {
	return len(key) > 4 && strings.Trim(key, "0123456789") == ""
}
