// Package app is what a person can do with an archive: import, search, tag,
// compare, export, verify. It joins the rooms that must not know each other
// (db, scrape, compare, export), and it turns errors into words. The window
// and the command line call the same methods.
package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"parallax/db"
)

// Version is the version of the program.
const Version = "0.1.0"

// Extension is the ending of archive files.
const Extension = ".parallax"

// App is one open archive and what a person does with it. Its methods may be
// called from several goroutines.
type App struct {
	db    *db.DB
	rules string // the folder of the person's rules

	mu   sync.Mutex
	undo [][]db.Change // of this session, oldest first; each in the parts it was made in

	grouping sync.Mutex // stories are grouped by one caller at a time
}

// Options say how to open an archive.
type Options struct {
	MustExist bool // do not make an archive where there is none
	ReadOnly  bool // change nothing; implies MustExist

	// Rules is the folder of the rules that imports ask, as [RulesFolder]
	// returns it; "" for none.
	Rules string
}

// Open opens the archive at path and creates it, with the folders above it,
// if nothing is there. What is no archive, is damaged or was written by a
// newer program is left as it is and refused with the errors of
// [parallax/article].
func Open(ctx context.Context, path string, opt Options) (*App, error) {
	if opt.ReadOnly || opt.MustExist {
		if _, err := os.Stat(path); err != nil {
			return nil, err
		}
	} else if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the archive: %w", err)
	}
	d, err := db.Open(ctx, path, db.Options{ReadOnly: opt.ReadOnly})
	if err != nil {
		return nil, err
	}
	return &App{db: d, rules: opt.Rules}, nil
}

// Close closes the archive. Work that is under way must have ended.
func (a *App) Close() error { return a.db.Close() }

// Path returns the file of the archive.
func (a *App) Path() string { return a.db.Path() }

// ReadOnly reports whether the archive can be changed.
func (a *App) ReadOnly() bool { return a.db.ReadOnly() }

// DefaultPath returns where a person's archive is unless they say otherwise:
// the data folder of their system.
func DefaultPath() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" && filepath.IsAbs(dir) {
		return filepath.Join(dir, "parallax", "archive"+Extension), nil
	}
	if runtime.GOOS == "windows" {
		dir, err := os.UserCacheDir() // %LocalAppData%, where data that stays on the machine belongs
		if err != nil {
			return "", err
		}
		return filepath.Join(dir, "Parallax", "archive"+Extension), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "Parallax", "archive"+Extension), nil
	}
	return filepath.Join(home, ".local", "share", "parallax", "archive"+Extension), nil
}
