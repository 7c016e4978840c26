package scrape

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"parallax/article"
	"parallax/scrape/format"
	"parallax/scrape/guard"
)

// A walk goes through one thing a person brought. stopped is set once the
// caller wants no more items.
type walk struct {
	ctx     context.Context
	lim     guard.Limits
	yield   func(article.Item, error) bool
	top     string          // the folder the walk began in, without links
	seen    map[string]bool // folders outside top that links led to
	stopped bool
}

// emit hands one item on and reports whether to go on.
func (w *walk) emit(it article.Item, err error) bool {
	if w.stopped || w.ctx.Err() != nil {
		w.stopped = true
		return false
	}
	w.stopped = !w.yield(it, err)
	return !w.stopped
}

func (w *walk) refuse(name, path string, err error) bool {
	return w.emit(article.Item{Name: name, Path: path}, err)
}

func (w *walk) root(path string) {
	name := filepath.Base(filepath.Clean(path))
	info, err := os.Stat(path)
	if err != nil {
		w.refuse(name, path, err)
		return
	}
	if !info.IsDir() {
		w.file(name, path, info.Mode())
		return
	}
	if abs, err := filepath.Abs(path); err == nil {
		name = filepath.Base(abs)
		w.top = abs
		if real, err := filepath.EvalSymlinks(abs); err == nil {
			w.top = real
		}
	}
	w.folder(name, path, 0)
}

func (w *walk) folder(name, path string, depth int) {
	if depth > w.lim.Depth {
		w.refuse(name, path, fmt.Errorf("open a folder %d deep: %w", depth, article.ErrTooLarge))
		return
	}
	entries, err := os.ReadDir(path)
	if err != nil && len(entries) == 0 {
		w.refuse(name, path, err)
		return
	}
	beside := pagesIn(entries)
	for _, e := range entries {
		if w.stopped || w.ctx.Err() != nil {
			return
		}
		child, childPath := name+"/"+e.Name(), filepath.Join(path, e.Name())
		if isJunk(e.Name()) || e.IsDir() && beside.belongs(e.Name()) {
			continue
		}
		switch {
		case e.Type()&fs.ModeSymlink != 0:
			w.link(child, childPath, depth)
		case e.IsDir():
			w.folder(child, childPath, depth+1)
		default:
			w.file(child, childPath, e.Type())
		}
	}
	if err != nil {
		w.refuse(name, path, err)
	}
}

// link follows a link that leads out of the folder; what lies within is met
// on its own way, so following would only give it twice or go in circles.
func (w *walk) link(name, path string, depth int) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		if isLoop(err) {
			return
		}
		w.refuse(name, path, err)
		return
	}
	if rel, err := filepath.Rel(w.top, real); err == nil && filepath.IsLocal(rel) {
		return
	}
	info, err := os.Stat(real)
	if err != nil {
		w.refuse(name, path, err)
		return
	}
	if !info.IsDir() {
		w.file(name, path, info.Mode().Type())
		return
	}
	if w.seen[real] || isAbove(real, w.top) {
		return
	}
	w.seen[real] = true
	w.folder(name, real, depth+1)
}

// isLoop reports whether links lead to themselves. The error of package
// filepath for it has no sentinel; the system's has no portable one.
func isLoop(err error) bool {
	return !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission)
}

// isAbove reports whether folder holds top: following would meet top again.
func isAbove(folder, top string) bool {
	rel, err := filepath.Rel(folder, top)
	return err == nil && filepath.IsLocal(rel)
}

func (w *walk) file(name, path string, mode fs.FileMode) {
	if !mode.IsRegular() {
		w.refuse(name, path, &format.UnsupportedError{Kind: format.Special})
		return
	}
	f, err := os.Open(path)
	if err != nil {
		w.refuse(name, path, err)
		return
	}
	defer f.Close()
	w.open(name, path, f)
}

// isJunk reports whether a file is hidden or left behind by a system or an
// office program, and so nothing a person would miss.
func isJunk(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "icon\r":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}

// pages are the pages of a folder, by name without ending.
type pages map[string]bool

func pagesIn(entries []fs.DirEntry) pages {
	p := pages{}
	for _, e := range entries {
		switch ext := strings.ToLower(filepath.Ext(e.Name())); ext {
		case ".html", ".htm", ".xhtml":
			p[e.Name()[:len(e.Name())-len(ext)]] = true
		}
	}
	return p
}

// belongs reports whether a folder holds the images and styles that a browser
// saved beside a page, in the words of its language.
func (p pages) belongs(folder string) bool {
	for _, end := range []string{"_files", "-files", ".files", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_file", "_pliki", "_bestanden", "_arquivos", "_ficheiros"} {
		if base, ok := strings.CutSuffix(folder, end); ok && p[base] {
			return true
		}
	}
	return false
}
