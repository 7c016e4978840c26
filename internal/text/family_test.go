package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFamilyHasOtherForms(t *testing.T) {
	tests := []struct{ language, word, forms, others string }{
		{"en", "missile", "missile missiles missiled", "miss missive"},
		{"en", "troops", "troop trooped trooping", "trooper"},
		{"en", "study", "studies studied studying", "studio stud"},
		{"en", "hoping", "hope hoped hopes", "hop hopping"},
		{"en", "plan", "plans planned planning", "plane planes planet"},
		{"en", "war", "wars warring", "ware waren warm"},
		{"en", "possible", "possibility possibly", "posse"},
		{"", "soldier", "soldiers", "sold solder"},
		{"it", "soldier", "soldiers", "soldato"},
		{"de", "Truppe", "truppen", "trupps"},
		{"de-AT", "Häuser", "haus hause hauses hausern", "hauptstadt"},
		{"de", "Bücher", "buch buches buchern", "bucht"},
		{"de", "Straße", "strassen", "strasbourg"},
		{"de", "war", "waren", "warm"},
		{"fr", "élève", "eleves", "eleveur"},
		{"fr", "national", "nationale nationaux nationales", "nation"},
		{"fr", "heureux", "heureuse heureuses", "heure"},
		{"fr", "décidé", "decider decide decides decidee", "decision"},
		{"fr_CA", "plan", "plans plane", "plante"},
		{"es", "soldado", "soldados", "soldadura"},
		{"es", "nación", "naciones", "nacido"},
		{"es", "habló", "hablar hablan hablaba", "habil"},
		{"es", "elección", "elecciones", "electo"},
		{"ru", "война", "воины воине воину", "вон"},
		{"", "Россия", "россии россию россиеи", "росток"},
		{"uk", "солдат", "солдаты солдатов солдатам", "сольдо"},
		{"ru", "русский", "русская русскии русского русские", "рус"},
		{"ru", "случай", "случаи случаев случае", "случка"},
		{"ru", "самолёт", "самолеты самолетов", "самокат"},
		{"ar", "كتاب", "الكتاب والكتاب للكتاب بالكتاب وكتاب", "مكتب"},
		{"", "المدرسة", "مدرسه ومدرسه للمدرسه بالمدرسه", "درس"},
	}
	for _, test := range tests {
		f := FamilyOf(test.word)
		for word := range strings.FieldsSeq(test.forms) {
			if !f.Has(word, test.language) {
				t.Errorf("FamilyOf(%q) has not %q in %q", test.word, word, test.language)
			}
			begins := slices.Contains(f.Listed(), word)
			for _, s := range f.Beginnings() {
				begins = begins || strings.HasPrefix(word, s)
			}
			if !begins && word != f.Word() {
				t.Errorf("FamilyOf(%q).Beginnings() = %q, Listed() = %q, which leave out %q", test.word, f.Beginnings(), f.Listed(), word)
			}
		}
		for word := range strings.FieldsSeq(test.others) {
			if f.Has(word, test.language) {
				t.Errorf("FamilyOf(%q) has %q in %q", test.word, word, test.language)
			}
		}
	}
	for _, word := range []string{"", "us", "2025", "covid-19", "a1b2c", "東京", "북한", "δρόμος", "mixедand", "U.S."} {
		if f := FamilyOf(word); !f.IsZero() || f.Has(word, "en") && word != "" {
			t.Errorf("FamilyOf(%q) = %+v, want none", word, f)
		}
	}
}

func FuzzFamily(f *testing.F) {
	f.Add("missiles", "missile")
	f.Add("война", "войны")
	f.Add("\xff", "")
	f.Fuzz(func(t *testing.T, word, other string) {
		x := FamilyOf(word)
		if x.IsZero() {
			return
		}
		if !x.Has(x.Word(), "") {
			t.Fatalf("%q is no form of itself", word)
		}
		for _, s := range x.Beginnings() {
			if !utf8.ValidString(s) || s == "" || !strings.HasPrefix(x.Word(), s) {
				t.Fatalf("%q begins with %q", word, s)
			}
		}
		for _, term := range Terms(other) {
			x.Languages(term.Form)
		}
	})
}
