package extract

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// structured is what a page says of its article in JSON-LD.
type structured struct {
	headline, published, publisher, body string
	authors                              []string
	types                                []string // of the page's own objects, in lower case
	paid                                 bool     // one of them says that it is not for free
}

// Bounds for what a page may make us look at.
const (
	mostScripts  = 20
	longestLD    = 1 << 20
	deepestLD    = 12
	mostArticles = 200
)

var articleType = regexp.MustCompile(`(?i)article|posting|^report$|reportage|reviewnews|opinion|liveblog|^review$|newsstory|^webpage$`)

// linkedData reads the first article that the page's JSON-LD describes. Broken
// or oversized scripts say nothing.
func linkedData(doc *goquery.Document) structured {
	var best, page structured
	rank := 0
	doc.Find(`script[type*="ld+json"]`).EachWithBreak(func(i int, s *goquery.Selection) bool {
		raw := s.Text()
		if len(raw) > longestLD {
			return i < mostScripts
		}
		var v any
		if json.Unmarshal([]byte(tidyJSON(raw)), &v) != nil {
			return i < mostScripts
		}
		left := mostArticles
		page.kinds(v, 0, &left)
		left = mostArticles
		visit(v, 0, &left, func(o map[string]any) {
			r := articleRank(o)
			if r == 0 {
				return
			}
			st := describe(o)
			if r > rank && (st.headline != "" || st.published != "" || len(st.authors) > 0) {
				best, rank = st, r
			} else if r == rank {
				best.complete(st)
			}
		})
		return i < mostScripts
	})
	best.types, best.paid = page.types, page.paid
	return best
}

// kinds notes what the page says it is: the types of its own objects, not of
// the items of its lists.
func (st *structured) kinds(v any, depth int, left *int) {
	if depth > deepestLD || *left <= 0 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			st.kinds(e, depth+1, left)
		}
	case map[string]any:
		*left--
		for _, t := range listOf(v["@type"]) {
			st.types = append(st.types, typeName(t))
		}
		switch free := v["isAccessibleForFree"].(type) {
		case bool:
			st.paid = st.paid || !free
		case string:
			st.paid = st.paid || strings.EqualFold(typeName(free), "false")
		}
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			st.kinds(v[k], depth+1, left)
		}
	}
}

// typeName returns the name of a type without its vocabulary, in lower case.
func typeName(t string) string {
	t = strings.TrimRight(strings.TrimSpace(t), "/")
	return strings.ToLower(t[strings.LastIndexAny(t, "/#:")+1:])
}

// complete takes from o what st lacks, if both are of one article.
func (st *structured) complete(o structured) {
	if st.headline != "" && o.headline != "" && fold(st.headline) != fold(o.headline) {
		return
	}
	if st.headline == "" {
		st.headline = o.headline
	}
	if st.published == "" {
		st.published = o.published
	}
	if st.body == "" {
		st.body = o.body
	}
	if st.publisher == "" {
		st.publisher = o.publisher
	}
	if len(st.authors) == 0 {
		st.authors = o.authors
	}
}

// tidyJSON undoes what publishing systems do to JSON in a page.
func tidyJSON(s string) string {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
	s = strings.TrimPrefix(strings.TrimSpace(s), "//<![CDATA[")
	s = strings.TrimSuffix(s, "//]]>")
	return strings.Map(func(r rune) rune {
		if r < ' ' { // line breaks inside strings
			return ' '
		}
		return r
	}, s)
}

func visit(v any, depth int, left *int, f func(map[string]any)) {
	if depth > deepestLD || *left <= 0 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			visit(e, depth+1, left, f)
		}
	case map[string]any:
		*left--
		f(v)
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"} {
			visit(v[k], depth+1, left, f)
		}
	}
}

// articleRank says how much an object is the article: 2 for an article, 1 for a
// page, 0 for anything else.
func articleRank(o map[string]any) int {
	rank := 0
	for _, t := range listOf(o["@type"]) {
		switch {
		case strings.EqualFold(t, "WebPage"):
			rank = max(rank, 1)
		case articleType.MatchString(t):
			rank = 2
		}
	}
	return rank
}

func describe(o map[string]any) structured {
	st := structured{
		headline:  unescape(first(o["headline"])),
		published: first(o["datePublished"]),
		publisher: unescape(nameOf(o["publisher"])),
		body:      unescape(first(o["articleBody"])),
	}
	if st.headline == "" {
		st.headline = unescape(first(o["name"]))
	}
	if st.published == "" {
		st.published = first(o["dateCreated"])
	}
	for _, k := range []string{"author", "creator"} {
		if len(st.authors) == 0 {
			for _, n := range namesOf(o[k]) {
				st.authors = append(st.authors, unescape(n))
			}
		}
	}
	return st
}

func unescape(s string) string { return strings.TrimSpace(html.UnescapeString(s)) }

func first(v any) string {
	if l := listOf(v); len(l) > 0 {
		return l[0]
	}
	return ""
}

// listOf returns the strings of a value that may be one or a list.
func listOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

func nameOf(v any) string {
	if n := namesOf(v); len(n) > 0 {
		return n[0]
	}
	return ""
}

func namesOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case map[string]any:
		return listOf(v["name"])
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, namesOf(e)...)
		}
		return out
	}
	return nil
}
