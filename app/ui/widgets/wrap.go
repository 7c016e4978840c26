package widgets

import "strings"

// wrap breaks s into at most n lines of a width; the last ends in an ellipsis
// where there was more.
func wrap(s string, f Face, size, width float32, n int) []string {
	s = strings.TrimSpace(oneLine(s))
	var lines []string
	for s != "" && len(lines) < n {
		if len(lines) == n-1 {
			lines = append(lines, ellipsis(s, f, size, width))
			break
		}
		end := lineEnd(s, f, size, width)
		lines = append(lines, strings.TrimRight(s[:end], " "))
		s = strings.TrimLeft(s[end:], " ")
	}
	return lines
}

// lineEnd returns where the first line of s ends if it may be so wide.
func lineEnd(s string, f Face, size, width float32) int {
	end := 0
	var w float32
	for _, g := range segments(s, f) {
		if (w+g.ink)*size > width {
			break
		}
		w += g.ink + g.space
		end = int(g.end)
	}
	if end == 0 {
		end = f.cut(s, size, width)
	}
	return end
}
