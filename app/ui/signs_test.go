package ui

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"

	"parallax/app/ui/theme"
)

// A desktop need not have fonts for signs: what the window says by itself is
// drawn with what it brings along.
func TestEverySignIsInABundledFace(t *testing.T) {
	var faces []*font.Face
	for _, r := range []fyne.Resource{theme.Sans, base.DefaultTextFont(), base.DefaultSymbolFont()} {
		f, err := font.ParseTTF(bytes.NewReader(r.Content()))
		if err != nil {
			t.Fatalf("%s: %v", r.Name(), err)
		}
		faces = append(faces, f)
	}
	check := func(where, words string) {
		t.Helper()
		for _, r := range words {
			if r <= 0x7f || drawable(faces, r) {
				continue
			}
			t.Errorf("%s: %q (%U) is in no bundled face", where, r, r)
		}
	}
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		for where, words := range literals(t, path) {
			check(where, words)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"window", "residue", "explain", "progress", "command"} {
		path := filepath.Join("..", "..", "assets", "catalogues", "en", name+".toml")
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		check(path, string(text))
	}
	if drawable(faces, '\u2691') {
		t.Error("U+2691 is said to be in a bundled face: the test sees nothing")
	}
}

func drawable(faces []*font.Face, r rune) bool {
	for _, f := range faces {
		if _, ok := f.NominalGlyph(r); ok {
			return true
		}
	}
	return false
}

// literals returns the strings and runes that a file of code writes out.
func literals(t *testing.T, path string) map[string]string {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	ast.Inspect(f, func(n ast.Node) bool {
		l, ok := n.(*ast.BasicLit)
		if !ok || l.Kind != token.STRING && l.Kind != token.CHAR {
			return true
		}
		if s, err := strconv.Unquote(l.Value); err == nil {
			found[set.Position(l.Pos()).String()] = s
		}
		return true
	})
	return found
}
