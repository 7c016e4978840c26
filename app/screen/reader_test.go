package screen

import (
	"slices"
	"strings"
	"testing"
	"time"

	"parallax/app"
	"parallax/article"
)

// text makes an article of blocks; one that begins with "!" is residue.
func text(blocks ...string) article.Article {
	var a article.Article
	var b strings.Builder
	for _, block := range blocks {
		residue := strings.HasPrefix(block, "!")
		block = strings.TrimPrefix(block, "!")
		s := article.Span{Start: b.Len(), End: b.Len() + len(block)}
		b.WriteString(block + "\n")
		a.Blocks = append(a.Blocks, article.Block{Kind: article.Paragraph, Span: s})
		if residue {
			a.Residue = append(a.Residue, article.Residue{Kind: article.SEO, Span: s})
		}
	}
	a.Text = b.String()
	return a
}

func TestRunsOfResidueAreFolded(t *testing.T) {
	a := text("!Home", "!World", "Kim met Putin.", "They spoke.", "!Note")
	var got []bool
	for _, p := range readParts(&a) {
		got = append(got, p.Folded)
	}
	if want := []bool{true, false, false, true}; !slices.Equal(got, want) {
		t.Errorf("folded = %v, want %v", got, want)
	}
}

func TestResidueWithinABlockIsNotFolded(t *testing.T) {
	a := text("Kim met Putin. Read more here.")
	a.Residue = []article.Residue{{Kind: article.RelatedLink, Span: article.Span{Start: 15, End: 30}}}
	if parts := readParts(&a); len(parts) != 1 || parts[0].Folded {
		t.Errorf("parts = %+v, want one that is not folded", parts)
	}
}

func TestHeadlineIsTheTitleOrTheFirstWordsOfTheSource(t *testing.T) {
	a := text("!Home / World", "Kim met Putin.", "They spoke.")
	r := Reader{Article: a, Parts: readParts(&a)}
	if got, want := r.Headline(), "Kim met Putin."; got != want {
		t.Errorf("Headline() without a title = %q, want %q", got, want)
	}
	r.Article.Title = "A visit"
	if got := r.Headline(); got != "A visit" {
		t.Errorf("Headline() = %q, want the title", got)
	}
	a = text("!Home / World")
	r = Reader{Article: a, Parts: readParts(&a)}
	if got, want := r.Headline(), "Home / World"; got != want {
		t.Errorf("Headline() of nothing but residue = %q, want %q", got, want)
	}
}

func TestOfALongStoryTheNearestAreCompared(t *testing.T) {
	day := func(n int) article.Date {
		return article.Date{Time: time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC), Precision: article.ToDay}
	}
	r := Reader{ID: 1}
	r.Article.Published = day(1)
	r.Story = []article.Summary{{ID: 99}} // without a date it is farthest
	for n := range 31 {
		r.Story = append(r.Story, article.Summary{ID: article.ID(40 - n), Published: day(31 - n)})
	}
	got := r.ToCompare()
	if len(got) != app.MaxCompared || got[0] != 1 || got[1] != 10 || slices.Contains(got, 99) {
		t.Errorf("ToCompare() = %v, want %d with 1 and 10 first", got, app.MaxCompared)
	}
}

func TestNextHitGoesRound(t *testing.T) {
	s := newShelf("one one one")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Submit("one")
		d.settle()
		var got []int
		for range 4 {
			l.NextHit(1)
			got = append(got, l.Reader.Hit)
		}
		l.NextHit(-1)
		got = append(got, l.Reader.Hit)
		if want := []int{0, 1, 2, 0, 2}; !slices.Equal(got, want) {
			t.Errorf("hits = %v, want %v", got, want)
		}
	})
}

func TestOpeningEndsWithAWord(t *testing.T) {
	long := "In a pivotal moment for international relations, Russia and North Korea have reaffirmed their ties."
	exact := strings.Repeat("word ", 15) + "last and more"
	tests := []struct{ text, want string }{
		{" A short\n text. ", "A short text."},
		{long, "In a pivotal moment for international relations, Russia and North Korea have…"},
		{exact, strings.Repeat("word ", 15) + "last…"},
		{strings.Repeat("x", 100), strings.Repeat("x", 79) + "…"},
	}
	for _, test := range tests {
		if got := Opening(test.text); got != test.want {
			t.Errorf("Opening(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestFileName(t *testing.T) {
	tests := []struct{ file, want string }{
		{"000_3d66a09303dc51d3.txt", "000"},
		{"/home/a/News from Kursk.html", "News from Kursk"},
		{`C:\texts\a_b.txt`, "a_b"},
		{"", ""},
		{"a very long file name without an end.txt", "a very long file na…"},
	}
	for _, test := range tests {
		if got := FileName(test.file); got != test.want {
			t.Errorf("FileName(%q) = %q, want %q", test.file, got, test.want)
		}
	}
}
