package extract

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"

	"parallax/scrape/guard"
)

// Bounds for the scripts of a page that are looked into for its article.
const (
	longestState  = 4 << 20
	shortestState = 300 // letters; a shorter string is a label with a link in it
)

// stateBody returns the article of a page that its scripts write: the longest
// markup that stands as a string in them, nil if there is none that is within
// the limits.
func stateBody(w *guard.Watch, doc *html.Node, lim guard.Limits) []piece {
	var best string
	left := longestState
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "script" || n.FirstChild == nil {
			continue
		}
		s := n.FirstChild.Data
		if left -= len(s); left < 0 {
			break
		}
		best = longestMarkup(s, best, 0)
	}
	if best == "" {
		return nil
	}
	in, err := tree(w, withoutData(best), lim)
	if err != nil {
		return nil
	}
	if p := content(in); textSize(p) >= shortestState {
		return p
	}
	return nil
}

// longestMarkup returns the longest string of a script that is markup with
// paragraphs, or best where none is longer. A string may hold a script's data
// itself, with strings in it.
func longestMarkup(s, best string, depth int) string {
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			return best
		}
		s = s[i:]
		end := endOfString(s)
		if end < 0 {
			return best
		}
		quoted := s[:end]
		s = s[end:]
		if len(quoted) < len(best) || len(quoted) < shortestState {
			continue
		}
		var t string
		if json.Unmarshal([]byte(quoted), &t) != nil {
			continue
		}
		if depth < 2 && strings.Contains(t, `":"`) {
			best = longestMarkup(t, best, depth+1)
			continue
		}
		if i := strings.IndexByte(t, '<'); i >= 0 && len(t)-i > len(best) && isMarkup(t) {
			best = t[i:]
		}
	}
}

// endOfString returns where the string that s begins with ends, -1 if it does
// not.
func endOfString(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		case '\n':
			return 1 // no string of data: go on behind the mark
		}
	}
	return -1
}

// isMarkup reports whether a string holds paragraphs, and no page of its own.
func isMarkup(s string) bool {
	return strings.Count(s, "<p") >= 2 || strings.Count(s, "<br") >= 3 || strings.Count(s, "<div") >= 3
}
