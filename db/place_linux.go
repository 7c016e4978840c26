package db

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// networks are the numbers of file systems that lie on another machine.
var networks = map[uint32]string{
	0x6969:     "NFS",
	0x517b:     "SMB",
	0xff534d42: "SMB", // cifs
	0xfe534d42: "SMB", // smb2
	0x01021997: "9P",
	0x5346414f: "AFS",
	0x6b414653: "AFS",
	0x73757245: "Coda",
	0x00c36400: "Ceph",
	0x564c:     "NCP",
	0x0bd00bd0: "Lustre",
	0x47504653: "GPFS",
	0x01161970: "GFS2",
}

const fuse = 0x65735546

// fuseNetworks are what fuse file systems of other machines call themselves.
var fuseNetworks = map[string]string{
	"sshfs": "SSH", "davfs": "WebDAV", "davfs2": "WebDAV", "smbnetfs": "SMB", "curlftpfs": "FTP", "rclone": "rclone", "s3fs": "S3",
	"gvfsd-fuse": "GVfs", "gcsfuse": "Google Cloud Storage", "glusterfs": "GlusterFS", "google-drive-ocamlfuse": "Google Drive", "onedriver": "OneDrive",
	"ceph-fuse": "Ceph", "juicefs": "JuiceFS", "kio-fuse": "KIO", "cephfs": "Ceph", "mtpfs": "MTP", "jmtpfs": "MTP",
}

// shareOf returns the kind of network that a folder lies on, "" for none.
func shareOf(folder string) string {
	var s syscall.Statfs_t
	if syscall.Statfs(folder, &s) != nil {
		return ""
	}
	if service := networks[uint32(s.Type)]; service != "" {
		return service
	}
	if uint32(s.Type) != fuse {
		return ""
	}
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return ""
	}
	return fuseNetwork(string(mounts), folder)
}

// fuseNetwork returns what the fuse file system of a folder is, "" for one that
// is on this machine, as NTFS often is.
func fuseNetwork(mountinfo, folder string) string {
	longest, kind := -1, ""
	for line := range strings.Lines(mountinfo) {
		// 36 35 98:0 /root /mount/point options … - type source options
		before, after, ok := strings.Cut(line, " - ")
		fields, types := strings.Fields(before), strings.Fields(after)
		if !ok || len(fields) < 5 || len(types) < 1 {
			continue
		}
		point := unescapeMount(fields[4])
		if within(folder, point) && len(point) >= longest {
			longest, kind = len(point), types[0]
		}
	}
	name, ok := strings.CutPrefix(kind, "fuse.")
	if !ok {
		return ""
	}
	return fuseNetworks[name]
}

// within reports whether a folder is another or below it.
func within(folder, above string) bool {
	rest, ok := strings.CutPrefix(folder, strings.TrimSuffix(above, string(filepath.Separator)))
	return ok && (rest == "" || rest[0] == filepath.Separator)
}

// unescapeMount reads \040 and the like, as the kernel writes spaces.
func unescapeMount(s string) string {
	return strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(s)
}

// diskFree returns how many bytes this user may still write where a folder is.
func diskFree(folder string) (bytes int64, known bool) {
	var s syscall.Statfs_t
	if syscall.Statfs(folder, &s) != nil {
		return 0, false
	}
	return int64(s.Bavail) * int64(s.Bsize), true
}
