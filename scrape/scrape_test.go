package scrape_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"parallax/article"
	"parallax/scrape"
	"parallax/scrape/format"
	"parallax/scrape/guard"
)

// A got is one thing that Open yielded.
type got struct {
	name string
	err  error
	item article.Item
}

func open(t *testing.T, path string, lim guard.Limits) []got {
	t.Helper()
	var all []got
	for it, err := range scrape.Open(t.Context(), path, lim) {
		all = append(all, got{it.Name, err, it})
	}
	return all
}

// check compares names and errors; a nil error wants an item.
func check(t *testing.T, all []got, want []got) {
	t.Helper()
	for i := range max(len(all), len(want)) {
		switch {
		case i >= len(all):
			t.Errorf("item %d is missing, want %q", i, want[i].name)
		case i >= len(want):
			t.Errorf("item %d = %q, %v, want none", i, all[i].name, all[i].err)
		case all[i].name != want[i].name || !errors.Is(all[i].err, want[i].err) || want[i].err == nil && all[i].err != nil:
			t.Errorf("item %d = %q, %v, want %q, %v", i, all[i].name, all[i].err, want[i].name, want[i].err)
		}
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func zipped(t *testing.T, files ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		m, err := w.CreateHeader(&zip.FileHeader{Name: f[0], Method: zip.Deflate, NonUTF8: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Write([]byte(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipped(t *testing.T, data string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOpenReadsAFolderInOrderAndGoesOn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my 'notes' ü")
	for name, data := range map[string]string{
		"b.txt": "Words.", "a.md": "# Words", "c/page.html": "<html><body>Words", "c/page_files/style.css": "p{}", "c/other_files/x.txt": "Kept.",
		"d.bin": "\x00\x01\x02\x03", "e.txt": "", "f.pdf": "%PDF-1.7", "dump.jsonl": "{\"text\":\"one\"}\nbroken\n{\"text\":\"two\"}\n",
		".hidden": "x", ".git/config": "x", "Thumbs.db": "x", "__MACOSX/a.txt": "x", "~$a.docx": "x",
	} {
		write(t, filepath.Join(dir, name), []byte(data))
	}
	write(t, filepath.Join(dir, "g.jsonl.gz"), gzipped(t, "{\"text\":\"three\"}\n"))
	write(t, filepath.Join(dir, "h.txt.gz"), gzipped(t, "Four."))
	write(t, filepath.Join(dir, "i.zip"), zipped(t, [2]string{"in/a.txt", "Five."}))
	base := filepath.Base(dir) + "/"
	check(t, open(t, dir, guard.Default()), []got{
		{name: base + "a.md"},
		{name: base + "b.txt"},
		{name: base + "c/other_files/x.txt"},
		{name: base + "c/page.html"},
		{name: base + "d.bin", err: article.ErrBinary},
		{name: base + "dump.jsonl, line 1"},
		{name: base + "dump.jsonl, line 2", err: article.ErrDamaged},
		{name: base + "dump.jsonl, line 3"},
		{name: base + "e.txt", err: article.ErrEmpty},
		{name: base + "f.pdf", err: article.ErrUnsupported},
		{name: base + "g.jsonl.gz, line 1"},
		{name: base + "h.txt.gz"},
		{name: base + "i.zip/in/a.txt"},
	})
}

func TestOpenNamesWhatIsNotThere(t *testing.T) {
	check(t, open(t, filepath.Join(t.TempDir(), "gone.txt"), guard.Default()), []got{{name: "gone.txt", err: fs.ErrNotExist}})
}

func TestOpenNamesWhatMayNotBeRead(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("no file can be kept from this user: run as another than root")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), []byte("x"))
	write(t, filepath.Join(dir, "b", "c.txt"), []byte("x"))
	if err := os.Chmod(filepath.Join(dir, "a.txt"), 0); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, "b"), 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "b"), 0o755) })
	base := filepath.Base(dir)
	check(t, open(t, dir, guard.Default()), []got{{name: base + "/a.txt", err: fs.ErrPermission}, {name: base + "/b", err: fs.ErrPermission}})
}

func TestOpenFollowsLinksOutAndNeverInCircles(t *testing.T) {
	root := t.TempDir()
	dir, out := filepath.Join(root, "in"), filepath.Join(root, "out")
	write(t, filepath.Join(dir, "a.txt"), []byte("x"))
	write(t, filepath.Join(out, "b.txt"), []byte("x"))
	for link, to := range map[string]string{
		"again.txt": "a.txt", "self": ".", "up": "..", "loop": "loop", "out": out, "out2": out, "gone": "nowhere",
	} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skipf("no symbolic links can be made here: %v", err)
		}
	}
	if err := os.Symlink(dir, filepath.Join(out, "back")); err != nil {
		t.Fatal(err)
	}
	check(t, open(t, dir, guard.Default()), []got{{name: "in/a.txt"}, {name: "in/gone", err: fs.ErrNotExist}, {name: "in/out/b.txt"}})
}

func TestOpenRefusesWhatIsTooLarge(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), bytes.Repeat([]byte("words "), 1000))
	lim := guard.Default()
	lim.TextBytes = 5000
	check(t, open(t, dir, lim), []got{{name: filepath.Base(dir) + "/a.txt", err: article.ErrTooLarge}})
}

func TestOpenStopsWithItsContextAndItsCaller(t *testing.T) {
	dir := t.TempDir()
	for i := range 20 {
		write(t, filepath.Join(dir, fmt.Sprintf("%02d.txt", i)), []byte("x"))
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for range scrape.Open(ctx, dir, guard.Default()) {
		if n++; n == 3 {
			cancel()
		}
	}
	if n != 3 {
		t.Errorf("%d items after the context was done, want 3", n)
	}
	for range scrape.Open(t.Context(), dir, guard.Default()) {
		break
	}
}

func TestOpenRefusesUnsafeArchives(t *testing.T) {
	dir := t.TempDir()
	bomb := zipped(t, [2]string{"bomb.txt", strings.Repeat("0", 8<<20)}, [2]string{"good.txt", "Words."})
	for _, c := range []struct {
		name string
		data []byte
		want []got
	}{
		{"slip.zip", zipped(t, [2]string{"../../evil.txt", "x"}, [2]string{`..\evil.txt`, "x"}, [2]string{"/etc/evil", "x"}, [2]string{`C:\evil`, "x"}, [2]string{"a..b/fine.txt", "Words."}), []got{
			{name: "slip.zip/../../evil.txt", err: article.ErrUnsafe},
			{name: `slip.zip/..\evil.txt`, err: article.ErrUnsafe},
			{name: "slip.zip//etc/evil", err: article.ErrUnsafe},
			{name: `slip.zip/C:\evil`, err: article.ErrUnsafe},
			{name: "slip.zip/a..b/fine.txt"},
		}},
		{"bomb.zip", bomb, []got{{name: "bomb.zip/bomb.txt", err: article.ErrUnsafe}, {name: "bomb.zip/good.txt"}}},
		{"nested.zip", zipped(t, [2]string{"in.zip", string(bomb)}), []got{{name: "nested.zip/in.zip", err: article.ErrUnsafe}}},
		{"junk.zip", zipped(t, [2]string{"__MACOSX/._a.txt", "x"}, [2]string{"d/", ""}, [2]string{"d/.DS_Store", "x"}, [2]string{"d/a.txt", "Words."}), []got{{name: "junk.zip/d/a.txt"}}},
		{"cut.zip", bomb[:len(bomb)/2], []got{{name: "cut.zip", err: article.ErrDamaged}}},
		{"empty.zip", zipped(t), []got{{name: "empty.zip", err: article.ErrEmpty}}},
		{"report.docx", zipped(t, [2]string{"[Content_Types].xml", "x"}, [2]string{"word/document.xml", "x"}), []got{{name: "report.docx", err: article.ErrUnsupported}}},
		{"bomb.txt.gz", gzipped(t, strings.Repeat("0", 8<<20)), []got{{name: "bomb.txt.gz", err: article.ErrUnsafe}}},
		{"nested.gz", gzipped(t, string(gzipped(t, "x"))), []got{{name: "nested.gz", err: article.ErrUnsafe}}},
		{"cut.txt.gz", gzipped(t, strings.Repeat("words and more words ", 3000))[:60], []got{{name: "cut.txt.gz", err: article.ErrDamaged}}},
	} {
		path := filepath.Join(dir, c.name)
		write(t, path, c.data)
		check(t, open(t, path, guard.Default()), c.want)
	}
}

func TestOpenRefusesMembersThatShareBytes(t *testing.T) {
	data := zipped(t, [2]string{"a.txt", "Words of one member."}, [2]string{"b.txt", "Words of the other."})
	// The second entry of the directory is made to point at the first member.
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	copy(data[at+42:at+46], []byte{0, 0, 0, 0})
	path := filepath.Join(t.TempDir(), "overlap.zip")
	write(t, path, data)
	check(t, open(t, path, guard.Default()), []got{{name: "overlap.zip", err: article.ErrUnsafe}})
}

func TestOpenReadsMemberNamesInAnyEncoding(t *testing.T) {
	cyrillic, err := charmap.CodePage866.NewEncoder().String("новости/встреча в Москве.txt")
	if err != nil {
		t.Fatal(err)
	}
	umlaut, err := charmap.CodePage437.NewEncoder().String("Gespräch.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, want string }{
		{cyrillic, "a.zip/новости/встреча в Москве.txt"},
		{umlaut, "a.zip/Gespräch.txt"},
		{"日本.txt", "a.zip/日本.txt"},
	} {
		path := filepath.Join(t.TempDir(), "a.zip")
		write(t, path, zipped(t, [2]string{c.name, "Words."}))
		check(t, open(t, path, guard.Default()), []got{{name: c.want}})
	}
}

func TestOpenKeepsBytesAndSaysTheForm(t *testing.T) {
	dir := t.TempDir()
	raw := []byte("\ufeff# Words\r\n")
	write(t, filepath.Join(dir, "a.md"), raw)
	all := open(t, dir, guard.Default())
	if len(all) != 1 || !bytes.Equal(all[0].item.Raw, raw) || all[0].item.ContentType != "text/markdown" ||
		all[0].item.Path != filepath.Join(dir, "a.md") || all[0].item.Declared.How != "file" {
		t.Errorf("Open yields %+v", all)
	}
	if it := scrape.Text("x"); it.Declared.How != "paste" || string(it.Raw) != "x" {
		t.Errorf("Text(\"x\") = %+v", it)
	}
}

func TestOpenNamesTheFormatItRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.pdf")
	write(t, path, []byte("%PDF-1.7"))
	all := open(t, path, guard.Default())
	var u *format.UnsupportedError
	if len(all) != 1 || !errors.As(all[0].err, &u) || u.Kind != format.PDF {
		t.Errorf("Open = %v, want an UnsupportedError of a PDF", all)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("PK\x05\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), "a.zip")
	f.Add([]byte("{\"text\":\"x\"}\n"), "a.jsonl")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		name = strings.Map(func(r rune) rune {
			if r < ' ' || strings.ContainsRune(`/\:`, r) {
				return 'x'
			}
			return r
		}, strings.ToValidUTF8(name, "x"))
		if len(name) > 100 || name == "" || name == "." || name == ".." {
			return
		}
		path := filepath.Join(t.TempDir(), name)
		if os.WriteFile(path, data, 0o600) != nil {
			return
		}
		n := 0
		for it, err := range scrape.Open(t.Context(), path, guard.Default()) {
			n++
			if it.Name == "" {
				t.Errorf("an item without a name: %v", err)
			}
			if err == nil && len(it.Raw) == 0 && it.Declared.Text == "" && it.Declared.HTML == "" && !it.Declared.Exact {
				t.Errorf("%q is empty and no error", it.Name)
			}
		}
		if n == 0 && slices.ContainsFunc(data, func(c byte) bool { return c > ' ' }) && !bytes.Contains(data, []byte("PK")) {
			t.Logf("nothing was yielded of %q", data)
		}
	})
}
