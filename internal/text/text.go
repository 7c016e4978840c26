// Package text takes running text apart without understanding it: sentences,
// words, stems, numbers, dates, the language. It knows nothing of articles in
// an archive, of files or of markup; what a finding means is left to compare.
//
// Every position is a byte offset into the string that was given, and every
// function accepts any string, valid UTF-8 or not.
package text

import "parallax/article"

// A Span is a range of bytes of a text.
type Span = article.Span
