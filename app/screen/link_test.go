package screen

import (
	"slices"
	"strings"
	"testing"

	"parallax/article"
)

func TestOnlyPagesOnTheWebAreOpened(t *testing.T) {
	for _, c := range []struct {
		address, opened, shown string
		alike                  bool
	}{
		{"https://example.org/a/b?c=d#e", "https://example.org/a/b?c=d#e", "example.org/a/b", false},
		{" HTTP://example.org ", "http://example.org", "example.org", false},
		{"https://bank.example:secret@example.org/", "https://example.org/", "example.org/", false},
		{"https://example.org:8080/x", "https://example.org:8080/x", "example.org:8080/x", false},
		{"https://аpple.example/login", "https://%D0%B0pple.example/login", "xn--pple-43d.example/login", true},
		{"https://xn--pple-43d.example/", "https://xn--pple-43d.example/", "xn--pple-43d.example/", true},
		{"https://example.org/" + strings.Repeat("x", 200), "https://example.org/" + strings.Repeat("x", 200), "example.org/" + strings.Repeat("x", 58) + "…", false},
		{"javascript:alert(1)", "", "", false},
		{"JavaScript://example.org/%0aalert(1)", "", "", false},
		{"file:///etc/passwd", "", "", false},
		{"data:text/html,<script>", "", "", false},
		{`\\server\share`, "", "", false},
		{"//example.org/a", "", "", false},
		{"http:///a", "", "", false},
		{"https:example.org", "", "", false},
		{"ftp://example.org/", "", "", false},
		{"https://exa\x00mple.org/", "", "", false},
		{"mailto:someone@example.org", "", "", false},
		{"example.org", "", "", false},
		{"", "", "", false},
	} {
		a, ok := Browse(c.address)
		opened := ""
		if ok {
			opened = a.URL.String()
		}
		if opened != c.opened || a.Shown != c.shown || a.Alike != c.alike {
			t.Errorf("Browse(%q) = %q shown as %q, alike %v; want %q, %q, %v", c.address, opened, a.Shown, a.Alike, c.opened, c.shown, c.alike)
		}
	}
}

func TestLinksThatLeadNowhereAreNotDrawn(t *testing.T) {
	a := article.Article{Text: "One two three.", Links: []article.Link{
		{Span: article.Span{Start: 0, End: 3}, URL: "https://example.org/1"},
		{Span: article.Span{Start: 4, End: 7}, URL: "file:///two"},
		{Span: article.Span{Start: 8, End: 99}, URL: "https://example.org/beyond"},
		{Span: article.Span{Start: 8, End: 8}, URL: "https://example.org/empty"},
		{Span: article.Span{Start: 8, End: 13}, URL: "https://example.org/3"},
	}}
	var words []string
	for _, l := range readLinks(&a) {
		words = append(words, l.Of(a.Text))
	}
	if want := []string{"One", "three"}; !slices.Equal(words, want) {
		t.Errorf("links = %q, want %q", words, want)
	}
}

func TestTheDayOfAChangeIsSaidWhereItIsAnother(t *testing.T) {
	at := func(s string) article.Date { return article.ParseDate(s) }
	for _, c := range []struct{ published, updated, want string }{
		{"2025-10-27T08:00:00Z", "2025-10-27T19:00:00Z", ""},
		{"2025-10-27T08:00:00Z", "2025-10-29T19:00:00Z", "2025-10-29"},
		{"2025-10-27", "", ""},
		{"", "2025-10-29", "2025-10-29"},
		{"", "", ""},
	} {
		r := Reader{Article: article.Article{Published: at(c.published), Updated: at(c.updated)}}
		if got := r.UpdatedDay(); got != c.want {
			t.Errorf("published %q, updated %q: UpdatedDay() = %q, want %q", c.published, c.updated, got, c.want)
		}
	}
}
