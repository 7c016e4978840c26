package extract

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"parallax/article"
	"parallax/internal/text"
)

// A dateFound is a date with the place that gave it.
type dateFound struct {
	article.Date
	where string
	far   bool // some lines off the title
}

// publishedNames and updatedNames are the meta elements that give the date of
// publishing and that of the last change, the most trustworthy first.
var (
	publishedNames = []string{
		"article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished", "article.published",
		"parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "publish-date", "publish_date", "publishdate", "pubdate",
		"publication_date", "publicationdate", "published_date", "published-date", "date.published", "og:pubdate", "pub_date", "dc.date.issued", "dcterms.issued", "dc.issued",
		"dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "article_date_original", "article.created", "article:post_date", "citation_publication_date",
		"citation_date", "prism.publicationdate", "dcsext.articlefirstpublished", "sdc:date", "originalpublicationdate", "displaydate", "rnews:datepublished", "created", "creation_date", "date_created", "date",
	}
	updatedNames = []string{
		"article:modified_time", "og:article:modified_time", "og:updated_time", "article:modified", "article:updated_time", "article.updated", "datemodified", "dc.date.modified", "dcterms.modified",
		"last-modified", "lastmod", "modified", "modified_date", "updated_time", "revised",
	}
)

// A dater reads the dates of one page.
type dater struct {
	language string
	monthDay bool // 3/4/2025 is a day in March
	sure     bool // … or a day in April for certain
	latest   time.Time
}

// earliest is when the first page was published; what claims to be older is
// the age of something else.
var earliest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

// read returns the date that a value states, zero if it states none that an
// article can have.
func (d *dater) read(value string) article.Date {
	value = strings.TrimSpace(value)
	if value == "" || len(value) > 200 {
		return article.Date{}
	}
	when := article.ParseDate(value)
	if when.IsZero() {
		when = d.number(value)
	}
	if when.IsZero() {
		for _, s := range text.StatedDates(value, d.language) {
			if day, ok := d.day(s); ok {
				when = day
				break
			}
		}
	}
	when.Raw = value
	return d.possible(when)
}

// number reads seconds or milliseconds since 1970.
func (d *dater) number(value string) article.Date {
	if len(value) != 10 && len(value) != 13 {
		return article.Date{}
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return article.Date{}
	}
	if len(value) == 13 {
		n /= 1000
	}
	return article.Date{Time: time.Unix(n, 0).UTC(), Precision: article.ToTime}
}

// day returns the day that is stated, if it is plain which one.
func (d *dater) day(s text.StatedDate) (article.Date, bool) {
	if s.Swapped {
		if !d.sure {
			if s.Swap().Time().After(d.latest) && !s.Time().After(d.latest) {
				return article.Date{Time: s.Time(), Precision: article.ToDay}, true
			}
			return article.Date{}, false
		}
		if d.monthDay {
			s = s.Swap()
		}
	}
	return article.Date{Time: s.Time(), Precision: article.ToDay}, true
}

// possible returns when if an article can be of that time.
func (d *dater) possible(when article.Date) article.Date {
	if when.IsZero() || when.Time.Before(earliest) || when.Time.After(d.latest) {
		return article.Date{}
	}
	return when
}

var (
	americanHosts = lazily(`\.(?:us|gov|edu|mil)$`)
	dayFirstHosts = lazily(`\.(?:uk|ie|au|nz|in|za|sg|my|hk|pk|ng|ke|lk|bd|eu)$`)
)

// newDater finds out how the page writes its dates: by other dates on it, by its
// language and its host.
func newDater(s *survey, language, host string) *dater {
	d := &dater{language: language, latest: time.Now().Add(36 * time.Hour)}
	base, area, _ := strings.Cut(strings.ToLower(language), "-")
	switch {
	case area == "us" && base == "en" || americanHosts().MatchString(host):
		d.monthDay, d.sure = true, true
	case base != "" && base != "en", area != "", dayFirstHosts().MatchString(host):
		d.sure = true
	}
	first, second := 0, 0
	note := func(line string) {
		for _, m := range slashed().FindAllStringSubmatch(line, 3) {
			a, _ := strconv.Atoi(m[1])
			b, _ := strconv.Atoi(m[2])
			switch {
			case a > 12 && a <= 31 && b <= 12:
				first++
			case b > 12 && b <= 31 && a <= 12:
				second++
			}
		}
	}
	for _, l := range s.lines {
		if !l.long && strings.Contains(l.text, "/") {
			note(l.text)
		}
	}
	if first > 0 && second == 0 {
		d.monthDay, d.sure = false, true
	}
	if second > 0 && first == 0 {
		d.monthDay, d.sure = true, true
	}
	return d
}

var slashed = lazily(`\b(\d{1,2})/(\d{1,2})/(?:20)?\d\d\b`)

var pathDate = lazily(`(?:^|[/_.-])((?:19|20)\d\d)([/_.-]?)(0[1-9]|1[0-2]|[1-9])([/_.-]?)(0[1-9]|[12]\d|3[01]|[1-9])([/_.-]|$)`)

// pathMonth is a date with its month by name: /2019/may/03/.
var pathMonth = lazily(`/(?:19|20)\d\d/[a-z]{3,9}/\d{1,2}/`)

// pathStamp is a date with hour and minute at the head of a long number.
var pathStamp = lazily(`(?:/|/[A-Za-z]{1,3})((?:19|20)\d{10})\d*(?:[/_.-]|$)`)

// inPath returns the day that an address states.
func (d *dater) inPath(address string) article.Date {
	u, err := url.Parse(address)
	if err != nil {
		return article.Date{}
	}
	path := u.Path
	if i := strings.Index(path, "/http"); i >= 0 { // an archive's: its own date is that of the capture
		path = path[i:]
	}
	for _, m := range pathDate().FindAllStringSubmatch(path, 4) {
		if m[2] != m[4] || m[2] == "" && len(m[3])+len(m[5]) != 4 || m[2] == "/" && (m[6] == "-" || m[6] == "_") {
			continue
		}
		y, _ := strconv.Atoi(m[1])
		mo, _ := strconv.Atoi(m[3])
		da, _ := strconv.Atoi(m[5])
		t := time.Date(y, time.Month(mo), da, 0, 0, 0, 0, time.UTC)
		if t.Day() != da {
			continue
		}
		if when := d.possible(article.Date{Time: t, Precision: article.ToDay, Raw: strings.Trim(m[0], "/_.-")}); !when.IsZero() {
			return when
		}
	}
	if named := pathMonth().FindString(path); named != "" {
		if s := text.StatedDates(strings.ReplaceAll(named, "/", "-"), "en"); len(s) > 0 {
			return d.possible(article.Date{Time: s[0].Time(), Precision: article.ToDay, Raw: strings.Trim(named, "/")})
		}
	}
	if m := pathStamp().FindStringSubmatch(path); m != nil {
		if t, err := time.Parse("20060102150405"[:len(m[1])], m[1]); err == nil {
			return d.possible(article.Date{Time: t.Truncate(24 * time.Hour), Precision: article.ToDay, Raw: m[1]})
		}
	}
	return article.Date{}
}

// findDates finds when the article was published and last changed.
func (f *pageFacts) findDates(s *survey, ld structured, d *dater, address string) {
	add := func(to *[]dateFound, value, where string) {
		if when := d.read(value); !when.IsZero() {
			*to = append(*to, dateFound{Date: when, where: where})
		}
	}
	add(&f.published, ld.published, "json-ld")
	add(&f.updated, ld.modified, "json-ld")
	for _, k := range publishedNames {
		for _, v := range s.meta[k] {
			add(&f.published, v, "meta")
		}
	}
	for _, k := range updatedNames {
		for _, v := range s.meta[k] {
			add(&f.updated, v, "meta")
		}
	}
	prop := func(to *[]dateFound, name string) {
		for _, m := range s.props[name] {
			if s.at(m.region)&besides != 0 {
				continue
			}
			n := len(*to)
			if add(to, m.value, "itemprop"); len(*to) == n {
				add(to, m.text, "itemprop")
			}
		}
	}
	prop(&f.published, "datepublished")
	prop(&f.updated, "datemodified")
	prop(&f.published, "issued")

	type candidate struct {
		dateFound
		distance int
	}
	var marked, updated, inPage, far []candidate
	for _, m := range s.times {
		w := s.at(m.region)
		if w&inComments != 0 {
			continue
		}
		when := d.read(m.value)
		if when.IsZero() {
			if when = d.read(m.text); when.IsZero() {
				continue
			}
		}
		c := candidate{dateFound{Date: when, where: "time"}, f.near(s, m.line, w)}
		label := s.label(m)
		switch {
		case label == 'j':
		case m.kind == 'u' || label == 'u':
			if c.distance < distant {
				updated = append(updated, c)
			}
		case c.distance < distant:
			if m.kind == 'p' || label == 'p' {
				c.distance -= 100
			}
			marked = append(marked, c)
		case w&besides == 0 && (w&inArticle != 0 || m.kind == 'p' || label == 'p'):
			far = append(far, c)
		}
	}
	var only []candidate // dates of the page that stand nowhere near
	for i, l := range s.lines {
		if !stated(l.text) {
			continue
		}
		w := s.at(l.region)
		if w&inComments != 0 {
			continue
		}
		distance := f.near(s, i, w)
		opens := i == s.begins || f.anchor >= 0 && i > f.anchor && i <= f.anchor+3 // the text, or its lead
		if l.long && !opens || distance >= distant && (len(l.text) > 80 || w&inNav != 0) {
			continue
		}
		at := 0
		for _, st := range text.StatedDates(l.text, d.language) {
			day, ok := d.day(st)
			if !ok {
				continue
			}
			day.Raw = l.text[st.Start:st.End]
			if day = d.possible(day); day.IsZero() {
				continue
			}
			c := candidate{dateFound{Date: day, where: "date-line"}, distance}
			label := dateLabelBefore(l.text[at:st.Start])
			if label == 0 && at == 0 && i > 0 && len(s.lines[i-1].text) < 30 {
				label = dateLabelBefore(s.lines[i-1].text)
			}
			at = st.End
			if label == 'j' {
				continue
			}
			if label == 'p' {
				c.distance -= 100
			}
			if len(l.text) > 120 && (label == 0 || len(l.text) > 200) && (!opens || st.Start > 50 || !datelineEnd().MatchString(l.text[st.End:])) {
				continue // a date in a sentence
			}
			if beside := len(l.text) - (st.End - st.Start); label == 0 && s.begins >= 0 && i > s.begins && (beside > 24 || beside > 10 && strings.HasSuffix(l.text, ".")) {
				continue // of the text
			}
			switch {
			case label == 'u' && distance < distant:
				updated = append(updated, c)
			case label == 'u':
				only = append(only, c)
			case distance < distant:
				inPage = append(inPage, c)
			case label == 'p' && w&besides == 0:
				far = append(far, c)
			default:
				only = append(only, c)
			}
		}
	}
	sorted := func(to *[]dateFound, cs []candidate) {
		slices.SortStableFunc(cs, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
		for _, c := range cs {
			c.far = c.distance > 8
			*to = append(*to, c.dateFound)
		}
	}
	sorted(&f.published, append(marked, inPage...))
	if when := d.inPath(address); !when.IsZero() {
		f.published = append(f.published, dateFound{Date: when, where: "url"})
	} else if when := d.inPath(s.canonical); !when.IsZero() {
		f.published = append(f.published, dateFound{Date: when, where: "url"})
	}
	add(&f.published, ld.created, "json-ld")
	prop(&f.published, "datecreated")
	sorted(&f.published, far)
	sorted(&f.updated, updated)
	if len(f.published) == 0 {
		for _, k := range slices.Sorted(maps.Keys(s.meta)) {
			if metaDate().MatchString(k) && !slices.Contains(updatedNames, k) {
				add(&f.published, s.meta[k][0], "meta")
			}
		}
	}
	// The only date that a page states is the best there is to go by.
	if len(f.published) == 0 && len(updated) > 0 {
		f.published = append(f.published, dateFound{Date: updated[0].Date, where: "updated"})
	}
	if len(f.published) == 0 && len(only) > 0 && !slices.ContainsFunc(only, func(c candidate) bool { return c.Day() != only[0].Day() }) {
		f.published = append(f.published, dateFound{Date: only[0].Date, where: "only-date"})
	}
	if len(f.published) == 0 && len(f.updated) > 0 {
		f.published = append(f.published, dateFound{Date: f.updated[0].Date, where: "updated"})
	}
}

// changed returns when the page says the article was last changed, if that is
// later than it was published.
func (f *pageFacts) changed(published article.Date) dateFound {
	for _, u := range f.updated {
		if published.IsZero() || u.Time.After(published.Time) || u.Day() >= published.Day() {
			return u
		}
	}
	return dateFound{}
}

// metaDate is what the names of meta elements have that give a date of
// publishing under a name of the outlet's own.
var metaDate = lazily(`publish|publication|pub_?date|release|(?:^|[._:-])date$|^date`)

// distant is farther from the title than what belongs to it stands.
const distant = 1000

// near returns how far a line is from the title, in lines; those after it are
// nearer than those before.
func (f *pageFacts) near(s *survey, l int, w where) int {
	n := distant
	if f.anchor >= 0 {
		switch d := l - f.anchor; {
		case d >= 0 && d <= 40 && (s.begins < f.anchor || l <= s.begins+6):
			n = d
		case d < 0 && d >= -10:
			n = -2 * d
		}
	}
	if d := s.begins - l; n == distant && s.begins >= 0 && d >= 0 && d <= 10 {
		n = 40 + d
	}
	switch {
	case n == distant, w&(inNav|inAside|inFooter) == 0:
		return n
	case s.begins >= 0 && l > s.begins && w&(inNav|inAside) != 0:
		return distant // a box beside the text, not one above it
	case w&inNav != 0:
		return n + 400
	}
	return n + 200
}

// datelineEnd is what stands between a date at the head of a text and the text.
var datelineEnd = lazily(`^\)?\s*(?:[-–—|:/.)]|\(\p{L}{2,12}\))`)

// stated reports whether a line can state a date: it has two digits or more.
func stated(s string) bool {
	n := 0
	for i := range len(s) {
		if c := s[i]; c >= '0' && c <= '9' {
			if n++; n == 2 {
				return true
			}
		} else if c >= 0xd9 && c <= 0xef { // digits of other scripts
			return len(s) <= longestLine && strings.IndexFunc(s, unicode.IsDigit) >= 0
		}
	}
	return false
}

// dateWeight is how far each place is trusted with the date. What is visible
// outvotes what one place in the markup says against it.
var dateWeight = map[string]float64{"json-ld": 1.2, "meta": 1.1, "itemprop": 1, "time": 0.9, "url": 1, "date-line": 0.9}

// agreed returns the date that most places agree on, each heard once and with the
// first it gives; of several, the one that comes first. A day that is visible and
// also that of the last change is likely just that.
func (f *pageFacts) agreed() dateFound {
	var firsts []dateFound
	for _, d := range f.published {
		if !slices.ContainsFunc(firsts, func(o dateFound) bool { return o.where == d.where }) {
			firsts = append(firsts, d)
		}
	}
	var best dateFound
	top := 0.0
	for _, d := range firsts {
		sum := 0.0
		for _, o := range firsts {
			if o.Day() != d.Day() {
				continue
			}
			w := dateWeight[o.where]
			if o.far {
				w *= 2.0 / 3
			}
			if (o.where == "time" || o.where == "date-line") && len(f.updated) > 0 && f.updated[0].Day() == o.Day() {
				w *= 0.6
			}
			sum += w
		}
		if sum > top || best.IsZero() {
			best, top = d, sum
		}
	}
	for _, d := range firsts { // the same day with its hour
		if best.Precision == article.ToDay && d.Precision == article.ToTime && d.Day() == best.Day() {
			return d
		}
	}
	return best
}

var (
	updateWords  = lazily(`(?i)updat|modifi|revis|edited|correct|aktualis|geändert|stand:|mis à jour|maj |màj|actuali[sz]|atualiz|modificad|aggiorn|bijgewerkt|gewijzigd|oppdatert|uppdaterad|opdateret|päivitetty|aktualiz|zaktualiz|обновл|изменен|оновлен|güncel|ενημέρωση|frissít|actualitz|تحديث|עודכן|更新|修改|更新日|수정|cập nhật|diperbarui`)
	joinWords    = lazily(`(?i)registri|registered|joined|member since|mitglied seit|dabei seit|inscrit|miembro desde|membro desde|iscritto|регистрац|born|geboren|né le|nacid`)
	publishWords = lazily(`(?i)publi|posted|written|created|issued|released|veröffentlicht|erstellt|erschienen|eingestellt|mise? en ligne|parution|publicad|pubblicat|geplaatst|gepubliceerd|publisert|publicerad|udgivet|julkaistu|zveřejněno|opublikowan|опубликован|размещен|дата публикации|yayın|δημοσ|közzét|نشر|פורסם|发布|發布|發表|发表|公開|掲載|入力|등록|입력|đăng|diterbitkan|date:|datum:|fecha:|data:`)
)

// dateLabelBefore says what the words before a date say of it: 'p' it was
// published then, 'u' changed, 'j' somebody joined, 0 nothing.
func dateLabelBefore(s string) byte {
	if joinWords().MatchString(s) {
		return 'j'
	}
	u, p := updateWords().FindAllStringIndex(s, -1), publishWords().FindAllStringIndex(s, -1)
	switch {
	case len(u) > 0 && (len(p) == 0 || u[len(u)-1][0] > p[len(p)-1][0]):
		return 'u'
	case len(p) > 0:
		return 'p'
	}
	return 0
}

// label says what the words in and before a marked date say of it.
func (s *survey) label(m mention) byte {
	words := m.text
	if dates := text.StatedDates(words, ""); len(dates) > 1 && m.value == "" {
		words = words[:dates[0].Start] // the first of two is the one that was read
	}
	if l := dateLabelBefore(beginning(words, 60)); l != 0 && l != 'j' || m.line >= len(s.lines) {
		return l
	}
	before, _, ok := strings.Cut(s.lines[m.line].text, oneLine(m.text))
	if !ok {
		return 0
	}
	return dateLabelBefore(before)
}
