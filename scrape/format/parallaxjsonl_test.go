package format

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"parallax/article"
	"parallax/export"
	"parallax/scrape/guard"
)

func TestExportImportExportOfJSONLIsByteEqual(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	exported := func(a article.Article) []byte {
		var b bytes.Buffer
		if _, err := export.JSONL(t.Context(), &b, sequence([]article.Article{a}), nil); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for range 400 {
		a := anyArticle(r)
		a.How = []string{"file", "paste", "web", "export"}[r.IntN(4)]
		a.Simplified = r.IntN(2) == 0
		if a.Text != "" {
			a.Blocks = []article.Block{{Kind: article.Paragraph, Span: article.Span{End: len(a.Text)}}}
			a.Highlights = []article.Highlight{{
				ID: 7, Version: 9, Span: article.Span{End: len(a.Text)}, Exact: a.Text, Prefix: a.Title, Note: a.Source,
				Colour: "#0072b2", Made: a.Captured,
			}}
			a.Images = []article.Image{{URL: a.URL, Alt: a.Title, Hash: a.RawHash, At: r.IntN(9)}}
			a.Links = []article.Link{{Span: article.Span{End: len(a.Text)}, URL: a.URL}}
		}
		first := exported(a)
		for it, err := range ReadJSONL(t.Context(), bytes.NewReader(first), "f.jsonl", guard.Default()) {
			if err != nil {
				t.Fatalf("%q: %v", first, err)
			}
			back := saved(it, a)
			back.How, back.Simplified, back.Blocks = it.Declared.How, it.Declared.Simplified, it.Declared.Blocks
			back.Highlights, back.Images = it.Declared.Highlights, it.Declared.Images
			if second := exported(back); !bytes.Equal(first, second) {
				t.Fatalf("exported\n%.2000q\nand after import\n%.2000q", first, second)
			}
		}
	}
}
