package db

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parallax/article"
	"parallax/internal/query"
	"parallax/internal/testkit"
)

// library is a small archive of which every search is known by heart.
func library(t testing.TB) *DB {
	t.Helper()
	d := open(t)
	day := func(s string) article.Date { return article.ParseDate(s) }
	articles := []article.Article{
		{ // 1
			Title: "North Korea sends 10,000 troops", Source: "NK News", URL: "https://www.nknews.org/2025/10/troops", Language: "en",
			Published: day("2025-10-27"), Authors: []string{"Choe Sang-Hun", "Kim Tong-Hyung"}, Tags: []string{"NK/Russia", "war"},
			PageType: article.ArticlePage, Section: "World / Asia", Keywords: []string{"North Korea", "war in Ukraine"}, Agencies: []string{"Yonhap", "AFP"},
			Text: "Kim Jong-un sends troops to Kursk, putin's war. The café in Łódź was full.\n\nA second paragraph about covid-19 and C++ in the U.S. today.",
		},
		{ // 2
			Title: "Japan reacts", Source: "The Guardian", URL: "https://theguardian.com/japan", Language: "en-GB",
			Published: day("2025-10-28"), Tags: []string{"nk"}, Starred: true, Notes: []string{"mine"}, PageType: article.PaywallPage, Keywords: []string{"Japan", "北朝鮮"},
			Text:    "Tokyo says that troops of North Korea are a threat to Japan.\n\nAlso read: more",
			Residue: []article.Residue{{Kind: article.RelatedLink, Span: article.Span{Start: 62, End: 77}}},
		},
		{ // 3
			Title: "東京都の発表", Source: "朝日新聞", Language: "ja", Published: day("2025-09"),
			Text: "東京都庁は北朝鮮の兵士について発表した。韓国の북한이도。",
		},
		{ // 4
			Title: "Путин и Ким", Language: "ru", Published: day("2024"), Status: article.Read,
			Text: "Солдаты из КНДР прибыли в Курск. Ёлка.",
		},
		{ // 5
			Title: "كوريا", Language: "ar", Captured: testNow.AddDate(0, 0, -3),
			Text: "أرسلت كوريا الشمالية جُنوداً إلى روسيا",
		},
		{ // 6
			Title: "In the bin", Published: day("2025-10-27"), Status: article.Trash,
			Text: "troops that nobody wants to see",
		},
	}
	for i := range articles {
		if articles[i].Captured.IsZero() {
			articles[i].Captured = testNow.AddDate(0, 0, -30)
		}
		articles[i].How = "file"
	}
	save(t, d, articles...)
	return d
}

func TestSearchFinds(t *testing.T) {
	d := library(t)
	tests := []struct {
		query string
		want  []article.ID
	}{
		{"", []article.ID{1, 2, 3, 4, 5}},
		{"troops", []article.ID{1, 2}},
		{"TROOPS korea", []article.ID{1, 2}},
		{"troops kursk", []article.ID{1}},
		{`"north korea"`, []article.ID{1, 2}},
		{`"korea north"`, nil},
		{"troops -japan", []article.ID{1}},
		{"-troops", []article.ID{3, 4, 5}},
		{"-troops -tokyo -путин", []article.ID{3, 5}},
		{"kursk OR tokyo", []article.ID{1, 2}},
		{"troops (kursk OR tokyo)", []article.ID{1, 2}},
		{"-(kursk OR tokyo)", []article.ID{3, 4, 5}},
		{"kursk OR tag:nk", []article.ID{1, 2}},
		{"kursk OR -troops", []article.ID{1, 3, 4, 5}},
		{"tok*", []article.ID{2}},
		{"NEAR(kim kursk, 5)", []article.ID{1}},
		{"NEAR(kim kursk, 2)", nil},
		{"title:troops", []article.ID{1}},
		{"title:(japan OR troops)", []article.ID{1, 2}},
		{"body:troops", []article.ID{1, 2}},
		{"lead:covid", nil},
		{"body:covid", []article.ID{1}},
		{"-title:troops troops", []article.ID{2}},
		{"cafe lodz", []article.ID{1}},
		{"putin's", []article.ID{1}},
		{"10,000", []article.ID{1}},
		{"U.S.", []article.ID{1}},
		{"covid-19", []article.ID{1}},
		{"C++", []article.ID{1}},
		{"東京都", []article.ID{3}},
		{"北朝鮮", []article.ID{3}},
		{"都", []article.ID{3}},
		{"朝", []article.ID{3}},
		{"京東", nil},
		{"북한", []article.ID{3}},
		{"путин", []article.ID{4}},
		{"елка курск", []article.ID{4}},
		{"ارسلت جنودا", []article.ID{5}},
		{"keyword:korea", []article.ID{1}},
		{`keyword:"war in ukraine"`, []article.ID{1}},
		{`keyword:"korea war"`, nil}, // not from one keyword into the next
		{"keyword:朝鮮", []article.ID{2}},
		{"keyword:tokyo", nil},
		{"ukraine", nil}, // keywords are not in the text
		{"section:asia", []article.ID{1}},
		{"agency:afp", []article.ID{1}},
		{"-agency:yonhap troops", []article.ID{2}},
		{"type:paywall", []article.ID{2}},
		{"type:(article paywall)", []article.ID{1, 2}},
		{"-type:article", []article.ID{2, 3, 4, 5}},
		{"type:listing", nil},
		{"tag:nk", []article.ID{1, 2}},
		{"tag:NK/russia", []article.ID{1}},
		{"-tag:nk", []article.ID{3, 4, 5}},
		{"tag:(war nk)", []article.ID{1, 2}},
		{"tag:n*", []article.ID{1, 2}},
		{"tag:nk tag:war", []article.ID{1}},
		{`source:"NK News"`, []article.ID{1}},
		{"source:guardian", []article.ID{2}},
		{"source:nknews.org", []article.ID{1}},
		{"source:朝日新聞", []article.ID{3}},
		{`source:""`, []article.ID{4, 5}},
		{"-source:guardian troops", []article.ID{1}},
		{"source:(guardian news) troops", []article.ID{1, 2}},
		{"author:choe", []article.ID{1}},
		{`author:"sang-hun"`, []article.ID{1}},
		{`author:"hun kim"`, nil},
		{"author:troops", nil},
		{"lang:en", []article.ID{1, 2}},
		{"lang:en-gb", []article.ID{2}},
		{"-lang:en", []article.ID{3, 4, 5}},
		{"url:nknews.org/2025", []article.ID{1}},
		{"https://www.nknews.org/2025/10/troops", []article.ID{1}},
		{"is:starred", []article.ID{2}},
		{"is:read", []article.ID{4}},
		{"is:unread -is:starred", []article.ID{1, 3, 5}},
		{"is:untagged", []article.ID{3, 4, 5}},
		{"is:residue", []article.ID{2}},
		{"is:undated", []article.ID{5}},
		{"is:trash", []article.ID{6}},
		{"has:note", []article.ID{2}},
		{"has:tag -has:note", []article.ID{1}},
		{"after:2025-10-27", []article.ID{1, 2}},
		{"after:2025-10-28", []article.ID{2}},
		{"before:2025-10-28", []article.ID{1, 3, 4}},
		{"after:2025", []article.ID{1, 2, 3}},
		{"before:2025", []article.ID{4}},
		{"on:2025", []article.ID{1, 2, 3}},
		{"on:2025-10", []article.ID{1, 2}},
		{"on:2025-10-27", []article.ID{1}},
		{"on:2024", []article.ID{4}},
		{"after:2024-01-01 before:2024-02", []article.ID{4}},
		{"-on:2025", []article.ID{4, 5}},
		{"after:3d", []article.ID{1, 2}},
		{"after:2d troops", []article.ID{2}},
		{"captured:7d", []article.ID{5}},
		{"-captured:7d", []article.ID{1, 2, 3, 4}},
		{"captured:2025-09", []article.ID{1, 2, 3, 4}},
		{"captured:2025-10-27", []article.ID{5}},
		{"troops sort:date", []article.ID{1, 2}},
	}
	for _, test := range tests {
		for _, sort := range []string{"", "date", "relevance", "source", "captured"} {
			got := sorted(ids(t, d, test.query, Page{Sort: sort, Limit: 2}))
			wantIDs(t, fmt.Sprintf("Search(%q, %q)", test.query, sort), got, test.want)
		}
		n, capped, err := d.Count(t.Context(), query.Parse(test.query), Page{})
		if err != nil || n != len(test.want) || capped {
			t.Errorf("Count(%q) = %d, %v, %v, want %d", test.query, n, capped, err, len(test.want))
		}
		f, err := d.Facets(t.Context(), query.Parse(test.query), Page{})
		if err != nil || f.Counted != len(test.want) || f.Capped {
			t.Errorf("Facets(%q) of %d, %v, %v, want %d", test.query, f.Counted, f.Capped, err, len(test.want))
		}
		found, err := d.FindIDs(t.Context(), query.Parse(test.query))
		if err != nil {
			t.Fatal(err)
		}
		wantIDs(t, fmt.Sprintf("FindIDs(%q)", test.query), found, test.want)
	}
}

// hostile is what a person may type and FTS5 or SQL would choke on.
var hostile = []string{
	"putin's", "10,000", "U.S.", "covid-19", "C++", `"unclosed`, "a AND", "NOT x", "*", "foo:bar", "-japan", "", "a OR", "OR", "AND NOT",
	`"`, `""`, `'; DROP TABLE article; --`, "NEAR(", "NEAR(a, b", "title:", "title : x", "{title} : x", "a NEAR/3 b", "^a", "a + b", "(((((", ")))",
	"“smart” ‘quotes’", "a\x00b", "\xff\xfe", "🎉", "%_", "x" + strings.Repeat("y", 5000), strings.Repeat("a OR ", 3000), strings.Repeat("(a ", 300),
	strings.Repeat("-(a OR ", 100), `tag:"'"`, `source:"%"`, "author:\"'\" OR tag:''", "url:'", "after:99999", "on:0000-00-00", "captured:9999y", "story:-1", "story:x",
}

func TestSearchNeverFailsOnWhatIsTyped(t *testing.T) {
	d := library(t)
	for _, s := range hostile {
		for _, sort := range []string{"", "date", "source"} {
			q := query.Parse(s)
			hits, err := d.Search(t.Context(), q, Page{Sort: sort})
			if err != nil {
				t.Errorf("Search(%.40q): %v", s, err)
			}
			if _, err := d.Rows(t.Context(), hits.IDs, q); err != nil {
				t.Errorf("Rows(%.40q): %v", s, err)
			}
		}
		if _, err := d.FindIDs(t.Context(), query.Parse(s)); err != nil {
			t.Errorf("FindIDs(%.40q): %v", s, err)
		}
	}
}

func TestSearchSaysWhichNamesThereAreNot(t *testing.T) {
	d := library(t)
	tests := []struct{ query, want string }{
		{"tag:nk/rusia", "There is no tag “nk/rusia”; did you mean “NK/Russia”?"},
		{"tag:russia", "There is no tag “russia”; did you mean “NK/Russia”?"},
		{"tag:zzz", "There is no tag “zzz”."},
		{"source:gardian", "There is no source “gardian”."},
		{`source:"the gardian"`, "There is no source “the gardian”; did you mean “The Guardian”?"},
		{"-tag:xyzzy", "There is no tag “xyzzy”."},
		{"story:nothing", "There is no story “nothing”."},
		{"tag:nk", ""},
		{"war", "There is a tag “war” too. To find what has it: tag:\"war\"."},
		{"RUSSIA", "There is a tag “NK/Russia” too. To find what has it: tag:\"NK/Russia\"."},
		{`"war"`, "There is a tag “war” too. To find what has it: tag:\"war\"."},
		{"war troops", ""},
		{"war*", ""},
		{"-war", ""},
		{"title:war", ""},
		{"tokyo", ""},
	}
	for _, test := range tests {
		hits, err := d.Search(t.Context(), query.Parse(test.query), Page{})
		if err != nil || notes(hits) != test.want {
			t.Errorf("Search(%q) notes %q, %v, want %q", test.query, notes(hits), err, test.want)
		}
	}
}

// FuzzSearchFindsWhatFindIDsFinds asks in every way: as a list sorted by
// relevance, as one sorted by date, and all IDs at once. What is typed is never
// an error.
func FuzzSearchFindsWhatFindIDsFinds(f *testing.F) {
	for _, s := range []string{
		"troops -japan", "kursk OR tag:nk", `"unclosed`, "a AND", "NOT x", "*", "foo:bar", "()", "((((", "-(a OR -tag:nk)", "tag:* OR is:trash",
		"NEAR(a b, 99999999999)", "on:0000-99-99", "after:9999d", "captured:9y -captured:1d", "source:\"\" lang:ja", "source:(guardian news) -kim",
		"\x00", "\xff\xfe", "'; DROP TABLE article; --", "title:lead:body:x", "{title} : x", "a^2 + b", "東* 都", "url:%00", "story:-1 story:99999999999999999999",
		"sort:source sort:date x", "-is:starred OR -has:note kim", "tag:a/b/c/", "lang:-", "author:\"\"", "\u202etroops\u200d",
		"same-sentence(kim troops) OR -same-paragraph(a b)", "-(atleast(2, troops) -tag:nk)", "has:image OR has:highlight", "tag:nk OR story:1 troops", "after:2025-08 troops",
	} {
		f.Add(s)
	}
	d := library(f)
	f.Fuzz(func(t *testing.T, typed string) {
		q := query.Parse(typed)
		q.Sort = ""
		all, err := d.FindIDs(t.Context(), q)
		if err != nil {
			t.Fatalf("FindIDs(%q): %v", typed, err)
		}
		for _, sort := range []string{"", "date", "source", "captured"} {
			hits, err := d.Search(t.Context(), q, Page{Sort: sort})
			if err != nil {
				t.Fatalf("Search(%q): %v", typed, err)
			}
			if got := sorted(hits.IDs); !slices.Equal(got, all) {
				t.Errorf("Search(%q) by %q = %v, but FindIDs = %v", typed, sort, got, all)
			}
			if _, err := d.Rows(t.Context(), hits.IDs, q); err != nil {
				t.Errorf("Rows(%q): %v", typed, err)
			}
		}
		if n, _, err := d.Count(t.Context(), q, Page{}); err != nil || n != len(all) {
			t.Errorf("Count(%q) = %d, %v, but FindIDs = %v", typed, n, err, all)
		}
		if f, err := d.Facets(t.Context(), q, Page{}); err != nil || f.Counted != len(all) {
			t.Errorf("Facets(%q) of %d, %v, but FindIDs = %v", typed, f.Counted, err, all)
		}
	})
}

func TestSearchSorts(t *testing.T) {
	d := library(t)
	tests := []struct {
		sort string
		want []article.ID
	}{
		{"date", []article.ID{2, 1, 5, 3, 4}}, // 5 has no date but that it was captured on the 27th
		{"captured", []article.ID{5, 4, 3, 2, 1}},
		{"source", []article.ID{1, 2, 3, 5, 4}}, // not named comes last
	}
	for _, test := range tests {
		if test.sort == "date" { // 1 is of the 27th at 0 h, 5 was captured at 12 h
			test.want = []article.ID{2, 5, 1, 3, 4}
		}
		wantIDs(t, "sort:"+test.sort, ids(t, d, "", Page{Sort: test.sort}), test.want)
		wantIDs(t, "in the query", ids(t, d, "sort:"+test.sort, Page{}), test.want)
	}
	wantIDs(t, "ranked", ids(t, d, "japan OR kursk OR troops", Page{}), []article.ID{2, 1})
	wantIDs(t, "the trash", ids(t, d, "", Page{Trash: true}), []article.ID{6})
	wantIDs(t, "words in the trash", ids(t, d, "troops", Page{Trash: true}), []article.ID{6})
	if _, err := d.Search(t.Context(), query.Query{}, Page{Sort: "size"}); !errors.Is(err, article.ErrUsage) {
		t.Errorf("sort by size: %v, want ErrUsage", err)
	}
	if _, err := d.Search(t.Context(), query.Query{}, Page{After: "x"}); !errors.Is(err, article.ErrUsage) {
		t.Errorf("no cursor: %v, want ErrUsage", err)
	}
}

func TestPagesAreCompleteAndStable(t *testing.T) {
	d := open(t)
	var all []article.Article
	for a := range testkit.Corpus(3, 160) {
		all = append(all, a)
	}
	save(t, d, all...)
	common := testkit.Word(0)
	for _, q := range []string{"", common, "-" + common, `source:"` + testkit.Source(0) + `"`, "is:undated", common + " after:2018"} {
		for _, sort := range []string{"relevance", "date", "source", "captured"} {
			want := ids(t, d, q, Page{Sort: sort, Limit: 1000})
			got := ids(t, d, q, Page{Sort: sort, Limit: 7})
			wantIDs(t, fmt.Sprintf("pages of %q by %s", q, sort), got, want)
			if len(sorted(got)) != len(slices.Compact(sorted(got))) {
				t.Errorf("pages of %q by %s repeat articles", q, sort)
			}
		}
	}
	// Articles that are added or go to the trash between two pages neither
	// hide nor repeat others.
	for _, sort := range []string{"date", "source", "captured"} {
		want := ids(t, d, "", Page{Sort: sort, Limit: 1000})
		page := Page{Sort: sort, Limit: 20}
		var got []article.ID
		for i := 0; ; i++ {
			hits, err := d.Search(t.Context(), query.Query{}, page)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, hits.IDs...)
			if hits.Next == "" {
				break
			}
			page.After = hits.Next
			late := said(fmt.Sprintf("%s %d comes in between", sort, i))
			late.Published = article.Date{Time: testNow.AddDate(10, 0, i), Precision: article.ToDay}
			late.Captured, late.Source = late.Published.Time, "AAA"
			save(t, d, late)
			if _, err := d.SetStatus(t.Context(), hits.IDs[:1], article.Trash); err != nil {
				t.Fatal(err)
			}
			defer d.SetStatus(t.Context(), hits.IDs[:1], article.Unread)
		}
		got = slices.DeleteFunc(got, func(id article.ID) bool { return !slices.Contains(want, id) })
		wantIDs(t, "pages by "+sort+" while others come and go", got, want)
		if sort == "captured" {
			break
		}
		late := ids(t, d, `"comes in between"`, Page{})
		if _, err := d.SetStatus(t.Context(), late, article.Trash); err != nil {
			t.Fatal(err)
		}
		if _, err := d.SetStatus(t.Context(), want, article.Unread); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheLeadEndsBetweenWords(t *testing.T) {
	d := open(t)
	for _, s := range []string{
		strings.Repeat("x ", 198) + "wielding baseball bats",
		strings.Repeat("A sentence of some words. ", 15) + "They were wielding baseball bats in the streets.",
		strings.Repeat("京", 130) + "、東京都庁",
		strings.Repeat("w", 398) + "wielding",
	} {
		a := said(s)
		save(t, d, a)
		a.Blocks = []article.Block{{Kind: article.Paragraph, Span: article.Span{End: len(s)}}}
		a.Text, a.URL = strings.Repeat(s[:len(s)/6*3]+" ", 4)+s, "https://example.com/"+article.HashText("", s)
		a.Blocks[0].End = len(a.Text)
		save(t, d, a)
	}
	for _, q := range []string{"wielding", "wielding baseball"} {
		wantIDs(t, q, sorted(ids(t, d, q, Page{})), []article.ID{1, 2, 3, 4})
	}
	wantIDs(t, "a sentence", sorted(ids(t, d, `"they were wielding baseball"`, Page{})), []article.ID{3, 4})
	wantIDs(t, "without blanks", sorted(ids(t, d, "東京都庁", Page{})), []article.ID{5, 6})
}

func TestRowsShowWhatAListNeeds(t *testing.T) {
	d := library(t)
	if _, _, err := d.SetStory(t.Context(), []article.ID{1, 2, 6}, 0, "Troops"); err != nil {
		t.Fatal(err)
	}
	rows, err := d.Rows(t.Context(), []article.ID{2, 99, 1}, query.Parse("troops kursk"))
	if err != nil || len(rows) != 2 || rows[0].ID != 2 || rows[1].ID != 1 {
		t.Fatalf("Rows = %+v, %v", rows, err)
	}
	two, one := rows[0], rows[1]
	if two.Source != "The Guardian" || two.Host != "theguardian.com" || !two.Starred || two.Status != article.Unread ||
		!slices.Equal(two.Tags, []string{"nk"}) || !slices.Equal(two.Residue, []article.ResidueKind{article.RelatedLink}) ||
		two.Published.String() != "2025-10-28" || two.StoryCount != 2 || two.StoryID != 1 || two.Versions != 1 {
		t.Errorf("Rows[0] = %+v", two)
	}
	var words []string
	for _, h := range one.Hits {
		words = append(words, h.Of(one.Snippet))
	}
	if !slices.Equal(words, []string{"troops", "Kursk"}) || len(one.TitleHits) != 1 || one.TitleHits[0].Of(one.Title) != "troops" {
		t.Errorf("snippet %q, hits %q, title hits %v", one.Snippet, words, one.TitleHits)
	}
	if strings.ContainsAny(one.Snippet, "\n") || !strings.HasPrefix(one.Opening, "Kim Jong-un sends troops") {
		t.Errorf("snippet %q, opening %q", one.Snippet, one.Opening)
	}
}

func TestEachYieldsAllByID(t *testing.T) {
	d := library(t)
	var got []article.ID
	for a, err := range d.Each(t.Context(), query.Parse("-lang:ja")) {
		if err != nil {
			t.Fatal(err)
		}
		if a.Text == "" {
			t.Errorf("article %d has no text", a.ID)
		}
		got = append(got, a.ID)
	}
	wantIDs(t, "Each", got, []article.ID{1, 2, 4, 5})
}

func TestCommonWordsAreRankedAmongTheNewest(t *testing.T) {
	d := open(t)
	d.limits = limits{count: 100, ranked: 200, newest: 100, gather: 100, begin: 10, few: 20, driver: 50, checked: 100, facets: 100}
	var batch []article.Article
	for i := range 210 {
		a := article.Article{Text: fmt.Sprintf("everywhere %d", i), How: "file", Captured: testNow.Add(time.Duration(i) * time.Second)}
		a.Tags = []string{"everything"}
		batch = append(batch, a)
	}
	save(t, d, batch...)
	hits, err := d.Search(t.Context(), query.Parse("everywhere"), Page{})
	if err != nil || !strings.Contains(notes(hits), "100 added last") {
		t.Errorf("Search: notes %q, %v", notes(hits), err)
	}
	if n, capped, err := d.Count(t.Context(), query.Parse("everywhere"), Page{}); n != 100 || !capped || err != nil {
		t.Errorf("Count = %d, %v, %v, want 100 and more", n, capped, err)
	}
	if got := ids(t, d, "everywhere", Page{}); len(got) != 100 || slices.Min(got) != 111 {
		t.Errorf("%d ranked from %d on", len(got), slices.Min(got))
	}
	for _, q := range []string{"everywhere sort:date", "everywhere sort:source", "tag:everything", "everywhere tag:everything sort:captured"} {
		if got := ids(t, d, q, Page{}); len(got) != len(batch) || got[0] != article.ID(len(batch)) {
			t.Errorf("Search(%q) = %d articles from %d on", q, len(got), got[0])
		}
	}
	if got, err := d.FindIDs(t.Context(), query.Parse("everywhere")); err != nil || len(got) != len(batch) {
		t.Errorf("FindIDs = %d, %v", len(got), err)
	}
}
