package text

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func sentences(s string) []string {
	var out []string
	for _, sp := range Sentences(s) {
		out = append(out, sp.Of(s))
	}
	return out
}

func TestSentencesEndWhereAReaderEndsThem(t *testing.T) {
	for _, want := range [][]string{
		{"Mr. Putin met Gen. Allen at 5 p.m. Tuesday in the U.S. Senate.", "He left."},
		{"He works for Acme Inc. in the U.S.", "The firm is large."},
		{"Sergey Lavrov.", "lavrov lauded the soldiers."},
		{"“I don’t know why he stopped.”", "He paused."},
		{"“Really?” he said.", "“Yes!”"},
		{"“This is it.” he said."},
		{"It rose 3.5 percent to $1.2 million.", "Then it fell."},
		{"John F. Kennedy met J. Edgar Hoover.", "Both smiled."},
		{"What's Driving This Alliance?", "You might be wondering."},
		{"We wait... and wait.", "Then we go…", "The end."},
		{"No. 5 is alive.", "See Fig. 3."},
		{"Er kam am 3. Mai um 8 Uhr.", "Dann ging er."},
		{"双方会面。", "他们交换了意见！"},
		{"the Kursk region.", "The next day came."},
	} {
		in := strings.Join(want, " ")
		if strings.Contains(in, "双方") {
			in = strings.Join(want, "")
		}
		if got := sentences(in); !slices.Equal(got, want) {
			t.Errorf("Sentences(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSentencesKeepLinesAndListsApart(t *testing.T) {
	in := "A heading without a stop\nThe first line. The second.\n\n* Troops:  about 15,000\n- money\n1. First of all\n"
	want := []string{"A heading without a stop", "The first line.", "The second.", "Troops:  about 15,000", "money", "1. First of all"}
	if got := sentences(in); !slices.Equal(got, want) {
		t.Errorf("Sentences = %q, want %q", got, want)
	}
}

func TestSentencesGoOnOverHardLineBreaks(t *testing.T) {
	in := "The minister said on Tuesday that the talks in the capital would go on\nfor another week, although the two sides had not agreed on a date for\nthe next meeting and no one in the ministry could say where it would\nbe held. The prime minister, who arrived in the morning, did not want\nto comment on the report."
	if got := sentences(in); len(got) != 2 {
		t.Errorf("Sentences = %q, want 2 sentences", got)
	}
}

// FuzzSentences holds every splitting to its promise: sentences are in order,
// do not overlap and, with what lies between them, are the input.
func FuzzSentences(f *testing.F) {
	for _, s := range []string{"One. Two.", "“A.” B", "* a\n* b", "a\n\nb", "Mr. X", "\xff. A", "。。", "A… b. C!? D", "\u200b."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, sp := range Sentences(s) {
			if sp.Start < at || sp.End <= sp.Start || sp.End > len(s) {
				t.Fatalf("Sentences(%q): span %v after %d", s, sp, at)
			}
			for _, r := range s[at:sp.Start] {
				if !isBlank(r) && !strings.ContainsRune("*-•·▪◦‣–—●○■", r) {
					t.Fatalf("Sentences(%q): %q between sentences", s, s[at:sp.Start])
				}
			}
			at = sp.End
		}
		if strings.TrimFunc(s[at:], func(r rune) bool {
			return isBlank(r) || unicode.IsSpace(r) || strings.ContainsRune("*-•·▪◦‣–—●○■", r)
		}) != "" {
			t.Fatalf("Sentences(%q): %q left over", s, s[at:])
		}
	})
}

func TestTokensCutPossessivesAndKeepAbbreviations(t *testing.T) {
	s := "North Korea’s Kim Jong-un isn't in the U.S., he said: $1.5 million, see https://a.b/c?d, @user."
	var got []string
	for _, tok := range Tokens(s) {
		got = append(got, tok.Of(s))
	}
	want := []string{
		"North", "Korea", "’s", "Kim", "Jong", "-", "un", "isn't", "in", "the", "U.S.", ",", "he", "said", ":", "$", "1.5", "million", ",", "see", "https://a.b/c?d", ",", "@user", ".",
	}
	if !slices.Equal(got, want) {
		t.Errorf("Tokens = %q, want %q", got, want)
	}
}

// FuzzTokens holds the tokens to their promise: in order, without overlap, and
// nothing but white space left out.
func FuzzTokens(f *testing.F) {
	f.Add("U.S. a.m. don’t 1,000.5 \xff 朝鲜")
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, tok := range Tokens(s) {
			if tok.Start < at || tok.End <= tok.Start || tok.End > len(s) || strings.TrimFunc(s[at:tok.Start], isBlank) != "" {
				t.Fatalf("Tokens(%q): %v after %d", s, tok, at)
			}
			at = tok.End
		}
		if strings.TrimFunc(s[at:], isBlank) != "" {
			t.Fatalf("Tokens(%q): %q left over", s, s[at:])
		}
	})
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"Kim Jong‑un": "kim jong-un", "Müller’s Straße": "muller's strasse", "ŁÓDŹ": "lodz", "“a”": `"a"`} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, x := range [][3]string{{"deployed", "en", "deploy"}, {"Truppen", "zh", "Truppen"}, {"truppen", "de", "trupp"}, {"soldados", "es", "sold"}, {"troupes", "fr-FR", "troup"}} {
		if got := Stem(x[0], x[1]); got != x[2] {
			t.Errorf("Stem(%q, %q) = %q, want %q", x[0], x[1], got, x[2])
		}
	}
}
