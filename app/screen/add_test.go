package screen

import (
	"context"
	"slices"
	"testing"
	"time"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

func TestImportReportsProgressAndItsEnd(t *testing.T) {
	s := newShelf("one", "two")
	s.imports = func(ctx context.Context, p progress.Func) (app.ImportSummary, error) {
		p(progress.State{Stage: message.New("progress.reading"), Done: 1, Total: 2})
		time.Sleep(time.Second)
		return app.ImportSummary{Read: 3, Added: 1, Duplicates: 1, Refused: 1, AddedIDs: []article.ID{2}, Items: []app.ImportItem{
			{Name: "a.txt", Kind: article.Refused, Why: message.New("explain.empty")},
			{Name: "b.txt", Kind: article.Duplicate, ID: 1},
		}}, ctx.Err()
	}
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Import("folder/a.zip")
		time.Sleep(time.Millisecond)
		d.settle()
		if len(l.Jobs) != 1 {
			t.Fatalf("%d jobs run, want 1", len(l.Jobs))
		}
		if share, ok := l.Jobs[0].Share(); !ok || share != 0.5 {
			t.Errorf("Share() = %v, %v", share, ok)
		}
		time.Sleep(2 * time.Second)
		d.settle()
		if len(l.Jobs) != 0 || l.Report == nil {
			t.Fatalf("jobs %d, report %v", len(l.Jobs), l.Report)
		}
		if rows := l.Report.Rows(); len(rows) != 1 || rows[0].Name != "a.txt" {
			t.Errorf("the report opens with %v, want what was refused", rows)
		}
		l.ShowItems(DuplicateItems)
		if rows := l.Report.Rows(); len(rows) != 1 || key(rows[0].Why) != "window.report.why-duplicate" {
			t.Errorf("duplicates = %v", rows)
		}
		l.ShowAdded()
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"two"}) || l.Search.Pinned == nil {
			t.Errorf("what was added = %q", got)
		}
		l.Choose(AllArticles)
		d.settle()
		if l.Len() != 2 {
			t.Errorf("all articles = %d", l.Len())
		}
	})
}

func TestImportCanBeStoppedAndUndone(t *testing.T) {
	s := newShelf("one", "two")
	s.imports = func(ctx context.Context, _ progress.Func) (app.ImportSummary, error) {
		<-ctx.Done()
		return app.ImportSummary{Read: 1, Added: 1, AddedIDs: []article.ID{2}, Cancelled: true}, ctx.Err()
	}
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Import("folder")
		d.settle()
		l.Cancel(l.Jobs[0])
		d.settle()
		if l.Report == nil || !l.Report.Summary.Cancelled || !l.Report.Problem.IsZero() {
			t.Fatalf("report = %+v", l.Report)
		}
		if got := key(l.Report.Title()); got != "window.report.title-stopped" {
			t.Errorf("Title() of an import that was stopped = %q", got)
		}
		l.UndoImport()
		d.settle()
		if s.articles[1].Status != article.Trash || l.Report != nil {
			t.Errorf("status = %s, want trash", s.articles[1].Status)
		}
	})
}

func TestCloseStopsJobs(t *testing.T) {
	s := newShelf("one")
	s.imports = func(ctx context.Context, _ progress.Func) (app.ImportSummary, error) {
		<-ctx.Done()
		return app.ImportSummary{}, ctx.Err()
	}
	library(t, s, func(_ *testing.T, l *Library, d *desk) {
		l.Import("folder")
		d.settle()
	}) // library closes, and synctest fails where a goroutine is left
}

func TestAnImportShowsWhatItBroughtSoFar(t *testing.T) {
	s := newShelf()
	s.imports = func(ctx context.Context, p progress.Func) (app.ImportSummary, error) {
		for i := range 100 {
			s.mu.Lock()
			s.articles = append(s.articles, article.Article{ID: article.ID(i + 1), Title: "a", Text: "b", Status: article.Unread})
			s.mu.Unlock()
			p(progress.State{Done: int64(i)})
			time.Sleep(fillEvery / 10)
		}
		return app.ImportSummary{}, ctx.Err()
	}
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Import("folder")
		for range 35 {
			time.Sleep(fillEvery / 10)
			d.settle()
		}
		if l.Empty() || l.Side.All < 20 || l.Len() < 20 || len(l.Jobs) != 1 {
			t.Errorf("after a third of it: %d counted, %d listed", l.Side.All, l.Len())
		}
		if l.Lists != 1 {
			t.Errorf("the list began %d times anew", l.Lists)
		}
	})
}

func TestAddDialogKnowsLinksFromText(t *testing.T) {
	library(t, newShelf(), func(t *testing.T, l *Library, d *desk) {
		l.AddText("https://example.org/a\nhttps://example.org/b")
		if !l.Adding.Links || l.Adding.Ready() {
			t.Error("addresses are taken for a text")
		}
		l.AddText("A text with https://example.org in it")
		if l.Adding.Links || !l.Adding.Ready() {
			t.Error("a text is taken for addresses")
		}
		l.Add()
		d.settle()
		if l.Report == nil || l.Report.Summary.Added != 1 || l.Adding.Text != "" {
			t.Errorf("report = %+v", l.Report)
		}
	})
}

func TestExportWhatIsSelected(t *testing.T) {
	s := many(3)
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.SelectRows([]int{0, 1}, 1)
		if got := l.CanExport(); !slices.Equal(got, []ExportWhat{ExportSelected, ExportAll}) {
			t.Errorf("CanExport() = %v", got)
		}
		l.Export("/out.csv", ExportSelected, app.ExportOptions{Format: "csv"})
		d.settle()
		if got := s.exported.IDs; !slices.Equal(got, []article.ID{1, 2}) {
			t.Errorf("exported %v", got)
		}
		if len(l.Toasts) != 1 || key(l.Toasts[0].Text) != "window.toast.exported" {
			t.Errorf("toasts = %v", l.Toasts)
		}
	})
}
