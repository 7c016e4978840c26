// Package extract makes an article of an item: it decodes the bytes, finds
// title, authors, date and outlet, parts the text into blocks and has residue
// marked. It fetches nothing and never drops what it cannot read well: over a
// limit the words alone are kept and the article is marked simplified.
package extract

import (
	"context"
	"fmt"
	"path"
	"strings"

	"parallax/article"
	"parallax/internal/text/residue"
	"parallax/scrape/charset"
	"parallax/scrape/extract/body"
	"parallax/scrape/format"
	"parallax/scrape/guard"
)

// Item returns the article of it under the default limits. What the container
// declared wins over what is found in the bytes. It returns an error that wraps
// [article.ErrEmpty], [article.ErrBinary], [article.ErrDamaged] or
// [article.ErrUnsupported], or the error of ctx, and keeps it.Raw unchanged in
// the article. It may be called from several goroutines.
func Item(ctx context.Context, it article.Item) (article.Article, error) {
	return Within(ctx, it, guard.Default())
}

// Within is [Item] under the limits lim.
func Within(ctx context.Context, it article.Item, lim guard.Limits) (article.Article, error) {
	a, _, err := ByRules(ctx, it, lim, nil)
	return a, err
}

// ByRules is [Within] where what rules select on the pages of their sites wins
// over what is found, though not over what the container declared. It returns
// what came of each line of them, nothing where there are none for the page.
func ByRules(ctx context.Context, it article.Item, lim guard.Limits, rules *Rules) (article.Article, []Tried, error) {
	return all(ctx, it, lim, means{rules: rules})
}

// ByModel is [Within] where another model than our own finds the body: what
// training measures.
func ByModel(ctx context.Context, it article.Item, lim guard.Limits, m *body.Model) (article.Article, error) {
	a, _, err := all(ctx, it, lim, means{model: m})
	return a, err
}

func all(ctx context.Context, it article.Item, lim guard.Limits, by means) (article.Article, []Tried, error) {
	if err := ctx.Err(); err != nil {
		return article.Article{}, nil, err
	}
	d, err := read(ctx, it, lim, by)
	if err != nil {
		return article.Article{}, nil, err
	}
	a, err := d.finish(it)
	return a, d.tried, err
}

// read makes a draft of the item by what it is.
func read(ctx context.Context, it article.Item, lim guard.Limits, by means) (*draft, error) {
	decl := it.Declared
	switch {
	case decl.Exact:
		return exact(decl), nil
	case decl.HTML != "":
		return fromHTML(ctx, clean(decl.HTML), decl, lim, by)
	case decl.Text != "":
		return fromText(ctx, clean(decl.Text), isMarkdown(it), decl, lim)
	case len(it.Raw) == 0:
		return nil, article.ErrEmpty
	}
	kind := kindOf(it)
	if err := format.Refusal(kind); err != nil {
		return nil, err
	}
	switch kind {
	case format.HTML:
		s, src, err := charset.Read(it.Raw, it.ContentType, true)
		if err != nil {
			return nil, err
		}
		d, err := fromHTML(ctx, s, decl, lim, by)
		return d.readAs(src), err
	case format.Text, format.Markdown:
		s, src, err := charset.Read(it.Raw, it.ContentType, false)
		if err != nil {
			return nil, err
		}
		d, err := fromText(ctx, s, kind == format.Markdown, decl, lim)
		return d.readAs(src), err
	}
	return nil, fmt.Errorf("read one article of a container: %w", article.ErrUnsupported)
}

// readAs keeps what the bytes were written in where that is not UTF-8, and what
// told it.
func (d *draft) readAs(src charset.Source) *draft {
	if d != nil && src.Encoding != "utf-8" {
		d.meta.set("charset", src.Encoding+", "+string(src.By))
	}
	return d
}

// kindOf trusts the container about text and markup, and the bytes otherwise.
func kindOf(it article.Item) format.Kind {
	media, _, _ := strings.Cut(strings.ToLower(it.ContentType), ";")
	switch strings.TrimSpace(media) {
	case "text/html", "application/xhtml+xml":
		return format.HTML
	case "text/markdown":
		return format.Markdown
	case "text/plain":
		return format.Text
	}
	return format.Sniff(it.Raw[:min(len(it.Raw), format.HeadBytes)], it.Name)
}

func isMarkdown(it article.Item) bool {
	return strings.HasPrefix(it.ContentType, "text/markdown") || strings.EqualFold(path.Ext(it.Name), ".md")
}

// clean makes words that a container decoded ready to be a text.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.ReplaceAll(s, "\x00", "\ufffd")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.ReplaceAll(s, "\r", "\n")
}

// exact takes an export of ours as it is.
func exact(decl article.Declared) *draft {
	d := &draft{exact: true, title: decl.Title, text: decl.Text, blocks: decl.Blocks, simplified: decl.Simplified}
	if len(d.blocks) == 0 {
		d.blocks = blankLineBlocks(decl.Text)
	}
	return d
}

// words counts what stands between blanks in the text outside the residue;
// letters of scripts without blanks count one each.
func words(text string, marked []article.Residue) int {
	n, at := 0, 0
	for _, r := range marked {
		if r.Start > at {
			n += countWords(text[at:r.Start])
		}
		at = max(at, r.End)
	}
	return n + countWords(text[at:])
}

// mark finds the residue and what the text says of its origin.
func (d *draft) mark() {
	d.residue, d.upstream = residue.Find(d.title, d.text, d.blocks)
}

// Leaves returns the page of an item parted into leaves, as its body is looked
// for in them: what training learns from. It returns an error for what is no
// page and for a page that is beyond the limits.
func Leaves(ctx context.Context, it article.Item, lim guard.Limits) (*body.Page, error) {
	s, err := charset.Decode(it.Raw, it.ContentType, true)
	if err != nil {
		return nil, err
	}
	doc, err := tree(guard.Begin(ctx, lim), withoutData(saved(s, &meta{})), lim)
	if err != nil {
		return nil, err
	}
	return leavesOf(doc, facts(doc, "").body), nil
}
