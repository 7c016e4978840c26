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

	"parallax/article"
	"parallax/scrape/charset"
)

const (
	english  = "The minister said on Monday that talks would go on. "
	german   = "Der Außenminister erklärte am Montag, die Gespräche über Öl würden fortgeführt. "
	czech    = "Ministr zahraničí v pondělí řekl, že jednání budou pokračovat příští týden. "
	russian  = "Министр иностранных дел заявил в понедельник, что переговоры будут продолжены. "
	greek    = "Ο υπουργός Εξωτερικών δήλωσε τη Δευτέρα ότι οι συνομιλίες θα συνεχιστούν. "
	hebrew   = "שר החוץ אמר ביום שני כי השיחות יימשכו גם בשבוע הבא. "
	arabic   = "قال وزير الخارجية يوم الاثنين إن المحادثات ستستمر الأسبوع المقبل. "
	japanese = "外務大臣は月曜日、協議を来週も続けると述べた。"
	chinese  = "外交部长星期一表示，会谈将在下周继续进行。"
	taiwan   = "外交部長星期一表示，會談將在下週繼續進行。"
	korea    = "외무상은 월요일 다음 주에도 회담을 계속한다고 말했다. "
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
	} {
		want := strings.Repeat(c.text, 12)
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

func TestDecodeByDeclaration(t *testing.T) {
	raw, err := charmap.ISO8859_2.NewEncoder().String("<meta charset='iso-8859-2'><p>Šiška")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		raw, media, want string
	}{
		{raw, "", "<meta charset='iso-8859-2'><p>Šiška"},
		{"<meta charset='utf-16'><p>caf\xc3\xa9", "", "<meta charset='utf-16'><p>café"},
		{"<meta charset='windows-1252'><p>caf\xc3\xa9", "", "<meta charset='windows-1252'><p>café"}, // it is UTF-8 all the same
		{"<p>\xcc\xc9\xd2", "text/html; charset=koi8-r", "<p>лир"},
	} {
		got, err := charset.Decode([]byte(c.raw), c.media, true)
		if err != nil || got != c.want {
			t.Errorf("Decode(%q, %q) = %q, %v, want %q", c.raw, c.media, got, err, c.want)
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
