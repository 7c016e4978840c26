// Package article holds the nouns of the archive: what a reader, the store,
// the comparison and the window mean when they say article, version, source,
// tag or story. It imports the standard library only and does no work beyond
// what a noun knows about itself; reading files is scrape's work, keeping
// articles is db's, holding them against each other is compare's.
package article

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// ID identifies an article in one archive. IDs are never reused, because
// exports and notes cite them. Zero means "not saved".
type ID int64

// VersionID identifies one captured version of an article.
type VersionID int64

// An Item is one thing that was brought in: the bytes as they were and what
// its container said about it. Text, title and blocks are made from it by
// scrape/extract.
type Item struct {
	Name        string    // how a report names it: "folder/a.txt", "dump.jsonl, line 12"
	Path        string    // the file it came from, "" for pasted text
	ContentType string    // media type if the container says one, "" if not
	Raw         []byte    // the bytes as found, nil when the container holds only fields
	Captured    time.Time // when the bytes were fetched, zero if unknown
	Declared    Declared  // what the container says, which wins over what is found
}

// Declared is what a container (front matter, a JSONL line, a row of an
// export) says about an article. Zero fields say nothing.
type Declared struct {
	ID           ID // of our own exports; adopted where the archive is empty
	URL          string
	CanonicalURL string
	Title        string
	Authors      []string
	Source       string
	Language     string
	Published    Date
	Updated      Date
	Section      string
	Keywords     []string
	Agencies     []string
	Licence      string
	PageType     PageType
	Text         string // the body where the container holds it as text
	HTML         string // the body where the container holds it as markup
	Tags         []string
	Notes        []string
	Highlights   []Highlight
	Images       []Image
	Status       Status
	Starred      bool
	ImportedFrom string
	How          string
	Version      int
	StoryID      StoryID
	Story        string
	CopyOf       ID
	Likeness     int
	Upstream     []Upstream
	Residue      []Residue // spans into Text; nil means "not said", empty "none"
	Blocks       []Block   // of Text where Exact is set; nil means "not said"
	Links        []Link    // in Text where Exact is set
	Simplified   bool
	RawHash      string // sha256 of bytes that are not here, hex
	Exact        bool   // Text and Title are ours already: take them byte for byte
}

// An Article is one text by one source, as it is now: its newest version.
type Article struct {
	ID           ID
	VersionID    VersionID
	Version      int    // 1 for the first capture
	URL          string // as given
	CanonicalURL string // as the page declares it, "" if it does not
	Title        string // "" if the file has none
	Authors      []string
	Source       string // the outlet, "" is "not named"
	Language     string // BCP 47, "" if unknown
	Published    Date
	Updated      Date      // when the page says it was last changed, zero if it does not
	Section      string    // of the outlet, as it names it: "Politics"
	Keywords     []string  // as the page gives them
	Agencies     []string  // whose report it is, as credited: "Reuters", "dpa"
	Licence      string    // its name or its address, "" if none is declared
	PageType     PageType  // "" where there was no page
	Captured     time.Time // when this version was fetched or imported
	ImportedFrom string    // file or address it came from
	How          string    // "file", "paste", "web", "export"
	Text         string    // UTF-8, immutable per version; every span is into it
	Blocks       []Block   // cover the text in order
	Links        []Link    // in order
	Residue      []Residue
	Upstream     []Upstream
	From         map[string]string // field → where its value was found: "front-matter", "json-ld", "by hand"
	Simplified   bool              // a limit was reached; the raw bytes are kept
	Words        int               // of the text without residue

	Raw      []byte // nil unless asked for
	RawHash  string // sha256 of Raw, hex, "" where there were no bytes
	TextHash string // sha256 of Title, a NUL and Text, hex

	Status  Status
	Starred bool
	Deleted time.Time // zero unless in the trash
	Tags    []string
	Notes   []string

	Highlights []Highlight
	Images     []Image

	StoryID StoryID
	Story   string
	CopyOf  ID // the earlier article that says the same, or nearly, under another address

	Likeness int // of the text to that of CopyOf, percent: 100 for the very text
}

// Hash returns the SHA-256 of b in hex.
func Hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// HashText returns the hash that identifies what an article says: the SHA-256
// of its title, a NUL byte and its text, in hex.
func HashText(title, text string) string {
	h := sha256.New()
	h.Write([]byte(title))
	h.Write([]byte{0})
	h.Write([]byte(text))
	return hex.EncodeToString(h.Sum(nil))
}

// Status is how far a person is with an article.
type Status string

// The states of reading. The trash is one of them in exports, because a
// spreadsheet has one column for it.
const (
	Unread Status = "unread"
	Read   Status = "read"
	Trash  Status = "trash"
)

// A Span is a range of bytes in a version's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Of returns the words of the span, and "" where the span does not fit text.
func (s Span) Of(text string) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return text[s.Start:s.End]
}

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// BlockKind says what a block is in the structure of a text.
type BlockKind string

// The kinds of blocks.
const (
	Paragraph BlockKind = "paragraph"
	Heading   BlockKind = "heading"
	ListItem  BlockKind = "list-item"
	Quotation BlockKind = "quotation"
	Caption   BlockKind = "caption"
	Code      BlockKind = "code"
	Table     BlockKind = "table"
)

// A Block is one paragraph, heading or list item of a text.
type Block struct {
	Kind  BlockKind `json:"kind"`
	Level int       `json:"level,omitempty"` // of a heading 1–6, of a list item its depth from 1
	Span
}

// A Link is words of a text that lead somewhere.
type Link struct {
	Span
	URL string `json:"url"` // http or https, absolute where the page's address is known
}

// PageType says what a page is. What is no article is kept all the same, and
// said to be what it is.
type PageType string

// The types of pages.
const (
	ArticlePage PageType = "article"
	ListingPage PageType = "listing" // a front page, a section, a list of results
	ForumPage   PageType = "forum"   // people answering one another
	ProductPage PageType = "product" // something to buy
	OtherPage   PageType = "other"   // documentation, a company's description of itself, a form
	ErrorPage   PageType = "error"   // not found, forbidden, "are you a robot?"
	ConsentPage PageType = "consent" // asks to agree to something before anything is shown
	PaywallPage PageType = "paywall" // the beginning of an article, and an offer
	ShellPage   PageType = "shell"   // empty until its scripts run
)

// PageTypes lists every type, in the order of the documentation.
var PageTypes = []PageType{
	ArticlePage, ListingPage, ForumPage, ProductPage, OtherPage,
	ErrorPage, ConsentPage, PaywallPage, ShellPage,
}

// Whole reports whether a page is a whole article, as far as is known.
func (t PageType) Whole() bool { return t == "" || t == ArticlePage }

// TellsStory reports whether a page can be about an event. A list of articles
// is about all of theirs, and every consent page is about the same.
func (t PageType) TellsStory() bool {
	switch t {
	case ListingPage, ProductPage, ErrorPage, ConsentPage, ShellPage:
		return false
	}
	return true
}

// ResidueKind says what kind of leftover a residue is.
type ResidueKind string

// The kinds of residue: what stands in a text and is not what the source says
// about the story.
const (
	RewriteNote    ResidueKind = "rewrite-note"
	SEO            ResidueKind = "seo"
	Breadcrumb     ResidueKind = "breadcrumb"
	RelatedLink    ResidueKind = "related-link"
	CommentForm    ResidueKind = "comment-form"
	Hashtags       ResidueKind = "hashtags"
	Markdown       ResidueKind = "markdown"
	DuplicateTitle ResidueKind = "duplicate-title"
	SourceLine     ResidueKind = "source-line"
	Newsletter     ResidueKind = "newsletter"
	CaptionCredit  ResidueKind = "caption-credit"
	Share          ResidueKind = "share"
	Advertisement  ResidueKind = "advertisement"
	Legal          ResidueKind = "legal"
	Tool           ResidueKind = "tool" // print, font size, minutes to read, players
)

// ResidueKinds lists every kind, in the order of the documentation.
var ResidueKinds = []ResidueKind{
	RewriteNote, SEO, Breadcrumb, RelatedLink, CommentForm, Hashtags,
	Markdown, DuplicateTitle, SourceLine, Newsletter, CaptionCredit,
	Share, Advertisement, Legal, Tool,
}

// A Residue is a marked leftover. It stays in the text, is folded in the
// reader and left out of comparison. One of kind Markdown may have an empty
// span: its marks became structure and are no longer in the text.
type Residue struct {
	Kind ResidueKind `json:"kind"`
	Span
}

// An Upstream is an origin that a text declares or cites.
type Upstream struct {
	Name string `json:"name"`
	Kind string `json:"kind"` // "declared", "cited", "canonical", "byline"
	Text string `json:"text"` // the words that say so
	Span
}

// A Source is an outlet, as listed.
type Source struct {
	Name  string // "" is "not named"
	Host  string
	Count int
}

// A Tag is a label a person gave, nested by "/".
type Tag struct {
	Name   string
	Colour string // "#rrggbb", "" for none
	Count  int    // of articles that carry exactly this tag
	Within int    // of articles that carry it or a tag below it
}

// StoryID identifies a story in one archive.
type StoryID int64

// A Story is a group of articles about one event.
type Story struct {
	ID       StoryID
	Title    string
	Articles []ID
	Count    int
	Newest   time.Time
}

// A Month is how many articles were published in a month.
type Month struct {
	Month string // "2025-10"
	Count int
}

// A Language is how many articles are in a language.
type Language struct {
	Code  string // BCP 47, "" if not known
	Count int
}

// A Summary is what a list shows of an article; it never holds a body.
type Summary struct {
	ID           ID
	Title        string // "" if the file has none; the first kilobyte of a longer one
	Opening      string // the first words, shown where there is no title
	Source       string
	Host         string
	URL          string
	Language     string
	ImportedFrom string
	Published    Date
	Captured     time.Time
	Words        int
	Status       Status
	Starred      bool
	Deleted      time.Time
	Tags         []string
	StoryID      StoryID
	StoryCount   int // how many articles its story has
	CopyOf       ID
	Likeness     int // as of Article
	Versions     int
	Simplified   bool
	PageType     PageType      // "" where there was no page
	Residue      []ResidueKind // the kinds that stand in it
	Snippet      string        // the words around the hits of a search, "" without one
	Hits         []Span        // of the search, into Snippet
	TitleHits    []Span        // of the search, into Title
}

// A Decision is a correction by a person, kept as anchors that survive
// recomputing.
type Decision struct {
	ID   int64
	Kind string // "not-same-fact", "same-entity", "not-conflict"
	A, B Anchor
	At   time.Time
}

// An Anchor names words in a version of an article.
type Anchor struct {
	Article ID        `json:"article"`
	Version VersionID `json:"version"`
	Span    Span      `json:"span"`
	Exact   string    `json:"exact"`
}
