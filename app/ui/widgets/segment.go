package widgets

import (
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
)

// A segment is a piece of text that is not broken over lines, with the spaces
// after it. Widths are in parts of the text size.
type segment struct {
	end   int32 // in bytes, with the spaces
	hard  bool  // a line ends here in any case
	ink   float32
	space float32
}

// segments cuts s where a line may end.
func segments(s string, f Face) []segment { return appendSegments(nil, s, f.metric()) }

// appendSegments appends the segments of s to segs. Where s is of letters
// whose lines break at spaces and hyphens only, it looks for those; else it
// asks for the line breaks that Unicode defines.
func appendSegments(segs []segment, s string, m *metric) []segment {
	if !plain(s) {
		return appendUnicodeSegments(segs, s, m)
	}
	start := 0
	for start < len(s) {
		ink, after := plainEnd(s, start)
		hard := after > ink && s[after-1] == '\n'
		segs = append(segs, segment{
			end: int32(after), hard: hard,
			ink: m.width(s[start:ink]), space: m.width(s[ink:after]),
		})
		start = after
	}
	return segs
}

// plainEnd returns where the segment that begins at start ends, without and
// with the spaces after it.
func plainEnd(s string, start int) (ink, after int) {
	i := start
	for i < len(s) {
		c := s[i]
		if c == ' ' || c == '\n' || c == '\t' {
			break
		}
		i++
		if i < len(s) && i-start > 1 && (c == '-' || c == '/') && letterAt(s, i) {
			return i, i
		}
		if c == 0x94 && i-start > 3 && s[i-2] == 0x80 && s[i-3] == 0xe2 { // an em dash
			return i, i
		}
	}
	ink = i
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	if i < len(s) && s[i] == '\n' {
		i++
	}
	return ink, i
}

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// plain reports whether s is of Latin, Greek and Cyrillic letters, digits and
// common signs.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < utf8.RuneSelf {
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= 0x590 && (r < 0x1e00 || r > 0x20bf) || r == 0x200b || r == 0x2028 || r == 0x2029 {
			return false
		}
		i += n - 1
	}
	return true
}

func appendUnicodeSegments(segs []segment, s string, m *metric) []segment {
	var seg segmenter.Segmenter
	seg.Init([]rune(s))
	it := seg.LineIterator()
	start := 0
	for it.Next() {
		line := it.Line()
		end := start
		for range line.Text {
			_, n := utf8.DecodeRuneInString(s[end:])
			end += n
		}
		ink := end
		for ink > start {
			r, n := utf8.DecodeLastRuneInString(s[start:ink])
			if !unicode.IsSpace(r) || r == 0xa0 || r == 0x202f {
				break
			}
			ink -= n
		}
		segs = append(segs, segment{
			end: int32(end), hard: line.IsMandatoryBreak && end < len(s),
			ink: m.width(s[start:ink]), space: m.width(s[ink:end]),
		})
		start = end
	}
	return segs
}
