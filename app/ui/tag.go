package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// tagView is the dialog that puts tags on the selection and takes them off.
type tagView struct {
	w       *Window
	sheet   *sheet
	entry   *field
	suggest *fyne.Container
	add     *widgets.Button
	put     func(names string)
}

// showTag asks for tags for the selection.
func (w *Window) showTag() {
	if w.lib.SelectedCount() == 0 {
		return
	}
	w.openTag(text("window.tag.title", "Count", w.lib.SelectedCount()), w.lib.SelectionTags(), w.lib.Tag)
}

// showTagAdded asks for tags for what an import added.
func (w *Window) showTagAdded() {
	if r := w.lib.Report; r != nil {
		w.openTag(text("window.tag.title", "Count", len(r.Summary.AddedIDs)), nil, w.lib.TagAdded)
	}
}

func (w *Window) openTag(title string, on []string, put func(string)) {
	if w.lib.ReadOnly() {
		return
	}
	v := &tagView{w: w, put: put}
	v.entry = w.newField("", text("window.tag.hint"))
	v.entry.OnChanged = func(string) { v.refresh() }
	v.suggest = container.New(newFlow(6))
	v.add = widgets.NewPrimaryButton(text("window.tag.add"), v.do)
	body := container.New(column{gap: 12}, v.entry, container.New(leastHeightOf{24}, v.suggest))
	if len(on) > 0 {
		chips := container.New(newFlow(6))
		for _, t := range on {
			var chip *widgets.Chip
			chip = widgets.NewClosableChip(widgets.ChipData{Text: t}, nil, func() {
				w.lib.Untag(t)
				chip.Hide()
				chips.Refresh()
			})
			chips.Add(chip)
		}
		body.Add(labelled(text("window.tag.on"), chips))
	}
	v.sheet = w.openSheet(sheetOptions{
		title: title, width: 520, body: body,
		right: []fyne.CanvasObject{widgets.NewFlatButton(text("window.cancel"), func() { v.sheet.close() }), v.add},
	})
	v.sheet.enter = v.do
	v.sheet.focus(v.entry)
	v.refresh()
}

// refresh offers the tags that fit what was typed.
func (v *tagView) refresh() {
	v.suggest.Objects = nil
	for _, name := range v.w.lib.SuggestTags(v.entry.Text) {
		v.suggest.Add(widgets.NewChip(widgets.ChipData{Text: name}, func() { v.take(name) }))
	}
	v.suggest.Refresh()
	v.add.SetEnabled(strings.TrimSpace(v.entry.Text) != "")
}

// take puts a suggestion in the place of the word that is being typed.
func (v *tagView) take(name string) {
	words := v.entry.Text
	if at := strings.LastIndex(words, ","); at >= 0 {
		words = words[:at+1] + " "
	} else {
		words = ""
	}
	words += name + ", "
	v.entry.SetText(words)
	v.entry.CursorColumn = len([]rune(words))
	v.w.win.Canvas().Focus(v.entry)
}

func (v *tagView) do() {
	if names := v.entry.Text; strings.Trim(names, " ,#") != "" {
		v.sheet.close()
		v.put(names)
	}
}

// showRenameTag asks for another name of a tag.
func (w *Window) showRenameTag(name string) {
	entry := w.newField(name, "")
	var s *sheet
	do := func() {
		s.close()
		w.lib.RenameTag(name, entry.Text)
	}
	s = w.openSheet(sheetOptions{
		title: text("window.tag.rename-title", "Name", name), width: 460,
		body: container.New(column{gap: 8}, entry,
			widgets.NewLabel(text("window.tag.rename-note"), widgets.Look{Colour: theme.ColorMuted, Size: theme.SizeSmall})),
		right: []fyne.CanvasObject{
			widgets.NewFlatButton(text("window.cancel"), func() { s.close() }),
			widgets.NewPrimaryButton(text("window.tag.rename-do"), do),
		},
	})
	s.enter = do
	s.focus(entry)
}

// leastHeightOf keeps room where things come and go.
type leastHeightOf struct{ height float32 }

func (l leastHeightOf) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	size.Height = max(size.Height, theme.Scaled(l.height))
	return size
}

func (l leastHeightOf) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}
