package db

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parallax/article"
	"parallax/internal/query"
)

// other makes an SQLite file that is not ours, with these statements run in it.
func other(t *testing.T, path string, statements ...string) {
	t.Helper()
	pool, err := sql.Open("sqlite", fileURI(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := pool.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
}

// folder returns the names and contents of a folder.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			b = []byte(err.Error()) // a folder
		}
		all[f.Name()] = string(b)
	}
	return all
}

func TestOpenRefusesWhatItCannotUseAndLeavesItAsItIs(t *testing.T) {
	archive := func(t *testing.T, path string) {
		d, err := Open(t.Context(), path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		save(t, d, said("one"))
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name string
		make func(t *testing.T, path string)
		want error
	}{
		{"empty file", func(t *testing.T, path string) { os.WriteFile(path, nil, 0o600) }, article.ErrNotArchive},
		{"garbage", func(t *testing.T, path string) {
			os.WriteFile(path, slices.Repeat([]byte("garbage "), 1000), 0o600)
		}, article.ErrNotArchive},
		{"a few bytes", func(t *testing.T, path string) { os.WriteFile(path, []byte("x"), 0o600) }, article.ErrNotArchive},
		{"folder", func(t *testing.T, path string) { os.Mkdir(path, 0o700) }, article.ErrNotArchive},
		{"foreign SQLite", func(t *testing.T, path string) { other(t, path, `CREATE TABLE t (x)`) }, article.ErrNotArchive},
		{"foreign SQLite with a log", func(t *testing.T, path string) {
			other(t, path, `PRAGMA journal_mode=wal`, `CREATE TABLE t (x)`)
		}, article.ErrNotArchive},
		{"newer schema", func(t *testing.T, path string) {
			archive(t, path)
			other(t, path, `PRAGMA user_version = 99`, `PRAGMA wal_checkpoint(truncate)`)
		}, article.ErrNewerArchive},
		{"cut in the middle", func(t *testing.T, path string) {
			archive(t, path)
			os.Truncate(path, 6000)
		}, article.ErrDamaged},
	}
	for _, test := range tests {
		for _, readOnly := range []bool{false, true} {
			t.Run(fmt.Sprint(test.name, ", read-only ", readOnly), func(t *testing.T) {
				dir := t.TempDir()
				path := filepath.Join(dir, nastyName)
				test.make(t, path)
				before := folder(t, dir)
				d, err := Open(t.Context(), path, Options{ReadOnly: readOnly})
				if err == nil {
					_, err = d.Search(t.Context(), query.Query{}, Page{})
					d.Close()
				}
				if !errors.Is(err, test.want) {
					t.Errorf("Open: %v, want %v", err, test.want)
				}
				for name, content := range folder(t, dir) {
					if before[name] != content {
						t.Errorf("%q is changed or new", name)
					}
				}
			})
		}
	}
}

func TestOpenReadOnlyNeedsAnArchive(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(t.Context(), filepath.Join(dir, "x"), Options{ReadOnly: true})
	if !errors.Is(err, article.ErrNotFound) {
		t.Errorf("Open: %v, want ErrNotFound", err)
	}
	if len(folder(t, dir)) != 0 {
		t.Error("a file was made")
	}
}

func TestReadOnlyArchiveIsReadAndNotWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), nastyName)
	d := openAt(t, path)
	save(t, d, said("one"))
	r, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	wantIDs(t, "all", ids(t, r, "one", Page{}), []article.ID{1})
	if !r.ReadOnly() || d.ReadOnly() {
		t.Errorf("ReadOnly = %v, %v", r.ReadOnly(), d.ReadOnly())
	}
	if _, err := r.Save(t.Context(), []article.Article{said("two")}); !errors.Is(err, article.ErrReadOnly) {
		t.Errorf("Save: %v, want ErrReadOnly", err)
	}
	if report, err := r.Verify(t.Context(), nil); err != nil || !report.OK() {
		t.Errorf("Verify = %v, %v", report, err)
	}
	save(t, d, said("three")) // and sees what others write
	wantIDs(t, "all", ids(t, r, "three", Page{}), []article.ID{2})
}

func TestOpenMakesNoArchiveUnderTheLogOfAnother(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, nastyName)
	gone := openAt(t, path)
	save(t, gone, said("one"))
	log, err := os.ReadFile(path + "-wal")
	if err != nil || len(log) == 0 {
		t.Fatalf("the log of an open archive: %d bytes, %v", len(log), err)
	}
	if err := gone.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+"-wal", log, 0o600); err != nil {
		t.Fatal(err)
	}
	before := folder(t, dir)
	if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, article.ErrLeftLog) {
		t.Errorf("Open: %v, want ErrLeftLog", err)
	}
	if after := folder(t, dir); !maps.Equal(before, after) {
		t.Errorf("Open changed the folder: %d files before, %d after", len(before), len(after))
	}
}

func TestOpenMakesAWholeArchiveOrNone(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, filepath.Join(dir, nastyName), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Open: %v, want Canceled", err)
	}
	if files := folder(t, dir); len(files) != 0 {
		t.Errorf("left behind: %d files", len(files))
	}
	d := openAt(t, filepath.Join(dir, nastyName))
	if d.Path() != filepath.Join(dir, nastyName) {
		t.Errorf("Path = %q", d.Path())
	}
	if files := folder(t, dir); files[nastyName] == "" {
		t.Errorf("no archive under its name")
	}
}

func TestNewArchivesHaveLargePages(t *testing.T) {
	d := open(t)
	var size int
	if err := d.reader.QueryRow(`PRAGMA page_size`).Scan(&size); err != nil || size != 16384 {
		t.Errorf("page_size = %d, %v, want 16384", size, err)
	}
}

func TestTwoMayMakeOneArchive(t *testing.T) {
	path := filepath.Join(t.TempDir(), nastyName)
	errs := make(chan error)
	for range 8 {
		go func() {
			d, err := Open(t.Context(), path, Options{})
			if err == nil {
				_, err = d.Save(t.Context(), []article.Article{said("the same")})
				err = errors.Join(err, d.Close())
			}
			errs <- err
		}()
	}
	for range 8 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	wantIDs(t, "all", ids(t, openAt(t, path), "", Page{}), []article.ID{1})
}

func TestOpenTakesTheArchiveOfEachSchema(t *testing.T) {
	for schema := 1; schema <= len(migrations); schema++ {
		b, err := os.ReadFile(fmt.Sprintf("testdata/schema-%d.parallax", schema))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), nastyName)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		d := openAt(t, path)
		if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() || r.Articles != 2 || r.Versions != 3 || r.Raws != 1 {
			t.Errorf("schema %d: Verify = %+v, %v", schema, r, err)
		}
		wantIDs(t, "words and tag", ids(t, d, "paragraph tag:nk", Page{}), []article.ID{1})
		a, err := d.Article(t.Context(), 1)
		if agencies := []string{"Yonhap", "AP"}; err != nil || schema < 3 && (a.Agencies != nil || a.PageType != "") ||
			schema >= 3 && (!slices.Equal(a.Agencies, agencies) || a.PageType != article.PaywallPage || len(a.Links) != 2) {
			t.Errorf("schema %d: Article = %+v, %v", schema, a, err)
		}
		if info, err := d.Info(t.Context()); err != nil || info.Schema != len(migrations) {
			t.Errorf("Info = %+v, %v", info, err)
		}
	}
}

// TestOpenTakesAnArchiveWhoseLogIsHalfCarriedOver opens what is there when a
// program dies, or the disk is full, while it writes its log into the file, and
// what another program sees meanwhile: the first page tells of pages that are
// not there yet.
func TestOpenTakesAnArchiveWhoseLogIsHalfCarriedOver(t *testing.T) {
	d := openAt(t, filepath.Join(t.TempDir(), nastyName))
	for i := range 20 {
		save(t, d, said(strings.Repeat(fmt.Sprintf("text %d ", i), 100)))
	}
	file, err := os.ReadFile(d.Path())
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(d.Path() + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	size := int(binary.BigEndian.Uint32(log[8:]))
	for at := 32; at+24+size <= len(log); at += 24 + size {
		if binary.BigEndian.Uint32(log[at:]) == 1 {
			copy(file[:size], log[at+24:])
		}
	}
	for _, readOnly := range []bool{false, true} {
		path := filepath.Join(t.TempDir(), nastyName)
		if err := errors.Join(os.WriteFile(path, file, 0o600), os.WriteFile(path+"-wal", log, 0o600)); err != nil {
			t.Fatal(err)
		}
		half, err := Open(t.Context(), path, Options{ReadOnly: readOnly})
		if err != nil {
			t.Errorf("Open, read-only %v: %v", readOnly, err)
			continue
		}
		if r, err := half.Verify(t.Context(), nil); err != nil || !r.OK() || r.Articles != 20 {
			t.Errorf("Verify, read-only %v = %+v, %v", readOnly, r, err)
		}
		if err := half.Close(); err != nil {
			t.Error(err)
		}
	}
}
