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
	"testing"
	"time"

	"parallax/article"
	"parallax/internal/progress"
	"parallax/internal/query"
	"parallax/internal/testkit"
)

func TestBulkLeavesTheIndexInOrder(t *testing.T) {
	d := open(t)
	if err := d.BeginBulk(t.Context()); err != nil {
		t.Fatal(err)
	}
	for batch := range slices.Chunk(slices.Collect(testkit.Corpus(3, 300)), 20) {
		save(t, d, batch...)
	}
	pieces := func() (n int) {
		t.Helper()
		if err := d.reader.QueryRow(`SELECT count(DISTINCT segid) FROM search_idx`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	want := ids(t, d, "a OR the OR of", Page{})
	before := pieces()
	var last progress.State
	if err := d.EndBulk(t.Context(), func(s progress.State) { last = s }); err != nil {
		t.Fatal(err)
	}
	if !last.Final {
		t.Errorf("the last that was reported is %+v", last)
	}
	if after := pieces(); after >= before || after > usualMerge {
		t.Errorf("the index is in %d pieces, was in %d", after, before)
	}
	wantIDs(t, "the same search", sorted(ids(t, d, "a OR the OR of", Page{})), sorted(want))
	if log, err := os.Stat(d.Path() + "-wal"); err != nil || log.Size() > 0 {
		t.Errorf("the log has %d bytes, %v", log.Size(), err)
	}
	var hash int
	if err := d.reader.QueryRow(`SELECT v FROM search_config WHERE k = 'hashsize'`).Scan(&hash); err != nil || hash != usualHash {
		t.Errorf("hashsize = %d, %v", hash, err)
	}
}

func TestBulkThatIsCancelledGoesOnLater(t *testing.T) {
	d := open(t)
	save(t, d, slices.Collect(testkit.Corpus(4, 50))...)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.BeginBulk(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("BeginBulk: %v, want Canceled", err)
	}
	if err := d.EndBulk(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("EndBulk: %v, want Canceled", err)
	}
	save(t, d, said("still alive"))
	if err := d.EndBulk(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

// TestBulkProcess is no test but the process that others start and kill, or
// whose disk is full: it saves many articles and says so until it is stopped.
func TestBulkProcess(t *testing.T) {
	path := os.Getenv("PARALLAX_BULK")
	if path == "" {
		t.Skip("the program that other tests start, no test by itself")
	}
	if s := os.Getenv("PARALLAX_DISK"); s != "" {
		n, _ := strconv.ParseUint(s, 10, 64)
		limitFiles(t, n)
	}
	d, err := Open(t.Context(), path, Options{})
	if err != nil {
		fmt.Println("error", err)
		return
	}
	from, _ := strconv.Atoi(os.Getenv("PARALLAX_FROM"))
	if err := d.BeginBulk(t.Context()); err != nil {
		fmt.Println("error", err)
		return
	}
	for i := from; ; i += bulkBatch {
		var batch []article.Article
		for j := i; j < i+bulkBatch; j++ {
			a := report(j)
			a.Text = a.Text[:1000]
			batch = append(batch, a)
		}
		if _, err := d.Save(t.Context(), batch); err != nil {
			fmt.Println("error", err)
			return
		}
		fmt.Println("saved", i+bulkBatch)
		if i%(4*bulkBatch) == 0 {
			if err := d.EndBulk(t.Context(), nil); err != nil {
				fmt.Println("error", err)
				return
			}
		}
	}
}

const bulkBatch = 40

// bulkWriter returns the process that saves from an article on, and what it says.
func bulkWriter(t *testing.T, path string, from int, env ...string) (*exec.Cmd, *strings.Builder) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	c := exec.Command(exe, "-test.run=^TestBulkProcess$", "-test.v")
	c.Env = append(append(os.Environ(), "PARALLAX_BULK="+path, fmt.Sprint("PARALLAX_FROM=", from)), env...)
	c.Stdout = &out
	return c, &out
}

// reported returns how many articles a process reported, and the error it ended with.
func reported(out string) (saved int, err string) {
	for line := range strings.Lines(out) {
		line = strings.TrimSpace(line)
		if n, ok := strings.CutPrefix(line, "saved "); ok {
			saved, _ = strconv.Atoi(n)
		} else if strings.HasPrefix(line, "error") {
			err = line
		}
	}
	return saved, err
}

// wantWhole checks that an archive has what was reported and is sound, and
// returns how many articles of whole batches it has.
func wantWhole(t *testing.T, path string, saved int) int {
	t.Helper()
	d := openAt(t, path)
	defer d.Close()
	got, err := d.FindIDs(t.Context(), query.Query{})
	if err != nil || len(got) < saved || len(got)%bulkBatch != 0 {
		t.Fatalf("%d articles, %v, but %d were reported", len(got), err, saved)
	}
	if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Fatalf("Verify = %v, %v", r.Damaged, err)
	}
	again := report(max(len(got)-1, 0))
	again.Text = again.Text[:1000]
	if len(got) > 0 {
		if out := save(t, d, again); out[0].Kind != article.Duplicate {
			t.Errorf("the last article again: %+v", out[0])
		}
	}
	return len(got)
}

func TestWhatABulkImportReportedSurvivesItsBeingKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: starts processes")
	}
	path := filepath.Join(t.TempDir(), nastyName)
	saved := 0
	for round := 0; round < 8 || saved == 0 && round < 13; round++ {
		c, out := bulkWriter(t, path, saved)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(60+round*41) * time.Millisecond << max(round-7, 0)) // anywhere in its work, or before it
		c.Process.Kill()
		c.Wait()
		n, failed := reported(out.String())
		if failed != "" {
			t.Fatal(failed)
		}
		if _, err := os.Stat(path); err != nil {
			continue // killed before there was an archive
		}
		saved = wantWhole(t, path, max(n, saved))
	}
	if saved == 0 {
		t.Error("no round got as far as saving")
	}
}

func TestAFullDiskLosesNothingThatWasReported(t *testing.T) {
	d := open(t)
	if err := d.BeginBulk(t.Context()); err != nil {
		t.Fatal(err)
	}
	var pages int
	if err := d.writer.QueryRow(`PRAGMA page_count`).Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := d.writer.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+25)); err != nil {
		t.Fatal(err)
	}
	saved := 0
	var full error
	for i := 0; full == nil && i < 100; i++ {
		var batch []article.Article
		for j := range 20 {
			batch = append(batch, report(20*i+j))
		}
		if _, full = d.Save(t.Context(), batch); full == nil {
			saved += len(batch)
		}
	}
	if !errors.Is(full, article.ErrDiskFull) {
		t.Fatalf("Save: %v, want ErrDiskFull", full)
	}
	if err := d.EndBulk(t.Context(), nil); err != nil && !errors.Is(err, article.ErrDiskFull) {
		t.Errorf("EndBulk on a full disk: %v", err)
	}
	if got := ids(t, d, "", Page{Limit: 1000}); len(got) != saved || saved == 0 {
		t.Errorf("%d articles, want the %d that were reported", len(got), saved)
	}
	if _, err := d.writer.Exec(`PRAGMA max_page_count = 1000000`); err != nil { // there is space again
		t.Fatal(err)
	}
	if out := save(t, d, report(saved)); out[0].Kind != article.Added {
		t.Errorf("Save with space again = %+v", out[0])
	}
}
