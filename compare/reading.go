package compare

import (
	"bytes"
	"compress/flate"
	"encoding/gob"
	"errors"
	"fmt"
	"io"

	"parallax/article"
	"parallax/internal/text/fingerprint"
)

// Engine names the version of the readings and of the comparison. A reading
// that was kept by another version is made anew.
const Engine = "1"

// A Reading is what one version of an article says, taken apart once: its
// sentences, the people, organisations and places it names, its numbers,
// dates and quotations, and who it has them from. Residue is not in it but for
// its list. The same article always gives the same reading.
type Reading struct {
	ID      string // how the caller names the article in a Comparison; Read sets the archive's ID
	Article article.ID
	Version article.VersionID

	Title     string
	Source    string
	Published article.Date
	Language  string
	Text      string // not in the bytes of MarshalBinary
	Cut       bool   // the article is longer than ReadLimit, and Text its beginning

	Words     int // of the body without residue
	Sentences []Part
	Names     []Name
	Numbers   []Quantity
	Dates     []Moment
	Quotes    []Quotation
	Sources   []Attribution
	Upstream  []article.Upstream
	Residue   []article.Residue
	Print     fingerprint.Print // of the body without residue
}

// A Part is one sentence of a title or a text.
type Part struct {
	article.Span
	Title     bool // the span is into the title
	Heading   bool
	Paragraph int    // counted from 0; the title is -1
	Topic     string // the person that "he" or "she" in it stands for, as named before; "" without such a word
}

// EntityKind says what a name stands for.
type EntityKind uint8

// The kinds of names. NoEntity is a name of which the article alone does not
// tell.
const (
	NoEntity EntityKind = iota
	PersonName
	OrganisationName
	PlaceName
	entityKinds
)

// A Name is one mention of a person, an organisation or a place, without
// titles and possessive endings.
type Name struct {
	article.Span
	Sentence int    // index into Sentences
	Text     string // as written
	Kind     EntityKind
	Weight   [entityKinds]float32 // evidence for each kind
}

// A Quantity is one number that says something.
type Quantity struct {
	article.Span
	Sentence int
	Text     string
	Value    string // in plain digits, "" if vague
	To       string // the high end of a range
	Vague    string
	Unit     string // what is counted or measured, in words: "troops", "percent"
	Measure  string // the unit where it is one: "hours", "US dollars"; "" where things are counted
	Head     string // the stem of what is counted, "" if unknown
	Bound    string
	Age      bool
	Owner    string // whose age it is, as written
	Verb     string // class or stem of the nearest verb
	Modality string
	Sayer    string
}

// A Moment is one date.
type Moment struct {
	article.Span
	Sentence  int
	Text      string
	Value     string // EDTF, "" if it could not be resolved
	Precision string
	Sayer     string
}

// A Quotation is one direct quotation with its speaker.
type Quotation struct {
	article.Span
	Sentence int
	Text     string
	Speaker  string // "" if the text does not tell
	Words    int
}

// An Attribution is words that say whom a statement is from.
type Attribution struct {
	article.Span
	Sentence int
	Text     string
	Source   string // "South Korean assessments", "Reuters"
	Pronoun  bool   // Source was found for a pronoun
}

// reading has the fields of Reading and none of its methods, so that gob
// writes the fields.
type reading Reading

// errReading is what UnmarshalBinary wraps.
var errReading = errors.New("not a reading of this engine")

// readingLimit bounds what UnmarshalBinary unpacks.
const readingLimit = 1 << 30

// MarshalBinary returns the reading as bytes, the same ones for the same
// reading. The text is not among them: whoever keeps readings keeps the
// articles too.
func (r Reading) MarshalBinary() ([]byte, error) {
	var buf bytes.Buffer
	buf.WriteString("parallax reading " + Engine + "\n")
	z, err := flate.NewWriter(&buf, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	r.Text = ""
	if err := gob.NewEncoder(z).Encode(reading(r)); err != nil {
		return nil, fmt.Errorf("write reading: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// UnmarshalBinary reads what MarshalBinary wrote; SetText must follow. It
// returns an error for bytes of another engine version.
func (r *Reading) UnmarshalBinary(data []byte) error {
	body, ok := bytes.CutPrefix(data, []byte("parallax reading "+Engine+"\n"))
	if !ok {
		return errReading
	}
	var out reading
	if err := gob.NewDecoder(io.LimitReader(flate.NewReader(bytes.NewReader(body)), readingLimit)).Decode(&out); err != nil {
		return fmt.Errorf("%w: %w", errReading, err)
	}
	*r = Reading(out)
	return nil
}

// SetText gives a reading that was kept the text of its article again. It
// returns false if the reading is not of that text.
func (r *Reading) SetText(s string) bool {
	r.Text = readable(s)
	for _, p := range r.Sentences {
		if !p.Title && p.End > len(r.Text) {
			return false
		}
	}
	return true
}

// part returns the words of sentence i.
func (r *Reading) part(i int) string {
	p := r.Sentences[i]
	if p.Title {
		return p.Of(r.Title)
	}
	return p.Of(r.Text)
}

// in names where the offsets of sentence i are into.
func (r *Reading) in(i int) string {
	if r.Sentences[i].Title {
		return "title"
	}
	return ""
}
