package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"parallax/app/screen"
	"parallax/app/ui/theme"
	"parallax/article"
)

// look writes what is seen to the folder in LOOK, to be looked at.
func (d *desk) look(name string) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, d.win.Canvas().Capture()); err != nil {
		d.t.Fatal(err)
	}
}

func TestEveryDialogOpensFitsAndCloses(t *testing.T) {
	d := openExample(t)
	dialogs := []struct {
		name string
		open func()
	}{
		{"add", d.showAdd},
		{"tag", d.showTag},
		{"details", d.showDetails},
		{"export", d.showExport},
		{"settings", d.showSettings},
		{"help", d.showHelp},
		{"rename", func() { d.showRenameTag("kursk") }},
	}
	for _, size := range []struct {
		name          string
		width, height float32
		percent       int
	}{{"", 1440, 900, 100}, {"-small", 1024, 700, 130}} {
		d.win.Resize(fyne.NewSize(size.width, size.height))
		d.SetTheme(theme.Light, size.percent)
		for _, dialog := range dialogs {
			dialog.open()
			s := d.sheet()
			if s == nil {
				t.Fatalf("%s did not open", dialog.name)
			}
			d.look("dialog-" + dialog.name + size.name)
			need, has := s.card.MinSize(), s.card.Size()
			if need.Height > has.Height || need.Width > has.Width || has.Width > size.width || has.Height > size.height {
				t.Errorf("%s needs %v and has %v in a window of %vx%v", dialog.name, need, has, size.width, size.height)
			}
			d.key(fyne.KeyEscape)
			if d.sheet() != nil {
				t.Fatalf("%s stays after Escape", dialog.name)
			}
		}
	}
}

func TestUnderADialogOnlyQuitIsDoneByKey(t *testing.T) {
	d := openExample(t)
	press := func(name string) {
		for _, g := range d.commands() {
			for _, c := range g.commands {
				if c.name == name {
					d.press(c)
				}
			}
		}
	}
	d.showHelp()
	press("window.command.export")
	if len(d.sheets) != 1 {
		t.Error("a dialog opens over another")
	}
	press("window.command.quit")
	if !d.closed {
		t.Error("the window stays open")
	}
}

func TestFileDialogsOpen(t *testing.T) {
	d := openExample(t)
	d.app.Preferences().SetString(prefFolder, t.TempDir())
	d.showAdd()
	sheets := len(d.win.Canvas().Overlays().List())
	v := &addView{w: d.Window}
	for name, pick := range map[string]func(){
		"file": v.pickFile, "folder": v.pickFolder, "save": func() { d.saveAs("articles.csv", func(string) {}) },
	} {
		pick()
		if n := len(d.win.Canvas().Overlays().List()); n != sheets+1 {
			t.Errorf("%s: %d overlays, want one more than %d", name, n, sheets)
		}
		d.look("pick-" + name)
		d.win.Canvas().Overlays().Remove(d.win.Canvas().Overlays().Top())
	}
}

func TestTagByKeyWithSuggestions(t *testing.T) {
	d := openExample(t)
	d.lib.TagThese([]article.ID{1, 2}, "kursk/troops")
	d.until("the tag", func() bool { return len(d.lib.Side.Tags) > 0 })
	d.lib.Select(0)
	d.typed("t")
	d.typed("troo")
	d.look("tag-suggestions")
	if s := d.sheet(); s == nil {
		t.Fatal("t opens nothing")
	}
	d.typed("ps2")
	d.key(fyne.KeyReturn)
	d.until("the new tag", func() bool {
		return strings.Contains(strings.Join(d.lib.Reader.Article.Tags, ","), "troops2") && len(d.lib.Toasts) > 0
	})
	if d.sheet() != nil {
		t.Error("the dialog stays")
	}
}

func TestDetailsRefuseWhatIsNoDate(t *testing.T) {
	d := openExample(t)
	id := d.lib.Reader.ID
	d.openDetails("date")
	d.typed("3/4/2025")
	d.look("details-no-date")
	d.key(fyne.KeyReturn)
	if d.sheet() == nil {
		t.Fatal("the dialog took 3/4/2025")
	}
	d.key(fyne.KeyEscape)
	d.openDetails("date")
	d.typed("2025-10-27")
	d.key(fyne.KeyReturn)
	d.until("the date", func() bool {
		r := &d.lib.Reader
		return r.ID == id && r.Article.Published.Day() == "2025-10-27"
	})
}

func TestReportAddsUpAndCanBeUndone(t *testing.T) {
	d := openExample(t)
	dir := t.TempDir()
	for name, words := range map[string]string{
		"empty.txt": "", "one.txt": "A title\n\nA text that is long enough to be one, with some words in it.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d.lib.Import(dir)
	d.until("the report", func() bool { return d.lib.Report != nil && d.sheet() != nil })
	d.look("report")
	s := d.lib.Report.Summary
	if s.Read != s.Added+s.NewVersions+s.Duplicates+s.Refused || s.Added != 1 || s.Refused != 1 {
		t.Errorf("summary = %+v", s)
	}
	d.lib.UndoImport()
	d.until("the end of the report", func() bool { return d.sheet() == nil && d.lib.Side.Trash == 1 })
}

func TestLibraryByKeys(t *testing.T) {
	d := openExample(t)
	first := d.lib.Reader.ID
	d.typed("j")
	d.until("the second article", func() bool { return d.lib.Reader.Loaded && d.lib.Reader.ID != first && d.lib.Current == 1 })
	d.key(fyne.KeyEnd)
	d.until("the last article", func() bool { return d.lib.Current == 4 })
	d.typed("/")
	d.typed("troops")
	d.until("the hits", func() bool { return d.lib.Search.Words == "troops" && !d.lib.Search.Busy && len(d.lib.Reader.Hits) > 0 })
	d.key(fyne.KeyReturn)
	d.typed("n")
	if d.lib.Reader.Hit != 0 {
		t.Errorf("n goes to hit %d", d.lib.Reader.Hit)
	}
	d.typed("s")
	d.until("the star", func() bool { return d.lib.Side.Starred == 1 })
	d.key(fyne.KeyEscape)
	d.until("all articles", func() bool { return d.lib.Search.Words == "" && d.lib.Len() == 5 })
	if d.library.bar.search.Text() != "" {
		t.Errorf("the box still says %q", d.library.bar.search.Text())
	}
	d.key(fyne.KeyDelete)
	d.until("the trash", func() bool { return d.lib.Side.Trash == 1 && d.lib.Len() == 4 })
	d.lib.Undo()
	d.until("the undo", func() bool { return d.lib.Side.Trash == 0 && d.lib.Len() == 5 })
}

func TestCompareByKeys(t *testing.T) {
	d := openExample(t)
	d.lib.Submit("foreign minister")
	d.until("the story", func() bool { return !d.lib.Search.Busy && d.lib.Len() >= 2 && d.lib.Len() < 5 && d.lib.Reader.Loaded })
	d.lib.SelectAll()
	d.until("the selection", func() bool { return d.lib.SelectedCount() >= 2 })
	d.typed("c")
	d.until("the comparison", func() bool { return d.compare != nil && d.compare.c.Loaded })
	c := d.compare.c
	if len(c.Rows) == 0 || c.FactCount(screen.AllFacts) == 0 {
		t.Fatalf("%d rows, %d facts", len(c.Rows), c.FactCount(screen.AllFacts))
	}
	for _, tab := range []screen.Tab{screen.Facts, screen.Overlap, screen.Timeline, screen.SideBySide} {
		d.typed("f")
		d.until("the tab", func() bool { return c.Tab == tab })
	}
	if c.MatchCount() > 1 {
		at := c.Match
		d.typed("n")
		d.until("the next match", func() bool { return c.Match == (at+1)%c.MatchCount() })
	}
	d.key(fyne.KeyEscape)
	if d.compare != nil {
		t.Error("Escape does not go back")
	}
}

func TestThemeAndTextSizeAreRemembered(t *testing.T) {
	d := openExample(t)
	d.SetTheme(theme.Dark, 150)
	if mode, percent := d.theme(); mode != theme.Dark || percent != 150 || !theme.IsDark() {
		t.Errorf("theme = %v %d, dark %v", mode, percent, theme.IsDark())
	}
	d.zoom(1)
	d.zoom(-10)
	if _, percent := d.theme(); percent != theme.MinPercent {
		t.Errorf("text size = %d %%, want the least", percent)
	}
	d.zoom(0)
	if _, percent := d.theme(); percent != 100 {
		t.Errorf("text size = %d %%, want 100", percent)
	}
}

func TestDroppedFilesAreImported(t *testing.T) {
	d := openDesk(t)
	file := filepath.Join(t.TempDir(), "one.txt")
	if err := os.WriteFile(file, []byte("A title\n\nA text of a few words that somebody wrote down.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	d.dropped([]fyne.URI{storage.NewFileURI(file)})
	d.until("the article", func() bool { return d.lib.Side.All == 1 && d.lib.Report != nil })
}

func TestFindInTheText(t *testing.T) {
	d := openExample(t)
	f := d.library.reader.find
	f.open()
	d.typed("north korea")
	if at, of := d.library.reader.text.Found(); at != 0 || of < 3 {
		t.Fatalf("found %d of %d", at, of)
	}
	d.look("find")
	d.key(fyne.KeyReturn)
	if at, _ := d.library.reader.text.Found(); at != 1 {
		t.Errorf("Enter goes to %d", at)
	}
	first := d.library.reader.text.Doc().Text
	d.lib.Move(1)
	d.until("the next article", func() bool { return d.lib.Reader.Loaded && d.library.reader.text.Doc().Text != first })
	if _, of := d.library.reader.text.Found(); of == 0 {
		t.Error("the next article is not looked through")
	}
	d.win.Canvas().Focus(f.words)
	d.key(fyne.KeyEscape)
	if _, of := d.library.reader.text.Found(); f.content.Visible() || of != 0 {
		t.Error("Escape leaves it open")
	}
}

func TestSearchAndSizeComeBack(t *testing.T) {
	d := openExample(t)
	d.lib.Submit("troops")
	d.until("the hits", func() bool { return !d.lib.Search.Busy && d.lib.Len() < 5 })
	d.win.Resize(fyne.NewSize(1100, 720))
	d.Window.Close()
	w := Open(d.app, d.archive, d.queue.Post)
	defer w.Close()
	if !d.queue.Until(20*time.Second, func() bool { return w.lib.Reader.Loaded }) {
		t.Fatal("the second window shows nothing")
	}
	if w.lib.Search.Words != "troops" || w.library.bar.search.Text() != "troops" {
		t.Errorf("the search is %q", w.lib.Search.Words)
	}
	if size := w.rememberedSize(); size != fyne.NewSize(1100, 720) {
		t.Errorf("the size is %v", size)
	}
}
