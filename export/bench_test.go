package export_test

import (
	"io"
	"iter"
	"strings"
	"testing"

	"parallax/article"
)

// many yields n articles of 3 KB.
func many(n int) iter.Seq2[article.Article, error] {
	a := troops()
	a.Text = strings.Repeat("He said \"no\" to the minister, and left the room.\n\n", 60)
	return func(yield func(article.Article, error) bool) {
		for i := range n {
			a.ID = article.ID(i + 1)
			if !yield(a, nil) {
				return
			}
		}
	}
}

func BenchmarkExport(b *testing.B) {
	const n = 1000
	for _, c := range writers {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r, err := c.write(b.Context(), io.Discard, many(n), nil)
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(r.Bytes)
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
