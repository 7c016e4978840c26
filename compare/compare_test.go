package compare_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"parallax/article"
	"parallax/compare"
)

// texts makes readings named a, b, … of texts published on one day.
func texts(list ...string) []compare.Reading {
	var out []compare.Reading
	for i, s := range list {
		r := compare.Read(article.Article{ID: article.ID(i + 1), Text: s, Language: "en", Published: article.ParseDate("2018-06-28")})
		r.ID = string(rune('a' + i))
		out = append(out, r)
	}
	return out
}

func TestNumberVerdicts(t *testing.T) {
	for _, x := range []struct {
		name, a, b, words string
		want              compare.Verdict
	}{
		{
			"one value", "The fire in the Lisbon hotel killed 12 people on Monday, police said.", "Police said the hotel fire in Lisbon on Monday killed 12 people.", "12 people",
			compare.Agree,
		},
		{
			"two values", "The fire in the Lisbon hotel killed 12 people on Monday, police said.", "Police said the hotel fire in Lisbon on Monday killed 17 people.", "12 people",
			compare.Conflict,
		},
		{
			"other things", "The fire in the Lisbon hotel killed 12 people on Monday, police said.", "The hotel in Lisbon had 300 rooms on nine floors and was built for tourists.", "12 people",
			compare.Alone,
		},
		{
			"at least and exactly", "At least 12 people were killed in the hotel fire in Lisbon, police said.", "The hotel fire in Lisbon killed 13 people, police said.", "At least 12 people",
			compare.Compatible,
		},
		{
			"vague", "Thousands of soldiers were sent to the border with Belarus on Monday, the army said.", "The army said 15,000 soldiers were sent to the border with Belarus on Monday.",
			"Thousands of soldiers", compare.Compatible,
		},
		{
			"hours and days", "The 72-hour truce between the army and the rebels in Aden took effect on Monday.", "A three-day truce between the army and the rebels in Aden took effect on Monday.",
			"72-hour truce", compare.Agree,
		},
	} {
		c := compareAll(t, texts(x.a, x.b), nil)
		f := find(c, compare.Number, "a", x.words)
		if f == nil {
			t.Errorf("%s: no number %q among %+v", x.name, x.words, c.Facts)
		} else if f.Verdict != x.want {
			t.Errorf("%s: %q is %s (%v), want %s", x.name, x.words, f.Verdict, f.Why, x.want)
		}
	}
}

func TestCopiesAndRewritesCountAsOneOrigin(t *testing.T) {
	body := "The ministry of trade said on Monday that exports to Norway had fallen by nine percent in the first half of the year. Minister Anna Berg told reporters in Oslo that the fall was due to the weak harvest. " +
		"Farmers in the north lost most of their wheat after three weeks of rain, according to the union. The government plans to support them with 40 million euros. Prices of bread rose in all towns."
	c := compareAll(t, texts(body, body+" It was first reported here.", "A football match in Madrid ended without a goal after ninety minutes of rain."), nil)
	if got := c.Relations[0].Relation; got != compare.Copy {
		t.Errorf("relation of a copy = %s, want copy", got)
	}
	if got := c.Relations[1].Relation; got != compare.Unrelated {
		t.Errorf("relation of another article = %s, want unrelated", got)
	}
	if a, b, x := c.Articles[0].Origin, c.Articles[1].Origin, c.Articles[2].Origin; a != b || a == x {
		t.Errorf("origins = %d, %d, %d, want the copy to count with its original", a, b, x)
	}
	same := slices.ContainsFunc(c.Passages, func(p compare.Passage) bool { return p.Kind == compare.SameWords && len(p.Words) > 0 })
	only := slices.ContainsFunc(c.Passages, func(p compare.Passage) bool { return p.Kind == compare.OnlyHere && p.B == nil })
	if !same || !only {
		t.Errorf("passages = %+v, want some with the same words and some only here", c.Passages)
	}
}

func TestNamesMergeOverArticles(t *testing.T) {
	c := compareAll(t, texts(
		"Foreign Minister Thomas Marquardt met Governor Larry Hogan in Annapolis, Md., on Monday. Marquardt thanked the governor.",
		"Tom Marquardt said in Annapolis that talks with Gov. Larry Hogan went well. “We agree,” Mr. Hogan told CNN.",
		"Marquardt left for the United States Naval Academy. Hogan stayed in Maryland, said Thomas J. Marquardt Jr.",
	), nil)
	for words, label := range map[string]string{"Marquardt": "Marquardt", "Hogan": "Larry Hogan"} {
		f := find(c, compare.Person, "c", words)
		if f == nil || len(f.Variants) != 3 || f.Verdict != compare.Agree || label == "Larry Hogan" && f.Label != label {
			t.Errorf("%s: %+v, want one person in three articles that agree", words, f)
		}
	}
	if f := find(c, compare.Place, "a", "Md"); f == nil || f.Label != "Maryland" && !slices.Contains(f.Variants["c"], "Maryland") {
		t.Errorf("Md.: %+v, want Maryland", f)
	}
}

func TestSpeakersByGrammar(t *testing.T) {
	for _, x := range []struct{ text, words, speaker string }{
		{"“We will not go back,” said Anna Berg, a teacher from Oslo.", "We will not go back,", "Anna Berg"},
		{"Anna Berg met Karl Lund on Monday and emphasized “the long friendship of the towns” in her speech.", "the long friendship of the towns", "Anna Berg"},
		{"Karl Lund met Anna Berg. He told reporters: “I was glad to see her again.”", "I was glad to see her again.", "Karl Lund"},
		{"“It was dark,” Anna Berg said. “I saw nothing at all.”", "I saw nothing at all.", "Anna Berg"},
		{"Steve Schuh, the county executive, told CNN the weapon was “not in his immediate reach.”", "not in his immediate reach.", "Steve Schuh"},
		{"According to police, the man was “armed with two knives” when he came.", "armed with two knives", "police"},
	} {
		c := compareAll(t, texts(x.text), nil)
		f := find(c, compare.Quote, "a", x.words)
		if f == nil {
			t.Errorf("no quotation %q in %q", x.words, x.text)
		} else if got := f.Sayings[0].Sayer; got != x.speaker {
			t.Errorf("%q is said by %q, want %q", x.words, got, x.speaker)
		}
	}
}

func TestModality(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"The country sent 500 workers to the region.", "done"},
		{"The country is poised to send 500 workers to the region.", "planned"},
		{"The country could send 500 workers to the region.", "possible"},
		{"The ministry denied that 500 workers were in the region.", "denied"},
	} {
		f := compare.Facts(texts(x.text)[0])
		if len(f.Numbers) != 1 || f.Numbers[0].Sayings[0].Modality != x.want {
			t.Errorf("modality of %q = %+v, want %s", x.text, f.Numbers, x.want)
		}
	}
}

func TestTitleFactsStandInTheTitle(t *testing.T) {
	a := article.Article{ID: 1, Title: "Ferry with 80 passengers sinks off Luzon", Text: "The ferry sank on Monday."}
	f := compare.Facts(compare.Read(a))
	if len(f.Numbers) != 1 || f.Numbers[0].Sayings[0].In != "title" || f.Numbers[0].Sayings[0].Text != "80 passengers" {
		t.Errorf("numbers = %+v, want 80 passengers in the title", f.Numbers)
	}
}

// FuzzCompare holds comparisons of any texts to the form: spans hold their
// words, nothing is nil, the same comes twice.
func FuzzCompare(f *testing.F) {
	f.Add("Five people died, police said.", "“Six people” died, said Mr. X of the U.N.", "T")
	f.Add("* a\n* Anna Berg, 38, said \"no", "12-13 — 1/2 %", "")
	f.Fuzz(func(t *testing.T, a, b, title string) {
		one := article.Article{ID: 1, Title: title, Text: a, Residue: []article.Residue{{Kind: article.SEO, Span: article.Span{Start: len(a) / 3, End: len(a) / 2}}}}
		two := article.Article{ID: 2, Text: b}
		rs := []compare.Reading{compare.Read(one), compare.Read(two)}
		c, err := compare.Compare(context.Background(), rs, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkSpans(t, c, map[string]article.Article{"1": one, "2": two})
		x, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		d, err := compare.Compare(context.Background(), rs, nil)
		if err != nil {
			t.Fatal(err)
		}
		y, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if string(x) != string(y) {
			t.Fatalf("two comparisons differ:\n%s\n%s", x, y)
		}
	})
}
