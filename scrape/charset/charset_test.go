package charset_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	jp "golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"parallax/article"
	"parallax/scrape/charset"
)

const (
	english   = "The minister said on Monday that talks would go on. "
	german    = "Der Außenminister erklärte am Montag, die Gespräche über Öl würden fortgeführt. "
	czech     = "Ministr zahraničí v pondělí řekl, že jednání budou pokračovat příští týden. "
	russian   = "Министр иностранных дел заявил в понедельник, что переговоры будут продолжены. "
	greek     = "Ο υπουργός Εξωτερικών δήλωσε τη Δευτέρα ότι οι συνομιλίες θα συνεχιστούν. "
	hebrew    = "שר החוץ אמר ביום שני כי השיחות יימשכו גם בשבוע הבא. "
	arabic    = "قال وزير الخارجية يوم الاثنين إن المحادثات ستستمر الأسبوع المقبل. "
	japanese  = "外務大臣は月曜日、協議を来週も続けると述べた。"
	chinese   = "外交部长星期一表示，会谈将在下周继续进行。"
	taiwan    = "外交部長星期一表示，會談將在下週繼續進行。"
	french    = "Le ministre des Affaires étrangères a déclaré lundi que l'été serait décisif. "
	polish    = "Minister powiedział w poniedziałek, że rozmowy będą kontynuowane w przyszłym tygodniu. "
	hungarian = "A külügyminiszter hétfőn azt mondta, hogy a tárgyalások a jövő héten is folytatódnak, ő bízik bennük. "
	romanian  = "Ministrul a declarat luni că discuţiile vor continua şi săptămâna viitoare în capitală. "
	turkish   = "Dışişleri bakanı pazartesi günü görüşmelerin gelecek hafta da süreceğini söyledi. "
	latvian   = "Ārlietu ministrs pirmdien sacīja, ka sarunas turpināsies arī nākamnedēļ. "
	bulgarian = "Министърът на външните работи заяви в понеделник, че преговорите ще продължат. "
	ukrainian = "Міністр закордонних справ заявив у понеділок, що переговори триватимуть і наступного тижня, їх підтримали. "
	persian   = "وزير امور خارجه روز دوشنبه گفت که گفتگوها هفته آينده در پايتخت ادامه خواهد يافت. "
	thai      = "รัฐมนตรีต่างประเทศกล่าวเมื่อวันจันทร์ว่าการเจรจาจะดำเนินต่อไปในสัปดาห์หน้า "
	korea     = "외무상은 월요일 다음 주에도 회담을 계속한다고 말했다. "
)

func TestDecodeWithoutADeclaration(t *testing.T) {
	for _, c := range []struct {
		name string
		enc  encoding.Encoding
		text string
	}{
		{"utf-8", unicode.UTF8, russian},
		{"utf-8 with a mark", unicode.UTF8BOM, german},
		{"utf-16le with a mark", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), german},
		{"utf-16be with a mark", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), japanese},
		{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), english},
		{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), english},
		{"windows-1252", charmap.Windows1252, german},
		{"cp850", charmap.CodePage850, german},
		{"windows-1250", charmap.Windows1250, czech},
		{"windows-1251", charmap.Windows1251, russian},
		{"koi8-r", charmap.KOI8R, russian},
		{"cp866", charmap.CodePage866, russian},
		{"iso-8859-5", charmap.ISO8859_5, russian},
		{"mac", charmap.MacintoshCyrillic, russian},
		{"windows-1253", charmap.Windows1253, greek},
		{"windows-1255", charmap.Windows1255, hebrew},
		{"windows-1256", charmap.Windows1256, arabic},
		{"shift_jis", jp.ShiftJIS, japanese},
		{"gb18030", simplifiedchinese.GB18030, chinese},
		{"big5", traditionalchinese.Big5, taiwan},
		{"euc-kr", korean.EUCKR, korea},
		{"euc-jp", jp.EUCJP, japanese},
		{"iso-2022-jp", jp.ISO2022JP, japanese},
		{"hz", simplifiedchinese.HZGB2312, chinese},
		{"utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), english},
		{"utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), russian},
		{"utf-32be with a mark", utf32.UTF32(utf32.BigEndian, utf32.UseBOM), japanese},
		{"windows-1252, French", charmap.Windows1252, french},
		{"mac roman", charmap.Macintosh, french},
		{"iso-8859-2", charmap.ISO8859_2, polish},
		{"cp852", charmap.CodePage852, polish},
		{"windows-1250, Hungarian", charmap.Windows1250, hungarian},
		{"windows-1250, Romanian", charmap.Windows1250, romanian},
		{"windows-1254", charmap.Windows1254, turkish},
		{"windows-1257", charmap.Windows1257, latvian},
		{"windows-1251, Bulgarian", charmap.Windows1251, bulgarian},
		{"koi8-u", charmap.KOI8U, ukrainian},
		{"ibm855", charmap.CodePage855, bulgarian},
		{"iso-8859-7", charmap.ISO8859_7, greek},
		{"iso-8859-6", charmap.ISO8859_6, arabic},
		{"windows-1256, Persian", charmap.Windows1256, persian},
		{"windows-874", charmap.Windows874, thai},
	} {
		for _, times := range []int{1, 12} {
			want := strings.Repeat(c.text, times)
			raw, err := c.enc.NewEncoder().String(want)
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			got, err := charset.Decode([]byte(raw), "", false)
			if err != nil || got != want {
				t.Errorf("%s: Decode = %.60q, %v, want %.60q", c.name, got, err, want)
			}
		}
	}
}

func TestDecodeByDeclaration(t *testing.T) {
	raw, err := charmap.ISO8859_2.NewEncoder().String("<meta charset='iso-8859-2'><p>Šiška")
	if err != nil {
		t.Fatal(err)
	}
	latin1, err := charmap.Windows1252.NewEncoder().String(german)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		raw, media, want string
	}{
		{raw, "", "<meta charset='iso-8859-2'><p>Šiška"},
		{"<meta charset='utf-16'><p>caf\xc3\xa9", "", "<meta charset='utf-16'><p>café"},
		{"<meta charset='windows-1252'><p>caf\xc3\xa9", "", "<meta charset='windows-1252'><p>café"}, // it is UTF-8 all the same
		{"<!-- <meta charset=big5> --><meta charset=koi8-r><p>\xcc\xc9\xd2", "", "<!-- <meta charset=big5> --><meta charset=koi8-r><p>лир"},
		{"<p>\xcc\xc9\xd2", "text/html; charset=koi8-r", "<p>лир"},
		{"<p>\xcc\xc9\xd2", `text/html; charset="KOI8-R"; x=y`, "<p>лир"},
		{raw, "text/html; charset=utf-8", "<meta charset='iso-8859-2'><p>Šiška"},                               // the header is not true, the page is
		{"<meta charset=iso-8859-2><p>\xe9", "text/html; charset=iso-8859-7", "<meta charset=iso-8859-2><p>ι"}, // the server has the last word
		{"<meta charset=euc-kr><p>" + latin1, "", "<meta charset=euc-kr><p>" + german},                         // it does not fit
	} {
		got, err := charset.Decode([]byte(c.raw), c.media, true)
		if err != nil || got != c.want {
			t.Errorf("Decode(%q, %q) = %q, %v, want %q", c.raw, c.media, got, err, c.want)
		}
	}
}

func TestReadSaysWhatToldTheEncoding(t *testing.T) {
	for _, c := range []struct {
		raw, media string
		want       charset.Source
	}{
		{"plain", "", charset.Source{Encoding: "utf-8", By: charset.ByBytes}},
		{"\xff\xfea\x00", "", charset.Source{Encoding: "utf-16le", By: charset.ByMark}},
		{"\xef\xbb\xbfplain", "", charset.Source{Encoding: "utf-8", By: charset.ByMark}},
		{"\xef\xbb\xbfcaf\xe9 cr\xe8me", "", charset.Source{Encoding: "windows-1252", By: charset.ByWords}}, // a mark that is not true
		{"\xcc\xc9\xd2", "text/html; charset=koi8-r", charset.Source{Encoding: "koi8-r", By: charset.ByHeader}},
		{"<meta charset=koi8-r>\xcc\xc9\xd2", "", charset.Source{Encoding: "koi8-r", By: charset.ByMarkup}},
		{"caf\xe9 cr\xe8me", "", charset.Source{Encoding: "windows-1252", By: charset.ByWords}},
		{"\x1b$)C\n\x0e\x3e\x48\x33\x67\x0f", "", charset.Source{Encoding: "iso-2022-kr", By: charset.ByBytes}},
	} {
		if _, got, err := charset.Read([]byte(c.raw), c.media, true); err != nil || got != c.want {
			t.Errorf("Read(%q, %q) = %v, %v, want %v", c.raw, c.media, got, err, c.want)
		}
	}
}

// TestDecodeReadsKoreanOfOtherTimes reads the two encodings that no package has,
// Johab and the one of seven bits.
func TestDecodeReadsKoreanOfOtherTimes(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"\xb4e\x91w\xd0a\xadA\xb6a \xb7\xa1\xb4\xa1\x8b\xa1 \xac\xe9\xa1w\xac\xe1 \xf7\xd3\xf1\xae", "안녕하세요 이야기 설명서 漢字"},
		{"\x1b$)C\n\x0e\x3e\x48\x33\x67\x0f!\n", "안녕!"},
	} {
		got, err := charset.Decode([]byte(c.raw), "", false)
		if err != nil || !strings.Contains(got, c.want) {
			t.Errorf("Decode(%q) = %q, %v, want %q", c.raw, got, err, c.want)
		}
	}
}

// TestDecodeIsNotMisledByScripts reads pages whose letters are few beside much
// that is English for machines.
func TestDecodeIsNotMisledByScripts(t *testing.T) {
	script := strings.Repeat("function trackPageView(event) { return window.analytics.push(event.target.value) } // ", 50)
	for _, c := range []struct {
		enc  encoding.Encoding
		text string
	}{{charmap.Windows1254, turkish}, {charmap.Windows1250, hungarian}, {charmap.Windows1251, bulgarian}, {charmap.Windows1257, latvian}} {
		want := "<script>" + script + "</script><p>" + c.text + "<script>var title = '" + c.text + "'; " + script + "</script>"
		raw, err := c.enc.NewEncoder().String(want)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := charset.Decode([]byte(raw), "", true); err != nil || got != want {
			t.Errorf("%v: Decode of %.30q is another text, %v", c.enc, c.text, err)
		}
	}
}

func TestDecodeFindsWhatIsFarDown(t *testing.T) {
	raw, err := charmap.Windows1251.NewEncoder().String(russian)
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Repeat("<div class=ascii>and so on</div>\n", 20_000)
	got, err := charset.Decode([]byte(page+"<p>"+raw), "", true)
	if err != nil || !strings.HasSuffix(got, russian) {
		t.Errorf("Decode = …%q, %v", got[max(0, len(got)-100):], err)
	}
}

func TestDecodeIsNotMisledByASignOrTwo(t *testing.T) {
	for raw, want := range map[string]string{
		"win \xa3825 on a \xa32 bet":                           "win £825 on a £2 bet",
		"Die man het \x92n boek gekoop en \x92n pen":           "Die man het ’n boek gekoop en ’n pen",
		"P\xe5 mandag sa han: \xabNei\xbb":                     "På mandag sa han: «Nei»",
		"\x93Quoted\x94 \x96 and so on\x85":                    "“Quoted” – and so on…",
		"It costs 10 \x80 \xa9 2020":                           "It costs 10 € © 2020",
		"caf\xe9 \xa0 \xa0 \xa0 we\x92ve \xa0 \xa0 act\x97one": "café \u00a0 \u00a0 \u00a0 we’ve \u00a0 \u00a0 act—one",
		"20 \xb0C in M\xfcnchen":                               "20 °C in München",
	} {
		if got, err := charset.Decode([]byte(raw), "", false); err != nil || got != want {
			t.Errorf("Decode(%q) = %q, %v, want %q", raw, got, err, want)
		}
	}
}

func BenchmarkDecodeUndeclared(b *testing.B) {
	raw, err := charmap.Windows1251.NewEncoder().String(strings.Repeat("<p>"+russian, 1000))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := charset.Decode([]byte(raw), "", true); err != nil {
			b.Fatal(err)
		}
	}
}

func TestDecodeKeepsLinesAndSmallDamage(t *testing.T) {
	got, err := charset.Decode([]byte("\ufeffone\r\ntwo\rthree"), "", false)
	if err != nil || got != "one\ntwo\nthree" {
		t.Errorf("Decode = %q, %v", got, err)
	}
	damaged := strings.Repeat("дом ", 50) + "\xff" + strings.Repeat(" дом", 50)
	got, err = charset.Decode([]byte(damaged), "", false)
	if err != nil || got != strings.ReplaceAll(damaged, "\xff", "\ufffd") {
		t.Errorf("Decode of damaged UTF-8 = %.20q, %v", got, err)
	}
}

func TestDecodeBelievesADeclarationOfUTF8WithSomeDamage(t *testing.T) {
	words := strings.Repeat("plain words of a page ", 20)
	for _, c := range []struct{ mediaType, raw string }{
		{"text/html", `<meta charset="utf-8"><p>` + words + "one – two – three\x97four\xe9"},
		{"text/html; charset=UTF-8", "<p>" + words + "one – two – three\x97four\xe9"},
	} {
		got, src, err := charset.Read([]byte(c.raw), c.mediaType, true)
		if want := strings.ToValidUTF8(c.raw, "\ufffd"); err != nil || got != want || src.Encoding != "utf-8" {
			t.Errorf("Read(%.30q) = %q as %v, %v", c.raw, got[len(got)-40:], src, err)
		}
	}
	undeclared := "<p>" + words + "caf\xe9 \x97 caf\xe9"
	if got, src, err := charset.Read([]byte(`<meta charset="utf-8">`+undeclared), "", true); err != nil || src.Encoding != "windows-1252" {
		t.Errorf("Read of windows-1252 that says it is UTF-8 = %.20q as %v, %v", got, src, err)
	}
}

func TestDecodeTakesStrayNULsForDamage(t *testing.T) {
	words := strings.Repeat("plain words of a page ", 60)
	got, err := charset.Decode([]byte(words+"\x00"+words), "", true)
	if err != nil || got != words+words {
		t.Errorf("Decode with a NUL = %.20q…, %v", got, err)
	}
}

func TestDecodeRefusesWhatIsNoText(t *testing.T) {
	for _, raw := range []string{"\x00\x01\x02\x03\x04\x05\x06\x07", "\x7fELF\x01\x02\x03\x04\x05\x06\x0e\x0f", "words\x00words"} {
		if got, err := charset.Decode([]byte(raw), "", false); !errors.Is(err, article.ErrBinary) {
			t.Errorf("Decode(%q) = %q, %v, want ErrBinary", raw, got, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(german), true)
	f.Add([]byte("\xff\xfea\x00"), false)
	f.Add([]byte("\x1b$B"), false)
	f.Fuzz(func(t *testing.T, raw []byte, markup bool) {
		s, err := charset.Decode(raw, "", markup)
		if err != nil {
			return
		}
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\r\x00") {
			t.Errorf("Decode(%q) = %q", raw, s)
		}
		if utf8.Valid(raw) && !bytes.ContainsAny(raw, "\x00\x1b") && len(s) > len(raw) {
			t.Errorf("Decode(%q) grew UTF-8 to %q", raw, s)
		}
	})
}

// UTF-8 that holds the escape of another encoding is UTF-8 all the same.
func TestAnEscapeInUTF8IsNoOtherEncoding(t *testing.T) {
	for _, escape := range []string{"\x1b$B", "\x1b$@", "\x1b$)C"} {
		s, src, err := charset.Read([]byte(german+escape+" "+russian), "", false)
		if err != nil || src.Encoding != "utf-8" || !strings.Contains(s, "erklärte") || !strings.Contains(s, "Министр") {
			t.Errorf("Read with %q = %.60q in %q, %v, want UTF-8", escape, s, src.Encoding, err)
		}
	}
}
