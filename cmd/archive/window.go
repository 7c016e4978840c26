//go:build cgo && !nowindow && (x11 || !linux)

package main

import (
	"context"

	"parallax/app/ui"
)

// openWindow opens the window on an archive, the person's own if path is "".
func openWindow(ctx context.Context, c *call, path string) error {
	if !hasDisplay() {
		return usage("command.window.no-display")
	}
	c.archive = path
	return ui.Run(ctx, path)
}
