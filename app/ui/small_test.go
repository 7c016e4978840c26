package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"parallax/app/screen"
	"parallax/app/ui/theme"
)

// A screen that asks for more room than the window has makes it larger.
func TestEveryScreenFitsASmallWindow(t *testing.T) {
	d := openExample(t)
	fits := func(what string) {
		t.Helper()
		if need := d.win.Content().MinSize(); need.Width > leastWidth || need.Height > leastHeight {
			t.Errorf("%s needs %v", what, need)
		}
	}
	for _, percent := range []int{100, 130} {
		d.SetTheme(theme.Light, percent)
		fits("the library")
		d.lib.SelectAll()
		d.until("the selection", func() bool { return d.lib.SelectedCount() == 5 })
		d.compareSelection()
		d.until("the comparison", func() bool { return d.compare.c.Loaded })
		for _, tab := range screen.Tabs {
			d.compare.c.Go(tab)
			d.until("the tab", func() bool { return true })
			fits(string(tab))
		}
		d.Back()
	}
	d.win.Resize(fyne.NewSize(leastWidth, leastHeight))
	d.showAdd()
	d.until("the dialog", func() bool { return d.sheet() != nil })
	card := d.sheet().card
	if size := card.Size(); size.Width > leastWidth || size.Height > leastHeight {
		t.Errorf("the dialog is %v in a small window", size)
	}
	d.look("small-add")
}
