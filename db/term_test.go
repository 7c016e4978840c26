package db

import (
	"slices"
	"testing"

	"parallax/article"
)

func terms(t *testing.T, d *DB) (all []string) {
	t.Helper()
	err := d.read(t.Context(), `SELECT term FROM term ORDER BY term`, nil, func(scan func(...any) error) error {
		var s string
		err := scan(&s)
		all = append(all, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTermsAreTheWordsOfTheIndex(t *testing.T) {
	d := open(t)
	save(t, d, article.Article{
		Title:  "Kim’s 2nd Café in Łódź",
		Text:   "A covid19 note: 東京 and Tōkyō, Москва, العربية, 한국어. " + string(slices.Repeat([]byte("x"), 41)),
		Source: "Unheard Times", Authors: []string{"Nobody"}, URL: "https://example.org/hidden",
	})
	want := []string{"and", "cafe", "in", "kim", "lodz", "note", "tokyo", "москва", "العربيه"}
	if got := terms(t, d); !slices.Equal(got, want) {
		t.Errorf("terms %q, want %q", got, want)
	}
	save(t, d, said("a note and more"))
	title := "Set by hand"
	if _, err := d.SetDetails(t.Context(), 1, Details{Title: &title}); err != nil {
		t.Fatal(err)
	}
	want = append(want, "by", "hand", "more", "set")
	slices.Sort(want)
	if got := terms(t, d); !slices.Equal(got, want) {
		t.Errorf("terms %q, want %q", got, want)
	}
}

func TestTermsOfABatchThatFailedAreKeptBySaving(t *testing.T) {
	d := open(t)
	if _, err := d.writer.Exec(`CREATE TRIGGER broken BEFORE INSERT ON body BEGIN SELECT raise(ABORT, 'broken'); END`); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Save(t.Context(), []article.Article{said("unforgotten words")}); err == nil {
		t.Fatal("Save went through a broken table")
	}
	if _, err := d.writer.Exec(`DROP TRIGGER broken`); err != nil {
		t.Fatal(err)
	}
	save(t, d, said("unforgotten words"))
	if got, want := terms(t, d), []string{"unforgotten", "words"}; !slices.Equal(got, want) {
		t.Errorf("terms %q, want %q", got, want)
	}
}

func TestReindexLeavesTheTermsOfTheIndex(t *testing.T) {
	d := open(t)
	a := said("first words")
	a.URL = "https://example.org/1"
	save(t, d, a)
	a.Text, a.Title = "other words", ""
	save(t, d, a)
	if err := d.Reindex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got, want := terms(t, d), []string{"other", "words"}; !slices.Equal(got, want) {
		t.Errorf("terms %q, want %q", got, want)
	}
	save(t, d, said("first")) // known before, and gone since
	if got, want := terms(t, d), []string{"first", "other", "words"}; !slices.Equal(got, want) {
		t.Errorf("terms %q, want %q", got, want)
	}
}
