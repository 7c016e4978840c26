package screen

import (
	"context"
	"errors"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// ReportKind is one of the lists of a report.
type ReportKind string

// The lists of a report.
const (
	RefusedItems    ReportKind = "refused"
	DuplicateItems  ReportKind = "duplicates"
	NewVersionItems ReportKind = "new-versions"
	SimplifiedItems ReportKind = "simplified"
	NotWholeItems   ReportKind = "not-whole" // pages that are no articles, or not all of one
)

// A Report is what an import did. Its counts add up: read is added, new
// version, duplicate and refused together.
type Report struct {
	Name    message.Message
	Summary app.ImportSummary
	Problem message.Message // why the import ended early, none where it did not
	Kind    ReportKind      // the list that is shown
}

// A ReportPill is a list of a report with how many items are in it.
type ReportPill struct {
	Kind  ReportKind
	Count int
}

// A ReportRow is one item of a report.
type ReportRow struct {
	Name string
	Why  message.Message
	ID   article.ID // what to show, 0 for nothing
}

func newReport(name message.Message, s app.ImportSummary, err error) *Report {
	r := &Report{Name: name, Summary: s, Kind: RefusedItems}
	if err != nil && !errors.Is(err, context.Canceled) {
		r.Problem = app.Explain(err)
	}
	for _, p := range r.Pills() {
		if p.Count > 0 {
			r.Kind = p.Kind
			break
		}
	}
	return r
}

// Title says what was imported and whether to the end.
func (r *Report) Title() message.Message {
	if r.Summary.Cancelled || !r.Problem.IsZero() {
		return message.New("window.report.title-stopped", "Name", r.Name)
	}
	return message.New("window.report.title", "Name", r.Name)
}

// Pills returns the lists, the most pressing first.
func (r *Report) Pills() []ReportPill {
	s := &r.Summary
	return []ReportPill{
		{RefusedItems, s.Refused},
		{DuplicateItems, s.Duplicates},
		{NewVersionItems, s.NewVersions},
		{SimplifiedItems, s.Simplified},
		{NotWholeItems, s.NotWhole},
	}
}

// Count returns how many items are in the list that is shown, named or not.
func (r *Report) Count() int {
	for _, p := range r.Pills() {
		if p.Kind == r.Kind {
			return p.Count
		}
	}
	return 0
}

// Rows returns the items of the list that is shown.
func (r *Report) Rows() []ReportRow {
	var rows []ReportRow
	for _, it := range r.Summary.Items {
		if !listedAs(it, r.Kind) {
			continue
		}
		row := ReportRow{Name: it.Name, ID: it.ID, Why: it.Why}
		switch {
		case !row.Why.IsZero():
		case r.Kind == DuplicateItems:
			row.Why = message.New("window.report.why-duplicate")
		case r.Kind == NewVersionItems:
			row.Why = message.New("window.report.why-new-version")
		case r.Kind == SimplifiedItems:
			row.Why = message.New("window.report.why-simplified")
		case r.Kind == NotWholeItems:
			row.Why = PageSaid(it.PageType)
		}
		rows = append(rows, row)
	}
	return rows
}

// listedAs reports whether an item belongs to a list.
func listedAs(it app.ImportItem, kind ReportKind) bool {
	switch kind {
	case RefusedItems:
		return it.Kind == article.Refused
	case DuplicateItems:
		return it.Kind == article.Duplicate
	case NewVersionItems:
		return it.Kind == article.NewVersion
	case SimplifiedItems:
		return it.Simplified
	case NotWholeItems:
		return !it.PageType.Whole()
	}
	return false
}

// ShowItems chooses the list of the report.
func (l *Library) ShowItems(k ReportKind) {
	if l.Report != nil {
		l.Report.Kind = k
		l.changed(PartReport)
	}
}

// CloseReport puts the report away.
func (l *Library) CloseReport() {
	l.Report = nil
	l.changed(PartReport)
}

// ShowAdded lists what the import added and nothing else.
func (l *Library) ShowAdded() {
	if l.Report == nil {
		return
	}
	r := l.Report
	l.CloseReport()
	if len(r.Summary.AddedIDs) > 0 {
		l.pin(r.Name, r.Summary.AddedIDs)
	}
}

// ShowItem lists one article of the report.
func (l *Library) ShowItem(row ReportRow) {
	if l.Report == nil || row.ID == 0 {
		return
	}
	l.CloseReport()
	l.pin(message.New("window.report.item", "Name", row.Name), []article.ID{row.ID})
}

// pin shows articles as the list, without a search.
func (l *Library) pin(label message.Message, ids []article.ID) {
	l.Search = Search{Place: AllArticles, Pinned: &Pinned{Label: label, IDs: ids}}
	l.search(0)
}

// Unpin goes back from a fixed list to all articles.
func (l *Library) Unpin() { l.Choose(AllArticles) }

// UndoImport moves what the import added to the trash, from where it can be
// put back.
func (l *Library) UndoImport() {
	if l.Report == nil {
		return
	}
	ids := l.Report.Summary.AddedIDs
	l.CloseReport()
	if len(ids) == 0 {
		return
	}
	l.change(func(ctx context.Context, p progress.Func) (int, error) {
		return l.archive.SetStatus(ctx, ids, article.Trash, p)
	}, func(n int) Toast {
		l.Search.Pinned = nil
		return Toast{Text: message.New("window.toast.import-undone", "Count", n), Undo: n > 0}
	})
}

// TagAdded puts tags on what the import added.
func (l *Library) TagAdded(names string) {
	if l.Report != nil {
		l.TagThese(l.Report.Summary.AddedIDs, names)
	}
}
