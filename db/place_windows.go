package db

import (
	"path/filepath"
	"strings"
	"syscall"
	"unsafe"
)

var (
	kernel32     = syscall.NewLazyDLL("kernel32.dll")
	getDriveType = kernel32.NewProc("GetDriveTypeW")
	getDiskFree  = kernel32.NewProc("GetDiskFreeSpaceExW")
)

const remoteDrive = 4

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
	root, err := syscall.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return ""
	}
	if kind, _, _ := getDriveType.Call(uintptr(unsafe.Pointer(root))); kind == remoteDrive {
		return "SMB"
	}
	return ""
}

// diskFree returns how many bytes this user may still write where a folder is.
func diskFree(folder string) (bytes int64, known bool) {
	path, err := syscall.UTF16PtrFromString(folder)
	if err != nil {
		return 0, false
	}
	ok, _, _ := getDiskFree.Call(uintptr(unsafe.Pointer(path)), uintptr(unsafe.Pointer(&bytes)), 0, 0)
	return bytes, ok != 0
}
