package app_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parallax/app"
	"parallax/article"
	"parallax/internal/progress"
)

// open opens a new archive under a name that a careless program trips over.
func open(t testing.TB) *app.App {
	t.Helper()
	path := filepath.Join(t.TempDir(), "Zeitungs archiv #1 100%?'s.parallax")
	a, err := app.Open(context.Background(), path, app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Errorf("Close() = %v", err)
		}
	})
	return a
}

// examples opens an archive with the example articles; their IDs are 1 to 5.
func examples(t testing.TB) *app.App {
	t.Helper()
	a := open(t)
	if _, err := a.ImportExample(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return a
}

func checkAddsUp(t *testing.T, s app.ImportSummary) {
	t.Helper()
	if s.Read != s.Added+s.NewVersions+s.Duplicates+s.Refused {
		t.Errorf("%d read is not %d added + %d new versions + %d duplicates + %d refused", s.Read, s.Added, s.NewVersions, s.Duplicates, s.Refused)
	}
}

func TestImportTwiceAddsNothing(t *testing.T) {
	a := examples(t)
	sum, err := a.ImportExample(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if sum.Read != 5 || sum.Duplicates != 5 {
		t.Errorf("second import: %d read, %d duplicates, want 5 and 5", sum.Read, sum.Duplicates)
	}
	count, err := a.Count(t.Context(), app.ListQuery{})
	if err != nil || count.N != 5 {
		t.Errorf("Count() = %d articles, %v; want 5", count.N, err)
	}
}

// many writes n short articles as JSONL and returns the file.
func many(t testing.TB, n int) string {
	t.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"url":"https://example.org/%d","title":"Report %d","text":"The council met for the %dth time. It decided on %d measures and adjourned."}`+"\n", i, i, i, i+2)
	}
	path := filepath.Join(t.TempDir(), "many.jsonl")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCancelledImportKeepsWhatItSaidAndGoesOnLater(t *testing.T) {
	a, file := open(t), many(t, 3000)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	sum, err := a.Import(ctx, []string{file}, app.ImportOptions{}, func(s progress.State) {
		if s.Done >= 500 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || !sum.Cancelled {
		t.Fatalf("Import() = cancelled %v, %v; want a cancelled import", sum.Cancelled, err)
	}
	checkAddsUp(t, sum)
	count, err := a.Count(t.Context(), app.ListQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if sum.Added < 500 || sum.Added == 3000 || count.N != sum.Added {
		t.Errorf("the report says %d added, the archive holds %d", sum.Added, count.N)
	}
	again, err := a.Import(t.Context(), []string{file}, app.ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if again.Duplicates != sum.Added || again.Added != 3000-sum.Added {
		t.Errorf("going on: %d duplicates and %d added, want %d and %d", again.Duplicates, again.Added, sum.Added, 3000-sum.Added)
	}
}

func TestImportGroupsWhatAStoppedOneLeft(t *testing.T) {
	a, file := open(t), many(t, 400)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := a.Import(ctx, []string{file}, app.ImportOptions{}, func(s progress.State) {
		if s.Stage.Key == "progress.stories" {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("Import() = %v, want it cancelled while grouping", err)
	}
	sum, err := a.Import(t.Context(), []string{file}, app.ImportOptions{}, nil)
	if err != nil || sum.Duplicates != 400 {
		t.Fatalf("going on: %d duplicates, %v", sum.Duplicates, err)
	}
	art, err := a.Article(t.Context(), 400)
	if err != nil || art.StoryID == 0 {
		t.Errorf("Article(400) is in story %d, %v; want it grouped", art.StoryID, err)
	}
}

func TestImportKeepsTheOrderOfTheFile(t *testing.T) {
	a := open(t)
	if _, err := a.Import(t.Context(), []string{many(t, 600)}, app.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	for _, id := range []article.ID{1, 250, 251, 600} {
		art, err := a.Article(t.Context(), id)
		if want := fmt.Sprintf("Report %d", id-1); err != nil || art.Title != want {
			t.Errorf("Article(%d) = %q, %v; want %q", id, art.Title, err, want)
		}
	}
}

func TestImportNamesEachBadItemAndReadsTheRest(t *testing.T) {
	a, dir := open(t), t.TempDir()
	for name, content := range map[string]string{
		"empty.txt":  "",
		"binary.txt": "MZ\x00\x01\x02\x00\x00\x00PE\x00\x00\xff\xfe\x00\x00\x00",
		"good.txt":   "The minister resigned on Monday. The report was published.",
		"utf16.txt":  "\xff\xfeT\x00h\x00e\x00 \x00M\x00i\x00n\x00i\x00s\x00t\x00e\x00r\x00 \x00l\x00e\x00f\x00t\x00.\x00",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sum, err := a.Import(t.Context(), []string{dir, filepath.Join(dir, "gone.txt")}, app.ImportOptions{Tags: []string{"from/folder"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	checkAddsUp(t, sum)
	if sum.Added != 2 || sum.Refused != 3 {
		t.Errorf("%d added and %d refused, want 2 and 3: %+v", sum.Added, sum.Refused, sum.Items)
	}
	for _, it := range sum.Items {
		if it.Name == "" || it.Why.IsZero() {
			t.Errorf("refused without a name or a reason: %+v", it)
		}
	}
	art, err := a.Article(t.Context(), sum.AddedIDs[1])
	if err != nil || !strings.Contains(art.Text, "The Minister left.") {
		t.Errorf("the UTF-16 file was read as %q, %v", art.Text, err)
	}
	if len(art.Tags) != 1 || art.Tags[0] != "from/folder" {
		t.Errorf("tags = %q, want from/folder", art.Tags)
	}
}

func TestEverySentinelIsExplained(t *testing.T) {
	for _, err := range []error{
		article.ErrNotFound, article.ErrEmpty, article.ErrScripts, article.ErrBinary, article.ErrTooLarge, article.ErrUnsupported, article.ErrDamaged,
		article.ErrUnsafe, article.ErrNotArchive, article.ErrLeftLog, article.ErrNewerArchive, article.ErrReadOnly, article.ErrBusy, article.ErrDiskFull,
		article.ErrTagName, app.ErrTooMany, os.ErrPermission, os.ErrNotExist, context.Canceled,
	} {
		m := app.Explain(fmt.Errorf("read x: %w", err))
		if m.Key == "explain.other" || m.String() == m.Key {
			t.Errorf("Explain(%v) = %q", err, m)
		}
	}
}

func TestNearCopiesAreCountedBesideTheSum(t *testing.T) {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "The %dth witness spoke of %d trucks that crossed the bridge near the old mill before dawn. ", i+1, i*7+3)
	}
	text := b.String()
	a := open(t)
	file := filepath.Join(t.TempDir(), "three.jsonl")
	line := `{"url":%q,"title":"Trucks over the bridge","text":%q}` + "\n"
	lines := fmt.Sprintf(line, "https://one.example/trucks", text) +
		fmt.Sprintf(line, "https://two.example/trucks", text) +
		fmt.Sprintf(line, "https://three.example/trucks", strings.Replace(text, "The 20th witness", "Another witness", 1))
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	sum, err := a.Import(t.Context(), []string{file}, app.ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	checkAddsUp(t, sum)
	if sum.Added != 3 || sum.Copies != 1 || sum.NearCopies != 1 {
		t.Errorf("%d added, %d copies, %d near copies; want 3, 1 and 1", sum.Added, sum.Copies, sum.NearCopies)
	}
	last := sum.Items[len(sum.Items)-1]
	if last.CopyOf == 0 || last.Likeness < 80 || last.Likeness > 99 {
		t.Errorf("the report says the third is %d %% the same as %d", last.Likeness, last.CopyOf)
	}
}

func TestAReportNamesSoManyItemsAndCountsAll(t *testing.T) {
	a := open(t)
	file := filepath.Join(t.TempDir(), "same.jsonl")
	same := `{"url":"https://example.org/1","title":"Report","text":"The council met and adjourned."}` + "\n"
	if err := os.WriteFile(file, []byte(strings.Repeat(same, app.ReportItems+12)), 0o600); err != nil {
		t.Fatal(err)
	}
	sum, err := a.Import(t.Context(), []string{file}, app.ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	checkAddsUp(t, sum)
	if sum.Duplicates != app.ReportItems+11 || len(sum.Items) != app.ReportItems || sum.Unlisted != 11 {
		t.Errorf("%d duplicates, %d named, %d not", sum.Duplicates, len(sum.Items), sum.Unlisted)
	}
}
