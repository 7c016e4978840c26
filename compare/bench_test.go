package compare_test

import (
	"context"
	"testing"

	"parallax/article"
	"parallax/compare"
)

func BenchmarkReadThousandWords(b *testing.B) {
	a := article.Article{ID: 1, Title: "Workers meet in Berlin", Text: long(1000), Published: article.ParseDate("2018-05-05")}
	b.ReportAllocs()
	for b.Loop() {
		compare.Read(a)
	}
}

func benchmarkCompare(b *testing.B, n int) {
	as := samples(b)
	var rs []compare.Reading
	for i := range n {
		r := compare.Read(as[i%len(as)])
		r.ID = string(rune('a' + i))
		rs = append(rs, r)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compare.Compare(context.Background(), rs, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompareFive(b *testing.B)   { benchmarkCompare(b, 5) }
func BenchmarkCompareThirty(b *testing.B) { benchmarkCompare(b, 30) }
