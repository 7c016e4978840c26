package language_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/text/language"
)

// sentences are what a reporter might write, in the languages that are told
// apart.
var sentences = map[string]string{
	"af":      "Die minister het Maandag gesê dat die gesprekke volgende week sal voortgaan en dat hulle nie van plan is om op te gee nie.",
	"am":      "የውጭ ጉዳይ ሚኒስትሩ ሰኞ ዕለት እንደተናገሩት ውይይቱ በሚቀጥለው ሳምንት ይቀጥላል።",
	"ar":      "قال وزير الخارجية يوم الاثنين إن المحادثات ستستمر الأسبوع المقبل في العاصمة.",
	"az":      "Nazir bazar ertəsi bildirdi ki, danışıqlar gələn həftə də davam edəcək və yeni təkliflər olacaq.",
	"be":      "Міністр замежных спраў заявіў у панядзелак, што перамовы будуць працягнутыя на наступным тыдні.",
	"bg":      "Министърът на външните работи заяви в понеделник, че преговорите ще продължат и през следващата седмица.",
	"bn":      "পররাষ্ট্রমন্ত্রী সোমবার বলেছেন যে আলোচনা আগামী সপ্তাহেও চলবে।",
	"ca":      "El ministre va dir dilluns que les converses continuaran la setmana que ve amb els representants dels països veïns.",
	"cs":      "Ministr zahraničí v pondělí řekl, že jednání budou pokračovat příští týden a že dohoda je stále možná.",
	"cy":      "Dywedodd y gweinidog ddydd Llun y bydd y trafodaethau yn parhau yr wythnos nesaf yn y brifddinas.",
	"da":      "Udenrigsministeren sagde mandag, at forhandlingerne fortsætter i næste uge, og at en aftale stadig er mulig.",
	"de":      "Der Außenminister erklärte am Montag, die Gespräche würden in der kommenden Woche fortgeführt.",
	"el":      "Ο υπουργός Εξωτερικών δήλωσε τη Δευτέρα ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα.",
	"en":      "The foreign minister said on Monday that the talks would go on next week and that an agreement was still possible.",
	"es":      "El ministro de Exteriores dijo el lunes que las conversaciones continuarán la próxima semana en la capital.",
	"et":      "Välisminister ütles esmaspäeval, et läbirääkimised jätkuvad järgmisel nädalal ja kokkulepe on endiselt võimalik.",
	"eu":      "Kanpo ministroak astelehenean esan zuen elkarrizketek datorren astean jarraituko dutela hiriburuan.",
	"fa":      "وزیر امور خارجه روز دوشنبه گفت که گفتگوها هفته آینده در پایتخت ادامه خواهد یافت.",
	"fi":      "Ulkoministeri sanoi maanantaina, että neuvottelut jatkuvat ensi viikolla ja että sopimus on yhä mahdollinen.",
	"fr":      "Le ministre des Affaires étrangères a déclaré lundi que les discussions se poursuivraient la semaine prochaine.",
	"ga":      "Dúirt an tAire Dé Luain go leanfar leis na cainteanna an tseachtain seo chugainn sa phríomhchathair.",
	"gl":      "O ministro dixo o luns que as conversas continuarán a vindeira semana e que unha solución aínda é posible na Xunta.",
	"gu":      "વિદેશ મંત્રીએ સોમવારે કહ્યું કે વાટાઘાટો આવતા અઠવાડિયે ચાલુ રહેશે.",
	"he":      "שר החוץ אמר ביום שני כי השיחות יימשכו גם בשבוע הבא בעיר הבירה.",
	"hi":      "विदेश मंत्री ने सोमवार को कहा कि बातचीत अगले सप्ताह भी जारी रहेगी और समझौता अब भी संभव है।",
	"hr":      "Ministar je u ponedjeljak rekao da će se razgovori nastaviti idući tjedan te da nitko u Europi ne želi prekid suradnje.",
	"hu":      "A külügyminiszter hétfőn azt mondta, hogy a tárgyalások a jövő héten is folytatódnak a fővárosban.",
	"hy":      "Արտաքին գործերի նախարարը երկուշաբթի օրը հայտարարեց, որ բանակցությունները կշարունակվեն։",
	"id":      "Menteri luar negeri mengatakan pada hari Senin bahwa perundingan akan dilanjutkan pekan depan karena kesepakatan masih bisa dicapai.",
	"is":      "Utanríkisráðherra sagði á mánudag að viðræðurnar myndu halda áfram í næstu viku og að samkomulag væri enn mögulegt.",
	"it":      "Il ministro degli Esteri ha detto lunedì che i colloqui continueranno la prossima settimana nella capitale.",
	"ja":      "外務大臣は月曜日、協議を来週も続けると述べた。",
	"ka":      "საგარეო საქმეთა მინისტრმა ორშაბათს განაცხადა, რომ მოლაპარაკებები გაგრძელდება.",
	"kk":      "Сыртқы істер министрі дүйсенбіде келіссөздер келесі аптада да жалғасады деп мәлімдеді және бұл туралы үкімет хабарлады.",
	"km":      "រដ្ឋមន្ត្រីការបរទេសបាននិយាយកាលពីថ្ងៃចន្ទថា កិច្ចពិភាក្សានឹងបន្តនៅសប្តាហ៍ក្រោយ។",
	"ko":      "외무상은 월요일 다음 주에도 회담을 계속한다고 말했다.",
	"lt":      "Užsienio reikalų ministras pirmadienį sakė, kad derybos tęsis ir kitą savaitę, o susitarimas vis dar įmanomas.",
	"lv":      "Ārlietu ministrs pirmdien sacīja, ka sarunas turpināsies arī nākamnedēļ un vienošanās joprojām ir iespējama.",
	"mk":      "Министерот за надворешни работи изјави во понеделникот дека преговорите ќе продолжат и следната недела.",
	"mn":      "Гадаад хэргийн сайд даваа гарагт хэлэлцээр ирэх долоо хоногт үргэлжлэх болно гэж мэдэгдсэн байна.",
	"mr":      "परराष्ट्र मंत्र्यांनी सोमवारी सांगितले की चर्चा पुढील आठवड्यातही सुरू राहील आणि करार अजूनही शक्य आहे.",
	"ms":      "Menteri luar berkata pada hari Isnin bahawa rundingan akan diteruskan minggu depan kerana persetujuan masih boleh dicapai kerajaan.",
	"nb":      "Utenriksministeren sa mandag at forhandlingene fortsetter neste uke, og at det fremdeles er mulig å bli enige etter mye uro.",
	"ne":      "परराष्ट्रमन्त्रीले सोमबार वार्ता अर्को साता पनि जारी रहने बताएका छन् र सम्झौता अझै सम्भव भएको उनले भने।",
	"nl":      "De minister van Buitenlandse Zaken zei maandag dat de gesprekken volgende week worden voortgezet.",
	"nn":      "Utanriksministeren sa måndag at forhandlingane held fram neste veke, og at det framleis ikkje er klart kva dei vil gjere.",
	"pl":      "Minister spraw zagranicznych powiedział w poniedziałek, że rozmowy będą kontynuowane w przyszłym tygodniu.",
	"ps":      "د بهرنیو چارو وزیر د دوشنبې په ورځ وویل چې خبرې به په راتلونکې اونۍ کې هم دوام ومومي او ډېر خلک یې غواړي.",
	"pt":      "O ministro dos Negócios Estrangeiros disse na segunda-feira que as conversações não vão parar na próxima semana.",
	"ro":      "Ministrul de externe a declarat luni că discuțiile vor continua și săptămâna viitoare în capitală.",
	"ru":      "Министр иностранных дел заявил в понедельник, что переговоры будут продолжены на следующей неделе.",
	"sk":      "Minister zahraničných vecí v pondelok povedal, že rokovania budú pokračovať aj budúci týždeň a dohoda je stále možná.",
	"sl":      "Zunanji minister je v ponedeljek dejal, da se bodo pogovori nadaljevali prihodnji teden in da je dogovor še vedno mogoč.",
	"sq":      "Ministri i Jashtëm tha të hënën se bisedimet do të vazhdojnë javën e ardhshme në kryeqytet.",
	"sr":      "Министар спољних послова рекао је у понедељак да ће се преговори наставити и следеће недеље.",
	"sr-Latn": "Ministar je rekao da će se pregovori nastaviti sledeće nedelje u Beogradu, gde je prošle godine posle dve sednice vlade uspeh izostao.",
	"sv":      "Utrikesministern sade på måndagen att samtalen fortsätter nästa vecka och att en uppgörelse fortfarande är möjlig.",
	"sw":      "Waziri wa mambo ya nje alisema Jumatatu kwamba mazungumzo yataendelea wiki ijayo katika mji mkuu wa nchi hiyo.",
	"ta":      "வெளியுறவு அமைச்சர் திங்கட்கிழமை பேச்சுவார்த்தை அடுத்த வாரமும் தொடரும் என்று கூறினார்.",
	"te":      "చర్చలు వచ్చే వారం కూడా కొనసాగుతాయని విదేశాంగ మంత్రి సోమవారం చెప్పారు.",
	"th":      "รัฐมนตรีต่างประเทศกล่าวเมื่อวันจันทร์ว่าการเจรจาจะดำเนินต่อไปในสัปดาห์หน้า",
	"tl":      "Sinabi ng kalihim noong Lunes na magpapatuloy ang mga pag-uusap sa susunod na linggo sa kabisera ng bansa.",
	"tr":      "Dışişleri bakanı pazartesi günü görüşmelerin gelecek hafta da süreceğini ve anlaşmanın mümkün olduğunu söyledi.",
	"uk":      "Міністр закордонних справ заявив у понеділок, що переговори триватимуть і наступного тижня.",
	"ur":      "وزیر خارجہ نے پیر کے روز کہا کہ بات چیت اگلے ہفتے بھی جاری رہے گی اور معاہدہ اب بھی ممکن ہے۔",
	"uz":      "Tashqi ishlar vaziri dushanba kuni muzokaralar kelasi haftada ham davom etishini va kelishuv uchun imkon borligini aytdi.",
	"vi":      "Bộ trưởng Ngoại giao cho biết hôm thứ Hai rằng các cuộc đàm phán sẽ tiếp tục vào tuần tới.",
	"zh-Hans": "外交部长星期一表示，会谈将在下周继续进行。",
	"zh-Hant": "外交部長星期一表示，會談將在下週繼續進行。",
	"zu":      "Ungqongqoshe uthe ngoMsombuluko izingxoxo zizoqhubeka ngesonto elizayo futhi abantu abaningi bathi lokhu kuzobasiza kakhulu.",
}

func TestDetectTellsLanguagesBySentence(t *testing.T) {
	for want, s := range sentences {
		if tag, sure := language.Detect(s); tag != want || !sure {
			t.Errorf("Detect(%.50q) = %q, %t, want %q, true", s, tag, sure, want)
		}
		page := strings.Repeat(s+"\n\n", 200)
		if tag, sure := language.Detect(page); tag != want || !sure {
			t.Errorf("Detect of a page of it = %q, %t, want %q, true", tag, sure, want)
		}
	}
}

func TestDetectTellsTitles(t *testing.T) {
	for _, c := range []struct{ want, title string }{
		{"en", "Markets fall as central banks raise rates again"},
		{"en", "What we know about the storm that hit the coast"},
		{"de", "Warum die Bahn wieder zu spät kommt"},
		{"de", "Ukraine-Krieg: Neue Angriffe auf die Hauptstadt"},
		{"fr", "Grève : les trains à l’arrêt dans tout le pays"},
		{"es", "El Gobierno aprueba la subida de las pensiones"},
		{"it", "Sciopero dei treni, disagi in tutta la regione"},
		{"pt", "Governo não vai aumentar os impostos no próximo ano"},
		{"nl", "Kabinet wil het aantal vluchten fors verminderen"},
		{"pl", "Rząd nie zgadza się na podwyżkę podatków"},
		{"cs", "Vláda schválila nový rozpočet na příští rok"},
		{"sv", "Regeringen vill inte höja skatten nästa år"},
		{"da", "Regeringen vil ikke hæve skatten til næste år, siger minister"},
		{"fi", "Hallitus ei aio korottaa veroja ensi vuonna"},
		{"hu", "A kormány nem emeli az adókat jövőre"},
		{"ro", "Guvernul nu va mări taxele anul viitor"},
		{"tr", "Hükümet vergileri artırmayacak, bakan açıkladı"},
		{"ru", "Правительство не будет повышать налоги"},
		{"uk", "Уряд не підвищуватиме податки наступного року"},
		{"bg", "Правителството няма да повишава данъците"},
		{"ar", "الحكومة لن ترفع الضرائب العام المقبل"},
		{"fa", "دولت مالیات را افزایش نمی\u200cدهد"},
		{"ja", "政府、来年の増税を見送りへ"},
		{"zh-Hans", "政府明年将不会增加税收"},
		{"zh-Hant", "政府明年將不會增加稅收"},
		{"ko", "정부, 내년 증세 없다"},
	} {
		if tag, _ := language.Detect(c.title); tag != c.want {
			t.Errorf("Detect(%q) = %q, want %q", c.title, tag, c.want)
		}
	}
}

func TestDetectIsNotSureWithoutGrounds(t *testing.T) {
	for _, s := range []string{
		"", " ", "2026-01-02 14:05", "https://", "!!! ???", "OK", "Berlin", "\xff\xfe\xfd", "🙂🙂🙂",
		"Angela Merkel", "Vladimir Putin, Emmanuel Macron", "kjhsdf qwpoeiru zmxncbv alskdjf qpwoeiruty",
	} {
		if tag, sure := language.Detect(s); sure {
			t.Errorf("Detect(%q) = %q and sure", s, tag)
		}
	}
}

func TestDetectTakesWhatMostOfATextIsIn(t *testing.T) {
	quote := sentences["en"] + " "
	if tag, sure := language.Detect(quote + strings.Repeat(sentences["fr"]+" ", 12)); tag != "fr" || !sure {
		t.Errorf("a French text that opens with English = %q, %t", tag, sure)
	}
	long := strings.Repeat(quote, 20) + strings.Repeat(sentences["de"]+" ", 400)
	if tag, sure := language.Detect(long); tag != "de" || !sure {
		t.Errorf("a long German text behind two thousand letters of English = %q, %t", tag, sure)
	}
	code := "このコードは次のように書けます。" + sentences["ja"] + ` fmt.Println("hello"); return nil`
	if tag, _ := language.Detect(code); tag != "ja" {
		t.Errorf("Japanese with code in it = %q", tag)
	}
	if tag, _ := language.Detect("Путин said in Москва that the talks with the minister would go on next week"); tag != "en" {
		t.Errorf("English with Russian names = %q", tag)
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"en-GB", "en", true},
		{"EN_us", "en", true},
		{"no", "nb", true},
		{"zh-CN", "zh-Hans", true},
		{"sr-Latn", "sr", true},
		{"sh", "hr", true},
		{"iw", "he", true},
		{"en", "de", false},
		{"es", "pt", false},
		{"", "en", false},
		{"sv", "nb", false},
	} {
		if got := language.Same(c.a, c.b); got != c.want {
			t.Errorf("Same(%q, %q) = %t", c.a, c.b, got)
		}
	}
}

func TestKnown(t *testing.T) {
	for tag, want := range map[string]bool{
		"en-GB": true, "zh": true, "sr-Latn": true, "el": true, "no": true, "fil": true, "sh": true,
		"": false, "ceb": false, "jp": false, "xx": false,
	} {
		if got := language.Known(tag); got != want {
			t.Errorf("Known(%q) = %t", tag, got)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, s := range sentences {
		f.Add(s)
	}
	f.Add("\xe6\x97")
	f.Add(strings.Repeat("\u0301", 100))
	f.Fuzz(func(t *testing.T, s string) {
		tag, sure := language.Detect(s)
		if tag == "" && sure || !utf8.ValidString(tag) {
			t.Errorf("Detect(%q) = %q, %t", s, tag, sure)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	page := strings.Repeat(sentences["de"]+" ", 60)
	language.Detect(page)
	b.ReportAllocs()
	for b.Loop() {
		language.Detect(page)
	}
}
