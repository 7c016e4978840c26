//go:build unix

package main

import (
	"regexp"
	"strings"
	"time"
	"unicode"
)

// A score gathers how near predictions come to the gold of a set: the metrics
// that the public comparisons use.
type score struct {
	pages, texts     int
	precision, found float64 // of runs of four words, summed over the pages
	predicted        int     // pages with a text
	tp, fp, fn       int     // of words that must and must not stand in the text
	title, author    mean
	date, site, lang mean
}

type mean struct {
	sum float64
	n   int
}

func (m *mean) add(x float64) { m.sum, m.n = m.sum+x, m.n+1 }

func (m *mean) is(yes bool) {
	m.n++
	if yes {
		m.sum++
	}
}

func (s *score) add(g gold, p prediction) {
	s.pages++
	if g.Text != "" {
		s.text(g.Text, p.Text)
	}
	if len(g.With)+len(g.Without) > 0 {
		text := oneLine(p.Text)
		for _, w := range g.With {
			if strings.Contains(text, oneLine(w)) {
				s.tp++
			} else {
				s.fn++
			}
		}
		for _, w := range g.Without {
			if strings.Contains(text, oneLine(w)) {
				s.fp++
			}
		}
	}
	if g.Title != "" {
		s.title.is(fold(g.Title) == fold(p.Title))
	}
	if len(g.Author) > 0 {
		s.author.add(f1OfSets(people(g.Author), people(p.Author)))
	}
	if want, ok := dayOf(g.Date); ok {
		got, ok := dayOf(p.Date)
		s.date.is(ok && got.Equal(want))
	}
	if g.Sitename != "" {
		s.site.is(fold(g.Sitename) == fold(p.Sitename))
	}
	if len(g.Lang) >= 2 {
		s.lang.is(len(p.Lang) >= 2 && strings.EqualFold(g.Lang[:2], p.Lang[:2]))
	}
}

// text counts the runs of four words that gold and prediction share.
func (s *score) text(want, got string) {
	w, g := runs(want), runs(got)
	shared, all, said := 0, 0, 0
	for k, n := range w {
		shared += min(n, g[k])
		all += n
	}
	for _, n := range g {
		said += n
	}
	s.texts++
	if all > 0 {
		s.found += float64(shared) / float64(all)
	}
	if said > 0 {
		s.precision += float64(shared) / float64(said)
		s.predicted++
	}
}

// f1 is of the mean precision, over pages with a text, and the mean recall.
func (s *score) f1() (float64, bool) {
	if s.texts == 0 {
		return 0, false
	}
	p, r := s.precision/float64(max(s.predicted, 1)), s.found/float64(s.texts)
	if p+r == 0 {
		return 0, true
	}
	return 2 * p * r / (p + r), true
}

// snippets is the F1 of words that must and must not be there, all pages of the
// set taken as one.
func (s *score) snippets() (float64, bool) {
	if s.tp+s.fn+s.fp == 0 {
		return 0, false
	}
	return 2 * float64(s.tp) / float64(2*s.tp+s.fp+s.fn), true
}

func (m mean) value() (float64, bool) { return m.sum / float64(max(m.n, 1)), m.n > 0 }

func tokens(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' })
}

func runs(s string) map[string]int {
	t := tokens(s)
	m := map[string]int{}
	if len(t) == 0 {
		return m
	}
	for i := range max(1, len(t)-3) {
		m[strings.Join(t[i:min(len(t), i+4)], " ")]++
	}
	return m
}

func fold(s string) string    { return strings.ToLower(strings.Join(tokens(s), " ")) }
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

var (
	between = regexp.MustCompile(`(?i)\s*(?:[,;|/&]|\band\b|\bund\b|\bet\b|\by\b)\s*`)
	by      = regexp.MustCompile(`(?i)^(?:by|von|par|por|written by)\s+`)
)

func people(list []string) map[string]bool {
	m := map[string]bool{}
	for _, s := range list {
		for _, n := range between.Split(s, -1) {
			if n = fold(by.ReplaceAllString(strings.TrimSpace(n), "")); n != "" {
				m[n] = true
			}
		}
	}
	return m
}

func f1OfSets(a, b map[string]bool) float64 {
	shared := 0
	for k := range a {
		if b[k] {
			shared++
		}
	}
	if len(a)+len(b) == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}

func dayOf(s string) (time.Time, bool) {
	if len(s) < len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	return t, err == nil
}
