package text

import (
	"strings"
	"testing"
)

// germanSample is of the vocabulary that Snowball's authors publish with the
// algorithm: words and their stems.
const germanSample = `
aalglatten aalglatt
aashöllen aasholl
abbeisst abbeisst
abbildung abbild
abenddämmerung abenddammer
abenddunklen abenddunkl
abendländischem abendland
abendlichen abend
abends abend
abendstern abend
abenteuerlich abenteu
abenteuerspielplätzen abenteuerspielplatz
aber aber
abertausend abertaus
aberwitzigen aberwitz
abfeuernd abfeuernd
abgebürstet abgeburstet
abgemessenheit abgemess
abgeödete abgeodet
abgeordnetenversammlung abgeordnetenversamml
abgesprungen abgespr
abgezogenheit abgezog
abgötterei abgotterei
abgöttisches abgott
abgründe abgrund
abhängigkeit abhang
abhängt abhangt
abklärungen abklar
abläßt ablasst
abonnieren abonni
abreißen abreiss
abscheulichste abscheulich
abscheus abscheus
abschließung abschliess
abschluß abschluss
abschütteln abschutteln
absichtlich absicht
absonderliche absond
absonderungen absonder
abspenstig abspenst
abstimmungdie abstimmungdi
abstraktion abstraktion
abteilungen abteil
`

func TestGermanStemsAreSnowballs(t *testing.T) {
	for line := range strings.Lines(strings.TrimSpace(germanSample)) {
		word, want, _ := strings.Cut(strings.TrimSpace(line), " ")
		if got := Stem(word, "de"); got != want {
			t.Errorf("Stem(%q, de) = %q, want %q", word, got, want)
		}
		folded := Index(word) // as the search index has it
		if got := Stem(folded, "de"); got != want {
			t.Errorf("Stem(%q, de) = %q, want %q", folded, got, want)
		}
	}
}

func FuzzGermanStem(f *testing.F) {
	f.Add("niss")
	f.Add("\xffuu")
	f.Fuzz(func(t *testing.T, s string) { germanStem(s) })
}
