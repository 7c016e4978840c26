package db

import "testing"

func TestFuseNetworksAreToldFromDisks(t *testing.T) {
	mounts := `22 27 0:20 / / rw - ext4 /dev/sda1 rw
40 22 0:35 / /srv/me/server rw,nosuid shared:1 - fuse.sshfs me@server:/ rw,user_id=0
41 22 0:36 / /media/my\040disk rw - fuseblk /dev/sdb1 rw
42 22 0:37 / /run/user/1/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
43 22 0:38 / /srv/me/vault rw - fuse.gocryptfs /x rw
not a line
- - -
`
	for _, test := range []struct{ folder, want string }{
		{"/srv/me/server", "SSH"},
		{"/srv/me/server/a/b", "SSH"},
		{"/srv/me/server2", ""},
		{"/media/my disk/x", ""},
		{"/run/user/1/gvfs/smb-share", "GVfs"},
		{"/srv/me/vault/x", ""},
		{"/home/me", ""},
	} {
		if got := fuseNetwork(mounts, test.folder); got != test.want {
			t.Errorf("fuseNetwork(%s) = %q, want %q", test.folder, got, test.want)
		}
	}
}

func TestALocalFolderIsNoShare(t *testing.T) {
	if got := shareOf(t.TempDir()); got != "" {
		t.Errorf("shareOf a temporary folder = %q", got)
	}
	if n, known := diskFree(t.TempDir()); !known || n <= 0 {
		t.Errorf("diskFree = %d, %v", n, known)
	}
}
