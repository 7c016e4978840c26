package compare_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"parallax/article"
	"parallax/compare"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// samples reads the five sample articles as they are kept in an archive.
func samples(t testing.TB) []article.Article {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "samples.json"))
	if err != nil {
		t.Fatal(err)
	}
	var stored []struct {
		Name, Title, Text string
		Blocks            []article.Block
		Residue           []article.Residue
		Upstream          []article.Upstream
	}
	if err := json.Unmarshal(data, &stored); err != nil {
		t.Fatal(err)
	}
	var out []article.Article
	for i, s := range stored {
		out = append(out, article.Article{
			ID: article.ID(i + 1), ImportedFrom: s.Name, Title: s.Title, Text: s.Text, Blocks: s.Blocks, Residue: s.Residue, Upstream: s.Upstream,
		})
	}
	return out
}

func compareAll(t testing.TB, rs []compare.Reading, ds compare.Decisions) *compare.Comparison {
	t.Helper()
	c, err := compare.Compare(context.Background(), rs, ds)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// find returns the fact of a kind that has a saying with the words in the
// article.
func find(c *compare.Comparison, kind compare.FactKind, id, words string) *compare.Fact {
	for i, f := range c.Facts {
		if f.Kind != kind {
			continue
		}
		for _, s := range f.Sayings {
			if s.Article == id && s.Text == words {
				return &c.Facts[i]
			}
		}
	}
	return nil
}

func TestSampleRelations(t *testing.T) {
	c := compareAll(t, readings(samples(t)), nil)
	event := []string{"000.txt", "001.txt", "003.txt"}
	for _, r := range c.Relations {
		want := compare.SameTopic
		if slices.Contains(event, r.A) && slices.Contains(event, r.B) {
			want = compare.SameEvent
		}
		if r.Relation != want {
			t.Errorf("%s and %s are %s, want %s", r.A, r.B, r.Relation, want)
		}
	}
	for i, a := range c.Articles {
		if a.Origin != i+1 {
			t.Errorf("origin of %s = %d, want %d: none is a copy", a.ID, a.Origin, i+1)
		}
	}
}

func TestSampleNumbers(t *testing.T) {
	c := compareAll(t, readings(samples(t)), nil)
	for _, x := range []struct {
		article, words string
		verdict        compare.Verdict
	}{
		{"000.txt", "approximately 15,000 North Korean troops", compare.Conflict},
		{"001.txt", "around 15,000 troops", compare.Conflict},
		{"003.txt", "approximately 10,000 troops", compare.Conflict},
		{"003.txt", "around 600 of these soldiers", compare.Alone},
		{"004.txt", "thousands of workers", compare.Compatible},
	} {
		f := find(c, compare.Number, x.article, x.words)
		if f == nil {
			t.Errorf("no number %q in %s", x.words, x.article)
			continue
		}
		if f.Verdict != x.verdict {
			t.Errorf("%q in %s: %s (%v), want %s", x.words, x.article, f.Verdict, f.Why, x.verdict)
		}
	}
	if f := find(c, compare.Number, "003.txt", "approximately 10,000 troops"); f != nil {
		if got, want := f.Why.String(), "15,000 ≠ 10,000"; got != want {
			t.Errorf("why = %q, want %q", got, want)
		}
		if got, want := f.Label, "North Korean troops dispatched to Russia"; got != want {
			t.Errorf("label = %q, want %q", got, want)
		}
	}
	for _, f := range c.Facts {
		if f.Kind == compare.Number && len(f.Sayings) > 0 && f.Sayings[0].Vague == "thousands" && f.Verdict == compare.Conflict && len(f.Sayings) < 2 {
			t.Errorf("thousands of troops conflicts: %+v", f)
		}
	}
}

func TestSamplePeople(t *testing.T) {
	c := compareAll(t, readings(samples(t)), nil)
	choe := find(c, compare.Person, "000.txt", "Chon Son Hui")
	if choe == nil || choe.Verdict != compare.Spelling {
		t.Fatalf("Chon Son Hui: %+v, want one person with the verdict spelling", choe)
	}
	for id, want := range map[string][]string{"000.txt": {"Chon Son Hui", "Chon", "Choe"}, "001.txt": {"Choe Son Hui", "Choe"}} {
		if got := choe.Variants[id]; !slices.Equal(got, want) {
			t.Errorf("variants in %s = %v, want %v", id, got, want)
		}
	}
	kim := find(c, compare.Person, "004.txt", "Kim Jong-un")
	if kim == nil || kim.Verdict != compare.Agree || len(kim.Variants) != 5 {
		t.Errorf("Kim Jong-un: %+v, want one person that five articles agree on", kim)
	}
	if f := find(c, compare.Person, "000.txt", "lavrov"); f == nil || f.Label != "Sergey Lavrov" {
		t.Errorf("lavrov in lower case: %+v, want Sergey Lavrov", f)
	}
	if f := find(c, compare.Place, "000.txt", "Kremlin"); f == nil || f.Label != "Kremlin" {
		t.Errorf("Kremlin: %+v, want a place of its own", f)
	}
}

func TestSampleAloneSpellsAPersonTwice(t *testing.T) {
	f := compare.Facts(readings(samples(t)[:1])[0])
	for _, p := range f.People {
		if p.Label == "Chon Son Hui" {
			if !slices.Contains(p.Variants["000.txt"], "Choe") {
				t.Errorf("variants = %v, want Choe among them", p.Variants)
			}
			return
		}
	}
	t.Errorf("people = %+v, want Chon Son Hui", f.People)
}

func TestSampleQuotes(t *testing.T) {
	c := compareAll(t, readings(samples(t)), nil)
	for _, x := range []struct{ article, words, speaker string }{
		{"000.txt", "considerable progress", "Choe Son Hui"},
		{"003.txt", "warm wishes", "Choe Son Hui"},
		{"003.txt", "spiritual closeness", "Choe Son Hui"},
		{"003.txt", "invincible", "Kim Jong Un"},
	} {
		f := find(c, compare.Quote, x.article, x.words)
		if f == nil {
			t.Errorf("no quotation %q in %s", x.words, x.article)
		} else if f.Sayings[0].Sayer != x.speaker {
			t.Errorf("%q is said by %q, want %q", x.words, f.Sayings[0].Sayer, x.speaker)
		}
	}
}

func TestResidueIsNoFact(t *testing.T) {
	as := samples(t)
	c := compareAll(t, readings(as), nil)
	byName := map[string]article.Article{}
	for _, a := range as {
		byName[a.ImportedFrom] = a
	}
	checkSpans(t, c, byName)
	for _, f := range c.Facts {
		for _, s := range f.Sayings {
			for _, x := range byName[s.Article].Residue {
				if s.In == "" && x.Overlaps(article.Span{Start: s.Start, End: s.End}) {
					t.Errorf("%s %q stands in residue of kind %s", f.Kind, s.Text, x.Kind)
				}
			}
		}
	}
	if len(c.Residue) == 0 || len(c.Upstream) == 0 {
		t.Errorf("residue %d, upstream %d, want both listed", len(c.Residue), len(c.Upstream))
	}
}

func TestConflictingSentencesArePassages(t *testing.T) {
	c := compareAll(t, readings(samples(t)), nil)
	n := 0
	for _, p := range c.Passages {
		if p.Kind == compare.ConflictPassage {
			n++
		}
	}
	if n < 2 {
		t.Errorf("%d passages in conflict, want the two pairs of 15,000 and 10,000", n)
	}
}

// TestComparisonGolden keeps the whole comparison of the samples: a change
// shows in review. go test -update rewrites it.
func TestComparisonGolden(t *testing.T) {
	rs := readings(samples(t))
	got, err := json.MarshalIndent(compareAll(t, rs, nil), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	again, err := json.MarshalIndent(compareAll(t, readings(samples(t)), nil), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, again) {
		t.Fatal("two comparisons of the same articles differ")
	}
	if bytes.Contains(got, []byte("null")) && !bytes.Contains(got, []byte(`"b": null`)) {
		t.Error("a list is null, want []")
	}
	golden(t, "samples.golden.json", append(got, '\n'))
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from what came; run go test -update and read the diff", path)
	}
}

func TestReadingSurvivesBytes(t *testing.T) {
	for _, r := range readings(samples(t)) {
		data, err := r.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var back compare.Reading
		if err := back.UnmarshalBinary(data); err != nil {
			t.Fatal(err)
		}
		if back.SetText("other words") || !back.SetText(r.Text) {
			t.Errorf("%s: SetText takes another text, or not its own", r.ID)
		}
		again, err := back.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(data, again) {
			t.Errorf("%s: other bytes after a round trip", r.ID)
		}
		want, _ := json.Marshal(compare.Facts(r))
		got, _ := json.Marshal(compare.Facts(back))
		if !bytes.Equal(got, want) {
			t.Errorf("%s: other facts after a round trip", r.ID)
		}
	}
	var r compare.Reading
	for _, bad := range []string{"", "x", "parallax reading 0\n", "parallax reading " + compare.Engine + "\nrubbish"} {
		if err := r.UnmarshalBinary([]byte(bad)); err == nil {
			t.Errorf("UnmarshalBinary(%q) = nil, want an error", bad)
		}
	}
}

func TestEmptyListsAreNotNull(t *testing.T) {
	r := compare.Read(article.Article{ID: 1})
	for _, v := range []any{compareAll(t, []compare.Reading{r}, nil), compareAll(t, nil, nil), compare.Facts(r)} {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte("null")) {
			t.Errorf("%s holds null, want empty lists", data)
		}
	}
}

func TestDecisionsWin(t *testing.T) {
	rs := readings(samples(t))
	anchor := func(id article.ID, words string) article.Anchor {
		for _, a := range samples(t) {
			if i := bytes.Index([]byte(a.Text), []byte(words)); a.ID == id && i >= 0 {
				return article.Anchor{Article: id, Span: article.Span{Start: i, End: i + len(words)}, Exact: words}
			}
		}
		t.Fatalf("no %q in article %d", words, id)
		return article.Anchor{}
	}
	a, b := anchor(1, "approximately 15,000 North Korean troops"), anchor(4, "approximately 10,000 troops")
	c := compareAll(t, rs, compare.Decisions{{Kind: compare.NotConflict, A: a, B: b}})
	if f := find(c, compare.Number, "003.txt", b.Exact); f == nil || f.Verdict != compare.Compatible || !f.Decided {
		t.Errorf("decided to be no conflict: %+v, want compatible and decided", f)
	}
	c = compareAll(t, rs, compare.Decisions{
		{Kind: compare.NotSameFact, A: a, B: b},
		{Kind: compare.NotSameFact, A: anchor(2, "around 15,000 troops"), B: b},
	})
	if f := find(c, compare.Number, "003.txt", b.Exact); f == nil || f.Verdict != compare.Alone {
		t.Errorf("decided to be another fact: %+v, want alone", f)
	}
	c = compareAll(t, rs, compare.Decisions{{Kind: compare.SameEntity, A: anchor(5, "Nikolai Patrushev"), B: anchor(3, "Ri Hi Yong")}})
	if f := find(c, compare.Person, "002.txt", "Ri Hi Yong"); f == nil || len(f.Variants) != 2 || !f.Decided {
		t.Errorf("decided to be one person: %+v, want one fact of two articles", f)
	}
}
