package extract_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/article"
)

// sound checks what every article promises: valid text, and blocks, residue and
// origins that lie in it, on the bounds of letters, in order and apart; no word
// stands outside the blocks.
func sound(t *testing.T, a article.Article) {
	t.Helper()
	if !utf8.ValidString(a.Text) || !utf8.ValidString(a.Title) {
		t.Errorf("text or title is not UTF-8: %q", a.Title)
	}
	at := 0
	for _, b := range a.Blocks {
		from := at
		at = inside(t, a.Text, "block", b.Span, at)
		if from <= b.Start && strings.TrimSpace(a.Text[from:b.Start]) != "" {
			t.Errorf("%q stands in no block", a.Text[from:b.Start])
		}
		if b.Start == b.End {
			t.Errorf("block %v is empty", b)
		}
	}
	if strings.TrimSpace(a.Text[at:]) != "" {
		t.Errorf("%q stands in no block", a.Text[at:])
	}
	at = 0
	for _, r := range a.Residue {
		if r.Kind == article.Markdown && r.Span == (article.Span{}) {
			continue
		}
		at = inside(t, a.Text, "residue", r.Span, at)
	}
	at = 0
	for _, u := range a.Upstream {
		if u.Kind == "canonical" {
			continue
		}
		at = inside(t, a.Text, "upstream", u.Span, at)
		if u.Of(a.Text) != u.Text || u.Name == "" {
			t.Errorf("upstream %+v says other words than the text, %q", u, u.Of(a.Text))
		}
	}
	if a.TextHash != article.HashText(a.Title, a.Text) {
		t.Error("the hash is of another text")
	}
	if len(a.Raw) > 0 && a.RawHash != article.Hash(a.Raw) {
		t.Error("the hash is of other bytes")
	}
	if a.From == nil || a.Version < 1 || a.Words < 0 {
		t.Errorf("from %v, version %d, words %d", a.From, a.Version, a.Words)
	}
}

func inside(t *testing.T, text, what string, s article.Span, at int) int {
	t.Helper()
	if s.Start < at || s.End < s.Start || s.End > len(text) || !bound(text, s.Start) || !bound(text, s.End) {
		t.Errorf("%s %v does not fit a text of %d bytes, read up to %d", what, s, len(text), at)
	}
	return s.End
}

func bound(text string, i int) bool {
	return i >= len(text) || utf8.RuneStart(text[i])
}
