package screen

import (
	"slices"
	"strings"
	"testing"

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
