package text

import "strings"

// A numberLanguage is how a language says numbers.
type numberLanguage struct {
	ones   map[string]float64 // added: twenty + one
	scales map[string]float64 // multiplied: million
	vague  map[string]string  // "thousands" → "thousands"
	bounds []boundPhrase      // longest first
	// joins are the words inside a number word ("and"), to and or of ranges.
	and, to, or, between string
	percent              map[string]bool
	times                map[string]string // time units to the English plural
	measures             map[string]string
	money                map[string]string
	decimalComma         bool
	article              map[string]bool // "a" in "a minute", "a hundred"
	one                  map[string]bool // the words for one, which alone are no number
}

// A boundPhrase is words before a number that bound it.
type boundPhrase struct {
	words []string
	bound string
}

// The bounds of a number.
const (
	About    = "about"
	AtLeast  = "at least"
	AtMost   = "at most"
	MoreThan = "more than"
	LessThan = "less than"
	Exact    = "exact"
)

func phrases(bound string, list ...string) []boundPhrase {
	var out []boundPhrase
	for _, p := range list {
		out = append(out, boundPhrase{words: strings.Fields(p), bound: bound})
	}
	return out
}

func concat(lists ...[]boundPhrase) []boundPhrase {
	var out []boundPhrase
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

// values reads "word=number word=number …".
func values(s string) map[string]float64 {
	m := map[string]float64{}
	for f := range strings.FieldsSeq(s) {
		w, v, _ := strings.Cut(f, "=")
		m[w] = plainFloat(v)
	}
	return m
}

// named reads "name: word word; name: word".
func named(s string) map[string]string {
	m := map[string]string{}
	for part := range strings.SplitSeq(s, ";") {
		name, list, _ := strings.Cut(part, ":")
		for w := range strings.FieldsSeq(list) {
			m[w] = strings.TrimSpace(name)
		}
	}
	return m
}

var numberLanguages = map[string]*numberLanguage{"en": englishNumbers(), "de": germanNumbers(), "fr": frenchNumbers(), "es": spanishNumbers(), "ru": russianNumbers()}

func englishNumbers() *numberLanguage {
	return &numberLanguage{
		ones: values(`zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13
			fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60
			seventy=70 eighty=80 ninety=90`),
		scales: values(`hundred=100 thousand=1000 million=1000000 billion=1000000000 trillion=1000000000000 dozen=12
			m=1000000 mn=1000000 bn=1000000000 tn=1000000000000 k=1000 lakh=100000 crore=10000000`),
		vague: named(`several: several; multiple: multiple; many: many; few: few; dozens: dozens; scores: scores; hundreds: hundreds;
			thousands: thousands; millions: millions; billions: billions; trillions: trillions; numerous: numerous; countless: countless; couple: couple`),
		bounds: concat(
			phrases(AtLeast, "no fewer than", "no less than", "not less than", "a minimum of", "at least", "minimum of"),
			phrases(AtMost, "no more than", "not more than", "as many as", "as much as", "a maximum of", "up to", "at most", "within", "as high as"),
			phrases(MoreThan, "in excess of", "more than", "greater than", "upwards of", "upward of", "well over", "over", "above", "exceeding", "topping"),
			phrases(LessThan, "just under", "less than", "fewer than", "under", "below"),
			phrases(About, "close to", "closer to", "in the region of", "an estimated", "a total of about", "estimated", "approximately", "roughly", "nearly",
				"almost", "about", "around", "some", "approx", "circa", "perhaps", "virtually", "just about", "~"),
		),
		and: "and", to: "to", or: "or", between: "between",
		percent: set("percent pct per-cent"),
		times: named(`seconds: second seconds sec secs; minutes: minute minutes min mins; hours: hour hours hr hrs; days: day days; weeks: week weeks;
			months: month months; years: year years yr yrs; decades: decade decades; centuries: century centuries; nights: night nights`),
		measures: named(`miles: mile miles mi; kilometers: kilometer kilometers kilometre kilometres km kms; meters: meter meters metre metres;
			feet: foot feet ft; inches: inch inches; acres: acre acres; hectares: hectare hectares ha; tons: ton tons; tonnes: tonne tonnes;
			kilograms: kilogram kilograms kg kilo kilos; pounds: lbs lb; gallons: gallon gallons; liters: liter liters litre litres;
			barrels: barrel barrels; degrees: degree degrees; megawatts: megawatt megawatts mw; gigawatts: gigawatt gigawatts gw; mph: mph;
			caliber: caliber calibre; times: times; basis points: bps`),
		money: named(`US dollars: dollars dollar bucks usd; cents: cents cent; euros: euros euro eur; pounds: pounds pound sterling gbp; yen: yen jpy; yuan: yuan renminbi rmb;
			rubles: rubles roubles ruble rouble; rupees: rupees rupee rs; francs: francs franc; pesos: pesos peso; shekels: shekels shekel; riyals: riyals riyal; lira: lira liras`),
		article: set("a an"), one: set("one"),
	}
}

func germanNumbers() *numberLanguage {
	l := &numberLanguage{
		ones: values(`null=0 eins=1 ein=1 eine=1 einen=1 einem=1 einer=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12
			dreizehn=13 vierzehn=14 fünfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 zwanzig=20 dreißig=30 vierzig=40 fünfzig=50
			sechzig=60 siebzig=70 achtzig=80 neunzig=90`),
		scales: values(`hundert=100 tausend=1000 million=1000000 millionen=1000000 mio=1000000 milliarde=1000000000 milliarden=1000000000
			mrd=1000000000 billion=1000000000000 billionen=1000000000000 dutzend=12`),
		vague: named(`several: mehrere mehreren mehrerer; many: viele vielen; few: wenige wenigen; dozens: dutzende dutzenden; hundreds: hunderte hunderten;
			thousands: tausende tausenden; millions: abermillionen; numerous: zahlreiche zahlreichen`),
		bounds: concat(
			phrases(AtLeast, "nicht weniger als", "mindestens", "wenigstens", "zumindest"),
			phrases(AtMost, "nicht mehr als", "höchstens", "maximal", "bis zu"),
			phrases(MoreThan, "mehr als", "über"), phrases(LessThan, "weniger als", "unter"),
			phrases(About, "rund", "etwa", "ungefähr", "circa", "ca", "knapp", "fast", "gut", "schätzungsweise", "nahezu"),
		),
		and: "und", to: "bis", or: "oder", between: "zwischen",
		percent: set("prozent"),
		times: named(`seconds: sekunde sekunden; minutes: minute minuten; hours: stunde stunden; days: tag tage tagen; weeks: woche wochen;
			months: monat monate monaten; years: jahr jahre jahren; decades: jahrzehnt jahrzehnte jahrzehnten`),
		measures: named(`kilometers: kilometer km; meters: meter; tonnes: tonne tonnen; hectares: hektar; liters: liter; kilograms: kilogramm kilo kg; degrees: grad`),
		money:    named(`US dollars: dollar us-dollar; euros: euro; pounds: pfund; francs: franken; rubles: rubel; yen: yen; yuan: yuan`),
		article:  set(""), one: set("ein eine eins einen einem einer"), decimalComma: true,
	}
	for tens, v := range values(`zwanzig=20 dreißig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90`) {
		for one, u := range values(`ein=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9`) {
			l.ones[one+"und"+tens] = v + u
		}
	}
	for one, u := range values(`ein=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 zwölf=12 fünfzehn=15 zwanzig=20 dreißig=30 fünfzig=50`) {
		if u < 10 {
			l.ones[one+"hundert"] = u * 100
		}
		l.ones[one+"tausend"] = u * 1000
	}
	return l
}

func frenchNumbers() *numberLanguage {
	return &numberLanguage{
		ones: values(`zéro=0 un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14
			quinze=15 seize=16 vingt=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante=80 nonante=90`),
		scales: values(`cent=100 cents=100 mille=1000 million=1000000 millions=1000000 milliard=1000000000 milliards=1000000000 douzaine=12`),
		vague: named(`several: plusieurs; many: nombreux nombreuses; few: quelques; dozens: dizaines; hundreds: centaines;
			thousands: milliers`),
		bounds: concat(
			phrases(AtLeast, "au moins", "au minimum"), phrases(AtMost, "au maximum", "au plus", "pas plus de", "jusqu'à"),
			phrases(MoreThan, "plus de", "plus d'"), phrases(LessThan, "moins de"),
			phrases(About, "environ", "près de", "quelque", "autour de", "presque", "approximativement"),
		),
		and: "et", to: "à", or: "ou", between: "entre",
		percent: set("pourcent pour-cent"),
		times: named(`seconds: seconde secondes; minutes: minute minutes; hours: heure heures; days: jour jours; weeks: semaine semaines;
			months: mois; years: an ans année années; decades: décennie décennies`),
		measures: named(`kilometers: kilomètre kilomètres km; meters: mètre mètres; tonnes: tonne tonnes; hectares: hectare hectares; liters: litre litres; kilograms: kilo kilos kg; degrees: degré degrés`),
		money:    named(`US dollars: dollar dollars; euros: euro euros; pounds: livre livres; francs: franc francs; rubles: rouble roubles; yen: yens; yuan: yuans`),
		article:  set(""), one: set("un une"), decimalComma: true,
	}
}

func spanishNumbers() *numberLanguage {
	return &numberLanguage{
		ones: values(`cero=0 un=1 uno=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14
			quince=15 dieciséis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintidós=22 veintitrés=23 veinticuatro=24
			veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70
			ochenta=80 noventa=90 cien=100 ciento=100 doscientos=200 trescientos=300 cuatrocientos=400 quinientos=500 seiscientos=600
			setecientos=700 ochocientos=800 novecientos=900`),
		scales: values(`mil=1000 millón=1000000 millones=1000000 billón=1000000000000 billones=1000000000000 docena=12`),
		vague: named(`several: varios varias; many: muchos muchas numerosos numerosas; few: pocos pocas; dozens: decenas docenas; hundreds: cientos centenares;
			thousands: miles millares`),
		bounds: concat(
			phrases(AtLeast, "al menos", "por lo menos", "como mínimo"), phrases(AtMost, "como máximo", "no más de", "hasta"),
			phrases(MoreThan, "más de"), phrases(LessThan, "menos de"),
			phrases(About, "cerca de", "alrededor de", "aproximadamente", "unos", "unas", "casi", "en torno a"),
		),
		and: "y", to: "a", or: "o", between: "entre",
		percent: set("porciento por-ciento"),
		times: named(`seconds: segundo segundos; minutes: minuto minutos; hours: hora horas; days: día días; weeks: semana semanas;
			months: mes meses; years: año años; decades: década décadas`),
		measures: named(`kilometers: kilómetro kilómetros km; meters: metro metros; tonnes: tonelada toneladas; hectares: hectárea hectáreas; liters: litro litros; kilograms: kilo kilos kg; degrees: grado grados`),
		money:    named(`US dollars: dólar dólares; euros: euro euros; pounds: libra libras; pesos: peso pesos; rubles: rublo rublos`),
		article:  set(""), one: set("un uno una"), decimalComma: true,
	}
}

func russianNumbers() *numberLanguage {
	return &numberLanguage{
		ones: values(`ноль=0 один=1 одна=1 одного=1 одной=1 два=2 две=2 двух=2 три=3 трех=3 трёх=3 четыре=4 четырех=4 четырёх=4 пять=5 пяти=5 шесть=6
			шести=6 семь=7 семи=7 восемь=8 восьми=8 девять=9 девяти=9 десять=10 десяти=10 одиннадцать=11 двенадцать=12 тринадцать=13
			четырнадцать=14 пятнадцать=15 шестнадцать=16 семнадцать=17 восемнадцать=18 девятнадцать=19 двадцать=20 тридцать=30 сорок=40
			пятьдесят=50 шестьдесят=60 семьдесят=70 восемьдесят=80 девяносто=90 сто=100 двести=200 триста=300 четыреста=400 пятьсот=500
			шестьсот=600 семьсот=700 восемьсот=800 девятьсот=900`),
		scales: values(`тысяча=1000 тысячи=1000 тысяч=1000 тыс=1000 миллион=1000000 миллиона=1000000 миллионов=1000000 млн=1000000
			миллиард=1000000000 миллиарда=1000000000 миллиардов=1000000000 млрд=1000000000 триллион=1000000000000 триллионов=1000000000000 трлн=1000000000000`),
		vague: named(`several: несколько нескольких; many: много многие многих; few: мало; dozens: десятки десятков; hundreds: сотни сотен;
			thousands: тысяч тысячами; millions: миллионы`),
		bounds: concat(
			phrases(AtLeast, "не менее", "по меньшей мере", "как минимум", "минимум"), phrases(AtMost, "не более", "максимум", "до"),
			phrases(MoreThan, "более чем", "больше чем", "более", "свыше", "больше"), phrases(LessThan, "менее чем", "менее", "меньше"),
			phrases(About, "около", "примерно", "приблизительно", "порядка", "почти"),
		),
		and: "", to: "до", or: "или", between: "между",
		percent: set("процент процента процентов процентах"),
		times: named(`seconds: секунда секунды секунд; minutes: минута минуты минут минуту; hours: час часа часов; days: день дня дней сутки суток;
			weeks: неделя недели недель неделю; months: месяц месяца месяцев; years: год года лет; decades: десятилетие десятилетия десятилетий`),
		measures: named(`kilometers: километр километра километров км; meters: метр метра метров; tonnes: тонна тонны тонн; hectares: гектар гектара гектаров; kilograms: кг; degrees: градус градуса градусов`),
		money:    named(`US dollars: доллар доллара долларов долл; euros: евро; rubles: рубль рубля рублей руб; pounds: фунтов; yuan: юаней юаня`),
		article:  set(""), one: set("один одна одного одной"), decimalComma: true,
	}
}
