package db

import (
	"fmt"
	"strings"
	"unicode"

	"parallax/article"
)

// A deskTable is a table of what a person adds to articles, one row each, that
// can be put back as it was.
type deskTable struct {
	name    string
	columns []string // beside id
	needs   string   // what must be there for a row to come back: a condition on ?2, the first column
}

var (
	noteTable      = &deskTable{"note", []string{"article_id", "text", "written_at"}, `EXISTS (SELECT 1 FROM article WHERE id = ?2)`}
	highlightTable = &deskTable{"highlight", []string{
		"article_id", "version_id", "start", `"end"`, "exact", "prefix", "suffix", "colour", "note", "made_at",
	}, `EXISTS (SELECT 1 FROM article WHERE id = ?2)`}
	searchTable = &deskTable{"saved_search", []string{"name", "key", "query", "made_at"}, `true`}
)

// A deskRow is a row as it was before a change.
type deskRow struct {
	table  *deskTable
	id     int64
	values []any // nil if it was not there
}

// remember reads a row before it is changed and reports whether it is there.
func (t *tx) remember(c *Change, table *deskTable, id int64) (bool, error) {
	values := make([]any, len(table.columns))
	into := make([]any, len(values))
	for i := range values {
		into[i] = &values[i]
	}
	there, err := t.get(`SELECT `+strings.Join(table.columns, ", ")+` FROM `+table.name+` WHERE id = ?`, []any{id}, into...)
	if err != nil {
		return false, err
	}
	if !there {
		values = nil
	}
	c.desk = append(c.desk, deskRow{table, id, values})
	return there, nil
}

// insert adds a row and returns its ID.
func (t *tx) insert(c *Change, table *deskTable, values ...any) (int64, error) {
	r, err := t.exec(`INSERT INTO `+table.name+` (`+strings.Join(table.columns, ", ")+`) VALUES (`+places(1, len(values))+`)`, values...)
	if err != nil {
		return 0, err
	}
	id, err := r.LastInsertId()
	c.desk = append(c.desk, deskRow{table: table, id: id})
	return id, err
}

// putBack makes a row what it was. One whose article is gone, or whose name was
// given to another since, is passed over.
func (t *tx) putBack(row deskRow) error {
	if _, err := t.exec(`DELETE FROM `+row.table.name+` WHERE id = ?`, row.id); err != nil || row.values == nil {
		return err
	}
	_, err := t.exec(`
		INSERT INTO `+row.table.name+` (id, `+strings.Join(row.table.columns, ", ")+`)
		SELECT `+places(1, len(row.values)+1)+`
		WHERE `+row.table.needs+`
		ON CONFLICT DO NOTHING`, append([]any{row.id}, row.values...)...)
	return err
}

// places returns "?1, ?2, …".
func places(from, n int) string {
	p := make([]string, n)
	for i := range p {
		p[i] = fmt.Sprint("?", from+i)
	}
	return strings.Join(p, ", ")
}

// cleanText returns what a person wrote as it is kept: lines as they are, but
// no other control characters.
func cleanText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\ufffd"))
}

// there returns [article.ErrNotFound] if there is no such article.
func (t *tx) there(id article.ID) error {
	ok, err := t.get(`SELECT 1 FROM article WHERE id = ?`, []any{id}, new(int))
	if err == nil && !ok {
		err = article.ErrNotFound
	}
	return err
}
