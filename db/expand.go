package db

import (
	"context"
	"strings"
	"unicode/utf8"

	"parallax/internal/query"
	"parallax/internal/text"
)

const (
	formLimit  = 32   // other forms of one word, the shortest
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

// expand looks for other forms of the words of a query.
func (d *DB) expand(ctx context.Context, root query.Node) (forms, error) {
	f := forms{byWord: map[string][]form{}}
	families := map[string]text.Family{}
	collectFamilies(root, families)
	if len(families) == 0 {
		return f, nil
	}
	version, err := d.DataVersion(ctx)
	if err != nil {
		return f, err
	}
	present, known := d.memory.formsOf(version, families)
	if known != nil {
		return forms{known, present}, nil
	}
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
			// The shortest come first, so that what is beyond the limit is no form.
			err := d.read(ctx, termsFrom, []any{s, utf8.RuneCountInString(s) + formLonger, formRange}, into(&terms))
			if err != nil {
				return f, err
			}
		}
		for _, term := range terms {
			x := form{term, family.Languages(term)}
			if term != word && len(f.byWord[word]) < formLimit && f.stands(x) {
				f.byWord[word] = append(f.byWord[word], x)
			}
		}
	}
	d.memory.keepForms(version, families, f)
	return f, nil
}

// formsOf returns what is remembered of the families, nil unless of all.
func (m *memory) formsOf(version int64, families map[string]text.Family) (present [len(text.Inflected)]bool, byWord map[string][]form) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.formVersion != version {
		return present, nil
	}
	byWord = make(map[string][]form, len(families))
	for word := range families {
		x, ok := m.forms.byWord[word]
		if !ok {
			return present, nil
		}
		byWord[word] = x
	}
	return m.forms.present, byWord
}

// formMemory is how many words' forms are remembered.
const formMemory = 500

func (m *memory) keepForms(version int64, families map[string]text.Family, f forms) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.formVersion != version || len(m.forms.byWord) > formMemory {
		m.formVersion, m.forms = version, forms{byWord: map[string][]form{}}
	}
	m.forms.present = f.present
	for word := range families {
		m.forms.byWord[word] = f.byWord[word]
	}
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
