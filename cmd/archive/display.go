//go:build cgo && !nowindow && (x11 || !linux)

package main

import (
	"os"
	"runtime"
)

// hasDisplay reports whether a window can be shown here. On Linux the window is
// built for X11, which a Wayland desktop offers too.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != ""
}
