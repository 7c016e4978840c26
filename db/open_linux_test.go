package db

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"parallax/article"
	"parallax/internal/query"
)

// stepDown takes root's rights to files from the test, until it ends.
func stepDown(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	// Rights to files are a thread's own on Linux; the driver runs on the thread
	// of its caller.
	runtime.LockOSThread()
	if err := syscall.Setfsuid(65534); err != nil {
		t.Skipf("only root can give up rights for a test: %v", err)
	}
	t.Cleanup(func() {
		syscall.Setfsuid(0)
		runtime.UnlockOSThread()
	})
}

func TestWhatCannotBeReadIsSaidToLackTheRight(t *testing.T) {
	path := filepath.Join(t.TempDir(), nastyName)
	d := openAt(t, path)
	save(t, d, said("one"))
	d.Close()
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	for dir := filepath.Dir(path); len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	stepDown(t)
	for _, readOnly := range []bool{false, true} {
		if _, err := Open(t.Context(), path, Options{ReadOnly: readOnly}); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("Open, read-only %v: %v, want ErrPermission", readOnly, err)
		}
	}
}

// TestWhatCannotBeWrittenIsRead opens archives on which this process has no
// right to write. Root has every right, so it steps down for the test.
func TestWhatCannotBeWrittenIsRead(t *testing.T) {
	tests := []struct {
		name         string
		file, folder os.FileMode
	}{
		{"file", 0o444, 0o777},
		{"folder", 0o666, 0o555},
		{"file and folder", 0o444, 0o555},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			top := t.TempDir()
			for dir := top; len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) {
				if err := os.Chmod(dir, 0o755); err != nil {
					t.Fatal(err)
				}
			}
			dir := filepath.Join(top, "medium")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, nastyName)
			d := openAt(t, path)
			save(t, d, said("one"), said("two"))
			d.Close()
			os.Chmod(path, test.file)
			os.Chmod(dir, test.folder)
			defer os.Chmod(dir, 0o700)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			stepDown(t)
			r, err := Open(t.Context(), path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if !r.ReadOnly() {
				t.Error("ReadOnly = false")
			}
			hits, err := r.Search(t.Context(), query.Parse("one"), Page{})
			if err != nil || len(hits.IDs) != 1 {
				t.Errorf("Search = %v, %v", hits, err)
			}
			if _, err := r.Tag(t.Context(), hits.IDs, "x"); !errors.Is(err, article.ErrReadOnly) {
				t.Errorf("Tag: %v, want ErrReadOnly", err)
			}
			if report, err := r.Verify(t.Context(), nil); err != nil || !report.OK() {
				t.Errorf("Verify = %+v, %v", report, err)
			}
			if err := r.Backup(t.Context(), filepath.Join(dir, "copy")); err == nil && test.folder == 0o555 {
				t.Error("Backup into a folder without rights succeeded")
			}
			if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
				t.Errorf("the file was changed, %v", err)
			}
		})
	}
}

func TestNewerSchemaInALogIsSeen(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.parallax")
	d := openAt(t, path)
	save(t, d, said("one"))
	// A program that dies leaves its log behind: copy both files of a live archive.
	if _, err := d.writer.Exec(`PRAGMA user_version = 99`); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(dir, "left")
	if err := os.Mkdir(left, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(left, "a.parallax"+suffix), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := folder(t, left)
	if _, err := Open(t.Context(), filepath.Join(left, "a.parallax"), Options{}); !errors.Is(err, article.ErrNewerArchive) {
		t.Errorf("Open: %v, want ErrNewerArchive", err)
	}
	after := folder(t, left)
	for _, name := range []string{"a.parallax", "a.parallax-wal"} {
		if after[name] != before[name] {
			t.Errorf("%s was changed", name)
		}
	}
}
