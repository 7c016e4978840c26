package screen

import (
	"context"
	"path/filepath"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// ExportWhat says which articles are exported.
type ExportWhat string

// What can be exported.
const (
	ExportAll      ExportWhat = "all"
	ExportFound    ExportWhat = "found"
	ExportSelected ExportWhat = "selected"
)

// CanExport returns what there is to export: all, what was found where the
// list is narrowed, and the selection where it is more than the cursor.
func (l *Library) CanExport() []ExportWhat {
	what := []ExportWhat{}
	if len(l.selected) > 1 {
		what = append(what, ExportSelected)
	}
	if l.Narrowed() && l.Search.Place != TheTrash {
		what = append(what, ExportFound)
	}
	what = append(what, ExportAll)
	if len(l.selected) == 1 {
		what = append(what, ExportSelected)
	}
	return what
}

// ExportCount returns how many articles an export writes, and true if there
// may be more.
func (l *Library) ExportCount(what ExportWhat) (int, bool) {
	switch what {
	case ExportSelected:
		return len(l.selected), false
	case ExportFound:
		return l.Search.Count, l.Search.Capped
	}
	return l.Side.All, false
}

// Export writes articles to path as a job.
func (l *Library) Export(path string, what ExportWhat, opt app.ExportOptions) {
	switch what {
	case ExportSelected:
		opt.IDs = l.Selection()
	case ExportFound:
		opt.Query = l.Search.query()
		if l.Search.Pinned != nil {
			opt.IDs = append([]article.ID(nil), l.Search.Pinned.IDs...)
		}
	}
	title := message.New("window.job.export", "Name", filepath.Base(path))
	start(l, &Job{Title: title}, func(ctx context.Context, p progress.Func) (app.ExportReport, error) {
		return l.archive.Export(ctx, path, opt, p)
	}, func(r app.ExportReport, err error) {
		if err != nil {
			l.fail(err)
			return
		}
		l.Say(message.New("window.toast.exported", "Count", r.Articles, "Path", r.Path))
		for _, note := range r.Notes {
			l.Say(note)
		}
	})
}
