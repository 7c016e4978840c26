package extract

import (
	"context"
	"strings"

	"golang.org/x/net/html"

	"parallax/article"
)

// silent are the elements whose words are not read. In furniture an article
// never stands, so that its words count only where there are no others.
var (
	silent = map[string]bool{
		"script": true, "style": true, "noscript": true, "template": true, "svg": true, "math": true, "head": true,
		"button": true, "select": true, "textarea": true, "iframe": true, "object": true, "noembed": true,
		"noframes": true, "title": true,
	}
	furniture = map[string]bool{"nav": true, "footer": true, "aside": true}
)

// tokens returns the words of markup that no tree can be made of,
// in time that grows with its length only, and the title it declares.
func tokens(ctx context.Context, s string) (pieces []piece, title string, err error) {
	t, err := tokensOf(ctx, s, false)
	if err == nil && len(t.pieces) == 0 {
		t, err = tokensOf(ctx, s, true)
	}
	if err != nil {
		return nil, "", err
	}
	title = oneLine(t.title)
	if len(t.pieces) == 0 && t.instead.Len() >= hardlyAny {
		if t, err = tokensOf(ctx, t.instead.String(), true); err != nil {
			return nil, "", err
		}
		if textSize(t.pieces) < hardlyAny { // an apology
			t.pieces = nil
		}
	}
	return t.pieces, title, nil
}

// tokensOf is tokens with or without the words of furniture.
func tokensOf(ctx context.Context, s string, all bool) (*tokenText, error) {
	t := &tokenText{z: html.NewTokenizer(strings.NewReader(s)), kind: article.Paragraph, all: all}
	t.z.SetMaxBuf(0)
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !t.next() {
			t.flush()
			return t, nil
		}
	}
}

type tokenText struct {
	z       *html.Tokenizer
	pieces  []piece
	line    strings.Builder
	kind    article.BlockKind
	level   int
	hidden  string // the silent element that is open, "" for none
	depth   int    // how often it is open
	inTitle bool
	all     bool // furniture is read too
	title   string

	instead strings.Builder // the markup for those who see no frames or run no scripts
}

// next reads one token and reports whether there are more.
func (t *tokenText) next() bool {
	switch t.z.Next() {
	case html.ErrorToken:
		return false
	case html.TextToken:
		switch {
		case t.inTitle:
			t.title += string(t.z.Text())
		case t.hidden == "":
			t.line.WriteString(html.UnescapeString(string(t.z.Raw())))
		case t.hidden == "noframes", t.hidden == "noscript":
			t.instead.Write(t.z.Raw())
		}
	case html.StartTagToken:
		name, _ := t.z.TagName()
		t.open(string(name))
	case html.EndTagToken:
		name, _ := t.z.TagName()
		t.close(string(name))
	case html.SelfClosingTagToken:
		name, _ := t.z.TagName()
		if string(name) == "br" {
			t.line.WriteByte(' ')
		}
	}
	return true
}

func (t *tokenText) open(tag string) {
	if tag == "title" && t.title == "" {
		t.inTitle = true
		return
	}
	if tag == "body" && t.hidden == "head" { // a head that was never closed
		t.hidden = ""
	}
	switch {
	case t.hidden != "":
		if tag == t.hidden {
			t.depth++
		}
	case silent[tag], furniture[tag] && !t.all:
		t.flush()
		t.hidden, t.depth = tag, 1
	case tag == "br":
		t.line.WriteByte(' ')
	case blockTags[tag]:
		t.flush()
		t.kind, t.level = kindOfTag(tag)
	}
}

func (t *tokenText) close(tag string) {
	if tag == "title" {
		t.inTitle = false
	}
	switch {
	case t.hidden != "":
		if tag == t.hidden {
			if t.depth--; t.depth == 0 {
				t.hidden = ""
			}
		}
	case blockTags[tag]:
		t.flush()
	}
}

func (t *tokenText) flush() {
	if s := oneLine(t.line.String()); s != "" {
		t.pieces = append(t.pieces, piece{kind: t.kind, level: t.level, text: s})
	}
	t.line.Reset()
	t.kind, t.level = article.Paragraph, 0
}

// kindOfTag returns what a block element is in the structure of a text.
func kindOfTag(tag string) (article.BlockKind, int) {
	switch tag {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return article.Heading, int(tag[1] - '0')
	case "li", "dt", "dd":
		return article.ListItem, 1
	case "blockquote":
		return article.Quotation, 0
	case "figcaption", "caption":
		return article.Caption, 0
	case "pre":
		return article.Code, 0
	case "td", "th", "tr":
		return article.Table, 0
	}
	return article.Paragraph, 0
}
