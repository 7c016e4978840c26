package db

import (
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
)

// limitFiles makes every file of this process end after n bytes, as a disk that
// is full does.
func limitFiles(t *testing.T, n uint64) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: n}); err != nil {
		t.Skip("the system has no limit for files: ", err)
	}
}

// TestAWriteThatFailsInABulkImportLosesNothing lets writes fail wherever they
// come: in the log, or when it is carried over into the file.
func TestAWriteThatFailsInABulkImportLosesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("left out under -short: starts processes")
	}
	path := filepath.Join(t.TempDir(), nastyName)
	saved := 0
	for _, limit := range []string{"900000", "1500000", "1700000", "2500000"} {
		c, out := bulkWriter(t, path, saved, "PARALLAX_DISK="+limit)
		c.Run() // ends with the failed write
		n, failed := reported(out.String())
		if failed == "" {
			t.Fatalf("it ended without an error: %s", out)
		}
		saved = wantWhole(t, path, max(n, saved))
	}
	if saved == 0 {
		t.Error("nothing was saved under any limit")
	}
}
