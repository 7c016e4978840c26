// Package words embeds lists of words: what is common in English news, given
// names, countries, regions and cities. Each file opens with its origin and
// licence; lines that begin with // are no entries.
package words

import (
	"embed"
	"iter"
	"strings"
)

//go:embed *.txt
var files embed.FS

// Lines yields the entries of a list by its file name, in the file's order.
func Lines(name string) iter.Seq[string] {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err) // embedded
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(data)) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" || strings.HasPrefix(line, "//") {
				continue
			}
			if !yield(line) {
				return
			}
		}
	}
}
