package db

import (
	"errors"
	"math"
	"reflect"
	"slices"
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
		{Links: []article.Link{
			{Span: article.Span{Start: 6, End: 9}, URL: "https://example.org/a/b"},
			{Span: article.Span{Start: 10, End: 12}, URL: "https://example.org/a/c?d=e"},
			{Span: article.Span{Start: 3, End: math.MinInt}, URL: ""},
			{URL: "https://example.org/\xff"},
			{},
		}},
		{
			Links: []article.Link{{URL: "https://example.org/a"}},
			Images: []article.Image{
				{URL: "https://example.org/1.jpg", Alt: "A pier", Caption: "The pier, before", At: 12}, {At: 5}, {URL: "https://example.org/2.jpg", At: math.MaxInt},
			},
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
	return marks{Blocks: a.Blocks, Residue: a.Residue, Upstream: a.Upstream, From: a.From, Links: a.Links}
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

// What was packed before links were kept is read as it was.
func TestMarksOfTheFirstFormAreRead(t *testing.T) {
	text := "One.\n\nTwo."
	packed := []byte{1, 2, 1, 1, 1, 1, 0, 4, 0, 1, 11, 2, 12}
	m, err := unpackMarks(packed, text)
	if err != nil || len(m.Blocks) != 2 || m.Blocks[1].Of(text) != "Two." || len(m.Residue) != 1 || m.From["title"] != "json-ld" || m.From["authors"] != "og" {
		t.Errorf("unpacked %+v, %v", m, err)
	}
}

// A flipped bit must not be read as another link, or as residue.
func TestNoFlippedBitOfMarksIsSilent(t *testing.T) {
	text := full().Text
	packed := full1().pack(text)
	for at := range packed {
		for bit := range 8 {
			b := slices.Clone(packed)
			b[at] ^= 1 << bit
			if m, err := unpackMarks(b, text); err == nil {
				t.Fatalf("bit %d of byte %d flipped: %+v", bit, at, m)
			}
		}
	}
}

// A few damaged bytes must not ask for gigabytes.
func TestDamagedLinksAreNoBomb(t *testing.T) {
	address := strings.Repeat("x", 1<<20)
	w := marksWriter{b: []byte{2, 0, 0, 0, 0}}
	w.uint(1000)
	for i := range 1000 {
		w.span(0, article.Span{})
		w.uint(min(i, 1) * len(address))
		w.string(address[:(1-min(i, 1))*len(address)])
	}
	if _, err := unpackMarks(w.b, ""); !errors.Is(err, article.ErrDamaged) {
		t.Errorf("a gigabyte of links: %v, want ErrDamaged", err)
	}
}

func FuzzUnpackMarks(f *testing.F) {
	text := full().Text
	f.Add(full1().pack(text), text)
	f.Add([]byte(`{"blocks":[{"kind":"paragraph","start":0,"end":3}]}`), "abc")
	f.Add([]byte("\x01\x01\x11\x04\x00\x00\x01\x0b"), "abc")
	f.Add([]byte{2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1}, "")
	f.Fuzz(func(t *testing.T, b []byte, text string) {
		m, err := unpackMarks(b, text)
		if err != nil {
			if !errors.Is(err, article.ErrDamaged) {
				t.Fatal(err)
			}
			return
		}
		again, err := unpackMarks(m.pack(text), text)
		if err != nil || len(again.Blocks) != len(m.Blocks) || len(again.From) != len(m.From) || !slices.Equal(again.Links, m.Links) || len(again.Images) != len(m.Images) {
			t.Fatalf("packed again: %+v, %v, want %+v", again, err, m)
		}
	})
}
