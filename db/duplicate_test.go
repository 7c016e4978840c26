package db

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parallax/article"
	"parallax/internal/query"
)

// edits are what others do to an article before they send it out again.
var edits = []struct {
	name string
	edit func(random *rand.Rand, a article.Article) article.Article
}{
	{"title", func(_ *rand.Rand, a article.Article) article.Article { a.Title = "Another title altogether"; return a }},
	{"sentence", func(random *rand.Rand, a article.Article) article.Article {
		sentences := strings.SplitAfter(a.Text, ". ")
		sentences[random.IntN(len(sentences))] = "The editors have put a sentence of their own in the place of this one. "
		a.Text = strings.Join(sentences, "")
		return a
	}},
	{"paragraph dropped", func(random *rand.Rand, a article.Article) article.Article {
		paragraphs := strings.Split(a.Text, "\n\n")
		i := random.IntN(len(paragraphs))
		a.Text = strings.Join(slices.Delete(paragraphs, i, i+1), "\n\n")
		return a
	}},
	{"paragraph added", func(random *rand.Rand, a article.Article) article.Article {
		paragraphs := strings.Split(a.Text, "\n\n")
		i := random.IntN(len(paragraphs))
		own := "What this means for readers in the north of the country was not clear on Monday evening, when the paper went to print."
		a.Text = strings.Join(slices.Insert(paragraphs, i, own), "\n\n")
		return a
	}},
	{"agency line", func(_ *rand.Rand, a article.Article) article.Article {
		a.Text = "WASHINGTON (Agency) - Reporting by our correspondent in the capital.\n\n" + a.Text
		return a
	}},
}

// elsewhere returns a as another outlet has it.
func elsewhere(a article.Article, i int) article.Article {
	a.URL, a.Source, a.Blocks = fmt.Sprintf("https://elsewhere.example/%d", i), "Elsewhere", nil
	return a
}

func TestEditedArticlesAreFoundToBeCopies(t *testing.T) {
	d := open(t)
	var originals []article.Article
	for i := range 100 {
		originals = append(originals, report(i))
	}
	random := rand.New(rand.NewPCG(1, 2))
	first := save(t, d, originals...)
	for _, e := range edits {
		var batch []article.Article
		for i, a := range originals {
			batch = append(batch, elsewhere(e.edit(random, a), random.IntN(1<<40)+i))
		}
		missed := 0
		for i, out := range save(t, d, batch...) {
			if out.CopyOf != first[i].ID {
				missed++
			} else if (out.Likeness == 100) != (e.name == "title") || out.Likeness < leastLikeness {
				t.Errorf("%s: likeness %d", e.name, out.Likeness)
			}
		}
		if missed*20 > len(originals) {
			t.Errorf("%s: %d of %d are not found", e.name, missed, len(originals))
		}
	}
	for _, out := range first {
		if out.CopyOf != 0 {
			t.Errorf("article %d is taken for a copy of %d, likeness %d", out.ID, out.CopyOf, out.Likeness)
		}
	}
}

// report returns an article that is long enough to be known again.
func report(seed int) article.Article {
	random := rand.New(rand.NewPCG(uint64(seed), 7))
	var b strings.Builder
	for p := range 8 {
		if p > 0 {
			b.WriteString("\n\n")
		}
		for range 3 {
			for range 15 {
				b.WriteString(madeWord(random) + " ")
			}
			b.WriteString("ended. ")
		}
	}
	return article.Article{URL: fmt.Sprintf("https://first.example/%d", seed), Title: fmt.Sprint("Report ", seed), Text: strings.TrimSpace(b.String()), How: "file", Captured: testNow}
}

func madeWord(random *rand.Rand) string {
	b := make([]byte, 3+random.IntN(6))
	for i := range b {
		b[i] = byte('a' + random.IntN(26))
	}
	return string(b)
}

func edited(a article.Article, i int) article.Article {
	return elsewhere(edits[1].edit(rand.New(rand.NewPCG(uint64(i), 1)), a), i)
}

func TestCopiesAreFoundWithinABatchAndTheFirstIsTheOriginal(t *testing.T) {
	d := open(t)
	a := report(1)
	out := save(t, d, a, report(2), edited(a, 1), edited(a, 2))
	for i, want := range []article.ID{0, 0, 1, 1} {
		if out[i].CopyOf != want {
			t.Errorf("article %d is a copy of %d, want %d", i+1, out[i].CopyOf, want)
		}
	}
	got, err := d.Article(t.Context(), 3)
	if err != nil || got.CopyOf != 1 || got.Likeness != out[2].Likeness || got.Likeness < 80 || got.Likeness > 99 {
		t.Errorf("Article(3) is a copy of %d by %d, %v", got.CopyOf, got.Likeness, err)
	}
	rows, err := d.Rows(t.Context(), []article.ID{3}, query.Query{})
	if err != nil || rows[0].Likeness != got.Likeness {
		t.Errorf("Rows = %+v, %v", rows, err)
	}
	wantIDs(t, "copies", sorted(ids(t, d, "is:duplicate", Page{})), []article.ID{3, 4})
}

func TestWhatIsInTheTrashIsNoOriginal(t *testing.T) {
	d := open(t)
	a := report(1)
	save(t, d, a)
	if _, err := d.SetStatus(t.Context(), []article.ID{1}, article.Trash); err != nil {
		t.Fatal(err)
	}
	out := save(t, d, edited(a, 1), elsewhere(a, 2))
	if out[0].CopyOf != 0 || out[1].CopyOf != 2 {
		t.Errorf("copies of %d and %d, want 0 and 2", out[0].CopyOf, out[1].CopyOf)
	}
	if _, err := d.SetStatus(t.Context(), []article.ID{1}, article.Unread); err != nil {
		t.Fatal(err)
	}
	if out := save(t, d, edited(a, 3)); out[0].CopyOf != 1 {
		t.Errorf("a copy of %d, want 1, which is back", out[0].CopyOf)
	}
}

func TestANewVersionIsComparedAnew(t *testing.T) {
	d := open(t)
	a, b := report(1), report(2)
	copied := edited(a, 1)
	save(t, d, a, copied)
	again := copied
	again.Text = b.Text
	if out := save(t, d, again); out[0].Kind != article.NewVersion {
		t.Fatalf("Save = %+v", out)
	}
	if got, err := d.Article(t.Context(), 2); err != nil || got.CopyOf != 0 || got.Likeness != 0 {
		t.Errorf("Article(2) is a copy of %d by %d, %v, want none", got.CopyOf, got.Likeness, err)
	}
	out := save(t, d, edited(b, 3), edited(a, 4))
	if out[0].CopyOf != 2 || out[1].CopyOf != 1 {
		t.Errorf("copies of %d and %d, want 2 and 1", out[0].CopyOf, out[1].CopyOf)
	}
	again.Text = copied.Text + " A word more."
	save(t, d, again)
	if got, err := d.Article(t.Context(), 2); err != nil || got.CopyOf != 1 {
		t.Errorf("Article(2) is a copy of %d, %v, want 1", got.CopyOf, err)
	}
	var bands int
	if err := d.reader.QueryRow(`SELECT count(*) FROM fingerprint WHERE article_id = 2`).Scan(&bands); err != nil || bands != 5 {
		t.Errorf("article 2 has %d bands, %v, want 5", bands, err)
	}
}

func TestManyOfOneFormAreNotAllHeldAgainstEachOther(t *testing.T) {
	d := open(t)
	a := report(1)
	var batch []article.Article
	for i := range 100 {
		batch = append(batch, edited(a, i))
	}
	for _, out := range save(t, d, batch...)[1:] {
		if out.CopyOf == 0 {
			t.Errorf("article %d is a copy of %d by %d", out.ID, out.CopyOf, out.Likeness)
		}
	}
	var most int
	err := d.reader.QueryRow(`SELECT max(n) FROM (SELECT count(*) AS n FROM fingerprint GROUP BY band)`).Scan(&most)
	if err != nil || most > mostInBand {
		t.Errorf("a band has %d articles, %v, want %d at most", most, err, mostInBand)
	}
}

func TestReindexFindsTheCopiesOfAnOlderArchive(t *testing.T) {
	d := open(t)
	a := report(1)
	save(t, d, a, edited(a, 1), elsewhere(a, 2), report(2))
	if _, err := d.writer.Exec(`UPDATE article SET copy_of = NULL, likeness = 0 WHERE id = 2; DELETE FROM fingerprint`); err != nil {
		t.Fatal(err)
	}
	if err := d.Reindex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[article.ID]int{2: 80, 3: 100} {
		if got, err := d.Article(t.Context(), id); err != nil || got.CopyOf != 1 || got.Likeness < want {
			t.Errorf("Article(%d) is a copy of %d by %d, %v", id, got.CopyOf, got.Likeness, err)
		}
	}
	if out := save(t, d, edited(report(2), 9)); out[0].CopyOf != 4 {
		t.Errorf("a copy of %d, want 4", out[0].CopyOf)
	}
}

func TestShortTextsAreNoNearCopies(t *testing.T) {
	d := open(t)
	text := "You are using an old browser. Please enable JavaScript and cookies, then load the page once more to read on."
	out := save(t, d, elsewhere(said(text), 1), elsewhere(said(text+" Thanks."), 2))
	if out[1].CopyOf != 0 {
		t.Errorf("a copy of %d, want none", out[1].CopyOf)
	}
}
