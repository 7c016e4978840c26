package db

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"parallax/article"
)

func TestMarksAreAsTheyWerePacked(t *testing.T) {
	text := "One.\n\nTwo of it.\n\n\n\nThree.\nFour"
	for _, m := range []marks{
		{},
		{Blocks: []article.Block{
			{Kind: article.Paragraph, Span: article.Span{Start: 0, End: 4}},
			{Kind: article.Heading, Level: 2, Span: article.Span{Start: 6, End: 16}},
			{Kind: article.ListItem, Level: -1, Span: article.Span{Start: 20, End: 26}},
			{Kind: "of another time", Span: article.Span{Start: 27, End: 31}},
			{Kind: "", Span: article.Span{Start: 33, End: 31}},
			{Kind: article.Table, Level: math.MinInt, Span: article.Span{Start: math.MinInt, End: math.MaxInt}},
			{Kind: article.Code, Span: article.Span{Start: 3, End: -3}},
		}},
		{
			Residue:  []article.Residue{{Kind: article.SEO, Span: article.Span{Start: 4, End: 9}}, {Kind: "x", Span: article.Span{Start: -1, End: 2}}},
			Upstream: []article.Upstream{{Name: "Yonhap", Kind: "cited", Text: "said Yonhap", Span: article.Span{Start: 1, End: 3}}, {}},
			From:     map[string]string{"title": "json-ld", "": "", "x\x00": "\xff"},
		},
		full1(),
	} {
		got, err := unpackMarks(m.pack(text), text)
		if err != nil || !reflect.DeepEqual(got, m) {
			t.Errorf("unpacked %+v, %v, want %+v", got, err, m)
		}
	}
}

// full1 returns the marks of an article.
func full1() marks {
	a := full()
	return marks{Blocks: a.Blocks, Residue: a.Residue, Upstream: a.Upstream, From: a.From}
}

func TestParagraphsTakeAByte(t *testing.T) {
	text := strings.Repeat("A paragraph of a text.\n\n", 50)
	text = strings.TrimSpace(text)
	var m marks
	at := 0
	for p := range strings.SplitSeq(text, "\n\n") {
		m.Blocks = append(m.Blocks, article.Block{Kind: article.Paragraph, Span: article.Span{Start: at, End: at + len(p)}})
		at += len(p) + 2
	}
	if n := len(m.pack(text)); n > 60 {
		t.Errorf("50 paragraphs are packed in %d bytes", n)
	}
}

func FuzzUnpackMarks(f *testing.F) {
	text := full().Text
	f.Add(full1().pack(text), text)
	f.Add([]byte(`{"blocks":[{"kind":"paragraph","start":0,"end":3}]}`), "abc")
	f.Add([]byte{marksForm, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1}, "")
	f.Fuzz(func(t *testing.T, b []byte, text string) {
		m, err := unpackMarks(b, text)
		if err != nil {
			if !errors.Is(err, article.ErrDamaged) {
				t.Fatal(err)
			}
			return
		}
		again, err := unpackMarks(m.pack(text), text)
		if err != nil || len(again.Blocks) != len(m.Blocks) || len(again.From) != len(m.From) {
			t.Fatalf("packed again: %+v, %v, want %+v", again, err, m)
		}
	})
}
