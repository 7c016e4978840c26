package article

import "strings"

// Body returns the text without its residue: the words that the source says.
// Blocks that are residue as a whole leave no empty lines behind.
func (a *Article) Body() string {
	if len(a.Residue) == 0 {
		return a.Text
	}
	var b strings.Builder
	at := 0
	for _, r := range a.Residue {
		if r.Start < at || r.End > len(a.Text) || r.Start >= r.End {
			continue
		}
		b.WriteString(a.Text[at:r.Start])
		at = r.End
		if b.Len() == 0 || strings.HasSuffix(b.String(), "\n") {
			for at < len(a.Text) && a.Text[at] == '\n' {
				at++
			}
		}
	}
	b.WriteString(a.Text[at:])
	return strings.Trim(b.String(), "\n")
}
