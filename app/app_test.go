package app_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"parallax/app"
	"parallax/article"
	"parallax/compare"
	"parallax/internal/progress"
)

func TestExamplesAreThreeStories(t *testing.T) {
	a := examples(t)
	var got [][]article.ID
	for s, err := range a.EachStory(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(s.Articles)
		got = append(got, s.Articles)
		if s.Title == "" && len(s.Articles) > 1 {
			t.Errorf("story %d has no name", s.ID)
		}
	}
	if len(got) != 3 || !slices.Equal(got[0], []article.ID{1, 2, 4}) {
		t.Errorf("stories = %v, want [1 2 4] first and two of one article", got)
	}
	rows, err := a.StoryOf(t.Context(), 4)
	if err != nil || len(rows) != 3 || rows[0].ID != 4 {
		t.Errorf("StoryOf(4) = %v, %v; want three articles, 4 first", rows, err)
	}
}

func TestCompareGivesTheSameAnswerFromWhatWasKept(t *testing.T) {
	a := examples(t)
	ids := []article.ID{1, 2, 4}
	first, err := a.Compare(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	second, err := a.Compare(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	if x, y := jsonOf(t, first.Comparison), jsonOf(t, second.Comparison); !bytes.Equal(x, y) {
		t.Errorf("the second comparison differs from the first:\n%s\n%s", x, y)
	}
	if !slices.ContainsFunc(first.Facts, func(f compare.Fact) bool { return f.Kind == compare.Number && f.Verdict == compare.Conflict }) {
		t.Error("15,000 against 10,000 is no conflict")
	}
}

func TestCompareRefusesWhatIsNotThere(t *testing.T) {
	a := examples(t)
	if _, err := a.Compare(t.Context(), []article.ID{1, 99}); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("Compare([1 99]) = %v, want ErrNotFound", err)
	}
	if _, err := a.Compare(t.Context(), slices.Repeat([]article.ID{1}, app.MaxCompared+1)); !errors.Is(err, app.ErrTooMany) {
		t.Errorf("Compare of too many = %v, want ErrTooMany", err)
	}
}

func TestUndoTakesChangesBackInTurn(t *testing.T) {
	a, ctx := examples(t), t.Context()
	if n, err := a.Tag(ctx, []article.ID{1, 2}, []string{"war/losses", "x"}, nil); n != 2 || err != nil {
		t.Fatalf("Tag() = %d, %v", n, err)
	}
	if _, err := a.RenameTag(ctx, "war", "x"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.SetStatus(ctx, []article.ID{1}, article.Trash, nil); err != nil {
		t.Fatal(err)
	}
	title := "A better title"
	if err := a.SetDetails(ctx, 3, app.Details{Title: &title}); err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		if ok, err := a.Undo(ctx, nil); !ok || err != nil {
			t.Fatalf("Undo() %d = %v, %v", i, ok, err)
		}
	}
	if ok, err := a.Undo(ctx, nil); ok || err != nil {
		t.Errorf("Undo() with nothing left = %v, %v; want false", ok, err)
	}
	tags, err := a.Tags(ctx)
	if err != nil || slices.ContainsFunc(tags, func(t article.Tag) bool { return t.Count > 0 }) {
		t.Errorf("Tags() after undoing everything = %v, %v", tags, err)
	}
	art, err := a.Article(ctx, 3)
	if err != nil || art.Title == title {
		t.Errorf("title = %q, %v; want what was found", art.Title, err)
	}
	if n, err := a.Count(ctx, app.ListQuery{}); err != nil || n.N != 5 {
		t.Errorf("%d articles, %v; want 5", n.N, err)
	}
}

func TestReadingIsPassedOverByUndo(t *testing.T) {
	a, ctx := examples(t), t.Context()
	if _, err := a.SetStatus(ctx, []article.ID{2}, article.Trash, nil); err != nil {
		t.Fatal(err)
	}
	for _, id := range []article.ID{1, 2} {
		if err := a.MarkRead(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	for id, want := range map[article.ID]article.Status{1: article.Read, 2: article.Trash} {
		if art, err := a.Article(ctx, id); err != nil || art.Status != want {
			t.Errorf("article %d is %s, %v; want %s", id, art.Status, err, want)
		}
	}
	if err := a.MarkRead(ctx, 99); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("MarkRead(99) = %v, want ErrNotFound", err)
	}
	if ok, err := a.Undo(ctx, nil); !ok || err != nil {
		t.Fatalf("Undo() = %v, %v", ok, err)
	}
	if ok, _ := a.Undo(ctx, nil); ok {
		t.Error("reading can be undone")
	}
}

func TestExportAppearsWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.csv")
	if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("disk gone")
	err := app.WriteFile(path, func(w io.Writer) error {
		io.WriteString(w, "half")
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("WriteFile() = %v, want the error of write", err)
	}
	if b, _ := os.ReadFile(path); string(b) != "before" {
		t.Errorf("the file holds %q, want what was there before", b)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d files are left in the folder, want 1", len(left))
	}
}

func TestHighlightsAndNotesComeBackWithAnExport(t *testing.T) {
	const line = `{"format":"parallax/article/1","id":4,"title":"Kim in Moscow","text":"Kim sent troops. Nobody knows how many.",` +
		`"notes":["ask the ministry"],"highlights":[{"start":9,"end":15,"exact":"troops","prefix":"Kim sent ","suffix":". Nobody knows how many.",` +
		`"colour":"#0072b2","note":"how many?","made_at":"2025-11-01T10:00:00Z"},{"start":900,"end":906,"exact":"Nobody"}]}` + "\n"
	file := filepath.Join(t.TempDir(), "export.jsonl")
	if err := os.WriteFile(file, []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	var exports []string
	for range 2 {
		a := open(t)
		if sum, err := a.Import(t.Context(), []string{file}, app.ImportOptions{}, nil); err != nil || sum.Added != 1 {
			t.Fatalf("Import() = %d added, %v", sum.Added, err)
		}
		art, err := a.Article(t.Context(), 4)
		if err != nil {
			t.Fatal(err)
		}
		if len(art.Highlights) != 2 || len(art.Notes) != 1 || art.Highlights[0].Note != "how many?" || art.Highlights[1].Of(art.Text) != "Nobody" {
			t.Fatalf("highlights %+v, notes %q", art.Highlights, art.Notes)
		}
		file = filepath.Join(t.TempDir(), "again.jsonl")
		if _, err := a.Export(t.Context(), file, app.ExportOptions{}, nil); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		exports = append(exports, string(b))
	}
	if exports[0] != exports[1] {
		t.Errorf("exported\n%s\nand after import\n%s", exports[0], exports[1])
	}
}

func TestAStoppedChangeOfManyIsTakenBackAsOne(t *testing.T) {
	a := open(t)
	if _, err := a.Import(t.Context(), []string{many(t, 5200)}, app.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	ids, err := a.Find(t.Context(), app.ListQuery{})
	if err != nil || len(ids) != 5200 {
		t.Fatalf("Find() = %d articles, %v", len(ids), err)
	}
	tagged := func() int {
		n, err := a.Count(t.Context(), app.ListQuery{Text: "tag:x"})
		if err != nil {
			t.Fatal(err)
		}
		return n.N
	}
	ctx, cancel := context.WithCancel(t.Context())
	n, err := a.Tag(ctx, ids, []string{"x"}, func(progress.State) { cancel() })
	if n != 5000 || !errors.Is(err, context.Canceled) || tagged() != 5000 {
		t.Errorf("Tag() stopped = %d, %v, and %d are tagged; want 5,000 kept", n, err, tagged())
	}
	if n, err := a.Tag(t.Context(), ids, []string{"x"}, nil); n != 200 || err != nil || tagged() != 5200 {
		t.Errorf("Tag() again = %d, %v; want the 200 that were left", n, err)
	}
	for i, left := range []int{5000, 0} {
		if ok, err := a.Undo(t.Context(), nil); !ok || err != nil || tagged() != left {
			t.Errorf("Undo() %d = %v, %v, leaves %d; want %d", i, ok, err, tagged(), left)
		}
	}
}
