// Package samples embeds the articles that "Look at an example" opens: five
// real files on one topic, with all that such files bring along (rewrite notes,
// link lists, keyword blocks, repeated titles). Three of them tell one event.
package samples

import (
	"embed"
	"io/fs"
)

// FS holds the files, one article each.
//
//go:embed *.txt
var FS embed.FS

// Names returns the names of the files in their order.
func Names() []string {
	names, err := fs.Glob(FS, "*.txt")
	if err != nil {
		panic(err) // the pattern is ours
	}
	return names
}
