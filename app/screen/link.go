package screen

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"parallax/article"
)

// A ReadLink is words of the open article that lead to a page on the web.
type ReadLink struct {
	article.Span
	Address
}

// An Address is what the browser may be asked to open.
type Address struct {
	URL   *url.URL
	Shown string // as a person is to see it: a host of other scripts as punycode
	Alike bool   // the host has letters that may look like others
}

// Browse returns an address that may be given to the browser, and false for
// what is no page on the web: a file, a script, a share of another computer. A
// name and password in it are left out, because they are there to mislead.
func Browse(address string) (Address, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return Address{}, false
	}
	u.User = nil
	a := Address{URL: u, Shown: u.Host}
	if strings.ContainsFunc(u.Host, func(r rune) bool { return r >= utf8.RuneSelf }) {
		key, ok := article.URLKey(address)
		if !ok {
			return Address{}, false
		}
		a.Shown, _, _ = strings.Cut(strings.TrimPrefix(key, "https://"), "/")
	}
	a.Alike = strings.Contains(strings.ToLower(a.Shown), "xn--")
	a.Shown += shorten(u.EscapedPath(), 60)
	return a, true
}

// readLinks returns the links of a text that can be followed, in their order.
func readLinks(a *article.Article) (links []ReadLink) {
	for _, l := range a.Links {
		if address, ok := Browse(l.URL); ok && l.Of(a.Text) != "" {
			links = append(links, ReadLink{l.Span, address})
		}
	}
	return links
}

// UpdatedDay returns the day the page was last changed, "" where that is the
// day it was published.
func (r *Reader) UpdatedDay() string {
	day := r.Article.Updated.Day()
	if day == r.Article.Published.Day() {
		return ""
	}
	return day
}

// shownKeywords is how many keywords stand under an article: some pages have
// hundreds, for search engines.
const shownKeywords = 12

// Keywords returns the first keywords of the open article.
func (r *Reader) Keywords() []string {
	return r.Article.Keywords[:min(len(r.Article.Keywords), shownKeywords)]
}
