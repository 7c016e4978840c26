package screen

import (
	"strconv"
	"strings"

	"parallax/article"
)

// A Place is one of the fixed lists at the top of the sidebar.
type Place string

// The places.
const (
	AllArticles Place = "all"
	Unread      Place = "unread"
	Starred     Place = "starred"
	Untagged    Place = "untagged"
	TheTrash    Place = "trash"
)

// Places lists them in the order of the sidebar.
var Places = []Place{AllArticles, Unread, Starred, Untagged, TheTrash}

// words returns what a place adds to a query.
func (p Place) words() string {
	switch p {
	case Unread:
		return "is:unread"
	case Starred:
		return "is:starred"
	case Untagged:
		return "is:untagged"
	}
	return ""
}

// A Filter narrows a search to a tag, a source, a story, a month and so on. It is
// drawn as a chip before the typed words.
type Filter struct {
	Key   string // one of filterKeys
	Value string
	Label string // what the chip says instead of the value, "" for the value
}

// String returns the filter in the search language.
func (f Filter) String() string { return f.Key + ":" + quote(f.Value) }

// Text returns what the chip says.
func (f Filter) Text() string {
	if f.Label != "" {
		return f.Label
	}
	return f.Key + ":" + f.Value
}

// same reports whether f and g narrow to the same; a label is only said.
func (f Filter) same(g Filter) bool { return f.Key == g.Key && f.Value == g.Value }

// several reports whether more than one filter of f's kind can hold at a time.
// An article has many tags and keywords, but one source and one date.
func (f Filter) several() bool { return f.Key == "tag" || f.Key == "keyword" || f.Key == "agency" }

// filterKeys are the words before a colon that become a chip.
var filterKeys = []string{"tag", "source", "story", "on", "captured", "author", "lang", "keyword", "section", "agency", "type"}

// quote writes a value so that the search language reads it as one.
func quote(value string) string {
	if value != "" && !strings.ContainsAny(value, " \t\"()“”") {
		return value
	}
	return `"` + strings.ReplaceAll(value, `"`, "") + `"`
}

// splitFilters takes the filters out of what a person typed, so that they
// become chips, and returns them with the rest. Filters inside parentheses and
// negated ones stay text.
func splitFilters(text string) ([]Filter, string) {
	var filters []Filter
	var rest []string
	depth := 0
	for _, token := range tokens(text) {
		inside := depth > 0
		depth += strings.Count(token, "(") - strings.Count(token, ")")
		key, value, found := strings.Cut(token, ":")
		if found && !inside && value != "" && isFilterKey(key) && depth == 0 {
			filters = append(filters, Filter{Key: strings.ToLower(key), Value: strings.Trim(value, `"`)})
			continue
		}
		rest = append(rest, token)
	}
	for _, word := range rest {
		if word == "OR" || word == "or" { // tag:a OR tag:b must not become tag:a AND tag:b
			return nil, text
		}
	}
	return filters, strings.Join(rest, " ")
}

func isFilterKey(key string) bool {
	for _, k := range filterKeys {
		if strings.EqualFold(k, key) {
			return true
		}
	}
	return false
}

// tokens splits text at spaces that are not between quotation marks.
func tokens(text string) []string {
	quoted := false
	return strings.FieldsFunc(text, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
}

// TagFilter narrows to a tag and the tags below it.
func TagFilter(name string) Filter { return Filter{Key: "tag", Value: name} }

// StoryFilter narrows to the articles of a story.
func StoryFilter(s article.Story) Filter {
	return Filter{Key: "story", Value: strconv.FormatInt(int64(s.ID), 10), Label: s.Title}
}

// MonthFilter narrows to the articles of a month.
func MonthFilter(month string) Filter { return Filter{Key: "on", Value: month} }

// SectionFilter narrows to a section of outlets.
func SectionFilter(name string) Filter { return Filter{Key: "section", Value: name} }

// AgencyFilter narrows to what an agency is credited for.
func AgencyFilter(name string) Filter { return Filter{Key: "agency", Value: name} }

// KeywordFilter narrows to the articles that give a keyword.
func KeywordFilter(word string) Filter { return Filter{Key: "keyword", Value: word} }

// SourceFilter narrows to an outlet.
func SourceFilter(name string) Filter { return Filter{Key: "source", Value: name} }
