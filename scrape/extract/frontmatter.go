package extract

import (
	"fmt"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"parallax/article"
	"parallax/scrape/format"
	"parallax/scrape/guard"
)

// frontMatter reads the YAML at the head of a text and returns what it says,
// and the text after it. What is broken, too long or (in plain text) says
// nothing that is known here is no front matter: ok is false and the text stays
// whole.
func frontMatter(s string, markdown bool, lim guard.Limits) (m meta, title, rest string, ok bool) {
	head, rest, found := cutFrontMatter(s, lim)
	if !found || !tame(head) {
		return meta{}, "", s, false
	}
	var values map[string]any
	if err := yaml.Unmarshal([]byte(head), &values); err != nil || values == nil && strings.TrimSpace(head) != "" {
		return meta{}, "", s, false
	}
	f := yamlFields{}
	for k, v := range values {
		f[strings.ToLower(k)] = v
	}
	if !markdown && !f.known() {
		return meta{}, "", s, false
	}
	title = f.read(&m, "front-matter")
	return m, title, rest, true
}

// cutFrontMatter parts s at the line that ends its front matter.
func cutFrontMatter(s string, lim guard.Limits) (head, rest string, ok bool) {
	body, ok := strings.CutPrefix(s, "---\n")
	if !ok {
		return "", s, false
	}
	at := 0
	for l := range strings.Lines(body[:min(int64(len(body)), lim.FrontMatter)]) {
		if t := strings.TrimRight(l, " \t\n"); t == "---" || t == "..." {
			return body[:at], body[at+len(l):], true
		}
		at += len(l)
	}
	return "", s, false
}

// tame reports whether YAML is of the kind people write: no aliases, which can
// make a page of a line, and little nesting.
func tame(head string) bool {
	depth := 0
	for _, t := range lexer.Tokenize(head) {
		switch t.Type {
		case token.AliasType, token.AnchorType, token.MergeKeyType:
			return false
		case token.MappingStartType, token.SequenceStartType:
			depth++
		case token.MappingEndType, token.SequenceEndType:
			depth--
		}
		if depth > 16 || t.Position != nil && t.Position.Column > 200 && t.Type == token.SequenceEntryType {
			return false
		}
	}
	return true
}

// yamlFields are the values of front matter under lower-case names.
type yamlFields map[string]any

var knownFields = []string{"title", "source", "url", "author", "authors", "published", "date", "created", "tags", "description", "publisher", "site", "link"}

func (f yamlFields) known() bool {
	for _, k := range knownFields {
		if _, ok := f[k]; ok {
			return true
		}
	}
	return false
}

// read fills m with what the fields say and returns the title. where names them.
func (f yamlFields) read(m *meta, where string) string {
	set := func(field string, to *string, names ...string) {
		for _, n := range names {
			if w := oneLine(format.Name(yamlText(f[n]))); w != "" && *to == "" {
				*to = w
				m.set(field, where)
			}
		}
	}
	var title string
	set("title", &title, "title", "headline")
	set("url", &m.url, "url", "link", "permalink", "canonical")
	set("source", &m.source, "source", "publisher", "outlet", "site", "site_name", "publication")
	if title != "" {
		m.set("title", where)
	}
	set("language", &m.language, "language", "lang")
	if isAddress(m.source) { // the clipper writes the address there
		if m.url == "" {
			m.url = m.source
			m.set("url", where)
		}
		m.source = ""
		delete(m.from, "source")
	}
	for _, n := range []string{"author", "authors", "byline"} {
		if names := yamlList(f[n], format.Names); len(names) > 0 && m.authors == nil {
			m.authors = names
			m.set("authors", where)
		}
	}
	for _, n := range []string{"published", "published_at", "date", "datepublished"} {
		if d := yamlDate(f[n]); (!d.IsZero() || d.Raw != "") && m.published.IsZero() {
			m.published = d
			m.set("published", where)
		}
	}
	for _, n := range []string{"created", "clipped", "saved", "captured"} {
		if d := yamlDate(f[n]); !d.IsZero() && m.captured.IsZero() {
			m.captured = d.Time
		}
	}
	m.tags = yamlList(f["tags"], func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' })
	})
	for i, t := range m.tags {
		m.tags[i] = strings.TrimPrefix(strings.TrimSpace(t), "#")
	}
	return title
}

func isAddress(s string) bool {
	s = strings.ToLower(s)
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

func yamlText(v any) string {
	switch v := v.(type) {
	case nil, bool, map[string]any:
		return ""
	case []any:
		if len(v) > 0 {
			return yamlText(v[0])
		}
		return ""
	case time.Time:
		return v.Format(time.RFC3339)
	}
	return fmt.Sprint(v)
}

func yamlList(v any, split func(string) []string) []string {
	list, ok := v.([]any)
	if !ok {
		return split(yamlText(v))
	}
	var out []string
	for _, e := range list {
		if names := split(yamlText(e)); len(names) == 1 {
			out = append(out, names[0])
		} else if s := format.Name(yamlText(e)); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func yamlDate(v any) article.Date {
	s := yamlText(v)
	if s == "" {
		return article.Date{}
	}
	return article.ParseDate(s)
}
