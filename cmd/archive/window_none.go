//go:build !cgo || nowindow || (linux && !x11)

package main

import "context"

// openWindow says that this build has none, or that none could be shown.
func openWindow(context.Context, *call, string) error {
	if !hasDisplay() {
		return usage("command.window.no-display")
	}
	return usage("command.window.none")
}
