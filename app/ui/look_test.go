package ui

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"

	"parallax/app"
	"parallax/app/ui/theme"
)

// darkApp is what Fyne shows of a desktop that is dark, or says nothing.
type darkApp struct{ fyne.App }

func (a darkApp) Settings() fyne.Settings { return darkSettings{a.App.Settings()} }

type darkSettings struct{ fyne.Settings }

func (darkSettings) ThemeVariant() fyne.ThemeVariant { return base.VariantDark }

func TestColoursAreLightUntilTheDesktopSaysDark(t *testing.T) {
	t.Setenv("FYNE_THEME", "")
	archive, err := app.Open(context.Background(), filepath.Join(t.TempDir(), "a.parallax"), app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	desktop := darkApp{test.NewTempApp(t)}
	fyne.SetCurrentApp(desktop)
	queue := NewQueue()
	w := Open(desktop, archive, queue.Post)
	defer func() {
		w.Close()
		if err := archive.Close(); err != nil {
			t.Error(err)
		}
	}()
	if theme.IsDark() {
		t.Error("a desktop that says nothing is taken for dark")
	}
	w.SetTheme(theme.System, 100)
	if theme.IsDark() {
		t.Error("the window took its own change for a word of the desktop")
	}
	desktop.Settings().SetTheme(desktop.Settings().Theme()) // Fyne applies it anew when the portal tells
	if !queue.Until(10*time.Second, theme.IsDark) {
		t.Error("a desktop that says dark is not followed")
	}
	if w.ground.FillColor != theme.Color(theme.ColorPage) {
		t.Error("the window is not drawn in its colours")
	}
}
