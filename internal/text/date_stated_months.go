package text

import (
	"maps"
	"sync"
)

// A monthTable says which month a name means, as Fold leaves it.
type monthTable struct {
	of  map[string]map[string]int // by language
	any map[string]int            // in all languages that know it, 0 where they disagree
}

// monthNames holds the names that dates in running text are read with, and
// those of languages that only the dates beside a title are read in.
var monthNames = sync.OnceValue(func() monthTable {
	t := monthTable{of: foldedMonths(), any: map[string]int{}}
	for _, names := range t.of {
		for w, m := range names {
			if old, ok := t.any[w]; ok && old != m {
				m = 0
			}
			t.any[w] = m
		}
	}
	t.any[Fold("listopad")], t.any[Fold("listopada")] = 11, 11 // but in Croatian
	return t
})

func foldedMonths() map[string]map[string]int {
	out := map[string]map[string]int{}
	add := func(lang string, names map[string]int) {
		if out[lang] == nil {
			out[lang] = map[string]int{}
		}
		for w, m := range names {
			out[lang][Fold(w)] = m
		}
	}
	for lang, d := range dateLanguages {
		add(lang, d.months)
	}
	for lang, s := range statedMonths {
		add(lang, numbersOf(s))
	}
	for _, same := range [][2]string{{"no", "nb"}, {"no", "nn"}, {"hr", "bs"}, {"id", "ms"}} {
		if out[same[1]] == nil {
			out[same[1]] = map[string]int{}
		}
		maps.Copy(out[same[1]], out[same[0]])
	}
	return out
}

var statedMonths = map[string]string{
	"fr": `1: janv jan; 2: fevr fev; 3: mar; 4: avr; 7: juil jul; 8: aout; 9: sep; 12: dec`,
	"de": `3: mär mrz maerz; 1: jänner; 5: may; 10: oct; 12: dec`,
	"es": `1: ene; 2: feb; 3: mar; 4: abr; 5: may; 6: jun; 7: jul; 8: ago agos; 9: sep sept set; 10: oct; 11: nov; 12: dic`,
	"ru": `2: февр; 8: авг; 9: сент; 11: нояб`,
	"pt": `1: janeiro jan; 2: fevereiro fev; 3: março mar; 4: abril abr; 5: maio mai; 6: junho jun; 7: julho jul; 8: agosto ago; 9: setembro set; 10: outubro out; 11: novembro nov; 12: dezembro dez`,
	"it": `1: gennaio gen; 2: febbraio feb; 3: marzo mar; 4: aprile apr; 5: maggio mag; 6: giugno giu; 7: luglio lug; 8: agosto ago; 9: settembre set sett; 10: ottobre ott; 11: novembre nov; 12: dicembre dic`,
	"nl": `1: januari jan; 2: februari feb; 3: maart mrt; 4: april apr; 5: mei; 6: juni jun; 7: juli jul; 8: augustus aug; 9: september sep sept; 10: oktober okt; 11: november nov; 12: december dec`,
	"ca": `1: gener gen; 2: febrer febr; 3: març; 4: abril abr; 5: maig; 6: juny; 7: juliol jul; 8: agost ag; 9: setembre set; 10: octubre oct; 11: novembre nov; 12: desembre des`,
	"ro": `1: ianuarie ian; 2: februarie feb; 3: martie mar; 4: aprilie apr; 5: mai; 6: iunie iun; 7: iulie iul; 8: august aug; 9: septembrie sept; 10: octombrie oct; 11: noiembrie noi nov; 12: decembrie dec`,
	"sv": `1: januari jan; 2: februari feb; 3: mars; 4: april apr; 5: maj; 6: juni jun; 7: juli jul; 8: augusti aug; 9: september sep sept; 10: oktober okt; 11: november nov; 12: december dec`,
	"da": `1: januar jan; 2: februar feb; 3: marts mar; 4: april apr; 5: maj; 6: juni jun; 7: juli jul; 8: august aug; 9: september sep sept; 10: oktober okt; 11: november nov; 12: december dec`,
	"no": `1: januar jan; 2: februar feb; 3: mars mar; 4: april apr; 5: mai; 6: juni jun; 7: juli jul; 8: august aug; 9: september sep sept; 10: oktober okt; 11: november nov; 12: desember des`,
	"is": `1: janúar; 2: febrúar; 3: mars; 4: apríl; 5: maí; 6: júní; 7: júlí; 8: ágúst; 9: september; 10: október; 11: nóvember; 12: desember`,
	"fi": `1: tammikuuta tammikuu; 2: helmikuuta helmikuu; 3: maaliskuuta maaliskuu; 4: huhtikuuta huhtikuu; 5: toukokuuta toukokuu; 6: kesäkuuta kesäkuu; 7: heinäkuuta heinäkuu; 8: elokuuta elokuu; 9: syyskuuta syyskuu; 10: lokakuuta lokakuu; 11: marraskuuta marraskuu; 12: joulukuuta joulukuu`,
	"et": `1: jaanuar; 2: veebruar; 3: märts; 4: aprill; 5: mai; 6: juuni; 7: juuli; 8: august; 9: september; 10: oktoober; 11: november; 12: detsember`,
	"lv": `1: janvāris janvārī; 2: februāris februārī; 3: marts martā; 4: aprīlis aprīlī; 5: maijs maijā; 6: jūnijs jūnijā; 7: jūlijs jūlijā; 8: augusts augustā; 9: septembris septembrī; 10: oktobris oktobrī; 11: novembris novembrī; 12: decembris decembrī`,
	"lt": `1: sausio sausis; 2: vasario vasaris; 3: kovo kovas; 4: balandžio balandis; 5: gegužės gegužė; 6: birželio birželis; 7: liepos liepa; 8: rugpjūčio rugpjūtis; 9: rugsėjo rugsėjis; 10: spalio spalis; 11: lapkričio lapkritis; 12: gruodžio gruodis`,
	"pl": `1: stycznia styczeń sty; 2: lutego luty lut; 3: marca marzec mar; 4: kwietnia kwiecień kwi; 5: maja maj; 6: czerwca czerwiec cze; 7: lipca lipiec lip; 8: sierpnia sierpień sie; 9: września wrzesień wrz; 10: października październik paź; 11: listopada listopad lis; 12: grudnia grudzień gru`,
	"cs": `1: ledna leden; 2: února únor; 3: března březen; 4: dubna duben; 5: května květen; 6: června červen; 7: července červenec; 8: srpna srpen; 9: září; 10: října říjen; 11: listopadu listopad; 12: prosince prosinec`,
	"sk": `1: januára január; 2: februára február; 3: marca marec; 4: apríla apríl; 5: mája máj; 6: júna jún; 7: júla júl; 8: augusta august; 9: septembra september; 10: októbra október; 11: novembra november; 12: decembra december`,
	"sl": `1: januar januarja; 2: februar februarja; 3: marec marca; 4: april aprila; 5: maj maja; 6: junij junija; 7: julij julija; 8: avgust avgusta; 9: september septembra; 10: oktober oktobra; 11: november novembra; 12: december decembra`,
	"hr": `1: siječnja siječanj; 2: veljače veljača; 3: ožujka ožujak; 4: travnja travanj; 5: svibnja svibanj; 6: lipnja lipanj; 7: srpnja srpanj; 8: kolovoza kolovoz; 9: rujna rujan; 10: listopada listopad; 11: studenoga studenog studeni; 12: prosinca prosinac`,
	"sr": `1: januar januara јануар јануара; 2: februar februara фебруар фебруара; 3: mart marta март марта; 4: april aprila април априла; 5: maj maja мај маја; 6: jun juna jуна јун јуна; 7: jul jula јул јула; 8: avgust avgusta август августа; 9: septembar septembra септембар септембра; 10: oktobar oktobra октобар октобра; 11: novembar novembra новембар новембра; 12: decembar decembra децембар децембра`,
	"bg": `1: януари; 2: февруари; 3: март; 4: април; 5: май; 6: юни; 7: юли; 8: август; 9: септември; 10: октомври; 11: ноември; 12: декември`,
	"mk": `1: јануари; 2: февруари; 3: март; 4: април; 5: мај; 6: јуни; 7: јули; 8: август; 9: септември; 10: октомври; 11: ноември; 12: декември`,
	"uk": `1: січня січень; 2: лютого лютий; 3: березня березень; 4: квітня квітень; 5: травня травень; 6: червня червень; 7: липня липень; 8: серпня серпень; 9: вересня вересень; 10: жовтня жовтень; 11: листопада листопад; 12: грудня грудень`,
	"be": `1: студзеня; 2: лютага; 3: сакавіка; 4: красавіка; 5: мая траўня; 6: чэрвеня; 7: ліпеня; 8: жніўня; 9: верасня; 10: кастрычніка; 11: лістапада; 12: снежня`,
	"el": `1: ιανουαρίου ιανουάριος ιαν; 2: φεβρουαρίου φεβρουάριος φεβ; 3: μαρτίου μάρτιος μαρ; 4: απριλίου απρίλιος απρ; 5: μαΐου μάιος μαϊ; 6: ιουνίου ιούνιος ιουν; 7: ιουλίου ιούλιος ιουλ; 8: αυγούστου αύγουστος αυγ; 9: σεπτεμβρίου σεπτέμβριος σεπ; 10: οκτωβρίου οκτώβριος οκτ; 11: νοεμβρίου νοέμβριος νοε; 12: δεκεμβρίου δεκέμβριος δεκ`,
	"hu": `1: január jan; 2: február febr; 3: március márc; 4: április ápr; 5: május máj; 6: június jún; 7: július júl; 8: augusztus aug; 9: szeptember szept; 10: október okt; 11: november nov; 12: december dec`,
	"tr": `1: ocak oca; 2: şubat şub; 3: mart; 4: nisan nis; 5: mayıs; 6: haziran haz; 7: temmuz tem; 8: ağustos ağu; 9: eylül eyl; 10: ekim eki; 11: kasım kas; 12: aralık ara`,
	"az": `1: yanvar; 2: fevral; 3: mart; 4: aprel; 5: may; 6: iyun; 7: iyul; 8: avqust; 9: sentyabr; 10: oktyabr; 11: noyabr; 12: dekabr`,
	"id": `1: januari; 2: februari; 3: maret mac; 4: april; 5: mei; 6: juni jun; 7: juli julai; 8: agustus agt ogos; 9: september; 10: oktober okt; 11: november nov; 12: desember disember des`,
	"ar": `1: يناير جانفي; 2: فبراير شباط فيفري; 3: مارس آذار; 4: أبريل ابريل إبريل نيسان أفريل; 5: مايو أيار ماي; 6: يونيو حزيران جوان; 7: يوليو تموز جويلية; 8: أغسطس اغسطس آب أوت; 9: سبتمبر أيلول; 10: أكتوبر اكتوبر; 11: نوفمبر; 12: ديسمبر`,
	"he": `1: ינואר בינואר; 2: פברואר בפברואר; 3: מרץ במרץ; 4: אפריל באפריל; 5: מאי במאי; 6: יוני ביוני; 7: יולי ביולי; 8: אוגוסט באוגוסט; 9: ספטמבר בספטמבר; 10: אוקטובר באוקטובר; 11: נובמבר בנובמבר; 12: דצמבר בדצמבר`,
	"fa": `1: ژانویه; 2: فوریه; 3: مارس; 4: آوریل; 5: مه; 6: ژوئن; 7: ژوئیه; 8: اوت; 9: سپتامبر; 10: اکتبر; 11: نوامبر; 12: دسامبر`,
	"hi": `1: जनवरी; 2: फरवरी फ़रवरी; 3: मार्च; 4: अप्रैल; 5: मई; 6: जून; 7: जुलाई; 8: अगस्त; 9: सितंबर सितम्बर; 10: अक्टूबर अक्तूबर; 11: नवंबर नवम्बर; 12: दिसंबर दिसम्बर`,
	"bn": `1: জানুয়ারি জানুয়ারী; 2: ফেব্রুয়ারি ফেব্রুয়ারী; 3: মার্চ; 4: এপ্রিল; 5: মে; 6: জুন; 7: জুলাই; 8: আগস্ট আগষ্ট; 9: সেপ্টেম্বর; 10: অক্টোবর; 11: নভেম্বর; 12: ডিসেম্বর`,
	"th": `1: มกราคม มค; 2: กุมภาพันธ์ กพ; 3: มีนาคม; 4: เมษายน; 5: พฤษภาคม; 6: มิถุนายน; 7: กรกฎาคม; 8: สิงหาคม; 9: กันยายน; 10: ตุลาคม; 11: พฤศจิกายน; 12: ธันวาคม`,
	"sw": `1: januari; 2: februari; 3: machi; 4: aprili; 5: mei; 6: juni; 7: julai; 8: agosti; 9: septemba; 10: oktoba; 11: novemba; 12: desemba`,
	"eu": `1: urtarrilaren; 2: otsailaren; 3: martxoaren; 4: apirilaren; 5: maiatzaren; 6: ekainaren; 7: uztailaren; 8: abuztuaren; 9: irailaren; 10: urriaren; 11: azaroaren; 12: abenduaren`,
	"ka": `1: იანვარი; 2: თებერვალი; 3: მარტი; 4: აპრილი; 5: მაისი; 6: ივნისი; 7: ივლისი; 8: აგვისტო; 9: სექტემბერი; 10: ოქტომბერი; 11: ნოემბერი; 12: დეკემბერი`,
	"hy": `1: հունվարի; 2: փետրվարի; 3: մարտի; 4: ապրիլի; 5: մայիսի; 6: հունիսի; 7: հուլիսի; 8: օգոստոսի; 9: սեպտեմբերի; 10: հոկտեմբերի; 11: նոյեմբերի; 12: դեկտեմբերի`,
}
