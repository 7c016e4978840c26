package residue

import (
	"regexp"
	"strings"

	"parallax/article"
)

// What follows marks paragraphs that speak of the text itself. A paragraph that
// only speaks of rewriting, of search engines or of machines that write is
// reporting; it must say of this very text what was done with it.
var (
	// The text as the outcome of rewriting.
	rewriteSelf = regexp.MustCompile(`^(?:\W*(?:important |editor'?s |author'?s |final |ai |seo )?(?:note|notes|disclaimer|n\.?b\.?|p\.?s\.?|remark|explanation|hinweis|anmerkung|note|nota|примечание)\W{1,4})?(?:please note(?: that)?:? )?(?:in )?(?:this|the|my|above is a|the above) (?:is an? )?(?:new |revised |final |updated )?(?:rewrite|rewritten|re-written|rewriting|rephrased|rephrasing|paraphrased?|paraphrasing|reworded|spun|ai-generated|generated|humanized|adaptation)\b`)
	textSelf    = regexp.MustCompile(`^(?:\W*(?:important |editor'?s |author'?s |final |ai |seo )?(?:note|notes|disclaimer|n\.?b\.?|p\.?s\.?|remark|explanation)\W{1,4})?(?:please note(?: that)?:? )?(?:this|the|the above) (?:article|version|text|content|piece|post|summary|response|output|story|blog post|revision)\b.{0,40}?\b(?:prioriti[sz]es|(?:has been|is|was|have been) (?:carefully |fully |completely )?(?:re-?written|structured|optimi[sz]ed|crafted|designed|rephrased|paraphrased|reworded|formatted|tailored)|aims (?:for|to)|avoids|adheres to|follows|maintains|incorporates|uses|meets|ensures|preserves|retains|keeps)\b`)
	process     = regexp.MustCompile(`\b(?:re-?writ(?:e|es|ing|ten)|rephras\w+|paraphras\w+|reword\w+|originality|readability|e-?e-?a-?t|seo|plagiarism(?:-free)?|ap style|word count|keywords?|tone|jargon|conversational|scann(?:ing|able)|engagement|engaging|flow|human-?like|sub-?headings?|headings|original (?:article|text|source|content|meaning|piece)|direct quotes|search engines?|ai detect\w+|authenticity|uniqueness|unique|prompt|guidelines|formatting|sentence structure|meaning)\b`)
	// The text as the work of a machine.
	byMachine = regexp.MustCompile(`^(?:\W*(?:note|disclaimer|editor'?s note|hinweis|nota|note|примечание|transparenzhinweis)\W{1,4})?(?:this|the|parts of this|dieser|diese|cet|cette|este|esta|эта|этот|данн\p{L}+) (?:article|story|post|piece|text|content|summary|translation|report|artikel|beitrag|text|zusammenfassung|article|texte|résumé|artículo|texto|resumen|artigo|resumo|статья|текст|материал)\b.{0,30}?\b(?:generated|written|created|produced|translated|summari[sz]ed|drafted|assisted|erstellt|übersetzt|generiert|verfasst|zusammengefasst|généré|rédigé|traduit|generado|escrito|traducido|gerado|traduzido|создан\p{L}*|переведен\p{L}*|написан\p{L}*|wurde|été|fue|foi)\b.{0,40}?(?:\bai\b|artificial intelligence|chatgpt|\bgpt|gemini|\bclaude\b|language model|machine translation|automated (?:system|tool|translation)|\bki\b|künstlicher intelligenz|\bia\b|intelligence artificielle|inteligencia artificial|inteligência artificial|\bии\b|нейросет)`)
	// What a program says around the text it was asked for.
	chatter = regexp.MustCompile(`^(?:(?:sure|certainly|of course|absolutely|okay|great)[!,.]? )?(?:here(?:'s| is| are) (?:a|an|the|your|my) (?:\w+ ){0,3}?(?:rewritten|re-written|revised|rephrased|paraphrased|reworded|rewrite|humanized|seo-optimi[sz]ed|optimi[sz]ed|polished|edited) ?(?:\w+ ){0,3}?.{0,80}|i(?:'ve| have) (?:rewritten|rephrased|paraphrased|reworded|restructured|humanized) .{0,200}|let me know if you(?:'d| would)? (?:like|need|want)(?: me)? .{0,120}|as an ai(?: language)? model,? .*|i hope this (?:helps|meets|rewrite|version).{0,120}|i cannot (?:fulfil?l|rewrite|assist with|generate) .{0,160}|\(?(?:total )?word count ?[:=] ?~?[\d,]+(?: words)?\)?)$`)
)

func rewriteNote(line string) bool {
	if rewriteSelf.MatchString(line) {
		return distinct(process, line) >= 2
	}
	if textSelf.MatchString(line) && distinct(process, line) >= 4 {
		return true
	}
	if len(line) < longestLeftover && byMachine.MatchString(line) {
		return true
	}
	return len(line) < longestLeftover && chatter.MatchString(line)
}

// distinct counts the different words of re in line.
func distinct(re *regexp.Regexp, line string) int {
	seen := map[string]bool{}
	for _, m := range re.FindAllString(line, -1) {
		seen[m] = true
	}
	return len(seen)
}

var (
	seoSelf  = regexp.MustCompile(`\b(?:(?:throughout|in|within|across) (?:this|the) (?:article|post|piece|content|text|blog|section|story)\b.{0,30}\bwe(?:'ve| have)?(?: also)? (?:\w+ )?(?:integrated|incorporated|included|used|woven|optimi[sz]ed|placed|inserted|targeted|focused)|(?:this|the) (?:article|post|piece|content|text) (?:has been |is |was )?(?:also )?(?:optimi[sz]ed (?:for|with|to|around)|targets|incorporates|integrates|uses the)|(?:we|i) (?:have |'ve )?(?:integrated|incorporated|included|inserted|woven|optimi[sz]ed))\b`)
	seoWords = regexp.MustCompile(`\b(?:(?:focus|target|primary|secondary|long-tail|relevant|seo|main|lsi|specific|important|strategic|the) (?:key ?words?|key ?phrases?)|keywords?|search engines?|search engine optimi[sz]ation|seo|search (?:rankings?|visibility|results)|discoverability|e-?e-?a-?t)\b`)
	seoTitle = regexp.MustCompile(`^(?:#+ )?(?:(?:seo|focus|meta|target|primary|secondary|lsi|suggested|relevant|long-tail)[ -](?:seo )?(?:key ?(?:words?|phrases?)|title|description|tags?|slug|optimi[sz]ation|data|information|elements|details|notes?)(?: used| list| and .{1,30})?|seo|meta (?:data|information)|search engine optimi[sz]ation(?: notes?)?) ?:?$`)
	keywords = regexp.MustCompile(`^(?:keywords?|key ?phrases?)(?: used| list)? ?:?$`)
	aboutSEO = regexp.MustCompile(`\b(?:seo|search engine optimi[sz]ation|search rankings?)\b`)
)

// selfSEO reports whether a paragraph tells how this text was made to be found.
func selfSEO(line string) bool {
	return (strings.Contains(line, "key") || strings.Contains(line, "seo") || strings.Contains(line, "search")) &&
		seoSelf.MatchString(line) && distinct(seoWords, line) >= 2
}

// sections marks what belongs to a heading or a line that opens leftovers.
func (f *finder) sections() {
	about := 0
	for _, b := range f.blocks {
		if strings.Contains(b.line, "se") && aboutSEO.MatchString(b.line) {
			about++
		}
	}
	for i := range f.blocks {
		b := &f.blocks[i]
		switch {
		case b.kind == "" && len(b.line) < 80 && seoTitle.MatchString(b.line):
			f.seoSection(i, about <= 2 && i*3 >= len(f.blocks)*2)
		case b.kind == "" && len(b.line) < 40 && keywords.MatchString(b.line):
			f.seoSection(i, false)
		case b.kind == article.RelatedLink && opensList(b.line):
			f.linkList(i + 1)
		case b.kind == article.CommentForm:
			f.formFields(i + 1)
		case b.kind == "" && i < 6 && breadcrumb(b.line, false):
			b.kind = article.Breadcrumb
		}
	}
}

// seoSection marks a heading like "SEO Keywords" and what it heads. In an
// article about search engines, or of a scholar, such a heading is the
// article's, unless what it heads speaks of this very text; sure says that it is
// neither.
func (f *finder) seoSection(at int, sure bool) {
	end := at + 1
	self := false
	for end < len(f.blocks) && end-at <= 6 && f.blocks[end].Kind != article.Heading {
		if k := f.blocks[end].kind; k != "" && k != article.SEO {
			break
		}
		self = self || f.blocks[end].kind == article.SEO
		end++
	}
	if !self && !sure {
		return
	}
	for j := at; j < end; j++ {
		f.blocks[j].kind = article.SEO
	}
}

// opensList reports whether a leftover only opens a list of links.
func opensList(line string) bool {
	line = strings.TrimRight(line, " :.…»›>→|")
	return countWords(line) <= 5 && !strings.Contains(line, ": ") && !advertisement.MatchString(line)
}

var advertisement = regexp.MustCompile(`^(?:(?:skip |close )?(?:advertisement|ads?)|sponsored|anzeige|werbung|publicité|publicidad|publicidade|реклама|إعلان|اعلان|广告|廣告|광고|広告|(?:story|article) continues.*|(?:keep|continue) reading.*|(?:read|see) more|skip to .*|back to .*)$`)

// linkList marks the headlines that a line like "Related stories" opens, up to
// the first sentence.
func (f *finder) linkList(from int) {
	end := from
	for end < len(f.blocks) && end-from < 8 {
		b := f.blocks[end]
		if b.kind == "" && !headline(b) {
			break
		}
		end++
	}
	// Headlines at the end of the text, or a list of items, are links; a single
	// short line before prose may be a heading of the article.
	if end < len(f.blocks) && (end == from || f.blocks[end-1].Kind == article.Heading || f.blocks[from].Kind != article.ListItem) {
		return
	}
	for j := from; j < end; j++ {
		if f.blocks[j].kind == "" {
			f.blocks[j].kind = article.RelatedLink
		}
	}
}

// headline reports whether a block reads like the title of another article.
func headline(b block) bool {
	w := strings.TrimRight(b.words, ` "'”’»)`)
	return len(w) > 0 && countWords(b.line) <= 22 && len(w) <= 200 && !strings.ContainsAny(w[len(w)-1:], ".;,:") && !strings.HasSuffix(w, "。") && !strings.HasSuffix(w, "…")
}

var formField = regexp.MustCompile(`^(?:name|e-?mail(?: address)?|website|comment|url|message|submit|post comment|reply|report|like|kommentar|nom|nombre|correo electrónico|site web|web|имя|сайт|комментарий|الاسم|البريد الإلكتروني|الموقع|昵称|邮箱|网站|이름|이메일)(?: ?\*| \(required\))*$`)

// formFields marks the labels of a form that invites comments.
func (f *finder) formFields(from int) {
	for j := from; j < len(f.blocks) && j-from < 8; j++ {
		if f.blocks[j].kind == "" && !formField.MatchString(f.blocks[j].line) {
			return
		}
		if f.blocks[j].kind == "" {
			f.blocks[j].kind = article.CommentForm
		}
	}
}

var (
	creditTail  = regexp.MustCompile(`(?i)[ \n]([(\[](?:(?:file |handout |stock )?(?:photo|image|picture|photograph|illustration|graphic|credit|courtesy|video)s?(?: credit| courtesy)?(?: by | via | of |: ?)[^()\[\]]{2,80}|(?:photo|image|picture)s?/[^()\[\]]{2,80}|[^()\[\]]{0,50}\b(?:photo|image|picture|photograph) ?[:/] ?[^()\[\]]{2,60}|[^()\[\]]{2,60}/(?:getty images|ap|ap photo|afp|reuters|epa|shutterstock|tass|afp via getty images|the new york times|bloomberg)[^()\[\]]{0,30}|(?:ap photo|reuters|afp|getty images)/[^()\[\]]{2,60})[)\]])\s*$`)
	relatedTail = regexp.MustCompile(`(?i)[.!?…”"’)] +((?:also|must) read|read also|also watch|also see|read more|related)( ?[:|] ?)[^.:]{8,160}[.!?]?$`)
)

// inside marks leftovers at the end of a paragraph: the credit of a picture,
// and a link that ran into the sentence before it.
func (f *finder) inside() {
	for _, b := range f.blocks {
		if b.kind != "" || b.Kind == article.Code {
			continue
		}
		tail := max(0, len(b.words)-260)
		part := b.words[tail:]
		if m := creditTail.FindStringSubmatchIndex(part); m != nil {
			f.part(article.CaptionCredit, b.Start+tail+m[2], b.Start+tail+m[3])
			continue
		}
		if m := relatedTail.FindStringSubmatchIndex(part); m != nil {
			f.part(article.RelatedLink, b.Start+tail+m[2], b.End)
		}
	}
}

func (f *finder) part(kind article.ResidueKind, start, end int) {
	f.parts = append(f.parts, article.Residue{Kind: kind, Span: tight(f.text, article.Span{Start: start, End: end})})
}
