package query

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func w(s string) Node  { return Word{Text: s} }
func ph(s string) Node { return Phrase{Text: s} }
func not(n Node) Node  { return Not{n} }
func together(in, within string, of ...Node) Node {
	return Together{In: in, Within: within, Of: of}
}

func f(field, v string) Filter { return Filter{field, v} }

func TestParse(t *testing.T) {
	tests := []struct {
		in    string
		want  Node
		notes string // keys, space between
	}{
		{"", nil, ""},
		{"  \n\t ", nil, ""},
		{"kim", w("kim"), ""},
		{"Kim Jong-un", And{w("Kim"), w("Jong-un")}, ""},
		{`"north korea" troops`, And{ph("north korea"), w("troops")}, ""},
		{"“north korea”", ph("north korea"), ""},
		{"„north korea“ «a b»", And{ph("north korea"), ph("a b")}, ""},
		{`"  north   korea "`, ph("north korea"), ""},
		{"kim -putin", And{w("kim"), not(w("putin"))}, ""},
		{"-japan", not(w("japan")), ""},
		{`-"north korea"`, not(ph("north korea")), ""},
		{"--japan", w("japan"), ""},
		{"−japan –china", And{not(w("japan")), not(w("china"))}, ""},
		{"a - b", And{w("a"), w("b")}, ""},
		{"a OR b", Or{w("a"), w("b")}, ""},
		{"a or b", And{w("a"), w("or"), w("b")}, ""},
		{"a b OR c d", And{w("a"), Or{w("b"), w("c")}, w("d")}, ""},
		{"(a b) OR c", Or{And{w("a"), w("b")}, w("c")}, ""},
		{"(a OR b) (c OR d)", And{Or{w("a"), w("b")}, Or{w("c"), w("d")}}, ""},
		{"-(a OR b)", not(Or{w("a"), w("b")}), ""},
		{"-(a b)", not(And{w("a"), w("b")}), ""},
		{"a || b | c", Or{w("a"), w("b"), w("c")}, ""},
		{"OR a OR OR b OR", Or{w("a"), w("b")}, ""},
		{"a AND b && c", And{w("a"), w("b"), w("c")}, ""},
		{"a AND", w("a"), ""},
		{"NOT x", not(w("x")), ""},
		{"a NOT", w("a"), ""},
		{"((a", w("a"), ""},
		{"a)) b", And{w("a"), w("b")}, ""},
		{"()", nil, ""},
		{"war*", Word{Text: "war", Prefix: true}, ""},
		{"wa*", w("wa"), "query.short-prefix"},
		{"*", nil, ""},
		{"*war", w("war"), ""},
		{"w*r", ph("w r"), ""},
		{"北*", Word{Text: "北", Prefix: true}, ""},
		{"putin's", w("putin's"), ""},
		{"putin’s", w("putin's"), ""},
		{"10,000", w("10,000"), ""},
		{"U.S.", w("U.S"), ""},
		{"covid-19", w("covid-19"), ""},
		{"C++", w("C"), ""},
		{`"unclosed phrase`, ph("unclosed phrase"), ""},
		{`foo:bar`, w("foo:bar"), ""},
		{"10:30", w("10:30"), ""},
		{"a\x00b\xffc", And{w("a"), w("b"), w("c")}, ""},
		{"!!! …", nil, "query.nothing"},
		{"👍", nil, "query.nothing"},
		{"NEAR(a b, 5)", Near{Words: []string{"a", "b"}, Distance: 5}, ""},
		{"NEAR(a b)", Near{Words: []string{"a", "b"}, Distance: 10}, ""},
		{"NEAR(a", w("a"), ""},
		{"NEAR()", nil, "query.nothing"},
		{"near(a b)", And{w("near"), w("a"), w("b")}, ""},
		{"title:NEAR(a b, 3)", Near{In: "title", Words: []string{"a", "b"}, Distance: 3}, ""},
		{"title:kim", Word{In: "title", Text: "kim"}, ""},
		{"Title: kim", Word{In: "title", Text: "kim"}, ""},
		{`title:"kim jong"`, Phrase{In: "title", Text: "kim jong"}, ""},
		{"title:(a OR b) c", And{Or{Word{In: "title", Text: "a"}, Word{In: "title", Text: "b"}}, w("c")}, ""},
		{"-title:kim", not(Word{In: "title", Text: "kim"}), ""},
		{"lead:x body:y*", And{Word{In: "lead", Text: "x"}, Word{In: "body", Text: "y"}}, "query.short-prefix"},
		{"title:", nil, "query.empty-field"},
		{"tag:", nil, "query.empty-field"},
		{"tag:nk", f("tag", "nk"), ""},
		{"-tag:nk/russia", not(f("tag", "nk/russia")), ""},
		{`tag:"two words"`, f("tag", "two words"), ""},
		{"tag:(a b)", Or{f("tag", "a"), f("tag", "b")}, ""},
		{`source:""`, f("source", ""), ""},
		{"source: BBC", f("source", "BBC"), ""},
		{`author:"Choe Sang-Hun"`, f("author", "Choe Sang-Hun"), ""},
		{"author:-", nil, "query.empty-field"},
		{"lang:DE_at", f("lang", "de-at"), ""},
		{"keywords:arms", f("keyword", "arms"), ""},
		{"section:World agency:\"dpa\"", And{f("section", "World"), f("agency", "dpa")}, ""},
		{"agency:-", nil, "query.empty-field"},
		{"type:Listing", f("type", "listing"), ""},
		{"type:list", nil, "query.no-type"},
		{"url:nytimes.com/2018", f("url", "nytimes.com/2018"), ""},
		{"https://example.org/a?b=1", f("url", "https://example.org/a?b=1"), ""},
		{"story:4", f("story", "4"), ""},
		{"is:Starred", Is{"starred"}, ""},
		{"-is:unread", not(Is{"unread"}), ""},
		{"is:good", nil, "query.no-state"},
		{"has:note", Is{"note"}, ""},
		{"has:image kim", And{Is{"image"}, w("kim")}, ""},
		{"has:Highlights -has:images", And{Is{"highlight"}, not(Is{"image"})}, ""},
		{"has:residue has:tags", And{Is{"residue"}, not(Is{"untagged"})}, ""},
		{"has:sound kim", w("kim"), "query.no-has"},
		{"has:", nil, "query.empty-field"},
		{"same-sentence(a b)", together("", "sentence", w("a"), w("b")), ""},
		{"same-paragraph(a, b c*)", together("", "paragraph", w("a"), w("b"), w("c")), "query.short-prefix"},
		{`same-sentence("north korea" troop* Kim's)`, together("", "sentence", ph("north korea"), Word{Text: "troop", Prefix: true}, w("Kim's")), ""},
		{`-same-sentence(a "b") OR c`, Or{not(together("", "sentence", w("a"), ph("b"))), w("c")}, ""},
		{"title:same-sentence(a b)", together("title", "sentence", Word{In: "title", Text: "a"}, Word{In: "title", Text: "b"}), ""},
		{"body:(same-paragraph(a b) c)", And{together("body", "paragraph", Word{In: "body", Text: "a"}, Word{In: "body", Text: "b"}), Word{In: "body", Text: "c"}}, ""},
		{"same-sentence(a)", w("a"), ""},
		{"same-sentence()", nil, "query.nothing"},
		{"same-sentence(a b", together("", "sentence", w("a"), w("b")), ""},
		{"same-sentence(tag:a -b (c OR)", together("", "sentence", w("a"), w("b"), w("c"), ph("OR")), ""},
		{"same-sentence(a b c d e f g h i)", together("", "sentence", w("a"), w("b"), w("c"), w("d"), w("e"), w("f"), w("g"), w("h")), "query.too-long"},
		{"same-sentence (a b)", And{ph("same-sentence"), w("a"), w("b")}, ""},
		{"atleast(3, a)", AtLeast{N: 3, Of: w("a")}, ""},
		{"atleast(a, 3)", AtLeast{N: 3, Of: w("a")}, ""},
		{"atleast(3, north korea)", AtLeast{N: 3, Of: ph("north korea")}, ""},
		{`atleast(3, "a, 4")`, AtLeast{N: 3, Of: ph("a, 4")}, ""},
		{"-lead:atleast(2, a*)", not(AtLeast{In: "lead", N: 2, Of: Word{In: "lead", Text: "a"}}), "query.short-prefix"},
		{"atleast(1, a)", w("a"), ""},
		{"atleast(a)", w("a"), ""},
		{"atleast(-5, a)", w("a"), ""},
		{"atleast(99999, a)", AtLeast{N: 1000, Of: w("a")}, ""},
		{"atleast(3)", w("3"), ""},
		{"atleast(2, 10,000)", AtLeast{N: 2, Of: w("10,000")}, ""},
		{"-lang:en -author:kim", And{not(f("lang", "en")), not(f("author", "kim"))}, ""},
		{"-source:bbc -story:4 -url:a.b", And{not(f("source", "bbc")), not(f("story", "4")), not(f("url", "a.b"))}, ""},
		{"-on:2025 -captured:7d -lead:x", And{not(When{"on", "2025"}), not(When{"captured", "7d"}), not(Word{In: "lead", Text: "x"})}, ""},
		{"-NEAR(a b)", not(Near{Words: []string{"a", "b"}, Distance: 10}), ""},
		{"NOT tag:(a b)", not(Or{f("tag", "a"), f("tag", "b")}), ""},
		{"-(tag:a OR -is:read)", not(Or{f("tag", "a"), not(Is{"read"})}), ""},
		{"after:2025", When{"after", "2025"}, ""},
		{"before:2025-10 on:2025-10-27", And{When{"before", "2025-10"}, When{"on", "2025-10-27"}}, ""},
		{"captured:7d", When{"captured", "7d"}, ""},
		{"after:today", When{"after", "0d"}, ""},
		{`on:"27 October 2025"`, When{"on", "2025-10-27"}, ""},
		{"after:2025-13", nil, "query.no-date"},
		{"after:3/4/2025", nil, "query.no-date"},
		{"-before:2020", not(When{"before", "2020"}), ""},
		{"sort:date", nil, ""},
		{"sort:size", nil, "query.no-sort"},
		{strings.Repeat("(", 500) + "a" + strings.Repeat(")", 500), w("a"), ""},
		{strings.Repeat("-", 5001) + "a", not(w("a")), ""},
	}
	for _, test := range tests {
		q := Parse(test.in)
		if !reflect.DeepEqual(q.Root, test.want) {
			t.Errorf("Parse(%.60q) = %#v, want %#v", test.in, q.Root, test.want)
		}
		var keys []string
		for _, n := range q.Notes {
			keys = append(keys, n.Key)
			if n.String() == n.Key {
				t.Errorf("no sentence for %q", n.Key)
			}
		}
		if got := strings.Join(keys, " "); got != test.notes {
			t.Errorf("Parse(%.60q) notes %q, want %q", test.in, got, test.notes)
		}
		again(t, q)
	}
}

// again checks that a query written and parsed is the same query.
func again(t *testing.T, q Query) {
	t.Helper()
	r := Parse(q.String())
	if !reflect.DeepEqual(r.Root, q.Root) || r.Sort != q.Sort {
		t.Errorf("%q parsed again = %#v %q, want %#v %q", q.String(), r.Root, r.Sort, q.Root, q.Sort)
	}
}

func TestParseTakesTheLastSort(t *testing.T) {
	if q := Parse("sort:source kim sort:Date"); q.Sort != "date" || q.String() != "kim sort:date" {
		t.Errorf("Parse = %+v", q)
	}
}

func TestParseLeavesOutWhatIsTooMuch(t *testing.T) {
	q := Parse(strings.Repeat("word ", 20_000))
	if n := len(q.Root.(And)); n != limitTerms {
		t.Errorf("%d terms, want %d", n, limitTerms)
	}
	if len(q.Notes) != 1 || q.Notes[0].Key != "query.too-long" {
		t.Errorf("notes %v", q.Notes)
	}
}

// TestAnyTokensMakeAQuery puts the pieces of the language together without
// sense.
func TestAnyTokensMakeAQuery(t *testing.T) {
	pieces := strings.Fields(`a b* "c d" "e ( ( ) ) - -- NOT OR AND | & , : * "" ' title: lead: body: source: author: tag: story: lang: keyword: section: agency: type: url: is:
		is:starred has:image has: after:2025 before: on:7d captured:x sort:date NEAR( NEAR(a same-sentence( same-paragraph(f atleast(3, atleast( 5) ,4)
		https://a.b/c 東京 北* путин's 10,000 U.S. C++ “x” title:( tag:(a source:"" \ / % ^ {x} a:b:c OR* NOT:* title:NEAR(g`)
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
			if r.IntN(3) > 0 {
				b.WriteByte(' ')
			}
		}
		q := Parse(b.String())
		if again(t, q); t.Failed() {
			t.Fatalf("from %q", b.String())
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", `kim -"a b" OR (c d*) title:x`, "NEAR(a b, 5)", "tag:a/b source:\"\" after:7d sort:date", "“x”", "((a OR b", "-(a -b)",
		"title:(a OR -b)", "is:starred -has:note", "https://a.b/c", "a\x00\xff", "*", "x:y:z", "title:OR*", "NEAR(NEAR(a b))", "-NOT -a",
		`same-sentence(a "b c" d*)`, "-title:same-paragraph(a, (b) OR", `atleast(3, "a, 4")`, "atleast(a 2, 3", "has:image -has:highlight",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > limitBytes/4 { // written out it might be cut
			return
		}
		q := Parse(s)
		again(t, q)
		q.Hits(s, "en")
		for _, span := range q.TitleHits(s, "en") {
			if span.Start < 0 || span.Start >= span.End || span.End > len(s) {
				t.Fatalf("span %v of %d bytes", span, len(s))
			}
		}
	})
}
