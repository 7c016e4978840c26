package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"parallax/scrape/extract"
)

// newsPage is a page of the size that news pages have: 300 links and cards
// around an article of 40 paragraphs.
func newsPage() string {
	var b strings.Builder
	b.WriteString(`<html lang="en"><head><title>Harbour reopens | The Gazette</title><meta property="og:title" content="Harbour reopens"><meta name="description" content="` + body + `"></head><body><header class="site-header"><nav><ul>`)
	for i := range 60 {
		fmt.Fprintf(&b, `<li class="menu-item menu-item-%d"><a href="/section/%d">Section %d</a></li>`, i, i, i)
	}
	b.WriteString(`</ul></nav></header><main><article class="post"><h1 class="entry-title">Harbour reopens</h1><div class="byline">By <a href="/a">Jane Roe</a></div><div class="entry-content">`)
	for i := range 40 {
		fmt.Fprintf(&b, `<p>%s The %d. ship came in at noon, <a href="/ship/%d">its master</a> said, and was gone by the evening.</p>`, body, i, i)
	}
	b.WriteString(`</div></article><aside class="sidebar related">`)
	for i := range 120 {
		fmt.Fprintf(&b, `<div class="card"><a href="/story/%d"><img data-src="/img/%d.jpg" alt=""><h3 class="card-title">Story %d of the lake and its shores</h3><p class="card-teaser">What was said on day %d by those who know the lake.</p></a><time>%d October 2025</time></div>`, i, i, i, i, i%28+1)
	}
	b.WriteString(`</aside></main><footer><p>© 2025 The Gazette. All rights reserved.</p></footer></body></html>`)
	return b.String()
}

func BenchmarkItem(b *testing.B) {
	it := page(newsPage())
	it.Declared.URL = "https://gazette.example/2025/harbour"
	b.SetBytes(int64(len(it.Raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := extract.Item(b.Context(), it); err != nil {
			b.Fatal(err)
		}
	}
}
