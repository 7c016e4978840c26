package story_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"parallax/article"
	"parallax/compare/story"
	"parallax/internal/testkit"
)

// news reads the first n articles of a year of news.
func news(t testing.TB, n int) []article.Article {
	t.Helper()
	f, err := os.Open(testkit.Shared(t, "corpus", "news", "news-2018.jsonl.gz"))
	if err != nil {
		t.Skipf("the articles to measure on are not here: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []article.Article
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() && len(out) < n {
		var x struct{ Title, Text, Published string }
		if err := json.Unmarshal(sc.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		out = append(out, article.Article{ID: article.ID(len(out) + 1), Title: x.Title, Text: x.Text, Language: "en", Published: article.ParseDate(x.Published)})
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func docs(as []article.Article) []story.Doc {
	out := make([]story.Doc, len(as))
	for i, a := range as {
		out[i] = story.Doc{ID: a.ID, From: a.Published.Time, To: a.Published.Time, Title: a.Title, Vector: story.VectorOf(a)}
	}
	return out
}

// bcubed returns the B-cubed F1 of assignments against gold classes.
func bcubed(as []story.Assignment, gold []string) float64 {
	p, r := 0.0, 0.0
	for i := range as {
		same, inGold, both := 0.0, 0.0, 0.0
		for j := range as {
			s, g := as[i].Key == as[j].Key, gold[i] == gold[j]
			if s {
				same++
			}
			if g {
				inGold++
			}
			if s && g {
				both++
			}
		}
		p += both / same
		r += both / inGold
	}
	p /= float64(len(as))
	r /= float64(len(as))
	return 2 * p * r / (p + r)
}

// TestMeasureStories prints the B-cubed F1 on ECB+ and NewsWCL50 for some
// thresholds.
func TestMeasureStories(t *testing.T) {
	dir := testkit.Shared(t)
	if os.Getenv("PARALLAX_MEASURE") == "" {
		t.Skip("a measurement, not a test: set PARALLAX_MEASURE=1")
	}
	for _, set := range []struct {
		file   string
		column int
	}{{"ecbplus.tsv", 2}, {"ecbplus.tsv", 1}, {"newswcl50.tsv", 1}} {
		data, err := os.ReadFile(filepath.Join(dir, "corpus", "compare", "cluster", set.file))
		if err != nil {
			t.Fatal(err)
		}
		var ds []story.Doc
		var gold []string
		for line := range strings.Lines(string(data)) {
			f := strings.SplitN(strings.TrimSpace(line), "\t", 4)
			a := article.Article{ID: article.ID(len(ds) + 1), Text: f[3], Language: "en"}
			ds = append(ds, story.Doc{ID: a.ID, Vector: story.VectorOf(a)})
			gold = append(gold, f[set.column])
		}
		line := fmt.Sprintf("%s column %d:", set.file, set.column)
		for th := 0.06; th < 0.4; th += 0.02 {
			as, err := story.Group(context.Background(), ds, story.Options{Threshold: math.Round(th*100) / 100})
			if err != nil {
				t.Fatal(err)
			}
			line += " " + strconv.FormatFloat(th, 'f', 2, 64) + "=" + strconv.FormatFloat(bcubed(as, gold), 'f', 3, 64)
		}
		t.Log(line)
	}
}

// TestAddingToSixThousandMovesNone groups a year of news and adds to it.
func TestAddingToSixThousandMovesNone(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: groups 6,000 articles")
	}
	as := news(t, 6000)
	start := time.Now()
	ds := docs(as)
	made := time.Since(start)
	bytes := 0
	for _, d := range ds {
		b, err := d.Vector.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		bytes += len(b)
	}
	if bytes /= len(ds); bytes > 500 {
		t.Errorf("a vector takes %d bytes, want at most 500", bytes)
	}
	start = time.Now()
	got, err := story.Group(context.Background(), ds, story.Options{})
	if err != nil {
		t.Fatal(err)
	}
	grouped := time.Since(start)
	size := map[int]int{}
	for _, a := range got {
		size[a.Key]++
	}
	several := 0
	largest := 0
	for _, n := range size {
		if n > 1 {
			several++
		}
		largest = max(largest, n)
	}
	t.Logf("vectors %v of %d bytes, grouping %v, %d stories of two or more, largest %d", made, bytes, grouped, several, largest)
	for i := range ds[:len(ds)-5] {
		ds[i].Story, ds[i].Settled, ds[i].Known = article.StoryID(got[i].Key), true, true
	}
	start = time.Now()
	again, err := story.Group(context.Background(), ds, story.Options{})
	if err != nil {
		t.Fatal(err)
	}
	added := time.Since(start)
	for i := range ds[:len(ds)-5] {
		if again[i].Story != ds[i].Story {
			t.Fatalf("article %d moved from story %d to %d", ds[i].ID, ds[i].Story, again[i].Story)
		}
	}
	t.Logf("adding 5 to them %v", added)
}
