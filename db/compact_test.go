package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parallax/article"
	"parallax/internal/progress"
	"parallax/internal/query"
	"parallax/internal/testkit"
)

// loosen makes much free space in an archive, with readings that become small.
func loosen(t *testing.T, d *DB, versions int) {
	t.Helper()
	for _, size := range []int{20_000, 0} {
		var all []Reading
		for i := range versions {
			all = append(all, Reading{Version: article.VersionID(i + 1), Kind: "reading", Engine: "e", Bytes: make([]byte, size)})
		}
		if err := d.SaveReadings(t.Context(), all); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCompactGivesBackWhatIsFree(t *testing.T) {
	d := open(t)
	batch := slices.Collect(testkit.Corpus(7, 400))
	for i := range batch {
		batch[i].Raw = []byte(strings.Repeat(batch[i].Title, 20))
	}
	for part := range slices.Chunk(batch, 40) {
		save(t, d, part...)
	}
	all, err := d.FindIDs(t.Context(), query.Query{})
	if err != nil {
		t.Fatal(err)
	}
	loosen(t, d, 400)
	// One who reads all the while sees what there was when it began.
	reading, err := d.reader.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var was, is int
	if err := reading.QueryRow(`SELECT count(*) FROM body`).Scan(&was); err != nil {
		t.Fatal(err)
	}
	var last progress.State
	before, after, err := d.Compact(t.Context(), func(s progress.State) { last = s })
	if err != nil || before == 0 || !last.Final {
		t.Fatalf("Compact = %d, %d, %v, last %+v", before, after, err, last)
	}
	if err := reading.QueryRow(`SELECT count(*) FROM body`).Scan(&is); err != nil || is != was {
		t.Errorf("a reader sees %d bodies, %v, saw %d", is, err, was)
	}
	reading.Rollback()
	if before, after, err = d.Compact(t.Context(), nil); err != nil || after >= before/2 {
		t.Errorf("Compact = %d, %d, %v", before, after, err)
	}
	for i, id := range all {
		if a, err := d.Article(t.Context(), id); err != nil || a.Text != batch[i].Text {
			t.Fatalf("article %d: %v", id, err)
		}
	}
}

func TestCompactCanBeStoppedAnywhere(t *testing.T) {
	d := open(t)
	save(t, d, slices.Collect(testkit.Corpus(8, 100))...)
	for stop := 1; stop < 100; stop++ {
		ctx, cancel := context.WithCancel(t.Context())
		reports := 0
		_, _, err := d.Compact(ctx, func(progress.State) {
			if reports++; reports == stop {
				cancel()
			}
		})
		cancel()
		if err == nil {
			return
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() || r.Articles != 100 {
			t.Fatalf("stopped at %d: Verify = %+v, %v", stop, r, err)
		}
	}
	t.Error("Compact came to no end")
}

// TestCompactProcess is no test but the process that another starts and kills.
func TestCompactProcess(t *testing.T) {
	path := os.Getenv("PARALLAX_COMPACT")
	if path == "" {
		t.Skip("the program that another test starts, no test by itself")
	}
	d, err := Open(t.Context(), path, Options{})
	if err != nil {
		fmt.Println("error", err)
		return
	}
	defer d.Close()
	if _, _, err := d.Compact(t.Context(), nil); err != nil {
		fmt.Println("error", err)
		return
	}
	if _, err := d.EmptyTrash(t.Context(), nil); err != nil {
		fmt.Println("error", err)
	}
}

func TestNothingIsLostWhenCompactIsKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: starts processes")
	}
	path := filepath.Join(t.TempDir(), nastyName)
	d := openAt(t, path)
	batch := slices.Collect(testkit.Corpus(9, 500))
	for part := range slices.Chunk(batch, 100) {
		save(t, d, part...)
	}
	all, err := d.FindIDs(t.Context(), query.Query{})
	if err != nil {
		t.Fatal(err)
	}
	loosen(t, d, 400)
	if _, err := d.SetStatus(t.Context(), all[400:420], article.Trash); err != nil {
		t.Fatal(err)
	}
	d.Close()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for round := range 5 {
		c := exec.Command(exe, "-test.run=^TestCompactProcess$", "-test.v")
		c.Env = append(os.Environ(), "PARALLAX_COMPACT="+path)
		var out strings.Builder
		c.Stdout = &out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+round*60) * time.Millisecond) // anywhere in its work, or before it
		c.Process.Kill()
		c.Wait()
		if strings.Contains(out.String(), "error") {
			t.Fatal(out.String())
		}
		d := openAt(t, path)
		r, err := d.Verify(t.Context(), nil)
		if err != nil || !r.OK() || r.Articles < 480 {
			t.Fatalf("round %d: Verify = %+v, %v", round, r, err)
		}
		for i, id := range all[420:] {
			if a, err := d.Article(t.Context(), id); err != nil || a.Text != batch[420+i].Text {
				t.Fatalf("round %d: article %d: %v", round, id, err)
			}
		}
		d.Close()
	}
}
