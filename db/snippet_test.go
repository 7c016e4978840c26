package db

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/query"
)

// snip returns the snippet of text for a query, and the words marked in it.
func snip(text, q string) (string, []string) {
	got, hits := snippet(text, query.NewFinder(query.Parse(q), "", "en"))
	var words []string
	for _, h := range hits {
		words = append(words, h.Of(got))
	}
	return got, words
}

func TestSnippetIsWhereTheHitsAreDensest(t *testing.T) {
	filler := strings.Repeat("Nothing of note happened that day. ", 40)
	text := "kim alone. " + filler + "\nHere kim met putin: kim said yes. " + filler + "東京 kim"
	got, words := snip(text, "kim putin")
	if !slices.Equal(words, []string{"kim", "putin", "kim"}) {
		t.Errorf("hits %q in %q", words, got)
	}
	if len(got) > snippetBytes+2*len("…") || !strings.HasPrefix(got, "…") || !strings.HasSuffix(got, "…") || strings.Contains(got, "\n") {
		t.Errorf("snippet %q", got)
	}
}

func TestSnippetShowsEveryWordOnce(t *testing.T) {
	filler := strings.Repeat("Nothing of note happened that day. ", 40)
	tests := []struct {
		query, text string
		want        []string
		parts       int
	}{
		{"harbour minister", "The harbour opened. " + filler + "The minister came. " + filler, []string{"harbour", "minister"}, 2},
		{"harbour minister crane", "The harbour opened. " + filler + "A crane fell. " + filler + "The minister came.", []string{"harbour", "crane", "minister"}, 3},
		{"a1 b2 c3 d4", "a1 " + filler + "b2 " + filler + "c3 " + filler + "d4", []string{"a1", "b2", "c3"}, 3},
		{"harbour minister", "The harbour. " + strings.Repeat("x ", 50) + "The minister.", []string{"harbour", "minister"}, 1},
		{"cafe lodz", "Un Café. " + filler + "W Łódź.", []string{"Café", "Łódź"}, 2},
		{"東京 会談", "東京で。" + strings.Repeat("何も起こらなかった。", 60) + "会談は続く。", []string{"東京", "会談"}, 2},
		{"harbour OR absent", filler + "The harbour. " + filler, []string{"harbour"}, 1},
	}
	for _, test := range tests {
		got, words := snip(test.text, test.query)
		if !slices.Equal(words, test.want) {
			t.Errorf("%s: hits %q in %q, want %q", test.query, words, got, test.want)
		}
		if n := strings.Count(got, " … ") + 1; n != test.parts {
			t.Errorf("%s: %d parts in %q, want %d", test.query, n, got, test.parts)
		}
		if len(got) > snippetBytes+4*len(" … ") {
			t.Errorf("%s: %d bytes: %q", test.query, len(got), got)
		}
	}
}

func TestSnippetIsOneLineWithSingleBlanks(t *testing.T) {
	const text = "First line.\n\nThe north\n\n korea\u00a0 talks \t went on.\r\n\n"
	got, words := snip(text, `"north korea" talks`)
	if want := "First line. The north korea talks went on."; got != want || !slices.Equal(words, []string{"north korea", "talks"}) {
		t.Errorf("snippet %q with %q, want %q", got, words, want)
	}
}

func FuzzSnippetMarksWhatWasAsked(f *testing.F) {
	f.Add("The harbour opened.\n\nA minister came.", "harbour minister")
	f.Add("東京都庁と東京 都", "東京 都")
	f.Add(strings.Repeat("a b\n\nc ", 200), `"a b" c*`)
	f.Add("МОСКВА́ Łódź", "москва lodz -x")
	f.Fuzz(func(t *testing.T, text, words string) {
		text = strings.ToValidUTF8(text, "?")
		finder := query.NewFinder(query.Parse(words), "", "en")
		got, hits := snippet(text, finder)
		if (got == "") != (len(finder.Spans(text)) == 0) {
			t.Fatalf("snippet %q", got)
		}
		if strings.ContainsAny(got, "\n\t\r") || strings.Contains(got, "  ") || !utf8.ValidString(got) {
			t.Errorf("snippet %q", got)
		}
		end := 0
		for _, h := range hits {
			if h.Start < end || h.End <= h.Start || h.End > len(got) {
				t.Fatalf("hits %v in %q", hits, got)
			}
			end = h.End
			if part := h.Of(got); len(finder.Spans(part)) == 0 {
				t.Errorf("%q is marked in %q for %q", part, got, words)
			}
		}
		if got != "" && len(hits) == 0 {
			t.Errorf("nothing marked in %q for %q", got, words)
		}
	})
}
