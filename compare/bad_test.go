package compare_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parallax/article"
	"parallax/compare"
)

// long returns about n words of news-like text.
func long(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n*6; i++ {
		fmt.Fprintf(&b, "On Monday the Ministry of Trade %d said %d workers of Plant Number %d had met Secretary John Smith%c in Berlin, “and %d more will come,” he added.\n",
			i%97, i*37%5000, i%311, 'a'+rune(i%26), i*13%777)
	}
	return b.String()
}

// hang is what no comparison of bad input takes on any machine; benchmarks
// show what it does take.
const hang = time.Minute

// TestBadInputEndsSoon gives Read and Compare what no article should be.
func TestBadInputEndsSoon(t *testing.T) {
	words := 100_000
	if testing.Short() {
		words = 10_000
	}
	for _, x := range []struct{ name, title, text string }{
		{"empty", "", ""},
		{"one word", "", "Fire"},
		{"space", " \n", " \n\t \u00a0\n"},
		{"marks only", "???", strings.Repeat("“”‘’\"'—–-.!?… ", 4000)},
		{"long", "A long report", long(words)},
		{"one long word", "", strings.Repeat("a", 600_000)},
		{"one long sentence", "", strings.Repeat("and the minister said ", words/4)},
		{"capitals", "ALL CAPITALS", strings.ToUpper(long(5000))},
		{"all names", "", strings.Repeat("Anna Berg Carl Dahl ", 8000)},
		{"dots", "", strings.Repeat("a.b.c. ", 30_000)},
		{"numbers", "", strings.Repeat("1,234 5.6 78% $9 10-20 ", 6000)},
		{"list", "", strings.Repeat("* 15 apples\n- 20 pears\n", 3000)},
		{"quotes", "", strings.Repeat("\"a \"b 'c 'd “e “f ", 8000)},
		{"invalid", "\xff\xfe", strings.Repeat("caf\xe9 \xff\xfe \xc3( 12 people ", 4000)},
		{"joined marks", "", strings.Repeat("Z\u0300\u0301\u0302\u0303a\u200b\u202e12 ", 8000)},
		{"chinese", "朝鲜外相访问莫斯科", strings.Repeat("朝鲜外务相崔善姬27日在莫斯科会见了俄罗斯总统普京。双方就15000名士兵交换了意见。", 1500)},
		{"dates", "", strings.Repeat("On May 5, 2018 and last week, 3 days ago, 2017-01-02, spring ", 4000)},
		{"lines", "", strings.Repeat("\n \n", 100_000)},
	} {
		t.Run(x.name, func(t *testing.T) {
			a := article.Article{ID: 1, Title: x.title, Text: x.text, Published: article.ParseDate("2018-05-05")}
			b := a
			b.ID = 2
			start := time.Now()
			rs := []compare.Reading{compare.Read(a), compare.Read(b)}
			c, err := compare.Compare(context.Background(), rs, nil)
			took := time.Since(start)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := json.Marshal(c); err != nil {
				t.Fatal(err)
			}
			checkSpans(t, c, map[string]article.Article{"1": a, "2": b})
			t.Logf("%d bytes: %v", len(x.text), took)
			if took > hang {
				t.Errorf("comparing two took %v", took)
			}
		})
	}
}

func TestReadTakesTheBeginningOfWhatIsNoArticle(t *testing.T) {
	words := long(4000)
	words = strings.Repeat(words, compare.ReadLimit/len(words)+2)
	blocks := []article.Block{{Kind: article.Paragraph, Span: article.Span{End: 100}}, {Kind: article.Paragraph, Span: article.Span{Start: 100, End: len(words)}}}
	residue := []article.Residue{{Kind: article.SEO, Span: article.Span{Start: len(words) - 9, End: len(words)}}}
	r := compare.Read(article.Article{ID: 1, Text: words, Blocks: blocks, Residue: residue})
	if !r.Cut || len(r.Text) > compare.ReadLimit || len(r.Text) < compare.ReadLimit/2 || len(r.Residue) != 0 {
		t.Errorf("Read() of %d bytes: cut %v to %d, %d residue", len(words), r.Cut, len(r.Text), len(r.Residue))
	}
	for _, p := range r.Sentences {
		if p.End > len(r.Text) {
			t.Fatalf("sentence %v of %d bytes", p.Span, len(r.Text))
		}
	}
	if r := compare.Read(article.Article{Text: strings.Repeat("é", compare.ReadLimit)}); !r.Cut || !utf8.ValidString(r.Text) {
		t.Error("one long word is not cut between letters")
	}
}

// checkSpans checks that every place in c is where its words stand.
func checkSpans(t *testing.T, c *compare.Comparison, as map[string]article.Article) {
	t.Helper()
	of := func(id, in string) string {
		if in == "title" {
			return as[id].Title
		}
		return as[id].Text
	}
	for _, f := range c.Facts {
		if len(f.Sayings) == 0 || f.ID == "" || f.Label == "" && len(strings.TrimSpace(f.Sayings[0].Text)) > 0 {
			t.Fatalf("fact %+v has no saying, ID or label", f)
		}
		for _, s := range f.Sayings {
			if got := (article.Span{Start: s.Start, End: s.End}).Of(of(s.Article, s.In)); got != s.Text {
				t.Fatalf("%s %q stands at %d–%d as %q", f.Kind, s.Text, s.Start, s.End, got)
			}
			if s.Sentence.Start > s.Start || f.Kind != compare.Quote && f.Kind != compare.SourceFact && s.Sentence.End < s.End {
				t.Fatalf("%s %q at %d–%d lies outside its sentence %v", f.Kind, s.Text, s.Start, s.End, s.Sentence)
			}
		}
	}
	for _, p := range c.Passages {
		for _, s := range []*compare.Sentence{&p.A, p.B} {
			if s == nil {
				continue
			}
			if got := (article.Span{Start: s.Start, End: s.End}).Of(of(s.Article, s.In)); got != s.Text {
				t.Fatalf("passage %q stands at %d–%d as %q", s.Text, s.Start, s.End, got)
			}
		}
		for _, w := range p.Words {
			if p.A.Start > w[0].Start || p.A.End < w[0].End || p.B.Start > w[1].Start || p.B.End < w[1].End {
				t.Fatalf("verbatim run %v lies outside its sentences", w)
			}
		}
	}
}

func TestThirtyCopiesOfOneArticle(t *testing.T) {
	a := article.Article{Title: "Workers meet", Text: long(800)}
	var rs []compare.Reading
	for i := range 30 {
		a.ID = article.ID(i + 1)
		rs = append(rs, compare.Read(a))
	}
	start := time.Now()
	c, err := compare.Compare(context.Background(), rs, nil)
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > hang {
		t.Errorf("comparing 30 copies took %v", took)
	} else {
		t.Log(took)
	}
	for _, x := range c.Articles {
		if x.Origin != 1 {
			t.Fatalf("article %s has origin %d, want 1: all are copies", x.ID, x.Origin)
		}
	}
	for _, f := range c.Facts {
		if f.Verdict == compare.Conflict {
			t.Fatalf("copies of one article conflict: %s %v", f.Label, f.Why)
		}
	}
}

func TestCompareEndsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	rs := []compare.Reading{compare.Read(article.Article{ID: 1, Text: "Five people died."}), compare.Read(article.Article{ID: 2, Text: "Six people died."})}
	if c, err := compare.Compare(ctx, rs, nil); err == nil {
		t.Errorf("Compare(cancelled) = %v, want the context's error", c)
	}
}
