package export

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parallax/article"
)

func TestExcerptIsTheFirstWordsWithoutResidue(t *testing.T) {
	residue := func(spans ...int) (rs []article.Residue) {
		for i := 0; i < len(spans); i += 2 {
			rs = append(rs, article.Residue{Kind: article.SEO, Span: article.Span{Start: spans[i], End: spans[i+1]}})
		}
		return rs
	}
	for _, c := range []struct {
		text    string
		residue []article.Residue
		want    string
	}{
		{"", nil, ""},
		{"One two.", nil, "One two."},
		{"  One\n\n two.\t\n", nil, "One two."},
		{"Home / World\n\nOne two.", residue(0, 12), "One two."},
		{"One [ad] two.", residue(4, 8), "One two."},
		{"One[ad]two.", residue(3, 7), "One two."},
		{"One two. Also read: x", residue(9, 21), "One two."},
		{"abcdef", residue(0, 6), ""},
		{"abcdef", residue(4, 5, 0, 2), "cd f"},             // in any order
		{"abcdef", residue(0, 4, 1, 2), "ef"},               // one within the other
		{"abcdef", residue(3, 99, 2, 2), "abcdef"},          // no place in this text
		{strings.Repeat("word ", 40), nil, words(40)},       // 199 characters
		{strings.Repeat("word ", 41), nil, words(40) + "…"}, // ends with a word
		{strings.Repeat("word ", 40) + "verylongword", nil, words(40) + "…"},
		{strings.Repeat("말", 300), nil, strings.Repeat("말", 200) + "…"},
		{strings.Repeat("말", 199) + "e\u0301x", nil, strings.Repeat("말", 199) + "e\u0301…"}, // an accent stays with its letter
		{strings.Repeat("말", 200), nil, strings.Repeat("말", 200)},
	} {
		if got := excerpt(c.text, c.residue); got != c.want {
			t.Errorf("excerpt(%.40q, %v) = %q, want %q", c.text, c.residue, got, c.want)
		}
	}
	if got := excerpt("e"+strings.Repeat("\u0301", 100_000), nil); utf8.RuneCountInString(got) > 2*excerptLength+1 {
		t.Errorf("an excerpt of %d bytes", len(got))
	}
}

func words(n int) string { return strings.TrimSpace(strings.Repeat("word ", n)) }

func TestCitationIsOneLineOfWhatIsKnown(t *testing.T) {
	day := article.Date{Time: time.Date(2025, 10, 27, 0, 0, 0, 0, time.UTC), Precision: article.ToDay}
	captured := time.Date(2025, 10, 28, 23, 0, 0, 0, time.FixedZone("", -5*3600))
	for _, c := range []struct {
		a    article.Article
		want string
	}{
		{article.Article{}, ""},
		{article.Article{Title: "Who won?"}, "Who won?"},
		{article.Article{Title: "Two\nlines", Source: "Example"}, "Two lines. Example."},
		{article.Article{Published: day}, "2025-10-27."},
		{article.Article{URL: "https://example.org/a"}, "https://example.org/a"},
		{article.Article{Captured: captured}, "captured 2025-10-29"},
		{
			article.Article{Authors: []string{"A", "B."}, Title: "T", Source: "S", Published: day, URL: "u", Captured: captured},
			"A, B. T. S, 2025-10-27. u, captured 2025-10-29",
		},
	} {
		if got := citation(&c.a); got != c.want {
			t.Errorf("citation(%+v) = %q, want %q", c.a, got, c.want)
		}
	}
}

func TestDomainIsTheHostOfTheAddress(t *testing.T) {
	for _, c := range []struct{ url, canonical, want string }{
		{"", "", ""},
		{"https://www.Example.org/a?b#c", "", "example.org"},
		{"https://example.org:8080?x", "", "example.org"},
		{"http://[2001:db8::1]:8080/a", "", "[2001:db8::1]"},
		{"http://[2001:db8::1]/a", "", "[2001:db8::1]"},
		{"mailto:a@example.org", "https://m.example.com/a", "example.com"},
	} {
		if got := domain(&article.Article{URL: c.url, CanonicalURL: c.canonical}); got != c.want {
			t.Errorf("domain(%q, %q) = %q, want %q", c.url, c.canonical, got, c.want)
		}
	}
}

func TestStatusOfWhatIsInTheTrash(t *testing.T) {
	for _, c := range []struct {
		a    article.Article
		want article.Status
	}{
		{article.Article{}, article.Unread},
		{article.Article{Status: article.Read}, article.Read},
		{article.Article{Status: article.Read, Deleted: time.Unix(1, 0)}, article.Trash},
	} {
		if got := status(&c.a); got != c.want {
			t.Errorf("status(%+v) = %q, want %q", c.a, got, c.want)
		}
	}
}
