package app

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"strings"
	"time"

	"parallax/article"
	"parallax/assets/samples"
	"parallax/db"
	"parallax/internal/message"
	"parallax/internal/progress"
	"parallax/scrape"
	"parallax/scrape/guard"
)

// How an import is cut. A batch is one transaction: large enough that syncing
// to the disk does not rule, small enough that stopping is soon.
const (
	batchArticles = 250
	batchBytes    = 16 << 20
	batchWait     = 2 * time.Second
	bulkEnd       = 2 * time.Second // for the index after a stop; the rest is done as articles are saved
	bulkArticles  = 5000            // from so many on the search index is put in order at the end only
	bulkBatches   = 4               // as many batches are then one
)

// Import reads every source (files, folders, archives) and saves what is in
// them. One bad item does not end it: the summary names each. On cancel the
// batches that were saved stay, Cancelled is set and the error is ctx's.
// Articles are then grouped into stories.
func (a *App) Import(ctx context.Context, sources []string, opt ImportOptions, p progress.Func) (ImportSummary, error) {
	return a.importItems(ctx, func(yield func(article.Item, error) bool) {
		for _, s := range sources {
			for it, err := range scrape.Open(ctx, s, guard.Default()) {
				if !yield(it, err) {
					return
				}
			}
		}
	}, opt, p)
}

// ImportText saves pasted text as one article.
func (a *App) ImportText(ctx context.Context, text string, opt ImportOptions) (ImportSummary, error) {
	it := scrape.Text(text)
	it.Name = opening(text)
	return a.importItems(ctx, one(it), opt, nil)
}

// ImportExample saves the five articles that come with the program.
func (a *App) ImportExample(ctx context.Context, p progress.Func) (ImportSummary, error) {
	return a.importItems(ctx, func(yield func(article.Item, error) bool) {
		for _, name := range samples.Names() {
			raw, err := samples.FS.ReadFile(name)
			if !yield(article.Item{Name: name, Path: name, Raw: raw}, err) {
				return
			}
		}
	}, ImportOptions{}, p)
}

// opening returns the first words of a text, by which a report names it.
func opening(s string) string {
	const runes = 60
	words := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(s[:min(len(s), 8*runes)], "")), " "))
	if len(words) <= runes {
		return string(words)
	}
	return strings.TrimSpace(string(words[:runes])) + "…"
}

func one(it article.Item) iter.Seq2[article.Item, error] {
	return func(yield func(article.Item, error) bool) { yield(it, nil) }
}

// importItems makes articles of the items on all cores and saves them in the
// order they were read, so that the same folder gives the same archive.
func (a *App) importItems(ctx context.Context, items iter.Seq2[article.Item, error], opt ImportOptions, p progress.Func) (ImportSummary, error) {
	start := time.Now()
	if a.ReadOnly() {
		return ImportSummary{}, article.ErrReadOnly
	}
	w := importWriter{app: a, p: p, opt: opt, listed: map[article.OutcomeKind]int{}}
	rules := opt.Rules
	if rules == nil {
		rules, _ = OwnRules(a.rules) // what is wrong with them is a notice
	}
	err := w.save(ctx, makeArticles(ctx, items, rules))
	if berr := w.endBulk(ctx); err == nil {
		err = berr
	}
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = a.groupImported(ctx, w.sum, p)
	}
	w.sum.Cancelled = ctx.Err() != nil
	w.sum.Took = time.Since(start)
	if err == nil {
		err = a.record(ctx, w.sum)
	}
	p.Report(progress.State{Stage: message.New("progress.saving"), Done: int64(w.sum.Read), Total: int64(w.sum.Read), Final: true})
	return w.sum, err
}

// groupImported groups after an import that brought something, or that goes on
// after one that was stopped before it could group.
func (a *App) groupImported(ctx context.Context, sum ImportSummary, p progress.Func) error {
	if sum.Added == 0 && sum.NewVersions == 0 {
		if ungrouped, err := a.db.Ungrouped(ctx); err != nil || !ungrouped {
			return err
		}
	}
	return a.GroupStories(ctx, p)
}

// importWriter saves articles in batches and keeps the report.
type importWriter struct {
	app *App
	p   progress.Func
	opt ImportOptions
	sum ImportSummary

	batch  []*made
	bytes  int64
	bulk   bool                        // the index is being written in bulk
	listed map[article.OutcomeKind]int // items of a kind, named in the report or not
}

func (w *importWriter) save(ctx context.Context, articles iter.Seq[*made]) error {
	flushed := time.Now()
	for m := range articles {
		if m.art.Source == "" {
			m.art.Source = w.opt.Source
		}
		m.art.Tags = append(m.art.Tags, w.opt.Tags...)
		w.batch = append(w.batch, m)
		w.bytes += m.cost
		if w.full() || time.Since(flushed) > batchWait {
			if err := w.flush(ctx); err != nil {
				return err
			}
			flushed = time.Now()
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return w.flush(ctx)
}

// full reports whether the batch is to be saved. In a large archive each batch
// touches most pages of the indexes, however few articles it has.
func (w *importWriter) full() bool {
	times := 1
	if w.bulk {
		times = bulkBatches
	}
	return len(w.batch) >= times*batchArticles || w.bytes >= int64(times)*batchBytes
}

// flush saves the batch in one transaction and counts what happened. Refused
// items keep their place in the report.
func (w *importWriter) flush(ctx context.Context) error {
	var good []article.Article
	for _, j := range w.batch {
		if j.err == nil {
			good = append(good, j.art)
		}
	}
	if !w.bulk && w.sum.Added+w.sum.NewVersions >= bulkArticles {
		if err := w.app.db.BeginBulk(ctx); err != nil {
			return err
		}
		w.bulk = true
	}
	var outcomes []article.Outcome
	if len(good) > 0 {
		var err error
		if outcomes, err = w.app.db.Save(ctx, good); err != nil {
			return err
		}
	}
	for _, j := range w.batch {
		out := article.Outcome{Kind: article.Refused, Err: j.err}
		if j.err == nil {
			out, outcomes = outcomes[0], outcomes[1:]
		}
		w.count(j, out)
	}
	w.batch, w.bytes = w.batch[:0], 0
	w.p.Report(progress.State{Stage: message.New("progress.saving"), Done: int64(w.sum.Read)})
	return nil
}

// endBulk puts the index in order after very many articles, also where the
// import was stopped or failed: that takes a moment and can be stopped too.
func (w *importWriter) endBulk(ctx context.Context) error {
	if !w.bulk {
		return nil
	}
	if ctx.Err() != nil { // the settings at least are put back
		ctx = context.WithoutCancel(ctx)
		short, cancel := context.WithTimeout(ctx, bulkEnd)
		defer cancel()
		if err := w.app.db.EndBulk(short, nil); !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		return nil
	}
	return w.app.db.EndBulk(ctx, w.p)
}

// record writes an import into the ledger of the archive.
func (a *App) record(ctx context.Context, sum ImportSummary) error {
	details, err := json.Marshal(map[string]int{
		"read": sum.Read, "added": sum.Added, "new_version": sum.NewVersions, "duplicate": sum.Duplicates, "refused": sum.Refused,
	})
	if err != nil {
		return err
	}
	return a.db.Record(ctx, db.LedgerEntry{What: "import", Details: string(details)})
}

func (w *importWriter) count(j *made, out article.Outcome) {
	s := &w.sum
	s.Read++
	switch out.Kind {
	case article.Added:
		s.Added++
		s.AddedIDs = append(s.AddedIDs, out.ID)
	case article.NewVersion:
		s.NewVersions++
	case article.Duplicate:
		s.Duplicates++
	default:
		s.Refused++
	}
	if out.Simplified {
		s.Simplified++
	}
	switch {
	case out.CopyOf == 0:
	case out.Likeness < 100:
		s.NearCopies++
	default:
		s.Copies++
	}
	page := j.art.PageType
	if out.Kind != article.Added && out.Kind != article.NewVersion {
		page = ""
	}
	if !page.Whole() {
		s.NotWhole++
	}
	if out.Kind == article.Added && !out.Simplified && out.CopyOf == 0 && page.Whole() {
		return
	}
	if w.listed[out.Kind]++; w.listed[out.Kind] > ReportItems {
		s.Unlisted++
		return
	}
	s.Items = append(s.Items, ImportItem{
		Name: j.item.Name, Kind: out.Kind, ID: out.ID, CopyOf: out.CopyOf, Likeness: out.Likeness,
		Simplified: out.Simplified, PageType: page, Why: Explain(out.Err),
	})
}
