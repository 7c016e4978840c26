package db

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parallax/article"
	"parallax/internal/query"
	"parallax/internal/testkit"
	"parallax/internal/text"
)

// TestKnownItemsComeFirst looks for articles by what a person remembers of
// them: the headline, ten words of a sentence, three words. The golden file
// holds how often the article comes first, so that a change shows in review.
func TestKnownItemsComeFirst(t *testing.T) {
	t.Run("made", func(t *testing.T) {
		var all []article.Article
		m := testkit.New(11, 1000)
		for i := range 2000 {
			a, _ := m.Article(i)
			all = append(all, a)
		}
		rank(t, all, 20, "testdata/rank_stats_made.txt", .97)
	})
	t.Run("news", func(t *testing.T) {
		if testing.Short() {
			t.Skip("left out under -short: saves 6,000 articles")
		}
		rank(t, news(t), 50, "testdata/rank_stats.txt", .97)
	})
}

// news reads the articles of a year of news that lie beside the checkout.
func news(t *testing.T) (all []article.Article) {
	t.Helper()
	f, err := os.Open(testkit.Shared(t, "corpus", "news", "news-2018.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var x struct{ URL, Title, Source, Published, Text string }
		if err := json.Unmarshal(sc.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		all = append(all, article.Article{
			URL: x.URL, Title: strings.TrimSpace(x.Title), Source: x.Source, Text: x.Text, Language: "en",
			Published: article.ParseDate(x.Published), How: "file", Captured: testNow,
		})
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// A corpus is articles with how common their words and sentences are.
type corpus struct {
	articles  []article.Article
	found     map[string]int // in how many articles a word is
	sentences map[string]int // the same for sentences
}

func newCorpus(articles []article.Article) *corpus {
	c := &corpus{articles, map[string]int{}, map[string]int{}}
	for _, a := range articles {
		words, sentences := map[string]bool{}, map[string]bool{}
		for e := range text.Entries(a.Text) {
			words[e.Form] = true
		}
		for _, s := range text.Sentences(a.Text) {
			sentences[a.Text[s.Start:s.End]] = true
		}
		for w := range words {
			c.found[w]++
		}
		for s := range sentences {
			c.sentences[s]++
		}
	}
	return c
}

// remembered are ways to look for an article.
var remembered = []struct {
	name   string
	counts bool // towards the mean that must be reached
	words  func(c *corpus, a article.Article, r *rand.Rand) []string
}{
	{"headline", true, func(_ *corpus, a article.Article, _ *rand.Rand) []string { return bare(a.Title) }},
	{"ten words of a sentence", true, func(c *corpus, a article.Article, r *rand.Rand) []string {
		words := c.distinctive(a)
		if len(words) <= 10 {
			return words
		}
		at := r.IntN(len(words) - 10)
		return words[at : at+10]
	}},
	{"three words of it", false, func(c *corpus, a article.Article, _ *rand.Rand) []string {
		words := slices.DeleteFunc(slices.Clone(c.distinctive(a)), func(w string) bool { return len(w) < 4 || w[0] <= '9' || c.found[w] < 3 })
		slices.SortStableFunc(words, func(a, b string) int { return c.found[a] - c.found[b] })
		words = slices.Compact(words)
		return words[:min(3, len(words))]
	}},
}

// distinctive returns the words of the sentence whose words are the rarest,
// of those that are in no article of another text.
func (c *corpus) distinctive(a article.Article) (best []string) {
	most := 0.0
	for _, s := range text.Sentences(a.Text) {
		sentence := a.Text[s.Start:s.End]
		words := bare(sentence)
		if len(words) < 10 || len(words) > 40 || c.sentences[sentence] > 1 {
			continue
		}
		sum := 0.0
		for _, w := range words {
			sum += math.Log(float64(len(c.articles)) / float64(max(c.found[w], 3))) // what is rarer is a slip
		}
		if sum /= float64(len(words)); sum > most {
			best, most = words, sum
		}
	}
	return best
}

// bare returns the words of s, without marks that could be operators.
func bare(s string) (words []string) {
	for _, t := range text.Terms(s) {
		words = append(words, t.Form)
	}
	return words
}

// rank saves all and looks for n of them in each way. A copy counts as the
// article itself.
func rank(t *testing.T, all []article.Article, n int, golden string, want float64) {
	d := openAt(t, filepath.Join(t.TempDir(), "a.parallax"))
	c := newCorpus(all)
	same := map[article.ID]string{}
	var ids []article.ID
	for part := range slices.Chunk(all, 500) {
		for i, out := range save(t, d, part...) {
			ids = append(ids, out.ID)
			same[out.ID] = part[i].Text
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d articles, %d of them looked for in each way\n\n%-24s  recall@1  recall@5    MRR\n", len(all), n, "")
	random := rand.New(rand.NewPCG(3, 3))
	var mean, ways float64
	var missed []string
	for _, way := range remembered {
		var first, five, mrr float64
		for range n {
			at := random.IntN(len(all))
			words := way.words(c, all[at], random)
			for len(words) == 0 {
				at = (at + 1) % len(all)
				words = way.words(c, all[at], random)
			}
			hits, err := d.Search(t.Context(), query.Parse(strings.Join(words, " ")), Page{})
			if err != nil {
				t.Fatal(err)
			}
			place := 1 + slices.IndexFunc(hits.IDs, func(id article.ID) bool { return same[id] == all[at].Text })
			switch {
			case place == 1:
				first++
				fallthrough
			case place > 1 && place <= 5:
				five++
			}
			if place > 0 {
				mrr += 1 / float64(place)
			}
			if place != 1 {
				missed = append(missed, fmt.Sprintf("%s, article %d: place %d of %d", way.name, ids[at], place, len(hits.IDs)))
				t.Logf("%s of article %d is at place %d of %d: %s", way.name, ids[at], place, len(hits.IDs), words)
			}
		}
		of := float64(n)
		fmt.Fprintf(&b, "%-24s  %8.3f  %8.3f  %.3f\n", way.name, first/of, five/of, mrr/of)
		if way.counts {
			mean += mrr / of
			ways++
		}
	}
	if mean /= ways; mean < want {
		t.Errorf("MRR of headlines and sentences is %.3f, want %.2f", mean, want)
	}
	fmt.Fprintf(&b, "\nnot first (place 0 is not on the first page):\n%s\n", strings.Join(missed, "\n"))
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	was, err := os.ReadFile(golden)
	if err != nil || b.String() != string(was) {
		t.Errorf("%s (-update writes it anew):\n%s\nwant:\n%s", golden, b.String(), was)
	}
}
