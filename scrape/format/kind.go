// Package format reads the containers that articles come in: one file a
// format, each a reader that yields items and never ends at a bad one. Formats
// are recognised by content; a name only decides between forms of text.
package format

import (
	"context"
	"fmt"
	"io"
	"iter"

	"parallax/article"
	"parallax/internal/message"
)

// A Kind is what some bytes are.
type Kind string

// The kinds that are read.
const (
	Empty    Kind = "empty"
	Text     Kind = "text"
	Markdown Kind = "markdown"
	HTML     Kind = "html"
	JSONL    Kind = "jsonl"
	OwnCSV   Kind = "own-csv"
	Zip      Kind = "zip"
	Gzip     Kind = "gzip"
	Binary   Kind = "binary" // no text of any kind
)

// The kinds that are known and not read.
const (
	PDF       Kind = "pdf"
	RTF       Kind = "rtf"
	Word      Kind = "word"
	EPUB      Kind = "epub"
	Office    Kind = "office"
	WACZ      Kind = "wacz"
	WARC      Kind = "warc"
	MHTML     Kind = "mhtml"
	Mail      Kind = "mail"
	Feed      Kind = "feed"
	OPML      Kind = "opml"
	RDF       Kind = "rdf"
	XML       Kind = "xml"
	JSON      Kind = "json"
	CSV       Kind = "csv"
	Bookmarks Kind = "bookmarks"
	RIS       Kind = "ris"
	BibTeX    Kind = "bibtex"
	Archive   Kind = "archive" // tar, 7z, rar, xz and their like
	SQLite    Kind = "sqlite"
	Locked    Kind = "locked" // a member under a password
	Special   Kind = "special"
)

// Unsupported lists the kinds that are known and not read.
var Unsupported = []Kind{
	PDF, RTF, Word, EPUB, Office, WACZ, WARC, MHTML, Mail, Feed, OPML, RDF, XML,
	JSON, CSV, Bookmarks, RIS, BibTeX, Archive, SQLite, Locked, Special,
}

// An UnsupportedError names a format that is known and not read. It is an
// [article.ErrUnsupported].
type UnsupportedError struct{ Kind Kind }

func (e *UnsupportedError) Error() string {
	return fmt.Sprintf("read %s: %v", e.Kind, article.ErrUnsupported)
}

func (e *UnsupportedError) Unwrap() error { return article.ErrUnsupported }

// Message returns the name of the format as a person knows it.
func (e *UnsupportedError) Message() message.Message {
	return message.New("format." + string(e.Kind))
}

// Refusal returns why an item of kind k is not read, and nil if it is.
func Refusal(k Kind) error {
	switch k {
	case Empty:
		return article.ErrEmpty
	case Binary:
		return article.ErrBinary
	case Text, Markdown, HTML, JSONL, OwnCSV, Zip, Gzip:
		return nil
	}
	return &UnsupportedError{Kind: k}
}

// MediaType returns the media type of what is one article in kind k, "" for
// containers.
func MediaType(k Kind) string {
	switch k {
	case Text:
		return "text/plain"
	case Markdown:
		return "text/markdown"
	case HTML:
		return "text/html"
	}
	return ""
}

// ReadOwnCSV yields one item a row of a CSV that this program exported, byte for
// byte as it was. A row that cannot be read is one refused item, and the rows
// after it are read.
func ReadOwnCSV(ctx context.Context, r io.Reader, name string) iter.Seq2[article.Item, error] {
	return readOwnCSV(ctx, r, name)
}
