package extract

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/text"
)

// siteWeight is how far each place is trusted with the name of the outlet.
var siteWeight = map[string]float64{
	"og": 5, "website": 2.4, "json-ld": 2.2, "itemprop": 1.6, "meta": 1.6, "title": 1.6, "logo": 1.1, "copyright": 1, "twitter": 0.7,
}

// An outletHost is what the address of a page tells of its outlet.
type outletHost struct {
	host  string // without www.
	label string // of its own: gazette of www.gazette.example
}

func outletAt(address string) outletHost {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return outletHost{}
	}
	h := outletHost{host: strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")}
	own := site(h.host)
	h.label, _, _ = strings.Cut(own, ".")
	return h
}

// fits says how well a name goes with the address: 1 if the letters are the same,
// less where one is within the other or the initials are.
func (h outletHost) fits(name string) float64 {
	k := plainLetters(name)
	label := strings.ReplaceAll(h.label, "-", "")
	if k == "" || label == "" {
		return 0
	}
	whole := strings.ReplaceAll(strings.ReplaceAll(h.host, ".", ""), "-", "")
	switch {
	case k == label, k == whole, strings.TrimPrefix(k, "the") == label, strings.TrimPrefix(k, "die") == label, strings.TrimPrefix(k, "der") == label, strings.TrimPrefix(k, "das") == label:
		return 1
	case len(label) >= 4 && strings.Contains(k, label), len(k) >= 4 && strings.Contains(label, k), len(k) >= 4 && strings.Contains(whole, k):
		return 0.7
	}
	initials := ""
	for _, w := range strings.Fields(fold(name)) {
		r, _ := utf8.DecodeRuneInString(w)
		initials += string(r)
	}
	if len(initials) >= 2 && (initials == label || len(initials) >= 3 && strings.HasPrefix(label, initials)) {
		return 0.6
	}
	return 0
}

// plainLetters returns the letters and digits of a name in lower case, without
// accents, as hosts are written.
func plainLetters(s string) string {
	return squeeze(text.Fold(inASCII.Replace(strings.ToLower(s))))
}

var inASCII = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "ı", "i", "&", "and")

// A siteVote is a name with what speaks for it.
type siteVote struct {
	found
	key    string
	score  float64
	places map[string]bool
}

// site returns the name of the outlet: the one that most places give, those that
// go with the address before others.
func (f *pageFacts) site() found {
	h := f.outlet
	var votes []*siteVote
	for _, s := range f.sites {
		name := siteName(s.value)
		if name == "" || isAddress(name) || len(name) > 80 || f.isTitle(name) && h.fits(name) < 1 && s.where != "og" && s.where != "website" && s.where != "json-ld" {
			continue
		}
		if len(strings.Fields(name)) > 6 && s.where != "og" && s.where != "website" && s.where != "json-ld" {
			continue
		}
		if s.where == "copyright" || s.where == "logo" {
			name = legalForm().ReplaceAllString(name, "")
		}
		key := squeeze(legalForm().ReplaceAllString(name, ""))
		var vote *siteVote
		for _, v := range votes {
			if v.key == key {
				vote = v
			}
		}
		if vote == nil {
			vote = &siteVote{found: found{name, s.where}, key: key, score: 2 * h.fits(name), places: map[string]bool{}}
			if strings.ToLower(name) == name || isHost(name) && fold(name) == fold(h.host) { // as hosts and files are written
				vote.score -= 1.5
			}
			votes = append(votes, vote)
		}
		if s.where == "twitter" && len(vote.places) == 0 {
			vote.score -= 2 // a login is a name at need
		}
		if latin := strings.IndexFunc(name, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) >= 0; latin && (s.where == "logo" || s.where == "copyright") && h.label != "" && h.fits(name) == 0 {
			continue // a partner's, or whose house it is of
		}
		if strings.Count(name, " ") > strings.Count(vote.value, " ") || fold(name) == fold(vote.value) && shouted(vote.value) {
			vote.value = name
		}
		if !vote.places[s.where] {
			vote.places[s.where] = true
			vote.score += siteWeight[s.where]
		}
	}
	var best *siteVote
	for _, v := range votes {
		if len(v.places) > 0 && (best == nil || v.score > best.score) {
			best = v
		}
	}
	if best != nil {
		return best.found
	}
	return found{}
}

func (f *pageFacts) isTitle(name string) bool {
	k := fold(name)
	for _, t := range f.titles {
		if fold(t.value) == k {
			return true
		}
	}
	return fold(f.pageTitle) == k
}

var (
	siteTail  = lazily(`(?i)[\s|–—:,-]*(?:\blogo(?:type)?\.?|\((?:link|lien|zur|home)\b[^()]*\)|\bhome ?page|\bback to (?:home|start)|[|–—:-]\s*home|\bstartseite|\baccueil|\bon twitter|(?:['’]s)? home ?page|\bofficial site|[®™©])\s*$`)
	legalForm = lazily(`(?i)[\s,]*\b(?:GmbH|AG|Ltd\.?|Inc\.?|LLC|PLC)(?: & Co\.? KG)?\s*$`)
	siteHead  = lazily(`(?i)^(?:@|by|visit|read more about|logo(?:\s+(?:of|de|der|von|du|di|van))?|go to|zur startseite|home|back to|retour à l['’]accueil)(?:[\s|–—:-]+|$)`)
	cited     = lazily(`(?i)(?:©|&copy;|\(c\)|copyright)[\s\d,–—-]*(?:©|\(c\)|copyright|by\b|de\b|von\b)?[\s\d,–—-]*([^|•·.©\d]{2,60})`)
	rights    = lazily(`(?i)[\s,.|–—-]*(?:版权|版權|保留|все права|всі права|高級|無断|무단|כל הזכויות|جميع الحقوق|حقوق).*$|[\s,.|–—-]*\b(?:all rights|alle rechte|tous droits|todos los|todos os|tutti i|inc|llc|ltd|gmbh|ag|limited|media group|privacy|terms|powered|site by|design|is |a division|or its|and/or).*$`)
)

// siteName returns a name without what is set beside it in logos and titles.
func siteName(s string) string {
	s = strings.Trim(oneLine(s), " |–—:-·•»«")
	for range 2 {
		s = strings.TrimSpace(siteTail().ReplaceAllString(s, ""))
		s = strings.TrimSpace(siteHead().ReplaceAllString(s, ""))
	}
	if utf8.RuneCountInString(s) < 2 || strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return ""
	}
	return s
}

// findSites gathers what the page gives as the name of its outlet.
func (f *pageFacts) findSites(s *survey, ld structured) {
	h := f.outlet
	add := func(value, where string) {
		if v := oneLine(unescape(value)); v != "" && len(v) < 200 {
			f.sites = append(f.sites, found{v, where})
		}
	}
	add(s.first("og:site_name"), "og")
	for _, n := range ld.sites {
		add(n, "website")
	}
	for _, n := range append(ld.publisher, ld.site...) {
		add(n.name, "json-ld")
	}
	for _, m := range s.props["publisher"] {
		for _, n := range m.names {
			add(n, "itemprop")
		}
	}
	for _, k := range []string{"application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher", "cre", "copyright", "al:ios:app_name", "al:android:app_name", "twitter:app:name:iphone", "msapplication-tooltip"} {
		add(strings.TrimLeft(cutCopyright(s.first(k)), "@"), "meta")
	}
	if marks := titleMark().FindAllStringIndex(s.title, 12); len(marks) > 0 {
		last, head := marks[len(marks)-1], marks[0]
		for _, m := range marks {
			if rest := s.title[m[1]:]; h.fits(rest) == 1 {
				add(rest, "title")
			}
		}
		tail, front := s.title[last[1]:], s.title[:head[0]]
		headed := false
		for _, h := range s.headings {
			headed = headed || fold(h.text) == fold(s.title[:last[0]])
			if len(marks) > 1 && fold(h.text) == fold(front) && markOf(s.title, head) != markOf(s.title, marks[1]) {
				tail, headed = s.title[head[1]:], true // "Headline — Name | what it is": another mark parts the name itself
			}
		}
		if headed || utf8.RuneCountInString(tail) < utf8.RuneCountInString(s.title)/2 || h.fits(tail) > 0 {
			add(tail, "title")
		}
		if h.fits(front) >= 0.7 {
			add(front, "title")
		}
	}
	for i, m := range s.logos {
		if i >= 6 || s.at(m.region)&(inAside|inComments) != 0 {
			continue
		}
		add(m.text, "logo")
		add(m.value, "logo")
	}
	for i := len(s.lines) - 1; i >= 0 && i > len(s.lines)-60; i-- {
		if t := s.lines[i].text; strings.ContainsRune(t, '©') || strings.Contains(strings.ToLower(t), "copyright") {
			if name := cutCopyright(t); name != t {
				add(name, "copyright")
			}
		}
	}
	if t := strings.TrimLeft(s.first("twitter:site"), "@"); h.fits(t) > 0 {
		add(t, "twitter")
	}
}

// markOf returns the mark at m without the blanks around it.
func markOf(s string, m []int) string { return strings.TrimSpace(s[m[0]:m[1]]) }

// cutCopyright returns who a line of copyright names, else the line.
func cutCopyright(s string) string {
	m := cited().FindStringSubmatch(s)
	if m == nil {
		return s
	}
	return strings.Trim(rights().ReplaceAllString(m[1], ""), " ,.-–—")
}

// outletNames returns the names of the outlet, as squeeze leaves them, by which
// it is known in titles and bylines.
func (f *pageFacts) outletNames() map[string]bool {
	h := f.outlet
	names := map[string]bool{}
	add := func(n string) {
		if k := squeeze(n); len(k) >= 2 && len(k) < 80 {
			names[k] = true
		}
	}
	for _, n := range f.sites {
		declared := n.where != "title" && n.where != "copyright" && n.where != "logo"
		if fit := h.fits(n.value); declared || fit == 1 || fit > 0 && n.where != "title" || fit > 0 && len(strings.Fields(n.value)) <= 3 {
			add(n.value)
			add(siteName(n.value))
			add(legalForm().ReplaceAllString(siteName(n.value), ""))
		}
	}
	if h.host != "" {
		add(h.host)
		add(site(h.host))
		add(h.label)
	}
	return names
}
