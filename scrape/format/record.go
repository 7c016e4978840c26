package format

import (
	"encoding/json"
	"regexp"
	"slices"
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
		Updated:  article.ParseDate(f.word("updated_at", "updated", "date_modified", "modified", "date_modify", "last_modified")),
		Section:  f.word("section"),
		Keywords: f.words(listed, "keywords"),
		Text:     f.word("text", "maintext", "full_text", "article_text", "body_text", "plain_text", "article", "story"),
		HTML:     f.word("html", "content_html", "body_html", "raw_html"),
		Tags:     f.words(listed, "tags"),
		Notes:    f.words(one, "notes", "note"),
		Status:   ownStatus(f.word("status")),
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
	return d
}

// authors reads the byline, a string or a list.
func (f fields) authors() []string {
	var out []string
	for _, a := range f.words(one, "author", "authors", "byline", "creator", "creators") {
		for _, n := range Names(a) {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// listed parts the words of one string: at ";" if it holds any, else at commas.
func listed(s string) []string {
	sep := ","
	if strings.Contains(s, ";") {
		sep = ";"
	}
	var out []string
	for part := range strings.SplitSeq(s, sep) {
		if w := strings.TrimSpace(part); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func one(s string) []string {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	return []string{s}
}

func truth(v json.RawMessage) bool {
	switch strings.ToLower(strings.Trim(string(v), `"`)) {
	case "true", "1", "yes":
		return true
	}
	return false
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
