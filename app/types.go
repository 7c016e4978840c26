package app

import (
	"time"

	"parallax/article"
	"parallax/compare"
	"parallax/internal/message"
)

// Sort is the order of a list.
type Sort string

// The orders. ByRelevance is by date where a search has no words.
const (
	ByRelevance Sort = "relevance"
	ByDate      Sort = "date" // newest first
	BySource    Sort = "source"
	ByCaptured  Sort = "captured" // last imported first
)

// A ListQuery asks for one page of a list.
type ListQuery struct {
	Text  string // in the search language, "" for all
	Sort  Sort   // "" leaves it to the query
	After string // List.Next of the page before, "" for the first
	Limit int    // 0 is 50
	Trash bool   // list the trash and nothing else
}

// A List is one page of what a search found.
type List struct {
	IDs    []article.ID
	Next   string // "" on the last page
	Count  int    // of all pages
	Capped bool   // there are more than Count
	Notes  []message.Message
	Took   time.Duration
}

// Sidebar is what an archive holds, counted.
type Sidebar struct {
	All, Unread, Starred, Untagged, Trash int
	StoryCount                            int // of stories with two articles or more
	Stories                               []article.Story
	Tags                                  []article.Tag
	Sources                               []article.Source
	Months                                []article.Month // oldest first, no gaps
	Bytes                                 int64           // of the archive file
}

// ImportOptions say how to import.
type ImportOptions struct {
	Tags   []string // put on every article that is added or is there already
	Source string   // the outlet where the file names none
}

// An ImportItem is what happened to one item of an import.
type ImportItem struct {
	Name       string
	Kind       article.OutcomeKind
	ID         article.ID
	CopyOf     article.ID
	Simplified bool
	Why        message.Message // of a refusal
}

// An ImportSummary is the report of an import. Read is always Added +
// NewVersions + Duplicates + Refused.
type ImportSummary struct {
	Read, Added, NewVersions, Duplicates, Refused int
	Simplified, Copies                            int // among the saved
	Cancelled                                     bool
	Items                                         []ImportItem // refused, new versions, duplicates, simplified: all but what was plainly added
	AddedIDs                                      []article.ID
	Took                                          time.Duration
}

// Details are what a person sets by hand. A nil field is left as it is; an
// empty value goes back to what was found.
type Details struct {
	Title, Source, Published *string
	Authors                  *[]string
}

// A Compared is a comparison with the articles it is about, in its order.
type Compared struct {
	*compare.Comparison
	Texts []article.Article
	Took  time.Duration
}

// ExportOptions say what to export and how.
type ExportOptions struct {
	Format string // one of Formats, "" is by the name of the file
	Preset string // of CSV, one of export.Presets; "" is "spreadsheet"
	Query  string // in the search language, "" for all
	IDs    []article.ID
	Tags   bool // write article_tags.csv beside a CSV
}

// An ExportReport says what was written.
type ExportReport struct {
	Path     string
	Articles int
	Bytes    int64
	SHA256   string
	Notes    []message.Message // cells too long for a spreadsheet, guarded formulas
}
