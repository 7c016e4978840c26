package screen

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
)

// Reader is the article that is read, with what stands at its foot.
type Reader struct {
	ID       article.ID // 0 while nothing is open
	Article  article.Article
	Loaded   bool // Article is that of ID
	Hits     []article.Span
	Hit      int               // the hit that was gone to, -1 for none
	Story    []article.Summary // the others of its story
	Original article.Summary   // what it is a copy of, zero for none
	Parts    []ReadPart
	Links    []ReadLink
	Unfolded bool // residue is shown in full
}

// A ReadPart is one block of a text, or a run of residue folded into one line.
type ReadPart struct {
	article.Block
	Residue []article.ResidueKind // nil where the source speaks
	Folded  bool
}

// readingSpeed is words a minute, as surveys of silent reading have it.
const readingSpeed = 230

// Minutes returns how long the article takes to read.
func (r *Reader) Minutes() int { return max(1, (r.Article.Words+readingSpeed/2)/readingSpeed) }

// Headline returns the title of the article, and where its file has none the
// first words that the source itself says.
func (r *Reader) Headline() string {
	if r.Article.Title != "" {
		return r.Article.Title
	}
	for _, p := range r.Parts {
		if words := Opening(p.Of(r.Article.Text)); !p.Folded && words != "" {
			return words
		}
	}
	return Opening(r.Article.Text)
}

// ToCompare returns the article and the others of its story, as many as can be
// compared: of a long story those published nearest to the article.
func (r *Reader) ToCompare() []article.ID {
	far := func(s article.Summary) time.Duration {
		if s.Published.IsZero() || r.Article.Published.IsZero() {
			return math.MaxInt64
		}
		return s.Published.Time.Sub(r.Article.Published.Time).Abs()
	}
	near := slices.SortedStableFunc(slices.Values(r.Story), func(a, b article.Summary) int { return cmp.Compare(far(a), far(b)) })
	ids := []article.ID{r.ID}
	for _, s := range near[:min(len(near), app.MaxCompared-1)] {
		ids = append(ids, s.ID)
	}
	return ids
}

// read opens the article under the cursor.
func (l *Library) read() {
	id := l.ID(l.Current)
	if id == l.Reader.ID && id != 0 && l.Reader.Loaded {
		l.hits()
		return
	}
	l.open(id)
}

// Open shows an article in the reader because a person asked for it; 0 shows
// none.
func (l *Library) Open(id article.ID) {
	l.open(id)
	l.Attend()
}

// open is Open where the program itself chose the article.
func (l *Library) open(id article.ID) {
	if id != l.Reader.ID {
		l.attention.drop()
	}
	if id == 0 {
		l.opening.drop()
		l.Reader = Reader{Hit: -1}
		l.changed(PartReader)
		return
	}
	fresh := id != l.Reader.ID
	if fresh {
		unfolded := l.Reader.Unfolded
		l.Reader = Reader{ID: id, Hit: -1, Unfolded: unfolded}
	}
	type opened struct {
		article  article.Article
		story    []article.Summary
		original article.Summary
	}
	ask(l.work, &l.opening, 0, func(ctx context.Context) (opened, error) {
		var o opened
		var err error
		if o.article, err = l.archive.Article(ctx, id); err != nil {
			return o, err
		}
		if of := o.article.CopyOf; of != 0 {
			rows, err := l.archive.Rows(ctx, []article.ID{of}, "")
			if err != nil {
				return o, err
			}
			for _, o.original = range rows {
			}
		}
		o.story, err = l.archive.StoryOf(ctx, id)
		return o, err
	}, func(o opened, err error) {
		if err != nil {
			l.fail(err)
			return
		}
		l.Reader.Article, l.Reader.Loaded = o.article, true
		l.Reader.Original = o.original
		l.Reader.Story = slices.DeleteFunc(o.story, func(s article.Summary) bool { return s.ID == id })
		l.Reader.Parts = readParts(&l.Reader.Article)
		l.Reader.Links = readLinks(&l.Reader.Article)
		l.hits()
		l.changed(PartReader)
	})
	if fresh {
		// A reader that empties and fills within a moment flickers: what was
		// there stays until the answer or until it takes long.
		l.work.after(150*time.Millisecond, func() {
			if l.Reader.ID == id && !l.Reader.Loaded {
				l.changed(PartReader)
			}
		})
	}
}

// hits marks the words of the search in the open article.
func (l *Library) hits() {
	if !l.Reader.Loaded {
		return
	}
	hits := l.archive.Hits(l.Search.query(), l.Reader.Article)
	if slices.Equal(hits, l.Reader.Hits) {
		return
	}
	l.Reader.Hits, l.Reader.Hit = hits, -1
	l.changed(PartReader)
}

// NextHit goes to the next hit in the open article, or to the one before it if
// by is -1. After the last comes the first.
func (l *Library) NextHit(by int) {
	n := len(l.Reader.Hits)
	if n == 0 {
		return
	}
	if l.Reader.Hit < 0 && by < 0 {
		l.Reader.Hit = 0
	}
	l.Reader.Hit = (l.Reader.Hit + by + n) % n
	l.changed(PartReader)
}

// Unfold shows residue in full, or folds it again.
func (l *Library) Unfold() {
	l.Reader.Unfolded = !l.Reader.Unfolded
	l.changed(PartReader)
}

// readParts splits a text into its blocks and folds each run of blocks that
// are nothing but residue into one.
func readParts(a *article.Article) []ReadPart {
	blocks := a.Blocks
	if len(blocks) == 0 && a.Text != "" {
		blocks = []article.Block{{Kind: article.Paragraph, Span: article.Span{End: len(a.Text)}}}
	}
	var parts []ReadPart
	for _, b := range blocks {
		kinds := residueOf(a, b.Span)
		last := len(parts) - 1
		if kinds != nil && last >= 0 && parts[last].Folded {
			parts[last].End = b.End
			for _, k := range kinds {
				if !slices.Contains(parts[last].Residue, k) {
					parts[last].Residue = append(parts[last].Residue, k)
				}
			}
			continue
		}
		parts = append(parts, ReadPart{Block: b, Residue: kinds, Folded: kinds != nil})
	}
	return parts
}

// residueOf returns the kinds of residue that fill a span, and nil if anything
// else stands in it.
func residueOf(a *article.Article, s article.Span) []article.ResidueKind {
	var kinds []article.ResidueKind
	covered := s.Start
	for _, r := range a.Residue {
		if r.Start == r.End || !r.Overlaps(s) {
			continue
		}
		if r.Start > covered && !blank(a.Text[covered:min(r.Start, s.End)]) {
			return nil
		}
		covered = max(covered, r.End)
		if !slices.Contains(kinds, r.Kind) {
			kinds = append(kinds, r.Kind)
		}
	}
	if covered < s.End && !blank(a.Text[covered:s.End]) {
		return nil
	}
	return kinds
}

func blank(s string) bool {
	for _, r := range s {
		if r != ' ' && r != '\n' && r != '\t' && r != '\r' && r != '\u00a0' {
			return false
		}
	}
	return true
}

// ResidueName returns what a kind of residue is called.
func ResidueName(k article.ResidueKind) message.Message {
	return message.New("residue." + string(k))
}

// PageBadge returns what a page is called that is no article, or not all of one.
func PageBadge(t article.PageType) message.Message { return message.New("window.page." + string(t)) }

// PageSaid says what such a page is.
func PageSaid(t article.PageType) message.Message { return message.New("page." + string(t)) }

// ResidueCount is how often a kind of residue stands in an article.
type ResidueCount struct {
	Kind  article.ResidueKind
	Count int
}

// Residue counts the residue of the open article by kind, in the order of the
// documentation.
func (r *Reader) Residue() []ResidueCount {
	var counts []ResidueCount
	for _, k := range article.ResidueKinds {
		n := 0
		for _, res := range r.Article.Residue {
			if res.Kind == k {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, ResidueCount{k, n})
		}
	}
	return counts
}
