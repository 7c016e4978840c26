package db

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"parallax/article"
)

// AddHighlight marks words of a version: Version and the span say which; Exact
// must be them, if it is given. It fills in the rest. It returns
// [article.ErrNotFound] if there is no such version and [article.ErrUsage] for a
// span that has no words or cuts a character.
func (d *DB) AddHighlight(ctx context.Context, h article.Highlight) (_ article.Highlight, c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("highlight words of version %d", h.Version))
	if h.Colour, err = cleanColour(h.Colour); err != nil {
		return h, c, err
	}
	h.Note, h.Made = cleanText(h.Note), d.now().UTC().Truncate(time.Second)
	a, err := d.ArticleVersion(ctx, h.Version)
	if err != nil {
		return h, c, err
	}
	if h.Article != 0 && h.Article != a.ID {
		return h, c, fmt.Errorf("%w: version %d is of article %d", article.ErrUsage, h.Version, a.ID)
	}
	h.Article = a.ID
	if !fitsHighlight(a.Text, h) {
		return h, c, fmt.Errorf("%w: bytes %d to %d are not words of the text", article.ErrUsage, h.Start, h.End)
	}
	h = anchored(a.Text, h)
	err = d.update(ctx, func(t *tx) error {
		if err := t.there(h.Article); err != nil { // it may be gone by now
			return err
		}
		c.Articles = 1
		h.ID, err = t.insertHighlight(&c, h)
		return err
	})
	return h, c, err
}

// SetHighlight changes the colour and note of a highlight. It returns
// [article.ErrNotFound] if there is none of that ID.
func (d *DB) SetHighlight(ctx context.Context, id int64, colour, note string) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("change highlight %d", id))
	if colour, err = cleanColour(colour); err != nil {
		return c, err
	}
	return d.changeRow(ctx, highlightTable, id, `UPDATE highlight SET colour = ?2, note = ?3 WHERE id = ?1`, colour, cleanText(note))
}

// RemoveHighlight takes a highlight away. It returns [article.ErrNotFound] if
// there is none of that ID.
func (d *DB) RemoveHighlight(ctx context.Context, id int64) (c Change, err error) {
	defer describe(ctx, &err, fmt.Sprintf("remove highlight %d", id))
	return d.changeRow(ctx, highlightTable, id, `DELETE FROM highlight WHERE id = ?1`)
}

// Highlights lists the highlights of an article in the order of its text, those
// of older versions last.
func (d *DB) Highlights(ctx context.Context, id article.ID) (out []article.Highlight, err error) {
	defer describe(ctx, &err, fmt.Sprintf("read the highlights of article %d", id))
	err = d.read(ctx, highlightsOf, []any{list([]article.ID{id})}, func(scan func(...any) error) error {
		h, err := scanHighlight(scan)
		out = append(out, h)
		return err
	})
	return out, err
}

// highlightsOf lists the highlights of articles.
const highlightsOf = `
	SELECT id, article_id, version_id, start, "end", exact, prefix, suffix, colour, note, made_at
	FROM highlight
	WHERE article_id IN (SELECT value FROM json_each(?))
	ORDER BY version_id DESC, start, id`

func scanHighlight(scan func(...any) error) (h article.Highlight, err error) {
	var at int64
	err = scan(&h.ID, &h.Article, &h.Version, &h.Start, &h.End, &h.Exact, &h.Prefix, &h.Suffix, &h.Colour, &h.Note, &at)
	h.Made = time.Unix(at, 0).UTC()
	return h, err
}

func (t *tx) insertHighlight(c *Change, h article.Highlight) (int64, error) {
	return t.insert(c, highlightTable, h.Article, h.Version, h.Start, h.End, h.Exact, h.Prefix, h.Suffix, h.Colour, h.Note, h.Made.Unix())
}

func cleanColour(s string) (string, error) {
	if !isColour(s) {
		return "", fmt.Errorf("%w: %q is no colour", article.ErrUsage, s)
	}
	return strings.ToLower(s), nil
}

// fitsHighlight reports whether a highlight is of whole characters of text that
// are more than space, and of the words it says.
func fitsHighlight(text string, h article.Highlight) bool {
	words := h.Of(text)
	return strings.TrimSpace(words) != "" && utf8.ValidString(words) && (h.Exact == "" || h.Exact == words)
}

// aroundBytes is how much of the text on either side is kept with a highlight.
const aroundBytes = 64

// anchored fills in the words of a highlight and those around them.
func anchored(text string, h article.Highlight) article.Highlight {
	h.Exact = h.Of(text)
	h.Suffix = head(text[h.End:], aroundBytes)
	h.Prefix = tail(text[:h.Start], aroundBytes)
	return h
}

// locate finds the words of a highlight in another text: where they stand once,
// or once with what was around them.
func locate(text string, h article.Highlight) (article.Span, bool) {
	if h.Exact == "" {
		return article.Span{}, false
	}
	at, once := findOnce(text, h.Exact)
	if at < 0 || once {
		return article.Span{Start: at, End: at + len(h.Exact)}, once
	}
	for _, n := range []int{aroundBytes, aroundBytes / 4, aroundBytes / 16} { // the nearest words change last
		before, after := tail(h.Prefix, n), head(h.Suffix, n)
		for _, around := range [][2]string{{before, after}, {before, ""}, {"", after}} {
			at, once := findOnce(text, around[0]+h.Exact+around[1])
			if once {
				at += len(around[0])
				return article.Span{Start: at, End: at + len(h.Exact)}, true
			}
		}
	}
	return article.Span{}, false
}

// findOnce returns where words first stand in a text, -1 if nowhere, and
// whether that is the only place.
func findOnce(text, words string) (at int, once bool) {
	at = strings.Index(text, words)
	return at, at >= 0 && !strings.Contains(text[at+1:], words)
}

// tail returns at most n bytes of the end of s, whole characters.
func tail(s string, n int) string {
	s = s[max(0, len(s)-n):]
	for len(s) > 0 && !utf8.RuneStart(s[0]) {
		s = s[1:]
	}
	return s
}

// carry moves the highlights of an article to its new version where their words
// stand in it. The others stay where they are.
func (t *tx) carry(id article.ID, version int64, text string) error {
	var all []article.Highlight
	err := t.all(highlightsOf, []any{list([]article.ID{id})}, func(scan func(...any) error) error {
		h, err := scanHighlight(scan)
		all = append(all, h)
		return err
	})
	if err != nil {
		return err
	}
	for _, h := range all {
		span, ok := locate(text, h)
		if !ok {
			continue
		}
		h.Span = span
		h = anchored(text, h)
		_, err := t.exec(`UPDATE highlight SET version_id = ?, start = ?, "end" = ?, prefix = ?, suffix = ? WHERE id = ?`,
			version, h.Start, h.End, h.Prefix, h.Suffix, h.ID)
		if err != nil {
			return err
		}
	}
	return nil
}

// bringHighlights gives an article the highlights of another capture of it, as
// an export has them. What is there already and what does not stand in the
// newest text is passed over.
func (s *saver) bringHighlights(id article.ID, e *entry) error {
	if len(e.Highlights) == 0 {
		return nil
	}
	var version int64
	if _, err := s.get(`SELECT version_id FROM article WHERE id = ?`, []any{id}, &version); err != nil {
		return err
	}
	var same bool
	if _, err := s.get(`SELECT text_hash = ? FROM version WHERE id = ?`, []any{e.textHash, version}, &same); err != nil || !same {
		return err
	}
	for _, h := range e.Highlights {
		if h.Exact == "" || !fitsHighlight(e.Text, h) {
			span, ok := locate(e.Text, h)
			if !ok || !fitsHighlight(e.Text, article.Highlight{Span: span}) {
				continue
			}
			h.Span = span
		}
		h = anchored(e.Text, h)
		h.Article, h.Version, h.Note = id, article.VersionID(version), cleanText(h.Note)
		var err error
		if h.Colour, err = cleanColour(h.Colour); err != nil {
			h.Colour = ""
		}
		if h.Made.IsZero() {
			h.Made = time.Unix(s.now, 0)
		}
		there, err := s.get(`SELECT 1 FROM highlight WHERE article_id = ? AND version_id = ? AND start = ? AND "end" = ?`,
			[]any{id, version, h.Start, h.End}, new(int))
		if err != nil {
			return err
		}
		if there {
			continue
		}
		if _, err := s.insertHighlight(&Change{}, h); err != nil {
			return err
		}
	}
	return nil
}
