// Package screen holds one view-model a screen: its fields are what is seen,
// its methods what a person does. It decides, app/ui draws. It knows no Fyne.
package screen

import (
	"context"

	"parallax/app"
	"parallax/article"
	"parallax/internal/progress"
)

// Archive is what the screens ask of an archive; *app.App is one. Every method
// may be called from several goroutines and returns ctx's error on cancel.
type Archive interface {
	Path() string
	ReadOnly() bool
	// DataVersion returns a number that changes when any program has written
	// to the archive.
	DataVersion(ctx context.Context) (int64, error)

	Notices(ctx context.Context) ([]app.Notice, error)
	Reindex(ctx context.Context, p progress.Func) error

	List(ctx context.Context, q app.ListQuery) (app.List, error)
	Count(ctx context.Context, q app.ListQuery) (app.Count, error)
	Facets(ctx context.Context, q app.ListQuery) (app.Facets, error)
	// Find returns everything that a query finds, in no order of a list.
	Find(ctx context.Context, q app.ListQuery) ([]article.ID, error)
	// Rows returns the summaries of ids in their order, with the snippets of
	// the query text; an article that is gone is left out.
	Rows(ctx context.Context, ids []article.ID, query string) ([]article.Summary, error)
	Article(ctx context.Context, id article.ID) (article.Article, error)
	Sidebar(ctx context.Context) (app.Sidebar, error)
	// Hits returns where the words of the query stand in the text.
	Hits(query string, art article.Article) []article.Span
	// StoryOf returns the articles of the story of id, id first.
	StoryOf(ctx context.Context, id article.ID) ([]article.Summary, error)

	Import(ctx context.Context, sources []string, opt app.ImportOptions, p progress.Func) (app.ImportSummary, error)
	ImportText(ctx context.Context, text string, opt app.ImportOptions) (app.ImportSummary, error)
	ImportExample(ctx context.Context, p progress.Func) (app.ImportSummary, error)

	// Changes return how many articles changed. One of many articles is made
	// in parts: stopped, it returns what it did until then with the error.
	Tag(ctx context.Context, ids []article.ID, tags []string, p progress.Func) (int, error)
	Untag(ctx context.Context, ids []article.ID, tags []string, p progress.Func) (int, error)
	RenameTag(ctx context.Context, from, to string) (int, error) // into an existing name it merges
	SetTagColour(ctx context.Context, tag, colour string) error
	SetStarred(ctx context.Context, ids []article.ID, starred bool, p progress.Func) (int, error)
	SetStatus(ctx context.Context, ids []article.ID, s article.Status, p progress.Func) (int, error) // Trash deletes, Unread or Read restores
	MarkRead(ctx context.Context, id article.ID) error                                               // what is unread; Undo passes it over
	SaveSearch(ctx context.Context, name, query string) error
	RemoveSearch(ctx context.Context, name string) error
	SetDetails(ctx context.Context, id article.ID, d app.Details) error
	// Undo takes the last change of this session back and returns false if
	// there is none.
	Undo(ctx context.Context, p progress.Func) (bool, error)

	Compare(ctx context.Context, ids []article.ID) (app.Compared, error)
	Export(ctx context.Context, path string, opt app.ExportOptions, p progress.Func) (app.ExportReport, error)
}
