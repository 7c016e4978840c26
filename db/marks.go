package db

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"maps"
	"slices"
	"strings"

	"parallax/article"
)

// marks is what is known about places in a text, kept beside it.
type marks struct {
	Blocks   []article.Block    `json:"blocks,omitempty"`
	Residue  []article.Residue  `json:"residue,omitempty"`
	Upstream []article.Upstream `json:"upstream,omitempty"`
	From     map[string]string  `json:"from,omitempty"`
	Links    []article.Link     `json:"-"`
	Images   []article.Image    `json:"-"` // those that are known by their address alone
}

// marksForm is the first byte of packed marks. Archives of schema 1 hold JSON,
// packed with zstd, which was a tenth of the size of the texts: most blocks are
// the paragraphs that the text's own empty lines make, and are one byte here.
// Those of form 1 end with where fields were found, those of form 2 with links
// and images, later ones with a checksum: short marks are not packed, and their
// damage would be read as other residue or another link. No bit that flips makes
// one form of another.
const marksForm = 4

// Words that stand in nearly all marks, by their number. The lists may grow at
// their end and are never changed.
var (
	blockKinds = []string{"", "paragraph", "heading", "list-item", "quotation", "caption", "code", "table"}
	fromWords  = []string{
		"", "title", "authors", "published", "source", "language", "url", "canonical",
		"container", "text", "front-matter", "json-ld", "og", "h1", "itemprop", "trafilatura", "twitter", "meta", "host", "byline", "name",
		"canonical_url", "updated", "section", "keywords", "agencies", "licence", "page_type",
		"breadcrumb", "copyright", "credit", "date-line", "lang", "link", "logo", "rule", "tags", "time", "website",
	}
	residueWords = func() []string {
		words := []string{""}
		for _, k := range []article.ResidueKind{
			article.RewriteNote, article.SEO, article.Breadcrumb, article.RelatedLink, article.CommentForm, article.Hashtags,
			article.Markdown, article.DuplicateTitle, article.SourceLine, article.Newsletter, article.CaptionCredit,
			article.Share, article.Advertisement, article.Legal, article.Tool,
		} {
			words = append(words, string(k))
		}
		return words
	}()
)

// Of the byte that begins a block the lower half is its kind.
const (
	hasLevel  = 1 << 4
	otherSpan = 1 << 5 // than the next paragraph of the text
)

// pack returns m as it is kept beside text.
func (m marks) pack(text string) []byte {
	w := marksWriter{b: []byte{marksForm}}
	w.uint(len(m.Blocks))
	end := 0
	for i, b := range m.Blocks {
		next := nextParagraph(text, end, i == 0)
		kind := max(slices.Index(blockKinds, string(b.Kind)), 0)
		head := byte(kind)
		if b.Level != 0 {
			head |= hasLevel
		}
		if b.Span != next {
			head |= otherSpan
		}
		w.b = append(w.b, head)
		if kind == 0 {
			w.string(string(b.Kind))
		}
		if b.Level != 0 {
			w.int(b.Level)
		}
		if b.Span != next {
			w.span(end, b.Span)
		}
		end = b.End
	}
	w.uint(len(m.Residue))
	end = 0
	for _, r := range m.Residue {
		w.word(residueWords, string(r.Kind))
		w.span(end, r.Span)
		end = r.End
	}
	w.uint(len(m.Upstream))
	end = 0
	for _, u := range m.Upstream {
		w.string(u.Name)
		w.string(u.Kind)
		w.string(u.Text)
		w.span(end, u.Span)
		end = u.End
	}
	w.uint(len(m.From))
	for _, field := range slices.Sorted(maps.Keys(m.From)) {
		w.word(fromWords, field)
		w.word(fromWords, m.From[field])
	}
	w.uint(len(m.Links))
	end = 0
	for _, l := range m.Links {
		w.span(end, l.Span)
		w.address(l.URL)
		end = l.End
	}
	if len(m.Images) > 0 {
		w.uint(len(m.Images))
	}
	end = 0
	for _, x := range m.Images {
		w.address(x.URL)
		w.string(x.Alt)
		w.string(x.Caption)
		w.int(x.At - end)
		end = x.At
	}
	return checked(w.b)
}

// checked returns b with its checksum behind it.
func checked(b []byte) []byte {
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}

// unpackMarks undoes pack. It takes the JSON of schema 1 too.
func unpackMarks(b []byte, text string) (m marks, err error) {
	if len(b) > 0 && b[0] == '{' {
		if err := json.Unmarshal(b, &m); err != nil {
			return m, fmt.Errorf("%w: %v", article.ErrDamaged, err)
		}
		return m, nil
	}
	if !isMarks(b) {
		return m, fmt.Errorf("%w: marks of an unknown form", article.ErrDamaged)
	}
	form := b[0]
	if form > 2 {
		n := len(b) - crc32.Size
		if n < 1 || !bytes.Equal(checked(b[:n:n]), b) {
			return m, fmt.Errorf("%w: marks", article.ErrDamaged)
		}
		b = b[:n]
	}
	r := marksReader{b: b[1:]}
	end := 0
	for i := range r.count() {
		b := article.Block{Span: nextParagraph(text, end, i == 0)}
		head := r.byte()
		if kind := int(head & 15); kind == 0 {
			b.Kind = article.BlockKind(r.string())
		} else if kind < len(blockKinds) {
			b.Kind = article.BlockKind(blockKinds[kind])
		} else {
			r.bad = true
		}
		if head&hasLevel != 0 {
			b.Level = r.int()
		}
		if head&otherSpan != 0 {
			b.Span = r.span(end)
		}
		m.Blocks, end = append(m.Blocks, b), b.End
	}
	end = 0
	for range r.count() {
		x := article.Residue{Kind: article.ResidueKind(r.word(residueWords)), Span: r.span(end)}
		m.Residue, end = append(m.Residue, x), x.End
	}
	end = 0
	for range r.count() {
		u := article.Upstream{Name: r.string(), Kind: r.string(), Text: r.string(), Span: r.span(end)}
		m.Upstream, end = append(m.Upstream, u), u.End
	}
	fields := len(r.b)
	if form > 1 {
		fields = r.count()
	}
	for ; fields > 0 && len(r.b) > 0; fields-- {
		if m.From == nil {
			m.From = map[string]string{}
		}
		field := r.word(fromWords)
		m.From[field] = r.word(fromWords)
	}
	end = 0
	if form > 1 {
		for range r.count() {
			l := article.Link{Span: r.span(end), URL: r.address()}
			m.Links, end = append(m.Links, l), l.End
		}
	}
	if end = 0; len(r.b) > 0 {
		for range r.count() {
			x := article.Image{URL: r.address(), Alt: r.string(), Caption: r.string(), At: end + r.int()}
			m.Images, end = append(m.Images, x), x.At
		}
	}
	if r.bad {
		return marks{}, fmt.Errorf("%w: marks", article.ErrDamaged)
	}
	return m, nil
}

// isMarks reports whether b is marks as pack returns them, or did.
func isMarks(b []byte) bool { return len(b) > 0 && (b[0] == 1 || b[0] == 2 || b[0] == marksForm) }

// nextParagraph returns where the paragraph stands that follows end in a text
// whose paragraphs have an empty line between them.
func nextParagraph(text string, end int, first bool) article.Span {
	if !first {
		end += len("\n\n")
	}
	if end < 0 || end > len(text) {
		return article.Span{}
	}
	const longest = 8 << 10 // so that many blocks in a text without paragraphs cost no more than others
	ahead := text[end:min(end+longest, len(text))]
	if i := strings.Index(ahead, "\n\n"); i >= 0 {
		ahead = ahead[:i]
	}
	return article.Span{Start: end, End: end + len(ahead)}
}

type marksWriter struct {
	b    []byte
	last string // the address before
}

func (w *marksWriter) uint(n int) { w.b = binary.AppendUvarint(w.b, uint64(n)) }
func (w *marksWriter) int(n int)  { w.b = binary.AppendVarint(w.b, int64(n)) }

func (w *marksWriter) string(s string) {
	w.uint(len(s))
	w.b = append(w.b, s...)
}

// word writes the number of a word, and one that has none as it is.
func (w *marksWriter) word(known []string, s string) {
	n := max(slices.Index(known, s), 0)
	w.uint(n)
	if n == 0 {
		w.string(s)
	}
}

// address writes an address: most lead to the same site, and one after another
// to the same part of it.
func (w *marksWriter) address(s string) {
	shared := commonPrefix(w.last, s)
	w.uint(shared)
	w.string(s[shared:])
	w.last = s
}

// span writes a span that most likely begins soon after end.
func (w *marksWriter) span(end int, s article.Span) {
	w.int(s.Start - end)
	w.int(s.End - s.Start)
}

// A marksReader reads what a marksWriter wrote. Once it meets what none wrote
// it is bad and yields nothing more.
type marksReader struct {
	b         []byte
	bad       bool
	last      string // the address before
	addresses int    // how long those were together
}

func (r *marksReader) byte() byte {
	if len(r.b) == 0 {
		r.bad = true
		return 0
	}
	c := r.b[0]
	r.b = r.b[1:]
	return c
}

func (r *marksReader) uint() uint64 {
	n, size := binary.Uvarint(r.b)
	if size <= 0 {
		r.b, r.bad = nil, true
		return 0
	}
	r.b = r.b[size:]
	return n
}

func (r *marksReader) int() int {
	n, size := binary.Varint(r.b)
	if size <= 0 {
		r.b, r.bad = nil, true
		return 0
	}
	r.b = r.b[size:]
	return int(n)
}

// count reads how many follow. Each takes a byte at least, so that damage does
// not ask for more memory than there are bytes.
func (r *marksReader) count() int {
	n := r.uint()
	if n > uint64(len(r.b)) {
		r.b, r.bad = nil, true
		return 0
	}
	return int(n)
}

func (r *marksReader) string() string {
	n := r.count()
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *marksReader) word(known []string) string {
	n := r.uint()
	switch {
	case n == 0:
		return r.string()
	case n < uint64(len(known)):
		return known[n]
	}
	r.b, r.bad = nil, true
	return ""
}

// address reads an address. What it shares with the one before is stored once,
// so that a few damaged bytes could ask for gigabytes: together addresses are as
// long as what is ever stored at most.
func (r *marksReader) address() string {
	shared := r.uint()
	if shared > uint64(len(r.last)) || r.addresses > limitStored {
		r.b, r.bad = nil, true
		return ""
	}
	r.last = r.last[:shared] + r.string()
	r.addresses += len(r.last)
	return r.last
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func (r *marksReader) span(end int) article.Span {
	start := end + r.int()
	return article.Span{Start: start, End: start + r.int()}
}
