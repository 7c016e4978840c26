package article

// OutcomeKind says what saving did with an article.
type OutcomeKind string

// Every item that was read ends as exactly one of these, so that the counts of
// a report add up: read = added + new version + duplicate + refused.
const (
	Added      OutcomeKind = "added"
	NewVersion OutcomeKind = "new-version"
	Duplicate  OutcomeKind = "duplicate"
	Refused    OutcomeKind = "refused"
)

// An Outcome is what happened to one article of a batch.
type Outcome struct {
	Kind       OutcomeKind
	ID         ID    // of the article that is now in the archive, 0 if refused
	CopyOf     ID    // another article with the same text or nearly, 0 if none
	Likeness   int   // of the text to that of CopyOf, percent: 100 for the very text
	Simplified bool  // saved, but a limit was reached
	Err        error // why it was refused
}
