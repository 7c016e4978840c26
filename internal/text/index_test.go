package text

import (
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestIndexFoldsWhatReadersDoNotTell(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{" \n\t—…", ""},
		{"North Korea's 10,000 troops", "north korea s 10 000 troops"},
		{"Łódź Đuro Straße Øresund Æon œuvre Þór İstanbul ISPARTA ısı", "lodz duro strasse oresund aeon oeuvre thor istanbul isparta isi"},
		{"café cafe\u0301 CAFÉ", "cafe cafe cafe"},
		{"co\u00adoperate zero\u200dwidth a\u200bb", "cooperate zerowidth a b"},
		{"ﬁnal ＡＢＣ１２ m² Ⅷ", "final abc12 m2 viii"},
		{"Путина ЁЛКА", "путина елка"},
		{"ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ"},
		{"مُحَمَّد محمد كـــتاب أحمد", "محمد محمد كتاب احمد"},
		{"على مدرسة ٱلْكتاب إلى آخر ٢٠٢٥ ۱۲", "علي مدرسه الكتاب الي اخر 2025 12"},
		{"שָׁלוֹם", "שלום"},
		{"Việt Nam Đà Nẵng Hồ Chí Minh", "viet nam da nang ho chi minh"},
		{"東京都庁", "東京 京都 都庁 庁"},
		{"東", "東"},
		{"東京。大阪", "東京 京 大阪 阪"},
		{"abc東京2020年x", "abc 東京 京 2020 年 x"},
		{"북한이", "북한 한이 이"},
		{"북한", "북한 한"}, // conjoining letters
		{"ガス カ\u3099ス ｶﾞｽ", "ガス ス ガス ス ガス ス"},
		{"スーパー", "スー ーパ パー ー"},
		{"a\xffb", "a b"},
		{"👍🏽 ok", "ok"},
	}
	for _, test := range tests {
		if got := Index(test.in); got != test.want {
			t.Errorf("Index(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestIndexPrefixedMarksEveryToken(t *testing.T) {
	if got, want := IndexPrefixed("Choe Sang-Hun 東京", "a"), "achoe asang ahun a東京 a京"; got != want {
		t.Errorf("IndexPrefixed = %q, want %q", got, want)
	}
}

func TestTermsFindTheTextGoingOn(t *testing.T) {
	tests := []struct {
		in   string
		want []Term
	}{
		{"putin's", []Term{{"putin", false}, {"s", false}}},
		{"都", []Term{{"都", true}}},
		{"東京都", []Term{{"東京", false}, {"京都", false}}},
		{"東京2020", []Term{{"東京", false}, {"京", false}, {"2020", false}}},
		{"2020年", []Term{{"2020", false}, {"年", true}}},
		{"!?", nil},
	}
	for _, test := range tests {
		if got := Terms(test.in); !reflect.DeepEqual(got, test.want) {
			t.Errorf("Terms(%q) = %v, want %v", test.in, got, test.want)
		}
	}
}

func TestTokensStandWhereTheyWereRead(t *testing.T) {
	s := "Łódź, 東京都 – café"
	var got []string
	for tok := range Entries(s) {
		got = append(got, tok.Form+"="+tok.Of(s))
	}
	want := []string{"lodz=Łódź", "東京=東京", "京都=京都", "都=都", "cafe=café"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Entries = %q, want %q", got, want)
	}
}

func FuzzIndex(f *testing.F) {
	for _, s := range []string{"", "abc 東京", "a\xff\u0301", "ｶﾞ각", "ﷺ½", "\u0301x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var forms []string
		last := -1
		for tok := range Entries(s) {
			if tok.Start < last || tok.Start >= tok.End || tok.End > len(s) {
				t.Fatalf("token %v out of order or of bounds in %q", tok, s)
			}
			last = tok.Start
			if !utf8.ValidString(tok.Form) || tok.Form == "" {
				t.Fatalf("token %q of %q", tok.Form, s)
			}
			if strings.ContainsFunc(tok.Form, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
				t.Fatalf("token %q of %q holds what the index would split", tok.Form, s)
			}
			forms = append(forms, tok.Form)
		}
		if got := Index(s); got != strings.Join(forms, " ") {
			t.Fatalf("Index(%q) = %q, Entries give %q", s, got, forms)
		}
	})
}

func BenchmarkIndex(b *testing.B) {
	s := strings.Repeat("Around 10,000 North Korean soldiers are likely near Ukraine’s border, said the café’s owner. ", 35)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Index(s)
	}
}
