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
