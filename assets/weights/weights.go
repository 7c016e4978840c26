// Package weights embeds what was learned from pages. README.md beside it says
// from which, under which licence and when.
package weights

import _ "embed"

// Body is the model that finds the body of an article, as package
// scrape/extract/body reads it.
//
//go:embed body.bin
var Body []byte
