package db

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parallax/article"
	"parallax/internal/testkit"
)

func TestInfoSaysWhatIsThere(t *testing.T) {
	d := open(t)
	if info, err := d.Info(t.Context()); err != nil || info.Articles != 0 || info.Oldest != "" {
		t.Errorf("Info of an empty archive = %+v, %v", info, err)
	}
	a, b, c := full(), said("one"), said("two")
	b.Published, c.Published = article.ParseDate("1999"), article.ParseDate("2024-05")
	c.Status = article.Trash
	second := full()
	second.Text += " more"
	save(t, d, a, second, b, c)
	info, err := d.Info(t.Context())
	if err != nil || info.Articles != 3 || info.Trash != 1 || info.Versions != 4 || info.Oldest != "1999" || len(info.Newest) != 10 ||
		info.Sources != 2 || info.Tags == 0 || info.Languages != 1 || info.Bytes == 0 || info.Schema != len(migrations) {
		t.Errorf("Info = %+v, %v", info, err)
	}
	if _, err := d.EmptyTrash(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if info, err := d.Info(t.Context()); err != nil || info.Articles != 2 || info.Trash != 0 || info.Versions != 3 {
		t.Errorf("Info after emptying the trash = %+v, %v", info, err)
	}
	s, err := d.Statistics(t.Context())
	if err != nil || s.Words == 0 || s.Originals == 0 || s.Texts == 0 || s.Raw == 0 || s.Index == 0 || s.Other == 0 {
		t.Errorf("Statistics = %+v, %v", s, err)
	}
	var pages int64
	if err := d.reader.QueryRow(`SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)`).Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if sum := s.Texts + s.Raw + s.Index + s.Readings + s.Other + s.Free; sum != pages {
		t.Errorf("Statistics add up to %d bytes of %d", sum, pages)
	}
}

// TestWritersTakeTurns has two who write as fast as they can, as two programs
// would: both get on, and nothing is lost.
func TestWritersTakeTurns(t *testing.T) {
	d := open(t)
	e := openAt(t, d.Path())
	batch := slices.Collect(testkit.Corpus(11, 240))
	var wg sync.WaitGroup
	for i, x := range []*DB{d, e} {
		wg.Go(func() {
			for part := range slices.Chunk(batch[i*120:i*120+120], 4) {
				out, err := x.Save(context.Background(), part)
				if err != nil {
					t.Errorf("writer %d: %v", i, err)
					return
				}
				if _, err := x.Tag(context.Background(), []article.ID{out[0].ID}, "turn/a", "turn/b"); err != nil {
					t.Errorf("writer %d: %v", i, err)
					return
				}
			}
		})
	}
	wg.Wait()
	c, err := d.Counts(t.Context())
	turns := ids(t, d, "tag:turn", Page{Limit: 500})
	if err != nil || c.All != 240 || len(turns) != 60 {
		t.Errorf("Counts = %+v, %v, %d with the tag", c, err, len(turns))
	}
	if wrong := wrongTallies(t, e); len(wrong) > 0 {
		t.Errorf("%v wrong", wrong)
	}
}

func TestBackupCanBeCancelledAndLeavesNothing(t *testing.T) {
	d := open(t)
	save(t, d, slices.Collect(testkit.Corpus(12, 300))...)
	folder := t.TempDir()
	for _, after := range []time.Duration{0, time.Millisecond, 10 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		err := d.Backup(ctx, filepath.Join(folder, "copy.parallax"))
		cancel()
		if err == nil {
			break // the machine was faster
		}
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Backup: %v", err)
		}
		if left, _ := filepath.Glob(filepath.Join(folder, "*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
		if left, _ := filepath.Glob(filepath.Join(folder, ".backup*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func TestACopyThatIsDamagedIsNoBackup(t *testing.T) {
	d := open(t)
	save(t, d, slices.Collect(testkit.Corpus(13, 50))...)
	path := filepath.Join(t.TempDir(), "copy.parallax")
	if err := d.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := checkCopy(t.Context(), path); err != nil {
		t.Errorf("checkCopy of a backup: %v", err)
	}
	damage(t, path, `DELETE FROM article WHERE id = 0 OR id = 1; PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'body') WHERE name = 'note'`)
	if err := checkCopy(t.Context(), path); !errors.Is(err, article.ErrDamaged) {
		t.Errorf("checkCopy of a damaged copy: %v, want ErrDamaged", err)
	}
}

func TestInfoReadsNoWholeTable(t *testing.T) {
	d := library(t)
	for _, q := range []string{
		`SELECT min(day) FROM article INDEXED BY article_by_day WHERE deleted_at IS NULL`,
		`SELECT max(day) FROM article INDEXED BY article_by_day WHERE deleted_at IS NULL`,
	} {
		if plan := explain(t, d, q, nil); !strings.Contains(plan, "SEARCH article USING") {
			t.Errorf("plan:\n%s\n%s", plan, q)
		}
	}
}
