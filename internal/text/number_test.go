package text

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// numbersIn returns the numbers of s as "text|value|to|vague|unit|bound".
func numbersIn(s, language string) []string {
	toks := Tokens(s)
	_, masked := NewDateReader(language, time.Date(2018, 5, 15, 0, 0, 0, 0, time.UTC)).Read(s, toks)
	var out []string
	for _, n := range Numbers(s, toks, language, masked) {
		x := fmt.Sprintf("%s|%s|%s|%s|%s|%s", n.Of(s), n.Value, n.To, n.Vague, n.Unit, n.Bound)
		if n.Age {
			x += "|age"
		}
		out = append(out, x)
	}
	return out
}

func TestNumbers(t *testing.T) {
	for _, x := range []struct {
		language, in string
		want         []string
	}{
		{"en", "approximately 15,000 North Korean troops", []string{"approximately 15,000|15000||||about"}},
		{"en", "At least five people, more than 20 cars", []string{"At least five|5||||at least", "more than 20|20||||more than"}},
		{"en", "fewer than 3 percent; up to 7.8%; 8 percentage points", []string{"fewer than 3 percent|3|||percent|less than", "up to 7.8%|7.8|||percent|at most", "8 percentage points|8|||percentage points|exact"}},
		{"en", "a 72-hour truce, a 38-year-old man", []string{"72-hour|72|||hours|exact", "38-year-old|38|||years|exact|age"}},
		{"en", "20,000 to 30,000 pages, between 10 and 15 men, 20 or 30 shells", []string{"20,000 to 30,000|20000|30000|||exact", "between 10 and 15|10|15|||exact", "20 or 30|20|30|||about"}},
		{"en", "$1.5 million, $6-billion, 400 dollars, half a million, a dozen", []string{"$1.5 million|1500000|||US dollars|exact", "$6-billion|6000000000|||US dollars|exact", "400 dollars|400|||US dollars|exact", "half a million|500000||||exact", "a dozen|12||||exact"}},
		{"en", "twenty-three people, two hundred and fifty, three and a half years", []string{"twenty-three|23||||exact", "two hundred and fifty|250||||exact", "three and a half years|3.5|||years|exact"}},
		{"en", "thousands of troops, several weeks, hundreds of thousands of people", []string{"thousands|||thousands||exact", "several weeks|||several|weeks|exact", "hundreds of thousands|||hundreds of thousands||exact"}},
		{"en", "a 19-10 vote", []string{"19|19||||exact", "10|10||||exact"}},
		{"en", "2 1/2 years, 10 or more dead", []string{"2 1/2 years|2.5|||years|exact", "10 or more|10||||at least"}},
		{"en", "within a minute, minutes before midnight", []string{"within a minute|1|||minutes|at most", "minutes|||minutes|minutes|exact"}},
		{"en", "the first man, one of them, the 37th president, on May 5, 2018, at 10:30 a.m.", nil},
		{"en", "Channel 10, 1600 Pennsylvania Avenue, F-16 jets, the 911 call, #5, 49ers", nil},
		{"de", "rund 15.000 Soldaten, 7,5 Prozent, zweiundzwanzig Tote, mindestens 3 Millionen Euro", []string{"rund 15.000|15000||||about", "7,5 Prozent|7.5|||percent|exact", "zweiundzwanzig|22||||exact", "mindestens 3 Millionen Euro|3000000|||euros|at least"}},
		{"fr", "environ 15 000 soldats, plus de 7,5 pour cent, trois ans", []string{"environ 15 000|15000||||about", "plus de 7,5 pour cent|7.5|||percent|more than", "trois ans|3|||years|exact"}},
		{"es", "unos 15.000 soldados, al menos dos millones de dólares", []string{"unos 15.000|15000||||about", "al menos dos millones|2000000||||at least"}},
		{"ru", "около 15 тысяч солдат, не менее пяти человек", []string{"около 15 тысяч|15000||||about", "не менее пяти|5||||at least"}},
	} {
		got := numbersIn(x.in, x.language)
		want := x.want
		if strings.Join(got, "; ") != strings.Join(want, "; ") {
			t.Errorf("Numbers(%q)\n got %q\nwant %q", x.in, got, want)
		}
	}
}

func TestParseDigits(t *testing.T) {
	for _, x := range []struct {
		in    string
		comma bool
		want  float64
	}{{"15,000", false, 15000}, {"7.8", false, 7.8}, {"1,234.5", false, 1234.5}, {"15.000", true, 15000}, {"7,8", true, 7.8}, {"1.234,5", true, 1234.5}, {"7,8", false, 7.8}} {
		if got, ok := ParseDigits(x.in, x.comma); !ok || got != x.want {
			t.Errorf("ParseDigits(%q, %v) = %v, %v, want %v", x.in, x.comma, got, ok, x.want)
		}
	}
}

// FuzzNumbersAndDates holds all findings to their places.
func FuzzNumbersAndDates(f *testing.F) {
	for _, s := range []string{"$5 to 10 million on May 5, 2018", "between 3 and", "the past", "10-", "vor 3", "9/11", "May 5-", "$", "2 1/2 and", "five- to"} {
		f.Add(s, "en")
		f.Add(s, "de")
	}
	f.Fuzz(func(t *testing.T, s, language string) {
		toks := Tokens(s)
		dates, masked := NewDateReader(language, time.Date(2018, 2, 28, 0, 0, 0, 0, time.UTC)).Read(s, toks)
		if len(masked) != len(toks) {
			t.Fatalf("%d masks for %d tokens", len(masked), len(toks))
		}
		at := 0
		for _, d := range dates {
			if d.First < at || d.Last <= d.First || d.Last > len(toks) || d.Start != toks[d.First].Start || d.End != toks[d.Last-1].End {
				t.Fatalf("date %+v of %q", d, s)
			}
			at = d.Last
		}
		at = 0
		for _, n := range Numbers(s, toks, language, masked) {
			if n.First < 0 || n.Last < n.First || n.Last > len(toks) || n.Last < at || n.Start > n.End || n.Value == "" && n.Vague == "" {
				t.Fatalf("number %+v of %q", n, s)
			}
			at = n.Last
		}
	})
}
