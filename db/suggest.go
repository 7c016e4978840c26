package db

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/message"
	"parallax/internal/query"
	"parallax/internal/text"
)

const (
	suggestFor  = 8    // words of a query, at most
	suggestFew  = 2    // articles that have a word that may be misspelt all the same
	suggestMore = 50   // times as many must have what is suggested then
	suggestTop  = 1000 // articles are enough to be the best
	suggestNear = 24   // words that are compared by how many articles have them
	suggestLike = 4000 // words with the same beginning that are looked at
)

// suggest returns a note for each word that nothing is found with, and what it
// may be a slip for.
func (d *DB) suggest(ctx context.Context, p *plan, q query.Query) (notes []message.Message, err error) {
	var words []query.Word
	collectWords(q.Root, &words)
	for _, w := range words[:min(len(words), suggestFor)] {
		terms := text.Terms(w.Text)
		if len(terms) != 1 || terms[0].Prefix || utf8.RuneCountInString(terms[0].Form) < 4 {
			continue
		}
		n, err := d.countIndex(ctx, looked(p.words(w, true)), suggestFew)
		if err != nil {
			return nil, err
		}
		if n > suggestFew {
			continue
		}
		like, has, err := d.likeliest(ctx, terms[0].Form, w.In)
		if err != nil {
			return nil, err
		}
		switch {
		case like == "":
		case n == 0:
			notes = append(notes, message.New("query.no-word-like", "Word", w.Text, "Like", like, "Query", corrected(q, w, like)))
		case has >= n*suggestMore:
			notes = append(notes, message.New("query.few-word-like", "Word", w.Text, "Like", like, "Query", corrected(q, w, like)))
		}
	}
	return notes, nil
}

// collectWords collects the words that should be found.
func collectWords(n query.Node, into *[]query.Word) {
	switch n := n.(type) {
	case query.And:
		for _, m := range n {
			collectWords(m, into)
		}
	case query.Or:
		collectWords(query.And(n), into)
	case query.Together:
		collectWords(query.And(n.Of), into)
	case query.AtLeast:
		collectWords(n.Of, into)
	case query.Word:
		if !n.Prefix && !slices.Contains(*into, n) {
			*into = append(*into, n)
		}
	}
}

// corrected returns q as it would be typed with another word.
func corrected(q query.Query, w query.Word, like string) string {
	var with func(n query.Node) query.Node
	each := func(of []query.Node) []query.Node {
		out := make([]query.Node, len(of))
		for i, n := range of {
			out[i] = with(n)
		}
		return out
	}
	with = func(n query.Node) query.Node {
		switch n := n.(type) {
		case query.And:
			return query.And(each(n))
		case query.Or:
			return query.Or(each(n))
		case query.Not:
			return query.Not{Of: with(n.Of)}
		case query.Together:
			n.Of = each(n.Of)
			return n
		case query.AtLeast:
			n.Of = with(n.Of)
			return n
		case query.Word:
			if n == w {
				n.Text = like
			}
			return n
		}
		return n
	}
	return query.Query{Root: with(q.Root), Sort: q.Sort}.String()
}

// likeliest returns the word that most articles have of those spelled most like
// form, "" if there is none, and how many have it, to suggestTop.
func (d *DB) likeliest(ctx context.Context, form, in string) (like string, has int, err error) {
	near, err := d.near(ctx, form)
	if err != nil {
		return "", 0, err
	}
	distance := 0
	for _, c := range near {
		if has > 0 && c.distance > distance {
			break // one slip is likelier than two
		}
		n, err := d.countIndex(ctx, looked(anywhere(in, phrase(c.term, false))), suggestTop)
		if err != nil {
			return "", 0, err
		}
		if n > has {
			like, has, distance = c.term, n, c.distance
		}
	}
	return like, has, nil
}

type nearTerm struct {
	term     string
	distance int
}

// near returns words of the archive that are one slip away, or two after the
// same beginning, the nearest first.
func (d *DB) near(ctx context.Context, form string) (near []nearTerm, err error) {
	want := []rune(form)
	var terms []string
	if err := d.read(ctx, `SELECT term FROM term WHERE term IN (SELECT value FROM json_each(?))`, []any{list(slips(want))}, into(&terms)); err != nil {
		return nil, err
	}
	for _, s := range terms {
		if s != form {
			near = append(near, nearTerm{s, 1})
		}
	}
	if len(near) > 0 || len(want) < 5 {
		return near[:min(len(near), suggestNear)], nil
	}
	terms = nil
	same := string(want[:2])
	err = d.read(ctx, `
		SELECT term
		FROM term
		WHERE term >= ?1 AND term < ?1 || char(0x10ffff) AND length(term) BETWEEN ?2 AND ?3
		LIMIT ?4`, []any{same, len(want) - 2, len(want) + 2, suggestLike}, into(&terms))
	if err != nil {
		return nil, err
	}
	for _, s := range terms {
		if n := distance(want, []rune(s), 3); n > 0 && n < 3 {
			near = append(near, nearTerm{s, n})
		}
	}
	slices.SortStableFunc(near, func(a, b nearTerm) int { return a.distance - b.distance })
	return near[:min(len(near), suggestNear)], nil
}

// slips returns everything that differs from a word by one slip: a letter
// changed, added, left out or two of them changed round. Letters are those of
// the word's alphabet.
func slips(word []rune) []string {
	var letters []rune
	for _, a := range []struct {
		script  *unicode.RangeTable
		letters string
	}{
		{unicode.Latin, "abcdefghijklmnopqrstuvwxyz"},
		{unicode.Cyrillic, "абвгдежзиклмнопрстуфхцчшщъыьэюяіґє"},
		{unicode.Greek, "αβγδεζηθικλμνξοπρστυφχψω"},
		{unicode.Arabic, "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"},
		{unicode.Hebrew, "אבגדהוזחטיכלמנסעפצקרשתךםןףץ"},
	} {
		if unicode.Is(a.script, word[0]) {
			letters = []rune(a.letters)
		}
	}
	if letters == nil || len(word) > 30 {
		return nil
	}
	out := make([]string, 0, (2*len(word)+2)*len(letters))
	var b strings.Builder
	add := func(parts ...[]rune) {
		b.Reset()
		for _, p := range parts {
			for _, r := range p {
				b.WriteRune(r)
			}
		}
		out = append(out, b.String())
	}
	for i := range word {
		add(word[:i], word[i+1:])
		if i+1 < len(word) {
			add(word[:i], []rune{word[i+1], word[i]}, word[i+2:])
		}
		for _, r := range letters {
			add(word[:i], []rune{r}, word[i+1:])
			add(word[:i], []rune{r}, word[i:])
		}
	}
	for _, r := range letters {
		add(word, []rune{r})
	}
	return out
}
