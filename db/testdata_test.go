package db

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"parallax/article"
)

var update = flag.Bool("update", false, "write testdata anew")

// TestWriteTestdata writes the small archive of the newest schema if there is
// none yet. One that is there is never written again: it stands for the
// archives people have.
func TestWriteTestdata(t *testing.T) {
	path := fmt.Sprintf("testdata/schema-%d.parallax", len(migrations))
	if _, err := os.Stat(path); err == nil || !*update {
		return
	}
	d := openAt(t, filepath.Join(t.TempDir(), "a.parallax"))
	second := full()
	second.Text += "\n\nAnd a paragraph more."
	second.Raw = nil
	save(t, d, full(), second, said("Another article, in 東京."))
	if _, err := d.SetTagColour(t.Context(), "zebra", "#aabbcc"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.SetStory(t.Context(), []article.ID{1, 2}, 0, "A story"); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := d.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	other(t, whole, `PRAGMA page_size = 4096; VACUUM`) // large ones are nearly empty here
}
