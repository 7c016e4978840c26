package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stat is what a leaf's words are like.
type stat struct {
	words, linkDensity              float32
	ends, colon, lower, quote, caps bool
	commas, stops, digits, signs    int
	capital                         float32 // share of words that begin with a capital
	phrase                          uint32  // kinds of boilerplate it opens with or holds
	key                             uint64  // of its letters
	para                            float32 // words, if it reads like a paragraph
	overTitle, overLead, overSaid   float32 // how much of it stands in these
	titleIn                         float32 // how much of the title stands in it
	wide                            bool
}

// sum is what the leaves in a box come to.
type sum struct {
	words, linked, letters, para float32
	leaves, paras                float32
	direct                       float32 // words of paragraphs that stand directly in it or one box below
}

// describe makes the numbers that the model judges by.
func (p *Page) describe() ([]stat, []sum) {
	stats := make([]stat, len(p.leaves))
	title := newGrams(p.headline(), 2)
	lead := newGrams(p.description, 3)
	said := newGrams(p.Said.Text, 3)
	for i := range p.leaves {
		l := &p.leaves[i]
		st := &stats[i]
		st.read(l)
		f := tokensOf(l.text)
		st.overTitle, st.titleIn = title.overlap(f)
		st.overLead, _ = lead.overlap(f)
		st.overSaid, _ = said.overlap(f)
	}
	sums := make([]sum, len(p.boxes))
	for i := range p.leaves {
		l, st := &p.leaves[i], &stats[i]
		up := 0
		for b := l.box; b >= 0; b = p.boxes[b].parent {
			u := &sums[b]
			u.words += st.words
			u.linked += float32(l.linked)
			u.letters += float32(l.letters)
			u.para += st.para
			u.leaves++
			if st.para > 0 {
				u.paras++
				switch up {
				case 0, 1:
					u.direct += st.para
				case 2:
					u.direct += st.para / 2
				}
			}
			up++
		}
	}
	return stats, sums
}

// headline is the title that the page most likely means.
func (p *Page) headline() string {
	if p.ogTitle != "" {
		return p.ogTitle
	}
	return p.Title
}

func (st *stat) read(l *leaf) {
	st.words = float32(l.words)
	if l.letters > 0 {
		st.linkDensity = float32(l.linked) / float32(l.letters)
	}
	t := l.text
	begins, capitals, first := true, 0, true
	upper, letters, wide := 0, 0, 0
	for _, r := range t {
		switch {
		case unicode.IsLetter(r):
			letters++
			if unicode.IsUpper(r) {
				upper++
				if begins {
					capitals++
				}
			} else if first {
				st.lower = unicode.IsLower(r)
			}
			if r >= 0x2e80 {
				wide++
			}
			begins, first = false, false
		case unicode.IsDigit(r):
			st.digits++
			begins, first = false, false
		default:
			switch r {
			case ',', '،', '、', '，':
				st.commas++
			case '.', '!', '?', '。', '！', '？', '؟', '।', '…':
				st.stops++
			case '|', '·', '•', '/', '»', '›', '>', '→', '#', '@', '©', '*', '=', '_', '–':
				st.signs++
			case '"', '“', '”', '„', '«', '「', '‘':
				st.quote = true
			}
			if r == ' ' || r == '\n' {
				begins = true
			}
		}
	}
	st.wide = wide*3 > letters
	st.caps = letters > 3 && upper*10 > letters*8
	if l.words > 0 {
		st.capital = float32(capitals) / float32(l.words)
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(t, `"'”’»)]「」』 `))
	switch last {
	case '.', '!', '?', '。', '！', '？', '؟', '।', '…', '։':
		st.ends = true
	case ':', '：':
		st.colon = true
	}
	st.phrase = phrases(t)
	if l.words >= 10 && st.linkDensity < 0.35 && (st.ends || l.words >= 18) {
		st.para = st.words
	}
	st.key = keyOf(t)
}

// keyOf is the same for texts of the same letters and digits.
func keyOf(s string) uint64 {
	h := uint64(14695981039346656037)
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			h = (h ^ uint64(unicode.ToLower(r))) * 1099511628211
		}
	}
	return h
}

// grams are the runs of n words of a text.
type grams struct {
	n   int
	set map[uint64]bool
}

func tokensOf(s string) []uint64 {
	var out []uint64
	h, in := uint64(0), false
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			if !in {
				h, in = 14695981039346656037, true
			}
			h = (h ^ uint64(unicode.ToLower(r))) * 1099511628211
			if r >= 0x2e80 && r < 0xac00 { // no blanks between words
				out = append(out, h)
				in = false
			}
			continue
		}
		if in {
			out = append(out, h)
			in = false
		}
	}
	if in {
		out = append(out, h)
	}
	return out
}

func gramsOf(t []uint64, n int, f func(uint64)) {
	n = min(n, len(t))
	for i := 0; n > 0 && i+n <= len(t); i++ {
		h := uint64(n)
		for _, w := range t[i : i+n] {
			h = h*0x9e3779b97f4a7c15 + w
		}
		f(h)
	}
}

// w1 is the run of one word.
func w1(w uint64) uint64 { return 1*0x9e3779b97f4a7c15 + w }

// longWords are the words that say what a text is about: those of five letters
// and more, and single letters of scripts without blanks.
func longWords(s string) []uint64 {
	var out []uint64
	h, n := uint64(14695981039346656037), 0
	end := func() {
		if n >= 5 {
			out = append(out, h)
		}
		h, n = 14695981039346656037, 0
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			end()
			continue
		}
		h = (h ^ uint64(unicode.ToLower(r))) * 1099511628211
		n++
		if r >= 0x2e80 && r < 0xac00 {
			n = 5
			end()
		}
	}
	end()
	return out
}

func newGrams(s string, n int) grams {
	g := grams{n: n, set: map[uint64]bool{}}
	gramsOf(tokensOf(s), n, func(h uint64) { g.set[h] = true })
	return g
}

// overlap returns how much of t is in g, and how much of g is in t.
func (g grams) overlap(t []uint64) (float32, float32) {
	if len(g.set) == 0 || len(t) == 0 {
		return 0, 0
	}
	hit, all := 0, 0
	gramsOf(t, g.n, func(h uint64) {
		all++
		if g.set[h] {
			hit++
		}
	})
	return float32(hit) / float32(all), min(1, float32(hit)/float32(len(g.set)))
}
