package format

import (
	"bytes"
	"encoding/json"
	"path"
	"regexp"
	"strings"

	"parallax/scrape/charset"
)

// HeadBytes is how much of a file [Sniff] wants to see.
const HeadBytes = 64 << 10

var magics = []struct {
	at     int
	prefix string
	kind   Kind
}{
	{0, "PK\x03\x04", Zip},
	{0, "PK\x05\x06", Zip},
	{0, "PK\x07\x08", Zip},
	{0, "\x1f\x8b", Gzip},
	{0, "%PDF-", PDF},
	{0, "{\\rtf", RTF},
	{0, "WARC/", WARC},
	{0, "filedesc://", WARC},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Office},
	{0, "SQLite format 3\x00", SQLite},
	{0, "7z\xbc\xaf\x27\x1c", Archive},
	{0, "Rar!\x1a\x07", Archive},
	{0, "\xfd7zXZ\x00", Archive},
	{0, "BZh", Archive},
	{0, "\x28\xb5\x2f\xfd", Archive},
	{257, "ustar", Archive},
	{0, "\x89PNG\r\n", Binary},
	{0, "\xff\xd8\xff", Binary},
	{0, "GIF8", Binary},
	{0, "RIFF", Binary},
	{0, "II*\x00", Binary},
	{0, "MM\x00*", Binary},
	{0, "ID3", Binary},
	{0, "OggS", Binary},
	{0, "fLaC", Binary},
	{0, "\x7fELF", Binary},
	{0, "MZ\x90\x00", Binary},
	{0, "wOFF", Binary},
	{0, "wOF2", Binary},
	{4, "ftyp", Binary},
}

// Sniff says what a file is from its first [HeadBytes] bytes, or all of them.
// The name decides only where content cannot: between plain text and Markdown,
// and whether columns of text are a table.
func Sniff(head []byte, name string) Kind {
	if len(head) == 0 {
		return Empty
	}
	for _, m := range magics {
		if len(head) > m.at && bytes.HasPrefix(head[m.at:], []byte(m.prefix)) {
			if m.prefix == "BZh" && !bytes.Contains(head[:min(len(head), 16)], []byte("1AY&SY")) {
				continue // words may begin so
			}
			return m.kind
		}
	}
	head, ok := squeeze(head)
	if !ok {
		return Binary
	}
	if isOwnCSV(head) {
		return OwnCSV
	}
	trimmed := bytes.TrimLeft(head, " \t\r\n\f\ufeff")
	if len(trimmed) == 0 {
		return Text // whether there is nothing but blanks, the whole file tells
	}
	ext := strings.ToLower(path.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz")))
	switch trimmed[0] {
	case '<':
		if k := markup(trimmed, ext); k != "" {
			return k
		}
	case '{', '[':
		if k := braces(trimmed, ext); k != "" {
			return k
		}
	}
	if k := lines(trimmed, ext); k != "" {
		return k
	}
	switch ext {
	case ".md", ".markdown", ".mdown", ".mkd":
		return Markdown
	case ".csv", ".tsv", ".tab":
		return CSV
	case ".html", ".htm", ".xhtml", ".shtml":
		if bytes.IndexByte(trimmed, '<') >= 0 {
			return HTML
		}
	}
	return Text
}

// squeeze makes a head that may be UTF-16 or UTF-32 readable as ASCII, and
// reports whether it can be text at all: other texts hold hardly a NUL.
func squeeze(head []byte) ([]byte, bool) {
	n := bytes.Count(head, []byte{0})
	if n == 0 {
		return bytes.TrimPrefix(head, []byte("\ufeff")), true
	}
	if !wide(head) {
		return bytes.ReplaceAll(head, []byte{0}, nil), charset.StrayNULs(head)
	}
	s := bytes.TrimLeft(head, "\xff\xfe\x00")
	return bytes.ReplaceAll(s, []byte{0}, nil), true
}

// wide reports whether b may be UTF-16 or UTF-32.
func wide(b []byte) bool {
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) ||
		bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")) {
		return true
	}
	return charset.Wide(b)
}

var (
	htmlTag  = regexp.MustCompile(`(?i)^<(?:!doctype\s+html|html|head|body|article|main|section|div|p|span|h[1-6]|table|title|meta|link|script|style|a|b|i|em|strong|ul|ol|br|img|center|font|blockquote)[\s>/]`)
	htmlRoot = regexp.MustCompile(`(?i)<html[\s>]`)
	feedRoot = regexp.MustCompile(`(?i)<(?:rss|feed|rdf:RDF|channel)[\s>]`)
	rdfRoot  = regexp.MustCompile(`(?i)<rdf:RDF[\s>]`)
	rdfFeed  = regexp.MustCompile(`(?i)<channel[\s>]|\sxmlns\s*=\s*["']https?://(?:purl\.org/rss/|my\.netscape\.com/rdf/)`)
	opmlRoot = regexp.MustCompile(`(?i)<opml[\s>]`)
	comment  = regexp.MustCompile(`(?s)^(?:\s|<!--.*?-->)+`)
)

// markup tells apart what begins with "<", "" if it is none of these.
func markup(b []byte, ext string) Kind {
	if loc := comment.FindIndex(b); loc != nil {
		b = b[loc[1]:]
	}
	near := b[:min(len(b), 2048)]
	lower := bytes.ToLower(near)
	switch {
	case bytes.HasPrefix(lower, []byte("<!doctype netscape-bookmark-file")):
		return Bookmarks
	case htmlTag.Match(near), len(b) > 0 && htmlRoot.Match(near):
		return HTML
	case opmlRoot.Match(near):
		return OPML
	case rdfRoot.Match(near) && !rdfFeed.Match(near):
		return RDF
	case feedRoot.Match(near):
		return Feed
	case bytes.HasPrefix(lower, []byte("<?xml")), bytes.HasPrefix(lower, []byte("<!doctype")):
		if strings.HasPrefix(ext, ".htm") || ext == ".xhtml" {
			return HTML
		}
		return XML
	case bytes.HasPrefix(lower, []byte("<!--")), ext == ".html", ext == ".htm":
		return HTML
	}
	return ""
}

// braces tells apart what begins with a brace or bracket, "" if it is prose.
func braces(b []byte, ext string) Kind {
	line, _, whole := bytes.Cut(b, []byte("\n"))
	line = bytes.TrimSpace(line)
	if b[0] == '{' {
		switch {
		case json.Valid(line):
			return JSONL
		case ext == ".jsonl", ext == ".ndjson":
			return JSONL
		case !whole && keyed.Match(b): // one record longer than the head
			return JSONL
		}
	}
	if ext == ".jsonl" || ext == ".ndjson" {
		return JSONL
	}
	if ext == ".json" || json.Valid(b) {
		return JSON
	}
	return ""
}

var keyed = regexp.MustCompile(`^\{\s*"[^"\n]{1,64}"\s*:`)

var (
	mailHead = regexp.MustCompile(`(?im)^(?:return-path|received|message-id|mime-version|delivered-to|x-[a-z-]+|subject|from|date|to|content-type): `)
	mhtml    = regexp.MustCompile(`(?i)multipart/related|snapshot-content-location:|<saved by (?:blink|mozilla|microsoft)`)
	ris      = regexp.MustCompile(`^TY  - [A-Z]{2,}`)
	bibtex   = regexp.MustCompile(`^(?:%[^\n]*\n|\s)*@(?:[A-Za-z]+\s*\{[^,\n]*,|(?i:string|preamble|comment)\s*[{(])`)
	mbox     = regexp.MustCompile(`^From \S+ .*\d{4}\s*\n`)
)

// lines tells apart formats by their first lines, "" if it is prose.
func lines(b []byte, ext string) Kind {
	near := b[:min(len(b), 8192)]
	switch {
	case ris.Match(near):
		return RIS
	case bibtex.Match(near):
		return BibTeX
	case mbox.Match(near):
		return Mail
	}
	// A header is some fields with nothing else before the first empty line.
	header, _, _ := bytes.Cut(bytes.ReplaceAll(near, []byte("\r\n"), []byte("\n")), []byte("\n\n"))
	fields := len(mailHead.FindAll(header, -1))
	other := 0
	for l := range bytes.Lines(header) {
		if len(l) > 1 && l[0] != ' ' && l[0] != '\t' && !fieldLine.Match(l) {
			other++
		}
	}
	if fields >= 3 && other <= 1 && mhtml.Match(header) {
		return MHTML // a title that breaks into the next line is common
	}
	if fields >= 3 && other == 0 {
		return Mail
	}
	if ext == ".jsonl" || ext == ".ndjson" {
		return JSONL // its first line may be broken
	}
	return ""
}

var fieldLine = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*:`)
