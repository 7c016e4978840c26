package main

import (
	"context"
	"fmt"
	"strings"

	"parallax/app"
)

// runNote writes a note about an article, lists those of one or takes one away.
func runNote(ctx context.Context, c *call) error {
	flags := c.define(true)
	remove := flags.Int64("remove", 0, "")
	if err := c.parse(); err != nil {
		return err
	}
	if (*remove == 0) == (len(c.args) == 0) || *remove < 0 {
		return usage("command.note.usage")
	}
	if *remove > 0 {
		a, err := c.open(ctx, app.Options{MustExist: true})
		if err != nil {
			return err
		}
		if err := a.RemoveNote(ctx, *remove); err != nil {
			return c.because(fmt.Sprint(*remove), err)
		}
		c.print("command.note.removed")
		return nil
	}
	list, err := ids(c.args[:1])
	if err != nil {
		return err
	}
	a, err := c.open(ctx, app.Options{MustExist: true})
	if err != nil {
		return err
	}
	if words := strings.Join(c.args[1:], " "); words != "" {
		n, err := a.AddNote(ctx, list[0], words)
		if err != nil {
			return c.because(idText(list[0]), err)
		}
		c.print("command.note.added", "Number", fmt.Sprint(n.ID), "ID", idText(list[0]))
		return nil
	}
	notes, err := a.Notes(ctx, list[0])
	if err != nil {
		return c.because(idText(list[0]), err)
	}
	if c.json {
		type noteJSON struct {
			Number  int64  `json:"number"`
			Text    string `json:"text"`
			Written string `json:"written_at"`
		}
		out := struct {
			Notes []noteJSON `json:"notes"`
		}{[]noteJSON{}}
		for _, n := range notes {
			out.Notes = append(out.Notes, noteJSON{n.ID, n.Text, n.Written.Format("2006-01-02T15:04:05Z07:00")})
		}
		return c.printJSON(out)
	}
	for _, n := range notes {
		fmt.Fprintf(c.stdout, "%6d  %s  %s\n", n.ID, n.Written.Local().Format("2006-01-02"), oneLine(n.Text, 200))
	}
	if len(notes) == 0 {
		c.print("command.note.none")
	}
	return nil
}
