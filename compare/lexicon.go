package compare

import (
	"strings"
	"sync"

	"parallax/assets/words"
	"parallax/internal/text"
)

// A lexicon is what the engine knows about words before it reads anything.
type lexicon struct {
	common  map[string]usage
	given   map[string]bool   // folded given names
	places  map[string]string // folded form → name
	cities  map[string]int    // folded form → inhabitants in thousands
	regions map[string]bool   // folded forms of countries, states, seas: sure places
	people  map[string]string // folded demonym → country
	orgs    map[string]string // folded form → name
	bare    map[string]string // forms without dots → name, of organisations and places
}

// usage is how news uses a word.
type usage struct {
	docs             int // of corpusSize articles
	caps, verb, noun int // tenths
}

// corpusSize is how many articles the counts in english.txt come from.
const corpusSize = 6000

// lex returns the lexicon. It is read once and never changed.
var lex = sync.OnceValue(func() *lexicon {
	l := &lexicon{
		common: make(map[string]usage, 12500), given: make(map[string]bool, 13500), places: map[string]string{}, cities: make(map[string]int, 5500),
		regions: map[string]bool{}, people: map[string]string{}, orgs: map[string]string{}, bare: map[string]string{},
	}
	for line := range words.Lines("english.txt") {
		f := strings.Fields(line)
		l.common[f[0]] = usage{docs: atoi(f[1]), caps: atoi(f[2]), verb: atoi(f[3]), noun: atoi(f[4])}
	}
	for line := range words.Lines("given.txt") {
		l.given[text.Fold(line)] = true
	}
	for line := range words.Lines("cities.txt") {
		f := strings.Split(line, "|")
		l.addPlace(f[0], f[0])
		l.cities[text.Fold(f[0])] = atoi(f[2])
	}
	for line := range words.Lines("regions.txt") {
		f := strings.Split(line, "|")
		l.addRegion(f[0], f[0])
		for _, other := range list(f[1]) {
			l.addRegion(other, f[0])
		}
	}
	for line := range words.Lines("countries.txt") {
		f := strings.Split(line, "|")
		l.addRegion(f[0], f[0])
		for _, other := range list(f[1]) {
			l.addRegion(other, f[0])
		}
		for _, d := range list(f[2]) {
			l.people[text.Fold(d)] = f[0]
		}
		if f[3] != "" {
			l.addRegion(f[3], f[3])
		}
	}
	for line := range words.Lines("organisations.txt") {
		f := strings.Split(line, "|")
		for _, form := range append(list(f[1]), f[0]) {
			l.orgs[nameKey(form)] = f[0]
			l.addBare(form, f[0])
		}
	}
	return l
})

func (l *lexicon) addPlace(form, name string) {
	l.places[text.Fold(form)] = name
	l.addBare(form, name)
}

func (l *lexicon) addRegion(form, name string) {
	l.addPlace(form, name)
	l.regions[text.Fold(form)] = true
}

// addBare keeps forms with dots under the key that entityKey makes of them.
func (l *lexicon) addBare(form, name string) {
	if strings.ContainsAny(form, ".'’-") {
		l.bare[entityKey(form)] = name
	}
}

// plain reports whether a lower-case word is an ordinary English word that is
// seldom written with a capital inside a sentence.
func (l *lexicon) plain(w string) bool {
	u, ok := l.common[w]
	return ok && u.caps <= 3
}

// nounish reports whether a lower-case word stands more often behind "the" and
// its like than behind words that a verb follows.
func (l *lexicon) nounish(w string) bool {
	u, ok := l.common[w]
	return ok && u.noun >= 3 && u.noun > u.verb
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

func atoi(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return n
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// wordSet makes a set of words parted by white space.
func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// roles are words that stand before or behind a person's name and say what
// the person is.
var roles = wordSet(`president minister secretary chief governor gov senator sen representative rep general gen colonel col lieutenant lt captain capt major maj
	admiral adm sergeant sgt corporal commander cmdr mr mrs ms miss dr doctor prof professor king queen prince princess pope judge justice mayor chairman chairwoman
	chairperson ceo director commissioner ambassador spokesman spokeswoman spokesperson leader chancellor premier sheriff officer detective attorney lawyer coach
	editor reporter correspondent analyst founder co-founder envoy imam rabbi ayatollah sheikh sheik emir sultan emperor pastor bishop archbishop cardinal reverend rev
	inspector superintendent executive manager actor actress singer author writer photographer journalist economist scientist billionaire candidate nominee sir lord lady
	congressman congresswoman speaker deputy prosecutor treasurer administrator adviser advisor strategist columnist producer director-general publisher historian
	researcher trooper lawmaker legislator councilman councilwoman councilor councillor alderman chair comptroller undersecretary counselor counsel investigator
	biographer socialite father mother brother sister son daughter wife husband widow uncle aunt cousin neighbor neighbour friend resident student teacher
	patient driver gunman suspect victim quarterback pitcher striker midfielder defender goalkeeper activist campaigner expert specialist pm m.p mp vp
	brig lieut cpl pvt supt hon messrs first-lady tsar czar marshal chaplain nurse surgeon pilot astronaut engineer guard`)

// kin are roles that are also parts of names: Choe Son Hui.
var kin = wordSet("father mother brother sister son daughter wife husband uncle aunt neighbor neighbour friend guard young")

// abbreviatedRoles stand with a full stop before a name.
var abbreviatedRoles = wordSet(`mr mrs ms dr prof gen lt col maj capt sgt cpl pvt cmdr adm rep reps sen sens gov govs rev hon supt det insp brig st messrs lieut`)

// roleModifiers stand before a role and belong to it.
var roleModifiers = wordSet(`foreign prime deputy vice former acting assistant associate interim first second supreme interior defense defence finance health justice press
	police fire chief senior junior top general attorney district lead staff national state federal royal special executive managing economic chairman house senate
	majority minority trade commerce education energy labor labour transport transportation agriculture environment homeland security treasury oil information
	communications public budget campaign policy world military army navy marine marines air naval coast guard brigadier major lieutenant rear sub grand crown lord co home new incoming outgoing then ex
	county city town village communist democratic republican conservative liberal opposition party union club team company bank news white black young old late
	his her their our my retired veteran longtime embattled`)

// orgHeads are words that end or open the name of an organisation.
var orgHeads = wordSet(`agency department ministry council committee commission party university college school institute institution academy association union federation
	confederation league organization organisation foundation fund trust bank court police office bureau administration authority service services corps army navy force forces
	command guard inc corp co company corporation ltd llc plc ag gmbh group holdings partners industries international motors airlines airways systems technologies laboratories
	labs media news times post journal tribune herald gazette sun star chronicle globe observer guardian telegraph mail press magazine review network radio television tv channel
	studios pictures entertainment records hospital clinic center centre church diocese mosque synagogue congress parliament senate assembly house legislature cabinet government board
	panel team club fc united city-council society alliance coalition front movement brigade brigades battalion regiment division squad unit task-force caucus campaign committee
	museum library theatre theater orchestra ballet gallery parade-committee museum observatory project initiative program programme network exchange stock nasdaq
	republicans democrats conservatives bar firm associates brothers sons enterprises energy oil gas petroleum electric power steel pharmaceuticals healthcare insurance capital
	securities management consulting solutions software networks communications telecom wireless mobile railways railway transit lines
	jihad brotherhood monitor dispatch examiner inquirer register bulletin gazeta standard republic independent economist bee
	tribunal secretariat directorate inspectorate registry treasury conference symposium`)

// placeTails are words that end the name of a place.
var placeTails = wordSet(`county city river lake island islands mountain mountains province region state peninsula strip bay beach valley hills heights street road avenue
	boulevard square airport base sea ocean gulf desert park bridge highway village town creek springs falls canyon canal forest coast plaza district township parish prefecture
	oblast borough harbor harbour cape strait crossing lane drive basin plateau prison zoo stadium arena hotel`)

// sayVerbs introduce what somebody says; the list is of forms.
var sayVerbs = wordSet(`said says say saying told tells tell telling added adds adding wrote writes write writing tweeted tweets tweet tweeting stated states stating announced announces announcing
	reported reports reporting claimed claims claiming asked asks asking replied replies warned warns warning insisted insists insisting argued argues arguing explained explains
	noted notes noting declared declares declaring confirmed confirms confirming acknowledged acknowledges acknowledging admitted admits admitting denied denies denying
	suggested suggests suggesting predicted predicts predicting estimated estimates estimating indicated indicates indicating indicate testified testifies alleged alleges alleging
	asserted asserts asserting contended contends concluded concludes recalled recalls recalling remarked remarks stressed stresses stressing emphasized emphasizes emphasizing emphasised
	revealed reveals revealing disclosed vowed vows vowing pledged pledges promised promises joked quipped complained complains boasted conceded concedes cautioned cautions
	cited cites citing posted posts posting urged urges urging called calls calling described describes describing read reads commented comments continued continues
	reiterated reiterates reiterating hailed praised lauded highlighted highlights highlighting conveyed conveying expressed expresses expressing proclaimed
	responded responds countered shouted yelled cried answered answers observed observes maintained maintains reasoned lamented thanked apologized mused opined
	extolled commended assured assures assuring underscored`)

// strongSay are the say verbs that hardly ever mean anything else.
var strongSay = wordSet(`said says say saying told tells added adds adding wrote writes tweeted tweets stated states announced replied insisted argued explained noted declared confirmed
	acknowledged warned asked asserted recalled remarked testified stressed emphasized vowed quipped joked commented continued predicted claimed reported denied suggested
	admitted conceded contended alleged concluded responded countered`)

// sourceWords are words for whom or what a statement can be from.
var sourceWords = wordSet(`officials official police authorities authority sources source report reports statement statements assessment assessments estimates estimate analysts
	experts media outlet outlets agency agencies government governments ministry military army spokesmen aides aide prosecutors investigators witnesses witness lawyers attorneys
	document documents record records data figures study survey poll polls researchers scientists paper papers newspaper magazine website site company companies department court
	filing lawsuit letter memo email emails critics supporters residents observers people person neighbors neighbours lawmakers republicans democrats leaders leader intelligence
	economists doctors family families relatives activists diplomats diplomat insiders others another reporters journalists soldiers troops commanders rescuers firefighters workers
	employees staff members member group groups party campaign administration union organization organisation committee panel commission board office bureau union judge judges jury
	man woman men women boy girl mother father parents son daughter wife husband friend friends colleagues survivors victims suspect caller callers passengers voters nation country
	state city county council release affidavit complaint indictment transcript tweet post message law rule constitution bank university hospital team coach players
	everyone somebody someone nobody many some several both most few one two three all`)
