package db

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"parallax/article"
	"parallax/internal/progress"
	"parallax/internal/query"
)

// schema1 copies the small archive of schema 1 and returns its place.
func schema1(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("testdata/schema-1.parallax")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), nastyName)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAnUpgradeThatIsBrokenOffLeavesTheOldArchive(t *testing.T) {
	path := schema1(t)
	whole := afterStatements[2]
	defer func() { afterStatements[2] = whole }()
	broken := errors.New("no power")
	afterStatements[2] = func(tx *tx) error { return errors.Join(whole(tx), broken) }
	if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, broken) {
		t.Fatalf("Open: %v, want the upgrade broken off", err)
	}
	pool, err := sql.Open("sqlite", fileURI(path))
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	var schema, tables, articles int
	err = pool.QueryRow(`
		SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema WHERE name = 'dictionary'),
			(SELECT count(*) FROM search WHERE search MATCH 'paragraph')`).Scan(&schema, &tables, &articles)
	if err != nil || schema != 1 || tables != 0 || articles != 1 {
		t.Errorf("schema %d, %d new tables, %d found, %v; want the archive of schema 1", schema, tables, articles, err)
	}
	pool.Close()

	afterStatements[2] = whole
	d := openAt(t, path)
	wantIDs(t, "upgraded at last", ids(t, d, "paragraph tag:nk", Page{}), []article.ID{1})
}

func TestReindexCuresTheSearchIndex(t *testing.T) {
	d := library(t)
	want, err := d.FindIDs(t.Context(), query.Parse("troops"))
	if err != nil || len(want) == 0 {
		t.Fatal(want, err)
	}
	for _, damage := range []string{
		`INSERT INTO search (search) VALUES ('delete-all')`,
		`UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 100`,
		`DELETE FROM search_docsize`,
	} {
		if _, err := d.writer.Exec(damage); err != nil {
			// The tables of the index are guarded; only a damaged disk writes there.
			if _, err := unguarded(t, d).Exec(damage); err != nil {
				t.Fatal(err)
			}
		}
		if r, err := d.Verify(t.Context(), nil); err != nil || r.OK() {
			t.Fatalf("%s: Verify sees nothing, %v", damage, err)
		}
		var last progress.State
		if err := d.Reindex(t.Context(), func(s progress.State) { last = s }); err != nil {
			t.Fatalf("%s: Reindex: %v", damage, err)
		}
		if !last.Final || last.Done == 0 || last.Done != last.Total {
			t.Errorf("the last that was reported is %+v", last)
		}
		got, err := d.FindIDs(t.Context(), query.Parse("troops"))
		if err != nil {
			t.Fatal(err)
		}
		wantIDs(t, damage, got, want)
		if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() {
			t.Errorf("%s: Verify after Reindex = %v, %v", damage, r.Damaged, err)
		}
	}
}

// unguarded opens the archive as a program that knows nothing of it does.
func unguarded(t *testing.T, d *DB) *sql.DB {
	t.Helper()
	pool, err := sql.Open("sqlite", fileURI(d.Path()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pool.Close() })
	return pool
}

func TestReindexThatIsCancelledLeavesTheIndex(t *testing.T) {
	d := library(t)
	want := ids(t, d, "troops", Page{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.Reindex(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Reindex: %v, want Canceled", err)
	}
	wantIDs(t, "afterwards", ids(t, d, "troops", Page{}), want)
}

func TestAnIndexOfAnotherFormIsSaid(t *testing.T) {
	for _, path := range []string{schema1(t), filepath.Join(t.TempDir(), "new.parallax")} {
		d := openAt(t, path)
		if needed, err := d.NeedsReindex(t.Context()); err != nil || needed {
			t.Errorf("NeedsReindex of a new or upgraded archive = %v, %v", needed, err)
		}
		if err := d.update(t.Context(), func(t *tx) error { return t.setAbout("index", "of another time") }); err != nil {
			t.Fatal(err)
		}
		if needed, err := d.NeedsReindex(t.Context()); err != nil || !needed {
			t.Errorf("NeedsReindex = %v, %v, want true", needed, err)
		}
		if err := d.Reindex(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if needed, err := d.NeedsReindex(t.Context()); err != nil || needed {
			t.Errorf("NeedsReindex after Reindex = %v, %v", needed, err)
		}
	}
}
