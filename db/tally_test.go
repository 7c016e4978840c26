package db

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parallax/article"
)

// wrongTallies returns the facets whose counts are not what counting gives.
func wrongTallies(t testing.TB, d *DB) (wrong []string) {
	t.Helper()
	tx, err := d.reader.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if err := miscounted(t.Context(), tx, func(facet string) { wrong = append(wrong, facet) }); err != nil {
		t.Fatal(err)
	}
	return wrong
}

// TestTalliesAreRightWhateverIsDone does things at random, among them what is
// undone much later, and counts after each.
func TestTalliesAreRightWhateverIsDone(t *testing.T) {
	names := []string{"nk", "NK/army", "nk/army/x", "a/b", "a", "a/b/c", "ä/ö", "q'\"/;--", "🦓/🦓🦓", "long/" + strings.Repeat("l", 10_000), "a-b", "deep" + strings.Repeat("/d", 40)}
	pick := func(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := open(t)
			r := rand.New(rand.NewPCG(seed, 1))
			var done []Change
			addresses := 0
			some := func() (ids []article.ID) {
				for range 1 + r.IntN(6) {
					ids = append(ids, article.ID(1+r.IntN(30)))
				}
				return ids
			}
			keep := func(what string, c Change, err error) string {
				if err == nil {
					done = append(done, c)
				}
				return fmt.Sprint(what, " ", err)
			}
			last := ""
			for range 150 {
				switch r.IntN(12) {
				case 0, 1:
					a := said(fmt.Sprintf("words of an article %d", r.IntN(1000)))
					a.URL = fmt.Sprintf("https://example.org/%d", r.IntN(25))
					a.Source, a.Language = pick(r, []string{"", "One", "one", "Two"}), pick(r, []string{"", "en", "de", "5"})
					a.Published = article.ParseDate(pick(r, []string{"", "2025", "2025-10", "2025-10-27", "1999-01-01", "0001-01-01", "9999-12-31"}))
					a.Starred, a.Status = r.IntN(2) == 0, article.Status(pick(r, []string{"", "unread", "read", "trash"}))
					for range r.IntN(4) {
						a.Tags = append(a.Tags, pick(r, names))
					}
					addresses++
					save(t, d, a, a)
					last = "save"
				case 2, 3:
					c, err := d.Tag(t.Context(), some(), pick(r, names), pick(r, names))
					last = keep("tag", c, err)
				case 4:
					c, err := d.Untag(t.Context(), some(), pick(r, names), pick(r, names))
					last = keep("untag", c, err)
				case 5:
					from, to := pick(r, names), pick(r, names)
					c, err := d.RenameTag(t.Context(), from, to)
					last = keep("rename "+from+" "+to, c, err)
				case 6:
					c, err := d.MergeTags(t.Context(), pick(r, names), pick(r, names), pick(r, names))
					last = keep("merge", c, err)
				case 7:
					c, err := d.SetStatus(t.Context(), some(), article.Trash)
					last = keep("trash", c, err)
				case 8:
					c, err := d.SetStatus(t.Context(), some(), article.Status(pick(r, []string{"read", "unread"})))
					last = keep("status", c, err)
				case 9:
					c, err := d.SetStarred(t.Context(), some(), r.IntN(2) == 0)
					last = keep("star", c, err)
				case 10:
					source, published := pick(r, []string{"", "Two", "Three"}), pick(r, []string{"", "2024-05", "2023"})
					c, err := d.SetDetails(t.Context(), some()[0], Details{Source: &source, Published: &published})
					last = keep("details", c, err)
				case 11:
					if len(done) > 0 {
						i := r.IntN(len(done))
						last = fmt.Sprint("revert ", d.Revert(t.Context(), done[i]))
						done = slices.Delete(done, i, i+1)
					}
				}
				if wrong := wrongTallies(t, d); len(wrong) > 0 {
					t.Fatalf("after %s: %v wrong", last, wrong)
				}
			}
			c, err := d.Counts(t.Context())
			if err != nil || c.All+c.Trash == 0 || c.Unread > c.All {
				t.Errorf("Counts = %+v, %v", c, err)
			}
			err = d.update(t.Context(), func(t *tx) error {
				if _, err := t.exec(`UPDATE tally SET n = n + 1 WHERE facet <> 'month'`); err != nil {
					return err
				}
				return t.recount()
			})
			if wrong := wrongTallies(t, d); err != nil || len(wrong) > 0 {
				t.Errorf("after a recount: %v wrong, %v", wrong, err)
			}
		})
	}
}

func TestVerifyNamesWrongTallies(t *testing.T) {
	for _, test := range []struct{ statement, want string }{
		{`UPDATE tally SET n = n + 1 WHERE facet = 'unread'`, "unread"},
		{`DELETE FROM tally WHERE facet = 'source'`, "source"},
		{`INSERT INTO tally (facet, key, n) VALUES ('language', 'xx', 1)`, "language"},
		{`INSERT INTO tally (facet, key, n) VALUES ('other', 0, 1)`, "other"},
		{`UPDATE article SET tagged = NOT tagged WHERE deleted_at IS NOT NULL`, "untagged"},
		{`UPDATE tally SET n = 0 WHERE facet = 'path'`, "path"},
		{`DELETE FROM tag_path WHERE path < 0`, "path"},
	} {
		t.Run(test.statement, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), nastyName)
			d := openAt(t, path)
			a, b := full(), said("one")
			a.Tags, b.Status = []string{"a/b", "c", "d/e/f", "g", "h", "i/j/k"}, article.Trash
			save(t, d, a, b)
			d.Close()
			damage(t, path, test.statement)
			d = openAt(t, path)
			r, err := d.Verify(t.Context(), nil)
			if err != nil || len(r.Damaged) != 1 || !strings.Contains(r.Damaged[0].What.String(), test.want) {
				t.Errorf("Verify = %v, %v, want one finding with %q", r.Damaged, err, test.want)
			}
			if err := d.Reindex(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			if r, err := d.Verify(t.Context(), nil); err != nil || !r.OK() {
				t.Errorf("Verify after Reindex = %v, %v", r.Damaged, err)
			}
		})
	}
}

// TestManyTagsOnOneArticleAreCountedInTime has as many tags on one article as
// would take hours if each were held against all others.
func TestManyTagsOnOneArticleAreCountedInTime(t *testing.T) {
	d := open(t)
	a := said("many tags")
	for i := range 1500 {
		a.Tags = append(a.Tags, fmt.Sprintf("flat %d", i), fmt.Sprintf("family %d/member %d", i/10, i))
	}
	a.Tags = append(a.Tags, "deep"+strings.Repeat("/d", 3000))
	save(t, d, a)
	tags, err := d.Tags(t.Context())
	if err != nil || len(tags) != 3000+150+3001 {
		t.Fatalf("%d tags, %v", len(tags), err)
	}
	for _, tag := range tags {
		if tag.Within != 1 {
			t.Fatalf("%.40q: Within = %d, want 1", tag.Name, tag.Within)
		}
	}
	c, err := d.Untag(context.Background(), []article.ID{1}, a.Tags...)
	if err != nil || c.Articles != 1 {
		t.Fatal(c.Articles, err)
	}
	if err := d.Revert(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}
