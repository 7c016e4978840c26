package scrape

import (
	"archive/zip"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// memberNames returns the names of the members in UTF-8. Where the archive does
// not say how they are written, all of them together tell; DOS's own letters
// are what is left.
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
	decode := charmap.CodePage437.NewDecoder()
	if best, err := chardet.NewTextDetector().DetectBest([]byte(unclear.String())); err == nil && best.Confidence >= 50 {
		// Western single-byte guesses are worth less than what DOS programs wrote.
		if enc, err := htmlindex.Get(best.Charset); err == nil && !strings.HasPrefix(best.Charset, "ISO-8859-1") && best.Charset != "windows-1252" {
			decode = enc.NewDecoder()
		}
	}
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
