package extract

import (
	"testing"

	"parallax/article"
)

func TestWhoAndWhenIsNoText(t *testing.T) {
	const text = "The last steam lorry in regular use in the county made its final delivery on Saturday, four sacks of coal."
	day := article.ParseDate("2003-11-08")
	for _, c := range []struct {
		first string
		lines []int
		want  string // what is left of it
	}{
		{"By Peter Hale", nil, ""},
		{"Peter Hale, Oxbeck", nil, ""},
		{"8 November 2003", nil, ""},
		{"Veröffentlicht am 8. November 2003, 10:30 Uhr", nil, ""},
		{"Oxbeck, 8 November 2003", nil, ""},
		{"By Peter Hale 8 November 2003 " + text, []int{29}, text},
		{"By Peter Hale Oxbeck, 8 November 2003 " + text, []int{13, 37}, text},
		{"By Peter Hale", []int{3}, ""},
		{text + " By Peter Hale", []int{len(text)}, text + " By Peter Hale"},
		{"9 November 2003", nil, "9 November 2003"},
		{"Last updated: 9 November 2003", nil, ""},
		{"Last updated: 4/11/99", nil, ""},
		{"Peter Hale has driven her since 1961.", nil, "Peter Hale has driven her since 1961."},
		{"The lorry stopped on 8 November 2003.", nil, "The lorry stopped on 8 November 2003."},
		{"Mary Noakes", nil, "Mary Noakes"},
	} {
		d := &draft{meta: meta{authors: []string{"Peter Hale"}, published: day}}
		d.pieces = []piece{
			{kind: article.Paragraph, text: c.first, lines: c.lines},
			{kind: article.Paragraph, text: text},
		}
		d.dropHead()
		if got := d.pieces[0].text; got != c.want {
			t.Errorf("of %q with lines at %d %q is left, want %q", c.first, c.lines, got, c.want)
		}
	}
}

func TestLinksStandRightBelowADroppedLine(t *testing.T) {
	p := piece{text: "By Peter Hale The last lorry", links: []article.Link{
		{Span: article.Span{Start: 3, End: 13}, URL: "/hale"},
		{Span: article.Span{Start: 23, End: 28}, URL: "/lorry"},
	}}
	p.cut(13)
	if len(p.links) != 1 || p.links[0].Of(p.text) != "lorry" {
		t.Errorf("links = %v in %q", p.links, p.text)
	}
}

func TestARemarkIsNoText(t *testing.T) {
	const long = "Trams ran along the High Street on Monday for the first time since 1974, with eleven passengers."
	for _, c := range []struct {
		name   string
		page   article.PageType
		ogType string
		pieces []piece
		want   int // blocks that are left
	}{
		{"behind an article", article.ArticlePage, "article", []piece{{text: long}, {text: "It is quiet.", reply: true}, {text: "2 hours ago"}, {text: long, reply: true}}, 2},
		{"in a forum", article.ForumPage, "article", []piece{{text: long}, {text: long, reply: true}}, 2},
		{"where no article is declared", article.ArticlePage, "", []piece{{text: long}, {text: long, reply: true}}, 2},
		{"with nothing else", article.ArticlePage, "article", []piece{{text: long, reply: true}, {text: long, reply: true}}, 2},
		{"a place within the article that is called so", article.ArticlePage, "article", []piece{{text: long, reply: true}, {text: long}}, 2},
	} {
		d := &draft{pageType: c.page, pieces: c.pieces}
		d.dropReplies(&pageFacts{ogType: c.ogType})
		left := 0
		for _, p := range d.pieces {
			if p.text != "" {
				left++
			}
		}
		if left != c.want {
			t.Errorf("%s: %d blocks are left, want %d", c.name, left, c.want)
		}
	}
}

func TestACaptionStandsWithItsImageAlone(t *testing.T) {
	images := []article.Image{{URL: "/barn.jpg", Caption: "The barn in the evening"}}
	d := &draft{pieces: []piece{
		{kind: article.Caption, text: "The barn in the evening", images: images},
		{kind: article.Caption, text: "Rain in millimetres"}, // of a table
		{kind: article.Paragraph, text: "The barn in the evening"},
	}}
	d.dropCaptions()
	if p := d.pieces; p[0].text != "" || len(p[0].images) != 1 || p[1].text == "" || p[2].text == "" {
		t.Errorf("left is %+v", p)
	}
}
