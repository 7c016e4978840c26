package db

import (
	"math"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// shareOf returns the kind of network that a folder lies on, "" for none.
func shareOf(folder string) string {
	volume := filepath.VolumeName(folder)
	if strings.HasPrefix(volume, `\\`) && !strings.HasPrefix(volume, `\\?\`) && !strings.HasPrefix(volume, `\\.\`) ||
		strings.HasPrefix(strings.ToUpper(volume), `\\?\UNC`) {
		if host, _, _ := strings.Cut(strings.TrimLeft(volume, `\`), `\`); strings.EqualFold(host, "wsl$") || strings.EqualFold(host, "wsl.localhost") {
			return "9P"
		}
		return "SMB"
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	if err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return "SMB"
	}
	return ""
}

// diskFree returns how many bytes this user may still write where a folder is.
func diskFree(folder string) (bytes int64, known bool) {
	path, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return 0, false
	}
	var free uint64
	err = windows.GetDiskFreeSpaceEx(path, &free, nil, nil)
	return int64(min(free, math.MaxInt64)), err == nil
}
