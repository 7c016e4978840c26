package db

import (
	"fmt"
	"strings"
	"testing"

	"parallax/article"
	"parallax/internal/query"
)

// paragraphed makes an article of paragraphs.
func paragraphed(title string, paragraphs ...string) article.Article {
	a := article.Article{Title: title, Language: "en", How: "file", Captured: testNow}
	for _, p := range paragraphs {
		if a.Text != "" {
			a.Text += "\n\n"
		}
		a.Blocks = append(a.Blocks, article.Block{Kind: article.Paragraph, Span: article.Span{Start: len(a.Text), End: len(a.Text) + len(p)}})
		a.Text += p
	}
	return a
}

func TestSentencesParagraphsAndHowOften(t *testing.T) {
	d := open(t)
	tagged := paragraphed("Nothing", "Putin said that Kim stayed.", "Troops arrived.")
	tagged.Tags = []string{"war"}
	save(t, d,
		paragraphed("Kim and Putin", "Kim met nobody. Then came troops.", "Putin was away."),
		paragraphed("Far apart", "Kim left. Putin stayed with his troops.", "Missiles, missiles and a missile."),
		tagged,
		paragraphed("Other", "Kim was there.", "So was Putin, Mr. Kim's friend. A missile."),
		paragraphed("東京 東京", "東京と大阪。", "東京。"),
		paragraphed("Unrelated", "No one was there."),
	)
	for _, test := range []struct {
		query string
		want  []article.ID
	}{
		{"same-sentence(kim putin)", []article.ID{1, 3, 4}}, // 1 in the title
		{"same-sentence(putin kim)", []article.ID{1, 3, 4}},
		{"body:same-sentence(kim putin)", []article.ID{3, 4}},
		{"title:same-sentence(kim putin)", []article.ID{1}},
		{"same-paragraph(kim putin)", []article.ID{1, 2, 3, 4}},
		{"body:same-paragraph(kim putin)", []article.ID{2, 3, 4}},
		{`same-sentence("mr kim" putin)`, []article.ID{4}},
		{"same-sentence(put* kim)", []article.ID{1, 3, 4}},
		{"same-sentence(troop arriving)", []article.ID{3}},
		{`same-sentence("troop" arriving)`, nil},
		{"-same-sentence(kim putin)", []article.ID{2, 5, 6}},
		{"kim -same-sentence(kim putin)", []article.ID{2}},
		{"kim -body:same-paragraph(kim putin)", []article.ID{1}},
		{"same-sentence(kim putin) tag:war", []article.ID{3}},
		{"same-sentence(kim putin) OR tag:war", []article.ID{1, 3, 4}},
		{"body:same-sentence(kim putin) OR title:unrelated", []article.ID{3, 4, 6}},
		{"-(body:same-sentence(kim putin) OR tag:war)", []article.ID{1, 2, 5, 6}},
		{"-(same-paragraph(kim putin) -tag:war)", []article.ID{3, 5, 6}},
		{"same-paragraph(kim putin) -same-sentence(kim putin)", []article.ID{2}},
		{"same-sentence(kim nobody) same-sentence(came troops)", []article.ID{1}},
		{"atleast(3, missile)", []article.ID{2}},
		{`atleast(2, "missiles")`, []article.ID{2}},
		{`atleast(3, "missiles")`, nil},
		{"atleast(2, kim)", []article.ID{1, 4}},
		{"body:atleast(2, kim)", []article.ID{4}},
		{"missile -atleast(2, missile)", []article.ID{4}},
		{"atleast(4, 東京)", []article.ID{5}},
		{"atleast(5, 東京)", nil},
		{"same-sentence(東京 大阪)", []article.ID{5}},
		{"same-sentence(kim putin) is:trash", nil},
	} {
		q := query.Parse(test.query)
		for _, sort := range []string{"relevance", "date", "source", "captured"} {
			wantIDs(t, test.query+" by "+sort, sorted(ids(t, d, test.query, Page{Sort: sort, Limit: 2})), test.want)
		}
		all, err := d.FindIDs(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		wantIDs(t, "FindIDs "+test.query, all, test.want)
		if n, _, err := d.Count(t.Context(), q, Page{}); err != nil || n != len(test.want) {
			t.Errorf("Count(%q) = %d, %v", test.query, n, err)
		}
		if f, err := d.Facets(t.Context(), q, Page{}); err != nil || f.Counted != len(test.want) {
			t.Errorf("Facets(%q) of %d, %v", test.query, f.Counted, err)
		}
	}
}

func TestOnlyTheNewestAreRead(t *testing.T) {
	d := open(t)
	d.limits.checked = 10
	var all []article.Article
	for i := range 30 {
		a := paragraphed("", fmt.Sprintf("Kim met Putin, number %d.", i))
		if i%3 == 0 {
			a = paragraphed("", fmt.Sprintf("Kim came. Putin went, number %d.", i))
		}
		if i%2 == 0 {
			a.Tags = []string{"even"}
		}
		all = append(all, a)
	}
	save(t, d, all...)
	for _, test := range []struct {
		query string
		want  []article.ID
		note  bool
	}{
		{"same-sentence(kim putin)", []article.ID{21, 23, 24, 26, 27, 29, 30}, true},
		{"-same-sentence(kim putin)", []article.ID{22, 25, 28}, true}, // of those that were not read nobody knows
		{"same-sentence(kim putin) tag:even", []article.ID{11, 15, 17, 21, 23, 27, 29}, true},
		{"-same-sentence(kim putin) OR tag:even", []article.ID{1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 22, 23, 25, 27, 28, 29}, true},
		{`same-sentence(kim "number 3")`, nil, false},
		{`same-sentence(putin "number 3")`, []article.ID{4}, false},
	} {
		wantIDs(t, test.query, sorted(ids(t, d, test.query, Page{})), test.want)
		hits, err := d.Search(t.Context(), query.Parse(test.query), Page{})
		if err != nil || strings.Contains(notes(hits), "10 added last") != test.note {
			t.Errorf("Search(%q): notes %q, %v", test.query, notes(hits), err)
		}
	}
}
