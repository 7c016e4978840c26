package extract_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"parallax/article"
	"parallax/scrape"
	"parallax/scrape/extract"
	"parallax/scrape/guard"
)

func text(s string) article.Item { return article.Item{Name: "a.txt", Raw: []byte(s)} }

func page(s string) article.Item {
	return article.Item{Name: "a.html", ContentType: "text/html", Raw: []byte(s)}
}

const body = "The harbour of Lindau reopened on Monday, three days after a storm had thrown two of its cranes into the water."

func TestItemRefusesWhatHasNoText(t *testing.T) {
	for _, c := range []struct {
		name string
		it   article.Item
		want error
	}{
		{"nothing", text(""), article.ErrEmpty},
		{"blanks", text(" \n\t\n"), article.ErrEmpty},
		{"blank page", page("<html><body><script>x</script> </body></html>"), article.ErrEmpty},
		{"bytes", text("\x00\x01\x02\x03\x04\x05\x06\x07\x08"), article.ErrBinary},
		{"image", text("\x89PNG\r\n\x1a\n"), article.ErrBinary},
		{"document", text("%PDF-1.7"), article.ErrUnsupported},
		{"front matter alone", article.Item{Name: "a.md", Raw: []byte("---\ntitle: A\n---\n")}, article.ErrEmpty},
	} {
		if _, err := extract.Item(t.Context(), c.it); !errors.Is(err, c.want) {
			t.Errorf("%s: Item = %v, want %v", c.name, err, c.want)
		}
	}
}

func TestItemFindsTheTitleOrSaysNone(t *testing.T) {
	long := body + " " + body
	for _, c := range []struct{ text, title string }{
		{"Harbour reopens\n\n" + long, "Harbour reopens"},
		{"Harbour reopens\n" + long, "Harbour reopens"},
		{"Home / News / Harbour\n\nHarbour reopens\n\nHarbour reopens\n\n" + long, "Harbour reopens"},
		{"“We were lucky,” says mayor of Lindau\n\n" + long, "“We were lucky,” says mayor of Lindau"},
		{"Was it worth it?\n\n" + long, "Was it worth it?"},
		{"Trade deal with the U.S.\n\n" + long, "Trade deal with the U.S."},
		{"Встреча в Москве\n\n" + strings.Repeat("Министр заявил, что переговоры будут продолжены. ", 4), "Встреча в Москве"},
		{"外務大臣が会談\n\n" + strings.Repeat("外務大臣は月曜日、協議を来週も続けると述べた。", 5), "外務大臣が会談"},
		{"The harbour reopened on Monday.\n\n" + long, ""},
		{"Dear reader,\n\n" + long, ""},
		{"https://news.example/harbour\n\n" + long, ""},
		{"#harbour #news\n\n" + long, ""},
		{"October 27, 2025\n\n" + long, ""},
		{"harbour notes of mine\n\n" + long, ""},
		{"Only one line", ""},
		{long, ""},
	} {
		a, err := extract.Item(t.Context(), text(c.text))
		if err != nil || a.Title != c.title {
			t.Errorf("Item(%.40q) has the title %q, %v, want %q", c.text, a.Title, err, c.title)
			continue
		}
		sound(t, a)
		if c.title != "" && strings.HasPrefix(a.Text, c.title+"\n\n"+body) {
			t.Errorf("Item(%.40q) keeps the title in the text", c.text)
		}
	}
}

func TestItemTakesOurExportByteForByte(t *testing.T) {
	const own = "# Harbour\n\n* one\r\n\n\n  Also Read: two  \n\nSource: X"
	it := article.Item{Declared: article.Declared{
		Exact: true, Title: " Harbour ", Text: own, Residue: []article.Residue{}, ID: 7, Version: 3,
		RawHash: "abc", How: "export", ImportedFrom: "x.txt",
	}}
	a, err := extract.Item(t.Context(), it)
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != " Harbour " || a.Text != own || len(a.Residue) != 0 || a.ID != 7 || a.Version != 3 || a.RawHash != "abc" || a.ImportedFrom != "x.txt" || a.Language != "" {
		t.Errorf("Item = %+v", a)
	}
	sound(t, a)
	it.Declared.Residue = nil
	if a, err = extract.Item(t.Context(), it); err != nil || a.Text != own || len(a.Residue) == 0 {
		t.Errorf("without residue: Item = %+v, %v, want the text as it was and its residue", a, err)
	}
}

func TestItemKeepsTheBlocksOfOurExport(t *testing.T) {
	blocks := []article.Block{{Kind: article.Heading, Level: 2, Span: article.Span{End: 7}}, {Kind: article.Paragraph, Span: article.Span{Start: 9, End: 14}}}
	a, err := extract.Item(t.Context(), article.Item{Declared: article.Declared{Exact: true, Text: "Harbour\n\nShips", Blocks: blocks, Simplified: true}})
	if err != nil || !slices.Equal(a.Blocks, blocks) || !a.Simplified {
		t.Errorf("Item = %+v, %v; want the blocks and the mark it came with", a, err)
	}
}

func TestItemPrefersWhatTheContainerSays(t *testing.T) {
	it := page("<html lang=de><head><title>Found</title></head><body><h1>Found</h1><p>" + body + "</p><p>" + body + "</p></body></html>")
	it.Declared = article.Declared{Title: "Said", Authors: []string{"A"}, Source: "S", Language: "en", URL: "https://a.example/x", Tags: []string{"t"}, Published: article.ParseDate("2025-10")}
	a, err := extract.Item(t.Context(), it)
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Said" || !slices.Equal(a.Authors, []string{"A"}) || a.Source != "S" || a.Language != "en" || a.Published.String() != "2025-10" ||
		!slices.Equal(a.Tags, []string{"t"}) || a.From["title"] != "container" || a.From["published"] != "container" {
		t.Errorf("Item = %+v", a)
	}
}

func TestItemReadsTheBodyOfARecord(t *testing.T) {
	for _, d := range []article.Declared{
		{Title: "T", Text: body + "\n\n" + body},
		{Title: "T", HTML: "<p>" + body + "</p><p>" + body + "</p>"},
	} {
		a, err := extract.Item(t.Context(), article.Item{Name: "dump.jsonl, line 1", Declared: d})
		if err != nil || a.Title != "T" || !strings.HasPrefix(a.Text, body) || (d.HTML != "") != (a.RawHash != "") {
			t.Errorf("Item(%+v) = %+v, %v", d, a, err)
		}
		sound(t, a)
	}
}

func TestItemMarksMarkdownOnlyInPlainText(t *testing.T) {
	const s = "First paragraph of it.\n\n## Heading\n\nWords with **weight** in them."
	for _, c := range []struct {
		name string
		want int
	}{{"a.txt", 1}, {"a.md", 0}} {
		a, err := extract.Item(t.Context(), article.Item{Name: c.name, Raw: []byte(s)})
		if err != nil || len(a.Residue) != c.want || strings.ContainsAny(a.Text, "#*") {
			t.Errorf("%s: Item = %q with %v, %v", c.name, a.Text, a.Residue, err)
		}
	}
}

func TestItemCountsWordsWithoutResidue(t *testing.T) {
	a, err := extract.Item(t.Context(), text("One two three, four.\n\nAlso Read: Five six seven\n\n会談は続く."))
	if err != nil || a.Words != 9 {
		t.Errorf("Item counts %d words, %v, want 9", a.Words, err)
	}
}

func TestItemStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, it := range []article.Item{text(body), page("<p>" + body)} {
		if _, err := extract.Item(ctx, it); !errors.Is(err, context.Canceled) {
			t.Errorf("Item = %v, want Canceled", err)
		}
	}
}

func TestItemReadsPastedText(t *testing.T) {
	a, err := extract.Item(t.Context(), scrape.Text("Harbour reopens\n\n"+body+" "+body))
	if err != nil || a.How != "paste" || a.Title != "Harbour reopens" || a.ImportedFrom != "" || a.RawHash == "" {
		t.Errorf("Item = %+v, %v", a, err)
	}
}

func TestItemKeepsWordsWhereverTheyStand(t *testing.T) {
	for _, s := range []string{
		"<form><div>Short words.</div></form>", "<nav><p>Short words.</p></nav>", "<body><h1>Short words.</h1></body>",
		"<table><tr><td>Short words.</td></tr></table>", "Short words.", "<p>Short words.<noscript>Switch it on.</noscript>",
	} {
		a, err := extract.Item(t.Context(), page("<html><head><title>T</title></head>"+s))
		if err != nil || a.Text != "Short words." {
			t.Errorf("Item(%q) = %q, %v", s, a.Text, err)
		}
	}
}

func TestItemDropsDataAddresses(t *testing.T) {
	lim := guard.Default()
	lim.HTMLBytes = 100_000
	s := "<html><body><p>" + body + "</p><img src='data:image/png;base64," + strings.Repeat("QUJD", 100_000) + "'><p>" + body + "</p></body></html>"
	a, err := extract.Within(t.Context(), page(s), lim)
	if err != nil || a.Simplified || !strings.Contains(a.Text, body) {
		t.Errorf("Within = %+v, %v", a, err)
	}
	if !bytes.Equal(a.Raw, []byte(s)) {
		t.Error("the bytes were changed")
	}
}

func TestItemKeepsBrokenFrontMatterAsText(t *testing.T) {
	for _, head := range []string{
		"title: \"open\n  - x",
		"a: &a [x]\nb: [*a, *a]",
		"title: " + strings.Repeat("[", 5000),
		"just words",
		"big: " + strings.Repeat("x", 70_000),
	} {
		a, err := extract.Item(t.Context(), article.Item{Name: "a.md", Raw: []byte("---\n" + head + "\n---\n\n" + body + "\n")})
		if err != nil {
			t.Errorf("Item of %.20q: %v", head, err)
			continue
		}
		sound(t, a)
		word := strings.FieldsFunc(head, func(r rune) bool { return r < 'a' || r > 'z' })[0]
		if !strings.Contains(a.Title+" "+a.Text, word) || !strings.Contains(a.Text, body) {
			t.Errorf("Item of %.20q lost words: %.80q", head, a.Text)
		}
	}
}

func FuzzItemText(f *testing.F) {
	for _, s := range []string{"Title\n\nText.", "# A\n\n- b\n  - c\n1. d\n> e\n```\nf\n```", "---\ntitle: x\n---\ny", "a | b\n--|--\n1 | 2", "[a](b) ![c](d) **e** _f_ `g` [[h|i]] <j>", "*\n**\n***\n_\n__", "\xff\xfea\x00"} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, raw []byte, markdown bool) {
		it := article.Item{Name: "a.txt", ContentType: "text/plain", Raw: raw}
		if markdown {
			it.ContentType = "text/markdown"
		}
		a, err := extract.Item(t.Context(), it)
		if err == nil {
			sound(t, a)
		}
	})
}
