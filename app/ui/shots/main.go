// Shots draws the main screens into PNG files without a display, on an archive
// made from the sample articles.
//
//	go run -tags nowindow,migrated_fynedo ./app/ui/shots -o DIR
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parallax/app"
	"parallax/app/screen"
	"parallax/app/ui"
	"parallax/app/ui/theme"
	"parallax/article"
)

func main() {
	out := flag.String("o", ".", "folder to write to")
	flag.Parse()
	if err := run(*out); err != nil {
		fmt.Fprintln(os.Stderr, "shots:", err)
		os.Exit(1)
	}
}

// wait is how long a screen may take to be there.
const wait = 30 * time.Second

var errSlow = errors.New("a screen did not come")

// A shooter draws the screens of one window.
type shooter struct {
	out   string
	queue *ui.Queue
	app   fyne.App
	w     *ui.Window
	found []article.ID // by the search of the library's picture
}

func run(out string) (err error) {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "shots")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Setenv("HOME", dir); err != nil { // the pictures show no folder of whoever draws them
		return err
	}
	archive, err := app.Open(context.Background(), filepath.Join(dir, "Parallax", "archive.parallax"), app.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	s := &shooter{out: out, queue: ui.NewQueue(), app: test.NewApp()}
	s.w = ui.Open(s.app, archive, s.queue.Post)
	defer s.w.Close()
	s.size(1440, 900)
	for _, shoot := range []func() error{s.start, s.library, s.compare, s.report, s.small, s.page} {
		if err := shoot(); err != nil {
			return err
		}
	}
	return nil
}

func (s *shooter) size(width, height float32) { s.w.Window().Resize(fyne.NewSize(width, height)) }

func (s *shooter) until(done func() bool) error {
	if s.queue.Until(wait, done) {
		return nil
	}
	err := errSlow
	for _, t := range s.w.Library().Toasts {
		err = fmt.Errorf("%w: %s", err, t.Text)
	}
	return err
}

// shoot writes what is seen, at a text size in percent, once everything that was
// asked for is drawn.
func (s *shooter) shoot(name string, mode theme.Mode, percent int) error {
	if err := s.until(func() bool { return true }); err != nil {
		return err
	}
	s.still()
	s.w.SetTheme(mode, percent)
	if err := s.until(func() bool { return true }); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(s.out, name+".png"))
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(f, s.w.Window().Canvas().Capture()), f.Close())
}

// still sets what is another at each run: times and sizes.
func (s *shooter) still() {
	l := s.w.Library()
	l.Search.Took = 4 * time.Millisecond
	l.Side.Bytes = 1_100_000
	l.Reader.Article.Captured = time.Date(2026, time.November, 21, 15, 56, 0, 0, time.Local)
}

// both writes what is seen in light and in dark colours.
func (s *shooter) both(name string) error {
	return errors.Join(s.shoot(name, theme.Light, 100), s.shoot(name+"-dark", theme.Dark, 100))
}

func (s *shooter) start() error {
	if err := s.until(func() bool { return s.w.Library().Side.Loaded }); err != nil {
		return err
	}
	return s.shoot("start", theme.Light, 100)
}

// settled reports whether everything is there to be drawn.
func (s *shooter) settled() bool {
	l := s.w.Library()
	return l.Idle() && l.Side.Loaded && l.Len() > 0 && l.Reader.Loaded
}

// look waits for the first loaded row.
func (s *shooter) look() error {
	return s.until(func() bool {
		_, ok := s.w.Library().Row(0)
		return ok && s.settled()
	})
}

// quiet takes the toasts away.
func (s *shooter) quiet() {
	l := s.w.Library()
	for len(l.Toasts) > 0 {
		l.Dismiss(l.Toasts[0])
	}
}

func (s *shooter) library() error {
	l := s.w.Library()
	l.ImportExample()
	if err := s.until(func() bool { return l.Len() == 5 && s.settled() }); err != nil {
		return err
	}
	var told []article.ID // the story that several tell
	for i := range l.Len() {
		if row, ok := l.Row(i); ok && row.StoryCount > 1 {
			told = append(told, row.ID)
		}
	}
	if len(told) == 0 {
		return errors.New("the example has no story")
	}
	var all []article.ID
	for i := range l.Len() {
		all = append(all, l.ID(i))
	}
	l.TagThese(all, "diplomacy")
	l.TagThese(told, "kursk, kursk/troops")
	l.TagThese(all[:1], "missiles")
	l.Star()
	if err := s.until(func() bool { return len(l.Side.Tags) == 4 && l.Side.Starred == 1 && s.settled() }); err != nil {
		return err
	}
	l.Submit("troops OR soldiers")
	l.SaveSearch("Troop numbers")
	if err := s.until(func() bool { return len(l.Side.Searches) == 1 && s.settled() }); err != nil {
		return err
	}
	s.quiet()
	l.Clear()
	l.Toggle(screen.TagFilter("kursk"))
	l.Submit(`troops "foreign minister"`)
	if err := s.until(func() bool { return s.settled() && l.Search.Count > 0 }); err != nil {
		return err
	}
	for i := range l.Len() {
		s.found = append(s.found, l.ID(i))
		if row, ok := l.Row(i); ok && row.Title != "" && len(row.Residue) == 0 {
			l.Select(i)
		}
	}
	l.MarkRead()
	if err := s.until(func() bool { return l.Reader.Article.Status == article.Read && s.settled() }); err != nil {
		return err
	}
	if err := s.look(); err != nil {
		return err
	}
	s.quiet()
	return s.both("library")
}

// report imports a folder with something of everything in it.
func (s *shooter) report() error {
	dir := filepath.Join(os.Getenv("HOME"), "From the desk")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, words := range map[string]string{
		"empty.txt":        "",
		"picture.png":      "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
		"broken.zip":       "PK\x03\x04 this is no archive",
		"minister.md":      "---\ntitle: A minister in Moscow\nsource: The Example\npublished: 2025-10-27\n---\n\nThe minister came on Monday. Nobody said how long she would stay.\n",
		"soldiers.txt":     "Soldiers in the east\n\nAbout 12,000 soldiers are in the east, officials said on Monday. Others speak of 15,000.\n",
		"soldiers (1).txt": "Soldiers in the east\n\nAbout 12,000 soldiers are in the east, officials said on Monday. Others speak of 15,000.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(words), 0o644); err != nil {
			return err
		}
	}
	l := s.w.Library()
	l.Choose(screen.AllArticles)
	l.Import(dir)
	if err := s.until(func() bool { return l.Report != nil && s.settled() }); err != nil {
		return err
	}
	if err := s.both("add"); err != nil {
		return err
	}
	l.UndoImport()
	return s.until(func() bool { return l.Side.All == 5 && s.settled() })
}

// page opens what says much of itself: the beginning of an article behind a
// paywall, and beside it a page that is none.
func (s *shooter) page() error {
	const title, text = "Ferries sail again to the outer islands",
		"The first ferry in three weeks left for the outer islands on Monday, the port authority said. Two ships had been laid up since a storm broke the pier.\n\n" +
			"Tickets that were bought before the storm stay valid, according to the company that runs the line. A report of the harbour master is to name the cause.\n\n" +
			"Islanders had waited for fuel and medicine."
	const list, entries = "Islands", "Ferries sail again to the outer islands\n\nA pier that was never checked\n\nWho pays for the winter?"
	link := func(words, address string) article.Link {
		at := strings.Index(text, words)
		return article.Link{Span: article.Span{Start: at, End: at + len(words)}, URL: address}
	}
	var lines []byte
	for _, l := range []map[string]any{
		{
			"title": list, "text": entries, "sha256_text": article.HashText(list, entries), "page_type": article.ListingPage,
			"url": "https://post.example.org/islands", "source": "The Harbour Post", "language": "en",
		},
		{
			"title": title, "text": text, "sha256_text": article.HashText(title, text), "page_type": article.PaywallPage,
			"url": "https://post.example.org/islands/ferries", "source": "The Harbour Post", "author": []string{"Ida Holm"}, "language": "en",
			"published_at": "2025-10-27T09:00:00+01:00", "published_precision": "time",
			"updated_at": "2025-10-29T11:30:00+01:00", "updated_precision": "time",
			"section": "Islands", "agencies": []string{"Reuters", "dpa"}, "keywords": []string{"ferries", "outer islands", "harbour", "storm"},
			"links": []article.Link{link("port authority", "https://port.example.org/notices"), link("the company that runs the line", "https://example.com/ferries")},
		},
	} {
		l["format"] = "parallax/article/1"
		b, err := json.Marshal(l)
		if err != nil {
			return err
		}
		lines = append(append(lines, b...), '\n')
	}
	file := filepath.Join(os.Getenv("HOME"), "islands.jsonl")
	if err := os.WriteFile(file, lines, 0o644); err != nil {
		return err
	}
	s.size(1440, 900)
	l := s.w.Library()
	l.Import(file)
	if err := s.until(func() bool { return l.Report != nil && s.settled() }); err != nil {
		return err
	}
	l.ShowAdded()
	if err := s.until(func() bool { return l.Len() == 2 && s.settled() }); err != nil {
		return err
	}
	for i := range l.Len() {
		if row, ok := l.Row(i); ok && row.PageType == article.PaywallPage {
			l.Select(i)
		}
	}
	if err := s.until(func() bool { return len(l.Reader.Links) == 2 && s.settled() }); err != nil {
		return err
	}
	s.quiet()
	return s.both("page")
}

func (s *shooter) compare() error {
	s.quiet()
	s.w.Compare(s.found)
	if err := s.until(func() bool { c := s.w.Comparison(); return c.Loaded && !c.Busy }); err != nil {
		return err
	}
	for _, tab := range screen.Tabs {
		s.w.Comparison().Go(tab)
		if err := s.both("compare-" + string(tab)); err != nil {
			return err
		}
	}
	s.w.Back()
	return nil
}

// small draws the library and the comparison where there is little room.
func (s *shooter) small() error {
	s.quiet()
	s.size(1024, 700)
	if err := s.look(); err != nil {
		return err
	}
	return errors.Join(s.shoot("library-small", theme.Light, 100), s.shoot("library-130", theme.Light, 130))
}
