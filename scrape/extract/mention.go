package extract

import (
	"strings"

	"golang.org/x/net/html"
)

// collect keeps the places that facts are looked for in.
func (s *survey) collect(n *html.Node, m marking, w where, region int) {
	if s.looked > mostLooked {
		return
	}
	if m.prop != "" {
		s.property(n, m.prop, region)
	}
	if w&isDate != 0 || m.datetime != "" {
		s.date(n, m.datetime, region, w)
	}
	if w&isByline != 0 || strings.Contains(m.rel, "author") {
		s.byline(n, m.rel, region)
	}
	if w&isCrumbs != 0 {
		s.add(&s.crumbs, mention{names: s.linkTexts(n), region: region})
	}
	if w&isLogo != 0 {
		s.logo(n, region)
	}
	switch n.Data {
	case "h1":
		h := mention{text: s.textOf(n), region: region, line: s.here()}
		if leadsHome(n) {
			h.kind = 'h'
		}
		s.add(&s.headings, h)
	case "a":
		link := mention{region: region, line: s.here()}
		switch {
		case authorLink(m.href) && w&isByline == 0:
			link.text, link.kind = s.textOf(n), 'l'
			s.add(&s.bylines, link)
		case m.rel == "tag" || strings.HasPrefix(m.rel, "tag ") || strings.HasSuffix(m.rel, " tag"), w&isTags != 0:
			link.text = s.textOf(n)
			s.add(&s.tags, link)
		case strings.Contains(m.rel, "license"), strings.Contains(m.href, "creativecommons.org/licenses/"), strings.Contains(m.href, "creativecommons.org/publicdomain/"):
			link.text, link.value = s.textOf(n), m.href
			s.note("licence", link)
		}
	}
}

// leadsHome reports whether a heading is a link to the front page.
func leadsHome(n *html.Node) bool {
	left := 10
	home := false
	check := func(c *html.Node) bool {
		if c.Data == "a" {
			href := attr(c, "href")
			if i := strings.Index(href, "://"); i >= 0 {
				href = href[i+3:]
				j := strings.IndexByte(href, '/')
				home = home || j < 0 || j == len(href)-1
			} else {
				home = home || href == "/"
			}
		}
		return !home
	}
	each(n, &left, check)
	if !home && n.Parent != nil && n.Parent.Data == "a" {
		check(n.Parent)
	}
	return home
}

func (s *survey) add(to *[]mention, m mention) {
	if len(*to) < mostMentions && (m.text != "" || m.value != "" || len(m.names) > 0) {
		*to = append(*to, m)
	}
}

func (s *survey) note(name string, m mention) {
	list := s.props[name]
	s.add(&list, m)
	s.props[name] = list
}

// property notes a value of microdata or RDFa.
func (s *survey) property(n *html.Node, names string, region int) {
	for name := range strings.FieldsSeq(names) {
		name = strings.ToLower(name[strings.LastIndexAny(name, ":/#")+1:])
		if name == "created" || name == "issued" || name == "date" {
			name = "issued"
		}
		switch name {
		case "headline", "datepublished", "datemodified", "datecreated", "issued", "author", "creator",
			"date", "publisher", "articlesection", "keywords", "license", "sourceorganization", "provider", "copyrightholder", "ispartof", "genre":
			m := mention{value: strings.TrimSpace(beginning(attr(n, "content"), longestMeta)), region: region, line: s.here()}
			if v := attr(n, "datetime"); v != "" && m.value == "" {
				m.value = beginning(v, 100)
			}
			switch name {
			case "author", "creator", "publisher", "sourceorganization", "provider", "copyrightholder", "ispartof":
				m.names = s.namesIn(n)
			case "license":
				if v := attr(n, "href"); v != "" {
					m.value = beginning(v, 2000)
				}
			}
			m.text = s.textOf(n)
			s.note(name, m)
		}
	}
}

// namesIn returns the values named "name" in an item.
func (s *survey) namesIn(n *html.Node) []string {
	var out []string
	left := 200
	each(n, &left, func(c *html.Node) bool {
		for _, a := range c.Attr {
			if (a.Key == "itemprop" || a.Key == "property") && strings.EqualFold(a.Val[strings.LastIndexAny(a.Val, ":/#")+1:], "name") {
				v := strings.TrimSpace(beginning(attr(c, "content"), 400))
				if v == "" {
					v = s.textOf(c)
				}
				if v != "" && len(out) < mostNames {
					out = append(out, v)
				}
				return false
			}
		}
		return true
	})
	return out
}

func (s *survey) date(n *html.Node, datetime string, region int, w where) {
	m := mention{value: datetime, region: region, line: s.here(), text: s.textOf(n)}
	if m.value == "" {
		for _, a := range n.Attr {
			switch {
			case a.Key == "content", a.Key == "title", strings.HasPrefix(a.Key, "data-") && (strings.Contains(a.Key, "date") || strings.Contains(a.Key, "time") || strings.Contains(a.Key, "publish")):
				if len(a.Val) < 60 && strings.ContainsAny(a.Val, "0123456789") {
					m.value = a.Val
				}
			}
		}
	}
	if len(m.text) > 160 && m.value == "" {
		return // more than a date
	}
	if n.Data == "time" {
		m.kind = 't'
	}
	if hasAttr(n, "pubdate") {
		m.kind = 'p'
	}
	switch w |= s.at(region); {
	case w&isUpdated != 0:
		m.kind = 'u'
	case w&isPublished != 0:
		m.kind = 'p'
	}
	s.add(&s.times, m)
}

func (s *survey) byline(n *html.Node, rel string, region int) {
	m := mention{region: region, line: s.here(), text: s.textOf(n)}
	if strings.Contains(rel, "author") {
		m.kind = 'r'
	} else {
		m.names = s.namedIn(n)
	}
	if m.text == "" {
		m.value = beginning(attr(n, "data-author"), 200)
	}
	s.add(&s.bylines, m)
}

func (s *survey) logo(n *html.Node, region int) {
	m := mention{region: region, line: s.here()}
	if n.Data == "img" {
		m.text = beginning(attr(n, "alt"), 200)
	}
	left := 60
	each(n, &left, func(c *html.Node) bool {
		if c.Data == "img" && m.text == "" {
			m.text = oneLine(beginning(attr(c, "alt"), 200))
		}
		if c.Data == "a" && m.value == "" {
			m.value = oneLine(beginning(attr(c, "title")+attr(c, "aria-label"), 200))
		}
		return m.text == ""
	})
	if m.text == "" {
		m.text = s.textOf(n)
	}
	if len(m.text) < 80 {
		s.add(&s.logos, m)
	}
}

// authorLink reports whether an address is one of a person's page.
func authorLink(href string) bool {
	href = strings.ToLower(href)
	for _, part := range []string{"/author", "/autor", "/auteur", "/profil", "/people/", "/person/", "/by/", "/staff/", "/journalist", "/contributor", "/writer", "/columnist", "/reporter", "/team/", "/redactie", "/redakt", "/firm", "/user", "/skribent", "/forfatter", "/bio"} {
		if strings.Contains(href, part) {
			return true
		}
	}
	return false
}

// namedIn returns the names that a byline marks as such: links to the pages of
// authors, and what is classed as a name.
func (s *survey) namedIn(n *html.Node) []string {
	var out []string
	left := 200
	each(n, &left, func(c *html.Node) bool {
		named := false
		for _, a := range c.Attr {
			switch a.Key {
			case "href":
				named = named || authorLink(a.Val)
			case "rel":
				named = named || strings.Contains(a.Val, "author")
			case "itemprop":
				named = named || a.Val == "name"
			case "class":
				named = named || bylineName().MatchString(beginning(a.Val, 200))
			}
		}
		if !named {
			return true
		}
		if t := s.textOf(c); t != "" && len(out) < mostNames {
			out = append(out, t)
			return false
		}
		return true
	})
	return out
}

var bylineName = lazily(`(?i)(?:author|byline|writer|contributor)s?[-_]*name|^fn$|^fn | fn$|^name$`)

// linkTexts returns the words of the links in an element.
func (s *survey) linkTexts(n *html.Node) []string {
	var out []string
	left := 300
	each(n, &left, func(c *html.Node) bool {
		if c.Data != "a" {
			return true
		}
		if t := s.textOf(c); t != "" && len(out) < mostNames {
			out = append(out, t)
		}
		return false
	})
	return out
}

// each calls f for the elements in n, which says whether those within are asked
// for too, until left of them were met.
func each(n *html.Node, left *int, f func(*html.Node) bool) {
	for c := n.FirstChild; c != nil && *left > 0; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		*left--
		if f(c) {
			each(c, left, f)
		}
	}
}

// textOf returns the words of an element with a line break between blocks, ""
// where they are more than a mention has.
func (s *survey) textOf(n *html.Node) string {
	var b strings.Builder
	left := 150
	whole := mentioned(n, &b, &left)
	s.looked += 150 - left
	if !whole {
		return ""
	}
	var out []string
	for l := range strings.SplitSeq(b.String(), "\n") {
		if l = oneLine(l); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

const (
	longestMention = 500       // bytes
	mostLooked     = 2_000_000 // nodes: marked places may stand in one another
)

func mentioned(n *html.Node, b *strings.Builder, left *int) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if *left--; *left < 0 {
			return false
		}
		switch {
		case c.Type == html.TextNode:
			t := c.Data
			if len(t) > longestMention {
				if t = strings.TrimSpace(t); len(t) > longestMention {
					return false
				}
			}
			b.WriteString(strings.ReplaceAll(t, "\n", " "))
			if b.Len() > 4*longestMention {
				return false
			}
		case c.Type != html.ElementNode || silent[c.Data]:
		case blockTags[c.Data] || c.Data == "br":
			b.WriteByte('\n')
			if !mentioned(c, b, left) {
				return false
			}
			b.WriteByte('\n')
		default:
			if !mentioned(c, b, left) {
				return false
			}
		}
	}
	return true
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}
