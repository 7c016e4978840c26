package format

import (
	"encoding/json"
	"fmt"
	"strings"

	"parallax/article"
)

// ownForm is what the member "format" of each line of our own export begins
// with; a number follows.
const ownForm = "parallax/article/"

func isOwnRecord(form json.RawMessage) bool {
	return strings.HasPrefix(string(form), `"`+ownForm)
}

// A parallaxLine is an article as our own export writes it on one line.
type parallaxLine struct {
	ID           article.ID         `json:"id"`
	URL          string             `json:"url"`
	CanonicalURL string             `json:"canonical_url"`
	Title        string             `json:"title"`
	Author       []string           `json:"author"`
	Source       string             `json:"source"`
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
	Status       string             `json:"status"`
	Starred      bool               `json:"starred"`
	Tags         []string           `json:"tags"`
	Notes        []string           `json:"notes"`
	Highlights   []parallaxMark     `json:"highlights"`
	Images       []article.Image    `json:"images"`
	Text         string             `json:"text"`
	Blocks       []article.Block    `json:"blocks"`
	Links        []article.Link     `json:"links"`
	Simplified   bool               `json:"simplified"`
	StoryID      article.StoryID    `json:"story_id"`
	Story        string             `json:"story"`
	CopyOf       article.ID         `json:"copy_of"`
	Likeness     int                `json:"likeness"`
	Upstream     []article.Upstream `json:"upstream"`
	Residue      []article.Residue  `json:"residue"`
	Version      int                `json:"version"`
	SHA256Raw    string             `json:"sha256_raw"`
	SHA256Text   string             `json:"sha256_text"`
}

// parallaxMark is a highlight as export writes it.
type parallaxMark struct {
	article.Span
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
	Colour string `json:"colour"`
	Note   string `json:"note"`
	MadeAt string `json:"made_at"`
}

// ownMarks returns highlights as they were. Where a span no longer holds the
// words, the archive looks for these.
func ownMarks(marks []parallaxMark) (out []article.Highlight) {
	for _, m := range marks {
		out = append(out, article.Highlight{
			Span: m.Span, Exact: m.Exact, Prefix: m.Prefix, Suffix: m.Suffix, Colour: m.Colour, Note: m.Note, Made: ownTime(m.MadeAt),
		})
	}
	return out
}

// ownRecord makes an item of a line of our own export, byte for byte. In a text
// that was edited since, the spans would point at other words: they are not
// said then.
func ownRecord(line []byte) (article.Item, error) {
	var l parallaxLine
	if err := json.Unmarshal(line, &l); err != nil {
		return article.Item{}, fmt.Errorf("read a record: %w: %w", article.ErrDamaged, err)
	}
	it := article.Item{Captured: ownTime(l.CapturedAt), Declared: article.Declared{
		ID:           l.ID,
		URL:          l.URL,
		CanonicalURL: l.CanonicalURL,
		Title:        l.Title,
		Authors:      l.Author,
		Source:       l.Source,
		Language:     l.Language,
		Published:    ownDate(l.PublishedAt, l.Precision, l.PublishedRaw),
		Updated:      ownDate(l.UpdatedAt, l.UpdatedTo, l.UpdatedRaw),
		Section:      l.Section,
		Keywords:     l.Keywords,
		Agencies:     l.Agencies,
		Licence:      l.Licence,
		PageType:     l.PageType,
		Text:         l.Text,
		Tags:         l.Tags,
		Notes:        l.Notes,
		Highlights:   ownMarks(l.Highlights),
		Images:       l.Images,
		Status:       ownStatus(l.Status),
		Starred:      l.Starred,
		ImportedFrom: l.ImportedFrom,
		How:          ownHow(l.How),
		Version:      l.Version,
		StoryID:      l.StoryID,
		Story:        l.Story,
		CopyOf:       l.CopyOf,
		Likeness:     l.Likeness,
		RawHash:      l.SHA256Raw,
		Exact:        true,
		Simplified:   l.Simplified,
	}}
	if article.HashText(l.Title, l.Text) != l.SHA256Text {
		return it, nil
	}
	if fit(l.Residue, l.Text, func(r article.Residue) article.Span { return r.Span }) {
		it.Declared.Residue, it.Declared.Upstream = l.Residue, l.Upstream
	}
	if fit(l.Blocks, l.Text, func(b article.Block) article.Span { return b.Span }) && inOrder(l.Blocks) {
		it.Declared.Blocks = l.Blocks
	}
	if fit(l.Links, l.Text, func(x article.Link) article.Span { return x.Span }) {
		it.Declared.Links = l.Links
	}
	return it, nil
}

// ownHow returns how an article came to the archive that it was exported from.
func ownHow(s string) string {
	switch s {
	case "file", "paste", "web":
		return s
	}
	return "export"
}

// fit reports whether the spans of the list lie within text.
func fit[T any](list []T, text string, span func(T) article.Span) bool {
	for _, x := range list {
		s := span(x)
		if s.Start < 0 || s.End < s.Start || s.End > len(text) || !startsRune(text, s.Start) || !startsRune(text, s.End) {
			return false
		}
	}
	return true
}

// inOrder reports whether no block begins before the one before it ends.
func inOrder(blocks []article.Block) bool {
	for i := 1; i < len(blocks); i++ {
		if blocks[i].Start < blocks[i-1].End {
			return false
		}
	}
	return true
}
