package db

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parallax/article"
	"parallax/internal/progress"
	"parallax/internal/query"
	"parallax/internal/testkit"
)

// leftIn returns which of the phrases stand in the files of an archive, in
// whatever letters.
func leftIn(t *testing.T, path string, phrases ...string) (left []string) {
	t.Helper()
	for _, suffix := range []string{"", "-wal", "-shm"} {
		b, err := os.ReadFile(path + suffix)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		b = bytes.ToLower(b)
		for _, p := range phrases {
			if bytes.Contains(b, bytes.ToLower([]byte(p))) {
				left = append(left, p+" in "+filepath.Base(path)+suffix)
			}
		}
	}
	return left
}

// secret is an article whose words stand nowhere else.
func secret() article.Article {
	a := said("Xqzvory frobnitzwaldt! Jkyptonius wrumbelschek, vlagontrix.")
	a.Title = "Zquandorium"
	a.URL, a.Source = "https://example.org/pfirgol", "One"
	a.Raw = []byte("qworbelnix raw")
	a.Tags, a.Notes = []string{"tagwurbelix", "common"}, []string{"notequarbel stands here"}
	a.Images = []article.Image{{URL: "u", Alt: "altquibelor", Bytes: []byte("picturequorbus")}}
	a.Section, a.Keywords, a.Agencies, a.Licence = "sectionquilf", []string{"keyquorb"}, []string{"agencyquarx"}, "licencequent"
	a.Links = []article.Link{{Span: article.Span{Start: 0, End: 7}, URL: "https://example.org/linkquamp"}}
	return a
}

var secretWords = []string{
	"Xqzvory", "frobnitzwaldt", "Jkyptonius", "wrumbelschek", "vlagontrix", "Zquandorium", "pfirgol", "qworbelnix", "tagwurbelix", "notequarbel",
	"altquibelor", "picturequorbus", "markedquarn", "decidedquilm", "readquosch",
	"sectionquilf", "keyquorb", "agencyquarx", "licencequent", "linkquamp",
}

func TestWhatIsDeletedForGoodIsInNoFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), nastyName)
	d := openAt(t, path)
	save(t, d, slices.Collect(testkit.Corpus(4, 60))...)
	a := secret()
	id := save(t, d, a)[0].ID
	a.Text, a.How = a.Text+" A second capture.", "web"
	save(t, d, a)
	save(t, d, slices.Collect(testkit.Corpus(5, 60))...)
	whole, err := d.Article(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.AddHighlight(t.Context(), article.Highlight{Version: whole.VersionID, Span: article.Span{Start: 0, End: 7}, Note: "markedquarn"}); err != nil {
		t.Fatal(err)
	}
	for _, x := range []article.Decision{
		{Kind: "not-same-fact", A: article.Anchor{Article: id, Exact: "decidedquilm"}, B: article.Anchor{Article: 1}},
		{Kind: "not-same-fact", A: article.Anchor{Article: 2}, B: article.Anchor{Article: 1, Exact: "stays"}},
	} {
		if _, err := d.AddDecision(t.Context(), x); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.SaveReadings(t.Context(), []Reading{{Version: whole.VersionID, Kind: "reading", Engine: "e", Bytes: []byte("readquosch")}}); err != nil {
		t.Fatal(err)
	}
	if n, err := d.DeleteForGood(t.Context(), []article.ID{id, 9999}, nil); n != 0 || err != nil {
		t.Fatalf("DeleteForGood of what is not in the trash = %d, %v", n, err)
	}
	if _, err := d.SetStatus(t.Context(), []article.ID{id}, article.Trash); err != nil {
		t.Fatal(err)
	}
	if left := leftIn(t, path, secretWords...); len(left) < len(secretWords) {
		t.Fatalf("the test sees only %q", left)
	}
	var last progress.State
	if n, err := d.EmptyTrash(t.Context(), func(s progress.State) { last = s }); n != 1 || err != nil || !last.Final {
		t.Fatalf("EmptyTrash = %d, %v, last %+v", n, err, last)
	}
	if left := leftIn(t, path, secretWords...); len(left) > 0 {
		t.Errorf("left: %q", left)
	}
	if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Errorf("Verify = %v, %v", r.Damaged, err)
	}
	if _, err := d.Article(t.Context(), id); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("Article: %v", err)
	}
	if all, _ := d.Decisions(t.Context()); len(all) != 1 {
		t.Errorf("%d decisions, want 1", len(all))
	}
	for _, x := range []string{"vlagontrix", "tag:tagwurbelix"} {
		if got := ids(t, d, x, Page{}); len(got) != 0 {
			t.Errorf("%q finds %v", x, got)
		}
	}
	out := save(t, d, secret(), said("The chain goes on."))
	if out[0].Kind != article.Added || out[0].ID <= id {
		t.Errorf("saved again: %+v", out)
	}
	if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Errorf("Verify after more was saved = %v, %v", r.Damaged, err)
	}
}

func TestDeletingTheNewestKeepsTheChain(t *testing.T) {
	d := open(t)
	save(t, d, said("one"), said("two"))
	trash := func(id article.ID) {
		t.Helper()
		if _, err := d.SetStatus(t.Context(), []article.ID{id}, article.Trash); err != nil {
			t.Fatal(err)
		}
		if n, err := d.EmptyTrash(t.Context(), nil); n != 1 || err != nil {
			t.Fatalf("EmptyTrash = %d, %v", n, err)
		}
	}
	trash(2)
	save(t, d, said("three"))
	trash(1)
	trash(3)
	if out := save(t, d, said("four")); out[0].ID != 4 {
		t.Errorf("%+v", out)
	}
}

func TestCopiesGetAnotherOrigin(t *testing.T) {
	d := open(t)
	text := strings.Repeat("The same words by everybody, over and over. ", 30)
	var batch []article.Article
	for i := range 3 {
		a := said(text)
		a.URL = fmt.Sprintf("https://example%d.org/", i)
		batch = append(batch, a)
	}
	save(t, d, batch...)
	if _, err := d.SetStatus(t.Context(), []article.ID{1}, article.Trash); err != nil {
		t.Fatal(err)
	}
	if n, err := d.EmptyTrash(t.Context(), nil); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	for id, want := range map[article.ID]article.ID{2: 0, 3: 2} {
		if a, err := d.Article(t.Context(), id); err != nil || a.CopyOf != want {
			t.Errorf("article %d is a copy of %d, %v, want %d", id, a.CopyOf, err, want)
		}
	}
}

func TestDeletingGoesOnWhereItWasStopped(t *testing.T) {
	path := filepath.Join(t.TempDir(), nastyName)
	d := openAt(t, path)
	batch := slices.Collect(testkit.Corpus(6, 300))
	save(t, d, batch...)
	id := save(t, d, secret())[0].ID
	all, err := d.FindIDs(t.Context(), query.Query{})
	if err != nil {
		t.Fatal(err)
	}
	gone := append([]article.ID{id}, all[:250]...) // the secret one is the last of all
	if _, err := d.SetStatus(t.Context(), gone, article.Trash); err != nil {
		t.Fatal(err)
	}
	left := len(gone)
	for stop := 1; ; stop++ {
		ctx, cancel := context.WithCancel(t.Context())
		reports := 0
		n, err := d.DeleteForGood(ctx, gone, func(s progress.State) {
			if reports++; reports == stop {
				cancel()
			}
		})
		cancel()
		left -= n
		if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() {
			t.Fatalf("stopped at %d: Verify = %v, %v", stop, r.Damaged, err)
		}
		c, cerr := d.Counts(t.Context())
		if cerr != nil || c.Trash != left || c.All != len(all)-len(gone) {
			t.Fatalf("stopped at %d: %+v, %v, want %d in the trash", stop, c, cerr, left)
		}
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	if words := leftIn(t, path, secretWords...); len(words) > 0 || left != 0 {
		t.Errorf("left: %q, %d articles", words, left)
	}
}

func TestLookingForTrashReadsNoWholeTable(t *testing.T) {
	d := library(t)
	if plan := explain(t, d, trashed, []any{1}); !strings.Contains(plan, "USING COVERING INDEX article_trash") && !strings.Contains(plan, "USING INDEX article_trash") {
		t.Errorf("plan:\n%s", plan)
	}
}
