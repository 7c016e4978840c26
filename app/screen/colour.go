package screen

import (
	"hash/fnv"
	"strings"

	"parallax/article"
)

// SourceColours tell sources and tags apart. They were chosen so that people
// who see few colours can tell them apart too; a name always stands beside.
var SourceColours = []string{
	"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8B6F47", "#6A51A3",
}

// SourceColour returns the colour of the i-th source of a comparison.
func SourceColour(i int) string { return SourceColours[i%len(SourceColours)] }

// TagColour returns the colour a person gave a tag, else one that its name
// always has.
func TagColour(t article.Tag) string {
	if t.Colour != "" {
		return t.Colour
	}
	h := fnv.New32a()
	h.Write([]byte(strings.ToLower(t.Name)))
	return SourceColour(int(h.Sum32() % uint32(len(SourceColours))))
}
