package screen

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

func TestStartListsEverythingAndOpensTheFirst(t *testing.T) {
	library(t, newShelf("one", "two"), func(t *testing.T, l *Library, _ *desk) {
		if got, want := titles(l), []string{"one", "two"}; !slices.Equal(got, want) {
			t.Errorf("list = %q, want %q", got, want)
		}
		if l.Reader.Article.Title != "one" || l.Current != 0 || l.Search.Count != 2 {
			t.Errorf("reads %q at %d of %d, want the first of 2", l.Reader.Article.Title, l.Current, l.Search.Count)
		}
		if l.Empty() {
			t.Error("Empty() = true with two articles")
		}
	})
}

func TestEmptyArchiveShowsTheStart(t *testing.T) {
	library(t, newShelf(), func(t *testing.T, l *Library, _ *desk) {
		if !l.Empty() || l.Len() != 0 || l.Reader.ID != 0 {
			t.Errorf("Empty() = %v, Len() = %d, reads %d", l.Empty(), l.Len(), l.Reader.ID)
		}
	})
}

func TestTypingAsksOnceAfterAPause(t *testing.T) {
	s := newShelf("one", "two", "twofold")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		before, _ := s.questions(0)
		for _, words := range []string{"t", "tw", "two"} {
			l.Type(words)
			time.Sleep(typingPause / 2)
			d.settle()
		}
		if _, asked := s.questions(before); len(asked) != 0 {
			t.Errorf("asked %q while typing", asked)
		}
		time.Sleep(typingPause)
		d.settle()
		if _, got := s.questions(before); !slices.Equal(got, []string{"two"}) {
			t.Errorf("asked %q, want two once", got)
		}
		if got, want := titles(l), []string{"two", "twofold"}; !slices.Equal(got, want) {
			t.Errorf("list = %q, want %q", got, want)
		}
		if l.Reader.Article.Title != "two" || len(l.Reader.Hits) == 0 {
			t.Errorf("reads %q with hits %v, want two with hits", l.Reader.Article.Title, l.Reader.Hits)
		}
	})
}

func TestSearchDropsOldAnswers(t *testing.T) {
	s := newShelf("one", "two")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		s.slow = time.Second
		l.Submit("one")
		time.Sleep(time.Second / 2)
		l.Submit("two")
		time.Sleep(2 * time.Second)
		d.settle()
		time.Sleep(2 * time.Second)
		d.settle()
		if got, want := titles(l), []string{"two"}; !slices.Equal(got, want) {
			t.Errorf("list = %q, want %q", got, want)
		}
		if len(l.Toasts) != 0 {
			t.Errorf("the question that was dropped said %v", l.Toasts)
		}
	})
}

func TestFiltersBecomeChips(t *testing.T) {
	tests := []struct {
		typed, words, query string
		filters             int
	}{
		{"tag:kursk troops", "troops", "tag:kursk troops", 1},
		{`source:"The Times" tag:a b`, "b", `source:"The Times" tag:a b`, 2},
		{"-tag:kursk troops", "-tag:kursk troops", "-tag:kursk troops", 0},
		{"tag:a OR tag:b", "tag:a OR tag:b", "tag:a OR tag:b", 0},
		{"(tag:a troops)", "(tag:a troops)", "(tag:a troops)", 0},
		{`"foreign minister"`, `"foreign minister"`, `"foreign minister"`, 0},
		{`tag:`, "tag:", "tag:", 0},
		{`"unclosed tag:a`, `"unclosed tag:a`, `"unclosed tag:a`, 0},
	}
	for _, test := range tests {
		library(t, newShelf("one"), func(t *testing.T, l *Library, _ *desk) {
			l.Submit(test.typed)
			if l.Search.Words != test.words || len(l.Search.Filters) != test.filters || l.Query() != test.query {
				t.Errorf("Submit(%q): words %q, filters %v, query %q; want %q, %d, %q",
					test.typed, l.Search.Words, l.Search.Filters, l.Query(), test.words, test.filters, test.query)
			}
		})
	}
}

func TestToggleNarrowsAndWidens(t *testing.T) {
	s := newShelf("one", "two")
	s.articles[1].Tags = []string{"kursk"}
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		f := TagFilter("kursk")
		l.Toggle(f)
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"two"}) || !l.Has(f) {
			t.Errorf("narrowed to %q, chip %v", got, l.Has(f))
		}
		l.Toggle(f)
		d.settle()
		if got := titles(l); len(got) != 2 || l.Has(f) {
			t.Errorf("widened to %q, chip %v", got, l.Has(f))
		}
		l.Toggle(MonthFilter("2025-10"))
		l.Toggle(MonthFilter("2025-11"))
		if got := l.Query(); got != "on:2025-11" {
			t.Errorf("two months in a row give %q, want the second alone", got)
		}
	})
}

func TestSourceNotNamedIsAFilter(t *testing.T) {
	if got, want := SourceFilter("").String(), `source:""`; got != want {
		t.Errorf("SourceFilter(%q) = %s, want %s", "", got, want)
	}
}

func TestChooseUnreadAndTrash(t *testing.T) {
	s := newShelf("one", "two", "three")
	s.articles[0].Status = article.Read
	s.articles[2].Status = article.Trash
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Choose(Unread)
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"two"}) {
			t.Errorf("unread = %q", got)
		}
		l.Choose(TheTrash)
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"three"}) {
			t.Errorf("trash = %q", got)
		}
	})
}

func TestRememberedSearchComesBack(t *testing.T) {
	s := newShelf("one", "two")
	s.articles[1].Tags = []string{"kursk"}
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Choose(Unread)
		l.Toggle(TagFilter("kursk"))
		l.Type("two")
		saved := l.SavedSearch()
		l.Choose(AllArticles)
		l.Restore(saved)
		d.settle()
		if l.Search.Place != Unread || !l.Has(TagFilter("kursk")) || l.Search.Words != "two" {
			t.Errorf("Restore(%q) = %+v", saved, l.Search)
		}
	})
}

func TestRowsAreLoadedWhenLookedAt(t *testing.T) {
	library(t, many(5000), func(t *testing.T, l *Library, d *desk) {
		if l.Len() != 5000 {
			t.Fatalf("Len() = %d, want 5000", l.Len())
		}
		if _, ok := l.Row(3000); ok {
			t.Error("Row(3000) is there before anyone looked")
		}
		drawn := d.drawn
		l.Row(3001)
		l.Row(3002)
		d.settle()
		if d.drawn != drawn+1 {
			t.Errorf("three missing rows asked for %d redraws, want 1", d.drawn-drawn)
		}
		for _, i := range []int{3000, 3001, 3002} {
			if s, ok := l.Row(i); !ok || s.ID != article.ID(i+1) {
				t.Errorf("Row(%d) = %d, %v", i, s.ID, ok)
			}
		}
		for i := 0; i < 5000; i += 10 {
			l.Row(i)
			d.settle()
		}
		if n := len(l.rows.loaded); n > keepRows+4*aheadRows {
			t.Errorf("%d summaries are held, want about %d", n, keepRows)
		}
	})
}

func TestCountedListGrowsPastItsCount(t *testing.T) {
	s := many(3000)
	s.capped = 1000
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		if !l.Search.Capped || l.Len() != 1000 {
			t.Fatalf("Len() = %d, capped %v", l.Len(), l.Search.Capped)
		}
		for l.rows.next != "" {
			l.Row(l.Len() - 1)
			d.settle()
		}
		if l.Len() != 3000 {
			t.Errorf("Len() = %d at the end, want 3000", l.Len())
		}
	})
}

func TestSelection(t *testing.T) {
	library(t, many(10), func(t *testing.T, l *Library, d *desk) {
		l.Select(2)
		l.Extend(5)
		if got, want := l.Selection(), []article.ID{3, 4, 5, 6}; !slices.Equal(got, want) {
			t.Errorf("Select(2), Extend(5): %v, want %v", got, want)
		}
		l.ToggleRow(3)
		l.ToggleRow(8)
		if got, want := l.Selection(), []article.ID{3, 5, 6, 9}; !slices.Equal(got, want) {
			t.Errorf("toggled: %v, want %v", got, want)
		}
		l.Move(1)
		d.settle()
		if got, want := l.Selection(), []article.ID{10}; !slices.Equal(got, want) || l.Reader.ID != 10 {
			t.Errorf("Move(1): %v, reads %d", got, l.Reader.ID)
		}
		l.Move(100)
		l.Move(-100)
		if l.Current != 0 {
			t.Errorf("Move past the ends leaves the cursor at %d", l.Current)
		}
	})
}

func TestSelectAllReachesWhatIsNotLoaded(t *testing.T) {
	s := many(7000)
	s.capped = 1000
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.SelectAll()
		d.settle()
		if n := len(l.Selection()); n != 7000 {
			t.Errorf("%d selected, want 7000", n)
		}
	})
}

func TestTagSaysSoAndCanBeUndone(t *testing.T) {
	s := newShelf("one", "two")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.SelectAll()
		d.settle()
		l.Tag("#kursk, troops, kursk,")
		d.settle()
		if got, want := s.articles[1].Tags, []string{"kursk", "troops"}; !slices.Equal(got, want) {
			t.Errorf("tags = %q, want %q", got, want)
		}
		if got := l.Reader.Article.Tags; len(got) != 2 {
			t.Errorf("the reader shows tags %q", got)
		}
		if len(l.Toasts) != 1 || key(l.Toasts[0].Text) != "window.toast.tagged" || !l.Toasts[0].Undo {
			t.Errorf("toasts = %+v", l.Toasts)
		}
		if got := l.SuggestTags("diplomacy, ku"); !slices.Equal(got, []string{"kursk"}) {
			t.Errorf("SuggestTags = %q", got)
		}
		l.Undo()
		d.settle()
		if got := s.articles[1].Tags; len(got) != 0 {
			t.Errorf("after undo tags = %q", got)
		}
		l.Undo()
		d.settle()
		if got := key(l.Toasts[len(l.Toasts)-1].Text); got != "window.toast.nothing-to-undo" {
			t.Errorf("second undo says %s", got)
		}
		time.Sleep(2 * badToastTime)
		d.settle()
		if len(l.Toasts) != 0 {
			t.Errorf("toasts stay: %v", l.Toasts)
		}
	})
}

func TestDeleteMovesOnAndUndoPutsBack(t *testing.T) {
	s := newShelf("one", "two", "three")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Select(1)
		d.settle()
		l.Delete()
		d.settle()
		if got := titles(l); !slices.Equal(got, []string{"one", "three"}) || l.Reader.Article.Title != "three" || !l.Selected(1) {
			t.Errorf("after Delete: %q, reads %q", got, l.Reader.Article.Title)
		}
		l.Undo()
		d.settle()
		if got := titles(l); len(got) != 3 {
			t.Errorf("after Undo: %q", got)
		}
	})
}

func TestPutBackFromTheTrash(t *testing.T) {
	s := newShelf("one", "two")
	s.articles[0].Status = article.Trash
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.Choose(TheTrash)
		d.settle()
		l.Delete() // nothing to delete there
		l.PutBack()
		d.settle()
		if l.Len() != 0 || s.articles[0].Status != article.Unread {
			t.Errorf("trash holds %d, status %s", l.Len(), s.articles[0].Status)
		}
	})
}

func TestStarTogglesTheSelection(t *testing.T) {
	s := newShelf("one", "two")
	s.articles[0].Starred = true
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		l.SelectAll()
		d.settle()
		l.Star()
		d.settle()
		if !s.articles[0].Starred || !s.articles[1].Starred {
			t.Error("a mixed selection is not starred")
		}
		l.Star()
		d.settle()
		if s.articles[0].Starred || s.articles[1].Starred {
			t.Error("a starred selection keeps its stars")
		}
	})
}

func TestErrorsAreSaidInWords(t *testing.T) {
	s := newShelf("one")
	library(t, s, func(t *testing.T, l *Library, d *desk) {
		s.broken = errOut
		l.Submit("one")
		d.settle()
		if len(l.Toasts) == 0 || !l.Toasts[0].Bad || l.Search.Busy {
			t.Errorf("toasts = %+v, busy %v", l.Toasts, l.Search.Busy)
		}
		l.Dismiss(l.Toasts[0])
		l.Tag("x")
		d.settle()
		if len(l.Toasts) == 0 {
			t.Error("a tag that was not set says nothing")
		}
	})
}

func TestCloseMakesTheChangesFirst(t *testing.T) {
	s := newShelf("one")
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		l := NewLibrary(s, d.post)
		l.Start("")
		d.settle()
		l.Tag("a")
		l.Tag("b")
		l.Close()
		if got := s.articles[0].Tags; !slices.Equal(got, []string{"a", "b"}) {
			t.Errorf("tags = %q, want both", got)
		}
		d.settle() // answers after the end do nothing
		l.Tag("c")
	})
}

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
		l.Select(0)
		l.Extend(1)
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
