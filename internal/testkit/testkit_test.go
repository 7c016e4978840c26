package testkit

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/article"
)

func TestCorpusIsTheSameForTheSameSeed(t *testing.T) {
	m := New(4, 1000)
	var forth []article.Article
	for i := range 300 {
		a, _ := m.Article(i)
		forth = append(forth, a)
	}
	again := New(4, 1000)
	for i := 299; i >= 0; i-- {
		if a, _ := again.Article(i); !reflect.DeepEqual(a, forth[i]) {
			t.Fatalf("Article(%d) = %v, want %v", i, a, forth[i])
		}
	}
	if a, _ := New(5, 1000).Article(7); a.Text == forth[7].Text {
		t.Error("another seed makes the same text")
	}
}

// TestCorpusIsAsUnequalAsAnArchive holds the shape that benchmarks rely on.
func TestCorpusIsAsUnequalAsAnArchive(t *testing.T) {
	const n = 4000
	m := New(1, size)
	languages, sources, tags := map[string]int{}, map[string]int{}, map[string]int{}
	var bytes, tagged, dated, common, copies, near, starred int
	texts := make([]string, n)
	for i := range n {
		a, mark := m.Article(i)
		texts[i] = a.Text
		languages[a.Language]++
		sources[a.Source]++
		bytes += len(a.Text)
		if !utf8.ValidString(a.Title+a.Text) || a.Title == "" || a.Blocks[len(a.Blocks)-1].End != len(a.Text) {
			t.Fatalf("article %d is not whole: %+v", i, a)
		}
		for _, tag := range a.Tags {
			tags[tag]++
		}
		for what, is := range map[*int]bool{
			&tagged: len(a.Tags) > 0, &dated: !a.Published.IsZero(), &starred: a.Starred,
			&common: strings.Contains(a.Text, " "+Word(0)+" "),
			&copies: mark.Of >= 0 && mark.Edits == 0, &near: mark.Edits > 0,
		} {
			if is {
				*what++
			}
		}
		if mark.Of >= 0 && (texts[mark.Of] == a.Text) != (mark.Edits == 0) {
			t.Errorf("article %d: mark %+v, and the text is not so", i, mark)
		}
	}
	t.Log(languages, len(sources), len(tags), tagged, dated, common, copies, near, starred, bytes/n)
	for _, c := range []struct {
		what            string
		got, from, till int
	}{
		{"bytes of a text", bytes / n, 2700, 3500},
		{"languages", len(languages), 8, 8},
		{"English", languages["en"], n * 40 / 100, n * 65 / 100},
		{"sources", len(sources), 190, 200},
		{"the first source", sources[Source(0)], n / 10, n / 4},
		{"tagged", tagged, n * 36 / 100, n * 44 / 100},
		{"to read", tags["to read"], n * 8 / 100, n * 12 / 100},
		{"tags", len(tags), 300, 600},
		{"dated", dated, n * 92 / 100, n * 96 / 100},
		{"the most common word", common, n * 60 / 100, n},
		{"copies", copies, n * 2 / 100, n * 5 / 100},
		{"with edits", near, n * 2 / 100, n * 5 / 100},
		{"starred", starred, n / 100, n * 3 / 100},
	} {
		if c.got < c.from || c.got > c.till {
			t.Errorf("%s: %d, want %d to %d", c.what, c.got, c.from, c.till)
		}
	}
}

func BenchmarkArticle(b *testing.B) {
	m := New(1, size)
	i := 0
	for b.Loop() {
		m.Article(i)
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}
