package residue

import (
	"cmp"
	"regexp"
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

// name is an outlet as written in Latin letters: capitals, with small words
// between.
const name = `([A-Z][\p{L}\p{N}’'&.-]*(?:(?: (?:of|and|de|del|des|du|la|le|for|&))* [A-Z][\p{L}\p{N}’'&-]*)*|(?:[a-z0-9-]+\.)+[a-z]{2,})`

// outletWords are what the name of an outlet ends with or holds, where the
// words before it also introduce people.
var outletWords = regexp.MustCompile(`(?:^|\b)(?:News|News Agency|Press Agency|Times|Post|Journal|Guardian|Radio|TV|Television|Press|Daily|Herald|Tribune|Magazine|Gazette|Telegraph|Chronicle|Independent|Observer|Mirror|Mail|Standard|Star|Globe|Weekly|Network|Broadcasting|Presse|Zeitung|Reuters|AP|AFP|Xinhua|TASS|RIA|Interfax|Yonhap|KCNA|Kyodo|DPA|dpa|EFE|ANSA|PTI|ANI|Bloomberg|UPI|CNN|BBC|CNBC|NBC|CBS|ABC|NPR|PBS|MSNBC|Fox News|Politico|Axios|Al Jazeera|Le Monde|Le Figaro|El País|Der Spiegel|Spiegel|Bild|Haaretz|Sputnik|NHK|Anadolu|Telegram|Nikkei|Economist|Atlantic|Newsweek|Forbes|Variety|Today|TODAY|Monitor|Review|BuzzFeed|Vox|Globo|Folha|Nacional)(?:\b|$)`)

type citing struct {
	kind  string
	re    *regexp.Regexp
	sure  bool     // the words before the name introduce outlets only
	first int      // how many blocks from the start are looked at, 0 for all
	hints []string // one of these stands where re matches; none if that is not known
}

var citings = []citing{
	{kind: byline, first: 3, hints: []string{"("}, re: regexp.MustCompile(`^(?:(?:[\p{Lu}\d][^\s()]*|and|de|del|la|du|der|of|/|-|–) ?){0,9}\(((?:[A-Z][\p{L}.&-]*(?: [A-Z][\p{L}.&-]*){0,3})|dpa|apa|afp|sda|ansa)(?:/[\p{L} ./-]{2,40})?\) ?[-–—]{1,2} `)},
	{kind: byline, sure: true, first: 3, hints: []string{"("}, re: regexp.MustCompile(`^\p{Lu}[\p{Lu}./' -]{2,40}(?:, [\p{L}\d. ]{2,30})? \(([A-Z][\p{L}.&-]*(?: [A-Z][\p{L}.&-]*){0,3})\) ?[-–—]{1,2} `)},
	{kind: byline, sure: true, first: 3, re: regexp.MustCompile(`^(?:By|Par|Von|Por|Di) ((?:The )?(?:Reuters|Associated Press|AFP|Agence France-Presse|Xinhua|Bloomberg|United Press International|UPI|PTI|ANI|IANS|EFE|ANSA|dpa|TASS)(?: (?:News|Staff|Writer|Writers))?)$`), hints: []string{"By ", "Par ", "Von ", "Por ", "Di "}},
	{kind: byline, sure: true, first: 3, re: regexp.MustCompile(`^[А-ЯЁ][А-ЯЁа-яё .-]{2,40}, \d{1,2} [а-я]+\.? ?[-–—.] ?/?([А-ЯЁ][А-ЯЁа-яё]*(?: [А-ЯЁ][а-яё]+)?)/?\.? `)},
	{kind: byline, sure: true, first: 3, re: regexp.MustCompile(`^(新华社|新華社|中新社|中央社|法新社|路透社|人民网|中新网)[^，。]{2,24}(?:电|電|讯|訊)`)},
	{kind: byline, sure: true, first: 3, re: regexp.MustCompile(`^[(\[][^()\[\]=]{2,20}=([\p{Hangul}A-Z0-9]{2,12})[)\]]`), hints: []string{"="}},

	{kind: cited, sure: true, re: regexp.MustCompile(`(?i:\b(?:as (?:first |originally |previously )?|(?:was )?first |originally )reported by)(?i: (?:the|state|state-run|local|official|broadcaster|newspaper|outlet|news|website|agency|channel|daily|media|conservative|private))* ` + name), hints: []string{"reported by", "Reported by", "REPORTED BY"}},
	{kind: cited, re: regexp.MustCompile(`(?i:\b(?:as|first|was first|previously|originally|earlier|initially|also) (?:was )?(?:reported|published|revealed|disclosed|carried|broadcast) (?:by|in|on))(?i: (?:the|state|state-run|local|official|broadcaster|newspaper|outlet|news|website|agency|channel|daily|media|conservative|private))* ` + name), hints: []string{"reported ", "published ", "revealed ", "disclosed ", "carried ", "broadcast "}},
	{kind: cited, re: regexp.MustCompile(`(?i:\b(?:according to|citing) (?:an?|the|one|recent|earlier|new) (?:[\p{L}-]+ ){0,2}?(?:report|story|article|investigation|interview|dispatch)s? (?:(?:published|carried|broadcast|released|posted) )?(?:by|in|from|on|with))(?i: (?:the|state|state-run|local|newspaper|broadcaster|news|website))* ` + name), hints: []string{"ccording to ", "iting "}},
	{kind: cited, re: regexp.MustCompile(`(?i:\bin an? (?:exclusive )?interview (?:with|published in|published by|broadcast on))(?i: (?:the|state|broadcaster|newspaper|magazine))* ` + name + ` (?:published|broadcast|aired)`), hints: []string{"interview "}},
	{kind: cited, re: regexp.MustCompile(`(?i:\b(?:according to|citing|quoting|quoted by|cited by|carried by|released by))(?i: (?:the|state|state-run|official|broadcaster|newspaper|news|outlet|agency|private|local|semi-official|channel))* ` + name), hints: []string{"ccording to ", "iting ", "quot", "Quot", " by "}},
	{kind: cited, sure: true, re: regexp.MustCompile(`\b[Ww]ie (?:die|der|das)(?: [„"»]?(?:Zeitung|Nachrichtenagentur|Agentur|Sender|Magazin|Nachrichtenmagazin|Blatt))? [„"»]?` + name + `["“«]? (?:(?:unter Berufung|am|bereits|zuerst) [^.,]{0,60})?(?:berichtet|meldet|schreibt)`), hints: []string{"ie d"}},
	{kind: cited, sure: true, re: regexp.MustCompile(`(?i:\b(?:laut|nach Angaben|unter Berufung auf)(?: (?:der|die|einem Bericht|einen Bericht|von|des))* (?:Nachrichtenagentur|Agentur|Zeitung|Nachrichtenmagazin|Sender)) [„"»]?` + name), hints: []string{"aut ", "Angaben", "Berufung"}},
	{kind: cited, sure: true, re: regexp.MustCompile(`(?i:\b(?:selon|d['’]après|a (?:rapporté|indiqué|annoncé)|rapporte|citée? par|citant) (?:l['’]agence(?: de presse)?|le (?:quotidien|journal|magazine|site)|la chaîne)) ` + name), hints: []string{"elon ", "après", "agence", "journal", "quotidien", "magazine", "chaîne"}},
	{kind: cited, sure: true, re: regexp.MustCompile(`(?i:\b(?:según|de acuerdo con|informó|citad[oa] por|citando a) (?:(?:informó|informa|reportó|publicó) )?(?:la agencia(?: de noticias)?|el (?:diario|periódico|portal|medio)|la cadena|la revista)) ` + name), hints: []string{"egún ", "acuerdo con", "informó", "cita"}},
	{kind: cited, sure: true, re: regexp.MustCompile(`(?i:\b(?:segundo|de acordo com|informou|citad[oa] (?:por|pela)) (?:a agência(?: de notícias)?|o (?:jornal|portal|site)|a (?:emissora|revista)|agência)) ` + name), hints: []string{"egundo ", "acordo com", "informou", "cita"}},
	{kind: cited, sure: true, re: regexp.MustCompile(`(?:со ссылкой на|сообща(?:ет|ют|ло|л|ла)|передаёт|передает|пишет|по данным|по информации)(?: (?:агентств[оа]|газет[аыу]|издани[еяю]|телеканал[а]?|корреспондент))* [«"]?([А-ЯЁA-Z][\p{L}-]*(?: [А-ЯЁA-Z][\p{L}-]*){0,2})[»"]?`), hints: []string{"ссылк", "сообща", "переда", "пишет", "данным", "информации"}},
	{kind: cited, sure: true, re: regexp.MustCompile(`[据據](?:[^，。、]{0,8}?)?((?:新华社|新華社|路透社|法新社|美联社|美聯社|韩联社|韓聯社|朝中社|塔斯社|共同社|彭博社|中新社|中央社|央视新闻|俄新社|埃菲社|[\p{Han}]{2,8}(?:通讯社|通訊社|时报|時報|日报|日報|新闻网|電視台|电视台)))[^，。]{0,14}(?:报道|報道|報導|消息|电|電)`), hints: []string{"据", "據"}},
	{kind: cited, sure: true, re: regexp.MustCompile(`([\p{Hangul}A-Z]{2,10}(?:통신|뉴스|신문|일보|방송))(?:에 따르면|은 보도했다|는 보도했다|이 보도했다|가 보도했다|을 인용|를 인용)`), hints: []string{"에 따르면", "보도했다", "인용"}},
	{kind: cited, sure: true, re: regexp.MustCompile(`(?:وفقا ل|وفقاً ل|بحسب|نقلا عن|نقلاً عن|حسب ما ذكرت|ذكرت|أفادت) ?(وكالة(?: الأنباء)?(?: [\p{Arabic}]+){1,3}|صحيفة [\p{Arabic}"«]+)`), hints: []string{"وكالة", "صحيفة"}},
}

var (
	originally = regexp.MustCompile(`(?i:\b(?:(?:first|originally|previously) (?:published|appeared|posted)|(?:published|appeared|posted) (?:first|originally)|(?:was )?(?:produced|distributed|provided|supplied|syndicated) )\s?(?:first |originally )?(?:on|by|in|at|from|via|with)) (?:[Tt]he )?` + name)
	inputsFrom = regexp.MustCompile(`^(?i:\W*(?:(?:with )?(?:inputs?|files|agency inputs|additional reporting) (?:from|by)|contributing ?:|material from)) (?:[Tt]he )?` + name)
	helped     = regexp.MustCompile(`(?:^|^.{0,200}(?: and |, ))(?:[Tt]he )?([A-Z][\p{L}.&-]*(?: (?:of )?[A-Z][\p{L}.&-]*)*) contributed\b`)
)

// upstream returns the origins of a text in order, each place once.
func upstream(text string, blocks []block) []article.Upstream {
	var out []article.Upstream
	prose := 0
	for _, b := range blocks {
		if b.Kind == article.Code {
			continue
		}
		from := len(out)
		add := func(kind, origin string, start, end int) {
			span := tight(text, article.Span{Start: start, End: end})
			if origin == "" || slices.ContainsFunc(out[from:], func(u article.Upstream) bool { return u.Overlaps(span) }) {
				return
			}
			out = append(out, article.Upstream{Name: origin, Kind: kind, Text: span.Of(text), Span: span})
		}
		if b.kind == article.SourceLine {
			declare(b, add)
		}
		if b.kind != "" {
			continue
		}
		prose++
		for _, c := range citings {
			if c.first == 0 || prose <= c.first {
				c.find(b, add)
			}
		}
		slices.SortFunc(out[from:], func(a, b article.Upstream) int { return cmp.Compare(a.Start, b.Start) })
	}
	return out
}

// find hands on every origin that b cites in the manner of c.
func (c citing) find(b block, add func(kind, origin string, start, end int)) {
	if len(c.hints) > 0 && !slices.ContainsFunc(c.hints, func(h string) bool { return strings.Contains(b.words, h) }) {
		return
	}
	for _, m := range c.re.FindAllStringSubmatchIndex(b.words, 20) {
		said := b.words[m[2]:m[3]]
		origin := outlet(said)
		if notOutlet.MatchString(origin) || !c.sure && !c.outlet(origin) {
			continue
		}
		end := m[1]
		if m[3] == m[1] { // nothing after the name belongs to the pattern
			end = m[2] + strings.Index(said, origin) + len(origin)
		}
		add(c.kind, origin, b.Start+m[0], b.Start+end)
	}
}

// outlet reports whether a name introduced by words that introduce others too is
// an outlet's. In the place of an agency's mark, a short form is one.
func (c citing) outlet(name string) bool {
	return outletWords.MatchString(name) || c.kind == byline && shortForm.MatchString(name)
}

// shortForm is how agencies and stations sign: SID, WABC, dpa, CNSNews.com.
var shortForm = regexp.MustCompile(`^(?:[A-Z]{2,6}|dpa|apa|afp|sda|ansa|\S+\.(?:com|org|net))$`)

// declare reads what a source line names.
func declare(b block, add func(kind, origin string, start, end int)) {
	if origin, ok := sourceLabel(b.words); ok {
		add(declared, host(origin), b.Start, b.End)
		return
	}
	if m := originally.FindStringSubmatch(b.words); m != nil && !notOutlet.MatchString(outlet(m[1])) {
		add(declared, outlet(m[1]), b.Start, b.End)
		return
	}
	// Who helped to report is a person as often as an agency.
	if m := inputsFrom.FindStringSubmatch(b.words); m != nil && outletWords.MatchString(m[1]) {
		add(declared, outlet(m[1]), b.Start, b.End)
		return
	}
	if m := helped.FindStringSubmatch(b.words); m != nil && outletWords.MatchString(m[1]) && outlet(m[1]) == m[1] {
		add(declared, m[1], b.Start, b.End)
	}
}

// host returns the host of an address, and any other name as it is.
func host(name string) string {
	rest, ok := strings.CutPrefix(name, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(name, "http://"); !ok {
			return name
		}
	}
	h, _, _ := strings.Cut(rest, "/")
	return h
}

// notOutlet are capitalised words in the place of an outlet that are none: days,
// networks, and the parties that German papers set behind a name.
var notOutlet = regexp.MustCompile(`^(?:The|A|An|This|That|He|She|It|They|We|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Twitter|Facebook|Instagram|SPD|CDU|CSU|FDP|GOP|SNP|DUP|BJP|PSOE|ÖVP|SPÖ|FPÖ|SVP)$`)

// outlet returns the outlet in a run of capitalised words: it ends where a
// sentence ends or a possessive begins, and begins after the person who
// reported for it.
func outlet(s string) string {
	for _, end := range []string{"’s", "'s", "’ ", "' ", ". "} {
		if i := strings.Index(s, end); i > 0 {
			s = s[:i]
		}
	}
	if person, of, ok := strings.Cut(s, " of "); ok && outletWords.MatchString(of) && !outletWords.MatchString(person) {
		s = of
	}
	return strings.Trim(s, ".’'-& ,;:()[]\"”“»«")
}
