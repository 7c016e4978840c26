package db

import (
	"fmt"
	"strings"
	"testing"

	"parallax/article"
	"parallax/internal/query"
)

// inLanguage makes an article of a language.
func inLanguage(language, text string) article.Article {
	a := said(text)
	a.Title, a.Language = "", language
	return a
}

// TestWordsAreFoundInEveryScript saves one text of each kind and looks for it
// as people type: what is found is marked, and nothing else.
func TestWordsAreFoundInEveryScript(t *testing.T) {
	tests := []struct {
		language, text string
		found, not     string // queries, a bar between
		marked         string // by the first of found
	}{
		{"en", "The missiles were launched at dawn.", "missile|MISSILES|launching|launch dawn|miss*", `"missile"|missive|"missile" dawn`, "missiles"},
		{"en", "They studied the possibility of a visit.", "study possible|studies|visits", `"study"|stud`, "studied possibility"},
		{"en", "A plane landed.", "planes", "plan", "plane"},
		{"de", "Die Häuser der Truppen am Flüsschen, Straße 5.", "haus|truppe|hauses|strasse|STRASSE|flüsschen|truppe haus", `"haus"|hauptmann|trupps`, "Häuser"},
		{"fr", "Les élèves étaient décidés; une avion plane.", "élève|eleves|décider|plan|avion", `"eleve"|élan`, "élèves"},
		{"es", "Las naciones hablaron de los soldados.", "nación|nacion|soldado|hablar", `"nacion"|nacimiento`, "naciones"},
		{"ru", "На войне самолёты видели Россию и русских.", "война|самолет|самолёт|россия|русский", `"война"|вон`, "войне"},
		{"", "Русские самолеты в России.", "россией", "росток", "России"},
		{"ar", "قرأت الكتاب في المدرسة وروسيا", "كتاب|مدرسة|المدرسه|روسيا|والكتاب", `"كتاب"|مكتبة`, "الكتاب"},
		{"fa", "کتابی در ایران ۲۰۲۵", "ايران|2025", "عراق", "ایران"},
		{"el", "Ο ΔΡΌΜΟΣ της Ελλάδας", "δρόμος|ελλάδας", "δρόμο", "ΔΡΌΜΟΣ"},
		{"tr", "Kırmızı IŞIK, İstanbul", "kirmizi|kırmızı|istanbul|işik", "kirmiz", "Kırmızı"},
		{"vi", "Đại hội ở Hồ Chí Minh", "đại hội|dai hoi|ho chi minh", "dai hoa", "Đại hội"},
		{"pl", "Łódź i Wrocław", "lodz|łódź|wroclaw", "lod", "Łódź"},
		{"zh", "北京大学的学生", "北|京大|大学|学生|北京大学", "京学|大的", "北"},
		{"ja", "東京でスーパーへ行く。ﾃﾞｰﾀ", "東京|スーパー|行|データ|ﾃﾞｰﾀ|で", "京ス|デタ", "東京"},
		{"ko", "북한의 병사들이 러시아로", "북한|병사|러시아|북한의", "한병|북의", "북한"},
		{"th", "ประเทศไทย", "ประเทศไทย|ประเ*", "ไทย", "ประเทศไทย"},
		{"he", "שָׁלוֹם לכולם", "שלום", "שלו", "שָׁלוֹם"},
		{"en", "Full ＷＩＤＴＨ, ﬁnal m², covid-19 and 10,000", "width|final|covid-19|10,000|10 000", "covid-20", "ＷＩＤＴＨ"},
	}
	d := open(t)
	var all []article.Article
	for _, test := range tests {
		all = append(all, inLanguage(test.language, test.text))
	}
	save(t, d, all...)
	for i, test := range tests {
		id := article.ID(i + 1)
		for n, typed := range strings.Split(test.found, "|") {
			q := query.Parse(typed)
			if found := ids(t, d, typed, Page{}); !contains(found, id) {
				t.Errorf("Search(%q) = %v, not %q", typed, found, test.text)
				continue
			}
			rows, err := d.Rows(t.Context(), []article.ID{id}, q)
			if err != nil {
				t.Fatal(err)
			}
			var marked []string
			for _, h := range rows[0].Hits {
				marked = append(marked, h.Of(rows[0].Snippet))
			}
			if len(marked) == 0 || n == 0 && strings.Join(marked, " ") != test.marked {
				t.Errorf("Search(%q) marks %q in %q, want %q", typed, marked, test.text, test.marked)
			}
		}
		for typed := range strings.SplitSeq(test.not, "|") {
			if found := ids(t, d, typed, Page{}); contains(found, id) {
				t.Errorf("Search(%q) = %v, with %q", typed, found, test.text)
			}
			if spans := query.NewFinder(query.Parse(typed), "", test.language).Spans(test.text); len(spans) > 0 && !strings.Contains(typed, " ") {
				t.Errorf("%q is marked in %q at %v", typed, test.text, spans)
			}
		}
	}
}

func contains(ids []article.ID, id article.ID) bool {
	for _, x := range ids {
		if x == id {
			return true
		}
	}
	return false
}

// TestMarkedIsWhatIsFound holds the index and what is marked to each other.
func TestMarkedIsWhatIsFound(t *testing.T) {
	d := open(t)
	words := strings.Fields("plan plane planes planned plans planet Plan Pläne planen plante Häuser haus house housing houses nation national nationaux nations Nationen naciones")
	var all []article.Article
	for _, language := range []string{"en", "de", "fr", "es", "it", ""} {
		for _, w := range words {
			a := inLanguage(language, fmt.Sprintf("%s in %q", w, language))
			all = append(all, a)
		}
	}
	save(t, d, all...)
	for _, typed := range words {
		found := ids(t, d, typed, Page{Limit: 1000})
		f := map[string]query.Finder{}
		for i, a := range all {
			if _, ok := f[a.Language]; !ok {
				f[a.Language] = query.NewFinder(query.Parse(typed), "", a.Language)
			}
			marked, is := len(f[a.Language].Spans(a.Text)) > 0, contains(found, article.ID(i+1))
			if marked != is {
				t.Errorf("%q: %q found %v, marked %v", typed, a.Text, is, marked)
			}
		}
	}
}

func TestTheWordAsTypedComesFirst(t *testing.T) {
	d := open(t)
	all := []article.Article{
		inLanguage("en", "missiling missiling missiling missiling"), // rare, so it would weigh most
		inLanguage("en", "a missile among very many other words that say nothing of it at all"),
		inLanguage("en", "missiles missiles"),
	}
	for i := range 30 {
		all = append(all, inLanguage("en", fmt.Sprintf("missiles and more of number %d", i)))
	}
	save(t, d, all...)
	if got := ids(t, d, "missile", Page{}); len(got) != 33 || got[0] != 2 {
		t.Errorf("Search(missile) = %v, want 2 first of 33", got)
	}
	if n, _, err := d.Count(t.Context(), query.Parse("missile"), Page{}); n != 33 || err != nil {
		t.Errorf("Count = %d, %v", n, err)
	}
	wantIDs(t, "exactly", ids(t, d, `"missile"`, Page{}), []article.ID{2})
	wantIDs(t, "other forms of what must not be", ids(t, d, "among -missiles", Page{}), nil)
}
