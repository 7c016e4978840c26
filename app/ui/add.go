package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"parallax/app/ui/theme"
	"parallax/app/ui/widgets"
)

// addView is the dialog that everything comes in through: files, folders and
// pasted texts.
type addView struct {
	w      *Window
	sheet  *sheet
	paste  *field
	list   *fyne.Container
	said   *widgets.Label
	source *field
	tags   *field
	add    *widgets.Button
}

func (w *Window) showAdd()   { w.openAdd(false) }
func (w *Window) showPaste() { w.openAdd(true) }

func (w *Window) openAdd(paste bool) {
	if w.lib.ReadOnly() || w.sheet() != nil {
		return
	}
	v := &addView{w: w}
	v.paste = w.newTextField(w.lib.Adding.Text, text("window.add.paste"))
	v.paste.SetMinRowsVisible(7)
	v.paste.OnChanged = func(words string) {
		w.lib.AddText(words)
		v.refresh()
	}
	v.list = container.New(column{})
	v.said = widgets.NewShrinkingLabel("", widgets.Look{Colour: theme.ColorMuted})
	v.source = w.newField(w.lib.Adding.Source, text("window.add.source-hint"))
	v.tags = w.newField(w.lib.Adding.Tags, text("window.add.tags-hint"))
	v.add = widgets.NewPrimaryButton(text("window.add.do"), v.do)
	body := container.New(column{gap: 12},
		row(
			widgets.NewFlatButton(text("window.add.file"), v.pickFile),
			widgets.NewFlatButton(text("window.add.folder"), v.pickFolder),
			widgets.NewLabel(text("window.add.drop"), widgets.Look{Colour: theme.ColorMuted}),
		),
		v.list,
		labelled(text("window.add.paste-label"), v.paste),
		v.said,
		container.New(shares{gap: 16},
			labelled(text("window.add.source"), v.source),
			labelled(text("window.add.tags"), v.tags)),
	)
	v.sheet = w.openSheet(sheetOptions{
		title: text("window.add.title"), width: 680, body: body,
		right: []fyne.CanvasObject{widgets.NewFlatButton(text("window.cancel"), func() { v.sheet.close() }), v.add},
	})
	v.sheet.enter = v.do
	v.sheet.closing = w.lib.CancelAdd
	if paste {
		v.sheet.focus(v.paste)
	}
	v.refresh()
}

// refresh says what was recognised before anything is done.
func (v *addView) refresh() {
	a := &v.w.lib.Adding
	v.list.Objects = nil
	for i, path := range a.Sources {
		v.list.Objects = append(v.list.Objects, container.NewBorder(nil, nil, nil,
			widgets.NewSignButton("×", func() {
				v.w.lib.DropSource(i)
				v.refresh()
			}),
			widgets.NewShrinkingLabel(homely(path), widgets.Look{})))
	}
	v.list.Refresh()
	switch {
	case len(a.Sources) > 0 && a.Text != "":
		v.said.SetText(text("window.add.files-first"))
	case len(a.Sources) > 0:
		v.said.SetText(text("window.add.sources", "Count", len(a.Sources)))
	case a.Links:
		v.said.SetText(text("window.add.links"))
	case a.Words() > 0:
		v.said.SetText(text("window.add.words", "Count", a.Words()))
	default:
		v.said.SetText(text("window.add.kinds"))
	}
	v.add.SetEnabled(a.Ready())
	if v.sheet != nil {
		v.sheet.content.Refresh()
	}
}

func (v *addView) do() {
	a := &v.w.lib.Adding
	if !a.Ready() {
		return
	}
	a.Source, a.Tags = v.source.Text, v.tags.Text
	v.sheet.closing = nil
	v.sheet.close()
	v.w.lib.Add()
}

func (v *addView) pickFile() {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			return
		}
		path := r.URI().Path()
		_ = r.Close() // nothing was read from it; import opens it itself
		v.w.rememberFolder(filepath.Dir(path))
		v.w.lib.AddSources(path)
		v.refresh()
	}, v.w.win)
	v.w.openDialog(d)
}

func (v *addView) pickFolder() {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err != nil || u == nil {
			return
		}
		v.w.rememberFolder(u.Path())
		v.w.lib.AddSources(u.Path())
		v.refresh()
	}, v.w.win)
	v.w.openDialog(d)
}

// openDialog shows a file dialog as large as the window allows, in the folder
// that was used last.
func (w *Window) openDialog(d *dialog.FileDialog) {
	if folder := w.app.Preferences().String(prefFolder); folder != "" {
		if u, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
			d.SetLocation(u)
		}
	}
	size := w.win.Canvas().Size()
	d.Show() // before it is shown it has no size to change
	d.Resize(fyne.NewSize(min(size.Width-40, 900), min(size.Height-40, 640)))
}

func (w *Window) rememberFolder(folder string) { w.app.Preferences().SetString(prefFolder, folder) }

// dropped imports what was dropped on the window, or takes it into the add
// dialog where that is open.
func (w *Window) dropped(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	w.lib.Import(paths...)
}
