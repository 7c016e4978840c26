//go:build cgo && !nowindow && (x11 || !linux)

package ui

import (
	"context"
	"errors"
	"io/fs"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	archive "parallax/app"
	"parallax/article"
	"parallax/assets/icons"
)

// programID names the program to the desktop and its preferences. It stands in
// FyneApp.toml too.
const programID = "io.github.parallax_archive.Parallax"

// Run opens the archive at path, the person's own if path is "", in a window
// and returns when that is closed or ctx ends. An archive that cannot be opened
// is said so in a window of its own; its error is returned when that is closed.
func Run(ctx context.Context, path string) error {
	if path == "" {
		var err error
		if path, err = archive.DefaultPath(); err != nil {
			return err
		}
	}
	rules, _ := archive.RulesFolder() // without one there are no rules
	a, err := archive.Open(ctx, path, archive.Options{Rules: rules})
	if errors.Is(err, article.ErrReadOnly) || errors.Is(err, fs.ErrPermission) { // it can still be read
		a, err = archive.Open(ctx, path, archive.Options{ReadOnly: true, Rules: rules})
	}
	desk := app.NewWithID(programID)
	desk.SetIcon(fyne.NewStaticResource("parallax.png", icons.PNG))
	if err != nil {
		Refused(desk, path, archive.Explain(err)).ShowAndRun()
		return err
	}
	w := Open(desk, a, fyne.Do)
	w.Library().Watch()
	stop := context.AfterFunc(ctx, func() { fyne.Do(w.Close) })
	defer stop()
	w.Window().ShowAndRun()
	w.Close()
	return a.Close()
}
