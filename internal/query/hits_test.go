package query

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"parallax/internal/text/language"
)

func languageOf(text string) string {
	tag, _ := language.Detect(text)
	return tag
}

func TestHitsStandInTheOriginalText(t *testing.T) {
	tests := []struct {
		query, text string
		want        []string
	}{
		{"korea", "Korea, KOREA's korean", []string{"Korea", "KOREA"}},
		{"kore*", "Korea, KOREA's korean kor", []string{"Korea", "KOREA", "korean"}},
		{"kor* ", "kor Korea", []string{"kor", "Korea"}},
		{`"north korea"`, "north. Korea, north and korea", []string{"north. Korea"}},
		{"putin's", "Putin’s plan, Putin", []string{"Putin’s"}},
		{"10,000", "10,000 or 10 000 or 10000", []string{"10,000", "10 000"}},
		{"cafe lodz", "Café Łódź", []string{"Café", "Łódź"}},
		{"東京都", "東京都庁と東京 都", []string{"東京都"}},
		{"都", "東京都庁", []string{"都"}},
		{"Москва", "В МОСКВА́", []string{"МОСКВА́"}},
		{"a -b c OR d", "a b c d", []string{"a", "c", "d"}},
		{"title:a b body:c tag:d", "a b c d", []string{"b", "c"}},
		{"NEAR(a b, 3)", "a x b", []string{"a", "b"}},
		{`"a b" "b c"`, "a b c", []string{"a b c"}},
		{`"a a"`, "a a a", []string{"a a a"}},
		{"missile", "The missiles and a missile, dismissal", []string{"missiles", "missile"}},
		{`"missile"`, "The missiles and a missile", []string{"missile"}},
		{"covid-19", "covid-19, covids 19", []string{"covid-19"}},
		{"same-sentence(deploy troop)", "They deployed troops with the", []string{"deployed", "troops"}},
		{"atleast(2, soldier)", "the soldiers of a soldier", []string{"soldiers", "soldier"}},
		{"plan", "the plan of the plane", []string{"plan"}},
		{"plan", "les plans de la femme plane sur le nuage", []string{"plans", "plane"}},
		{"Truppe", "die Truppen der Truppe und das", []string{"Truppen", "Truppe"}},
		{"война", "в войне и на войной", []string{"войне", "войной"}},
		{"كتاب", "في الكتاب وكتاب مكتبة", []string{"الكتاب", "وكتاب"}},
		{"", "a", nil},
		{"-a", "a", nil},
	}
	for _, test := range tests {
		var got []string
		for _, s := range Parse(test.query).Hits(test.text, languageOf(test.text)) {
			got = append(got, s.Of(test.text))
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("Parse(%q).Hits(%q) = %q, want %q", test.query, test.text, got, test.want)
		}
	}
}

func TestTitleHitsLeaveOutWhatIsAskedOfTheText(t *testing.T) {
	q := Parse("a title:b body:c lead:d")
	var got []string
	for _, s := range q.TitleHits("a b c d", "en") {
		got = append(got, s.Of("a b c d"))
	}
	if want := []string{"a", "b"}; !reflect.DeepEqual(got, want) {
		t.Errorf("TitleHits = %q, want %q", got, want)
	}
}

func TestDays(t *testing.T) {
	now := time.Date(2025, 3, 31, 23, 0, 0, 0, time.UTC)
	tests := []struct {
		date        string
		first, last int
	}{
		{"2025", 20250000, 20251299},
		{"2025-10", 20251000, 20251099},
		{"2025-10-27", 20251027, 20251027},
		{"0d", 20250331, 20250331},
		{"7d", 20250324, 20250324},
		{"2w", 20250317, 20250317},
		{"1y", 20240331, 20240331},
	}
	for _, test := range tests {
		if first, last := (When{"on", test.date}).Days(now); first != test.first || last != test.last {
			t.Errorf("Days(%q) = %d, %d, want %d, %d", test.date, first, last, test.first, test.last)
		}
	}
}

func BenchmarkHits(b *testing.B) {
	s := strings.Repeat("Around 10,000 North Korean soldiers are likely near Ukraine’s border, said the café’s owner. ", 35)
	f := NewFinder(Parse(`"north korean" soldiers border*`), "", "en")
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		f.Spans(s)
	}
}
