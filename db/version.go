package db

import (
	"cmp"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"parallax/article"
)

// A versionRow is a row of version: what was captured, and nothing else.
type versionRow struct {
	id                 int64
	articleID          int64
	number             int
	capturedAt         int64
	how                string
	importedFrom       string
	url                string
	canonicalURL       string
	title              string
	source             string
	authors            string
	language           string
	publishedAt        sql.NullInt64
	publishedOffset    int
	publishedPrecision string
	publishedRaw       string
	words              int
	simplified         bool
	textHash           []byte
	rawHash            []byte
	pageType           string
	facts              sql.NullString
	prev               []byte
	stored             []byte // the column entry
}

// versionColumns are what scan reads, of a table named v.
const versionColumns = `v.id, v.article_id, v.number, v.captured_at, v.how, v.imported_from, v.url, v.canonical_url,
	v.title, v.source, v.authors, v.language, v.published_at, v.published_offset, v.published_precision, v.published_raw,
	v.words, v.simplified, v.text_hash, v.raw_hash, v.page_type, v.facts, v.prev, v.entry`

func (v *versionRow) fields() []any {
	return []any{
		&v.id, &v.articleID, &v.number, &v.capturedAt, &v.how, &v.importedFrom, &v.url, &v.canonicalURL,
		&v.title, &v.source, &v.authors, &v.language, &v.publishedAt, &v.publishedOffset, &v.publishedPrecision, &v.publishedRaw,
		&v.words, &v.simplified, &v.textHash, &v.rawHash, &v.pageType, &v.facts, &v.prev, &v.stored,
	}
}

// entry returns the hash that chains the version to the one before it. Its
// input is fixed: archives that are there were made with it. What came to be
// kept later is part of it only where there is some.
func (v *versionRow) entry() []byte {
	var published any
	if v.publishedAt.Valid {
		published = v.publishedAt.Int64
	}
	columns := []any{
		v.articleID, v.number, v.capturedAt, v.how, v.importedFrom, v.url, v.canonicalURL, v.title, v.source, v.authors,
		v.language, published, v.publishedOffset, v.publishedPrecision, v.publishedRaw, v.words, v.simplified,
		hex.EncodeToString(v.textHash), hex.EncodeToString(v.rawHash),
	}
	if v.pageType != "" || v.facts.Valid {
		columns = append(columns, v.pageType, cmp.Or(v.facts.String, noFacts))
	}
	b, err := json.Marshal(columns)
	if err != nil {
		panic(fmt.Sprintf("version %d: %v", v.id, err)) // strings and numbers only
	}
	h := sha256.New()
	h.Write(v.prev)
	h.Write(b)
	return h.Sum(nil)
}

// article returns what was captured, without the body.
func (v *versionRow) article() (article.Article, error) {
	names, err := authors(v.authors)
	if err != nil {
		return article.Article{}, err
	}
	a := article.Article{
		ID: article.ID(v.articleID), VersionID: article.VersionID(v.id), Version: v.number,
		URL: v.url, CanonicalURL: v.canonicalURL, Title: v.title, Authors: names, Source: v.source, Language: v.language,
		Published: date(v.publishedAt, v.publishedOffset, v.publishedPrecision, v.publishedRaw),
		Captured:  time.Unix(v.capturedAt, 0).UTC(), ImportedFrom: v.importedFrom, How: v.how,
		Words: v.words, Simplified: v.simplified,
		RawHash: hex.EncodeToString(v.rawHash), TextHash: hex.EncodeToString(v.textHash),
	}
	return a, tell(&a, v.pageType, v.facts)
}

// date reads the columns published_….
func date(at sql.NullInt64, offset int, precision, raw string) article.Date {
	if !at.Valid {
		return article.Date{Raw: raw}
	}
	zone := time.UTC
	if offset != 0 {
		zone = time.FixedZone("", offset)
	}
	return article.Date{
		Time:      time.Unix(at.Int64, 0).In(zone),
		Precision: article.Precision(precision),
		Raw:       raw,
	}
}
