package testkit

import (
	"os"
	"path/filepath"
	"testing"
)

// Shared returns the path of a file or folder of the material that is measured
// on and may not lie in the repository: in PARALLAX_SHARED, or in the folder
// "shared" beside the checkout. It skips the test where that is not there.
func Shared(t testing.TB, path ...string) string {
	t.Helper()
	dir := os.Getenv("PARALLAX_SHARED")
	if dir == "" {
		dir = filepath.Join(checkout(t), "..", "shared")
	}
	found := filepath.Join(append([]string{dir}, path...)...)
	if _, err := os.Stat(found); err != nil {
		t.Skipf("%s is not here to measure on; set PARALLAX_SHARED", filepath.Join(path...))
	}
	return found
}

// checkout returns the folder of go.mod.
func checkout(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("there is no go.mod above the test")
		}
		dir = up
	}
}
