//go:build !cgo || nowindow

package main

import "context"

// openWindow says that this build has none.
func openWindow(context.Context, *call, string) error {
	return usage("command.window.none")
}
