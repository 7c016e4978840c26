package main

import (
	"context"
	"fmt"
	"strings"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
)

func runShow(ctx context.Context, c *call) error {
	c.define(true)
	if err := c.parse(); err != nil {
		return err
	}
	if len(c.args) == 0 {
		return usage("command.show.nothing")
	}
	list, err := ids(c.args)
	if err != nil {
		return err
	}
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return err
	}
	failed := 0
	for i, id := range list {
		art, err := a.Article(ctx, id)
		if err != nil {
			c.complain(idText(id), err)
			failed++
			continue
		}
		if c.json {
			if err := c.printJSON(articleOutput(idText(id), art)); err != nil {
				return err
			}
			continue
		}
		if i > 0 {
			fmt.Fprintln(c.stdout, strings.Repeat("─", 60))
		}
		c.printArticle(art)
	}
	return partly(failed, len(list))
}

// partly returns the error that says how much of the work failed.
func partly(failed, of int) error {
	switch {
	case failed == 0:
		return nil
	case failed == of:
		return errFailed
	}
	return errPartly
}

// printArticle prints an article to be read: residue is folded to one line.
func (c *call) printArticle(art article.Article) {
	fmt.Fprintln(c.stdout, clean(titleOf(art.Title, art.Text)))
	meta := metaOf(article.Summary{Source: art.Source, Published: art.Published, Words: art.Words, Tags: art.Tags, CopyOf: art.CopyOf, Likeness: art.Likeness})
	fmt.Fprintln(c.stdout, clean(strings.Join(meta, " · ")))
	if art.URL != "" {
		fmt.Fprintln(c.stdout, clean(art.URL))
	}
	if said := saidOf(art); len(said) > 0 {
		fmt.Fprintln(c.stdout, clean(strings.Join(said, " · ")))
	}
	if len(art.Keywords) > 0 {
		fmt.Fprintln(c.stdout, message.New("command.show.keywords", "Words", clean(strings.Join(art.Keywords, ", "))).String())
	}
	if !art.PageType.Whole() {
		fmt.Fprintln(c.stdout, message.New("command.show.page", "Page", pageSaid(art.PageType)).String())
	}
	for _, n := range art.Notes {
		fmt.Fprintln(c.stdout, message.New("command.show.note", "Note", clean(n)).String())
	}
	fmt.Fprintln(c.stdout)
	c.printText(art)
}

// printText prints the blocks of an article with the residue folded.
func (c *call) printText(art article.Article) {
	next := 0
	for _, b := range art.Blocks {
		for next < len(art.Residue) && art.Residue[next].End <= b.Start {
			next++
		}
		if next < len(art.Residue) && art.Residue[next].Contains(b.Span) && b.Start < b.End {
			if r := art.Residue[next]; r.Start == b.Start {
				words := oneLine(r.Of(art.Text), 60)
				fmt.Fprintln(c.stdout, message.New("command.show.residue", "Kind", residueName(r.Kind), "Words", words).String()+"\n")
			}
			continue
		}
		text := clean(b.Of(art.Text))
		switch b.Kind {
		case article.Heading:
			text = "## " + text
		case article.ListItem:
			text = "• " + text
		case article.Quotation:
			text = "> " + text
		}
		fmt.Fprintln(c.stdout, text+"\n")
	}
}

// saidOf returns what a page says of itself beside what stands in every list.
func saidOf(art article.Article) (said []string) {
	say := func(key, name, value string) {
		if value != "" {
			said = append(said, message.New("command.show."+key, name, value).String())
		}
	}
	if day := art.Updated.Day(); day != art.Published.Day() {
		say("updated", "Day", day)
	}
	say("section", "Section", art.Section)
	say("agencies", "Names", strings.Join(art.Agencies, ", "))
	say("licence", "Licence", art.Licence)
	return said
}

// pageSaid says what a page is that is no article, or not all of one.
func pageSaid(t article.PageType) message.Message { return message.New("page." + string(t)) }

func residueName(k article.ResidueKind) message.Message { return message.New("residue." + string(k)) }

// articleJSON is an article for programs: what extract and show print.
type articleJSON struct {
	ID           string             `json:"id"`
	URL          string             `json:"url"`
	CanonicalURL string             `json:"canonical_url,omitempty"`
	Title        string             `json:"title"`
	Author       []string           `json:"author"`
	Date         string             `json:"date"` // the publisher's local day
	DateRaw      string             `json:"date_raw"`
	Sitename     string             `json:"sitename"`
	Lang         string             `json:"lang"`
	PageType     article.PageType   `json:"page_type"`   // "" where there was no page
	Text         string             `json:"text"`        // without residue
	StoredText   string             `json:"stored_text"` // what offsets are into
	Blocks       []article.Block    `json:"blocks"`
	Residue      []article.Residue  `json:"residue"`
	Updated      string             `json:"updated,omitempty"` // the publisher's local day
	Section      string             `json:"section,omitempty"`
	Keywords     []string           `json:"keywords,omitempty"`
	Agencies     []string           `json:"agencies,omitempty"`
	Licence      string             `json:"licence,omitempty"`
	Links        []article.Link     `json:"links,omitempty"`
	Images       []article.Image    `json:"images,omitempty"`
	Upstream     []article.Upstream `json:"upstream"`
	From         map[string]string  `json:"from"`
	Simplified   bool               `json:"simplified"`
	Tags         []string           `json:"tags,omitempty"`
	Notes        []string           `json:"notes,omitempty"`
	Status       article.Status     `json:"status,omitempty"`
	Starred      bool               `json:"starred,omitempty"`
	StoryID      article.StoryID    `json:"story_id,omitempty"`
	Story        string             `json:"story,omitempty"`
	CopyOf       article.ID         `json:"copy_of,omitempty"`
	Likeness     int                `json:"likeness,omitempty"`
	Version      int                `json:"version,omitempty"`
	SHA256Raw    string             `json:"sha256_raw,omitempty"`
	SHA256Text   string             `json:"sha256_text,omitempty"`
}

func articleOutput(id string, art article.Article) articleJSON {
	return articleJSON{
		ID: id, URL: art.URL, CanonicalURL: art.CanonicalURL, Title: art.Title, Author: nonNil(art.Authors),
		Date: art.Published.Day(), DateRaw: art.Published.Raw, Sitename: art.Source, Lang: art.Language, PageType: art.PageType,
		Updated: art.Updated.Day(), Section: art.Section, Keywords: art.Keywords, Agencies: art.Agencies, Licence: art.Licence,
		Links: art.Links, Images: art.Images,
		Text: art.Body(), StoredText: art.Text, Blocks: nonNil(art.Blocks), Residue: nonNil(art.Residue),
		Upstream: nonNil(art.Upstream), From: art.From, Simplified: art.Simplified, Tags: art.Tags, Notes: art.Notes,
		Status: art.Status, Starred: art.Starred, StoryID: art.StoryID, Story: art.Story, CopyOf: art.CopyOf, Likeness: art.Likeness,
		Version: art.Version, SHA256Raw: art.RawHash, SHA256Text: art.TextHash,
	}
}
