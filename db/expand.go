package db

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"parallax/internal/query"
	"parallax/internal/text"
)

const (
	formLimit  = 64   // other forms of one word, the shortest
	formRange  = 4000 // words that begin like one
	formLonger = 8    // letters that a form may have more than what all begin with
)

// forms are the other forms of the words of a query that the archive has.
type forms struct {
	byWord  map[string][]form
	present [len(text.Inflected)]bool // languages of the archive
}

// A form stands for the word in texts of some languages.
type form struct {
	term string
	in   [len(text.Inflected)]bool
}

// expand looks for other forms of the words of a query. They are those of the
// first page on all pages of a list, though more may come with other articles.
func (d *DB) expand(ctx context.Context, root query.Node, p *plan) error {
	families := map[string]text.Family{}
	collectFamilies(root, families)
	if len(families) == 0 {
		return nil
	}
	if p.recall.forms == nil {
		f, err := d.formsOf(ctx, families)
		if err != nil {
			return err
		}
		d.memory.keep(p.recall, func(r *recollection) { r.forms = &f })
	}
	p.forms, p.memory = *p.recall.forms, p.recall.id
	return nil
}

func (d *DB) formsOf(ctx context.Context, families map[string]text.Family) (forms, error) {
	f := forms{byWord: map[string][]form{}}
	for i, lang := range text.Inflected {
		if i == 0 { // by whose rules all other languages are read
			f.present[i] = true
			continue
		}
		err := d.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM search WHERE search MATCH ?)`, languageToken(lang)).Scan(&f.present[i])
		if err != nil {
			return f, err
		}
	}
	for word, family := range families {
		var terms []string
		if listed := family.Listed(); len(listed) > 0 {
			if err := d.read(ctx, `SELECT term FROM term WHERE term IN (SELECT value FROM json_each(?))`, []any{list(listed)}, into(&terms)); err != nil {
				return f, err
			}
		}
		for _, s := range family.Beginnings() {
			err := d.read(ctx, termsFrom, []any{s, utf8.RuneCountInString(s) + formLonger, formRange}, into(&terms))
			if err != nil {
				return f, err
			}
		}
		slices.SortFunc(terms, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
		for _, term := range terms {
			if len(f.byWord[word]) == formLimit {
				break
			}
			if x := (form{term, family.Languages(term)}); term != word && f.stands(x) {
				f.byWord[word] = append(f.byWord[word], x)
			}
		}
	}
	return f, nil
}

// termsFrom lists words that begin so.
const termsFrom = `
	SELECT term
	FROM term
	WHERE term >= ?1 AND term < ?1 || char(0x10ffff) AND length(term) <= ?2
	LIMIT ?3`

// stands reports whether x is a form in a language of the archive.
func (f forms) stands(x form) bool {
	for i := range x.in {
		if x.in[i] && f.present[i] {
			return true
		}
	}
	return false
}

// of returns expressions for the other forms of a word.
func (f forms) of(w query.Word) (out []string) {
	family := w.Family()
	groups := map[[len(text.Inflected)]bool][]string{}
	var order [][len(text.Inflected)]bool
	for _, x := range f.byWord[family.Word()] {
		in := x.in
		for i := range in {
			in[i] = in[i] && f.present[i]
		}
		if groups[in] == nil {
			order = append(order, in)
		}
		groups[in] = append(groups[in], `"`+x.term+`"`)
	}
	for _, in := range order {
		s := anywhere(w.In, "("+strings.Join(groups[in], " OR ")+")")
		var only, not []string
		for i, lang := range text.Inflected {
			switch {
			case i == 0 || !f.present[i]:
			case in[i]:
				only = append(only, languageToken(lang))
			default:
				not = append(not, languageToken(lang))
			}
		}
		switch {
		case !in[0]:
			s = "(" + s + " AND (" + strings.Join(only, " OR ") + "))"
		case len(not) > 0:
			s = "(" + s + " NOT (" + strings.Join(not, " OR ") + "))"
		}
		out = append(out, s)
	}
	return out
}

func collectFamilies(n query.Node, into map[string]text.Family) {
	switch n := n.(type) {
	case query.And:
		for _, m := range n {
			collectFamilies(m, into)
		}
	case query.Or:
		for _, m := range n {
			collectFamilies(m, into)
		}
	case query.Not:
		collectFamilies(n.Of, into)
	case query.Together:
		collectFamilies(query.And(n.Of), into)
	case query.AtLeast:
		collectFamilies(n.Of, into)
	case query.Word:
		if f := n.Family(); !f.IsZero() {
			into[f.Word()] = f
		}
	}
}
