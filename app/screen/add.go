package screen

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// Adding is what the add dialog holds: files and folders, or a pasted text.
type Adding struct {
	Sources []string
	Text    string
	Tags    string // to put on all of it, separated by commas
	Source  string // the outlet where the files name none
	Links   bool   // the text is nothing but addresses
}

// options returns how the dialog says to import.
func (a *Adding) options() app.ImportOptions {
	return app.ImportOptions{Tags: splitTags(a.Tags), Source: strings.TrimSpace(a.Source)}
}

// Words returns how many words the pasted text has.
func (a *Adding) Words() int { return len(strings.Fields(a.Text)) }

// Ready reports whether there is something to import.
func (a *Adding) Ready() bool {
	return len(a.Sources) > 0 || strings.TrimSpace(a.Text) != "" && !a.Links
}

// AddSources puts files and folders into the add dialog.
func (l *Library) AddSources(paths ...string) {
	for _, p := range paths {
		if !slices.Contains(l.Adding.Sources, p) {
			l.Adding.Sources = append(l.Adding.Sources, p)
		}
	}
	l.changed(PartReport)
}

// DropSource takes the i-th file or folder out of the add dialog.
func (l *Library) DropSource(i int) {
	l.Adding.Sources = slices.Delete(l.Adding.Sources, i, i+1)
	l.changed(PartReport)
}

// AddText sets the pasted text of the add dialog.
func (l *Library) AddText(text string) {
	if text != l.Adding.Text {
		l.Adding.Text, l.Adding.Links = text, onlyLinks(text)
		l.changed(PartReport)
	}
}

// onlyLinks reports whether every line of a text is a web address.
func onlyLinks(text string) bool {
	lines := strings.Fields(text)
	for _, line := range lines {
		if !strings.HasPrefix(line, "http://") && !strings.HasPrefix(line, "https://") {
			return false
		}
	}
	return len(lines) > 0
}

// CancelAdd empties the add dialog.
func (l *Library) CancelAdd() { l.Adding = Adding{} }

// Add imports what the add dialog holds and empties it.
func (l *Library) Add() {
	a := &l.Adding
	if !a.Ready() {
		return
	}
	sources, text, opt := a.Sources, a.Text, a.options()
	l.CancelAdd()
	if len(sources) > 0 {
		l.importFiles(sources, opt)
		return
	}
	l.importing(message.New("window.report.text"), func(ctx context.Context, _ progress.Func) (app.ImportSummary, error) {
		return l.archive.ImportText(ctx, text, opt)
	})
}

// Import imports files and folders at once, as when they are dropped on the
// window: the report that follows can undo it.
func (l *Library) Import(paths ...string) {
	if len(paths) > 0 {
		l.importFiles(paths, app.ImportOptions{})
	}
}

func (l *Library) importFiles(paths []string, opt app.ImportOptions) {
	name := message.New("window.report.files", "Name", filepath.Base(paths[0]))
	if len(paths) > 1 {
		name = message.New("window.report.several", "Count", len(paths))
	}
	l.importing(name, func(ctx context.Context, p progress.Func) (app.ImportSummary, error) {
		return l.archive.Import(ctx, paths, opt, p)
	})
}

// ImportExample imports the sample articles and opens the story that several
// of them tell.
func (l *Library) ImportExample() {
	start(l, &Job{Title: message.New("window.job.example")}, l.archive.ImportExample, func(_ app.ImportSummary, err error) {
		if err != nil {
			l.fail(err)
		}
		l.count()
		l.Choose(AllArticles)
	})
}

// importing runs an import as a job and shows its report.
func (l *Library) importing(name message.Message, call func(context.Context, progress.Func) (app.ImportSummary, error)) {
	if l.ReadOnly() {
		l.fail(article.ErrReadOnly)
		return
	}
	start(l, &Job{Title: message.New("window.job.import", "Name", name), fills: true}, call, func(s app.ImportSummary, err error) {
		if err != nil && s.Read == 0 {
			l.fail(err)
		} else {
			l.Report = newReport(name, s, err)
		}
		l.changed(PartReport)
		l.refresh()
	})
}
