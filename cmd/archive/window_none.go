//go:build !cgo || nowindow || (linux && !x11)

package main

import "context"

// openWindow says that this build has none.
func openWindow(context.Context, *call, string) error {
	return usage("command.window.none")
}
