package db

import (
	"errors"
	"hash/fnv"
	"strings"
	"unicode"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// index checks that the search index knows every article, and that it has
// every word where the texts have it. That is ours to do: FTS5 compares an
// index with its text only where it keeps the text.
func (v *verifier) index() error {
	missing := false
	err := v.read(`SELECT id, title FROM article a WHERE NOT EXISTS (SELECT 1 FROM search_docsize x WHERE x.id = a.id)`, nil,
		func(scan func(...any) error) error {
			x := Damage{What: message.New("db.not-indexed")}
			err := scan(&x.Article, &x.Title)
			v.damaged(x)
			missing = true
			return err
		})
	if err != nil || missing || v.stopped {
		return err // the sums below cannot be right then
	}
	expected, err := v.expectedSum()
	if errors.Is(err, article.ErrDamaged) {
		return v.ctx.Err() // named already: the text that is to be indexed is not readable
	}
	if err != nil {
		return err
	}
	found, err := v.foundSum(expected.unsure)
	if err != nil {
		return err
	}
	if len(expected.unsure) > 0 { // the words of some articles cannot be taken out of the sum
		expected.words, found.words = 0, 0
	}
	if found.words != expected.words || found.places != expected.places {
		v.damaged(Damage{What: message.New("db.damaged-index")})
	}
	return nil
}

// An indexSum is what an index holds, added up so that no order matters.
type indexSum struct {
	words  uint64 // of a hash of each word, for each place and for each article it stands in
	places int64  // of a number for each place
	unsure []article.ID
}

// placeModulus bounds what one place adds to the sum.
const placeModulus = 1_000_003

// place is the number of a place; foundSum has the same in SQL. Columns are
// told apart by their first letter.
func place(id article.ID, column byte, offset int64) int64 {
	return ((int64(id)%placeModulus*7919+offset)*(offset+13) + int64(column)) % placeModulus
}

// foundSum adds up the index.
func (v *verifier) foundSum(unsure []article.ID) (s indexSum, err error) {
	for _, q := range []string{
		`CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, search, row)`,
		`CREATE VIRTUAL TABLE temp.place USING fts5vocab(main, search, instance)`,
	} {
		if _, err := v.tx.ExecContext(v.ctx, q); err != nil {
			return s, err
		}
	}
	cuts := []string{""} // terms between which there are placesAtOnce, or one term with more
	var since int64
	err = v.read(`SELECT term, doc, cnt FROM temp.word`, nil, func(scan func(...any) error) error {
		var term string
		var articles, places uint64
		err := scan(&term, &articles, &places)
		s.words += wordHash(term) * (articles<<20 + places)
		if since += int64(places); since > placesAtOnce {
			cuts, since = append(cuts, term), 0
			v.indexed(int64(v.report.Articles))
		}
		return err
	})
	if err != nil {
		return s, err
	}
	for i, from := range cuts {
		until := any([]byte{}) // is more than every text
		if i+1 < len(cuts) {
			until = cuts[i+1]
		}
		var places int64
		err := v.tx.QueryRowContext(v.ctx, `
			SELECT coalesce(sum(((doc % 1000003 * 7919 + offset) * (offset + 13) + unicode(col)) % 1000003), 0)
			FROM temp.place
			WHERE term >= ? AND term < ? AND doc NOT IN (SELECT value FROM json_each(?))`, from, until, list(unsure)).Scan(&places)
		if err != nil {
			return s, err
		}
		s.places += places
		v.indexed(int64(v.report.Articles)*int64(i)/int64(len(cuts)) + int64(v.report.Articles))
	}
	return s, nil
}

// placesAtOnce is how much of the index is added up between two reports.
const placesAtOnce = 200_000

// indexed reports how far the check of the index is: through the articles
// first, then through as much again.
func (v *verifier) indexed(done int64) {
	v.progress.Report(progress.State{Stage: message.New("progress.checking-index"), Done: done, Total: 2 * int64(v.report.Articles)})
}

// expectedSum adds up what the index should hold.
func (v *verifier) expectedSum() (s indexSum, err error) {
	var after article.ID
	var done int64
	for {
		var ids []article.ID
		sources := map[article.ID]int64{}
		err := v.read(`SELECT id, source_id FROM article WHERE id > ? ORDER BY id LIMIT ?`, []any{after, eachPage},
			func(scan func(...any) error) error {
				var id article.ID
				var source int64
				err := scan(&id, &source)
				ids, sources[id] = append(ids, id), source
				return err
			})
		if err != nil || len(ids) == 0 {
			return s, err
		}
		after = ids[len(ids)-1]
		err = v.read(wholeArticles, []any{list(ids)}, func(scan func(...any) error) error {
			a, err := v.packer.scanArticle(v.ctx, scan)
			if err != nil {
				return err
			}
			s.add(&a, sources[a.ID])
			if done++; done%64 == 0 {
				v.indexed(done)
			}
			return v.ctx.Err()
		})
		if err != nil {
			return s, err
		}
	}
}

// add adds what the index should hold of an article.
func (s *indexSum) add(a *article.Article, sourceID int64) {
	x := prepare(a)
	seen := map[string]bool{}
	var words uint64
	var places int64
	for _, column := range []struct {
		name byte
		text string
	}{{'t', x.title}, {'l', x.lead}, {'b', x.body}, {'m', meta(a, sourceID)}} {
		var offset int64
		for term := range strings.FieldsSeq(column.text) {
			if !plainTerm(term) {
				s.unsure = append(s.unsure, a.ID)
				return
			}
			h := wordHash(term)
			if !seen[term] {
				seen[term] = true
				words += h << 20
			}
			words += h
			places += place(a.ID, column.name, offset)
			offset++
		}
	}
	s.words += words
	s.places += places
}

func wordHash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// plainTerm reports whether the tokenizer of SQLite is known to take a term as
// it is. It knows an older Unicode than we do, and cuts very long terms.
func plainTerm(s string) bool {
	if len(s) > 10_000 {
		return false
	}
	for i := range len(s) {
		if s[i] >= 0x80 {
			return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 && !unicode.Is(plainLetters, r) })
		}
	}
	return true
}

// plainLetters are folded letters of the scripts that most of what is read is
// written in; a test holds them against SQLite.
var plainLetters = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x03b1, 0x03c9, 1}, // Greek
		{0x0430, 0x044f, 1}, // Cyrillic
		{0x0452, 0x0452, 1},
		{0x0454, 0x0456, 1},
		{0x0458, 0x045b, 1},
		{0x045f, 0x045f, 1},
		{0x0491, 0x0491, 1},
		{0x05d0, 0x05ea, 1}, // Hebrew
		{0x0621, 0x0621, 1},
		{0x0627, 0x063a, 1},
		{0x0641, 0x064a, 1}, // Arabic
		{0x0660, 0x0669, 1},
		{0x067e, 0x067e, 1},
		{0x0686, 0x0686, 1},
		{0x06a9, 0x06a9, 1},
		{0x06af, 0x06af, 1},
		{0x06cc, 0x06cc, 1},
		{0x0905, 0x0928, 1},
		{0x092a, 0x0930, 1},
		{0x0932, 0x0932, 1},
		{0x0935, 0x0939, 1}, // Devanagari
		{0x0e01, 0x0e30, 1}, // Thai
		{0x3041, 0x3096, 1},
		{0x30a1, 0x30fa, 1},
		{0x30fc, 0x30fc, 1}, // kana
		{0x4e00, 0x9fcc, 1}, // Han
		{0xac00, 0xd7a3, 1}, // Hangul
	},
}
