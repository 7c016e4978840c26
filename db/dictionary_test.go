package db

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"parallax/article"
	"parallax/internal/query"
	"parallax/internal/testkit"
)

func dictionaries(t *testing.T, d *DB) (n int) {
	t.Helper()
	if err := d.reader.QueryRow(`SELECT count(*) FROM dictionary`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAGrowingArchiveMakesItsDictionary(t *testing.T) {
	d := open(t)
	other := openAt(t, d.Path())
	batch := slices.Collect(testkit.Corpus(3, 600))
	save(t, d, batch[:firstTraining]...)
	if n := dictionaries(t, d); n != 0 {
		t.Fatalf("%d dictionaries of %d articles", n, firstTraining)
	}
	save(t, d, batch[firstTraining:400]...)
	if n := dictionaries(t, d); n != 1 {
		t.Fatalf("%d dictionaries, want 1", n)
	}
	save(t, other, batch[400:500]...) // takes over the one it did not make
	save(t, d, batch[500:]...)
	if n := dictionaries(t, d); n != 1 {
		t.Errorf("%d dictionaries, want the one that is there", n)
	}
	var before, after float64
	err := d.reader.QueryRow(`
		SELECT (SELECT avg(length(text)) FROM body WHERE version_id <= 200), (SELECT avg(length(text)) FROM body WHERE version_id > 400)`).Scan(&before, &after)
	if err != nil || after > .95*before {
		t.Errorf("a body takes %.0f bytes without and %.0f with a dictionary, %v", before, after, err)
	}
	i := 0
	for a, err := range other.Each(t.Context(), query.Query{}) {
		if err != nil || a.Text != batch[i].Text || !slices.Equal(a.Blocks, batch[i].Blocks) {
			t.Fatalf("article %d is not what was saved, %v", i+1, err)
		}
		i++
	}
}

func TestReadersLearnOfANewDictionary(t *testing.T) {
	d := open(t)
	reader := openAt(t, d.Path())
	save(t, d, slices.Collect(testkit.Corpus(4, firstTraining))...)
	if _, err := reader.Article(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	batch := slices.Collect(testkit.Corpus(5, 20))
	out := save(t, d, batch...)
	var wg sync.WaitGroup // more than there are connections
	for i := range batch {
		wg.Go(func() {
			a, err := reader.Article(t.Context(), out[i].ID)
			if err != nil || a.Text != batch[i].Text {
				t.Errorf("Article(%d) = %.20q, %v", out[i].ID, a.Text, err)
			}
		})
	}
	wg.Wait()
}

func TestTextsThatShareNothingGetNoDictionary(t *testing.T) {
	d := open(t)
	random := rand.New(rand.NewPCG(1, 1))
	var batch []article.Article
	for range firstTraining + 10 {
		var b strings.Builder
		for b.Len() < 600 {
			fmt.Fprintf(&b, "%x", random.Uint64())
		}
		batch = append(batch, said(b.String()))
	}
	save(t, d, batch...)
	save(t, d, said("one more"))
	if n := dictionaries(t, d); n != 0 {
		t.Errorf("%d dictionaries, want none: it packs nothing better", n)
	}
	var trained string
	if err := d.reader.QueryRow(`SELECT value FROM about WHERE name = 'trained'`).Scan(&trained); err != nil || trained != "210" {
		t.Errorf("trained = %q, %v: every Save would try again", trained, err)
	}
}

func TestALostDictionaryIsDamageOfTheTextsThatNeedIt(t *testing.T) {
	d := openAt(t, t.TempDir()+"/a.parallax")
	save(t, d, slices.Collect(testkit.Corpus(6, firstTraining))...)
	out := save(t, d, slices.Collect(testkit.Corpus(7, 1))...)
	if _, err := d.writer.Exec(`UPDATE dictionary SET bytes = zeroblob(length(bytes))`); err != nil {
		t.Fatal(err)
	}
	later := openAt(t, d.Path())
	if _, err := later.Article(t.Context(), out[0].ID); !errors.Is(err, article.ErrDamaged) {
		t.Errorf("Article: %v, want ErrDamaged", err)
	}
	if a, err := later.Article(t.Context(), 1); err != nil || a.Text == "" {
		t.Errorf("Article(1) = %.20q, %v; its text needs no dictionary", a.Text, err)
	}
	if r, err := later.Verify(t.Context(), nil); err != nil || r.OK() {
		t.Errorf("Verify = %v, %v", r.Damaged, err)
	}
}

func TestTheSameTextsMakeTheSameDictionary(t *testing.T) {
	var samples [][]byte
	for a := range testkit.Corpus(8, 150) {
		samples = append(samples, []byte(a.Text))
	}
	d := train(1, samples)
	if len(d) == 0 || !bytes.Equal(d, train(1, samples)) {
		t.Errorf("two dictionaries of the same texts differ, or there is none: %d bytes", len(d))
	}
	for _, few := range [][][]byte{nil, {nil}, {[]byte("a")}, {bytes.Repeat([]byte("a"), 100_000)}, slices.Repeat([][]byte{[]byte("the same text")}, 1000)} {
		train(1, few) // does not panic
	}
}

func TestRepackMakesOldBodiesSmallerOnce(t *testing.T) {
	d := open(t)
	batch := slices.Collect(testkit.Corpus(3, 300))
	save(t, d, batch...)
	if err := d.retrain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := dictionaries(t, d); n != 1 {
		t.Fatalf("%d dictionaries, want 1", n)
	}
	repack := func() (saved int64) {
		var after article.VersionID
		for {
			last, n, err := d.repack(t.Context(), after)
			if err != nil {
				t.Fatal(err)
			}
			saved += n
			if last == 0 {
				return saved
			}
			after = last
		}
	}
	if saved := repack(); saved < 10_000 {
		t.Errorf("repack saved %d bytes", saved)
	}
	if saved := repack(); saved != 0 {
		t.Errorf("repack saved %d bytes once more", saved)
	}
	for i := range batch {
		a, err := d.Article(t.Context(), article.ID(i+1))
		if err != nil || a.Text != batch[i].Text || !slices.Equal(a.Blocks, batch[i].Blocks) {
			t.Fatalf("article %d is not what was saved, %v", i+1, err)
		}
	}
}
