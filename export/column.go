package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"parallax/article"
	"parallax/internal/message"
)

// The column that names the guarded ones; it is filled by the writer.
const guardedColumn = "guarded"

// A column is one field of an article, as a table writes it: either text or a
// number.
type column struct {
	name   string
	text   func(*article.Article) string
	number func(*article.Article) (n int64, known bool)
}

var columns = []column{
	{name: "id", number: func(a *article.Article) (int64, bool) { return int64(a.ID), a.ID != 0 }},
	{name: "url", text: func(a *article.Article) string { return a.URL }},
	{name: "canonical_url", text: func(a *article.Article) string { return a.CanonicalURL }},
	{name: "title", text: func(a *article.Article) string { return a.Title }},
	{name: "author", text: func(a *article.Article) string { return joinList(a.Authors) }},
	{name: "source", text: func(a *article.Article) string { return a.Source }},
	{name: "domain", text: domain},
	{name: "language", text: func(a *article.Article) string { return a.Language }},
	{name: "published_at", text: func(a *article.Article) string { return a.Published.String() }},
	{name: "published_precision", text: func(a *article.Article) string { return precision(a.Published) }},
	{name: "published_raw", text: func(a *article.Article) string { return a.Published.Raw }},
	{name: "captured_at", text: func(a *article.Article) string { return instant(a.Captured) }},
	{name: "imported_from", text: func(a *article.Article) string { return a.ImportedFrom }},
	{name: "status", text: func(a *article.Article) string { return string(status(a)) }},
	{name: "starred", number: func(a *article.Article) (int64, bool) { return starred(a), true }},
	{name: "tags", text: func(a *article.Article) string { return joinList(a.Tags) }},
	{name: "notes", text: func(a *article.Article) string { return joinList(a.Notes) }},
	{name: "word_count", number: func(a *article.Article) (int64, bool) { return int64(a.Words), true }},
	{name: "excerpt", text: func(a *article.Article) string { return excerpt(a.Text, a.Residue) }},
	{name: "text", text: func(a *article.Article) string { return a.Text }},
	{name: "story_id", number: func(a *article.Article) (int64, bool) { return int64(a.StoryID), a.StoryID != 0 }},
	{name: "story", text: func(a *article.Article) string { return a.Story }},
	{name: "copy_of", number: func(a *article.Article) (int64, bool) { return int64(a.CopyOf), a.CopyOf != 0 }},
	{name: "likeness", number: func(a *article.Article) (int64, bool) { return int64(a.Likeness), a.CopyOf != 0 }},
	{name: "upstream", text: func(a *article.Article) string { return joinList(upstreamNames(a)) }},
	{name: "residue", text: residueSpans},
	{name: "version", number: func(a *article.Article) (int64, bool) { return int64(a.Version), a.Version != 0 }},
	{name: "sha256_raw", text: func(a *article.Article) string { return a.RawHash }},
	{name: "sha256_text", text: func(a *article.Article) string { return a.TextHash }},
	{name: "citation", text: citation},
	{name: "updated_at", text: func(a *article.Article) string { return a.Updated.String() }},
	{name: "section", text: func(a *article.Article) string { return a.Section }},
	{name: "keywords", text: func(a *article.Article) string { return joinList(a.Keywords) }},
	{name: "agencies", text: func(a *article.Article) string { return joinList(a.Agencies) }},
	{name: "licence", text: func(a *article.Article) string { return a.Licence }},
	{name: "page_type", text: func(a *article.Article) string { return string(a.PageType) }},
	{name: guardedColumn, text: func(*article.Article) string { return "" }},
}

// Columns returns the names of the columns of a table of articles, in order.
func Columns() []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return names
}

// chosen returns the columns of these names, and all for none. The column that
// names the guarded ones comes last, and is there where cells may be guarded.
func chosen(names []string, guard bool) ([]column, error) {
	if len(names) == 0 {
		return columns, nil
	}
	var cs []column
	for _, name := range names {
		i := slices.IndexFunc(columns, func(c column) bool { return c.name == name })
		if i < 0 || slices.ContainsFunc(cs, func(c column) bool { return c.name == name }) {
			return nil, fmt.Errorf("%w: column %q", article.ErrUsage, name)
		}
		if name == guardedColumn {
			guard = true
			continue
		}
		cs = append(cs, columns[i])
	}
	if guard {
		cs = append(cs, columns[len(columns)-1])
	}
	return cs, nil
}

// joinList puts values into one cell, ";" between them; a "\" makes the ";" or
// "\" behind it part of a value. Empty values are left out.
func joinList(values []string) string {
	var b strings.Builder
	for _, v := range values {
		if v == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(';')
		}
		_, _ = listEscapes.WriteString(&b, v) // a Builder takes everything
	}
	return b.String()
}

var listEscapes = strings.NewReplacer(`\`, `\\`, `;`, `\;`)

// domain returns the host of an article's address, "" where it has none.
func domain(a *article.Article) string {
	key, ok := article.URLKey(a.URL)
	if !ok {
		if key, ok = article.URLKey(a.CanonicalURL); !ok {
			return ""
		}
	}
	host := strings.TrimPrefix(key, "https://")
	if i := strings.IndexAny(host, "/?#"); i >= 0 {
		host = host[:i]
	}
	if i := strings.LastIndexByte(host, ':'); i > strings.LastIndexByte(host, ']') {
		host = host[:i]
	}
	return host
}

func precision(d article.Date) string {
	if d.IsZero() {
		return ""
	}
	return string(d.Precision)
}

// instant writes a time of the archive's own doing; a publisher's time keeps
// its offset and is written by [article.Date].
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}

func status(a *article.Article) article.Status {
	switch {
	case !a.Deleted.IsZero():
		return article.Trash
	case a.Status == "":
		return article.Unread
	}
	return a.Status
}

func starred(a *article.Article) int64 {
	if a.Starred {
		return 1
	}
	return 0
}

// upstreamNames returns the origins an article declares or cites, each once.
func upstreamNames(a *article.Article) []string {
	var names []string
	for _, u := range a.Upstream {
		if u.Name != "" && !slices.Contains(names, u.Name) {
			names = append(names, u.Name)
		}
	}
	return names
}

// residueSpans writes the residue as kind:start-end, in bytes of the text.
func residueSpans(a *article.Article) string {
	if len(a.Residue) == 0 {
		return ""
	}
	b := make([]byte, 0, 24*len(a.Residue))
	for i, r := range a.Residue {
		if i > 0 {
			b = append(b, ';')
		}
		b = append(b, r.Kind...)
		b = strconv.AppendInt(append(b, ':'), int64(r.Start), 10)
		b = strconv.AppendInt(append(b, '-'), int64(r.End), 10)
	}
	return string(b)
}

// citation names an article in one line: who, what, where, when, the address
// and the day it was captured.
func citation(a *article.Article) string {
	var b strings.Builder
	sentence := func(s string) {
		if s = oneLine(s); s == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		if !strings.ContainsAny(s[len(s)-1:], ".?!") {
			b.WriteByte('.')
		}
	}
	sentence(strings.Join(a.Authors, ", "))
	sentence(a.Title)
	sentence(joinKnown(a.Source, a.Published.Day()))
	captured := ""
	if !a.Captured.IsZero() {
		captured = capturedWord() + " " + a.Captured.UTC().Format(time.DateOnly)
	}
	if end := oneLine(joinKnown(a.URL, captured)); end != "" {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(end)
	}
	return b.String()
}

// capturedWord is English for everyone: what programs read does not change with
// the person's language.
var capturedWord = sync.OnceValue(func() string { return message.New("export.captured").String() })

func joinKnown(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ", " + b
}

// oneLine makes every run of blanks a space.
func oneLine(s string) string {
	return strings.Join(strings.Fields(s), " ")
}
