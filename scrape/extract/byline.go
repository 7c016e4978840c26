package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/text"
)

// A byline is who a place says wrote the article.
type byline struct {
	people   []string
	agencies []string // by their usual names
	others   []string // desks, outlets and agencies as they are credited
	where    string
	declared bool // the markup says so, not only how it looks
	sure     bool // the words say so: By …
	marked   bool // an element of its own holds the name
}

var (
	byWords = lazily(`(?i)^(?:(?:written|posted|reported|published|story|words|text|article|review|reviewed|analysis|opinion|compiled|created|submitted|report|photos?|interview|edited) (?:and [a-z]+ )?by|by|author|authors|byline|von|text|texte|foto|par|por|publicado por|publié par|écrit par|propos recueillis par|di|a cura di|door|af|av|przez|napisał|autor|autora|autorin|autore|auteur|автор|авторы|текст|著者|作者|記者|记者|文|撰文|기자|yazar|yazan|szerző|skrevet av|skriven av|kirjoittaja|بقلم|كتب|oleh|penulis|tác giả|viết bởi)(?:\s*[:：]\s*|\s+|$)`)

	partNames = lazily(`(?i)\s*(?:[;|•·・\n&+]|\s/\s|,\s*(?:and|und|et|y|e|и)\s|\s(?:and|und|et|y|e|и|og|och|en|ve|with|mit|avec|con|oraz|i|és|ja|та|dan)\s|、|，)\s*`)

	// roleWords are words that no name has: what somebody is, and what is said
	// beside a name.
	roleWords = map[string]bool{}
)

func init() {
	for w := range strings.FieldsSeq(`reporter reporters correspondent correspondents editor editors writer writers staff contributor contributors contributing columnist
		journalist journalists producer chief senior deputy managing executive associate assistant freelance bureau desk team newsroom news press agency agencies service
		publié publicado pubblicato veröffentlicht opublikowano опубликовано published updated posted read min minutes ago comments comment share follow view profile all posts articles about author authors photo photos photographer video getty images
		redaktion redakteur redakteurin korrespondent korrespondentin journalistin autor autorin chefredakteur journaliste rédaction correspondant correspondante envoyé spécial
		redacción redactor redactora periodista corresponsal redação repórter jornalista colunista redazione giornalista redactie verslaggever journaliste redakcja redaktor dziennikarz
		редакция корреспондент журналист автор обозреватель special guest digital web online content director manager founder ceo president professor phd md dr specialist
		january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday am pm gmt est
		the this that is was were has have for from about your our my we you subscribe sign login email twitter facebook instagram linkedin whatsapp
		blog website admin administrator webmaster unknown none null undefined anonymous user test default
		expert experts consultant consultants disclosure disclaimer bio full settings policies account careers youtube tiktok bluesky mastodon threads reddit advertiser developer designer engineer director owner marketer strategist blogger guide coach policy process reviewer reviewed checked fact medically verified linkedin sat sun mon tue wed thu fri
		in of on with or more log how what why when where read learn get mehr über lesen alle todos plus voir ver home privacy link price people log biography contact kontakt search suche menu fotos bilder quelle source
		politics sport sports business technology health science world opinion entertainment lifestyle culture`) {
		roleWords[w] = true
	}
	for _, w := range []string{"may", "april", "june", "august", "dr", "min", "test", "president"} { // people are called so
		delete(roleWords, w)
	}
}

// particles stand in names in lower case.
var particles = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq("de da do dos das del della dei di du la le les el al bin ibn bint ben abu van von der den ter ten te zu zur zum af av y e i und san st mac mc o ' d l den het 't op vander dit dos") {
		particles[w] = true
	}
}

// read takes what a byline says apart. outlet tells the names of the outlet.
func (b *byline) read(s string, outlet func(string) bool) {
	s = unescape(s)
	if len(s) > longestMention || s == "" {
		return
	}
	s = address().ReplaceAllString(s, "\n")
	for _, m := range parenthesis().FindAllStringSubmatch(s, 5) {
		if a := agencyName(m[1]); a != "" {
			b.agencies = append(b.agencies, a)
		}
	}
	s = parenthesis().ReplaceAllString(s, "\n")
	s = dashes().ReplaceAllString(s, "\n")
	if stated(s) {
		for _, d := range slices.Backward(text.StatedDates(s, "")) {
			s = s[:d.Start] + "\n" + s[d.End:]
		}
	}
	before := len(b.people)
	for _, l := range strings.Split(s, "\n") {
		l = strings.TrimSpace(l)
		if !b.declared && len(b.people) > before { // below a name stands who that is
			break
		}
		if by := byWords().ReplaceAllString(l, ""); by != l {
			l, b.sure = by, true
		}
		for _, part := range partNames().Split(l, -1) {
			part = byWords().ReplaceAllString(strings.TrimSpace(part), "")
			part = behalf().ReplaceAllString(part, "")
			for _, p := range commaParts(part) {
				if head, _, ok := strings.Cut(p, "/"); ok {
					if agencyName(head) != "" || agencyName(p[strings.LastIndexByte(p, '/')+1:]) != "" {
						continue // a photograph's: Anna Lind/AP
					}
					p = head
				}
				if a := agencyName(p); a != "" {
					b.agencies = append(b.agencies, a)
					b.others = append(b.others, p)
					continue
				}
				n := personName(p)
				switch {
				case outlet(p):
					b.others = append(b.others, p)
				case n == "":
					if n := deskName(p); n != "" {
						b.others = append(b.others, n)
					}
				case outlet(n) || isHost(n):
					b.others = append(b.others, n)
				case !b.declared && !b.marked && startsLower(n): // a word of the page
				default:
					b.people = append(b.people, n)
				}
			}
		}
	}
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

var (
	behalf = lazily(`(?i)\s+(?:on behalf of|for|im auftrag|pour) .*$`)
	desk   = lazily(`(?i)\b(?:staff|team|desk|editors?|editorial|newsroom|bureau|news|press|agency|admin|redaktion\w*|redazione|redacci[oó]n|reda[cç][cç][aã]o|rédaction|redactie|redakcja|toimitus|contributors?|writers?|reporters?|magazine|media)\b|редакция|编辑部|編集部`)
)

// deskName returns the name of a desk or an outlet that is credited in the
// place of people.
func deskName(s string) string {
	s = strings.Trim(oneLine(s), " ,;|•·:.-–—\"“”*/<>")
	if len(s) > 60 || len(strings.Fields(s)) > 5 || !desk().MatchString(s) || strings.ContainsAny(s, "{}<>=?!#%_\\$0123456789@") {
		return ""
	}
	return s
}

// isHost reports whether a name is written as a host.
func isHost(s string) bool { return hostName().MatchString(s) }

var hostName = lazily(`^[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.[a-z]{2,4}$`)

var (
	parenthesis = lazily(`[(\[]([^()\[\]]*)[)\]]`)
	address     = lazily(`https?://\S+|www\.\S+|\S+@\S+\.\S+|(?:^|\s)@\w+`)
	dashes      = lazily(`\s[-–—]+\s|\s*[—:：]\s+`)
	generation  = lazily(`(?i)^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?\s?d|mba|esq|cpa|rn|md|ms|ma|cfp|cfa|rd|dds|do|pharmd|jd|bsc|msc)\.?$`)
)

// commaParts splits at commas; what only follows a name stays away from it, but
// for a generation, which is part of it.
func commaParts(s string) []string {
	pieces := strings.Split(s, ",")
	var out []string
	for _, p := range pieces {
		p = strings.TrimSpace(p)
		if p == "" {
			continue
		}
		if generation().MatchString(p) && len(out) > 0 {
			if l := strings.ToLower(strings.Trim(p, ".")); l == "jr" || l == "sr" || strings.Trim(l, "i") == "" {
				out[len(out)-1] += " " + p
			}
			continue
		}
		out = append(out, p)
	}
	return out
}

// personName returns a name cleaned, "" if it cannot be a person's.
func personName(s string) string {
	s = strings.Trim(oneLine(s), " ,;|•·:.-–—\"“”*/<>")
	if strings.HasSuffix(s, " Jr") || strings.HasSuffix(s, " Sr") {
		s += "."
	}
	if s == "" || len(s) > 80 || strings.ContainsAny(s, "{}<>@=?!#%&_\\$:\"") || strings.Contains(s, "://") || strings.Contains(s, "www.") {
		return ""
	}
	for _, after := range titlesAfter {
		s = strings.TrimSpace(strings.TrimSuffix(s, after))
	}
	words := strings.Fields(s)
	if len(words) > 5 {
		return ""
	}
	if r := []rune(s); len(words) == 1 && len(r) > 7 && unicode.In(r[0], unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
		return "" // a sentence
	}
	cased, lower, digits := false, 0, 0
	for i, w := range words {
		low := strings.ToLower(strings.Trim(w, ".,"))
		if roleWords[low] {
			return ""
		}
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			cased = true
		case unicode.IsLower(r):
			if !particles[strings.TrimRight(low, "'’")] && (strings.ToLower(w) == w || !strings.ContainsAny(w, "'’-")) || i == len(words)-1 && len(words) > 1 {
				lower++
			}
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '‘' && r != '.' {
			return ""
		}
	}
	if digits > 0 || lower > 0 && (cased || len(words) > 3) {
		return ""
	}
	if lower > 0 { // all in lower case
		if len(words) == 1 {
			return s // a nickname
		}
		return titleCase(s)
	}
	if utf8.RuneCountInString(s) < 2 {
		return ""
	}
	return titleCase(s)
}

// titleCase writes a name in capitals, or in none, as names are written.
func titleCase(s string) string {
	letters, upper, lower := 0, 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
			if unicode.IsLower(r) {
				lower++
			}
		}
	}
	words := strings.Fields(s)
	if len(words) < 2 || upper != letters && lower != letters || letters < 5 {
		return s
	}
	for i, w := range words {
		low := strings.ToLower(w)
		if particles[low] && i > 0 && len(low) > 1 {
			words[i] = low
			continue
		}
		if strings.Contains(w, ".") || utf8.RuneCountInString(w) == 1 { // initials
			words[i] = strings.ToUpper(w)
			continue
		}
		words[i] = capitalise(low)
	}
	return strings.Join(words, " ")
}

// capitalise begins a name and its parts with a capital: O’Brien, Anne-Marie,
// McKay.
func capitalise(w string) string {
	var b strings.Builder
	up := true
	for i, r := range w {
		if up {
			b.WriteRune(unicode.ToUpper(r))
		} else {
			b.WriteRune(r)
		}
		up = r == '-' || (r == '\'' || r == '’') && i <= 2 || strings.HasPrefix(w, "mc") && i == 1 && len(w) > 4
	}
	return b.String()
}

// titlesAfter are what somebody is, set behind the name in scripts that do not
// part them from it.
var titlesAfter = []string{"기자", "특파원", "논설위원", "記者", "记者", "さん"}

// isPerson reports whether a name can be a byline: no address, no date, no
// sentence.
func isPerson(n string) bool { return personName(n) != "" }

func unique(names []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, n := range names {
		if k := fold(n); k != "" && !seen[k] {
			seen[k] = true
			out = append(out, n)
		}
	}
	return out
}

// authorNames are the meta elements that name who wrote the article.
var authorNames = []string{
	"author", "article:author", "article:author_name", "article:author:name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.contributor", "byl", "byline", "article.author", "citation_author",
	"cxenseparse:author", "og:article:author", "authors", "rbauthors", "article_author", "news_author", "twitter:creator:name",
}

// squeeze returns the letters and digits of a name in lower case.
func squeeze(s string) string { return strings.ReplaceAll(fold(s), " ", "") }

// findAuthors gathers who the page says wrote the article.
func (f *pageFacts) findAuthors(s *survey, ld structured) {
	outlet := func(name string) bool { return f.names[squeeze(name)] }
	add := func(where string, said ...string) bool {
		b := byline{where: where, declared: where != "byline" && where != "date-line" && where != "name", marked: where == "name"}
		if where == "name" {
			b.where = "byline"
		}
		for _, n := range said {
			b.read(n, outlet)
		}
		b.people, b.agencies, b.others = unique(b.people), unique(b.agencies), unique(b.others)
		if len(b.people)+len(b.agencies)+len(b.others) > 0 {
			f.bylines = append(f.bylines, b)
		}
		return len(b.people) > 0
	}
	b := byline{where: "json-ld", declared: true}
	for _, a := range ld.authors {
		if a.organisation && agencyName(a.name) == "" {
			if n := oneLine(a.name); n != "" && len(n) < 80 {
				b.others = append(b.others, n)
			}
			continue
		}
		b.read(a.name, outlet)
	}
	b.people, b.agencies, b.others = unique(b.people), unique(b.agencies), unique(b.others)
	f.bylines = append(f.bylines, b)
	for _, k := range authorNames {
		add("meta", naturalOrder(s.meta[k])...)
	}
	for i := range 2 { // WordPress tells networks who wrote it, and how it labels that
		n := string(rune('1' + i))
		if l, v := s.meta["twitter:label"+n], s.meta["twitter:data"+n]; len(l) > 0 && len(v) > 0 && byWords().MatchString(l[0]) {
			add("meta", v...)
		}
	}
	var said []string
	for _, m := range s.props["author"] {
		if s.at(m.region)&besides != 0 {
			continue
		}
		switch {
		case len(m.names) > 0:
			said = append(said, m.names...)
		case m.value != "":
			said = append(said, m.value)
		default:
			said = append(said, m.text)
		}
	}
	add("itemprop", said...)
	f.visibleAuthors(s, add)
}

// naturalOrder returns names that are all written with the last name first as
// they are spoken.
func naturalOrder(said []string) []string {
	if len(said) < 2 || slices.ContainsFunc(said, func(n string) bool { return strings.Count(n, ",") != 1 }) {
		return said
	}
	var out []string
	for _, n := range said {
		last, first, _ := strings.Cut(n, ",")
		out = append(out, strings.TrimSpace(first)+" "+strings.TrimSpace(last))
	}
	return out
}

// visibleAuthors reads what is marked as a byline near the title, the nearest
// first, and lines that begin as bylines do.
func (f *pageFacts) visibleAuthors(s *survey, add func(where string, said ...string) bool) {
	type candidate struct {
		mention
		distance int
	}
	var near []candidate
	for _, m := range s.bylines {
		w := s.at(m.region)
		if w&(inComments|isCaption) != 0 {
			continue
		}
		d := f.near(s, m.line, w)
		switch {
		case d < distant:
		case w&besides == 0 && (m.kind == 'r' || w&inArticle != 0 && m.kind != 'l'):
			d = distant + m.line
		default:
			continue
		}
		near = append(near, candidate{m, d})
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	for i := 0; i < len(near) && i < 12; i++ {
		m := near[i]
		var said []string
		where := "byline"
		if len(m.names) > 0 || m.kind == 'r' {
			where = "name"
		}
		for _, o := range near[i:] { // names side by side stand in elements of their own
			if o.line < m.line-1 || o.line > m.line+1 || o.kind != m.kind {
				continue
			}
			if o.line != m.line && !strings.Contains(o.text, " ") && len(o.names) == 0 {
				continue
			}
			switch {
			case len(o.names) > 0:
				said = append(said, o.names...)
			case o.text != "":
				said = append(said, o.text)
			default:
				said = append(said, o.value)
			}
		}
		if add(where, said...) {
			break
		}
	}
	from := f.anchor - 3
	if f.anchor < 0 {
		from = s.begins - 10
	}
	for i := max(0, from); i < len(s.lines) && i <= f.anchor+25; i++ {
		l := s.lines[i]
		if l.long || s.at(l.region)&(inComments|isCaption) != 0 {
			continue
		}
		t := l.text
		if len(t) < 120 && stated(t) && i >= f.anchor {
			if n := besideDate(t); n != "" {
				add("date-line", n)
				continue
			}
		}
		if bylineLabel().MatchString(t) && i+1 < len(s.lines) && len(s.lines[i+1].text) < 60 {
			t = "By " + s.lines[i+1].text
		}
		if m := bylineText().FindStringSubmatch(t); m != nil && add("byline", untilDate().ReplaceAllString(m[1], "")) {
			return
		}
	}
}

// besideDate returns the one full name that a line states beside a date and
// nothing else: Anna Lind | 3 May 2019.
func besideDate(line string) string {
	dates := text.StatedDates(line, "")
	if len(dates) == 0 {
		return ""
	}
	head, tail := line[:dates[0].Start], line[dates[len(dates)-1].End:]
	for _, part := range []string{head, tail} {
		bar := strings.LastIndexAny(head, "|·•")
		if part == tail {
			bar = strings.IndexAny(tail, "|·•")
		}
		if bar < 0 {
			continue
		}
		name := strings.Trim(part, " |·•-–—,")
		if n := personName(name); n != "" && strings.Contains(n, " ") && n == oneLine(name) {
			return n
		}
	}
	return ""
}

var (
	bylineText  = lazily(`^(?:(?:[Ww]ritten|WRITTEN|[Pp]osted|[Rr]eported|[Ss]tory|[Pp]ublished) (?:[Bb]y|BY)|[Bb]y|BY|Von|VON|von|Par|PAR|Por|POR|Di|Door|Av|Af|Автор|Autor(?:in)?|Autora|Autore|Auteur|Author|Text|Texte|Testo|Texto|Oleh|Penulis|Redaktion):? (\p{Lu}[^:;!?]{2,100})$`)
	bylineLabel = lazily(`^(?i:written by|posted by|reported by|by|author|authors|von|autor|autorin|par|auteur|por|door|di|автор|text):?$`)
	untilDate   = lazily(`(?i)\s+(?:on|in|at|am|le|el)\s.*$|[,|•·–—-]?\s*(?:published|updated|posted)\b.*$|\s+\d.*$`)
)

// authors returns the byline to go by: of those that name people the first that
// gives more than a login, else who is credited in their place.
func (f *pageFacts) authors() byline {
	var best byline
	top := 0
	for _, b := range f.bylines {
		if w := b.worth(); w > top {
			best, top = b, w
		}
	}
	if len(best.people) == 0 {
		best.people = best.others
	}
	return best
}

// worth says how good a byline is: a full name is better than a login, what is
// declared or introduced by words better than what only stands in the place.
func (b byline) worth() int {
	full := slices.ContainsFunc(b.people, fullName)
	switch {
	case full && (b.declared || b.sure):
		return 6
	case b.where == "byline" && slices.ContainsFunc(b.people, func(n string) bool { return strings.Contains(n, " ") }):
		return 5
	case len(b.people) > 0 && (b.declared || b.sure):
		return 4
	case len(b.others) > 0 && b.declared:
		return 3
	case len(b.people) > 0:
		return 2
	case len(b.others) > 0:
		return 1
	}
	return 0
}

// fullName reports whether a name has two parts or is of a script that sets no
// blank between them.
func fullName(n string) bool {
	if strings.Contains(n, " ") {
		return true
	}
	r, _ := utf8.DecodeRuneInString(n)
	return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}
