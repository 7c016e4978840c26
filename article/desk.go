package article

import "time"

// A Note is what a person wrote about an article.
type Note struct {
	ID      int64
	Article ID
	Text    string
	Written time.Time
}

// A Highlight is words of a version that a person marked. It is kept with the
// words around them, so that they are found again in the next version; where
// they are not, it stays with the version it was made in.
type Highlight struct {
	ID      int64     `json:"id"`
	Article ID        `json:"-"`
	Version VersionID `json:"version"` // the one the words stand in, which may be older than the newest
	Span
	Exact  string    `json:"exact"`
	Prefix string    `json:"prefix,omitempty"` // what stands before
	Suffix string    `json:"suffix,omitempty"` // what stands behind
	Colour string    `json:"colour,omitempty"` // "#rrggbb", "" for the usual one
	Note   string    `json:"note,omitempty"`
	Made   time.Time `json:"made"`
}

// An Image is a picture of a version.
type Image struct {
	URL     string `json:"url,omitempty"`
	Alt     string `json:"alt,omitempty"` // what it shows, as the page says
	Caption string `json:"caption,omitempty"`
	At      int    `json:"at,omitempty"`   // where it stands: the offset into the text of the block behind it
	Hash    string `json:"hash,omitempty"` // sha256 of the bytes, hex, "" where they were not fetched
	Bytes   []byte `json:"-"`              // to be saved; the archive gives them by their hash
}

// A SavedSearch is a question that is asked again.
type SavedSearch struct {
	ID    int64
	Name  string
	Query string // in the search language
	Made  time.Time
}
