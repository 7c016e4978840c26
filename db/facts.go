package db

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"parallax/article"
)

// facts is what a page says of itself beyond what has a column of its own.
type facts struct {
	Updated    string   `json:"updated,omitempty"`     // as article.Date writes it
	UpdatedRaw *string  `json:"updated_raw,omitempty"` // nil where the page writes it so too
	Section    string   `json:"section,omitempty"`
	Keywords   []string `json:"keywords,omitempty"`
	Agencies   []string `json:"agencies,omitempty"`
	Licence    string   `json:"licence,omitempty"`
}

// mostFacts is how many keywords and agencies of an article are kept: a page
// names a dozen, and every list of versions reads them.
const mostFacts = 1000

// tidyFacts makes what a page says ready to be kept. Of what a hostile one may
// have a million the first are, and cut reports that.
func tidyFacts(a *article.Article) (cut bool) {
	if !slices.Contains(article.PageTypes, a.PageType) {
		a.PageType = ""
	}
	a.Section, a.Licence, a.Updated.Raw = cleanText(a.Section), cleanText(a.Licence), cleanText(a.Updated.Raw)
	for _, of := range []*[]string{&a.Keywords, &a.Agencies} {
		var kept []string
		for _, s := range *of {
			if s = cleanText(s); s != "" {
				kept = append(kept, s)
			}
		}
		cut = cut || len(kept) > mostFacts
		*of = kept[:min(len(kept), mostFacts)]
	}
	return cut
}

// noFacts is what NULL in the column facts stands for.
const noFacts = "{}"

// factsColumn returns the column facts, which is NULL where the page says
// nothing.
func factsColumn(a *article.Article) sql.NullString {
	f := facts{Updated: a.Updated.String(), Section: a.Section, Keywords: a.Keywords, Agencies: a.Agencies, Licence: a.Licence}
	if a.Updated.Raw != f.Updated {
		f.UpdatedRaw = &a.Updated.Raw
	}
	b, err := json.Marshal(f)
	if err != nil {
		panic(err) // strings only
	}
	if string(b) == noFacts {
		return sql.NullString{}
	}
	return sql.NullString{String: string(b), Valid: true}
}

// shownType is the type of the page of an article a whose newest version is v:
// what a person says it is, else what was found.
const shownType = `coalesce((SELECT h.value FROM by_hand h WHERE h.article_id = a.id AND h.field = 'page_type'), v.page_type)`

// tell puts what the columns page_type and facts say into a.
func tell(a *article.Article, pageType string, column sql.NullString) error {
	a.PageType = article.PageType(pageType)
	if !column.Valid {
		return nil
	}
	var f facts
	if err := json.Unmarshal([]byte(column.String), &f); err != nil {
		return fmt.Errorf("%w: facts: %v", article.ErrDamaged, err)
	}
	a.Section, a.Keywords, a.Agencies, a.Licence = f.Section, f.Keywords, f.Agencies, f.Licence
	a.Updated = article.ParseDate(f.Updated)
	if f.UpdatedRaw != nil {
		a.Updated.Raw = *f.UpdatedRaw
	}
	return nil
}
