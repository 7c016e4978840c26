package db

import (
	"fmt"
	"testing"

	"parallax/article"
	"parallax/internal/query"
)

func TestSearchSuggestsWhatWasMeant(t *testing.T) {
	d := open(t)
	var all []article.Article
	for i := range 200 {
		text := fmt.Sprintf("Soldiers near Kursk, parliament, президент и солдаты, number %d", i)
		if i == 7 {
			text += " kurks soldeirs"
		}
		if i < 10 {
			text += " kirsk"
		}
		all = append(all, inLanguage("en", text))
	}
	save(t, d, all...)
	none := func(word, like, query string) string {
		return fmt.Sprintf("No article has “%s”; did you mean “%s”? Search for: %s", word, like, query)
	}
	for _, test := range []struct{ query, want string }{
		{"kusrk", none("kusrk", "kursk", "kursk")}, // also near kirsk, which fewer have
		{"KUSRK -japan", none("KUSRK", "kursk", "kursk -japan")},
		{"kursck soldiers", none("kursck", "kursk", "kursk soldiers")},
		{"xursk", none("xursk", "kursk", "kursk")},
		{"parlaiment OR kursk", none("parlaiment", "parliament", "parliament OR kursk")},
		{"paliamnet", none("paliamnet", "parliament", "parliament")},
		{"body:kusrk sort:date", none("kusrk", "kursk", "body:kursk sort:date")},
		{"same-sentence(kusrk soldiers)", none("kusrk", "kursk", "same-sentence(kursk soldiers)")},
		{"президнет", none("президнет", "президент", "президент")},
		{"kurks", "Hardly any article has “kurks”; did you mean “kursk”? Search for: kursk"},
		{"soldier", ""}, // has another form
		{`"kusrk"`, ""}, // is meant so
		{"kusrk*", ""},
		{"-kusrk", ""},
		{"zzzzzzzz", ""},
		{"123456", ""},
		{"北京", ""},
		{"abc", ""},
	} {
		hits, err := d.Search(t.Context(), query.Parse(test.query), Page{})
		if err != nil || notes(hits) != test.want {
			t.Errorf("Search(%q) notes %q, %v, want %q", test.query, notes(hits), err, test.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"kursk", "kursk", 0},
		{"kusrk", "kursk", 1},
		{"ursk", "kursk", 1},
		{"kurskk", "kursk", 1},
		{"karsk", "kursk", 1},
		{"ukrsk", "kursk", 1},
		{"abcd", "badc", 2},
		{"a", "abcd", 3},
		{"", "ab", 2},
		{"война", "воина", 1},
	} {
		if got := distance([]rune(test.a), []rune(test.b), 4); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
	}
}
