// Package compare holds articles against each other: what they agree on, where
// they contradict each other and who has it from whom. It is a pure engine over
// texts: it knows no files, no database and no window.
package compare

import (
	"parallax/article"
	"parallax/internal/message"
)

// Schema names the JSON form of a Comparison.
const Schema = "parallax/comparison/1"

// Relation says how two articles relate.
type Relation string

// The relations, from closest to farthest.
const (
	Copy      Relation = "copy"       // most sentences word for word
	Rewrite   Relation = "rewrite"    // one made from the other
	SameEvent Relation = "same-event" // told independently
	SameTopic Relation = "same-topic"
	Unrelated Relation = "unrelated"
)

// Verdict says what the sources make of a fact together. The engine shows and
// never judges who is right; in doubt it says Unclear.
type Verdict string

// The verdicts.
const (
	Agree      Verdict = "agree"
	Conflict   Verdict = "conflict"
	Spelling   Verdict = "spelling"
	Alone      Verdict = "alone"
	Compatible Verdict = "compatible"
	Unclear    Verdict = "unclear"
)

// PassageKind says what a sentence is to the other articles.
type PassageKind string

// The kinds of passages.
const (
	SameWords       PassageKind = "same-words"
	SameMeaning     PassageKind = "same-meaning"
	ConflictPassage PassageKind = "conflict"
	OnlyHere        PassageKind = "only-here"
)

// FactKind says what a fact is about.
type FactKind string

// The kinds of facts.
const (
	Number       FactKind = "number"
	Person       FactKind = "person"
	Organisation FactKind = "organisation"
	Place        FactKind = "place"
	DateFact     FactKind = "date"
	Quote        FactKind = "quote"
	SourceFact   FactKind = "source"
)

// A Comparison is what 1 to 30 articles say, held against each other. Its JSON
// is the form documented in docs/comparison.md.
type Comparison struct {
	Schema    string          `json:"schema"`
	Engine    string          `json:"engine"`
	Articles  []ArticleInfo   `json:"articles"`
	Relations []RelationPair  `json:"relations"`
	Passages  []Passage       `json:"passages"`
	Facts     []Fact          `json:"facts"`
	Upstream  []UpstreamOf    `json:"upstream"`
	Residue   []ResidueOf     `json:"residue"`
	Timeline  []TimelineEntry `json:"timeline"`
}

// An ArticleInfo is one compared article. ID is what the caller named it.
type ArticleInfo struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Source    string `json:"source"`
	Published string `json:"published"`
	Words     int    `json:"words"`         // without residue
	Sentences int    `json:"sentences"`     // without residue
	Origin    int    `json:"origin"`        // articles with the same number count as one origin
	Cut       bool   `json:"cut,omitempty"` // longer than ReadLimit: only the beginning was read
}

// A RelationPair says how articles A and B relate.
type RelationPair struct {
	A          string   `json:"a"`
	B          string   `json:"b"`
	Relation   Relation `json:"relation"`
	Similarity float64  `json:"similarity"` // TF-IDF cosine, 0–1
	SameWords  float64  `json:"same_words"` // share of 5-grams of the shorter in the longer, 0–1
	Matched    int      `json:"matched"`    // sentences of A with a partner in B
}

// A Sentence is a place in an article: bytes into its text, or its title if In is "title".
type Sentence struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
	In      string `json:"in,omitempty"`
}

// A Passage is a sentence of A and, unless it stands only here, its partner
// in B.
type Passage struct {
	Kind  PassageKind `json:"kind"`
	Score float64     `json:"score"`
	A     Sentence    `json:"a"`
	B     *Sentence   `json:"b"`
	Words [][2]Range  `json:"words,omitempty"` // verbatim runs inside the two sentences
}

// A Range is a range of bytes of an article's text.
type Range = article.Span

// A Fact is something that at least one article says, with every saying of it.
type Fact struct {
	ID       string              `json:"id"` // stable for the same sayings
	Kind     FactKind            `json:"kind"`
	Label    string              `json:"label"`
	Verdict  Verdict             `json:"verdict"`
	Why      message.Message     `json:"why"`
	Variants map[string][]string `json:"variants,omitempty"` // article → surface forms, as written
	Sayings  []Saying            `json:"sayings"`
	Decided  bool                `json:"decided,omitempty"` // a person decided
}

// A Saying is one mention of a fact.
type Saying struct {
	Article  string       `json:"article"`
	Text     string       `json:"text"`
	Value    string       `json:"value"` // "15000", "2024", "" where vague or unresolved
	ValueTo  string       `json:"value_to,omitempty"`
	Vague    string       `json:"vague,omitempty"`
	Unit     string       `json:"unit,omitempty"`
	Bound    string       `json:"bound,omitempty"`
	Sayer    string       `json:"sayer,omitempty"`
	Modality string       `json:"modality,omitempty"`
	Start    int          `json:"start"`
	End      int          `json:"end"`
	In       string       `json:"in,omitempty"` // "title" where the offsets are into the title
	Sentence article.Span `json:"sentence"`
}

// An UpstreamOf is an origin that an article declares or cites.
type UpstreamOf struct {
	Article string `json:"article"`
	article.Upstream
}

// A ResidueOf is a leftover in an article.
type ResidueOf struct {
	Article string              `json:"article"`
	Kind    article.ResidueKind `json:"kind"`
	article.Span
	Text string `json:"text"`
}

// A TimelineEntry is a date that articles mention. Value is "" where it could
// not be resolved; Words are as the sources say it.
type TimelineEntry struct {
	Value     string   `json:"value"`
	Precision string   `json:"precision"`
	Words     string   `json:"words"`
	What      string   `json:"what"`
	Articles  []string `json:"articles"`
}
