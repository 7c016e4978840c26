// Package archtest keeps the house as docs/architecture.md describes it: who may
// import whom, what from outside stays in one room, and which names say nothing.
// The rules are the tables in rules.go; a new arrow is a line there and a reason
// in the commit.
package archtest

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// module is the path that our own imports begin with.
const module = "parallax/"

// A source is one Go file.
type source struct {
	path    string // from the root of the module
	dir     string
	test    bool
	file    *ast.File
	imports []string
}

// Violations reads every Go file below the root of the module, whatever its
// build tags, and returns a sentence for each rule that one breaks, in the order
// of the files.
func Violations(root fs.FS) ([]string, error) {
	var found []string
	err := fs.WalkDir(root, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if s := checkName(p); s != "" {
				found = append(found, s)
			}
			if skipped(root, p) {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(p) != ".go" {
			return nil
		}
		s, err := parse(root, p)
		if err != nil {
			return err
		}
		found = append(found, s.check()...)
		return nil
	})
	return found, err
}

// skipped reports whether a folder is none of ours: hidden, test data, what was
// built, or a module of its own.
func skipped(root fs.FS, dir string) bool {
	if dir == "." {
		return false
	}
	base := path.Base(dir)
	if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" || dir == "build" {
		return true
	}
	_, err := fs.Stat(root, path.Join(dir, "go.mod"))
	return err == nil
}

func parse(root fs.FS, p string) (source, error) {
	data, err := fs.ReadFile(root, p)
	if err != nil {
		return source{}, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), p, data, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return source{}, err
	}
	s := source{path: p, dir: path.Dir(p), test: strings.HasSuffix(p, "_test.go"), file: file}
	for _, i := range file.Imports {
		name, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return source{}, fmt.Errorf("%s: %w", p, err)
		}
		s.imports = append(s.imports, name)
	}
	slices.SortFunc(s.imports, cmp.Compare)
	return s, nil
}

// checkName looks at the name of a folder.
func checkName(dir string) string {
	if base := path.Base(dir); slices.Contains(emptyNames, base) {
		return fmt.Sprintf("%s: %q says who gave up, not what is inside; name the folder for what it does", dir, base)
	}
	return ""
}

func (s *source) check() []string {
	var found []string
	say := func(format string, args ...any) {
		found = append(found, s.path+": "+fmt.Sprintf(format, args...))
	}
	home, ok := roomOf(s.dir)
	if !ok {
		say("%s is no room of the house; give it a line in internal/archtest/rules.go", s.dir)
		return found
	}
	if slices.Contains(emptyNames, s.file.Name.Name) {
		say("package %s says who gave up, not what is inside; name it for what it does", s.file.Name.Name)
	}
	for _, name := range s.imports {
		if own, is := strings.CutPrefix(name, module); is {
			if why := home.mayImport(own, s.test); why != "" {
				say("%s imports %s; %s", home.path, own, why)
			}
			continue
		}
		if home.only == stdOnly && !isStd(name) && !s.test {
			say("%s imports %s; it knows the standard library only", home.path, name)
		}
		if home.pure && !s.test && slices.Contains(outside, name) {
			say("%s imports %s; it is pure: no files, no network, no processes", home.path, name)
		}
		for _, b := range bans {
			if b.covers(name) && !b.allows(s.dir) {
				say("%s imports %s; %s", home.path, name, b.why)
			}
		}
		if slices.Contains(needDisplay, name) && !needsWindow(s.file) {
			say("%s needs a display; a file that imports it needs //go:build cgo && !nowindow", name)
		}
	}
	if !s.test && !s.startsWork() && s.calls("context", "Background", "TODO") {
		say("%s makes a context of its own; only main and the screens start work, everyone else is handed theirs", home.path)
	}
	return found
}

// startsWork reports whether a file may start work that nobody handed to it.
func (s *source) startsWork() bool {
	return s.file.Name.Name == "main" || within(s.dir, "app/screen") || within(s.dir, "internal/testkit")
}

// calls reports whether a file uses one of the names of a package.
func (s *source) calls(pkg string, names ...string) bool {
	is := false
	ast.Inspect(s.file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return !is
		}
		x, ok := sel.X.(*ast.Ident)
		is = is || ok && x.Name == pkg && slices.Contains(names, sel.Sel.Name)
		return !is
	})
	return is
}

// needsWindow reports whether a file is left out where there is no window: with
// the tag nowindow, and without cgo.
func needsWindow(file *ast.File) bool {
	for _, group := range file.Comments {
		if group.Pos() > file.Package {
			break
		}
		for _, c := range group.List {
			if !constraint.IsGoBuild(c.Text) {
				continue
			}
			expr, err := constraint.Parse(c.Text)
			return err == nil &&
				!expr.Eval(func(string) bool { return true }) &&
				!expr.Eval(func(tag string) bool { return tag != "cgo" && tag != "nowindow" })
		}
	}
	return false
}

// within reports whether dir is the folder root or below it.
func within(dir, root string) bool {
	return dir == root || strings.HasPrefix(dir, root+"/")
}

// isStd reports whether an import path is of the standard library: only there
// the first element has no dot.
func isStd(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return !strings.Contains(first, ".")
}
