package article_test

import (
	"strings"
	"testing"

	"parallax/article"
)

func TestBodyLeavesResidueOut(t *testing.T) {
	text := "Home / World\n\nThe minister arrived.\n\nAlso Read: other news\n\nShe left on Monday.\n\nLeave a Reply"
	span := func(words string) article.Span {
		i := strings.Index(text, words)
		return article.Span{Start: i, End: i + len(words)}
	}
	for _, c := range []struct {
		name    string
		residue []article.Residue
		want    string
	}{
		{"none", nil, text},
		{"blocks", []article.Residue{
			{Kind: article.Breadcrumb, Span: span("Home / World")},
			{Kind: article.RelatedLink, Span: span("Also Read: other news")},
			{Kind: article.CommentForm, Span: span("Leave a Reply")},
		}, "The minister arrived.\n\nShe left on Monday."},
		{"empty span", []article.Residue{{Kind: article.Markdown}}, text},
		{"span outside the text", []article.Residue{{Kind: article.SEO, Span: article.Span{Start: 5, End: 9999}}}, text},
	} {
		a := article.Article{Text: text, Residue: c.residue}
		if got := a.Body(); got != c.want {
			t.Errorf("%s: Body() = %q, want %q", c.name, got, c.want)
		}
	}
}
