package text

import "strings"

// A dateLanguage is how a language says dates.
type dateLanguage struct {
	months   map[string]int // full names and abbreviations
	weekdays map[string]int // Sunday is 0
	days     map[string]int // today 0, yesterday -1
	parts    map[string]bool
	seasons  map[string]int // EDTF: 21 spring … 24 winter
	units    map[string]string
	this     map[string]int // this 0, last -1, next 1
	after    map[string]int // "dernier" behind the noun
	ago      map[string]bool
	agoFirst map[string]bool // "vor zwei Tagen", "il y a", "hace"
	of       map[string]bool // between day and month
	weekend  map[string]bool
	early    map[string]bool
	capital  bool // months and weekdays are written with a capital
	yearIn   map[string]bool
	noise    map[string]bool // года, Uhr: taken in behind a year
}

func numbersOf(s string) map[string]int {
	m := map[string]int{}
	for part := range strings.SplitSeq(s, ";") {
		v, list, _ := strings.Cut(part, ":")
		n := int(plainFloat(strings.TrimSpace(v)))
		for w := range strings.FieldsSeq(list) {
			m[w] = n
		}
	}
	return m
}

var dateLanguages = map[string]*dateLanguage{
	"en": {
		months: numbersOf(`1: january jan; 2: february feb; 3: march mar; 4: april apr; 5: may; 6: june jun; 7: july jul; 8: august aug;
			9: september sept sep; 10: october oct; 11: november nov; 12: december dec`),
		weekdays: numbersOf(`0: sunday sundays sun; 1: monday mondays mon; 2: tuesday tuesdays tue tues; 3: wednesday wednesdays wed; 4: thursday thursdays thu thur thurs;
			5: friday fridays fri; 6: saturday saturdays sat`),
		days:    numbersOf(`0: today tonight; -1: yesterday; 1: tomorrow`),
		parts:   set("morning afternoon evening night"),
		seasons: numbersOf(`21: spring springtime; 22: summer summertime; 23: autumn fall; 24: winter wintertime`),
		units:   named(`day: day days; week: week weeks; month: month months; year: year years; decade: decade decades; century: century centuries`),
		this:    numbersOf(`0: this current; -1: last past previous preceding; 1: next coming upcoming following`),
		ago:     set("ago"), of: set("of"), weekend: set("weekend weekends"), capital: true,
		early:  set("early mid late beginning start end middle"),
		yearIn: set("in since of by from until till to through during before after early late mid the year circa fall spring summer winter autumn back around and between than class for on fiscal"),
		noise:  set(""),
	},
	"de": {
		months: numbersOf(`1: januar jänner jan; 2: februar feb; 3: märz; 4: april apr; 5: mai; 6: juni jun; 7: juli jul; 8: august aug;
			9: september sept sep; 10: oktober okt; 11: november nov; 12: dezember dez`),
		weekdays: numbersOf(`0: sonntag sonntagabend sonntags; 1: montag montagabend; 2: dienstag dienstagabend; 3: mittwoch mittwochabend; 4: donnerstag donnerstagabend; 5: freitag freitagabend; 6: samstag sonnabend samstagabend`),
		days:     numbersOf(`0: heute; -1: gestern; -2: vorgestern; 1: morgen; 2: übermorgen`),
		parts:    set("früh nacht abend mittag nachmittag vormittag"),
		seasons:  numbersOf(`21: frühling frühjahr; 22: sommer; 23: herbst; 24: winter`),
		units:    named(`day: tag tage tagen; week: woche wochen; month: monat monate monaten; year: jahr jahre jahren jahres; decade: jahrzehnt jahrzehnten`),
		this:     numbersOf(`0: diese diesen dieser diesem dieses; -1: letzte letzten letzter letztem letztes vergangene vergangenen vergangener vergangenem vorige vorigen voriger; 1: nächste nächsten nächster nächstem kommende kommenden kommender`),
		agoFirst: set("vor"), of: set(""), weekend: set("wochenende"), capital: true, early: set("anfang mitte ende"),
		yearIn: set("jahr jahre jahres seit ab bis von anfang mitte ende im in vor nach der sommer winter herbst frühjahr"), noise: set(""),
	},
	"fr": {
		months: numbersOf(`1: janvier janv; 2: février févr; 3: mars; 4: avril; 5: mai; 6: juin; 7: juillet juil; 8: août; 9: septembre sept; 10: octobre oct;
			11: novembre nov; 12: décembre déc`),
		weekdays: numbersOf(`0: dimanche; 1: lundi; 2: mardi; 3: mercredi; 4: jeudi; 5: vendredi; 6: samedi`),
		days:     numbersOf(`0: aujourd'hui aujourd’hui; -1: hier; -2: avant-hier; 1: demain`),
		parts:    set("matin soir après-midi"),
		seasons:  numbersOf(`21: printemps; 22: été; 23: automne; 24: hiver`),
		units:    named(`day: jour jours; week: semaine semaines; month: mois; year: an ans année années; decade: décennie décennies`),
		this:     numbersOf(`0: ce cette cet`),
		after:    numbersOf(`-1: dernier dernière passé passée; 1: prochain prochaine`),
		agoFirst: set("il"), of: set(""), weekend: set("week-end weekend"), early: set("début fin mi"),
		yearIn: set("en depuis dès de avant après jusqu'en fin début l'année"), noise: set(""),
	},
	"es": {
		months:   numbersOf(`1: enero; 2: febrero; 3: marzo; 4: abril; 5: mayo; 6: junio; 7: julio; 8: agosto; 9: septiembre setiembre; 10: octubre; 11: noviembre; 12: diciembre`),
		weekdays: numbersOf(`0: domingo; 1: lunes; 2: martes; 3: miércoles; 4: jueves; 5: viernes; 6: sábado`),
		days:     numbersOf(`0: hoy; -1: ayer; -2: anteayer`),
		parts:    set("mañana tarde noche"),
		seasons:  numbersOf(`21: primavera; 22: verano; 23: otoño; 24: invierno`),
		units:    named(`day: día días; week: semana semanas; month: mes meses; year: año años; decade: década décadas`),
		this:     numbersOf(`0: este esta; -1: pasado pasada; 1: próximo próxima`),
		after:    numbersOf(`-1: pasado pasada; 1: próximo próxima`),
		agoFirst: set("hace"), of: set("de del"), early: set("principios finales mediados"),
		yearIn: set("en desde de del hasta año antes después"), noise: set(""), weekend: set(""),
	},
	"ru": {
		months: numbersOf(`1: январь января январе янв; 2: февраль февраля феврале фев; 3: март марта марте; 4: апрель апреля апреле апр; 5: май мая мае; 6: июнь июня июне;
			7: июль июля июле; 8: август августа августе авг; 9: сентябрь сентября сентябре сен; 10: октябрь октября октябре окт; 11: ноябрь ноября ноябре ноя; 12: декабрь декабря декабре дек`),
		weekdays: numbersOf(`0: воскресенье воскресенья; 1: понедельник понедельника; 2: вторник вторника; 3: среда среду среды; 4: четверг четверга; 5: пятница пятницу пятницы; 6: суббота субботу субботы`),
		days:     numbersOf(`0: сегодня; -1: вчера; -2: позавчера; 1: завтра; 2: послезавтра`),
		parts:    set("утром вечером днем днём ночью"),
		seasons:  numbersOf(`21: весной весна весны; 22: летом лето лета; 23: осенью осень осени; 24: зимой зима зимы`),
		units:    named(`day: день дня дней; week: неделя неделю недели недель неделе; month: месяц месяца месяцев месяце; year: год года году лет`),
		this:     numbersOf(`0: этой этом этот эту; -1: прошлой прошлом прошлый прошлую прошлого; 1: следующей следующем следующий следующую будущем будущей`),
		ago:      set("назад"), of: set(""), early: set("начале середине конце"), weekend: set("выходные"),
		yearIn: set("в с до к после около с конца начала"), noise: set("года году год г"),
	},
}
