package format_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"parallax/article"
	"parallax/scrape/format"
	"parallax/scrape/guard"
)

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		name, head string
		want       format.Kind
	}{
		{"a.txt", "", format.Empty},
		{"a.txt", "North Korea and Russia met on Monday.\n", format.Text},
		{"a.txt", "{Editor's note} Talks went on.\n", format.Text},
		{"a.txt", "[Reuters] Talks went on.\n", format.Text},
		{"a.txt", "<3 is how she signed every letter.\n", format.Text},
		{"a.md", "# A heading\n", format.Markdown},
		{"a.txt", "<!DOCTYPE html><title>x</title>", format.HTML},
		{"a", "\ufeff  <!-- saved --><html><body>x", format.HTML},
		{"a.html", "<?xml version='1.0'?><html xmlns='x'><body/></html>", format.HTML},
		{"a.html", "Plain words <b>and</b> markup", format.HTML},
		{"utf16.html", "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", format.HTML},
		{"a.xml", "<?xml version='1.0'?><rss version='2.0'>", format.Feed},
		{"a.rdf", "<?xml version='1.0'?>\n<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'\n xmlns='http://purl.org/rss/1.0/'>", format.Feed},
		{"a.rdf", "<?xml version='1.0'?>\n<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'\n xmlns:z='http://www.zotero.org/namespaces/export#'\n xmlns:prism='http://prismstandard.org/namespaces/1.2/basic/' xmlns:link='http://purl.org/rss/1.0/modules/link/'>", format.RDF},
		{"a.xml", "<opml version='2.0'>", format.OPML},
		{"a.xml", "<?xml version='1.0'?><note/>", format.XML},
		{"b.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL>", format.Bookmarks},
		{"a.txt", "{\"title\": \"A\", \"text\": \"B\"}\n{\"title\": \"C\"}\n", format.JSONL},
		{"a.jsonl", "broken\n{\"title\": \"C\"}\n", format.JSONL},
		{"a.json", "[{\"title\": \"A\"}]", format.JSON},
		{"a.json", "{\n \"title\": \"A\"\n}", format.JSON},
		{"a.csv", "title,url\nA,B\n", format.CSV},
		{"a.pdf", "%PDF-1.7\n", format.PDF},
		{"a.txt", "{\\rtf1 x}", format.RTF},
		{"a.docx", "PK\x03\x04....", format.Zip},
		{"a", "\x1f\x8b\x08", format.Gzip},
		{"a.ris", "TY  - NEWS\nTI  - x\n", format.RIS},
		{"a.bib", "@article{key,\n title={x}}", format.BibTeX},
		{"a.bib", "@String {url = {https://example.org}}\n@string(x = \"y\")\n", format.BibTeX},
		{"a.txt", "@ Noon: string, and more, he said.\n", format.Text},
		{"a.eml", "From: a@b.c\nTo: d@e.f\nSubject: Hello\n\nText", format.Mail},
		{"a.mht", "From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=x\n\n", format.MHTML},
		{"a.mhtml", "From: <Saved by Blink>\nSubject: x\nX-Title: =?utf-8?Q?on two\nlines\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=x\n\n", format.MHTML},
		{"a.txt", "From: the desk\n\nTalks went on.", format.Text},
		{"a.warc", "WARC/1.0\r\n", format.WARC},
		{"a.png", "\x89PNG\r\n\x1a\n", format.Binary},
		{"a.txt", "words \x00\x01\x02 words", format.Binary},
		{"a.db", "SQLite format 3\x00", format.SQLite},
	} {
		if got := format.Sniff([]byte(c.head), c.name); got != c.want {
			t.Errorf("Sniff(%.40q, %q) = %q, want %q", c.head, c.name, got, c.want)
		}
	}
}

func TestRefusalIsASentinelWithAName(t *testing.T) {
	for _, k := range format.Unsupported {
		err := format.Refusal(k)
		var u *format.UnsupportedError
		if !errors.Is(err, article.ErrUnsupported) || !errors.As(err, &u) {
			t.Errorf("Refusal(%q) = %v, want an UnsupportedError", k, err)
			continue
		}
		if name := u.Message().String(); name == "" || name == u.Message().Key {
			t.Errorf("%q has no name in the catalogue", k)
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
	}{
		{"", nil},
		{"By Jane Doe and John Roe", []string{"Jane Doe", "John Roe"}},
		{"Andrew C. Mccarthy, John Mccormack, Rich Lowry", []string{"Andrew C. Mccarthy", "John Mccormack", "Rich Lowry"}},
		{"Smith, John", []string{"Smith, John"}},
		{"Martin Luther King, Jr., Rosa Parks", []string{"Martin Luther King, Jr.", "Rosa Parks"}},
		{"Von Anna Müller; Karl Maier", []string{"Anna Müller", "Karl Maier"}},
		{"[[Ivan Illich]]", []string{"Ivan Illich"}},
		{"Jane Doe, jane doe", []string{"Jane Doe"}},
	} {
		if got := format.Names(c.line); !slices.Equal(got, c.want) {
			t.Errorf("Names(%q) = %q, want %q", c.line, got, c.want)
		}
	}
}

// read collects what a dump holds.
func read(t *testing.T, dump string, lim guard.Limits) (items []article.Item, errs []error) {
	t.Helper()
	for it, err := range format.ReadJSONL(t.Context(), strings.NewReader(dump), "dump.jsonl", lim) {
		items, errs = append(items, it), append(errs, err)
	}
	return items, errs
}

func TestReadJSONLGoesOnAfterABrokenLine(t *testing.T) {
	lim := guard.Default()
	lim.LineBytes = 200
	dump := "\ufeff{\"title\":\"A\",\"text\":\"one\"}\n" +
		"{\"title\": broken\n" +
		"\r\n" +
		"{\"text\":\"" + strings.Repeat("x", 300) + "\"}\n" +
		"{\"text\":\"\xff\"}\n" +
		"{\"title\":\"no text\"}\n" +
		"{\"title\":\"B\",\"text\":\"two\"}"
	items, errs := read(t, dump, lim)
	want := []struct {
		name string
		err  error
	}{
		{"dump.jsonl, line 1", nil},
		{"dump.jsonl, line 2", article.ErrDamaged},
		{"dump.jsonl, line 4", article.ErrTooLarge},
		{"dump.jsonl, line 5", article.ErrDamaged},
		{"dump.jsonl, line 6", article.ErrEmpty},
		{"dump.jsonl, line 7", nil},
	}
	if len(items) != len(want) {
		t.Fatalf("read %d items, want %d: %v", len(items), len(want), errs)
	}
	for i, w := range want {
		if items[i].Name != w.name || !errors.Is(errs[i], w.err) {
			t.Errorf("item %d = %q, %v, want %q, %v", i, items[i].Name, errs[i], w.name, w.err)
		}
	}
}

func TestReadJSONLToleratesForms(t *testing.T) {
	items, errs := read(t, `{"Headline":"T","link":"https://a.example/1","authors":[{"name":"Jane Doe"},"By John Roe"],"source":{"id":null,"name":"The Paper"},"publishedAt":"2025-10-27T10:00:00+01:00","content":"<p>One.</p><p>Two.</p>","tags":"a, b","lang":"en","starred":1,"views":12,"ok":true,"gone":null}
{"title":"U","source":"https://b.example/2","body":"Plain words.","tags":["x","y"],"date":"2019"}
`, guard.Default())
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	a, b := items[0].Declared, items[1].Declared
	if a.Title != "T" || a.URL != "https://a.example/1" || !slices.Equal(a.Authors, []string{"Jane Doe", "John Roe"}) ||
		a.Source != "The Paper" || a.Published.String() != "2025-10-27T10:00:00+01:00" || a.HTML == "" || a.Text != "" ||
		!slices.Equal(a.Tags, []string{"a", "b"}) || a.Language != "en" || !a.Starred {
		t.Errorf("the first record reads %+v", a)
	}
	if b.URL != "https://b.example/2" || b.Source != "" || b.Text != "Plain words." || b.Published.Precision != article.ToYear ||
		!slices.Equal(b.Tags, []string{"x", "y"}) {
		t.Errorf("the second record reads %+v", b)
	}
}

func TestReadJSONLTakesOurOwnExportAsItIs(t *testing.T) {
	const text = "# not a heading\n\nAlso Read: this stays"
	hash := article.HashText("A title ", text)
	line := `{"format":"parallax/article/1","id":7,"title":"A title ","author":["Doe, Jane"],"text":"# not a heading\n\nAlso Read: this stays","residue":[{"kind":"related-link","start":17,"end":38}],"upstream":[],"published_at":"2025-10","published_precision":"month","published_raw":"","tags":["a;b"],"version":2,"sha256_text":"HASH"}`
	items, errs := read(t, strings.Replace(line, "HASH", hash, 1)+"\n"+strings.Replace(line, "HASH", "edited", 1), guard.Default())
	if errs[0] != nil || errs[1] != nil {
		t.Fatal(errs)
	}
	d := items[0].Declared
	if !d.Exact || d.Title != "A title " || d.Text != text || d.ID != 7 || d.Version != 2 || len(d.Residue) != 1 ||
		!slices.Equal(d.Authors, []string{"Doe, Jane"}) || !slices.Equal(d.Tags, []string{"a;b"}) || d.Published.String() != "2025-10" || d.Published.Raw != "" {
		t.Errorf("our own record reads %+v", d)
	}
	if items[1].Declared.Residue != nil {
		t.Error("the spans of an edited text were kept")
	}
}

func TestReadJSONLStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for range format.ReadJSONL(ctx, strings.NewReader(strings.Repeat("{\"text\":\"x\"}\n", 100)), "d", guard.Default()) {
		n++
		cancel()
	}
	if n != 1 {
		t.Errorf("read %d items after the context was done, want 1", n)
	}
}

func FuzzSniff(f *testing.F) {
	f.Add([]byte("<html>"), "a.html")
	f.Add([]byte("{\"a\":1}\n"), "a.json")
	f.Fuzz(func(t *testing.T, head []byte, name string) {
		k := format.Sniff(head, name)
		if (k == format.Empty) != (len(head) == 0) {
			t.Errorf("Sniff(%q) = %q", head, k)
		}
		if format.MediaType(k) != "" && format.Refusal(k) != nil {
			t.Errorf("%q is one article and refused", k)
		}
	})
}

func FuzzReadJSONL(f *testing.F) {
	f.Add([]byte("{\"text\":\"x\"}\nbroken\n"))
	f.Add([]byte("{\"format\":\"parallax/article/1\",\"text\":\"x\",\"residue\":[{\"start\":5}]}"))
	f.Fuzz(func(t *testing.T, dump []byte) {
		n := 0
		for it, err := range format.ReadJSONL(t.Context(), strings.NewReader(string(dump)), "d", guard.Default()) {
			n++
			if err == nil && it.Declared.Text == "" && it.Declared.HTML == "" && !it.Declared.Exact {
				t.Error("an item without a text is no error")
			}
			for _, r := range it.Declared.Residue {
				if r.Start < 0 || r.End < r.Start || r.End > len(it.Declared.Text) {
					t.Errorf("residue %v lies outside the text", r)
				}
			}
		}
		lines := 0
		for l := range strings.Lines(strings.TrimPrefix(string(dump), "\ufeff")) {
			if strings.TrimSpace(l) != "" {
				lines++
			}
		}
		if n != lines {
			t.Errorf("%d items of %d lines", n, lines)
		}
	})
}
