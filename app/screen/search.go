package screen

import (
	"slices"
	"strings"
	"time"

	"parallax/app"
	"parallax/internal/message"
)

// typingPause is how long a search waits for the next letter. It keeps a
// cancelled query from throwing its connection away at every stroke.
const typingPause = 120 * time.Millisecond

// Search is what the search box shows.
type Search struct {
	Place   Place
	Words   string   // as typed, without the chips
	Filters []Filter // the chips
	Pinned  *Pinned  // a fixed list instead of a search, nil otherwise
	Sort    app.Sort // "" leaves it to the query

	Busy    bool // an answer is awaited
	Counted bool // Count is known
	Count   int
	Capped  bool // there are more than Count
	Took    time.Duration
	Notes   []message.Message // what of the query could not be used
}

// query returns the search in the search language.
func (s *Search) query() string {
	var parts []string
	for _, f := range s.Filters {
		parts = append(parts, f.String())
	}
	if w := s.Place.words(); w != "" {
		parts = append(parts, w)
	}
	if words := strings.TrimSpace(s.Words); words != "" {
		parts = append(parts, words)
	}
	return strings.Join(parts, " ")
}

// without returns the search without the chips of a kind.
func (s *Search) without(key string) string {
	wide := *s
	wide.Filters = slices.DeleteFunc(slices.Clone(s.Filters), func(f Filter) bool { return f.Key == key })
	return wide.query()
}

// Query returns what is being asked in the search language, without the place
// that is the trash.
func (l *Library) Query() string { return l.Search.query() }

// Narrowed reports whether anything but all articles is asked for.
func (l *Library) Narrowed() bool {
	return l.Search.query() != "" || l.Search.Place == TheTrash || l.Search.Pinned != nil
}

// Type sets the words of the search, as typed, and asks after a pause.
func (l *Library) Type(words string) {
	if words == l.Search.Words {
		return
	}
	l.Search.Words = words
	l.Search.Pinned = nil
	l.search(typingPause)
}

// Submit asks at once; filters among the words become chips.
func (l *Library) Submit(words string) {
	filters, rest := splitFilters(words)
	l.Search.Words = rest
	for _, f := range filters {
		if !slices.ContainsFunc(l.Search.Filters, f.same) {
			l.Search.Filters = append(l.Search.Filters, f)
		}
	}
	l.Search.Pinned = nil
	l.search(0)
}

// Choose goes to a place and drops what narrowed the list before.
func (l *Library) Choose(p Place) {
	l.Search = Search{Place: p, Sort: l.Search.Sort}
	l.search(0)
}

// Toggle narrows the list by f, or widens it again if f is on already. A story,
// a source or a month replaces the one before it.
func (l *Library) Toggle(f Filter) {
	filters := slices.Clone(l.Search.Filters)
	if slices.ContainsFunc(filters, f.same) {
		filters = slices.DeleteFunc(filters, f.same)
	} else {
		if !f.several() {
			filters = slices.DeleteFunc(filters, func(g Filter) bool { return g.Key == f.Key })
		}
		filters = append(filters, f)
	}
	l.Search.Filters = filters
	l.Search.Pinned = nil
	l.search(0)
}

// Has reports whether f is among the chips.
func (l *Library) Has(f Filter) bool { return slices.ContainsFunc(l.Search.Filters, f.same) }

// Clear drops words and chips. It returns false where there was nothing to drop.
func (l *Library) Clear() bool {
	if l.Search.Words == "" && len(l.Search.Filters) == 0 && l.Search.Pinned == nil {
		return false
	}
	l.Search = Search{Place: l.Search.Place, Sort: l.Search.Sort}
	l.search(0)
	return true
}

// SortBy orders the list.
func (l *Library) SortBy(s app.Sort) {
	if s == l.Search.Sort {
		return
	}
	l.Search.Sort = s
	l.search(0)
}

// Suggested returns the search that a note proposes, "" where it proposes none.
func (l *Library) Suggested(note message.Message) string {
	text, _ := app.Suggested(l.Search.query(), note)
	return text
}

// TakeSuggestion asks for what the first note with a proposal proposes, and
// returns false where there is none.
func (l *Library) TakeSuggestion() bool {
	for _, note := range l.Search.Notes {
		if text := l.Suggested(note); text != "" {
			l.Ask(text)
			return true
		}
	}
	return false
}

// Ask asks for a whole search in place of the one there is; a place or chips
// it names are chosen.
func (l *Library) Ask(text string) {
	place := AllArticles
	if l.Search.Place == TheTrash {
		place = TheTrash
	}
	l.Search = Search{Place: place, Sort: l.Search.Sort}
	l.Restore(text)
}

// SavedSearch is the search as it is remembered between two sessions.
func (l *Library) SavedSearch() string { return l.Search.query() }

// Restore asks for what SavedSearch returned.
func (l *Library) Restore(text string) {
	for _, p := range Places {
		if w := p.words(); w != "" && slices.Contains(tokens(text), w) {
			l.Search.Place = p
			text = strings.Join(slices.DeleteFunc(tokens(text), func(t string) bool { return t == w }), " ")
		}
	}
	l.Submit(text)
}
