package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"parallax/article"
	"parallax/internal/query"
	"parallax/internal/testkit"
)

func TestCancelKeepsWholeBatchesOnly(t *testing.T) {
	d := open(t)
	batch := slices.Collect(testkit.Corpus(8, 500))
	save(t, d, batch[:10]...)
	for _, after := range []time.Duration{0, time.Millisecond, 5 * time.Millisecond, 20 * time.Millisecond, 60 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		start := time.Now()
		_, err := d.Save(ctx, batch[10:])
		if late := time.Since(start) - after; err != nil && late > 10*time.Second { // tens of milliseconds on a machine that is not busy
			t.Errorf("Save went on for %v", late)
		}
		cancel()
		if err == nil {
			t.Skip("the machine saved it before it could be cancelled")
		}
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Save: %v, want DeadlineExceeded", err)
		}
		if got := ids(t, d, "", Page{Limit: 1000}); len(got) != 10 {
			t.Errorf("%d articles, want 10", len(got))
		}
	}
	for i, out := range save(t, d, batch...) {
		if want := article.Added; i < 10 && out.Kind != article.Duplicate || i >= 10 && out.Kind != want {
			t.Errorf("article %d: %v", i, out.Kind)
		}
	}
}

func TestEveryCallHeedsCancel(t *testing.T) {
	d := library(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	one := []article.ID{1}
	calls := map[string]func() error{
		"Search":   func() error { _, err := d.Search(ctx, query.Parse("troops"), Page{}); return err },
		"Count":    func() error { _, _, err := d.Count(ctx, query.Parse("troops"), Page{}); return err },
		"Facets":   func() error { _, err := d.Facets(ctx, query.Parse("troops"), Page{}); return err },
		"Read":     func() error { _, err := d.Search(ctx, query.Parse("same-sentence(troops kim)"), Page{}); return err },
		"Rows":     func() error { _, err := d.Rows(ctx, one, query.Query{}); return err },
		"Article":  func() error { _, err := d.Article(ctx, 1); return err },
		"Tag":      func() error { _, err := d.Tag(ctx, one, "x"); return err },
		"Counts":   func() error { _, err := d.Counts(ctx); return err },
		"Tags":     func() error { _, err := d.Tags(ctx); return err },
		"Stories":  func() error { _, err := d.Stories(ctx, 0); return err },
		"Backup":   func() error { return d.Backup(ctx, filepath.Join(t.TempDir(), "b")) },
		"Verify":   func() error { _, err := d.Verify(ctx, nil); return err },
		"FindIDs":  func() error { _, err := d.FindIDs(ctx, query.Query{}); return err },
		"Reindex":  func() error { return d.Reindex(ctx, nil) },
		"Bulk":     func() error { return errors.Join(d.BeginBulk(ctx), d.EndBulk(ctx, nil)) },
		"repack":   func() error { _, _, err := d.repack(ctx, 0); return err },
		"Readings": func() error { return d.SaveReadings(ctx, []Reading{{Version: 1}}) },
		"Each": func() error {
			for _, err := range d.Each(ctx, query.Query{}) {
				return err
			}
			return nil
		},
		"Members": func() error {
			_, err := d.Members(ctx, one)
			return err
		},
	}
	for name, call := range calls {
		if err := call(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want Canceled", name, err)
		}
	}
	wantIDs(t, "afterwards", sorted(ids(t, d, "troops", Page{})), []article.ID{1, 2})
}

func TestReadingGoesOnWhileSaving(t *testing.T) {
	d := open(t)
	batch := slices.Collect(testkit.Corpus(9, 200))
	save(t, d, batch[:100]...)
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			for ctx.Err() == nil {
				hits, err := d.Search(t.Context(), query.Parse(testkit.Word(3)), Page{})
				if err == nil {
					_, err = d.Rows(t.Context(), hits.IDs, query.Query{})
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for part := range slices.Chunk(batch[100:], 20) {
		save(t, d, part...)
	}
	cancel()
	wg.Wait()
}

func TestDataVersionTellsOfWrites(t *testing.T) {
	d := open(t)
	e := openAt(t, d.Path())
	first, err := d.DataVersion(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if again, err := d.DataVersion(t.Context()); err != nil || again != first {
		t.Errorf("DataVersion = %d, %v, want %d", again, err, first)
	}
	save(t, e, said("by another"))
	if now, err := d.DataVersion(t.Context()); err != nil || now == first {
		t.Errorf("DataVersion = %d, %v after a write", now, err)
	}
}

func TestBusyIsSaidAndNotWaitedForForEver(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: waits for the timeout")
	}
	d := open(t)
	e := openAt(t, d.Path())
	tx, err := e.writer.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := d.Save(t.Context(), []article.Article{said("one")}); !errors.Is(err, article.ErrBusy) {
		t.Errorf("Save: %v, want ErrBusy", err)
	}
}

// TestWriterProcess is no test but the process that others start and kill: it
// saves articles and says so until it is stopped.
func TestWriterProcess(t *testing.T) {
	path := os.Getenv("PARALLAX_WRITE")
	if path == "" {
		t.Skip("the program that other tests start, no test by itself")
	}
	d, err := Open(t.Context(), path, Options{})
	if err != nil {
		fmt.Println("error", err)
		return
	}
	from, _ := strconv.Atoi(os.Getenv("PARALLAX_FROM"))
	until, _ := strconv.Atoi(os.Getenv("PARALLAX_UNTIL"))
	for i := from; i < until; i += 5 {
		var batch []article.Article
		for j := i; j < min(i+5, until); j++ {
			batch = append(batch, said(fmt.Sprintf("article %d %s", j, strings.Repeat("words to index ", 50))))
		}
		if _, err := d.Save(t.Context(), batch); err != nil {
			fmt.Println("error", err)
			return
		}
		fmt.Println("saved", min(i+5, until))
	}
	d.Close()
}

func writer(t *testing.T, path string, from, until int) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe, "-test.run=^TestWriterProcess$", "-test.v")
	c.Env = append(os.Environ(), "PARALLAX_WRITE="+path, fmt.Sprint("PARALLAX_FROM=", from), fmt.Sprint("PARALLAX_UNTIL=", until))
	return c
}

func TestWhatIsReportedSavedSurvivesBeingKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: starts processes")
	}
	path := filepath.Join(t.TempDir(), nastyName)
	saved := 0
	for round := range 12 {
		c := writer(t, path, saved, saved+100_000)
		var out strings.Builder
		c.Stdout = &out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+round*17) * time.Millisecond) // anywhere in its work, or before it
		c.Process.Kill()
		c.Wait()
		for line := range strings.Lines(out.String()) {
			line = strings.TrimSpace(line)
			if n, ok := strings.CutPrefix(line, "saved "); ok {
				saved, _ = strconv.Atoi(n)
			} else if strings.HasPrefix(line, "error") {
				t.Fatal(line)
			}
		}
		if _, err := os.Stat(path); err != nil {
			continue // killed before there was an archive
		}
		d := openAt(t, path)
		got, err := d.FindIDs(t.Context(), query.Query{})
		if err != nil || len(got) < saved {
			t.Fatalf("round %d: %d articles, %v, but %d were reported", round, len(got), err, saved)
		}
		if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() {
			t.Fatalf("round %d: Verify = %v, %v", round, r.Damaged, err)
		}
		saved = len(got) - len(got)%5
		d.Close()
	}
	if saved == 0 {
		t.Error("no round got as far as saving")
	}
}

func TestTwoProcessesWriteOneArchive(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: starts processes")
	}
	d := open(t)
	var all []*exec.Cmd
	for i := range 3 {
		c := writer(t, d.Path(), i*200, i*200+200)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	for i := range 20 {
		save(t, d, said(fmt.Sprint("here ", i)))
		ids(t, d, "words", Page{})
	}
	for _, c := range all {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	if got := ids(t, d, "", Page{Limit: 5000}); len(got) != 620 {
		t.Errorf("%d articles, want 620", len(got))
	}
}
