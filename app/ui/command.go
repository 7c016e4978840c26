package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parallax/app/screen"
)

// A command is what a person can do by menu and key. Help and the menu show
// the same list.
type command struct {
	name     string       // key of the catalogue
	letter   rune         // typed where no field has the keys, 0 for none
	key      fyne.KeyName // with mod, or alone where mod is 0
	mod      fyne.KeyModifier
	shortcut fyne.Shortcut // one that Fyne makes of key and mod, nil where it makes none
	where    func() bool   // whether it can be done now, nil for always
	anyway   bool          // also while a dialog is open
	do       func()
}

const ctrl = fyne.KeyModifierShortcutDefault

// A group is a part of the menu.
type group struct {
	name     string
	commands []command
}

// commands returns everything that can be done by key.
func (w *Window) commands() []group {
	l := w.lib
	reading := func() bool { return w.compare == nil && l.SelectedCount() > 0 }
	library := func() bool { return w.compare == nil }
	comparing := func() bool { return w.compare != nil }
	writable := func(where func() bool) func() bool {
		return func() bool { return where() && !l.ReadOnly() }
	}
	inTrash := func() bool { return reading() && l.Search.Place == screen.TheTrash }
	outside := func() bool { return reading() && l.Search.Place != screen.TheTrash }
	return []group{
		{"window.menu.archive", []command{
			{name: "window.command.add", key: fyne.KeyO, mod: ctrl, where: writable(library), do: w.showAdd},
			{name: "window.command.export", key: fyne.KeyE, mod: ctrl, where: func() bool { return library() && !l.Empty() }, do: w.showExport},
			{name: "window.command.settings", key: fyne.KeyComma, mod: ctrl, do: w.showSettings},
			{name: "window.command.quit", key: fyne.KeyQ, mod: ctrl, anyway: true, do: w.Close},
		}},
		{"window.menu.article", []command{
			{name: "window.command.compare", letter: 'c', where: reading, do: w.compareSelection},
			{name: "window.command.tag", letter: 't', where: writable(reading), do: w.showTag},
			{name: "window.command.star", letter: 's', where: writable(reading), do: l.Star},
			{name: "window.command.read", letter: 'm', where: writable(outside), do: l.MarkRead},
			{name: "window.command.details", letter: 'e', where: writable(reading), do: w.showDetails},
			{name: "window.command.copy", letter: 'y', where: reading, do: w.copyArticle},
			{name: "window.command.delete", key: fyne.KeyDelete, where: writable(outside), do: l.Delete},
			{name: "window.command.put-back", letter: 'b', where: writable(inTrash), do: l.PutBack},
		}},
		{"window.menu.edit", []command{
			{name: "window.command.undo", key: fyne.KeyZ, mod: ctrl, shortcut: &fyne.ShortcutUndo{}, where: writable(library), do: l.Undo},
			{name: "window.command.select-all", key: fyne.KeyA, mod: ctrl, shortcut: &fyne.ShortcutSelectAll{}, where: library, do: l.SelectAll},
		}},
		{"window.menu.go", []command{
			{name: "window.command.search", letter: '/', where: library, do: func() { w.library.bar.focus() }},
			{name: "window.command.save-search", key: fyne.KeyS, mod: ctrl, where: writable(func() bool { return library() && l.Query() != "" }), do: w.showSaveSearch},
			{name: "window.command.suggestion", letter: 'd', where: library, do: func() { l.TakeSuggestion() }},
			{name: "window.command.find", key: fyne.KeyF, mod: ctrl, where: reading, do: func() { w.library.reader.find.open() }},
			{name: "window.command.down", letter: 'j', do: func() { w.move(1) }},
			{name: "window.command.up", letter: 'k', do: func() { w.move(-1) }},
			{name: "window.command.next", letter: 'n', do: func() { w.next(1) }},
			{name: "window.command.previous", letter: 'N', do: func() { w.next(-1) }},
			{name: "window.command.residue", letter: 'r', where: library, do: l.Unfold},
			{name: "window.command.tab", letter: 'f', where: comparing, do: func() { w.compare.nextTab() }},
		}},
		{"window.menu.view", []command{
			{name: "window.command.larger", key: fyne.KeyPlus, mod: ctrl, do: func() { w.zoom(1) }},
			{name: "window.command.smaller", key: fyne.KeyMinus, mod: ctrl, do: func() { w.zoom(-1) }},
			{name: "window.command.normal", key: fyne.Key0, mod: ctrl, do: func() { w.zoom(0) }},
			{name: "window.command.sidebar", letter: '\\', where: library, do: func() { w.library.toggleSidebar() }},
			{name: "window.command.help", letter: '?', key: fyne.KeyF1, do: w.showHelp},
		}},
	}
}

// able reports whether a command can be done now.
func (c *command) able() bool { return c.where == nil || c.where() }

// run does a command if it can be done now.
func (c *command) run() {
	if c.able() {
		c.do()
	}
}

// keys makes every command answer to its key.
func (w *Window) keys() {
	letters := make(map[rune]command)
	named := map[fyne.KeyName]command{}
	canvas := w.win.Canvas()
	for _, g := range w.commands() {
		for _, c := range g.commands {
			if c.letter != 0 {
				letters[c.letter] = c
			}
			switch {
			case c.shortcut != nil:
				canvas.AddShortcut(c.shortcut, func(fyne.Shortcut) { w.press(c) })
			case c.mod != 0:
				canvas.AddShortcut(&desktop.CustomShortcut{KeyName: c.key, Modifier: c.mod}, func(fyne.Shortcut) { w.press(c) })
			case c.key != "":
				named[c.key] = c
			}
		}
	}
	// The plus sign is on the key of the equals sign, with Shift or without.
	for _, s := range []desktop.CustomShortcut{
		{KeyName: fyne.KeyEqual, Modifier: ctrl},
		{KeyName: fyne.KeyEqual, Modifier: ctrl | fyne.KeyModifierShift},
		{KeyName: fyne.KeyPlus, Modifier: ctrl | fyne.KeyModifierShift},
	} {
		canvas.AddShortcut(&s, func(fyne.Shortcut) { w.zoom(1) })
	}
	canvas.SetOnTypedRune(func(r rune) {
		if c, ok := letters[r]; ok {
			w.press(c)
		}
	})
	canvas.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if ev.Name == fyne.KeyEscape {
			w.escape()
			return
		}
		if s := w.sheet(); s != nil {
			if s.enter != nil && (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) {
				s.enter()
			}
			return
		}
		if c, ok := named[ev.Name]; ok {
			c.run()
			return
		}
		w.typed(ev.Name)
	})
}

// press does what the key of a command does. Under a dialog the keys of the
// window do not work.
func (w *Window) press(c command) {
	if c.anyway || w.sheet() == nil {
		c.run()
	}
}

// typed moves where no widget has the keys.
func (w *Window) typed(key fyne.KeyName) {
	if w.compare != nil {
		w.compare.typed(key)
		return
	}
	page := w.library.list.page()
	switch key {
	case fyne.KeyDown:
		w.lib.Move(1)
	case fyne.KeyUp:
		w.lib.Move(-1)
	case fyne.KeyPageDown:
		w.lib.Move(page)
	case fyne.KeyPageUp:
		w.lib.Move(-page)
	case fyne.KeyHome:
		w.lib.Select(0)
	case fyne.KeyEnd:
		w.lib.Select(w.lib.Len() - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		w.library.reader.focus()
	}
}

// escape closes what is on top, goes back, or widens the list.
func (w *Window) escape() {
	switch {
	case w.sheet() != nil:
		w.sheet().close()
	case w.compare != nil:
		w.Back()
	case w.lib.Clear():
	default:
		w.win.Canvas().Unfocus()
	}
}

// move goes down by rows in what is seen.
func (w *Window) move(by int) {
	if w.compare != nil {
		w.compare.move(by)
		return
	}
	w.lib.Move(by)
}

// next goes to the next hit or match.
func (w *Window) next(by int) {
	if w.compare != nil {
		w.compare.c.NextMatch(by)
		return
	}
	w.lib.NextHit(by)
}

// menu returns all commands as a menu.
func (w *Window) menu() *fyne.Menu {
	m := fyne.NewMenu("")
	for i, g := range w.commands() {
		if i > 0 {
			m.Items = append(m.Items, fyne.NewMenuItemSeparator())
		}
		for _, c := range g.commands {
			if c.letter == 'j' || c.letter == 'k' { // moving is in Help; nobody moves by menu
				continue
			}
			m.Items = append(m.Items, c.item())
		}
	}
	return m
}

// item returns a command as an item of a menu. Its key stands in the words:
// what Fyne sets beside them for a shortcut is too faint to read.
func (c command) item() *fyne.MenuItem {
	it := fyne.NewMenuItem(text("window.menu.item", "Name", text(c.name), "Key", c.keyText()), c.run)
	it.Disabled = !c.able()
	return it
}

// popUp shows a menu at a position of the window.
func (w *Window) popUp(m *fyne.Menu, at fyne.Position) {
	if len(m.Items) > 0 {
		widget.ShowPopUpMenuAtPosition(m, w.win.Canvas(), at)
	}
}

// below shows a menu under a button.
func (w *Window) below(m *fyne.Menu, o fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	w.popUp(m, at.Add(fyne.NewPos(0, o.Size().Height+4)))
}
