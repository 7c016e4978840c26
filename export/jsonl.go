package export

import (
	"context"
	"encoding/json"
	"io"
	"iter"

	"parallax/article"
	"parallax/internal/progress"
)

// JSONLFormat stands in every line that JSONL writes, so that a reader knows
// whose it is and in which form.
const JSONLFormat = "parallax/article/1"

// A line is an article as JSON Lines hold it. The names are those of the
// columns of CSV, the lists are lists. Every field is in every line.
type line struct {
	Format       string             `json:"format"`
	ID           article.ID         `json:"id"`
	URL          string             `json:"url"`
	CanonicalURL string             `json:"canonical_url"`
	Title        string             `json:"title"`
	Author       []string           `json:"author"`
	Source       string             `json:"source"`
	Domain       string             `json:"domain"`
	Language     string             `json:"language"`
	PublishedAt  string             `json:"published_at"`
	Precision    string             `json:"published_precision"`
	PublishedRaw string             `json:"published_raw"`
	UpdatedAt    string             `json:"updated_at"`
	UpdatedTo    string             `json:"updated_precision"`
	UpdatedRaw   string             `json:"updated_raw"`
	Section      string             `json:"section"`
	Keywords     []string           `json:"keywords"`
	Agencies     []string           `json:"agencies"`
	Licence      string             `json:"licence"`
	PageType     article.PageType   `json:"page_type"`
	CapturedAt   string             `json:"captured_at"`
	ImportedFrom string             `json:"imported_from"`
	How          string             `json:"how"`
	Status       article.Status     `json:"status"`
	Starred      bool               `json:"starred"`
	Simplified   bool               `json:"simplified"`
	Tags         []string           `json:"tags"`
	Notes        []string           `json:"notes"`
	Highlights   []mark             `json:"highlights"`
	Images       []article.Image    `json:"images"`
	WordCount    int                `json:"word_count"`
	Excerpt      string             `json:"excerpt"`
	Text         string             `json:"text"`
	Blocks       []article.Block    `json:"blocks"`
	Links        []article.Link     `json:"links"`
	StoryID      article.StoryID    `json:"story_id"`
	Story        string             `json:"story"`
	CopyOf       article.ID         `json:"copy_of"`
	Likeness     int                `json:"likeness"`
	Upstream     []article.Upstream `json:"upstream"`
	Residue      []article.Residue  `json:"residue"`
	Version      int                `json:"version"`
	SHA256Raw    string             `json:"sha256_raw"`
	SHA256Text   string             `json:"sha256_text"`
	Citation     string             `json:"citation"`
}

// A mark is a highlight. The number of its version is the archive's own affair;
// its words and those around them are what it is found by.
type mark struct {
	article.Span
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
	Colour string `json:"colour"`
	Note   string `json:"note"`
	MadeAt string `json:"made_at"`
}

func marks(all []article.Highlight) []mark {
	out := make([]mark, len(all))
	for i, h := range all {
		out[i] = mark{h.Span, h.Exact, h.Prefix, h.Suffix, h.Colour, h.Note, instant(h.Made)}
	}
	return out
}

// JSONL writes an article a line, with everything that is known of it but its
// raw bytes and older versions.
func JSONL(ctx context.Context, w io.Writer, articles iter.Seq2[article.Article, error], p progress.Func) (Report, error) {
	s := newSink(w)
	enc := json.NewEncoder(s)
	enc.SetEscapeHTML(false) // it is read by programs, not put into pages
	n, err := each(ctx, articles, p, func(a *article.Article) error {
		return enc.Encode(line{
			Format:       JSONLFormat,
			ID:           a.ID,
			URL:          a.URL,
			CanonicalURL: a.CanonicalURL,
			Title:        a.Title,
			Author:       known(a.Authors),
			Source:       a.Source,
			Domain:       domain(a),
			Language:     a.Language,
			PublishedAt:  a.Published.String(),
			Precision:    precision(a.Published),
			PublishedRaw: a.Published.Raw,
			UpdatedAt:    a.Updated.String(),
			UpdatedTo:    precision(a.Updated),
			UpdatedRaw:   a.Updated.Raw,
			Section:      a.Section,
			Keywords:     known(a.Keywords),
			Agencies:     known(a.Agencies),
			Licence:      a.Licence,
			PageType:     a.PageType,
			CapturedAt:   instant(a.Captured),
			ImportedFrom: a.ImportedFrom,
			How:          a.How,
			Status:       status(a),
			Starred:      a.Starred,
			Simplified:   a.Simplified,
			Tags:         known(a.Tags),
			Notes:        known(a.Notes),
			Highlights:   marks(a.Highlights),
			Images:       known(a.Images),
			WordCount:    a.Words,
			Excerpt:      excerpt(a.Text, a.Residue),
			Text:         a.Text,
			Blocks:       known(a.Blocks),
			Links:        known(a.Links),
			StoryID:      a.StoryID,
			Story:        a.Story,
			CopyOf:       a.CopyOf,
			Likeness:     a.Likeness,
			Upstream:     known(a.Upstream),
			Residue:      known(a.Residue),
			Version:      a.Version,
			SHA256Raw:    a.RawHash,
			SHA256Text:   a.TextHash,
			Citation:     citation(a),
		})
	})
	if err != nil {
		return Report{}, err
	}
	return s.report(n, nil)
}

// known makes a list that is empty an empty list, and not null.
func known[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
