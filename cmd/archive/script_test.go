package main

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"parallax/assets/samples"
	"parallax/internal/testkit"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"archive": main})
}

// TestCommands runs the commands as a person types them. Each script has the
// example articles in samples/, an archive of its own in its data folder, and
// what it keeps in site/ on a server at $SITE.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("TMPDIR", env.WorkDir)
			site, end := testkit.Site(filepath.Join(env.WorkDir, "site"))
			env.Setenv("SITE", site)
			env.Defer(end)
			for _, name := range samples.Names() {
				b, err := samples.FS.ReadFile(name)
				if err != nil {
					return err
				}
				if err := os.MkdirAll(filepath.Join(env.WorkDir, "samples"), 0o755); err != nil {
					return err
				}
				if err := os.WriteFile(filepath.Join(env.WorkDir, "samples", name), b, 0o644); err != nil {
					return err
				}
			}
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"gzip": gzipFile},
	})
}

// gzipFile packs files as gzip does, on systems without it too: a.html becomes
// a.html.gz.
func gzipFile(ts *testscript.TestScript, _ bool, names []string) {
	for _, name := range names {
		path := ts.MkAbs(name)
		plain, err := os.ReadFile(path)
		ts.Check(err)
		f, err := os.Create(path + ".gz")
		ts.Check(err)
		w := gzip.NewWriter(f)
		_, err = w.Write(plain)
		ts.Check(err)
		ts.Check(w.Close())
		ts.Check(f.Close())
		ts.Check(os.Remove(path))
	}
}
