package main

import (
	"context"
	"fmt"
	"io"

	"parallax/app"
	"parallax/article"
	"parallax/internal/message"
)

// pasteLimit bounds what "import -" reads.
const pasteLimitBytes = 100 << 20

func runImport(ctx context.Context, c *call) error {
	flags := c.define(true)
	var opt app.ImportOptions
	flags.Func("tag", "", func(s string) error { opt.Tags = append(opt.Tags, s); return nil })
	flags.StringVar(&opt.Source, "source", "", "")
	rules := flags.String("rules", "", "")
	if err := c.parse(); err != nil {
		return err
	}
	if len(c.args) == 0 {
		return usage("command.import.nothing")
	}
	if *rules != "" {
		var err error
		if opt.Rules, err = c.rulesFrom(*rules); err != nil {
			return err
		}
	}
	a, err := c.open(ctx, app.Options{})
	if err != nil {
		return err
	}
	c.notices(ctx, a)
	var sum app.ImportSummary
	if len(c.args) == 1 && c.args[0] == "-" {
		var b []byte
		if b, err = io.ReadAll(io.LimitReader(c.stdin, pasteLimitBytes)); err != nil {
			return err
		}
		sum, err = a.ImportText(ctx, string(b), opt)
	} else {
		sum, err = a.Import(ctx, c.args, opt, c.progress())
	}
	c.clearLine()
	if perr := c.printImport(sum); err == nil {
		err = perr
	}
	switch {
	case err != nil:
		return err
	case sum.Refused > 0 && sum.Refused == sum.Read:
		return errFailed
	case sum.Refused > 0:
		return errPartly
	}
	return nil
}

// importJSON is the report of an import for programs.
type importJSON struct {
	Read       int              `json:"read"`
	Added      int              `json:"added"`
	NewVersion int              `json:"new_version"`
	Duplicate  int              `json:"duplicate"`
	Refused    int              `json:"refused"`
	Simplified int              `json:"simplified"`
	Copies     int              `json:"copies"`
	NearCopies int              `json:"near_copies"`
	NotWhole   int              `json:"not_whole"` // no articles, or not all of one
	Cancelled  bool             `json:"cancelled"`
	Seconds    float64          `json:"seconds"`
	Items      []importItemJSON `json:"items"`
	Unlisted   int              `json:"items_unlisted"` // more than are named of their kind
}

type importItemJSON struct {
	Name       string          `json:"name"`
	Outcome    string          `json:"outcome"`
	ID         int64           `json:"id,omitempty"`
	CopyOf     int64           `json:"copy_of,omitempty"`
	Likeness   int             `json:"likeness,omitempty"`
	Simplified bool            `json:"simplified,omitempty"`
	PageType   string          `json:"page_type,omitempty"`
	Why        message.Message `json:"why"`
}

// printImport prints the report: counts that add up, and every item that was
// not plainly added.
func (c *call) printImport(sum app.ImportSummary) error {
	if c.json {
		out := importJSON{
			Read: sum.Read, Added: sum.Added, NewVersion: sum.NewVersions, Duplicate: sum.Duplicates, Refused: sum.Refused,
			Simplified: sum.Simplified, Copies: sum.Copies, NearCopies: sum.NearCopies, NotWhole: sum.NotWhole, Unlisted: sum.Unlisted, Cancelled: sum.Cancelled, Seconds: sum.Took.Seconds(), Items: []importItemJSON{},
		}
		for _, it := range sum.Items {
			out.Items = append(out.Items, importItemJSON{
				Name: it.Name, Outcome: string(it.Kind), ID: int64(it.ID), CopyOf: int64(it.CopyOf), Likeness: it.Likeness, Simplified: it.Simplified, PageType: string(it.PageType), Why: it.Why,
			})
		}
		return c.printJSON(out)
	}
	c.print("command.import.counts", "Read", sum.Read, "Added", sum.Added, "New", sum.NewVersions, "Duplicate", sum.Duplicates, "Refused", sum.Refused)
	const most = 20 // of a kind that is no failure
	shown := map[article.OutcomeKind]int{}
	for _, it := range sum.Items {
		if shown[it.Kind] == most && it.Kind != article.Refused {
			continue
		}
		shown[it.Kind]++
		fmt.Fprintln(c.stdout, "  "+message.New("command.import.item."+itemKey(it), "Name", oneLine(it.Name, 200),
			"ID", idText(it.ID), "Of", idText(it.CopyOf), "Percent", it.Likeness, "Why", it.Why, "Page", pageSaid(it.PageType)).String())
	}
	for _, k := range []struct {
		kind article.OutcomeKind
		all  int
	}{
		{article.NewVersion, sum.NewVersions},
		{article.Duplicate, sum.Duplicates},
		{article.Refused, sum.Refused},
	} {
		if n := k.all - shown[k.kind]; n > 0 {
			fmt.Fprintln(c.stdout, "  "+message.New("command.import.more", "Count", n, "Kind", message.New("command.outcome."+string(k.kind))).String())
		}
	}
	for _, mark := range []struct {
		key string
		n   int
	}{{"copies", sum.Copies}, {"near-copies", sum.NearCopies}, {"simplified", sum.Simplified}, {"not-whole", sum.NotWhole}} {
		if mark.n > 0 {
			c.print("command.import."+mark.key, "Count", mark.n)
		}
	}
	if sum.Cancelled {
		c.print("command.import.stopped", "Count", sum.Read)
	}
	return nil
}

// itemKey says which sentence tells of an item.
func itemKey(it app.ImportItem) string {
	switch {
	case it.Kind != article.Added:
		return string(it.Kind)
	case it.CopyOf == 0 && it.Simplified:
		return "simplified"
	case it.CopyOf == 0:
		return "not-whole"
	case it.Likeness < 100:
		return "near-copy"
	}
	return "copy"
}

// idText writes an ID without grouping its thousands: it is typed back.
func idText(id article.ID) string { return fmt.Sprint(int64(id)) }
