package scrape

import (
	"archive/zip"
	"strings"
	"unicode/utf8"

	"parallax/scrape/charset"
)

// memberNames returns the names of the members in UTF-8. Where the archive does
// not say how they are written, all of them together tell.
func memberNames(files []*zip.File) []string {
	names := make([]string, len(files))
	var unclear strings.Builder
	for i, m := range files {
		names[i] = m.Name
		if !utf8.ValidString(m.Name) && unclear.Len() < 64<<10 {
			unclear.WriteString(m.Name)
			unclear.WriteByte('\n')
		}
	}
	if unclear.Len() == 0 {
		return names
	}
	decode := charset.Guess([]byte(unclear.String()), false).NewDecoder()
	for i, n := range names {
		if utf8.ValidString(n) {
			continue
		}
		if s, err := decode.String(n); err == nil {
			names[i] = s
		} else {
			names[i] = strings.ToValidUTF8(n, "\ufffd")
		}
	}
	return names
}
