package widgets

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"parallax/app/ui/theme"
)

func TestMain(m *testing.M) {
	app := test.NewApp()
	app.Settings().SetTheme(theme.New(theme.Light, 0))
	os.Exit(m.Run())
}

// show puts a widget on a canvas of a size.
func show(tb testing.TB, o fyne.CanvasObject, w, h float32) fyne.Canvas {
	tb.Helper()
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(o)
	c.Resize(fyne.NewSize(w, h))
	return c
}

// pangrams returns a text of so many words in paragraphs of sixty.
func pangrams(n int) string {
	list := strings.Fields("Sphinx of black quartz judge my vow the quick brown fox jumps over lazy dogs while " +
		"Foreign Minister Choe Son Hui held significant talks with Russian President Vladimir Putin in Moscow " +
		"artillery, ballistic missiles. “considerable progress” Ukraine’s well-known 15,000 troops")
	var sb strings.Builder
	for i := range n {
		sb.WriteString(list[(i*7+i/11)%len(list)])
		if i%60 == 59 {
			sb.WriteByte('\n')
		} else {
			sb.WriteByte(' ')
		}
	}
	return sb.String()
}

// texts of many kinds, for properties that hold for all.
var anyTexts = []struct{ name, text string }{
	{"empty", ""},
	{"spaces", "   \n \t "},
	{"english", "North Korea has reportedly sent around 15,000 troops to Russia since the previous fall."},
	{"long word", strings.Repeat("Donaudampfschifffahrtsgesellschaft", 20)},
	{"chinese", "中文文字可以在任何地方换行，但是标点符号不能放在行首。这是一个很长的句子，用来测试换行。"},
	{"korean", "김정은 국무위원장은 모스크바에서 열린 회담에서 양국 관계의 강화를 강조했다."},
	{"arabic", "مرحبا بالعالم في عام 2025 مع Putin في موسكو (كرملين)."},
	{"hebrew in english", "He said שלום עולם (2025) twice."},
	{"accents apart", "e\u0301te\u0301 a\u0300 la plage, encore e\u0301te\u0301"},
	{"emoji", "flags 🇰🇷🇷🇺 family 👨‍👩‍👧‍👦 thumbs 👍🏽 done"},
	{"thai", "สวัสดีชาวโลกนี่คือข้อความยาวที่ไม่มีช่องว่าง"},
	{"not utf-8", "abc \xff\xfe def \xc3( ghi"},
	{"controls", "a\x00b\x07c\u200bd\u202ee\u2066f"},
	{"lines", "one\ntwo\r\nthree\n\n\nfour"},
	{"address", "see https://example.org/a/very/long/path/that-has/hyphens-and/slashes?in=it&more=yes now"},
}
