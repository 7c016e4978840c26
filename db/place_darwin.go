package db

import "syscall"

// shareOf returns the kind of network that a folder lies on, "" for none.
func shareOf(folder string) string {
	var s syscall.Statfs_t
	if syscall.Statfs(folder, &s) != nil {
		return ""
	}
	var name []byte
	for _, c := range s.Fstypename {
		if c == 0 {
			break
		}
		name = append(name, byte(c))
	}
	return map[string]string{
		"nfs": "NFS", "smbfs": "SMB", "cifs": "SMB", "afpfs": "AFP", "webdav": "WebDAV", "ftp": "FTP",
		"osxfuse": "FUSE", "macfuse": "FUSE", "fuse": "FUSE", "fusefs": "FUSE", "acfs": "Xsan", "9p": "9P",
	}[string(name)]
}

// diskFree returns how many bytes this user may still write where a folder is.
func diskFree(folder string) (bytes int64, known bool) {
	var s syscall.Statfs_t
	if syscall.Statfs(folder, &s) != nil {
		return 0, false
	}
	return int64(s.Bavail) * int64(s.Bsize), true
}
