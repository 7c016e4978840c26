package db

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"parallax/article"
	"parallax/internal/text/fingerprint"
)

// An article is a copy of an earlier one with the very text, or with one that
// resembles it by so many percent, counted in runs of five words. Of 6,000
// articles of the news, those that were sent out again by others resembled each
// other by 83 or more, those that were partly taken over by 51 or less; one
// sentence changed, a paragraph more or less, or an agency's line leave 70.
const leastLikeness = 65

const (
	longestCompared = 4 << 20 // bytes of a text that is compared; two books are not held against each other
	mostInBand      = 16      // articles that a band keeps: what more share is a form that is filled in
	mostCandidates  = 8       // that one article is held against
	mostPrints      = 2 << 20 // runs of candidates that are remembered within a batch
)

// bands returns the bands of a text, nil where it is too short or too long to
// be told from others by them.
func (x *indexed) bands(textBytes int) []uint32 {
	if textBytes < copyBytes || textBytes > longestCompared {
		return nil
	}
	return fingerprint.Bands(x.lead, x.body)
}

func (x *indexed) print() fingerprint.Print { return fingerprint.OfPrepared(x.lead, x.body) }

// copies finds what articles of one transaction are copies of.
type copies struct {
	*tx
	fresh  map[uint32][]article.ID          // bands that are not in their table yet
	prints map[article.ID]fingerprint.Print // of candidates, nil for one that is none
	held   int                              // runs in prints
}

func newCopies(t *tx) *copies {
	return &copies{tx: t, fresh: map[uint32][]article.ID{}, prints: map[article.ID]fingerprint.Print{}}
}

// near finds the article before id that says nearly what x says: of those that
// share a band with it and are not in the trash, the most alike, of these the
// first. It puts the bands of id beside theirs.
func (c *copies) near(id article.ID, x *indexed, bands []uint32) (copyOf article.ID, likeness int, err error) {
	if len(bands) != fingerprint.BandCount {
		return 0, 0, nil
	}
	candidates, err := c.candidates(id, bands)
	if err != nil || len(candidates) == 0 {
		return 0, 0, err
	}
	own := x.print()
	for _, other := range candidates {
		p, err := c.print(other)
		if err != nil {
			return 0, 0, err
		}
		n := int(math.Floor(100 * fingerprint.Resemblance(own, p)))
		n = min(n, 99) // 100 is for the very text
		if n >= leastLikeness && (n > likeness || n == likeness && other < copyOf) {
			copyOf, likeness = other, n
		}
	}
	return copyOf, likeness, nil
}

// candidates returns the articles before id that share a band with it, those
// with the most bands first, and puts the bands of id beside theirs.
func (c *copies) candidates(id article.ID, bands []uint32) ([]article.ID, error) {
	shared := map[article.ID]int{}
	in := map[uint32]int{}
	args := make([]any, 0, fingerprint.BandCount+1)
	for _, b := range bands {
		args = append(args, int32(b)) // takes four bytes instead of five
	}
	err := c.all(`SELECT band, article_id FROM fingerprint WHERE band IN (?, ?, ?, ?, ?)`, args, func(scan func(...any) error) error {
		var band int32
		var other article.ID
		err := scan(&band, &other)
		in[uint32(band)]++
		if other < id {
			shared[other]++
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, b := range bands {
		for _, other := range c.fresh[b] {
			if other < id {
				shared[other]++
			}
		}
		if in[b]+len(c.fresh[b]) < mostInBand {
			c.fresh[b] = append(c.fresh[b], id)
		}
	}
	found := slices.SortedFunc(maps.Keys(shared), func(a, b article.ID) int {
		return cmp.Or(shared[b]-shared[a], cmp.Compare(a, b))
	})
	return found[:min(len(found), mostCandidates)], nil
}

// keepBands puts the bands that were met into their table, in its order: one
// by one each would be on another page.
func (c *copies) keepBands() error {
	if len(c.fresh) == 0 {
		return nil
	}
	var rows [][2]int64
	for _, b := range slices.SortedFunc(maps.Keys(c.fresh), func(a, b uint32) int { return cmp.Compare(int32(a), int32(b)) }) {
		for _, id := range c.fresh[b] {
			rows = append(rows, [2]int64{int64(int32(b)), int64(id)})
		}
	}
	clear(c.fresh)
	_, err := c.exec(`INSERT OR IGNORE INTO fingerprint (band, article_id) SELECT value ->> 0, value ->> 1 FROM json_each(?)`, list(rows))
	return err
}

// print returns the print of a candidate, nil of one that is gone, in the trash
// or damaged.
func (c *copies) print(id article.ID) (fingerprint.Print, error) {
	if p, ok := c.prints[id]; ok {
		return p, nil
	}
	a := article.Article{ID: id}
	var codec int
	var text, marks []byte
	there, err := c.get(`
		SELECT b.codec, b.text, b.marks
		FROM article a CROSS JOIN body b ON b.version_id = a.version_id
		WHERE a.id = ? AND a.deleted_at IS NULL`, []any{id}, &codec, &text, &marks)
	if err != nil {
		return nil, err
	}
	var p fingerprint.Print
	if there && c.packer.unpackBody(c.ctx, &a, codec, text, marks) == nil {
		x := prepare(&a)
		p = x.print()
	}
	if c.held += len(p); c.held > mostPrints {
		clear(c.prints)
		c.held = len(p)
	}
	c.prints[id] = p
	return p, c.ctx.Err()
}

// dropBands takes the bands of an article away whose text, which must still be
// its newest, is about to change or to go.
func (t *tx) dropBands(id article.ID) error {
	a := article.Article{ID: id}
	var codec int
	var text, marks []byte
	there, err := t.get(`
		SELECT b.codec, b.text, b.marks
		FROM article a CROSS JOIN body b ON b.version_id = a.version_id
		WHERE a.id = ?`, []any{id}, &codec, &text, &marks)
	if err != nil || !there {
		return err
	}
	if t.packer.unpackBody(t.ctx, &a, codec, text, marks) != nil {
		return t.ctx.Err() // bands of an article that is gone find nothing
	}
	x := prepare(&a)
	for _, b := range x.bands(len(a.Text)) {
		if _, err := t.exec(`DELETE FROM fingerprint WHERE band = ? AND article_id = ?`, int32(b), id); err != nil {
			return err
		}
	}
	return nil
}
