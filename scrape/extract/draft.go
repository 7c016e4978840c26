package extract

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/publicsuffix"

	"parallax/article"
	"parallax/internal/text/residue"
)

// A draft is an article in the making.
type draft struct {
	title      string
	pieces     []piece // in order; joined they are the text
	text       string
	blocks     []article.Block
	links      []article.Link
	images     []article.Image
	residue    []article.Residue
	upstream   []article.Upstream
	meta       meta
	marks      bool // markup became structure in what came as plain text
	simplified bool
	exact      bool
	tried      []Tried          // what rules of the person came to
	pageType   article.PageType // "" where there was no tree to tell it by
}

// A piece is a block before its place in the text is known.
type piece struct {
	kind   article.BlockKind
	level  int
	text   string          // "" in a last piece that holds images alone
	links  []article.Link  // spans are in text
	images []article.Image // that stand before it
	lines  []int           // where single line breaks part its first lines
	reply  bool            // it stands among comments
}

// meta is what was found about an article, each field with where.
type meta struct {
	url, canonical, source, language string
	authors                          []string
	published, updated               article.Date
	section, licence                 string
	keywords, agencies               []string
	captured                         time.Time
	tags                             []string
	from                             map[string]string
}

// set notes where a field was found.
func (m *meta) set(field, where string) {
	if m.from == nil {
		m.from = map[string]string{}
	}
	m.from[field] = where
}

// join lays the pieces out: one empty line between two blocks.
func (d *draft) join() {
	var b strings.Builder
	size := 0
	for _, p := range d.pieces {
		size += len(p.text) + 2
	}
	b.Grow(size)
	d.blocks = make([]article.Block, 0, len(d.pieces))
	placed := len(d.images)
	for _, p := range d.pieces {
		if p.text != "" && b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		d.images = append(d.images, p.images...)
		if p.text == "" {
			continue // its images stand before the next that has some
		}
		for ; placed < len(d.images); placed++ {
			d.images[placed].At = start
		}
		b.WriteString(p.text)
		for _, l := range p.links {
			l.Start += start
			l.End += start
			d.links = append(d.links, l)
		}
		d.blocks = append(d.blocks, article.Block{Kind: p.kind, Level: p.level, Span: article.Span{Start: start, End: b.Len()}})
	}
	d.text = b.String()
	for ; placed < len(d.images); placed++ {
		d.images[placed].At = len(d.text)
	}
}

// dropReplies takes the comments behind an article out of its text. A page that
// is not declared as an article may be the conversation itself.
func (d *draft) dropReplies(f *pageFacts) {
	if d.pageType != article.ArticlePage || f.ogType != "article" && !slices.ContainsFunc(f.types, isArticle) {
		return
	}
	from := len(d.pieces) // the first of them
	for from > 0 && (d.pieces[from-1].reply || countWords(d.pieces[from-1].text) < fullLine) {
		from--
	}
	if !d.hasProse(0, from) {
		return
	}
	for i := from; i < len(d.pieces); i++ {
		if d.pieces[i].reply {
			d.pieces[i] = piece{}
		}
	}
}

// dropCaptions takes out of the text what stands with an image as its caption.
func (d *draft) dropCaptions() {
	said := map[string]bool{}
	for _, p := range d.pieces {
		for _, i := range p.images {
			said[i.Caption] = true
		}
	}
	for i, p := range d.pieces {
		if p.kind == article.Caption && said[p.text] {
			d.pieces[i] = piece{images: p.images}
		}
	}
}

// dropTitle takes the first block that is the title out of the text: it stands
// in the title. Only what can precede a title may stand before it.
func (d *draft) dropTitle() {
	title := fold(d.title)
	if title == "" || len(d.pieces) < 2 {
		return // a heading alone is all the text there is
	}
	for i, p := range d.pieces {
		if fold(p.text) == title {
			d.pieces[i] = piece{images: p.images}
			return
		}
		if _, ok := residue.Line(p.text); !ok && (i >= 4 || len(p.text) > 300) {
			return
		}
	}
}

// finish lays the text out, has it marked and fills the article.
func (d *draft) finish(it article.Item) (article.Article, error) {
	decl := it.Declared
	if !d.exact {
		d.dropTitle()
		d.join()
	}
	if !d.exact && d.text == "" {
		if d.pageType == article.ShellPage {
			return article.Article{}, fmt.Errorf("read a page without words: %w: %w", article.ErrEmpty, article.ErrScripts)
		}
		return article.Article{}, article.ErrEmpty
	}
	if d.exact && decl.Residue != nil {
		d.residue, d.upstream = decl.Residue, decl.Upstream
	} else {
		d.mark()
		if d.marks {
			d.residue = append([]article.Residue{{Kind: article.Markdown}}, d.residue...)
		}
	}
	a := article.Article{
		Version: 1, Title: d.title, Text: d.text, Blocks: d.blocks,
		Residue: d.residue, Upstream: d.upstream, Simplified: d.simplified,
		Words: words(d.text, d.residue), How: decl.How, ImportedFrom: decl.ImportedFrom,
		Tags: slices.Concat(decl.Tags, d.meta.tags), Notes: decl.Notes, Highlights: decl.Highlights, Images: decl.Images, Status: decl.Status, Starred: decl.Starred, Story: decl.Story, StoryID: decl.StoryID, CopyOf: decl.CopyOf, Likeness: decl.Likeness,
		ID: decl.ID, From: d.meta.from, PageType: d.pageType,
	}
	if decl.Version > 0 {
		a.Version = decl.Version
	}
	if a.ImportedFrom == "" && !d.exact {
		a.ImportedFrom = it.Path
	}
	a.Links = d.links
	if a.Images == nil {
		a.Images = d.images
	}
	d.declare(&a, it)
	a.Raw = it.Raw
	if a.Raw == nil && decl.HTML != "" {
		a.Raw = []byte(decl.HTML)
	}
	a.RawHash = decl.RawHash
	if len(a.Raw) > 0 {
		a.RawHash = article.Hash(a.Raw)
	}
	a.TextHash = article.HashText(a.Title, a.Text)
	return a, nil
}

// declare fills what both the container and the bytes may say; the container
// wins.
func (d *draft) declare(a *article.Article, it article.Item) {
	decl := it.Declared
	if a.From == nil {
		a.From = map[string]string{}
	}
	choose := func(field, said, found string) string {
		if said == "" {
			return found
		}
		a.From[field] = "container"
		return said
	}
	if decl.Title != "" {
		a.From["title"] = "container"
	}
	a.URL = choose("url", decl.URL, d.meta.url)
	a.CanonicalURL = choose("canonical_url", decl.CanonicalURL, d.meta.canonical)
	a.Source = choose("source", decl.Source, d.meta.source)
	a.Language = choose("language", decl.Language, d.meta.language)
	a.Authors, a.Published = d.meta.authors, d.meta.published
	a.Updated, a.Section = d.meta.updated, d.meta.section
	a.Keywords, a.Agencies, a.Licence = d.meta.keywords, d.meta.agencies, d.meta.licence
	if len(decl.Authors) > 0 {
		a.Authors, a.From["authors"] = decl.Authors, "container"
	}
	if !decl.Published.IsZero() || decl.Published.Raw != "" {
		a.Published, a.From["published"] = decl.Published, "container"
	}
	declareFacts(a, &decl)
	a.Captured = it.Captured
	if a.Captured.IsZero() {
		a.Captured = d.meta.captured
	}
	if d.exact {
		return // what our export leaves open stays open: exporting again gives the same
	}
	spokenIn(a)
	if u, ok := elsewhere(a.URL, a.CanonicalURL); ok {
		a.Upstream = append(a.Upstream, article.Upstream{Name: u, Kind: "canonical", Text: a.CanonicalURL})
	}
}

// declareFacts fills what the container says beyond that.
func declareFacts(a *article.Article, decl *article.Declared) {
	for _, f := range []struct {
		field string
		said  bool
		take  func()
	}{
		{"updated", !decl.Updated.IsZero() || decl.Updated.Raw != "", func() { a.Updated = decl.Updated }},
		{"section", decl.Section != "", func() { a.Section = decl.Section }},
		{"keywords", len(decl.Keywords) > 0, func() { a.Keywords = decl.Keywords }},
		{"agencies", len(decl.Agencies) > 0, func() { a.Agencies = decl.Agencies }},
		{"licence", decl.Licence != "", func() { a.Licence = decl.Licence }},
		{"page_type", decl.PageType != "", func() { a.PageType = decl.PageType }},
	} {
		if f.said {
			f.take()
			a.From[f.field] = "container"
		}
	}
	if decl.Exact {
		a.Links = decl.Links
	}
}

// elsewhere returns the host of canonical if it is of another site than address.
func elsewhere(address, canonical string) (string, bool) {
	from, err1 := url.Parse(address)
	to, err2 := url.Parse(canonical)
	if err1 != nil || err2 != nil || from.Hostname() == "" || to.Hostname() == "" {
		return "", false
	}
	return strings.TrimPrefix(strings.ToLower(to.Hostname()), "www."), site(from.Hostname()) != site(to.Hostname())
}

func site(host string) string {
	host = strings.ToLower(host)
	if s, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return s
	}
	return host
}

// fold returns s as titles are held against each other: letters and digits in
// lower case with single blanks between.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || r == '‘':
		default:
			gap = true
		}
	}
	return b.String()
}

// blankLineBlocks parts a text at its empty lines.
func blankLineBlocks(text string) []article.Block {
	var blocks []article.Block
	for at := 0; at < len(text); {
		end := len(text)
		next := end
		if i := strings.Index(text[at:], "\n\n"); i >= 0 {
			end, next = at+i, at+i+2
		}
		part := text[at:end]
		lead := len(part) - len(strings.TrimLeft(part, " \t\r\n"))
		if trimmed := strings.TrimSpace(part); trimmed != "" {
			blocks = append(blocks, article.Block{Kind: article.Paragraph, Span: article.Span{Start: at + lead, End: at + lead + len(trimmed)}})
		}
		at = next
	}
	return blocks
}

// countWords counts runs of letters and digits; an apostrophe, a hyphen or a
// point inside does not end one, and a letter of Chinese or Japanese is one.
func countWords(s string) int {
	n, in := 0, false
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			n++
			in = false
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if !in {
				n++
			}
			in = true
		case unicode.IsSpace(r), strings.ContainsRune("—–/…", r):
			in = false
		}
	}
	return n
}
