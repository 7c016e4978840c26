package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

func TestAnEntryKeepsOnlyTheShortcutsThatEdit(t *testing.T) {
	export := &desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierControl}
	word := &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierControl}
	all, undo := &fyne.ShortcutSelectAll{}, &fyne.ShortcutUndo{}
	for _, tt := range []struct {
		words string
		typed fyne.Shortcut
		kept  bool
	}{
		{"", export, false},
		{"troops", export, false},
		{"troops", word, true},
		{"troops", all, true},
		{"", all, false},
		{"troops", undo, true},
		{"", undo, false},
	} {
		e := widget.NewEntry()
		show(t, e, 400, 40)
		for _, r := range tt.words {
			e.TypedRune(r)
		}
		if got := edit(e, tt.typed); got != tt.kept {
			t.Errorf("with %q in the entry it keeps %s: %v, want %v", tt.words, tt.typed.ShortcutName(), got, tt.kept)
		}
	}
}
