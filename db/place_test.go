package db

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPlaceKnowsSyncedFolders(t *testing.T) {
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(top, "home")
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	make := func(path string, folder bool) {
		t.Helper()
		path = filepath.Join(top, filepath.FromSlash(path))
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		if folder && err == nil {
			err = os.MkdirAll(path, 0o755)
		} else if err == nil {
			err = os.WriteFile(path, nil, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, mark := range []string{
		"work/a/.dropbox", "work/b/.nextcloudsync.log", "work/c/.sync_0123456789ab.db", "work/d/.owncloudsync.log", "work/f/.csync_journal.db",
		"work/[g]/._sync_ab.db", "work/h/.849C9593-D756-4E56-8D6E-42412F2A707B", "home/plain.txt",
	} {
		make(mark, false)
	}
	for _, folder := range []string{"work/e/.stfolder", "work/k/.tmp.drivedownload", "home/.dropbox", "home/Documents"} {
		make(folder, true)
	}
	for _, test := range []struct{ path, service string }{
		{"work/a/x.parallax", "Dropbox"},
		{"work/a/deep/er/x.parallax", "Dropbox"}, // is not there yet
		{"work/b/x.parallax", "Nextcloud"},
		{"work/c/x.parallax", "Nextcloud"},
		{"work/d/x.parallax", "ownCloud"},
		{"work/f/x.parallax", "ownCloud"},
		{"work/[g]/x.parallax", "Nextcloud"},
		{"work/h/x.parallax", "OneDrive"},
		{"work/e/sub/x.parallax", "Syncthing"},
		{"work/k/x.parallax", "Google Drive"},
		{"home/Dropbox/x.parallax", "Dropbox"},
		{"home/Dropbox (Personal)/x.parallax", "Dropbox"},
		{"home/OneDrive - The Company/x.parallax", "OneDrive"},
		{"home/onedrive/x.parallax", "OneDrive"},
		{"home/Google Drive/x.parallax", "Google Drive"},
		{"home/Box/x.parallax", "Box"},
		{"home/MEGA/x.parallax", "MEGA"},
		{"home/Library/Mobile Documents/com~apple~CloudDocs/x.parallax", "iCloud Drive"},
		{"home/Library/CloudStorage/GoogleDrive-me@example.org/My Drive/x.parallax", "Google Drive"},
		{"home/Library/CloudStorage/OneDrive-Personal/x.parallax", "OneDrive"},

		{"home/x.parallax", ""}, // beside the folder in which Dropbox keeps its own things
		{"home/Documents/x.parallax", ""},
		{"home/inbox/x.parallax", ""},
		{"home/Boxes/x.parallax", ""},
		{"home/Box of letters/x.parallax", ""},
		{"home/Documents/Box/x.parallax", ""},
		{"home/mega city/x.parallax", ""},
		{"home/dropboxes/x.parallax", ""},
		{"home/Box", ""}, // the file itself
		{"work/Dropbox/x.parallax", ""},
	} {
		got := Place(filepath.Join(top, filepath.FromSlash(test.path)))
		if got.Service != test.service || (got.Kind == SyncedFolder) != (test.service != "") {
			t.Errorf("Place(%s) = %+v, want %q", test.path, got, test.service)
		}
	}
	link := filepath.Join(top, "home", "link")
	if err := os.Symlink(filepath.Join(top, "work", "a"), link); err == nil {
		if got := Place(filepath.Join(link, "x.parallax")); got.Service != "Dropbox" {
			t.Errorf("Place through a link = %+v, want Dropbox", got)
		}
	}
	for _, bad := range []string{"", "a\x00b", string(slashes(10_000)), "/", "."} {
		Place(bad) // does not panic
	}
}

func slashes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = '/' - byte(i%2)
	}
	return b
}
