package compare

import (
	"strconv"
	"strings"
	"time"

	"parallax/article"
	"parallax/internal/text"
	"parallax/internal/text/fingerprint"
	"parallax/internal/text/language"
)

// sentenceLimit is how many bytes of a sentence are looked at for facts. What
// is longer is a table or broken text.
const sentenceLimit = 4000

// A sent is a sentence while it is read.
type sent struct {
	Part
	index  int
	src    string // the title or the text
	toks   []text.Token
	low    []string // the tokens in lower case, plain apostrophes
	masked []bool   // tokens of dates and clock times
	shouty bool     // capitals say nothing here: a headline, an ALL CAPS line
	opens  []bool   // tokens that open a sentence, a quotation or a heading
}

func (s *sent) word(i int) string {
	if i < 0 || i >= len(s.low) {
		return ""
	}
	return s.low[i]
}

func (s *sent) raw(i int) string {
	if i < 0 || i >= len(s.toks) {
		return ""
	}
	return s.toks[i].Of(s.src)
}

func (s *sent) isWord(i int) bool { return i >= 0 && i < len(s.toks) && s.toks[i].Kind == text.Word }

// tight reports whether token i touches the one before it.
func (s *sent) tight(i int) bool { return i > 0 && i < len(s.toks) && !s.toks[i].Space }

// reader reads one article.
type reader struct {
	*Reading
	lex      *lexicon
	sents    []*sent
	lowCount map[string]int    // words in lower case
	capCount map[string]int    // words with a capital inside a sentence
	surnames map[string]string // folded last word of a full name → the full name
	byPart   [][]int           // names by sentence, indexes into Names
	said     [][]statement     // by sentence
}

// ReadLimit is how many bytes of a text are read: about 100,000 words. Two
// such texts are compared in a few seconds; what is longer is no article.
const ReadLimit = 640 << 10

// readable returns the part of a text that is read: all of it, or what ends
// with a word before ReadLimit.
func readable(s string) string {
	if len(s) <= ReadLimit {
		return s
	}
	if end := strings.LastIndexAny(s[:ReadLimit], " \n"); end > 0 {
		return s[:end]
	}
	return strings.ToValidUTF8(s[:ReadLimit], "")
}

// cutTo returns the article with its text cut to the words it begins with.
func cutTo(a article.Article, words string) article.Article {
	a.Text = words
	var blocks []article.Block
	for _, b := range a.Blocks {
		if b.Start < len(words) {
			b.End = min(b.End, len(words))
			blocks = append(blocks, b)
		}
	}
	var residue []article.Residue
	for _, x := range a.Residue {
		if x.Start < len(words) {
			x.End = min(x.End, len(words))
			residue = append(residue, x)
		}
	}
	a.Blocks, a.Residue = blocks, residue
	return a
}

// Read takes an article apart, as much of it as ReadLimit lets. It never
// fails: an empty article gives a reading without sentences. It is safe for
// use by several goroutines.
func Read(a article.Article) Reading {
	rd, body := begin(a)
	runs := fingerprint.Words(body)
	rd.Print = fingerprint.Set(fingerprint.Runs(runs))
	if a.Words > 0 && !rd.Cut { // as the library counts them
		rd.Words = a.Words
	} else {
		rd.Words = len(runs)
	}
	rd.statements()
	rd.quotes()
	rd.attributions()
	rd.numbers()
	return *rd.Reading
}

// Names returns the sentences and the names that Read finds, for less work.
func Names(a article.Article) ([]Part, []Name) {
	rd, _ := begin(a)
	return rd.Sentences, rd.Names
}

// begin reads an article as far as its names. It returns the text without
// residue too.
func begin(a article.Article) (rd *reader, body string) {
	words := readable(a.Text)
	cut := len(words) < len(a.Text)
	if cut {
		a = cutTo(a, words)
	}
	r := &Reading{
		Cut:     cut,
		Article: a.ID, Version: a.VersionID, Title: a.Title, Source: a.Source, Published: a.Published, Language: a.Language,
		Text: a.Text, Upstream: a.Upstream, Residue: a.Residue,
	}
	if a.ID != 0 {
		r.ID = strconv.FormatInt(int64(a.ID), 10)
	}
	if r.Language == "" {
		if tag, sure := language.Detect(a.Text); sure {
			r.Language = tag
		}
	}
	rd = &reader{Reading: r, lex: lex(), lowCount: map[string]int{}, capCount: map[string]int{}, surnames: map[string]string{}}
	body = rd.split(a)
	rd.dates()
	rd.census()
	rd.names()
	return rd, body
}

// split makes the sentences of the title and of the text without residue, and
// returns the latter.
func (r *reader) split(a article.Article) string {
	if strings.TrimSpace(a.Title) != "" {
		r.add(Part{Span: article.Span{End: len(a.Title)}, Title: true, Heading: true, Paragraph: -1}, a.Title)
	}
	blocks := a.Blocks
	if len(blocks) == 0 {
		blocks = []article.Block{{Kind: article.Paragraph, Span: article.Span{End: len(a.Text)}}}
	}
	var body strings.Builder
	paragraph := 0
	for _, b := range blocks {
		if b.Kind == article.Code || b.Start < 0 || b.End > len(a.Text) || b.Start >= b.End {
			continue
		}
		for _, piece := range without(b.Span, a.Residue) {
			words := piece.Of(a.Text)
			body.WriteString(words)
			body.WriteByte('\n')
			end := 0
			for _, sp := range text.Sentences(words) {
				if strings.Contains(words[end:sp.Start], "\n") && end > 0 {
					paragraph++
				}
				end = sp.End
				r.add(Part{Span: article.Span{Start: piece.Start + sp.Start, End: piece.Start + sp.End}, Heading: b.Kind == article.Heading, Paragraph: paragraph}, a.Text)
			}
			paragraph++
		}
	}
	return body.String()
}

// without returns what is left of span when the residue is cut out.
func without(span article.Span, residue []article.Residue) []article.Span {
	pieces := []article.Span{span}
	for _, x := range residue {
		if x.Start >= x.End {
			continue
		}
		var next []article.Span
		for _, p := range pieces {
			if !p.Overlaps(x.Span) {
				next = append(next, p)
				continue
			}
			if p.Start < x.Start {
				next = append(next, article.Span{Start: p.Start, End: x.Start})
			}
			if x.End < p.End {
				next = append(next, article.Span{Start: x.End, End: p.End})
			}
		}
		pieces = next
	}
	return pieces
}

func (r *reader) add(p Part, src string) {
	end := p.End
	if end-p.Start > sentenceLimit {
		end = p.Start + sentenceLimit
	}
	words := src[p.Start:end]
	s := &sent{Part: p, index: len(r.sents), src: src, toks: text.Tokens(words)}
	s.low = make([]string, len(s.toks))
	for i := range s.toks {
		s.low[i] = strings.ReplaceAll(strings.ToLower(s.toks[i].Of(words)), "’", "'")
		s.toks[i].Start += p.Start
		s.toks[i].End += p.Start
	}
	s.shouty = headline(s)
	s.opens = openings(s)
	r.sents = append(r.sents, s)
	r.Sentences = append(r.Sentences, p)
}

// headline reports whether most longer words of s have a capital, so that a
// capital tells nothing.
func headline(s *sent) bool {
	upper, all, screams := 0, 0, 0
	for i, t := range s.toks {
		if t.Kind != text.Word || t.End-t.Start < 4 {
			continue
		}
		all++
		if w := s.raw(i); text.IsUpper(w) {
			upper++
			if text.AllUpper(w) {
				screams++
			}
		}
	}
	if screams*10 >= all*7 && all >= 2 {
		return true
	}
	if n := len(s.toks); n > 0 && (s.low[n-1] == "." || s.low[0] == "—" || s.low[0] == "-") && !s.Heading {
		return false // a sentence that is full of names
	}
	return (all >= 4 || all >= 2 && s.Heading) && upper*10 >= all*7
}

// openings marks the tokens at which a capital is due anyway.
func openings(s *sent) []bool {
	out := make([]bool, len(s.toks))
	due := true
	for i, t := range s.toks {
		if t.Kind == text.Word || t.Kind == text.Digits {
			out[i] = due
			due = false
			continue
		}
		switch s.low[i] {
		case "\"", "“", "‘", "'", "«", "„", "(", "[":
			// A quotation inside a sentence opens with a capital if a whole
			// sentence is quoted.
			due = due || s.low[i] != "(" && s.low[i] != "["
		case ":", ".", "!", "?", "•", "*", "—", "…", "–":
			due = s.low[i] != "." || !s.tight(i) || i+1 < len(s.toks) && s.toks[i+1].Space && !abbreviatedRoles[s.word(i-1)] && len(s.word(i-1)) > 1
			if s.low[i] == "—" || s.low[i] == "–" {
				due = i <= 8 // behind a dateline
			}
		}
	}
	return out
}

// dates reads the dates of every sentence and masks their tokens.
func (r *reader) dates() {
	published := r.Published.Time
	if r.Published.Precision != article.ToDay && r.Published.Precision != article.ToTime {
		published = time.Time{}
	}
	dr := text.NewDateReader(r.Language, published)
	for _, s := range r.sents {
		found, masked := dr.Read(s.src, s.toks)
		s.masked = masked
		for _, d := range found {
			r.Dates = append(r.Dates, Moment{Span: d.Span, Sentence: s.index, Text: d.Of(s.src), Value: d.Value, Precision: d.Precision})
		}
	}
}

// census counts how the words of the article are written.
func (r *reader) census() {
	for _, s := range r.sents {
		if s.shouty {
			continue
		}
		for i, t := range s.toks {
			if t.Kind != text.Word {
				continue
			}
			if text.IsUpper(s.raw(i)) {
				if !s.opens[i] && !(s.tight(i) && s.word(i-1) == "-") && !(s.word(i+1) == "-" && s.tight(i+1)) {
					r.capCount[s.low[i]]++
				}
			} else {
				r.lowCount[s.low[i]]++
			}
		}
	}
}
