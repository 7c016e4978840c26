package body

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"parallax/article"
)

// unread are elements that hold no words of a page.
var unread = map[string]bool{
	"script": true, "style": true, "template": true, "noscript": true, "svg": true, "iframe": true, "object": true,
	"button": true, "select": true, "textarea": true, "input": true, "head": true, "title": true, "math": true,
	"noembed": true, "noframes": true, "audio": true, "canvas": true, "map": true, "datalist": true,
}

// blockTags are the elements that begin a line of their own.
var blockTags = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "body": true, "center": true, "dd": true,
	"details": true, "dialog": true, "div": true, "dl": true, "dt": true, "fieldset": true, "figcaption": true,
	"figure": true, "footer": true, "form": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true,
	"h6": true, "header": true, "hgroup": true, "hr": true, "html": true, "legend": true, "li": true, "main": true,
	"menu": true, "nav": true, "ol": true, "option": true, "p": true, "pre": true, "section": true, "summary": true,
	"table": true, "tbody": true, "td": true, "tfoot": true, "th": true, "thead": true, "tr": true, "ul": true,
	"caption": true,
}

// kindOfTag returns what a block element is in the structure of a text.
func kindOfTag(tag string) (article.BlockKind, int) {
	switch tag {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return article.Heading, int(tag[1] - '0')
	case "figcaption", "caption":
		return article.Caption, 0
	}
	return article.Paragraph, 0
}

// A tagID is an element's name as a number; the order is part of the model.
type tagID uint8

var tagNames = []string{
	"", "p", "div", "span", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "table", "tbody",
	"blockquote", "section", "article", "main", "header", "footer", "nav", "aside", "figure", "figcaption", "form",
	"a", "dl", "dt", "dd", "pre", "center", "body", "html", "address", "details", "summary", "caption", "label",
	"fieldset", "font", "strong", "b", "em", "i",
}

var tagIDs = func() map[string]tagID {
	m := map[string]tagID{}
	for i, n := range tagNames {
		m[n] = tagID(i)
	}
	return m
}()

const customTag tagID = 63

func tagOf(name string) tagID {
	if t, ok := tagIDs[name]; ok {
		return t
	}
	return customTag
}

// flagsOf returns what an element is.
func flagsOf(n *html.Node) uint32 {
	var f uint32
	switch n.Data {
	case "article":
		f = inArticle
	case "main":
		f = inMain
	case "nav":
		f = inNav
	case "header":
		f = inHeader
	case "footer":
		f = inFooter
	case "aside":
		f = inAside
	case "figure", "figcaption":
		f = inFigure
	case "ul", "ol", "dl", "menu":
		f = inList
	case "table":
		f = inTable
	case "blockquote":
		f = inQuote
	case "form", "fieldset":
		f = inForm
	case "details":
		f = inDetails
	case "dialog":
		f = inDialog
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			f |= isHidden
		case "aria-hidden":
			if a.Val == "true" {
				f |= isHidden
			}
		case "style":
			if s := strings.ToLower(a.Val); strings.Contains(s, "display:none") || strings.Contains(s, "display: none") || strings.Contains(s, "visibility:hidden") || strings.Contains(s, "visibility: hidden") {
				f |= isHidden
			}
		case "itemprop":
			if strings.EqualFold(a.Val, "articleBody") {
				f |= inBodyProp
			}
		case "role":
			switch a.Val {
			case "navigation", "menu", "menubar":
				f |= inNav
			case "main":
				f |= inMain
			case "complementary":
				f |= inAside
			case "contentinfo":
				f |= inFooter
			case "banner":
				f |= inHeader
			case "article":
				f |= inArticle
			case "dialog", "alertdialog":
				f |= inDialog
			}
		}
	}
	return f
}

// A hint is what the names of classes say, one bit a kind.
type hint uint64

// hintQuote is the hint of a sentence set large: its place in the list below.
const hintQuote hint = 1 << 26

// hintComment is the hint of what readers wrote.
const hintComment hint = 1 << 7

// hints are the words of class names that hint at something, a kind a line.
// A word of five letters or more counts inside a longer one too.
var hints = []string{
	"hidden hide invisible sr visuallyhidden screenreader offscreen none",
	"articlebody storybody entrycontent postcontent articlecontent articletext storycontent bodytext richtext maintext bodycopy contentbody postbody storytext",
	"article story",
	"content inhalt contenido conteudo contenu",
	"body text texte texto testo copy prose rte wysiwyg",
	"post entry blog hentry",
	"main primary principal",
	"comment comments disqus reply replies respond kommentar commentaire comentarios",
	"sidebar aside rail right left secondary column col2",
	"footer foot bottom colophon",
	"nav navigation menu navbar navi topnav breadcrumb breadcrumbs crumb pagination pager",
	"related similar recommended recommend recommendation recirc recirculation outbrain taboola more morefrom readmore also readalso",
	"promo promotion advert advertisement ads ad adv banner sponsor sponsored werbung publicidad dfp advertorial",
	"share sharing social facebook twitter whatsapp addtoany sharedaddy follow like likes",
	"newsletter subscribe subscription signup optin mailing mailchimp",
	"teaser card tile promo item listing list grid carousel slider swiper slick",
	"popular trending latest mostread recent top hot",
	"widget module block component sidebar",
	"author byline autor auteur bio biography profile vcard contributor writer",
	"meta info date time timestamp published posted updated datetime pubdate dateline",
	"tag tags keyword keywords topic topics category categories label labels kicker",
	"caption credit credits photo image img picture figure media bildunterschrift foto legend gallery copyright",
	"title headline heading hed entrytitle",
	"lead lede intro standfirst summary teasertext dek deck abstract excerpt subtitle subhead subheadline subline sottotitolo chapo chapeau sapo sommario bajada perex ingress description",
	"cookie consent gdpr privacy cmp modal popup overlay dialog lightbox",
	"paywall login register premium plus regwall piano",
	"quote pullquote blockquote pull citation zitat",
	"embed tweet instagram video player youtube iframe",
	"header head masthead topbar toolbar",
	"search form input button btn cta",
	"legal disclaimer terms notice correction impressum",
	"factbox infobox box fact inset highlight callout",
	"toc contents index anchor jump",
	"forum thread message topic reply bbcode postbody",
	"product price shop cart buy review rating",
	"paragraph para par p txt textblock",
	"wrapper container inner outer row col layout",
}

var hintWords, hintParts = func() (map[string]hint, []struct {
	part string
	bit  hint
},
) {
	words := map[string]hint{}
	var parts []struct {
		part string
		bit  hint
	}
	for i, l := range hints {
		for _, w := range strings.Fields(l) {
			words[w] |= 1 << i
			if len(w) >= 5 {
				parts = append(parts, struct {
					part string
					bit  hint
				}{w, 1 << i})
			}
		}
	}
	return words, parts
}()

// classes are what an element's names say.
type classes struct {
	hint    hint
	hash    uint64
	tokens  []uint32 // its words, hashed
	consent bool     // it asks for consent
}

// classes reads the class, id and role of an element.
func (s *segmenter) classes(n *html.Node) classes {
	var key string
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "itemprop", "data-component", "data-testid", "data-type", "data-qa", "data-module", "role":
			if len(a.Val) < 400 {
				key += " " + a.Val
			}
		}
	}
	if key == "" {
		return classes{}
	}
	if c, ok := s.seen[key]; ok {
		return c
	}
	var c classes
	if len(s.seen) < mostClasses {
		c = readClasses(key)
	}
	c.hash = hashString(attr(n, "class"))
	s.seen[key] = c
	return c
}

// consentWords are what requests for consent are called, and the tools that
// pages have them from.
var consentWords = map[string]bool{
	"consent": true, "cookie": true, "cookies": true, "gdpr": true, "cmp": true, "cmpbox": true,
	"spmessage": true, "spmessagecontainer": true, "onetrust": true, "didomi": true, "usercentrics": true, "cookiebot": true,
	"truste": true, "klaro": true, "iubenda": true, "borlabs": true, "cookieyes": true, "cky": true, "osano": true,
}

// mostClasses is how many different names of a page are looked into.
const mostClasses = 5000

func readClasses(key string) classes {
	var c classes
	for _, w := range classWords(key) {
		c.hint |= hintOf(w)
		c.consent = c.consent || consentWords[w]
		c.tokens = append(c.tokens, uint32(hashString(w)))
	}
	return c
}

func hintOf(w string) hint {
	h := hintWords[w]
	if len(w) > 5 {
		for _, p := range hintParts {
			if len(w) > len(p.part) && strings.Contains(w, p.part) {
				h |= p.bit
			}
		}
	}
	return h
}

// mostWords is how many words of an element's names are looked at.
const mostWords = 24

// classWords returns the words of class names, in lower case; a name of several
// is one of them too, without what joins it: "article-body" gives article, body
// and articlebody.
func classWords(key string) []string {
	var out []string
	for _, name := range strings.Fields(key) {
		if len(out) > mostWords {
			break
		}
		var parts []string
		var b strings.Builder
		end := func() {
			if b.Len() > 0 {
				parts = append(parts, b.String())
				b.Reset()
			}
		}
		lower := false
		for _, r := range name {
			switch {
			case unicode.IsLetter(r):
				if unicode.IsUpper(r) && lower {
					end()
				}
				lower = unicode.IsLower(r)
				b.WriteRune(unicode.ToLower(r))
			default:
				lower = false
				end()
			}
		}
		end()
		out = append(out, parts...)
		if len(parts) > 1 && len(parts) < 5 {
			out = append(out, strings.Join(parts, ""))
		}
	}
	return out
}

func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// countTokens counts runs of letters and digits; a letter of Chinese or
// Japanese counts half.
func countTokens(s string) int {
	n, wide, in := 0, 0, false
	for _, r := range s {
		switch {
		case r < 0x80:
			ok := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
			if ok && !in {
				n++
			}
			in = ok
		case r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			wide++
			in = false
		default:
			ok := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
			if ok && !in {
				n++
			}
			in = ok
		}
	}
	return n + (wide+1)/2
}
