package compare

import (
	"slices"

	"parallax/article"
)

// ArticleFacts is what one article says, in the form of docs/comparison.md.
type ArticleFacts struct {
	Schema        string             `json:"schema"`
	Engine        string             `json:"engine"`
	Article       string             `json:"article"`
	Sentences     []Sentence         `json:"sentences"`
	Numbers       []Fact             `json:"numbers"`
	People        []Fact             `json:"people"`
	Organisations []Fact             `json:"organisations"`
	Places        []Fact             `json:"places"`
	Dates         []Fact             `json:"dates"`
	Quotes        []Fact             `json:"quotes"`
	Sources       []Fact             `json:"sources"`
	Upstream      []article.Upstream `json:"upstream"`
	Residue       []ResidueOf        `json:"residue"`
}

// FactsSchema names the JSON form of ArticleFacts.
const FactsSchema = "parallax/facts/1"

// Facts returns what one article says, every fact alone or, where the article
// writes a name in different ways, with the verdict spelling. Its lists are
// empty, never nil, and in the order of the text.
func Facts(r Reading) ArticleFacts {
	out := ArticleFacts{
		Schema: FactsSchema, Engine: Engine, Article: r.ID, Sentences: []Sentence{}, Numbers: []Fact{}, People: []Fact{}, Organisations: []Fact{}, Places: []Fact{},
		Dates: []Fact{}, Quotes: []Fact{}, Sources: []Fact{}, Upstream: []article.Upstream{}, Residue: []ResidueOf{},
	}
	c, err := compareAll(func() error { return nil }, []Reading{r}, nil)
	if err != nil {
		panic(err) // it ends early when it is stopped only
	}
	for i, p := range r.Sentences {
		out.Sentences = append(out.Sentences, Sentence{Article: r.ID, Start: p.Start, End: p.End, Text: r.part(i), In: r.in(i)})
	}
	for _, f := range c.Facts {
		list := map[FactKind]*[]Fact{
			Number: &out.Numbers, Person: &out.People, Organisation: &out.Organisations, Place: &out.Places, DateFact: &out.Dates, Quote: &out.Quotes, SourceFact: &out.Sources,
		}[f.Kind]
		*list = append(*list, f)
	}
	for _, l := range [][]Fact{out.Numbers, out.People, out.Organisations, out.Places, out.Dates, out.Quotes, out.Sources} {
		slices.SortStableFunc(l, func(a, b Fact) int {
			x, y := a.Sayings[0], b.Sayings[0]
			if x.In != y.In {
				if x.In == "title" {
					return -1
				}
				return 1
			}
			return x.Start - y.Start
		})
	}
	if len(r.Upstream) > 0 {
		out.Upstream = r.Upstream
	}
	out.Residue = append(out.Residue, c.Residue...)
	return out
}
