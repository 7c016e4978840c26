package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"parallax/scrape/extract"
)

// Rules say where the pages of sites hold title, authors, date and body. nil is
// no rules.
type Rules = extract.Rules

// A RuleTried is what came of one line of them on a page.
type RuleTried = extract.Tried

// LoadRules reads a file of rules or a folder of them. A file that cannot be
// used is left out and named by an error; the others hold.
func LoadRules(path string) (*Rules, []error) { return extract.LoadRules(path) }

// RulesFolder returns where a person's own rules are: a folder in that of the
// settings, which need not be there.
func RulesFolder() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	name := "parallax"
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		name = "Parallax"
	}
	return filepath.Join(dir, name, "rules"), nil
}

// OwnRules returns the rules in a folder that need not be there, as
// [LoadRules] does.
func OwnRules(folder string) (*Rules, []error) {
	if folder == "" {
		return nil, nil
	}
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return LoadRules(folder)
}
