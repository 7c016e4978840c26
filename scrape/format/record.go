package format

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"parallax/article"
)

// declared reads what a record says of an article, under the names that dumps
// of articles use for it.
func (f fields) declared() article.Declared {
	d := article.Declared{
		URL:          strings.TrimSpace(f.word("url", "link", "permalink", "source_url", "article_url", "uri", "href")),
		CanonicalURL: strings.TrimSpace(f.word("canonical_url", "canonical")),
		Title:        f.word("title", "headline"),
		Authors:      f.authors(),
		Language:     f.word("language", "lang"),
		Published: article.ParseDate(f.word("published_at", "published", "date_published", "publish_date",
			"published_date", "publication_date", "pub_date", "date", "created_at", "timestamp")),
		Text:   f.word("text", "maintext", "full_text", "article_text", "body_text", "plain_text", "article", "story"),
		HTML:   f.word("html", "content_html", "body_html", "raw_html"),
		Tags:   f.words(listed, "tags"),
		Notes:  f.words(one, "notes", "note"),
		Status: status(f.word("status")),
		How:    f.word("how"),
	}
	d.Source = f.word("source", "publisher", "outlet", "site_name", "sitename", "site", "publication", "newspaper", "source_name", "domain")
	if isURL(d.Source) { // an address in that place is the article's, not an outlet's name
		if d.URL == "" {
			d.URL = d.Source
		}
		d.Source = ""
	}
	if body := f.word("content", "body"); body != "" && d.Text == "" && d.HTML == "" {
		if looksLikeHTML(body) {
			d.HTML = body
		} else {
			d.Text = body
		}
	}
	d.Starred = truth(f.raw("starred", "favorite", "is_starred"))
	d.ImportedFrom = f.word("imported_from")
	f.own(&d)
	return d
}

// own reads the members that only our own export has. A record of ours is taken
// byte for byte.
func (f fields) own(d *article.Declared) {
	hash := f.word("sha256_text")
	if hash == "" || f.raw("text") == nil {
		return
	}
	d.Exact = true
	d.Text = text(f.raw("text"))
	d.Title = text(f.raw("title"))
	d.ID = article.ID(number(f.raw("id")))
	d.CopyOf = article.ID(number(f.raw("copy_of")))
	d.StoryID = article.StoryID(number(f.raw("story_id")))
	d.Story = f.word("story")
	d.Version = int(number(f.raw("version")))
	d.RawHash = f.word("sha256_raw")
	if raw := f.word("published_raw"); raw != "" {
		d.Published.Raw = raw
	}
	if p := f.word("published_precision"); p != "" && !d.Published.IsZero() {
		d.Published.Precision = article.Precision(p)
	}
	// Spans are into the text as it was exported; into an edited one they
	// would point at other words.
	if article.HashText(d.Title, d.Text) == hash {
		d.Residue = f.residue(len(d.Text))
		d.Upstream = f.upstream()
	}
}

// authors reads the byline, a string or a list.
func (f fields) authors() []string {
	list := f.words(Names, "author", "authors", "byline", "creator", "creators")
	for i, a := range list {
		list[i] = Name(a)
	}
	if len(list) == 1 {
		return Names(list[0])
	}
	return list
}

// residue reads "kind:start-end;…" or a list of objects, nil if the member is
// not there or does not fit n bytes.
func (f fields) residue(n int) []article.Residue {
	v := f.raw("residue")
	if v == nil {
		return nil
	}
	out := []article.Residue{}
	if v[0] == '[' {
		if json.Unmarshal(v, &out) != nil {
			return nil
		}
	} else {
		for _, part := range strings.Split(text(v), ";") {
			kind, span, ok := strings.Cut(strings.TrimSpace(part), ":")
			from, to, dash := strings.Cut(span, "-")
			if !ok || !dash {
				continue
			}
			start, err1 := strconv.Atoi(from)
			end, err2 := strconv.Atoi(to)
			if err1 == nil && err2 == nil {
				out = append(out, article.Residue{Kind: article.ResidueKind(kind), Span: article.Span{Start: start, End: end}})
			}
		}
	}
	for _, r := range out {
		if r.Start < 0 || r.End < r.Start || r.End > n {
			return nil
		}
	}
	return out
}

// upstream reads a list of objects; names alone are declared origins.
func (f fields) upstream() []article.Upstream {
	v := f.raw("upstream")
	if v == nil {
		return nil
	}
	var list []article.Upstream
	if v[0] == '[' && json.Unmarshal(v, &list) == nil {
		return list
	}
	for _, name := range f.words(listed, "upstream") {
		list = append(list, article.Upstream{Name: name, Kind: "declared"})
	}
	return list
}

// listed splits a cell of our own: ";" between, "\" before one that belongs to
// the word. Where there is none, commas split.
func listed(s string) []string {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	sep := ';'
	if !strings.ContainsRune(s, ';') && strings.ContainsRune(s, ',') {
		sep = ','
	}
	var out []string
	var cur strings.Builder
	escaped := false
	flush := func() {
		if w := strings.TrimSpace(cur.String()); w != "" {
			out = append(out, w)
		}
		cur.Reset()
	}
	for _, r := range s {
		switch {
		case escaped:
			cur.WriteRune(r)
			escaped = false
		case r == '\\' && sep == ';':
			escaped = true
		case r == sep:
			flush()
		default:
			cur.WriteRune(r)
		}
	}
	flush()
	return out
}

func one(s string) []string {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	return []string{s}
}

func number(v json.RawMessage) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(text(v)), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func truth(v json.RawMessage) bool {
	switch strings.ToLower(strings.Trim(string(v), `"`)) {
	case "true", "1", "yes":
		return true
	}
	return false
}

func status(s string) article.Status {
	switch st := article.Status(strings.ToLower(s)); st {
	case article.Unread, article.Read, article.Trash:
		return st
	}
	return ""
}

func isURL(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

var blockTag = regexp.MustCompile(`(?i)<(?:p|div|h[1-6]|ul|ol|li|br|article|section|html|body|table|blockquote|figure|span|a\s)[^<>]*>`)

// looksLikeHTML reports whether a body of unknown form is markup.
func looksLikeHTML(s string) bool {
	return len(blockTag.FindAllStringIndex(s[:min(len(s), 64<<10)], 3)) >= 2
}
