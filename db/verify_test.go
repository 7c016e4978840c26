package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parallax/article"
	"parallax/internal/progress"
	"parallax/internal/testkit"
	"parallax/internal/text"
)

// damage opens an archive as anybody could and changes it.
func damage(t *testing.T, path string, statements ...string) {
	t.Helper()
	pool, err := sql.Open("sqlite", fileURI(path))
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	for _, s := range statements {
		r, err := pool.Exec(s)
		if err != nil {
			t.Fatal(err)
		}
		if n, _ := r.RowsAffected(); n == 0 {
			t.Fatalf("%s changed nothing", s)
		}
	}
}

func TestVerifyNamesWhatWasAltered(t *testing.T) {
	tests := []struct {
		name, statement string
		article         article.ID
		want            string // in a sentence of the report
	}{
		{"a byte of a text", `UPDATE body SET text = CAST(substr(text, 1, 30) || x'00' || substr(text, 32) AS BLOB) WHERE version_id = 2`, 1, "text of version 2"},
		{"a whole text", `UPDATE body SET codec = 0, text = x'6869' WHERE version_id = 3`, 2, "text of version 1"},
		{"a text is gone", `DELETE FROM body WHERE version_id = 2`, 1, "text of the article is missing"},
		{"a byte of an original", `UPDATE raw SET bytes = CAST(substr(bytes, 1, 10) || x'00' || substr(bytes, 12) AS BLOB)`, 1, "original page or file"},
		{"marks", `UPDATE body SET marks = x'00' WHERE version_id = 3`, 2, "marked in version 1"},
		{"a title", `UPDATE version SET title = 'other' WHERE id = 3`, 2, "record of version 1"},
		{"an agency", `UPDATE version SET facts = replace(facts, 'Yonhap', 'Reuters') WHERE id = 1`, 1, "record of version 1"},
		{"all that a page says", `UPDATE version SET facts = NULL, page_type = '' WHERE id = 2`, 1, "record of version 2"},
		{"a type of page", `UPDATE version SET page_type = 'article' WHERE id = 3`, 2, "record of version 1"},
		{"a date", `UPDATE version SET captured_at = 5 WHERE id = 1`, 1, "record of version 1"},
		{"a version is gone", `DELETE FROM version WHERE id = 1`, 1, "altered or removed"},
		{"the newest version is gone", `DELETE FROM version WHERE id = 3`, 2, "newest version"},
		{"an older version is shown", `UPDATE article SET version_id = 100 WHERE id = 1; UPDATE article SET version_id = 1 WHERE id = 1`, 1, "newest version"},
		{"not in the index", `DELETE FROM search WHERE rowid = 2`, 2, "missing from the search index"},
		{"a picture", `UPDATE article SET images = 2 WHERE id = 1`, 1, "picture"},
		{"a picture's bytes", `INSERT INTO image (version_id, number, url, alt, caption, hash) VALUES (2, 1, '', '', '', x'00')`, 1, "picture"},
		{"a highlight", `INSERT INTO highlight (article_id, version_id, start, "end", exact, prefix, suffix, made_at) VALUES (1, 2, 0, 3, 'xyz', '', '', 0)`, 1, "highlight"},
		{"a dictionary", `INSERT INTO dictionary (id, made_at, bytes) VALUES (7, 0, x'00')`, 0, "Dictionary 7"},
		{"a tag of no article", `INSERT INTO article_tag (article_id, tag_id) VALUES (100, 1)`, 0, "article_tag → article"},
		{"a tombstone", `INSERT INTO tombstone (version_id, prev, entry, deleted_at) VALUES (100, x'00', x'00', 0)`, 0, "altered or removed"},
		{"the index", `UPDATE search_data SET block = CAST(substr(block, 1, 20) || x'0000' || substr(block, 23) AS BLOB) WHERE id > 10`, 0, "search index"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), nastyName)
			d := openAt(t, path)
			second := full()
			second.Text += "\n\nmore"
			save(t, d, full(), second, said("A second article, of some length, so that it is packed with care: one two three four five."))
			d.Close()
			damage(t, path, test.statement)
			d = openAt(t, path)
			r, err := d.Verify(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(r.Damaged, func(x Damage) bool {
				return (test.article == 0 || x.Article == test.article) && strings.Contains(x.What.String(), test.want)
			}) {
				t.Errorf("Verify = %v, want article %d with %q", r.Damaged, test.article, test.want)
			}
			for _, x := range r.Damaged {
				if x.What.String() == x.What.Key {
					t.Errorf("no sentence for %q", x.What.Key)
				}
				if x.Article != 0 && x.Title == "" {
					t.Errorf("no title with %v", x)
				}
			}
		})
	}
}

// TestVerifySeesFlippedBits flips single bits all over the file. Those in what
// nobody reads (free space) may pass; what is read may not be wrong.
func TestVerifySeesFlippedBits(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "whole.parallax")
	d := openAt(t, path)
	batch := slices.Collect(testkit.Corpus(5, 15))
	for i := range batch {
		batch[i].Raw = []byte(strings.Repeat(batch[i].Text, 2))
	}
	save(t, d, batch...)
	d.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[article.ID]string{}
	for i, a := range batch {
		texts[article.ID(i+1)] = a.Text
	}
	silent := 0
	const flips = 40
	for i := range flips {
		b := slices.Clone(whole)
		at := 4096 + (len(b)-4096)/flips*i + i
		b[at] ^= 1 << (i % 8)
		path := filepath.Join(dir, fmt.Sprint(i))
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := Open(t.Context(), path, Options{})
		if err != nil {
			continue // seen
		}
		r, err := d.Verify(t.Context(), nil)
		if err != nil {
			t.Errorf("bit at %d: Verify: %v", at, err)
		}
		if r.OK() {
			silent++
			for id, want := range texts {
				if a, err := d.Article(t.Context(), id); err != nil || a.Text != want {
					t.Errorf("bit at %d: article %d is wrong (%v) and Verify says nothing", at, id, err)
				}
			}
		}
		d.Close()
	}
	t.Logf("%d of %d flipped bits were in nothing that is read", silent, flips)
}

func TestVerifyReportsProgressAndStops(t *testing.T) {
	d := open(t)
	save(t, d, slices.Collect(testkit.Corpus(6, 130))...)
	var last progress.State
	if _, err := d.Verify(t.Context(), func(s progress.State) { last = s }); err != nil {
		t.Fatal(err)
	}
	if !last.Final || last.Done != 130 || last.Total != 130 {
		t.Errorf("last state %+v", last)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err := d.Verify(ctx, func(progress.State) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Verify: %v, want Canceled", err)
	}
}

func TestBackupIsWholeWhileOthersWrite(t *testing.T) {
	d := open(t)
	batch := slices.Collect(testkit.Corpus(7, 160))
	save(t, d, batch[:80]...)
	done := make(chan error)
	go func() {
		for i := 80; i < 160; i += 10 {
			if _, err := d.Save(t.Context(), batch[i:i+10]); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	path := filepath.Join(t.TempDir(), "back up?.parallax")
	for range 3 { // over the one before
		if err := d.Backup(t.Context(), path); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	b := openAt(t, path)
	r, err := b.Verify(t.Context(), nil)
	if err != nil || !r.OK() || r.Articles < 80 || r.Articles%10 != 0 {
		t.Errorf("Verify of the backup = %+v, %v", r, err)
	}
	if names := folder(t, filepath.Dir(path)); len(names) > 3 { // the copy and what SQLite keeps beside it while open
		t.Errorf("left behind: %d files", len(names))
	}
}

func TestBackupReplacesNothingButABackup(t *testing.T) {
	d := open(t)
	save(t, d, said("one"))
	path := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(path, []byte("dear reader"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.Backup(t.Context(), path); !errors.Is(err, article.ErrNotArchive) {
		t.Errorf("Backup over a letter: %v, want ErrNotArchive", err)
	}
	if b, _ := os.ReadFile(path); string(b) != "dear reader" {
		t.Errorf("the letter says %q", b)
	}
	if err := d.Backup(t.Context(), d.Path()); !errors.Is(err, article.ErrUsage) {
		t.Errorf("Backup over itself: %v, want ErrUsage", err)
	}
	if err := d.Backup(t.Context(), filepath.Join(t.TempDir(), "none", "x")); err == nil {
		t.Error("Backup into a folder that is not there succeeded")
	}
}

// TestPlainTermsAreTakenAsTheyAre holds the letters that Verify counts on
// against the tokenizer of SQLite.
func TestPlainTermsAreTakenAsTheyAre(t *testing.T) {
	d := open(t)
	want := map[string]bool{}
	var terms []string
	for _, x := range plainLetters.R16 {
		for r := rune(x.Lo); r <= rune(x.Hi); r++ {
			if s := text.Index(string(r)); s == string(r) { // as the index gets it
				want["q"+s] = true
				terms = append(terms, "q"+s)
			}
		}
	}
	if len(want) < 30_000 {
		t.Errorf("only %d letters", len(want))
	}
	err := d.update(t.Context(), func(tx *tx) error {
		return tx.index(1, indexed{title: strings.Join(terms, " ")}, "")
	})
	if err != nil {
		t.Fatal(err)
	}
	pool, err := connect(d.path, 1, d.mode)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if _, err := pool.Exec(`CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, search, row)`); err != nil {
		t.Fatal(err)
	}
	rows, err := pool.Query(`SELECT term FROM temp.word`)
	err = each(rows, err, func(scan func(...any) error) error {
		var s string
		err := scan(&s)
		if !want[s] {
			t.Errorf("SQLite makes %q of something", s)
		}
		delete(want, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for s := range want {
		t.Errorf("SQLite does not know %q", s)
	}
	if err := d.update(t.Context(), func(tx *tx) error {
		_, err := tx.exec(`DELETE FROM search WHERE rowid = 1`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func TestVerifyTakesNoUnknownLetterForDamage(t *testing.T) {
	d := open(t) // is verified at the end
	save(t, d, said("Ꭰꭰ 𞤀𞤁 ꟶ a𞤀b x𠀀y 𬺰𬺱 ᲐᲑ Ⱡ ƀ ǅ ŀ ẚ ﷺ"), said(strings.Repeat("long", 20_000)), said("plain"))
}

// TestVerifySeesFlippedBitsOfTheIndex flips bits where FTS5 itself sees few.
func TestVerifySeesFlippedBitsOfTheIndex(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "whole.parallax")
	d := openAt(t, path)
	save(t, d, slices.Collect(testkit.Corpus(3, 30))...)
	save(t, d, full(), article.Article{Text: "Путин в 東京都庁. Straße", How: "file"})
	d.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	silent := 0
	const flips = 30
	for i := range flips {
		path := filepath.Join(dir, fmt.Sprint(i))
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		flipIndex(t, path, random)
		d := openAt(t, path)
		r, err := d.Verify(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if r.OK() {
			silent++
		}
		d.Close()
	}
	// A leaf's list of where its terms begin may hold a bit nobody reads.
	if silent > flips/10 {
		t.Errorf("%d of %d flipped bits were not seen", silent, flips)
	}
}

// flipIndex flips one bit of one block of the index.
func flipIndex(t *testing.T, path string, random *rand.Rand) {
	t.Helper()
	pool, err := sql.Open("sqlite", fileURI(path))
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	var blocks []int64
	rows, err := pool.Query(`SELECT id FROM search_data WHERE id > 10`)
	if err := each(rows, err, into(&blocks)); err != nil {
		t.Fatal(err)
	}
	id := blocks[random.IntN(len(blocks))]
	var b []byte
	if err := pool.QueryRow(`SELECT block FROM search_data WHERE id = ?`, id).Scan(&b); err != nil {
		t.Fatal(err)
	}
	b[random.IntN(len(b))] ^= 1 << random.IntN(8)
	if _, err := pool.Exec(`UPDATE search_data SET block = ? WHERE id = ?`, b, id); err != nil {
		t.Fatal(err)
	}
}
