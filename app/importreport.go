package app

import (
	"time"

	"parallax/article"
	"parallax/internal/message"
)

// ImportOptions say how to import.
type ImportOptions struct {
	Tags   []string // put on every article that is added or is there already
	Source string   // the outlet where the file names none
	Rules  *Rules   // asked instead of the person's own
}

// An ImportItem is what happened to one item of an import.
type ImportItem struct {
	Name       string
	Kind       article.OutcomeKind
	ID         article.ID
	CopyOf     article.ID
	Likeness   int // to CopyOf, percent
	Simplified bool
	PageType   article.PageType // of what was saved
	Why        message.Message  // of a refusal
}

// ReportItems is how many items of a kind a report names: a million duplicates
// must not fill the memory. The counts are of all.
const ReportItems = 10_000

// An ImportSummary is the report of an import. Read is always Added +
// NewVersions + Duplicates + Refused.
type ImportSummary struct {
	Read, Added, NewVersions, Duplicates, Refused int
	Simplified, Copies, NearCopies                int // among the saved
	NotWhole                                      int // among the saved: pages that are no articles, or not all of one
	Cancelled                                     bool
	Items                                         []ImportItem // refused, new versions, duplicates, copies, simplified, not whole: all but what was plainly added
	Unlisted                                      int          // items that would stand there beyond ReportItems of their kind
	AddedIDs                                      []article.ID
	Took                                          time.Duration
}
