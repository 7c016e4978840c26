package extract

import (
	"strings"

	"github.com/RadhiFadlillah/whatlanggo"

	"parallax/article"
)

// languageSample is how much of a text tells its language; languageLeast is how
// little leaves it open.
const (
	languageSample = 2048
	languageLeast  = 80
)

// language returns the language of a text outside its residue as a BCP 47 tag,
// "" unless the letters leave no doubt.
func language(text string, marked []article.Residue) string {
	var b strings.Builder
	at := 0
	for _, r := range marked {
		if r.Start > at {
			b.WriteString(text[at:min(r.Start, at+languageSample)])
		}
		at = max(at, r.End)
		if b.Len() >= languageSample {
			break
		}
	}
	if b.Len() < languageSample {
		b.WriteString(text[at:min(len(text), at+languageSample-b.Len())])
	}
	sample := strings.ToValidUTF8(b.String(), "")
	if len(sample) < languageLeast {
		return ""
	}
	info := whatlanggo.Detect(sample)
	if !info.IsReliable() {
		return ""
	}
	return whatlanggo.LangToStringShort(info.Lang)
}
