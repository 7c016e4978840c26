package message_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"parallax/assets/catalogues"
	"parallax/internal/message"
)

func TestTextOfUnknownKeyIsTheKey(t *testing.T) {
	if got := message.New("no.such.key").String(); got != "no.such.key" {
		t.Errorf("String() = %q, want the key", got)
	}
}

func TestNumberGroupsThousands(t *testing.T) {
	for _, c := range []struct {
		n    int64
		want string
	}{{0, "0"}, {999, "999"}, {1000, "1,000"}, {-15000, "-15,000"}, {1234567, "1,234,567"}} {
		if got := message.Number(c.n); got != c.want {
			t.Errorf("Number(%d) = %q, want %q", c.n, got, c.want)
		}
	}
}

// english returns the keys of the English catalogue and the file each is in.
func english(t *testing.T) map[string]string {
	t.Helper()
	keys := map[string]string{}
	files, _ := fs.Glob(catalogues.FS, "en/*.toml")
	for _, f := range files {
		data, err := fs.ReadFile(catalogues.FS, f)
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := toml.Unmarshal(data, &m); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		for k := range m {
			if other, twice := keys[k]; twice {
				t.Errorf("key %q stands in %s and %s", k, other, f)
			}
			keys[k] = f
		}
	}
	return keys
}

// keyed finds the calls that take a key: message.New("…"), and the window's
// and the commands' shorthands for it.
var keyed = regexp.MustCompile(`(?:message\.New|\bsay|\btext)\(\s*"([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)"`)

func TestEverySentenceIsInTheCatalogue(t *testing.T) {
	keys := english(t)
	root := "../.."
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == ".git" || e.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		for _, m := range keyed.FindAllSubmatch(src, -1) {
			if _, ok := keys[string(m[1])]; !ok {
				t.Errorf("%s: %q is not in assets/catalogues/en", p, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
