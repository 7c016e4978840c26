// Package agency knows the world's news agencies by the names and signs under
// which texts and pages give credit to them.
package agency

import (
	_ "embed"
	"strings"
	"sync"

	"parallax/internal/text"
)

//go:embed agencies.txt
var list string

// Name returns the one name of the agency that s is a name or a sign of: "AFP"
// for "Agence France-Presse", "TASS" for "ТАСС" and "dpa" for "DPA". It is
// false where s is anything more or other than that.
func Name(s string) (string, bool) {
	name, ok := byKey()[Key(s)]
	return name, ok
}

// All yields every name and sign that means an agency in running text too, in
// the letters of the list, with the one name of the agency.
func All(yield func(alias, name string) bool) {
	for alias, name := range aliases {
		if strings.HasPrefix(alias, "~") {
			continue
		}
		if !yield(alias, name) {
			return
		}
	}
}

// aliases yields the list.
func aliases(yield func(alias, name string) bool) {
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		names := strings.Split(line, " = ")
		for _, alias := range names {
			if !yield(alias, strings.TrimPrefix(names[0], "~")) {
				return
			}
		}
	}
}

// Key returns s as names of agencies are held against each other: without case,
// accents, marks and an article before it.
func Key(s string) string {
	key := strings.Join(strings.FieldsFunc(text.Fold(s), func(r rune) bool {
		return strings.ContainsRune(" \t\n.,;:/'\"-()[]*&|", r)
	}), " ")
	return strings.TrimPrefix(key, "the ")
}

var byKey = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 400)
	for alias, name := range aliases {
		m[Key(strings.TrimPrefix(alias, "~"))] = name
	}
	return m
})
