package extract

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// structured is what a page says of its article in JSON-LD.
type structured struct {
	headline, name               string
	published, modified, created string
	section, licence, body       string
	language                     string
	address                      []string // of the object: url, @id, its page
	publisher                    []ldName
	site                         []ldName // what the object is part of
	authors                      []ldName
	agencies                     []ldName // who provided or owns it
	keywords                     []string
	rank                         int
	listed                       bool // an item of a list

	types []string // of the page's own objects, in lower case
	paid  bool     // one of them says that it is not for free
	sites []string // names of web sites the page is said to be of
	crumb string   // the last but one of its breadcrumbs
}

// An ldName is a person or an organisation.
type ldName struct {
	name         string
	organisation bool
}

// Bounds for what a page may make us look at.
const (
	mostScripts  = 20
	longestLD    = 1 << 20
	deepestLD    = 12
	mostArticles = 200
	mostObjects  = 5000
	mostNames    = 30
	mostListed   = 500 // of one list of words
)

var articleType = lazily(`(?i)article|posting|^report$|reportage|reviewnews|opinion|liveblog|^review$|newsstory|^recipe$|^howto$|^podcastepisode$|^videoobject$|^scholarly|^qapage$`)

// A graph is all the structured data of a page.
type graph struct {
	byID  map[string]map[string]any
	found []structured
	page  structured
}

// linkedData reads the article that the page's JSON-LD describes: the one that
// own takes for the page's own, or the first. Scripts that are broken beyond
// mending say what can be picked out of them.
func linkedData(scripts []string, own func(structured) bool) structured {
	g := &graph{byID: map[string]map[string]any{}}
	var roots []any
	left := mostObjects
	for _, s := range scripts {
		values, ok := parseLD(s)
		if !ok {
			g.found = append(g.found, picked(s))
		}
		roots = append(roots, values...)
	}
	for _, v := range roots {
		g.index(v, 0, &left)
	}
	for _, v := range roots {
		left := mostArticles
		g.page.kinds(v, 0, &left)
		left = mostArticles
		g.visit(v, 0, false, &left)
	}
	var best structured
	top := 0
	for _, st := range g.found {
		score := 10 * st.rank
		if own(st) {
			score += 5
		} else if st.listed {
			continue // a teaser
		}
		if st.rank > 0 && score > top && (st.headline != "" || st.published != "" || len(st.authors) > 0) {
			best, top = st, score
		}
	}
	for _, st := range g.found {
		if st.rank > 0 && !st.listed {
			best.complete(st)
		}
	}
	best.types, best.paid, best.sites, best.crumb = g.page.types, g.page.paid, g.page.sites, g.page.crumb
	return best
}

// complete takes from o what st lacks, if both are of one article.
func (st *structured) complete(o structured) {
	if st.headline != "" && o.headline != "" && fold(st.headline) != fold(o.headline) {
		return
	}
	keep := func(to *string, v string) {
		if *to == "" {
			*to = v
		}
	}
	keep(&st.headline, o.headline)
	keep(&st.name, o.name)
	keep(&st.published, o.published)
	keep(&st.modified, o.modified)
	keep(&st.created, o.created)
	keep(&st.body, o.body)
	keep(&st.section, o.section)
	keep(&st.licence, o.licence)
	if len(st.publisher) == 0 {
		st.publisher = o.publisher
	}
	if len(st.authors) == 0 {
		st.authors = o.authors
	}
	if len(st.agencies) == 0 {
		st.agencies = o.agencies
	}
	if len(st.keywords) == 0 {
		st.keywords = o.keywords
	}
	if len(st.site) == 0 {
		st.site = o.site
	}
}

// parseLD reads the values of a script, mended where it is broken in the ways
// that publishing systems break it, and reports whether it could be read.
func parseLD(s string) ([]any, bool) {
	s = tidyJSON(s)
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		return []any{v}, true
	}
	var values []any
	d := json.NewDecoder(strings.NewReader(mendJSON(s)))
	for len(values) < mostScripts {
		var v any
		if d.Decode(&v) != nil {
			break
		}
		values = append(values, v)
	}
	return values, len(values) > 0
}

// tidyJSON undoes what publishing systems wrap around JSON in a page.
func tidyJSON(s string) string {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
	s = strings.TrimPrefix(strings.TrimSpace(s), "//<![CDATA[")
	s = strings.TrimPrefix(strings.TrimSpace(s), "<![CDATA[")
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimSuffix(s, "]]>"), "//")
	if strings.HasPrefix(s, "{&quot;") || strings.HasPrefix(s, "[{&quot;") {
		s = html.UnescapeString(s)
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' { // line breaks inside strings
			return ' '
		}
		return r
	}, strings.TrimRight(strings.TrimSpace(s), ";"))
}

// mendJSON drops commas that nothing follows or another comma does, comments,
// and the backslashes of escapes that JSON does not have.
func mendJSON(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	inside := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case inside && c == '\\':
			if i++; i < len(s) {
				if strings.IndexByte(`"\/bfnrtu`, s[i]) >= 0 {
					b.WriteByte('\\')
				}
				b.WriteByte(s[i])
			}
		case c == '"':
			inside = !inside
			b.WriteByte(c)
		case inside:
			b.WriteByte(c)
		case c == '/' && strings.HasPrefix(s[i:], "/*"):
			end := strings.Index(s[i:], "*/")
			if end < 0 {
				return b.String()
			}
			i += end + 1
		case c == ',':
			j := i + 1
			for j < len(s) && s[j] == ' ' {
				j++
			}
			if j < len(s) && s[j] != '}' && s[j] != ']' && s[j] != ',' {
				b.WriteByte(c)
			}
			i = j - 1
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

var (
	pickedType  = lazily(`"@type"\s*:\s*\[?\s*"([A-Za-z]*(?:Article|Posting))"`)
	pickedField = lazily(`"(headline|datePublished|dateModified)"\s*:\s*"((?:[^"\\]|\\.){1,400})"`)
)

// picked takes the plainest facts of an article out of a script that cannot be
// read: those that it states once, or first.
func picked(s string) structured {
	var st structured
	if !pickedType().MatchString(s) {
		return st
	}
	for _, m := range pickedField().FindAllStringSubmatch(s, 20) {
		var v string
		if json.Unmarshal([]byte(`"`+m[2]+`"`), &v) != nil {
			continue
		}
		to := map[string]*string{"headline": &st.headline, "datePublished": &st.published, "dateModified": &st.modified}[m[1]]
		if *to == "" {
			*to = unescape(v)
		}
	}
	if st.headline != "" || st.published != "" {
		st.rank = 1
	}
	return st
}

// index notes the objects that others refer to.
func (g *graph) index(v any, depth int, left *int) {
	if depth > deepestLD || *left <= 0 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.index(e, depth+1, left)
		}
	case map[string]any:
		*left--
		if id, ok := v["@id"].(string); ok && len(v) > 1 && g.byID[id] == nil {
			g.byID[id] = v
		}
		for _, k := range slices.Sorted(maps.Keys(v)) { // of two that are named alike, always the same
			switch e := v[k].(type) {
			case []any, map[string]any:
				g.index(e, depth+1, left)
			}
		}
	}
}

// visit describes the objects that may be the page's article.
func (g *graph) visit(v any, depth int, listed bool, left *int) {
	if depth > deepestLD || *left <= 0 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.visit(e, depth+1, listed, left)
		}
	case map[string]any:
		*left--
		if r := articleRank(v); r > 0 {
			st := g.describe(v)
			st.rank, st.listed = r, listed
			if listed {
				st.rank = 1
			}
			g.found = append(g.found, st)
		}
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			g.visit(v[k], depth+1, listed, left)
		}
		for _, k := range []string{"itemListElement", "item", "hasPart"} {
			g.visit(v[k], depth+1, true, left)
		}
	}
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
			t = typeName(t)
			st.types = append(st.types, t)
			switch t {
			case "website":
				if n := listOf(v["name"]); len(st.sites) < mostNames {
					st.sites = append(st.sites, n[:min(len(n), mostNames)]...)
				}
			case "breadcrumblist":
				if c := crumbOf(v["itemListElement"]); st.crumb == "" {
					st.crumb = c
				}
			}
		}
		switch free := v["isAccessibleForFree"].(type) {
		case bool:
			st.paid = st.paid || !free
		case string:
			st.paid = st.paid || strings.EqualFold(typeName(free), "false")
		}
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage", "breadcrumb"} {
			st.kinds(v[k], depth+1, left)
		}
	}
}

// crumbOf returns the name of the deepest place in a list of breadcrumbs that is
// neither its beginning nor the page itself.
func crumbOf(v any) string {
	list, ok := v.([]any)
	if !ok || len(list) < 2 || len(list) > mostNames {
		return ""
	}
	var names []string
	for _, e := range list {
		o, _ := e.(map[string]any)
		n := first(o["name"])
		if item, ok := o["item"].(map[string]any); ok && n == "" {
			n = first(item["name"])
		}
		names = append(names, unescape(n))
	}
	if len(names) == 2 {
		return names[1]
	}
	return names[len(names)-2]
}

// typeName returns the name of a type without its vocabulary, in lower case.
func typeName(t string) string {
	t = strings.TrimRight(strings.TrimSpace(t), "/")
	return strings.ToLower(t[strings.LastIndexAny(t, "/#:")+1:])
}

// articleRank says how much an object is the article: 2 for an article, 1 for a
// page, 0 for anything else.
func articleRank(o map[string]any) int {
	rank := 0
	for _, t := range listOf(o["@type"]) {
		t = typeName(t)
		switch {
		case t == "webpage":
			rank = max(rank, 1)
		case articleType().MatchString(t):
			rank = 2
		}
	}
	return rank
}

func (g *graph) describe(o map[string]any) structured {
	st := structured{
		headline:  unescape(beginning(first(o["headline"]), longestTitle)),
		name:      unescape(first(o["name"])),
		published: first(o["datePublished"]),
		modified:  first(o["dateModified"]),
		created:   first(o["dateCreated"]),
		section:   unescape(first(o["articleSection"])),
		body:      unescape(first(o["articleBody"])),
		language:  first(o["inLanguage"]),
		publisher: g.namesOf(o["publisher"], 0),
		site:      g.namesOf(o["isPartOf"], 0),
		address:   listOf(o["url"]),
	}
	if st.published == "" {
		st.published = first(o["uploadDate"])
	}
	if id, ok := o["@id"].(string); ok {
		st.address = append(st.address, id)
	}
	switch p := o["mainEntityOfPage"].(type) {
	case string:
		st.address = append(st.address, p)
	case map[string]any:
		st.address = append(append(st.address, listOf(p["@id"])...), listOf(p["url"])...)
	}
	if st.licence = first(o["license"]); st.licence == "" {
		if l, ok := o["license"].(map[string]any); ok {
			st.licence = first(l["url"])
		}
	}
	for _, k := range []string{"author", "creator"} {
		if len(st.authors) == 0 {
			st.authors = g.namesOf(o[k], 0)
		}
	}
	for _, k := range []string{"provider", "sourceOrganization", "copyrightHolder"} {
		st.agencies = append(st.agencies, g.namesOf(o[k], 0)...)
	}
	st.keywords = listOf(o["keywords"])
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
	case map[string]any:
		if s, ok := v["@value"].(string); ok {
			return []string{s}
		}
	case []any:
		var out []string
		for _, e := range v[:min(len(v), mostListed)] {
			switch e := e.(type) {
			case string:
				out = append(out, e)
			case map[string]any:
				if s, ok := e["@value"].(string); ok {
					out = append(out, s)
				}
			}
		}
		return out
	}
	return nil
}

// namesOf returns the names that a value gives: a string, an object with a
// name, one that refers to such an object, or a list of them.
func (g *graph) namesOf(v any, depth int) []ldName {
	if depth > 4 {
		return nil
	}
	switch v := v.(type) {
	case string:
		if o := g.byID[v]; o != nil {
			return g.namesOf(o, depth+1)
		}
		if len(v) > longestMention {
			return nil
		}
		return []ldName{{name: unescape(v)}}
	case map[string]any:
		organisation := false
		for _, t := range listOf(v["@type"]) {
			switch typeName(t) {
			case "organization", "newsmediaorganization", "corporation", "website", "newsagency":
				organisation = true
			}
		}
		var out []ldName
		for _, n := range listOf(v["name"]) {
			if len(n) > longestMention || len(out) >= mostNames { // many articles may refer to one object
				continue
			}
			out = append(out, ldName{unescape(n), organisation})
		}
		if len(out) == 0 {
			if given, family := first(v["givenName"]), first(v["familyName"]); family != "" {
				out = append(out, ldName{unescape(strings.TrimSpace(given + " " + family)), false})
			}
		}
		if nested, ok := v["name"].(map[string]any); ok && len(out) == 0 {
			return g.namesOf(nested, depth+1)
		}
		if id, ok := v["@id"].(string); ok && len(out) == 0 {
			if o := g.byID[id]; o != nil {
				return g.namesOf(o, depth+1)
			}
		}
		return out
	case []any:
		var out []ldName
		for _, e := range v {
			if out = append(out, g.namesOf(e, depth+1)...); len(out) >= mostNames {
				break
			}
		}
		return out
	}
	return nil
}
